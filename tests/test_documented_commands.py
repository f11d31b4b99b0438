"""Every command that the documents name starts, and so does every script of the project.

What takes the internet, a graphics card, minutes, or packages that tests do without is parsed, or
asked for its help; `ONLY_PARSED` says why.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from soc_rvos import checkpoint
from soc_rvos.config import SocConfig
from soc_rvos.networks.soc import Soc
from soc_studio.cli import main
from soc_studio.cli.arguments import parse
from tests.thoroughness import only_thorough

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [  # in one order everywhere: their commands run one after the other
    path
    for path in (
        *sorted(ROOT.glob("*.md")),
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted((ROOT / "benchmarks").glob("*.md")),
        *sorted((ROOT / "resources").rglob("*.md")),
    )
    if path.name != "CHANGELOG.md"  # it tells of commands as they were
]
SCRIPTS = sorted(
    path
    for folder in ("benchmarks", "packaging")
    for path in (ROOT / folder).rglob("*.py")
    # The packed program begins with `start.py`, which nobody runs.
    if "__main__" in path.read_text(encoding="utf-8") and path.name != "start.py"
)
ONLY_PARSED = {
    "models fetch": "takes the internet",
    "pytorch fetch": "takes the internet",
    "--model soc-joint-t": "takes weights from the internet",
    "--model weights.pth": "takes weights from the internet",
    "--ray auto": "takes a cluster",
    "--watch incoming": "goes on until it is stopped",
    "--video 2": "takes a project of several videos",
    "anna.soc": "takes two people's projects",
    "ben.soc": "takes two people's projects",
    "propagate clip.soc": "takes a correction, which is made in the window",
    "evaluate --dataset": "takes a published dataset",
    "evaluate CLIPS --model MODEL": "stands for any clips; the same is run with names below",
    "train soc-": "takes published data sets, and days",
    "finetune harbour.soc": "takes projects with labels",
}
NOT_OURS = ("pip", "pytest", "venv")  # modules that Python runs for us
_FIRST = r"(?:\.venv[\\/](?:Scripts|bin)[\\/])?(?:soc-studio|python)"
_BLOCK = re.compile(rf"^(?: {{4,}}|\t)(?:\$ )?({_FIRST}(?: .*)?)$", re.MULTILINE)
_INLINE = re.compile(rf"(?<!`)`({_FIRST}\s[^`]+)`(?!`)")  # no fence of a block
_NOT_RUN = ("FILE", "NEW.soc", "ID", "--help", "--list-presets")  # any file; the program ends
_CLIP = (96, 64, 16)  # width, height, frames


def commands_in(text: str) -> Iterator[list[str]]:
    """Yield the commands in a text, in order, as words; the first is the program alone."""
    found = [
        (match.start(), match[1]) for each in (_BLOCK, _INLINE) for match in each.finditer(text)
    ]
    for _, command in sorted(found):
        words = shlex.split(re.sub(r"\s+#.*", "", command).replace("\\", "/"))
        yield [Path(words[0]).name, *words[1:]]


def documented() -> list[list[str]]:
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS]
    return [words for text in texts for words in commands_in(text)]


def of_the_help() -> list[list[str]]:
    """Return the examples in the help of the command line."""
    modules = sorted((ROOT / "soc_studio" / "cli" / "commands").glob("*.py"))
    strings = [
        node.value
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    lines = [line.strip() for each in strings for line in each.splitlines()]
    return [shlex.split(line) for line in lines if line.startswith("soc-studio ")]


def arguments_of(words: list[str]) -> list[str]:
    """Return what the command line gets; nothing where it is the window that is started, or where
    a command is only called by its name."""
    more = words[1:]
    no_command = len(more) <= 1 or words[0] != "soc-studio"
    return [] if no_command else more


def start(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python in `folder` to the end, without a screen."""
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")]),
            "QT_QPA_PLATFORM": "offscreen",
            "SOC_STUDIO_DATA": str(folder / "data"),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_documents_name_commands() -> None:
    assert len([words for words in documented() if arguments_of(words)]) > 15
    assert len([words for words in documented() if words[0] == "python"]) > 8
    assert len(of_the_help()) > 8


@pytest.mark.parametrize("words", [*documented(), *of_the_help()], ids=" ".join)
def test_a_documented_command_is_understood(words: list[str]) -> None:
    if words[0] == "soc-studio":
        arguments = arguments_of(words)
        if {"--help", "--list-presets"} & {*arguments}:  # they end the program
            with pytest.raises(SystemExit, match="0"):
                parse(arguments)
        elif arguments:
            parse(arguments)
        return
    if words[1] == "-m":
        assert words[2] in NOT_OURS or words[2].startswith("soc_")
        return
    assert (ROOT / words[1]) in SCRIPTS


MODULES = sorted(
    {words[2] for words in documented() if words[1:2] == ["-m"] and words[2] not in NOT_OURS}
)


@pytest.mark.parametrize("module", MODULES)
def test_a_documented_module_says_what_it_does(module: str, tmp_path: Path) -> None:
    """They need material of gigabytes, packages for training, and hours."""
    run = start("-m", module, "--help", folder=tmp_path)
    assert run.returncode == 0, run.stderr
    for words in documented():
        if words[1:3] == ["-m", module]:
            for option in (word for word in words if word.startswith("--")):
                assert option in run.stdout


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the documents' commands name: a clip, clips with true masks, masks."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    width, height, count = _CLIP
    frames, masks = (here / "CLIPS" / "one" / name for name in ("frames", "masks"))
    frames.mkdir(parents=True)
    masks.mkdir()
    with av.open(here / "clip.mp4", "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(count):
            picture = np.full((height, width, 3), 90, dtype=np.uint8)
            marked = np.zeros((height, width), dtype=np.uint8)
            marked[20:44, number : number + 30] = 1
            picture[marked > 0] = (200, 20, 20)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
            if number < 8:
                Image.fromarray(picture).save(frames / f"{number:05}.jpg")
                paletted = Image.fromarray(marked).convert("P")
                paletted.save(masks / f"{number:05}.png")
        container.mux(stream.encode())
    shutil.copytree(masks, here / "masks")
    (here / "list.csv").write_text("video,expression,object\nclip.mp4,the red car,1\n")
    sample = here / "resources" / "sample"
    sample.mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "sample" / "sample.mp4", sample)
    said = {"v": {"expressions": {"0": {"exp": "it", "obj_id": [], "anno_id": []}}, "frames": []}}
    (here / "DATASET").mkdir()
    (here / "DATASET" / "meta_expressions.json").write_text(json.dumps({"videos": said}))
    told = [{"id": 1, "category": "car", "expressions": [{"text": "the red car"}]}]
    clip = {"name": "one", "frames": 8, "width": width, "height": height, "fps": 25.0}
    content = {
        "format_version": 1,
        "clips": [{**clip, "objects": told, "absent_expressions": []}],
    }
    (here / "CLIPS" / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    return here


# pycocotools 2.0.11 is behind numpy 2 in how it hands out arrays.
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_the_documents_commands_work_one_after_the_other(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[list[str]] = []
    for words in documented():
        arguments = arguments_of(words)
        joined = " ".join(arguments)
        stands_for_any = any(word in _NOT_RUN for word in arguments)
        if not arguments or stands_for_any or any(part in joined for part in ONLY_PARSED):
            continue
        if arguments in ran:
            continue
        if "--report" in arguments:  # nothing is found in the clip, which would be no dataset
            assert main(["project", "clip.soc", "--import-masks", "masks"]) == 0
        assert main(arguments) == 0, (joined, capsys.readouterr().err)
        ran.append(arguments)
    assert {command for command, *_ in ran} == {
        "segment",
        "project",
        "export",
        "info",
        "models",
        "evaluate",
        "datasets",
        "run",
        "doctor",
        "pytorch",
    }
    assert (place / "result" / "tracks.json").is_file()
    assert (place / "scores.json").is_file()


SMALLEST = {
    "benchmarks/absent.py": ["--help"],  # the photographs are not here
    "benchmarks/answers.py": ["--from-rows", "rows.json"],  # the clips are not here
    "benchmarks/before_the_copy.py": [
        *("--minutes", "0.3", "--seconds", "0.3", "--presses", "2", "--scale", "0.1"),
    ],
    "benchmarks/beside_ffmpeg.py": [
        *("--rows", "90", "--kinds", "hevc-10", "--frames", "3", "--runs", "1", "--library"),
        *("--only", "decoding", "exports", "memory", "--formats", "cutout", "look"),
    ],
    "benchmarks/click_seconds.py": ["--runs", "1", "--sizes", "320x180"],
    "benchmarks/clicks.py": ["--help"],  # clips with true masks are not here
    "benchmarks/cutout_encoding.py": ["--frames", "2", "--width", "128", "--height", "72"],
    "benchmarks/doubts.py": ["--help"],  # clips with true masks are not here
    "benchmarks/edges.py": ["--size", "90", "--seeds", "1"],
    "benchmarks/every_format.py": ["--help"],  # other programs read what it writes
    "benchmarks/finetuning.py": ["--help"],  # it learns for minutes
    "benchmarks/first_answer.py": ["--runs", "1", "--kinds", "warm"],
    "benchmarks/gpu.py": [
        *("--device", "cpu", "--networks", "soc-swin-t", "--size", "32", "48", "--seconds", "0.1"),
    ],
    "benchmarks/half_precision.py": ["clips", "small.safetensors", "--frames", "2"],
    "benchmarks/many_videos.py": ["--videos", "3", "--frames", "4", "--runs", "1"],
    "benchmarks/many_machines.py": ["--help"],  # Ray is not here
    "benchmarks/pipeline_seconds.py": ["--frames", "8"],
    "benchmarks/opening.py": ["--small", "--only", "phone"],
    "benchmarks/paper_ablations.py": ["--help"],  # trains for hours
    "benchmarks/paper_speed.py": ["--help"],  # networks of the published sizes
    "benchmarks/paper_together.py": ["--help"],  # trains for minutes
    "benchmarks/playback.py": ["--seconds", "0.3", "--clips", "2"],
    "benchmarks/project_seconds.py": ["--frames", "400", "--expressions", "1"],
    "benchmarks/processors.py": [
        *("--checkpoint", "small.safetensors", "--kinds", "as it is", "no compiler"),
    ],
    "benchmarks/ratios.py": ["--only", "masks", "--runs", "1"],
    "benchmarks/rendered_sequences.py": ["--help"],  # it renders with packages for training
    "benchmarks/rendered_edges.py": ["--rows", "90", "--runs", "1"],
    "benchmarks/rendered_scenes.py": ["--help"],  # Mitsuba is not here
    "benchmarks/scrubbing.py": ["--seeks", "3", "--frames", "30", "--seconds", "0.3"],
    "benchmarks/several.py": ["--help"],  # the clips are not here
    "benchmarks/stalls.py": ["--runs", "1", "--only", "palette"],
    "benchmarks/tracking.py": ["--help"],  # clips with true masks are not here
    "benchmarks/tracking_cases.py": ["--help"],  # clips with true masks are not here
    "benchmarks/trial_endings.py": ["--help"],  # every format, three times each
    "benchmarks/two_at_once.py": ["--runs", "1"],
    "benchmarks/window_seconds.py": [
        *("--checkpoint", "small.safetensors", "--size", "32", "48", "--expressions", "1", "5"),
        *("--runs", "1", "--device", "cpu"),
    ],
    "packaging/program/package.py": ["--help"],  # minutes and gigabytes
    "packaging/release/wheels.py": ["--help"],  # what builds is not here
    "packaging/release/parts_list.py": ["--into", "parts.json"],
    "packaging/release/release.py": ["--help"],  # it commits
    "packaging/release/version.py": [],
    "packaging/documentation/make_site.py": ["--pages", "pages"],
    "packaging/screenshots.py": [
        *("--all", "shots", "--states", "empty", "--sizes", "1280x720", "--themes", "dark"),
    ],
    "packaging/translate.py": ["--into", "translations"],
    # It renders with packages for training, and material that is not here.
    "packaging/sample/render.py": ["--help"],
}


# Even at their smallest they take long: an ordinary run asks for their help, which imports them.
LONG = {
    "benchmarks/beside_ffmpeg.py",
    "benchmarks/click_seconds.py",
    "benchmarks/first_answer.py",
    "benchmarks/gpu.py",
    "benchmarks/pipeline_seconds.py",
    "benchmarks/playback.py",
    "benchmarks/processors.py",
    "benchmarks/stalls.py",
    "benchmarks/two_at_once.py",
    "benchmarks/window_seconds.py",
}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_runs_at_its_smallest_size(
    script: Path, tmp_path: Path, small_soc: SocConfig, word_tokenizer: object
) -> None:
    name = script.relative_to(ROOT).as_posix()
    if script.stem in ("window_seconds", "half_precision", "processors"):
        tokens = word_tokenizer.to_str()  # type: ignore[attr-defined]
        checkpoint.save(tmp_path / "small.safetensors", Soc(small_soc), tokens)
    if "half_precision" in name:
        frames = tmp_path / "clips" / "valid" / "JPEGImages" / "one"
        said = tmp_path / "clips" / "meta_expressions" / "valid"
        for folder in (frames, said):
            folder.mkdir(parents=True)
        for each in ("0", "1"):
            Image.new("RGB", (64, 48), (40 * int(each), 0, 0)).save(frames / f"{each}.jpg")
        video = {"frames": ["0", "1"], "expressions": {"0": {"exp": "the dog", "obj_id": "1"}}}
        (said / "meta_expressions.json").write_text(json.dumps({"videos": {"one": video}}))
    if "answers" in name:
        one = {"clip": "c", "sentence": "the dog", "frame": 3, "absent": False}
        found = {"scores": [0.7, 0.65], "right": [0.1, 0.9], "apart": [[1, 0, 0.2]]}
        kept = {"threshold": 0.14, "rows": {"search": [one | found], "first": [one | found]}}
        (tmp_path / "rows.json").write_text(json.dumps(kept))
    is_tried = name not in LONG or only_thorough(name)
    run = start(str(script), *(SMALLEST[name] if is_tried else ["--help"]), folder=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    made = {
        "packaging/documentation/make_site.py": "pages/reference/commands.md",
        "packaging/screenshots.py": "shots/*/empty.png",
        "packaging/translate.py": "*/*.qm",
    }
    assert list(tmp_path.glob(made[name])) if name in made else run.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_has_the_options_that_are_documented(script: Path) -> None:
    """Where it says so itself, and in the documents."""
    source = script.read_text(encoding="utf-8")
    name = script.relative_to(ROOT).as_posix()
    said = [
        line for line in (ast.get_docstring(ast.parse(source)) or "").splitlines() if name in line
    ]
    said += [" ".join(words) for words in documented() if words[1:2] == [name]]
    assert said
    for option in {option for line in said for option in re.findall(r"--[a-z-]+", line)}:
        assert f'"{option}"' in source

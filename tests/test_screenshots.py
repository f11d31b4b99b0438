"""Pictures of the window are compared with accepted ones: small differences are none."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "packaging" / "screenshots.py"
# Those without a search, which take a second or two each.
QUICK = ("empty", "opened", "preferences")


def load(name: str) -> ModuleType:
    """Import a module of `packaging/screens`, which is no package."""
    path = ROOT / "packaging" / "screens" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"screens_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclasses look for their names
    spec.loader.exec_module(module)
    return module


comparison, names = load("comparison"), load("names")


def window(moved: int = 0, without_button: bool = False) -> Image.Image:
    """A picture like that of a window: bars, words, a button, a photograph."""
    picture = Image.new("RGB", (1280, 720), "#151618")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 1280, 44), fill="#1b1c1f")
    for row in range(20):
        draw.text((900 + moved, 100 + 24 * row), "a sentence of words " * 2, fill="#f0f1f3")
    random = np.random.default_rng(3)
    photograph = random.integers(0, 255, (6, 10, 3), dtype=np.uint8)
    picture.paste(Image.fromarray(photograph).resize((640, 360)), (60, 120))
    if not without_button:
        draw.rounded_rectangle((1180, 8, 1260, 36), 6, fill="#2a64e3")
    return picture


def saved(picture: Image.Image, folder: Path, name: str = "now.png") -> Path:
    picture.save(folder / name)
    return folder / name


@pytest.mark.slow
def test_the_same_picture_and_letters_drawn_otherwise_are_no_difference(tmp_path: Path) -> None:
    kept = tmp_path / "kept.webp"
    comparison.accept(saved(window(), tmp_path), kept)
    assert kept.stat().st_size < 20_000
    for same in (window(), window().filter(ImageFilter.GaussianBlur(0.6)), window(moved=1)):
        found = comparison.compare(saved(same, tmp_path), kept)
        assert found.is_small, str(found)


@pytest.mark.slow
def test_what_a_person_would_see_is_a_difference(tmp_path: Path) -> None:
    kept = tmp_path / "kept.webp"
    comparison.accept(saved(window(), tmp_path), kept)
    found = comparison.compare(saved(window(without_button=True), tmp_path), kept)
    assert not found.is_small
    assert found.place == pytest.approx((0.95, 0.03), abs=0.03)
    assert not comparison.compare(saved(window(moved=60), tmp_path), kept).is_small
    light = Image.eval(window(), lambda value: min(255, value + 12))
    assert not comparison.compare(saved(light, tmp_path), kept).is_small
    assert "no accepted picture" in str(comparison.compare(kept, tmp_path / "other.webp"))
    wide = saved(window().resize((1600, 1000)), tmp_path)
    assert "another shape" in str(comparison.compare(wide, kept))


def test_every_accepted_picture_is_of_a_state_and_all_are_small() -> None:
    accepted = list((ROOT / "tests" / "ui" / "pictures").rglob("*.webp"))
    assert {each.stem for each in accepted} <= set(names.NAMES) - set(names.MOVING)
    assert sum(each.stat().st_size for each in accepted) < 5_000_000


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="letters are drawn otherwise there")
def test_screens_look_as_they_were_accepted(tmp_path: Path) -> None:
    """A few of them; `make compare-pictures` has them all."""
    command = [sys.executable, str(SCRIPT), "--all", str(tmp_path), "--compare"]
    chosen = ["--sizes", "1280x720", "--states", *QUICK]
    run = subprocess.run([*command, *chosen], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_state_without_a_picture_is_named_and_the_others_are_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))  # which the script adds to
    screenshots = load("../screenshots")
    taken, accepted = tmp_path / "taken", tmp_path / "accepted"
    taken.mkdir()
    saved(window(), taken, "found.png")
    assert screenshots._accept(taken, accepted, ["found", "first_steps"]) == 1
    said = capsys.readouterr().out
    assert "first_steps: no picture was taken" in said
    assert "1 of 2 pictures accepted" in said
    assert [each.name for each in accepted.iterdir()] == ["found.webp"]
    assert screenshots._compare(taken, accepted, ["found", "first_steps"]) == 1
    assert "1 of 2 pictures differ" in capsys.readouterr().out


def test_what_was_taken_need_not_be_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    screenshots = load("../screenshots")
    folders = [tmp_path / "dark-1280x720", tmp_path / "dark-document"]
    for each in folders:
        each.mkdir()
    for state in ("found", "empty"):
        saved(window(), folders[0], f"{state}.png")
    going_on = screenshots.Taking(tmp_path / "project.soc", "en", resumes=True)
    # "found" is in documents, too, and that picture is missing; "empty" is in none
    assert going_on._is_left("found", folders)
    assert not going_on._is_left("empty", folders)
    anew = screenshots.Taking(tmp_path / "project.soc", "en")
    assert anew._is_left("empty", folders)
    assert not (folders[0] / "empty.png").exists(), "an old picture would pass for a new one"


_BROKEN = """
import sys
sys.path[:0] = sys.argv[3:]
from pathlib import Path
from screens import session

def broken(driver):
    driver.window.nothing_of_this_name.click()

session.STATES["broken"] = broken
out = {Path(sys.argv[1]): (1280, 720)}
worked = session.take("dark", Path(sys.argv[2]), out, ["broken", "empty"], "en")
sys.exit(0 if worked else 1)
"""


@pytest.mark.slow
def test_a_broken_state_is_said_and_the_next_one_is_taken(tmp_path: Path) -> None:
    places = [str(ROOT), str(ROOT / "model"), str(ROOT / "packaging")]
    run = subprocess.run(
        [sys.executable, "-c", _BROKEN, str(tmp_path), str(tmp_path / "none.soc"), *places],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert run.returncode == 1, run.stdout + run.stderr
    first, second = run.stdout.splitlines()
    assert first.startswith("dark broken, ")
    assert "FAILED: 'MainWindow' object has no attribute 'nothing_of_this_name'" in first
    assert str(tmp_path / "broken-failed.png") in first
    assert "FAILED" not in second
    assert {each.name for each in tmp_path.glob("*.png")} == {"broken-failed.png", "empty.png"}

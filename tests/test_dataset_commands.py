"""A project to a dataset and back, by commands alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from soc_studio.cli import main
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.storage.document import Document
from tests.core.formats.labelled_project import labelled_project

pytestmark = pytest.mark.usefixtures("data_of_the_test")


def code_of(*words: object) -> int:
    """Return the exit code of a command."""
    try:
        return main([str(each) for each in words])
    except SystemExit as end:
        return int(end.code or 0)


def test_a_project_becomes_a_dataset_and_a_project_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, out = labelled_project(tmp_path), tmp_path / "out"
    (tmp_path / "valid.txt").write_text("square\n\n", encoding="utf-8")
    (tmp_path / "train.txt").write_text("deer\n", encoding="utf-8")
    lists = [f"--split-list={each}={tmp_path / each}.txt" for each in ("train", "valid")]
    words = ["export", "--project", project, "-o", out, "--format", "ref-youtube-vos", *lists]
    assert code_of(*words, "--report") == 0
    said = capsys.readouterr().out
    assert said.startswith("Ref-YouTube-VOS (ref-youtube-vos)\n  Quick masks of a preview are")
    assert not out.exists()
    assert code_of(*words, "--previews", "--frames", "link", "--every", "2") == 0
    said = capsys.readouterr().out
    assert "Quick masks" not in said
    assert said.endswith(f"{out}: Ref-YouTube-VOS, read again and equal in every pixel\n")
    assert {(each.split, each.name) for each in open_dataset(out)[1].videos} == {
        ("train", "deer"),
        ("valid", "square"),
    }
    again = tmp_path / "again.soc"
    assert code_of("datasets", "import", out, "-o", again, "--rate", "12", "--accepted") == 0
    said = capsys.readouterr()
    assert f"{again}: 2 videos, 3 objects, 4 expressions, 9 masks" in said.out
    with Document.open(again) as document:
        assert [each.split for each in document.project.videos] == ["train", "valid"]
    with Document.open(again) as document:
        assert [each.name for each in document.project.videos] == ["deer", "square"]
        assert all(each.verdicts for each in document.project.layers)
    assert code_of("datasets", "import", tmp_path / "footage", "-o", tmp_path / "no.soc") == 1
    assert not (tmp_path / "no.soc").exists()


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--format", "mevis", "--format", "davis"], 1, "one format for all of the project"),
        (["--format", "mevis", "--format", "masks"], 1, "one format for all of the project"),
        (["--format", "mevis", "--from", "3"], 1, "--from cannot be given with it"),
        (["--format", "mevis", "a deer"], 1, "layers cannot be given with it"),
        (["--format", "mevis", "--split-list", "train"], 2, "'train' is not NAME=FILE"),
        (["--format", "mevis", "--split-list", "train=none.txt"], 2, "No such file"),
        (["--format", "masks", "--accepted-only"], 1, "--accepted-only is for datasets"),
        (["--report"], 1, "--report is for datasets"),
    ],
)
def test_wrong_use_is_told(
    words: list[str], code: int, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "none.soc"
    assert code_of("export", "--project", project, "-o", tmp_path / "out", *words) == code
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()

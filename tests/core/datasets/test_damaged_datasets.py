"""Files of datasets damaged at random: what comes of it is a sentence, or a dataset."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_rvos.datasets.files import PublishedError
from soc_rvos.datasets.published import open_published
from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.format import DatasetFormat
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.datasets.survey import survey
from tests import published_layouts
from tests.core.datasets.made_datasets import WRITTEN, rich_dataset, written
from tests.thoroughness import times

pytestmark = pytest.mark.slow

SECRET = b"a secret of this computer\n" * 9
WRONG: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**31, 2**63, -(2**70), 1e308, 3.5, "NaN", 12345678901234567890),
    *("", "x", "../../../secret", "/etc/secret", "a\0b", "1/0", "1e999999999", "\ud800", "é" * 300),
    *([], {}, [None], [[]], {"a": 1}, [0] * 50),
)
WORDS = ("", "-1", "0", "99999999", "1e999999999", "nan", "../../x", "/x", '"', "\0", "é", "1/0")
LAYOUTS: tuple[Callable[[Path], Path], ...] = (
    published_layouts.ref_youtube_vos,
    published_layouts.ref_davis,
    published_layouts.ref_davis_converted,
    published_layouts.mevis,
    published_layouts.a2d_sentences,
    published_layouts.jhmdb_sentences,
    published_layouts.refcoco,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths to all values in JSON."""
    inner: list[Any] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value[:20]))
    return [path, *(each for key, one in inner for each in places(one, (*path, key)))]


def changed_json(content: bytes, chance: random.Random) -> bytes:
    """Return JSON with a value that is another one, is gone, or is there twice."""
    said = json.loads(content)
    path = chance.choice(places(said))
    if not path:
        return json.dumps(chance.choice(WRONG)).encode()
    place = said
    for key in path[:-1]:
        place = place[key]
    way = chance.random()
    if way < 0.7:
        place[path[-1]] = chance.choice(WRONG)
    elif way < 0.85:
        del place[path[-1]]
    elif isinstance(place, list):
        place.append(place[path[-1]])
    else:
        place[chance.choice(WORDS)] = place.pop(path[-1])
    text = json.dumps(said)
    if chance.random() < 0.05:
        text = text[: chance.randrange(len(text))] + "[" * 100_000
    return text.encode("utf-8", "surrogatepass")


def changed_text(content: bytes, chance: random.Random) -> bytes:
    """Return a table or XML in which a word is another one."""
    text = content.decode("utf-8", "replace")
    word = chance.choice([*re.finditer(r'"[^"]*"|[^,\n<>= ]+', text)] or [None])
    if word is None:
        return b"\xff,"
    return f"{text[: word.start()]}{chance.choice(WORDS)}{text[word.end() :]}".encode()


def changed_bytes(content: bytes, chance: random.Random) -> bytes:
    """Return a file that ends early, or in which some bytes are others."""
    if chance.random() < 0.4:
        return content[: chance.randrange(len(content) + 1)]
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 20)) if content else 0):
        changed[chance.randrange(min(len(changed), chance.choice((64, 400, 10**9))))] = (
            chance.randrange(256)
        )
    return bytes(changed)


def damage(folder: Path, chance: random.Random, secret: Path) -> str:
    """Damage a file in `folder`; return what was done."""
    files = [each for each in sorted(folder.rglob("*")) if each.is_file()]
    labels = [each for each in files if each.suffix not in (".jpg", ".mp4")]
    path = chance.choice(labels if chance.random() < 0.95 else files)
    content = path.read_bytes()
    way = chance.random()
    if way < 0.1:
        path.unlink()
        kinds: list[Callable[[], object]] = [path.mkdir, lambda: None]
        if sys.platform != "win32":
            kinds += [lambda: path.symlink_to(secret), lambda: path.symlink_to(path.name)]
            kinds += [lambda: os.mkfifo(path), lambda: (path.parent / "again").symlink_to(folder)]
        chance.choice(kinds)()
    elif path.suffix == ".json" and way < 0.8:
        path.write_bytes(changed_json(content, chance))
    elif path.suffix in (".csv", ".txt", ".xml") and way < 0.8:
        path.write_bytes(changed_text(content, chance))
    else:
        path.write_bytes(changed_bytes(content, chance))
    return f"{path} {way}"


def damaged_often(
    whole: Path, tmp_path: Path, secret: Path, read: Callable[[Path], object]
) -> None:
    """Read damaged copies of a dataset: each is read, or refused with a sentence."""
    before = {each.name for each in tmp_path.iterdir()} | {"copy"}
    for seed in range(times(40)):
        copy = tmp_path / "copy"
        shutil.copytree(whole, copy)
        done = damage(copy, random.Random(f"{whole.name} {seed}"), secret)
        said = "."
        try:
            read(copy)
        except (DatasetError, PublishedError) as error:
            said = str(error)
        except Exception as error:
            pytest.fail(f"seed {seed}: {done}: {error!r}")
        assert said.endswith("."), done
        assert "secret of this" not in said, done
        assert secret.read_bytes() == SECRET
        shutil.rmtree(copy)
    assert {each.name for each in tmp_path.iterdir()} | {"copy"} == before


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_bytes(SECRET)
    return path


@pytest.mark.parametrize("format", WRITTEN, ids=lambda format: format.id)
def test_a_damaged_dataset_is_refused_with_a_sentence(
    format: DatasetFormat, tmp_path: Path, secret: Path
) -> None:
    written(rich_dataset(tmp_path / "frames"), format, tmp_path / "whole")

    def read(folder: Path) -> None:
        for _ in survey(open_dataset(folder)[1]):
            pass

    damaged_often(tmp_path / "whole", tmp_path, secret, read)


def test_damaged_arrays_are_refused_with_a_sentence(tmp_path: Path, secret: Path) -> None:
    (tmp_path / "whole").mkdir()
    np.savez(tmp_path / "whole" / "a.npz", masks=np.ones((3, 4, 5), bool))

    def read(folder: Path) -> None:
        for _ in survey(open_dataset(folder)[1]):
            pass

    damaged_often(tmp_path / "whole", tmp_path, secret, read)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.__name__))
def test_a_published_dataset_that_is_damaged_is_refused_with_a_sentence(
    layout: Callable[[Path], Path], tmp_path: Path, secret: Path
) -> None:
    layout(tmp_path / "whole")

    def read(folder: Path) -> None:
        dataset = open_published(folder)
        for split in dataset.splits:
            for sample in dataset.samples(split):
                for place in sample.annotated:
                    sample.truth(place)
                if sample.annotated:
                    sample.frames.read([sample.annotated[0]])

    damaged_often(tmp_path / "whole", tmp_path, secret, read)

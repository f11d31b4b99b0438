"""Project files that were cut short, changed at random, or made to deceive: each of them is opened,
repaired, or refused with a sentence."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask
from soc_studio.core.formats.tracks_json_export import write_tracks
from soc_studio.core.media.timing import Timing
from soc_studio.core.project.project import (
    MOST_FRAMES,
    Absent,
    Correction,
    Origin,
    Pick,
    Project,
    Review,
)
from soc_studio.core.storage.project_file import ProjectError, ProjectFile
from soc_studio.core.storage.project_repair import repair
from soc_studio.core.storage.results import Search
from soc_studio.core.system.database import DamageError, ForeignFileError
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.associated_tracks import keep
from soc_studio.core.tracks.resolved_track import views
from tests.core.decided import known_video
from tests.thoroughness import times

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
FRAMES, HEIGHT, WIDTH = 40, 32, 48
_ENDLESS = 120.0  # seconds of work for what takes one at most
SEARCH = Search("1:clip", "the car", "w", "bright", '{"stride": 1}', HEIGHT, WIDTH, 0.5)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program keeps for a person goes to a folder of the test."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with decisions, results and imported masks, of a quarter of a megabyte."""
    path = tmp_path_factory.mktemp("sound") / "a.soc"
    make(path)
    return path


def make(path: Path) -> None:
    """Make a project with everything in it that a project can have."""
    rng = np.random.default_rng(3)
    with ProjectFile.create(path) as file:
        people = [(at, Mask.from_array(rng.random((64, 96)) > 0.5)) for at in range(20)]
        assert list(file.imports.add("people", 64, 96, people)) == [20]
        project, video = Project().add_video(known_video(frames=FRAMES))
        project, car = project.add_layer(video, "the car")
        project, dog = project.add_layer(video, "the dog")
        project, _ = project.add_layer(video, "people", imported=1)
        masks = [Mask.from_array(rng.random((64, 96)) > 0.5) for _ in range(30)]
        project = project.correct(car, {at: Correction(mask) for at, mask in enumerate(masks)})
        project = project.correct(dog, {7: Correction(masks[0], Origin.IMPORTED)})
        project = project.choose(car, 30, 40, Pick(34, small(rng)))
        project = project.choose(dog, 3, 5, Absent()).review(dog, 0, 9, Review.ACCEPTED)
        file.save(None, project)
        for text in ("the car", "the dog"):
            search = Search("1:clip", text, "w", "bright", "{}", HEIGHT, WIDTH, 0.5)
            number = file.results.begin(search)
            file.results.add(
                [(number, window(rng, start, preview=start == 32)) for start in range(0, FRAMES, 8)]
            )
        keep(file.results, number, FRAMES)


def small(rng: np.random.Generator) -> Mask:
    return Mask.from_array(rng.random((HEIGHT, WIDTH)) > 0.5)


def window(rng: np.random.Generator, start: int, preview: bool = False) -> WindowResult:
    seen = tuple(range(start, start + 8))
    candidates = tuple(
        WindowCandidate(
            rank,
            tuple(np.float32(rng.random(8)).tolist()),
            rng.random((8, 4), dtype=np.float32),
            tuple(small(rng) for _ in seen),
            rng.standard_normal(16).astype(np.float32),
        )
        for rank in range(3)
    )
    overlaps = None if start == 0 else rng.random((3, 3), dtype=np.float32)
    place = Window(seen, frozenset(seen), shot=0, block=start, phase=0)
    return WindowResult(0, place, seen, candidates, overlaps, preview)


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


# What happens to a file, by chance.


def _cut(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size))


def _bytes(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 1, 2, 30, 1000])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)


def _head(path: Path, chance: random.Random) -> None:
    """Change the first bytes, which say what the file is and how it is laid out."""
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 1, 3])):
        content[chance.randrange(112)] = chance.randrange(256)
    path.write_bytes(content)


def _pages(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    count = len(content) // 4096
    for _ in range(chance.choice([1, 2, 10])):
        one, other = (4096 * chance.randrange(count) for _ in range(2))
        kept = bytes(content[one : one + 4096])
        match chance.randrange(4):
            case 0:
                content[one : one + 4096] = bytes(4096)
            case 1:
                content[one : one + 4096] = chance.randbytes(4096)
            case 2:
                content[one : one + 4096] = content[other : other + 4096]
            case _:
                content[one : one + 4096] = content[other : other + 4096]
                content[other : other + 4096] = kept
    path.write_bytes(content)


def _structure(path: Path, chance: random.Random) -> None:
    """Change the head of a page: its kind, its count of rows, where they are, its last child."""
    content = bytearray(path.read_bytes())
    page = 4096 * chance.randrange(len(content) // 4096)
    for _ in range(chance.choice([1, 2, 5])):
        place = page + chance.randrange(24)
        content[place] = chance.choice([0, 1, 2, 5, 10, 13, 255, chance.randrange(256)])
    path.write_bytes(content)


def _journal(path: Path, chance: random.Random) -> None:
    """Put something beside the file that looks as if a crash had left it."""
    magic = bytes.fromhex("d9d505f920a163d7")
    pages = path.stat().st_size // 4096
    match chance.randrange(4):
        case 0:
            content = chance.randbytes(chance.randrange(1, 20000))
        case 1:
            head = struct.pack(">5I", 2, chance.getrandbits(32), pages, 512, 4096)
            content = magic + head + bytes(484) + chance.randbytes(2 * 4104)
        case 2:
            head = struct.pack(">5I", *(chance.getrandbits(32) for _ in range(5)))
            content = magic + head + chance.randbytes(9000)
        case _:
            nonce = chance.getrandbits(32)
            content = magic + struct.pack(">5I", 3, nonce, chance.randrange(pages), 512, 4096)
            content += bytes(484)
            for _ in range(3):  # pages with sums that are right, so that they are played back
                page = chance.randbytes(4096)
                total = nonce + sum(page[place] for place in range(4096 - 200, 0, -200))
                content += struct.pack(">I", 1 + chance.randrange(pages)) + page
                content += struct.pack(">I", total & 0xFFFFFFFF)
    journal_of(path).write_bytes(content)
    if chance.random() < 0.3:
        path.with_name(f"{path.name}-wal").write_bytes(chance.randbytes(5000))


_ODD: tuple[Any, ...] = (
    *("text", "", b"", b"bytes", "é" * 300, "9" * 400),
    *(-1, 0, 1, 2, 2**24, 2**31, 2**62, -(2**63), 2**63 - 1, 1.5, -0.0, 1e300, float("inf")),
)


_COLUMNS = (
    ("about", "name", "value"),
    ("decision", "name", "name value checksum"),
    ("answers", "id", "id video expression weights network settings height width"),
    ("answers", "id", "threshold latest"),
    ("window", "id", "id answers preview block phase shot last"),
    ("window", "id", "first step count stop checksum said"),
    ("masks", "window", "window packed"),
    ("tracks", "answers", "version packed"),
    ("import", "id", "id name height width"),
    ("imported_mask", "frame", "import frame area counts"),
)


def _values(path: Path, chance: random.Random) -> None:
    """Change values to others of any type, in a file that SQLite finds sound."""
    table, key, columns = chance.choice(_COLUMNS)
    connection = sqlite3.connect(path, isolation_level=None)
    for _ in range(chance.choice([1, 3])):
        rows = connection.execute(f"SELECT {key} FROM {table}").fetchall()
        place, column = chance.choice(rows)[0], chance.choice(columns.split())
        try:
            if chance.random() < 0.15:  # bytes that are no text
                connection.execute(
                    f"UPDATE {table} SET {column} = CAST(x'ff41' AS TEXT) WHERE {key} = ?", (place,)
                )
            else:
                connection.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (chance.choice(_ODD), place)
                )
        except sqlite3.IntegrityError:  # no value for this place, or there already
            continue
    connection.close()


def _pieces(path: Path, chance: random.Random) -> None:
    """Change a decision, and its checksum with it."""
    connection = sqlite3.connect(path, isolation_level=None)
    rows = connection.execute("SELECT name, value FROM decision").fetchall()
    rows = chance.sample(rows, 2) + [row for row in rows if "correction" not in row[0]]
    name, value = chance.choice(rows)
    odd = [*_ODD[:6:2], *_ODD[6:], None, True, [], {}, [[]], [1, 2], "\ud800", -5, float("nan")]
    odd = [each.decode() if isinstance(each, bytes) else each for each in odd]
    piece = json.loads(value)
    for _ in range(chance.choice([1, 2])):
        piece = _changed(piece, chance, odd)
    new = json.dumps(piece)
    connection.execute(
        "UPDATE decision SET value = ?, checksum = ? WHERE name = ?",
        (new, zlib.crc32(new.encode()), name),
    )
    connection.close()


def _changed(piece: Any, chance: random.Random, odd: list[Any]) -> Any:
    """Return `piece` with one of the values in it changed."""
    if chance.random() < 0.1 or not isinstance(piece, (dict, list)) or not piece:
        return chance.choice(odd)
    if isinstance(piece, list):
        place = chance.randrange(len(piece))
        return [*piece[:place], _changed(piece[place], chance, odd), *piece[place + 1 :]]
    key = chance.choice(list(piece))
    if chance.random() < 0.1:
        return {name: value for name, value in piece.items() if name != key}
    return piece | {key: _changed(piece[key], chance, odd)}


def _packed(path: Path, chance: random.Random) -> None:
    """Change what is packed in results, and the checksum with it."""
    table, key, column = chance.choice(
        [("window", "id", "said"), ("masks", "window", "packed"), ("tracks", "answers", "packed")]
    )
    connection = sqlite3.connect(path, isolation_level=None)
    place, packed = chance.choice(
        connection.execute(f"SELECT {key}, {column} FROM {table}").fetchall()
    )
    content = bytearray(packed if column == "said" else zlib.decompress(packed))
    near = chance.choice([8, 64, len(content)])  # numbers of parts are first
    for _ in range(chance.choice([1, 3])):
        content[chance.randrange(near)] = chance.randrange(256)
    if chance.random() < 0.2:
        del content[chance.randrange(len(content)) :]
    if column == "said":
        connection.execute(
            "UPDATE window SET checksum = ? WHERE id = ?", (zlib.crc32(content), place)
        )
        packed = bytes(content)
    else:
        packed = zlib.compress(content)
    connection.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (packed, place))
    connection.close()


MUTATIONS = (_cut, _bytes, _head, _pages, _structure, _journal, _values, _pieces, _packed)


# What a person would do with a file.


def look(path: Path, folder: Path) -> str:
    """Open a project, look at everything in it, and export it; return how that ended.

    Raises:
        StudioError: it could not be opened.
    """
    late = 0
    with ProjectFile.open(path) as file:
        project = file.load()
        for video in project.videos:
            seen = (
                list(views(project.of_video(video.id), video, file.results, file.imports))
                if video.frame_count <= 10_000
                else []
            )
            for view in seen:
                view.uncertain_spans()
                view.score()
                for frame in range(video.frame_count):
                    try:
                        mask = view.mask(frame)
                        if mask is not None:
                            assert mask.to_array().shape == (mask.height, mask.width)
                        view.alternatives(frame)
                    except DamageError:
                        late += 1
            for number, _ in file.results.searches(video.fingerprint):
                for preview in (False, True):
                    for gap in file.results.missing(number, 0, video.frame_count, preview):
                        assert 0 <= gap.start < gap.stop <= video.frame_count
            named = {f"{place}": view for place, view in enumerate(seen)}
            timing = Timing.at_rate(video.frame_count, video.rate)
            try:
                list(write_tracks(folder / "tracks.json", named, {}, timing, video.span))
                json.loads((folder / "tracks.json").read_text(), parse_constant=pytest.fail)
            except DamageError:
                late += 1
        if file.read_only is None:
            file.results.begin(SEARCH)
            file.save(None, project)
    return "damage seen later" if late else "opened"


def refusal(action: Callable[[], object]) -> StudioError | None:
    """Return the sentence with which an action is refused, None where it is not."""
    try:
        action()
    except StudioError as error:
        return error
    return None


def outcome(path: Path, folder: Path) -> str:
    """Return how opening a project ended and, where it was refused or damaged, its repair.

    What was repaired has to be sound; whatever is said has to be a sentence.
    """
    found: list[str] = []
    if error := refusal(lambda: found.append(look(path, folder))):
        assert str(error).endswith(".")
        assert error.advice.endswith((".", ".soc"))
        found = [f"refused, {type(error).__name__}"]
    if found == ["opened"]:
        return found[0]
    new = folder / "repaired.soc"
    lost: list[str] = []
    if error := refusal(lambda: lost.extend(repair(path, new))):
        assert str(error).endswith(".")
        assert not new.exists()
        return f"{found[0]}; not repaired"
    assert all(sentence.endswith(".") for sentence in lost)
    assert look(new, folder) == "opened"
    return f"{found[0]}; repaired" + (", some lost" if lost else "")


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__.strip("_"))
def test_a_file_changed_by_chance_is_opened_repaired_or_refused(
    mutate: Callable[[Path, random.Random], None], sound: Path, tmp_path: Path
) -> None:
    for seed in range(times(7)):
        folder = tmp_path / f"{seed}"
        folder.mkdir()
        path = Path(shutil.copy(sound, folder))
        mutate(path, random.Random(f"{seed}"))
        began = time.process_time()
        outcome(path, folder)
        assert time.process_time() - began < _ENDLESS


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound project."""
    return Path(shutil.copy(sound, tmp_path))


@contextmanager
def inside(path: Path) -> Iterator[sqlite3.Connection]:
    """Change a file by other means than ours."""
    connection = sqlite3.connect(path)
    yield connection
    connection.commit()
    connection.close()


def put_piece(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Put a decision into a file, its checksum right."""
    row = (name, value, zlib.crc32(value.encode()))
    connection.execute("INSERT OR REPLACE INTO decision VALUES (?, ?, ?)", row)


def with_frames(connection: sqlite3.Connection, count: int) -> None:
    """Let the video have another number of frames."""
    ((video,),) = connection.execute("SELECT value FROM decision WHERE name = 'video/1'")
    put_piece(connection, "video/1", json.dumps(json.loads(video) | {"frame_count": count}))


def project_in(path: Path) -> Project:
    with ProjectFile.open(path) as file:
        return file.load()


STRANGE = {
    "a trigger": "CREATE TRIGGER other AFTER INSERT ON decision BEGIN DELETE FROM answers; END",
    "a trigger called as a table": (
        "CREATE TRIGGER about AFTER INSERT ON decision BEGIN DELETE FROM answers; END"
    ),
    "a view": "CREATE VIEW other AS SELECT * FROM decision",
    "an index": "CREATE INDEX other ON answers (latest)",
    "a table": "CREATE TABLE other (a)",
    "a column": "ALTER TABLE answers ADD COLUMN a",
    "a table that is gone": "DROP TABLE tracks",
}


@pytest.mark.parametrize("statement", STRANGE.values(), ids=STRANGE)
def test_a_file_made_of_other_things_is_refused_and_what_is_ours_in_it_repaired(
    path: Path, statement: str, sound: Path, tmp_path: Path
) -> None:
    with inside(path) as connection:
        connection.execute(statement)
    content = path.read_bytes()
    with pytest.raises(DamageError, match="damaged") as refused:
        ProjectFile.open(path)
    assert "--repair" in refused.value.advice
    assert path.read_bytes() == content
    repair(path, tmp_path / "new.soc")
    assert project_in(tmp_path / "new.soc") == project_in(sound)
    assert path.read_bytes() == content


def test_a_trigger_that_hides_behind_a_table_of_its_name_is_found(path: Path) -> None:
    with inside(path) as connection:
        connection.execute(STRANGE["a trigger called as a table"])
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rowid = rowid + 99 WHERE type != 'trigger'")
    with pytest.raises(DamageError):
        ProjectFile.open(path)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("PRAGMA user_version = 99", "newer version"),
        ("PRAGMA application_id = 1", "not a SOC Studio project"),
        ("PRAGMA application_id = 0", "not a SOC Studio project"),
    ],
)
def test_a_file_of_another_program_or_a_newer_version_is_refused_and_left_as_it_is(
    path: Path, statement: str, sentence: str
) -> None:
    with inside(path) as connection:
        connection.execute(statement)
    content = path.read_bytes()
    with pytest.raises(ForeignFileError, match=sentence):
        ProjectFile.open(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", ProjectError),
        (bytes(100), DamageError),
        (b"SQLite format 3\0", DamageError),
        (b"RIFF\x24\0\0\0WAVE", ForeignFileError),
        (b"{}", ForeignFileError),
    ],
)
def test_what_is_no_project_is_refused_and_cannot_be_repaired(
    tmp_path: Path, content: bytes, kind: type[StudioError]
) -> None:
    path = tmp_path / "a.soc"
    path.write_bytes(content)
    with pytest.raises(kind):
        ProjectFile.open(path)
    with pytest.raises(DamageError):
        repair(path, tmp_path / "new.soc")
    assert sorted(each.name for each in tmp_path.glob("*.soc*")) == ["a.soc"]
    assert path.read_bytes() == content


def test_a_project_that_is_not_there_is_refused_with_a_sentence(tmp_path: Path) -> None:
    for place in (tmp_path / "none.soc", tmp_path, tmp_path / "none" / "a.soc"):
        with pytest.raises(ProjectError):
            ProjectFile.open(place)
        with pytest.raises(ProjectError):
            repair(place, tmp_path / "new.soc")


def test_a_journal_that_names_another_file_does_not_get_it_deleted(
    path: Path, tmp_path: Path
) -> None:
    """SQLite deletes what the end of a journal names as the journal of several files."""
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    leave_journal(path)
    name = str(letter).encode()
    end = struct.pack(">II", len(name), sum(name)) + bytes.fromhex("d9d505f920a163d7")
    with journal_of(path).open("ab") as file:
        file.write(struct.pack(">I", 2**30 // 4096 + 1) + name + end)
    with pytest.raises(DamageError, match=r"a\.soc-journal"):
        ProjectFile.open(path)
    repair(path, tmp_path / "new.soc")
    assert letter.read_text() == "Dear all"
    journal_of(path).unlink()
    refusal(lambda: ProjectFile.open(path).close())
    assert letter.read_text() == "Dear all"


def leave_journal(path: Path) -> None:
    """Be killed in the midst of a change that is larger than SQLite's cache."""
    code = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN IMMEDIATE")
for number in range(100):
    connection.execute("INSERT INTO decision VALUES (?, ?, 0)", (f"{number}", "-" * 3000))
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert journal_of(path).stat().st_size > 512


def test_a_journal_left_by_a_crash_is_played_back_into_its_own_file_only(
    path: Path, sound: Path, tmp_path: Path
) -> None:
    leave_journal(path)
    other = tmp_path / "other.soc"
    with ProjectFile.create(other) as file:
        file.copy(path)
    with ProjectFile.open(path) as file:
        file.check()
        assert file.load() == Project()
    deleted = Path(shutil.copy(sound, tmp_path / "deleted.soc"))
    leave_journal(deleted)
    deleted.unlink()
    with ProjectFile.create(deleted) as file:
        file.check()
        assert file.load() == Project()


def test_a_half_made_change_is_taken_back_when_the_project_is_opened(
    path: Path, sound: Path
) -> None:
    leave_journal(path)
    assert project_in(path) == project_in(sound)
    assert not journal_of(path).exists()


# Files that would take more memory or time than there is.


def _bomb(connection: sqlite3.Connection) -> None:
    """Masks that are much of nothing when they are unpacked."""
    packing = zlib.compressobj(1)
    packed = b"".join(packing.compress(bytes(2**20)) for _ in range(256)) + packing.flush()
    connection.execute("UPDATE masks SET packed = ? WHERE window = 1", (packed,))


def _many_masks(connection: sqlite3.Connection) -> None:
    count = 15_000_000
    packed = zlib.compress(struct.pack("<I", count) + bytes(4 * count), 1)
    connection.execute("UPDATE masks SET packed = ? WHERE window = 1", (packed,))


def _large_masks(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE answers SET height = 16384, width = 4096")
    connection.execute("UPDATE import SET height = 16384, width = 4096")


def _many_frames(connection: sqlite3.Connection) -> None:
    with_frames(connection, MOST_FRAMES + 1)


def _nesting(connection: sqlite3.Connection) -> None:
    put_piece(connection, "expression/2", "[" * 10_000_000)


def _lists(connection: sqlite3.Connection) -> None:
    put_piece(connection, "expression/2", "[" + "[]," * 12_000_000 + "[]]")


def _long_name(connection: sqlite3.Connection) -> None:
    put_piece(connection, "expression/2", json.dumps({"name": "n" * 20_000_000}))


def _empty_windows(connection: sqlite3.Connection) -> None:
    """Windows that say nothing of many frames, in few bytes."""
    with_frames(connection, 2**20)
    said = struct.pack("<4H", 0, 50_000, 0, 0)
    _put_windows(connection, [(100 + at, 50_000, said) for at in range(3000)])


def _one_large_window(connection: sqlite3.Connection) -> None:
    """One window for whose many candidates there would have to be room in all the others."""
    none = struct.pack("<4H", 1, 1, 1, 0) + bytes(2 + 4 + 8 + 4 + 2)
    large = struct.pack("<4H", 100, 1, 4096, 0) + bytes(100 * (2 + 4 + 8 + 4 + 2 * 4096))
    rows = [(100 + at, 1, none) for at in range(5000)]
    _put_windows(connection, [*rows, (99, 1, large)])


def _put_windows(connection: sqlite3.Connection, windows: list[tuple[int, int, bytes]]) -> None:
    connection.executemany(
        "INSERT INTO window (answers, preview, block, phase, shot, last, first, step, count, stop,"
        " checksum, said) VALUES"
        " (1, 0, :block, 0, 0, 1, :block, 1, :count, :block + :count, :checksum, :said)",
        [
            {"block": block, "count": count, "checksum": zlib.crc32(said), "said": said}
            for block, count, said in windows
        ],
    )


def _many_searches(connection: sqlite3.Connection) -> None:
    """Tracks of a long video, all nothing, of many searches."""
    with_frames(connection, 2**19)
    parts = np.array([2**19, 3], dtype="<i8").tobytes() + bytes(3 * (8 + 25 * 2**19))
    packed = zlib.compress(parts, 1)
    for number in range(100, 160):
        connection.execute(
            "INSERT INTO answers VALUES"
            " (:number, '1:clip', 'the car', :number, 'bright', '{}', 32, 48, 0.5, :number)",
            {"number": number},
        )
        connection.execute("INSERT INTO tracks VALUES (?, '0/None', ?)", (number, packed))


def _endless(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE decision")
    connection.execute(
        "CREATE VIEW decision AS WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1"
        " FROM number) SELECT n AS name, hex(zeroblob(10000)) AS value, 1 AS checksum FROM number"
    )


LARGE = (
    *(_bomb, _many_masks, _large_masks, _many_frames, _nesting, _lists, _long_name),
    *(_empty_windows, _one_large_window, _many_searches, _endless),
)
LIMITED = """
import resource, sys
from pathlib import Path
from soc_studio.core.system.errors import StudioError
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_repair import repair
from soc_studio.core.tracks.resolved_track import views

def look(path):
    with ProjectFile.open(path) as file:
        project = file.load()
        for video in project.videos:
            for view in views(project.layers, video, file.results, file.imports):
                for frame in range(2):
                    try:
                        view.mask(frame)
                    except StudioError:
                        pass
            for number, _ in file.results.searches(video.fingerprint):
                file.results.missing(number, 0, video.frame_count, False)

def trying(action):
    try:
        action()
    except StudioError as error:
        print(error)

path, new = map(Path, sys.argv[1:])
most = 1536 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (most, most))
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
trying(lambda: look(path))
trying(lambda: repair(path, new))
if new.exists():
    look(new)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does it")
@pytest.mark.parametrize("enlarge", LARGE, ids=lambda enlarge: enlarge.__name__.strip("_"))
def test_a_file_cannot_take_more_memory_or_time_than_is_its_due(
    enlarge: Callable[[sqlite3.Connection], None], path: Path, tmp_path: Path
) -> None:
    with inside(path) as connection:
        enlarge(connection)
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), str(tmp_path / "new.soc")],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'model'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert all(line.endswith(".") for line in run.stdout.splitlines())


def test_a_file_whose_pages_are_part_of_each_other_is_given_up(path: Path, tmp_path: Path) -> None:
    with inside(path) as connection:
        ((root,),) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'masks'"
        ).fetchall()
    content = bytearray(path.read_bytes())
    place = 4096 * (root - 1)
    assert content[place] == 5  # a page that leads to others
    (leaf,) = struct.unpack_from(">I", content, place + 8)
    for _ in range(4):  # pages that lead 500 times to the page before, the leaf at last
        cell = struct.pack(">IB", leaf, 1)
        head = struct.pack(">BHHHBI", 5, 0, 500, 4091, 0, leaf)
        page = head + struct.pack(">H", 4091) * 500
        content += page + bytes(4091 - len(page)) + cell
        leaf = len(content) // 4096
    content[place : place + 4096] = content[-4096:]
    content[28:32] = struct.pack(">I", leaf)
    path.write_bytes(content)
    with pytest.raises(DamageError):
        ProjectFile.open(path)
    began = time.process_time()
    lost = repair(path, tmp_path / "new.soc")
    assert time.process_time() - began < _ENDLESS
    assert "Parts of the table 'masks' were lost." in lost
    assert look(tmp_path / "new.soc", tmp_path) == "opened"


# What a repair keeps.


def test_of_a_file_that_was_cut_short_all_is_kept_that_is_left(
    path: Path, sound: Path, tmp_path: Path
) -> None:
    os.truncate(path, path.stat().st_size - 4 * 4096)
    with pytest.raises(DamageError):
        ProjectFile.open(path)
    lost = repair(path, tmp_path / "new.soc")
    assert "Parts of the table 'masks' were lost." in lost
    with ProjectFile.open(tmp_path / "new.soc") as file:
        assert file.load() == project_in(sound)
        searches = file.results.searches("1:clip")
        kept = [each for number, _ in searches for each in file.results.windows(number)]
        assert 5 <= len(kept) < 10


@pytest.mark.parametrize("place", [0, 3, 16, 20, 21, 60, 68, 71])
def test_a_changed_head_costs_nothing(path: Path, place: int, sound: Path, tmp_path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x55
    path.write_bytes(content)
    assert refusal(lambda: ProjectFile.open(path).close())
    assert repair(path, tmp_path / "new.soc") == []
    assert project_in(tmp_path / "new.soc") == project_in(sound)


def test_a_damaged_mask_is_told_where_it_is_looked_at_and_found_anew_after_a_repair(
    path: Path, tmp_path: Path
) -> None:
    with inside(path) as connection:
        connection.execute("UPDATE masks SET packed = x'00' WHERE window = 2")
    with ProjectFile.open(path) as file:
        project = file.load()
        video = project.videos[0]
        view = next(views(project.layers, video, file.results, file.imports))
        for frame in range(8, 16):
            with pytest.raises(DamageError, match="damaged"):
                view.alternative(0, frame)
        assert view.alternative(0, 7) is not None
    lost = repair(path, tmp_path / "new.soc")
    assert lost == ["Results of 1 windows were lost; a search finds them again."]
    with ProjectFile.open(tmp_path / "new.soc") as file:
        ((number, _),) = file.results.searches("1:clip", "the car")
        (gap,) = file.results.missing(number, 0, 32, preview=False)
        assert (gap.start, gap.stop) == (8, 16)


def test_damaged_tracks_are_made_anew(path: Path) -> None:
    def scores() -> list[float]:
        with ProjectFile.open(path) as file:
            project = file.load()
            (view,) = views(project.layers[1:2], project.videos[0], file.results, file.imports)
            return view.scores.tolist()

    before = scores()
    odd = [float("nan"), float("inf"), -1.0, 2.0]
    for number in odd:
        with inside(path) as connection:
            ((packed,),) = connection.execute("SELECT packed FROM tracks").fetchall()
            content = bytearray(zlib.decompress(packed))
            struct.pack_into("<f", content, 16 + 3 * 8 + FRAMES * 12 + 4, number)
            connection.execute("UPDATE tracks SET packed = ?", (zlib.compress(content),))
        assert scores() == before

"""Networks fetched from a host that behaves well, and from hosts that do not."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer

from soc_rvos import config
from soc_rvos.config import MiniConfig
from soc_studio.core.models import download as download_module
from soc_studio.core.models.catalogue import TOKENIZER, cards
from soc_studio.core.models.fetch import Check, add, check, fetch
from soc_studio.core.models.google_drive import FetchError, GoogleDrive
from soc_studio.core.models.loading import find_model, load_model
from soc_studio.core.models.store import Availability, Store
from soc_studio.core.models.tokenizer_files import REPOSITORY
from soc_studio.core.system.errors import ModelError, WriteError
from soc_studio.core.system.progress import Progress
from tests.model_host import CONFIRM, Host, serving
from tests.published import SMALL, made, write

pytestmark = pytest.mark.slow

MODEL = "soc-joint-t"


@pytest.fixture
def host(published: bytes, tokenizer_files: dict[str, bytes]) -> Iterator[Host]:
    with serving(Host({"file": published} | tokenizer_files)) as host:
        yield host


@pytest.fixture(autouse=True)
def small_is_published(
    monkeypatch: pytest.MonkeyPatch, publish: Callable[..., None], tmp_path: Path
) -> None:
    publish(SMALL)
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file as a trainer wrote it."""
    path = tmp_path_factory.mktemp("published") / "joint.tar"
    write(path, made(SMALL))
    return path.read_bytes()


@pytest.fixture(scope="module")
def tokenizer_files() -> dict[str, bytes]:
    """The hub's answers for a byte-level tokenizer of single letters."""
    tokens = ["<s>", "<pad>", "</s>", "<unk>", *"abcdefghijklmnopqrstuvwxyz", "Ġ"]
    vocabulary = "{" + ", ".join(f'"{each}": {at}' for at, each in enumerate(tokens)) + "}"
    place = f"/{REPOSITORY}/resolve/main/"
    return {
        f"{place}vocab.json": vocabulary.encode(),
        f"{place}merges.txt": b"#version: 0.2\n",
    }


@pytest.fixture
def store(tmp_path: Path, word_tokenizer: Tokenizer) -> Store:
    """A store that has the tokenizer."""
    store = Store(tmp_path / "data" / "models")
    store.tokenizer.mkdir(parents=True)
    word_tokenizer.save(str(store.tokenizer / "tokenizer.json"))
    return store


def run(steps: Generator[Progress, None, Any]) -> tuple[list[Progress], Any]:
    seen = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as end:
            return seen, end.value


def fetched(store: Store, host: Host) -> list[Progress]:
    return run(fetch(MODEL, store, host.sharing, host.base))[0]


def left(store: Store) -> list[str]:
    """Return what stands in the store that could be taken for a network."""
    return sorted(each.name for each in store.folder.glob("*.safetensors"))


def assert_usable(store: Store) -> None:
    assert store.entry(MODEL).state is Availability.THERE
    model = load_model(MODEL, "cpu")
    assert model.name == MODEL
    assert model.predictor.window_length == 8
    assert run(check(MODEL, store))[1] == Check(MODEL, Availability.THERE)


def test_a_published_file_is_fetched_through_the_page_that_asks_and_then_used_by_its_id(
    host: Host, store: Store, published: bytes
) -> None:
    steps = fetched(store, host)
    assert_usable(store)
    arriving = [step for step in steps if step.what == "Fetching" and step.done]
    assert arriving[-1].done == arriving[-1].total == len(published)
    assert {step.what for step in steps} >= {"Fetching", "Checking", "Converting"}
    assert left(store) == [f"{MODEL}.safetensors"]
    assert not any(store.folder.glob("unfinished/*/*"))
    assert any("confirm=t" in each for each in host.asked)
    assert find_model(MODEL).parent == store.folder


def test_the_tokenizer_comes_along_where_it_lacks(host: Host, tmp_path: Path) -> None:
    store = Store(tmp_path / "data" / "models")
    fetched(store, host)
    assert_usable(store)
    assert sorted(each.name for each in store.tokenizer.iterdir()) == ["merges.txt", "vocab.json"]
    assert run(check(TOKENIZER, store))[1].state is Availability.THERE


def test_what_is_there_is_not_fetched_again(host: Host, store: Store) -> None:
    fetched(store, host)
    before = len(host.asked)
    assert fetched(store, host) == []
    assert len(host.asked) == before


def test_a_connection_that_breaks_off_goes_on_where_it_was(
    host: Host, store: Store, published: bytes
) -> None:
    # The first answer is only looked at, the second one is received.
    host.cut = [len(published), len(published) // 2]
    fetched(store, host)
    assert_usable(store)
    assert len(host.ranges_asked) == 1


def test_a_host_that_goes_silent_ends_in_a_sentence_and_the_next_try_goes_on(
    host: Host, store: Store, published: bytes
) -> None:
    host.stall = [len(published)] + 3 * [len(published) // 2]
    with pytest.raises(FetchError, match="stalled") as failure:
        fetched(store, host)
    assert f"models how {MODEL}" in failure.value.advice
    assert store.entry(MODEL).state is Availability.MISSING
    host.stall = []
    host.asked.clear()
    steps = fetched(store, host)
    assert_usable(store)
    assert host.ranges_asked
    assert next(step for step in steps if step.what == "Fetching").already > len(published) // 3


def test_a_fetch_that_is_stopped_ends_at_once_and_goes_on_later(
    host: Host, store: Store, published: bytes
) -> None:
    host.slow, host.quick = 1.0, len(published) // 3
    with closing(fetch(MODEL, store, host.sharing, host.base)) as steps:
        for step in steps:
            if step.what == "Fetching" and step.done > len(published) // 4:
                break
    (part,) = store.folder.glob("unfinished/*/*.part")
    assert part.stat().st_size < len(published) * 2 // 3
    assert left(store) == []
    host.slow = 0
    host.asked.clear()
    fetched(store, host)
    assert_usable(store)
    assert host.ranges_asked


def test_a_file_that_changed_in_between_is_fetched_from_its_beginning(
    host: Host, store: Store, published: bytes
) -> None:
    host.stall = [len(published)] + 3 * [len(published) // 2]
    with pytest.raises(FetchError):
        fetched(store, host)
    host.stall = []
    host.etag = '"two"'
    host.asked.clear()
    fetched(store, host)
    assert_usable(store)
    assert not host.ranges_asked


def test_a_host_that_cannot_go_on_sends_it_from_its_beginning(
    host: Host, store: Store, published: bytes
) -> None:
    host.stall = [len(published)] + 3 * [len(published) // 2]
    with pytest.raises(FetchError):
        fetched(store, host)
    host.stall = []
    host.ranges = False
    fetched(store, host)
    assert_usable(store)


QUOTA = '<html><p class="uc-error-subcaption">Too many users have viewed this file.</p></html>'


def say_quota(host: Host) -> None:
    host.page = QUOTA


def ask_to_sign_in(host: Host) -> None:
    host.page = "<html><script>var a;</script><h1>Sign in to go on</h1></html>"


def ask_for_ever(host: Host) -> None:
    host.page = CONFIRM.format(base=host.base, id="x")


def lose_it(host: Host) -> None:
    del host.files["file"]


def break_down(host: Host) -> None:
    host.status = 503


def send_a_page_as_a_file(host: Host) -> None:
    host.files["file"] = b"<!DOCTYPE html><html>no</html>"


def announce_too_much(host: Host) -> None:
    host.announced = 10 * len(host.files["file"])


def announce_far_too_much(host: Host) -> None:
    host.announced = 2**50


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (say_quota, "Too many users have viewed this file"),
        (ask_to_sign_in, "sent a page instead of the file: Sign in to go on"),
        (ask_for_ever, "keeps asking for confirmation"),
        (lose_it, "no longer has this file"),
        (break_down, r"status 503\): Something is wrong here"),
        (send_a_page_as_a_file, "sent a page instead"),
        (announce_too_much, "was lost"),
        (announce_far_too_much, "larger than any"),
    ],
)
def test_what_is_no_file_ends_in_a_sentence_and_leaves_no_network(
    host: Host, store: Store, spoil: Callable[[Host], None], said: str
) -> None:
    spoil(host)
    with pytest.raises(FetchError, match=said) as failure:
        fetched(store, host)
    assert f"models how {MODEL}" in failure.value.advice
    assert left(store) == []
    assert store.entry(MODEL).state is Availability.MISSING
    assert len(host.asked) < 10


@pytest.mark.parametrize("content", [b"PK\x03\x04 no weights", b"\x80\x02c", b"", b"x" * 5000])
def test_a_wrong_file_is_removed(host: Host, store: Store, content: bytes) -> None:
    host.files["file"] = content
    with pytest.raises((ModelError, FetchError), match=r"not that network|sends|sent"):
        fetched(store, host)
    assert left(store) == []
    assert store.record(MODEL).source is None


def test_the_weights_of_another_network_are_refused(
    host: Host, store: Store, publish: Callable[..., None]
) -> None:
    publish(replace(SMALL, name="soc-swin-b"))
    with pytest.raises(ModelError, match=r"contains soc-swin-b, but 'soc-joint-t' is soc-swin-t"):
        fetched(store, host)
    assert left(store) == []


def test_another_file_under_the_same_id_is_noticed_until_the_first_is_forgotten(
    host: Host, store: Store
) -> None:
    fetched(store, host)
    first = store.record(MODEL).source
    store.remove(MODEL)
    assert store.entry(MODEL).state is Availability.MISSING
    assert store.record(MODEL).source == first
    host.files["file"] += b"\0"
    host.etag = '"two"'
    with pytest.raises(ModelError, match="not the file that 'soc-joint-t' first came with"):
        fetched(store, host)
    assert left(store) == []
    store.remove(MODEL, forget=True)
    assert MODEL not in store.records()


def test_no_network_is_one_sentence_at_once(store: Store) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        place = f"http://127.0.0.1:{unused.getsockname()[1]}"
    with pytest.raises(FetchError, match="No connection to") as failure:
        run(fetch(MODEL, store, GoogleDrive(place + "/{id}"), place))
    assert "how soc-joint-t" in failure.value.advice
    store.remove(TOKENIZER)
    with pytest.raises(FetchError, match="No connection to") as failure:
        run(fetch(MODEL, store, GoogleDrive(place + "/{id}"), place))
    assert "how roberta-base" in failure.value.advice


@pytest.mark.timed
def test_no_network_is_said_within_five_seconds(store: Store) -> None:
    began = time.monotonic()
    test_no_network_is_one_sentence_at_once(store)
    assert time.monotonic() - began < 5


def test_a_hub_that_refuses_is_one_sentence(host: Host, tmp_path: Path) -> None:
    store = Store(tmp_path / "data" / "models")
    host.status = 500
    with pytest.raises(FetchError, match=r"Hub refused 'vocab\.json'"):
        run(fetch(TOKENIZER, store, host.sharing, host.base))
    assert not store.has_tokenizer
    assert not any(store.folder.rglob("*.json"))


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
@pytest.mark.parametrize("while_doing", ["Fetching", "Converting"])
def test_a_disk_that_is_full_ends_in_a_sentence_and_leaves_nothing(
    host: Host, store: Store, published: bytes, while_doing: str
) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    if while_doing == "Fetching":
        host.slow, host.quick = 0.5, len(published) // 2 - 3 * 2**20
    try:
        steps = fetch(MODEL, store, host.sharing, host.base)
        while next(steps).what != while_doing:
            pass
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(published) // 2, limits[1]))
        with pytest.raises(WriteError, match="could not be written") as failure:
            run(steps)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "o incomplete file was left behind" in failure.value.advice
    assert left(store) == []
    assert not any(store.folder.glob("unfinished/*/file*"))
    assert not any(store.folder.glob(".soc-studio-new-*"))
    fetched(store, host)
    assert_usable(store)


def test_a_file_for_which_there_is_no_room_is_not_begun(
    host: Host, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_module, "_SPARE", 2**60)
    with pytest.raises(FetchError, match="Not enough space for the file"):
        fetched(store, host)
    assert not any("bytes=" in each for each in host.asked)


def test_no_card_is_fetched_that_does_not_exist_and_what_ships_needs_no_fetching(
    store: Store,
) -> None:
    with pytest.raises(ModelError, match="no published model 'nothing'"):
        run(fetch("nothing", store))
    assert run(fetch("soc-mini", store)) == ([], None)


def test_every_card_says_what_a_person_must_know_before_fetching() -> None:
    networks = {getattr(each, "name", "") for each in vars(config).values()} | {MiniConfig().name}
    assert len({card.id for card in cards()}) == len(cards()) == 16
    for card in cards():
        assert card.licence
        assert card.network
        assert card.backbone
        assert card.trained_on
        assert card.variants
        assert networks.issuperset(card.variants)
        if card.origin is not None:
            assert card.tokenizer == TOKENIZER
            assert card.file_page.startswith("https://drive.google.com/")
            assert card.parameters
        for score in card.scores:
            assert 0 < score.value < 100
            assert score.source
    assert {card.network for card in cards()} == {"SOC (mini)", "SOC", "SOC++", "SgMg"}


def test_a_file_that_was_fetched_with_a_browser_is_the_same_as_one_fetched_here(
    host: Host, store: Store, published: bytes, tmp_path: Path
) -> None:
    fetched(store, host)
    here = store.record(MODEL).source
    store.remove(MODEL)
    (tmp_path / "new_joint_tiny.tar").write_bytes(published)
    assert run(add(tmp_path / "new_joint_tiny.tar", store, MODEL))[1] == MODEL
    assert store.record(MODEL).source == here
    assert_usable(store)

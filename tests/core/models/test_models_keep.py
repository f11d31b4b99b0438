"""Networks added from files and folders, checked, removed and found by their ids."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer

from soc_rvos import checkpoint
from soc_rvos.config import SocConfig
from soc_rvos.errors import CheckpointError
from soc_rvos.networks.soc import Soc
from soc_studio.core.models.catalogue import TOKENIZER
from soc_studio.core.models.fetch import Check, add, check
from soc_studio.core.models.instructions import instructions
from soc_studio.core.models.loading import find_model, load_model
from soc_studio.core.models.recommendations import offers
from soc_studio.core.models.store import Availability, Store
from soc_studio.core.system.errors import ModelError
from tests.published import made, write


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    return Store()


@pytest.fixture(scope="module")
def network(small_soc: SocConfig) -> Soc:
    return made(replace(small_soc, name="soc-swin-t"))


@pytest.fixture(scope="module")
def written(
    tmp_path_factory: pytest.TempPathFactory, network: Soc, word_tokenizer: Tokenizer
) -> Path:
    """A folder as somebody propagates it over: a trainer's file, and a tokenizer beside it."""
    folder = tmp_path_factory.mktemp("written")
    write(folder / "Joint Tiny (1).pth.tar", network)
    word_tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture
def download(tmp_path: Path, written: Path, network: Soc, publish: Callable[..., None]) -> Path:
    """A copy of that folder."""
    publish(network.config)
    return shutil.copytree(written, tmp_path / "download")


def run(steps: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


@pytest.mark.slow
def test_a_folder_is_added_under_an_id_and_its_tokenizer_serves_the_next_file(
    store: Store, download: Path, network: Soc
) -> None:
    assert run(add(download, store, "soc-joint-t")) == "soc-joint-t"
    loaded = checkpoint.load(find_model("soc-joint-t"))
    assert isinstance(loaded, checkpoint.Checkpoint)
    for name, value in network.state_dict().items():
        assert torch.equal(loaded.network.state_dict()[name], value), name
    assert loaded.about["licence"].startswith("No licence is stated")
    model = load_model("soc-joint-t", "cpu")
    assert (model.name, model.sha256) == ("soc-joint-t", store.record("soc-joint-t").kept.sha256)

    (download / "tokenizer.json").unlink()
    (file,) = download.iterdir()
    assert run(add(file, store)) == "joint-tiny-1"
    assert store.entry("joint-tiny-1").state is Availability.THERE
    assert load_model("joint-tiny-1", "cpu").name == "joint-tiny-1"


def test_a_folder_with_only_a_tokenizer_is_added_as_that(store: Store, download: Path) -> None:
    next(download.glob("*.tar")).unlink()
    assert run(add(download, store)) == TOKENIZER
    assert store.has_tokenizer
    assert run(check(TOKENIZER, store)) == Check(TOKENIZER, Availability.THERE)
    (store.tokenizer / "tokenizer.json").write_text("{}", encoding="utf-8")
    assert run(check(TOKENIZER, store)).state is Availability.DAMAGED


def test_weights_without_a_tokenizer_are_refused_with_the_way_to_one(
    store: Store, download: Path
) -> None:
    (download / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer .* is missing") as failure:
        run(add(download, store))
    assert "models fetch roberta-base" in failure.value.advice
    assert not list(store.folder.glob("*.safetensors"))


def test_what_is_no_network_is_refused(store: Store, download: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "holiday.pth"
    wrong.write_bytes(b"a picture")
    with pytest.raises(CheckpointError, match=r"holiday\.pth"):
        run(add(wrong, store))
    with pytest.raises(ModelError, match="does not exist"):
        run(add(tmp_path / "nothing", store))
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ModelError, match="neither weights"):
        run(add(empty, store))
    (download / "other.pth").write_bytes(b"")
    with pytest.raises(ModelError, match="2 files with weights"):
        run(add(download, store))
    assert not store.records()


@pytest.mark.parametrize("name", ["../up", "a/b", ".", "-x", "con nul", "a" * 65, "soc-mini"])
def test_a_name_that_leads_elsewhere_or_is_taken_is_refused(
    store: Store, download: Path, name: str
) -> None:
    file = next(download.glob("*.tar"))
    with pytest.raises(ModelError, match=r"cannot be the name|is taken"):
        run(add(file, store, name))
    assert not list(store.folder.rglob("*.safetensors"))


@pytest.mark.slow
def test_the_weights_of_one_network_are_not_added_as_another(store: Store, download: Path) -> None:
    with pytest.raises(ModelError, match="contains soc-swin-t, but 'sgmg-ytvos-t' is sgmg-swin-t"):
        run(add(download, store, "sgmg-ytvos-t"))
    assert store.entry("sgmg-ytvos-t").state is Availability.MISSING


@pytest.mark.slow
def test_another_model_is_not_replaced(store: Store, download: Path, network: Soc) -> None:
    run(add(download, store, "mine"))
    file = next(download.glob("*.tar"))
    weights = torch.load(file, weights_only=True)
    weights["epoch"] = 2
    torch.save(weights, file)
    with pytest.raises(ModelError, match="nother model is called 'mine'"):
        run(add(download, store, "mine"))
    store.remove("mine", forget=True)
    assert run(add(download, store, "mine")) == "mine"


@pytest.mark.slow
def test_damage_is_found_by_size_at_once_and_by_hash_when_checked(
    store: Store, download: Path
) -> None:
    run(add(download, store, "soc-joint-t"))
    file = store.file("soc-joint-t")
    content = bytearray(file.read_bytes())
    content[-100] ^= 1
    file.write_bytes(content)
    assert store.entry("soc-joint-t").state is Availability.THERE
    found = run(check("soc-joint-t", store))
    assert found.state is Availability.DAMAGED
    assert "Remove it" in found.sentence
    file.write_bytes(content[:-1])
    assert store.entry("soc-joint-t").state is Availability.DAMAGED
    with pytest.raises(ModelError, match="is damaged"):
        find_model("soc-joint-t")
    file.unlink()
    assert store.entry("soc-joint-t").state is Availability.DAMAGED
    assert (
        run(check("soc-joint-t", store)).sentence
        == "The file of the model 'soc-joint-t' is missing."
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"a": 1}', '{"soc-joint-t": {"source": 3}}', "[" * 5000, "\0"]
)
def test_records_that_are_damaged_are_made_anew_by_a_check(
    store: Store, download: Path, content: str
) -> None:
    run(add(download, store, "soc-joint-t"))
    (store.folder / "records.json").write_text(content, encoding="utf-8")
    assert store.entry("soc-joint-t").state is Availability.DAMAGED
    assert run(check("soc-joint-t", store)).state is Availability.THERE
    assert store.entry("soc-joint-t").state is Availability.THERE


@pytest.mark.slow
def test_what_is_removed_leaves_only_the_hash_of_where_it_came_from(
    store: Store, download: Path
) -> None:
    run(add(download, store, "soc-joint-t"))
    size = store.file("soc-joint-t").stat().st_size
    assert store.remove("soc-joint-t") == size
    assert not store.file("soc-joint-t").exists()
    content = json.loads((store.folder / "records.json").read_text(encoding="utf-8"))
    assert content["soc-joint-t"]["kept"] is None
    assert len(content["soc-joint-t"]["source"]["sha256"]) == 64
    with pytest.raises(ModelError, match="not on this computer yet"):
        find_model("soc-joint-t")
    with pytest.raises(ModelError, match="comes with the program"):
        store.remove("soc-mini")
    with pytest.raises(ModelError, match="is not on this computer"):
        store.remove("soc-joint-b")


@pytest.mark.slow
def test_a_better_network_that_is_here_is_offered(store: Store, download: Path) -> None:
    assert offers(store) == []
    run(add(download, store, "soc-ytvos-t"))
    store.remove("soc-ytvos-t")
    run(add(download, store, "soc-joint-t"))
    (offer,) = offers(store)
    assert (offer.card.id, offer.score.value) == ("soc-joint-t", 65.0)


@pytest.mark.slow
def test_the_network_that_ships_is_there_and_well(store: Store) -> None:
    first = store.entries()[0]
    assert (first.id, first.state) == ("soc-mini", Availability.THERE)
    assert run(check("soc-mini", store)) == Check("soc-mini", Availability.THERE)
    assert not store.folder.exists()


def test_the_page_of_instructions_has_the_exact_names() -> None:
    page = instructions("soc-joint-b")
    for name in (
        "https://drive.google.com/file/d/1SaDLcQOn_a1L-Bw8LGB2CiQIGkZAO3Wu/view",
        "vocab.json",
        "merges.txt",
        "models add FILE --as soc-joint-b",
    ):
        assert name in page
    assert "'mevis' in its name" in instructions("socpp-mevis-t")
    assert "vocab.json" in instructions(TOKENIZER)
    with pytest.raises(ModelError):
        instructions("nothing")

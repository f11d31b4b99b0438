"""Trackers that come from a hub, or from a folder, and are used by their names."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from soc_rvos import checkpoint, prompted_file, weights_file
from soc_rvos.errors import CheckpointError, RvosError
from soc_rvos.inference.tracking import Given
from soc_rvos.masks import Mask
from soc_rvos.prompted_file import KINDS, load_prompted
from soc_studio.cli import main
from soc_studio.core.masks.following import follow
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.models.catalogue import card_of, cards, tracker_cards
from soc_studio.core.models.fetch import Check, add, check, fetch
from soc_studio.core.models.google_drive import FetchError
from soc_studio.core.models.loading import load_model
from soc_studio.core.models.store import Availability, Store
from soc_studio.core.models.trackers import load_tracker
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.progress import Progress
from tests.core.conftest import Clips
from tests.model_host import Host, serving
from tests.soc_rvos import tiny_trackers

MODEL = "sam2.1-tiny"
PLACE = "/facebook/sam2.1-hiera-tiny/resolve/main/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tracker as its library writes it."""
    folder = tmp_path_factory.mktemp("published")
    tiny_trackers.model("sam2_video").save_pretrained(folder)
    return folder


@pytest.fixture
def host(published: Path) -> Iterator[Host]:
    files = {PLACE + each.name: each.read_bytes() for each in published.iterdir()}
    with serving(Host(files)) as host:
        yield host


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    return Store()


def run(steps: Generator[Progress, None, Any]) -> tuple[list[Progress], Any]:
    seen = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as end:
            return seen, end.value


def test_a_tracker_is_fetched_and_answers_as_what_was_published(
    host: Host, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    steps, _ = run(fetch(MODEL, store, hub=host.base))
    assert {step.what for step in steps} >= {"Asking for", "Fetching", "Checking", "Converting"}
    assert [each.state for each in store.tracker_entries() if each.id == MODEL] == [
        Availability.THERE
    ]
    assert MODEL not in {each.id for each in store.entries()}  # searches cannot use it
    assert not any(store.folder.glob("unfinished/*"))
    assert run(check(MODEL, store))[1] == Check(MODEL, Availability.THERE)
    tracker = load_prompted(store.file(MODEL), "cpu")
    original = tiny_trackers.model("sam2_video").state_dict()
    loaded = tracker._model.state_dict()
    assert all(torch.equal(loaded[name], value) for name, value in original.items())
    frame = tiny_trackers.video(1)[0]
    (mask,) = tracker.answer(frame, 0, {3: Given(box=(8, 6, 44, 40))}).values()
    assert mask.shape == frame.shape[:2]
    assert 0 < mask.mean() < 1
    with pytest.raises(ModelError, match="cannot read sentences"):
        load_model(MODEL, "cpu")
    with pytest.raises(CheckpointError, match="cannot read sentences"):
        checkpoint.load(store.file(MODEL))
    assert main(["models", "list"]) == 0
    line = next(each for each in capsys.readouterr().out.splitlines() if MODEL in each)
    assert "here" in line
    assert "SAM 2.1" in line
    assert main(["models", "remove", MODEL]) == 0
    assert store.entry(MODEL).state is Availability.MISSING


def test_a_broken_download_goes_on_where_it_stopped(host: Host, store: Store) -> None:
    host.piece, host.slow = 2**18, 0.05
    steps = fetch(MODEL, store, hub=host.base)
    while next(steps).done < 2**19:
        pass
    steps.close()
    host.slow = 0
    run(fetch(MODEL, store, hub=host.base))
    assert any("bytes=" in each for each in host.asked)
    assert store.entry(MODEL).state is Availability.THERE


def test_a_folder_is_added_where_there_is_no_network(published: Path, store: Store) -> None:
    run(add(published, store, MODEL))
    assert store.entry(MODEL).state is Availability.THERE
    with pytest.raises(ModelError, match="does not contain"):
        run(add(store.folder, store, "sam2.1-small"))
    with pytest.raises(RvosError, match="not EdgeTAM"):
        run(add(published, store, "edgetam"))
    assert store.entry("edgetam").state is Availability.MISSING
    assert not store.file("edgetam").exists()


def test_a_tracker_follows_by_its_name(published: Path, store: Store, clips: Clips) -> None:
    with pytest.raises(ModelError, match="not on this computer yet"):
        load_tracker(MODEL, "cpu")
    with pytest.raises(ModelError, match="no tracker 'sam9'") as caught:
        load_tracker("sam9", "cpu")
    assert "soc-tracker, edgetam, sam2.1-tiny" in str(caught.value.advice)
    run(add(published, store, MODEL))
    tracker = load_tracker(MODEL, "cpu")
    assert tracker.name == MODEL
    assert load_tracker(MODEL, "cpu") is tracker
    drawn = np.zeros((tiny_trackers.HEIGHT, tiny_trackers.WIDTH), bool)
    drawn[10:35, 5:25] = True
    film = clips.encode("film.mp4", pictures=tiny_trackers.video(5))
    with open_video(film) as reader:
        found = list(follow(reader, {2: Mask.from_array(drawn)}, 2, range(5), tracker=tracker))
    steps = {each.frame: each.mask for each in found}
    assert sorted(steps) == [0, 1, 3, 4]
    assert all((each.height, each.width) == drawn.shape for each in steps.values())
    store.file(MODEL).write_bytes(b"cut")
    with pytest.raises(ModelError, match="damaged"):
        load_tracker(MODEL, "cpu")


def test_what_the_hub_refuses_is_said(host: Host, store: Store) -> None:
    host.status = 503
    with pytest.raises(FetchError, match="status 503") as caught:
        run(fetch(MODEL, store, hub=host.base))
    assert f"models how {MODEL}" in str(caught.value.advice)
    assert main(["models", "how", MODEL]) == 0


@pytest.mark.parametrize(
    "broken",
    [
        lambda values: values.update(model_type="bert"),
        lambda values: values.update(memory_attention_num_layers=10**9),
        lambda values: values.update(memory_attention_hidden_size=8000),
        lambda values: values.update(memory_attention_hidden_size="wide"),
        lambda values: values["vision_config"].update(model_type="nothing"),
    ],
    ids=["another kind", "endless", "far too wide", "no number", "unknown part"],
)
def test_a_file_that_claims_what_it_does_not_hold_is_refused(
    broken: Callable[[dict[str, Any]], None], published: Path, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.safetensors", tmp_path / "bad.safetensors"
    about = {"id": "x"}
    prompted_file.convert_published(
        published / "config.json", published / "model.safetensors", good, about
    )
    weights, metadata = weights_file.read(good)
    values = json.loads(metadata["config"])
    broken(values)
    weights_file.write(bad, dict(weights), metadata | {"config": json.dumps(values)})
    with pytest.raises(CheckpointError, match=r"bad\.safetensors"):
        load_prompted(bad, "cpu")
    assert load_prompted(good, "cpu").name == "good"


def test_cards_name_what_the_library_has() -> None:
    import transformers

    kinds = {each.name: each for each in KINDS}
    assert len({card.id for card in (*cards(), *tracker_cards())}) == len(cards()) + 5
    for card in tracker_cards():
        kind = kinds[card.variants[0]]
        assert kind.system == card.network
        assert card.licence.startswith("Apache-2.0")
        assert card.file_page.startswith("https://huggingface.co/")
        for name in (kind.configuration, kind.model, kind.session):
            assert hasattr(transformers, name)
    assert not card_of("soc-joint-t").is_tracker


def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    network = tiny_trackers.model("edgetam_video")
    path = tmp_path / "edge.safetensors"
    prompted_file.save(path, network)

    def build(*_: object) -> None:
        raise ImportError("no such package")

    monkeypatch.setattr(type(network), "__init__", build)
    with pytest.raises(RvosError, match="pip install timm"):
        load_prompted(path, "cpu")
    # It is said before anything long is fetched, and not taken for a wrong file.
    network.save_pretrained(tmp_path / "edge")
    place = "/yonigozlan/EdgeTAM-hf/resolve/main/"
    files = {place + each.name: each.read_bytes() for each in (tmp_path / "edge").iterdir()}
    with (
        serving(Host(files)) as host,
        pytest.raises(RvosError, match="EdgeTAM needs the package timm") as caught,
    ):
        run(fetch("edgetam", store, hub=host.base))
    assert not isinstance(caught.value, ModelError)
    assert not any("model.safetensors" in each for each in host.asked)


def test_a_configuration_that_is_no_trackers_is_refused_before_the_weights_are_fetched(
    published: Path, store: Store
) -> None:
    files = {PLACE + "config.json": b'{"model_type": "bert"}', PLACE + "model.safetensors": b"x"}
    with serving(Host(files)) as host, pytest.raises(ModelError, match="not that model"):
        run(fetch(MODEL, store, hub=host.base))
    assert not any("model.safetensors" in each for each in host.asked)

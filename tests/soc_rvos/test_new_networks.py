"""A network that the program does not know yet: one module and one row are all that it needs.

Three of them follow the recipe of CONTRIBUTING.md: one of its own make, one derived from another
with that one's configuration, and one whose weights were published under other names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

import soc_rvos
from soc_rvos import architectures, checkpoint
from soc_rvos.architectures import ARCHITECTURES, SOC, Architecture, Published
from soc_rvos.config import SocConfig, TextConfig
from soc_rvos.errors import CheckpointError
from soc_rvos.inference.engines import TokenEngine
from soc_rvos.networks.network import Network
from soc_rvos.networks.outputs import LevelAnswers, SocAnswers, best_queries
from soc_rvos.networks.soc import Soc
from soc_rvos.published_names import Table

_TEXT = TextConfig(64, positions=20)


@dataclass(frozen=True, slots=True)
class TinyConfig:
    """A network of one convolution; `dropped` is the share of channels left out in training."""

    name: str = "tiny"
    text: TextConfig = _TEXT
    width: int = 8
    queries: int = 2
    dropped: float = field(default=0.0, metadata={"bounds": (0, 1)})
    short_side: int = 48
    long_side: int = 96
    window_length: int = 8
    threshold: float = 0.5


WIDE = TinyConfig("tiny-wide", width=16)


@dataclass(frozen=True, slots=True)
class TinyFeatures:
    """What a convolution saw: `maps` [B, T, C, h, w]."""

    maps: Tensor

    def __len__(self) -> int:
        return len(self.maps)

    @property
    def bytes(self) -> int:
        return self.maps.nbytes

    def clip(self, number: int) -> TinyFeatures:
        return TinyFeatures(self.maps[number : number + 1].clone())


class Tiny(Network):
    """Compares pixels with words. B clips, T frames, Q queries, C channels, N words."""

    def __init__(self, config: TinyConfig) -> None:
        super().__init__()
        self.config = config
        self.look = nn.Conv2d(3, config.width, 4, stride=4)
        self.read = nn.Embedding(config.text.vocabulary, config.width)
        self.queries = nn.Embedding(config.queries, config.width)
        self.score = nn.Linear(config.width, 1)

    def encode_frames(self, frames: Tensor) -> TinyFeatures:
        maps = self.look(frames.flatten(0, 1))
        return TinyFeatures(maps.unflatten(0, frames.shape[:2]))

    def encode_text(self, ids: Tensor, present: Tensor) -> Tensor:
        words: Tensor = self.read(ids) * present[..., None]
        return words.sum(1) / present.sum(1, keepdim=True)  # [B, C]

    def decode(self, visual: TinyFeatures, text: Tensor, best: int | None = None) -> SocAnswers:
        maps = visual.maps.expand(len(text), -1, -1, -1, -1)
        objects = self.queries.weight + text[:, None]  # [B, Q, C]
        masks = torch.einsum("btchw,bqc->btqhw", maps.float(), objects)
        scores = self.score(objects)[:, None].expand(-1, maps.shape[1], -1, -1)  # [B, T, Q, 1]
        chosen = best_queries(scores, best)
        rows = torch.arange(len(text))[:, None]
        level = LevelAnswers(
            scores.transpose(1, 2)[rows, chosen].transpose(1, 2),
            torch.full((*masks.shape[:2], chosen.shape[1], 4), 0.5),
            masks.transpose(1, 2)[rows, chosen].transpose(1, 2),
        )
        return SocAnswers((level,), chosen, (objects,), None)


class SharpSoc(Soc):
    """SOC with a last word on its own features; the configuration is SOC's."""

    def __init__(self, config: SocConfig) -> None:
        super().__init__(config)
        self.sharpen = nn.Linear(config.width, config.width)


class Renamed(Tiny):
    """The tiny network whose authors called its parts otherwise."""


NAMES: Table = (
    ("look", "visual_stem.conv", {}),
    ("read", "lang.table", {}),
    ("queries", "obj_tokens", {}),
    ("score", "cls_head.fc", {}),
)


def variant(weights: Mapping[str, Tensor]) -> TinyConfig | None:
    """Return the variant whose table of words is as wide as that of the file."""
    words = weights.get("lang.table.weight")
    known = {each.width: each for each in (TinyConfig(), WIDE)}
    return None if words is None or words.ndim != 2 else known.get(words.shape[1])


TINY = Architecture("Tiny", "test-tiny-1", TinyConfig(), Tiny, TokenEngine)
SHARP = replace(SOC, system="SOC, sharp", format="test-sharp-1", build=SharpSoc, published=None)
RENAMED = Architecture(
    "Renamed",
    "test-renamed-1",
    TinyConfig(),
    Renamed,
    TokenEngine,
    published=Published((TinyConfig(), WIDE), NAMES, ("visual_stem.",), recognise=variant),
)


@pytest.fixture(autouse=True)
def rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows more, at the end, where one would write them."""
    monkeypatch.setattr(architectures, "ARCHITECTURES", (*ARCHITECTURES, TINY, SHARP, RENAMED))


@pytest.fixture
def network(request: pytest.FixtureRequest, small_soc: SocConfig) -> Network:
    torch.manual_seed(3)
    made = {
        "tiny": partial(Tiny, TinyConfig()),
        "sharp": partial(SharpSoc, small_soc),
        "renamed": partial(Renamed, TinyConfig()),
    }
    network: Network = made[request.param]()
    return network.eval()


@pytest.mark.slow
@pytest.mark.parametrize("network", ["tiny", "sharp", "renamed"], indirect=True)
def test_a_new_network_is_saved_loaded_and_finds(
    tmp_path: Path, network: Network, word_tokenizer: Tokenizer
) -> None:
    path = tmp_path / "new.safetensors"
    checkpoint.save(path, network, word_tokenizer.to_str())
    model = soc_rvos.load(path, device="cpu")
    assert type(model.network) is type(network)
    assert model.network.config == network.config
    for name, value in model.network.state_dict().items():  # in bfloat16 where processors have it
        assert torch.equal(network.state_dict()[name].to(value.dtype), value), name
    frames = np.random.default_rng(0).integers(0, 256, (10, 60, 80, 3), dtype=np.uint8)
    (track,) = model.segment(frames, "the red ball", threshold=0.0)
    assert track.masks.shape == (10, 60, 80)
    assert track.present.all()
    assert 0 < track.masks.mean() < 1


@pytest.mark.parametrize("config", [TinyConfig(), WIDE], ids=lambda config: config.name)
def test_weights_under_published_names_are_told_by_what_the_row_says(
    tmp_path: Path, config: TinyConfig, word_tokenizer: Tokenizer
) -> None:
    network = Renamed(config)
    published = {
        "visual_stem.conv.weight": network.look.weight,
        "visual_stem.conv.bias": network.look.bias,
        "lang.table.weight": network.read.weight,
        "obj_tokens.weight": network.queries.weight,
        "cls_head.fc.weight": network.score.weight,
        "cls_head.fc.bias": network.score.bias,
    }
    path = tmp_path / "published.safetensors"
    save_file({name: each.detach() for name, each in published.items()}, path)
    found = checkpoint.load(path)
    assert (type(found.network), found.config) == (Renamed, config)
    assert found.architecture is RENAMED
    missing = {name: each.detach() for name, each in published.items() if "bias" not in name}
    save_file(missing, path)
    with pytest.raises(CheckpointError, match=r"visual_stem\.conv\.bias"):
        checkpoint.load(path)
    save_file({**missing, "lang.table.weight": torch.zeros(64, 5)}, path)
    with pytest.raises(CheckpointError, match="Renamed"):
        checkpoint.load(path)


def test_rows_differ_in_what_they_are_found_by() -> None:
    assert len({each.format for each in ARCHITECTURES}) == len(ARCHITECTURES)
    assert len({each.build for each in ARCHITECTURES}) == len(ARCHITECTURES)

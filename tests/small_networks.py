"""Networks for tests: the one that ships, and small ones that nobody taught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from soc_rvos import architectures, checkpoint
from soc_rvos.checkpoint import MiniCheckpoint
from soc_rvos.config import NetworkConfig, SocConfig, SocPlusConfig, SwinConfig, TextConfig
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.soc import Soc
from soc_rvos.networks.soc_mini import SocMini

_SENTENCE = (
    "the a red green blue white yellow ball cube cone ring square circle thing largest"
    " on left right that moves rolling to of"
)
_SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]


@pytest.fixture(scope="session")
def word_tokenizer() -> Tokenizer:
    """A tokenizer of whole words in RoBERTa's frame; it knows two dozen of them."""
    vocabulary = {word: number for number, word in enumerate([*_SPECIAL, *_SENTENCE.split()])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    punctuation = normalizers.Replace(r",", " ")
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Lowercase(), punctuation, *(normalizers.Replace(m, " ") for m in '.!?"-')]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.enable_padding(pad_id=1, pad_token="<pad>")
    return tokenizer


@pytest.fixture(scope="session")
def small_soc(word_tokenizer: Tokenizer) -> SocConfig:
    """A SOC network small enough to build and run in no time."""
    return SocConfig(
        "small",
        SwinConfig(32, (2, 2, 2, 2), (1, 2, 4, 8)),
        TextConfig(
            word_tokenizer.get_vocab_size(),
            width=64,
            layers=2,
            heads=4,
            feed_forward=128,
            positions=40,
        ),
        width=128,
        heads=4,
        feed_forward=128,
        encoder_layers=1,
        decoder_layers=2,
        cluster_layers=1,
        queries=6,
        answer_level=-1,
        short_side=112,
        long_side=200,
    )


@pytest.fixture(scope="session")
def small_soc_plus(small_soc: SocConfig) -> SocPlusConfig:
    """A SOC++ network of the same size."""
    same = {each.name: getattr(small_soc, each.name) for each in fields(small_soc)}
    return SocPlusConfig(**{**same, "name": "small-plus"}, proxies=5)


@pytest.fixture(scope="session")
def model(
    tmp_path_factory: pytest.TempPathFactory, small_soc: SocConfig, word_tokenizer: Tokenizer
) -> Path:
    """The file of a small SOC, taught nothing: its answers are arbitrary, but always the same."""
    torch.manual_seed(0)
    network = Soc(replace(small_soc, name="untaught", short_side=32, long_side=48))
    path = tmp_path_factory.mktemp("model") / "untaught.safetensors"
    checkpoint.save(path, network, word_tokenizer.to_str())
    return path


@pytest.fixture(scope="session")
def shipped() -> MiniCheckpoint:
    """The network that ships."""
    folder = Path(__file__).resolve().parents[1] / "resources" / "models"
    found = checkpoint.load(folder / "soc-mini.safetensors")
    assert isinstance(found, MiniCheckpoint)
    return found


@pytest.fixture(scope="session")
def small_mini(shipped: MiniCheckpoint) -> tuple[SocMini, SentenceReader]:
    """A network of the kind that ships, but narrow and untaught, and the shipped one's reader."""
    torch.manual_seed(3)
    config = replace(
        shipped.config,
        text=replace(shipped.config.text, width=24, layers=1, heads=2, feed_forward=32),
        width=32,
        heads=2,
        feed_forward=32,
        encoder_layers=1,
        short_side=64,
        long_side=128,
    )
    return SocMini(config).eval(), shipped.reader


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets small configurations count as the published ones of their kinds, until the test ends."""

    def small(*configs: NetworkConfig) -> None:
        rows = []
        for row in architectures.ARCHITECTURES:
            own = tuple(each for each in configs if type(each) is type(row.example))
            if own and row.published is not None:
                row = replace(row, published=replace(row.published, variants=own))
            rows.append(row)
        monkeypatch.setattr(architectures, "ARCHITECTURES", tuple(rows))

    return small

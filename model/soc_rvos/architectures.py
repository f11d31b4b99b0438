"""The networks there are, one row each: a new network is one module, and one row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import torch
from torch import Tensor

from soc_rvos import published_names
from soc_rvos.config import (
    PUBLISHED,
    PUBLISHED_PLUS,
    PUBLISHED_SGMG,
    SGMG_SWIN_T,
    SOC_PLUS_SWIN_T,
    SOC_SWIN_T,
    MiniConfig,
    NetworkConfig,
    with_classes,
)
from soc_rvos.inference.engines import Engine, SgMgEngine, TokenEngine
from soc_rvos.inference.mini_engine import MiniEngine
from soc_rvos.networks.network import Network
from soc_rvos.networks.sgmg import SgMg
from soc_rvos.networks.sgmg_together import SgMgTogether
from soc_rvos.networks.soc import Soc
from soc_rvos.networks.soc_mini import SocMini, least_numbers
from soc_rvos.networks.soc_plus import SocPlus
from soc_rvos.saliency_file import load_fine_pass


@dataclass(frozen=True, slots=True)
class Published:
    """How to recognise published files of a network, and their names for its parts.

    Attributes:
        variants: the configurations whose weights were published.
        names: the table from our names to those in the file.
        marks: how names begin that only this network has; none for what remains when no other fits.
        with_classes: returns a variant with as many classes as the file has, where that may differ.
        recognise: returns which of `variants` the weights of a file are of, None if of no one; None
            where the Video Swin backbone of the published SOC code tells them apart.
    """

    variants: tuple[NetworkConfig, ...]
    names: published_names.Table
    marks: tuple[str, ...] = ()
    with_classes: Callable[[Any, int], NetworkConfig] | None = None
    recognise: Callable[[Mapping[str, Tensor]], NetworkConfig | None] | None = None


@dataclass(frozen=True, slots=True)
class Architecture:
    """A kind of network, with all that loading, saving and running need.

    Attributes:
        system: its name in messages.
        format: the format that our own files state.
        example: one of its configurations, for the types of the numbers in a file.
        build: the class of the network, called with a configuration; of no other row.
        engine: puts a network to work: the network, what reads its words (a tokenizer, or a
            `SentenceReader`), device, and precision of the backbone.
        published: how to read its published files; None where there are none.
        precision: the type in which our files keep its weights.
        quantised: how the names of weights begin that our files keep in eight bits.
        has_nouns: whether our files also carry what the network knows of nouns (a `Bridge`).
        least_numbers: the fewest weights that a configuration can have, asked before the network is
            built in memory; None where it is built without memory, on torch's "meta" device.
    """

    system: str
    format: str
    example: NetworkConfig
    build: type[Network]
    engine: Callable[[Any, Any, torch.device, torch.dtype], Engine]
    published: Published | None = None
    precision: torch.dtype = torch.float32
    quantised: tuple[str, ...] = ()
    has_nouns: bool = False
    least_numbers: Callable[[Any], int] | None = None


SOC_PLUS = Architecture(
    system="SOC++",
    format="soc-studio-plus-1",
    example=SOC_PLUS_SWIN_T,
    build=SocPlus,
    engine=TokenEngine,
    published=Published(
        PUBLISHED_PLUS,
        published_names.SOC_PLUS,
        ("proxy_embed.weight", "voc.video_query_embed.weight"),
        with_classes,
    ),
)
SGMG = Architecture(
    system="SgMg",
    format="soc-studio-sgmg-1",
    example=SGMG_SWIN_T,
    build=SgMg,
    engine=SgMgEngine,
    published=Published(PUBLISHED_SGMG, published_names.SGMG, ("input_fft.", "mask_refine.")),
)
SGMG_TOGETHER = Architecture(
    system="SgMg together",
    format="soc-studio-sgmg-together-1",
    example=replace(SGMG_SWIN_T, name="sgmg-together-swin-t"),
    build=SgMgTogether,
    engine=SgMgEngine,
)
SOC = Architecture(
    system="SOC",
    format="soc-studio-1",
    example=SOC_SWIN_T,
    build=Soc,
    engine=TokenEngine,
    published=Published(PUBLISHED, published_names.SOC, with_classes=with_classes),
)
SOC_MINI = Architecture(
    system="soc-mini",
    format="soc-studio-mini-1",
    example=MiniConfig(),
    build=SocMini,
    engine=partial(MiniEngine, load_fine_pass=load_fine_pass),
    precision=torch.float16,
    quantised=("text.",),
    has_nouns=True,
    least_numbers=least_numbers,
)

ARCHITECTURES = (SOC_PLUS, SGMG, SGMG_TOGETHER, SOC, SOC_MINI)
"""All networks; their order says nothing."""


def of_format(name: str) -> Architecture | None:
    """Return the architecture that our files with this format hold, None for any other file."""
    return next((each for each in ARCHITECTURES if each.format == name), None)


def of_network(network: Network) -> Architecture:
    """Return the architecture of a network; two may share the type of their configurations."""
    return next(each for each in ARCHITECTURES if each.build is type(network))


def of_published(names: Iterable[str]) -> tuple[Architecture, Published]:
    """Return the architecture of published weights with these names, and how to read them."""
    known = tuple(names)
    published = [(each, each.published) for each in ARCHITECTURES if each.published is not None]
    for architecture, files in published:
        if files.marks and any(name.startswith(files.marks) for name in known):
            return architecture, files
    return next((each, files) for each, files in published if not files.marks)

"""Findings about sentences, for programs that show them.

Importing this module needs no torch. `soc_rvos.language` does the work.
"""

from __future__ import annotations

from soc_rvos.language.findings import (
    Effect,
    Excerpt,
    Finding,
    FindingKind,
    Understanding,
    Wanted,
    objects_wanted,
)
from soc_rvos.language.foreign_table import Language
from soc_rvos.language.sentences import told
from soc_rvos.language.translation import left_out
from soc_rvos.language.understanding import understand
from soc_rvos.language.vocabulary import Vocabulary
from soc_rvos.vocabulary_file import read_vocabulary, reading_vocabulary, shipped_vocabulary

__all__ = [
    "Effect",
    "Excerpt",
    "Finding",
    "FindingKind",
    "Language",
    "Understanding",
    "Vocabulary",
    "Wanted",
    "left_out",
    "objects_wanted",
    "read_vocabulary",
    "reading_vocabulary",
    "shipped_vocabulary",
    "told",
    "understand",
]

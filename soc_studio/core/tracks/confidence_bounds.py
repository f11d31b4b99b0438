"""From which score on a model counts as sure: measured, so that the words are true.

`benchmarks/answers.py` measures how often an answer of each word is right.
"""

from __future__ import annotations

SURE = 0.65
"""Score from which what is shown covers what was meant in at least nine of ten frames."""
FAIRLY_SURE = 0.5
"""Score from which it does so in three of five."""
POSSIBLE = 0.2
"""Score below which hardly any answer is the one that was meant."""

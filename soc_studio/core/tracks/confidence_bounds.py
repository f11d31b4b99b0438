"""From which score on a model counts as sure: measured, so that the words are true.

`benchmarks/answers.py` measures how often an answer of each word is right.
"""

from __future__ import annotations

SURE = 0.6
"""Score from which what is shown covers what was meant in at least four of five frames."""
FAIRLY_SURE = 0.45
"""Score from which it does so in more than half of them."""
POSSIBLE = 0.2
"""Score below which hardly any answer is the one that was meant."""

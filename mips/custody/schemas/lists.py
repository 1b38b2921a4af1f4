"""How custody's forms speak of times that have passed."""

from __future__ import annotations

from typing import Final

from mips.custody.rules.sources import S39_1

NOW = "Leave as now, or 14:20, or yesterday 23:10"
HAPPENED: Final = S39_1.section
"""For times of a custody record that have passed: by which section what happened is written down."""

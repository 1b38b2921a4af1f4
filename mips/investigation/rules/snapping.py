"""Where a published search is shown: at a point that stands for a stretch of street, not where it was (INV-12)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from mips.investigation.rules.section_60 import Point, metres

REACHES: Final = (Decimal("0.005"), Decimal("0.02"), Decimal("0.1"))
"""Degrees of latitude to look around, one after the other: about 550 metres, 2 and 11 kilometres."""


def snapped(point: Point, published: Iterable[Point]) -> Point | None:
    """The nearest of the published points; of two as near the more southern and western. None where there is none.

    INV-12: locations are anonymised to a snap point before they are published.
    """
    return min(published, key=lambda each: (metres(point, each), each), default=None)

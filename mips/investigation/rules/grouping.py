"""The kind of crime an offence is published as: what lists, boards and maps group crimes by (INV-2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

KINDS: Final = "published-category"
"""The reference list of kinds; an item's `classes` say how the Home Office classes of it begin."""
OTHER: Final = "Other crime"


def kind_of(ho_class: str, kinds: Iterable[tuple[str, Sequence[str]]]) -> str:
    """The title of the kind, of (title, classes), whose class fits longest; other crime where none fits (INV-2).

    Empty where the class is not known.
    """
    if not ho_class:
        return ""
    fits = [(len(each), title) for title, classes in kinds for each in classes if ho_class.startswith(each)]
    return max(fits)[1] if fits else OTHER

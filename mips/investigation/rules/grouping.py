"""What crimes are grouped by: the kind that lists, boards and maps show, and the group that returns count (INV-2)."""

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


GROUPS: Final = "offence-group"
"""The reference list of the groups that recorded crime is published in: `title` is the subgroup, `group` its group."""
RESIDUAL: Final = "Miscellaneous crimes against society"


def group_of(ho_class: str, groups: Iterable[tuple[str, str, Sequence[str]]]) -> tuple[str, str] | None:
    """Group and subgroup, of (group, subgroup, classes), whose class fits longest; the residual one where none fits.

    None where the class is not known. INV-2, INV-14.
    """
    if not ho_class:
        return None
    fits = [
        (len(each), group, title) for group, title, classes in groups for each in classes if ho_class.startswith(each)
    ]
    return max(fits)[1:] if fits else (RESIDUAL, RESIDUAL)

"""What is known of a person, in the groups in which it is confirmed: one answer a group, only changes typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Final

from mips.core.errors import InputInvalid, RuleBroken


class Known(StrEnum):
    """A group of facts that are still right together or not."""

    ADDRESS = "address"
    TELEPHONE = "telephone"
    ABOUT = "about"
    FAMILY = "family"
    WORK = "work"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Known.ADDRESS: "Address",
    Known.TELEPHONE: "Telephone",
    Known.ABOUT: "Ethnicity, nationality and language",
    Known.FAMILY: "Family",
    Known.WORK: "Occupation",
}

ASKED: Final[Mapping[Known, tuple[str, ...]]] = {
    Known.ADDRESS: ("address", "postcode"),
    Known.TELEPHONE: ("telephone",),
    Known.ABOUT: (
        "self_defined_ethnicity",
        "ethnicity_not_stated_why",
        "officer_defined_ethnicity",
        "nationality",
        "first_language",
        "interpreter_needed",
        "religion",
    ),
    Known.FAMILY: ("next_of_kin", "dependants"),
    Known.WORK: ("occupation",),
}
"""The questions of each group, by the names of their answers."""


def changed(known: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that are not what was known: nothing typed over nothing known is no change."""
    return {name: value for name, value in told.items() if _plain(value) != _plain(known.get(name))}


def _plain(value: Any) -> Any:
    """None and the empty text are both nothing; no is an answer."""
    return None if value == "" else value


def check_each_group(known: Mapping[str, Any], told: Mapping[str, Any], confirmed: Collection[Known]) -> None:
    """Each group that is known is confirmed or changed. Raises InputInvalid naming those left open (CUS-1)."""
    differing = changed(known, told)
    open_still = [
        group.label.lower()
        for group, names in ASKED.items()
        if any(known.get(name) not in (None, "") for name in names)
        and group not in confirmed
        and not any(name in differing for name in names)
    ]
    if open_still:
        raise InputInvalid({"confirmed": [f"Say whether this is still right, or change it: {'; '.join(open_still)}"]})


def check_ethnicity(code: str, not_stated_why: str) -> None:
    """Everybody is asked how they describe themselves; who does not say it has a reason (CUS-23)."""
    if not code:
        wanted = "Select how they describe their ethnicity. If they do not say, select Not stated"
        raise RuleBroken(wanted, rule="CUS-23", field="self_defined_ethnicity")
    if code == "NS" and not not_stated_why.strip():
        raise RuleBroken("Say why it was not stated", rule="CUS-23", field="ethnicity_not_stated_why")

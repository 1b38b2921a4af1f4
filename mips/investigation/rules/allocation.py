"""To whom a crime may be given: an investigator with the accreditation that its kind needs (INV-5, F29)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.outcomes import INSPECTOR

SECTION: Final = "INV-5"
KINDS: Final = "crime-needs-accreditation"
"""The reference list of kinds of crime that not everybody may investigate."""
ACCREDITATIONS: Final = "accreditation"
"""The reference list of accreditations, each with its level."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of crime that needs a level: by its Home Office class, or by a flag, with a risk where it says so."""

    title: str
    level: int
    classes: Sequence[str] = ()
    """How the Home Office class begins."""
    flag: str = ""
    risk: int = 0
    """The risk to the victim from which it counts, 3 being high; 0: any, or none assessed."""

    def covers(self, ho_class: str, flags: Set[str], risk: int | None) -> bool:
        if self.classes and not ho_class.startswith(tuple(self.classes)):
            return False
        if self.flag and self.flag not in flags:
            return False
        return bool(self.classes or self.flag) and (risk or 0) >= self.risk


def needed(kinds: Iterable[Kind], *, ho_class: str, flags: Set[str], risk: int | None) -> Kind | None:
    """The kind that asks the most of whoever investigates a crime; None: anybody may (F29)."""
    found = [kind for kind in kinds if kind.covers(ho_class, flags, risk)]
    return max(found, key=lambda kind: kind.level, default=None)


def check_accredited(kind: Kind | None, *, held: int, rank: int, despite: str, about: str = "") -> None:
    """Who lacks the level is not given it, but by an inspector who says why (F29). Raises RuleBroken."""
    if kind is None or held >= kind.level or (rank >= INSPECTOR and despite.strip()):
        return
    what = f"{about}: {kind.title.lower()}" if about else kind.title.lower()
    said = f"They do not hold PIP level {kind.level}, which is needed ({what})"
    if rank >= INSPECTOR:
        raise RuleBroken(f"{said}. Say why they take it all the same", rule="F29", field="despite")
    raise RuleBroken(
        f"{said}. Give it to somebody who does, or ask an inspector, who may with a reason",
        rule="F29",
        field="officer_id",
    )


def check_given(*, closed: bool, had: bool, same: bool, why: str, about: str = "") -> None:
    """A crime that is closed is given to nobody, and one that somebody has changes hands with a reason (INV-5).

    Raises RuleBroken.
    """
    of_it = f"{about}: " if about else ""
    if closed:
        said = f"{of_it}it is finalised or cancelled. Another outcome opens it again"
        raise RuleBroken(said, rule=SECTION, field="crime_ids")
    if same:
        raise RuleBroken(f"{of_it}they have it already", rule=SECTION, field="officer_id")
    if had and not why.strip():
        raise RuleBroken(f"{of_it}somebody has it. Say why it changes hands", rule=SECTION, field="why")


def check_holder(*, investigates: bool, in_my_teams: bool, rank: int, sees_it: bool) -> None:
    """Who investigates, in a team of whoever gives it, and may see it (INV-5, INV-13). Raises RuleBroken."""
    if not investigates:
        raise RuleBroken("They hold no role that investigates. Choose another", rule=SECTION, field="officer_id")
    if not in_my_teams and rank < INSPECTOR:
        said = "They are in none of your teams. Give it to their team, whose supervisor chooses"
        raise RuleBroken(said, rule=SECTION, field="officer_id")
    if not sees_it:
        said = "It is restricted and they may not see it. Grant them access to it first"
        raise RuleBroken(said, rule="INV-13", field="officer_id")

"""What goes wrong in custody: when it must be referred, what it locks, and whom a complaint goes to (CUS-22)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.sources_of_care import C_9_2, PRA_SCH3


class IncidentKind(StrEnum):
    """An adverse incident."""

    NEAR_MISS = "near-miss"
    SELF_HARM = "self-harm"
    MEDICAL = "medical-emergency"
    ESCAPE = "escape"
    FORCE_INJURY = "injury-by-force"
    RESTRAINT = "restraint"
    ASSAULT = "assault"
    MEDICATION = "medication-error"
    SERIOUS_INJURY = "serious-injury"
    DEATH = "death"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _KINDS[self]

    @property
    def restricts(self) -> bool:
        """A death: from then on only those named see the record. Whoever is hurt is cared for by all who do so."""
        return self is IncidentKind.DEATH

    @property
    def locks(self) -> bool:
        """A death or serious injury: nothing on the record may be changed from then on."""
        return self in (IncidentKind.DEATH, IncidentKind.SERIOUS_INJURY)


_KINDS = {
    IncidentKind.NEAR_MISS: "Near miss",
    IncidentKind.SELF_HARM: "Self-harm",
    IncidentKind.MEDICAL: "Medical emergency",
    IncidentKind.ESCAPE: "Escape or attempt",
    IncidentKind.FORCE_INJURY: "Injury by use of force",
    IncidentKind.RESTRAINT: "Restraint in a cell",
    IncidentKind.ASSAULT: "Assault on or by a detainee",
    IncidentKind.MEDICATION: "Wrong or missed medicine",
    IncidentKind.SERIOUS_INJURY: "Serious injury",
    IncidentKind.DEATH: "Death",
    IncidentKind.OTHER: "Something else",
}


class FollowUp(StrEnum):
    """What is seen to after a death or serious injury, besides the referral (CUS-22)."""

    SCENE = "scene"
    STANDARDS = "professional-standards"
    FAMILY = "family"
    CORONER = "coroner"

    @property
    def label(self) -> str:
        return {
            "scene": "Scene preserved",
            "professional-standards": "Professional standards told",
            "family": "Family told, and who keeps in touch with them named",
            "coroner": "Coroner told",
        }[self.value]


_AFTER_INJURY: Final = (FollowUp.SCENE, FollowUp.STANDARDS, FollowUp.FAMILY)
FOLLOW_UPS: Final = {
    IncidentKind.SERIOUS_INJURY: _AFTER_INJURY,
    IncidentKind.DEATH: (*_AFTER_INJURY, FollowUp.CORONER),
}
"""What is owed after each kind; after any other nothing."""
LOCKED: Final = "This record is locked after a death or serious injury: nothing on it is corrected or taken away"


def referral_due(noticed_at: datetime) -> datetime:
    """The end of the day after the day it came to notice, London time; it is to be made without delay all the same.

    Police Reform Act 2002 Sch.3 para.14C with the Police (Complaints and Misconduct) Regulations 2020.
    """
    day_after = noticed_at.astimezone(LONDON).date() + timedelta(days=2)
    return datetime.combine(day_after, time(0), tzinfo=LONDON).astimezone(noticed_at.tzinfo)


def check_correctable(*, locked: bool) -> None:
    """Refuse to correct anything after a death or serious injury. Police Reform Act 2002 Sch.3 para.14B."""
    if locked:
        raise RuleBroken(f"{LOCKED}. Add an entry to the log, which will say it came after", rule=PRA_SCH3.section)


def check_may_add(*, locked: bool, designated: bool) -> None:
    """After a death or serious injury only a custody officer adds to the record. Police Reform Act 2002 Sch.3."""
    if locked and not designated:
        raise RuleBroken(f"{LOCKED}. Only a custody officer adds to it: tell one", rule=PRA_SCH3.section)


def check_follow_up(kind: IncidentKind, step: FollowUp, *, done: bool, at: datetime, happened_at: datetime) -> None:
    """Only what is owed after that kind, once, and not before it happened. Police Reform Act 2002 Sch.3."""
    owed = FOLLOW_UPS.get(kind, ())
    if not owed:
        raise RuleBroken("Only a death or serious injury is followed up here", rule=PRA_SCH3.section)
    if step not in owed:
        raise RuleBroken(f"{step.label}: not after a {kind.label.lower()}", rule=PRA_SCH3.section, field="step")
    if done:
        raise RuleBroken(f"{step.label}: that is written down already", rule=PRA_SCH3.section, field="step")
    if at < happened_at:
        raise RuleBroken("This is before it happened", rule=PRA_SCH3.section, field="at")


def check_inspector(rank: Rank, *, involved: bool) -> None:
    """A complaint of ill-treatment goes to an inspector who has nothing to do with the investigation. Code C 9.2."""
    if rank < Rank.INSPECTOR:
        raise RuleBroken("Choose an inspector or above", rule=C_9_2.section, field="inspector_id")
    if involved:
        why = "This officer is involved in the investigation: choose an inspector who is not"
        raise RuleBroken(why, rule=C_9_2.section, field="inspector_id")

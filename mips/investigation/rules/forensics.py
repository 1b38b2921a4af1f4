"""Sending exhibits to a laboratory: what is asked, who lets it go, and in what order it comes back (INV-10, CAS-8)."""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.continuity import Where

SECTION: Final = "INV-10"


class Priority(StrEnum):
    ROUTINE = "routine"
    URGENT = "urgent"
    CRITICAL = "critical"

    @property
    def label(self) -> str:
        return {"routine": "Routine", "urgent": "Urgent", "critical": "Critical: life or liberty at stake"}[self.value]


class Standing(StrEnum):
    """How far a submission has come."""

    ASKED = "asked"
    REJECTED = "rejected"
    APPROVED = "approved"
    SENT = "sent"
    RECEIVED = "received"
    REPORTED = "reported"

    @property
    def label(self) -> str:
        return _STANDS[self]


_STANDS: Final = {
    Standing.ASKED: "Waits for the gatekeeper",
    Standing.REJECTED: "Rejected",
    Standing.APPROVED: "Approved, to be sent",
    Standing.SENT: "On the way to the lab",
    Standing.RECEIVED: "At the lab",
    Standing.REPORTED: "Reported",
}
OPEN: Final = frozenset(Standing) - {Standing.REJECTED, Standing.REPORTED}


class ReportStage(StrEnum):
    """Streamlined forensic reports: SFR1 states a result, SFR2 answers what the defence disputes of it."""

    SFR1 = "sfr1"
    SFR2 = "sfr2"

    @property
    def label(self) -> str:
        return {"sfr1": "SFR1: summary of the result", "sfr2": "SFR2: on what is disputed"}[self.value]


def check_asked(states: dict[str, Where], *, contamination: str, dna: bool) -> None:
    """What goes to a lab is there to be sent, and for DNA it is said whose samples rule others out (INV-10).

    `states`: the mark of each exhibit -> where it is.
    """
    gone = [mark for mark, state in states.items() if state.ended or state is Where.LOST]
    if gone:
        raise RuleBroken(
            f"{', '.join(gone)} cannot be sent: no longer here. Take it off", rule=SECTION, field="exhibits"
        )
    if dna and not contamination:
        raise RuleBroken(
            "For DNA say whose elimination samples there are, or that none are needed and why",
            rule=SECTION,
            field="contamination",
        )


def check_decision(standing: Standing, *, approved: bool, why: str, asked_by: uuid.UUID, decides: uuid.UUID) -> None:
    """A gatekeeper decides once, not on their own request, and says why not (INV-10, ROL-3 RL-1(c))."""
    if standing is not Standing.ASKED:
        raise RuleBroken(f"This has been decided: {standing.label.lower()}", rule=SECTION)
    if asked_by == decides:
        raise RuleBroken("You asked for it: another gatekeeper decides", rule="RL-1")
    if not approved and not why:
        raise RuleBroken("Say why it is rejected, so that it can be asked for better", rule=SECTION, field="why")


def check_step(now: Standing, then: Standing) -> None:
    """Sent once it is approved, received once it is sent, reported once it is received (INV-10)."""
    if _BEFORE[then] is not now and not (then is Standing.REPORTED and now is Standing.REPORTED):
        raise RuleBroken(_NOT_YET[then].format(now=now.label.lower()), rule=SECTION)


_BEFORE: Final = {
    Standing.SENT: Standing.APPROVED,
    Standing.RECEIVED: Standing.SENT,
    Standing.REPORTED: Standing.RECEIVED,
}
_NOT_YET: Final = {
    Standing.SENT: "It can be sent once the gatekeeper has approved it. Now: {now}",
    Standing.RECEIVED: "The lab can have received only what was sent. Now: {now}",
    Standing.REPORTED: "A report follows what the lab has received. Now: {now}",
}


def check_report(stage: ReportStage, had: set[ReportStage]) -> None:
    """An SFR2 answers a dispute of an SFR1: there must have been one (INV-10)."""
    if stage is ReportStage.SFR2 and ReportStage.SFR1 not in had:
        raise RuleBroken("An SFR2 answers what is disputed in an SFR1. Enter that first", rule=SECTION, field="stage")

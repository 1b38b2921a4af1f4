"""What comes next for a detainee, in the order of the process, and why what does not come yet must wait."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What is done about a detainee. The value names the page it is done on."""

    IDENTIFY = "identify"
    ARREST = "arrest"
    AUTHORISE = "authorise"
    ACCEPT = "accept"
    REFUSE = "refuse"
    RIGHTS = "rights"
    CELL = "cell"
    REVIEW = "review"
    CHARGE = "charge"
    RELEASE = "release"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Step.IDENTIFY: "Say who this is",
    Step.ARREST: "Record the arrest",
    Step.AUTHORISE: "Authorise detention",
    Step.ACCEPT: "Accept into custody",
    Step.REFUSE: "Refuse detention",
    Step.RIGHTS: "Give rights",
    Step.CELL: "Put in a cell",
    Step.REVIEW: "Review detention",
    Step.CHARGE: "Charge",
    Step.RELEASE: "Release",
}


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a detention has come."""

    identified: bool
    arrested: bool
    authorised: bool
    rights_given: bool
    in_cell: bool
    review_near: bool
    charged: bool
    ended: bool
    pace: bool = True
    """False of somebody held otherwise than for an offence: accepted and let go, neither authorised nor charged."""


@dataclass(frozen=True)
class Waiting:
    """A step and, when it cannot be taken now, why. An empty reason: it can."""

    step: Step
    reason: str = ""


def next_step(so_far: Progress) -> Step | None:
    """The one thing to do now; None once detention has ended. A review that is near comes before everything else."""
    if so_far.ended:
        return None
    if so_far.authorised and so_far.review_near:
        return Step.REVIEW
    return next(step for step, needed in _in_order(so_far) if needed)


def _in_order(so_far: Progress) -> list[tuple[Step, bool]]:
    return [
        (Step.ARREST, so_far.pace and not so_far.arrested),
        (Step.AUTHORISE if so_far.pace else Step.ACCEPT, not so_far.authorised),
        (Step.IDENTIFY, not so_far.identified),
        (Step.RIGHTS, not so_far.rights_given),
        (Step.CELL, not so_far.in_cell and not so_far.charged),
        (Step.RELEASE, so_far.charged or not so_far.pace),
        (Step.CHARGE, True),
    ]


def steps(so_far: Progress) -> list[Waiting]:
    """Every step still to come, the next one first; those that must wait say for what."""
    if so_far.ended:
        return []
    first = next_step(so_far)
    found = [Waiting(step, _why_not(step, so_far)) for step in Step if not _done(step, so_far)]
    return sorted(found, key=lambda each: (each.step is not first, bool(each.reason)))


def _done(step: Step, so_far: Progress) -> bool:
    return {
        Step.IDENTIFY: so_far.identified,
        Step.ARREST: so_far.authorised or not so_far.pace,
        Step.AUTHORISE: so_far.authorised or not so_far.pace,
        Step.ACCEPT: so_far.authorised or so_far.pace,
        Step.REFUSE: so_far.authorised,
        Step.REVIEW: not so_far.pace and not so_far.review_near,
        Step.CHARGE: so_far.charged or not so_far.pace,
    }.get(step, False)


def _why_not(step: Step, so_far: Progress) -> str:
    if step in (Step.AUTHORISE, Step.REFUSE):
        return "" if so_far.arrested or not so_far.pace else "The arrest is not recorded yet"
    if step in (Step.REVIEW, Step.CHARGE, Step.RELEASE, Step.CELL) and not so_far.authorised:
        return "Detention is not authorised yet"
    if step is Step.CHARGE and not so_far.identified:
        return "Nobody has said who this is"
    return ""

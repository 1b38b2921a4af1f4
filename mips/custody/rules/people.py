"""People around a detainee: who may be the appropriate adult, what is waited for, and when nobody may interview."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.law import Source
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S39_1
from mips.custody.rules.sources_of_people import C_1_7, C_3_5, C_6_6, C_11_15, C_11_18, C_13_2


class Helper(StrEnum):
    """As whom somebody comes to a detainee."""

    ADULT = "appropriate-adult"
    SOLICITOR = "solicitor"
    INTERPRETER = "interpreter"
    SIGNER = "sign-language"
    CONSULATE = "consulate"
    FAMILY = "family-or-friend"
    SOCIAL_WORKER = "social-worker"
    LIAISON = "liaison-and-diversion"
    CUSTODY_VISITOR = "custody-visitor"
    VISITOR = "visitor"

    @property
    def label(self) -> str:
        return _HELPERS[self][0]

    @property
    def short(self) -> str:
        """As the whiteboard says it."""
        return _HELPERS[self][1]


_HELPERS = {
    Helper.ADULT: ("Appropriate adult", "AA"),
    Helper.SOLICITOR: ("Solicitor", "Solicitor"),
    Helper.INTERPRETER: ("Interpreter", "Interpreter"),
    Helper.SIGNER: ("BSL interpreter", "BSL"),
    Helper.CONSULATE: ("Consulate", "Consulate"),
    Helper.FAMILY: ("Family or friend", "Family"),
    Helper.SOCIAL_WORKER: ("Social worker", "Social worker"),
    Helper.LIAISON: ("Liaison and diversion", "L&D"),
    Helper.CUSTODY_VISITOR: ("Independent custody visitor", "Custody visitor"),
    Helper.VISITOR: ("Visitor", "Visitor"),
}


class Means(StrEnum):
    """How somebody spoke with the detainee."""

    IN_PERSON = "in-person"
    TELEPHONE = "telephone"
    VIDEO = "video"


class AdultBecause(StrEnum):
    """Why an appropriate adult is needed, or that none is. Code C 1.4, 1.5."""

    CHILD = "child"
    VULNERABLE = "vulnerable"
    NOT_NEEDED = "not-needed"

    @property
    def label(self) -> str:
        return {"child": "Needed: under 18", "vulnerable": "Needed: vulnerable"}.get(self.value, "Not needed")


class InterviewWithout(StrEnum):
    """What an interview may be allowed without. Code C 6.6, 11.18, 13.2."""

    ADULT = "appropriate-adult"
    SOLICITOR = "solicitor"
    CHANGED_MIND = "changed-mind"
    INTERPRETER = "interpreter"

    @property
    def label(self) -> str:
        return _WITHOUT[self]


_WITHOUT = {
    InterviewWithout.ADULT: "Urgent: without the appropriate adult",
    InterviewWithout.SOLICITOR: "Urgent: before legal advice",
    InterviewWithout.CHANGED_MIND: "They no longer want legal advice",
    InterviewWithout.INTERPRETER: "Urgent: without an interpreter",
}

LEAVE: Final[dict[InterviewWithout, tuple[Rank, Source]]] = {
    InterviewWithout.ADULT: (Rank.SUPERINTENDENT, C_11_18),
    InterviewWithout.SOLICITOR: (Rank.SUPERINTENDENT, C_6_6),
    InterviewWithout.CHANGED_MIND: (Rank.INSPECTOR, C_6_6),
    InterviewWithout.INTERPRETER: (Rank.SUPERINTENDENT, C_13_2),
}
"""The least rank that may allow it, and the paragraph."""


@dataclass(frozen=True, kw_only=True)
class BeforeInterview:
    """What is known before somebody is interviewed."""

    child: bool
    adult: AdultBecause | None
    adult_here: bool
    advice_asked: bool = False
    """Asked for at any time, and not declined since with an inspector's leave."""
    advice_had: bool = False
    advice_delayed: bool = False
    interpreter_asked: bool = False
    interpreter_here: bool = False
    allowed: frozenset[InterviewWithout] = frozenset()


def why_no_interview(known: BeforeInterview) -> str:
    """Why nobody may interview now, with the paragraph and what to do; empty when they may. Code C 6.6, 11.15."""
    return _no_adult(known) or _no_advice(known) or _no_interpreter(known)


def _no_adult(known: BeforeInterview) -> str:
    if InterviewWithout.ADULT in known.allowed:
        return ""
    if known.adult is None:
        return f"Nobody has decided whether an appropriate adult is needed ({C_11_15.section}). Decide that first"
    if known.adult is not AdultBecause.NOT_NEEDED and not known.adult_here:
        return f"The appropriate adult is not here ({C_11_15.section}). Wait for them, or ask a superintendent"
    return ""


def _no_advice(known: BeforeInterview) -> str:
    allowed = known.allowed & {InterviewWithout.SOLICITOR, InterviewWithout.CHANGED_MIND}
    if not known.advice_asked or known.advice_had or known.advice_delayed or allowed:
        return ""
    return f"Legal advice was asked for and not had ({C_6_6.section}). Wait for the solicitor, or ask a superintendent"


def _no_interpreter(known: BeforeInterview) -> str:
    allowed = InterviewWithout.INTERPRETER in known.allowed
    if not known.interpreter_asked or known.interpreter_here or allowed:
        return ""
    return f"The interpreter is not here ({C_13_2.section}). Wait for them, or ask a superintendent"


def check_adult_decision(because: AdultBecause, *, child: bool, reason: str) -> None:
    """A child always needs one; for an adult either answer has its reason. Code C 1.4, 1.5, 3.5."""
    if child and because is AdultBecause.NOT_NEEDED:
        raise refused("Somebody under 18 always needs an appropriate adult", C_3_5, field="because")
    if because is AdultBecause.CHILD and not child:
        raise refused(
            "By the date of birth on record they are 18 or over",
            C_3_5,
            instead="Correct it, or say why they are vulnerable",
            field="because",
        )
    if because is not AdultBecause.CHILD and not reason.strip():
        raise refused("Say why", C_3_5, field="reason")


def check_may_be_adult(name: str, *, checked: bool, police: Iterable[str], solicitors: Iterable[str]) -> None:
    """Not police or involved, not the detainee's solicitor, and somebody made sure. Code C 1.7, Notes 1B, 1F."""
    known = _plain(name)
    if known and known in {_plain(each) for each in police}:
        raise refused(f"{name} is in the investigation", C_1_7, instead="Ask somebody who is not", field="name")
    if known and known in {_plain(each) for each in solicitors}:
        raise refused(f"{name} is here as their solicitor", C_1_7, instead="Ask somebody else", field="name")
    if not checked:
        raise refused(
            "Make sure that they are 18 or over, not police, not involved and not acting as solicitor",
            C_1_7,
            field="adult_checked",
        )


def check_in_order(at: datetime, *, after: datetime | None, what: str, field: str) -> None:
    """Nobody leaves before they came, nor comes before they were asked for. PACE 1984 s.39(1)."""
    if after is not None and to_minute(at) < to_minute(after):
        raise refused(what, S39_1, field=field)


def check_leave(without: InterviewWithout, *, rank: Rank, involved: bool) -> None:
    """A superintendent allows an urgent interview, an inspector one after a change of mind. Code C 6.6, 11.18."""
    least, source = LEAVE[without]
    if rank < least:
        raise refused(f"It takes {_said(least)} or above", source, instead=f"Ask {_said(least)}", field="without")
    if involved:
        raise refused("Whoever investigates does not allow it", source, instead=f"Ask another {least.name.lower()}")


def _said(rank: Rank) -> str:
    return "an inspector" if rank is Rank.INSPECTOR else f"a {rank.name.replace('_', ' ').lower()}"


def _plain(name: str) -> str:
    return " ".join(name.lower().split())

"""Voluntary attendance: free to leave, told so, with the same help as a detainee, and with no clock (CUS-11)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.people import InterviewWithout
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_arrival import C_3_21, C_3_22, CODE_G_2, S29, S60B
from mips.custody.rules.sources_of_investigation import C_12_8, CODE_E
from mips.custody.rules.sources_of_people import C_6_6, C_11_15, C_13_2


class Told(StrEnum):
    """What a volunteer is told before an interview. Code C 3.21."""

    NOT_ARRESTED = "not-under-arrest"
    MAY_LEAVE = "free-to-leave"
    OFFENCE = "offence"
    CAUTION = "caution"
    ADVICE = "legal-advice"
    NOTICE = "notice-given"

    @property
    def label(self) -> str:
        return _TOLD[self]


_TOLD = {
    Told.NOT_ARRESTED: "That they are not under arrest",
    Told.MAY_LEAVE: "That they may leave at any time, unless arrested",
    Told.OFFENCE: "What they are to be interviewed about",
    Told.CAUTION: "The caution",
    Told.ADVICE: "That legal advice is free, private, and theirs at any time",
    Told.NOTICE: "The notice for volunteers was given to them",
}


class Outcome(StrEnum):
    """What came of a voluntary attendance."""

    LEFT = "left"
    NO_ACTION = "no-further-action"
    REPORTED = "reported"
    REQUISITION = "postal-requisition"
    RESOLUTION = "community-resolution"
    NOT_COME = "did-not-come"
    CANCELLED = "cancelled"
    ARRESTED = "arrested"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.LEFT: "Left: enquiries go on",
    Outcome.NO_ACTION: "No further action",
    Outcome.REPORTED: "Reported for a decision about prosecution",
    Outcome.REQUISITION: "Postal requisition",
    Outcome.RESOLUTION: "Community resolution",
    Outcome.NOT_COME: "Did not come",
    Outcome.CANCELLED: "Called off",
    Outcome.ARRESTED: "Arrested",
}

BEFORE_COMING: Final = frozenset({Outcome.NOT_COME, Outcome.CANCELLED})
ENDS_OFFENCES: Final = frozenset({Outcome.NO_ACTION, Outcome.RESOLUTION})
DECIDED_ON: Final = tuple(each for each in Outcome if each is not Outcome.ARRESTED)
"""An arrest is made, not chosen."""


@dataclass(frozen=True, kw_only=True)
class Informed:
    """What a volunteer was told and answered. `why_no_advice`: what they said when asked why they want none."""

    told: Collection[Told]
    advice_wanted: bool
    child: bool
    vulnerable: bool
    adult: str = ""
    interpreter_needed: bool = False
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class BeforeInterview:
    """What is known of a volunteer as an interview begins, and who is in the room."""

    here: bool
    informed: bool
    running: bool
    adult_needed: bool
    adult_decided: bool
    """Who the appropriate adult is has been decided."""
    adult_present: bool
    advice_wanted: bool
    advice_had: bool
    interpreter_needed: bool
    interpreter_present: bool
    recording: str
    not_recorded_why: str
    allowed: frozenset[InterviewWithout] = frozenset()
    """What a senior officer has allowed it without."""


def check_attendance(*, suite: bool, place: str, planned: bool, began: bool, not_arrested_why: str) -> None:
    """Somewhere, at some time, and an arrest is not necessary. PACE 1984 s.29, Code G 2.8."""
    if not suite and not place.strip():
        raise refused("Select the station, or say where they attend", S29, field="place")
    if not planned and not began:
        raise refused("Say for when it is planned, or when they came", S29, field="planned_at")
    if not not_arrested_why.strip():
        raise refused("Say why an arrest is not necessary", CODE_G_2, field="not_arrested_why")


def check_order(at: datetime, *, after: datetime | None, what: str, field: str) -> None:
    """Nobody is interviewed before they came, nor leaves before it. PACE 1984 s.29."""
    if after is not None and to_minute(at) < to_minute(after):
        raise refused(what, S29, field=field)


def check_here(*, began: bool, over: bool) -> None:
    """Only somebody who has come and has not left is told their rights or interviewed. PACE 1984 s.29."""
    if over:
        raise refused("This attendance is over", S29, instead="Plan another")
    if not began:
        raise refused("Nobody has said that they came", S29, instead="Record that they came first")


def adult_needed(*, child: bool, vulnerable: bool | None) -> bool:
    """Under 18, or an adult who is vulnerable. Code C 3.22."""
    return child or bool(vulnerable)


def check_informed(said: Informed) -> None:
    """Everything is told; a child or vulnerable adult has an appropriate adult; the language is known. Code C 3.21."""
    missing = [each.label for each in Told if each not in said.told]
    if missing:
        lowered = "; ".join(each[:1].lower() + each[1:] for each in missing)
        raise refused(f"They are told all of it. Still to tell: {lowered}", C_3_21, field="told")
    if adult_needed(child=said.child, vulnerable=said.vulnerable) and not said.adult.strip():
        who = "Somebody under 18" if said.child else "A vulnerable person"
        raise refused(
            f"{who} is told with an appropriate adult: say who",
            C_3_22,
            instead="If none is here yet, wait for one",
            field="adult",
        )
    if said.interpreter_needed and not said.language.strip():
        raise refused("Say which language they speak", C_13_2, field="language")


def check_interview(known: BeforeInterview) -> None:
    """Told first, with adult, solicitor and interpreter where needed, recorded. Code C 3.21, 6.6, 11.15, 13.2.

    A superintendent may allow an urgent one without them. Code C 11.18.
    """
    check_here(began=known.here, over=False)
    if known.running:
        raise refused("An interview is under way", C_3_21, instead="End it first")
    if not known.informed:
        raise refused("They have not been told their rights", C_3_21, instead="Tell them first")
    _check_who_is_there(known)
    if not known.recording.strip() and not known.not_recorded_why.strip():
        raise refused("Give the reference of the recording, or why there is none", CODE_E, field="recording")


def _check_who_is_there(known: BeforeInterview) -> None:
    """Everybody who must be, or leave to go on without."""
    if known.adult_needed and InterviewWithout.ADULT not in known.allowed:
        _check_adult(known)
    if known.advice_wanted and not known.advice_had and not known.allowed & _WITHOUT_ADVICE:
        raise refused(
            "Legal advice was asked for and not had",
            C_6_6,
            instead="Wait for the solicitor, or record that they no longer want one",
            field="advice_had",
        )
    if known.interpreter_needed and not known.interpreter_present and InterviewWithout.INTERPRETER not in known.allowed:
        raise refused(
            "The interpreter must be there",
            C_13_2,
            instead="Wait for them, or ask a superintendent",
            field="interpreter_present",
        )


_WITHOUT_ADVICE: Final = frozenset({InterviewWithout.SOLICITOR, InterviewWithout.CHANGED_MIND})


def _check_adult(known: BeforeInterview) -> None:
    if not known.adult_decided:
        raise refused(
            "Nobody has decided who the appropriate adult is",
            C_11_15,
            instead="Give rights again with the adult there, and say who they are",
            field="adult_present",
        )
    if not known.adult_present:
        raise refused(
            "The appropriate adult must be there",
            C_11_15,
            instead="Wait for them, or ask a superintendent where it is urgent (Code C 11.18)",
            field="adult_present",
        )


def check_leave_for_volunteer(*, began: bool, over: bool, informed: bool) -> None:
    """Leave is given of somebody who is here and has been told their rights. Code C 3.21, 11.18."""
    check_here(began=began, over=over)
    if not informed:
        raise refused("They have not been told their rights", C_3_21, instead="Tell them first")


def check_break(*, running: bool, paused: bool, resumes: bool) -> None:
    """An interview that goes on is broken off, and one that is broken off is resumed. Code C 12.8."""
    if not running:
        raise refused("No interview is under way", C_12_8)
    if paused and not resumes:
        raise refused("A break goes on already", C_12_8, instead="Record when they resumed")
    if resumes and not paused:
        raise refused("There is no break", C_12_8)


def check_outcome(
    outcome: Outcome,
    *,
    before: Outcome | None,
    came: bool,
    interviewed: bool,
    running: bool,
    notice_given: bool,
    reason: str,
) -> None:
    """One that fits what happened; an interview ends first; no prosecution is told in writing. PACE 1984 s.60B.

    `before` is the outcome so far: only of somebody who left with enquiries going on is it decided again.
    """
    if before not in (None, Outcome.LEFT):
        raise refused(f"It has been decided already: {before.label.lower()}", S29)
    if outcome is Outcome.ARRESTED or (before and outcome is Outcome.LEFT):
        raise refused("Select what came of it", S29, field="outcome")
    if came and outcome in BEFORE_COMING:
        raise refused("They came, so that cannot be what came of it", S29, field="outcome")
    if not came and outcome not in BEFORE_COMING:
        raise refused("They have not come", S29, instead="Record that they came first", field="outcome")
    if running:
        raise refused("An interview is under way", S29, instead="End it first")
    if outcome is Outcome.NO_ACTION and interviewed and not notice_given:
        raise refused(
            "Give or send them the written notice that they will not be prosecuted, and say that it was",
            S60B,
            field="notice_given",
        )
    if not reason.strip():
        raise refused("Say why", S29, field="reason")


def check_arrest_of(*, came: bool, over: bool, running: bool) -> None:
    """Only somebody who came and is still there is arrested there; the interview ends first. PACE 1984 s.29."""
    check_here(began=came, over=over)
    if running:
        raise refused("An interview is under way", S29, instead="End it first")

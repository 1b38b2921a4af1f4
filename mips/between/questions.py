"""Ask: what one domain may need to know of another. Each question has one owner who answers, and a safe default."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, ParamSpec, TypeVar

from mips.access.policy import Actor

P = ParamSpec("P")
R = TypeVar("R")


class Question(Generic[P, R]):
    """Call it to ask. Exactly one domain answers; until one does, everybody gets the safe default."""

    def __init__(self, text: str, *, unanswered: R) -> None:
        self.text, self._unanswered = text, unanswered
        self._answer: Callable[P, R] | None = None

    def answered_by(self, answer: Callable[P, R]) -> Callable[P, R]:
        if self._answer is not None:
            raise RuntimeError(f"{self.text!r} already has an answer")
        self._answer = answer
        return answer

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self._answer(*args, **kwargs) if self._answer else self._unanswered


@dataclass(frozen=True, kw_only=True)
class Held:
    """Where somebody is in custody now."""

    detention_id: uuid.UUID
    suite: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class ChargeFacts:
    """What custody knows of a charge, for the case file: nothing of it is asked again."""

    detention_id: uuid.UUID
    custody_number: str
    arrested_at: datetime | None
    relevant_time: datetime | None
    charged_at: datetime | None
    charged_by: str
    reply: str
    asn: str
    bailed_to: datetime | None
    court: str
    suite: str


@dataclass(frozen=True, kw_only=True)
class CrimeFacts:
    """What investigation knows of a crime, for custody and the case file."""

    crime_id: uuid.UUID
    reference: str
    title: str
    summary: str
    location: str
    committed_from: datetime | None
    committed_until: datetime | None
    officer_id: uuid.UUID | None
    officer: str
    victims: Sequence[Mapping[str, str]]
    """Each: id, name, part."""
    witnesses: Sequence[Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One printing of a document of a record. A working copy was made by somebody for themselves."""

    document: str
    """Key of the Printable."""
    at: datetime
    by: str
    recipient: str
    purpose: str
    working_copy: bool


@dataclass(frozen=True, kw_only=True)
class SearchBefore:
    """A stop and search that led to an arrest, as the custody record has it: part of it (PACE 1984 s.3(2)(a))."""

    search_id: uuid.UUID
    reference: str
    at: datetime
    place: str
    power: str
    searched_for: str
    grounds: str
    outcome: str
    found: str
    self_defined: str
    officer_defined: str
    clothing: str
    officer: str
    """By number only in a terrorism search."""


@dataclass(frozen=True, kw_only=True)
class ForceReported:
    """That an officer wrote down what force they used, for the record it was used in."""

    report_id: uuid.UUID
    officer: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PersonDue:
    """Somebody who is to be dealt with on a day: back on bail, looked at again, or interviewed."""

    person_id: uuid.UUID
    what: str
    """'Returns on bail', 'Released under investigation: look again'..."""
    on: date
    at: datetime | None
    """None: some time that day."""
    where: str
    crime_ids: tuple[uuid.UUID, ...]
    """The crimes that it is about."""


@dataclass(frozen=True, kw_only=True)
class InterviewTold:
    """One interview of a suspect, as custody or the record of a voluntary attendance has it."""

    interview_id: uuid.UUID
    person_id: uuid.UUID
    voluntary: bool
    number: int
    began_at: datetime
    ended_at: datetime | None
    where: str
    present: str
    recording: str
    special_warning: str


held_now: Question[[uuid.UUID], Held | None] = Question("Where is this person in custody now?", unanswered=None)

charge_facts: Question[[Sequence[uuid.UUID]], Sequence[ChargeFacts]] = Question(
    "What is known in custody of the charges on these offences?", unanswered=()
)

crime_officers: Question[[Sequence[uuid.UUID]], Mapping[uuid.UUID, uuid.UUID]] = Question(
    "Who is the officer in each of these crimes that has one, whoever asks?", unanswered={}
)

crime_facts: Question[[Sequence[uuid.UUID]], Sequence[CrimeFacts]] = Question(
    "What is known of these crimes?", unanswered=()
)

people_due: Question[[date], Sequence[PersonDue]] = Question(
    "Who is due back, to be looked at again or to be interviewed by the end of this day, whoever asks?", unanswered=()
)

interviews_about: Question[[Sequence[uuid.UUID]], Sequence[InterviewTold]] = Question(
    "Which interviews were held about these offences, whoever asks?", unanswered=()
)

grounds_of_arrest: Question[[uuid.UUID, Sequence[uuid.UUID]], Sequence[str]] = Question(
    "Why is this person suspected of these offences?", unanswered=()
)

searches_before: Question[[uuid.UUID], Sequence[SearchBefore]] = Question(
    "Which stop and searches are part of this custody record?", unanswered=()
)

force_reported: Question[[str], Sequence[ForceReported]] = Question(
    "Who wrote down force used in the stop, crime or incident of this number, as whoever asks may see?", unanswered=()
)

files_due: Question[[Sequence[uuid.UUID]], Mapping[uuid.UUID, datetime]] = Question(
    "By when is something of the case file of each of these crimes still to be written?", unanswered={}
)

intelligence_from: Question[[Sequence[uuid.UUID], Sequence[uuid.UUID], datetime], int] = Question(
    "How many reports did these officers submit since then about these people?", unanswered=0
)

copies_of: Question[[Actor, uuid.UUID], Sequence[Copy]] = Question(
    "What was printed of this record, the latest first, as far as this person may know?", unanswered=()
)

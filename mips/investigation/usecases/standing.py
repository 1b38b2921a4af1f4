"""How each open crime of some officers stands: what of it is late, due or silent. Two statements, however many.

The first reads the crimes, as whoever asks may see them; the second what presses of each, whoever that concerns. Both
are made once: what they are asked for are parameters.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from mips.between.questions import files_due
from mips.core import clock, db
from mips.core.england import day_of
from mips.core.settings import settings
from mips.investigation.model.crime import CrimeStatus
from mips.investigation.rules import silence
from mips.investigation.rules.pressing import Pressing, midnight
from mips.investigation.rules.silence import Doing, Last
from mips.investigation.usecases.pressing import AT_LAB, STATED, WITH_CPS, counts, open_crimes, rows, waiting
from mips.record.reference.lookup import title_of

BEFORE_COURT: Final = frozenset({CrimeStatus.WITH_CPS, CrimeStatus.CHARGED, CrimeStatus.AWAITING_COURT})
_OUTSIDE: Final = {WITH_CPS: "the Crown Prosecution Service", AT_LAB: "the laboratory"}


class Standing(NamedTuple):
    """One open crime, and what of it presses."""

    id: uuid.UUID
    reference: str | None
    label: str
    status: CrimeStatus
    officer_id: uuid.UUID | None
    since: datetime
    """When it was recorded."""
    review_due_at: datetime | None
    file_due_at: datetime | None
    victim_due_on: date | None
    """The last day of the promise to a victim that is due first; None: nothing is owed."""
    victims_due: bool
    """That day is today or has passed."""
    actions_overdue: int
    pressing: frozenset[Pressing]
    last: Last | None
    """What was last done on it, by the time `at`."""
    at: datetime
    waits: str
    """What it waits for; empty: nothing outside."""

    @property
    def is_silent(self) -> bool:
        return Pressing.SILENT in self.pressing

    @property
    def silent(self) -> str:
        """Why it is silent; empty: it is not."""
        return silence.why_silent(self.last, now=self.at) if self.is_silent else ""


class Counted(NamedTuple):
    """How many, and since when the oldest of them is recorded."""

    many: int
    oldest: datetime | None


NONE: Final = Counted(0, None)
Figures = Mapping[uuid.UUID | None, Mapping[Pressing, Counted]]
"""Of each officer, and under None of everybody."""


@dataclass(frozen=True)
class OpenCrimes:
    """Open crimes as the first statement gives them, the oldest first."""

    seen: Sequence[Any]

    def asked(self) -> dict[str, Any]:
        """What the second statement is asked of them, at this moment."""
        now = clock.now()
        files = self._files()
        return {
            "these_id": [crime.id for crime in self.seen],
            "these_officer_id": [crime.officer_id for crime in self.seen],
            "these_since": [crime.since for crime in self.seen],
            "these_with_cps": [crime.status is CrimeStatus.WITH_CPS for crime in self.seen],
            "these_file_due_at": [files.get(crime.id) for crime in self.seen],
            "now": now,
            "today": day_of(now),
            "tonight": midnight(now, days=1),
            "yesterday": midnight(now, days=-1),
            "silent_since": silence.silent_since(now, settings().silent_days),
        }

    def _files(self) -> Mapping[uuid.UUID, datetime]:
        charged = [crime.id for crime in self.seen if crime.status in BEFORE_COURT]
        return files_due(charged) if charged else {}


def crimes_with(officers: Sequence[uuid.UUID], teams: Sequence[uuid.UUID] = ()) -> OpenCrimes:
    """The open crimes that these officers have, and those that wait with these teams for somebody to have them.

    Ids and not selects of them: so the server begins at the index of open crimes, whatever the force has.
    """
    waits = db.session.scalars(waiting(), {"teams": list(teams)}).all() if teams else []
    return OpenCrimes(db.session.execute(open_crimes(), {"officers": list(officers), "waiting": waits}).all())


def figures(crimes: OpenCrimes) -> Figures:
    """How many of them press in each way."""
    if not crimes.seen:
        return {}
    found = {}
    for officer_id, of_all, *figure in db.session.execute(counts(), crimes.asked()):
        half = len(figure) // 2
        each = {what: Counted(*pair) for what, *pair in zip(Pressing, figure[:half], figure[half:], strict=True)}
        if of_all or officer_id is not None:
            found[officer_id] = each
    return found


def standings(crimes: OpenCrimes) -> list[Standing]:
    """Each of them, and what of it presses."""
    if not crimes.seen:
        return []
    asked = crimes.asked()
    due = {each.id: each for each in db.session.execute(rows(), asked)}
    return [_stands(crime, due[crime.id], asked) for crime in crimes.seen]


def _stands(crime: Any, due: Any, asked: Mapping[str, Any]) -> Standing:
    return Standing(
        id=crime.id,
        reference=crime.reference,
        label=crime.label,
        status=crime.status,
        officer_id=crime.officer_id,
        since=crime.since,
        review_due_at=due.review_due_at,
        file_due_at=due.file_due_at,
        victim_due_on=due.victim_due_on,
        victims_due=due.victim_due_on is not None and due.victim_due_on <= asked["today"],
        actions_overdue=due.actions_overdue,
        pressing=frozenset(what for what in Pressing if getattr(due, what.name)),
        last=Last(Doing(due.last_what), due.last_at) if due.last_at else None,
        at=asked["now"],
        waits=_said(due.waits),
    )


def _said(waits: str) -> str:
    if waits.startswith(STATED):
        return title_of(silence.WAITS_FOR, waits.removeprefix(STATED))
    return _OUTSIDE.get(waits, "")

"""The sergeant's board: how each officer's open crimes stand, and what came in. Each figure is a list (F32)."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

import sqlalchemy as sa

from mips.access.model import RoleHeld, TeamMember, User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.questions import files_due
from mips.core import clock, db
from mips.investigation.model.crime import CrimeStatus
from mips.investigation.rules.pressing import ABOVE, Pressing
from mips.investigation.usecases.making import INVESTIGATORS
from mips.investigation.usecases.standing import Standing, standings, waiting_with
from mips.usecase import usecase
from mips.web.spoken import in_london

BEFORE_COURT = frozenset({CrimeStatus.WITH_CPS, CrimeStatus.CHARGED, CrimeStatus.AWAITING_COURT})


@dataclass(frozen=True)
class Crimes:
    """Open crimes of a team, with when their files are due, and what of them presses at a moment."""

    rows: Sequence[Standing]
    files: Mapping[uuid.UUID, datetime]
    at: datetime
    officers: Sequence[User] = ()

    def of(self, what: Pressing, officer_id: uuid.UUID | None = None) -> list[Standing]:
        """Those that one figure of the board counts, the oldest first."""
        return self._counted[officer_id][what]

    @cached_property
    def _counted(self) -> Mapping[uuid.UUID | None, Mapping[Pressing, list[Standing]]]:
        """Each figure, of everybody and of each officer: worked out once, for a board asks many times over."""
        tonight, yesterday = _midnight(self.at, days=1), _midnight(self.at, days=-1)
        found: defaultdict[uuid.UUID | None, defaultdict[Pressing, list[Standing]]]
        found = defaultdict(lambda: defaultdict(list))
        for row in self.rows:
            pressing = list(self._pressing(row, tonight, yesterday))
            for counted in [found[those] for those in {None, row.officer_id}]:
                for what in pressing:
                    counted[what].append(row)
        return found

    def _pressing(self, row: Standing, tonight: datetime, yesterday: datetime) -> Iterator[Pressing]:
        presses = {
            Pressing.ALL: row.officer_id,
            Pressing.SILENT: row.is_silent,
            Pressing.VICTIMS: row.victims_overdue,
            Pressing.REVIEWS: row.review_due_at and row.review_due_at < tonight,
            Pressing.ACTIONS: row.actions_overdue,
            Pressing.FILES: self._file_due(row, tonight),
            Pressing.CAME_IN: row.since >= yesterday,
            Pressing.UNALLOCATED: row.officer_id is None,
            Pressing.UNASSESSED: row.unassessed,
        }
        return (what for what, applies in presses.items() if applies)

    def _file_due(self, row: Standing, tonight: datetime) -> bool:
        due = self.files.get(row.id) if self.files else None
        return due is not None and due < tonight

    def shown(self) -> Iterator[uuid.UUID]:
        return (row.id for row in self.rows)


@dataclass(frozen=True)
class TeamBoard:
    """The officers of one's teams and their crimes."""

    officers: Sequence[User]
    crimes: Crimes

    def count(self, what: Pressing, officer: User | None = None) -> int:
        return len(self.crimes.of(what, officer.id if officer else None))

    def oldest(self, what: Pressing, officer: User | None = None) -> datetime | None:
        rows = self.crimes.of(what, officer.id if officer else None)
        return rows[0].since if rows else None

    @property
    def above(self) -> list[tuple[Pressing, int, datetime | None]]:
        """What stands above the officers: each figure with since when its oldest is recorded."""
        return [(what, self.count(what), self.oldest(what)) for what in ABOVE]

    def shown(self) -> Iterable[uuid.UUID]:
        """None: figures tell no crime apart, and each leads to the list that does."""
        return ()


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def read_team_board(actor: Actor) -> TeamBoard:
    """How the open crimes of one's teams stand, an officer a line."""
    team = _team(actor)
    crimes = _crimes(actor, team)
    busy = {row.officer_id for row in crimes.rows}
    return TeamBoard([user for user, investigates in team if investigates or user.id in busy], crimes)


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def list_team_crimes(actor: Actor, *, what: Pressing = Pressing.ALL, officer_id: uuid.UUID | None = None) -> Crimes:
    """The crimes that one figure of the board counts: of everybody, or of one officer."""
    team = _team(actor)
    crimes = _crimes(actor, team)
    return Crimes(crimes.of(what, officer_id), crimes.files, crimes.at, [user for user, _ in team])


def _crimes(actor: Actor, team: Sequence[tuple[User, bool]]) -> Crimes:
    rows = standings([user.id for user, _ in team], waiting_with(actor.teams))
    charged = [row.id for row in rows if row.status in BEFORE_COURT]
    return Crimes(rows, files_due(charged) if charged else {}, clock.now())


def _team(actor: Actor) -> Sequence[tuple[User, bool]]:
    """Everybody in one's teams by name, and whether they have a role that investigates."""
    members = sa.select(TeamMember.user_id).where(TeamMember.team_id.in_(actor.teams))
    investigate = sa.select(RoleHeld.user_id).where(
        RoleHeld.role.in_(INVESTIGATORS), RoleHeld.approved_at.is_not(None), RoleHeld.ended_at.is_(None)
    )
    theirs = sa.select(User, User.id.in_(investigate)).where(User.id.in_(members)).order_by(User.name, User.id)
    return [(user, investigates) for user, investigates in db.session.execute(theirs)]


def _midnight(at: datetime, *, days: int) -> datetime:
    """The beginning, in London, of the day so many days from the one that `at` is in."""
    return in_london(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.CONSULTED)
def read_my_pressing(actor: Actor) -> Crimes:
    """One's own open crimes that ask something today which is no task: a victim to tell, or silence to end."""
    rows = standings([actor.id])
    today = [row for row in rows if row.victims_due or row.is_silent]
    return Crimes(today, {}, clock.now())

"""The sergeant's board: how each officer's open crimes stand, and what came in. Each figure is a list (F32)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from mips.access.model import RoleHeld, TeamMember, User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.investigation.rules.pressing import ABOVE, Pressing
from mips.investigation.usecases.making import INVESTIGATORS
from mips.investigation.usecases.standing import NONE, Counted, Figures, Standing, crimes_with, figures, standings
from mips.usecase import usecase


@dataclass(frozen=True)
class Crimes:
    """Some open crimes, the oldest first, and who may have them."""

    rows: Sequence[Standing]
    officers: Sequence[User] = ()

    def shown(self) -> Iterator[uuid.UUID]:
        return (row.id for row in self.rows)


@dataclass(frozen=True)
class TeamBoard:
    """The officers of one's teams, and how many of their crimes press in each way."""

    officers: Sequence[User]
    figures: Figures

    def count(self, what: Pressing, officer: User | None = None) -> int:
        return self._figure(what, officer).many

    def oldest(self, what: Pressing, officer: User | None = None) -> datetime | None:
        return self._figure(what, officer).oldest

    def _figure(self, what: Pressing, officer: User | None) -> Counted:
        return self.figures.get(officer.id if officer else None, {}).get(what, NONE)

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
    found = figures(crimes_with([user.id for user, _ in team], actor.teams))
    return TeamBoard([user for user, investigates in team if investigates or user.id in found], found)


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def list_team_crimes(actor: Actor, *, what: Pressing = Pressing.ALL, officer_id: uuid.UUID | None = None) -> Crimes:
    """The crimes that one figure of the board counts: of everybody, or of one officer."""
    team = _team(actor)
    every = standings(crimes_with([user.id for user, _ in team], actor.teams))
    rows = [row for row in every if what in row.pressing and officer_id in (None, row.officer_id)]
    return Crimes(rows, [user for user, _ in team])


def _team(actor: Actor) -> Sequence[tuple[User, bool]]:
    """Everybody in one's teams by name, and whether they have a role that investigates."""
    return [(user, yes) for user, yes in db.session.execute(_members(), {"teams": list(actor.teams)})]


@cache
def _members() -> Any:
    teams = sa.any_(sa.bindparam("teams", type_=ARRAY(sa.Uuid())))
    members = sa.select(TeamMember.user_id).where(TeamMember.team_id == teams)
    investigate = sa.select(RoleHeld.user_id).where(
        RoleHeld.role.in_(INVESTIGATORS), RoleHeld.approved_at.is_not(None), RoleHeld.ended_at.is_(None)
    )
    return sa.select(User, User.id.in_(investigate)).where(User.id.in_(members)).order_by(User.name, User.id)


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.CONSULTED)
def read_my_pressing(actor: Actor) -> Crimes:
    """One's own open crimes that ask something today which is no task: a victim to tell, or silence to end."""
    return Crimes([row for row in standings(crimes_with([actor.id])) if row.victims_due or row.is_silent])

"""What is known of a user at the door, in the columns of one query: it is asked at every request."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Select, Text, Uuid, bindparam, cast, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from mips.access.model import ActingRank, RoleHeld, TeamMember, User, roles_counted
from mips.access.permissions import Permission, Rank, Role
from mips.access.policy import ActedAs, Actor, Marking
from mips.accounts.model import Tie
from mips.record.model.event import Involvement

NOW: Final[BindParameter[datetime]] = bindparam("now")
_IDS: Final = ARRAY(Uuid())


def columns_of_standing() -> tuple[Any, ...]:
    """Columns over User that `actor_of` reads; the parameter `now` is the time of asking."""
    return (
        User.id.label("user_id"),
        User.name,
        User.collar_number,
        User.rank,
        User.clearance,
        _array(_roles(), ARRAY(Text())).label("roles"),
        _array(_teams(), _IDS).label("teams"),
        _acting().label("acting"),
        _array(_records_tied_to(), _IDS).label("known_ids"),
    )


def actor_of(row: Any, *, now: datetime, scopes: frozenset[Permission] | None = None) -> Actor:
    """Them as an actor, before it is known what for. `row` holds `columns_of_standing`."""
    acted = tuple(ActedAs(Rank(rank), *map(datetime.fromisoformat, period)) for rank, *period in row.acting)
    substantive = Rank(row.rank)
    return Actor(
        id=row.user_id,
        name=row.name,
        collar=row.collar_number,
        roles=roles_counted(map(Role, row.roles)),
        rank=max([substantive, *(each.rank for each in acted if each.holds_at(now))]),
        substantive=substantive,
        acted=acted,
        teams=tuple(row.teams),
        clearance=Marking(row.clearance),
        scopes=scopes,
        known_ids=frozenset(row.known_ids),
    )


def _array(rows: Any, kind: ARRAY[Any]) -> ColumnElement[Any]:
    return func.array(rows.scalar_subquery(), type_=kind)


def _teams() -> Select[Any]:
    return select(TeamMember.team_id).where(TeamMember.user_id == User.id).correlate(User)


def _roles() -> Select[Any]:
    counts = (RoleHeld.approved_at.is_not(None), or_(RoleHeld.ended_at.is_(None), RoleHeld.ended_at > NOW))
    return select(cast(RoleHeld.role, Text)).where(RoleHeld.user_id == User.id, *counts).correlate(User)


def _acting() -> ColumnElement[Any]:
    """Every rank they acted in, [rank, from, until]: an authority asks for the rank at the time of the act (RL-2)."""
    period = func.jsonb_build_array(ActingRank.rank, ActingRank.starts_at, ActingRank.ends_at)
    approved = (ActingRank.user_id == User.id, ActingRank.approved_at.is_not(None))
    gathered = func.coalesce(func.jsonb_agg(period), func.jsonb_build_array(), type_=JSONB())
    return select(gathered).where(*approved).correlate(User).scalar_subquery()


def _records_tied_to() -> Any:
    """The ids of persons that the user is tied to, and of the events those have a part in (RL-6)."""
    live = (Tie.user_id == User.id, Tie.ended_at.is_(None))
    persons = select(Tie.person_id).where(*live).correlate(User)
    parts = select(Involvement.event_id).join(Tie, Tie.person_id == Involvement.party_id).where(*live)
    return persons.union_all(parts.correlate(User))

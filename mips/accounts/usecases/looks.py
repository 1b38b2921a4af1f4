"""Reading the journal: who looked at a record, and what somebody did. Reading it is itself journalled.

Supervisors read the lines of their own team, without the values; professional standards and the data protection officer
read all lines. Professional standards are never listed to anybody else (RL-5).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, any_, func, literal, or_, select

from mips.access.matrix import Scope
from mips.access.model import TeamMember, User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor, Limited
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import JournalDetail, JournalEntry, Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import InputInvalid, NotFound
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.usecase import usecase
from mips.web.keyset import Page, paged

AccessLog: Final = Permission.ACCOUNTS_ACCESS_LOG_READ
USUAL_PERIOD: Final = timedelta(days=31)
FEW: Final = 3
LONGEST_PERIOD: Final = timedelta(days=366)
"""A year at a time: without a period every month's partition would be visited (CNT-10)."""


@dataclass(frozen=True)
class Named:
    """A record a line speaks of, as far as its reader may know it."""

    kind: str
    reference: str
    label: str


@dataclass(frozen=True)
class Looks:
    """Lines of the journal about one record or one user, newest first."""

    about: Base
    title: str
    page: Page[JournalEntry]
    details: Mapping[uuid.UUID, Mapping[str, Any]] = field(default_factory=dict)
    """What each line says, by its id, for those who may read values."""
    named: Mapping[uuid.UUID, Named] = field(default_factory=dict)

    def shown(self) -> Iterable[Base]:
        return (self.about,)


@usecase(AccessLog, verb=Verb.CONSULTED, limited=Limited.MASKED)
def who_looked(
    actor: Actor,
    *,
    entity_id: uuid.UUID,
    since: datetime | None = None,
    until: datetime | None = None,
    after: str | None = None,
    size: int = 25,
) -> Looks:
    """Who looked at one record, or changed it, in a period: the last month unless it is given."""
    entity = _entity(actor, entity_id)
    of_it = and_(JournalEntry.subject_kind == "entity", JournalEntry.subject_id == entity_id)
    page = _lines(actor, or_(of_it, JournalEntry.subjects.contains([entity_id])), since, until, after, size)
    title = f"{entity.kind.replace('_', ' ')} {entity.reference or entity.label}".strip()
    return Looks(entity, title, page, _details(actor, page.rows))


@usecase(AccessLog, verb=Verb.CONSULTED, limited=Limited.MASKED)
def what_they_did(
    actor: Actor,
    *,
    user_id: uuid.UUID,
    since: datetime | None = None,
    until: datetime | None = None,
    after: str | None = None,
    size: int = 25,
) -> Looks:
    """What one user looked at and changed, in a period: the last month unless it is given."""
    user = fetch(User, user_id)
    if _own_team_only(actor) and not _in_my_teams(actor, user_id):
        raise NotFound("No such user")
    page = _lines(actor, JournalEntry.actor_id == user_id, since, until, after, size)
    return Looks(user, f"{user.collar_number} {user.name}", page, _details(actor, page.rows), _named(actor, page.rows))


@usecase(AccessLog, verb=Verb.CONSULTED, limited=Limited.MASKED)
def find_subject(actor: Actor, *, text: str) -> Base:
    """The user with this collar number, or the record with this reference, to read the journal of."""
    user = db.session.scalars(select(User).where(User.collar_number == text.upper())).one_or_none()
    if user is not None and not (_own_team_only(actor) and not _in_my_teams(actor, user.id)):
        return user
    by_reference = _seen_by(actor, select(Entity).where(Entity.reference == text.upper()))
    entity = db.session.scalars(by_reference).one_or_none()
    if entity is None:
        raise NotFound("No user has this collar number, and no record this reference")
    return entity


def _own_team_only(actor: Actor) -> bool:
    return actor.grants[AccessLog].scope < Scope.FORCE


def _in_my_teams(actor: Actor, user_id: uuid.UUID) -> bool:
    mine = (TeamMember.user_id == user_id, TeamMember.team_id.in_(actor.teams))
    return db.session.scalar(select(TeamMember.id).where(*mine).limit(1)) is not None


def _entity(actor: Actor, entity_id: uuid.UUID) -> Entity:
    entity = db.session.scalars(_seen_by(actor, select(Entity).where(Entity.id == entity_id))).one_or_none()
    if entity is None:
        raise NotFound("No such record")
    return entity


def _seen_by(actor: Actor, records: Select[Entity]) -> Select[Entity]:
    """Who reads all logs reads them of records whose content they may not see; of those they see the reference."""
    return records if _own_team_only(actor) else records.execution_options(**UNSEEN_TOO)


def _lines(
    actor: Actor,
    which: ColumnElement[bool],
    since: datetime | None,
    until: datetime | None,
    after: str | None,
    size: int,
) -> Page[JournalEntry]:
    until = until or clock.now() + timedelta(days=1)
    since = since or until - USUAL_PERIOD
    if not timedelta() < until - since <= LONGEST_PERIOD:
        raise InputInvalid({"since": [f"Choose a period of {LONGEST_PERIOD.days} days or fewer"]})
    found = select(JournalEntry).where(which, JournalEntry.at >= since, JournalEntry.at < until, *_allowed(actor))
    return paged(db.session, found, by=[JournalEntry.at.desc(), JournalEntry.id.desc()], after=after, size=size)


def _allowed(actor: Actor) -> Sequence[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = []
    if Role.PROFESSIONAL_STANDARDS not in actor.roles:
        roles = func.string_to_array(JournalEntry.actor_role, " ")
        limits.append(~(literal(Role.PROFESSIONAL_STANDARDS.value) == any_(roles)))
    if _own_team_only(actor):
        colleagues = select(TeamMember.user_id).where(TeamMember.team_id.in_(actor.teams))
        limits.append(JournalEntry.actor_id.in_(colleagues))
    return limits


def _details(actor: Actor, entries: Sequence[JournalEntry]) -> Mapping[uuid.UUID, Mapping[str, Any]]:
    """The values of these lines, for those whose form is not the limited one."""
    if not entries or not actor.sees_all_of(AccessLog):
        return {}
    times = [entry.at for entry in entries]
    around = (JournalDetail.at >= min(times) - timedelta(days=1), JournalDetail.at <= max(times) + timedelta(days=1))
    found = select(JournalDetail).where(JournalDetail.entry_id.in_([entry.id for entry in entries]), *around)
    return {detail.entry_id: detail.values for detail in db.session.scalars(found)}


def spoken_of(entry: JournalEntry) -> Sequence[uuid.UUID]:
    """The records a line is about: its subject, or the first few that a list showed."""
    if entry.subjects is not None:
        return entry.subjects[:FEW]
    return [entry.subject_id] if entry.subject_id else []


def _named(actor: Actor, entries: Sequence[JournalEntry]) -> Mapping[uuid.UUID, Named]:
    """The records that lines speak of: in full where their reader may see them, else by reference or not at all."""
    ids = {each for entry in entries for each in spoken_of(entry)}
    visible = {row.id: row for row in db.session.scalars(select(Entity).where(Entity.id.in_(ids)))} if ids else {}
    hidden = ids - visible.keys()
    named = {row.id: Named(row.kind, row.reference or "", row.label) for row in visible.values()}
    people = db.session.scalars(select(User).where(User.id.in_(hidden))) if hidden else ()
    named |= {row.id: Named("user", row.collar_number, row.name) for row in people}
    if hidden and not _own_team_only(actor):
        columns = select(Entity).where(Entity.id.in_(hidden)).execution_options(**UNSEEN_TOO)
        named |= {row.id: Named(row.kind, row.reference or "", "") for row in db.session.scalars(columns)}
    return named

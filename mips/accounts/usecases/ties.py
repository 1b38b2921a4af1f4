"""Ties of users to people on the record: declared by oneself, ended by somebody else, told on when looked at (RL-6)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.model import TeamMember, User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.accounts.holders import holders_of
from mips.accounts.model import Tie, TieKind
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import Forbidden, InputInvalid, NotFound
from mips.record.model.person import Person
from mips.record.model.work import Task, TaskUrgency
from mips.usecase import usecase


@usecase(Permission.ACCOUNTS_OWN_READ, verb=Verb.CONSULTED)
def list_own_ties(actor: Actor) -> list[Tie]:
    """Whom one has said that one is tied to, and has not been released from."""
    mine = select(Tie).where(Tie.user_id == actor.id, Tie.ended_at.is_(None)).options(joinedload(Tie.person))
    return list(db.session.scalars(mine.order_by(Tie.created_at)))


@usecase(Permission.ACCOUNTS_OWN_UPDATE, verb=Verb.COLLECTED)
def declare_tie(actor: Actor, *, person_id: uuid.UUID, kind: TieKind, note: str = "") -> Tie:
    """Say that a person on the record is oneself, family, a friend or a colleague. Looks at them are asked about."""
    if db.session.scalar(select(Person.id).where(Person.id == person_id)) is None:
        raise InputInvalid({"person_id": ["Select a person that is on the record"]})
    live = select(Tie.id).where(Tie.user_id == actor.id, Tie.person_id == person_id, Tie.ended_at.is_(None))
    if db.session.scalar(live) is not None:
        raise InputInvalid({"person_id": ["You have said so already"]})
    tie = Tie(user_id=actor.id, person_id=person_id, kind=kind, note=note)
    db.session.add(tie)
    return tie


@usecase(Permission.ACCOUNTS_USER_APPROVE, verb=Verb.CONSULTED)
def list_ties_of(actor: Actor, *, user_id: uuid.UUID) -> list[Tie]:
    """What somebody has said of themselves, for professional standards: the kind and since when, not the person."""
    theirs = select(Tie).where(Tie.user_id == user_id, Tie.ended_at.is_(None)).order_by(Tie.created_at)
    return list(db.session.scalars(theirs.execution_options(**UNSEEN_TOO)))


@usecase(Permission.ACCOUNTS_USER_APPROVE, verb=Verb.ALTERED)
def end_tie(actor: Actor, *, tie_id: uuid.UUID, why: str) -> Tie:
    """A tie that is no more, or never was: ended by professional standards, never by the one who has it."""
    tie = db.session.scalars(select(Tie).where(Tie.id == tie_id).execution_options(**UNSEEN_TOO)).one_or_none()
    if tie is None or tie.ended_at is not None:
        raise NotFound("No such tie")
    if tie.user_id == actor.id:
        raise Forbidden("Somebody else ends a tie of yours")
    tie.ended_at, tie.ended_by_id, tie.ended_why = clock.now(), actor.id, why
    return tie


def tell_of_look(actor: Actor, about: str, said: str) -> None:
    """Somebody gave a reason to open a record of a person they are tied to: whoever leads their team is told.

    Where nobody leads it, professional standards are. The one who looks learns nothing of it.
    """
    record = next((each for each in actor.known_ids if str(each) == about), None)
    if record is None:
        return
    person = db.session.scalars(select(Person).where(Person.id == record)).one_or_none()
    named = f"{person.reference or person.full_name}" if person else "a record"
    for told in _who_is_told(actor):
        db.session.add(
            Task(
                title="Somebody opened a record of a person they are tied to",
                detail=f"{actor.name} {actor.collar} opened {named}. Reason: {said}.",
                urgency=TaskUrgency.URGENT,
                assignee_id=told,
                raised_by_id=actor.id,
            )
        )


def _who_is_told(actor: Actor) -> Iterable[uuid.UUID]:
    leads = select(TeamMember.user_id).join(User, User.id == TeamMember.user_id)
    leading = leads.where(
        TeamMember.team_id.in_(actor.teams),
        TeamMember.leads.is_(True),
        TeamMember.user_id != actor.id,
        User.disabled_at.is_(None),
    )
    found: Sequence[uuid.UUID] = db.session.scalars(leading).all() if actor.teams else ()
    return set(found) or set(_professional_standards(actor))


def _professional_standards(actor: Actor) -> Sequence[uuid.UUID]:
    return [user.id for user in holders_of(Role.PROFESSIONAL_STANDARDS) if user.id != actor.id]

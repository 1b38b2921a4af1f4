"""However a query is written, a record beyond the reader does not come back, nor do the rows that hang on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload, with_polymorphic

from mips.access.model import RestrictionGrant
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor, Handling, Marking, Restriction
from mips.access.visibility import UNSEEN_TOO, onlooker, purpose
from mips.core import clock
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Suite
from mips.record.model.entity import Entity
from mips.record.model.event import Link
from mips.record.model.person import NameKind, Person, PersonName
from mips.record.model.work import Task
from tests.build import NOON

other = aliased(Person)


@contextmanager
def looking(actor: Actor) -> Iterator[None]:
    token = onlooker.set(actor)
    try:
        yield
    finally:
        onlooker.reset(token)


def found(*rows: Any) -> list[Any]:
    return [row for row in rows if row]


WAYS = {
    "select": lambda s, p: s.scalars(sa.select(Person).where(Person.id == p)).all(),
    "root": lambda s, p: s.scalars(sa.select(Entity).where(Entity.id == p)).all(),
    "polymorphic": lambda s, p: s.scalars(sa.select(with_polymorphic(Entity, [Person])).where(Entity.id == p)).all(),
    "get": lambda s, p: found(s.get(Person, p)),
    "count": lambda s, p: found(s.scalar(sa.select(sa.func.count()).select_from(Person).where(Person.id == p))),
    "count column": lambda s, p: found(s.scalar(sa.select(sa.func.count(Person.id)).where(Person.id == p))),
    "column": lambda s, p: s.scalars(sa.select(Person.family_name).where(Person.id == p)).all(),
    "alias": lambda s, p: s.scalars(sa.select(other).where(other.id == p)).all(),
    "join": lambda s, p: s.scalars(sa.select(PersonName).join(PersonName.person).where(Person.id == p)).all(),
    "child": lambda s, p: s.scalars(sa.select(PersonName).where(PersonName.person_id == p)).all(),
    "child column": lambda s, p: s.scalars(sa.select(PersonName.family_name).where(PersonName.person_id == p)).all(),
    "child count": lambda s, p: found(
        s.scalar(sa.select(sa.func.count()).select_from(PersonName).where(PersonName.person_id == p))
    ),
    "selectin": lambda s, p: s.scalars(
        sa.select(Person).where(Person.id == p).options(selectinload(Person.names))
    ).all(),
    "joined": lambda s, p: s.scalars(
        sa.select(PersonName).where(PersonName.person_id == p).options(joinedload(PersonName.person))
    ).all(),
    "has": lambda s, p: s.scalars(sa.select(PersonName).where(PersonName.person.has(Person.id == p))).all(),
    "any": lambda s, p: s.scalars(
        sa.select(Person).where(Person.names.any(PersonName.kind == NameKind.LEGAL), Person.id == p)
    ).all(),
    "union": lambda s, p: s.execute(
        sa.union_all(sa.select(Person.id).where(Person.id == p), sa.select(Person.id).where(Person.id == p))
    ).all(),
    "subquery": lambda s, p: s.scalars(
        sa.select(Task).where(Task.entity_id.in_(sa.select(Person.id).where(Person.id == p)))
    ).all(),
    "cte": lambda s, p: s.execute(sa.select(sa.select(Person.id).where(Person.id == p).cte())).all(),
    "hanging task": lambda s, p: s.scalars(sa.select(Task).where(Task.entity_id == p)).all(),
    "link": lambda s, p: s.scalars(sa.select(Link).where(Link.to_id == p)).all(),
}

HIDINGS = {
    "marking": {"marking": int(Marking.OFFICIAL_SENSITIVE)},
    "handling": {"handling": Handling.CONDITIONS},
    "team": {"restriction": Restriction.TEAM},
    "named": {"restriction": Restriction.NAMED},
    "silent": {"restriction": Restriction.SILENT},
}


@pytest.fixture
def scene(build):
    """A person with a name, a task and a link from somebody open."""

    def make(**fields):
        person, friend, user = build.person(**fields), build.person(), build.user(Role.OFFICER)
        build.add(Task(entity_id=person.id, title="See them", raised_by_id=user.id))
        build.add(Link(from_id=friend.id, to_id=person.id, type="friend", known_from_id=friend.id))
        return person

    return make


@pytest.mark.parametrize("way", WAYS)
def test_hidden_person_stays_hidden(way, scene, build, db_session):
    person = scene(restriction=Restriction.NAMED)
    actor = build.actor(Role.OFFICER)
    db_session.expunge_all()
    with looking(actor):
        assert not WAYS[way](db_session, person.id)


@pytest.mark.parametrize("way", WAYS)
def test_open_person_is_found_every_way(way, scene, build, db_session):
    person, actor = scene(), build.actor(Role.OFFICER)
    db_session.expunge_all()
    with looking(actor):
        assert WAYS[way](db_session, person.id)


@pytest.mark.parametrize("why", HIDINGS)
def test_each_part_of_the_access_model_hides(why, build, db_session):
    person, actor = build.person(**HIDINGS[why]), build.actor(Role.OFFICER, clearance=int(Marking.OFFICIAL))
    db_session.expunge_all()
    with looking(actor):
        assert not WAYS["select"](db_session, person.id)
        assert not WAYS["child"](db_session, person.id)


def test_a_role_that_may_not_read_the_kind_sees_none_of_it(build, db_session):
    person, actor = build.person(), build.actor(Role.SYSTEM_ADMINISTRATOR)
    db_session.expunge_all()
    with looking(actor):
        assert not WAYS["root"](db_session, person.id)


def test_the_owner_the_team_and_the_named_see_what_is_restricted(build, db_session):
    team, owner = build.team(), build.user(Role.OFFICER)
    mate, named = build.user(Role.OFFICER, team=team), build.user(Role.OFFICER)
    for_team = build.person(restriction=Restriction.TEAM, team_id=team.id, owner_id=owner.id)
    for_named = build.person(restriction=Restriction.NAMED, owner_id=owner.id)
    build.add(RestrictionGrant(entity_id=for_named.id, user_id=named.id, granted_by_id=owner.id, why="enquiry"))
    sees = {}
    actors = {"owner": owner.as_actor(), "mate": mate.as_actor(), "named": named.as_actor()}
    for who, actor in actors.items():
        db_session.expunge_all()
        with looking(actor):
            sees[who] = [bool(WAYS["select"](db_session, p.id)) for p in (for_team, for_named)]
    assert sees == {"owner": [True, True], "mate": [True, False], "named": [False, True]}


def test_a_withdrawn_grant_hides_again(build, db_session):
    person, named = build.person(restriction=Restriction.NAMED), build.user(Role.OFFICER)
    build.add(
        RestrictionGrant(
            entity_id=person.id, user_id=named.id, granted_by_id=named.id, why="x", withdrawn_at=clock.now()
        )
    )
    actor = named.as_actor()
    db_session.expunge_all()
    with looking(actor):
        assert not WAYS["select"](db_session, person.id)


def test_two_people_get_two_answers_from_one_compiled_statement(build, db_session):
    owner, stranger = build.user(Role.OFFICER), build.actor(Role.OFFICER)
    person = build.person(restriction=Restriction.NAMED, owner_id=owner.id)
    answers, mine = [], owner.as_actor()
    for actor in (mine, stranger, mine):
        db_session.expunge_all()
        with looking(actor):
            answers.append(bool(WAYS["select"](db_session, person.id)))
    assert answers == [True, False, True]


ROUND_ABOUT = {
    "table": lambda s, p: s.execute(sa.select(Person.__table__).where(Person.__table__.c.id == p)).all(),
    "root table": lambda s, p: s.execute(sa.select(sa.column("id")).select_from(Entity.__table__)).all(),
    "child table": lambda s, p: s.execute(sa.select(PersonName.__table__.c.family_name)).all(),
    "text": lambda s, p: s.execute(sa.text("SELECT * FROM person")).all(),
    "exists": lambda s, p: s.execute(sa.select(sa.exists().where(Person.id == p))).all(),
    "table in a subquery": lambda s, p: s.scalars(
        sa.select(Task).where(Task.entity_id.in_(sa.select(Entity.__table__.c.id)))
    ).all(),
}


@pytest.mark.parametrize("way", ROUND_ABOUT)
def test_a_way_round_the_filter_raises(way, build, db_session):
    person, actor = build.person(restriction=Restriction.NAMED), build.actor(Role.OFFICER)
    db_session.expunge_all()
    with looking(actor), pytest.raises((RuntimeError, sa.exc.SAWarning)):
        ROUND_ABOUT[way](db_session, person.id)


def test_a_lazy_parent_that_is_hidden_is_none(build, db_session):
    hidden, actor = build.person(restriction=Restriction.NAMED), build.actor(Role.OFFICER)
    task = build.add(Task(entity_id=hidden.id, title="x", raised_by_id=build.user().id))
    db_session.expunge_all()
    with looking(actor):
        again = db_session.scalars(sa.select(Task).where(Task.id == task.id).execution_options(**UNSEEN_TOO)).one()
        assert again.entity is None


def test_deconfliction_may_look_past_it(build, db_session):
    person, actor = build.person(restriction=Restriction.NAMED), build.actor(Role.OFFICER)
    db_session.expunge_all()
    with looking(actor):
        unseen = sa.select(Person).where(Person.id == person.id).execution_options(**UNSEEN_TOO)
        assert db_session.scalars(unseen).one()


def test_a_kind_may_be_read_for_one_purpose_and_for_no_other(build, db_session):
    nurse = build.actor(Role.HEALTHCARE_PROFESSIONAL)
    row = build.add(Detention(suite=build.add(Suite(name="A", code="A", force="01", station="Z")), arrived_at=NOON))
    with looking(nurse):
        everywhere = db_session.scalars(sa.select(Detention.id).where(Detention.id == row.id)).all()
        why = purpose.set(Permission.CUSTODY_HEALTH_READ)
        for_health = db_session.scalars(sa.select(Detention.id).where(Detention.id == row.id)).all()
        purpose.reset(why)
    assert (everywhere, for_health) == ([], [row.id])

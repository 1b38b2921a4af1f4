"""What every use case gets from its declaration: permission, one transaction, one history, one answer to one key."""

import dataclasses
import uuid

import psycopg
import pytest
import sqlalchemy as sa

from mips import usecase as unit
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.audit.journal import digest_of
from mips.audit.model import JournalDetail, JournalEntry, Verb
from mips.core import db
from mips.core.errors import Busy, Forbidden, KeyReused, RuleBroken, Stale
from mips.record.lookup import change, fetch
from mips.record.model.person import Person, PersonName
from mips.usecase import after_commit, usecase


@usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
def enter(actor: Actor, *, family_name: str, fails: bool = False) -> Person:
    """Enter a person, or fail after entering."""
    person = Person(family_name=family_name, names=[PersonName(family_name=family_name)])
    db.session.add(person)
    db.session.flush()
    if fails:
        raise RuleBroken("No", rule="test")
    return person


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.ALTERED)
def rename(actor: Actor, *, person_id: uuid.UUID, family_name: str, version: int) -> Person:
    """Give a person another name."""
    return change(fetch(Person, person_id), {"family_name": family_name}, version=version)


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED)
def read(actor: Actor, *, person_id: uuid.UUID) -> Person:
    """Show a person."""
    return fetch(Person, person_id)


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED)
def search(actor: Actor, *, family_name: str) -> list[Person]:
    """Show people of a name."""
    return list(db.session.scalars(sa.select(Person).where(Person.family_name == family_name)))


@usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
def enter_two(actor: Actor, *, family_name: str) -> Person:
    """Enter a person through another use case, and one more."""
    enter(actor, family_name=family_name)
    return enter(actor, family_name=family_name)


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER)


def entries(session, actor):
    return session.scalars(
        sa.select(JournalEntry).where(JournalEntry.actor_id == actor.id).order_by(JournalEntry.at, JournalEntry.id)
    ).all()


def values(session, entry):
    return session.scalars(sa.select(JournalDetail).where(JournalDetail.entry_id == entry.id)).one()


def test_without_the_permission_nothing_happens(build, db_session):
    outsider = build.actor(Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(Forbidden):
        enter(outsider, family_name="Webb")
    assert not entries(db_session, outsider)


def test_each_row_entered_has_its_entry(officer, db_session):
    person = enter(officer, family_name="Webb")
    found = entries(db_session, officer)
    assert {(e.verb, e.row_kind, e.subject_id) for e in found} == {
        (Verb.COLLECTED, "Person", person.id),
        (Verb.COLLECTED, "PersonName", person.id),
    }
    assert {e.usecase for e in found} == {enter.name}


def test_an_entry_says_who_in_what_role_from_where_and_why(build, db_session):
    actor = dataclasses.replace(build.actor(Role.OFFICER), origin="10.0.0.1", request="K7P", reason="enquiry")
    enter(actor, family_name="Webb")
    entry = entries(db_session, actor)[0]
    assert (entry.actor_name, entry.actor_role, entry.origin, entry.request, entry.reason) == (
        f"{actor.collar} {actor.name}",
        "PC",
        "10.0.0.1",
        "K7P",
        "enquiry",
    )


def test_a_change_keeps_what_was_there_before_even_if_it_was_never_loaded(officer, build, db_session):
    person = build.person(family_name="Webb")
    db_session.expire(person)
    rename(officer, person_id=person.id, family_name="Lee", version=person.version)
    altered = [e for e in entries(db_session, officer) if e.verb == Verb.ALTERED]
    assert [values(db_session, e).values for e in altered] == [{"family_name": ["Webb", "Lee"]}]


def test_an_entry_proves_its_values_by_a_salted_digest(officer, db_session):
    enter(officer, family_name="Webb")
    for entry in entries(db_session, officer):
        detail = values(db_session, entry)
        assert digest_of(detail.salt, detail.values) == entry.digest
        assert digest_of(detail.salt, {**detail.values, "family_name": [None, "Lee"]}) != entry.digest


def test_reading_is_journalled_too(officer, build, db_session):
    person = build.person()
    read(officer, person_id=person.id)
    assert [(e.verb, e.subject_id) for e in entries(db_session, officer)] == [(Verb.CONSULTED, person.id)]


def test_a_list_is_one_entry_with_its_query_and_everybody_shown(officer, build, db_session):
    people = {build.person(family_name="Quill").id for _ in range(3)}
    search(officer, family_name="Quill")
    [entry] = entries(db_session, officer)
    assert set(entry.subjects) == people
    assert values(db_session, entry).values == {"query": {"family_name": "Quill"}}


def test_a_refusal_leaves_nothing(officer, db_session):
    with pytest.raises(RuleBroken):
        enter(officer, family_name="Webb", fails=True)
    assert not entries(db_session, officer)
    assert not db_session.scalars(sa.select(Person).where(Person.owner_id == officer.id)).all()


def test_a_use_case_within_another_shares_its_transaction_and_is_named_in_the_journal(officer, db_session):
    enter_two(officer, family_name="Webb")
    assert len(entries(db_session, officer)) == 4
    assert {e.usecase for e in entries(db_session, officer)} == {enter.name}


def test_whoever_enters_a_record_owns_it_for_their_team(build, db_session):
    team = build.team()
    actor = build.actor(Role.OFFICER, team=team)
    person = enter(actor, family_name="Webb")
    assert (person.owner_id, person.team_id) == (actor.id, team.id)


def test_what_follows_the_commit_happens_after_it_or_never(officer):
    done = []

    @usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
    def act(actor: Actor, *, fails: bool) -> None:
        """Promise something for later."""
        after_commit(lambda: done.append(fails))
        if fails:
            raise RuleBroken("No", rule="test")

    act(officer, fails=False)
    with pytest.raises(RuleBroken):
        act(officer, fails=True)
    assert done == [False]


def test_a_write_outside_a_use_case_raises(db_session):
    db_session.add(Person(family_name="Webb"))
    with pytest.raises(RuntimeError, match="outside a use case"):
        db_session.flush()


def test_bulk_writes_cannot_escape_the_journal(db_session):
    with pytest.raises(RuntimeError, match="escape the journal"):
        db_session.execute(sa.update(Person).values(family_name="x"))


def test_two_people_saving_the_same_record(build, db_session):
    first, second, person = build.actor(Role.OFFICER), build.actor(Role.OFFICER), build.person(family_name="Webb")
    seen = person.version
    rename(first, person_id=person.id, family_name="Lee", version=seen)
    with pytest.raises(Stale) as refused:
        rename(second, person_id=person.id, family_name="Cole", version=seen)
    assert refused.value.mine == {"family_name": "Cole"}
    assert refused.value.theirs == {"family_name": "Lee", "version": seen + 1}
    assert db_session.get(Person, person.id).family_name == "Lee"


def test_the_same_submission_sent_twice_is_done_once(officer, db_session):
    keyed = dataclasses.replace(officer, key=db.new_id())
    first, again = enter(keyed, family_name="Webb"), enter(keyed, family_name="Webb")
    assert first.id == again.id
    assert len(entries(db_session, officer)) == 2


def test_one_key_cannot_stand_for_two_forms(officer):
    keyed = dataclasses.replace(officer, key=db.new_id())
    enter(keyed, family_name="Webb")
    with pytest.raises(KeyReused):
        enter(keyed, family_name="Lee")


def test_a_refused_submission_may_be_mended_under_the_same_key(officer, db_session):
    keyed = dataclasses.replace(officer, key=db.new_id())
    with pytest.raises(RuleBroken):
        enter(keyed, family_name="Webb", fails=True)
    assert enter(keyed, family_name="Webb").family_name == "Webb"


class Away(psycopg.OperationalError):
    sqlstate = "57P01"


def test_a_lost_server_is_tried_again_and_the_whole_transaction_with_it(officer, db_session, monkeypatch):
    monkeypatch.setattr(unit, "FIRST_WAIT", 0.001)
    tries = []

    @usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
    def act(actor: Actor, *, family_name: str) -> Person:
        """Enter a person while the server goes away once."""
        tries.append(family_name)
        person = enter(actor, family_name=family_name)
        if len(tries) == 1:
            raise sa.exc.OperationalError("INSERT", None, Away())
        return person

    act(officer, family_name="Webb")
    assert tries == ["Webb", "Webb"]
    assert len(entries(db_session, officer)) == 2


def test_a_server_that_stays_away_gives_busy_not_a_crash(officer, monkeypatch):
    monkeypatch.setattr(unit, "PATIENCE", 0.01)

    @usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
    def act(actor: Actor) -> None:
        """Never reach the server."""
        raise sa.exc.OperationalError("INSERT", None, Away())

    with pytest.raises(Busy):
        act(officer)


def test_a_broken_constraint_is_not_tried_again(officer):
    tries = []

    @usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
    def act(actor: Actor) -> None:
        """Break a constraint."""
        tries.append(1)
        raise sa.exc.IntegrityError("INSERT", None, psycopg.errors.UniqueViolation())

    with pytest.raises(sa.exc.IntegrityError):
        act(officer)
    assert tries == [1]

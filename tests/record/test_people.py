"""Making and changing persons: what is kept, what is refused, what the journal says."""

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.audit.model import JournalEntry, Verb
from mips.core.errors import Forbidden, NotFound, RuleBroken, Stale
from mips.record.model.identity import Distinction, PersonKey
from mips.record.model.person import IdentifierKind, Person, PersonName, Sex
from mips.record.model.work import Task
from mips.record.usecases.person_page import read_person
from mips.record.usecases.persons import change_person, create_person
from mips.web.spoken import PartialDate

BORN = PartialDate(1980, 3, 12)


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER)


def entries(session, subject):
    statement = sa.select(JournalEntry.verb, JournalEntry.row_kind).where(JournalEntry.subject_id == subject)
    return sorted((Verb(verb).value, kind) for verb, kind in session.execute(statement))


def test_a_person_is_kept_with_everything_told_and_who_said_it(officer, db_session):
    person = create_person(
        officer,
        family_name="Okafor",
        given_names="Chidi",
        born=BORN,
        sex=Sex.MALE,
        names=[{"kind": "nickname", "family_name": "Okafor", "given_names": "Chid"}],
        identifiers=[{"kind": IdentifierKind.PNCID, "value": "1981/0000034U", "raw": "81/34U"}],
        residences=[{"address": "1 High Street", "postcode": "SW1A 1AA"}],
        said_by="passport",
    )
    assert person.label == "OKAFOR, Chidi"
    assert [(str(each.kind), each.given_names, each.said_by) for each in person.names] == [
        ("legal", "Chidi", "passport"),
        ("nickname", "Chid", "passport"),
    ]
    assert [(each.value, each.raw) for each in person.identifiers] == [("1981/0000034U", "81/34U")]
    keys = db_session.scalars(sa.select(PersonKey.keys).where(PersonKey.person_id == person.id)).one()
    assert {"i|pncid|1981/0000034U", "p|SW1A 1AA", "d|1980-03-12"} <= set(keys)


def test_creation_leaves_one_entry_for_each_row(officer, db_session):
    person = create_person(officer, family_name="Okafor", born=BORN)
    assert entries(db_session, person.id) == [
        ("collected", "DateOfBirth"),
        ("collected", "Person"),
        ("collected", "PersonName"),
    ]


def test_somebody_very_like_one_on_the_record_needs_a_reason(officer, db_session):
    first = create_person(officer, family_name="Smith", given_names="John", born=BORN)
    with pytest.raises(RuleBroken, match="SMITH, John, born 12 Mar 1980") as refused:
        create_person(officer, family_name="Smyth", given_names="Jon", born=BORN)
    assert refused.value.field == "different_because"
    second = create_person(
        officer, family_name="Smyth", given_names="Jon", born=BORN, different_because="Seen together"
    )
    judgement = db_session.scalars(sa.select(Distinction)).one()
    assert (judgement.one_id, judgement.other_id, judgement.why) == (second.id, first.id, "Seen together")


def test_a_hidden_person_does_not_show_in_the_refusal(officer, build, db_session):
    create_person(
        build.actor(Role.OFFICER), family_name="Smith", given_names="John", born=BORN
    ).restriction = Restriction.NAMED
    with build.scenery():
        pass
    assert create_person(officer, family_name="Smith", given_names="John", born=BORN)


def test_one_who_may_not_create_is_refused(build):
    with pytest.raises(Forbidden):
        create_person(build.actor(Role.SUPERINTENDENT), family_name="Smith")


def test_a_change_is_journalled_and_moves_the_version(officer, build, db_session):
    person = build.person()
    before = person.version
    change_person(officer, person_id=person.id, version=before, fields={"occupation": "Baker", "sex": None})
    assert (person.occupation, person.sex, person.version) == ("Baker", Sex.UNKNOWN, before + 1)
    assert ("altered", "Person") in entries(db_session, person.id)


def test_the_second_of_two_savers_is_shown_both_versions(officer, build):
    person = build.person()
    seen = person.version
    change_person(officer, person_id=person.id, version=seen, fields={"occupation": "Baker"})
    with pytest.raises(Stale) as refused:
        change_person(officer, person_id=person.id, version=seen, fields={"occupation": "Butcher"})
    assert refused.value.mine == {"occupation": "Butcher"}
    assert refused.value.theirs == {"occupation": "Baker", "version": person.version}


def test_another_name_moves_the_version_of_the_person(build, db_session):
    person = build.person()
    before = person.version
    build.add(PersonName(person_id=person.id, kind="alias", family_name="Orlov"))
    assert person.version == before + 1
    assert "s|orlov" in db_session.scalars(sa.select(PersonKey.keys).where(PersonKey.person_id == person.id)).one()


def test_reading_leaves_one_entry_and_hidden_looks_like_missing(officer, build, db_session):
    person, hidden = build.person(), build.person(restriction=Restriction.NAMED)
    assert read_person(officer, person_id=person.id).person is person
    shown = db_session.scalars(sa.select(JournalEntry.subjects).where(JournalEntry.verb == Verb.CONSULTED)).all()
    assert shown == [[person.id]]
    with pytest.raises(NotFound):
        read_person(officer, person_id=hidden.id)


def test_the_owner_of_a_silent_record_is_told_once_and_the_finder_nothing(officer, build, db_session):
    owner = build.user(Role.OFFICER)
    silent = build.person(
        family_name="Vane", given_names="Iris", restriction=Restriction.SILENT, owner_id=owner.id, born_on=BORN.starts
    )
    for _ in range(2):
        assert create_person(officer, family_name="Vane", given_names="Iris", born=BORN, different_because="x")
    task = db_session.scalars(sa.select(Task)).one()
    assert (task.entity_id, task.assignee_id) == (silent.id, owner.id)
    assert db_session.scalars(sa.select(Person).where(Person.family_name == "Vane")).all()

"""Persons are found in spite of what people get wrong, each with why, and the hidden stay hidden."""

from datetime import date

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.audit.model import JournalDetail, JournalEntry
from mips.record.model.person import PersonIdentifier, Residence
from mips.record.model.work import Task
from mips.record.usecases.finding import find_persons


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER)


@pytest.fixture
def john(build):
    person = build.person(family_name="Smith-Jones", given_names="John Paul", born_on=date(1980, 3, 12), sex="male")
    for family, given in (("Smithers", "Joan"), ("Johnson", "Saul"), ("Okafor", "Chidi")):
        build.person(family_name=family, given_names=given, born_on=date(1971, 11, 30))
    build.add(PersonIdentifier(person_id=person.id, kind="pncid", value="1981/0000034U", raw="81/34U"))
    build.add(PersonIdentifier(person_id=person.id, kind="phone", value="+447700900123", raw="07700 900123"))
    build.add(Residence(person_id=person.id, address="The Mall", postcode="SW1A 1AA"))
    return person


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("John Smith-Jones 12/3/1980", id="as it is"),
        pytest.param("smith-jones, john", id="surname first"),
        pytest.param("SMITH JONES john", id="two words for a hyphen"),
        pytest.param("john smith 12 mar 1980", id="half of a double-barrelled name"),
        pytest.param("jones 12/3/80", id="the other half, year in two digits"),
        pytest.param("Jonny Smith-Jones 12/3/1980", id="nickname"),
        pytest.param("J Smith-Jones", id="initial"),
        pytest.param("jhon smiht-jones 12/3/1980", id="two typos"),
        pytest.param("Jon Smyth-Jonse 12/3/1980", id="as it sounds"),
        pytest.param("john smith 3/12/1980", id="day and month exchanged"),
        pytest.param("john smith 12/3/1981", id="a year out"),
        pytest.param("john smith 12/3/1890", id="year transposed"),
        pytest.param("john smith 1980", id="only the year"),
        pytest.param("john smith about 1982", id="about a year"),
        pytest.param("john brown 12/3/1980", id="surname changed"),
        pytest.param("smith paul 12/3/1980", id="second forename"),
        pytest.param("12/3/1980", id="date of birth alone"),
        pytest.param("jones", id="surname alone"),
        pytest.param("81/34U", id="PNCID"),
        pytest.param("07700 900 123", id="telephone"),
        pytest.param("+44 7700 900123", id="telephone with its country"),
        pytest.param("sw1a1aa", id="postcode"),
        pytest.param("smith SW1A 1AA", id="surname and postcode"),
    ],
)
def test_a_person_is_found_first_by(asked, officer, john):
    assert [hit.person.full_name for hit in find_persons(officer, q=asked).hits][:1] == [john.full_name]


@pytest.mark.parametrize("asked", ["Zbigniew Brzezinski 1/1/1950", "", "   ", "07700 900 999", "%_'\\", "a" * 5000])
def test_nobody_is_found_for(asked, officer, john):
    assert not find_persons(officer, q=asked).hits


def test_each_hit_says_what_each_field_gave(officer, john):
    hit = find_persons(officer, q="jonny smith-jones 3/12/1980").hits[0]
    assert {each.field: each.text for each in hit.score.reasons} == {
        "surname": "surname Smith-Jones",
        "forename": "forename John Paul, a form of the same name",
        "born": "born 12/03/1980, day and month exchanged",
    }
    assert hit.score.total == sum(each.weight for each in hit.score.reasons)


def test_null_is_a_surname(officer, build):
    person = build.person(family_name="Null", given_names="Ann")
    assert find_persons(officer, q="null ann").hits[0].person is person


@pytest.mark.parametrize("restriction", [Restriction.NAMED, Restriction.TEAM, Restriction.SILENT])
def test_the_hidden_are_not_found(restriction, officer, build, john, db_session):
    with build.scenery():
        john.restriction = restriction
    db_session.expunge_all()
    assert not find_persons(officer, q="John Smith-Jones 12/3/1980").hits


def test_coming_upon_a_silent_record_tells_its_owner_and_nobody_else(officer, build, john, db_session):
    owner = build.user(Role.OFFICER)
    with build.scenery():
        john.restriction, john.owner_id = Restriction.SILENT, owner.id
    for asked in ("john smith-jones 12/3/19", "john smith-jones 12/3/1980", "81/34U"):
        find_persons(officer, q=asked)
    raised = db_session.scalars(sa.select(Task)).all()
    assert [(task.assignee_id, task.entity_id, task.raised_by_id) for task in raised] == [
        (owner.id, john.id, officer.id)
    ]


def test_a_search_is_journalled_with_its_words_and_whom_it_showed(officer, john, db_session):
    find_persons(officer, q="81/34U")
    entry = db_session.scalars(sa.select(JournalEntry).where(JournalEntry.actor_id == officer.id)).one()
    values = db_session.scalars(sa.select(JournalDetail.values).where(JournalDetail.entry_id == entry.id)).one()
    assert entry.subjects == [john.id] and values["query"]["q"] == "81/34U"


def test_a_former_identifier_still_finds(officer, build, john, held_clock):
    with build.scenery():
        john.identifiers[0].ended_at, john.identifiers[0].ended_why = held_clock, "reissued"
    assert find_persons(officer, q="81/34U").hits[0].person is john

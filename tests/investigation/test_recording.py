"""Recording a crime: its number, its rule, its people, and one offence row for each suspect."""

from datetime import timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalEntry, Verb
from mips.core import db
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.rules.recording import Basis
from mips.investigation.usecases.listing import list_crimes
from mips.investigation.usecases.places import find_places
from mips.investigation.usecases.reading import list_crimes_of, read_crime
from mips.investigation.usecases.recording import record_crime
from mips.record.model.case import Offence, Stage
from mips.record.model.event import Part
from mips.record.model.object import Place
from tests.build import NOON
from tests.investigation.crimes import KNIFE, ROBBERY, THEFT, a_report, recorded


def rows_of(session, crime):
    return session.scalars(sa.select(Offence).where(Offence.crime_id == crime.id).order_by(Offence.id)).all()


def test_a_crime_gets_its_number_and_the_rule_it_was_recorded_by(build, held_clock):
    officer = build.actor(Role.OFFICER)
    crime = recorded(build, by=officer)
    assert (crime.reference, crime.status, crime.recorded_at) == ("28/0000001/26", CrimeStatus.ALLOCATED, held_clock)
    assert crime.officer_in_case_id == officer.id
    (decision,) = read_crime(officer, crime_id=crime.id).crime.decisions
    assert (decision.rule, decision.decided_by_id) == ("NC-2", officer.id)
    assert "balance of probability" in decision.rule_text
    assert recorded(build).reference == "28/0000002/26"


def test_title_and_class_come_from_the_list_and_are_not_asked(build, db_session):
    crime = recorded(build, offences=[{"code": ROBBERY}])
    (row,) = rows_of(db_session, crime)
    assert row.title == crime.offence_title
    assert crime.offence_title
    assert crime.ho_class.count("/") == 1


def test_each_suspect_has_a_row_for_each_offence(build, db_session):
    one, two = build.person(), build.person(given_names="Beth")
    crime = recorded(build, one, two, offences=[{"code": THEFT}, {"code": ROBBERY}])
    assert {(row.person_id, row.code, row.stage) for row in rows_of(db_session, crime)} == {
        (person.id, code, Stage.SUSPECTED) for person in (one, two) for code in (THEFT, ROBBERY)
    }


def test_without_a_suspect_the_offence_names_nobody(build, db_session):
    assert [row.person_id for row in rows_of(db_session, recorded(build))] == [None]


def test_the_log_begins_with_the_decision(build):
    officer, person = build.actor(Role.OFFICER), build.person()
    log = read_crime(officer, crime_id=recorded(build, person, by=officer).id).log
    assert [entry.kind for entry in log] == ["suspect", "decision"]
    assert person.label in log[0].text


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        pytest.param({"victims": []}, "NC-8", id="NC-8: no victim"),
        pytest.param({"basis": Basis.STATE}, "NC-3", id="NC-3: no evidence"),
        pytest.param({"amounts_to_crime": False}, "NC-6", id="NC-6: not a crime"),
        pytest.param({"occurred_until": NOON - timedelta(days=1)}, "NC-1", id="NC-1: ends before it begins"),
    ],
)
def test_what_the_standard_does_not_allow_is_refused_and_takes_no_number(build, fields, rule):
    with pytest.raises(RuleBroken) as refused:
        recorded(build, **fields)
    assert refused.value.rule == rule
    assert recorded(build).reference == "28/0000001/26"


def test_an_offence_against_the_state_keeps_its_evidence(build):
    officer = build.actor(Role.OFFICER)
    crime = recorded(
        build, by=officer, basis=Basis.STATE, victims=[], evidence="Knife in his pocket", offences=[{"code": KNIFE}]
    )
    (decision,) = read_crime(officer, crime_id=crime.id).crime.decisions
    assert (decision.rule, decision.evidence) == ("NC-3", "Knife in his pocket")


def test_an_offence_code_that_does_not_exist_is_refused_beside_its_box(build):
    with pytest.raises(InputInvalid) as refused:
        recorded(build, offences=[{"code": THEFT}, {"code": "XX99999"}])
    assert refused.value.messages.keys() == {"offences-1-code"}


def test_the_same_address_is_the_same_place(build, db_session):
    first, second = recorded(build), recorded(build, where={"address": "1 TEST street", "postcode": "SW1A 2AA"})
    assert first.place_id == second.place_id
    third = recorded(build, where={"place_id": first.place_id})
    assert third.place_id == first.place_id
    point = {"point": (Decimal("51.5"), Decimal("-0.12"))}
    assert db_session.get_one(Place, recorded(build, where=point).place_id).label == "51.500000, -0.120000"


def test_somewhere_must_be_told(build):
    with pytest.raises(InputInvalid) as refused:
        recorded(build, where={"postcode": "SW1A 2AA"})
    assert refused.value.messages.keys() == {"where-address"}


def test_places_are_found_by_postcode_or_how_the_address_begins(build):
    place = build.place(address="1 Test Street", postcode="SW1A 2AA")
    officer = build.actor(Role.OFFICER)
    assert [row.id for row in find_places(officer, q="sw1a2aa")] == [place.id]
    assert [row.id for row in find_places(officer, q="1 test")] == [place.id]
    assert find_places(officer, q="%") == []


def test_the_same_organisation_is_not_made_twice(build):
    officer = build.actor(Role.OFFICER)
    victims = [
        read_crime(officer, crime_id=recorded(build, victims=[{"organisation": name}]).id).of(Part.VICTIM)[0].party_id
        for name in ("Test Stores", "TEST STORES")
    ]
    assert victims[0] == victims[1]


def test_every_row_is_journalled_once(build, db_session):
    officer = build.actor(Role.OFFICER)
    record_crime(officer, **a_report(build.person()))
    rows = db_session.execute(
        sa.select(JournalEntry.row_kind, sa.func.count())
        .where(JournalEntry.actor_id == officer.id, JournalEntry.verb == Verb.COLLECTED)
        .group_by(JournalEntry.row_kind)
    ).all()
    assert dict(rows) == {
        "Crime": 1,
        "CrimeAllocation": 1,
        "ReportedIncident": 1,
        "IncidentDecision": 1,
        "Involvement": 2,
        "LogEntry": 3,
        "Offence": 1,
        "Organisation": 1,
        "Place": 1,
        "RecordingDecision": 1,
        "SuspectStatus": 1,
        "VictimPromise": 4,
    }


def test_an_analyst_cannot_record(build):
    with pytest.raises(Forbidden):
        record_crime(build.actor(Role.ANALYST), **a_report())


def test_the_list_is_filtered_by_number_status_days_and_officer(build):
    officer, other = build.actor(Role.OFFICER), build.actor(Role.OFFICER)
    mine, theirs = recorded(build, by=officer), recorded(build, by=other)

    def found(**filters):
        return [crime.id for crime in list_crimes(officer, **filters).rows]

    assert found() == [theirs.id, mine.id]
    assert found(mine=True) == [mine.id]
    assert found(number=theirs.reference) == [theirs.id]
    assert found(status=CrimeStatus.FINALISED) == []
    today = NOON.date()
    assert found(since=today, until=today) == [theirs.id, mine.id]
    assert found(until=today - timedelta(days=1)) == []


def test_a_person_s_crimes_say_their_part(build):
    suspect, victim = build.person(), build.person(given_names="Beth")
    crime = recorded(build, suspect, victims=[{"person_id": victim.id}])
    officer = build.actor(Role.OFFICER)
    (taken,) = list_crimes_of(officer, person_id=suspect.id).parts
    assert (taken.crime.id, taken.part, taken.status) == (crime.id, Part.SUSPECT, "suspect")
    assert [each.part for each in list_crimes_of(officer, person_id=victim.id).parts] == [Part.VICTIM]


def test_reading_a_crime_is_journalled_as_consultation(build, db_session):
    crime, reader = recorded(build), build.actor(Role.OFFICER)
    read_crime(reader, crime_id=crime.id)
    (entry,) = db_session.scalars(sa.select(JournalEntry).where(JournalEntry.actor_id == reader.id)).all()
    assert (entry.verb, entry.subjects) == (Verb.CONSULTED, [crime.id])


def test_an_imported_crime_of_which_little_is_known_can_be_read(build):
    crime = build.add(Crime(category="burglary", label="Burglary on or near Test Street"))
    page = read_crime(build.actor(Role.OFFICER), crime_id=crime.id)
    assert (page.place, list(page.parties), list(page.offences)) == (None, [], [])


def test_what_a_page_asks_of_the_database_does_not_grow_with_the_people_in_it(build, engine):
    reader, asked = build.actor(Role.OFFICER), []
    lonely = recorded(build)
    crowded = recorded(build, *[build.person(given_names=f"Number {n}") for n in range(5)])
    sa.event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    counts = []
    for crime in (lonely, crowded):
        asked.clear()
        db.session.expunge_all()
        read_crime(reader, crime_id=crime.id)
        counts.append(sum(each.startswith("SELECT") for each in asked))
    assert counts[0] == counts[1] <= 12


def test_recording_a_crime_asks_little_of_the_database(build, engine):
    officer, asked = build.actor(Role.OFFICER), []
    recorded(build, by=officer)
    sa.event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2].split()[0]))
    record_crime(officer, **a_report(build.person()))
    counts = {kind: asked.count(kind) for kind in ("SELECT", "INSERT", "UPDATE")}
    assert counts["SELECT"] <= 12, counts
    assert counts["INSERT"] <= 24, counts

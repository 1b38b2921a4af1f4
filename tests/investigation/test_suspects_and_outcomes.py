"""Suspects from first suspicion to charge, and the outcome a crime ends with, each with its history."""

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.access.policy import Restriction
from mips.core.errors import Forbidden, NotFound, RuleBroken, Stale
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.usecases.log import LogKind, add_log_entry
from mips.investigation.usecases.outcomes import propose_outcome, sign_off_outcome
from mips.investigation.usecases.people import add_party, add_suspect, change_suspect
from mips.investigation.usecases.reading import read_crime
from mips.record.model.case import Offence, Stage
from mips.record.model.event import Part
from tests.build import NOON
from tests.investigation.crimes import an_outcome, ask_for_facts, charge, nothing_left, recorded, supervisor


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER, Role.OFFICER_IN_CASE)


def rows_of(session, crime):
    return session.scalars(sa.select(Offence).where(Offence.crime_id == crime.id).order_by(Offence.id)).all()


def test_the_first_suspect_takes_the_row_that_named_nobody(build, db_session, officer):
    crime, person = recorded(build), build.person()
    (row,) = rows_of(db_session, crime)
    add_suspect(officer, crime_id=crime.id, person_id=person.id, grounds="Fingerprint on the till")
    assert [(each.id, each.person_id) for each in rows_of(db_session, crime)] == [(row.id, person.id)]


def test_the_next_suspect_has_a_row_of_their_own(build, db_session, officer):
    one, two = build.person(), build.person(given_names="Beth")
    crime = recorded(build, one)
    add_suspect(officer, crime_id=crime.id, person_id=two.id, grounds="On the footage")
    assert [each.person_id for each in rows_of(db_session, crime)] == [one.id, two.id]


def test_a_person_of_interest_is_accused_of_nothing(build, db_session, officer):
    crime, person = recorded(build), build.person()
    add_suspect(officer, crime_id=crime.id, person_id=person.id, grounds="Was near", status="person-of-interest")
    assert [each.person_id for each in rows_of(db_session, crime)] == [None]


def test_somebody_is_a_suspect_once(build, officer):
    person = build.person()
    crime = recorded(build, person)
    with pytest.raises(RuleBroken, match="already"):
        add_suspect(officer, crime_id=crime.id, person_id=person.id, grounds="Again")


def test_each_status_of_a_suspect_is_kept(build, officer):
    person = build.person()
    crime = recorded(build, person)
    change_suspect(officer, crime_id=crime.id, person_id=person.id, status="eliminated", why="Was abroad")
    change_suspect(officer, crime_id=crime.id, person_id=person.id, status="suspect", why="Was not")
    page = read_crime(officer, crime_id=crime.id)
    assert [each.status for each in page.statuses[person.id]] == ["suspect", "eliminated", "suspect"]
    assert page.of(Part.SUSPECT)[0].status == "suspect"
    assert "Was abroad" in "".join(entry.text for entry in page.log)


def test_who_is_ruled_out_is_no_longer_accused_until_suspected_again(build, db_session, officer):
    person = build.person()
    crime = recorded(build, person)
    stages = []
    for status in ("eliminated", "suspect"):
        change_suspect(officer, crime_id=crime.id, person_id=person.id, status=status, why="Alibi, then none")
        stages.append([row.stage for row in rows_of(db_session, crime)])
    assert stages == [[Stage.ENDED], [Stage.SUSPECTED]]


def test_somebody_who_is_no_suspect_has_no_status_to_change(build, officer):
    crime = recorded(build)
    with pytest.raises(NotFound):
        change_suspect(officer, crime_id=crime.id, person_id=build.person().id, status="eliminated", why="x")


def test_a_charge_is_the_crime_s_outcome_from_that_day(build, officer):
    person = build.person()
    crime = recorded(build, person)
    charge(officer, crime_id=crime.id, person_id=person.id)
    page = read_crime(officer, crime_id=crime.id)
    assert (page.crime.status, page.crime.outcome_code, page.crime.outcome_on) == (
        CrimeStatus.CHARGED,
        "1",
        NOON.date(),
    )
    assert [each.status for each in page.statuses[person.id]] == ["suspect", "charged"]
    assert not page.crime.outcomes[-1].proposed


def test_the_charge_is_noted_on_a_crime_that_custody_may_not_see(build, db_session, officer):
    person = build.person()
    crime = recorded(build, person)
    with build.scenery():
        db_session.get_one(Crime, crime.id).restriction = Restriction.NAMED
    charge(build.actor(Role.CUSTODY_OFFICER), crime_id=crime.id, person_id=person.id)
    db_session.expire_all()
    assert db_session.get_one(Crime, crime.id).outcome_code == "1"


def test_an_outcome_counts_once_a_supervisor_has_signed_it_off(build, officer):
    crime = recorded(build)
    propose_outcome(officer, crime_id=crime.id, **an_outcome("18"))
    page = read_crime(officer, crime_id=crime.id)
    assert (page.crime.outcome_code, page.crime.proposed_outcome.code) == ("", "18")
    nothing_left(officer, crime.id)
    signed = sign_off_outcome(supervisor(build), crime_id=crime.id)
    assert (signed.status, signed.outcome_code, signed.proposed_outcome) == (CrimeStatus.FINALISED, "18", None)


def test_the_earlier_outcome_is_kept(build, officer):
    person = build.person()
    crime = recorded(build)
    propose_outcome(officer, crime_id=crime.id, **an_outcome("18"))
    nothing_left(officer, crime.id)
    sign_off_outcome(supervisor(build), crime_id=crime.id)
    add_suspect(officer, crime_id=crime.id, person_id=person.id, grounds="DNA")
    charge(officer, crime_id=crime.id, person_id=person.id)
    page = read_crime(officer, crime_id=crime.id)
    assert [each.code for each in page.crime.outcomes] == ["18", "1"]
    assert page.crime.status is CrimeStatus.CHARGED


def test_another_outcome_opens_a_finalised_crime_again(build, officer):
    crime = recorded(build)
    propose_outcome(officer, crime_id=crime.id, **an_outcome("18"))
    nothing_left(officer, crime.id)
    sign_off_outcome(supervisor(build), crime_id=crime.id)
    propose_outcome(officer, crime_id=crime.id, **an_outcome("14", victim_supports=False))
    page = read_crime(officer, crime_id=crime.id)
    assert (page.crime.status, page.crime.outcome_code) == (CrimeStatus.UNDER_INVESTIGATION, "18")


def test_a_named_suspect_stands_against_18(build, officer):
    crime = recorded(build, build.person())
    with pytest.raises(RuleBroken, match="A suspect is named"):
        propose_outcome(officer, crime_id=crime.id, **an_outcome("18"))


def test_nobody_signs_off_their_own(build):
    both = build.actor(Role.OFFICER_IN_CASE, Role.SUPERVISOR, rank=int(Rank.SERGEANT))
    crime = recorded(build)
    propose_outcome(both, crime_id=crime.id, **an_outcome("18"))
    with pytest.raises(RuleBroken, match="somebody else"):
        sign_off_outcome(both, crime_id=crime.id)


def test_nothing_to_sign_off_is_said(build):
    with pytest.raises(RuleBroken, match="No outcome waits"):
        sign_off_outcome(supervisor(build), crime_id=recorded(build).id)


def test_an_officer_who_is_not_in_the_case_proposes_nothing(build):
    with pytest.raises(Forbidden):
        propose_outcome(build.actor(Role.OFFICER), crime_id=recorded(build).id, **an_outcome("18"))


def test_signing_off_what_has_changed_meanwhile_shows_both(build, officer):
    crime = recorded(build)
    propose_outcome(officer, crime_id=crime.id, **an_outcome("18"))
    nothing_left(officer, crime.id)
    with pytest.raises(Stale):
        sign_off_outcome(supervisor(build), crime_id=crime.id, version=0)


def test_the_log_is_ordered_by_when_things_happened(build, officer):
    crime = recorded(build)
    add_log_entry(officer, crime_id=crime.id, text="House to house", at=NOON.replace(hour=9))
    add_log_entry(officer, crime_id=crime.id, text="Called the shop", kind=LogKind.CONTACT)
    texts = [entry.text for entry in read_crime(officer, crime_id=crime.id).log]
    assert texts[0] == "Called the shop"
    assert texts[-1] == "House to house"


def test_a_correction_names_an_entry_of_the_same_log(build, officer):
    crime, other = recorded(build), recorded(build)
    entry = add_log_entry(officer, crime_id=crime.id, text="At ten")
    fixed = add_log_entry(officer, crime_id=crime.id, text="At eleven", corrects_id=entry.id)
    assert fixed.corrects_id == entry.id
    with pytest.raises(NotFound):
        add_log_entry(officer, crime_id=other.id, text="Elsewhere", corrects_id=entry.id)


def test_the_log_is_not_for_those_who_see_only_the_limited_form(build, officer):
    crime = recorded(build)
    assert read_crime(build.actor(Role.CRIME_REGISTRAR), crime_id=crime.id).log is None
    assert read_crime(build.actor(Role.WITNESS_CARE), crime_id=crime.id).log is None


def test_others_ask_what_is_known_of_a_crime(build, officer):
    victim, witness = build.person(), build.person(given_names="Beth")
    crime = recorded(build, by=officer, victims=[{"person_id": victim.id}])
    add_party(officer, crime_id=crime.id, part=Part.WITNESS, person_id=witness.id)
    (facts,) = ask_for_facts(officer, crime_ids=[crime.id])
    assert (facts.reference, facts.title, facts.location) == (
        crime.reference,
        crime.offence_title,
        "1 Test Street SW1A 2AA",
    )
    assert (facts.officer_id, facts.summary) == (officer.id, crime.summary)
    assert facts.victims == [{"id": str(victim.id), "name": victim.label, "part": "victim"}]
    assert facts.witnesses == [{"id": str(witness.id), "name": witness.label, "part": "witness"}]

"""Every report is an incident with its clock; what is decided of it keeps its reason and rule, and can be looked at
again."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.core import clock
from mips.core.errors import Forbidden, InputInvalid, NotFound, RuleBroken, Stale
from mips.investigation.model.incident import IncidentDecision, ReportedIncident
from mips.investigation.rules.incidents import Standing
from mips.investigation.usecases.deciding import decide_not_recorded, join_to_crime
from mips.investigation.usecases.elsewhere import answer_elsewhere, offer_elsewhere, tell_victim_of_transfer
from mips.investigation.usecases.incident_reading import list_incidents, read_incident
from mips.investigation.usecases.incidents import report_incident
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.recording import record_crime
from mips.record.model.event import Part
from tests.build import NOON
from tests.investigation.crimes import a_report, recorded
from tests.investigation.reports import said, taken_down

DORSET = "55"


def left_out(actor, incident, **fields):
    given = {"reason": "civil", "why": "A dispute over a fence"} | fields
    return decide_not_recorded(actor, incident_id=incident.id, **given)


def test_a_report_has_its_number_its_24_hours_and_its_reporter(build):
    officer, victim = build.actor(Role.OFFICER), build.person()
    incident = taken_down(build, by=officer, reporter={"capacity": "victim", "person_id": victim.id})
    assert incident.reference == "28/I0000001/26"
    assert (incident.standing, incident.decide_by) == (Standing.UNDECIDED, NOON + timedelta(hours=22))
    shown = read_incident(officer, incident_id=incident.id)
    assert {each.part for each in shown.parties} == {Part.REPORTED_BY, Part.VICTIM}


def test_what_the_control_room_sends_twice_is_one_report(build):
    taken_down(build, control_room="CAD 1234/02MAR26")
    with pytest.raises(RuleBroken, match="28/I0000001/26"):
        taken_down(build, control_room="CAD 1234/02MAR26")


def test_a_crime_recorded_straight_away_has_an_incident_too(build):
    officer = build.actor(Role.OFFICER)
    crime = recorded(build, by=officer)
    shown = read_incident(officer, incident_id=crime.incident_id)
    assert (shown.incident.standing, [each.id for each in shown.crimes]) == (Standing.CRIME, [crime.id])
    assert [each.rule for each in shown.incident.decisions] == ["NC-2"]


def test_a_crime_is_recorded_from_a_report_and_keeps_who_reported_it(build):
    officer, victim = build.actor(Role.OFFICER), build.person()
    incident = taken_down(build, by=officer, reporter={"capacity": "victim", "person_id": victim.id})
    crime = record_crime(officer, **a_report(incident_id=incident.id, victims=[{"person_id": victim.id}]))
    shown = read_crime(officer, crime_id=crime.id)
    assert shown.incident.id == incident.id
    assert [each.party_id for each in shown.of(Part.REPORTED_BY)] == [victim.id]
    assert incident.decided_at == NOON


def test_a_report_that_is_no_crime_keeps_the_reason_the_rule_and_its_edition(build):
    officer = build.actor(Role.OFFICER)
    incident = left_out(officer, taken_down(build, by=officer))
    (decision,) = read_incident(officer, incident_id=incident.id).incident.decisions
    assert (decision.standing, decision.reason, decision.rule) == (Standing.NO_CRIME, "civil", "NC-2")
    assert decision.rule_edition
    assert decision.decided_by_id == officer.id


def test_new_facts_reopen_it_and_the_decision_before_stays(build, db_session):
    officer = build.actor(Role.OFFICER)
    incident = left_out(officer, taken_down(build, by=officer))
    clock.hold_at(NOON + timedelta(days=2))
    evidence = {"reason": "not-confirmed", "evidence": "Three calls", "new_facts": "Another neighbour rang"}
    left_out(officer, incident, **evidence)
    crime = record_crime(officer, **a_report(incident_id=incident.id))
    decisions = db_session.scalars(sa.select(IncidentDecision).order_by(IncidentDecision.id)).all()
    assert [each.standing.value for each in decisions] == ["no-crime", "crime-related", "crime"]
    assert decisions[-1].crime_id == crime.id
    assert incident.decided_at == NOON
    with pytest.raises(RuleBroken, match="cancelled"):
        left_out(officer, incident, new_facts="He made it up")


def test_somebody_else_s_decision_is_not_overwritten(build):
    officer = build.actor(Role.OFFICER)
    incident = taken_down(build, by=officer)
    seen = incident.version
    left_out(officer, incident)
    with pytest.raises(Stale):
        left_out(officer, incident, new_facts="More", version=seen)


def test_a_rape_not_recorded_is_entered_in_the_register(build):
    officer = build.actor(Role.OFFICER)
    plain, rape = taken_down(build), taken_down(build, category="rape")
    left_out(officer, plain)
    with pytest.raises(RuleBroken, match="N100"):
        left_out(officer, rape, reason="contrary-evidence", evidence="On film elsewhere")
    left_out(officer, rape, reason="contrary-evidence", evidence="On film elsewhere", n100="N100/2")
    assert [each.id for each in list_incidents(officer, n100=True).rows] == [rape.id]


def test_an_allegation_of_rape_is_known_by_its_class_too(build):
    assert taken_down(build, offence_code="SX03001").rape
    assert not taken_down(build, offence_code="TH68010").rape


def test_a_second_report_of_a_crime_makes_no_second_crime(build):
    officer = build.actor(Role.OFFICER)
    crime, again = recorded(build, by=officer), taken_down(build, by=officer)
    join_to_crime(officer, incident_id=again.id, crime_number=crime.reference)
    (decision,) = read_incident(officer, incident_id=again.id).incident.decisions
    assert (again.standing, decision.crime_id) == (Standing.CRIME, crime.id)
    with pytest.raises(InputInvalid):
        join_to_crime(officer, incident_id=again.id, crime_number="28/9999999/26")


def test_passed_to_another_force_it_stays_ours_until_they_accept(build):
    officer = build.actor(Role.OFFICER)
    incident = taken_down(build, by=officer)
    offer_elsewhere(officer, incident_id=incident.id, force=DORSET, evidence="Statement and film")
    assert incident.standing is Standing.UNDECIDED
    answer_elsewhere(officer, incident_id=incident.id, accepted=False, answered_by="Sgt Reed", why="Our side")
    assert incident.standing is Standing.UNDECIDED
    offer_elsewhere(officer, incident_id=incident.id, force=DORSET, evidence="And the map")
    told = {"answered_by": "Sgt Reed", "their_reference": "55/1/26"}
    answer_elsewhere(officer, incident_id=incident.id, accepted=True, **told)
    transfer = tell_victim_of_transfer(officer, incident_id=incident.id, how="By telephone")
    assert (incident.standing, transfer.victim_told_at) == (Standing.ELSEWHERE, NOON)
    with pytest.raises(RuleBroken, match="Another force"):
        record_crime(officer, **a_report(incident_id=incident.id))


def test_the_list_is_filtered(build):
    officer = build.actor(Role.OFFICER)
    one, two = taken_down(build, control_room="CAD 1"), taken_down(build, category="alarm")
    left_out(officer, two)

    def found(**filters):
        return [each.id for each in list_incidents(officer, **filters).rows]

    assert found() == [two.id, one.id]
    assert found(standing=Standing.NO_CRIME) == [two.id]
    assert found(category="crime") == [one.id]
    assert found(number="CAD 1") == [one.id]
    assert found(number=two.reference) == [two.id]
    assert found(since=NOON.date(), until=NOON.date()) == [two.id, one.id]


MAY = {Role.OFFICER, Role.OFFICER_IN_CASE, Role.SUPERVISOR, Role.REVIEWING_INSPECTOR, Role.CUSTODY_OFFICER} | {
    Role.CASE_BUILDER,
    Role.CRIME_REGISTRAR,
    Role.TRAINEE,
}
"""Of the line "Incident/crime create" of ROL-3; a trainee stands as an officer (ROL-4)."""


@pytest.mark.parametrize("role", Role)
def test_who_may_take_a_report_and_decide_on_it(build, role):
    somebody = build.actor(role)
    for use in (report_incident, decide_not_recorded, record_crime, offer_elsewhere):
        with nullcontext() if role in MAY & somebody.roles else pytest.raises(Forbidden):
            use.admit(somebody)


def test_who_reads_only_cannot_write(build):
    with pytest.raises(Forbidden):
        report_incident(build.actor(Role.WITNESS_CARE), **said())


def test_a_restricted_report_does_not_exist_for_others(build, db_session):
    incident = taken_down(build)
    with build.scenery():
        db_session.get_one(ReportedIncident, incident.id).restriction = Restriction.NAMED
    db_session.expunge_all()
    with pytest.raises(NotFound):
        read_incident(build.actor(Role.OFFICER), incident_id=incident.id)

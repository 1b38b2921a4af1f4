"""Classing a crime otherwise and cancelling it: what must be shown, and who decides (INV-2, INV-4, ROL-3)."""

from contextlib import nullcontext

import pytest

from mips.access.permissions import Role
from mips.core.errors import Forbidden, RuleBroken
from mips.investigation.model.crime import CrimeStatus
from mips.investigation.rules import cancelling, classifying
from mips.investigation.rules.cancelling import Grounds
from mips.investigation.usecases.cancelling import (
    appoint_registrar,
    decide_cancellation,
    propose_cancellation,
    tell_victim_of_cancellation,
)
from mips.investigation.usecases.classifying import decide_class, propose_class
from mips.investigation.usecases.deciding import crimes_from
from mips.investigation.usecases.listing import list_crimes
from mips.investigation.usecases.outcomes import propose_outcome
from mips.investigation.usecases.proposals import list_proposals, read_changes
from mips.investigation.usecases.reading import read_crime
from tests.investigation.crimes import ROBBERY, THEFT, an_outcome, recorded
from tests.investigation.test_incident_rules import broken

RAPE = "SX03001"
ABROAD = {"force": "55", "their_reference": "55/1/26", "accepted_by": "Sgt Reed"}
SHOWN = {"source": "footage", "source_suffices": True}


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        pytest.param({}, [], id="INV-2: another offence"),
        pytest.param({"same": True}, ["INV-2"], id="INV-2: the same"),
        pytest.param({"open_proposal": True}, ["INV-2"], id="INV-2: one waits already"),
        pytest.param({"cancelled": True}, ["INV-4"], id="INV-4: a cancelled crime"),
    ],
)
def test_proposing_another_class(facts, refused):
    given = {"same": False, "open_proposal": False, "cancelled": False} | facts
    assert broken(classifying.check_proposed, **given) == refused


@pytest.mark.parametrize(
    ("lowered", "registrar", "own", "refused"),
    [
        pytest.param(False, False, False, [], id="INV-2: as serious or more, by a supervisor"),
        pytest.param(True, True, False, [], id="INV-2: less serious, by the registrar's office"),
        pytest.param(True, False, False, ["INV-2"], id="INV-2: less serious, by a supervisor"),
        pytest.param(False, True, True, ["RL-1(c)"], id="RL-1(c): by who proposed it"),
    ],
)
def test_deciding_on_another_class(lowered, registrar, own, refused):
    assert broken(classifying.check_decided, lowered=lowered, registrar=registrar, own=own) == refused


@pytest.mark.parametrize(
    ("code", "facts", "refused"),
    [
        pytest.param("C1", ABROAD, 0, id="C1: with number and acceptance"),
        pytest.param("C1", {}, 3, id="C1: without"),
        pytest.param("C2", SHOWN, 0, id="C2: with verifiable information"),
        pytest.param("C2", {}, 1, id="C2: without"),
        pytest.param("C2", {"source": "victim"}, 1, id="C2: the victim's word alone"),
        pytest.param("C3", {"other_found": True}, 0, id="C3: with the other crime"),
        pytest.param("C3", {}, 1, id="C3: without"),
        pytest.param("C4", {}, 0, id="C4: with its explanation, which is always asked"),
        pytest.param("C5", SHOWN | {"assault": True}, 0, id="C5: an assault, with verifiable information"),
        pytest.param("C5", SHOWN, 1, id="C5: another offence"),
        pytest.param("C5", {"assault": True}, 1, id="C5: without verifiable information"),
    ],
)
def test_the_grounds_for_cancelling(code, facts, refused):
    found = broken(cancelling.check_grounds, Grounds(code=code, **facts), open_proposal=False, cancelled=False)
    assert found == ["INV-4"] * refused


@pytest.mark.parametrize(
    ("code", "specified", "registrar", "own", "refused"),
    [
        pytest.param("C2", False, False, False, [], id="INV-4: by a designated decision maker"),
        pytest.param("C2", True, True, False, [], id="INV-4: C2 of a rape, by the registrar in person"),
        pytest.param("C2", True, False, False, ["INV-4"], id="INV-4: C2 of a rape, by a decision maker"),
        pytest.param("C4", True, False, False, [], id="INV-4: a rape recorded in error, by a decision maker"),
        pytest.param("C4", False, True, True, ["RL-1(c)"], id="RL-1(c): by who proposed it"),
    ],
)
def test_who_decides_on_cancelling(code, specified, registrar, own, refused):
    assert broken(cancelling.check_decider, code, specified=specified, registrar=registrar, own=own) == refused


@pytest.mark.parametrize(
    ("oneself", "of_the_office", "refused"),
    [(False, True, []), (True, True, ["RL-1(c)"]), (False, False, ["NC-9"])],
    ids=["by another", "oneself", "without the role"],
)
def test_appointing_the_registrar(oneself, of_the_office, refused):
    assert broken(cancelling.check_appointed, oneself=oneself, of_the_office=of_the_office) == refused


def test_a_crime_becomes_less_serious_only_with_the_registrar(build):
    officer = build.actor(Role.OFFICER_IN_CASE)
    crime = recorded(build, build.person(), by=officer, offences=[{"code": ROBBERY}])
    proposal = propose_class(officer, crime_id=crime.id, offence_code=THEFT, why="Nobody entered")
    assert (proposal.lowers, proposal.from_code, proposal.to_code) == (True, ROBBERY, THEFT)
    assert "place" in proposal.rests_on
    with pytest.raises(RuleBroken, match="only the crime registrar"):
        decide_class(build.actor(Role.SUPERVISOR), crime_id=crime.id, approve=True)
    registrar = build.actor(Role.CRIME_REGISTRAR)
    assert [each.crime_id for each in list_proposals(registrar).reclassifications] == [crime.id]
    decide_class(registrar, crime_id=crime.id, approve=True, why="Agreed")
    shown = read_crime(officer, crime_id=crime.id)
    assert (shown.crime.offence_code, [each.code for each in shown.offences]) == (THEFT, [THEFT])
    assert shown.crime.label.startswith(shown.crime.offence_title)
    (kept,) = read_changes(officer, crime_id=crime.id).reclassifications
    assert (kept.approved, kept.decided_by_id, kept.why) == (True, registrar.id, "Nobody entered")


def test_one_more_serious_needs_a_supervisor_and_refusal_changes_nothing(build):
    officer, sergeant = build.actor(Role.OFFICER_IN_CASE), build.actor(Role.SUPERVISOR)
    crime = recorded(build, by=officer)
    propose_class(officer, crime_id=crime.id, offence_code=ROBBERY, why="He broke in")
    decide_class(sergeant, crime_id=crime.id, approve=False, why="The door stood open")
    assert read_crime(officer, crime_id=crime.id).crime.offence_code == THEFT
    propose_class(officer, crime_id=crime.id, offence_code=ROBBERY, why="The lock is broken")
    decide_class(sergeant, crime_id=crime.id, approve=True)
    assert read_crime(officer, crime_id=crime.id).crime.offence_code == ROBBERY


def cancelled(build, crime, **fields):
    given = {"code": "C4", "why": "Entered twice"} | fields
    propose_cancellation(build.actor(Role.SUPERVISOR), crime_id=crime.id, **given)
    return decide_cancellation(build.actor(Role.CRIME_REGISTRAR), crime_id=crime.id, approve=True)


def test_a_cancelled_crime_stays_on_the_record_and_leaves_the_counts(build):
    officer = build.actor(Role.OFFICER_IN_CASE)
    crime = recorded(build, by=officer)
    cancelled(build, crime)
    assert [each.status for each in list_crimes(officer, number=crime.reference).rows] == [CrimeStatus.CANCELLED]
    with pytest.raises(RuleBroken, match="cancelled"):
        propose_outcome(officer, crime_id=crime.id, **an_outcome("18"))
    told = tell_victim_of_cancellation(officer, crime_id=crime.id, how="By letter")
    assert told.victim_told_how == "By letter"


def test_a_cancelled_crime_is_none_of_its_incident(build, db_session):
    crime = recorded(build)
    assert crimes_from(crime.incident_id) == 1
    cancelled(build, crime)
    assert crimes_from(crime.incident_id) == 0


def test_a_duplicate_names_a_crime_that_counts(build):
    one, two = recorded(build), recorded(build)
    with pytest.raises(RuleBroken, match="number of the other crime"):
        cancelled(build, two, code="C3", other_number=two.reference)
    cancelled(build, two, code="C3", other_number=one.reference)
    with pytest.raises(RuleBroken):
        cancelled(build, one, code="C3", other_number=two.reference)


def test_that_no_rape_occurred_is_for_the_registrar_in_person(build):
    crime, maker = recorded(build, offences=[{"code": RAPE}]), build.actor(Role.CRIME_REGISTRAR)
    propose_cancellation(
        build.actor(Role.OFFICER_IN_CASE), crime_id=crime.id, code="C2", why="Elsewhere all night", source="footage"
    )
    with pytest.raises(RuleBroken, match="in person"):
        decide_cancellation(maker, crime_id=crime.id, approve=True)
    appoint_registrar(build.actor(Role.DATA_PROTECTION_OFFICER), user_id=build.user(Role.CRIME_REGISTRAR).id)
    appoint_registrar(build.actor(Role.DATA_PROTECTION_OFFICER), user_id=maker.id)
    decide_cancellation(maker, crime_id=crime.id, approve=True)
    assert read_crime(maker, crime_id=crime.id).crime.status == CrimeStatus.CANCELLED


CREATE_CLASS, APPROVE_CLASS = {Role.OFFICER_IN_CASE}, {Role.SUPERVISOR, Role.REVIEWING_INSPECTOR, Role.CRIME_REGISTRAR}
CREATE_CANCEL, APPROVE_CANCEL = {Role.OFFICER_IN_CASE, Role.SUPERVISOR}, {Role.CRIME_REGISTRAR}
LINES = [
    (propose_class, CREATE_CLASS),
    (decide_class, APPROVE_CLASS),
    (propose_cancellation, CREATE_CANCEL),
    (decide_cancellation, APPROVE_CANCEL),
]
"""The lines "Crime: change classification" and "Crime: cancel C1-C5" of ROL-3."""


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("use", "may"), LINES, ids=[use.name.rpartition(".")[2] for use, _ in LINES])
def test_who_may(build, use, may, role):
    with nullcontext() if role in may else pytest.raises(Forbidden):
        use.admit(build.actor(role))


def test_it_is_proposed_on_one_page_and_decided_on_another(build, client_for):
    crime = recorded(build)
    sergeant = client_for(Role.SUPERVISOR)
    refused = sergeant.post(f"/crimes/{crime.id}/cancellation", data={"code": "C2", "why": "She said so"})
    assert refused.status_code == 422
    assert "Select where the verifiable information comes from" in refused.text
    fields = {"code": "C4", "why": "Entered twice"}
    page = sergeant.post(f"/crimes/{crime.id}/cancellation", data=fields, follow_redirects=True).text
    assert "Waits to be decided" in page
    registrar = client_for(Role.CRIME_REGISTRAR)
    assert crime.reference in registrar.get("/crimes/proposals").text
    assert "Entered twice" in registrar.get(f"/crimes/{crime.id}/cancellation/decision").text
    fields = {"approve": "yes"}
    page = registrar.post(f"/crimes/{crime.id}/cancellation/decision", data=fields, follow_redirects=True).text
    assert "Cancelled" in page
    assert "Victim not told yet" in page
    assert "Nobody is appointed" in registrar.get("/crimes/registrar").text

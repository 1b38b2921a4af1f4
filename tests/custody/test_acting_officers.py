"""Who acts as custody officer at a station that is not designated, and what is owed of a charge that fell."""

from datetime import timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core import db
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Grounds
from mips.custody.rules.acting import Acting, ActingAs, Decided
from mips.custody.rules.charging import BailRefusal, first_sitting
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.emergency_charge import Emergency, Followed, Ratified
from mips.custody.usecases.acting import acting_of, tell_inspector
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.decision import authorise_detention
from mips.custody.usecases.emergency_charge import record_ratification, record_what_followed
from mips.custody.usecases.ending import AfterCharge, charge_detainee, release_detainee
from mips.custody.usecases.fallen_charges import emergency_charge_of
from mips.custody.usecases.gaps import read_gaps
from mips.custody.usecases.oversight import check_completeness
from mips.record.model.case import Stage
from tests.build import NOON

BROUGHT = Acting(role=ActingAs.BROUGHT, why="Nobody else is on duty here")
LETS_GO = {"disposal": Disposal.UNDER_INVESTIGATION, "reason": "No witness yet"}


@pytest.fixture
def constable(build):
    return build.actor(Role.CUSTODY_OFFICER, name="Kim Bell", rank=int(Rank.CONSTABLE))


@pytest.fixture
def held(desk, build, constable):
    """Brought by a constable to a station that is not designated, who authorised detention and told nobody."""
    with build.scenery():
        desk.suite.designated = False
    found = desk.arrested(desk.arrived(build.person()), arrested_by_id=constable.id)
    why = {"grounds": [Grounds.OBTAIN], "grounds_reason": "To be interviewed"}
    return authorise_detention(constable, detention_id=found.id, acting=BROUGHT, **why)


def board(detention):
    return [each.words for each in said_of([detention.id]).get(detention.id, [])]


def owed(desk, detention):
    db.session.expire_all()
    found = check_completeness(desk.sergeant, detention_id=detention.id).complete.missing
    return {each.page for each in found}


def fallen(desk, outcome, **after):
    """Charged in an emergency, kept for court, and the prosecutor did not ratify it."""
    held = desk.detained()
    kept = AfterCharge(
        court=desk.suite.court,
        court_at=first_sitting(NOON),
        bailed=False,
        refused_because=[BailRefusal.ABSCOND],
        refused_reason="Failed to appear twice",
    )
    desk.charged(held, after=kept, emergency=Emergency(inspector_id=desk.inspector().id, why="The line was dead"))
    record_ratification(desk.sergeant, detention_id=held.id, outcome=outcome, prosecutor="R Shah", why="Too thin")
    return held


def test_each_decision_there_says_in_what_capacity_and_an_inspector_is_told_once(desk, held, constable):
    desk.cleared(held)
    with pytest.raises(RuleBroken) as refused:
        release_detainee(constable, detention_id=held.id, **LETS_GO)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.36(7)", "acting_as")
    release_detainee(constable, detention_id=held.id, acting=BROUGHT, **LETS_GO)
    assert [each.decided for each in acting_of(held.id)] == [Decided.RELEASE, Decided.DETENTION]
    assert "custody.inspector_told" in owed(desk, held)
    tell_inspector(desk.sergeant, detention_id=held.id, told_id=desk.inspector().id, told_station="Eastgate")
    assert "custody.inspector_told" not in owed(desk, held)


def test_who_has_told_an_inspector_owes_no_word_of_what_they_decide_after(desk, held, constable):
    tell_inspector(desk.sergeant, detention_id=held.id, told_id=desk.inspector().id, told_station="Eastgate")
    charges = [{"offence_id": each.id, "wording": "On 2 Mar 2026 stole"} for each in held.offences]
    after = AfterCharge(court="Northmoor", court_at=first_sitting(NOON), bailed=True)
    charge_detainee(constable, detention_id=held.id, charges=charges, after=after, acting=BROUGHT)
    assert [(each.decided, each.told_station, each.owed) for each in acting_of(held.id)] == [
        (Decided.CHARGE, "Eastgate", False),
        (Decided.DETENTION, "Eastgate", False),
    ]


def test_its_pages_ask_in_what_capacity_and_begin_from_what_was_said(desk, held, client_for):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    for page in ("charge", "bail", "release"):
        assert "acting_as" in sergeant.get(f"/custody/{held.id}/{page}").text, page
    desk.cleared(held)
    sent = {"disposal": "under-investigation", "reason": "No witness yet"}
    refused = sergeant.post(f"/custody/{held.id}/release", data=sent)
    assert refused.status_code == 422 and "acting_as-error" in refused.text and "No witness yet" in refused.text


def test_a_charge_that_was_not_ratified_is_owed_until_something_is_done(desk):
    held = fallen(desk, Ratified.NO)
    assert "Charge not ratified" in board(held) and "custody.not_ratified" in owed(desk, held)
    desk.cleared(held)
    release_detainee(desk.sergeant, detention_id=held.id, **LETS_GO)
    charge = emergency_charge_of(held.id)
    assert (charge.followed, charge.stands) == (Followed.RELEASED, False)
    assert {each.stage for each in held.offences} == {Stage.ARRESTED}
    assert "custody.not_ratified" not in owed(desk, held)
    with pytest.raises(RuleBroken, match="Nothing is owed"):
        record_what_followed(desk.sergeant, detention_id=held.id, followed=Followed.STOPPED, how="Told the court")


def test_they_are_charged_as_the_prosecutor_decided(desk):
    held = fallen(desk, Ratified.OTHERWISE)
    desk.charged(held)
    assert emergency_charge_of(held.id).followed is Followed.OTHER_CHARGE
    assert "Charge not ratified" not in board(held)
    with pytest.raises(RuleBroken, match="charged already"):
        desk.charged(held)


def test_what_is_not_owed_has_no_form_and_the_page_says_why(desk, client_for):
    held, sergeant = desk.detained(), client_for(Role.CUSTODY_OFFICER, rank=2)
    for page, why in (
        ("charge/ratification", "No charge waits"),
        ("charge/not-ratified", "Nothing is owed"),
        ("inspector-told", "Nobody is to be told"),
    ):
        answer = sergeant.get(f"/custody/{held.id}/{page}")
        assert answer.status_code == 409 and why in answer.text, page


def test_a_charge_that_fell_has_a_page_an_operation_and_lets_them_go(desk, client_for):
    held, sergeant = fallen(desk, Ratified.NO), client_for(Role.CUSTODY_OFFICER, rank=2)
    page = sergeant.get(f"/custody/{held.id}/charge/not-ratified").text
    assert "Too thin" in page and "The line was dead" in page
    assert "did not ratify" in sergeant.get(f"/custody/{held.id}/release").text
    sent = {"followed": "stopped", "how": "Court and Mr Hill told by telephone"}
    made = sergeant.post(f"/api/v1/custody/detentions/{held.id}/charge/not-ratified", json=sent)
    assert (made.status_code, made.json["followed"]) == (201, "stopped")
    assert "told by telephone" in sergeant.get(f"/custody/{held.id}?tab=authorities").text


def test_what_paper_lacks_names_both_debts(desk, held):
    charged = fallen(desk, Ratified.NO)
    asked = {"suite_id": desk.suite.id, "since": NOON - timedelta(hours=2), "until": NOON + timedelta(hours=1)}
    found = {(each.kind, each.detention_id) for each in read_gaps(desk.sergeant, **asked).found}
    assert {("inspector", held.id), ("charge", charged.id)} <= found

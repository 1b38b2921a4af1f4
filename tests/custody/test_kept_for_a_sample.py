"""Drug tests around a charge, keeping somebody only for one, how long samples are kept, and what is signed for."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import db
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.model.sample import DrugHold
from mips.custody.rules.charging import BailRefusal, first_sitting
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.drug_tests import DrugResult
from mips.custody.rules.samples import SampleKind
from mips.custody.usecases.drug_tests import hold_for_drug_test, record_drug_test
from mips.custody.usecases.ending import AfterCharge, release_detainee
from mips.custody.usecases.samples import read_samples, take_sample
from mips.record.model.case import Stage
from tests.build import NOON

TESTED = {"warned": True, "notified": True, "trigger": "theft", "result": DrugResult.NEGATIVE}
KEPT_FOR = {"notified": True, "trigger": "theft"}


@pytest.fixture
def held(desk, build):
    return desk.detained(build.person(born_on=date(1990, 1, 1)))


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


def holds(detention):
    of_it = sa.select(DrugHold).where(DrugHold.detention_id == detention.id)
    return db.session.scalars(of_it.execution_options(populate_existing=True)).all()


def test_before_charge_they_are_kept_to_24_hours_on_the_clock(desk, held):
    hold = hold_for_drug_test(desk.sergeant, detention_id=held.id, **KEPT_FOR)
    assert hold.until == held.arrived_at + timedelta(hours=24)


def test_the_board_says_until_when_and_no_more_once_a_sample_was_asked_for(desk, sergeant, held):
    hold_for_drug_test(desk.sergeant, detention_id=held.id, **KEPT_FOR)
    board = f"/custody/suites/{desk.suite.id}"
    assert "Kept only for drug sample" in sergeant.get(board).text
    record_drug_test(desk.sergeant, detention_id=held.id, **TESTED)
    assert "Kept only for drug sample" not in sergeant.get(board).text
    assert holds(held)[0].ended_at


def test_nobody_is_kept_twice(desk, held):
    hold_for_drug_test(desk.sergeant, detention_id=held.id, **KEPT_FOR)
    with pytest.raises(RuleBroken, match="already"):
        hold_for_drug_test(desk.sergeant, detention_id=held.id, **KEPT_FOR)


def test_leaving_ends_it(desk, held):
    hold_for_drug_test(desk.sergeant, detention_id=held.id, **KEPT_FOR)
    desk.cleared(held)
    release_detainee(
        desk.sergeant, detention_id=held.id, disposal=Disposal.NO_ACTION, reason="No case", notice_given=True
    )
    assert holds(held)[0].ended_why == "They left"


def test_a_charge_that_keeps_them_only_for_a_sample_says_until_when(desk, held):
    after = AfterCharge(
        court="Northmoor",
        court_at=first_sitting(NOON),
        bailed=False,
        refused_because=[BailRefusal.SAMPLE],
        refused_reason="Sample to be taken",
    )
    desk.charged(held, after=after)
    hold = holds(held)[0]
    assert hold.after_charge and hold.until - hold.since == timedelta(hours=6)


def test_a_test_after_arrest_counts_as_on_charge_once_a_trigger_offence_is_charged(desk, held):
    record_drug_test(desk.sergeant, detention_id=held.id, **TESTED)
    desk.charged(held)
    assert (
        read_samples(desk.sergeant, detention_id=held.id).tests[0].counts_on_charge_from == desk.record(held).charged_at
    )


def test_it_does_not_where_the_charge_is_none(desk, build):
    held = desk.arrived(build.person(born_on=date(1990, 1, 1)))
    desk.arrested(held, offence_ids=[desk.suspected(held.person, title="Common assault", code="CJ88001").id])
    desk.authorised(held)
    record_drug_test(desk.sergeant, detention_id=held.id, **TESTED)
    desk.charged(held)
    assert read_samples(desk.sergeant, detention_id=held.id).tests[0].counts_on_charge_from is None


@pytest.mark.parametrize("role", [Role.DETENTION_OFFICER, Role.OFFICER_IN_CASE])
def test_only_a_custody_officer_keeps_somebody_for_it(desk, build, held, role):
    with pytest.raises(Forbidden):
        hold_for_drug_test(build.actor(role, rank=2), detention_id=held.id, **KEPT_FOR)


def test_the_page_keeps_what_was_typed_and_says_the_section(desk, sergeant, held):
    answer = sergeant.post(f"/custody/{held.id}/drug-hold", data={"trigger": "theft"})
    assert answer.status_code == 422 and "has not been notified" in answer.text
    assert '<option value="theft" selected>' in answer.text
    answer = sergeant.post(f"/custody/{held.id}/drug-hold", data={"trigger": "theft", "notified": "yes"})
    assert answer.status_code == 302
    assert "Kept only for a drug test since" in sergeant.get(answer.headers["Location"]).text


def test_the_api_keeps_somebody_for_a_sample(sergeant, held):
    answer = sergeant.post(f"/api/v1/custody/detentions/{held.id}/drug-hold", json=KEPT_FOR)
    assert answer.status_code == 201 and answer.json["until"]


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("", "When the investigation and any proceedings have ended"),
        ("Guilty plea", "Kept: convicted of a recordable offence"),
        ("Not guilty", "Destroy: no conviction, and nothing lets it be kept"),
    ],
)
def test_how_long_prints_are_kept_follows_what_the_court_said(desk, build, held, result, words):
    take_sample(desk.sergeant, detention_id=held.id, kind=SampleKind.FINGERPRINTS, told=True)
    with build.scenery():
        for offence in desk.record(held).offences:
            offence.result = result
            offence.stage = Stage.RESULTED if result else offence.stage
    found = read_samples(desk.sergeant, detention_id=held.id)
    assert found.destruction(found.samples[0]).words == words


def test_an_earlier_conviction_keeps_them_without_another(desk, build, held):
    earlier = desk.suspected(held.person, title="Robbery", code="TH68023")
    take_sample(desk.sergeant, detention_id=held.id, kind=SampleKind.FINGERPRINTS, told=True)
    with build.scenery():
        for offence in desk.record(held).offences:
            offence.stage = Stage.ENDED
        earlier.result, earlier.stage = "Guilty", Stage.RESULTED
    found = read_samples(desk.sergeant, detention_id=held.id)
    assert found.destruction(found.samples[0]).words == "Kept: convicted of a recordable offence before"


def test_property_is_signed_for_on_the_screen_and_again_when_it_goes_back(desk, sergeant, held):
    drawn = {"signature-how": "on-screen", "signature-drawn": "M10 10L20 30L40 20"}
    taken = sergeant.post(f"/custody/{held.id}/property", data={"items-0-description": "Silver ring", **drawn})
    assert taken.status_code == 302
    page = sergeant.get(f"/custody/{held.id}?tab=property").text
    assert 'd="M10 10L20 30L40 20"' in page and "Signed on the screen for property" in page
    given = sergeant.get(f"/api/v1/custody/detentions/{held.id}/property").json["items"][0]
    back = {"items": given["id"], "end": "returned"}
    refused = sergeant.post(f"/custody/{held.id}/property/out", data=back)
    assert refused.status_code == 422 and "signature-how-error" in refused.text
    assert sergeant.post(f"/custody/{held.id}/property/out", data=back | drawn).status_code == 302
    assert "Signed on the screen for property returned" in sergeant.get(f"/custody/{held.id}?tab=property").text

"""Arrested on new evidence, arrested for another offence, charged with murder, times of bail put right, agency bail."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import clock
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.model.bail import BailEnd
from mips.custody.model.detention import DetentionFact
from mips.custody.rules.bail_extension import Decider
from mips.custody.rules.charging import BailRefusal, first_sitting
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.kinds.values import BailCase
from mips.custody.rules.people import AdultBecause
from mips.custody.rules.rearrest import NewEvidence
from mips.custody.usecases.adult import decide_adult
from mips.custody.usecases.bail_longer import record_longer
from mips.custody.usecases.bail_reading import read_bail
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.ending import AfterCharge, release_detainee
from mips.custody.usecases.facts import correct_fact
from mips.custody.usecases.rearrest import arrest_further, rearrest
from mips.custody.usecases.returning import answer_bail
from mips.record.reference.model import ListedOffence
from tests.build import NOON
from tests.custody.test_bail import BACK, bailed

LATER = NOON + timedelta(days=9)


def again(desk, detention, **fields):
    given = {
        "because": NewEvidence.NEW,
        "evidence": "A print on the window",
        "arrested_at": LATER - timedelta(minutes=30),
        "arrest_place": "12 High Street",
        "necessity": ["investigation"],
        "suite_id": desk.suite.id,
        "arrived_at": LATER - timedelta(minutes=10),
    }
    clock.hold_at(LATER)
    return rearrest(desk.sergeant, detention_id=detention.id, **given | fields)


def test_on_new_evidence_everything_starts_afresh_on_the_same_record(desk):
    detention = bailed(desk)
    again(desk, detention)
    here = desk.record(detention)
    stands = standing_of(here)
    arrived = LATER - timedelta(minutes=10)
    assert (stands.began.at, stands.clock.ends) == (arrived, arrived + timedelta(hours=24))
    assert (here.held, here.authorised_at, here.arrested_at) == (True, None, LATER - timedelta(minutes=30))
    (row,) = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).waiting
    assert row.detention_id == detention.id
    assert read_bail(desk.sergeant, detention_id=detention.id).bails[0].ended_by is BailEnd.NEW_EVIDENCE


def test_the_reviews_and_the_bail_period_start_afresh_too(desk):
    detention = bailed(desk)
    again(desk, detention)
    desk.authorised(desk.record(detention), authorised_at=LATER - timedelta(minutes=5))
    here = desk.record(detention)
    assert standing_of(here).next_review.due == LATER - timedelta(minutes=5) + timedelta(hours=6)
    bailed(desk, here, return_at=BACK.replace(day=11), released_at=LATER)
    last = read_bail(desk.sergeant, detention_id=detention.id).bails[-1]
    assert (last.start_on, last.months, last.period_ends) == (date(2026, 3, 12), 3, date(2026, 6, 11))


def test_who_was_released_under_investigation_is_arrested_again_too(desk):
    detention = desk.cleared(desk.detained())
    release_detainee(
        desk.sergeant, detention_id=detention.id, disposal=Disposal.UNDER_INVESTIGATION, reason="Phone to be read"
    )
    again(desk, detention)
    here = desk.record(detention)
    assert (here.disposal, here.review_on, here.held) == (None, None, True)


def test_who_is_held_or_charged_is_not_arrested_again_so(desk):
    with pytest.raises(RuleBroken, match="not been released"):
        again(desk, desk.detained())


def test_an_arrest_for_another_offence_leaves_the_clock(desk):
    detention = desk.detained()
    before = standing_of(desk.record(detention)).clock.ends
    given = {"detention_id": detention.id, "reason": "Found on search", "necessity": ["investigation"]}
    with pytest.raises(InputInvalid):
        arrest_further(desk.sergeant, arrested_at=NOON, **given)
    arrest_further(desk.sergeant, arrested_at=NOON, other_offences=[{"code": "CD71001"}], **given)
    here = desk.record(detention)
    assert standing_of(here).clock.ends == before
    assert (len(here.offences), here.facts[-1].kind) == (2, "arrest_s31")
    assert all(each.arrested_at for each in here.offences)


def test_back_on_bail_an_arrest_for_another_offence_is_told_as_that(desk):
    detention = bailed(desk)
    clock.hold_at(BACK)
    answer_bail(desk.sergeant, detention_id=detention.id, suite_id=desk.suite.id)
    clock.hold_at(BACK + timedelta(minutes=5))
    given = {"reason": "Found on search", "necessity": ["investigation"], "other_offences": [{"code": "CD71001"}]}
    arrest_further(desk.sergeant, detention_id=detention.id, arrested_at=BACK + timedelta(minutes=1), **given)
    assert desk.record(detention).facts[-1].kind == "arrest_new_offence"


@pytest.fixture
def murder(db_session, desk):
    """The code list is loaded for every test; where it is not, the one line of it that matters."""
    if db_session.scalar(sa.select(ListedOffence.id).where(ListedOffence.code == "COML025")) is None:
        pytest.fail("the offence codes are not loaded")
    person = desk.build.person()
    arrested = desk.arrested(desk.arrived(person), other_offences=[{"code": "COML025"}])
    return desk.authorised(arrested)


def test_the_police_bail_nobody_charged_with_murder(desk, murder):
    with pytest.raises(RuleBroken, match="cannot bail") as refused:
        desk.charged(murder)
    assert refused.value.rule == "CJA 2009 s.115"
    kept = AfterCharge(
        court=desk.suite.court,
        court_at=first_sitting(NOON),
        bailed=False,
        refused_because=[BailRefusal.MURDER],
        refused_reason="Charged with murder",
    )
    assert desk.charged(desk.record(murder), after=kept).bailed is False


def test_a_vulnerable_adult_is_charged_with_their_adult(desk):
    detention = desk.detained()
    decide_adult(desk.sergeant, detention_id=detention.id, because=AdultBecause.VULNERABLE, reason="Autism")
    with pytest.raises(RuleBroken, match="A vulnerable person is charged") as refused:
        desk.charged(desk.record(detention))
    assert refused.value.field == "adult"
    assert desk.charged(desk.record(detention), adult="Ann, sister").charged_at


def corrected(desk, session, detention, kind, at):
    wanted = sa.select(DetentionFact.id).where(
        DetentionFact.detention_id == detention.id, DetentionFact.kind == kind, DetentionFact.replaced_at.is_(None)
    )
    fact_id = session.scalars(wanted.order_by(DetentionFact.at.desc())).first()
    return correct_fact(desk.sergeant, detention_id=detention.id, fact_id=fact_id, at=at, why="Camera says so")


def test_the_times_of_bail_and_return_are_put_right_and_the_clock_follows(desk, db_session):
    detention = bailed(desk)
    released = desk.record(detention).released_at
    corrected(desk, db_session, detention, "bail", released - timedelta(minutes=10))
    here = desk.record(detention)
    (bail,) = read_bail(desk.sergeant, detention_id=detention.id).bails
    assert (here.released_at, bail.released_at) == (released - timedelta(minutes=10),) * 2
    clock.hold_at(BACK)
    answer_bail(desk.sergeant, detention_id=detention.id, suite_id=desk.suite.id)
    corrected(desk, db_session, detention, "answer_bail", BACK - timedelta(minutes=5))
    here = desk.record(detention)
    (bail,) = read_bail(desk.sergeant, detention_id=detention.id).bails
    assert (here.returned_at, bail.ended_at) == (BACK - timedelta(minutes=5),) * 2
    assert here.arrived_at < here.authorised_at
    counted = timedelta(minutes=30 - 10)
    assert standing_of(here).clock.ends == BACK - timedelta(minutes=5) + timedelta(hours=24) - counted
    kept = [fact for fact in here.facts if fact.replaced_at]
    assert {fact.kind for fact in kept} == {"bail", "answer_bail"}


def test_a_return_is_not_put_before_the_release(desk, db_session):
    detention = bailed(desk)
    released = desk.record(detention).released_at
    clock.hold_at(BACK)
    answer_bail(desk.sergeant, detention_id=detention.id, suite_id=desk.suite.id)
    with pytest.raises(InputInvalid):
        corrected(desk, db_session, detention, "answer_bail", released - timedelta(minutes=1))


def test_in_an_agencys_case_the_period_is_six_months_and_its_own_to_extend(desk):
    detention = bailed(desk, case=BailCase.SFO, return_at=BACK.replace(month=9))
    (bail,) = read_bail(desk.sergeant, detention_id=detention.id).bails
    assert (bail.months, bail.period_ends) == (6, date(2026, 9, 2))
    officer = desk.build.actor(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    record_longer(
        officer,
        detention_id=detention.id,
        decider=Decider.AGENCY,
        decided_by="SFO, Grade 5",
        granted=True,
        decided_at=NOON,
        until=date(2027, 3, 2),
    )
    (bail,) = read_bail(desk.sergeant, detention_id=detention.id).bails
    assert (bail.months, bail.period_ends) == (12, date(2027, 3, 2))


def test_only_custody_staff_record_arrests(desk, build):
    detention = desk.detained()
    given = {"detention_id": detention.id, "arrested_at": NOON, "necessity": ["investigation"]}
    for role in (Role.OFFICER, Role.HEALTHCARE_PROFESSIONAL, Role.REVIEWING_INSPECTOR):
        with pytest.raises(Forbidden):
            arrest_further(build.actor(role), reason="x", other_offences=[{"code": "CD71001"}], **given)
        with pytest.raises(Forbidden):
            rearrest(
                build.actor(role),
                because=NewEvidence.NEW,
                evidence="x",
                arrest_place="x",
                suite_id=desk.suite.id,
                **given,
            )
    arrest_further(desk.detention_officer, reason="x", other_offences=[{"code": "CD71001"}], **given)


def test_each_page_opens_and_what_was_typed_stays(desk, client_for):
    held, out = desk.detained(), bailed(desk)
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    assert "Arrest for another offence" in sergeant.get(f"/custody/{held.id}").text
    assert "Arrested again on new evidence" in sergeant.get(f"/custody/{out.id}").text
    for address in (f"/custody/{held.id}/further-arrest", f"/custody/{out.id}/rearrest"):
        assert sergeant.get(address).status_code == 200
        answer = sergeant.post(address, data={"reason": "Found on search", "evidence": "A print"})
        assert answer.status_code == 422
        assert "Found on search" in answer.text or "A print" in answer.text

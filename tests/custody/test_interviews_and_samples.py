"""A detainee with the investigation and back, and what is taken of them, as the desk meets it."""

from datetime import date, timedelta

import pytest

from mips.access.permissions import Role
from mips.core import clock, db
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.rules.drug_tests import DrugResult
from mips.custody.rules.healthcare import Fitness
from mips.custody.rules.interviews import BreakReason, Caution, Purpose
from mips.custody.rules.people import AdultBecause
from mips.custody.rules.samples import NationalStatus, SampleKind
from mips.custody.usecases.adult import decide_adult
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.drug_tests import record_drug_test
from mips.custody.usecases.interviews import (
    begin_break,
    end_interview,
    hand_over,
    read_investigation,
    resume_interview,
    start_interview,
    take_back,
)
from mips.custody.usecases.samples import leave_sample, note_status, read_samples, take_sample
from tests.build import NOON

PRINTS = {"kind": SampleKind.FINGERPRINTS, "told": True}


@pytest.fixture
def held(desk):
    held = desk.detained()
    decide_adult(desk.sergeant, detention_id=held.id, because=AdultBecause.NOT_NEEDED, reason="Adult, no sign")
    return held


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


def handed(desk, held, **fields):
    given = {"purpose": Purpose.INTERVIEW, "fit": Fitness.FIT, "officer_id": desk.arresting_officer.id} | fields
    return hand_over(desk.sergeant, detention_id=held.id, **given)


def begun(desk, held, **fields):
    given = {"where": "Room 2", "caution": Caution.CURRENT, "recording": "R1", "reminded": True} | fields
    return start_interview(desk.sergeant, detention_id=held.id, **given)


def words(build, held):
    with build.scenery():
        return [each.words for each in said_of([held.id]).get(held.id, ()) if each.page == "custody.interviews"]


def test_an_interview_from_the_cell_and_back(desk, build, held):
    handed(desk, held)
    assert words(build, held) == ["With Alex Grant"]
    begun(desk, held)
    assert words(build, held) == ["In interview", "Interview break"]
    clock.hold_at(NOON + timedelta(hours=1))
    begin_break(desk.sergeant, detention_id=held.id, reason=BreakReason.REFRESHMENT)
    assert words(build, held) == ["Interview paused"]
    clock.hold_at(NOON + timedelta(hours=1, minutes=15))
    resume_interview(desk.sergeant, detention_id=held.id)
    with pytest.raises(RuleBroken, match="still goes on"):
        take_back(desk.sergeant, detention_id=held.id, kept_codes=True)
    end_interview(desk.sergeant, detention_id=held.id)
    take_back(desk.sergeant, detention_id=held.id, kept_codes=True)
    assert words(build, held) == []
    found = read_investigation(desk.sergeant, detention_id=held.id)
    assert found.out is None and found.interviews[0].breaks[0].resumed_at == NOON + timedelta(hours=1, minutes=15)
    kinds = [each.kind for each in desk.record(held).facts]
    assert "questioning_start" in kinds and "questioning_end" in kinds


def test_nobody_is_interviewed_who_was_not_handed_over_for_it(desk, held):
    with pytest.raises(RuleBroken, match="Hand them over"):
        begun(desk, held)
    handed(desk, held, purpose=Purpose.SEARCH, fit=None)
    with pytest.raises(RuleBroken, match="Hand them over"):
        begun(desk, held)
    with pytest.raises(RuleBroken, match="already"):
        handed(desk, held)


def test_a_child_is_not_interviewed_without_an_adult(desk, build):
    held = desk.detained(build.person(born_on=date(2010, 1, 1)))
    handed(desk, held)
    with pytest.raises(RuleBroken, match="appropriate adult"):
        begun(desk, held)
    decide_adult(desk.sergeant, detention_id=held.id, because=AdultBecause.CHILD)
    with pytest.raises(RuleBroken, match="adult"):
        begun(desk, held)


def test_times_come_in_their_order(desk, held):
    handed(desk, held)
    with pytest.raises(RuleBroken, match="handed over"):
        begun(desk, held, started_at=NOON - timedelta(minutes=5))


def test_the_limited_form_says_nothing_of_hand_overs(desk, build, held):
    handed(desk, held)
    found = read_investigation(build.actor(Role.OFFICER), detention_id=held.id)
    assert (found.hand_overs, found.interviews, found.rest) == ((), (), None)


def test_only_a_custody_officer_hands_over(desk, build, held):
    for actor in (desk.detention_officer, build.actor(Role.OFFICER_IN_CASE)):
        db.session.expire_all()
        with pytest.raises(Forbidden):
            hand_over(
                actor, detention_id=held.id, officer_id=desk.arresting_officer.id, purpose=Purpose.OTHER, where="x"
            )


def test_what_is_taken_is_owed_no_longer_until_it_is_rejected(desk, held):
    assert len(read_samples(desk.sergeant, detention_id=held.id).owed) == 3
    prints = take_sample(desk.sergeant, detention_id=held.id, **PRINTS)
    leave_sample(desk.sergeant, detention_id=held.id, kind=SampleKind.DNA, not_taken_why="On the database, confirmed")
    assert prints.power.startswith("PACE 1984 s.61, without consent")
    assert read_samples(desk.sergeant, detention_id=held.id).owed == [SampleKind.PHOTO]
    with pytest.raises(RuleBroken, match="already"):
        take_sample(desk.sergeant, detention_id=held.id, **PRINTS)
    note_status(desk.sergeant, sample_id=prints.id, status=NationalStatus.REJECTED)
    assert SampleKind.FINGERPRINTS in read_samples(desk.sergeant, detention_id=held.id).owed
    take_sample(desk.sergeant, detention_id=held.id, **PRINTS)


def test_one_drug_test_in_a_detention(desk, build):
    held = desk.detained(build.person(born_on=date(1990, 1, 1)))
    given = {"detention_id": held.id, "warned": True, "notified": True, "trigger": "theft"}
    record_drug_test(desk.sergeant, result=DrugResult.POSITIVE, drugs=["cocaine"], **given)
    with pytest.raises(RuleBroken, match="1 sample in this detention already"):
        record_drug_test(desk.sergeant, result=DrugResult.NEGATIVE, **given)


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (Role.OFFICER_IN_CASE, True, True),
        (Role.CUSTODY_OFFICER, True, True),
        (Role.DETENTION_OFFICER, True, True),
        (Role.FORENSIC_GATEKEEPER, True, False),
        (Role.RECORDS_REVIEWER, True, False),
        (Role.OFFICER, False, False),
        (Role.SUPERINTENDENT, False, False),
        (Role.HEALTHCARE_PROFESSIONAL, False, False),
    ],
)
def test_who_reads_and_enters_samples(desk, build, held, role, reads, writes):
    actor = build.actor(role, rank=2)
    for allowed, act in (
        (reads, lambda: read_samples(actor, detention_id=held.id)),
        (writes, lambda: take_sample(actor, detention_id=held.id, **PRINTS)),
    ):
        db.session.expire_all()
        if allowed:
            act()
        else:
            with pytest.raises(Forbidden):
                act()


def test_forensic_staff_read_samples_and_no_more_of_the_record(client_for, held):
    forensic = client_for(Role.FORENSIC_GATEKEEPER, rank=0)
    page = forensic.get(f"/custody/{held.id}/samples")
    assert page.status_code == 200 and "Still to take" in page.text and "Theft" not in page.text
    assert forensic.get(f"/custody/{held.id}").status_code == 403


def test_the_pages_of_the_investigation(desk, sergeant, held):
    at = f"/custody/{held.id}"
    sent = {"officer_id": str(desk.arresting_officer.id), "purpose": "interview", "fit": "fit"}
    assert sergeant.post(f"{at}/hand-over", data=sent).status_code == 302
    assert "Begin the interview" in sergeant.get(f"{at}/interviews").text
    answer = sergeant.post(f"{at}/interview/start", data={"where": "Room 2", "caution": "current"})
    assert answer.status_code == 422 and "reference of the recording" in answer.text and "Room 2" in answer.text
    sent = {"where": "Room 2", "caution": "current", "recording": "R1"}
    answer = sergeant.post(f"{at}/interview/start", data=sent)
    assert answer.status_code == 422 and "Remind them of the right to free legal advice" in answer.text
    assert sergeant.post(f"{at}/interview/start", data=sent | {"reminded": "yes"}).status_code == 302
    assert sergeant.post(f"{at}/interview/break", data={"reason": "meal"}).status_code == 302
    assert "Resume" in sergeant.get(f"{at}/interviews").text
    short = sergeant.post(f"{at}/interview/resume", data={})
    assert short.status_code == 422 and "short_why-error" in short.text and "45 minutes" in short.text
    assert sergeant.post(f"{at}/interview/resume", data={"short_why": "He asked to go on"}).status_code == 302
    assert sergeant.post(f"{at}/interview/end", data={}).status_code == 302
    assert sergeant.post(f"{at}/take-back", data={"kept_codes": "yes"}).status_code == 302
    for tab in ("interviews", "samples"):
        assert sergeant.get(f"{at}?tab={tab}").status_code == 200, tab


def test_the_pages_of_samples(sergeant, held):
    at = f"/custody/{held.id}"
    for page in ("samples", "samples/take", "samples/none", "drug-test"):
        assert sergeant.get(f"{at}/{page}").status_code == 200, page
    sent = {"kind": "dna", "told": "yes"}
    answer = sergeant.post(f"{at}/samples/take", data=sent)
    assert answer.status_code == 422 and "barcode" in answer.text
    assert sergeant.post(f"{at}/samples/take", data=sent | {"barcode": "99887766"}).status_code == 302
    assert "99887766" in sergeant.get(f"{at}/samples").text

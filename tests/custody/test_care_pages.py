"""The pages of care as they are met: few controls, one key at the door, one page for a corridor."""

import re
from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.custody.rules.observation import Level
from mips.custody.rules.risk import RiskBlock
from mips.custody.usecases.caring import plan_now, read_care
from mips.custody.usecases.observation import set_care_plan
from tests.build import NOON

FOR_EVERYBODY = 12
"""Controls that a clean adult's assessment and plan may cost."""


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


@pytest.fixture
def nurse(client_for):
    return client_for(Role.HEALTHCARE_PROFESSIONAL, rank=0)


@pytest.fixture
def held(desk):
    return desk.detained()


def clean(page):
    """What is sent for somebody of whom there is nothing to say: the questions as drawn, each block closed."""
    codes = dict(re.findall(r'name="(answers-\d+-code)" value="([^"]+)"', page))
    ticked = {"none_of": [each.value for each in RiskBlock], "nothing_seen": "yes"}
    return codes, ticked


def planned(desk, held, level=Level.GENERAL, **fields):
    given = {"reason": "As assessed", "set_at": NOON - timedelta(minutes=15)} | fields
    return set_care_plan(desk.sergeant, detention_id=held.id, level=level, **given)


def test_a_clean_adult_costs_few_controls(desk, sergeant, held):
    page = sergeant.get(f"/custody/{held.id}/risk").text
    assert not re.findall(r'type="(?:radio|checkbox)"[^>]*checked', page)
    codes, ticked = clean(page)
    answer = sergeant.post(f"/custody/{held.id}/risk", data=codes | ticked)
    assert answer.status_code == 302 and answer.headers["Location"].endswith("/care-plan")
    answer = sergeant.post(f"/custody/{held.id}/care-plan", data={"level": "1"})
    assert answer.status_code == 302
    assert len(ticked["none_of"]) + 1 + 1 <= FOR_EVERYBODY
    assert read_care(desk.sergeant, detention_id=held.id).plan.level == 1


def test_what_was_answered_stays_when_a_block_was_forgotten(sergeant, held):
    page = sergeant.get(f"/custody/{held.id}/risk").text
    codes, ticked = clean(page)
    sent = codes | ticked | {"none_of": ["body"], "feeling": "Tired", "answers-0-answer": "yes"}
    answer = sergeant.post(f"/custody/{held.id}/risk", data=sent)
    assert answer.status_code == 422
    assert "tick none of these, under: medicine" in answer.text and 'value="Tired"' in answer.text
    assert re.search(r'name="answers-0-answer" value="yes" checked', answer.text)


def test_one_key_at_the_cell_door(desk, sergeant, held):
    planned(desk, held)
    page = sergeant.get(f"/custody/{held.id}/check").text
    assert 'name="finding" value="fine"' in page and "Annex H" not in page
    assert sergeant.post(f"/custody/{held.id}/check", data={"finding": "fine"}).status_code == 302


def test_a_failed_rousing_leads_to_the_call_for_help(desk, sergeant, held):
    planned(desk, held, Level.INTERMITTENT, rousing=True)
    answer = sergeant.post(f"/custody/{held.id}/check", data={"wakes": "yes", "answers": "no", "obeys": "yes"})
    assert "/call-hcp?purpose=emergency" in answer.headers["Location"]
    assert "NOT ROUSED" in sergeant.get(answer.headers["Location"]).text


def test_the_round_is_one_page_with_one_control_a_cell(desk, build, sergeant, held):
    other = desk.detained(build.person(family_name="Hall"))
    planned(desk, held)
    planned(desk, other, Level.INTERMITTENT, rousing=True)
    page = sergeant.get(f"/custody/suites/{desk.suite.id}/round").text
    ids = dict(re.findall(r'name="(seen-\d-detention_id)" value="([^"]+)"', page))
    found = {
        key.replace("detention_id", "finding"): "asleep" if i == str(held.id) else "roused" for key, i in ids.items()
    }
    answer = sergeant.post(f"/custody/suites/{desk.suite.id}/round", data=ids | found)
    assert answer.status_code == 302, re.findall(r"error-message.*", answer.text)
    with build.scenery():
        assert plan_now(other.id).due_at == NOON + timedelta(minutes=30)


def test_every_page_of_care_opens(desk, sergeant, held):
    planned(desk, held)
    for page in ("risk", "care-plan", "check", "provide", "medication", "health", "call-hcp", "events"):
        assert sergeant.get(f"/custody/{held.id}/{page}").status_code == 200, page
    for page in ("force", "incident", "complaint"):
        assert sergeant.get(f"/custody/{held.id}/{page}").status_code == 200, page
    for tab in ("care", "health", "events"):
        assert sergeant.get(f"/custody/{held.id}?tab={tab}").status_code == 200, tab
    assert sergeant.get(f"/custody/suites/{desk.suite.id}/meals").status_code == 200


def test_a_nurse_works_from_a_list_and_a_page_of_their_own(desk, nurse, held):
    assert "Theft" not in (listed := nurse.get("/custody/healthcare").text) and held.detainee in listed
    page = nurse.get(f"/custody/{held.id}/health").text
    assert "Theft" not in page and "Direct a medicine" in page
    assert nurse.get(f"/custody/{held.id}").status_code == 403
    sent = {"findings": "Diabetic", "todo": "Food at 13:00"}
    assert nurse.post(f"/custody/{held.id}/examine", data=sent).status_code == 302
    for page in ("examine", "prescribe", "medication", "risk", "care-plan"):
        assert nurse.get(f"/custody/{held.id}/{page}").status_code == 200, page


def test_the_desk_reads_what_to_do_and_not_why(desk, sergeant, nurse, held):
    nurse.post(f"/custody/{held.id}/examine", data={"findings": "Diabetic", "todo": "Food at 13:00"})
    page = sergeant.get(f"/custody/{held.id}?tab=health").text
    assert "Food at 13:00" in page and "Diabetic" not in page


def test_medicine_is_given_from_its_page(sergeant, nurse, held):
    sent = {"drug": "Paracetamol", "dose": "1 g", "route": "by mouth", "most_in_24h": "4", "source": "prescribed"}
    answer = nurse.post(f"/custody/{held.id}/prescribe", data=sent)
    assert answer.status_code == 302, re.findall(r"error-message.*", answer.text)
    page = sergeant.get(f"/custody/{held.id}/medication").text
    to = re.search(r'href="(/custody/[^"]+/dose)"', page)[1]
    assert sergeant.post(to, data={"outcome": "given"}).status_code == 302

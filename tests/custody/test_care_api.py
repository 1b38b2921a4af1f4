"""Care for other programs: the same use cases, the same refusals, as JSON."""

import pytest

from mips.access.permissions import Role
from mips.custody.rules.risk import RiskBlock

API = "/api/v1/custody"


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


def test_from_the_questions_to_a_round(desk, sergeant):
    held = desk.detained()
    of_it = f"{API}/detentions/{held.id}"
    asked = sergeant.get(f"{of_it}/risk").json["questions"]
    assert {each["block"] for each in asked} == {each.value for each in RiskBlock}
    none = {"none_of": [each.value for each in RiskBlock], "nothing_seen": True}
    assert sergeant.post(f"{of_it}/risk", json=none).json["suggested_level"] == 1
    plan = sergeant.post(f"{of_it}/care-plan", json={"level": "1"})
    assert (plan.status_code, plan.json["every_minutes"]) == (201, 60)
    seen = {"seen": [{"detention_id": str(held.id), "finding": "fine"}]}
    assert len(sergeant.post(f"{API}/suites/{desk.suite.id}/round", json=seen).json) == 1
    assert len(sergeant.get(f"{of_it}/care").json["checks"]) == 1


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("risk", {"none_of": ["nothing"]}),
        ("risk", {"nothing_seen": True}),
        ("care-plan", {"level": "5"}),
        ("care-plan", {"level": "1", "every_minutes": 61, "reason": "Quiet"}),
        ("checks", {"finding": "fine"}),
        ("provisions", {}),
        ("force", {"tactics": ["spell"]}),
    ],
)
def test_what_cannot_be_is_refused(desk, sergeant, path, sent):
    held = desk.detained()
    answer = sergeant.post(f"{API}/detentions/{held.id}/{path}", json=sent)
    assert answer.status_code in (409, 422), answer.text
    assert answer.json["detail"]


def test_a_program_of_the_nurse_reads_notes_that_the_desks_does_not(desk, client_for, sergeant):
    held, nurse = desk.detained(), client_for(Role.HEALTHCARE_PROFESSIONAL, rank=0)
    of_it = f"{API}/detentions/{held.id}"
    assert nurse.post(f"{of_it}/examinations", json={"findings": "Diabetic", "todo": "Food"}).status_code == 201
    assert [each["findings"] for each in nurse.get(f"{of_it}/health").json["notes"]] == ["Diabetic"]
    theirs = sergeant.get(f"{of_it}/health").json
    assert theirs["notes"] == [] and theirs["instructions"][0]["todo"] == "Food"
    assert nurse.get(f"{API}/patients").json[0]["detention_id"] == str(held.id)
    assert sergeant.get(f"{API}/patients").status_code == 403

"""Bail as it is clicked and as it is called: what is typed stays, each page opens, the diary lists."""

import re
from datetime import UTC, datetime

import pytest

from mips.access.permissions import Role
from mips.core import clock
from tests.custody.test_bail import BACK, bailed

SENT = {
    "power": "37(2)",
    "regard": "victims-and-witnesses",
    "necessary_why": "To keep her safe",
    "representations": "Nothing",
    "conditions": ["no-contact"],
    "conditions_words": "Not contact Ann Hill",
    "victim_views": "no-victim",
    "return_at": "2 June 2026 10:00",
}


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


def test_somebody_is_released_on_bail_to_the_last_day_of_the_period(desk, sergeant):
    detention = desk.cleared(desk.detained())
    page = sergeant.get(f"/custody/{detention.id}/bail").text
    assert "An inspector may extend it to 6 months (PACE 1984 s.47ZD)" in page
    assert re.search(r'name="return_at"[^>]*value="2[^"]* 10:00"', page)
    answer = sergeant.post(f"/custody/{detention.id}/bail", data=SENT | {"return_suite_id": desk.suite.id})
    assert answer.status_code == 302, answer.text
    page = sergeant.get(f"/custody/{detention.id}?tab=bail").text
    assert "Not contact Ann Hill" in page and "Answer bail" in page


def test_what_was_typed_stays_when_a_pre_condition_is_missing(desk, sergeant):
    sent = SENT | {"return_suite_id": desk.suite.id, "representations": ""}
    answer = sergeant.post(f"/custody/{desk.detained().id}/bail", data=sent)
    assert answer.status_code == 422
    assert 'id="representations-error"' in answer.text and "To keep her safe" in answer.text


def test_every_pre_condition_that_is_missing_is_shown_at_once(desk, sergeant):
    none = dict.fromkeys(("representations", "necessary_why", "victim_said"), "")
    sent = SENT | {"return_suite_id": desk.suite.id, "victim_views": "asked"} | none
    sent.pop("regard")
    answer = sergeant.post(f"/custody/{desk.detained().id}/bail", data=sent)
    assert answer.status_code == 422
    for field in ("regard", "victim_said", *none):
        assert f'id="{field}-error"' in answer.text, field
    bare = sergeant.post(f"/custody/{desk.detained(desk.build.person()).id}/bail", data={"power": "37(2)"})
    for field in ("regard", "victim_views", "return_at", "necessary_why", "representations"):
        assert f'id="{field}-error"' in bare.text, field
    told = sergeant.post(
        f"/api/v1/custody/detentions/{desk.detained(desk.build.person()).id}/bail",
        json={
            "power": "37(2)",
            "victim_views": "no-victim",
            "return_at": "2026-06-02T09:00:00+00:00",
            "return_suite_id": str(desk.suite.id),
        },
    )
    assert told.status_code == 409
    assert [each["pointer"] for each in told.json["errors"]] == ["#/regard", "#/necessary_why", "#/representations"]


def test_a_change_that_a_rule_refuses_is_shown_again_beside_what_stands(desk, sergeant):
    detention = bailed(desk)
    answer = sergeant.post(f"/custody/{detention.id}/bail/return", data={"return_at": "2 June 2028 10:00"})
    assert answer.status_code == 422 and "2 June 2028 10:00" in answer.text


@pytest.mark.parametrize(
    "page",
    ["answer", "arrest", "conditions", "return", "end", "prosecutor"],
)
def test_each_page_about_bail_says_what_stands(desk, sergeant, page):
    shown = sergeant.get(f"/custody/{bailed(desk).id}/bail/{page}")
    assert (
        shown.status_code == 200 and "2 June 2026" in shown.text.replace("&nbsp;", " ")
    ) or "2 Jun 2026" in shown.text


@pytest.mark.parametrize("page", ["longer", "court", "prosecutor/supplied", "in-patient", "victim"])
def test_the_officer_in_the_case_has_their_pages(desk, client_for, page):
    both = client_for(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    assert both.get(f"/custody/{bailed(desk).id}/bail/{page}").status_code == 200


@pytest.mark.parametrize("view", ["returns", "extensions", "prosecutor", "under-investigation", "nonsense"])
def test_the_diary_opens_on_each_of_its_parts(desk, client_for, view):
    detention = bailed(desk)
    clock.hold_at(datetime(2026, 6, 3, 9, 0, tzinfo=UTC))
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    page = sergeant.get(f"/custody/bail?view={view}&suite={desk.suite.id}").text
    assert ("Overdue" in page) == (view in ("returns", "extensions", "nonsense"))
    assert (detention.reference in page) == (view in ("returns", "extensions", "nonsense"))


def test_somebody_back_is_authorised_from_the_record(desk, client_for):
    detention = bailed(desk)
    clock.hold_at(BACK)
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    here = f"/custody/{detention.id}"
    assert sergeant.post(f"{here}/bail/answer", data={"suite_id": desk.suite.id}).status_code == 302
    assert "Authorise detention after bail" in sergeant.get(here).text
    sent = {"grounds": "obtain-by-questioning", "grounds_reason": "Phones"}
    assert sergeant.post(f"{here}/bail/authorise", data=sent).status_code == 302
    assert "Authorise detention after bail" not in sergeant.get(here).text


def test_bail_over_the_api(desk, sergeant, client_for):
    api = "/api/v1/custody"
    here = f"{api}/detentions/{desk.cleared(desk.detained()).id}"
    sent = SENT | {"regard": ["victims-and-witnesses"], "return_suite_id": str(desk.suite.id)}
    released = sergeant.post(f"{here}/bail", json=sent | {"return_at": "2026-06-02T09:00:00+00:00"})
    assert released.status_code == 201, released.json
    assert (released.json["period_ends"], released.json["months"]) == ("2026-06-02", 3)
    both = client_for(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    met = {"suspects_guilt": "a", "more_time": "b", "diligent": "c", "necessary": "d"}
    asked = both.post(f"{here}/bail/extensions", json=met)
    assert asked.status_code == 201, asked.json
    decision = {"told": "Email", "representations": "None", "granted": True, "reason": "Phones"}
    inspector = client_for(Role.REVIEWING_INSPECTOR, rank=3)
    decided = inspector.post(f"{api}/bail-extensions/{asked.json['id']}/6-months", json=decision)
    assert (decided.status_code, decided.json["granted"]) == (201, True)
    (row,) = sergeant.get(f"{api}/bail").json["on_bail"]
    assert (row["months"], row["period_ends"]) == (6, "2026-09-02")


def test_a_superintendent_decides_on_nine_months_and_an_inspector_does_not(desk, client_for):
    address = f"/api/v1/custody/bail-extensions/{desk.suite.id}/9-months"
    decision = {"told": "Email", "representations": "None", "granted": True, "reason": "Phones"}
    assert client_for(Role.REVIEWING_INSPECTOR, rank=3).post(address, json=decision).status_code == 403
    assert client_for(Role.SUPERINTENDENT, rank=5).post(address, json=decision).status_code == 404

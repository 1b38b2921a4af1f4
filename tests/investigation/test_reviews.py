"""The Victims' Right to Review: told of it, asked for, answered by another, and what an overturned decision does."""

from datetime import date, timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.investigation.model.crime import CrimeStatus
from mips.investigation.rules.outcome_needs import REVIEWABLE
from mips.investigation.rules.reviews import answer_by, check_asked, check_reviewer, is_of_the_cps, may_ask
from mips.investigation.usecases.outcomes import propose_outcome, sign_off_outcome
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.reviews import answer_review, ask_for_review, list_reviews
from mips.investigation.usecases.victims import read_victim
from tests.build import NOON
from tests.investigation.crimes import an_outcome, nothing_left, recorded, supervisor

MONDAY = NOON.date()
TOLD = {"evidence": "He cannot be picked out", "decided_by": "police", "review_told": True}


@pytest.mark.parametrize("code", ["9", "10", "11", "12", "13", "15", "17", "20", "21", "22"])
def test_a_decision_not_to_charge_somebody_identified_carries_the_right(code):
    assert may_ask(code)
    assert is_of_the_cps(code, "") is (code == "9") and is_of_the_cps(code, "cps")


@pytest.mark.parametrize("code", ["1", "2", "3", "8", "14", "16", "18", "19", ""])
def test_no_other_outcome_does(code):
    assert not may_ask(code) and code not in REVIEWABLE


@pytest.mark.parametrize(
    ("code", "asked_on", "before", "why_late", "refusal"),
    [
        pytest.param("15", MONDAY, False, "", None, id="INV-5: at once"),
        pytest.param("16", MONDAY, False, "", "Nothing to review", id="INV-5: after a withdrawal"),
        pytest.param("15", MONDAY, True, "", "already", id="INV-5: a second time"),
        pytest.param("15", date(2026, 6, 2), False, "", None, id="INV-6: the last day of three months"),
        pytest.param("15", date(2026, 6, 3), False, "", "Say why", id="INV-6: a day later"),
        pytest.param("15", date(2026, 6, 3), False, "In hospital", None, id="INV-6: late with why"),
        pytest.param("15", date(2026, 3, 1), False, "", "before it was decided", id="INV-5: too early"),
    ],
)
def test_who_may_ask(code, asked_on, before, why_late, refusal):
    def check():
        check_asked(code, decided_on=MONDAY, asked_on=asked_on, months=3, asked_before=before, why_late=why_late)

    if refusal is None:
        check()
    else:
        with pytest.raises(RuleBroken, match=refusal):
            check()


@pytest.mark.parametrize(
    ("decided", "signed_off", "rank", "rule"),
    [
        pytest.param(False, False, 2, None, id="INV-5: somebody else"),
        pytest.param(True, False, 2, "RL-1(c)", id="RL-1(c): who proposed it"),
        pytest.param(False, True, 3, "RL-1(c)", id="RL-1(c): who signed it off"),
        pytest.param(False, False, 1, "INV-5", id="INV-5: a constable"),
    ],
)
def test_who_may_look_again(decided, signed_off, rank, rule):
    try:
        check_reviewer(decided=decided, signed_off=signed_off, rank=rank, needed=2)
        found = None
    except RuleBroken as refused:
        found = refused.rule
    assert found == rule


def test_the_answer_is_due_after_so_many_working_days():
    assert answer_by(date(2026, 3, 2), 30) == date(2026, 4, 15)  # Good Friday and Easter Monday lie between


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER_IN_CASE)


def not_charged(build, officer, **more):
    """A crime finalised with outcome 15 by a sergeant, and its victim."""
    victim, sergeant = build.person(), supervisor(build)
    crime = recorded(build, build.person(), by=officer, victims=[{"person_id": victim.id}])
    told = an_outcome("15", victim_supports=True, particulars=TOLD | more)
    propose_outcome(officer, crime_id=crime.id, **told)
    nothing_left(officer, crime.id)
    sign_off_outcome(sergeant, crime_id=crime.id)
    return {"crime_id": crime.id, "party_id": victim.id}, sergeant


def test_an_overturned_decision_opens_the_crime_and_the_victim_is_owed_word(build, officer):
    victim, sergeant = not_charged(build, officer)
    kept = {each.code: each.kept_at is not None for each in read_victim(officer, **victim).promises if each.ended_at}
    assert kept["not-charged"] and read_victim(officer, **victim).may_ask
    review = ask_for_review(officer, **victim, method="email", said="A witness was not asked")
    assert (review.by_cps, review.due_on, read_victim(officer, **victim).may_ask) == (False, date(2026, 4, 15), False)
    with pytest.raises(RuleBroken, match="already"):
        ask_for_review(officer, **victim, method="email")
    with pytest.raises(RuleBroken, match="You signed off"):
        answer_review(sergeant, review_id=review.id, overturned=True, reasons="Ask her")
    other = supervisor(build)
    assert [each.id for each in list_reviews(other).reviews] == [review.id]
    answer_review(other, review_id=review.id, overturned=True, reasons="The witness must be asked")
    crime = read_crime(officer, crime_id=victim["crime_id"]).crime
    assert (crime.status, crime.outcome_code, len(crime.outcomes)) == (CrimeStatus.UNDER_INVESTIGATION, "", 1)
    owed = {each.code: each.due_on for each in read_victim(officer, **victim).promises if each.ended_at is None}
    assert owed["review-result"] == date(2026, 3, 9) and owed["update"] == MONDAY + timedelta(days=28)
    assert list_reviews(other).reviews == []
    with pytest.raises(RuleBroken, match="has been answered"):
        answer_review(other, review_id=review.id, overturned=False, reasons="x")


def test_a_decision_of_the_cps_is_reviewed_by_a_prosecutor_and_upheld_it_stands(build, officer):
    victim, sergeant = not_charged(build, officer, decided_by="cps")
    review = ask_for_review(officer, **victim, method="letter")
    assert review.by_cps
    with pytest.raises(RuleBroken, match="prosecutor"):
        answer_review(sergeant, review_id=review.id, overturned=False, reasons="Rightly decided")
    answer_review(sergeant, review_id=review.id, overturned=False, reasons="Rightly decided", prosecutor="J Ross")
    assert read_crime(officer, crime_id=victim["crime_id"]).crime.outcome_code == "15"


def test_who_takes_the_request_and_who_answers(build):
    for role, asks, answers in (
        (Role.OFFICER_IN_CASE, True, False),
        (Role.WITNESS_CARE, True, False),
        (Role.SUPERVISOR, False, True),
        (Role.REVIEWING_INSPECTOR, False, True),
        (Role.OFFICER, False, False),
    ):
        for use, may in ((ask_for_review, asks), (answer_review, answers), (list_reviews, answers)):
            if may:
                use.admit(build.actor(role))
            else:
                with pytest.raises(Forbidden):
                    use.admit(build.actor(role))


def test_it_is_asked_for_on_the_victim_s_page_and_answered_from_the_list(build, client_for, officer):
    victim, _ = not_charged(build, officer)
    at, client = f"/crimes/{victim['crime_id']}/victims/{victim['party_id']}", client_for(Role.OFFICER_IN_CASE)
    assert f'{at}/reviews"' in client.get(at).text
    client.post(f"{at}/reviews", data={"method": "email", "said": "Nobody asked my neighbour"})
    page = client.get(at).text
    assert "Review of the decision" in page and "answer by" in page and f'{at}/reviews"' not in page
    clock.hold_at(NOON + timedelta(days=60))
    reader = client_for(Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR))
    listed = reader.get("/crimes/victims/reviews").text
    assert "late" in listed and "Evidential difficulties" in listed
    (review,) = list_reviews(supervisor(build)).reviews
    form = f"/crimes/victims/reviews/{review.id}"
    assert "Nobody asked my neighbour" in reader.get(form).text
    assert reader.post(form, data={"overturned": "no"}).status_code == 422
    reader.post(form, data={"overturned": "no", "reasons": "She saw nothing"})
    page = client_for(Role.OFFICER_IN_CASE).get(at).text
    assert "Upheld" in page and "She saw nothing" in page

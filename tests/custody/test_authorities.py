"""Rights put off, detention extended, the court asked: who may, what follows, what is refused and by which section."""

from datetime import timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.model.authority import Wanted
from mips.custody.model.care import ReviewMethod
from mips.custody.rules.delaying import DelayGround
from mips.custody.rules.extending import ExtensionMethod, LinkConsent
from mips.custody.rules.representations import Heard
from mips.custody.rules.story import Ruling
from mips.custody.usecases.asking import ask_authority, refuse_request
from mips.custody.usecases.authorities import read_authorities
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.delays import confirm_delay, delay_advice, delay_informing, end_delay, tell_delay
from mips.custody.usecases.disagreements import refer_disagreement, settle_disagreement
from mips.custody.usecases.extending import extend_detention
from mips.custody.usecases.hearing import tell_of_decisions
from mips.custody.usecases.reviews import hold_review
from mips.custody.usecases.warrants import apply_for_warrant, record_ruling
from tests.build import NOON

HOUR = timedelta(hours=1)
GROUNDS = {"grounds": [DelayGround.ALERTING], "reason": "His brother is not yet arrested"}


@pytest.fixture
def superintendent(build):
    return build.actor(Role.SUPERINTENDENT, name="Chris Dale", rank=int(Rank.SUPERINTENDENT))


@pytest.fixture
def a_day(desk):
    """Somebody held, reviewed twice, with 20 hours gone."""
    detention = desk.detained(arrived_at=NOON - 20 * HOUR)
    inspector = desk.inspector()
    for hours in (15, 7):
        hold_review(
            inspector, detention_id=detention.id, reason="To be interviewed", reminded=True, held_at=NOON - hours * HOUR
        )
    return detention


def board(detention):
    return [each.words for each in said_of([detention.id]).get(detention.id, [])]


def extended(actor, detention, **fields):
    given = {
        "until": detention.arrived_at + 36 * HOUR,
        "reason": "Phones to be examined",
        "diligence": "Four officers are on it",
        "responsible": True,
    }
    return extend_detention(actor, detention_id=detention.id, **given | fields)


def applied(actor, detention, **fields):
    given = dict.fromkeys(("offence", "evidence", "enquiries_made", "enquiries_to_make", "reason"), "As told")
    given |= {"hours": 36, "court": "Northmoor Magistrates", "court_sits_at": NOON + 4 * HOUR}
    return apply_for_warrant(actor, detention_id=detention.id, **given | fields)


def test_an_inspector_delays_informing_and_the_clock_knows_until_when(desk):
    detention = desk.detained()
    delay = delay_informing(desk.inspector(), detention_id=detention.id, oral=True, **GROUNDS)
    which = {"delay_id": delay.id}
    assert delay.latest_end == detention.arrived_at + 36 * HOUR
    assert board(detention)[:3] == ["s.56 delayed until", "s.56 in writing", "Tell of s.56 delay"]
    assert any(fact.kind == "s56_delay_authorised" for fact in desk.record(detention).facts)
    confirm_delay(desk.sergeant, **which)
    tell_delay(desk.sergeant, **which)
    end_delay(desk.sergeant, **which, why="The brother was arrested")
    assert not [words for words in board(detention) if "s.56" in words]
    with pytest.raises(RuleBroken, match="It ended"):
        end_delay(desk.sergeant, **which, why="Again")


def test_advice_is_delayed_by_a_superintendent_of_that_rank_then(desk, build, superintendent):
    detention = desk.detained()
    with pytest.raises(Forbidden):
        delay_advice(desk.inspector(), detention_id=detention.id, **GROUNDS)
    low = build.actor(Role.SUPERINTENDENT, rank=int(Rank.CHIEF_INSPECTOR))
    with pytest.raises(RuleBroken) as refused:
        delay_advice(low, detention_id=detention.id, **GROUNDS)
    assert refused.value.rule == "PACE 1984 s.58(6)"
    assert delay_advice(superintendent, detention_id=detention.id, **GROUNDS).written_at == NOON


def test_a_delay_authorised_anew_takes_the_place_of_the_one_before(desk):
    detention, inspector = desk.detained(), desk.inspector()
    first = delay_informing(inspector, detention_id=detention.id, authorised_at=NOON - HOUR / 6, **GROUNDS)
    delay_informing(inspector, detention_id=detention.id, **GROUNDS)
    assert first.ended_at == NOON


def test_an_extension_asked_for_is_decided_by_somebody_else(desk, a_day, superintendent):
    ask_authority(desk.sergeant, detention_id=a_day.id, wanted=Wanted.EXTENSION, reason="Phones")
    assert "s.42 asked" in board(a_day)
    with pytest.raises(RuleBroken, match="waits for an answer"):
        ask_authority(desk.sergeant, detention_id=a_day.id, wanted=Wanted.EXTENSION, reason="Phones")
    extended(superintendent, a_day, detainee_said="I have said all")
    assert "s.42 asked" not in board(a_day)
    assert standing_of(desk.record(a_day)).clock.ends == a_day.arrived_at + 36 * HOUR


def test_nobody_extends_before_the_second_review(desk, superintendent):
    with pytest.raises(RuleBroken) as refused:
        extended(superintendent, desk.detained())
    assert refused.value.rule == "PACE 1984 s.42(4)" and "second review" in refused.value.detail


def test_an_inspector_extends_nothing(desk, a_day):
    with pytest.raises(Forbidden):
        extended(desk.inspector(), a_day)


def test_an_extension_may_be_topped_up_to_36_hours_and_no_further(desk, a_day, superintendent):
    extended(superintendent, a_day, until=NOON + 8 * HOUR)
    extended(superintendent, a_day)
    with pytest.raises(RuleBroken, match="36 hours"):
        extended(superintendent, a_day, until=a_day.arrived_at + 37 * HOUR)


def test_an_extension_by_link_has_every_element(desk, a_day, superintendent):
    link = {"method": ExtensionMethod.LIVE_LINK, "link_appropriate": True, "link_advice": True}
    with pytest.raises(RuleBroken) as refused:
        extended(superintendent, a_day, **link)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.45ZA", "link_consent")
    link |= {"link_consent": LinkConsent.OWN}
    with pytest.raises(RuleBroken) as refused:
        extended(superintendent, a_day, **link)
    assert refused.value.field == "recorded_by_id"
    assert extended(superintendent, a_day, recorded_by_id=desk.sergeant.id, **link).recorded_by_id == desk.sergeant.id


def test_a_request_is_refused_with_the_reason(desk, a_day, superintendent):
    request = ask_authority(desk.sergeant, detention_id=a_day.id, wanted=Wanted.EXTENSION, reason="Phones")
    with pytest.raises(RuleBroken, match="superintendent"):
        refuse_request(desk.inspector(), request_id=request.id, why="Enough")
    assert refuse_request(superintendent, request_id=request.id, why="Enough to charge").granted is False
    assert "s.42 asked" not in board(a_day)


def test_who_slept_through_a_review_is_told_once_awake(desk):
    detention = desk.detained()
    hold_review(desk.inspector(), detention_id=detention.id, reason="To be interviewed", detainee_heard=Heard.ASLEEP)
    assert "Tell of review" in board(detention)
    tell_of_decisions(desk.sergeant, detention_id=detention.id)
    assert "Tell of review" not in board(detention)
    with pytest.raises(RuleBroken):
        tell_of_decisions(desk.sergeant, detention_id=detention.id)


def test_a_review_reminds_of_legal_advice_and_one_from_afar_names_who_made_the_record(desk):
    detention, inspector = desk.detained(), desk.inspector()
    with pytest.raises(RuleBroken) as refused:
        hold_review(inspector, detention_id=detention.id, reason="To be interviewed")
    assert refused.value.rule == "Code C 15.4"
    given = {"reason": "To be interviewed", "reminded": True, "method": ReviewMethod.LIVE_LINK}
    with pytest.raises(RuleBroken) as refused:
        hold_review(inspector, detention_id=detention.id, **given)
    assert refused.value.field == "recorded_by_id"
    hold_review(inspector, detention_id=detention.id, recorded_by_id=desk.sergeant.id, **given)


def test_a_disagreement_goes_to_a_superintendent_at_once(desk, build, superintendent):
    detention, higher = desk.detained(), build.user(Role.REVIEWING_INSPECTOR, rank=int(Rank.CHIEF_INSPECTOR))
    row = refer_disagreement(
        desk.sergeant,
        detention_id=detention.id,
        higher_officer_id=higher.id,
        directions="Release him",
        at_odds_with="Detention authorised",
    )
    assert "Superintendent to settle (s.39(6))" in board(detention)
    settle_disagreement(superintendent, disagreement_id=row.id, decision="Detention goes on")
    assert not board(detention)
    with pytest.raises(RuleBroken, match="no higher rank"):
        refer_disagreement(
            desk.sergeant,
            detention_id=detention.id,
            higher_officer_id=desk.arresting_officer.id,
            directions="Release him",
            at_odds_with="Detention authorised",
        )


def test_from_the_application_to_the_warrant_and_its_end(desk, a_day, superintendent):
    extended(superintendent, a_day)
    application = applied(desk.sergeant, a_day)
    assert "Court for warrant" in board(a_day)
    with pytest.raises(RuleBroken, match="before the court"):
        applied(desk.sergeant, a_day)
    record_ruling(desk.sergeant, application_id=application.id, ruling=Ruling.ISSUED, hours_given=24)
    assert "Court for warrant" not in board(a_day)
    assert standing_of(desk.record(a_day)).clock.ends == NOON + 24 * HOUR
    again = applied(desk.sergeant, a_day)
    assert again.extends
    with pytest.raises(RuleBroken) as refused:
        record_ruling(desk.sergeant, application_id=again.id, ruling=Ruling.ISSUED, hours_given=24)
    assert refused.value.field == "ruling"


def test_a_refused_application_is_made_again_on_new_evidence_only(desk, a_day):
    application = applied(desk.sergeant, a_day)
    record_ruling(desk.sergeant, application_id=application.id, ruling=Ruling.REFUSED, ruling_reason="Not necessary")
    with pytest.raises(RuleBroken) as refused:
        applied(desk.sergeant, a_day)
    assert refused.value.rule == "PACE 1984 s.43(17)"
    applied(desk.sergeant, a_day, new_evidence="A knife was found")


def test_a_court_that_sits_after_36_hours_needs_the_reason(desk, a_day):
    late = a_day.arrived_at + 38 * HOUR
    with pytest.raises(RuleBroken) as refused:
        applied(desk.sergeant, a_day, court_sits_at=late)
    assert refused.value.rule == "PACE 1984 s.43(7)"
    applied(desk.sergeant, a_day, court_sits_at=late, late_why="No court sits tonight")
    assert read_authorities(desk.sergeant, detention_id=a_day.id).apply_by == a_day.arrived_at + 42 * HOUR


def test_a_detention_officer_asks_no_court(desk, a_day):
    with pytest.raises(Forbidden):
        applied(desk.detention_officer, a_day)


PAGES = {
    Role.CUSTODY_OFFICER: ("authorities/ask", "warrant", "told-of-decisions", "disagreement"),
    Role.REVIEWING_INSPECTOR: ("delay/someone-informed", "review/before-charge"),
    Role.SUPERINTENDENT: ("extend", "delay/legal-advice"),
}
RANKS = {Role.CUSTODY_OFFICER: 2, Role.REVIEWING_INSPECTOR: 3, Role.SUPERINTENDENT: 5}


@pytest.mark.parametrize(("role", "page"), [(role, page) for role, pages in PAGES.items() for page in pages])
def test_each_page_opens_to_whom_it_is_for_and_no_constable(a_day, client_for, role, page):
    assert client_for(role, rank=RANKS[role]).get(f"/custody/{a_day.id}/{page}").status_code == 200
    assert client_for(Role.OFFICER).get(f"/custody/{a_day.id}/{page}").status_code == 403


def test_the_pages_from_request_to_pack(desk, a_day, client_for):
    sergeant, chief = client_for(Role.CUSTODY_OFFICER, rank=2), client_for(Role.SUPERINTENDENT, rank=5)
    here = f"/custody/{a_day.id}"
    sent = {"wanted": "extension", "reason": "Phones", "progress": "Two of three examined"}
    assert sergeant.post(f"{here}/authorities/ask", data=sent).status_code == 302
    page = chief.get(f"{here}/extend").text
    assert "Two of three examined" in page
    sent = {"until": "20:00", "reason": "Phones", "diligence": "Two of three", "detainee_heard": "nothing"}
    sent |= {"responsible": "yes", "method": "in-person"}
    answer = chief.post(f"{here}/extend", data=sent)
    assert answer.status_code == 302, answer.text[-3000:]
    sent = dict.fromkeys(("offence", "evidence", "enquiries_made", "enquiries_to_make", "reason", "court"), "As told")
    answer = sergeant.post(f"{here}/warrant", data=sent | {"hours": "36", "court_sits_at": "16:00"})
    assert answer.status_code == 302, answer.text[-3000:]
    page = sergeant.get(f"{here}?tab=authorities").text
    assert "Granted" in page and "Before the court" in page and "Print the pack for the court" in page
    printed = sergeant.get(f"/documents/warrant-pack?detention_id={a_day.id}")
    assert printed.mimetype == "application/pdf"


def test_a_refusal_on_the_page_says_the_section_and_keeps_what_was_typed(desk, client_for):
    chief = client_for(Role.SUPERINTENDENT, rank=5)
    sent = {"until": "20:00", "reason": "Phones to be read", "diligence": "Well", "detainee_heard": "nothing"}
    answer = chief.post(f"/custody/{desk.detained().id}/extend", data=sent | {"responsible": "yes"})
    assert answer.status_code == 422
    assert "PACE 1984 s.42(4)" in answer.text and "Phones to be read" in answer.text


def test_authorities_over_the_api(desk, a_day, client_for):
    chief = client_for(Role.SUPERINTENDENT, rank=5)
    made = chief.post(
        f"/api/v1/custody/detentions/{a_day.id}/extensions",
        json={
            "until": (NOON + 8 * HOUR).isoformat(),
            "reason": "Phones",
            "diligence": "Well",
            "responsible": True,
            "detainee_heard": "nothing",
        },
    )
    assert made.status_code == 201, made.json
    shown = chief.get(f"/api/v1/custody/detentions/{a_day.id}/authorities").json
    assert len(shown["extensions"]) == 1 and shown["untold"] == 0


@pytest.mark.parametrize(
    ("role", "rank", "page", "who"),
    [
        (Role.REVIEWING_INSPECTOR, Rank.INSPECTOR, "someone-informed", "An inspector or above"),
        (Role.SUPERINTENDENT, Rank.SUPERINTENDENT, "legal-advice", "A superintendent or above"),
    ],
)
def test_the_page_that_puts_a_right_off_says_who_may_and_until_when(desk, client_for, role, rank, page, who):
    held = desk.detained(arrived_at=NOON - timedelta(hours=2))
    text = client_for(role, rank=int(rank)).get(f"/custody/{held.id}/delay/{page}").text
    assert who in text and "At the latest until" in text and "Tue 3 Mar 2026 22:00 (1d 10h left" in text
    assert "Apply to the court by" not in text

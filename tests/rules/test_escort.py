"""Who leaves with an escort, what goes with them, and when the board asks for it."""

from datetime import UTC, datetime, timedelta

import pytest

from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.disposals import WAYS, Disposal
from mips.custody.rules.escort import (
    GOES_TO,
    Destination,
    EscortNow,
    EscortStage,
    LegalStatus,
    check_goes_with_record,
    check_may_hand_over,
    check_may_sign,
    check_move,
    check_under_way,
    due_before,
    leaves_for,
    said_of_escort,
    status_of,
)
from mips.custody.rules.escort_risks import (
    ANSWERS,
    MARKERS,
    SEEN,
    Answered,
    EscortRisk,
    KnownRisk,
    answers,
    became_known,
)
from mips.record.reference.sources import written_items

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
COURT = (Destination.COURT,)
MADE, SIGNED, HANDED = EscortStage.MADE, EscortStage.SIGNED, EscortStage.HANDED
SELF_HARM = KnownRisk(risk=EscortRisk.SELF_HARM, text="Warning marker Suicidal")


def yes(risk, evidence="Seen"):
    return Answered(risk=risk, applies=True, evidence=evidence)


@pytest.mark.parametrize(
    ("ready", "says"),
    [
        pytest.param({}, "do not leave for court without", id="none made: APP Moving detainees"),
        pytest.param({MADE: COURT}, "not signed", id="made: the custody officer signs"),
        pytest.param({SIGNED: COURT}, "escort has not signed", id="signed: the escort signs too"),
        pytest.param({HANDED: (Destination.HOSPITAL,)}, "do not leave for court", id="one for somewhere else"),
        pytest.param({EscortStage.RECEIVED: COURT}, "do not leave for court", id="one that is over"),
    ],
)
def test_nobody_goes_with_an_escort_without_its_record(ready, says):
    with pytest.raises(RuleBroken, match=says) as refused:
        check_goes_with_record(ready, COURT)
    assert refused.value.rule == "APP Moving detainees"


def test_with_a_record_that_both_have_signed_they_go():
    check_goes_with_record({HANDED: COURT}, (*COURT, Destination.ELSEWHERE))


def test_every_way_out_that_hands_them_on_is_an_escort_and_no_other():
    on_their_feet = {each for each in Disposal if each not in GOES_TO}
    assert GOES_TO.keys() - WAYS.keys() == {Disposal.CHARGED_KEPT}
    assert {Disposal.BAILED, Disposal.CHARGED_BAILED, Disposal.NO_ACTION, Disposal.REPORTED} <= on_their_feet
    assert {WAYS[each].code for each in GOES_TO if each in WAYS} == {"WA"}


@pytest.mark.parametrize(
    ("destination", "said", "field", "rule"),
    [
        pytest.param(Destination.SUITE, {}, "to_suite_id", "Code C 2.3", id="suite: which"),
        pytest.param(Destination.OTHER_FORCE, {}, "to_force", "Code C 2.3", id="force: which"),
        pytest.param(
            Destination.OTHER_FORCE, {"to_force": "42"}, "questioned_about", "PACE 1984 s.41(5)", id="s.41(5)"
        ),
    ],
)
def test_where_they_go_is_said_as_the_law_needs_it(destination, said, field, rule):
    given = {"to_name": "", "to_suite": False, "to_force": "", "questioned_about": None, "charged": False} | said
    with pytest.raises(RuleBroken) as refused:
        check_move(destination, **given)
    assert (refused.value.field, refused.value.rule) == (field, rule)


def test_a_court_is_named():
    with pytest.raises(InputInvalid):
        check_move(Destination.COURT, to_name=" ", to_suite=False, to_force="", questioned_about=None, charged=True)


def test_of_somebody_charged_no_clock_of_another_force_is_asked():
    check_move(Destination.OTHER_FORCE, to_name="", to_suite=False, to_force="42", questioned_about=None, charged=True)


def test_every_risk_is_answered_or_is_said_to_be_none_of_the_others():
    with pytest.raises(InputInvalid) as refused:
        answers([yes(EscortRisk.ESCAPE)], none_of_the_others=False)
    assert "arson" in str(refused.value.messages)
    found = answers([yes(EscortRisk.ESCAPE)], none_of_the_others=True)
    assert [each.risk for each in found] == list(EscortRisk)
    assert [each.risk for each in found if each.applies] == [EscortRisk.ESCAPE]


def test_what_the_record_knows_is_not_closed_by_none_of_the_others():
    left_open = [Answered(risk=EscortRisk.SELF_HARM, applies=None)]
    with pytest.raises(InputInvalid) as refused:
        answers(left_open, none_of_the_others=True, known=[SELF_HARM])
    assert "self-harm" in str(refused.value.messages)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(Answered(risk=EscortRisk.SELF_HARM, applies=True), id="yes, but what?"),
        pytest.param(Answered(risk=EscortRisk.SELF_HARM, applies=False), id="no, but the record knows"),
    ],
)
def test_a_yes_rests_on_something_and_so_does_a_no_against_the_record(given):
    with pytest.raises(RuleBroken) as refused:
        answers([yes(EscortRisk.ESCAPE), given], none_of_the_others=True, known=[SELF_HARM])
    assert refused.value.field == "risks-1-evidence"


def test_a_no_against_the_record_stands_with_its_reason():
    no = Answered(risk=EscortRisk.SELF_HARM, applies=False, evidence="The marker is of his brother")
    assert answers([no], none_of_the_others=True, known=[SELF_HARM])[0] == no


def test_a_risk_is_answered_once():
    with pytest.raises(InputInvalid):
        answers([yes(EscortRisk.ESCAPE), yes(EscortRisk.ESCAPE)], none_of_the_others=True)


def test_news_is_what_was_not_known_when_it_was_saved():
    assert became_known(["a", "b", "b", "c"], ["a"]) == ["b", "c"]


def test_it_is_signed_once_and_only_when_it_says_all_that_is_known():
    check_may_sign(stage=MADE, news=[])
    with pytest.raises(RuleBroken, match="signed already"):
        check_may_sign(stage=SIGNED, news=[])
    with pytest.raises(RuleBroken, match="Insulin given"):
        check_may_sign(stage=MADE, news=["Insulin given"])


@pytest.mark.parametrize(
    ("now", "says"),
    [
        pytest.param({"stage": MADE, "signed_at": None}, "has not signed", id="custody officer first"),
        pytest.param({"stage": HANDED}, "with the escort already", id="once"),
        pytest.param({"news": ["Cut his arm"]}, "Cut his arm", id="news since it was signed"),
        pytest.param({"at": NOON - timedelta(minutes=1)}, "before the custody officer", id="in order"),
    ],
)
def test_the_escort_signs_after_the_custody_officer_for_what_is_known_now(now, says):
    given = {"stage": SIGNED, "news": [], "at": NOON, "signed_at": NOON} | now
    with pytest.raises(RuleBroken, match=says):
        check_may_hand_over(**given)


def test_what_happens_under_way_comes_after_the_handover():
    check_under_way(stage=HANDED, at=NOON, handed_at=NOON)
    with pytest.raises(RuleBroken, match="before they were handed"):
        check_under_way(stage=HANDED, at=NOON - timedelta(minutes=1), handed_at=NOON)
    with pytest.raises(RuleBroken, match="Nobody is under way"):
        check_under_way(stage=SIGNED, at=NOON, handed_at=None)


@pytest.mark.parametrize(
    ("now", "words", "tone"),
    [
        pytest.param({"stage": None}, "Escort record for court", "soon", id="due"),
        pytest.param({"stage": None, "away": True}, "Escort record for court", "late", id="gone without it"),
        pytest.param({"stage": MADE}, "Sign escort record: court", "soon", id="to be signed"),
        pytest.param({"stage": SIGNED}, "Escort to court", "soon", id="to be handed over"),
        pytest.param({"stage": HANDED}, "With escort to court", "running", id="with the escort"),
    ],
)
def test_the_board_says_what_is_next(now, words, tone):
    (said,) = said_of_escort(EscortNow(destination=Destination.COURT, due_at=NOON, **now))
    assert (said.words, said.tone, said.due_at) == (words, tone, NOON)


@pytest.mark.parametrize(
    "now",
    [EscortNow(destination=None), EscortNow(destination=Destination.COURT, stage=EscortStage.RECEIVED)],
    ids=["no escort", "over"],
)
def test_the_board_says_nothing_where_nothing_is_due(now):
    assert said_of_escort(now) == []


def test_it_is_due_before_they_must_be_there():
    assert due_before(NOON, 60) == NOON - timedelta(hours=1)
    assert due_before(None, 60) is None


def test_whoever_is_kept_for_court_is_held_as_charged():
    assert status_of(charged_and_kept=True) is LegalStatus.CHARGED
    assert status_of(charged_and_kept=False) is LegalStatus.ARRESTED
    assert status_of(ArrivalKind.RECALL, charged_and_kept=False) is LegalStatus.RECALLED
    assert status_of(ArrivalKind.PRODUCED, charged_and_kept=False) is None


@pytest.mark.parametrize(
    ("kind", "to"),
    [
        pytest.param(ArrivalKind.ARREST, None, id="arrest: PACE 1984 s.37"),
        pytest.param(ArrivalKind.STREET_BAIL, None, id="street bail: PACE 1984 s.30A"),
        pytest.param(ArrivalKind.WARRANT, Destination.COURT, id="warrant: MCA 1980 s.125"),
        pytest.param(ArrivalKind.WARRANT_BAIL, None, id="warrant with bail: MCA 1980 s.117"),
        pytest.param(ArrivalKind.COURT_BAIL, Destination.COURT, id="breach: Bail Act 1976 s.7"),
        pytest.param(ArrivalKind.RECALL, Destination.PRISON, id="recall: CJA 2003 s.254"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, Destination.HOSPITAL, id="place of safety: MHA 1983 s.136"),
        pytest.param(ArrivalKind.IMMIGRATION, Destination.IMMIGRATION, id="immigration"),
        pytest.param(ArrivalKind.REMAND, Destination.COURT, id="remand: MCA 1980 s.128"),
        pytest.param(ArrivalKind.PRODUCED, Destination.PRISON, id="produced from prison"),
        pytest.param(ArrivalKind.PEACE, None, id="breach of the peace: released"),
        pytest.param(ArrivalKind.EXTRADITION, Destination.COURT, id="extradition: Extradition Act 2003 s.4"),
        pytest.param(ArrivalKind.EXTRADITION_74A, Destination.COURT, id="extradition: Extradition Act 2003 s.74A"),
    ],
)
def test_where_whoever_is_held_leaves_for_with_an_escort(kind, to):
    assert leaves_for(kind, charged_and_kept=False) is to
    assert leaves_for(kind, charged_and_kept=True) is Destination.COURT


@pytest.mark.parametrize(
    ("name", "mapped"),
    [("warning-marker", MARKERS), ("risk-question", ANSWERS), ("risk-observation", SEEN)],
)
def test_the_codes_that_tell_of_a_risk_are_on_their_lists(name, mapped):
    assert mapped.keys() <= {item.code for item in written_items() if item.list_name == name}

"""The rules about care: each refusal with the section it rests on, each time worked out by hand."""

from datetime import UTC, datetime, time, timedelta

import pytest

from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.rules.healthcare import check_visit
from mips.custody.rules.incidents import referral_due
from mips.custody.rules.medication import (
    DoseOutcome,
    Schedule,
    check_controlled,
    check_dose,
    check_schedule,
    next_dose,
    times_of,
)
from mips.custody.rules.observation import (
    Finding,
    Level,
    Rousing,
    check_change,
    check_finding,
    check_interval,
    check_rousing,
    check_watch,
    minutes_late,
    next_due,
)
from mips.custody.rules.risk import Question, Reply, RiskBlock, Weight, answered, contradictions, suggest
from mips.custody.rules.welfare import ProvisionKind, meals_owed, rest

T = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GENERAL, INTERMITTENT, CONSTANT, CLOSE = Level


def after(hours=0, minutes=0):
    return T + timedelta(hours=hours, minutes=minutes)


@pytest.mark.parametrize(
    ("level", "minutes", "rousing"),
    [
        pytest.param(GENERAL, 60, False, id="Code C 9.3: hourly"),
        pytest.param(INTERMITTENT, 30, True, id="Annex H: every half hour"),
        pytest.param(CLOSE, 15, False, id="level 4: an entry every 15 minutes"),
    ],
)
def test_checks_may_be_so_far_apart(level, minutes, rousing):
    check_interval(level, minutes, rousing=rousing)
    with pytest.raises(RuleBroken, match=f"at most {minutes}"):
        check_interval(level, minutes + 1, rousing=rousing)


@pytest.mark.parametrize(
    ("level", "facts", "field"),
    [
        pytest.param(GENERAL, {"rousing": True, "needed": False, "by_hcp": False}, "level", id="roused on level 1"),
        pytest.param(CONSTANT, {"rousing": False, "needed": True, "by_hcp": False}, "rousing", id="drunk, not roused"),
    ],
)
def test_rousing_is_refused_or_required(level, facts, field):
    with pytest.raises(RuleBroken) as refused:
        check_rousing(level, **facts)
    assert refused.value.field == field


def test_a_healthcare_professional_may_set_rousing_aside():
    check_rousing(INTERMITTENT, rousing=False, needed=True, by_hcp=True)


LOWERING = {"set_by_hcp": False, "by_hcp": False, "decides": True, "consulted": ""}


@pytest.mark.parametrize(
    ("before", "level", "facts", "allowed"),
    [
        pytest.param(None, GENERAL, {"decides": False}, True, id="the first level"),
        pytest.param(GENERAL, CLOSE, {"decides": False}, True, id="raised by anybody"),
        pytest.param(CLOSE, GENERAL, {}, True, id="lowered by a custody officer"),
        pytest.param(CLOSE, GENERAL, {"decides": False}, False, id="lowered by a detention officer"),
        pytest.param(CLOSE, GENERAL, {"set_by_hcp": True}, False, id="9.13: set by a nurse, none asked"),
        pytest.param(CLOSE, GENERAL, {"set_by_hcp": True, "consulted": "RN Day"}, True, id="9.13: a nurse asked"),
        pytest.param(CLOSE, GENERAL, {"set_by_hcp": True, "by_hcp": True}, True, id="by a nurse"),
    ],
)
def test_who_lowers_a_level(before, level, facts, allowed):
    if allowed:
        check_change(before, level, **LOWERING | facts)
    else:
        with pytest.raises(RuleBroken):
            check_change(before, level, **LOWERING | facts)


def test_constant_watch_has_a_name():
    check_watch(INTERMITTENT, "")
    with pytest.raises(RuleBroken, match="Name the officer"):
        check_watch(CONSTANT, " ")


@pytest.mark.parametrize(
    ("finding", "tests", "rousing", "text", "ok"),
    [
        (Finding.FINE, Rousing(), False, "", True),
        (Finding.CONCERN, Rousing(), False, "", False),
        (Finding.CONCERN, Rousing(), False, "Shaking", True),
        (Finding.ROUSED, Rousing(wakes=True, answers=True, obeys=True), True, "", True),
        (Finding.ROUSED, Rousing(wakes=True, answers=True), True, "", False),
        (Finding.AWAY, Rousing(), True, "", True),
    ],
)
def test_what_a_check_must_say(finding, tests, rousing, text, ok):
    if ok:
        check_finding(finding, tests, rousing=rousing, text=text)
    else:
        with pytest.raises(RuleBroken):
            check_finding(finding, tests, rousing=rousing, text=text)


@pytest.mark.parametrize("tests", [(False, True, True), (True, False, True), (True, True, False)])
def test_any_of_the_three_tests_fails_the_rousing(tests):
    assert Rousing(wakes=tests[0], answers=tests[1], obeys=tests[2]).failed


@pytest.mark.parametrize(("made", "late"), [(-5, 0), (0, 0), (0.5, 0), (1, 1), (61, 61)])
def test_lateness_counts_whole_minutes(made, late):
    assert minutes_late(after(minutes=made), T) == late


def test_the_next_check_follows_the_last():
    assert next_due(after(minutes=7), 30) == after(minutes=37)


SELF_HARM = Question(
    code="self-harm",
    text="Ever harmed yourself?",
    says="Self-harm",
    block=RiskBlock.MIND,
    weight=Weight(level=INTERMITTENT, hcp=True),
    lasting=True,
    markers=("suicidal",),
)
DRINK = Question(code="drink", text="Any drink?", says="Drink", block=RiskBlock.SUBSTANCES, weight=Weight(rousing=True))


def test_a_block_closed_by_none_of_these_is_answered_no_and_a_yes_in_it_stands():
    found = answered([SELF_HARM, DRINK], {"drink": Reply.YES}, none_of=[RiskBlock.MIND])
    assert found == {"self-harm": Reply.NO, "drink": Reply.YES}
    with pytest.raises(InputInvalid):
        answered([SELF_HARM, DRINK], {}, none_of=[RiskBlock.MIND])


@pytest.mark.parametrize(
    ("answer", "earlier", "markers", "count"),
    [
        (Reply.NO, {}, {}, 0),
        (Reply.NO, {"self-harm": "said yes on 3 Mar 2026"}, {}, 1),
        (Reply.NO, {"self-harm": "said yes on 3 Mar 2026"}, {"suicidal": "Suicidal"}, 2),
        (Reply.YES, {"self-harm": "said yes on 3 Mar 2026"}, {"suicidal": "Suicidal"}, 0),
        (Reply.NO, {"drink": "said yes on 3 Mar 2026"}, {}, 0),
    ],
)
def test_what_contradicts_an_answer(answer, earlier, markers, count):
    replies = {"self-harm": answer, "drink": Reply.NO}
    assert len(contradictions([SELF_HARM, DRINK], replies, earlier=earlier, markers=markers)) == count


def test_the_suggestion_is_the_most_that_anything_calls_for_with_its_reasons():
    found = suggest([("Scars", Weight(level=CONSTANT)), ("Drunk", Weight(level=INTERMITTENT, rousing=True, hcp=True))])
    assert (found.level, found.rousing, found.hcp) == (CONSTANT, True, True)
    assert found.reasons == ("Scars: level 3", "Drunk: level 2, rousing, healthcare professional")
    assert suggest([]).level is GENERAL
    assert suggest([], unknown=["Medicine"]).level is INTERMITTENT


LIGHT, MAIN = ProvisionKind.LIGHT_MEAL, ProvisionKind.MAIN_MEAL


@pytest.mark.parametrize(
    ("offered", "now", "owed"),
    [
        ([], after(1), (2, 1)),
        ([(LIGHT, after(1)), (MAIN, after(4))], after(5), (1, 0)),
        ([(LIGHT, after(1)), (LIGHT, after(2)), (MAIN, after(4))], after(25), (2, 1)),
    ],
    ids=["8.6: two light and a main", "8.6: some had", "8.6: again in the next 24 hours"],
)
def test_meals_owed(offered, now, owed):
    found = meals_owed(offered, since=T, now=now)
    assert (found.light, found.main) == owed


@pytest.mark.parametrize(
    ("busy", "now", "begin_by", "late"),
    [
        pytest.param([], after(1), after(16), False, id="12.2: eight hours must begin within sixteen"),
        pytest.param([], after(9), None, False, id="12.2: had"),
        pytest.param([(after(1), after(2))], after(3), after(16), False, id="12.2: an interview moves nothing"),
        pytest.param([(after(10), after(11))], after(12), after(26), False, id="12.2: rested until the interview"),
        pytest.param([(after(7), after(8)), (after(15), after(16.5))], after(17), after(16), True, id="12.2: broken"),
        pytest.param([(after(14), None)], after(17), after(30), False, id="12.2: questioned now, rested before"),
        pytest.param([(after(7), None)], after(17), after(16), True, id="12.2: questioned too long"),
    ],
)
def test_eight_hours_of_rest_in_any_24(busy, now, begin_by, late):
    found = rest(busy, since=T, now=now)
    assert (found.begin_by, found.late) == (begin_by, late)


EVERY_4 = Schedule(first_at=T, every_minutes=240)
AT_8_AND_20 = Schedule(first_at=T, times=(time(8), time(20)))
NEEDED = Schedule(first_at=T, most_in_24h=2)


@pytest.mark.parametrize(
    ("schedule", "last", "due"),
    [
        (EVERY_4, None, T),
        (EVERY_4, after(1), after(5)),
        (AT_8_AND_20, None, T.replace(hour=20)),
        (AT_8_AND_20, T.replace(hour=20), T.replace(day=3, hour=8)),
        (NEEDED, None, None),
    ],
)
def test_when_a_dose_is_due(schedule, last, due):
    assert next_dose(schedule, after=last) == due


def test_times_of_day_keep_to_the_clock_on_the_wall_when_it_changes():
    before = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)
    assert next_dose(AT_8_AND_20, after=before) == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


DOSE = {"schedule": NEEDED, "given": [], "due_at": None, "window_minutes": 60, "reason": ""}


@pytest.mark.parametrize(
    ("outcome", "facts", "field"),
    [
        pytest.param(DoseOutcome.REFUSED, {}, "reason", id="9.16: refused, no reason"),
        pytest.param(DoseOutcome.GIVEN, {"due_at": after(2)}, "at", id="9.9: too soon"),
        pytest.param(DoseOutcome.GIVEN, {"given": [after(-1), after(-23)]}, "outcome", id="9.9: too many"),
    ],
)
def test_a_dose_that_may_not_be(outcome, facts, field):
    with pytest.raises(RuleBroken) as refused:
        check_dose(outcome, T, **DOSE | facts)
    assert refused.value.field == field


def test_a_dose_that_may_be():
    check_dose(DoseOutcome.GIVEN, T, **DOSE | {"given": [after(-1), after(-24)], "due_at": after(1)})


@pytest.mark.parametrize(("people", "hcp", "ok"), [("a", True, False), ("ab", False, False), ("ab", True, True)])
def test_a_controlled_drug_takes_two_and_a_professional(people, hcp, ok):
    given = {"controlled": True, "people": list(people), "hcp_present": hcp}
    if ok:
        check_controlled(DoseOutcome.GIVEN, **given)
    else:
        with pytest.raises(RuleBroken):
            check_controlled(DoseOutcome.GIVEN, **given)
    check_controlled(DoseOutcome.REFUSED, **given)


@pytest.mark.parametrize("schedule", [Schedule(first_at=T), Schedule(first_at=T, every_minutes=60, times=(time(8),))])
def test_a_schedule_is_one_of_three(schedule):
    with pytest.raises(RuleBroken):
        check_schedule(schedule)


def test_times_are_read_as_times():
    assert times_of("20:00, 08:00") == (time(8), time(20))
    with pytest.raises(InputInvalid):
        times_of("at night")


@pytest.mark.parametrize(
    ("noticed", "due"),
    [
        (datetime(2026, 3, 2, 0, 5, tzinfo=UTC), datetime(2026, 3, 4, 0, 0, tzinfo=UTC)),
        (datetime(2026, 3, 27, 23, 59, tzinfo=UTC), datetime(2026, 3, 29, 0, 0, tzinfo=UTC)),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), datetime(2026, 7, 3, 23, 0, tzinfo=UTC)),
    ],
    ids=["just after midnight", "at the end of a day", "in summer, already the next day in London"],
)
def test_a_referral_is_due_by_the_end_of_the_day_after_notice(noticed, due):
    assert referral_due(noticed) == due


def test_a_visit_goes_in_order():
    check_visit(called_at=T, arrived_at=after(1), seen_at=None, left_at=after(2))
    with pytest.raises(RuleBroken):
        check_visit(called_at=T, arrived_at=after(1), seen_at=after(0.5), left_at=None)

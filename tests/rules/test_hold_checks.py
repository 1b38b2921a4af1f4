"""Looked at again: welfare in a place of safety every half hour, danger to the peace by practice."""

from datetime import timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.hold_checks import HoldCheckKind, asked_of, check_hold_check, next_hold_check
from tests.build import NOON

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("kind", "held", "due"),
    [
        pytest.param(HoldCheckKind.WELFARE, [], NOON + HOUR / 2, id="SI 2017/1036 reg 4: half an hour from arriving"),
        pytest.param(HoldCheckKind.WELFARE, [NOON + HOUR / 4], NOON + 3 * HOUR / 4, id="reg 4: from the last"),
        pytest.param(HoldCheckKind.PEACE, [], NOON + 6 * HOUR, id="practice, as s40(3)(a)"),
        pytest.param(HoldCheckKind.PEACE, [NOON + 5 * HOUR], NOON + 14 * HOUR, id="practice, as s40(3)(b)"),
    ],
)
def test_it_is_due_at_its_interval(kind, held, due):
    assert next_hold_check(kind, since=NOON, held=held) == due


def test_a_force_may_check_more_often():
    due = next_hold_check(HoldCheckKind.WELFARE, since=NOON, held=[], every_minutes=15)
    assert due == NOON + timedelta(minutes=15)


RIGHT = {"held": True, "at": NOON, "last": NOON, "professional": "Nurse Lee", "found": "Calm"}


@pytest.mark.parametrize(
    ("arrival", "given", "field"),
    [
        pytest.param(ArrivalKind.WARRANT, {}, None, id="reg 4: of a place of safety"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, {"held": False}, None, id="reg 4: still there"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, {"at": NOON - HOUR}, "at", id="in order"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, {"professional": ""}, "professional", id="reg 4: by whom"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, {"found": " "}, "found", id="what was found"),
    ],
)
def test_a_welfare_check_is_a_professionals_of_somebody_in_a_place_of_safety(arrival, given, field):
    check_hold_check(HoldCheckKind.WELFARE, ArrivalKind.PLACE_OF_SAFETY, **RIGHT)
    with pytest.raises(RuleBroken) as refused:
        check_hold_check(HoldCheckKind.WELFARE, arrival, **RIGHT | given)
    assert (refused.value.rule, refused.value.field) == ("SI 2017/1036 reg 4", field)


def test_danger_to_the_peace_is_asked_of_nobody_else():
    assert [kind for kind in ArrivalKind if asked_of(kind)] == [ArrivalKind.PEACE, ArrivalKind.PLACE_OF_SAFETY]
    check_hold_check(HoldCheckKind.PEACE, ArrivalKind.PEACE, **RIGHT | {"professional": ""})
    with pytest.raises(RuleBroken) as refused:
        check_hold_check(HoldCheckKind.PEACE, ArrivalKind.ARREST, **RIGHT)
    assert refused.value.rule == "Common law: McGrogan [2002] EWCA Civ 86"

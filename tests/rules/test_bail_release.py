"""Release on bail before charge: pre-conditions, return, conditions after a breach; and every other way out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.custody.rules.bail_release import (
    BailPower,
    Conditions,
    EarlyReturn,
    Purpose,
    Regard,
    ViewsOfVictim,
    check_breach,
    check_may_be_bailed,
    check_notice,
    check_on_bail,
    check_pre_conditions,
    check_return,
    check_same_conditions,
    check_views,
)
from mips.custody.rules.disposals import WAYS, Disposal, Ended, check_way_out
from mips.custody.rules.refusing import all_at_once

NOW = datetime(2026, 1, 10, 20, 0, tzinfo=UTC)
END = date(2026, 4, 10)
LAST_DAY = datetime(2026, 4, 10, 9, 0, tzinfo=UTC)


def refused(check, *args, **given):
    with pytest.raises(RuleBroken) as found:
        check(*args, **given)
    return found.value.rule, found.value.field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"regard": []}, "regard"),
        ({"necessary_why": " "}, "necessary_why"),
        ({"heard": ""}, "representations"),
    ],
)
@pytest.mark.parametrize("power", [each for each in BailPower if each is not BailPower.PROSECUTOR])
def test_bail_needs_its_pre_conditions(power, given, field):
    good = {"necessary_why": "To protect her", "regard": [Regard.VICTIMS], "heard": "Nothing"}
    check_pre_conditions(power, **good)
    assert refused(check_pre_conditions, power, **good | given) == ("PACE 1984 s.50A", field)


def test_all_that_is_missing_is_said_at_once_each_by_its_field():
    with pytest.raises(RuleBroken) as broken:
        all_at_once(
            lambda: check_pre_conditions(BailPower.NO_EVIDENCE_YET, necessary_why=" ", regard=[], heard=""),
            lambda: check_views(ViewsOfVictim.ASKED, said="", not_why=""),
            lambda: None,
        )
    assert [each.field for each in broken.value.every] == ["regard", "necessary_why", "representations", "victim_said"]
    assert {each.rule for each in broken.value.every} == {"PACE 1984 s.50A", "PACE 1984 s.47ZZA"}


def test_bail_for_the_prosecutor_needs_none():
    check_pre_conditions(BailPower.PROSECUTOR, necessary_why="", regard=[], heard="")


def test_each_power_has_its_purpose():
    found = {power.value: power.purpose for power in BailPower}
    assert (found["37(2)"], found["37(7)(a)"], found["37(7)(b)"]) == (
        Purpose.ENQUIRIES,
        Purpose.PROSECUTOR,
        Purpose.POLICE_DECISION,
    )


@pytest.mark.parametrize(
    ("at", "early", "field"),
    [
        pytest.param(NOW, None, "return_at", id="not before the release"),
        pytest.param(LAST_DAY + timedelta(days=1), None, "return_at", id="not after the period"),
        pytest.param(LAST_DAY - timedelta(days=1), None, "early", id="earlier only with a reason"),
    ],
)
def test_the_return_is_on_the_last_day(at, early, field):
    given = {"released_at": NOW, "period_ends": END, "early": early}
    assert refused(check_return, at, **given) == ("PACE 1984 s.47ZA", field)


def test_the_return_may_be_earlier_for_a_reason_and_any_day_while_the_prosecutor_decides():
    check_return(LAST_DAY, released_at=NOW, period_ends=END, early=None)
    check_return(LAST_DAY - timedelta(days=30), released_at=NOW, period_ends=END, early=EarlyReturn.OTHER_BAIL)
    check_return(LAST_DAY + timedelta(days=90), released_at=NOW, period_ends=None, early=None)


OLD = Conditions(ticked=("curfew",), words="21:00 to 06:00")


@pytest.mark.parametrize("power", [BailPower.PROSECUTOR, BailPower.POLICE_DECISION])
def test_after_a_breach_of_bail_for_a_charging_decision_conditions_stay(power):
    new = Conditions(ticked=("curfew", "no-contact"), words="21:00 to 06:00")
    assert refused(check_same_conditions, power, broke=True, old=OLD, new=new)[0] == "PACE 1984 s.37C(4)"
    check_same_conditions(power, broke=True, old=OLD, new=OLD)
    check_same_conditions(power, broke=False, old=OLD, new=new)
    check_same_conditions(BailPower.NO_EVIDENCE_YET, broke=True, old=OLD, new=new)


def test_conditions_are_said_as_the_notice_says_them():
    assert str(OLD) == "Curfew, without a tag\n21:00 to 06:00"


@pytest.mark.parametrize(
    ("failed", "conditions", "field"), [(True, "x", "arrested_at"), (False, "", "because")], ids=["not due", "none"]
)
def test_an_arrest_on_bail_needs_something_broken(failed, conditions, field):
    given = {"return_at": LAST_DAY, "failed_to_answer": failed, "conditions": conditions}
    assert refused(check_breach, LAST_DAY, **given) == ("PACE 1984 s.46A(1)", field)


@pytest.mark.parametrize(
    ("views", "given", "field"),
    [
        (ViewsOfVictim.ASKED, {}, "victim_said"),
        (ViewsOfVictim.REPRESENTATIVE, {}, "victim_said"),
        (ViewsOfVictim.NOT_PRACTICABLE, {}, "victim_not_asked_why"),
    ],
)
def test_the_victims_views_are_written_or_why_there_are_none(views, given, field):
    assert refused(check_views, views, said="", not_why="") == ("PACE 1984 s.47ZZA", field)
    check_views(views, said="No contact", not_why="Abroad")


def test_who_is_charged_or_unknown_is_not_bailed_before_charge():
    given = {"identified": True, "charged": True, "power": BailPower.PROSECUTOR}
    assert refused(check_may_be_bailed, **given)[0] == "PACE 1984 s.37(7)(a)"
    given = {"identified": False, "charged": False, "power": BailPower.POLICE_DECISION}
    assert refused(check_may_be_bailed, **given)[0] == "PACE 1984 s.37(7)(b)"


def test_changes_are_of_bail_that_stands_and_in_writing():
    assert refused(check_on_bail, False)[0] == "PACE 1984 s.46A(1)"
    assert refused(check_notice, False) == ("PACE 1984 s.47(4A)-(4D)", "notice_given")


def said(**given):
    everything = {"reason": "x", "child": False, "notice_given": True, "appropriate_adult": "Her father"}
    return Ended(**everything | {"admitted": True} | given)


@pytest.mark.parametrize(
    ("disposal", "given", "field"),
    [
        (None, {}, "disposal"),
        (Disposal.CHARGED_KEPT, {}, "disposal"),
        (Disposal.UNDER_INVESTIGATION, {"reason": ""}, "reason"),
        (Disposal.NO_ACTION, {"notice_given": False}, "notice_given"),
        (Disposal.SIMPLE_CAUTION, {"child": True}, "disposal"),
        (Disposal.CONDITIONAL_CAUTION, {"admitted": False}, "admitted"),
        (Disposal.YOUTH_CAUTION, {}, "disposal"),
        (Disposal.YOUTH_CAUTION, {"child": True, "appropriate_adult": ""}, "appropriate_adult"),
        (Disposal.YOUTH_CONDITIONAL_CAUTION, {"child": True, "admitted": False}, "admitted"),
        (Disposal.PENALTY_NOTICE, {"child": True}, "disposal"),
    ],
)
def test_a_way_out_that_lacks_something_is_refused(disposal, given, field):
    assert refused(check_way_out, disposal, said(**given))[1] == field


@pytest.mark.parametrize("disposal", WAYS)
def test_every_way_out_may_be_taken(disposal):
    child = disposal in (Disposal.YOUTH_CAUTION, Disposal.YOUTH_CONDITIONAL_CAUTION)
    assert check_way_out(disposal, said(child=child)) is WAYS[disposal]


def test_every_code_of_the_list_has_its_way():
    codes = {way.code for way in WAYS.values()}
    assert codes == {"NF", "RU", "CC", "SC", "YC", "YCC", "PN", "CR", "CW", "RQ", "WA"}

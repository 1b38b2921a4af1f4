"""Murder and the police, arrest on new evidence, arrest for another offence, an agency's bail period."""

from datetime import date, timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.custody.rules.bail_extension import Decider, check_asked, check_extended_elsewhere, first_months, next_stage
from mips.custody.rules.charging import BailRefusal, check_after_charge, check_appropriate_adult, first_sitting
from mips.custody.rules.murder import check_bail_for_murder, is_murder
from mips.custody.rules.rearrest import NewEvidence, check_further_arrest, check_rearrest
from tests.build import NOON

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("code", "ho_class", "murder"),
    [
        pytest.param("COML025", "001/01", True, id="CJA s115: murder, one year or older"),
        pytest.param("COML026", "001/02", True, id="CJA s115: murder, under one year"),
        pytest.param("COML025A", "002/00", False, id="attempt"),
        pytest.param("COML025C", "003/02", False, id="conspiracy"),
        pytest.param("COML025B", "", False, id="aiding an attempt"),
        pytest.param("IC01001", "001/01", False, id="genocide has the same class"),
        pytest.param("TH68010", "046/00", False, id="theft"),
    ],
)
def test_murder_is_told_by_code_and_class(code, ho_class, murder):
    assert is_murder([("TH68010", "046/00"), (code, ho_class)]) is murder


def test_the_police_bail_nobody_charged_with_murder():
    check_bail_for_murder(murder=True, bailed=False)
    check_bail_for_murder(murder=False, bailed=True)
    with pytest.raises(RuleBroken, match="judge of the Crown Court") as refused:
        check_bail_for_murder(murder=True, bailed=True)
    assert (refused.value.rule, refused.value.field) == ("CJA 2009 s.115", "bailed")


def test_murder_is_a_ground_only_of_murder():
    given = {"charged_at": NOON, "bailed": False, "refused_because": [BailRefusal.MURDER], "refused_reason": "Murder"}
    check_after_charge(first_sitting(NOON), murder=True, **given)
    with pytest.raises(RuleBroken) as refused:
        check_after_charge(first_sitting(NOON), **given)
    assert refused.value.rule == "CJA 2009 s.115"


@pytest.mark.parametrize(
    ("child", "vulnerable", "said"),
    [
        pytest.param(True, False, "A child", id="C16.1: a child"),
        pytest.param(False, True, "A vulnerable person", id="C16.1: a vulnerable adult"),
    ],
)
def test_a_child_or_vulnerable_adult_is_charged_with_their_adult(child, vulnerable, said):
    check_appropriate_adult("Ann, mother", child=child, vulnerable=vulnerable)
    check_appropriate_adult("", child=False, vulnerable=False)
    with pytest.raises(RuleBroken, match=said) as refused:
        check_appropriate_adult(" ", child=child, vulnerable=vulnerable)
    assert refused.value.rule == "Code C 16.1"


AGAIN = {
    "because": NewEvidence.NEW,
    "evidence": "A print on the window",
    "released_at": NOON,
    "arrested_at": NOON + HOUR,
    "arrived_at": NOON + 2 * HOUR,
    "charged": False,
    "on_bail": True,
}


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        pytest.param({"because": None}, "PACE 1984 s.47(2)", id="s47(2): one of the two grounds"),
        pytest.param({"evidence": " "}, "PACE 1984 s.47(2)", id="s47(2): which evidence"),
        pytest.param({"evidence": "", "on_bail": False}, "PACE 1984 s.41(9)", id="s41(9): released without bail"),
        pytest.param({"released_at": None}, "PACE 1984 s.31", id="s31: still held"),
        pytest.param({"charged": True}, "PACE 1984 s.47(7)", id="s47(7): not after charge"),
        pytest.param({"arrested_at": NOON - HOUR}, "PACE 1984 s.47(2)", id="after the release"),
        pytest.param({"arrived_at": NOON}, "PACE 1984 s.47(2)", id="arrival after the arrest"),
    ],
)
def test_somebody_is_arrested_again_only_on_new_evidence(given, rule):
    check_rearrest(**AGAIN)
    with pytest.raises(RuleBroken) as refused:
        check_rearrest(**AGAIN | given)
    assert refused.value.rule == rule


HELD = {"held": True, "authorised_at": NOON, "charged": False, "arrested_at": NOON + HOUR}


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"held": False}, id="s31: at the station"),
        pytest.param({"authorised_at": None}, id="s31: in detention"),
        pytest.param({"charged": True}, id="s31: before charge"),
        pytest.param({"arrested_at": NOON - HOUR}, id="s31: after authorisation"),
    ],
)
def test_another_arrest_is_of_somebody_held_uncharged(given):
    check_further_arrest(**HELD)
    with pytest.raises(RuleBroken) as refused:
        check_further_arrest(**HELD | given)
    assert refused.value.rule == "PACE 1984 s.31"


def test_an_agencys_period_is_longer_and_its_own_to_extend():
    assert (first_months(agency=False), first_months(agency=True)) == (3, 6)
    assert next_stage(6, agency=True).decider is Decider.AGENCY
    assert (next_stage(6, agency=True).to_months, next_stage(12, agency=True).to_months) == (12, 18)
    with pytest.raises(RuleBroken, match="decision-maker"):
        check_asked(12, months=6, end=date(2026, 9, 2), at=NOON, agency=True)


@pytest.mark.parametrize(
    ("decider", "months", "until", "allowed"),
    [
        pytest.param(Decider.AGENCY, 6, date(2027, 3, 2), True, id="s47ZDB: to twelve months"),
        pytest.param(Decider.AGENCY, 6, date(2027, 3, 3), False, id="s47ZDB: no further"),
        pytest.param(Decider.COURT, 6, date(2027, 3, 2), False, id="s47ZF: the agency first"),
        pytest.param(Decider.COURT, 12, date(2027, 9, 2), True, id="s47ZF: then a court"),
        pytest.param(Decider.COMMANDER, 6, date(2027, 3, 2), False, id="s47ZE: no commander in an agency's case"),
    ],
)
def test_who_extends_an_agencys_period(decider, months, until, allowed):
    given = {"decider": decider, "months": months, "start": date(2026, 3, 3), "at": NOON, "agency": True}
    given["end"] = date(2026, 9, 2) if months == 6 else date(2027, 3, 2)
    if allowed:
        check_extended_elsewhere(until, **given)
        return
    with pytest.raises(RuleBroken):
        check_extended_elsewhere(until, **given)

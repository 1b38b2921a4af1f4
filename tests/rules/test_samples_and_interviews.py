"""Which power serves for a sample, how long it is kept, who is tested for drugs, and when somebody is interviewed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.drug_tests import (
    DrugResult,
    DrugTestFacts,
    check_drug_test,
    check_hold,
    check_result,
    hold_until,
    trigger_of,
)
from mips.custody.rules.healthcare import Fitness
from mips.custody.rules.interviews import (
    BreakReason,
    Interrupts,
    break_due,
    check_break_over,
    check_clothed,
    check_fit,
    check_hand_over,
    check_rest,
    check_return,
    check_start,
)
from mips.custody.rules.retention import (
    Ended,
    Kept,
    Outcome,
    destruction,
    how_it_ended,
    is_conviction,
    sample_destruction,
)
from mips.custody.rules.samples import (
    SampleFacts,
    SampleGround,
    SampleKind,
    check_not_taken,
    check_taking,
    owed,
    power_for,
)
from mips.custody.rules.welfare import rest

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
DETAINED = SampleFacts(ground=SampleGround.DETAINED, recordable=True)
CONVICTED = replace(DETAINED, ground=SampleGround.CONVICTED)
INSPECTOR = replace(DETAINED, authority=Rank.INSPECTOR)


@pytest.mark.parametrize(
    ("kind", "facts", "section"),
    [
        (SampleKind.FINGERPRINTS, DETAINED, "PACE 1984 s.61"),
        (SampleKind.FINGERPRINTS, replace(CONVICTED, authority=Rank.INSPECTOR), "PACE 1984 s.61"),
        (SampleKind.FOOTWEAR, DETAINED, "PACE 1984 s.61A"),
        (SampleKind.DNA, DETAINED, "PACE 1984 s.63"),
        (SampleKind.DNA, replace(DETAINED, ground=SampleGround.COURT, authority=Rank.INSPECTOR), "PACE 1984 s.63"),
        (SampleKind.PHOTO, replace(DETAINED, recordable=False, force=True), "PACE 1984 s.64A"),
        (SampleKind.MARKS, INSPECTOR, "PACE 1984 s.54A"),
        (SampleKind.INTIMATE, replace(INSPECTOR, consent=True), "PACE 1984 s.62"),
        (SampleKind.DNA, replace(DETAINED, recordable=False, consent=True), "PACE 1984 s.63"),
    ],
)
def test_the_power_that_serves_is_chosen_from_the_facts(kind, facts, section):
    assert power_for(kind, facts).source.section == section


@pytest.mark.parametrize(
    ("kind", "facts", "field"),
    [
        pytest.param(SampleKind.FINGERPRINTS, replace(DETAINED, recordable=False), "consent", id="s.61 not recordable"),
        pytest.param(SampleKind.DNA, replace(DETAINED, taken_before=True), "consent", id="s.63 taken already"),
        pytest.param(SampleKind.FINGERPRINTS, CONVICTED, "authority_id", id="s.61 inspector"),
        pytest.param(SampleKind.FOOTWEAR, CONVICTED, "consent", id="s.61A no such power"),
        pytest.param(SampleKind.INTIMATE, replace(DETAINED, consent=True), "authority_id", id="s.62 inspector"),
        pytest.param(SampleKind.INTIMATE, INSPECTOR, "consent", id="s.62 consent"),
        pytest.param(SampleKind.INTIMATE, replace(INSPECTOR, consent=True, force=True), "force", id="s.62 never force"),
        pytest.param(SampleKind.MARKS, DETAINED, "authority_id", id="s.54A inspector"),
        pytest.param(
            SampleKind.DNA,
            replace(DETAINED, recordable=False, consent=True, force=True),
            "force",
            id="consent, no force",
        ),
    ],
)
def test_without_a_power_it_is_refused(kind, facts, field):
    with pytest.raises(RuleBroken) as refused:
        power_for(kind, facts)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (SampleKind.FINGERPRINTS, {"told": False}),
        (SampleKind.DNA, {"barcode": ""}),
        (SampleKind.INTIMATE, {"taker": ""}),
        (SampleKind.FINGERPRINTS, {"force": True}),
    ],
)
def test_taking_something_is_written_down_whole(kind, fields):
    given = {"told": True, "barcode": "123", "force": False, "force_why": "", "taker": "Dr Day"}
    check_taking(kind, **given)
    with pytest.raises(RuleBroken):
        check_taking(kind, **given | fields)


def test_what_is_not_taken_has_a_reason_and_is_owed_no_longer():
    with pytest.raises(RuleBroken):
        check_not_taken(" ")
    assert owed([], recordable=True) == [SampleKind.FINGERPRINTS, SampleKind.PHOTO, SampleKind.DNA]
    assert owed([SampleKind.DNA, SampleKind.PHOTO], recordable=True) == [SampleKind.FINGERPRINTS]
    assert owed([], recordable=False) == [SampleKind.PHOTO]


TAKEN = Kept(taken_on=date(2026, 3, 2), ended=Ended.NOT_CONVICTED)


@pytest.mark.parametrize(
    ("kept", "section", "on"),
    [
        pytest.param(replace(TAKEN, unlawful=True), "s.63D(2)", None, id="s.63D(2) at once"),
        pytest.param(replace(TAKEN, ended=Ended.OPEN), "s.63E", None, id="s.63E until it ends"),
        pytest.param(TAKEN, "s.63H", None, id="s.63H destroy"),
        pytest.param(replace(TAKEN, qualifying=True), "s.63H", None, id="s.63H arrested only, no consent"),
        pytest.param(replace(TAKEN, qualifying=True, charged=True), "s.63F", date(2029, 3, 1), id="s.63F charged"),
        pytest.param(replace(TAKEN, qualifying=True, consented=True), "s.63G", date(2029, 3, 1), id="s.63G consent"),
        pytest.param(replace(TAKEN, convicted_before=True), "s.63I", None, id="convicted before"),
        pytest.param(replace(TAKEN, ended=Ended.CONVICTED), "s.63I", None, id="s.63I adult"),
        pytest.param(
            replace(TAKEN, ended=Ended.CONVICTED, under_18=True), "s.63K", date(2031, 3, 1), id="s.63K no custody"
        ),
        pytest.param(
            replace(TAKEN, ended=Ended.CONVICTED, under_18=True, custody_months=12),
            "s.63K",
            date(2032, 3, 1),
            id="s.63K custody and five years",
        ),
        pytest.param(
            replace(TAKEN, ended=Ended.CONVICTED, under_18=True, custody_months=60), "s.63K", None, id="s.63K long"
        ),
    ],
)
def test_how_long_it_is_kept(kept, section, on):
    found = destruction(kept)
    assert (found.source.section, found.on) == (f"PACE 1984 {section}", on)


def test_the_sample_itself_goes_within_six_months():
    assert sample_destruction(date(2026, 3, 2)).on == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("result", "convicted"),
    [
        pytest.param("Guilty plea", True, id="plea"),
        pytest.param("Found guilty after trial", True, id="verdict"),
        pytest.param("Convicted, fined \u00a3200", True, id="convicted"),
        pytest.param("Not guilty by reason of insanity", True, id="s.65B insanity"),
        pytest.param("Unfit, but did the act charged", True, id="s.65B disability"),
        pytest.param("Not guilty", False, id="acquitted"),
        pytest.param("Acquitted on the judge\u2019s direction", False, id="no case"),
        pytest.param("Dismissed, not proved", False, id="not proved"),
        pytest.param("Conviction quashed", False, id="quashed"),
        pytest.param("Discontinued", False, id="discontinued"),
        pytest.param("", False, id="nothing said"),
    ],
)
def test_what_counts_as_a_conviction(result, convicted):
    assert is_conviction(result) is convicted


DONE, PENDING = Outcome(ended=True, result="Withdrawn"), Outcome()
GUILTY = Outcome(ended=True, result="Guilty")


@pytest.mark.parametrize(
    ("offences", "more", "ended"),
    [
        pytest.param([PENDING], {}, Ended.OPEN, id="s.63E going on"),
        pytest.param([], {}, Ended.OPEN, id="s.63E nothing known"),
        pytest.param([DONE, PENDING], {}, Ended.OPEN, id="s.63E one goes on"),
        pytest.param([DONE], {}, Ended.NOT_CONVICTED, id="all over"),
        pytest.param([PENDING], {"dropped": True}, Ended.NOT_CONVICTED, id="no further action"),
        pytest.param([GUILTY, PENDING], {}, Ended.CONVICTED, id="s.63I one conviction"),
        pytest.param([PENDING], {"cautioned": True}, Ended.CONVICTED, id="s.65B caution"),
    ],
)
def test_how_proceedings_have_ended(offences, more, ended):
    assert how_it_ended(offences, **more) is ended


def test_after_a_penalty_notice_it_is_kept_two_years():
    found = destruction(Kept(taken_on=date(2026, 3, 2), ended=Ended.NOT_CONVICTED, penalty_notice=True))
    assert (found.source.section, found.on) == ("PACE 1984 s.63L", date(2028, 3, 1))


TEST = DrugTestFacts(
    age=18,
    after_charge=False,
    trigger="theft",
    authority=None,
    authority_why="",
    notified=True,
    warned=True,
    adult="",
    before=0,
    most=1,
)


@pytest.mark.parametrize(
    "facts",
    [
        TEST,
        replace(TEST, age=14, after_charge=True, adult="Ann Day"),
        replace(TEST, trigger="", authority=Rank.INSPECTOR, authority_why="Says that he steals for heroin"),
        replace(TEST, before=1, most=2),
    ],
)
def test_who_may_be_tested_for_drugs(facts):
    check_drug_test(facts)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(replace(TEST, age=17, adult="Ann Day"), id="17 after arrest"),
        pytest.param(replace(TEST, age=13, after_charge=True, adult="Ann Day"), id="13 after charge"),
        pytest.param(replace(TEST, age=None), id="age not known"),
        pytest.param(replace(TEST, age=15, after_charge=True), id="child without adult"),
        pytest.param(replace(TEST, trigger=""), id="no trigger, no inspector"),
        pytest.param(replace(TEST, trigger="", authority=Rank.SERGEANT, authority_why="x"), id="sergeant"),
        pytest.param(replace(TEST, trigger="", authority=Rank.INSPECTOR), id="inspector without grounds"),
        pytest.param(replace(TEST, warned=False), id="not warned"),
        pytest.param(replace(TEST, notified=False), id="no notice"),
        pytest.param(replace(TEST, before=1), id="second sample"),
    ],
)
def test_who_may_not(facts):
    with pytest.raises(RuleBroken) as refused:
        check_drug_test(facts)
    assert refused.value.rule == "PACE 1984 s.63B"


def test_a_refusal_and_a_positive_test_are_explained():
    check_result(DrugResult.NEGATIVE, why="", drugs=0)
    for result in (DrugResult.REFUSED, DrugResult.POSITIVE):
        with pytest.raises(RuleBroken):
            check_result(result, why="", drugs=0)


def test_only_who_is_here_and_detained_is_handed_over():
    good = {"held": True, "authorised": True, "out_to": "", "officer_is_custody": False}
    check_hand_over(**good)
    for wrong in ({"held": False}, {"authorised": False}, {"out_to": "DC Grant"}, {"officer_is_custody": True}):
        with pytest.raises(RuleBroken):
            check_hand_over(**good | wrong)


@pytest.mark.parametrize(
    ("fit", "hcp", "because", "allowed"),
    [
        (Fitness.FIT, None, "", True),
        (Fitness.CONDITIONS, None, "Break each hour", True),
        (None, None, "", False),
        (Fitness.NOT_FIT, None, "", False),
        (Fitness.FIT, Fitness.NOT_FIT, "Looks well", False),
        (Fitness.FIT, Fitness.CONDITIONS, "", False),
    ],
)
def test_who_is_fit_to_be_interviewed(fit, hcp, because, allowed):
    if allowed:
        check_fit(fit, hcp_says=hcp, because=because)
    else:
        with pytest.raises(RuleBroken) as refused:
            check_fit(fit, hcp_says=hcp, because=because)
        assert refused.value.rule == "Code C 12.3"


def test_rest_that_is_owed_waits_only_for_a_reason():
    owed_now = rest([(AT, AT + timedelta(hours=17))], since=AT, now=AT + timedelta(hours=17))
    assert owed_now.late
    with pytest.raises(RuleBroken, match="Eight hours"):
        check_rest(owed_now, interrupts=None, why="")
    with pytest.raises(RuleBroken, match="what makes it so"):
        check_rest(owed_now, interrupts=Interrupts.HARM, why=" ")
    check_rest(owed_now, interrupts=Interrupts.HARM, why="A child is missing")
    check_rest(rest([], since=AT, now=AT), interrupts=None, why="")


def test_how_an_interview_begins():
    good = {"for_interview": True, "running": False, "recording": "R1", "not_recorded_why": ""}
    check_start(**good)
    for wrong in ({"for_interview": False}, {"running": True}, {"recording": ""}):
        with pytest.raises(RuleBroken):
            check_start(**good | wrong)
    with pytest.raises(RuleBroken, match="clothes"):
        check_clothed(clothes_taken=True, replaced=False)


def test_how_they_come_back():
    check_return(interviewing=False, kept_codes=True, account="")
    for wrong in ({"interviewing": True}, {"kept_codes": False}):
        with pytest.raises(RuleBroken) as refused:
            check_return(**{"interviewing": False, "kept_codes": True, "account": ""} | wrong)
        assert refused.value.rule == "PACE 1984 s.39(3)"


def test_a_break_is_due_two_hours_after_the_last():
    hour = timedelta(hours=1)
    assert break_due(AT, []) == AT + 2 * hour
    assert break_due(AT, [(AT + hour, AT + hour * 1.25)]) == AT + hour * 3.25
    assert break_due(AT, [(AT + hour, None)]) is None


@pytest.mark.parametrize(
    ("reason", "minutes", "why", "allowed"),
    [
        (BreakReason.MEAL, 44, "", False),
        (BreakReason.MEAL, 44, "He asked to go on", True),
        (BreakReason.MEAL, 45, "", True),
        (BreakReason.REFRESHMENT, 14, " ", False),
        (BreakReason.REFRESHMENT, 15, "", True),
        (BreakReason.LEGAL, 1, "", True),
    ],
)
def test_a_shorter_break_than_there_should_be_says_why(reason, minutes, why, allowed):
    about = {"began_at": AT, "at": AT + timedelta(minutes=minutes), "why": why}
    if allowed:
        check_break_over(reason, **about)
        return
    with pytest.raises(RuleBroken) as refused:
        check_break_over(reason, **about)
    assert (refused.value.rule, refused.value.field) == ("Code C 12.8", "short_why")


CHARGED_AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def test_before_charge_they_may_be_kept_to_24_hours_and_after_it_six():
    assert hold_until(charged_at=None, without_charge=DAY) == DAY
    assert hold_until(charged_at=CHARGED_AT, without_charge=DAY) == CHARGED_AT + timedelta(hours=6)


@pytest.mark.parametrize(
    ("facts", "now", "section"),
    [
        pytest.param({}, DAY, "PACE 1984 s.37(8B)", id="s.37(8B) 24 hours are over"),
        pytest.param({"after_charge": True}, DAY, "PACE 1984 s.38(2)", id="s.38(2) six hours are over"),
        pytest.param({"before": 1}, CHARGED_AT, "PACE 1984 s.63B", id="s.63B(5B) given already"),
        pytest.param({"trigger": ""}, CHARGED_AT, "PACE 1984 s.63B", id="s.37(8A) no sample could be taken"),
    ],
)
def test_nobody_is_kept_for_a_sample_beyond_what_the_act_allows(facts, now, section):
    with pytest.raises(RuleBroken) as refused:
        check_hold(replace(TEST, **facts), now=now, until=DAY)
    assert refused.value.rule == section


def test_the_warning_may_come_later_than_the_keeping():
    check_hold(replace(TEST, warned=False), now=CHARGED_AT, until=DAY)


@pytest.mark.parametrize(
    ("title", "code"),
    [("Theft from a shop", "theft"), ("Assault a constable", ""), ("Robbery", "robbery")],
)
def test_a_charge_is_known_as_a_trigger_offence_by_its_title(title, code):
    assert trigger_of([title], {"theft": ["theft", "steal"], "robbery": ["robbery"]}) == code

"""The rules about senior officers and courts: delays, extensions, who is heard, warrants."""

from datetime import UTC, datetime, timedelta

import pytest

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.delaying import DelayGround, check_delay, check_delay_time
from mips.custody.rules.extending import (
    WHY_NOT,
    Link,
    LinkConsent,
    check_diligence,
    check_extending_officer,
    check_link,
    check_may_extend,
    check_until,
    consents,
)
from mips.custody.rules.extensions import Refusal
from mips.custody.rules.representations import Heard, check_heard, check_record_made, check_reminded, heard_as
from mips.custody.rules.story import Ruling, Story, WarrantRuling
from mips.custody.rules.warrants import check_may_apply, check_ruled_at, check_ruling, check_sitting

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
OWN, BEFORE, BOTH, PARENT = (
    LinkConsent.OWN,
    LinkConsent.OWN_BEFORE_ADULT,
    LinkConsent.OWN_AND_PARENT,
    LinkConsent.PARENT,
)


def broken(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refused:
        check(*args, **kwargs)
    assert refused.value.rule in refused.value.detail
    return refused.value.rule, refused.value.field


def delay(section, **changes):
    given = {
        "rank": Rank.SUPERINTENDENT,
        "involved": False,
        "asked_for_it": False,
        "only_summary": False,
        "grounds": [DelayGround.ALERTING],
        "reason": "His brother is not yet arrested",
    }
    return check_delay(section, **given | changes)


@pytest.mark.parametrize(
    ("section", "changes", "rule"),
    [
        pytest.param(56, {"rank": Rank.SERGEANT}, "PACE 1984 s.56(2)", id="s.56(2) takes an inspector"),
        pytest.param(58, {"rank": Rank.CHIEF_INSPECTOR}, "PACE 1984 s.58(6)", id="s.58(6) takes a superintendent"),
        pytest.param(56, {"only_summary": True}, "PACE 1984 s.56(2)", id="s.56(2) an indictable offence"),
        pytest.param(58, {"only_summary": True}, "PACE 1984 s.58(6)", id="s.58(6) an indictable offence"),
        pytest.param(58, {"involved": True}, "PACE 1984 s.58(6)", id="RL-1 investigates"),
        pytest.param(58, {"asked_for_it": True}, "PACE 1984 s.58(6)", id="RL-1 asked for it"),
        pytest.param(56, {"grounds": []}, "PACE 1984 s.56(5)", id="s.56(5) a ground"),
        pytest.param(56, {"reason": " "}, "PACE 1984 s.56(5)", id="s.56(5) a reason"),
    ],
)
def test_a_right_that_may_not_be_put_off(section, changes, rule):
    assert broken(delay, section, **changes)[0] == rule


def test_an_inspector_puts_off_informing_and_a_superintendent_advice():
    delay(56, rank=Rank.INSPECTOR)
    delay(58)


@pytest.mark.parametrize(
    ("at", "authorised_at", "latest"),
    [
        pytest.param(NOON, None, NOON + HOUR, id="before detention is authorised"),
        pytest.param(NOON, NOON, NOON, id="s.56(3) 36 hours have passed"),
    ],
)
def test_a_right_is_put_off_only_within_36_hours(at, authorised_at, latest):
    assert broken(check_delay_time, 56, at, authorised_at=authorised_at, latest=latest)[0] == "PACE 1984 s.56(3)"


@pytest.mark.parametrize("bar", list(Refusal))
def test_each_refusal_to_extend_says_the_section_and_what_may_be_done_instead(bar):
    rule, _ = broken(check_may_extend, bar)
    assert rule == WHY_NOT[bar][1].section and WHY_NOT[bar][2]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"rank": Rank.CHIEF_INSPECTOR}, id="s.42(1) rank"),
        pytest.param({"involved": True}, id="RL-1 investigates"),
        pytest.param({"asked_for_it": True}, id="RL-1 own request"),
        pytest.param({"responsible": False}, id="s.42(1) responsible for the station"),
    ],
)
def test_who_may_not_extend(changes):
    given = {"rank": Rank.SUPERINTENDENT, "involved": False, "asked_for_it": False, "responsible": True}
    check_extending_officer(**given)
    assert broken(check_extending_officer, **given | changes)[0] == "PACE 1984 s.42(1)"


def test_an_extension_ends_after_it_is_given_and_within_36_hours():
    check_until(NOON + HOUR, at=NOON, most=NOON + HOUR)
    assert broken(check_until, NOON, at=NOON, most=NOON + HOUR) == ("PACE 1984 s.42(1)", "until")
    assert broken(check_until, NOON + 2 * HOUR, at=NOON, most=NOON + HOUR) == ("PACE 1984 s.42(1)", "until")


def test_an_extension_needs_diligence():
    check_diligence("Phones are being examined")
    assert broken(check_diligence, " ")[0] == "PACE 1984 s.42(1)(c)"


@pytest.mark.parametrize(
    ("age", "vulnerable", "lawful"),
    [
        pytest.param(13, False, (PARENT,), id="s.45ZA under 14"),
        pytest.param(14, False, (BOTH,), id="s.45ZA 14"),
        pytest.param(17, True, (BOTH,), id="s.45ZA 17"),
        pytest.param(18, False, (OWN, BEFORE), id="s.45ZA 18"),
        pytest.param(40, True, (BEFORE,), id="s.45ZA vulnerable adult"),
        pytest.param(None, False, (OWN, BEFORE), id="nobody knows the age"),
    ],
)
def test_whose_consent_a_live_link_needs(age, vulnerable, lawful):
    assert consents(age=age, vulnerable=vulnerable) == lawful


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"appropriate": False}, "method", id="s.45ZA appropriate"),
        pytest.param({"advice": False}, "link_advice", id="s.45ZA advice"),
        pytest.param({"consent": None}, "link_consent", id="s.45ZA consent"),
    ],
)
def test_each_element_of_a_live_link(changes, field):
    given = {"appropriate": True, "advice": True, "consent": OWN, "age": 30, "vulnerable": False}
    check_link(Link(**given))
    assert broken(check_link, Link(**given | changes)) == ("PACE 1984 s.45ZA", field)


@pytest.mark.parametrize(
    ("how", "said", "unfit_why", "field"),
    [
        pytest.param(Heard.ABSENT, "", "", "detainee_heard", id="s.40(12) a detainee is never absent"),
        pytest.param(Heard.SAID, "", "", "detainee_said", id="s.40(12) their words"),
        pytest.param(Heard.UNFIT, "", "", "unfit_why", id="s.40(14) unfit by what"),
    ],
)
def test_a_detainee_not_heard_without_a_cause(how, said, unfit_why, field):
    assert broken(check_heard, detainee=how, said=said, unfit_why=unfit_why)[1] == field


@pytest.mark.parametrize("how", [Heard.ASLEEP, Heard.NOTHING])
def test_somebody_asleep_or_silent_was_asked(how):
    check_heard(detainee=how, said="", unfit_why="")


def test_how_somebody_was_heard_follows_from_their_words():
    assert heard_as(None, "I want to go home", else_=Heard.NOTHING) is Heard.SAID
    assert heard_as(None, " ", else_=Heard.ABSENT) is Heard.ABSENT
    assert heard_as(Heard.WRITTEN, "", else_=Heard.ABSENT) is Heard.WRITTEN


def test_only_who_sleeps_is_not_reminded():
    check_reminded(detainee=Heard.ASLEEP, reminded=False)
    assert broken(check_reminded, detainee=Heard.NOTHING, reminded=False) == ("Code C 15.4", "reminded")


def test_a_remote_review_has_its_record_made_at_the_station():
    check_record_made(remote=False, recorded_at_station=False)
    rule = broken(check_record_made, remote=True, recorded_at_station=False)
    assert rule == ("PACE 1984 s.40A(4)", "recorded_by_id")


REFUSED = Story(warrants=(WarrantRuling(NOON, Ruling.REFUSED),))


@pytest.mark.parametrize(
    ("story", "only_summary", "rule"),
    [
        pytest.param(Story(), True, "PACE 1984 s.43(1)", id="s.43(1) an indictable offence"),
        pytest.param(Story(charged_at=NOON), False, "PACE 1984 s.43(1)", id="s.43(1) without charge"),
        pytest.param(REFUSED, False, "PACE 1984 s.43(17)", id="s.43(17) refused before"),
    ],
)
def test_when_no_warrant_is_applied_for(story, only_summary, rule):
    assert broken(check_may_apply, story, only_summary=only_summary, new_evidence="")[0] == rule


def test_new_evidence_opens_the_court_again():
    check_may_apply(REFUSED, only_summary=False, new_evidence="A knife was found")


@pytest.mark.parametrize(
    ("sits", "late_why", "rule"),
    [
        pytest.param(NOON - HOUR, "", "PACE 1984 s.43(5)", id="before it is made"),
        pytest.param(NOON + 3 * HOUR, "", "PACE 1984 s.43(7)", id="s.43(7) late, and nobody says why"),
        pytest.param(NOON + 9 * HOUR, "No court sat", "PACE 1984 s.43(5)", id="s.43(5)(b) six hours are over"),
    ],
)
def test_a_court_that_sits_too_late(sits, late_why, rule):
    times = {"made_at": NOON, "most": NOON + 2 * HOUR, "latest": NOON + 8 * HOUR}
    check_sitting(NOON + 2 * HOUR, late_why="", **times)
    check_sitting(NOON + 8 * HOUR, late_why="No court sat", **times)
    assert broken(check_sitting, sits, late_why=late_why, **times)[0] == rule


@pytest.mark.parametrize(
    ("ruling", "hours", "running", "why", "field"),
    [
        pytest.param(Ruling.ISSUED, 37, False, "", "hours_given", id="s.43(12) 36 hours at most"),
        pytest.param(Ruling.ISSUED, None, False, "", "hours_given", id="s.43(12) for how long"),
        pytest.param(Ruling.EXTENDED, 12, False, "", "ruling", id="s.44(1) nothing to extend"),
        pytest.param(Ruling.ISSUED, 12, True, "", "ruling", id="s.44(1) one runs"),
        pytest.param(Ruling.REFUSED, None, False, "", "ruling_reason", id="s.43 refused, and nobody says why"),
    ],
)
def test_a_ruling_that_cannot_be(ruling, hours, running, why, field):
    assert broken(check_ruling, ruling, hours=hours, running=running, why=why)[1] == field


def test_a_court_rules_while_detention_is_lawful():
    check_ruled_at(NOON, made_at=NOON - HOUR, end=NOON)
    assert broken(check_ruled_at, NOON + HOUR, made_at=NOON, end=NOON)[0] == "PACE 1984 s.42(1)"
    assert broken(check_ruled_at, NOON - HOUR, made_at=NOON, end=NOON)[0] == "PACE 1984 s.43(5)"

"""Recording, outcomes and suspects as tables of their rules (INV-1, INV-3, INV-8)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.investigation.rules import outcomes, recording, suspects
from mips.investigation.rules.outcomes import check_sign_off
from mips.investigation.rules.recording import Basis

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("hours", "in_time"),
    [
        pytest.param(0, True, id="NC-4: at once"),
        pytest.param(24, True, id="NC-4: exactly 24 hours"),
        pytest.param(24.02, False, id="NC-4: a minute over"),
    ],
)
def test_a_report_is_recorded_within_24_hours(hours, in_time):
    assert recording.recorded_in_time(NOON, NOON + timedelta(hours=hours)) is in_time


@pytest.mark.parametrize(
    ("basis", "victims", "rule"),
    [
        pytest.param(Basis.VICTIM, 1, None, id="NC-8: one victim"),
        pytest.param(Basis.VICTIM, 0, "NC-8", id="NC-8: nobody harmed"),
        pytest.param(Basis.STATE, 0, None, id="NC-3: no victim"),
        pytest.param(Basis.STATE, 1, "NC-3", id="NC-3: a victim after all"),
    ],
)
def test_who_is_harmed_fits_whom_it_is_against(basis, victims, rule):
    assert refused_by(lambda: recording.check_victims(basis, victims)) == rule


@pytest.mark.parametrize(
    ("basis", "decided", "evidence", "rule"),
    [
        pytest.param(Basis.VICTIM, True, "", None, id="NC-2: the victim's belief is enough"),
        pytest.param(Basis.VICTIM, False, "", "NC-6", id="NC-6: not a crime"),
        pytest.param(Basis.STATE, True, " ", "NC-3", id="NC-3: points to prove"),
        pytest.param(Basis.STATE, True, "Knife in his pocket", None, id="NC-3: proved"),
    ],
)
def test_what_may_be_recorded(basis, decided, evidence, rule):
    def check():
        recording.check_decision(basis, amounts_to_crime=decided, evidence=evidence)

    assert refused_by(check) == rule


@pytest.mark.parametrize(
    ("until", "reported", "field"),
    [
        pytest.param(None, 1, None, id="a moment, reported later"),
        pytest.param(2, 1, None, id="reported while it went on"),
        pytest.param(-1, 1, "occurred_until", id="ends before it begins"),
        pytest.param(None, -1, "reported_at", id="reported before it happened"),
    ],
)
def test_times_follow_each_other(until, reported, field):
    ended = None if until is None else NOON + timedelta(hours=until)
    try:
        recording.check_times(NOON, ended, NOON + timedelta(hours=reported))
        found = None
    except RuleBroken as refused:
        found = refused.field
    assert found == field


def test_the_crime_number():
    assert recording.crime_number("28", 12345, 2026) == "28/0012345/26"


@pytest.mark.parametrize(
    ("code", "rank", "mine", "rule"),
    [
        pytest.param("18", outcomes.SERGEANT, False, None, id="INV-5: a sergeant signs off"),
        pytest.param("18", outcomes.SERGEANT, True, "RL-1(c)", id="RL-1(c): not one's own"),
        pytest.param("18", 1, False, "INV-3", id="INV-3: not a constable"),
        pytest.param("21", outcomes.SERGEANT, False, "INV-3", id="INV-3: 21 not a sergeant"),
        pytest.param("21", outcomes.INSPECTOR, False, None, id="INV-3: 21 an inspector"),
    ],
)
def test_who_signs_off(code, rank, mine, rule):
    assert refused_by(lambda: check_sign_off(code, rank=rank, proposed_by_me=mine)) == rule


@pytest.mark.parametrize(
    ("now", "then", "why", "refusal"),
    [
        pytest.param("suspect", "eliminated", "Was abroad", None, id="INV-8: ruled out with a reason"),
        pytest.param("suspect", "eliminated", " ", "Say why", id="INV-8: ruled out without one"),
        pytest.param("suspect", "charged", "", "custody record", id="INV-8: charged only by custody"),
        pytest.param("suspect", "suspect", "", "already", id="INV-8: the same again"),
        pytest.param("charged", "eliminated", "Mistake", "court", id="INV-8: once charged"),
        pytest.param("eliminated", "suspect", "", None, id="INV-8: suspected again"),
    ],
)
def test_where_a_suspect_may_go(now, then, why, refusal):
    if refusal is None:
        suspects.check_change(now, then, why=why)
    else:
        with pytest.raises(RuleBroken, match=refusal):
            suspects.check_change(now, then, why=why)


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        pytest.param(date(2008, 3, 2), 18, id="on the birthday"),
        pytest.param(date(2008, 3, 3), 17, id="the day before it"),
    ],
)
def test_age_at_the_offence(birth, age):
    assert suspects.age_on(birth, DAY) == age


def refused_by(check):
    try:
        check()
    except RuleBroken as refused:
        return refused.rule
    return None

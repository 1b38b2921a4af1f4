"""What should never have been taken: who decides that, and that it is destroyed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.drug_tests import basis_of
from mips.custody.rules.retention import AT_ONCE, Kept, destruction, sample_destruction
from mips.custody.rules.samples import SampleKind
from mips.custody.rules.unlawful import check_destroyed, check_unlawful

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PRINTS = {"taken": True, "found": False, "at": NOON, "taken_at": NOON, "authority": Rank.INSPECTOR}
FOUND = {"unlawful": True, "destroyed": False, "at": NOON, "found_at": NOON, "held": False}


@pytest.mark.parametrize(
    ("kind", "given", "rule"),
    [
        pytest.param(SampleKind.FINGERPRINTS, {"authority": Rank.SERGEANT}, "s.63D(2)", id="s.63D(2) a sergeant"),
        pytest.param(SampleKind.DNA, {"authority": None}, "s.63R", id="s.63R nobody named"),
        pytest.param(SampleKind.FOOTWEAR, {"found": True}, "s.63S", id="s.63S twice"),
        pytest.param(SampleKind.DNA, {"taken": False}, "s.63R", id="s.63R not taken"),
        pytest.param(SampleKind.DNA, {"at": NOON - timedelta(minutes=1)}, "s.63R", id="s.63R before it was taken"),
        pytest.param(SampleKind.PHOTO, {}, "s.64A", id="s.64A a photograph"),
    ],
)
def test_what_cannot_be_found_unlawful(kind, given, rule):
    check_unlawful(SampleKind.FINGERPRINTS, **PRINTS)
    with pytest.raises(RuleBroken) as refused:
        check_unlawful(kind, **PRINTS | given)
    assert refused.value.rule == f"PACE 1984 {rule}"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        pytest.param({"unlawful": False, "found_at": None}, "Nobody has found", id="s.63D(2) lawful"),
        pytest.param({"destroyed": True}, "already", id="s.63D(2) twice"),
        pytest.param({"held": True}, "hold", id="a hold keeps it"),
        pytest.param({"at": NOON - timedelta(minutes=1)}, "before", id="s.63D(2) before it was found"),
    ],
)
def test_what_is_not_destroyed(given, says):
    check_destroyed(SampleKind.DNA, **FOUND)
    with pytest.raises(RuleBroken, match=says):
        check_destroyed(SampleKind.DNA, **FOUND | given)


def test_it_is_due_as_soon_as_practicable_whatever_became_of_the_case():
    kept = Kept(taken_on=date(2026, 3, 2), convicted_before=True)
    assert destruction(replace(kept, unlawful=True)).words == AT_ONCE
    assert sample_destruction(date(2026, 3, 2), unlawful=True).words == AT_ONCE


@pytest.mark.parametrize(
    ("charged", "trigger", "rank", "said"),
    [
        pytest.param(False, "Theft", None, "Trigger offence: Theft", id="s.63B(1A)(a)"),
        pytest.param(False, "", Rank.INSPECTOR, "by an inspector (PACE 1984 s.63B(1A)(b))", id="s.63B(1A)(b)"),
        pytest.param(True, "", Rank.CHIEF_INSPECTOR, "by a chief inspector (PACE 1984 s.63B(2)(b))", id="s.63B(2)(b)"),
    ],
)
def test_on_what_a_sample_was_asked_for(charged, trigger, rank, said):
    assert basis_of(after_charge=charged, trigger=trigger, authority=rank).endswith(said)

"""What a victim is owed and by when: working days, enhanced rights, safe contact (INV-6)."""

from datetime import date

import pytest

from mips.core.errors import RuleBroken
from mips.investigation.rules.victims import (
    Due,
    Ground,
    check_contact,
    check_enhanced,
    check_safe,
    due_on,
    proposed,
    said,
    standing,
)

GROUNDS = [
    Ground(code="domestic-abuse", title="Domestic abuse", flags=("domestic-abuse",)),
    Ground(code="sexual", title="Sexual", classes=("019", "020")),
    Ground(code="child", title="Under 18", under=18),
    Ground(code="intimidated", title="Intimidated"),
]


@pytest.mark.parametrize(
    ("happened", "days", "due"),
    [
        pytest.param(date(2026, 3, 2), 1, date(2026, 3, 3), id="INV-6: counted from the day after"),
        pytest.param(date(2026, 3, 2), 5, date(2026, 3, 9), id="INV-6: five working days are a week"),
        pytest.param(date(2026, 3, 6), 1, date(2026, 3, 9), id="INV-6: Friday, over the weekend"),
        pytest.param(date(2026, 3, 7), 2, date(2026, 3, 10), id="INV-6: on a Saturday"),
        pytest.param(date(2026, 4, 2), 1, date(2026, 4, 7), id="INV-6: over Easter"),
        pytest.param(date(2026, 12, 24), 2, date(2026, 12, 30), id="INV-6: Boxing Day kept on the Monday"),
    ],
)
def test_a_right_is_due_after_so_many_working_days(happened, days, due):
    assert due_on(happened, days) == due


@pytest.mark.parametrize(
    ("due", "today", "stands", "words"),
    [
        (date(2026, 3, 3), date(2026, 3, 2), Due.SOON, "due tomorrow"),
        (date(2026, 3, 9), date(2026, 3, 6), Due.SOON, "due in 3 days"),
        (date(2026, 3, 10), date(2026, 3, 6), Due.LATER, "due in 4 days"),
        (date(2026, 3, 2), date(2026, 3, 2), Due.TODAY, "due today"),
        (date(2026, 3, 6), date(2026, 3, 9), Due.LATE, "late 1 working day"),
        (date(2026, 3, 6), date(2026, 3, 10), Due.LATE, "late 2 working days"),
    ],
)
def test_how_a_promise_stands_and_is_said(due, today, stands, words):
    assert (standing(due, today), said(due, today)) == (stands, words)


@pytest.mark.parametrize(
    ("flags", "ho_class", "age", "codes"),
    [
        pytest.param(["domestic-abuse"], "", None, ["domestic-abuse"], id="INV-6: a flag"),
        pytest.param([], "019/08", 17, ["sexual", "child"], id="INV-6: the offence, and an age"),
        pytest.param([], "046/00", 18, [], id="INV-6: eighteen is no child"),
        pytest.param([], "", None, [], id="INV-6: nothing known proposes nothing"),
    ],
)
def test_what_is_known_proposes_enhanced_rights_with_its_reason(flags, ho_class, age, codes):
    found = list(proposed(GROUNDS, flags=flags, ho_class=ho_class, age=age))
    assert [ground.code for ground, _ in found] == codes
    assert all(reason for _, reason in found)


@pytest.mark.parametrize(
    ("enhanced", "grounds", "proposed_too", "why", "field"),
    [
        (True, ["child"], ["child"], "", None),
        (True, [], [], "", "grounds"),
        (False, ["child"], ["child"], "", "enhanced"),
        (False, [], ["child"], " ", "why"),
        (False, [], ["child"], "Was 18 that day", None),
        (False, [], [], "", None),
    ],
)
def test_the_officer_confirms_or_explains(enhanced, grounds, proposed_too, why, field):
    assert refused(check_enhanced, enhanced=enhanced, grounds=grounds, proposed_too=proposed_too, why=why) == field


@pytest.mark.parametrize(
    ("domestic_abuse", "telephone", "shared", "field"),
    [
        (True, True, True, "method"),
        (True, True, False, None),
        (True, False, True, None),
        (False, True, True, None),
        (False, True, None, "shared"),
        (False, False, None, None),
    ],
)
def test_nobody_rings_a_shared_telephone_where_there_is_abuse(domestic_abuse, telephone, shared, field):
    assert refused(check_safe, domestic_abuse=domestic_abuse, telephone=telephone, shared=shared) == field


@pytest.mark.parametrize(
    ("reached", "keeps", "late", "why_late", "field"),
    [
        (True, ["arrested"], False, "", None),
        (False, [], False, "", None),
        (False, ["arrested"], False, "", "keeps"),
        (True, ["arrested"], True, "", "why_late"),
        (True, ["arrested"], True, "On leave", None),
    ],
)
def test_an_attempt_keeps_nothing_and_lateness_is_explained(reached, keeps, late, why_late, field):
    assert refused(check_contact, reached=reached, keeps=keeps, late=late, why_late=why_late) == field


def refused(check, **facts):
    try:
        check(**facts)
    except RuleBroken as broken:
        return broken.field
    return None

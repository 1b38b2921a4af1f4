"""How long an exhibit is kept, in tables: each row cites its paragraph of the CPIA Code."""

import uuid
from datetime import date

import pytest

from mips.core.errors import RuleBroken
from mips.investigation.rules.retention import (
    Appeal,
    Ended,
    Ending,
    How,
    check_authority,
    check_carried_out,
    check_disposal,
    check_ended,
    kept_until,
    months_after,
)

DAY = date(2026, 3, 2)


def ended(ending=Ending.CONVICTED, on=DAY, **fields):
    return Ended(name="A. Webb", ending=ending, on=on, **fields)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 3, 2), date(2026, 9, 2)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_six_months_end_on_the_same_day_or_the_last_of_the_month(day, later):
    assert months_after(day) == later


@pytest.mark.parametrize(
    ("told", "until"),
    [
        pytest.param([], None, id="5.7: nothing decided"),
        pytest.param([ended(Ending.NO_PROCEEDINGS)], DAY, id="5.7: decided not to prosecute"),
        pytest.param([ended(Ending.PENDING)], None, id="5.8: proceedings run"),
        pytest.param([ended(Ending.ACQUITTED)], DAY, id="5.8: acquitted"),
        pytest.param([ended(Ending.DISCONTINUED)], DAY, id="5.8: dropped"),
        pytest.param([ended()], date(2026, 9, 2), id="5.9: convicted, no custody: six months"),
        pytest.param([ended(custody=True)], None, id="5.9: in custody still"),
        pytest.param([ended(custody=True, released_on=date(2027, 5, 1))], date(2027, 5, 1), id="5.9: until release"),
        pytest.param([ended(custody=True, released_on=date(2026, 4, 1))], date(2026, 9, 2), id="5.9: released earlier"),
        pytest.param([ended(appeal=Appeal.UNDER_WAY)], None, id="5.10: appeal runs"),
        pytest.param(
            [ended(appeal=Appeal.ENDED, appeal_ended_on=date(2026, 12, 1))], date(2026, 12, 1), id="5.10: appeal ended"
        ),
        pytest.param(
            [ended(appeal=Appeal.ENDED, appeal_ended_on=date(2026, 5, 1))], date(2026, 9, 2), id="5.10: ended earlier"
        ),
        pytest.param([ended(Ending.ACQUITTED), ended()], date(2026, 9, 2), id="two: the longest decides"),
        pytest.param([ended(Ending.ACQUITTED), ended(Ending.PENDING)], None, id="two: one runs still"),
    ],
)
def test_how_it_ended_says_how_long_it_is_kept(told, until):
    kept = kept_until(told)
    assert kept.until == until
    assert all(step.section.startswith("CPIA Code 5.") for step in kept.steps)


@pytest.mark.parametrize(("today", "may"), [(date(2026, 9, 2), False), (date(2026, 9, 3), True)])
def test_the_last_day_is_kept_whole(today, may):
    assert kept_until([ended()]).may_go(today) is may


@pytest.mark.parametrize(
    ("how", "today", "copy", "holds", "refused"),
    [
        pytest.param(How.DESTROY, date(2026, 9, 3), False, [], None, id="its time is over"),
        pytest.param(How.DESTROY, date(2026, 9, 2), False, [], "kept until 2 Sep 2026", id="5.9: too early"),
        pytest.param(How.DESTROY, date(2026, 4, 2), True, [], "kept until", id="a copy does not let it be destroyed"),
        pytest.param(How.RETURN, date(2026, 4, 2), False, [], "may go back to its owner now if", id="s.22: no copy"),
        pytest.param(How.RETURN, date(2026, 4, 2), True, [], None, id="s.22(4): a copy is enough"),
        pytest.param(How.RETURN, date(2027, 1, 1), True, ["Inquest"], "It is held: Inquest", id="a hold"),
    ],
)
def test_nothing_goes_before_its_time(how, today, copy, holds, refused):
    def check():
        check_disposal(kept_until([ended()]), how, today=today, copy_kept=copy, holds=holds)

    if refused is None:
        check()
    else:
        with pytest.raises(RuleBroken, match=refused):
            check()


OIC, SGT, EXH = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()


@pytest.mark.parametrize(
    ("authorises", "asked_by", "officer", "as_officer", "given", "refused"),
    [
        (OIC, EXH, OIC, True, False, None),
        (EXH, EXH, OIC, True, False, "somebody else"),
        (OIC, EXH, None, True, False, "no officer in the case"),
        (SGT, EXH, OIC, False, False, None),
        (OIC, EXH, OIC, False, False, "A supervisor who did not ask"),
        (SGT, SGT, OIC, False, False, "A supervisor who did not ask"),
        (SGT, EXH, OIC, False, True, "given already"),
    ],
)
def test_two_people_let_it_go(authorises, asked_by, officer, as_officer, given, refused):
    told = {"authorises": authorises, "asked_by": asked_by, "officer_id": officer}
    if refused is None:
        check_authority(**told, as_officer=as_officer, given=given)
    else:
        with pytest.raises(RuleBroken, match=refused):
            check_authority(**told, as_officer=as_officer, given=given)


@pytest.mark.parametrize(
    ("officer", "supervisor", "refused", "done", "said"),
    [
        (True, True, False, False, None),
        (False, True, False, False, "authority of the officer in the case"),
        (False, False, False, False, "officer in the case and of the supervisor"),
        (True, True, True, False, "has ended already"),
        (True, True, False, True, "has ended already"),
    ],
)
def test_it_goes_once_both_have_let_it_go(officer, supervisor, refused, done, said):
    told = {"by_officer": officer, "by_supervisor": supervisor, "refused": refused, "done": done}
    if said is None:
        check_carried_out(**told)
    else:
        with pytest.raises(RuleBroken, match=said):
            check_carried_out(**told)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (ended(Ending.ACQUITTED, custody=True), "custody"),
        (ended(custody=True, released_on=date(2026, 3, 1)), "released_on"),
        (ended(Ending.ACQUITTED, appeal=Appeal.UNDER_WAY), "appeal"),
        (ended(appeal=Appeal.ENDED), "appeal_ended_on"),
        (ended(on=date(2026, 3, 3)), "on"),
    ],
)
def test_an_end_that_does_not_hold_together_is_refused(told, field):
    with pytest.raises(RuleBroken) as refused:
        check_ended(told, today=DAY)
    assert refused.value.field == field

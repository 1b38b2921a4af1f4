"""How a release under investigation ends, and what the yearly return says of it."""

from datetime import UTC, datetime, timedelta

import pytest

from mips.access.permissions import Role
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.rules.disposals import Disposal, InvestigationEnd
from mips.custody.rules.returns import Return
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.looking_again import end_investigation
from mips.record.model.case import Stage
from mips.returns.usecases.drawing import draw_up_return
from tests.build import NOON

APRIL = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)


def under_investigation(desk, at=NOON):
    detention = desk.detained()
    desk.cleared(detention)
    given = {"disposal": Disposal.UNDER_INVESTIGATION, "reason": "Phone to be examined", "released_at": at}
    return release_detainee(desk.sergeant, detention_id=detention.id, **given)


def test_a_release_under_investigation_ends_with_what_became_of_it(desk, build):
    detention, officer = under_investigation(desk), build.actor(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    given = {"detention_id": detention.id, "end": InvestigationEnd.NO_ACTION, "reason": "No case"}
    with pytest.raises(RuleBroken) as refused:
        end_investigation(officer, **given)
    assert refused.value.field == "notice_given"
    end_investigation(officer, **given, notice_given=True)
    held = desk.record(detention)
    assert held.review_on is None and {each.stage for each in held.offences} == {Stage.ENDED}
    with pytest.raises(RuleBroken, match="not released under investigation"):
        end_investigation(officer, **given, notice_given=True)


def test_whoever_takes_no_part_does_not_end_it(desk, build):
    detention = under_investigation(desk)
    with pytest.raises(Forbidden):
        end_investigation(
            build.actor(Role.DETENTION_OFFICER), detention_id=detention.id, end=InvestigationEnd.REQUISITION, reason="x"
        )


def test_days_under_investigation_are_counted_from_the_year_in_which_they_have_an_end(desk, build, client_for):
    clock.hold_at(APRIL)
    detention = under_investigation(desk, APRIL)
    clock.hold_at(APRIL + timedelta(days=40))
    officer = client_for(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    sent = {"end": "requisition", "reason": "Summons asked for"}
    assert officer.post(f"/custody/{detention.id}/under-investigation/end", data=sent).status_code == 302
    drawn = draw_up_return(build.actor(Role.CRIME_REGISTRAR), about="custody", which=Return.BAIL, period="2026-2027")
    assert drawn.definition.version == 2
    assert drawn.rows[1] == ("released under investigation", 1, 1, 40, 40)

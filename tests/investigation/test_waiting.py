"""The 24 hours of each report: what breaches first stands first, and the counts are those of the list."""

from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.core import clock
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.rules.breaches import Breach, breach_of
from mips.investigation.usecases.deciding import decide_not_recorded
from mips.investigation.usecases.incident_reading import list_incidents
from mips.investigation.usecases.waiting import list_waiting
from tests.build import NOON
from tests.investigation.reports import taken_down


@pytest.mark.parametrize(
    ("left", "breach"),
    [
        pytest.param(timedelta(minutes=-1), Breach.LATE, id="NC-4: a minute past"),
        pytest.param(timedelta(0), Breach.SOON, id="NC-4: the last moment is in time"),
        pytest.param(timedelta(minutes=119), Breach.SOON, id="NC-4: within 2 hours"),
        pytest.param(timedelta(hours=2), Breach.AHEAD, id="NC-4: in this shift"),
        pytest.param(timedelta(hours=8), Breach.LATER, id="NC-4: after it"),
    ],
)
def test_when_a_report_breaches(left, breach):
    assert breach_of(NOON + left, NOON, hours=8) is breach


def reported(build, by, hours_ago, **fields):
    return taken_down(build, by=by, reported_at=NOON - timedelta(hours=hours_ago), **fields)


def test_the_first_to_breach_stands_first_and_the_counts_are_those_of_the_list(build):
    north = build.actor(Role.OFFICER, team=build.team(unit="North"))
    south = build.actor(Role.OFFICER, team=build.team(unit="South"))
    late, soon = reported(build, north, 25), reported(build, south, 23)
    later, done = reported(build, north, 1), reported(build, south, 24)
    decide_not_recorded(south, incident_id=done.id, reason="civil", why="A fence")
    found = list_waiting(north)
    assert [each.id for each in found.page.rows] == [late.id, soon.id, later.id]
    assert [(each.unit, each.counts[Breach.LATE], each.total) for each in found.units] == [
        ("North", 1, 2),
        ("South", 0, 1),
    ]
    for unit in found.units:
        for breach, count in unit.counts.items():
            assert len(list_waiting(north, unit=unit.unit, breach=breach).page.rows) == count
    assert found.total.total == len(found.page.rows)


def test_what_somebody_may_not_see_is_in_no_count(build, db_session):
    hidden = taken_down(build)
    with build.scenery():
        db_session.get_one(ReportedIncident, hidden.id).restriction = Restriction.NAMED
    found = list_waiting(build.actor(Role.SUPERVISOR))
    assert (list(found.page.rows), list(found.units)) == ([], [])


def test_what_was_decided_late_is_found(build):
    officer = build.actor(Role.OFFICER)
    late, in_time = taken_down(build, by=officer), taken_down(build, by=officer)
    decide_not_recorded(officer, incident_id=in_time.id, reason="civil", why="A fence")
    clock.hold_at(NOON + timedelta(hours=23))
    decide_not_recorded(officer, incident_id=late.id, reason="civil", why="A fence")
    assert [each.id for each in list_incidents(officer, late=True).rows] == [late.id]


def test_the_page_says_what_is_left_and_what_is_late(build, client_for):
    reported(build, build.actor(Role.OFFICER, team=build.team(unit="North")), 25)
    reported(build, build.actor(Role.OFFICER), 1)
    page = client_for(Role.OFFICER).get("/incidents/waiting?hours=12").text
    for said in ("1h 0m OVERDUE", "23h 0m left", "North", "No unit", "Within 12 hours", "All"):
        assert said in page

"""Bail before charge over four months: conditions, the diary, six months, answered, then not answered and arrested.

It begins after booking-in, which test_the_walk goes through on its pages.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from mips.core.england import LONDON
from tests.journeys.booked_in import booked_in
from tests.journeys.desk import Desk
from tests.journeys.detainee import Detainee, refused

pytestmark = pytest.mark.journey

HELD, DAY, NOT_YET = 300, 24 * 60, 150
"""Minutes: in custody before bail, the limit, and what is still to pass of three hours that do not count."""
CONDITIONS = "Not to contact Sam Reed, or go to 14 Mill Lane"


def test_bail_runs_for_months_and_the_clock_goes_on_where_it_stood(known, cast, open_desk, town):
    """Asked for by the officer in the case, who is shown the whole of it."""
    detainee, account = known("Robin"), cast("officer")
    sergeant = open_desk().sign_in(cast("sergeant"))
    booked_in(town, detainee, HELD, by=account.collar_number)
    release(sergeant, detainee)
    diary(sergeant, detainee)

    def later(part: str, when: timedelta) -> Desk:
        return open_desk(ahead=when).sign_in(cast(part, when))

    ends = period_ends(town, detainee)
    near = before(ends - timedelta(days=14))
    ask(open_desk(ahead=near).sign_in(account), detainee)
    decide(later("inspector", near), detainee)
    longer = period_ends(town, detainee)
    assert longer > ends
    change_return(later("sergeant", near), detainee, longer - timedelta(days=60))
    back = before(longer - timedelta(days=60))
    answer(desk := later("sergeant", back), detainee)
    bail_again(desk, detainee)
    missing = before(longer) + timedelta(hours=3)
    not_answered(later("sergeant", missing), detainee)


def release(desk: Desk, detainee: Detainee) -> None:
    """Not before the risk of it is looked at, nor without saying why it is necessary."""
    detainee.open(desk).press("Release on bail before charge", expect="PACE 1984 s.50A")
    desk.fill({"power": "37(2)", "conditions": ["no-contact", "stay-away"], "conditions_words": CONDITIONS})
    desk.fill({"victim_views": "asked", "victim_said": "Afraid of a visit at night", "representations": "Agrees"})
    refused(desk, "Release on bail", "Select what bail is necessary for")
    desk.fill({"regard": ["victims-and-witnesses"], "necessary_why": "To keep Sam Reed from being approached"})
    refused(desk, "Release on bail", "Before they leave")
    assert desk.page.locator("#conditions_words").input_value() == CONDITIONS
    assess(desk, detainee)
    desk.visit(f"{detainee.record}/bail").fill({"power": "37(2)", "conditions": ["no-contact", "stay-away"]})
    desk.fill({"conditions_words": CONDITIONS, "victim_views": "asked", "victim_said": "Afraid of a visit at night"})
    desk.fill({"regard": ["victims-and-witnesses"], "necessary_why": "To keep Sam Reed from being approached"})
    desk.fill({"representations": "Agrees"}).send("Release on bail", expect="Released on bail")


def assess(desk: Desk, detainee: Detainee) -> None:
    desk.visit(f"{detainee.record}/release-risk")
    desk.fill({"none_of_these": "yes", "feeling": "Glad to go", "transport": "A friend collects them"})
    desk.send("Save the assessment")


def diary(desk: Desk, detainee: Detainee) -> None:
    desk.press("Bail diary", expect=detainee.listed)
    desk.visit("/custody/bail?view=extensions")
    assert detainee.listed not in desk.text
    desk.visit(f"{detainee.record}?tab=bail")
    assert CONDITIONS in desk.text and "In time" in desk.text
    desk.press("Documents", expect="Bail notice")


def ask(desk: Desk, detainee: Detainee) -> None:
    desk.visit("/custody/bail?view=extensions").press(detainee.listed, expect="On bail")
    desk.press("Ask for a longer bail period", expect="All four conditions")
    refused(desk, "Ask", "condition A", "condition D")
    desk.fill({"suspects_guilt": "Seen on the camera", "more_time": "The telephone is examined by 1 March"})
    desk.fill({"diligent": "Sent off on the day of arrest", "necessary": "Sam Reed is still at risk"})
    desk.send("Ask", expect="it waits for a decision")


def decide(desk: Desk, detainee: Detainee) -> None:
    desk.visit(f"{detainee.record}?tab=bail").press("Decide on 6 months", expect="The telephone is examined")
    desk.fill({"told": "Ms Vane, solicitor, at 10:00", "representations": "Nothing", "granted": "yes"})
    desk.fill({"reason": "All four conditions are met", "result_told": "By telephone to Ms Vane"})
    desk.send("Save the decision", expect="Decided")


def change_return(desk: Desk, detainee: Detainee, day: date) -> None:
    detainee.open(desk).press("Change when they return", expect="Why it changes")
    desk.fill({"return_at": f"{day:%d/%m/%Y} 10:00", "reason": "The period is longer now", "notice_given": "yes"})
    refused(desk, "Change the return", "s.47ZA")
    desk.fill({"early": "decision-sooner"}).send("Change the return", expect="Return changed")


def answer(desk: Desk, detainee: Detainee) -> None:
    """The same record, the same five hours."""
    desk.press("Custody").press("Bail diary").press(detainee.listed)
    desk.press("Answer bail", expect="The same custody record")
    desk.send("Record that they are back", expect="The clock goes on where it stood")
    assert counted(desk) - HELD in range(10)
    assert "Back on bail: decision" in detainee.on_board(desk)
    detainee.open(desk)
    authorise_again(desk, "The telephone is to be put to them")


def authorise_again(desk: Desk, why: str) -> None:
    desk.press("Authorise detention after bail", expect="PACE 1984 s.34(7)")
    desk.fill({"grounds": ["obtain-by-questioning"], "grounds_reason": why})
    desk.send("Authorise detention", expect="Detention authorised")


def bail_again(desk: Desk, detainee: Detainee) -> None:
    """What the conditions were stands there already."""
    assess(desk, detainee)
    desk.visit(f"{detainee.record}/bail")
    assert desk.page.locator("#conditions_words").input_value() == CONDITIONS
    desk.fill({"power": "37(2)", "victim_views": "not-practicable", "victim_not_asked_why": "Abroad until Monday"})
    desk.fill({"regard": ["victims-and-witnesses"], "necessary_why": "As before", "representations": "None"})
    desk.send("Release on bail", expect="Released on bail")


def not_answered(desk: Desk, detainee: Detainee) -> None:
    """Overdue on the diary, arrested, brought in: three hours do not count."""
    desk.press("Custody").press("Bail diary", expect="Overdue 3h")
    desk.press(detainee.listed).press("Arrested on bail", expect="PACE 1984 s.46A")
    desk.fill({"because": "not-answered", "reason": "Did not come at 10:00", "arrest_place": "14 Mill Lane"})
    desk.fill({"arrested_at": desk.ago(60), "arrived_at": desk.ago(30)})
    desk.send("Record the arrest and arrival", expect="The first three hours do not count")
    assert counted(desk) - HELD in range(10)
    assert abs(left(desk) + counted(desk) - DAY - NOT_YET) < 3, "of the three hours half an hour is gone"
    authorise_again(desk, "To be asked why they did not come")
    desk.press("Put in a cell").fill({"cell_id": desk.option("cell_id", detainee.cell)})
    refused(desk, "Save", "still to be cleaned")
    desk.fill({"why": "Cleaned while they were out, and not said"}).send("Save")
    assert detainee.cell in detainee.on_board(desk)
    desk.visit(f"{detainee.record}?tab=bail")
    for said in ("Bail 2", "Bail 1", "Arrested for not answering bail", "Came back to answer bail"):
        assert said in desk.text


def counted(desk: Desk) -> int:
    """Minutes that the clock has counted, as the record shows them."""
    return _minutes(desk, r"Counted\s+(\d+)h (\d+)m")


def left(desk: Desk) -> int:
    """Minutes until the limit."""
    return _minutes(desk, r"Left of 24 hours\s+(\d+)h (\d+)m left")


def _minutes(desk: Desk, pattern: str) -> int:
    shown = re.search(pattern, desk.text)
    assert shown, desk.text
    return int(shown[1]) * 60 + int(shown[2])


def before(day: date) -> timedelta:
    """From now until ten in the morning of that day."""
    there = datetime.combine(day, time(10, 0), tzinfo=LONDON).astimezone(UTC)
    return timedelta(minutes=(there - datetime.now(UTC)) // timedelta(minutes=1) + 1)


def period_ends(town, detainee: Detainee) -> date:
    found = "SELECT period_ends FROM custody_bail WHERE detention_id = :id ORDER BY number DESC"
    return town.rows(found, id=detainee.record.rpartition("/")[2])[0][0]

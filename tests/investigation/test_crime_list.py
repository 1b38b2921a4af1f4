"""The list of crimes: each filter, pairs of them, its count, its pages, and lines that say what the crimes say."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.access.policy import Restriction
from mips.core import db
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.model.line import CrimeLine
from mips.investigation.rules.ages import Age, recorded_between
from mips.investigation.rules.grouping import kind_of
from mips.investigation.usecases import listing
from mips.investigation.usecases.classifying import decide_class, propose_class
from mips.investigation.usecases.flagging import end_flag, set_flag
from mips.investigation.usecases.listing import list_crimes
from mips.investigation.usecases.outcomes import propose_outcome, sign_off_outcome
from mips.record.model.work import LogEntry
from tests.build import NOON, signed_in
from tests.investigation.crimes import ROBBERY, an_outcome, nothing_left, recorded, supervisor

DUE = "SELECT * FROM crime_line_due EXCEPT SELECT {0} FROM crime_line"
MADE = "SELECT {0} FROM crime_line EXCEPT SELECT * FROM crime_line_due"


@pytest.mark.parametrize(
    ("ho_class", "kind"),
    [
        ("046/00", "Shoplifting"),
        ("008/01", "Violence and sexual offences"),
        ("008/11", "Possession of weapons"),  # the longest beginning counts
        ("091/02", "Other crime"),
        ("", ""),
    ],
)
def test_kind_is_the_one_whose_class_fits_longest(ho_class, kind):
    kinds = [
        ("Shoplifting", ["046"]),
        ("Violence and sexual offences", ["008"]),
        ("Possession of weapons", ["008/11"]),
    ]
    assert kind_of(ho_class, kinds) == kind


def test_ages_follow_one_another_without_gap():
    spans = [recorded_between(age, NOON) for age in Age]
    assert spans[0][1] is None and spans[-1][0] is None
    assert all(older[1] == younger[0] for younger, older in pairwise(spans))


@pytest.fixture
def found(build):
    officer = build.actor(Role.OFFICER)

    def ids(**where):
        return {crime.id for crime in list_crimes(officer, **where).rows}

    return ids


@pytest.fixture
def two(build):
    """A theft by one unit, and a robbery by another, which has an outcome, a flag and a place in an area."""
    mine = build.actor(Role.OFFICER, Role.OFFICER_IN_CASE, team=build.team(unit="Central"))
    theirs = build.actor(Role.OFFICER, Role.OFFICER_IN_CASE, team=build.team(name="Night turn"))
    theft = recorded(build, by=mine)
    place = build.place(lsoa="E01000914", postcode="M1 1AA")
    robbery = recorded(
        build,
        by=theirs,
        offences=[{"code": ROBBERY}],
        where={"place_id": place.id},
        flags=["knife"],
        occurred_from=NOON - timedelta(days=40),
    )
    propose_outcome(theirs, crime_id=robbery.id, **an_outcome("18"))
    nothing_left(theirs, robbery.id)
    sign_off_outcome(supervisor(build), crime_id=robbery.id)
    return theft, robbery, mine, theirs, place


def test_each_filter_and_each_pair_finds_what_it_says(two, found):
    theft, robbery, mine, theirs, place = two
    of_theft = {"kind": "Shoplifting", "status": CrimeStatus.ALLOCATED, "unit": "Central", "outcome": "-"}
    of_theft |= {"officer": mine.id, "since": date(2026, 3, 1)}
    of_robbery = {"kind": "Robbery", "status": CrimeStatus.FINALISED, "unit": "Night turn", "outcome": "18"}
    of_robbery |= {"officer": theirs.id, "until": date(2026, 2, 1), "area": "E01000914", "place": place.id}
    of_robbery |= {"flag": "knife", "number": robbery.reference}
    of_both = {"age": Age.WEEK, "recorded_from": date(2026, 3, 2), "recorded_until": date(2026, 3, 2), "counted": True}
    of_robbery |= of_both
    for one in of_robbery:
        for other in of_robbery:
            pair = {one: of_robbery[one], other: of_robbery[other]}
            assert found(**pair) == ({robbery.id, theft.id} if pair.keys() <= of_both.keys() else {robbery.id}), pair
        for other in of_theft.keys() - {one}:
            expected = {theft.id} if one in of_both else set()
            assert found(**{one: of_robbery[one], other: of_theft[other]}) == expected, (one, other)
    assert found(age=Age.OLDER) == found(recorded_until=date(2026, 3, 1)) == found(positive=True) == set()


def test_what_went_on_for_months_is_found_on_each_of_its_days_and_in_order(build, found):
    reported = datetime(2026, 3, 2, 11, tzinfo=UTC)
    long = recorded(build, occurred_from=reported - timedelta(days=400), occurred_until=reported - timedelta(days=2))
    short = recorded(build, occurred_from=reported - timedelta(hours=1))
    assert found(since=date(2026, 2, 20)) == {long.id, short.id}
    assert found(since=date(2026, 2, 20), until=date(2026, 2, 25)) == {long.id}
    assert found(until=date(2025, 1, 20)) == set()
    rows = list_crimes(build.actor(Role.OFFICER), since=date(2026, 2, 20)).rows
    assert [crime.id for crime in rows] == [short.id, long.id]


def test_pages_follow_one_another_there_and_back_while_what_lasted_stands_among_them(build):
    officer = build.actor(Role.OFFICER)
    for days in range(30):
        begun = NOON - timedelta(days=days * 10 + 1)
        recorded(build, occurred_from=begun, occurred_until=NOON - timedelta(hours=5))
    for where in ({}, {"since": date(2025, 1, 1)}):
        first = list_crimes(officer, **where)
        second = list_crimes(officer, **where, after=first.page.next_cursor)
        again = list_crimes(officer, **where, after=second.page.previous_cursor)
        assert (len(first.rows), len(second.rows), first.count) == (25, 5, 30)
        assert [crime.id for crime in again.rows] == [crime.id for crime in first.rows]
        assert not {crime.id for crime in first.rows} & {crime.id for crime in second.rows}


def test_what_may_not_be_seen_is_neither_listed_nor_counted(build):
    crime, officer = recorded(build), build.actor(Role.OFFICER)
    assert list_crimes(officer).found == 1
    with build.scenery():
        db.session.get_one(Crime, crime.id).restriction = Restriction.NAMED
    hidden = list_crimes(officer, kind="Shoplifting")
    assert (hidden.found, list(hidden.rows)) == (0, [])


def test_a_count_says_more_than_so_many_and_no_further(build, monkeypatch):
    monkeypatch.setattr(listing, "COUNTED_TO", 1)
    recorded(build, victims=[{"organisation": "One"}, {"organisation": "Two"}, {"organisation": "Three"}])
    found = list_crimes(build.actor(Role.OFFICER))
    assert (found.count, found.more, len(found.rows)) == (1, True, 3)


def test_lines_say_what_the_crimes_say_whatever_is_changed(two, build, db_session):
    theft, robbery, mine, theirs, place = two
    inspector = build.actor(Role.SUPERVISOR, Role.CRIME_REGISTRAR, rank=int(Rank.INSPECTOR))
    set_flag(mine, crime_id=theft.id, flag="business")
    end_flag(theirs, crime_id=robbery.id, flag="knife", why="It was a toy")
    propose_class(mine, crime_id=theft.id, offence_code=ROBBERY, why="Force was used")
    decide_class(inspector, crime_id=theft.id, approve=True, why="Agreed")
    with build.scenery():
        db_session.merge(place).lsoa = "E01000999"
        db_session.get_one(Crime, theft.id).team_id = (north := build.team(unit="North")).id
    with build.scenery():
        north.unit = "North East"
    columns = ", ".join(column.name for column in CrimeLine.__table__.columns)

    def asked(statement):
        return db_session.execute(sa.text(statement.format(columns))).scalars().all()

    assert [asked(DUE), asked(MADE)] == [[], []]
    flags = asked("SELECT flag FROM crime_line WHERE flag <> ''")
    areas, units = (
        asked("SELECT DISTINCT lsoa FROM crime_line ORDER BY 1"),
        asked("SELECT DISTINCT unit FROM crime_line"),
    )
    assert (flags, areas, sorted(units)) == (["business"], ["", "E01000999"], ["Night turn", "North East"])


def test_page_keeps_filters_in_its_address_and_the_api_counts_the_same(app, build, two):
    theft, robbery, *_ = two
    client = signed_in(app, build.user(Role.OFFICER))
    page = client.get("/crimes/?kind=Robbery&flag=knife&area=e01000914").text
    assert robbery.reference in page and theft.reference not in page and "1 in all" in page
    assert '<option value="Robbery" selected' in page and "<details" in page and " open" in page
    assert client.get("/crimes/?recorded_from=yesterweek").status_code == 422
    assert "Nothing matches these filters" in client.get("/crimes/?kind=Robbery&outcome=-").text
    answer = client.get("/api/v1/investigation/crimes?unit=Central&status=allocated").json
    assert [each["reference"] for each in answer["rows"]] == [theft.reference]
    assert (answer["count"], answer["more"]) == (1, False)
    assert client.get("/api/v1/investigation/crimes?status=lost").status_code == 422


def test_a_long_log_is_read_page_by_page(app, build):
    crime, officer = recorded(build), build.user(Role.OFFICER)
    with build.scenery():
        for number in range(60):
            at = NOON + timedelta(minutes=number)
            db.session.add(LogEntry(entity_id=crime.id, at=at, text=f"Call {number:02}", author_id=officer.id))
    client = signed_in(app, officer)
    newest = client.get(f"/crimes/{crime.id}").text
    assert "Call 59" in newest and "Call 09" not in newest
    older = client.get(re.search(r'href="([^"]*after=[^"]*)" rel="next"', newest)[1]).text
    assert "Call 09" in older and "Call 59" not in older
    first = client.get(f"/api/v1/investigation/crimes/{crime.id}").json
    second = client.get(f"/api/v1/investigation/crimes/{crime.id}?after={first['log_next']}").json
    assert len(first["log"]) == 50 and second["log_next"] is None

"""The force board: every count leads to exactly those it counts, under the same reader's eyes."""

import re
from html import unescape

import pytest

from mips.access.permissions import Rank, Role
from mips.access.policy import Restriction
from mips.core import db
from mips.core.errors import Forbidden
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.usecases.force_board import read_force_board
from tests.build import signed_in
from tests.investigation.crimes import ROBBERY, THEFT, recorded


@pytest.fixture
def crimes(build):
    """Three thefts and a robbery of two units; one theft is solved, one diverted, one hidden."""
    north = build.actor(Role.OFFICER_IN_CASE, Role.OFFICER, team=build.team(unit="North"))
    south = build.actor(Role.OFFICER_IN_CASE, Role.OFFICER, team=build.team(unit="South"))
    person = build.person()
    solved = recorded(build, person, by=north)
    diverted, hidden = recorded(build, person, by=north), recorded(build, by=south)
    robbery = recorded(build, by=south, offences=[{"code": ROBBERY}, {"code": THEFT}])
    with build.scenery():
        for crime, code in ((solved, "8"), (diverted, "22")):
            row = db.session.get_one(Crime, crime.id)
            row.status, row.outcome_code, row.outcome = CrimeStatus.FINALISED, code, f"Outcome {code}"
        db.session.get_one(Crime, hidden.id).restriction = Restriction.NAMED
    return solved, diverted, hidden, robbery


@pytest.fixture
def superintendent(build):
    return build.user(Role.SUPERINTENDENT, rank=int(Rank.SUPERINTENDENT))


def test_counts_add_up_and_leave_out_what_may_not_be_seen(crimes, superintendent):
    board = read_force_board(superintendent.as_actor(reason="test", origin="test"), where={"counted": True})
    assert board.total == 3
    assert {name: sum(each.count for each in counts) for name, counts in board.by.items()} == dict.fromkeys(board.by, 3)
    assert [sum(span.count for span in spans) for spans in (board.months, board.weeks)] == [3, 3]
    assert {each.value: each.count for each in board.by["unit"]} == {"North": 2, "South": 1}


def test_positive_outcomes_are_one_to_eight_of_those_that_have_one(crimes, superintendent):
    board = read_force_board(superintendent.as_actor(reason="test", origin="test"))
    assert (board.positive, board.diverted, board.without, board.positive_rate) == (1, 1, 1, 0.5)


def test_every_number_of_the_page_leads_to_a_list_of_so_many(app, crimes, superintendent):
    client = signed_in(app, superintendent)
    page = client.get("/crimes/force").text
    links = re.findall(r'href="(/crimes/\?[^"]*)">([\d,]+)</a>', page)
    assert len(links) >= 12
    for address, number in links:
        assert f"{number} in all" in client.get(unescape(address)).text, address
    assert "50.0%" in page and 'data-chart="week"' in page


def test_the_api_counts_the_same_and_others_may_not(app, build, crimes, superintendent):
    answer = signed_in(app, superintendent).get("/api/v1/investigation/crimes/figures?unit=North").json
    assert (answer["total"], answer["positive"], answer["positive_rate"]) == (2, 1, 0.5)
    for role in (Role.OFFICER, Role.SUPERVISOR, Role.CUSTODY_OFFICER):
        with pytest.raises(Forbidden):
            read_force_board(build.actor(role))
    for role in (Role.REVIEWING_INSPECTOR, Role.CRIME_REGISTRAR):
        assert read_force_board(build.actor(role)).total == 3

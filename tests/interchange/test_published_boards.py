"""The list, board and map of crimes over a real month of a real force, against counts taken from its file alone."""

import csv
import gzip
import json
from collections import Counter
from datetime import date

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import db
from mips.investigation.usecases.crime_filters import NOT_KNOWN
from mips.investigation.usecases.crime_map import map_crimes
from mips.investigation.usecases.force_board import read_force_board
from mips.investigation.usecases.listing import list_crimes
from mips.record.model.object import Place
from mips.record.reference.lookup import ever_listed
from tests.interchange.published import imported
from tests.shared_data import shared_data

pytestmark = pytest.mark.shared_data
MONTH = "police_uk/street/2019-03-city-of-london-street.csv.gz"


@pytest.fixture
def rows():
    """Each crime once: rows of one Crime ID are one crime, a row without is its own."""
    with gzip.open(shared_data(MONTH), "rt", encoding="utf-8", newline="") as text:
        read = list(csv.DictReader(text))
    return list({row["Crime ID"] or number: row for number, row in enumerate(read)}.values())


@pytest.fixture
def reader(rows, build):
    (report,) = imported(shared_data(MONTH))
    assert report.refused == ""
    return build.actor(Role.OFFICER, Role.SUPERINTENDENT)


def counted(rows, column):
    return Counter(row[column] for row in rows)


def as_kept(title):
    """An outcome as it is filtered by: its number, its title where it has none, or none yet."""
    item = next((each for each in ever_listed("published-outcome") if each.title == title), None)
    if not title or (item and item.extra.get("open")):
        return NOT_KNOWN
    return item.extra.get("outcome", title)


def test_board_list_and_map_say_what_the_file_says(rows, reader):
    board = read_force_board(reader)
    kinds = counted(rows, "Crime type")
    assert board.total == len(rows) > 500
    assert {each.value: each.count for each in board.by["kind"]} == kinds
    assert {each.wanted: each.count for each in board.by["outcome"]} == Counter(
        as_kept(row["Last outcome category"]) for row in rows
    )
    assert [(each.first, each.last, each.count) for each in board.months] == [
        (date(2019, 3, 1), date(2019, 3, 31), len(rows))
    ]
    march = {"since": date(2019, 3, 1), "until": date(2019, 3, 31)}
    for kind, number in kinds.items():
        assert list_crimes(reader, kind=kind, **march).found == number, kind
    areas = counted(rows, "LSOA code")
    for area, number in [*areas.most_common(3), *areas.most_common()[-3:]]:
        assert list_crimes(reader, area=area or NOT_KNOWN).found == number, area
    pairs = Counter((row["Crime type"], as_kept(row["Last outcome category"])) for row in rows)
    for (kind, outcome), number in [*pairs.most_common(3), *pairs.most_common()[-3:]]:
        assert list_crimes(reader, kind=kind, outcome=outcome).found == number, (kind, outcome)
    assert list_crimes(reader, since=date(2019, 4, 1)).found == 0


def test_every_point_of_the_map_has_as_many_crimes_as_the_file(rows, reader):
    published = Counter(
        (float(row["Latitude"]), float(row["Longitude"]), row["Location"]) for row in rows if row["Latitude"]
    )
    found = map_crimes(reader)
    places = {str(each.id): each.address for each in db.session.scalars(sa.select(Place))}
    drawn = Counter({(y, x, places[place]): count for y, x, count, place in json.loads(found.points)})
    assert drawn == published and found.count == sum(published.values()) and not found.more

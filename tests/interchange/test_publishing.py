"""What was imported is published again to the letter; what was recorded here is shown at a published point only."""

import csv
import gzip
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from mips.access.permissions import Role
from mips.core.errors import Forbidden
from mips.interchange.police_uk.formats import HEADINGS, Kind
from mips.interchange.police_uk.publishing import cells, write
from mips.investigation.rules.stop_search import SearchType
from mips.investigation.usecases.search_publishing import publish_searches
from mips.investigation.usecases.searching import record_stop
from tests.interchange.published import crime, imported, written
from tests.investigation.searches import HERE, searched
from tests.shared_data import shared_data

MARCH = date(2026, 3, 1)


def published(actor, path, *, force, month):
    write(path, publish_searches(actor, force=force, month=month).searches)
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text))


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "force", "month"),
    [
        ("2020-01-city-of-london-stop-and-search.csv.gz", "48", date(2020, 1, 1)),
        ("2019-12-durham-stop-and-search.csv.gz", "11", date(2019, 12, 1)),
        ("2020-01-leicestershire-stop-and-search.csv.gz", "33", date(2020, 1, 1)),
    ],
)
def test_a_published_file_comes_out_as_it_went_in(name, force, month, build, tmp_path):
    source = shared_data(f"police_uk/stop_and_search/{name}")
    assert imported(source)[0].rejected == 0
    with gzip.open(source, "rt", encoding="utf-8", newline="") as text:
        heading, *rows = csv.reader(text)
    again, *ours = published(build.actor(Role.CRIME_REGISTRAR), tmp_path / "again.csv", force=force, month=month)
    assert again == heading
    assert Counter(map(tuple, ours)) == Counter(map(tuple, rows))


def test_what_was_recorded_here_is_published_at_the_nearest_published_point(build, tmp_path):
    point = {"latitude": "51.508000", "longitude": "-0.128000"}
    imported(written(tmp_path / "2019-01-street.csv", [crime("a", **point), crime("b")]))
    search = searched(build)
    record_stop(build.actor(Role.OFFICER), grounds="Trying doors", where={"point": HERE}, body_worn=True)
    registrar = build.actor(Role.CRIME_REGISTRAR)
    found = publish_searches(registrar, force=search.force, month=MARCH).searches
    assert [each.search.search_type for each in found] == [SearchType.PERSON]
    row = dict(zip(HEADINGS[Kind.STOP_AND_SEARCH], cells(found[0]), strict=True))
    assert (row["Latitude"], row["Longitude"]) == ("51.508000", "-0.128000")
    assert (row["Date"], row["Age range"], row["Outcome"]) == (
        "2026-03-02T11:55:00+00:00",
        "18-24",
        "A no further action disposal",
    )


def test_without_a_published_point_near_no_place_is_published(build):
    search = searched(build, where={"address": "A moor", "point": (Decimal("55.100000"), Decimal("-2.300000"))})
    (found,) = publish_searches(build.actor(Role.CRIME_REGISTRAR), force=search.force, month=MARCH).searches
    assert found.point is None


def test_only_who_draws_up_returns_publishes(build):
    with pytest.raises(Forbidden):
        publish_searches(build.actor(Role.OFFICER), force="01", month=MARCH)

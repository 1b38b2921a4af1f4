"""The real thing: every published file there is, each row accounted for."""

import csv
import gzip
import json
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import connections, db, migrate
from mips.interchange.model import ImportRow
from mips.investigation.model.crime import Crime, CrimeOutcome
from mips.investigation.model.stop_search import StopSearch
from mips.investigation.usecases.crime_map import map_crimes
from mips.investigation.usecases.force_board import read_force_board
from mips.investigation.usecases.listing import COUNTED_TO, list_crimes
from tests.build import Build
from tests.clusters import scratch_cluster
from tests.code_lists import fill_code_lists
from tests.interchange.published import imported, verdicts
from tests.shared_data import shared_data

pytestmark = pytest.mark.shared_data
SAID = ("Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "Crime type")
"""By what a row without a Crime ID is known."""
OPEN = ("", "Under investigation", "Status update unavailable")
FOLDERS = ("street", "street_earlier_snapshot", "outcomes_sample", "met_burglary", "stop_and_search")


@pytest.fixture(scope="module")
def all_imported():
    """A database of its own that keeps what is committed, with all of it, and the reports: the server plans by what it
    knows of its tables.
    """
    with scratch_cluster() as server:
        migrate.upgrade(server.owner)
        fill_code_lists(server.app)
        with session_on(server.app):
            reports = imported(*(shared_data(f"police_uk/{folder}") for folder in FOLDERS))
        yield server.app, reports


@pytest.fixture
def everything(all_imported):
    """The reports of all of it, and the session on its database: other tests point it elsewhere."""
    url, reports = all_imported
    with session_on(url):
        yield reports


@contextmanager
def session_on(url):
    engine = connections.open_database(url)
    yield
    db.session.remove()
    engine.dispose()


def rows_in(name):
    """Counted by nothing but the csv module."""
    return len(read(name))


def read(name):
    opened = gzip.open if name.endswith(".gz") else open
    with opened(name, "rt", encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def crimes_in(names):
    """Each crime as the files read so far have it, by the rules of docs/import.md and by nothing of ours."""
    crimes = {}
    for name in names:
        if name.split(".")[0].endswith("street"):
            crimes |= of_street(read(name))
        elif name.split(".")[0].endswith("outcomes"):
            for row in read(name):
                crimes.setdefault(row["Crime ID"], {**row, "Crime type": ""})
    return list(crimes.values())


def of_street(rows):
    """Of rows with one Crime ID the first whose outcome is known, else the first; of equal ones without, each."""
    found, alike = {}, Counter()
    for row in rows:
        if not row["Crime ID"]:
            said = tuple(row[column] for column in SAID)
            found[said, alike[said]] = row
            alike[said] += 1
        elif row["Crime ID"] not in found or (known(row) and not known(found[row["Crime ID"]])):
            found[row["Crime ID"]] = row
    return found


def known(row):
    """Its outcome is said, and is none that leaves it open."""
    return row["Last outcome category"] not in OPEN


def last_of(first):
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def test_every_row_of_every_published_file_is_accounted_for(everything):
    for report in everything:
        assert report.refused == ""
        assert report.rows == rows_in(report.file) == sum(verdicts(report).values()), report.file
        assert report.rejected == 0, report.file
    rows = sum(report.rows for report in everything)
    assert rows > 250_000
    kept = db.session.execute(sa.select(ImportRow.verdict, sa.func.count()).group_by(ImportRow.verdict)).all()
    assert {verdict.value: number for verdict, number in kept} == dict(
        sum(map(Counter, map(verdicts, everything)), Counter())
    )
    made = sum(db.session.scalar(sa.select(sa.func.count(model.id))) for model in (Crime, StopSearch))
    assert made == sum(report.created for report in everything)


def test_board_map_and_list_of_all_of_it_say_what_the_files_say(everything):
    crimes = crimes_in([report.file for report in everything])
    reader = Build(db.session()).actor(Role.OFFICER, Role.SUPERINTENDENT)
    board = read_force_board(reader)
    assert board.total == len(crimes) > 100_000
    kinds = Counter(row["Crime type"] for row in crimes)
    assert {each.value: each.count for each in board.by["kind"]} == kinds
    months = Counter(row["Month"] for row in crimes if row["Crime type"])
    months[f"{datetime.now(UTC):%Y-%m}"] += kinds[""]  # of outcomes alone it is not known when: it is when they came
    assert {f"{each.first:%Y-%m}": each.count for each in board.months} == months
    spots = Counter((float(row["Latitude"]), float(row["Longitude"])) for row in crimes if row["Latitude"])
    drawn = map_crimes(reader, most=len(spots) * 2)
    assert not drawn.more and drawn.count == sum(spots.values())
    shown = Counter()
    for y, x, count, _ in json.loads(drawn.points):
        shown[y, x] += count
    assert shown == spots
    for (month, kind), number in Counter((row["Month"], row["Crime type"]) for row in crimes).items():
        if kind and number <= COUNTED_TO:
            first = date.fromisoformat(f"{month}-01")
            found = list_crimes(reader, kind=kind, recorded_from=first, recorded_until=last_of(first)).found
            assert found == number, (month, kind)


def test_a_later_publication_of_the_city_changes_outcomes_only_once(db_session):
    month = "2019-06-city-of-london-street.csv.gz"
    earlier, later = (shared_data(f"police_uk/{folder}/{month}") for folder in ("street_earlier_snapshot", "street"))
    (first,), (second,) = imported(earlier), imported(later)
    assert verdicts(first).keys() == {"created", "duplicate"}
    assert second.updated > 0
    history = db_session.scalar(sa.select(sa.func.count(CrimeOutcome.id)))
    assert verdicts(imported(earlier)[0]) == {"unchanged": first.created, "duplicate": first.duplicate}
    assert db_session.scalar(sa.select(sa.func.count(CrimeOutcome.id))) == history


def test_camdens_own_format_is_refused_with_that_reason(db_session):
    (report,) = imported(shared_data("police_uk/camden"))
    assert "Camden's open data portal" in report.refused
    assert report.rows == 0

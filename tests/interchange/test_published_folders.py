"""The real thing: every published file there is, each row accounted for."""

import csv
import gzip
from collections import Counter

import pytest
import sqlalchemy as sa

from mips.core import connections, db, migrate
from mips.interchange.model import ImportRow
from mips.investigation.model.crime import Crime, CrimeOutcome
from mips.investigation.model.stop_search import StopSearch
from tests.clusters import scratch_cluster
from tests.code_lists import fill_code_lists
from tests.interchange.published import imported, verdicts
from tests.shared_data import shared_data

pytestmark = pytest.mark.shared_data
FOLDERS = ("street", "street_earlier_snapshot", "outcomes_sample", "met_burglary", "stop_and_search")


@pytest.fixture
def lasting_session():
    """A database of its own that keeps what is committed: the server plans by what it knows of its tables."""
    with scratch_cluster() as server:
        migrate.upgrade(server.owner)
        fill_code_lists(server.app)
        engine = connections.open_database(server.app)
        yield db.session
        db.session.remove()
        engine.dispose()


def rows_in(name):
    """Counted by nothing but the csv module."""
    opened = gzip.open if name.endswith(".gz") else open
    with opened(name, "rt", encoding="utf-8", newline="") as text:
        return sum(1 for _ in csv.reader(text)) - 1


def test_every_row_of_every_published_file_is_accounted_for(lasting_session):
    reports = imported(*(shared_data(f"police_uk/{folder}") for folder in FOLDERS))
    for report in reports:
        assert report.refused == ""
        assert report.rows == rows_in(report.file) == sum(verdicts(report).values()), report.file
        assert report.rejected == 0, report.file
    rows = sum(report.rows for report in reports)
    assert rows > 250_000
    kept = lasting_session.execute(sa.select(ImportRow.verdict, sa.func.count()).group_by(ImportRow.verdict)).all()
    assert {verdict.value: number for verdict, number in kept} == dict(
        sum(map(Counter, map(verdicts, reports)), Counter())
    )
    made = sum(lasting_session.scalar(sa.select(sa.func.count(model.id))) for model in (Crime, StopSearch))
    assert made == sum(report.created for report in reports)


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

"""The ledger on the screen: which files came, and what became of a row."""

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core.errors import Forbidden
from mips.interchange.model import ImportFile, Verdict
from mips.interchange.usecases import list_imports, read_import
from tests.interchange.published import crime, imported, written


@pytest.fixture
def street(db_session, tmp_path):
    """A file with a row of three verdicts, and its line in the ledger."""
    rows = [crime("A"), crime("A"), crime("B", type="Piracy <b>")]
    imported(written(tmp_path / "2019-01-city-of-london-street.csv", rows))
    return db_session.scalars(sa.select(ImportFile)).one()


def test_the_list_shows_each_file_with_its_totals(client_for, street):
    page = client_for(Role.SYSTEM_ADMINISTRATOR).get("/imports/").text
    assert "2019-01-city-of-london-street.csv" in page
    assert "Complete" in page


def test_a_file_shows_what_became_of_each_row_and_why(client_for, street):
    page = client_for(Role.CRIME_REGISTRAR).get(f"/imports/{street.id}").text
    assert "Created" in page and "repeats row 1" in page
    assert "&#39;Piracy &lt;b&gt;&#39; is not in the list published-category" in page


@pytest.mark.parametrize(
    ("query", "shown"), [("verdict=rejected", [3]), ("row=2", [2]), ("verdict=created&row=2", []), ("row=0", [1, 2, 3])]
)
def test_rows_are_found_by_verdict_and_by_number(client_for, street, query, shown):
    page = client_for(Role.CRIME_REGISTRAR).get(f"/imports/{street.id}?{query}").text
    reasons = {1: "Created</strong>", 2: "repeats row 1", 3: "Piracy"}
    assert [row for row, reason in reasons.items() if reason in page] == shown


@pytest.mark.parametrize("query", ["verdict=nonsense", "row=seven", "row=99999999999", "after=nonsense"])
def test_a_question_that_makes_no_sense_is_refused(client_for, street, query):
    assert client_for(Role.CRIME_REGISTRAR).get(f"/imports/{street.id}?{query}").status_code == 422


def test_a_file_read_again_leads_to_the_verdicts_of_its_rows(build, tmp_path):
    path = written(tmp_path / "a-street.csv", [crime("A")])
    imported(path)
    imported(path)
    actor = build.actor(Role.SYSTEM_ADMINISTRATOR)
    again, first = list_imports(actor).rows
    read = read_import(actor, file_id=again.id)
    assert read.ledger is first
    assert [row.verdict for row in read.page.rows] == [Verdict.CREATED]


def test_a_refused_file_says_why(client_for, db_session, tmp_path):
    (tmp_path / "a.csv").write_text("Category,Street ID\n")
    imported(tmp_path / "a.csv")
    file = db_session.scalars(sa.select(ImportFile)).one()
    page = client_for(Role.SYSTEM_ADMINISTRATOR).get(f"/imports/{file.id}").text
    assert "its heading begins" in page and "Refused" in page


def test_only_who_may_read_runs_sees_them(build):
    with pytest.raises(Forbidden):
        list_imports(build.actor(Role.OFFICER))

"""What one row says, or why it is rejected: tables of cells, without a database."""

from datetime import UTC, date, datetime

import pytest

from mips.interchange.police_uk.errors import FileRefused
from mips.interchange.police_uk.formats import HEADINGS, Kind, Lists, Rejected, force_of_file, kind_of, reader_of
from tests.interchange.published import crime, crime_id, outcome, search

LISTS = Lists(
    forces={"City of London Police": "48", "city-of-london": "48"},
    categories={"Burglary": True, "Anti-social behaviour": False},
    outcomes=frozenset({"Under investigation", "Suspect charged"}),
    last_month=date(2026, 3, 1),
)
MAKE = {Kind.STREET: crime, Kind.OUTCOMES: lambda **cells: outcome("A", **cells), Kind.STOP_AND_SEARCH: search}


def read(kind, **cells):
    row = MAKE[kind](**cells)
    return reader_of(kind, LISTS, "2020-01-city-of-london-stop-and-search.csv")([row[name] for name in HEADINGS[kind]])


def test_a_crime_says_what_it_is_where_and_how_it_stands():
    row = read(Kind.STREET, id=crime_id("A"))
    assert (row.published_id, row.digest) == (crime_id("A"), None)
    assert (row.month, row.force, row.category, row.notifiable) == (date(2019, 1, 1), "48", "Burglary", True)
    assert (row.latitude, row.longitude, row.location, row.lsoa) == (
        "51.515381",
        "-0.112422",
        "On or near Star Yard",
        "E01000914",
    )
    assert row.outcome == "Under investigation"


def test_anti_social_behaviour_is_no_notifiable_crime_and_has_no_outcome():
    row = read(Kind.STREET, type="Anti-social behaviour", last="")
    assert (row.notifiable, row.outcome, row.published_id) == (False, None, None)


def test_a_row_without_an_id_is_known_by_what_it_says():
    assert read(Kind.STREET).digest == read(Kind.STREET).digest
    assert read(Kind.STREET).digest != read(Kind.STREET, location="On or near Bell Yard").digest
    assert read(Kind.STREET).digest != read(Kind.STREET, type="Anti-social behaviour").digest


def test_the_outcome_of_a_row_without_an_id_does_not_make_it_another():
    assert read(Kind.STREET).digest == read(Kind.STREET, last="Suspect charged").digest


@pytest.mark.parametrize("location", ["No Location", "No location", ""])
def test_without_a_point_there_is_no_place(location):
    row = read(Kind.STREET, latitude="", longitude="", location=location, lsoa="")
    assert (row.latitude, row.location) == (None, "")


@pytest.mark.parametrize("longitude", ["5.3e-05", "0", "1.5", "-8.999999"])
def test_degrees_are_read_as_they_are_printed(longitude):
    assert read(Kind.STREET, longitude=longitude).longitude == longitude


def test_a_search_says_everything_that_is_published_of_it():
    row = read(Kind.STOP_AND_SEARCH)
    assert row.at == datetime(2020, 1, 1, 2, 53, 14, tzinfo=UTC)
    assert (row.force, row.search_type, row.searched_for) == ("48", "Person search", "Controlled drugs")
    assert (row.in_operation, row.outcome_linked, row.more_than_outer_clothing) == (False, True, None)


@pytest.mark.parametrize(
    ("name", "force"),
    [
        ("2020-01-city-of-london-stop-and-search.csv", "48"),
        ("a/b/2020-01-city-of-london-stop-and-search.csv.gz", "48"),
        ("x.zip/2020-01/2020-01-city-of-london-stop-and-search.csv", "48"),
        ("2020-01-atlantis-stop-and-search.csv", ""),
        ("searches.csv", ""),
    ],
)
def test_the_force_of_searches_is_in_the_files_name(name, force):
    assert force_of_file(name, LISTS) == force


@pytest.mark.parametrize(
    ("kind", "cells", "reason"),
    [
        (Kind.STREET, {"id": "12345"}, "Crime ID"),
        (Kind.STREET, {"month": "2019-13"}, "month '2019-13'"),
        (Kind.STREET, {"month": "9999-01"}, "in the future"),
        (Kind.STREET, {"month": "0000-01"}, "before 2010-12"),
        (Kind.STREET, {"month": "2010-11"}, "before 2010-12"),
        (Kind.STREET, {"month": "2026-04"}, "in the future"),
        (Kind.STREET, {"month": "Jan 2019"}, "not a month"),
        (Kind.STREET, {"by": "Northmoor Police"}, "published-force"),
        (Kind.STREET, {"type": "Piracy"}, "published-category"),
        (Kind.STREET, {"last": "Keelhauled"}, "published-outcome"),
        (Kind.STREET, {"latitude": "north"}, "not both degrees"),
        (Kind.STREET, {"latitude": ""}, "not both degrees"),
        (Kind.STREET, {"latitude": "nan"}, "not both degrees"),
        (Kind.STREET, {"latitude": "48.8566"}, "United Kingdom"),
        (Kind.STREET, {"longitude": "12.5"}, "United Kingdom"),
        (Kind.STREET, {"lsoa": "somewhere"}, "LSOA"),
        (Kind.STREET, {"location": "On or\nnear"}, "control character"),
        (Kind.STREET, {"location": "On or\x00near"}, "control character"),
        (Kind.STREET, {"location": "x" * 301}, "longer than 300"),
        (Kind.OUTCOMES, {"id": ""}, "without a Crime ID"),
        (Kind.OUTCOMES, {"what": ""}, "published-outcome"),
        (Kind.STOP_AND_SEARCH, {"searched": "Ship search"}, "'Ship search'"),
        (Kind.STOP_AND_SEARCH, {"at": "yesterday"}, "not a date and time"),
        (Kind.STOP_AND_SEARCH, {"at": "9999-12-31T23:59:59+00:00"}, "in the future"),
        (Kind.STOP_AND_SEARCH, {"at": "1999-12-31T23:59:59+00:00"}, "before 2010-12"),
        (Kind.STOP_AND_SEARCH, {"linked": "perhaps"}, "not True or False"),
    ],
)
def test_what_cannot_be_is_rejected_with_the_reason(kind, cells, reason):
    with pytest.raises(Rejected, match=reason):
        read(kind, **cells)


@pytest.mark.parametrize("cells", [[], ["a"], ["a"] * 11, ["a"] * 13])
def test_a_ragged_row_is_rejected(cells):
    with pytest.raises(Rejected, match=f"{len(cells)} columns, not 12"):
        reader_of(Kind.STREET, LISTS, "x.csv")(cells)


@pytest.mark.parametrize("kind", Kind)
def test_a_file_is_known_by_its_heading(kind):
    assert kind_of(HEADINGS[kind]) is kind


def test_another_heading_is_shown_as_it_begins():
    with pytest.raises(FileRefused, match="'Crime ID, Month, Area'"):
        kind_of(["Crime ID", "Month", "Area"])


def test_camdens_own_edition_is_recognised():
    with pytest.raises(FileRefused, match="Camden's open data portal"):
        kind_of(["Category", "Street ID", "Persistent ID", "Epoch", "Ward Code", "Easting", "Northing"])

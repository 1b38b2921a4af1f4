"""What an import makes of the record: every row a verdict, nothing twice, history kept."""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.access.visibility import onlooker
from mips.core.errors import Forbidden
from mips.interchange.model import ImportFile, ImportRow, ImportRun, Verdict
from mips.interchange.police_uk import columns, loading
from mips.interchange.police_uk.formats import Kind
from mips.interchange.police_uk.usecases import start_run
from mips.investigation.model.crime import Crime, CrimeOutcome, CrimeStatus
from mips.investigation.model.stop_search import StopSearch
from mips.record.lookup import fetch
from mips.record.model.object import Place
from mips.record.model.person import Precision
from mips.record.reference.model import ReferenceItem
from tests.interchange.published import crime, crime_id, imported, outcome, search, verdicts, written


@pytest.fixture
def street(tmp_path):
    """Write and import street rows; each call is another publication."""
    return lambda *rows: imported(written(tmp_path / f"{uuid.uuid4()}-street.csv", rows))[0]


@pytest.fixture
def outcomes(tmp_path):
    return lambda *rows: imported(written(tmp_path / f"{uuid.uuid4()}-outcomes.csv", rows, Kind.OUTCOMES))[0]


@pytest.fixture
def searches(tmp_path):
    name = "2020-01-city-of-london-stop-and-search.csv"
    return lambda *rows: imported(written(tmp_path / name, rows, Kind.STOP_AND_SEARCH))[0]


@pytest.fixture
def found(db_session):
    """The crime with this published id, as the database has it now."""

    def one(name):
        wanted = sa.select(Crime).where(Crime.published_id == crime_id(name))
        return db_session.scalars(wanted.execution_options(populate_existing=True)).one()

    return one


@pytest.fixture
def history(db_session):
    def titles(name):
        told = sa.select(CrimeOutcome).join(CrimeOutcome.crime).where(Crime.published_id == crime_id(name))
        rows = db_session.scalars(told.order_by(CrimeOutcome.created_at, CrimeOutcome.id))
        return [(row.title, row.decided_on) for row in rows]

    return titles


def count(session, model):
    return session.scalar(sa.select(sa.func.count()).select_from(model))


def test_a_published_crime_is_on_the_record(db_session, street, found):
    assert verdicts(street(crime("A", last="Local resolution"))) == {"created": 1}
    row = found("A")
    assert (row.category, row.force, row.notifiable) == ("Burglary", "48", True)
    assert (row.status, row.outcome, row.outcome_code) == (CrimeStatus.FINALISED, "Local resolution", "8")
    assert row.label == "Burglary, On or near Star Yard, January 2019"
    assert row.reference == "48/0000001/19"


def test_its_month_is_that_of_london(db_session, street, found):
    street(crime("A", month="2019-07"))
    row = found("A")
    assert row.occurred_precision is Precision.MONTH
    assert row.occurred_from == datetime(2019, 6, 30, 23, 0, tzinfo=UTC)
    assert row.occurred_until == datetime(2019, 7, 31, 22, 59, 59, tzinfo=UTC)


def test_one_point_with_one_wording_is_one_place(db_session, street, found):
    street(crime("A"), crime("B"), crime("C", location="On or near Bell Yard"))
    street(crime("D"))
    places = db_session.scalars(sa.select(Place).order_by(Place.address)).all()
    assert [place.address for place in places] == ["On or near Bell Yard", "On or near Star Yard"]
    assert (places[1].latitude, places[1].longitude) == (Decimal("51.515381"), Decimal("-0.112422"))
    assert found("A").place_id == found("B").place_id == found("D").place_id == places[1].id


def test_a_crime_without_a_point_has_no_place(db_session, street, found):
    street(crime("A", latitude="", longitude="", location="No Location", lsoa=""))
    assert found("A").place_id is None


def test_crime_numbers_go_on_from_import_to_import(db_session, street, found):
    street(crime("A"), crime("B", month="2019-02"), crime("C", month="2020-01"))
    street(crime("D"))
    assert [found(name).reference for name in "ABCD"] == [
        "48/0000001/19",
        "48/0000002/19",
        "48/0000001/20",
        "48/0000003/19",
    ]


def test_the_same_rows_again_change_nothing(db_session, street):
    rows = [crime("A"), crime(), crime(), crime(type="Anti-social behaviour", last="")]
    assert verdicts(street(*rows)) == {"created": 4}
    before = [count(db_session, model) for model in (Crime, CrimeOutcome, Place)]
    assert verdicts(street(*rows)) == {"unchanged": 4}
    assert verdicts(street(*rows, crime("B"))) == {"unchanged": 4, "created": 1}
    assert [count(db_session, model) for model in (Crime, CrimeOutcome, Place)] == [
        before[0] + 1,
        before[1] + 1,
        before[2],
    ]


def test_equal_rows_without_an_id_are_as_many_incidents(db_session, street):
    incident = crime(type="Anti-social behaviour", last="")
    assert verdicts(street(incident, incident)) == {"created": 2}
    assert verdicts(street(incident, incident, incident)) == {"unchanged": 2, "created": 1}


def test_a_later_publication_changes_the_outcome_and_keeps_the_history(db_session, street, found, history):
    street(crime("A"))
    assert verdicts(street(crime("A", last="Court result unavailable"))) == {"updated": 1}
    row = found("A")
    assert (row.outcome, row.outcome_code, row.status) == ("Court result unavailable", "1", CrimeStatus.FINALISED)
    assert [title for title, _ in history("A")] == ["Under investigation", "Court result unavailable"]
    assert row.version == 2


def test_a_status_that_is_not_available_takes_no_outcome_away(db_session, street, found):
    street(crime("A", last="Local resolution"))
    assert verdicts(street(crime("A", last="Status update unavailable"))) == {"unchanged": 1}
    assert found("A").outcome == "Local resolution"


def test_a_later_publication_moves_a_crime_and_renames_it(db_session, street, found):
    street(crime("A"))
    moved = crime("A", type="Robbery", location="On or near Bell Yard", latitude="51.514")
    assert verdicts(street(moved)) == {"updated": 1}
    row = found("A")
    assert (row.category, row.label) == ("Robbery", "Robbery, On or near Bell Yard, January 2019")
    assert db_session.get(Place, row.place_id).address == "On or near Bell Yard"


def test_of_rows_with_one_id_the_first_with_a_known_outcome_stands(db_session, street, found):
    report = street(
        crime("A", last="Status update unavailable"),
        crime("A", last="Local resolution", location="On or near Bell Yard"),
        crime("A", last="Offender fined"),
    )
    assert verdicts(report) == {"created": 1, "duplicate": 2}
    assert found("A").outcome == "Local resolution"


def test_a_duplicate_says_which_row_it_repeats_and_what_it_says_otherwise(db_session, street):
    street(crime("A"), crime("A"), crime("A", location="On or near Bell Yard", type="Robbery"))
    reasons = db_session.scalars(sa.select(ImportRow.reason).order_by(ImportRow.row)).all()
    assert reasons[:2] == [None, "repeats row 1"]
    assert reasons[2] == "repeats row 1, at On or near Bell Yard 51.515381 -0.112422, as Robbery"


def test_an_outcome_joins_the_history_of_its_crime(db_session, street, outcomes, found, history):
    street(crime("A"))
    assert verdicts(outcomes(outcome("A", month="2019-03"))) == {"updated": 1}
    row = found("A")
    assert (row.outcome, row.outcome_on, row.status) == ("Suspect charged", date(2019, 3, 1), CrimeStatus.CHARGED)
    assert history("A") == [("Under investigation", None), ("Suspect charged", date(2019, 3, 1))]


def test_the_same_outcome_in_the_same_month_is_a_duplicate_and_another_is_not(db_session, street, outcomes, history):
    street(crime("A"))
    told = outcome("A"), outcome("A"), outcome("A", what="Offender fined", month="2019-05"), outcome("A")
    assert verdicts(outcomes(*told)) == {"updated": 2, "duplicate": 2}
    assert verdicts(outcomes(outcome("A"))) == {"unchanged": 1}
    assert len(history("A")) == 3


@pytest.mark.parametrize("street_first", [True, False])
def test_how_a_crime_stands_does_not_depend_on_which_file_came_first(db_session, street, outcomes, found, street_first):
    """The street file says how it stands; the outcomes file says what was decided when."""
    files = [
        lambda: street(crime("A", last="Court result unavailable")),
        lambda: outcomes(outcome("A", month="2019-03")),
    ]
    for send in files if street_first else reversed(files):
        send()
    row = found("A")
    assert (row.outcome, row.outcome_on) == ("Court result unavailable", None)
    assert row.category == "Burglary"


def test_the_month_of_an_outcome_that_both_files_name_is_known(db_session, street, outcomes, found):
    street(crime("A", last="Local resolution"))
    assert verdicts(outcomes(outcome("A", what="Local resolution", month="2019-04"))) == {"updated": 1}
    assert found("A").outcome_on == date(2019, 4, 1)


def test_an_outcome_of_an_unknown_crime_makes_the_crime_as_far_as_it_is_known(db_session, street, outcomes, found):
    assert verdicts(outcomes(outcome("A"), outcome("A", what="Offender fined"))) == {"created": 1, "updated": 1}
    row = found("A")
    assert (row.category, row.occurred_from, row.label) == ("", None, "Crime, On or near Star Yard")
    assert verdicts(street(crime("A"))) == {"updated": 1}
    row = found("A")
    assert (row.category, row.occurred_precision) == ("Burglary", Precision.MONTH)
    assert row.occurred_from == datetime(2019, 1, 1, tzinfo=UTC)


def test_a_crime_somebody_works_on_here_keeps_its_facts(build, street, outcomes, found, history):
    street(crime("A"))
    with build.scenery():
        found("A").officer_in_case_id = build.user(Role.OFFICER_IN_CASE).id
    changed = crime("A", type="Robbery", location="On or near Bell Yard", last="Local resolution")
    assert verdicts(street(changed)) == {"updated": 1}
    row = found("A")
    assert (row.category, row.outcome, row.status) == (
        "Burglary",
        "Under investigation",
        CrimeStatus.UNDER_INVESTIGATION,
    )
    assert [title for title, _ in history("A")] == ["Under investigation", "Local resolution"]


def test_an_outcome_decided_here_stands_against_what_is_published(build, street, outcomes, found):
    street(crime("A"))
    row = found("A")
    with build.scenery():
        row.outcome, row.outcome_code, row.status = "Community resolution", "8", CrimeStatus.FINALISED
        row.outcomes.append(CrimeOutcome(title="Community resolution", code="8"))
    street(crime("A", last="Offender fined"))
    assert (found("A").outcome, found("A").outcome_code) == ("Community resolution", "8")


def test_a_stop_and_search_is_on_the_record_with_all_that_is_published(db_session, searches):
    assert verdicts(searches(search())) == {"created": 1}
    row = db_session.scalars(sa.select(StopSearch)).one()
    assert row.occurred_from == datetime(2020, 1, 1, 2, 53, 14, tzinfo=UTC)
    assert (row.force, row.search_type, row.searched_for, row.outcome) == (
        "48",
        "Person search",
        "Controlled drugs",
        "Arrest",
    )
    assert (row.in_operation, row.outcome_linked, row.more_than_outer_clothing) == (False, True, None)
    assert row.label == "Person search: Controlled drugs"
    assert db_session.get(Place, row.place_id).label == "51.512598, -0.084967"


def test_equal_searches_are_as_many_and_are_known_again(db_session, searches):
    assert verdicts(searches(search(), search(), search(gender="Female"))) == {"created": 3}
    assert verdicts(searches(search(), search(), search(), search(gender="Female"))) == {"unchanged": 3, "created": 1}


def test_a_rejected_row_leaves_the_others_and_keeps_its_reason_and_text(db_session, street):
    report = street(crime("A"), crime("B", type="Piracy"), crime("C"))
    assert verdicts(report) == {"created": 2, "rejected": 1}
    row = db_session.scalars(sa.select(ImportRow).where(ImportRow.verdict == Verdict.REJECTED)).one()
    assert (row.row, row.entity_id) == (2, None)
    assert "Piracy" in row.reason
    assert row.raw.startswith(crime_id("B")) and ",Piracy," in row.raw


def test_a_file_with_rejected_rows_is_read_again_when_the_lists_have_grown(db_session, tmp_path, monkeypatch):
    path = written(tmp_path / "a-street.csv", [crime("A"), crime("B", type="Piracy")])
    assert verdicts(imported(path)[0]) == {"created": 1, "rejected": 1}
    row = {"version": 1, "list_name": "published-category", "code": "piracy", "title": "Piracy", "position": 99}
    db_session.connection().execute(sa.insert(ReferenceItem.__table__), {"id": uuid.uuid4(), "extra": {}, **row})
    assert verdicts(imported(path)[0]) == {"unchanged": 1, "created": 1}


def test_every_row_can_be_asked_what_became_of_it(db_session, street, found):
    street(crime("A"), crime("A"), crime("B", type="Piracy"))
    rows = db_session.scalars(sa.select(ImportRow).order_by(ImportRow.row)).all()
    assert [row.verdict for row in rows] == [Verdict.CREATED, Verdict.DUPLICATE, Verdict.REJECTED]
    assert rows[0].entity_id == found("A").id


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_the_size_of_a_chunk_makes_no_difference(db_session, tmp_path, monkeypatch, size):
    monkeypatch.setattr("mips.interchange.police_uk.usecases.load_rows.run.__kwdefaults__", {"most": size})
    rows = [crime("A"), crime(), crime("B"), crime("A"), crime(), crime("C", type="Piracy"), crime("D")]
    (report,) = imported(written(tmp_path / "a-street.csv", rows))
    assert verdicts(report) == {"created": 5, "duplicate": 1, "rejected": 1}
    assert db_session.scalars(sa.select(ImportRow.row).order_by(ImportRow.row)).all() == list(range(1, 8))
    told = [outcome("A"), outcome("B"), outcome("A"), outcome("A", what="Offender fined"), outcome("E")]
    (report,) = imported(written(tmp_path / "a-outcomes.csv", told, Kind.OUTCOMES))
    assert verdicts(report) == {"updated": 3, "created": 1, "duplicate": 1}


def test_the_totals_of_a_file_are_kept_and_add_up(db_session, street):
    report = street(crime("A"), crime("A"), crime("B", type="Piracy"))
    kept = db_session.scalars(sa.select(ImportFile)).one()
    assert {name: getattr(kept, name) for name in report.totals()} == report.totals()
    assert report.rows == sum(verdicts(report).values())
    assert db_session.scalars(sa.select(ImportRun)).one().finished_at is not None


def test_a_malformed_file_stops_alone_and_nothing_of_it_is_kept(db_session, tmp_path):
    good, bad = (written(tmp_path / f"{name}-street.csv", [crime(name)]) for name in "ab")
    bad.write_bytes(bad.read_bytes() + b"caf\xe9\r\n")
    last = written(tmp_path / "c-street.csv", [crime("c")])
    reports = imported(good, bad, last)
    assert [verdicts(report) for report in reports] == [{"created": 1}, {}, {"created": 1}]
    assert "not in UTF-8" in reports[1].refused
    assert count(db_session, Crime) == 2
    kept = db_session.scalars(sa.select(ImportFile).where(ImportFile.reason != "")).one()
    assert (kept.name, kept.rows) == (str(bad), 0)


def test_the_same_content_twice_in_one_run_is_loaded_once(db_session, tmp_path):
    rows = [crime("A"), crime()]
    reports = imported(written(tmp_path / "a.csv", rows), written(tmp_path / "b.csv.gz", rows))
    assert [verdicts(report) for report in reports] == [{"created": 2}, {"unchanged": 2}]


def test_a_file_without_rows_is_complete(db_session, street):
    assert verdicts(street()) == {}


def test_only_who_may_import_does(build):
    with pytest.raises(Forbidden):
        start_run(build.actor(Role.OFFICER))


def test_those_who_may_see_crimes_see_the_imported_ones(build, street, found):
    street(crime("A"))
    wanted = found("A").id
    token = onlooker.set(build.actor(Role.OFFICER))
    try:
        assert fetch(Crime, wanted).outcome == "Under investigation"
    finally:
        onlooker.reset(token)


def test_every_required_column_gets_a_value():
    for make in (columns.new_places, columns.new_crimes, columns.new_outcomes, columns.new_searches):
        assert make()


def test_each_source_of_outcomes_has_a_name_of_its_own():
    assert len(set(loading.SOURCES.values())) == len(Kind)

"""The journal of an import: one entry for each record made or changed, as any other use case would leave it."""

import json
from collections import Counter

import pytest
import sqlalchemy as sa

from mips.audit.journal import digest_of
from mips.audit.model import JournalDetail, JournalEntry, Verb
from mips.interchange.police_uk.formats import Kind
from mips.investigation.model.crime import Crime
from mips.investigation.model.stop_search import StopSearch
from mips.record.model.entity import Entity
from mips.record.model.object import Place
from tests.interchange.published import crime, imported, outcome, search, written

ODD = 'On or near "Quote\\Slash" Étoile  \u2028 😀 </script>'
"""Everything that JSON may spell in more ways than one, as far as a published value may hold it."""


@pytest.fixture
def lines(db_session):
    """Import rows; what the import entered in the journal: (entry, detail) in order."""

    def of(*paths):
        last = db_session.scalar(sa.select(JournalEntry.id).order_by(JournalEntry.id.desc()).limit(1))
        imported(*paths)
        wanted = (
            sa.select(JournalEntry, JournalDetail)
            .join(JournalDetail, JournalDetail.entry_id == JournalEntry.id)
            .where(JournalEntry.id > last, JournalEntry.row_kind != "ImportRun")
            .order_by(JournalEntry.id)
        )
        return db_session.execute(wanted).all()

    return of


def test_each_record_made_has_one_entry_and_no_other_has(lines, db_session, tmp_path):
    found = lines(
        written(tmp_path / "a-street.csv", [crime("A"), crime("B"), crime("A"), crime(), crime()]),
        written(tmp_path / "b-stop-and-search.csv", [search(), search()], Kind.STOP_AND_SEARCH),
    )
    named = Counter((entry.row_kind, entry.verb) for entry, _ in found)
    made = {
        model.__name__: db_session.scalar(sa.select(sa.func.count(model.id))) for model in (Crime, Place, StopSearch)
    }
    assert named == {(kind, Verb.COLLECTED): number for kind, number in made.items()}
    assert {entry.subject_id for entry, _ in found} == set(db_session.scalars(sa.select(Entity.id)))


def test_an_entry_says_who_what_when_and_from_where(lines, tmp_path):
    entry, _ = lines(written(tmp_path / "a-street.csv", [crime("A")]))[-1]
    assert entry.actor_name.startswith("Console (")
    assert (entry.actor_role, entry.origin, entry.reason) == ("SYS", "console", "test")
    assert entry.usecase == "interchange.police_uk.usecases.load_rows"
    assert (entry.subject_kind, entry.subject_id, entry.row_id) == ("entity", entry.row_id, entry.subject_id)


def test_an_entry_holds_what_the_record_was_given(lines, db_session, tmp_path):
    found = lines(written(tmp_path / "a-street.csv", [crime("A", last="Local resolution")]))
    ((entry, detail),) = [line for line in found if line[0].row_kind == "Crime"]
    row = db_session.get(Crime, entry.subject_id)
    said = {name: values for name, values in detail.values.items() if name != "outcomes"}
    assert {name: before for name, (before, _) in said.items()} == dict.fromkeys(said)
    plain = {name: getattr(row, name) for name in said}
    assert {name: after for name, (_, after) in said.items()} == {
        **{name: str(value) for name, value in plain.items()},
        "notifiable": True,
        "occurred_from": row.occurred_from.isoformat(),
        "occurred_until": row.occurred_until.isoformat(),
    }


def test_what_changes_is_entered_with_what_it_was(lines, tmp_path):
    lines(written(tmp_path / "a-street.csv", [crime("A"), crime("B")]))
    ((entry, detail),) = lines(
        written(tmp_path / "b-street.csv", [crime("A", last="Local resolution"), crime("B")]),
    )
    assert (entry.verb, entry.row_kind) == (Verb.ALTERED, "Crime")
    assert detail.values == {
        "outcome": ["Under investigation", "Local resolution"],
        "outcome_code": ["", "8"],
        "outcomes": [None, "Local resolution"],
        "status": ["under-investigation", "finalised"],
    }


def test_what_only_joins_the_history_is_entered_too(lines, tmp_path):
    lines(written(tmp_path / "a-street.csv", [crime("A", last="Offender fined")]))
    told = [outcome("A", month="2019-03"), outcome("A", month="2019-04")]
    ((entry, detail),) = lines(written(tmp_path / "a-outcomes.csv", told, Kind.OUTCOMES))
    assert entry.verb is Verb.ALTERED
    assert detail.values == {"outcomes": [None, "Suspect charged (2019-03); Suspect charged (2019-04)"]}


def test_nothing_is_entered_where_nothing_changes(lines, tmp_path):
    rows = [crime("A"), crime()]
    lines(written(tmp_path / "a-street.csv", rows))
    assert lines(written(tmp_path / "b-street.csv", [*reversed(rows)])) == []


def test_the_digest_is_that_of_python_for_every_spelling(lines, tmp_path):
    """SQL and Python must agree to the byte, or a verification would call every import tampered with."""
    found = lines(
        written(
            tmp_path / "a-street.csv", [crime("A", location=ODD), crime(location="'), (1"), crime("B", latitude="")]
        ),
        written(tmp_path / "b-street.csv", [crime("A", location="On or near\u00a0Bell Yard", last="Offender fined")]),
        written(tmp_path / "c-outcomes.csv", [outcome("A"), outcome("C", location=ODD)], Kind.OUTCOMES),
        written(tmp_path / "d-stop-and-search.csv", [search(sought=ODD, linked=""), search()], Kind.STOP_AND_SEARCH),
    )
    assert {entry.row_kind for entry, _ in found} == {"Crime", "Place", "StopSearch"}
    for entry, detail in found:
        assert digest_of(detail.salt, detail.values) == entry.digest, json.dumps(detail.values)


def test_no_two_entries_share_a_salt(lines, tmp_path):
    found = lines(written(tmp_path / "a-street.csv", [crime() for _ in range(50)]))
    salts = [detail.salt for _, detail in found]
    assert len(set(salts)) == len(salts) and {len(salt) for salt in salts} == {16}


def test_ids_are_ordered_by_time_of_making(lines, db_session, tmp_path):
    lines(written(tmp_path / "a-street.csv", [crime("A")]))
    lines(written(tmp_path / "b-street.csv", [crime("B")]))
    ids = db_session.scalars(sa.select(Crime.id).order_by(Crime.reference)).all()
    assert ids == sorted(ids) and {each.version for each in ids} == {7}

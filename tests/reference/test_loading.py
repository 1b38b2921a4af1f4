"""Bringing the code lists up to date: what is new, what changed, what ended - and nothing the second time."""

import json
import shutil
from datetime import date

import pytest
import sqlalchemy as sa

from mips.audit.model import JournalEntry
from mips.core import clock
from mips.core.errors import Forbidden, InputInvalid
from mips.core.settings import REFERENCE_DIR
from mips.record.reference.cli import said
from mips.record.reference.lookup import listed, require_item, require_offence_code, title_of
from mips.record.reference.model import ListedOffence, ReferenceChange, ReferenceLoad
from mips.record.reference.usecases import load_reference_data, read_list
from tests.code_lists import at_the_console


@pytest.fixture
def published(tmp_path):
    """A copy of what is published, for a test to change."""
    return shutil.copytree(REFERENCE_DIR, tmp_path / "data")


def edit(folder, name, change):
    path = folder / f"{name}.json"
    path.write_text(json.dumps(change(json.loads(path.read_text()))))


def load(folder):
    return load_reference_data(at_the_console(), folder=folder).lists


def without(code):
    return lambda rows: [row for row in rows if row["cjsCode"] != code]


def retitled(code, title):
    return lambda rows: [{**row, "offenceTitle": title} if row["cjsCode"] == code else row for row in rows]


def entries(session):
    return session.scalar(sa.select(sa.func.count()).select_from(JournalEntry))


def test_loading_again_changes_nothing_and_leaves_no_entry(db_session):
    before = entries(db_session)
    assert load(REFERENCE_DIR) == {}
    assert entries(db_session) == before
    assert said(load_reference_data(at_the_console(), folder=REFERENCE_DIR)) == [
        "The code lists are up to date: nothing changed"
    ]


def test_every_published_offence_is_in_the_table(db_session):
    published = json.loads((REFERENCE_DIR / "offence-code.json").read_text())
    stored = set(db_session.scalars(sa.select(ListedOffence.code)))
    assert stored == {row["cjsCode"] for row in published}


def test_a_new_title_is_changed_in_place_and_the_old_one_kept(db_session, published):
    edit(published, "offence-code", retitled("TH68010", "Stealing from a shop"))
    assert load(published) == {"offence-code": {"added": 0, "changed": 1, "ended": 0}}
    assert require_offence_code("TH68010").title == "Stealing from a shop"
    change = db_session.scalars(sa.select(ReferenceChange).where(ReferenceChange.code == "TH68010")).one()
    assert (change.before["title"], change.after["title"]) == ("Theft from a shop", "Stealing from a shop")


def test_a_code_that_is_no_longer_published_ends_today_and_stays_readable(db_session, published, held_clock):
    edit(published, "country", without("ABW"))
    assert load(published) == {"country": {"added": 0, "changed": 0, "ended": 1}}
    assert title_of("country", "ABW") == "Aruba"
    db_session.info.clear()
    clock.hold_at(held_clock.replace(day=3))
    assert "ABW" not in {item.code for item in listed("country")}
    assert "ABW" in {item.code for item in listed("country", on=date(2026, 3, 2))}


def test_a_code_that_comes_back_is_in_use_again(db_session, published):
    edit(published, "country", without("ABW"))
    load(published)
    assert load(REFERENCE_DIR) == {"country": {"added": 0, "changed": 1, "ended": 0}}
    assert require_item("country", "ABW", field="nationality").valid_until is None


def test_a_new_code_is_added(db_session, published):
    new = {"cjsCode": "ZZZ", "description": "Zubrowka"}
    edit(published, "country", lambda rows: [*rows, new])
    assert load(published) == {"country": {"added": 1, "changed": 0, "ended": 0}}
    assert title_of("country", "ZZZ") == "Zubrowka"


def test_one_entry_in_the_journal_counts_what_a_load_changed(db_session, published):
    before = entries(db_session)
    edit(published, "country", without("ABW"))
    load(published)
    assert entries(db_session) == before + 1
    newest = db_session.scalars(sa.select(JournalEntry).order_by(JournalEntry.id.desc()).limit(1)).one()
    assert (newest.row_kind, newest.usecase) == ("ReferenceLoad", "record.reference.usecases.load_reference_data")
    row = db_session.get(ReferenceLoad, newest.row_id)
    assert (row.added, row.changed, row.ended) == (0, 0, 1)


def test_what_is_printed_names_each_list_and_the_total(db_session, published):
    edit(published, "country", without("ABW"))
    edit(published, "offence-code", retitled("TH68010", "Stealing from a shop"))
    lines = said(load_reference_data(at_the_console(), folder=published))
    assert [line.split() for line in lines] == [
        ["country", "1", "ended"],
        ["offence-code", "1", "changed"],
        ["In", "all", "0", "added,", "1", "changed,", "1", "ended"],
    ]


def test_a_list_that_is_absent_from_its_source_is_left_alone(db_session, published):
    edit(published, "country", lambda rows: [])
    assert load(published) == {}


def test_only_who_may_change_the_configuration_loads(build):
    with pytest.raises(Forbidden):
        load_reference_data(build.actor(), folder=REFERENCE_DIR)


def test_an_unknown_offence_is_refused_beside_its_field(db_session):
    with pytest.raises(InputInvalid) as refused:
        require_offence_code("TH99999", field="code")
    assert "TH99999" in refused.value.messages["code"][0]


def test_an_offence_is_refused_on_a_day_it_was_not_in_use(db_session, published):
    edit(published, "offence-code", without("TH68010"))
    load(published)
    assert require_offence_code("TH68010", on=date(2026, 3, 2)).title == "Theft from a shop"
    with pytest.raises(InputInvalid):
        require_offence_code("TH68010", on=date(2026, 3, 3))


def test_an_outcome_is_not_offered_before_it_came_into_use(db_session):
    assert "22" in {item.code for item in listed("outcome", on=date(2019, 4, 1))}
    assert "22" not in {item.code for item in listed("outcome", on=date(2019, 3, 31))}


def test_a_list_is_asked_of_the_database_once_for_each_session(db_session):
    asked = []
    sa.event.listen(db_session.connection(), "after_cursor_execute", lambda *facts: asked.append(facts[2]))
    for _ in range(3):
        assert listed("ethnicity")
    assert len(asked) == 1


def test_reading_a_list_gives_what_is_in_use(build):
    from mips.access.permissions import Role

    items = read_list(build.actor(Role.OFFICER), name="observation-level")
    assert [item.code for item in items] == ["1", "2", "3", "4"]

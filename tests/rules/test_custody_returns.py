"""What the yearly returns count, and what a complete custody record holds, as tables without a database."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mips.custody.rules.booking_in import Block
from mips.custody.rules.completeness import ITEMS, OnRecord, completeness
from mips.custody.rules.returns import DEFINITIONS, Return
from mips.custody.rules.returns_of_time import minutes_on_warrant, nights_held, over_24_band
from mips.returns.rules.definition import definition_of


def at(day, hour, minute=0):
    return datetime(2026, 2, day, hour, minute, tzinfo=UTC)


WHOLE = OnRecord(
    identified=True,
    ethnicity=True,
    fingerprints=True,
    arrested=True,
    arresting_officer=True,
    cautioned=True,
    offences=1,
    decided=True,
    rights_told=True,
    notice_given=True,
    risk=True,
    care_plan=True,
    checks=1,
    release_risk=True,
    placed=True,
    blocks=frozenset(Block),
)


@pytest.mark.parametrize("which", Return)
def test_every_return_has_a_definition_with_a_version_a_source_and_columns(which):
    versions = DEFINITIONS[which]
    assert [each.version for each in versions] == list(range(1, len(versions) + 1))
    assert all(each.counts and each.columns for each in versions)
    assert all(re.search(r"Annual Data Requirement| s\.\d+| Sch\.\d+", each.source) for each in versions)
    assert not any("CUS-" in each.source for each in versions)


def test_a_year_is_counted_by_the_definition_in_force_on_its_last_day():
    assert definition_of(DEFINITIONS[Return.BAIL], date(2026, 3, 31)).version == 1
    assert definition_of(DEFINITIONS[Return.BAIL], date(2027, 3, 31)).version == 2
    assert [definition_of(DEFINITIONS[Return.WARRANTS], date(year, 3, 31)).version for year in (2026, 2027)] == [1, 2]
    assert [
        definition_of(DEFINITIONS[Return.INTIMATE_SEARCHES], date(year, 3, 31)).version for year in (2026, 2027)
    ] == [1, 2]


@pytest.mark.parametrize(
    ("granted", "ended", "minutes"),
    [
        pytest.param([], at(4, 8), 0, id="s.50 none"),
        pytest.param([(at(4, 8), 36)], at(4, 20), 720, id="s.50 charged before its end"),
        pytest.param([(at(4, 8), 36)], at(6, 8), 2160, id="s.43(12) to its end"),
        pytest.param([(at(4, 8), 36), (at(5, 18), 24)], at(6, 10), 3000, id="s.44(3) from the end of the first"),
        pytest.param([(at(4, 8), 36)], None, 1680, id="s.50 still held"),
        pytest.param([(at(4, 8), 36)], at(4, 7), 0, id="s.50 gone before"),
    ],
)
def test_how_long_somebody_was_held_on_a_warrant(granted, ended, minutes):
    assert minutes_on_warrant(granted, ended, at(5, 12)) == minutes


@pytest.mark.parametrize(
    ("presence", "charged", "nights"),
    [
        pytest.param([(at(3, 22), at(4, 2))], None, (1, 0), id="four hours from dusk"),
        pytest.param([(at(3, 22), at(4, 1, 59))], None, (0, 0), id="a minute less"),
        pytest.param([(at(4, 3), at(4, 12))], None, (1, 0), id="four hours until dawn"),
        pytest.param([(at(4, 3, 1), at(4, 12))], None, (0, 0), id="came a minute later"),
        pytest.param([(at(3, 12), at(3, 21))], None, (0, 0), id="home by evening"),
        pytest.param([(at(3, 20), at(5, 9))], None, (2, 0), id="two nights"),
        pytest.param([(at(3, 20), at(5, 9))], at(4, 12), (1, 1), id="charged between two nights"),
        pytest.param([(at(3, 20), at(4, 9))], at(3, 21), (0, 1), id="charged before the night"),
        pytest.param([(at(3, 22), at(3, 23)), (at(4, 1), at(4, 3))], None, (0, 0), id="two short stretches"),
    ],
)
def test_a_night_is_four_hours_together_between_ten_and_seven(presence, charged, nights):
    assert nights_held(presence, charged) == nights


def test_the_night_the_clocks_go_forward_needs_four_hours_that_passed():
    dusk, four_elapsed = datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 2, tzinfo=UTC)
    assert nights_held([(dusk, four_elapsed)], None) == (1, 0)
    late, breakfast = datetime(2026, 3, 29, 2, 1, tzinfo=UTC), datetime(2026, 3, 29, 9, tzinfo=UTC)
    assert nights_held([(late, breakfast)], None) == (0, 0)


@pytest.mark.parametrize(
    ("minutes", "band"),
    [(1440, None), (1441, "over 24 to 36 hours"), (2160, "over 24 to 36 hours"), (2161, "over 36 hours")],
)
def test_over_24_hours_begins_with_the_minute_after(minutes, band):
    assert over_24_band(minutes) == band


def test_a_record_that_holds_everything_is_complete():
    found = completeness(WHOLE)
    assert (found.percent, found.missing) == (100, ())


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        ({"identified": False}, "Who this is"),
        ({"ethnicity": False}, "Ethnicity, as they define it"),
        ({"fingerprints": False}, "Fingerprint check"),
        ({"arresting_officer": False}, "Arresting officer"),
        ({"cautioned": False}, "Whether they were cautioned on arrest"),
        ({"offences": 0}, "What they are held for"),
        ({"rights_told": False}, "Rights and entitlements"),
        ({"rights_unanswered": 1}, "Answer to a right that was told"),
        ({"notice_given": False}, "Written notice of rights"),
        ({"risk": False}, "Risk assessment"),
        ({"care_plan": False}, "Care plan"),
        ({"check_overdue": True}, "Check that is overdue"),
        ({"held": False, "checks": 0}, "Any check at all"),
        ({"placed": False}, "Cell"),
        ({"held": False, "release_risk": False}, "Risk assessment before they left"),
        ({"blocks": frozenset(Block) - {Block.SEARCHES}}, "Searches: not done"),
        ({"force_on_arrest": True}, "Form of an officer who used force on arrest"),
        ({"referrals_owed": 1}, "Referral of a death or serious injury"),
    ],
)
def test_what_is_missing_is_said_alone(lacks, words):
    found = completeness(replace(WHOLE, **lacks))
    assert [each.words for each in found.missing] == [words]
    assert found.percent < 100


def test_somebody_who_has_just_arrived_is_not_asked_for_rights_yet():
    words = {each.words for each in completeness(OnRecord()).missing}
    assert words == {"Who this is", "Arrest: when, where and why", "Decision about detention"}


def test_every_item_names_its_section_and_its_page():
    assert all(item.section and item.page.startswith("custody.") for item in ITEMS)

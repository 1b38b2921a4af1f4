"""Returns of investigation: each figure leads to exactly what it counts, hidden records count, and editions stay."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from click.testing import CliRunner

from mips.access.permissions import Rank, Role
from mips.access.policy import Restriction
from mips.core import clock, db
from mips.core.errors import ReasonNeeded
from mips.investigation.cli import investigation
from mips.investigation.model.changes import Cancellation
from mips.investigation.model.crime import Crime, CrimeFlag, CrimeStatus
from mips.investigation.rules.grouping import RESIDUAL, group_of
from mips.investigation.rules.returns import DEFINITIONS, CrimeReturn
from mips.record.model.person import Sex
from mips.returns.rules.definition import NOT_RECORDED
from mips.returns.usecases.drawing import draw_up_return
from mips.returns.usecases.kept import compare_period, read_return_kept, sign_off_period
from mips.returns.usecases.looking import check_counted, list_counted
from tests.build import NOON, signed_in
from tests.investigation.crimes import ROBBERY, recorded
from tests.investigation.searches import searched

MARCH = {"about": "investigation", "period": "2026-03"}
FLAGS = ("knife", "domestic-abuse", "hate-race", "hate-religion", "modern-slavery", "gang")


@pytest.mark.parametrize(
    ("ho_class", "found"),
    [
        ("046/00", ("Theft", "Shoplifting")),
        ("008/01", ("Violence", "With injury")),
        ("008/11", ("Weapons", "Possession")),  # the longest beginning counts
        ("091/02", (RESIDUAL, RESIDUAL)),
        ("", None),
    ],
)
def test_a_class_is_of_the_group_whose_beginning_fits_longest(ho_class, found):
    groups = [
        ("Theft", "Shoplifting", ["046"]),
        ("Violence", "With injury", ["008"]),
        ("Weapons", "Possession", ["008/11"]),
    ]
    assert group_of(ho_class, groups) == found


@pytest.mark.parametrize("which", CrimeReturn)
def test_every_return_says_what_it_counts_by_whom_it_is_asked_and_since_when(which):
    versions = DEFINITIONS[which]
    assert [each.version for each in versions] == list(range(1, len(versions) + 1))
    assert all(each.counts and each.source and each.by and each.figures for each in versions)


@pytest.fixture
def registrar(build):
    return build.actor(Role.CRIME_REGISTRAR)


@pytest.fixture
def seeded(build):
    """A theft in time against a woman of 20; a robbery of another unit, late, with flags and outcome 18; one cancelled,
    one gone to another force, one restricted; and a search of a man.
    """
    central = build.actor(Role.OFFICER, team=build.team(unit="Central"))
    north = build.actor(Role.OFFICER, team=build.team(unit="North"))
    woman = build.person(sex=Sex.FEMALE, born_on=date(2006, 1, 1), self_defined_ethnicity="B1")
    theft = recorded(build, by=central, victims=[{"person_id": woman.id}])
    late = {"reported_at": NOON - timedelta(days=3), "occurred_from": NOON - timedelta(days=4)}
    robbery = recorded(build, by=north, offences=[{"code": ROBBERY}], **late)
    cancelled, gone, hidden = (recorded(build, by=north) for _ in range(3))
    searched(build, by=central)
    with build.scenery():
        of = {each: db.session.get_one(Crime, each.id) for each in (robbery, cancelled, gone, hidden)}
        of[robbery].status, of[robbery].outcome_code = CrimeStatus.FINALISED, "18"
        of[robbery].outcome, of[robbery].outcome_on = "Nobody identified", date(2026, 3, 9)
        of[cancelled].status = of[gone].status = CrimeStatus.CANCELLED
        of[hidden].restriction = Restriction.NAMED
        of[hidden].ho_class = ""
        db.session.add_all(CrimeFlag(crime_id=robbery.id, flag=flag) for flag in FLAGS)
    for crime, code in ((gone, "C1"), (cancelled, "C4")):
        said = {"why": "x", "proposed_by_id": north.id, "proposed_at": NOON, "decided_at": NOON, "approved": True}
        build.add(Cancellation(crime_id=crime.id, code=code, title=code, decided_by_id=central.id, **said))
    return theft, robbery, hidden


def rows(actor, which, **asked):
    return list(draw_up_return(actor, which=which, **(MARCH | asked)).rows)


EXPECTED = {
    CrimeReturn.RECORDED: 5,
    CrimeReturn.BY_MONTH: 5,
    CrimeReturn.OUTCOMES: 3,
    CrimeReturn.OUTCOMES_GIVEN: 1,
    CrimeReturn.DAYS_TO_OUTCOME: 1,
    CrimeReturn.MEDIAN_DAYS: 1,
    CrimeReturn.IN_TIME: 3,
    CrimeReturn.HATE: 2,
    CrimeReturn.DOMESTIC: 1,
    CrimeReturn.KNIFE: 1,
    CrimeReturn.FLAGS: 2,
    CrimeReturn.VICTIMS: 1,
    CrimeReturn.SEARCHES: 1,
    CrimeReturn.SEARCHED: 1,
}
"""How many lines of the seeded records each return counts in all."""


def test_each_figure_is_the_number_of_the_records_behind_it(seeded, registrar):
    for which, expected in EXPECTED.items():
        groups = len(DEFINITIONS[which][0].by)
        found = rows(registrar, which)
        assert {len(row) for row in found} == {len(DEFINITIONS[which][0].columns)}, which
        behind = {row: list_counted(registrar, which=which, of=list(row[:groups]), **MARCH) for row in found}
        assert all(each.count == row[groups] for row, each in behind.items()), which
        assert list_counted(registrar, which=which, **MARCH).count == sum(row[groups] for row in found) == expected, (
            which
        )


def test_what_a_reader_may_not_open_counts_and_is_not_listed(seeded, registrar, build):
    _, _, hidden = seeded
    superintendent = build.actor(Role.SUPERINTENDENT, rank=int(Rank.SUPERINTENDENT))
    behind = check_counted(superintendent, which=CrimeReturn.RECORDED, of=[NOT_RECORDED], **MARCH)
    assert (behind.count, list(behind.page.rows)) == (1, [])
    reviewer = build.user(Role.RECORDS_REVIEWER).as_actor(reason="", origin="test")
    with pytest.raises(ReasonNeeded):
        list_counted(reviewer, which=CrimeReturn.RECORDED, **MARCH)
    everything = list_counted(registrar, which=CrimeReturn.RECORDED, **MARCH)
    assert len(everything.page.rows) == 4 and hidden.id not in {row.id for row in everything.page.rows}


def test_what_the_seeded_records_come_to(seeded, registrar):
    assert rows(registrar, CrimeReturn.BY_MONTH) == [
        ("2026-03", "Robbery", "counted", 1),
        ("2026-03", "Theft offences", "counted", 1),
        ("2026-03", "Theft offences", "transferred", 1),
        ("2026-03", "Theft offences", "cancelled", 1),
        ("2026-03", NOT_RECORDED, "counted", 1),
    ]
    assert [row[1:] for row in rows(registrar, CrimeReturn.OUTCOMES)] == [
        ("18", "Investigation complete, no suspect identified", 1),
        ("none yet", "No outcome yet", 1),
        ("none yet", "No outcome yet", 1),
    ]
    assert rows(registrar, CrimeReturn.DAYS_TO_OUTCOME) == [("Robbery", "6 to 10 days", 1)]
    assert rows(registrar, CrimeReturn.MEDIAN_DAYS) == [("Robbery", 1, "7", "7")]
    assert rows(registrar, CrimeReturn.IN_TIME)[0] == ("Robbery", "no", 1, 100.0)
    assert [row[0] for row in rows(registrar, CrimeReturn.HATE)] == ["Hate: race", "Hate: religion"]
    assert [row[0] for row in rows(registrar, CrimeReturn.FLAGS)] == ["Gang", "Modern slavery"]
    assert rows(registrar, CrimeReturn.VICTIMS) == [("18 to 20", "female", "B1 Black: Caribbean", 1)]
    assert rows(registrar, CrimeReturn.SEARCHED) == [
        ("18-24", "Male", "White - English/Welsh/Scottish/Northern Irish/British", 1)
    ]


def test_a_return_is_narrowed_to_a_unit_and_to_its_days(seeded, registrar):
    assert sum(row[-1] for row in rows(registrar, CrimeReturn.RECORDED, unit="Central")) == 1
    assert sum(row[-1] for row in rows(registrar, CrimeReturn.SEARCHES, unit="North")) == 0
    for which in CrimeReturn:
        assert rows(registrar, which, period="2026-02") == []


def test_what_was_signed_off_stays_when_a_crime_changes(seeded, build):
    _, robbery, _ = seeded
    superintendent = build.actor(Role.SUPERINTENDENT, rank=int(Rank.SUPERINTENDENT))
    clock.hold_at(datetime(2026, 4, 20, 9, tzinfo=UTC))
    first = {row.which: row for row in sign_off_period(superintendent, **MARCH)}
    assert set(first) == set(CrimeReturn)
    with build.scenery():
        db.session.get_one(Crime, robbery.id).status = CrimeStatus.CANCELLED
    otherwise = {each.drawn.which: each.differs for each in compare_period(superintendent, **MARCH).returns}
    assert otherwise[CrimeReturn.KNIFE] == ["Robbery, Robbery: crimes none, was 1"]
    assert otherwise[CrimeReturn.SEARCHES] == []
    kept = read_return_kept(superintendent, kept_id=first[CrimeReturn.KNIFE].id)
    assert kept.content.splitlines()[1].endswith("Robbery,Robbery,1")


def test_each_count_of_a_page_leads_to_its_records(app, seeded, build):
    theft, _, _ = seeded
    client = signed_in(app, build.user(Role.CRIME_REGISTRAR))
    assert "/returns/investigation/2026-03/victims" in client.get("/returns/", query_string=MARCH).text
    page = client.get("/returns/investigation/2026-03/victims").text
    (address,) = re.findall('href="([^"]+/victims/records[?]of=[^"]+)">1</a>', page)
    listed = client.get(unescape(address)).text
    assert "B1 Black: Caribbean" in page and "B1 Black: Caribbean" in listed
    assert theft.reference in listed and "1 in all" in listed and f"/crimes/{theft.id}" in listed
    asked = MARCH | {"which": "victims", "of": ["18 to 20"]}
    found = client.get("/api/v1/returns/records", query_string=asked).json
    assert (found["count"], found["records"][0]["reference"]) == (1, theft.reference)


def test_the_command_writes_each_return_of_a_unit(seeded, build, tmp_path):
    by = build.user(Role.CRIME_REGISTRAR, collar_number="R0001")
    words = ["returns", "--period", "2026-03", "--unit", "North", "--to", str(tmp_path)]
    ran = CliRunner().invoke(investigation, [*words, "--as-user", by.collar_number, "--reason", "Monthly return"])
    assert ran.exit_code == 0, ran.output
    assert len(list(tmp_path.iterdir())) == len(CrimeReturn) + 1
    file = tmp_path / "investigation-knife-enabled-20260301-20260331-North-v1.csv"
    (row,) = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    assert (row["offence_subgroup"], row["crimes"]) == ("Robbery", "1")

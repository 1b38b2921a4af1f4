"""Returns at a terminal, on pages and for programs; those that were signed off stay as they were."""

import csv
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from mips.access.permissions import Role
from mips.audit.model import JournalEntry, Verb
from mips.core import clock, db
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.rules.returns import Return
from mips.returns.cli import returns_command
from mips.returns.model import ReturnKept
from mips.returns.usecases.drawing import draw_up_return, list_returns, list_returns_to_draw_up, read_return
from mips.returns.usecases.kept import compare_period, list_returns_kept, read_return_kept, sign_off_period
from tests.build import NOON

YEAR = {"about": "custody", "period": "2025-2026"}
APRIL = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def compiler(build):
    return build.actor(Role.CRIME_REGISTRAR)


@pytest.fixture
def superintendent(build):
    return build.actor(Role.SUPERINTENDENT, name="Dana Price", rank=5)


@pytest.fixture
def over(desk):
    """The year is over, and one person was detained in it."""
    desk.detained()
    clock.hold_at(APRIL)


def read(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_the_command_writes_each_return_and_what_it_counts(desk, build, tmp_path):
    desk.detained()
    by = build.user(Role.CRIME_REGISTRAR, collar_number="R0001")
    words = ["--period", "2025-2026", "--to", str(tmp_path), "--as-user", by.collar_number, "--reason", "Yearly return"]
    ran = CliRunner().invoke(returns_command("custody"), words)
    assert ran.exit_code == 0, ran.output
    assert len(list(tmp_path.iterdir())) == len(Return) + 1
    rows = read(tmp_path / "custody-detentions-20250401-20260331-v1.csv")
    assert [(row["version"], row["detentions"]) for row in rows] == [("1", "1")]
    assert {row["return"] for row in read(tmp_path / "definitions.csv")} == {each.value for each in Return}


def test_what_is_signed_off_stays_when_records_change(desk, over, superintendent):
    first = {Return(row.which): row for row in sign_off_period(superintendent, **YEAR)}
    assert len(first) == len(Return)
    clock.hold_at(NOON)
    desk.detained(desk.build.person(family_name="Late"))
    clock.hold_at(APRIL)
    second = sign_off_period(superintendent, **YEAR, why="A record was entered from paper")
    of_detentions = next(row for row in second if row.which == Return.DETENTIONS)
    assert of_detentions.edition == 2
    assert len(of_detentions.differs) == 1 and "detentions 2, was 1" in of_detentions.differs[0]
    kept = read_return_kept(superintendent, kept_id=first[Return.DETENTIONS].id)
    assert kept.content.splitlines()[1].endswith(",1")


def test_only_what_has_changed_is_signed_off_again(desk, over, superintendent):
    sign_off_period(superintendent, **YEAR)
    with pytest.raises(RuleBroken, match="stands"):
        sign_off_period(superintendent, **YEAR, why="To be sure")
    assert not compare_period(superintendent, **YEAR).changed


def test_why_is_said_when_it_is_signed_off_again(desk, over, superintendent):
    sign_off_period(superintendent, **YEAR)
    clock.hold_at(NOON)
    desk.detained(desk.build.person(family_name="Late"))
    clock.hold_at(APRIL)
    with pytest.raises(InputInvalid):
        sign_off_period(superintendent, **YEAR)


def test_a_year_that_is_not_over_is_not_signed_off(desk, superintendent):
    with pytest.raises(RuleBroken) as refused:
        sign_off_period(superintendent, **YEAR)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.50", "period")


@pytest.mark.parametrize(
    ("role", "signs", "reads"),
    [
        (Role.SUPERINTENDENT, True, True),
        (Role.DATA_PROTECTION_OFFICER, False, True),
        (Role.CRIME_REGISTRAR, False, False),
        (Role.CUSTODY_OFFICER, False, False),
    ],
)
def test_who_signs_off_and_who_reads_what_was(build, over, role, signs, reads):
    actor = build.actor(role, rank=5)
    for case, may in ((sign_off_period, signs), (compare_period, signs), (list_returns_kept, reads)):
        if may:
            case(actor, **YEAR)
        else:
            with pytest.raises(Forbidden):
                case(actor, **YEAR)


def test_the_pages_lead_from_the_period_to_the_kept_file(desk, over, client_for):
    client, of_year = client_for(Role.SUPERINTENDENT, rank=5), "/returns/custody/2025-2026"
    assert f"{of_year}/sign-off" in client.get("/returns/check?about=custody&period=2025-2026").text
    assert "Not yet" in client.get(f"{of_year}/sign-off").text
    answer = client.post(f"{of_year}/sign-off", data={})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).text
    kept = db.session.scalars(sa.select(ReturnKept).where(ReturnKept.which == Return.DETENTIONS)).one()
    assert f"/returns/kept/{kept.id}.csv" in page and kept.sha256[:16] in page
    assert client.get(f"/returns/kept/{kept.id}.csv").data.decode() == kept.content
    again = client.post(f"{of_year}/sign-off", data={"why": "Typed"})
    assert again.status_code == 422 and "Typed" in again.text


def test_programs_sign_off_and_read_the_same(desk, over, client_for):
    client, api = client_for(Role.SUPERINTENDENT, rank=5), "/api/v1/returns"
    assert client.get(f"{api}/compared", query_string=YEAR).json["changed"] is True
    signed = client.post(f"{api}/kept", json=YEAR)
    assert signed.status_code == 201 and len(signed.json) == len(Return)
    one = client.get(f"{api}/kept", query_string=YEAR).json["returns"][0]
    assert client.get(f"{api}/kept/{one['id']}").json["content"].startswith("return,version")


def test_a_return_is_looked_at_and_downloaded_from_its_page(desk, build, client_for):
    desk.detained()
    registrar, of_year = client_for(Role.CRIME_REGISTRAR), "/returns/custody/2025-2026"
    assert f"{of_year}/detentions.csv" in registrar.get("/returns/", query_string=YEAR).text
    opened = registrar.get("/returns/").text
    assert 'value="2024-2025" selected' in opened and "/returns/investigation/2024-2025/recorded-crime.csv" in opened
    assert "TH68010" in registrar.get(f"{of_year}/detentions").text
    answer = registrar.get(f"{of_year}/detentions.csv")
    assert answer.mimetype == "text/csv" and "TH68010" in answer.text
    for path in ("nothing.csv", "nothing", "detentions/records", "detentions/records?of=1&of=2&of=3&of=4&of=5&of=6"):
        assert registrar.get(f"{of_year}/{path}").status_code == 404
    assert registrar.get("/returns/custody/2026-03/detentions").status_code == 404
    asked = registrar.get("/returns/?about=custody&period=2026-03")
    assert asked.status_code == 422 and "years ending 31 March only" in asked.text
    assert client_for(Role.DATA_PROTECTION_OFFICER).get("/returns/check", query_string=YEAR).status_code == 200


def test_programs_draw_up_the_same(desk, client_for):
    desk.detained()
    asked = {**YEAR, "which": "detentions"}
    found = client_for(Role.CRIME_REGISTRAR).get("/api/v1/returns/drawn", query_string=asked).json
    assert (found["version"], found["rows"][0][-1]) == (1, 1)


def test_drawing_up_a_return_is_journalled_as_a_disclosure(compiler):
    draw_up_return(compiler, which=Return.BAIL, **YEAR)
    of_it = sa.select(JournalEntry.verb).where(JournalEntry.usecase == draw_up_return.name)
    assert db.session.scalars(of_it).all() == [Verb.DISCLOSED]


@pytest.mark.parametrize(
    ("role", "draws", "reads"),
    [
        (Role.CRIME_REGISTRAR, True, False),
        (Role.SUPERINTENDENT, False, True),
        (Role.DATA_PROTECTION_OFFICER, False, True),
        (Role.CUSTODY_OFFICER, False, False),
        (Role.OFFICER, False, False),
    ],
)
def test_who_draws_up_returns_and_who_reads_them(build, role, draws, reads):
    actor = build.actor(role)
    for case, may in ((list_returns_to_draw_up, draws), (list_returns, reads)):
        assert actor.may(case.permission) is may
    for case, may in ((draw_up_return, draws), (read_return, reads)):
        if may:
            assert case(actor, which=Return.WARRANTS, **YEAR).rows == [(0, 0, 0, 0, 0, 0)]
        else:
            with pytest.raises(Forbidden):
                case(actor, which=Return.WARRANTS, **YEAR)

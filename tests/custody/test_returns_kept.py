"""Yearly returns as files at a terminal, and as they were signed off; and how a release under investigation ends."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from mips.access.permissions import Role
from mips.core import clock, db
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.model.returned import ReturnKept
from mips.custody.returns_cli import returns
from mips.custody.rules.disposals import Disposal, InvestigationEnd
from mips.custody.rules.returns import Return
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.looking_again import end_investigation
from mips.custody.usecases.returns import draw_up_return
from mips.custody.usecases.returns_kept import compare_year, list_returns_kept, read_return_kept, sign_off_year
from mips.record.model.case import Stage
from tests.build import NOON

YEAR = 2026
APRIL = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def superintendent(build):
    return build.actor(Role.SUPERINTENDENT, name="Dana Price", rank=5)


@pytest.fixture
def over(desk):
    """The year is over, and one person was detained in it."""
    desk.detained()
    clock.hold_at(APRIL)


def under_investigation(desk, at=NOON):
    detention = desk.detained()
    desk.cleared(detention)
    given = {"disposal": Disposal.UNDER_INVESTIGATION, "reason": "Phone to be examined", "released_at": at}
    return release_detainee(desk.sergeant, detention_id=detention.id, **given)


def read(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_the_command_writes_each_return_and_what_it_counts(desk, build, tmp_path):
    desk.detained()
    by = build.user(Role.CRIME_REGISTRAR, collar_number="R0001")
    words = ["--year", "2026", "--to", str(tmp_path), "--as-user", by.collar_number, "--reason", "Yearly return"]
    ran = CliRunner().invoke(returns, words)
    assert ran.exit_code == 0, ran.output
    assert len(list(tmp_path.iterdir())) == len(Return) + 1
    rows = read(tmp_path / "custody-detentions-20250401-20260331-v1.csv")
    assert [(row["version"], row["detentions"]) for row in rows] == [("1", "1")]
    assert {row["return"] for row in read(tmp_path / "definitions.csv")} == {each.value for each in Return}


def test_what_is_signed_off_stays_when_records_change(desk, over, superintendent):
    first = {row.which: row for row in sign_off_year(superintendent, year=YEAR)}
    assert len(first) == len(Return)
    clock.hold_at(NOON)
    desk.detained(desk.build.person(family_name="Late"))
    clock.hold_at(APRIL)
    second = sign_off_year(superintendent, year=YEAR, why="A record was entered from paper")
    of_detentions = next(row for row in second if row.which is Return.DETENTIONS)
    assert of_detentions.edition == 2
    assert len(of_detentions.differs) == 1 and "detentions 2, was 1" in of_detentions.differs[0]
    kept = read_return_kept(superintendent, kept_id=first[Return.DETENTIONS].id)
    assert kept.content.splitlines()[1].endswith(",1")


def test_only_what_has_changed_is_signed_off_again(desk, over, superintendent):
    sign_off_year(superintendent, year=YEAR)
    with pytest.raises(RuleBroken, match="stands"):
        sign_off_year(superintendent, year=YEAR, why="To be sure")
    assert not compare_year(superintendent, year=YEAR).changed


def test_why_is_said_when_it_is_signed_off_again(desk, over, superintendent):
    sign_off_year(superintendent, year=YEAR)
    clock.hold_at(NOON)
    desk.detained(desk.build.person(family_name="Late"))
    clock.hold_at(APRIL)
    with pytest.raises(InputInvalid):
        sign_off_year(superintendent, year=YEAR)


def test_a_year_that_is_not_over_is_not_signed_off(desk, superintendent):
    with pytest.raises(RuleBroken) as refused:
        sign_off_year(superintendent, year=YEAR)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.50", "year")


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
    for case, may in ((sign_off_year, signs), (compare_year, signs), (list_returns_kept, reads)):
        if may:
            case(actor, year=YEAR)
        else:
            with pytest.raises(Forbidden):
                case(actor, year=YEAR)


def test_the_pages_lead_from_the_year_to_the_kept_file(desk, over, client_for):
    client = client_for(Role.SUPERINTENDENT, rank=5)
    assert "/custody/returns/2026/sign-off" in client.get("/custody/returns/check?year=2026").text
    assert "Not yet" in client.get("/custody/returns/2026/sign-off").text
    answer = client.post("/custody/returns/2026/sign-off", data={})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).text
    kept = db.session.scalars(sa.select(ReturnKept).where(ReturnKept.which == Return.DETENTIONS)).one()
    assert f"/custody/returns/kept/{kept.id}.csv" in page and kept.sha256[:16] in page
    assert client.get(f"/custody/returns/kept/{kept.id}.csv").data.decode() == kept.content
    again = client.post("/custody/returns/2026/sign-off", data={"why": "Typed"})
    assert again.status_code == 422 and "Typed" in again.text


def test_programs_sign_off_and_read_the_same(desk, over, client_for):
    client, api = client_for(Role.SUPERINTENDENT, rank=5), "/api/v1/custody/returns"
    assert client.get(f"{api}/compared?year=2026").json["changed"] is True
    signed = client.post(f"{api}/kept", json={"year": 2026})
    assert signed.status_code == 201 and len(signed.json) == len(Return)
    one = client.get(f"{api}/kept?year=2026").json["returns"][0]
    assert client.get(f"{api}/kept/{one['id']}").json["content"].startswith("return,version")


def test_a_release_under_investigation_ends_with_what_became_of_it(desk, build):
    detention, officer = under_investigation(desk), build.actor(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    given = {"detention_id": detention.id, "end": InvestigationEnd.NO_ACTION, "reason": "No case"}
    with pytest.raises(RuleBroken) as refused:
        end_investigation(officer, **given)
    assert refused.value.field == "notice_given"
    end_investigation(officer, **given, notice_given=True)
    held = desk.record(detention)
    assert held.review_on is None and {each.stage for each in held.offences} == {Stage.ENDED}
    with pytest.raises(RuleBroken, match="not released under investigation"):
        end_investigation(officer, **given, notice_given=True)


def test_whoever_takes_no_part_does_not_end_it(desk, build):
    detention = under_investigation(desk)
    with pytest.raises(Forbidden):
        end_investigation(
            build.actor(Role.DETENTION_OFFICER), detention_id=detention.id, end=InvestigationEnd.REQUISITION, reason="x"
        )


def test_days_under_investigation_are_counted_from_the_year_in_which_they_have_an_end(desk, build, client_for):
    clock.hold_at(APRIL)
    detention = under_investigation(desk, APRIL)
    clock.hold_at(APRIL + timedelta(days=40))
    officer = client_for(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    sent = {"end": "requisition", "reason": "Summons asked for"}
    assert officer.post(f"/custody/{detention.id}/under-investigation/end", data=sent).status_code == 302
    drawn = draw_up_return(build.actor(Role.CRIME_REGISTRAR), which=Return.BAIL, year=2027)
    assert drawn.definition.version == 2
    assert drawn.rows[1] == ("released under investigation", 1, 1, 40, 40)

"""The pack of a suite: it says what the record says, only its passphrase opens it, and old ones go."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from PIL import Image

from mips.access.permissions import Permission, Role
from mips.audit.model import JournalEntry, Verb
from mips.core import db
from mips.core.errors import Forbidden
from mips.custody.continuity import keeping
from mips.custody.continuity.keeping import destroy_old, keep, labels, unpack
from mips.custody.continuity.laying_out import sheets, whiteboard
from mips.custody.continuity.pulling import PullFailed, from_server
from mips.custody.continuity.sealing import PackUnreadable, seal, unseal
from mips.custody.pack_cli import Pull, pack
from mips.custody.rules.observation import Level
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.contacts import name_contacts
from mips.custody.usecases.healthcare import examine
from mips.custody.usecases.medication import prescribe
from mips.custody.usecases.observation import set_care_plan
from mips.custody.usecases.pack import read_pack
from mips.documents.pool import pool
from mips.record.usecases.person_parts import add_photograph
from mips.web.fields import Uploaded
from tests.build import NOON

SECRET = "four green horses"
QUICK = 4
"""Scrypt at its least: what is tested here is not how long a guess takes."""


@pytest.fixture
def held(desk, build):
    held = desk.detained(build.person(family_name="Ward", given_names="Adam"))
    put_in_cell(desk.sergeant, detention_id=held.id, cell_id=desk.suite.cells[0].id)
    set_care_plan(desk.sergeant, detention_id=held.id, level=Level.INTERMITTENT, reason="Low in mood", set_at=NOON)
    nurse = build.actor(Role.HEALTHCARE_PROFESSIONAL, name="Robin Day", rank=0)
    medicine = {"drug": "Insulin", "dose": "10 units", "route": "injection", "every_minutes": 240, "first_at": NOON}
    prescribe(nurse, detention_id=held.id, **medicine)
    examine(nurse, detention_id=held.id, findings="Type 1 diabetic", todo="Food at 13:00")
    who = {"name": "Ann Ward", "relation": "mother", "telephone": "01632 960001"}
    name_contacts(desk.sergeant, detention_id=held.id, contacts=[who])
    return held


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(keeping, "seal", lambda *args, **kwargs: seal(*args, **kwargs, cost=QUICK))


def packed(desk, actor=None):
    db.session.expire_all()
    return read_pack(actor or desk.sergeant, suite_id=desk.suite.id)


def test_a_pack_says_what_the_record_says(desk, held):
    [each] = packed(desk).detainees
    record = desk.record(held)
    stands = each.standing
    assert (each.detention.detainee, each.detention.cell.name) == ("WARD, Adam", "M1")
    assert (stands.clock.limit, stands.clock.ends) == ("24 hours", record.arrived_at + timedelta(hours=24))
    assert stands.clock.counted_minutes == 30 and stands.clock.minutes_left == 24 * 60 - 30
    assert stands.next_review.due == record.authorised_at + timedelta(hours=6)
    assert (each.plan.level, each.plan.due_at) == (2, NOON + timedelta(minutes=30))
    assert [(dose.drug, dose.due_at) for dose in each.doses] == [("Insulin", NOON)]
    assert (each.instruction.todo, each.contacts[0].telephone) == ("Food at 13:00", "01632 960001")
    assert each.log[-1].text and len(each.log) <= 8


def test_the_whiteboard_needs_nothing_from_anywhere(app, desk, held):
    with app.test_request_context():
        page = whiteboard(packed(desk))
    said = [
        "WARD, Adam",
        "M1",
        "Insulin 10 units",
        "Mon 2 Mar 2026 12:30",
        "23h 30m left",
        "01632 960001",
        "Food at 13:00",
    ]
    assert [each for each in said if each not in page] == []
    assert "Type 1 diabetic" not in page
    assert not any(each in page for each in ("src=", "@import", "url(", "<link", "http://", "https://"))


def test_pulling_is_a_disclosure_of_each_record(desk, held):
    packed(desk)
    found = sa.select(JournalEntry).where(JournalEntry.verb == Verb.DISCLOSED)
    [told] = db.session.scalars(found.where(JournalEntry.usecase == "custody.usecases.pack.read_pack"))
    assert held.id in told.subjects


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEALTHCARE_PROFESSIONAL, Role.SUPERVISOR])
def test_who_may_not_read_logs_whole_gets_no_pack(desk, build, held, role):
    with pytest.raises(Forbidden):
        packed(desk, build.actor(role))


def test_who_may_not_read_risk_gets_a_pack_that_says_so(app, desk, build, held):
    pulled = packed(desk, build.actor(Role.SUPERINTENDENT))
    with app.test_request_context():
        page = whiteboard(pulled)
    assert "Without risk, care and medicine" in page and "Medicine due" not in page


def test_nobody_reads_a_pack_with_another_passphrase():
    sealed = seal(b"who is where", SECRET, suite="NM", made_at=NOON, cost=QUICK)
    assert unseal(sealed, SECRET) == b"who is where"
    assert b"who" not in sealed
    with pytest.raises(PackUnreadable, match="passphrase is wrong"):
        unseal(sealed, SECRET + "!")


def test_a_passphrase_that_can_be_guessed_is_refused():
    with pytest.raises(PackUnreadable, match="at least 12"):
        seal(b"", "password", suite="NM", made_at=NOON)


@pytest.mark.parametrize("where", ["label", "content", "end"])
def test_a_changed_pack_does_not_open(where):
    sealed = seal(b"who is where", SECRET, suite="NM", made_at=NOON, cost=QUICK)
    changed = {
        "label": sealed.replace(b"2026-03-02T12", b"2026-03-02T13"),
        "content": sealed[:-20] + bytes([sealed[-20] ^ 1]) + sealed[-19:],
        "end": sealed[:-1],
    }[where]
    assert changed != sealed
    with pytest.raises(PackUnreadable):
        unseal(changed, SECRET)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"MIPSPACK1\n{}\n", b"MIPSPACK1\nnothing"])
def test_what_is_no_pack_is_refused(content):
    with pytest.raises(PackUnreadable):
        unseal(content, SECRET)


def test_old_packs_go_and_the_last_stays(tmp_path, quick):
    for hours in (30, 25, 2):
        keep({"a": b"b"}, tmp_path, SECRET, suite="NM", made_at=NOON - timedelta(hours=hours))
    keep({"a": b"b"}, tmp_path, SECRET, suite="OTHER", made_at=NOON - timedelta(hours=40))
    gone = destroy_old(tmp_path, suite="NM", now=NOON, keep_for=timedelta(hours=24))
    assert len(gone) == 2
    assert [label.suite for _, label in labels(tmp_path)] == ["NM", "OTHER"]
    assert destroy_old(tmp_path, suite="OTHER", now=NOON, keep_for=timedelta(hours=24)) == []


def test_what_goes_in_comes_out_for_its_owner_alone(tmp_path, quick):
    kept = keep({"whiteboard.html": b"<p>"}, tmp_path, SECRET, suite="N M/..", made_at=NOON)
    assert (kept.name, kept.stat().st_mode & 0o777) == ("pack-NM-20260302T1200Z.mipspack", 0o600)
    [out] = unpack(kept, tmp_path / "open", SECRET)
    assert (out.read_bytes(), out.stat().st_mode & 0o777) == (b"<p>", 0o600)
    assert {each.name for each in tmp_path.iterdir()} == {kept.name, "open"}


def test_a_pull_that_fails_keeps_the_packs_and_says_how_old(tmp_path, quick, capsys):
    keep({"a": b"b"}, tmp_path, SECRET, suite="NM", made_at=NOON - timedelta(hours=30))

    def silent():
        raise PullFailed("The server did not answer")

    assert not Pull("NM", tmp_path, SECRET, timedelta(hours=24), silent).once()
    assert "1d 6h ago" in capsys.readouterr().err
    assert len(list(labels(tmp_path))) == 1


def test_a_pack_pulled_opens_without_server_or_database(app, client_for, desk, held, tmp_path, quick):
    answer = client_for(Role.CUSTODY_OFFICER, rank=2).get(f"/api/v1/custody/suites/{desk.suite.id}/pack")
    content = answer.json | {"at": NOON}
    assert Pull("NM", tmp_path, SECRET, timedelta(hours=24), lambda: content).once()
    [(path, label)] = labels(tmp_path)
    assert (label.suite, label.made_at) == ("NM", NOON)
    (tmp_path / "secret").write_text(SECRET + "\n")
    options = ["--open", str(path), "--to", str(tmp_path / "out"), "--passphrase-file", str(tmp_path / "secret")]
    result = CliRunner().invoke(pack, options)
    assert result.exit_code == 0 and "0m ago" in result.output, result.output
    names = sorted(each.name for each in (tmp_path / "out").iterdir())
    assert names[-2:] == ["reenter.csv", "whiteboard.html"] and len(names) == 3
    assert (tmp_path / "out" / names[0]).read_bytes().startswith(b"%PDF")


def test_a_token_is_sent_to_nobody_in_the_clear(tmp_path):
    with pytest.raises(PullFailed, match="https"):
        from_server("http://mips.example", tmp_path / "token", code="NM", reason="")


def test_the_page_is_for_the_same_people(client_for, desk, held):
    address = f"/custody/suites/{desk.suite.id}/pack"
    assert "WARD, Adam" in client_for(Role.CUSTODY_OFFICER, rank=2).get(address).text
    assert client_for(Role.OFFICER).get(address).status_code == 403


def test_a_browser_keeps_one_detainees_sheet_as_pdf(client_for, desk, held):
    address, sergeant = f"/custody/suites/{desk.suite.id}/pack", client_for(Role.CUSTODY_OFFICER, rank=2)
    answer = sergeant.get(f"{address}/{held.id}.pdf")
    assert answer.data.startswith(b"%PDF") and answer.headers["X-Pack-At"] == NOON.isoformat()
    assert answer.headers["Cache-Control"] == "no-store"
    assert sergeant.get(f"{address}/{desk.suite.id}.pdf").status_code == 404
    assert client_for(Role.OFFICER).get(f"{address}/{held.id}.pdf").status_code == 403


def test_a_pack_pulled_without_the_right_to_people_says_that_it_has_no_names(app, desk, held, build):
    token = replace(build.actor(Role.CUSTODY_OFFICER, rank=2), scopes=frozenset({Permission.CUSTODY_LOG_READ}))
    with app.test_request_context():
        said = ["Without names" in whiteboard(packed(desk, each)) for each in (token, desk.sergeant)]
    assert said == [True, False]


def test_the_pack_shows_what_they_look_like(app, desk, build, held):
    made = io.BytesIO()
    Image.new("RGB", (1200, 1600), "grey").save(made, "PNG")
    size = made.tell()
    made.seek(0)
    person_id = desk.record(held).person_id
    picture = Uploaded(name="custody.png", type="image/png", size=size, content=made)
    add_photograph(desk.sergeant, person_id=person_id, file=picture)
    with app.test_request_context():
        pack = packed(desk)
        page = whiteboard(pack)
        sheet = sheets(pack)[0]["html"]
    address = pack.detainees[0].photograph
    assert address.startswith("data:image/jpeg;base64,") and len(address) < 20_000
    assert f'<img src="{address}" alt="WARD, Adam">' in page and address in sheet
    assert pool().typeset(sheet).pages


def test_where_there_is_no_photograph_it_says_so(app, desk, held):
    with app.test_request_context():
        assert "No photograph on the record" in whiteboard(packed(desk))


def test_the_page_that_keeps_packs_names_nobody_and_fetches_from_nowhere_else(desk, held, client_for):
    page = client_for(Role.CUSTODY_OFFICER, rank=2).get(f"/custody/suites/{desk.suite.id}/pack/keep")
    assert "WARD" not in page.text and "connect-src 'self'" in page.headers["Content-Security-Policy"]
    worker = client_for(Role.CUSTODY_OFFICER, rank=2).get("/custody/pack-worker.js")
    assert worker.mimetype == "text/javascript" and b"respondWith" in worker.data

"""Evidence sent by link: kept apart until an officer decides, and nothing shown of the crime (F138)."""

import base64
import hashlib
import io
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Permission, Role
from mips.access.system import holder, worker
from mips.core import clock, db, malware
from mips.core.errors import Forbidden, NotFound, RuleBroken
from mips.investigation.model.sending import EvidenceLink, SentFile, SentState
from mips.investigation.rules.sending import check_asked, check_fits, check_kind, check_runs_not
from mips.investigation.usecases.exhibits import read_exhibit
from mips.investigation.usecases.joining import finish_upload
from mips.investigation.usecases.receiving import begin_sending, open_link, receive_sent_piece
from mips.investigation.usecases.sending import (
    accept_sent_file,
    ask_for_evidence,
    hash_of,
    list_links_of,
    open_sent_file,
    refuse_sent_file,
    take_link_back,
)
from mips.investigation.usecases.sent_upkeep import drop_sent, take_in_sent
from mips.record import storage
from mips.record.model.work import Attachment
from mips.record.usecases.tasks import list_my_tasks
from tests.build import NOON
from tests.investigation.crimes import recorded
from tests.investigation.test_digital import FILM
from tests.investigation.test_exhibit_pages import PIXEL

SYSTEM = worker("test", Permission.ACCOUNTS_CONFIGURATION_UPDATE)
HOLDER = holder("test", Permission.INVESTIGATION_EXHIBIT_CREATE, "192.0.2.7")


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        pytest.param({}, [], id="F138: as asked"),
        pytest.param({"days": 31}, ["days"], id="F138: too long"),
        pytest.param({"files": 0, "size": 0}, ["most_files", "most_megabytes"], id="F138: nothing"),
        pytest.param({"size": 101}, ["most_megabytes"], id="F138: too much"),
    ],
)
def test_how_long_and_how_much(told, fields):
    told = {"days": 7, "files": 20, "size": 100, "most_size": 100} | told
    if not fields:
        check_asked(**told)
        return
    with pytest.raises(RuleBroken) as refused:
        check_asked(**told)
    assert [each.field for each in refused.value.every] == fields


@pytest.mark.parametrize(
    ("size", "files", "sent", "said"),
    [(10, 1, 90, ""), (11, 1, 90, "too large"), (0, 0, 0, "empty"), (1, 2, 0, "as many files")],
)
def test_what_still_fits(size, files, sent, said):
    told = {"files": files, "most_files": 2, "sent": sent, "most_bytes": 100}
    if not said:
        check_fits(size, **told)
        return
    with pytest.raises(RuleBroken, match=said):
        check_fits(size, **told)


def test_pictures_film_sound_and_documents_are_taken_and_no_programs():
    for name in ("a.JPG", "b.mp4", "c.pdf", "d.docx", "e.heic"):
        check_kind(name)
    for name in ("viewer.exe", "page.html", "drawing.svg", "all.zip", "none"):
        with pytest.raises(RuleBroken):
            check_kind(name)
    with pytest.raises(RuleBroken, match="a program"):
        check_runs_not("application/x-msdownload")


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER, name="Ann Lee")


@pytest.fixture
def asked(build, officer):
    crime = recorded(build, by=officer)
    return ask_for_evidence(officer, crime_id=crime.id, asked_of="Jo Shah", shown_as="Your report", wanted="The till")


def sent(token, content=FILM, *, name="till.mp4", piece=4000):
    key = hash_of(token)
    file = begin_sending(HOLDER, token_hash=key, name=name, size=len(content), came_from="192.0.2.7")
    while not file.whole and not file.why:
        stretch = content[file.received : file.received + piece]
        file = receive_sent_piece(HOLDER, token_hash=key, file_id=file.id, offset=file.received, content=stretch)
    return file


def as_it_is(file):
    return db.session.get_one(SentFile, file.id, populate_existing=True)


def test_what_comes_in_waits_apart_is_told_of_and_becomes_an_exhibit_of_whoever_sent_it(asked, officer):
    file = sent(asked.token)
    sha256 = hashlib.sha256(FILM).hexdigest()
    with pytest.raises(NotFound):
        open_sent_file(officer, file_id=file.id)
    take_in_sent(SYSTEM, file_id=file.id)
    file = as_it_is(file)
    assert (file.state, file.sha256, file.came_from) == (SentState.WAITING, sha256, "192.0.2.7")
    assert take_in_sent(SYSTEM, file_id=file.id) is None, "a job that is done twice does nothing"
    [task] = [each for each in list_my_tasks(officer).rows if "by link" in each.title]
    assert task.endpoint == "investigation.evidence_links"
    assert db.session.scalars(sa.select(Attachment)).all() == [], "nothing of it is on the record yet"
    exhibit = accept_sent_file(officer, file_id=file.id, description="Film of the till")
    assert (exhibit.mark, exhibit.producer, exhibit.producer_id) == ("JS/1", "Jo Shah", None)
    finish_upload(SYSTEM, upload_id=file.id)
    shown = read_exhibit(officer, exhibit_id=exhibit.id)
    assert (shown.events[-1].at, shown.events[-1].left.name) == (file.received_at, "Sent by Jo Shah by link")
    assert shown.acquisitions[0].method.value == "sent" and sha256 in shown.acquisitions[0].scope
    [kept] = db.session.scalars(sa.select(Attachment)).all()
    assert (kept.entity_id, kept.sha256) == (exhibit.id, sha256)
    with pytest.raises(RuleBroken, match="does not wait"):
        refuse_sent_file(officer, file_id=file.id, why="Too late")


def test_what_is_refused_stays_apart_four_weeks_and_is_then_removed(asked, officer):
    file = sent(asked.token)
    take_in_sent(SYSTEM, file_id=file.id)
    refuse_sent_file(officer, file_id=file.id, why="It shows another day")
    clock.hold_at(NOON + timedelta(days=27))
    assert drop_sent(SYSTEM) == 0
    clock.hold_at(NOON + timedelta(days=29))
    assert drop_sent(SYSTEM) == 1
    with pytest.raises(FileNotFoundError):
        list(storage.read_parts(str(file.id), file.parts))
    file = as_it_is(file)
    assert (file.state, file.why) == (SentState.REFUSED, "It shows another day")


def test_malware_and_what_is_not_what_it_says_never_get_in(monkeypatch, asked, officer):
    wrong = sent(asked.token, b"MZ" + bytes(5000), name="till.mp4")
    assert wrong.state is SentState.BAD and wrong.received == 0
    monkeypatch.setattr(malware, "configured", lambda: True)
    monkeypatch.setattr(malware, "found_in", lambda blocks: "Eicar" if list(blocks) else "")
    file = sent(asked.token)
    take_in_sent(SYSTEM, file_id=file.id)
    file = as_it_is(file)
    assert (file.state, file.why) == (SentState.BAD, "It holds malware (Eicar)")
    with pytest.raises(RuleBroken):
        accept_sent_file(officer, file_id=file.id, description="x")


def test_wrong_over_and_taken_back_are_answered_alike(asked, officer, build):
    key = hash_of(asked.token)
    assert asked.token not in str(vars(asked.link)) and open_link(HOLDER, token_hash=key).id == asked.link.id
    with pytest.raises(Forbidden):
        ask_for_evidence.admit(build.actor(Role.WITNESS_CARE))
    clock.hold_at(NOON + timedelta(days=7))
    with pytest.raises(NotFound) as over:
        open_link(HOLDER, token_hash=key)
    clock.hold_at(NOON)
    take_link_back(officer, link_id=asked.link.id)
    with pytest.raises(NotFound) as back:
        begin_sending(HOLDER, token_hash=key, name="a.jpg", size=3)
    with pytest.raises(NotFound) as unknown:
        open_link(HOLDER, token_hash=hash_of("x"))
    assert str(over.value) == str(back.value) == str(unknown.value)


def test_whoever_has_a_link_that_is_over_is_told_whom_to_ask(app, db_session):
    answer = app.test_client().get(f"/evidence/{'x' * 43}")
    assert answer.status_code == 404
    assert "Ask whoever gave it to you for another" in answer.text and "search for it" not in answer.text


def test_no_more_is_taken_than_was_asked_for(officer, build):
    crime = recorded(build, by=officer)
    few = ask_for_evidence(officer, crime_id=crime.id, asked_of="Jo", shown_as="x", most_files=1, most_megabytes=1)
    sent(few.token)
    with pytest.raises(RuleBroken, match="as many files"):
        sent(few.token, FILM + b"1")
    assert len(list_links_of(officer, crime_id=crime.id).links[0].files) == 1


def test_an_officer_asks_a_shop_sends_from_a_telephone_and_it_is_taken(app, client_for, build):
    client, crime = client_for(Role.OFFICER), recorded(build)
    address = f"/crimes/{crime.id}/evidence-links"
    assert "Nobody has been asked" in client.get(address).text
    told = {"asked_of": "Jo Shah", "shown_as": "Your report", "wanted": "Film of the till"}
    page = client.post(f"{address}/new", data=told).text
    [link] = set(re.findall(r"/evidence/[\w-]{43}", page))
    stranger = app.test_client()
    page = stranger.get(link)
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow" and page.headers["Cache-Control"] == "no-store"
    assert "Your report" in page.text and crime.reference not in page.text and "Jo Shah" not in page.text
    assert "Choose a file first" in stranger.post(link, data={}).text
    wrong = stranger.post(link, data={"file": (io.BytesIO(b"x"), "a.exe")}, content_type="multipart/form-data")
    assert wrong.status_code == 422 and "Ring the officer" in wrong.text
    whole = {"file": (io.BytesIO(PIXEL), "till.png")}
    answer = stranger.post(link, data=whole, content_type="multipart/form-data", follow_redirects=True)
    assert "till.png" in answer.text and "Thank you" in answer.text
    begun = stranger.post(link, headers=_tus(len(FILM), "film.mp4"))
    piece = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    assert begun.status_code == 201 and stranger.head(begun.location).headers["Upload-Offset"] == "0"
    assert stranger.patch(begun.location, headers=piece, data=FILM).status_code == 204
    for file in db.session.query(SentFile).execution_options(unseen_too=True):
        take_in_sent(SYSTEM, file_id=file.id)
    page = client.get(address).text
    assert "Decide on it" in page and page.count("Look at it") == 2
    [accept] = re.findall(r'href="([^"]+/accept)"', page)[:1]
    assert "JS/1" in client.get(accept).text
    page = client.post(accept, data={"mark": "JS/1", "description": "Till"}, follow_redirects=True).text
    assert "Sent by whoever has it, by link" in page
    link_id = db.session.query(EvidenceLink.id).execution_options(unseen_too=True).scalar()
    assert client.post(f"/crimes/evidence-links/{link_id}/take-back").status_code == 303
    assert [stranger.get(link).status_code, stranger.get(f"/evidence/{'x' * 43}").status_code] == [404, 404]
    assert 429 in [stranger.get(f"/evidence/{'y' * 43}").status_code for _ in range(12)]


def _tus(size, name):
    encoded = base64.b64encode(name.encode()).decode()
    return {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(size),
        "Upload-Metadata": f"filename {encoded},modified Nw==",
    }

"""Files of digital exhibits: piece by piece, put together as they were, shown from where one asks (INV-9)."""

import base64
import hashlib
import io

import pytest
import sqlalchemy as sa

from mips.access.permissions import Permission, Role
from mips.access.system import worker
from mips.core import clock, db
from mips.core.errors import NotFound, RuleBroken
from mips.investigation.model.upload import ExhibitUpload
from mips.investigation.rules.digital import check_is_what_it_says, check_piece, kind_of, said_size, shown_as
from mips.investigation.usecases.digital import begin_upload, list_exhibit_files, read_upload, receive_piece
from mips.investigation.usecases.joining import KEPT_FOR, finish_upload, give_up_stalled
from mips.record import storage
from mips.record.model.work import LogEntry
from tests.build import NOON
from tests.investigation.property import entered
from tests.investigation.test_exhibit_pages import PIXEL

SYSTEM = worker("test", Permission.ACCOUNTS_CONFIGURATION_UPDATE)
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("a.JPG", "image/jpeg", "image"),
        ("b.mp4", "video/mp4", "video"),
        ("c.mp3", "audio/mpeg", "audio"),
        ("d.pdf", "application/pdf", "pdf"),
        ("phone.e01", "application/octet-stream", ""),
        ("page.html", "application/octet-stream", ""),
        ("drawing.svg", "application/octet-stream", ""),
    ],
)
def test_only_what_a_browser_runs_nothing_of_is_shown(name, kind, shown):
    assert (kind_of(name), shown_as(kind_of(name))) == (kind, shown)


@pytest.mark.parametrize(
    ("offset", "received", "length", "size", "fits"),
    [(0, 0, 4, 10, True), (4, 4, 6, 10, True), (0, 4, 4, 10, False), (8, 4, 2, 10, False), (4, 4, 7, 10, False)],
)
def test_no_byte_is_missing_or_comes_twice(offset, received, length, size, fits):
    if fits:
        check_piece(offset=offset, received=received, length=length, size=size)
    else:
        with pytest.raises(RuleBroken, match=f"{received} bytes of {size}"):
            check_piece(offset=offset, received=received, length=length, size=size)


@pytest.mark.parametrize(
    ("name", "found", "fits"),
    [("a.jpg", "image/jpeg", True), ("a.jpg", "application/zip", False), ("a.jpg", None, False), ("a.e01", None, True)],
)
def test_a_picture_is_a_picture(name, found, fits):
    if fits:
        check_is_what_it_says(name, kind_of(name), found)
    else:
        with pytest.raises(RuleBroken, match=r"not what its name says: \.jpg"):
            check_is_what_it_says(name, kind_of(name), found)


def test_sizes_are_said_as_cameras_say_them():
    assert [said_size(n) for n in (999, 1500, 312_000, 4_900_000_000)] == ["999 bytes", "1.5 kB", "312 kB", "4.9 GB"]


def sent(officer, exhibit, content, *, name="film.mp4", piece=4000):
    row = begin_upload(officer, exhibit_id=exhibit.id, name=name, size=len(content))
    while not row.whole and not row.ended_why:
        stretch = content[row.received : row.received + piece]
        row = receive_piece(officer, upload_id=row.id, offset=row.received, content=stretch)
    return row


def test_a_file_in_pieces_is_one_file_with_its_hash_on_the_log(build):
    officer = build.actor(Role.OFFICER)
    exhibit = entered(build, by=officer)
    row = sent(officer, exhibit, FILM)
    assert row.parts == 3 and list_exhibit_files(officer, exhibit_id=exhibit.id).uploads == [row]
    finish_upload(SYSTEM, upload_id=row.id)
    shown = list_exhibit_files(officer, exhibit_id=exhibit.id)
    [file] = shown.files
    sha256 = hashlib.sha256(FILM).hexdigest()
    assert (file.sha256, file.size, file.media_type, shown.uploads) == (sha256, len(FILM), "video/mp4", [])
    assert b"".join(storage.read(sha256)) == FILM
    assert b"".join(storage.read_stretch(sha256, 4000, 300)) == FILM[4000:4300]
    assert any(sha256 in text for text in db.session.scalars(sa.select(LogEntry.text)))
    assert finish_upload(SYSTEM, upload_id=row.id) is None, "a job that is done twice does nothing"


def test_where_the_line_was_lost_it_goes_on(build):
    officer = build.actor(Role.OFFICER)
    exhibit = entered(build, by=officer)
    row = begin_upload(officer, exhibit_id=exhibit.id, name="film.mp4", size=len(FILM), modified=7)
    receive_piece(officer, upload_id=row.id, offset=0, content=FILM[:4000])
    again = begin_upload(officer, exhibit_id=exhibit.id, name="film.mp4", size=len(FILM), modified=7)
    assert (again.id, again.received) == (row.id, 4000)
    other = begin_upload(officer, exhibit_id=exhibit.id, name="film.mp4", size=len(FILM), modified=8)
    assert other.id != row.id, "a file changed since is another"
    with pytest.raises(RuleBroken, match="4000 bytes"):
        receive_piece(officer, upload_id=row.id, offset=0, content=FILM[:4000])
    with pytest.raises(NotFound):
        read_upload(build.actor(Role.OFFICER), upload_id=row.id)


def test_what_is_not_what_it_says_is_refused_before_it_is_sent(build):
    officer = build.actor(Role.OFFICER)
    row = sent(officer, entered(build, by=officer), FILM, name="picture.jpg")
    assert row.received == 0 and "not what its name says" in row.ended_why
    with pytest.raises(RuleBroken, match="not what its name says"):
        receive_piece(officer, upload_id=row.id, offset=0, content=b"x")


def test_what_stopped_coming_in_is_given_up_after_a_week(build):
    officer = build.actor(Role.OFFICER)
    exhibit = entered(build, by=officer)
    row = begin_upload(officer, exhibit_id=exhibit.id, name="film.mp4", size=len(FILM))
    receive_piece(officer, upload_id=row.id, offset=0, content=FILM[:4000])
    assert give_up_stalled(SYSTEM) == 0
    clock.hold_at(NOON + KEPT_FOR * 1.1)
    assert give_up_stalled(SYSTEM) == 1


def test_the_database_lets_nobody_alter_a_file(build):
    officer = build.actor(Role.OFFICER)
    row = sent(officer, entered(build, by=officer), FILM)
    file = finish_upload(SYSTEM, upload_id=row.id)
    with pytest.raises(sa.exc.IntegrityError, match="never altered"):
        db.session.execute(sa.text("UPDATE attachment SET sha256 = 'other' WHERE id = :id"), {"id": file.id})


def tus(**more):
    return {"Tus-Resumable": "1.0.0", **more}


def test_a_browser_sends_by_tus_and_plays_from_the_middle(build, client_for):
    client, exhibit = client_for(Role.OFFICER), entered(build)
    named = base64.b64encode(b"film.mp4").decode()
    begun = client.post(
        f"/crimes/exhibits/{exhibit.id}/uploads",
        headers=tus(**{"Upload-Length": str(len(FILM)), "Upload-Metadata": f"filename {named},modified MTI="}),
    )
    at = begun.headers["Location"]
    assert begun.status_code == 201
    sends = {"content_type": "application/offset+octet-stream"}
    assert client.patch(at, data=FILM[:4000], headers=tus(**{"Upload-Offset": "0"}), **sends).status_code == 204
    assert client.head(at, headers=tus()).headers["Upload-Offset"] == "4000"
    wrong = client.patch(at, data=FILM[:10], headers=tus(**{"Upload-Offset": "0"}), **sends)
    assert (wrong.status_code, wrong.headers["Upload-Offset"]) == (409, "4000")
    assert client.patch(at, data=FILM[4000:], headers=tus(**{"Upload-Offset": "4000"}), **sends).status_code == 204
    page = client.get(f"/crimes/exhibits/{exhibit.id}/files").text
    assert "Being put together" in page
    [upload_id] = db.session.scalars(sa.select(ExhibitUpload.id))
    file = finish_upload(SYSTEM, upload_id=upload_id)
    assert "<video" in client.get(f"/crimes/exhibits/{exhibit.id}/files").text
    shown = f"/crimes/exhibits/{exhibit.id}/files/{file.id}/shown"
    stretch = client.get(shown, headers={"Range": "bytes=100-199"})
    assert (stretch.status_code, stretch.data) == (206, FILM[100:200])
    assert stretch.headers["Content-Range"] == f"bytes 100-199/{len(FILM)}"
    assert client.get(shown).data == FILM
    assert client.get(shown, headers={"Range": f"bytes={len(FILM)}-"}).status_code == 416
    assert "attachment" in client.get(f"/crimes/exhibits/{exhibit.id}/files/{file.id}").headers["Content-Disposition"]


def test_without_script_a_small_file_comes_whole(build, client_for):
    client, exhibit = client_for(Role.OFFICER), entered(build)
    told = {"file": (io.BytesIO(PIXEL), "phone.png")}
    page = client.post(f"/crimes/exhibits/{exhibit.id}/uploads", data=told, follow_redirects=True).text
    assert "phone.png received" in page
    for name, content, wrong in (
        ("phone.pdf", PIXEL, "not what its name says"),
        ("empty.bin", b"", "The selected file is empty"),
        ("", b"", "Select a file"),
    ):
        told = {"file": (io.BytesIO(content), name)}
        refused = client.post(f"/crimes/exhibits/{exhibit.id}/uploads", data=told)
        assert refused.status_code == 422 and 'id="file-error"' in refused.text and wrong in refused.text


def test_a_file_that_is_too_large_is_refused_in_words_before_any_of_it_is_sent(build, client_for):
    told = tus(**{"Upload-Length": str(10**15)})
    answer = client_for(Role.OFFICER).post(f"/crimes/exhibits/{entered(build).id}/uploads", headers=told)
    assert (answer.status_code, answer.mimetype) == (413, "text/plain")
    assert answer.text == "The selected file is larger than 50.0 GB. Bring it on a disk to the digital unit"

"""Where the bytes lie: in a folder or an S3 store, once each, and not for ever when no record names them."""

import hashlib
import http.client
import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Permission, Role
from mips.access.system import worker
from mips.app import create_app
from mips.core import clock, settings
from mips.core.errors import NotFound
from mips.record import storage
from mips.record.jobs import sweep_files
from mips.record.model.work import Attachment
from mips.record.usecases.file_upkeep import GRACE, remove_if_nobodys
from tests.build import signed_in
from tests.clusters import Scratch
from tests.serving.installation import free_ports, wait_for

SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=t/20260101/us-east-1/s3/x"}
"""As much of a signature as says which region a bucket is made in."""


@pytest.fixture(scope="module")
def s3_server() -> Iterator[str]:
    """The address of a store that speaks S3, with a bucket `mips`."""
    [port] = free_ports(1)
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        wait_for(lambda: _make_bucket(port), "the S3 server", process=server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def _make_bucket(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as asking:
        asking.request("PUT", "/mips", headers=SIGNED)
        return asking.getresponse().status == 200


@pytest.fixture(params=["folder", "s3"])
def store(request, monkeypatch, tmp_path) -> Iterator[str]:
    """Each place in turn, empty."""
    if request.param == "s3":
        account = {"ACCESS_KEY_ID": "test", "SECRET_ACCESS_KEY": "test", "REGION": "us-east-1", "ALLOW_HTTP": "true"}
        for name, value in {**account, "ENDPOINT": request.getfixturevalue("s3_server")}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
    url = f"s3://mips/{tmp_path.name}" if request.param == "s3" else (tmp_path / "files").as_uri()
    monkeypatch.setenv("ATTACHMENTS_URL", url)
    settings.reset()
    yield url
    monkeypatch.undo()
    settings.reset()


def kept() -> list[str]:
    return sorted(storage.stored_before(datetime.now(UTC) + timedelta(hours=1)))


def content(sha256: str) -> bytes:
    return b"".join(storage.read(sha256))


@pytest.fixture
def later() -> None:
    """Past the time a file may lie without a record. The store has clocks of its own."""
    clock.hold_at(datetime.now(UTC) + GRACE + timedelta(minutes=1))


def test_a_content_is_stored_once_and_read_as_it_came(store):
    first, second = (storage.keep(io.BytesIO(b"What was said")) for _ in range(2))
    assert first == second == hashlib.sha256(b"What was said").hexdigest()
    assert content(first) == b"What was said"
    assert kept() == [first]


def test_a_large_content_comes_in_blocks(store):
    blocks = list(storage.read(storage.keep(io.BytesIO(bytes(3 * storage.BLOCK + 1)))))
    assert len(blocks) > 1 and sum(map(len, blocks)) == 3 * storage.BLOCK + 1


def test_what_was_never_stored_is_not_found(store):
    with pytest.raises(NotFound):
        storage.read("0" * 64)


def attached(client, person, text: bytes) -> str:
    answer = client.post(f"/records/{person.id}/files/add", data={"file": (io.BytesIO(text), "note.txt")})
    assert answer.status_code == 303
    return hashlib.sha256(text).hexdigest()


def test_a_file_goes_through_the_pages_to_the_store_and_back(store, client_for, build, db_session):
    client, person = client_for(Role.OFFICER), build.person()
    attached(client, person, b"What was said")
    [row] = db_session.scalars(sa.select(Attachment)).all()
    assert client.get(f"/files/{row.id}").data == b"What was said"


def test_what_no_record_names_is_removed_after_a_day(store, client_for, build):
    clock.hold_at(datetime.now(UTC))
    client, person = client_for(Role.OFFICER), build.person()
    named = attached(client, person, b"Of a record")
    storage.keep(io.BytesIO(b"Of an upload that was refused"))
    sweep_files(0)
    assert len(kept()) == 2
    clock.hold_at(datetime.now(UTC) + GRACE + timedelta(minutes=1))
    sweep_files(0)
    assert kept() == [named]


def test_a_file_that_another_record_names_as_well_stays(store, client_for, build, db_session, later):
    one, two, client = build.person(), build.person(), client_for(Role.OFFICER)
    sha256 = {attached(client, person, b"Twice") for person in (one, two)}.pop()
    with build.scenery():
        db_session.delete(db_session.scalars(sa.select(Attachment).where(Attachment.entity_id == one.id)).one())
    sweep_files(0)
    assert content(sha256) == b"Twice"


def test_a_file_that_a_record_is_just_taking_is_left_alone(store, server: Scratch, build, later):
    """An old file of nobody's, whose content somebody is just sending again."""
    sha256 = storage.keep(io.BytesIO(b"Sent again"))
    upkeep = worker("test", Permission.ACCOUNTS_CONFIGURATION_UPDATE)
    shared = sa.select(sa.func.pg_advisory_xact_lock_shared(storage.lock_number(sha256)))
    with sa.create_engine(server.app, poolclass=sa.NullPool).connect() as another, another.begin():
        another.execute(shared)
        assert remove_if_nobodys(upkeep, sha256=sha256) is False
    assert remove_if_nobodys(upkeep, sha256=sha256) is True
    assert kept() == []


def test_taking_a_file_holds_its_lock_until_the_end(store, build, db_session):
    app = create_app(TESTING=True, SECRET_KEY="x", WTF_CSRF_ENABLED=False)
    client, person = signed_in(app, build.user(Role.OFFICER)), build.person()
    sha256 = attached(client, person, b"Held")
    number = "SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks"
    held = f"{number} WHERE locktype = 'advisory' AND mode = 'ShareLock'"
    numbers = db_session.scalars(sa.text(held)).all()
    assert storage.lock_number(sha256) in set(numbers)

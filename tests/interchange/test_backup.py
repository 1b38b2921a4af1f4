"""Backups: what is lost or changed in one is found, and what is put back is what was there."""

import hashlib
import json
import shutil
import subprocess
from contextlib import contextmanager

import psycopg
import pytest
import sqlalchemy as sa

from mips.access.model import User
from mips.audit.seals import public_key
from mips.audit.verification import verify
from mips.core import migrate, settings
from mips.interchange.backup import making, manifest, programs, restoring
from mips.interchange.backup.files import Kept, checked
from mips.interchange.backup.programs import BackupFailed
from mips.record.model.person import Person
from tests.clusters import scratch_cluster
from tests.interchange.scenery import AWKWARD, PICTURE, PICTURE_HASH, Shelf, empty_database, execute, furnished


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def source(data_dir):
    with furnished(data_dir) as server:
        yield server


@pytest.fixture(scope="module")
def kept_backup(source, data_dir, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backups") / "first"
    making.make(source.owner, folder, data_dir=data_dir, store=Shelf(PICTURE))
    return folder


@pytest.fixture
def backup(kept_backup, tmp_path):
    """A copy of it that a test may spoil."""
    return shutil.copytree(kept_backup, tmp_path / "backup")


@pytest.fixture(scope="module")
def ground():
    """A server for databases to be put back into."""
    with scratch_cluster() as server:
        yield server


@pytest.fixture
def target(ground):
    with empty_database(ground) as database:
        yield database


@pytest.fixture
def quick(ground, monkeypatch):
    """Proofs in a database of their own, not in a server of their own: that takes seconds, and is tested once."""

    @contextmanager
    def database():
        with empty_database(ground) as made:
            yield made.owner

    monkeypatch.setattr(restoring, "scratch_server", database)


def spoil(server, backup, *statements):
    """Put the backup back, change the database as no application could, and dump it in the place of the first."""
    restoring.restore(server.owner, backup, data_dir=backup / "elsewhere", store=Shelf())
    execute(server.superuser, "SET session_replication_role = replica", *statements)
    with programs.connect(server.owner) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        [snapshot] = connection.execute("SELECT pg_export_snapshot()").fetchone()
        programs.dump(server.owner, backup / making.DUMP, snapshot=snapshot)


def test_a_backup_that_was_left_alone_proves(backup):
    proof = restoring.prove(backup)
    assert proof.problems == ()
    assert (proof.rows, proof.files) == (manifest.read(backup).rows, 1)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        pytest.param("UPDATE person SET given_names = 'Eve' WHERE family_name = ''", "person: a row is not", id="row"),
        pytest.param("DELETE FROM person_name WHERE family_name = ''", "person_name: 2 rows", id="missing row"),
        pytest.param("UPDATE seal SET chained = sha256(chained)", "newest seal is another", id="journal head"),
        pytest.param("UPDATE journal_entry SET reason = 'x'", "the journal does not prove", id="journal entry"),
        pytest.param("GRANT DELETE ON seal TO mips_app", "seal: privileges or triggers", id="privilege"),
        pytest.param("DROP TRIGGER seal_kept ON seal", "seal: privileges or triggers", id="trigger"),
        pytest.param("DROP TABLE link", "link: the table is only in the backup", id="table"),
        pytest.param("UPDATE alembic_version SET version_num = '0002'", "revision 0002", id="revision"),
    ],
)
@pytest.mark.usefixtures("quick")
def test_what_was_changed_in_the_database_of_a_backup_is_found(backup, target, statement, found):
    spoil(target, backup, statement)
    assert found in "\n".join(restoring.prove(backup).problems)


@pytest.mark.usefixtures("quick")
def test_a_damaged_dump_is_found(backup):
    dump = backup / making.DUMP
    whole = dump.read_bytes()
    dump.write_bytes(whole[: len(whole) // 2])
    assert restoring.prove(backup).problems[0].startswith("The restoration failed")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("contents", [None, PICTURE[:-1], PICTURE[:-1] + b"?"])
def test_a_changed_or_missing_attached_file_is_found(backup, target, contents):
    path = backup / making.FILES / PICTURE_HASH
    if contents is None:
        path.unlink()
    else:
        path.write_bytes(contents)
    assert any(PICTURE_HASH in problem for problem in restoring.prove(backup).problems)
    with pytest.raises(BackupFailed, match=PICTURE_HASH):
        restoring.restore(target.owner, backup, data_dir=backup / "elsewhere", store=Shelf())
    restoring._refuse_unless_empty(target.owner)


@pytest.mark.usefixtures("quick")
def test_a_backup_without_the_seal_key_cannot_be_proved(backup):
    (backup / "seal.key").unlink()
    assert restoring.prove(backup).problems == (
        "seal.key is missing: the journal cannot be proved, nor sealed any further",
    )


@pytest.mark.usefixtures("quick")
def test_a_file_the_store_lacks_does_not_stop_a_backup_and_is_told(source, data_dir, tmp_path):
    made = making.make(source.owner, tmp_path / "short", data_dir=data_dir, store=Shelf())
    assert made.missing == (PICTURE_HASH,)
    assert restoring.prove(tmp_path / "short").problems == (
        f"attached file {PICTURE_HASH} was not in the store when this was made",
    )


def test_everything_is_there_after_a_restoration(backup, target, tmp_path):
    shelf = Shelf()
    restoring.restore(target.owner, backup, data_dir=tmp_path / "new", store=shelf)
    engine = sa.create_engine(target.app, poolclass=sa.NullPool)
    with engine.connect() as connection:
        names = connection.scalars(sa.select(Person.__table__.c.given_names)).all()
        assert connection.scalar(sa.select(User.__table__.c.collar_number)) == "S1"
    assert set(names) == {AWKWARD, "Nobody"}
    assert shelf.files == {PICTURE_HASH: PICTURE}
    assert verify(engine, public_key(tmp_path / "new")).holds
    assert (tmp_path / "new" / "secret-key").read_bytes() == (backup / "secret-key").read_bytes()
    assert migrate.pending(target.app) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry",
        "UPDATE seal SET entries = 0",
        "CREATE TABLE mine (id int)",
        "SELECT * FROM journal_entry_202601",
    ],
)
def test_the_application_may_do_no_more_after_a_restoration_than_before(backup, target, statement):
    restoring.restore(target.owner, backup, data_dir=backup / "elsewhere", store=Shelf())
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        execute(target.app, statement)
    execute(
        target.app,
        "SELECT journal_months(now()::date, 5)",
        "INSERT INTO team VALUES (gen_random_uuid(), 1, now(), 'T', '')",
    )


def test_a_database_that_holds_anything_is_left_as_it_is(source, backup):
    before = restoring._differences(source.owner, manifest.read(backup))
    assert list(before) == []
    with pytest.raises(BackupFailed, match="not empty"):
        restoring.restore(source.owner, backup, data_dir=backup / "elsewhere", store=Shelf())
    assert list(restoring._differences(source.owner, manifest.read(backup))) == []


def test_another_key_in_the_data_folder_is_not_overwritten(backup, target, tmp_path):
    (tmp_path / "seal.key").write_bytes(b"?" * 32)
    with pytest.raises(BackupFailed, match=r"seal\.key"):
        restoring.restore(target.owner, backup, data_dir=tmp_path, store=Shelf())
    assert (tmp_path / "seal.key").read_bytes() == b"?" * 32


def test_an_interrupted_restoration_leaves_the_database_empty(backup, target, monkeypatch):
    """The reader dies half-way: what it had passed on must not be committed."""
    monkeypatch.setattr(programs.shutil, "copyfileobj", _stop_half_way)
    with pytest.raises(BackupFailed):
        restoring.restore(target.owner, backup, data_dir=backup / "elsewhere", store=Shelf())
    restoring._refuse_unless_empty(target.owner)
    monkeypatch.undo()
    restoring.restore(target.owner, backup, data_dir=backup / "elsewhere", store=Shelf())


def _stop_half_way(source, target, _):
    target.write(source.read(20_000).rpartition(b";\n")[0] + b";\n")
    target.flush()
    raise BackupFailed("interrupted")


def test_a_folder_that_is_there_is_not_written_into(source, data_dir, tmp_path):
    with pytest.raises(BackupFailed, match="there already"):
        making.make(source.owner, tmp_path, data_dir=data_dir, store=Shelf(PICTURE))


def test_a_backup_that_failed_leaves_nothing_behind(source, data_dir, tmp_path, monkeypatch):
    monkeypatch.setattr(programs, "dump", lambda *_, **__: _fail())
    with pytest.raises(BackupFailed):
        making.make(source.owner, tmp_path / "half", data_dir=data_dir, store=Shelf(PICTURE))
    assert list(tmp_path.iterdir()) == []


def _fail():
    raise BackupFailed("no")


def test_only_its_maker_may_read_a_backup(kept_backup):
    for path in (kept_backup, *kept_backup.rglob("*")):
        assert path.name == manifest.FILE or not path.stat().st_mode & 0o077, path


def test_the_password_is_in_no_argument(source, monkeypatch, tmp_path):
    seen = []
    real = subprocess.run
    monkeypatch.setattr(
        programs.subprocess, "run", lambda command, **rest: seen.append(command) or real(command, **rest)
    )
    with pytest.raises(BackupFailed):
        programs.dump(source.owner, tmp_path / "dump", snapshot="no such snapshot")
    assert seen
    assert source.passwords["mips_owner"] not in json.dumps(seen, default=str)


def test_a_folder_that_is_no_backup_is_refused(tmp_path):
    with pytest.raises(BackupFailed, match="not a backup"):
        restoring.prove(tmp_path)


def test_files_larger_than_a_block_go_into_the_store_and_come_back(tmp_path, monkeypatch):
    monkeypatch.setenv("MIPS_DATA_DIR", str(tmp_path))
    settings.reset()
    try:
        contents = [b"a" * 700_000, b"b" * 700_000, b"c" * 7]
        name = hashlib.sha256(b"".join(contents)).hexdigest()
        Kept().write(name, contents)
        assert b"".join(Kept().read(name)) == b"".join(contents)
        with pytest.raises(FileNotFoundError):
            Kept().read("0" * 64)
        with pytest.raises(BackupFailed):
            Kept().write("0" * 64, checked("0" * 64, [b"other"]))
        assert len([path for path in (tmp_path / "attachments").rglob("*") if path.is_file()]) == 1
    finally:
        monkeypatch.undo()
        settings.reset()

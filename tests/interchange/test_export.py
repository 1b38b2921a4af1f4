"""Export of everything: what is read back is what the database holds, and who took it is known."""

import hashlib
import json
import re
import tracemalloc

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from mips.access.permissions import Role
from mips.audit.model import JournalDetail, JournalEntry, Verb
from mips.core import db, migrate, settings
from mips.core.db import Base
from mips.core.errors import Forbidden, RuleBroken
from mips.interchange.backup import manifest, programs
from mips.interchange.backup.files import Kept
from mips.interchange.export import writing
from mips.interchange.export.cli import export
from mips.interchange.export.tables import LEFT_OUT, exported, type_of
from mips.interchange.export.usecases import begin_export_of_everything, finish_export_of_everything
from tests.clusters import scratch_cluster
from tests.interchange.scenery import PICTURE, PICTURE_HASH, Shelf, a_row_in_every_table, furnished

NOT_SECRET = {
    ("credential", "password_since"),
    ("journal_entry", "digest"),
    ("journal_detail", "salt"),
    ("submission", "contents"),
    ("custody_paper_entry", "key"),
}
"""Columns whose names might be those of a secret and are not: reviewed one by one."""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    with furnished(tmp_path_factory.mktemp("data")) as server:
        a_row_in_every_table(server.superuser)
        yield server


@pytest.fixture(scope="module")
def original(source):
    """The digest of every table at the moment of the export: other tests write to the journal."""
    with programs.connect(source.owner, options=manifest.AS_TEXT) as connection:
        return manifest.take(connection, made_at="").tables


@pytest.fixture(scope="module")
def folder(source, original, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports") / "all"
    writing.write(source.app, folder, store=Shelf(PICTURE))
    return folder


@pytest.fixture(scope="module")
def package(folder):
    return json.loads((folder / writing.PACKAGE).read_text())


def rows_of(folder, resource):
    with (folder / resource["path"]).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def put_back(connection, resource, line):
    """A row as any reader of the description would understand it, into a table of its own making."""
    name, fields = resource["name"], resource["schema"]["fields"]
    binary = [field["name"] for field in fields if field["format"] == "binary"]
    columns = ", ".join(f'"{field["name"]}"' for field in fields)
    values = ", ".join(
        f"decode(line->>'{field['name']}', 'base64')" if field["name"] in binary else f'told."{field["name"]}"'
        for field in fields
    )
    connection.execute(
        f'INSERT INTO "{name}" ({columns}) SELECT {values} FROM (SELECT %s::jsonb AS line) read,'  # noqa: S608
        f' jsonb_populate_record(NULL::"{name}", line - %s::text[]) told',
        [line, binary],
    )


def test_every_row_can_be_rebuilt_from_what_was_written(original, folder, package):
    """Read back into an empty database, every table has the digest it has in the first."""
    with scratch_cluster() as target:
        migrate.upgrade(target.owner)
        with programs.connect(target.superuser, options=manifest.AS_TEXT) as connection:
            connection.execute("SET session_replication_role = replica")
            for resource in (r for r in package["resources"] if "withheld" not in r):
                for line in (folder / resource["path"]).read_bytes().splitlines():
                    put_back(connection, resource, line.decode())
            rebuilt = manifest.take(connection, made_at="").tables
    whole = {of.name for of in exported() if not of.withheld}
    assert {"entity", "person", "journal_entry", "journal_detail", "seal"} <= whole
    assert {name: rebuilt[name] for name in whole} == {name: original[name] for name in whole}


def test_every_table_is_exported_or_left_out_for_a_stated_reason(package):
    assert {r["name"] for r in package["resources"]} | set(LEFT_OUT) >= {t.name for t in Base.metadata.tables.values()}
    assert package["leftOut"] == LEFT_OUT


def test_no_secret_leaves():
    """A column that sounds like a secret is withheld by its class, or was looked at and is listed here."""
    suspicious = {
        (of.name, column.name)
        for of in exported()
        for column in of.columns
        if re.search(r"password|secret|token$|digest|salt|pin$|factor$|hash|half$|key$|contents", column.name)
    }
    assert suspicious - NOT_SECRET == set()


def test_each_file_is_what_the_package_says(folder, package):
    for resource in package["resources"]:
        contents = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(contents).hexdigest()}"
        assert (resource["bytes"], resource["rows"]) == (len(contents), contents.count(b"\n"))
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert all(list(row) == names for row in rows_of(folder, resource))


def test_attached_files_lie_beside(folder, package):
    assert (folder / "attachments" / PICTURE_HASH).read_bytes() == PICTURE
    assert package["attachments"] == {"path": "attachments", "files": 1, "missing": []}


def test_a_missing_attached_file_is_named(source, tmp_path):
    taken = writing.write(source.app, tmp_path / "all", store=Shelf())
    assert taken.missing == (PICTURE_HASH,)
    assert json.loads((tmp_path / "all" / writing.PACKAGE).read_text())["attachments"]["missing"] == [PICTURE_HASH]


def test_instants_are_iso_and_name_their_offset(folder, package):
    [entry] = [r for r in package["resources"] if r["name"] == "journal_entry"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", row["at"]) for row in rows_of(folder, entry))


def test_every_type_of_column_is_described():
    text = {(of.name, c.name) for of in exported() for c in of.columns if type_of(c) == ("string", "default")}
    kinds = {type(Base.metadata.tables[table].c[column].type) for table, column in text}
    assert all(issubclass(kind, sa.String) for kind in kinds)


def peak_of_writing(source, folder):
    tracemalloc.start()
    writing.write(source.app, folder, store=Shelf(PICTURE))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_rows(source, tmp_path):
    """20 MB more of rows cost less memory than their tenth."""
    few = peak_of_writing(source, tmp_path / "few")
    with programs.connect(source.owner) as connection:
        connection.execute(
            "INSERT INTO team SELECT gen_random_uuid(), 1, now(), 'T' || n, repeat('x', 400)"
            " FROM generate_series(1, 50000) n"
        )
    many = peak_of_writing(source, tmp_path / "many")
    with programs.connect(source.owner) as connection:
        connection.execute("DELETE FROM team WHERE name ~ '^T[0-9]+$'")
    assert many - few < 50_000 * 400 / 10


def test_it_is_journalled_as_a_disclosure_before_and_after(db_session, build):
    actor = build.actor(Role.SUPERVISOR)
    begin_export_of_everything(actor, folder="/somewhere")
    finish_export_of_everything(actor, folder="/somewhere", rows=7, files=1, package="ab" * 32)
    found = sa.select(JournalEntry.verb, JournalEntry.reason, JournalEntry.actor_name, JournalDetail.values)
    found = found.join(JournalDetail, JournalDetail.entry_id == JournalEntry.id)
    entries = db_session.execute(found.where(JournalEntry.actor_id == actor.id).order_by(JournalEntry.at)).all()
    assert [entry.verb for entry in entries] == [Verb.DISCLOSED, Verb.DISCLOSED]
    assert {(entry.reason, entry.actor_name) for entry in entries} == {("test", f"{actor.collar} {actor.name}")}
    assert entries[1].values == {"query": {"folder": "/somewhere", "rows": 7, "files": 1, "package": "ab" * 32}}


def test_it_takes_the_permission_and_a_reason(build):
    with pytest.raises(Forbidden):
        begin_export_of_everything(build.actor(Role.OFFICER), folder="/somewhere")
    actor = build.user(Role.SUPERVISOR).as_actor(reason=" ")
    with pytest.raises(RuleBroken):
        begin_export_of_everything(actor, folder="/somewhere")


def test_the_command_acts_for_a_named_user(source, tmp_path, monkeypatch):
    """From the terminal to the journal: who, why and what was in it."""
    monkeypatch.setenv("DATABASE_URL", source.app)
    monkeypatch.setenv("MIPS_DATA_DIR", str(tmp_path))
    settings.reset()
    Kept().write(PICTURE_HASH, [PICTURE])
    db.session.remove()
    db.session.configure(bind=None)
    words = [str(tmp_path / "all"), "--as-user", "S1", "--reason", "Moving house"]
    try:
        ran = CliRunner().invoke(export, ["--all", *words])
        refused = CliRunner().invoke(export, words)
    finally:
        monkeypatch.undo()
        settings.reset()
    assert ran.exit_code == 0, ran.output
    assert refused.exit_code == 2
    package = (tmp_path / "all" / writing.PACKAGE).read_bytes()
    with sa.create_engine(source.app, poolclass=sa.NullPool).connect() as connection:
        entries = sa.select(JournalEntry.actor_name, JournalDetail.values).order_by(JournalEntry.at)
        joined = entries.join(JournalDetail, JournalDetail.entry_id == JournalEntry.id)
        found = connection.execute(joined.where(JournalEntry.reason == "Moving house")).all()
    assert [entry.actor_name.split()[0] for entry in found] == ["S1", "S1"]
    assert found[1].values["query"]["package"] == hashlib.sha256(package).hexdigest()

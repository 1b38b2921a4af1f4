"""The doctor finds what was made wrong on purpose, and nothing on a healthy system."""

import shutil
import sys
from datetime import timedelta

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from mips.core import clock, doctor, migrate, settings
from mips.core.cluster import APP
from tests.clusters import scratch_cluster


@pytest.fixture(scope="module")
def server():
    with scratch_cluster() as scratch:
        migrate.upgrade(scratch.owner)
        yield scratch


@pytest.fixture(autouse=True)
def real_time():
    clock.hold_at(None)


@pytest.fixture
def patient(server, monkeypatch, tmp_path):
    """A healthy installation, its folders standing where a test can harm them."""
    tmp_path.chmod(0o700)
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "govuk-frontend.css").touch()
    (tmp_path / "offence-code.json").touch()
    monkeypatch.setattr(doctor, "STATIC_VENDOR", tmp_path / "vendor")
    for variable, value in {
        "MIPS_DATA_DIR": tmp_path,
        "MIPS_REFERENCE_DIR": tmp_path,
        "DATABASE_URL": server.app,
    }.items():
        monkeypatch.setenv(variable, str(value))
    settings.reset()
    yield tmp_path
    monkeypatch.undo()
    settings.reset()


def ailing():
    return {finding.name: finding.found for finding in doctor.findings() if not finding.well}


def run(url, statement, **values):
    with sa.create_engine(url, poolclass=sa.NullPool).begin() as connection:
        connection.execute(sa.text(statement), values)


def test_a_healthy_system_has_nothing_wrong_and_the_command_says_so(patient):
    answer = CliRunner().invoke(doctor.doctor)
    assert "FAIL" not in answer.output
    assert answer.exit_code == 0


def test_the_command_exits_1_and_says_what_to_do(patient):
    shutil.rmtree(patient / "vendor")
    answer = CliRunner().invoke(doctor.doctor)
    assert "FAIL  static assets" in answer.output
    assert "Run script/setup." in answer.output
    assert answer.exit_code == 1


@pytest.mark.parametrize(
    ("harm", "undo", "finding", "says"),
    [
        (f"GRANT mips_owner TO {APP}", f"REVOKE mips_owner FROM {APP}", "application's role", "mips_owner"),
        (f"ALTER ROLE {APP} CREATEROLE", f"ALTER ROLE {APP} NOCREATEROLE", "application's role", APP),
        (f"ALTER ROLE {APP} SUPERUSER", f"ALTER ROLE {APP} NOSUPERUSER", "application's role", APP),
        (
            f"GRANT UPDATE ON journal_entry TO {APP}",
            f"REVOKE UPDATE ON journal_entry FROM {APP}",
            "journal",
            "journal_entry",
        ),
        (f"GRANT DELETE ON seal_leaf TO {APP}", f"REVOKE DELETE ON seal_leaf FROM {APP}", "journal", "seal_leaf"),
        (
            f"GRANT TRUNCATE ON journal_entry_202601 TO {APP}",
            f"REVOKE TRUNCATE ON journal_entry_202601 FROM {APP}",
            "journal",
            "journal_entry_202601",
        ),
    ],
)
def test_an_application_that_could_rewrite_history_is_found(patient, server, harm, undo, finding, says):
    run(server.superuser, harm)
    try:
        found = ailing()
    finally:
        run(server.superuser, undo)
    assert says in found[finding]
    assert ailing() == {}


def test_months_that_run_out_are_found_before_they_do(patient, server):
    now = clock.now()
    clock.hold_at(now + timedelta(days=62))
    assert set(ailing()) == {"journal months", "clocks"}


def test_a_missing_migration_is_found(patient, server):
    newest = migrate.ScriptDirectory(str(migrate.MIGRATIONS)).get_current_head()
    run(server.owner, "UPDATE alembic_version SET version_num = :revision", revision="0001")
    try:
        assert "behind" in ailing()["schema"]
    finally:
        run(server.owner, "UPDATE alembic_version SET version_num = :revision", revision=newest)


def test_a_database_that_does_not_answer_is_one_finding_with_its_reason(patient, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://mips_app:hush@127.0.0.1:1/mips")
    settings.reset()
    assert list(ailing()) == ["database"]
    assert "hush" not in ailing()["database"]


def test_a_data_folder_open_to_others_is_found(patient):
    patient.chmod(0o755)
    (patient / "secret-key").touch(0o640)
    assert ailing()["data folder"] == f"{patient}, {patient / 'secret-key'}"


def test_a_wrong_setting_is_the_only_other_thing_said(patient, monkeypatch):
    monkeypatch.setenv("MIPS_PORT", "http")
    settings.reset()
    assert list(ailing()) == ["settings"]


def test_a_missing_library_names_its_package(patient, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setitem(doctor.LIBRARIES, "libnowhere.so.0", "libnowhere0")
    assert ailing() == {"PDF libraries": "missing libnowhere0"}


def test_missing_reference_data_is_found(patient):
    (patient / "offence-code.json").unlink()
    assert list(ailing()) == ["reference data"]

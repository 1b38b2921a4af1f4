"""`mips audit` says in its exit status whether the journal proves, and names what does not."""

import json

import pytest
from click.testing import CliRunner

from mips.accounts.audit_cli import audit
from mips.core import settings
from tests.audit.ledger import ENTRIES, PENDING, SEALS


@pytest.fixture
def installation(intact, monkeypatch):
    """The settings of an installation whose journal is the ledger."""
    monkeypatch.setenv("MIPS_DATA_DIR", str(intact.folder))
    monkeypatch.setenv("DATABASE_URL", intact.scratch.app)
    settings.reset()
    yield intact
    settings.reset()


def run(*words):
    return CliRunner().invoke(audit, list(words))


def test_a_journal_that_proves(installation):
    said = run("verify")
    assert said.exit_code == 0
    assert f"{SEALS} seals over {SEALS * ENTRIES} entries; {PENDING} wait" in said.output
    assert "Everything proves" in said.output


def test_a_changed_entry_is_named_and_the_exit_status_is_one(installation):
    entry = installation.placed(3, 4)
    installation.tamper("UPDATE journal_entry SET reason = 'x' WHERE id = :id", id=entry)
    said = run("verify")
    assert said.exit_code == 1 and str(entry) in said.stderr


def test_a_head_kept_elsewhere_is_compared(installation, tmp_path):
    head = json.loads(installation.head.read_text())
    elsewhere = tmp_path / "head.json"
    elsewhere.write_text(json.dumps(head | {"seal": head["seal"] + 1}))
    said = run("verify", "--head", str(elsewhere))
    assert said.exit_code == 1 and "the tail was cut" in said.stderr


@pytest.mark.parametrize(("key", "status"), [("00" * 32, 1), ("not a key", 2)])
def test_another_key_does_not_prove(installation, key, status):
    assert run("verify", "--key", key).exit_code == status


def test_without_a_key_nothing_is_claimed(installation, monkeypatch, tmp_path):
    monkeypatch.setenv("MIPS_DATA_DIR", str(tmp_path))
    settings.reset()
    said = run("verify")
    assert said.exit_code != 0 and "seal.key is missing" in str(said.exception)
    assert list(tmp_path.iterdir()) == []


def test_sealing_from_a_terminal_seals_what_waits(intact, monkeypatch, tmp_path):
    key = tmp_path / "seal.key"
    key.write_bytes((intact.folder / "seal.key").read_bytes())
    monkeypatch.setenv("MIPS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", intact.scratch.app)
    settings.reset()
    assert f"{PENDING:,} entries sealed" in run("seal").output
    assert "Nothing to seal" in run("seal").output
    assert "0 wait" in run("verify").output
    settings.reset()

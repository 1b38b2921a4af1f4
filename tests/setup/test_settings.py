"""Settings: sensible when nothing is set, refused by name when one is wrong, silent about what is secret."""

import pytest
import sqlalchemy as sa

from mips.core import settings as module
from mips.core.settings import SettingWrong, read

APP = "postgresql://mips_app:hush-app@db/mips"
OWNER = "postgresql://mips_owner:hush-owner@db/mips"
LONG = "a-key-that-is-quite-long-enough-to-sign"


@pytest.mark.parametrize(
    ("variable", "value", "problem"),
    [
        ("MIPS_PORT", "http", "whole number from 1 to 65535"),
        ("MIPS_PORT", "0", "whole number from 1 to 65535"),
        ("MIPS_PORT", "65536", "whole number from 1 to 65535"),
        ("MIPS_PORT", "-8000", "whole number"),
        ("MIPS_PORT", "٨٠٨٠", "whole number"),
        ("MIPS_PORT", "9" * 5000, "whole number"),
        ("MIPS_TRAINING", "perhaps", "yes or no"),
        ("MIPS_FORCE", "1", "force code of two digits"),
        ("MIPS_CASE_UNIT", "A-", "unit code of two letters or digits"),
        ("SECRET_KEY", "short", "at least 32 characters"),
        ("DATABASE_URL", "mips", "a URL like postgresql://"),
        ("DATABASE_URL", "sqlite:///mips.db", "PostgreSQL database, not sqlite"),
        ("ATTACHMENTS_URL", "/srv/attachments", "begins with file or s3"),
        ("MIPS_MAP_TILES", "tiles.example/{z}/{x}/{y}", "begins with http or https"),
        ("OIDC_ISSUER", "sso.example", "begins with http or https"),
        ("OIDC_CLIENT_ID", "mips", "OIDC_ISSUER is needed"),
        ("MIPS_CLOCK_RED_MINUTES", "60", "less than 60"),
        ("MIPS_SESSION_IDLE_MINUTES", "721", "must not exceed"),
        ("DATABASE_OWNER_URL", OWNER, "DATABASE_URL must be set"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(variable, value, problem):
    with pytest.raises(SettingWrong, match=problem) as refusal:
        read({variable: value})
    assert refusal.value.facts["variable"] in str(refusal.value)


@pytest.mark.parametrize("variable", ["MIPS_PORT", "MIPS_DATA_DIR", "DATABASE_URL", "MIPS_TRAINING", "SECRET_KEY"])
def test_an_empty_variable_is_as_good_as_none(variable):
    assert read({variable: " "}) == read({})


def test_one_role_for_application_and_owner_is_refused():
    with pytest.raises(SettingWrong, match="role of its own"):
        read({"DATABASE_URL": OWNER, "DATABASE_OWNER_URL": OWNER})


@pytest.mark.parametrize("spelling", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_database_is_found_under_every_spelling_of_its_driver(spelling):
    found = sa.make_url(read({"DATABASE_URL": APP.replace("postgresql", spelling)}).database_url)
    assert (found.drivername, found.password) == ("postgresql+psycopg", "hush-app")


def test_the_owner_is_asked_for_only_when_somebody_acts_as_owner():
    found = read({"DATABASE_URL": APP})
    assert not found.embedded
    with pytest.raises(SettingWrong, match="DATABASE_OWNER_URL is needed"):
        _ = found.database_owner_url


def test_secrets_do_not_show_in_a_printed_setting():
    secrets = {"SECRET_KEY": LONG, "DATABASE_URL": APP, "DATABASE_OWNER_URL": OWNER}
    sign_on = {"OIDC_ISSUER": "https://sso.example", "OIDC_CLIENT_ID": "mips", "OIDC_CLIENT_SECRET": "hush-sso"}
    printed = repr(read(secrets | sign_on))
    assert "sso.example" in printed
    assert not any(secret in printed for secret in (LONG, "hush-app", "hush-owner", "hush-sso"))


def test_a_wrong_database_url_does_not_show_its_password():
    with pytest.raises(SettingWrong) as refusal:
        read({"DATABASE_URL": "mysql://mips:hush@db/mips"})
    assert "hush" not in str(refusal.value)


def test_a_key_is_made_once_and_kept_from_others(tmp_path):
    environment = {"MIPS_DATA_DIR": str(tmp_path / "data")}
    key = read(environment).secret_key
    assert key == read(environment).secret_key
    assert len(key) >= module.SECRET_LENGTH
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_given_leaves_no_file(tmp_path):
    assert read({"MIPS_DATA_DIR": str(tmp_path), "SECRET_KEY": LONG}).secret_key == LONG
    assert list(tmp_path.iterdir()) == []


def test_attachments_lie_in_the_data_folder_until_told_otherwise(tmp_path):
    assert read({"MIPS_DATA_DIR": str(tmp_path)}).attachments_url == (tmp_path / "attachments").as_uri()
    assert read({"ATTACHMENTS_URL": "s3://mips/files"}).attachments_url == "s3://mips/files"


def test_settings_are_read_once_until_reset(monkeypatch):
    module.reset()
    before = module.settings().port
    monkeypatch.setenv("MIPS_PORT", str(before + 1))
    assert module.settings().port == before
    module.reset()
    assert module.settings().port == before + 1
    monkeypatch.undo()
    module.reset()

"""Secrets are kept so that nothing stored lets anybody in."""

import subprocess
import sys

import pytest
from argon2 import Parameters, PasswordHasher, Type, extract_parameters

from mips.accounts import credentials
from mips.accounts.credentials import Secret, as_written, hashed, keyed_digest, matches, new_code, sealed, unsealed


def test_in_earnest_a_password_costs_what_rfc_9106_asks():
    said = subprocess.run(
        [sys.executable, "-c", "from mips.accounts import credentials as c; print(c.hashed(c.Secret('x')))"],
        capture_output=True,
        text=True,
        check=True,
    )
    cost: Parameters = extract_parameters(said.stdout.strip())
    assert cost.type is Type.ID
    assert cost.memory_cost >= 64 * 1024 and cost.time_cost >= 3 and cost.salt_len >= 16 and cost.hash_len >= 32


def test_a_password_matches_itself_however_it_was_composed():
    kept = hashed(Secret("caf\u00e9 on the corner"))
    assert matches(kept, Secret("cafe\u0301 on the corner"))
    assert not matches(kept, Secret("cafe on the corner"))


@pytest.mark.parametrize("kept", [None, "", "not a hash"])
def test_without_a_password_nothing_matches(kept):
    assert not matches(kept, Secret(""))


def test_a_weaker_hash_is_known_for_one(monkeypatch):
    kept = hashed(Secret("three plain words"))
    assert not credentials.outdated(kept)
    monkeypatch.setattr(credentials, "hasher", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert credentials.outdated(kept)


def test_a_secret_does_not_show_itself():
    secret = Secret("hunter2 and friends")
    assert "hunter2" not in f"{secret} {secret!r} {[secret]} {vars(type(secret))}"


def test_what_is_sealed_is_unreadable_and_comes_back():
    assert "ABC" not in sealed("ABC") and unsealed(sealed("ABC")) == "ABC"


def test_digests_of_guessable_texts_need_the_key():
    assert keyed_digest("PC1") == keyed_digest("PC1") != keyed_digest("PC2")


def test_codes_are_read_however_they_were_typed():
    code = new_code()
    assert as_written(code.lower().replace("-", " ")) == code and len(code) == 19

"""How secrets are made, kept and compared: nothing that is stored lets anybody sign in."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mips.accounts.rules import canonical, grouped
from mips.core.settings import settings

STEP: Final = 30
"""Seconds an authenticator shows one code (RFC 6238)."""
SKEW: Final = 1
"""Steps a telephone's clock may be early or late."""
RECOVERY_CODES: Final = 10
_ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 characters that cannot be taken for one another."""

hasher = PasswordHasher()
"""Argon2id with the library's parameters (RFC 9106, low-memory profile): about 0.14 s a try."""


class Secret:
    """Something typed that must reach neither journal, log, digest nor traceback: it shows itself only when asked."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "not shown"


def hashed(password: Secret) -> str:
    """Argon2id of a password or PIN."""
    return hasher.hash(canonical(password.reveal()))


def matches(kept: str | None, password: Secret) -> bool:
    """Whether this is the password. Takes as long when there is none to compare with."""
    try:
        right = hasher.verify(kept or _nobodys(), canonical(password.reveal()))
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


@functools.cache
def _nobodys() -> str:
    return hasher.hash(secrets.token_urlsafe(24))


def outdated(kept: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return hasher.check_needs_rehash(kept)


def _key(purpose: str) -> bytes:
    master = settings().secret_key.encode()
    return HKDF(SHA256(), length=32, salt=None, info=f"mips {purpose}".encode()).derive(master)


def sealed(text: str) -> str:
    """A secret that must be had back, unreadable to whoever has only the database."""
    return Fernet(base64.urlsafe_b64encode(_key("sealed secrets"))).encrypt(text.encode()).decode()


def unsealed(text: str) -> str:
    return Fernet(base64.urlsafe_b64encode(_key("sealed secrets"))).decrypt(text.encode()).decode()


def keyed_digest(text: str) -> str:
    """A digest nobody can try guesses against without the key: for what is short or was typed by a stranger."""
    return hmac.digest(_key("digests"), text.encode(), "sha256").hex()


def digest(token: str) -> str:
    """SHA-256, for random tokens of 80 bits and more: there is nothing to guess, so nothing a slow hash would slow."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """256 random bits, as text for a cookie or a header."""
    return secrets.token_urlsafe(32)


def new_code(length: int = 16) -> str:
    """A random code to be read out or typed, five bits a character, in groups of four."""
    return "-".join(grouped("".join(secrets.choice(_ALPHABET) for _ in range(length))))


def new_recovery_codes() -> Sequence[str]:
    return [new_code() for _ in range(RECOVERY_CODES)]


def as_written(code: str) -> str:
    """A recovery or one-time code however it was typed, as `new_code` writes it."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return "-".join(grouped(letters))


def new_authenticator() -> str:
    """A secret for an authenticator app: 160 bits in base32."""
    return pyotp.random_base32()


def authenticator_address(secret: str, *, collar: str) -> str:
    """What the QR code says."""
    issuer = f"MiPS {settings().force_name}"
    return pyotp.TOTP(secret).provisioning_uri(name=collar, issuer_name=issuer)


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The time step whose code this is, one early or late allowed; None when it is none of them."""
    typed, totp, now = "".join(code.split()), pyotp.TOTP(secret), int(at.timestamp()) // STEP
    found = None
    for step in range(now - SKEW, now + SKEW + 1):  # all of them each time: how long it takes tells nothing
        if hmac.compare_digest(totp.at(step * STEP).encode(), typed.encode()):
            found = step
    return found

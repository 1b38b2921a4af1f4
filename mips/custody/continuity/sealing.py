"""A pack at rest: one file that only its passphrase opens, with no server, no database and no settings.

The first lines say what it is, of which suite and when it was made; they are readable without the passphrase, so that
an old pack can be told and destroyed, and they are sealed with the rest, so that nobody can make it look younger.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from mips.core.errors import MipsError

MAGIC: Final = b"MIPSPACK1\n"
COST: Final = 17
"""Scrypt's N as a power of two: 128 MB and under a second for each guess at the passphrase (RFC 7914)."""
_HIGHEST_COST: Final = 20
_NONCE: Final = 12
LEAST_PASSPHRASE: Final = 12
"""Characters: the pack lies on a disk that may be carried off, where nobody counts the guesses."""


class PackUnreadable(MipsError):
    status, code, title = 422, "pack-unreadable", "This pack cannot be opened"


@dataclass(frozen=True, kw_only=True)
class Label:
    """What a pack says of itself without its passphrase. `made_at` is the minute whose facts it holds."""

    suite: str
    made_at: datetime
    salt: str
    cost: int = COST

    def as_bytes(self) -> bytes:
        said = asdict(self) | {"made_at": self.made_at.isoformat()}
        return MAGIC + json.dumps(said, sort_keys=True).encode() + b"\n"

    @classmethod
    def read(cls, sealed: bytes) -> Self:
        """Raises PackUnreadable for what is no pack."""
        head, found, _ = sealed.removeprefix(MAGIC).partition(b"\n")
        if not sealed.startswith(MAGIC) or not found:
            raise PackUnreadable("This file is no pack of MiPS")
        try:
            said = json.loads(head)
            label = cls(**said | {"made_at": datetime.fromisoformat(said["made_at"])})
        except (ValueError, TypeError, KeyError):
            raise PackUnreadable("The first lines of this pack are damaged") from None
        if label.made_at.tzinfo is None or not 1 <= label.cost <= _HIGHEST_COST:
            raise PackUnreadable("The first lines of this pack are damaged")
        return label


def seal(content: bytes, passphrase: str, *, suite: str, made_at: datetime, cost: int = COST) -> bytes:
    """Encrypt (AES-256-GCM) with a key that scrypt makes of the passphrase. Raises PackUnreadable for a short one."""
    if len(passphrase) < LEAST_PASSPHRASE:
        raise PackUnreadable(f"The passphrase must have at least {LEAST_PASSPHRASE} characters")
    label = Label(suite=suite, made_at=made_at, salt=os.urandom(16).hex(), cost=cost)
    head, nonce = label.as_bytes(), os.urandom(_NONCE)
    return head + nonce + AESGCM(_key(label, passphrase)).encrypt(nonce, content, head)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """The content. Raises PackUnreadable when the passphrase is wrong or a single bit was changed."""
    label = Label.read(sealed)
    end = sealed.index(b"\n", len(MAGIC)) + 1
    head, nonce, rest = sealed[:end], sealed[end : end + _NONCE], sealed[end + _NONCE :]
    try:
        return AESGCM(_key(label, passphrase)).decrypt(nonce, rest, head)
    except (InvalidTag, ValueError):
        raise PackUnreadable("The passphrase is wrong, or the file was damaged or changed") from None


def _key(label: Label, passphrase: str) -> bytes:
    try:
        salt = bytes.fromhex(label.salt)
    except ValueError:
        raise PackUnreadable("The first lines of this pack are damaged") from None
    return Scrypt(salt=salt, length=32, n=2**label.cost, r=8, p=1).derive(passphrase.encode())

"""Who acts when no user does: the server's own terminal, or its worker, with the one permission the work needs."""

from __future__ import annotations

import getpass
import os
import uuid
from typing import Final

from mips.access.permissions import Permission, Role
from mips.access.policy import Actor

CONSOLE_ID: Final = uuid.UUID("00000000-0000-7000-8000-000000000001")
"""Stands in the journal where a user's id would; no user ever has it."""

WORKER_ID: Final = uuid.UUID("00000000-0000-7000-8000-000000000002")
"""Likewise, for what is done at night without anybody asking."""


def console(reason: str, *permissions: Permission) -> Actor:
    """Whoever works at the terminal of the server, cut down to these permissions of a system administrator.

    The account of the operating system is named in the journal: it is all that is known of them.
    """
    return Actor(
        id=CONSOLE_ID,
        name=f"Console ({_account()})",
        roles=frozenset({Role.SYSTEM_ADMINISTRATOR}),
        scopes=frozenset(permissions),
        reason=reason,
        origin="console",
    )


def worker(reason: str, *permissions: Permission) -> Actor:
    """MiPS itself at its upkeep, cut down to these permissions of a system administrator."""
    return Actor(
        id=WORKER_ID,
        name="MiPS",
        roles=frozenset({Role.SYSTEM_ADMINISTRATOR}),
        scopes=frozenset(permissions),
        reason=reason,
        origin="worker",
    )


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return f"uid {os.getuid()}"


HOLDER_ID: Final = uuid.UUID("00000000-0000-7000-8000-000000000003")
"""Likewise, for somebody without an account who holds a link that we signed."""


def holder(reason: str, permission: Permission, address: str) -> Actor:
    """Whoever holds a signed link, cut down to the one permission that what it leads to needs."""
    return Actor(
        id=HOLDER_ID,
        name="Holder of a link",
        roles=frozenset({Role.OFFICER}),
        scopes=frozenset({permission}),
        reason=reason,
        origin=f"{address} link".strip(),
    )

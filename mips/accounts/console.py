"""Acting from a terminal: on whose behalf, and why, must be said, because the journal says it too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from mips.access.policy import Actor
from mips.accounts.usecases.users import user_by_collar
from mips.core import connections, db
from mips.core.errors import MipsError
from mips.core.settings import settings

F = TypeVar("F", bound=Callable[..., Any])


class NobodySuch(MipsError):
    """The terminal was told to act for somebody who has no account, or a disabled one."""

    status, code, title = 403, "nobody-such", "No active user has this collar number"


@contextmanager
def open_for_commands() -> Iterator[None]:
    """The database of this installation, for the length of a command. One that is open already is used as it is."""
    if db.session.session_factory.kw.get("bind") is not None:
        yield
        return
    engine = connections.open_database(settings().database_url, pool_size=2)
    try:
        yield
    finally:
        db.session.remove()
        db.session.configure(bind=None)
        engine.dispose()


def console_actor(collar: str, *, reason: str) -> Actor:
    """The user a command acts for. Raises NobodySuch."""
    user = user_by_collar(collar)
    if user is None or not user.is_active:
        raise NobodySuch
    return user.as_actor(reason=reason, origin="console")


def on_behalf_of(command: F) -> F:
    """Options that say who a command acts for and why."""
    command = click.option("--reason", required=True, help="Why, for the journal.")(command)
    return click.option("--as-user", required=True, help="Collar number of the person running this.")(command)

"""The code lists in a test database, as `mips reference load` leaves them."""

from __future__ import annotations

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.system import console
from mips.core import connections, db
from mips.core.settings import REFERENCE_DIR
from mips.record.reference.usecases import load_reference_data


def at_the_console() -> Actor:
    """Who loads the code lists."""
    return console("test setup", Permission.ACCOUNTS_CONFIGURATION_UPDATE)


def fill_code_lists(url: str) -> None:
    """Load every list into the database at `url`, for good."""
    engine = connections.open_database(url)
    try:
        load_reference_data(at_the_console(), folder=REFERENCE_DIR)
    finally:
        db.session.remove()
        engine.dispose()

"""Gives a database its code lists when it has none, so that no command depends on another having been run before."""

from __future__ import annotations

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.system import console
from mips.core import db
from mips.core.settings import settings
from mips.record.reference.model import ReferenceLoad
from mips.record.reference.usecases import load_reference_data


def load_where_there_are_none(reason: str) -> None:
    """Load the code lists unless they were loaded before. `reason` is for the journal. Raises ReferenceMissing."""
    loaded = db.session.scalar(sa.select(sa.exists(sa.select(ReferenceLoad.id))))
    db.session.remove()
    if not loaded:
        actor = console(reason, Permission.ACCOUNTS_CONFIGURATION_UPDATE)
        load_reference_data(actor, folder=settings().reference_dir)

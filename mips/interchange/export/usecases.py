"""Taking everything out is a disclosure: a named person's, for a reason, journalled before the first row leaves."""

from __future__ import annotations

from collections.abc import Sequence

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core.db import Base
from mips.core.errors import RuleBroken
from mips.usecase import usecase


@usecase(Permission.RECORD_BULK_EXPORT_APPROVE, verb=Verb.DISCLOSED)
def begin_export_of_everything(actor: Actor, *, folder: str) -> Sequence[Base]:
    """Journal that everything is about to be written to a folder. Raises RuleBroken without a reason.

    Whoever may approve a bulk export takes out what they may not see at the screen too: the export is the record.
    """
    if not actor.reason.strip():
        raise RuleBroken("Say why everything is taken out", rule="export-reason", field="reason")
    return []


@usecase(Permission.RECORD_BULK_EXPORT_APPROVE, verb=Verb.DISCLOSED)
def finish_export_of_everything(_actor: Actor, *, folder: str, rows: int, files: int, package: str) -> Sequence[Base]:
    """Journal what an export held: its rows, its attached files and the SHA-256 of its datapackage.json."""
    return []

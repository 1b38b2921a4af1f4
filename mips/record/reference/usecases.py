"""Bring the code lists up to date, and read one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.bulk import cursor
from mips.record.reference import upsert
from mips.record.reference.lookup import Listed, listed
from mips.record.reference.model import ReferenceLoad
from mips.record.reference.sources import every_item, offences, version_of
from mips.record.reference.titles import forget_titles
from mips.usecase import after_commit, usecase


@dataclass(frozen=True)
class Loaded:
    """What a load changed: list -> {added, changed, ended}; nothing at all when the tables were up to date."""

    lists: dict[str, dict[str, int]] = field(default_factory=dict)

    def total(self, what: str) -> int:
        return sum(counts[what] for counts in self.lists.values())


@usecase(Permission.ACCOUNTS_CONFIGURATION_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED], bulk=True)
def load_reference_data(_actor: Actor, *, folder: Path) -> Loaded:
    """Bring every code list to what its source says today. One entry in the journal says how much changed.

    `folder` holds the published lists. Raises ReferenceMissing.
    """
    now, load_id = clock.now(), db.new_id()
    with cursor() as open_cursor:
        lists = upsert.bring_up_to_date(
            open_cursor, upsert.OFFENCES, offences(folder), now=now, load_id=load_id
        ) | upsert.bring_up_to_date(open_cursor, upsert.ITEMS, every_item(folder), now=now, load_id=load_id)
    loaded = Loaded(dict(sorted(lists.items())))
    if lists:
        after_commit(forget_titles)
        db.session.add(
            ReferenceLoad(
                id=load_id,
                source=version_of(folder) or folder.name,
                added=loaded.total("added"),
                changed=loaded.total("changed"),
                ended=loaded.total("ended"),
                lists=loaded.lists,
            )
        )
    return loaded


@usecase(Permission.RECORD_REFERENCE_READ, verb=Verb.CONSULTED, recorded=False)
def read_list(_actor: Actor, *, name: str) -> Sequence[Listed]:
    """Every item of a list that is in use today, in its order."""
    return listed(name)

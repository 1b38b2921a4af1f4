"""A Draft over the rows of a domain, which knows by which use cases they are read and kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from flask import request

from mips.access.policy import Actor
from mips.core import clock
from mips.web.draft import Kept
from mips.web.endpoints import current_actor
from mips.web.formdata import Typed


class Row(Protocol):
    """What the table of a domain's drafts has."""

    typed: Any
    kept_at: Any
    version: Any


Kind = TypeVar("Kind", bound=Row)


class StoredDraft(Generic[Kind]):
    """`read(actor)` gives the row; `keep(actor, texts, seen, sending)` the row as kept, None where its form was sent.

    `sending` is the key of the form that is being filled in. `by` names whoever kept it.
    """

    def __init__(
        self,
        back: str,
        *,
        read: Callable[[Actor], Kind | None],
        keep: Callable[[Actor, dict[str, list[str]], int, uuid.UUID | None], Kind | None],
        by: Callable[[Kind], str],
    ) -> None:
        self.back, self._read, self._keep, self._by = back, read, keep, by

    def kept(self) -> Kept | None:
        row = self._read(current_actor())
        return self._as_kept(row) if row else None

    def keep(self, typed: Typed, *, seen: int) -> Kept:
        keyless = replace(current_actor(), key=None)  # the key is for the form itself, once
        row = self._keep(keyless, dict(typed.lists()), seen, uuid_in(request.form, "_key"))
        return self._as_kept(row) if row else Kept(typed=typed, at=clock.now(), by="", version=seen)

    def _as_kept(self, row: Kind) -> Kept:
        typed: Typed = Typed()
        for name, texts in row.typed.items():
            typed.setlist(name, texts)
        return Kept(typed=typed, at=row.kept_at, by=self._by(row), version=row.version)


def uuid_in(given: Mapping[str, str], name: str) -> uuid.UUID | None:
    """An id that a form or an address may carry; None where it has none or what is no id."""
    try:
        return uuid.UUID(given.get(name, ""))
    except ValueError:
        return None

"""From an offered printable to a finished, registered file: the one way anything leaves the system on paper."""

from __future__ import annotations

import hashlib
import inspect
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template

from mips.access.policy import Actor
from mips.audit.journal import Shown, subjects_of
from mips.between.offers import Printable, printables
from mips.core.db import Base
from mips.core.errors import Forbidden, NotFound
from mips.documents.pool import pool
from mips.documents.usecases import enter_printing


@dataclass(frozen=True)
class Pdf:
    """A finished document. `sha256` is in the print register."""

    content: bytes
    pages: int
    sha256: str
    title: str
    file_name: str


def render(actor: Actor, key: str, *, recipient: str = "", purpose: str = "", **which: object) -> Pdf:
    """Gather through the offering domain's own use case - its permission and journal apply - lay out, register.

    `which` names the record as the gathering use case takes it. Without a recipient the file is the actor's own
    working copy. Nothing is handed over before its entry in the register is committed. Raises NotFound for a
    document nobody offers, Forbidden to somebody who may read only part of the record (ROL-4).
    """
    printable = printable_of(key)
    if actor.may(printable.gather.permission) and not actor.sees_all_of(printable.gather.permission):
        raise Forbidden("Only somebody who may read all of a record may print it")
    facts = printable.gather(actor, **which)
    made = pool().typeset(lay_out(printable, facts, copy_line=_copy_line(actor, recipient)))
    sha256 = hashlib.sha256(made.content).hexdigest()
    entry = enter_printing(
        actor,
        entity_id=_record_of(facts),
        document=key,
        title=printable.title,
        recipient=recipient,
        purpose=purpose,
        pages=made.pages,
        sha256=sha256,
    )
    return Pdf(made.content, made.pages, sha256, entry.printing.title, _file_name(printable, facts))


def lay_out(printable: Printable, facts: object, *, copy_line: str) -> str:
    """The HTML of a document. It depends on the record and on whose copy it is, never on the time."""
    return render_template(
        printable.template,
        facts=facts,
        document=printable,
        marking=current_app.config["MARKING"],
        training=current_app.config["TRAINING"],
        copy_line=copy_line,
    )


def printable_of(key: str) -> Printable:
    """Raises NotFound."""
    if key not in printables:
        raise NotFound(f"No document called {key}")
    return printables[key]


def which_of(printable: Printable, given: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of the gathering use case out of a query string. Raises NotFound for what cannot name a record."""
    _, *wanted = inspect.signature(printable.gather.run, eval_str=True).parameters.values()
    if any(each.default is each.empty and each.name not in given for each in wanted):
        raise NotFound
    return {each.name: _read(given[each.name], each.annotation) for each in wanted if each.name in given}


def _read(text: str, kind: Any) -> Any:
    try:
        return uuid.UUID(text) if kind is uuid.UUID else text
    except ValueError:
        raise NotFound from None


def _record_of(facts: object) -> uuid.UUID:
    """The record a document is of: the first that the gathering use case says it shows."""
    rows = [facts] if isinstance(facts, Base) else facts.shown() if isinstance(facts, Shown) else None
    entity_id = next(iter(subjects_of(rows or ())), None)
    if entity_id is None:
        raise TypeError(f"{facts!r} does not say which record it shows")
    return entity_id


def _copy_line(actor: Actor, recipient: str) -> str:
    maker = f"{actor.collar} {actor.name}".strip()
    return f"Copy for {recipient}. Made by {maker}" if recipient else f"Working copy of {maker}"


def _file_name(printable: Printable, facts: object) -> str:
    reference = str(getattr(facts, "reference", "") or "")
    plain = re.sub(r"[^a-z0-9]+", "-", f"{printable.key} {reference}".lower()).strip("-")
    return f"{plain}.pdf"

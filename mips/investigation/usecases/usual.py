"""The lines and actions that a kind of crime usually has, added to a plan with one press (F39)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.model.plan import LineOfEnquiry
from mips.investigation.rules.plan import SECTION, USUAL_LINES, ActionPriority, Points
from mips.investigation.usecases.actions import raised
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.reference.lookup import Listed, listed, require_item
from mips.usecase import usecase


@dataclass(frozen=True)
class Added:
    """The lines that were added."""

    lines: list[LineOfEnquiry]

    def shown(self) -> Iterator[LineOfEnquiry]:
        yield from self.lines


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def add_usual_lines(actor: Actor, *, crime_id: uuid.UUID, kind: str) -> Added:
    """Add the usual lines of a kind of crime with their actions, for the officer in the case; those there stay once."""
    crime, item = fetch(Crime, crime_id), require_item(f"{USUAL_LINES}-kind", kind, field="kind")
    had = set(db.session.scalars(sa.select(LineOfEnquiry.text).where(LineOfEnquiry.crime_id == crime.id)))
    usual = [each for each in listed(USUAL_LINES) if each.extra["kind"] == kind and each.title not in had]
    if not usual:
        raise RuleBroken("The usual lines of it are in the plan already", rule=SECTION, field="kind")
    lines = [_add(actor, crime, each) for each in usual]
    log(actor.id, crime, clock.now(), f"{len(lines)} usual lines of enquiry added: {item.title}", kind="plan")
    return Added(lines)


def _add(actor: Actor, crime: Crime, usual: Listed) -> LineOfEnquiry:
    now = clock.now()
    line = LineOfEnquiry(
        crime_id=crime.id,
        text=usual.title,
        points=Points(usual.extra["points"]),
        pursued=True,
        why="Usual for this kind of crime",
        decided_by_id=actor.id,
        decided_at=now,
        actions=[],
    )
    db.session.add(line)
    due, priority = now + timedelta(days=usual.extra["days"]), ActionPriority(usual.extra["priority"])
    for text in usual.extra["actions"]:
        raised(actor, crime, line, text, priority, crime.officer_in_case_id, due)
    return line

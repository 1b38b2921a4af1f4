"""In what capacity somebody decides: what is asked of it on the pages where a custody officer decides."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema

from mips.access.permissions import Rank
from mips.custody.model.acting import ActingOfficer
from mips.custody.model.detention import Detention
from mips.custody.schemas.acting import ACTING, TOLD
from mips.custody.schemas.booking import asking
from mips.custody.usecases.acting import acting_of, acts_here
from mips.web.endpoints import current_actor


def not_asked_of_a_sergeant() -> tuple[str, ...]:
    """At a designated station a constable says why no sergeant was there. PACE 1984 s.36(4)."""
    return ("no_sergeant_why",) if current_actor().rank >= Rank.SERGEANT else ()


def not_asked_here(held: Detention) -> tuple[str, ...]:
    """Rank is asked about at a designated station, in what capacity somebody acts at any other (PACE s.36(3)-(7)).

    Whom they told is not asked again of an officer who has told an inspector that they act here (s.36(9)).
    """
    if not acts_here(held):
        return (*not_asked_of_a_sergeant(), *ACTING)
    before = _before(held)
    return ("no_sergeant_why", *(TOLD if before and before.told_at else ()))


def asked_here(held: Detention, schema: Schema, *names: str) -> Schema:
    """The schema with those answers required, and in what capacity they act where that is asked."""
    return asking(schema, *names, *(["acting_as"] if acts_here(held) else []))


def acted_before(held: Detention) -> dict[str, Any]:
    """What they said of it when they last decided about this person here: filled in, not asked twice."""
    before = _before(held) if acts_here(held) else None
    return {"acting_as": before.role, "no_uninvolved_why": before.why} if before else {}


def _before(held: Detention) -> ActingOfficer | None:
    theirs = (each for each in acting_of(held.id) if each.by_id == current_actor().id and each.at >= held.here_since)
    return next(theirs, None)

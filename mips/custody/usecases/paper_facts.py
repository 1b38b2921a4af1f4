"""What each part of a printed custody record shows, gathered for whoever prints and whoever reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mips.access.permissions import Permission, Rank
from mips.access.policy import Actor
from mips.between.questions import searches_before
from mips.custody.model.detention import Grounds
from mips.custody.rules.charging import BailRefusal
from mips.custody.rules.inspection import Part, Reader, shows_line
from mips.custody.rules.late_entries import late_by
from mips.custody.usecases.bail_reading import read_bail
from mips.custody.usecases.caring import read_care
from mips.custody.usecases.contacts import read_entitlements
from mips.custody.usecases.facts import CORRECTABLE
from mips.custody.usecases.healthcare import read_health
from mips.custody.usecases.incidents import read_events
from mips.custody.usecases.paper_parts import PaperPart, add_part
from mips.custody.usecases.people import read_people
from mips.custody.usecases.reading import CustodyRecord
from mips.record.model.work import LogEntry
from mips.record.reference.lookup import title_of

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A line of the log. `late` is how long after the event it was entered, `corrects` what it puts right."""

    entry: LogEntry
    late: timedelta | None
    corrects: LogEntry | None


def kinds_of(entries: Sequence[LogEntry]) -> dict[LogEntry, str]:
    """The kind of each line; a correction is of the kind of what it corrects, however often corrected."""
    by_id = {each.id: each for each in entries}

    def first(entry: LogEntry) -> LogEntry:
        wrong = by_id.get(entry.corrects_id) if entry.corrects_id else None
        return first(wrong) if wrong else entry

    return {each: first(each).kind for each in entries}


def log_lines(record: CustodyRecord, reader: Reader) -> list[Line]:
    """The lines a reader is shown, the earliest first."""
    entries = list(reversed(record.entries.rows))
    by_id = {each.id: each for each in entries}
    return [
        Line(each, late_by(each.at, each.created_at), by_id.get(each.corrects_id) if each.corrects_id else None)
        for each, kind in kinds_of(entries).items()
        if shows_line(kind, reader)
    ]


def _arrest(_actor: Actor, record: CustodyRecord, _reader: Reader) -> Given:
    necessity = [title_of("necessity", each) for each in record.detention.necessity]
    return {"necessity": necessity, "searches_before": searches_before(record.detention.id)}


def _decision(_actor: Actor, record: CustodyRecord, _reader: Reader) -> Given:
    return {"grounds": [Grounds(each).label for each in record.detention.grounds]}


def _person(_actor: Actor, record: CustodyRecord, reader: Reader) -> Given:
    person = record.detention.person
    lives = person.residences[-1] if person and person.residences else None
    return {"lives": lives, "for_police": reader is Reader.POLICE}


def _rights(actor: Actor, record: CustodyRecord, reader: Reader) -> Given:
    found = read_entitlements(actor, detention_id=record.detention.id)
    police = reader is Reader.POLICE
    return {"told": found.told, "contacts": found.contacts if police else (), "for_police": police}


def _risk(actor: Actor, record: CustodyRecord, _reader: Reader) -> Given | None:
    if not actor.sees_all_of(Permission.CUSTODY_RISK_READ):
        return None
    return {"care": read_care(actor, detention_id=record.detention.id)}


def _needs(actor: Actor, record: CustodyRecord, reader: Reader) -> Given:
    return {"people": read_people(actor, detention_id=record.detention.id), "for_police": reader is Reader.POLICE}


def _health(actor: Actor, record: CustodyRecord, reader: Reader) -> Given | None:
    if not actor.may(Permission.CUSTODY_HEALTH_READ):
        return None
    return {"health": read_health(actor, detention_id=record.detention.id), "for_police": reader is Reader.POLICE}


def _log(_actor: Actor, record: CustodyRecord, reader: Reader) -> Given:
    return {"lines": log_lines(record, reader)}


def _events(actor: Actor, record: CustodyRecord, reader: Reader) -> Given:
    events = read_events(actor, detention_id=record.detention.id)
    tactics = {each.id: [title_of("force-tactic", code) for code in each.tactics] for each in events.force}
    tactics |= {each.id: [title_of("cell-restraint", code) for code in each.equipment] for each in events.incidents}
    return {"events": events, "tactics": tactics, "for_police": reader is Reader.POLICE}


def _clock(_actor: Actor, record: CustodyRecord, _reader: Reader) -> Given:
    facts = [(_called(each.kind), each) for each in record.detention.facts]
    ranks = {each.id: rank_said(each.rank) for each in record.detention.reviews}
    return {"facts": facts, "ranks": ranks}


def _disposal(actor: Actor, record: CustodyRecord, reader: Reader) -> Given:
    refused = [BailRefusal(each).label for each in record.detention.bail_refused_because]
    bail = read_bail(actor, detention_id=record.detention.id)
    return {"bail": bail, "refused": refused, "for_police": reader is Reader.POLICE}


def _called(kind: str) -> str:
    return CORRECTABLE[kind][0] if kind in CORRECTABLE else kind.replace("_", " ").capitalize()


def rank_said(rank: int | None) -> str:
    """'Chief inspector'; nothing where it was not kept."""
    return "" if rank is None else Rank(rank).name.replace("_", " ").capitalize()


for _part, _gather in (
    (Part.HEADER, lambda _actor, _record, _reader: {}),
    (Part.ARREST, _arrest),
    (Part.ARRIVAL, lambda _actor, _record, _reader: {}),
    (Part.PERSON, _person),
    (Part.DECISION, _decision),
    (Part.RIGHTS, _rights),
    (Part.RISK, _risk),
    (Part.NEEDS, _needs),
    (Part.HEALTH, _health),
    (Part.LOG, _log),
    (Part.EVENTS, _events),
    (Part.CLOCK, _clock),
    (Part.DISPOSAL, _disposal),
):
    add_part(PaperPart(part=_part, template=f"custody/papers/{_part.value}.html", gather=_gather))

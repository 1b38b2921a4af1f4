"""What a printed record says of property, searches, interviews, samples and what senior officers and courts decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mips.access.policy import Actor
from mips.custody.rules.delaying import DelayGround
from mips.custody.rules.escort import EscortStage
from mips.custody.rules.inspection import Part, Reader
from mips.custody.usecases.authorities import read_authorities
from mips.custody.usecases.drug_hold import asked_on
from mips.custody.usecases.escort import numbers_of, read_escorts
from mips.custody.usecases.interviews import read_investigation
from mips.custody.usecases.pack_photographs import photograph_for
from mips.custody.usecases.paper_facts import rank_said
from mips.custody.usecases.paper_parts import Gather, PaperPart, add_part
from mips.custody.usecases.premises import read_premises_searches
from mips.custody.usecases.property import read_property
from mips.custody.usecases.reading import CustodyRecord
from mips.custody.usecases.samples import read_samples
from mips.custody.usecases.searches import read_searches
from mips.record.reference.lookup import title_of

Given = Mapping[str, Any]


def _property(actor: Actor, record: CustodyRecord, reader: Reader) -> Given:
    found = read_property(actor, detention_id=record.detention.id)
    return {"items": found.items, "for_police": reader is Reader.POLICE}


def _searches(actor: Actor, record: CustodyRecord, _reader: Reader) -> Given | None:
    if not actor.may(read_searches.permission):
        return None
    searches = list(reversed(read_searches(actor, detention_id=record.detention.id).searches))
    return {"searches": searches, "ranks": {each.id: rank_said(each.authorised_rank) for each in searches}}


def _premises(actor: Actor, record: CustodyRecord, _reader: Reader) -> Given | None:
    if not actor.may(read_premises_searches.permission):
        return None
    searches = list(reversed(read_premises_searches(actor, detention_id=record.detention.id).searches))
    return {"searches": searches, "ranks": {each.id: rank_said(each.officer_rank) for each in searches}}


def _investigation(actor: Actor, record: CustodyRecord, reader: Reader) -> Given:
    found = read_investigation(actor, detention_id=record.detention.id)
    return {"found": found, "for_police": reader is Reader.POLICE}


def _samples(actor: Actor, record: CustodyRecord, reader: Reader) -> Given | None:
    if not actor.may(read_samples.permission):
        return None
    found = read_samples(actor, detention_id=record.detention.id)
    drugs = {each.id: [title_of("drug-test-drug", code) for code in each.drugs] for each in found.tests}
    basis = {each.id: asked_on(each) for each in found.tests}
    return {"found": found, "drugs": drugs, "basis": basis, "for_police": reader is Reader.POLICE}


def _authorities(actor: Actor, record: CustodyRecord, reader: Reader) -> Given:
    found = read_authorities(actor, detention_id=record.detention.id)
    ranks = {each.id: rank_said(each.rank) for each in found.delays}
    ranks |= {each.id: rank_said(each.rank) for each in found.extensions}
    ranks |= {each.id: rank_said(each.rank) for each in found.acting}
    if found.emergency:
        ranks[found.emergency.id] = rank_said(found.emergency.rank)
    told_ranks = {each.id: rank_said(each.told_rank) for each in found.acting}
    grounds = {each.id: [DelayGround(code).label for code in each.grounds] for each in found.delays}
    return {
        "found": found,
        "ranks": ranks,
        "told_ranks": told_ranks,
        "grounds": grounds,
        "for_police": reader is Reader.POLICE,
    }


def _escorts(actor: Actor, record: CustodyRecord, reader: Reader) -> Given:
    """Whoever acts for the detainee reads where they were taken and with whom, not the risks (Code C 3.8A)."""
    found = read_escorts(actor, detention_id=record.detention.id)
    held = {str(each.id): each for each in read_property(actor, detention_id=record.detention.id).items}
    made = [each for each in reversed(found.records) if each.stage is not EscortStage.CANCELLED]
    going = {each.id: [held[item] for item in each.items if item in held] for each in made}
    whole = found.whole and reader is Reader.POLICE
    return {
        "records": made,
        "going": going,
        "whole": whole,
        "numbers": numbers_of(record.detention.person),
        "photograph": photograph_for(actor, record.detention) if whole else "",
    }


_SECTIONS: tuple[tuple[Part, Gather], ...] = (
    (Part.PROPERTY, _property),
    (Part.SEARCHES, _searches),
    (Part.PREMISES, _premises),
    (Part.INVESTIGATION, _investigation),
    (Part.SAMPLES, _samples),
    (Part.AUTHORITIES, _authorities),
    (Part.ESCORTS, _escorts),
)


def print_sections() -> None:
    """Put these parts into every printed custody record."""
    for part, gather in _SECTIONS:
        add_part(PaperPart(part=part, template=f"custody/papers/{part.value}.html", gather=gather))

"""Arrested again on new evidence, or for another offence while held (CK-5 to CK-7)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core.england import day_of
from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.model.bail import BailEnd
from mips.custody.model.detention import Detention
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.booking_in import Block
from mips.custody.rules.facts import Arrest, ArrestNewOffence, ArrestS31, ArriveStation, RearrestNewEvidence
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.rearrest import NewEvidence, check_further_arrest, check_rearrest
from mips.custody.usecases.answering import where_held
from mips.custody.usecases.around import say_people
from mips.custody.usecases.arrival import picked_suite, tell_of_arrest
from mips.custody.usecases.bailing import finish, pauses_of, standing_bail
from mips.custody.usecases.blocks import ask_again
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.departure import come_back
from mips.custody.usecases.offences import Particulars, take_in
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.writing import detention_with, happened, log, moment_of, name_after, said
from mips.record.model.case import Stage
from mips.record.reference.lookup import require_item
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def rearrest(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    because: NewEvidence,
    evidence: str,
    arrested_at: datetime,
    arrest_place: str,
    necessity: Sequence[str],
    suite_id: uuid.UUID,
    arrested_by_id: uuid.UUID | None = None,
    arrived_at: datetime | None = None,
) -> Detention:
    """Arrested again for the same offence on new evidence, or on an analysis of what there was. PACE 1984 s.47(2).

    The record goes on; detention, reviews, clock and bail period start afresh. PACE 1984 s.47(7), s.41(9).
    """
    detention, at, suite = detention_with(detention_id), moment_of(arrived_at), picked_suite(suite_id)
    on_bail = detention.on_bail
    check_rearrest(
        because,
        evidence=evidence,
        released_at=detention.released_at,
        arrested_at=arrested_at,
        arrived_at=at,
        charged=detention.charged_at is not None,
        on_bail=on_bail,
    )
    _check_not_elsewhere(detention)
    happened(actor, detention, RearrestNewEvidence, arrested_at, power=because.value)
    about = {"area": suite.force, "after_arrest": True, "designated": suite.designated}
    happened(actor, detention, ArriveStation, at, **about)
    if on_bail:
        _end_bail(detention, arrested_at, evidence)
    come_back(detention, at, suite)
    _afresh(detention)
    detention.arrested_at, detention.arrest_place, detention.arrest_reason = arrested_at, arrest_place, evidence
    detention.arrested_by = officer_named(arrested_by_id, "arrested_by_id") if arrested_by_id else None
    detention.necessity = [require_item("necessity", each, field="necessity").code for each in necessity]
    for offence in detention.offences:
        offence.stage, offence.arrested_at = Stage.ARRESTED, arrested_at
    why = because.label[:1].lower() + because.label[1:]
    log(actor, detention, arrested_at, f"Arrested again at {arrest_place}: {why}. {evidence}", kind="arrest")
    log(actor, detention, at, f"At {suite.name}. Everything starts afresh (s.47(7))", kind="arrival")
    say_people(detention)
    tell_of_arrest(detention)
    return detention


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def arrest_further(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    arrested_at: datetime,
    reason: str,
    necessity: Sequence[str],
    arrested_by_id: uuid.UUID | None = None,
    offence_ids: Collection[uuid.UUID] = (),
    other_offences: Sequence[Particulars] = (),
) -> Detention:
    """Arrest somebody who is held for another offence too: the clock stays as it is. PACE 1984 s.31, s.41(4)."""
    detention = detention_with(detention_id)
    check_further_arrest(
        held=detention.held,
        authorised_at=detention.authorised_at,
        charged=detention.charged_at is not None,
        arrested_at=arrested_at,
    )
    before = {offence.id for offence in detention.offences}
    take_in(detention, {*before, *offence_ids}, other_offences)
    added = [offence for offence in detention.offences if offence.id not in before]
    if not added:
        raise InputInvalid({"offence_ids": ["Select or add what they are arrested for besides"]})
    necessary = "; ".join(require_item("necessity", each, field="necessity").title for each in necessity)
    for offence in added:
        offence.stage, offence.arrested_at = Stage.ARRESTED, arrested_at
    if detention.arrival.pace:
        kind = ArrestNewOffence if detention.returned_at else ArrestS31
        happened(actor, detention, kind, arrested_at, offence=added[0].code)
    else:
        _begin_for_offence(actor, detention, arrested_at, reason)
    by = f" by {officer_named(arrested_by_id, 'arrested_by_id').name}" if arrested_by_id else ""
    what = "; ".join(offence.title for offence in added)
    log(actor, detention, arrested_at, f"Arrested{by} for {what} too. {reason}. {necessary}", kind="arrest")
    name_after(detention)
    tell_of_arrest(detention)
    return detention


def _begin_for_offence(actor: Actor, detention: Detention, at: datetime, reason: str) -> None:
    """Held on something else so far: from this arrest PACE applies, and the custody officer decides. s.41(2)(c).

    What they were held on waits, and the board goes on saying so.
    """
    before = detention.arrival
    happened(actor, detention, Arrest, at, area=detention.force, at_station=True)
    waits = Mention(column=Column.NEEDS, words=f"Then {before.label}", tone=Tone.SOON, due_at=detention.held_until)
    say_on_board(detention.id, "own-limit", [waits])
    detention.arrival, detention.arrested_at, detention.arrest_reason = ArrivalKind.ARREST, at, reason
    detention.arrested_at_station, detention.arrest_place = True, detention.suite.name
    _afresh(detention)


def _check_not_elsewhere(detention: Detention) -> None:
    there = where_held(detention.person_id) if detention.person_id else None
    if there:
        already = f"This person has been in custody at {there.suite} since {said(there.since)}"
        raise RuleBroken(already, rule="Code C 2.1A")


def _end_bail(detention: Detention, at: datetime, evidence: str) -> None:
    """The bail, and what its period stood still for, end with the arrest."""
    finish(standing_bail(detention), BailEnd.NEW_EVIDENCE, at, evidence)
    for pause in pauses_of(detention.id):
        if pause.last is None:
            pause.last = max(pause.first, day_of(at) - timedelta(days=1))


def _afresh(detention: Detention) -> None:
    """As if arrested for the first time: the custody officer decides on detention. PACE 1984 s.47(7)."""
    detention.authorised_at = detention.authorised_by_id = detention.refused_at = detention.review_on = None
    detention.last_reviewed_at = detention.decided_in_presence = None
    detention.grounds, detention.grounds_reason, detention.detainee_comments = [], "", ""
    detention.refused_why = detention.absent_why = detention.unfit_why = detention.wait_reason = ""
    detention.disposal_reason, detention.notice_given = "", False
    detention.investigation_ended_at, detention.investigation_ended = None, ""
    ask_again(detention.id, [Block.DECISION])

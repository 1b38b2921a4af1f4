"""A superintendent extends detention, to at most 36 hours from the relevant time. PACE 1984 s.42."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

from mips.access.permissions import Permission, Rank
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.authority import Extension, Wanted
from mips.custody.model.detention import Detention
from mips.custody.rules.arithmetic import LONDON, to_minute
from mips.custody.rules.arrivals import check_pace
from mips.custody.rules.authority import check_held
from mips.custody.rules.extending import (
    ExtensionMethod,
    Link,
    LinkConsent,
    check_diligence,
    check_extending_officer,
    check_link,
    check_may_extend,
    check_until,
)
from mips.custody.rules.extensions import why_not_extended
from mips.custody.rules.facts import S42Authorised
from mips.custody.rules.limits import EXTENDED_HOURS, limit_of
from mips.custody.rules.people import AdultBecause
from mips.custody.rules.representations import Heard
from mips.custody.rules.story import ExtensionAsked, Story
from mips.custody.usecases.around import adult_decision
from mips.custody.usecases.asking import answer, asked_it
from mips.custody.usecases.authority_board import say_authority
from mips.custody.usecases.clocks import story_of
from mips.custody.usecases.hearing import Hearing, put_hearing, recorder
from mips.custody.usecases.offences import gravest_class, investigators
from mips.custody.usecases.writing import detention_with, happened, log, moment_of, said
from mips.usecase import usecase


@usecase(Permission.CUSTODY_EXTENSION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def extend_detention(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    until: datetime,
    reason: str,
    diligence: str,
    responsible: bool,
    method: ExtensionMethod = ExtensionMethod.IN_PERSON,
    link_appropriate: bool = False,
    link_advice: bool = False,
    link_consent: LinkConsent | None = None,
    recorded_by_id: uuid.UUID | None = None,
    detainee_heard: Heard | None = None,
    detainee_said: str = "",
    unfit_why: str = "",
    solicitor_heard: Heard | None = None,
    solicitor_said: str = "",
    adult_heard: Heard | None = None,
    adult_said: str = "",
    outcome: str = "",
    authorised_at: datetime | None = None,
) -> Extension:
    """Extend detention without charge, as the superintendent responsible for the station. PACE 1984 s.42(1), s.42(2).

    Given again within the 36 hours, it goes on from the one before.
    """
    detention, at = detention_with(detention_id), moment_of(authorised_at)
    check_held(detention.authorised_at is not None and detention.held and detention.charged_at is None)
    check_pace(detention.arrival, "there is no detention without charge to extend")
    rank = actor.rank_at(at)
    _check_officer(actor, detention, rank, responsible=responsible)
    story = story_with_class(detention)
    check_may_extend(why_not_extended(story, ExtensionAsked(at, until, rank)))
    check_until(until, at=at, most=limit_of(story, EXTENDED_HOURS))
    check_diligence(diligence)
    remote = method is ExtensionMethod.LIVE_LINK
    if remote:
        check_link(_link(detention, at, link_appropriate, link_advice, link_consent))
    extension = Extension(
        detention_id=detention.id,
        authorised_at=at,
        by_id=actor.id,
        rank=int(rank),
        until=to_minute(until),
        reason=reason,
        diligence=diligence,
        method=method,
        link_consent=link_consent if remote else None,
        link_advice=link_advice,
        link_appropriate=link_appropriate,
        recorded_by_id=recorder(recorded_by_id, remote=remote),
    )
    heard = Hearing(
        detainee_heard=detainee_heard,
        detainee_said=detainee_said,
        solicitor_heard=solicitor_heard,
        solicitor_said=solicitor_said,
        adult_heard=adult_heard,
        adult_said=adult_said,
        unfit_why=unfit_why,
        outcome=outcome,
    )
    put_hearing(extension, heard, at)
    db.session.add(extension)
    happened(actor, detention, S42Authorised, at, until=to_minute(until).astimezone(UTC).isoformat())
    answer(actor, detention, Wanted.EXTENSION, at)
    log(actor, detention, at, f"Detention extended until {said(until)} (PACE s.42). {reason}", kind="authority")
    say_authority(detention)
    return extension


def story_with_class(detention: Detention) -> Story:
    """The story, with the class of the gravest offence as the list of offences has it now."""
    gravest = gravest_class(detention)
    return replace(story_of(detention), classes=(gravest,) if gravest else ())


def _check_officer(actor: Actor, detention: Detention, rank: Rank, *, responsible: bool) -> None:
    check_extending_officer(
        rank=rank,
        involved=actor.id in investigators(detention),
        asked_for_it=asked_it(actor, detention, Wanted.EXTENSION),
        responsible=responsible,
    )


def _link(detention: Detention, at: datetime, appropriate: bool, advice: bool, consent: LinkConsent | None) -> Link:
    decision = adult_decision(detention.id)
    vulnerable = decision is not None and decision.because is AdultBecause.VULNERABLE
    return Link(appropriate=appropriate, advice=advice, consent=consent, age=_age(detention, at), vulnerable=vulnerable)


def _age(detention: Detention, at: datetime) -> int | None:
    born = detention.person.born_on if detention.person else None
    if born is None:
        return None
    on = at.astimezone(LONDON).date()
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

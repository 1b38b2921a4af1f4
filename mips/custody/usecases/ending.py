"""Charge, and leaving the suite: on bail, to court, under investigation, or with nothing more to come."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.notices import Charged, announce
from mips.between.questions import CrimeFacts, crime_facts
from mips.core.db import Base
from mips.core.errors import InputInvalid, RuleBroken
from mips.core.identifiers.cases import asn
from mips.custody.model.detention import Detention
from mips.custody.model.sample import DrugHold
from mips.custody.rules.acting import Acting, Decided
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.arrivals import check_pace, check_way_fits
from mips.custody.rules.authority import check_held
from mips.custody.rules.charging import (
    BailRefusal,
    check_after_charge,
    check_appropriate_adult,
    check_what_is_charged,
    sample_until,
)
from mips.custody.rules.checks import check_charge, check_release
from mips.custody.rules.disposals import WAYS, WITHOUT_CHARGE, Disposal, Ended, check_way_out
from mips.custody.rules.emergency_charge import Emergency, Followed
from mips.custody.rules.facts import Charged as ChargedFact
from mips.custody.rules.facts import Released as ReleasedFact
from mips.custody.rules.facts import ReleaseUnderInvestigation
from mips.custody.rules.murder import check_bail_for_murder
from mips.custody.rules.numbers import arrest_summons_number
from mips.custody.rules.people import AdultBecause, Helper
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S37_7
from mips.custody.usecases.acting import check_decider, check_decides, note_acting
from mips.custody.usecases.around import adult_decision, attendances_of
from mips.custody.usecases.departure import check_nothing_hinders, leave
from mips.custody.usecases.drug_hold import begin_hold, tests_count_on_charge
from mips.custody.usecases.emergency_charge import charge_in_emergency, follow_fallen
from mips.custody.usecases.escort_records import check_escorted, say_escort
from mips.custody.usecases.fallen_charges import fallen_charge_of
from mips.custody.usecases.looking_again import look_again
from mips.custody.usecases.offences import is_for_murder, officer_in_case
from mips.custody.usecases.reading import CustodyRecord, is_child, read_custody_record
from mips.custody.usecases.writing import detention_with, happened, log, moment_of
from mips.record.model.case import Offence, Stage
from mips.record.numbers import next_number
from mips.usecase import usecase

_FACT = {Disposal.UNDER_INVESTIGATION: ReleaseUnderInvestigation}


@dataclass(frozen=True, kw_only=True)
class AfterCharge:
    """Where the person goes: the court and when, on bail or kept, and what was decided about that."""

    court: str
    court_at: datetime
    bailed: bool
    conditions: str = ""
    refused_because: Sequence[BailRefusal] = field(default_factory=list)
    refused_reason: str = ""


@dataclass(frozen=True)
class ChargeDraft:
    """What is known of a charge before it is made: the record and the crimes behind its offences."""

    record: CustodyRecord
    crimes: Mapping[uuid.UUID | None, CrimeFacts]
    adult: str = ""
    """The appropriate adult who is here now."""

    def shown(self) -> Iterable[Base]:
        return self.record.shown()


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.CONSULTED)
def draft_charge(actor: Actor, *, detention_id: uuid.UUID) -> ChargeDraft:
    """Everything on the record that a charge is made of, so that none of it is asked again."""
    record = read_custody_record(actor, detention_id=detention_id)
    crimes = list(dict.fromkeys(each.crime_id for each in record.detention.offences if each.crime_id))
    here = (each for each in attendances_of(detention_id) if each.helper is Helper.ADULT and each.here)
    adult = ", ".join(each.name for each in here if each.name)
    return ChargeDraft(record, {facts.crime_id: facts for facts in crime_facts(crimes)} if crimes else {}, adult)


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def charge_detainee(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    charges: Sequence[Mapping[str, Any]],
    after: AfterCharge,
    reply: str = "",
    charged_at: datetime | None = None,
    adult: str = "",
    no_sergeant_why: str = "",
    emergency: Emergency | None = None,
    acting: Acting | None = None,
) -> Detention:
    """Charge somebody with offences they were arrested for, and decide about bail. PACE 1984 s.37(7)(d), s.38.

    Each of `charges` has offence_id, wording (CAS-4) and if known committed_from, committed_until and location. In an
    `emergency` an inspector authorised it, and the prosecutor is to ratify it (s.37A).
    """
    detention, at = detention_with(detention_id), moment_of(charged_at)
    barred = check_decider(actor, detention, at, acting, no_sergeant_why)
    _check_may_be_charged(detention, at, barred=barred)
    child = is_child(detention.person, at)
    check_appropriate_adult(adult, child=child, vulnerable=_is_vulnerable(detention))
    check_what_is_charged(charges)
    charged = _charged(detention, charges)
    murder = is_for_murder(offence for offence, _ in charged)
    check_bail_for_murder(murder=murder, bailed=after.bailed)
    check_after_charge(
        after.court_at,
        charged_at=at,
        bailed=after.bailed,
        refused_because=after.refused_because,
        refused_reason=after.refused_reason,
        child=child,
        murder=murder,
    )
    follow_fallen(actor, detention, at, Followed.OTHER_CHARGE, "; ".join(offence.title for offence, _ in charged))
    charge_in_emergency(actor, detention, at, emergency)
    for place, (offence, particulars) in enumerate(charged, start=1):
        _charge(offence, particulars, at=at, by=actor.id, reply=reply, place=place)
    if detention.charged_at is None:
        happened(actor, detention, ChargedFact, at)
    detention.charged_at, detention.charged_by_id = at, actor.id
    detention.asn = detention.asn or _asn(detention)
    _decide(detention, after)
    tests_count_on_charge(actor, detention, [offence.title for offence, _ in charged], at)
    if not after.bailed and list(after.refused_because) == [BailRefusal.SAMPLE]:
        _keep_for_sample(actor, detention, at)
    listed = "; ".join(offence.title for offence, _ in charged)
    beside = f" in the presence of {adult}" if adult else ""
    log(actor, detention, at, f"Charged with {listed}{beside}. {_bail_said(after)}", kind="charge")
    if reply:
        log(actor, detention, at, f"Reply to charge: {reply}", kind="charge")
    note_acting(actor, detention, at, acting, Decided.CHARGE)
    say_escort(detention)
    announce(_notice(detention, [offence.id for offence, _ in charged], after))
    return detention


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def release_detainee(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    disposal: Disposal | None = None,
    reason: str = "",
    notice_given: bool = False,
    appropriate_adult: str = "",
    admitted: bool = False,
    released_at: datetime | None = None,
    no_sergeant_why: str = "",
    acting: Acting | None = None,
) -> Detention:
    """Somebody leaves the suite. After charge the charge says how; before it, `disposal` and what that needs do.

    Before charge whoever lets them go decides it as custody officer (PACE 1984 s.36, s.37(2), s.37(7)). Where the
    prosecutor did not ratify the charge (s.37A) a `disposal` lets them go as if there were none.
    """
    detention, at = detention_with(detention_id), moment_of(released_at)
    check_held(detention.authorised_at is not None)
    check_release(at, relevant_time=detention.charged_at or _first(detention), released_at=detention.released_at)
    fallen = disposal if disposal and fallen_charge_of(detention.id) else None
    decides = detention.arrival.pace and (detention.charged_at is None or fallen is not None)
    if decides:
        check_decides(actor, detention, at, acting, no_sergeant_why)
    said = Ended(
        reason=reason,
        child=is_child(detention.person, at),
        notice_given=notice_given,
        appropriate_adult=appropriate_adult,
        admitted=admitted,
    )
    ending = _fallen(fallen, said) if fallen else _ending(detention, disposal, said)
    check_escorted(detention, ending)
    check_nothing_hinders(detention)
    happened(actor, detention, ReleasedFact if fallen else _FACT.get(ending, ReleasedFact), at)
    if fallen:
        _take_back(actor, detention, at, _left(ending, said))
    log(actor, detention, at, _left(ending, said), kind="release")
    if decides:
        note_acting(actor, detention, at, acting, Decided.RELEASE)
    leave(actor, detention, at, ending, reason=reason)
    after_leaving(actor, detention, ending, notice_given=notice_given)
    return detention


def after_leaving(actor: Actor, detention: Detention, ending: Disposal, *, notice_given: bool) -> None:
    """What a way out does to the offences, and whom it has look again later."""
    detention.notice_given = notice_given and ending is Disposal.NO_ACTION
    if ending in WAYS and WAYS[ending].ends_offences:
        for offence in detention.offences:
            offence.stage = Stage.ENDED
    if ending is Disposal.UNDER_INVESTIGATION:
        look_again(actor, detention)


def _left(ending: Disposal, said: Ended) -> str:
    with_whom = f"In the presence of {said.appropriate_adult}" if said.appropriate_adult else ""
    notice = "Written notice given" if said.notice_given and ending is Disposal.NO_ACTION else ""
    return ". ".join(part for part in (ending.label, said.reason, with_whom, notice) if part)


def _check_may_be_charged(detention: Detention, at: datetime, *, barred: bool) -> None:
    check_pace(detention.arrival, "nobody is charged here")
    if detention.authorised_at is None:
        raise RuleBroken("Detention has not been authorised", rule=S37_7.section)
    if detention.person_id is None:
        raise RuleBroken("Say who this is before they are charged", rule=S37_7.section)
    check_charge(
        at,
        authorised_at=detention.authorised_at,
        charged_at=None if fallen_charge_of(detention.id) else detention.charged_at,
        released_at=detention.released_at,
        involved_in_investigation=barred,
    )


def _is_vulnerable(detention: Detention) -> bool:
    """As the custody officer last decided. Code C 3.5(c)."""
    decision = adult_decision(detention.id)
    return decision is not None and decision.because is AdultBecause.VULNERABLE


def _charged(detention: Detention, charges: Sequence[Mapping[str, Any]]) -> list[tuple[Offence, Mapping[str, Any]]]:
    held_for = {offence.id: offence for offence in detention.offences}
    wanted = [each["offence_id"] for each in charges]
    if len(set(wanted)) != len(wanted) or not set(wanted) <= held_for.keys():
        raise InputInvalid({"charges": ["Select offences that the person is held for"]})
    return [(held_for[each["offence_id"]], each) for each in charges]


def _charge(
    offence: Offence, particulars: Mapping[str, Any], *, at: datetime, by: uuid.UUID, reply: str, place: int
) -> None:
    offence.stage, offence.charged_at, offence.charged_by_id = Stage.CHARGED, at, by
    offence.reply, offence.sequence = reply, place
    for name in ("wording", "committed_from", "committed_until", "location"):
        if particulars.get(name):
            setattr(offence, name, particulars[name])


def _asn(detention: Detention) -> str:
    """The arrest summons number of this occasion, in its stored form (CAS-1)."""
    suite, year = detention.suite, detention.arrived_at.astimezone(LONDON).year
    series = f"asn {suite.force}{suite.station}{suite.bureau}"
    number = arrest_summons_number(
        year, force=suite.force, station=suite.station, bureau=suite.bureau, serial=next_number(series, year)
    )
    return asn(number).canonical or number


def _decide(detention: Detention, after: AfterCharge) -> None:
    detention.court, detention.court_at, detention.bailed = after.court, after.court_at, after.bailed
    detention.bail_conditions = after.conditions if after.bailed else ""
    detention.bail_refused_because = [] if after.bailed else [each.value for each in after.refused_because]
    detention.bail_refused_reason = "" if after.bailed else after.refused_reason


def _keep_for_sample(actor: Actor, detention: Detention, at: datetime) -> None:
    """That a sample is to be taken is all that keeps them: no longer than six hours. PACE 1984 s.38(2)."""
    until = sample_until(at)
    hold = DrugHold(detention_id=detention.id, since=at, until=until, after_charge=True, by_id=actor.id)
    latest = f"{until.astimezone(LONDON):%-d %b %Y %H:%M}"
    begin_hold(actor, detention, hold, f"Kept after charge only for a drug test, until {latest} at the latest")


def _bail_said(after: AfterCharge) -> str:
    when = f"{after.court}, {after.court_at.astimezone(LONDON):%-d %b %Y %H:%M}"
    if after.bailed:
        return f"Bailed to {when}" + (f" with conditions: {after.conditions}" if after.conditions else "")
    return f"Bail refused, kept for {when}: {after.refused_reason}"


def _notice(detention: Detention, offence_ids: list[uuid.UUID], after: AfterCharge) -> Charged:
    assert detention.person_id is not None and detention.charged_at is not None  # noqa: PT018, S101 - both checked
    return Charged(
        detention_id=detention.id,
        person_id=detention.person_id,
        offence_ids=tuple(offence_ids),
        at=detention.charged_at,
        officer_in_case_id=officer_in_case(detention),
        bailed_to=after.court_at if after.bailed else None,
        court=after.court,
    )


def _first(detention: Detention) -> datetime:
    times = (detention.arrived_at, detention.arrested_at, detention.authorised_at, detention.returned_at)
    return max(at for at in times if at)


def _fallen(disposal: Disposal, said: Ended) -> Disposal:
    """How somebody leaves whose charge the prosecutor did not ratify. PACE 1984 s.37A, s.37(7)."""
    if disposal not in WITHOUT_CHARGE:
        raise refused("They leave with no further action, or under investigation", S37_7, field="disposal")
    check_way_out(disposal, said)
    return disposal


def _take_back(actor: Actor, detention: Detention, at: datetime, how: str) -> None:
    """The offences of a charge that fell are charged no more."""
    follow_fallen(actor, detention, at, Followed.RELEASED, how)
    for offence in detention.offences:
        if offence.stage is Stage.CHARGED:
            offence.stage = Stage.ARRESTED


def _ending(detention: Detention, disposal: Disposal | None, said: Ended) -> Disposal:
    if detention.charged_at is not None:
        return Disposal.CHARGED_BAILED if detention.bailed else Disposal.CHARGED_KEPT
    check_way_out(disposal, said)
    assert disposal is not None  # noqa: S101 - the line above
    check_way_fits(detention.arrival, disposal)
    return disposal

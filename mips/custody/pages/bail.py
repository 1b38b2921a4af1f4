"""Bail before charge at the desk: release, return, arrest on bail, conditions, and the tab that shows it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any, Final

from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core.england import LONDON
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step, why_here
from mips.custody.pages.capacity import acted_before, asked_here, not_asked_here, not_asked_of_a_sergeant
from mips.custody.pages.leaving import before_they_leave
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.rules.bail_extension import nearness, next_stage
from mips.custody.rules.bail_periods import last_day
from mips.custody.rules.disposals import Disposal, InvestigationEnd
from mips.custody.rules.kinds.values import BailCase
from mips.custody.schemas.bail import (
    AnswerIn,
    AuthorisedAgainIn,
    BreachIn,
    ConditionsIn,
    EndBailIn,
    InvestigationEndIn,
    PreChargeBailIn,
    ReturnIn,
    StillUnderInvestigationIn,
    VictimToldIn,
    as_bail,
)
from mips.custody.usecases.bail_reading import BailFile, read_bail
from mips.custody.usecases.bailing import (
    bail_start,
    change_return,
    end_bail,
    release_on_bail,
    tell_victim,
    vary_conditions,
)
from mips.custody.usecases.looking_again import end_investigation, review_release
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.custody.usecases.returning import answer_bail, arrest_on_bail, authorise_again
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.forms import Form

_RETURN_TIME: Final = time(10, 0)


@pages.page("/<uuid:detention_id>/bail", does=release_on_bail, methods=["GET", "POST"])
def bail(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    record = read_custody_record(actor, detention_id=detention_id)
    file = read_bail(actor, detention_id=detention_id)
    held, period = record.detention, _period(file, record)
    return step(
        detention_id,
        Form(asked_here(held, PreChargeBailIn(exclude=not_asked_here(held))), initial=_known(record, file)),
        title="Release on bail before charge",
        submit="Release on bail",
        action=lambda fields: release_on_bail(actor, detention_id=detention_id, **as_bail(fields)),
        done="Released on bail. Give the notice",
        lead="Bail only where it is necessary and proportionate; else release without bail (PACE 1984 s.50A). "
        "For the prosecutor\u2019s decision neither is asked (s.37(7)(a)).",
        known=lambda record: [*why_here(record), ("Bail period", period), *before_they_leave(detention_id)],
    )


def _last_bail(file: BailFile) -> dict[str, Any]:
    last = file.bails[-1] if file.bails else None
    return {"conditions": last.conditions, "conditions_words": last.conditions_words} if last else {}


def _known(record: CustodyRecord, file: BailFile) -> dict[str, Any]:
    """The return on the last day of the period, here; bailed again, the conditions there were."""
    ends = _ends(file, record)
    return {
        "case": BailCase.STANDARD,
        "return_at": datetime.combine(ends, _RETURN_TIME, tzinfo=LONDON),
        "return_suite_id": record.detention.suite_id,
        **_last_bail(file),
        **acted_before(record.detention),
    }


def _ends(file: BailFile, record: CustodyRecord) -> Any:
    last = file.bails[-1] if file.bails else None
    return (last and last.period_ends) or last_day(bail_start(record.detention), last.months if last else 3)


def _period(file: BailFile, record: CustodyRecord) -> str:
    months = file.bails[-1].months if file.bails else 3
    start, end = bail_start(record.detention), _ends(file, record)
    return f"{filters.day(start)} to {filters.day(end)}. Then: {next_stage(months).said}"


@pages.page("/<uuid:detention_id>/bail/answer", does=answer_bail, methods=["GET", "POST"])
def bail_answer(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    file = read_bail(actor, detention_id=detention_id)
    stands = _standing(file)
    return step(
        detention_id,
        Form(AnswerIn(), initial={"suite_id": file.standing and file.standing.return_suite_id}),
        title="Answer bail",
        submit="Record that they are back",
        action=lambda fields: answer_bail(actor, detention_id=detention_id, **fields),
        done="Back on the same record. The clock goes on where it stood",
        lead="The same custody record and the same clock go on; time on bail does not count (PACE 1984 s.47(6)).",
        known=lambda _: stands,
    )


@pages.page("/<uuid:detention_id>/bail/arrest", does=arrest_on_bail, methods=["GET", "POST"])
def bail_arrest(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    file = read_bail(actor, detention_id=detention_id)
    stands = _standing(file)
    return step(
        detention_id,
        Form(BreachIn(), initial={"suite_id": file.standing and file.standing.return_suite_id}),
        title="Arrested on bail",
        submit="Record the arrest and arrival",
        action=lambda fields: arrest_on_bail(actor, detention_id=detention_id, **fields),
        done="Back on the same record. The first three hours do not count",
        lead="For not answering bail, or breaking its conditions (PACE 1984 s.46A). It is no offence in itself.",
        known=lambda _: stands,
    )


@pages.page("/<uuid:detention_id>/bail/authorise", does=authorise_again, methods=["GET", "POST"])
def authorise_again_page(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    held = read_custody_record(actor, detention_id=detention_id).detention
    return step(
        detention_id,
        Form(asked_here(held, AuthorisedAgainIn(exclude=not_asked_here(held))), initial=acted_before(held)),
        title="Authorise detention after bail",
        submit="Authorise detention",
        action=lambda fields: authorise_again(actor, detention_id=detention_id, **fields),
        done="Detention authorised",
        lead="Held for the offence they were bailed for (PACE 1984 s.34(7)). Else charge, bail again or release.",
        known=why_here,
    )


@pages.page("/<uuid:detention_id>/bail/conditions", does=vary_conditions, methods=["GET", "POST"])
def bail_conditions(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    file = read_bail(actor, detention_id=detention_id)
    stands = _standing(file)
    return step(
        detention_id,
        Form(ConditionsIn(exclude=not_asked_of_a_sergeant()), initial=_last_bail(file)),
        title="Vary the conditions of bail",
        submit="Save the conditions",
        action=lambda fields: vary_conditions(actor, detention_id=detention_id, **fields),
        done="Conditions varied",
        known=lambda _: stands,
    )


@pages.page("/<uuid:detention_id>/bail/return", does=change_return, methods=["GET", "POST"])
def bail_return(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    file = read_bail(actor, detention_id=detention_id)
    known = file.standing and {"return_suite_id": file.standing.return_suite_id, "return_at": file.standing.return_at}
    stands = _standing(file)
    return step(
        detention_id,
        Form(ReturnIn(exclude=not_asked_of_a_sergeant()), initial=known or {}),
        title="Change when or where they return",
        submit="Change the return",
        action=lambda fields: change_return(actor, detention_id=detention_id, **fields),
        done="Return changed",
        known=lambda _: stands,
    )


@pages.page("/<uuid:detention_id>/bail/end", does=end_bail, methods=["GET", "POST"])
def bail_end(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return _about_bail(
        detention_id,
        Form(EndBailIn()),
        title="End bail",
        submit="End bail",
        action=lambda fields: end_bail(actor, detention_id=detention_id, **fields),
        done="Bail ended",
    )


@pages.page("/<uuid:detention_id>/bail/victim", does=tell_victim, methods=["GET", "POST"])
def bail_victim(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return _about_bail(
        detention_id,
        Form(VictimToldIn()),
        title="Victim told of the conditions",
        submit="Save",
        action=lambda fields: tell_victim(actor, detention_id=detention_id, **fields),
        done="Recorded",
    )


@pages.page("/<uuid:detention_id>/under-investigation", does=review_release, methods=["GET", "POST"])
def under_investigation(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return step(
        detention_id,
        Form(StillUnderInvestigationIn()),
        title="Review the release under investigation",
        submit="It goes on",
        action=lambda fields: review_release(actor, detention_id=detention_id, **fields),
        done="Reviewed",
        known=why_here,
    )


@pages.page("/<uuid:detention_id>/under-investigation/end", does=end_investigation, methods=["GET", "POST"])
def investigation_end(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return step(
        detention_id,
        Form(InvestigationEndIn()),
        title="End the release under investigation",
        submit="End it",
        action=lambda fields: end_investigation(actor, detention_id=detention_id, **fields),
        done="Recorded. Nobody is asked to look again",
        known=lambda record: [*_released(record), *why_here(record)],
        tab="bail",
    )


def _released(record: CustodyRecord) -> list[tuple[str, Any]]:
    """When and why they went, over what ends it."""
    held = record.detention
    return [("Released", f"{filters.moment(held.released_at)}. {held.disposal_reason}")] if held.released_at else []


def _about_bail(detention_id: uuid.UUID, form: Form, **about: Any) -> ResponseReturnValue:
    stands = _standing(read_bail(current_actor(), detention_id=detention_id))
    return step(detention_id, form, known=lambda _: stands, **about)


def _standing(file: BailFile) -> list[tuple[str, Any]]:
    """What stands now, over every page that changes it; put into words before the act, which may be refused."""
    bail = file.standing
    if bail is None:
        return []
    return [
        ("Bailed", f"{filters.moment(bail.released_at)}, {bail.power.label}"),
        ("Returns", f"{filters.moment(bail.return_at)} at {bail.return_suite.name}"),
        ("Conditions", str(bail.terms) or "None"),
        ("Period ends", bail.period_ends or "Stands still while the prosecutor decides"),
    ]


def _gather(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    file = read_bail(actor, detention_id=record.detention.id)
    return {
        "bail": file,
        "nearness": nearness,
        "investigation_ends": {each.value: each.label for each in InvestigationEnd},
    }


def _when(applies: Callable[[CustodyRecord], bool], wait: str = "") -> Callable[[CustodyRecord], str | None]:
    return lambda record: wait if applies(record) else None


def _may_be_bailed(record: CustodyRecord) -> bool:
    held = record.detention
    return held.held and held.authorised_at is not None and held.charged_at is None


def _is_on_bail(record: CustodyRecord) -> bool:
    return record.detention.on_bail


def _waits_again(record: CustodyRecord) -> bool:
    held = record.detention
    return held.held and held.returned_at is not None and held.reauthorised_at is None and held.charged_at is None


def _is_under_investigation(record: CustodyRecord) -> bool:
    held = record.detention
    return held.disposal is Disposal.UNDER_INVESTIGATION and held.investigation_ended_at is None


_OFFICER: Final = {"permission": Permission.CUSTODY_DETENTION_APPROVE, "whose": "For a custody officer"}
_OIC: Final = {"permission": Permission.CUSTODY_BAIL_EXTENSION_CREATE, "whose": "For the officer in the case"}
_DESK: Final = {"permission": Permission.CUSTODY_RECORD_CREATE, "whose": "For custody staff"}

add_tab(Tab(key="bail", title="Bail", template="custody/tab_bail.html", order=65, gather=_gather))
for _key, _label, _order, _applies, _whose in (
    ("bail", "Release on bail before charge", 60, _may_be_bailed, _OFFICER),
    ("authorise_again_page", "Authorise detention after bail", 5, _waits_again, _OFFICER),
    ("bail_answer", "Answer bail", 10, _is_on_bail, _DESK),
    ("bail_arrest", "Arrested on bail", 11, _is_on_bail, _DESK),
    ("bail_return", "Change when they return", 12, _is_on_bail, _OFFICER),
    ("bail_conditions", "Vary conditions", 13, _is_on_bail, _OFFICER),
    ("bail_end", "End bail", 14, _is_on_bail, _OFFICER),
    ("bail_longer", "Ask for a longer bail period", 15, _is_on_bail, _OIC),
):
    add_doing(
        Doing(
            key=_key,
            label=_label,
            endpoint=f"custody.{_key}",
            order=_order,
            group=Group.LEAVING,
            wait=_when(_applies),
            leads=_applies if _key in ("bail_answer", "authorise_again_page") else lambda _record: False,
            **_whose,  # type: ignore[arg-type]
        )
    )
for _key, _label, _order in (
    ("under_investigation", "Review the release under investigation", 20),
    ("investigation_end", "End the release under investigation", 21),
):
    add_doing(
        Doing(
            key=_key,
            label=_label,
            endpoint=f"custody.{_key}",
            order=_order,
            group=Group.LEAVING,
            wait=_when(_is_under_investigation),
            **_OIC,  # type: ignore[arg-type]
        )
    )

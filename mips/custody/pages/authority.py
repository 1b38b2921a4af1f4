"""Authorities on the custody record: asked for, given, refused; rights put off; what the court ruled."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core import clock
from mips.custody.model.authority import Wanted
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.deciding import not_heard, since_last, why_held
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.rules.delaying import SECTIONS, DelayGround
from mips.custody.schemas.authority import (
    AskAuthorityIn,
    DelayIn,
    DoneAtIn,
    EndDelayIn,
    ExtensionIn,
    ReferIn,
    RefuseRequestIn,
    RulingIn,
    SettleIn,
    WarrantIn,
)
from mips.custody.usecases.asking import ask_authority, refuse_request
from mips.custody.usecases.authorities import Authorities, read_authorities
from mips.custody.usecases.delays import confirm_delay, delay_advice, delay_informing, end_delay, tell_delay
from mips.custody.usecases.disagreements import refer_disagreement, settle_disagreement
from mips.custody.usecases.extending import extend_detention
from mips.custody.usecases.hearing import tell_of_decisions
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.custody.usecases.warrants import apply_for_warrant, record_ruling
from mips.usecase import UseCase
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.forms import Form

TAB = "authorities"


def _gather(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    grounds = {each.value: each.label for each in DelayGround}
    return {"authorities": read_authorities(actor, detention_id=record.detention.id), "delay_grounds": grounds}


def _while_held(record: CustodyRecord) -> str | None:
    held = record.detention
    return "" if held.held and held.authorised_at and not held.charged_at else None


add_tab(Tab(key=TAB, title="Authorities", template="custody/tab_authorities.html", order=55, gather=_gather))
for _key, _label, _endpoint, _order, _permission, _whose in (
    ("extend", "Extend detention (s.42)", "extend", 60, Permission.CUSTODY_EXTENSION_APPROVE, "For a superintendent"),
    (
        "ask-authority",
        "Ask for an extension or a delay",
        "ask",
        61,
        Permission.CUSTODY_AUTHORITY_REQUEST_CREATE,
        "For a custody officer or investigator",
    ),
    (
        "warrant",
        "Apply for a warrant of further detention",
        "warrant",
        62,
        Permission.CUSTODY_AUTHORITY_REQUEST_CREATE,
        "For a custody officer or investigator",
    ),
    (
        "delay-56",
        "Delay informing (s.56)",
        "delay_56",
        63,
        Permission.CUSTODY_DELAY_S56_APPROVE,
        "For an inspector",
    ),
    (
        "delay-58",
        "Delay legal advice (s.58)",
        "delay_58",
        64,
        Permission.CUSTODY_DELAY_S58_APPROVE,
        "For a superintendent",
    ),
    (
        "refer",
        "Refer a disagreement (s.39(6))",
        "refer",
        76,
        Permission.CUSTODY_REVIEW_READ,
        "For a custody officer or reviewing officer",
    ),
):
    add_doing(
        Doing(
            key=_key,
            label=_label,
            endpoint=f"custody.{_endpoint}",
            order=_order,
            permission=_permission,
            whose=_whose,
            group=Group.PEOPLE if _key.startswith("delay") else Group.CLOCK,
            wait=_while_held,
        )
    )


@pages.page("/<uuid:detention_id>/authorities", does=read_authorities)
def authorities(detention_id: uuid.UUID) -> ResponseReturnValue:
    """Where the board sends whoever asks after an authority."""
    return redirect(url_for("custody.record", detention_id=detention_id, tab=TAB))


@pages.page("/<uuid:detention_id>/authorities/ask", does=ask_authority, methods=["GET", "POST"])
def ask(detention_id: uuid.UUID) -> ResponseReturnValue:
    wanted = request.args.get("wanted", "")
    known = wanted if wanted in {each.value for each in Wanted} else None
    return _of(detention_id, AskAuthorityIn(), ask_authority, "Ask a senior officer", "Ask", wanted=known)


@pages.page("/<uuid:detention_id>/authorities/<uuid:request_id>/refuse", does=refuse_request, methods=["GET", "POST"])
def refuse_asked(detention_id: uuid.UUID, request_id: uuid.UUID) -> ResponseReturnValue:
    return _on(detention_id, RefuseRequestIn(), refuse_request, "Refuse the request", "Refuse", request_id=request_id)


@pages.page("/<uuid:detention_id>/delay/someone-informed", does=delay_informing, methods=["GET", "POST"])
def delay_56(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _delay(detention_id, 56, delay_informing, "Delay having somebody informed")


@pages.page("/<uuid:detention_id>/delay/legal-advice", does=delay_advice, methods=["GET", "POST"])
def delay_58(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _delay(detention_id, 58, delay_advice, "Delay legal advice")


@pages.page("/<uuid:detention_id>/delay/<uuid:delay_id>/written", does=confirm_delay, methods=["GET", "POST"])
def delay_written(detention_id: uuid.UUID, delay_id: uuid.UUID) -> ResponseReturnValue:
    return _on(detention_id, DoneAtIn(), confirm_delay, "Delay confirmed in writing", "Save", delay_id=delay_id)


@pages.page("/<uuid:detention_id>/delay/<uuid:delay_id>/told", does=tell_delay, methods=["GET", "POST"])
def delay_told(detention_id: uuid.UUID, delay_id: uuid.UUID) -> ResponseReturnValue:
    return _on(detention_id, DoneAtIn(), tell_delay, "Detainee told of the delay", "Save", delay_id=delay_id)


@pages.page("/<uuid:detention_id>/delay/<uuid:delay_id>/end", does=end_delay, methods=["GET", "POST"])
def delay_over(detention_id: uuid.UUID, delay_id: uuid.UUID) -> ResponseReturnValue:
    return _on(detention_id, EndDelayIn(), end_delay, "End the delay", "End the delay", delay_id=delay_id)


@pages.page("/<uuid:detention_id>/told-of-decisions", does=tell_of_decisions, methods=["GET", "POST"])
def tell_decisions(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _of(detention_id, DoneAtIn(), tell_of_decisions, "Tell them what was decided", "They were told")


@pages.page("/<uuid:detention_id>/extend", does=extend_detention, methods=["GET", "POST"])
def extend(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    known = read_authorities(actor, detention_id=detention_id)
    asked = next((each for each in known.requests if each.wanted is Wanted.EXTENSION and not each.answered_at), None)
    record = read_custody_record(actor, detention_id=detention_id)
    begun = {"until": (asked.until if asked else None) or known.most, "reason": asked.reason if asked else ""}
    begun |= {"diligence": asked.progress if asked else "", "method": "in-person"}
    return step(
        detention_id,
        Form(ExtensionIn(exclude=not_heard(record)), initial=begun),
        title="Extend detention (PACE s.42)",
        submit="Extend detention",
        action=lambda fields: extend_detention(actor, detention_id=detention_id, **fields),
        done="Detention extended",
        lead="Hear the detainee and any available solicitor first. In person or by live link, never by telephone.",
        known=lambda shown: [*_bounds(known), *why_held(shown), *since_last(shown)],
        tab=TAB,
    )


@pages.page("/<uuid:detention_id>/disagreement", does=refer_disagreement, methods=["GET", "POST"])
def refer(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _of(detention_id, ReferIn(), refer_disagreement, "Refer a disagreement to a superintendent", "Refer it now")


@pages.page(
    "/<uuid:detention_id>/disagreement/<uuid:disagreement_id>", does=settle_disagreement, methods=["GET", "POST"]
)
def settle(detention_id: uuid.UUID, disagreement_id: uuid.UUID) -> ResponseReturnValue:
    title = "Settle the disagreement"
    return _on(detention_id, SettleIn(), settle_disagreement, title, "Save", disagreement_id=disagreement_id)


@pages.page("/<uuid:detention_id>/warrant", does=apply_for_warrant, methods=["GET", "POST"])
def warrant(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    known = read_authorities(actor, detention_id=detention_id)
    held = read_custody_record(actor, detention_id=detention_id).detention
    last = known.applications[0] if known.applications else None
    begun: dict[str, Any] = {"court": held.suite.court, "hours": 36, "offence": held.summary}
    begun |= {"evidence": held.arrest_reason}
    if last:
        names = ("offence", "evidence", "enquiries_made", "enquiries_to_make", "reason", "court")
        begun |= {name: getattr(last, name) for name in names}
    return step(
        detention_id,
        Form(WarrantIn(), initial=begun),
        title="Apply for a warrant of further detention",
        submit="Save the application",
        action=lambda fields: apply_for_warrant(actor, detention_id=detention_id, **fields),
        done="Application recorded. Print the pack for the court from the Authorities tab",
        lead="Apply between 10:00 and 21:00, in court hours if you can (Code C note 15D).",
        known=lambda _record: _bounds(known),
        tab=TAB,
    )


@pages.page("/<uuid:detention_id>/warrant/<uuid:application_id>", does=record_ruling, methods=["GET", "POST"])
def ruling(detention_id: uuid.UUID, application_id: uuid.UUID) -> ResponseReturnValue:
    title = "What the court ruled"
    return _on(detention_id, RulingIn(), record_ruling, title, "Save the ruling", application_id=application_id)


_PUT_OFF: Final = {
    56: (Wanted.DELAY_INFORMED, "An inspector or above who does not investigate"),
    58: (Wanted.DELAY_ADVICE, "A superintendent or above who does not investigate"),
}


def _delay(detention_id: uuid.UUID, section: int, does: UseCase[..., Any], title: str) -> ResponseReturnValue:
    """A right put off: who may, for what, until when at the latest, and who asked for it."""
    actor = current_actor()
    known = read_authorities(actor, detention_id=detention_id)
    wanted, who = _PUT_OFF[section]
    may, until = SECTIONS[section]
    asked = next((each for each in known.requests if each.wanted is wanted and not each.answered_at), None)
    return step(
        detention_id,
        Form(DelayIn(), initial={"reason": asked.reason} if asked else {}),
        title=title,
        submit="Authorise the delay",
        action=lambda fields: does(actor, detention_id=detention_id, **fields),
        done="Delay authorised. It stands on the board until it ends",
        lead="Only for an indictable offence, and only as long as its reason lasts. Tell the detainee why.",
        known=lambda record: [
            ("Held for", record.detention.summary),
            ("Who may", f"{who} ({may.section})"),
            ("At the latest until", _said(known.rights_until, until.section)),
            *([("Asked for", f"{asked.reason} ({asked.asked_by.name})")] if asked else []),
        ],
        tab=TAB,
    )


def _of(
    detention_id: uuid.UUID, schema: Schema, does: UseCase[..., Any], title: str, submit: str, **known: Any
) -> ResponseReturnValue:
    """A page about the detainee."""
    return _on(detention_id, schema, does, title, submit, begun=known, detention_id_too=detention_id)


def _on(
    detention_id: uuid.UUID,
    schema: Schema,
    does: UseCase[..., Any],
    title: str,
    submit: str,
    *,
    begun: Mapping[str, Any] | None = None,
    detention_id_too: uuid.UUID | None = None,
    **which: uuid.UUID,
) -> ResponseReturnValue:
    """A page about one authority; `which` names it."""
    about = which | ({"detention_id": detention_id_too} if detention_id_too else {})
    known = read_authorities(current_actor(), detention_id=detention_id)
    return step(
        detention_id,
        Form(schema, initial=begun or {}),
        title=title,
        submit=submit,
        action=lambda fields: does(current_actor(), **about, **fields),
        done="Recorded",
        known=lambda _record: _bounds(known),
        tab=TAB,
    )


def _bounds(known: Authorities) -> list[tuple[str, Any]]:
    """The times that bound every authority, in words."""
    found: list[tuple[str, Any]] = []
    if known.ends is not None:
        found.append(("Lawful detention ends", _said(known.ends.at, known.ends.source.section)))
    if known.window is not None and not known.extensions:
        found.append(("Extension may be given", " to ".join(filters.moment(at) for at in known.window)))
    if known.ends is not None:
        found += [("36 hours", _said(known.most)), ("Apply to the court by", _said(known.apply_by))]
        found.append(("Never past", _said(known.never_past)))
    return found


def _said(at: Any, source: str = "") -> str:
    """An instant with what is left, or that the clock stands still."""
    if at is None:
        return "\u2013"
    if not hasattr(at, "astimezone"):
        return "The clock stands still"
    more = f", {source}" if source else ""
    return f"{filters.moment(at)} ({filters.left(at, now=clock.now())}{more})"

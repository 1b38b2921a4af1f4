"""Rights as they are told, and the people a detainee wants told."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, Final

from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.custody.model.care import RightKind
from mips.custody.pages.blocks import BlockPage, add_block
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.drafting import draft_of
from mips.custody.rules.booking_in import Block
from mips.custody.schemas.booking import RightActionIn
from mips.custody.schemas.entitlements import Answer, ContactsIn, ContactTriedIn, RightsIn
from mips.custody.usecases.care import act_on_right, give_rights
from mips.custody.usecases.contacts import name_contacts, try_contact
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.custody.usecases.telling import Concerned, RightGiven, concerned
from mips.web.endpoints import current_actor
from mips.web.forms import Form

add_block(BlockPage(block=Block.RIGHTS, endpoint="custody.rights", permission=give_rights.permission))
add_block(BlockPage(block=Block.CONTACTS, endpoint="custody.contacts", permission=name_contacts.permission))


@pages.page("/<uuid:detention_id>/rights", does=give_rights, methods=["GET", "POST"])
def rights(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    held = read_custody_record(actor, detention_id=detention_id).detention
    spoken = held.person.first_language if held.person else ""
    about = concerned(held)
    return step(
        detention_id,
        Form(
            _asked_of(about),
            initial={"language": "" if spoken == "en" else spoken},
            draft=draft_of(detention_id, Block.RIGHTS),
        ),
        title="Give rights",
        submit="Save what was answered",
        action=lambda fields: give_rights(actor, detention_id=detention_id, **as_given(fields)),
        done="Rights recorded",
        lead="Tell the detainee each right and give them the written notice (Code C 3.1, 3.2).",
        known=lambda record: _told_of(record, about),
    )


@pages.page("/<uuid:detention_id>/rights/<uuid:right_id>", does=act_on_right, methods=["GET", "POST"])
def right_action(detention_id: uuid.UUID, right_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(RightActionIn()),
        title="What was done about this right",
        submit="Save",
        action=lambda fields: act_on_right(current_actor(), right_id=right_id, **fields),
        done="Recorded",
    )


@pages.page("/<uuid:detention_id>/contacts", does=name_contacts, methods=["GET", "POST"])
def contacts(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(ContactsIn(), draft=draft_of(detention_id, Block.CONTACTS)),
        title="People to contact",
        submit="Save",
        action=lambda fields: name_contacts(current_actor(), detention_id=detention_id, **fields),
        done="People to contact recorded",
        lead="Whom they want told that they are here, and on which number.",
        known=_kin,
        suggested=lambda record: {"contacts-0-name": _first_of(record)},
    )


@pages.page("/<uuid:detention_id>/contacts/<uuid:contact_id>", does=try_contact, methods=["GET", "POST"])
def contact(detention_id: uuid.UUID, contact_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(ContactTriedIn()),
        title="What came of the call",
        submit="Save",
        action=lambda fields: try_contact(current_actor(), contact_id=contact_id, **fields),
        done="Recorded",
    )


_OF_A_CHILD: Final = ("welfare", "welfare_why_not", "court_order", "supervisor")


def _asked_of(about: Concerned) -> Schema:
    """The rights form with the questions that concern this detainee, and no other."""
    left_out = [] if about.consulate else ["consulate"]
    left_out += [] if about.notified else ["consulate_told", "seeks_asylum"]
    left_out += [] if about.child else list(_OF_A_CHILD)
    schema = RightsIn(exclude=left_out)
    if about.consulate:
        schema.fields["consulate"].required = True
    if about.child:
        schema.fields["court_order"].required = True
    return schema


def _told_of(record: CustodyRecord, about: Concerned) -> list[tuple[str, Any]]:
    told: list[tuple[str, Any]] = (
        [("Told before", record.detention.rights_given_at)] if record.detention.rights_given_at else []
    )
    if about.child:
        told.append(("A child", "Their rights are told again once their appropriate adult is here (Code C 3.17)"))
    if about.notified:
        told.append(("Consulate", "Must be told of the arrest, unless they seek asylum from that state (Code C 7.2)"))
    return told


def _kin(record: CustodyRecord) -> list[tuple[str, Any]]:
    person = record.detention.person
    return [("Next of kin on the record", person.next_of_kin)] if person and person.next_of_kin else []


def _first_of(record: CustodyRecord) -> list[str]:
    return [text for _, text in _kin(record)]


def as_given(fields: dict[str, Any]) -> dict[str, Any]:
    """The answers of the form as one row a right, and how they were told."""
    how = ("language", "interpreter", "adult_present", "notice", "offered_at", "signature")
    return {"given": list(_rows(fields))} | {name: fields[name] for name in how if name in fields}


def _rows(fields: dict[str, Any]) -> Iterator[RightGiven]:
    yield _answered(fields, RightKind.SOMEONE_INFORMED, "informed", detail=fields["informed_whom"])
    yield _answered(
        fields, RightKind.LEGAL_ADVICE, "advice", detail=fields["solicitor"], reason=fields["advice_reason"]
    )
    yield _answered(fields, RightKind.CODES, "codes")
    yield _answered(fields, RightKind.TELEPHONE, "telephone")
    if fields.get("consulate"):
        yield _of_consulate(fields)
    if fields.get("welfare") or fields.get("welfare_why_not"):
        named = fields["welfare"]
        kind, why_not = RightKind.WELFARE, fields["welfare_why_not"]
        yield RightGiven(kind=kind, wanted=True if named else None, detail=named, reason=why_not)
    if (ordered := fields.get("court_order")) is not None:
        yield RightGiven(kind=RightKind.SUPERVISOR, wanted=ordered, detail=fields["supervisor"])


def _of_consulate(fields: dict[str, Any]) -> RightGiven:
    """What they answered; a state that must be told is told whatever that was, save of who seeks asylum from it."""
    kind = RightKind.CONSULATE
    if fields.get("seeks_asylum") and fields["consulate"] is not Answer.YES:
        return RightGiven(kind=kind, wanted=False, reason="Seeks asylum from that state (Code C 7.4)")
    if fields.get("consulate_told"):
        return RightGiven(kind=kind, wanted=True, detail="Must be told of the arrest (Code C 7.2)")
    return _answered(fields, kind, "consulate")


def _answered(fields: dict[str, Any], kind: RightKind, name: str, *, detail: str = "", reason: str = "") -> RightGiven:
    if fields[name] is Answer.NOT_ANSWERED:
        return RightGiven(kind=kind, wanted=None, reason=fields["not_answered_why"])
    return RightGiven(kind=kind, wanted=fields[name] is Answer.YES, detail=detail, reason=reason)

"""What is asked when evidence is wanted by link, and of what came in (F138)."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.model.exhibit import Sensitivity
from mips.investigation.model.sending import SentState
from mips.investigation.rules.sending import MOST_DAYS, MOST_FILES
from mips.web import fields

_MORE = "For how long and how much"


class EvidenceLinkIn(Schema):
    asked_of = fields.Text(
        "Who is asked", required=True, thing="who is asked", max=120, hint="Their name: they produce what they send"
    )
    shown_as = fields.Text(
        "What the page calls it",
        required=True,
        thing="what the page calls it",
        max=80,
        hint="All that it says of the crime. Like the crime number, or Your report of 3 March",
    )
    wanted = fields.LongText("What they should send", max=1000, hint="They read this. Like: film of the till, 2 to 3pm")
    days = fields.Whole("Open for how many days", least=1, most=MOST_DAYS, load_default=7, width=3, group=_MORE)
    most_files = fields.Whole("How many files", least=1, most=MOST_FILES, load_default=20, width=3, group=_MORE)
    most_megabytes = fields.Whole(
        "How many megabytes in all", least=1, most=50_000, load_default=2000, width=5, group=_MORE
    )


class AcceptSentIn(Schema):
    mark = fields.Text("Reference", max=12, width=10, hint="Their initials and the next free number")
    description = fields.Text("Description", required=True, thing="what it is", max=500)
    sensitivity = fields.Choice("Sensitive?", Sensitivity, load_default=Sensitivity.NONE, widget="select")


class RefuseSentIn(Schema):
    why = fields.LongText("Why it is not taken as an exhibit", required=True, thing="why", max=2000)


class SentFileOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    name = fields.Text()
    media_type = fields.Text()
    size = plain.Integer()
    received = plain.Integer()
    received_at = fields.Moment()
    sha256 = fields.Text()
    state = plain.Enum(SentState, by_value=True)
    why = fields.Text()
    exhibit_id = fields.EntityRef()


class SentOut(Schema):
    file = plain.Nested(SentFileOut)
    mark = fields.Text(metadata={"description": "The mark it would have as an exhibit"})


class EvidenceLinkOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    asked_of = fields.Text()
    shown_as = fields.Text()
    wanted = fields.Text()
    most_files = plain.Integer()
    most_bytes = plain.Integer()
    made_at = fields.Moment()
    expires_at = fields.Moment()
    revoked_at = fields.Moment()


class LinkWithFilesOut(EvidenceLinkOut):
    files = plain.List(plain.Nested(SentFileOut))


class NewLinkOut(Schema):
    link = plain.Nested(EvidenceLinkOut)
    token = plain.String(metadata={"description": "Of the address /evidence/TOKEN. It is given now and never again"})


class LinksOfCrimeOut(Schema):
    links = plain.List(plain.Nested(LinkWithFilesOut))

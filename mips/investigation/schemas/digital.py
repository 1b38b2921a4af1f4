"""What is told of a file of a digital exhibit, and shown of it."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.web import fields

LARGEST = 10**15


class BeginUploadIn(Schema):
    name = fields.Text("Name of the file", required=True, max=255)
    size = fields.Whole("Size in bytes", required=True, least=1, most=LARGEST)
    modified = fields.Whole(
        "Last changed",
        least=0,
        most=LARGEST,
        load_default=0,
        hint="Milliseconds since 1970: with name and size it tells one file from another when the line was lost",
    )


class PieceIn(Schema):
    offset = fields.Whole("How many bytes came before this piece", required=True, least=0, most=LARGEST)


class UploadOut(Schema):
    id = fields.EntityRef()
    exhibit_id = fields.EntityRef()
    name = fields.Text()
    media_type = fields.Text()
    size = plain.Integer()
    received = plain.Integer(metadata={"description": "Go on from here"})
    ended_at = fields.Moment()
    ended_why = fields.Text()
    attachment_id = fields.EntityRef()


class ExhibitFileOut(Schema):
    id = fields.EntityRef()
    name = fields.Text()
    media_type = fields.Text()
    size = plain.Integer()
    sha256 = fields.Text()
    created_at = fields.Moment()


class ExhibitFilesOut(Schema):
    files = plain.List(plain.Nested(ExhibitFileOut))
    uploads = plain.List(plain.Nested(UploadOut))

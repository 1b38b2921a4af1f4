"""What is asked before a document is given to somebody else."""

from __future__ import annotations

from marshmallow import Schema

from mips.web import fields


class GiveIn(Schema):
    recipient = fields.Text(
        "Who is it for?",
        thing="who the document is for",
        required=True,
        max=120,
        hint="A person or an organisation. Their name stands on every page",
    )
    purpose = fields.Text(
        "What do they need it for?",
        thing="what it is needed for",
        required=True,
        max=300,
        hint="For example: first hearing on 12 March, or request of the defence solicitor",
    )

"""A suspect circulated as wanted, and the suspects to be dealt with today, as they are told and shown."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.usecases.owed import Whose
from mips.web import fields


class CirculateIn(Schema):
    grounds = fields.LongText("Why they are to be arrested", required=True, max=2000, thing="why")
    risk = fields.LongText(
        "What whoever meets them must beware of",
        required=True,
        max=1000,
        hint="Weapons, violence, flight, self-harm. Say so where nothing is known",
        thing="what to beware of",
    )


class CancelWantedIn(Schema):
    why = fields.LongText("Why they are not wanted any more", required=True, max=1000, thing="why")


class TodayFilters(Schema):
    whose = fields.Choice("Whose", Whose, widget="select", load_default=Whose.ALL)


class TodayWhereIn(Schema):
    whose = fields.Choice("Whose", Whose, load_default=Whose.ALL, allow_none=False)


class WantedOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    person_id = fields.EntityRef()
    offences = plain.List(plain.String())
    grounds = fields.Text()
    risk = fields.Text()
    since = fields.Moment()
    ended_at = fields.Moment()
    ended_why = fields.Text()


class DueOut(Schema):
    person_id = fields.EntityRef(attribute="person.id")
    name = fields.Text(attribute="person.label")
    crime_id = fields.EntityRef(attribute="crime.id")
    crime = fields.Text(attribute="crime.reference")
    what = fields.Text()
    on = plain.Date()
    at = fields.Moment()
    where = fields.Text()
    wanted_id = fields.EntityRef()


class TodayOut(Schema):
    rows = plain.List(plain.Nested(DueOut))
    day = plain.Date()

"""What is asked about searches of premises, and shown of them."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.custody.rules.premises import Occupancy, Power, Relation
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.custody.usecases.premises import Sought
from mips.web import fields

_SOUGHT: Final = ("premises", "occupancy", "relation", "other_offence", "grounds", "evidence")
_EXHIBITS: Final = "With the references of exhibits. Where nothing was found, say so"


class _SoughtIn(Schema):
    premises = fields.Text("Premises", required=True, thing="the premises", max=300, hint="The whole address")
    occupancy = fields.Choice(
        "The person under arrest", Occupancy, required=True, thing="whether they occupy or control it"
    )
    relation = fields.Choice("Evidence of", Relation, required=True, thing="which offence the evidence is of")
    other_offence = fields.Text("Which offence", shown_when="relation=connected-or-similar", load_default="", max=300)
    grounds = fields.LongText(
        "Grounds for suspecting that it is there", required=True, thing="the grounds for the search", max=4000
    )
    evidence = fields.LongText(
        "Nature of the evidence sought",
        hint="Nothing that is subject to legal privilege",
        required=True,
        thing="the nature of the evidence sought",
        max=4000,
    )

    @post_load
    def _as_sought(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | {"sought": Sought(**{name: given.pop(name) for name in _SOUGHT})}


class PremisesAuthorityIn(_SoughtIn):
    authorised_at = fields.Moment("Authorised at", past=HAPPENED, hint=NOW)


class PremisesRefusalIn(_SoughtIn):
    why = fields.LongText("Why it is refused", required=True, thing="why it is refused", max=2000)
    refused_at = fields.Moment("Refused at", past=HAPPENED, hint=NOW)


class PremisesSearchedIn(Schema):
    searched_by = fields.Text("Searched by", required=True, thing="who searched", max=300, hint="Names and numbers")
    found = fields.LongText("What was found", required=True, thing="what was found", max=4000, hint=_EXHIBITS)
    searched_at = fields.Moment("When the search began", past=HAPPENED, hint=NOW)


class PremisesBeforeStationIn(_SoughtIn):
    presence_why = fields.LongText(
        "Why they had to be there for the investigation to be effective",
        required=True,
        thing="why they had to be there",
        max=2000,
    )
    searched_at = fields.Moment("When the search began", required=True, past=HAPPENED, thing="when the search began")
    searched_by = fields.Text("Searched by", required=True, thing="who searched", max=300, hint="Names and numbers")
    found = fields.LongText("What was found", required=True, thing="what was found", max=4000, hint=_EXHIBITS)


class PremisesToldIn(Schema):
    told_id = fields.EntityRef("Inspector told", "officer", required=True, thing="the inspector", hint="Or above")
    told_at = fields.Moment("Told at", past=HAPPENED, hint=NOW)


class PremisesSearchOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    power = plain.Enum(Power, by_value=True)
    premises = plain.String()
    occupancy = plain.Enum(Occupancy, by_value=True)
    relation = plain.Enum(Relation, by_value=True)
    other_offence = plain.String()
    grounds = plain.String()
    evidence = plain.String()
    presence_why = plain.String()
    officer_at = plain.AwareDateTime(allow_none=True)
    officer_id = plain.UUID(allow_none=True)
    officer_rank = plain.Integer(allow_none=True)
    refused_why = plain.String()
    searched_at = plain.AwareDateTime(allow_none=True)
    searched_by = plain.String()
    found = plain.String()


class PremisesSearchesOut(Schema):
    searches = plain.List(plain.Nested(PremisesSearchOut))

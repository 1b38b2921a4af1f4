"""What is asked about searches, and shown of them."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.custody.rules.searches import Adult, DoneBy, PlaceKind, Scan, SearchKind
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.record.model.person import Sex
from mips.web import fields


class SearchIn(Schema):
    """One search, whichever its kind: the rules say which of these it needs."""

    kind = fields.Choice("What kind", SearchKind, required=True, thing="what kind of search")
    location = fields.Text(
        "Where exactly", required=True, thing="where exactly", max=120, hint="Like: cell M4, search room, City Hospital"
    )
    why = fields.LongText(
        "What was looked for, and why it was believed to be there",
        load_default="",
        max=2000,
        thing="what was looked for, and why it was believed to be there",
    )
    authorised_by_id = fields.EntityRef("Authorised by", "officer", hint="Leave empty if it was you")
    authorised_at = fields.Moment("Authorised at", past=HAPPENED, hint=NOW)
    vulnerable = fields.Tick("They are vulnerable")
    adult = fields.Choice("Appropriate adult, for a child or vulnerable person", Adult)
    adult_why = fields.Text("Their name, or why they were not there", load_default="")
    consulted_id = fields.EntityRef("Inspector consulted", "officer", hint="Where the force asks for it")
    drugs = fields.Tick("For a Class A drug, with intent to supply or export")
    consent = fields.Tick("They consented in writing")
    same_sex = fields.Tick("Everybody who searched or was there is of their sex")
    searcher_id = fields.EntityRef("Searched by", "officer", thing="the officer who searched")
    second_id = fields.EntityRef("Second officer there", "officer")
    others = fields.Text("Anybody else there", load_default="")
    exposed = fields.Tick("Intimate parts were exposed")
    half_clothed = fields.Tick("Never all clothing off at once: upper half, dressed again, lower half")
    scan = fields.Choice("X-ray or ultrasound", Scan, thing="whether it was an X-ray or an ultrasound scan")
    done_by = fields.Choice("Done by", DoneBy, thing="who did it")
    done_by_name = fields.Text("Their name", load_default="")
    impracticable_why = fields.Text("If a constable: why no doctor or nurse was practicable", load_default="")
    hcp_there = fields.Tick("If a constable: a doctor or registered nurse was there")
    place = fields.Choice("Kind of place", PlaceKind, thing="the kind of place")
    parts = fields.Text("Parts of the body searched", load_default="", thing="the parts of the body searched")
    item_found = fields.Tick("Something was found")
    found = fields.Text("What was found", shown_when="item_found=yes", load_default="")
    seized_why = fields.Text("If it was seized, why", shown_when="item_found=yes", load_default="")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)

    @post_load
    def _as_how(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in given.items() if name in _NAMED} | {
            "how": {name: value for name, value in given.items() if name not in _NAMED}
        }


_NAMED: Final = {
    "kind",
    "location",
    "authorised_by_id",
    "authorised_at",
    "searcher_id",
    "second_id",
    "consulted_id",
    "at",
}
_ADULT: Final = {"vulnerable", "adult", "adult_why"}
_STRIP: Final = {"exposed", "half_clothed", "consulted_id"}
_BODY: Final = {"drugs", "consent", "done_by", "done_by_name", "place"}
_INTIMATE: Final = {"impracticable_why", "parts", "hcp_there"}

NOT_ASKED: Final = {
    SearchKind.CUSTODY: _ADULT | _STRIP | _BODY | _INTIMATE | {"scan"},
    SearchKind.STRIP: _BODY | _INTIMATE | {"scan"},
    SearchKind.INTIMATE: _STRIP | {"searcher_id", "scan"},
    SearchKind.XRAY: _STRIP | _INTIMATE | {"same_sex", "searcher_id", "second_id"},
}
"""What the page of a kind leaves out."""


NEEDED: Final = {
    SearchKind.CUSTODY: set(),
    SearchKind.STRIP: {"why", "searcher_id"},
    SearchKind.INTIMATE: {"why", "done_by", "place", "parts"},
    SearchKind.XRAY: {"why", "scan", "done_by", "place"},
}
"""What a search of a kind cannot be written down without."""


def asked_about(kind: SearchKind) -> SearchIn:
    """The questions about a search of this kind."""
    schema = SearchIn(exclude={"kind", *NOT_ASKED[kind]})
    for name in NEEDED[kind]:
        schema.fields[name].required = True
    return schema


class SearchOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    kind = plain.Enum(SearchKind, by_value=True)
    at = plain.AwareDateTime()
    location = plain.String()
    why = plain.String()
    authorised_by_id = plain.UUID()
    authorised_rank = plain.Integer()
    authorised_at = plain.AwareDateTime()
    age = plain.Integer(allow_none=True)
    under_18 = plain.Boolean()
    vulnerable = plain.Boolean()
    searcher_sex = plain.Enum(Sex, by_value=True)
    exposed = plain.Boolean()
    adult = plain.Enum(Adult, by_value=True, allow_none=True)
    done_by = plain.Enum(DoneBy, by_value=True, allow_none=True)
    place = plain.Enum(PlaceKind, by_value=True, allow_none=True)
    hcp_there = plain.Boolean()
    scan = plain.Enum(Scan, by_value=True, allow_none=True)
    item_found = plain.Boolean()
    found = plain.String()


class SearchesOut(Schema):
    searches = plain.List(plain.Nested(SearchOut))

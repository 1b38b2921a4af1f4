"""What is asked of who a detainee is: who, what is still right of what is known, what the fingerprints say."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.custody.model.entitlements import Fingerprints
from mips.custody.rules.booking_in import Block
from mips.custody.rules.known import Known
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.record.model.person import Sex
from mips.record.reference.lookup import choices
from mips.web import fields

_SEARCHED_BY = [(Sex.FEMALE.value, "Female officers"), (Sex.MALE.value, "Male officers")]


class DetaineeIn(Schema):
    person_id = fields.PersonRef("Person", required=True, thing="the person")
    how = fields.Text("How do you know?", hint="Like: fingerprints, known to PC 4417, driving licence", load_default="")


class SomebodyElseIn(Schema):
    person_id = fields.PersonRef("Who they are", required=True, thing="the person")
    why = fields.Text("How do you know?", required=True, thing="how you know", max=500)


class WhoTheyAreIn(Schema):
    """What is left out stands as it is on the person."""

    confirmed = fields.Choices("Still right", Known)
    address = fields.Text("Address", hint="Without the postcode", max=500, group=Known.ADDRESS.label)
    postcode = fields.Postcode("Postcode", width=10, group=Known.ADDRESS.label)
    telephone = fields.Phone("Telephone", group=Known.TELEPHONE.label)
    self_defined_ethnicity = fields.Choice(
        "Ethnicity, as they describe it", choices("ethnicity"), group=Known.ABOUT.label
    )
    ethnicity_not_stated_why = fields.Text(
        "Why it was not stated", shown_when="self_defined_ethnicity=NS", group=Known.ABOUT.label
    )
    officer_defined_ethnicity = fields.Choice(
        "Ethnicity, as you see it", choices("officer-defined-ethnicity"), group=Known.ABOUT.label
    )
    nationality = fields.Choice("Nationality", choices("country"), group=Known.ABOUT.label)
    first_language = fields.Choice("First language", choices("language"), group=Known.ABOUT.label)
    interpreter_needed = fields.YesNo("Is an interpreter needed?", group=Known.ABOUT.label)
    religion = fields.Choice("Religion or belief", choices("religion"), group=Known.ABOUT.label)
    next_of_kin = fields.Text("Next of kin", hint="Name, who they are to them, telephone", group=Known.FAMILY.label)
    dependants = fields.Text("Whom do they care for?", hint="Children, parents, animals", group=Known.FAMILY.label)
    occupation = fields.Text("Occupation", group=Known.WORK.label)
    search_as = fields.Choice(
        "To be searched by", _SEARCHED_BY, hint="Ask where there is doubt (Code C Annex L)", group="Now"
    )
    fingerprints = fields.Choice("Fingerprints", Fingerprints, hint="If they were taken", group="Now")

    @post_load
    def _told(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The facts about the person together, as `told`."""
        own = ("confirmed", "search_as", "fingerprints")
        told = {name: value for name, value in given.items() if name not in own}
        return {name: given[name] for name in own if name in given} | {"told": told}


class FingerprintsIn(Schema):
    result = fields.Choice("Fingerprints", Fingerprints, required=True, thing="what the fingerprints say")
    detail = fields.Text("What the screen says", max=500, load_default="")
    checked_at = fields.Moment("When", past=HAPPENED, hint=NOW)


class IdentityCheckOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    result = plain.Enum(Fingerprints, by_value=True)
    detail = plain.String()
    person_id = plain.UUID(allow_none=True)
    checked_at = plain.AwareDateTime()


class BlockOut(Schema):
    block = plain.Enum(Block, by_value=True)
    done_at = plain.AwareDateTime(allow_none=True)
    done_by = plain.String(allow_none=True)
    draft_kept_at = plain.AwareDateTime(allow_none=True)
    draft_kept_by = plain.String(allow_none=True)

"""What is asked of an exhibit and of its movements, and how both are shown to machines."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.model.exhibit import Sensitivity, SignedAs
from mips.investigation.rules.continuity import BY_HAND, SECTION, Where
from mips.investigation.schemas.acquiring import AcquisitionOut
from mips.record.model.object import ThingKind
from mips.record.reference.lookup import choices
from mips.record.schemas.signing import SignatureIn, SignatureOut, signature_part
from mips.web import fields
from mips.web.field.offered import OneOf

NOW: Final = "Leave as now, or 14:20, or yesterday 23:10"
SEIZED_UNDER: Final = "seized-under"
PICTURES: Final = ("image/jpeg", "image/png")
_WHAT, _FOUND, _MORE = "What it is", "How it was found", "If it applies"


class ExhibitIn(Schema):
    """What an exhibit is entered with. All that is known is filled in before."""

    mark = fields.Text(
        "Reference", required=True, thing="the reference", max=12, width=10, group=_WHAT, hint="Next free, like JS/1"
    )
    description = fields.Text(
        "Description", required=True, max=500, group=_WHAT, hint="Like: black Samsung phone, cracked screen"
    )
    thing_kind = fields.Choice("Kind", ThingKind, load_default=ThingKind.PROPERTY, widget="select", group=_WHAT)
    seals = fields.Text("Sealed bag number", max=200, width=20, group=_WHAT, hint="Several parted by commas")
    found_where = fields.Text("Where it was found", required=True, thing="where it was found", max=300, group=_FOUND)
    found_at = fields.Moment("When", past=SECTION, hint=NOW, group=_FOUND)
    seized_under = fields.Choice(
        "Seized under", choices(SEIZED_UNDER), required=True, thing="what it was seized under", group=_FOUND
    )
    found_by_id = fields.EntityRef("Found by, if not you", "user", group=_FOUND)
    producer = fields.Text(
        "Produced by a witness", max=120, group=_MORE, hint="Name, where no officer produces it: their initials mark it"
    )
    number = fields.Text("Serial or other number", max=60, group=_MORE)
    owner = fields.Text("Whose it is", max=300, group=_MORE, hint="Name, and how to reach them")
    hazards = fields.Text("Hazards", max=300, group=_MORE, hint="Like: needle, blade, body fluid")
    sensitivity = fields.Choice("Sensitive?", Sensitivity, load_default=Sensitivity.NONE, widget="select", group=_MORE)
    photograph = fields.Upload("Photograph", types=PICTURES, group=_MORE)


class RecordExhibitIn(ExhibitIn):
    """The same as a machine gives it: without a file, with the exhibit it was parted from."""

    class Meta:
        exclude = ("photograph",)

    parent_id = fields.EntityRef("Parted from")


class ByHand(fields.Choice):
    """Where an entry may say that it goes; the rest follows from a disposal."""

    def one_of(self, value: Any) -> Where:
        return Where(super().one_of(value))


TO_BY_HAND: Final = [(each.value, each.label) for each in BY_HAND]
TO_BY_HAND[0] = (TO_BY_HAND[0][0], "To an officer")


class SecondIn(SignatureIn):
    """The officer who is with whoever moves cash, drugs or a firearm, and their signature."""

    officer_id = fields.EntityRef("Who is with you", "user", required=True, thing="who is with you")

    class Meta:
        fields = ("officer_id", "drawn", "how", "why")


def second_part() -> fields.Part:
    """Asked where something moves under two persons."""
    return fields.Part("The officer with you", SecondIn)


class WhereToIn(Schema):
    officer_id = fields.EntityRef("Officer who takes it", "user", shown_when="to=in-possession")
    shelf_id = OneOf("Shelf", shown_when="to=in-store")
    whom = fields.Text(
        "Who has it there",
        max=200,
        shown_when="to=at-lab|at-court|with-cps|with-defence",
        hint="Lab, court or firm, and the name of who took it",
    )


class MoveIn(WhereToIn):
    to = ByHand("Where it goes", TO_BY_HAND, required=True, thing="where it goes", widget="radios")
    purpose = fields.Text("What for", required=True, thing="what for", max=300, hint="Like: booked in, for examination")
    at = fields.Moment("When", past=SECTION, hint=NOW)
    seal_intact = fields.YesNo("Is the seal whole?")
    seal_after = fields.Text("New bag, if it was sealed again", max=200, width=20)
    seal_why = fields.Text("Why it was opened, or how it was broken", max=300)
    giver = signature_part("of whoever has it now")
    receiver = signature_part("of whoever takes it")
    second = second_part()
    counted = fields.Text("What you both counted or weighed", max=300, hint="Where the bag is new or was opened")
    seen = fields.Version()

    class Meta:
        fields = (
            *("to", "officer_id", "shelf_id", "whom", "purpose", "at"),
            *("seal_intact", "seal_after", "seal_why", "counted", "giver", "receiver"),
            *("second", "seen"),
        )


class CorrectContinuityIn(WhereToIn):
    text = fields.LongText("What is wrong, and what is right", required=True, thing="what is right", max=2000)
    to = ByHand("Where it really is, if that is wrong", TO_BY_HAND, widget="select")
    seen = fields.Version()

    class Meta:
        fields = ("text", "to", "officer_id", "shelf_id", "whom", "seen")


class CorrectEventIn(CorrectContinuityIn):
    """The same as a machine gives it."""

    event_id = fields.EntityRef("Entry that is wrong", required=True)

    class Meta:
        fields = (*CorrectContinuityIn.Meta.fields, "event_id")


class ExhibitFilters(Schema):
    q = fields.Text("Number, mark, bag or words", width=20, max=100)
    whereabouts = fields.Choice("Where", Where, widget="select")
    mine = fields.Tick("In my hands")


class ExhibitsWhereIn(ExhibitFilters):
    whereabouts = fields.Choice("Where", Where, allow_none=False)
    shelf_id = fields.EntityRef("Shelf", allow_none=False)
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class ExhibitLineOut(Schema):
    """An exhibit in a list."""

    id = fields.EntityRef()
    version = fields.Version()
    reference = fields.Text()
    mark = fields.Text()
    crime_id = fields.EntityRef()
    parent_id = fields.EntityRef()
    description = fields.Text()
    thing_kind = plain.Enum(ThingKind, by_value=True)
    seal = fields.Text()
    whereabouts = plain.Enum(Where, by_value=True)
    holder = fields.Text()
    shelf_id = fields.EntityRef()
    moved_at = fields.Moment()
    moves = plain.Integer(metadata={"description": "Number of the newest continuity event: send it back as `seen`"})


class ContinuitySignatureOut(SignatureOut):
    part = plain.Enum(SignedAs, by_value=True)


class WhereaboutsOut(Schema):
    state = plain.Enum(Where, by_value=True)
    user_id = fields.EntityRef()
    shelf_id = fields.EntityRef()
    name = fields.Text()


class ContinuityEventOut(Schema):
    id = fields.EntityRef()
    exhibit_id = fields.EntityRef()
    number = plain.Integer()
    at = fields.Moment()
    entered_at = fields.Moment(attribute="created_at")
    purpose = fields.Text()
    left = plain.Nested(WhereaboutsOut)
    to = plain.Nested(WhereaboutsOut)
    seal_before = fields.Text()
    seal_intact = plain.Boolean(allow_none=True)
    seal_after = fields.Text()
    seal_why = fields.Text()
    second_id = fields.EntityRef()
    counted = fields.Text()
    corrects_id = fields.EntityRef()
    by_id = fields.EntityRef()
    signatures = plain.List(plain.Nested(ContinuitySignatureOut))


class ExhibitOut(ExhibitLineOut):
    """An exhibit with its continuity, newest first."""

    number = fields.Text()
    producer = fields.Text()
    found_at = fields.Moment()
    found_where = fields.Text()
    found_by_id = fields.EntityRef()
    seized_under = fields.Text()
    owner = fields.Text()
    hazards = fields.Text()
    sensitivity = plain.Enum(Sensitivity, by_value=True)
    events = plain.List(plain.Nested(ContinuityEventOut))
    acquisitions = plain.List(
        plain.Nested(AcquisitionOut), metadata={"description": "How its files were acquired, the one that counts first"}
    )

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        around = attr in ("events", "acquisitions")
        return super().get_attribute(obj if around else obj.exhibit, attr, default)


class ExhibitPageOut(Schema):
    rows = plain.List(plain.Nested(ExhibitLineOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class ExhibitsOfCrimeOut(Schema):
    rows = plain.List(plain.Nested(ExhibitLineOut), attribute="exhibits")

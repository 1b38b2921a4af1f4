"""What is asked of and shown about street bail."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, validates_schema
from marshmallow import fields as plain

from mips.core.errors import InputInvalid
from mips.custody.rules.bail_release import BailCondition
from mips.custody.rules.rearrest import NewEvidence
from mips.custody.rules.street_bail import BROUGHT, NoticeHow, Purpose, StreetEnd
from mips.custody.schemas.booking import OtherOffenceIn, open_suite_options
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.custody.schemas.shown import HeldOffenceOut
from mips.custody.usecases.street_bail import StreetArrest, StreetTerms
from mips.custody.usecases.street_reading import StreetView
from mips.record.reference.lookup import choices
from mips.web import fields
from mips.web.field.offered import OneOf, Picked

_ARREST = "The arrest"
_BAIL = "Why bail (PACE s.30A(1A))"
_TERMS = "Conditions (PACE s.30A(3B))"
_ATTEND = "When and where they attend"
_BROUGHT = f"because={StreetEnd.NOT_ANSWERED}|{StreetEnd.BREACH}"
_NOTICE = "The notice (PACE s.30B)"


def _conditions(shown_when: str) -> fields.Choices:
    return fields.Choices("Conditions", BailCondition, group=_TERMS, shown_when=shown_when)


def _words(shown_when: str) -> fields.LongText:
    return fields.LongText(
        "In words, as the notice says them",
        hint="Addresses, hours, names. Never a surety, security or bail hostel (s.30A(3A))",
        max=4000,
        group=_TERMS,
        load_default="",
        shown_when=shown_when,
    )


def _purposes(shown_when: str) -> fields.Choices:
    return fields.Choices("They are necessary", Purpose, group=_TERMS, shown_when=shown_when)


def _say_whether(given: dict[str, Any], name: str, why: str) -> None:
    """Nobody is under a condition that no page showed."""
    if not given.get(name) and (given.get("conditions") or given.get("conditions_words")):
        raise ValidationError(why, name)


_OF_TERMS = (_conditions, _words, _purposes)


class _ArrestedThereIn(Schema):
    person_id = fields.PersonRef("Person", required=True, hint="Name, date of birth or number", thing="the person")
    offence_ids = Picked("Arrested for", hint="What is on the record already", thing="what they were arrested for")
    other_offences = fields.Group("Arrested for something else", OtherOffenceIn, each="Offence", at_most=20)
    arrested_at = fields.Moment(
        "Arrested at", required=True, past=HAPPENED, thing="when they were arrested", hint="Like 13:05", group=_ARREST
    )
    arrest_place = fields.Text("Where", required=True, thing="where they were arrested", group=_ARREST)
    arrest_power = fields.Choice("Power", choices("arrest-power"), load_default="PACE 1984 s.24", group=_ARREST)
    arrest_reason = fields.LongText(
        "Grounds of the arrest",
        hint="As the notice states them",
        required=True,
        thing="the grounds of the arrest",
        max=4000,
        group=_ARREST,
    )
    necessity = fields.Choices(
        "Why the arrest was necessary",
        choices("necessity"),
        required=True,
        thing="why it was necessary",
        group=_ARREST,
    )
    cautioned = fields.YesNo("Cautioned?", group=_ARREST)
    caution_reply = fields.Text("Reply, or why there was no caution", group=_ARREST, max=1000, load_default="")


class StreetReleaseIn(_ArrestedThereIn):
    why = fields.LongText(
        "Why bail is not necessary and proportionate", required=True, thing="why there is no bail", max=4000
    )
    suite_id = OneOf("Your station", open_suite_options, required=True, thing="the station")
    notice = fields.Choice(
        "They have it in writing already",
        NoticeHow,
        hint="Leave empty to print it from here: they are released once they have it",
        allow_none=True,
        load_default=None,
        group=_NOTICE,
    )
    released_at = fields.Moment("Released at", past=HAPPENED, hint=NOW, group=_NOTICE)


class StreetBailIn(_ArrestedThereIn):
    necessary_why = fields.LongText(
        "Why bail is necessary and proportionate", required=True, thing="why bail is necessary", max=4000, group=_BAIL
    )
    representations = fields.LongText(
        "What they said about bail", hint="Or: nothing", required=True, thing="what they said", max=4000, group=_BAIL
    )
    authorised_by_id = fields.EntityRef(
        "Custody officer who authorises it",
        "officer",
        hint="Collar number or name. Tell them what the person said",
        required=True,
        thing="the custody officer",
        group=_BAIL,
    )
    suite_id = OneOf("Station", open_suite_options, required=True, thing="the station", group=_ATTEND)
    attend_at = fields.Moment(
        "Attend at",
        required=True,
        future=True,
        hint="Within three months of the day after the arrest",
        thing="when they attend",
        group=_ATTEND,
    )
    with_conditions = fields.YesNo(
        "Are there conditions?", required=True, thing="whether there are conditions", group=_TERMS
    )
    conditions, conditions_words, purposes = (each("with_conditions=yes") for each in _OF_TERMS)
    notice = fields.Choice(
        "They have it in writing already",
        NoticeHow,
        hint="Leave empty to print it from here: they are released once they have it",
        allow_none=True,
        load_default=None,
        group=_NOTICE,
    )
    granted_at = fields.Moment("Bail given at", past=HAPPENED, hint=NOW, group=_NOTICE)

    @validates_schema
    def _says_whether(self, given: dict[str, Any], **_: Any) -> None:
        _say_whether(given, "with_conditions", "Say yes, or take the conditions out")


_OF_ARREST = ("at", "place", "power", "reason")


def as_street_release(given: dict[str, Any]) -> dict[str, Any]:
    """The fields with the arrest as one thing."""
    rest = dict(given)
    arrest = StreetArrest(
        **{name: rest.pop(f"arrest_{name}") for name in _OF_ARREST if name != "at"},
        at=rest.pop("arrested_at"),
        necessity=rest.pop("necessity"),
        cautioned=rest.pop("cautioned", None),
        caution_reply=rest.pop("caution_reply"),
    )
    return rest | {"arrest": arrest}


def as_street_bail(given: dict[str, Any]) -> dict[str, Any]:
    """The fields of StreetBailIn as granting takes them."""
    rest = as_street_release(given)
    if rest.pop("with_conditions") and not (rest.get("conditions") or rest.get("conditions_words")):
        raise InputInvalid({"conditions": ["Say which conditions, or that there are none"]})
    return as_varied(rest)


def as_varied(given: dict[str, Any]) -> dict[str, Any]:
    """Conditions and what they are for, as one thing."""
    rest = dict(given)
    terms = StreetTerms(
        conditions=rest.pop("conditions", None) or [],
        words=rest.pop("conditions_words", ""),
        purposes=rest.pop("purposes", None) or [],
    )
    return rest | {"terms": terms}


class StreetNoticeIn(Schema):
    notice = fields.Choice("How they were given it", NoticeHow, required=True, thing="how they were given it")
    released_at = fields.Moment("Released at", past=HAPPENED, hint=NOW)


class StreetAttendanceIn(Schema):
    attend_at = fields.Moment("Attend at", required=True, future=True, thing="when they attend")
    suite_id = OneOf("Station", open_suite_options, required=True, thing="the station")
    reason = fields.LongText("Why it changes", required=True, max=2000, thing="why it changes")
    notice_given = fields.Tick("Written notice of the change was given or sent", load_default=False)


class StreetVariationIn(Schema):
    asked = fields.LongText("What they ask for, and why", required=True, max=2000, thing="what they ask for")
    new_information = fields.LongText(
        "What was not known at their request before", max=2000, load_default="", needed="if they asked before"
    )
    varied = fields.YesNo("Vary the conditions?", required=True, thing="whether they are varied")
    conditions, conditions_words, purposes = (each("varied=yes") for each in _OF_TERMS)
    reason = fields.LongText("Reasons", required=True, max=2000, thing="the reasons")
    notice_given = fields.Tick("Written notice of the variation was given or sent", load_default=False)
    no_sergeant_why = fields.Text(
        "Why was no custody sergeant readily available?",
        hint="Only where you act below sergeant (PACE s.36(4))",
        load_default="",
    )


class StreetExcusedIn(Schema):
    reason = fields.LongText("Why they need not attend", required=True, max=2000, thing="why they need not attend")
    notice_given = fields.Tick("Written notice that they need not attend was given or sent", load_default=False)


class StreetArrivalIn(Schema):
    because = fields.Choice(
        "How they come", [(each.value, each.label) for each in BROUGHT], load_default=StreetEnd.ANSWERED.value
    )
    suite_id = OneOf("Custody suite", open_suite_options, required=True, thing="the custody suite")
    arrived_at = fields.Moment("At the station", past=HAPPENED, hint=NOW)
    arrested_at = fields.Moment("Arrested under s.30D at", past=HAPPENED, hint="Like 13:05", shown_when=_BROUGHT)
    arrest_place = fields.Text("Where", load_default="", shown_when=_BROUGHT)
    reason = fields.Text("What they did, or did not do", load_default="", max=2000, shown_when=_BROUGHT)
    escorted_by = fields.Text("Escorting officers", hint="Collar numbers or names", load_default="")
    condition = fields.Text("How they are", hint="Like: calm, smells of drink, cut on the left hand", load_default="")


def as_arrival(given: dict[str, Any]) -> dict[str, Any]:
    """How they come, as the rules name it."""
    return given | {"because": StreetEnd(given["because"])}


class StreetRearrestIn(Schema):
    because = fields.Choice("Why they are arrested again", NewEvidence, required=True, thing="why they are arrested")
    evidence = fields.LongText(
        "What the evidence or analysis is", required=True, max=4000, thing="what the evidence or analysis is"
    )
    arrested_at = fields.Moment("Arrested at", required=True, past=HAPPENED, thing="when they were arrested")
    arrest_place = fields.Text("Where", required=True, thing="where they were arrested")
    arrested_by_id = fields.EntityRef("Arresting officer", "officer", hint="Collar number or name")
    necessity = fields.Choices(
        "Why the arrest was necessary", choices("necessity"), required=True, thing="why it was necessary"
    )
    suite_id = OneOf("Custody suite", open_suite_options, required=True, thing="the custody suite")
    arrived_at = fields.Moment("At the station", past=HAPPENED, hint=NOW)
    condition = fields.Text("How they are", hint="Like: calm, smells of drink, cut on the left hand", load_default="")


class StreetEntryIn(Schema):
    text = fields.LongText("Add to the log", required=True, thing="what happened", max=4000)
    at = fields.Moment("When it happened", past=HAPPENED, hint=NOW)


class StreetBailsAsked(Schema):
    view = fields.Choice("What is shown", StreetView, load_default=StreetView.DUE)
    suite_id = plain.UUID(load_default=None)
    mine = plain.Boolean(load_default=False)
    after = fields.Text("Where the list goes on", max=2000, load_default=None)


class StreetBailOut(Schema):
    """Street bail. A custody record is opened when they attend or are brought in."""

    id = plain.UUID()
    reference = plain.String()
    version = plain.Integer()
    person_id = plain.UUID()
    officer_id = plain.UUID()
    summary = plain.String()
    arrested_at = plain.AwareDateTime()
    arrest_place = plain.String()
    granted_at = plain.AwareDateTime()
    released_at = plain.AwareDateTime(allow_none=True)
    suite_id = plain.UUID()
    attend_at = plain.AwareDateTime(allow_none=True)
    attend_by = plain.Date(allow_none=True)
    conditions = plain.List(plain.String())
    conditions_words = plain.String()
    ended_at = plain.AwareDateTime(allow_none=True)
    ended_by = plain.Enum(StreetEnd, by_value=True, allow_none=True)
    detention_id = plain.UUID(allow_none=True)


class StreetBailWholeOut(StreetBailOut):
    arrest_power = plain.String()
    arrest_reason = plain.String()
    necessary_why = plain.String()
    representations = plain.String()
    authorised_by_id = plain.UUID(allow_none=True)
    purposes = plain.List(plain.String())
    offences = plain.List(plain.Nested(HeldOffenceOut))


class StreetBailsOut(Schema):
    street_bails = plain.List(plain.Nested(StreetBailOut))
    next = plain.String(allow_none=True)

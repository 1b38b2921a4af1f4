"""What is told of a person, and how a person is shown."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema, ValidationError, post_dump, post_load
from marshmallow import fields as plain

from mips.record.model.person import CONTACTS, IdentifierKind, NameKind, Precision, Sex
from mips.record.reference.lookup import choices
from mips.web import fields
from mips.web.field.known import JUDGES


def judged(kind: IdentifierKind, value: str) -> str:
    """The canonical form of an identifier. Raises ValidationError, on `value`, for one that cannot be."""
    if judge := JUDGES.get(kind.value):
        verdict = judge(value)
        if verdict.canonical is None:
            problem = verdict.problem or "is not valid"
            said = problem if problem.startswith(("must", "has", "holds", "is ")) else f"is wrong: {problem}"
            raise ValidationError(f"{kind.label} {said}", field_name="value")
        return verdict.canonical
    return f"@{value.lstrip('@').lower()}" if kind is IdentifierKind.HANDLE else "".join(value.upper().split())


class NameIn(Schema):
    kind = fields.Choice("Kind of name", NameKind, required=True)
    family_name = fields.Text("Surname", required=True)
    given_names = fields.Text("Forenames")


class IdentifierIn(Schema):
    kind = fields.Choice("Kind", IdentifierKind, required=True)
    value = fields.Text("Number, address or name", required=True, max=254)

    @post_load
    def _judge(self, told: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {"kind": told["kind"], "value": judged(told["kind"], told["value"]), "raw": told["value"]}


class ResidenceIn(Schema):
    address = fields.Text("Address", required=True, max=500, hint="Without the postcode")
    postcode = fields.Postcode("Postcode", width=10)
    from_on = fields.Day("From", past=True)
    until_on = fields.Day("Until", past=True)


class WhoIn(Schema):
    """What tells one person from another: asked wherever a person may be created."""

    family_name = fields.Text("Surname", required=True, hint="If they use only one name, put it here")
    given_names = fields.Text("Forenames")
    born = fields.PartialDay("Date of birth", past=True)
    sex = fields.Choice("Sex", Sex)


class PersonIn(WhoIn):
    self_defined_ethnicity = fields.Choice("Ethnicity as they describe it", choices("ethnicity"))
    nationality = fields.Choice("Nationality", choices("country"))
    first_language = fields.Choice("First language", choices("language"))
    names = fields.Group("Other names", NameIn, each="Name", at_most=20)
    identifiers = fields.Group("Numbers and contacts", IdentifierIn, each="Number or contact", at_most=20)
    residences = fields.Group("Addresses", ResidenceIn, each="Address", at_most=20)
    said_by = fields.Text("Who or what says so", hint="For example: themselves, a passport, their mother")
    different_because = fields.LongText(
        "Why this is someone else",
        max=1000,
        hint="Only when somebody very like them is already on the record",
    )


class PersonChangeIn(Schema):
    """What may be changed of a person; what is left out stays as it is. Names and births are added and ended."""

    version = fields.Version()
    sex = fields.Choice("Sex", Sex)
    gender_identity = fields.Text("Gender identity", max=60)
    self_defined_ethnicity = fields.Choice("Ethnicity as they describe it", choices("ethnicity"))
    officer_defined_ethnicity = fields.Choice("Ethnicity as an officer sees it", choices("officer-defined-ethnicity"))
    nationality = fields.Choice("Nationality", choices("country"))
    first_language = fields.Choice("First language", choices("language"))
    interpreter_needed = fields.YesNo("Is an interpreter needed?")
    occupation = fields.Text("Occupation")
    religion = fields.Choice("Religion or belief", choices("religion"))
    disability = fields.LongText("Disability", max=1000)
    died_on = fields.Day("Date of death", past=True)


class _Part(Schema):
    id = plain.UUID()
    said_by = plain.String()
    ended_at = plain.AwareDateTime(allow_none=True)


class NameOut(_Part):
    kind = plain.Enum(NameKind, by_value=True)
    family_name = plain.String()
    given_names = plain.String()


class BirthOut(_Part):
    born_on = plain.Date()
    precision = plain.Enum(Precision, by_value=True)


class IdentifierOut(_Part):
    kind = plain.Enum(IdentifierKind, by_value=True)
    value = plain.String()
    raw = plain.String()


class ResidenceOut(_Part):
    address = plain.String()
    postcode = plain.String()
    from_on = plain.Date(allow_none=True)
    until_on = plain.Date(allow_none=True)


class MarkerOut(_Part):
    kind = plain.String()
    detail = plain.String()
    review_on = plain.Date()
    expires_on = plain.Date()


class PersonBriefOut(Schema):
    id = plain.UUID()
    version = plain.Integer()
    label = plain.String()
    family_name = plain.String()
    given_names = plain.String()
    born_on = plain.Date(allow_none=True)
    born_precision = plain.Enum(Precision, by_value=True)
    sex = plain.Enum(Sex, by_value=True)


class PersonOut(PersonBriefOut):
    gender_identity = plain.String()
    self_defined_ethnicity = plain.String()
    officer_defined_ethnicity = plain.String()
    nationality = plain.String()
    first_language = plain.String()
    interpreter_needed = plain.Boolean(allow_none=True)
    occupation = plain.String()
    religion = plain.String()
    disability = plain.String()
    died_on = plain.Date(allow_none=True)
    names = plain.List(plain.Nested(NameOut))
    births = plain.List(plain.Nested(BirthOut))
    identifiers = plain.List(plain.Nested(IdentifierOut))
    residences = plain.List(plain.Nested(ResidenceOut))
    markers = plain.List(plain.Nested(MarkerOut))


MASK: Final = ("id", "version", "label", "family_name", "given_names", "born_on", "born_precision", "sex")
"""Fields of a person that the masked form keeps (the L of ROL-4), beside the parts below."""


class PersonPageOut(PersonOut):
    """A person as their reader may see them. `limited`: identity and markers only, without health and sources."""

    limited = plain.Boolean()

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        if attr == "residences" and obj.limited:
            return []
        of_page = attr == "limited" or (attr == "markers" and obj.limited)
        return super().get_attribute(obj if of_page else obj.person, attr, default)

    @post_dump
    def _masked(self, shown: dict[str, Any], **_: Any) -> dict[str, Any]:
        if not shown["limited"]:
            return shown
        numbers = [each for each in shown["identifiers"] if each["kind"] not in CONTACTS]
        parts = {name: shown[name] for name in ("names", "births", "markers")} | {"identifiers": numbers}
        for rows in parts.values():
            for each in rows:
                del each["said_by"]
        return {name: shown[name] for name in (*MASK, "limited")} | parts


class SearchIn(Schema):
    q = fields.Text("Name, date of birth, number or postcode", required=True)


class SameIn(WhoIn):
    identifiers = fields.Group("Numbers and contacts", IdentifierIn, at_most=20)
    postcode = fields.Postcode("Postcode")


class ReasonOut(Schema):
    field = plain.String()
    weight = plain.Float()
    text = plain.String()


class HitOut(Schema):
    person = plain.Nested(PersonBriefOut)
    score = plain.Float(attribute="score.total")
    certainty = plain.String(attribute="score.certainty")
    reasons = plain.List(plain.Nested(ReasonOut), attribute="score.reasons")


class HitsOut(Schema):
    hits = plain.List(plain.Nested(HitOut))


class RecordBriefOut(Schema):
    id = plain.UUID()
    kind = plain.String()
    reference = plain.String(allow_none=True)
    label = plain.String()


class EverythingOut(Schema):
    """What one box found: records that bear the number, and persons, best first."""

    records = plain.List(plain.Nested(RecordBriefOut))
    people = plain.Nested(HitsOut)

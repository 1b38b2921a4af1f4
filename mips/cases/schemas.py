"""What the case domain accepts and shows: one schema for form and API."""

from __future__ import annotations

from typing import Final

from marshmallow import Schema
from marshmallow import fields as plain

from mips.cases.model import FormKind
from mips.cases.rules.front_sheet import ENCLOSURES, MARKERS
from mips.cases.rules.readiness import State
from mips.cases.usecases.reading import Whose
from mips.record.model.case import CaseStatus, Plea, Stage
from mips.web import fields

WHOSE: Final = ((Whose.MINE.value, "Mine"), (Whose.TEAM.value, "My team's"), (Whose.ALL.value, "All"))


def _finished() -> fields.Tick:
    """What every form of a file ends with."""
    return fields.Tick("Finished: lock this version", hint="A later change makes the next version")


class Mg5In(Schema):
    """Police report: what the court and the defence learn of the case before the first hearing (CAS-5)."""

    version = fields.Version()
    summary = fields.LongText(
        "Summary of the case",
        required=True,
        hint="What happened, in the order in which it happened, and what proves each element of each offence. "
        "The defence is given this: no addresses or telephone numbers of witnesses",
    )
    key_evidence = fields.LongText("Key evidence", hint="Each witness and exhibit, and what it proves")
    interview = fields.LongText("Summary of the interview", hint="What was admitted or denied, and any defence raised")
    visual_evidence = fields.LongText("Visually recorded evidence", hint="What it shows, and who can produce it")
    other_evidence = fields.LongText("Other evidence not relied on yet", thing="other evidence")
    orders = fields.LongText(
        "Orders, costs and compensation", hint="What the prosecution will ask for on conviction, with amounts"
    )
    finished = _finished()


class Mg6In(Schema):
    """Confidential information for the prosecutor; never given to the defence (CAS-5)."""

    version = fields.Version()
    strengths = fields.LongText("Strengths and weaknesses of the case", required=True)
    witnesses = fields.LongText("Witnesses", hint="What may affect how far somebody will be believed")
    victim_needs = fields.LongText("Needs of the victim", hint="Safety, special measures, what they want")
    media = fields.LongText("Interest of the press or the public")
    sensitive = fields.LongText(
        "Sensitive matters", hint="Say that there are some and who knows; do not write them here"
    )
    finished = _finished()


SCHEMAS: Final = {FormKind.MG5: Mg5In, FormKind.MG6: Mg6In}
"""Each written form and what it asks."""


class FrontSheetIn(Schema):
    version = fields.Version()
    anticipated_plea = fields.Choice("Expected plea", Plea, required=True)
    court = fields.Text("Court", max=80)
    first_hearing_at = fields.Moment(
        "First hearing", hint="Leave empty for somebody kept in custody for the next sitting"
    )
    markers = fields.Choices("Markers", MARKERS.items())
    enclosures = fields.Choices("Goes with the file", ENCLOSURES.items(), hint="Tick what is enclosed")


class WhoseIn(Schema):
    """Which cases, and where in the list to begin."""

    whose = fields.Choice("Cases", WHOSE, load_default=Whose.MINE.value)
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class OffenceOut(Schema):
    id = fields.EntityRef()
    sequence = plain.Integer()
    code = fields.Text()
    title = fields.Text()
    wording = fields.Text()
    stage = fields.Choice("", Stage)
    charged_at = fields.Moment(allow_none=True)


class DefendantOut(Schema):
    person_id = fields.EntityRef(attribute="person.id")
    name = fields.Text(attribute="person.full_name")
    bailed_to = fields.Moment(attribute="defendant.bailed_to", allow_none=True)
    offences = plain.List(plain.Nested(OffenceOut))


class FormOut(Schema):
    """One version of a form as it was written."""

    id = fields.EntityRef()
    version = fields.Version()
    kind = fields.Choice("", FormKind)
    number = plain.Integer()
    edition = plain.Integer()
    contents = plain.Dict(keys=plain.String(), attribute="fields")
    written_at = fields.Moment()
    locked_at = fields.Moment(allow_none=True)


class ItemOut(Schema):
    code = fields.Text()
    title = fields.Text()
    state = fields.Choice("", State)
    says = fields.Text()
    by = fields.Text()


class CaseLineOut(Schema):
    """A case in a list."""

    id = fields.EntityRef()
    version = fields.Version()
    urn = fields.Text()
    label = fields.Text()
    status = fields.Choice("", CaseStatus)
    anticipated_plea = fields.Choice("", Plea)
    court = fields.Text()
    opened_at = fields.Moment()
    first_hearing_at = fields.Moment(allow_none=True)


class CasePageOut(Schema):
    rows = plain.List(plain.Nested(CaseLineOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class CaseOut(Schema):
    """A case with its defendants, forms and what its file still lacks."""

    version = fields.Version(attribute="case.version")
    case = plain.Nested(CaseLineOut)
    officer = fields.Text(attribute="officer_name")
    defendants = plain.List(plain.Nested(DefendantOut))
    forms = plain.List(plain.Nested(FormOut), attribute="all_forms")
    readiness = plain.List(plain.Nested(ItemOut))

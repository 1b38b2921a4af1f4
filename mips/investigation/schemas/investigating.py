"""What is told of a crime after it was recorded: log entries, people, suspects' statuses, outcomes."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema

from mips.investigation.rules import suspects
from mips.investigation.schemas.recording import CrimePartyIn
from mips.investigation.usecases.log import LogKind
from mips.record.model.event import Part
from mips.record.reference.lookup import choices
from mips.web import fields

PARTS = [(Part.VICTIM.value, "Victim"), (Part.WITNESS.value, "Witness")]
FIRST_STATUSES = [(suspects.SUSPECT, "Suspect"), (suspects.PERSON_OF_INTEREST, "Person of interest, not suspected")]


class _PartTaken(fields.Choice):
    """Victim or witness: a suspect is added with grounds."""

    def one_of(self, value: Any) -> Part:
        return Part(super().one_of(value))


class CrimeLogEntryIn(Schema):
    text = fields.LongText("What happened", required=True, thing="what happened")
    kind = fields.Choice("Kind of entry", LogKind, load_default=LogKind.ENTRY)
    at = fields.Moment("When", past=True, hint="now, 14:20 or yesterday 23:10. Leave blank for now")


class AddCrimePartyIn(CrimePartyIn):
    part = _PartTaken("Part", PARTS, required=True, thing="their part")


class AddSuspectIn(Schema):
    person_id = fields.PersonRef("Person", required=True, hint="Name, date of birth or number", thing="a person")
    status = fields.Choice("They are", FIRST_STATUSES, load_default=suspects.SUSPECT)
    grounds = fields.LongText("Why", required=True, max=2000, thing="why")


class ChangeSuspectIn(Schema):
    status = fields.Choice("Status", choices(suspects.LIST), required=True, thing="the status", widget="radios")
    why = fields.LongText("Why", max=2000)

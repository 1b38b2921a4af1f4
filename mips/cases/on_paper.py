"""A case as the forms of its file lay it out: pairs and rows, in the words a court reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mips.cases.case_file import CaseFile, DefendantOnFile
from mips.cases.forms import FormDefinition
from mips.cases.rules.front_sheet import ENCLOSURES, MARKERS
from mips.core.db import Base
from mips.core.identifiers.cases import asn
from mips.record.model.case import Plea
from mips.web.filters import moment

Rows = Sequence[Sequence[Any]]
PLEAS: Final = {
    Plea.UNKNOWN: "",
    Plea.GUILTY: "Guilty plea anticipated (GAP)",
    Plea.NOT_GUILTY: "Not guilty plea anticipated (NGAP)",
}
IN_CUSTODY: Final = "Kept in custody for the next sitting"


@dataclass(frozen=True)
class FileOnPaper:
    """What the templates of the forms read. Every value that is not a text is said by the template."""

    file: CaseFile
    for_defence: bool = False

    def shown(self) -> Iterable[Base]:
        return self.file.shown()

    @property
    def reference(self) -> str:
        return self.file.reference

    @property
    def sections(self) -> Sequence[FormDefinition]:
        """The forms that have something to show."""
        return [each for each in self.file.sections if each.fills_itself or self.file.form(each.kind)]

    @property
    def contents(self) -> Rows:
        """Code, title and version of each form, those not written yet too."""
        forms = [(each, self.file.form(each.kind)) for each in self.file.sections]
        return [(each.code, each.title, _version(each, form)) for each, form in forms]

    @property
    def outline(self) -> Rows:
        case = self.file.case
        return [
            ("URN", self.reference),
            ("Defendants", "\n".join(each.person.full_name for each in self.file.defendants)),
            ("Expected plea", PLEAS[case.anticipated_plea]),
            ("First hearing", case.first_hearing_at or IN_CUSTODY),
            ("Court", case.court),
            ("Officer in the case", self.file.officer_name),
        ]

    @property
    def markers(self) -> str:
        return ", ".join(label for code, label in MARKERS.items() if code in self.file.case.markers) or "None"

    @property
    def enclosed(self) -> str:
        return "\n".join(title for code, title in ENCLOSURES.items() if code in self.file.case.enclosures) or "Nothing"

    @property
    def defendants(self) -> Rows:
        """Name, date of birth, when charged, how they come to court."""
        return [
            (each.person.full_name, each.person.born_on, each.defendant.charged_at, _to_court(each))
            for each in self.file.defendants
        ]

    @property
    def crimes(self) -> Rows:
        return [(each.reference, each.title, each.location, each.officer) for each in self.file.crimes]

    @property
    def readiness(self) -> Rows:
        return [(each.code, each.title, each.state, each.says) for each in self.file.readiness]

    @property
    def charges(self) -> Rows:
        """Defendant, number, offence, when arrested and charged."""
        return [
            (
                each.person.full_name,
                f"{offence.sequence}. {offence.title}",
                offence.arrested_at or (each.charge.arrested_at if each.charge else None),
                offence.charged_at or each.defendant.charged_at,
            )
            for each in self.file.defendants
            for offence in each.offences
        ]

    @property
    def people(self) -> Rows:
        """Victims and witnesses by name alone: the form goes to the defence."""
        return [
            (known.get("name", ""), known.get("part", part).capitalize(), crime.reference)
            for crime in self.file.crimes
            for part, named in (("victim", crime.victims), ("witness", crime.witnesses))
            for known in named
        ]

    def charge_of(self, each: DefendantOnFile) -> Sequence[tuple[str, Any]]:
        """What heads the charge sheet of one defendant. No defendant's solicitor learns where another one lives."""
        person, charge = each.person, each.charge
        private = [("Date of birth", person.born_on), ("Address", each.address)]
        return [
            *([] if self.for_defence and len(self.file.defendants) > 1 else private),
            ("Arrest summons number", asn(charge.asn).short or charge.asn if charge else ""),
            ("Custody record", charge.custody_number if charge else ""),
            ("Charged", _charged(each)),
            ("Officer in the case", self.file.officer_name),
            ("Court", each.defendant.court),
            ("Appears", _to_court(each)),
        ]


def _version(definition: FormDefinition, form: Any) -> str:
    if definition.kind is None:
        return "From the record"
    return f"{form.number}{'' if form.locked_at else ', not finished'}" if form else "Not written"


def _to_court(each: DefendantOnFile) -> str:
    bailed_to = each.defendant.bailed_to
    return f"On bail to {moment(bailed_to)}" if bailed_to else IN_CUSTODY


def _charged(each: DefendantOnFile) -> str:
    by = f" by {each.charge.charged_by}" if each.charge and each.charge.charged_by else ""
    at = f" at {each.charge.suite}" if each.charge and each.charge.suite else ""
    return f"{moment(each.defendant.charged_at)}{by}{at}"

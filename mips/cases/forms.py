"""The forms of a case file: what each is called, who may be given it, and on which template it is laid out (CAS-5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mips.cases.model import CaseForm, FormKind


@dataclass(frozen=True, kw_only=True)
class FormDefinition:
    """One form of the file. `disclosed` says that it goes to the defence and the court (D of CAS-5).

    `templates` are by edition, the last of them current. A form with a `kind` is written by somebody; one without is
    laid out from the record alone. `fills_itself` says that it shows something before anybody has written on it.
    """

    code: str
    title: str
    disclosed: bool
    templates: Mapping[int, str]
    kind: FormKind | None = None
    fills_itself: bool = True

    @property
    def edition(self) -> int:
        return max(self.templates)

    def template_of(self, written: CaseForm | None) -> str:
        return self.templates[written.edition if written else self.edition]


FRONT_SHEET: Final = FormDefinition(
    code="MG1", title="File front sheet", disclosed=False, templates={1: "cases/forms/mg1-1.html"}
)
CHARGE_SHEET: Final = FormDefinition(
    code="MG4", title="Charge sheet", disclosed=True, templates={1: "cases/forms/mg4-1.html"}
)
POLICE_REPORT: Final = FormDefinition(
    code="MG5",
    title="Police report",
    disclosed=True,
    templates={1: "cases/forms/mg5-1.html"},
    kind=FormKind.MG5,
)
EVIDENCE_AND_INFORMATION: Final = FormDefinition(
    code="MG6",
    title="Case file evidence and information",
    disclosed=False,
    templates={1: "cases/forms/mg6-1.html"},
    kind=FormKind.MG6,
    fills_itself=False,
)

DEFINITIONS: Final = (FRONT_SHEET, CHARGE_SHEET, POLICE_REPORT, EVIDENCE_AND_INFORMATION)
"""In the order of the file."""
WRITTEN: Final = {each.kind: each for each in DEFINITIONS if each.kind is not None}

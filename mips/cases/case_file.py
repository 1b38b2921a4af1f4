"""A case with all that is known of it, gathered from every domain: what pages, documents and readiness read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from mips.access.model import User
from mips.between.questions import ChargeFacts, CrimeFacts
from mips.cases.forms import DEFINITIONS, FormDefinition
from mips.cases.model import CaseForm, FormKind
from mips.cases.rules.dates import latest_first_hearing
from mips.cases.rules.readiness import FileFacts, Item, OffenceFacts, State, readiness
from mips.core.db import Base
from mips.core.england import LONDON
from mips.core.identifiers.cases import urn
from mips.record.model.case import Case, Defendant, Offence, Plea
from mips.record.model.person import Person


def printed_urn(number: str) -> str:
    """28/01/00001/26."""
    return urn(number).short or number


@dataclass(frozen=True, kw_only=True)
class DefendantOnFile:
    """One defendant with what they are charged with and what custody knows of it."""

    defendant: Defendant
    offences: Sequence[Offence]
    charge: ChargeFacts | None

    @property
    def person(self) -> Person:
        return self.defendant.person

    @property
    def address(self) -> str:
        """Where they live now, as last recorded."""
        homes = [home for home in self.person.residences if home.until_on is None]
        return ", ".join(part for part in (homes[-1].address, homes[-1].postcode) if part) if homes else ""


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """A case with everything a page or a document shows of it."""

    case: Case
    officer: User | None
    defendants: Sequence[DefendantOnFile]
    crimes: Sequence[CrimeFacts]
    versions: Mapping[FormKind, Sequence[CaseForm]]
    sections: Sequence[FormDefinition] = field(default=DEFINITIONS)

    def shown(self) -> Iterable[Base]:
        return [self.case, *(each.person for each in self.defendants), *self.offences, *self.all_forms]

    @property
    def reference(self) -> str:
        """The URN as it is printed."""
        return printed_urn(self.case.urn)

    @property
    def offences(self) -> list[Offence]:
        return [offence for each in self.defendants for offence in each.offences]

    @property
    def officer_name(self) -> str:
        return f"{self.officer.collar_number} {self.officer.name}" if self.officer else "Officer in the case"

    def form(self, kind: FormKind | None) -> CaseForm | None:
        """The latest version of a form."""
        written = self.versions.get(kind, ()) if kind else ()
        return written[-1] if written else None

    @property
    def all_forms(self) -> list[CaseForm]:
        """Every version of every form, oldest first."""
        return [form for versions in self.versions.values() for form in versions]

    @property
    def readiness(self) -> list[Item]:
        return readiness(_facts_of(self))

    @property
    def ready(self) -> int:
        return sum(item.state is State.READY for item in self.readiness)


def _facts_of(file: CaseFile) -> FileFacts:
    case, defendants = file.case, [each.defendant for each in file.defendants]
    charged_at = min((each.charged_at for each in defendants), default=case.opened_at)
    guilty = {Plea.GUILTY: True, Plea.NOT_GUILTY: False}.get(case.anticipated_plea)
    return FileFacts(
        offences=[_offence_facts(each) for each in file.offences],
        forms={kind.value: versions[-1].locked_at is not None for kind, versions in file.versions.items()},
        enclosures=frozenset(case.enclosures),
        guilty_expected=guilty,
        first_hearing=_london_day(case.first_hearing_at),
        latest_first_hearing=latest_first_hearing(charged_at, guilty=guilty is not False),
        bailed=any(each.bailed_to is not None for each in defendants),
        court=case.court,
        officer=file.officer_name,
    )


def _offence_facts(offence: Offence) -> OffenceFacts:
    return OffenceFacts(
        title=offence.title,
        worded=bool(offence.wording),
        dated=offence.committed_from is not None,
        charged=offence.charged_at is not None,
    )


def _london_day(moment: datetime | None) -> date | None:
    return moment.astimezone(LONDON).date() if moment else None

"""Show a case, list cases, and gather the file of one for printing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.questions import ChargeFacts, charge_facts, crime_facts
from mips.cases.case_file import CaseFile, DefendantOnFile
from mips.cases.forms import DEFINITIONS, FormDefinition
from mips.cases.model import CaseForm, FormKind
from mips.cases.on_paper import FileOnPaper
from mips.core import db
from mips.core.db import Base
from mips.core.errors import NotFound
from mips.record.lookup import fetch
from mips.record.model.case import Case, Defendant, Offence
from mips.record.model.person import Person
from mips.usecase import usecase
from mips.web.keyset import Page, paged

PANEL: Final = 10
"""How many cases a person's page shows."""


class Whose(StrEnum):
    """Which cases a list shows."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


@dataclass(frozen=True)
class CaseList:
    """A page of cases."""

    page: Page[Case]

    def shown(self) -> Iterable[Base]:
        return self.page.rows


@usecase(Permission.CASES_CASE_READ, verb=Verb.CONSULTED)
def read_case(actor: Actor, *, case_id: uuid.UUID) -> CaseFile:
    """A case as its page shows it."""
    return file_of(case_id)


@usecase(Permission.CASES_CASE_READ, verb=Verb.CONSULTED)
def list_cases(actor: Actor, *, whose: Whose = Whose.MINE, after: str | None = None, size: int = 25) -> CaseList:
    """Cases of one's own, of one's teams or all one may see, the newest first."""
    chosen = sa.select(Case).options(selectinload(Case.defendants).joinedload(Defendant.person))
    if whose is Whose.MINE:
        chosen = chosen.where(Case.owner_id == actor.id)
    if whose is Whose.TEAM:
        chosen = chosen.where(Case.team_id.in_(actor.teams))
    return CaseList(paged(db.session, chosen, by=[Case.opened_at.desc(), Case.id.desc()], after=after, size=size))


@usecase(Permission.CASES_CASE_READ, verb=Verb.CONSULTED)
def cases_of_person(actor: Actor, *, person_id: uuid.UUID) -> list[Case]:
    """The cases somebody is prosecuted in, the newest first."""
    chosen = sa.select(Case).join(Defendant, Defendant.case_id == Case.id).where(Defendant.person_id == person_id)
    return list(db.session.scalars(chosen.order_by(Case.opened_at.desc()).limit(PANEL)))


@usecase(Permission.CASES_FORM_READ, verb=Verb.CONSULTED)
def read_form(actor: Actor, *, case_id: uuid.UUID, kind: FormKind) -> CaseForm:
    """The latest version of a form. Raises NotFound while nobody has written it."""
    written = _versions_of(fetch(Case, case_id), [kind]).get(kind)
    if not written:
        raise NotFound
    return written[-1]


@usecase(Permission.CASES_FORM_READ, verb=Verb.DISCLOSED)
def gather_case_file(actor: Actor, *, case_id: uuid.UUID) -> FileOnPaper:
    """Everything in the file as the prosecutor gets it."""
    return FileOnPaper(file_of(case_id))


@usecase(Permission.CASES_FORM_READ, verb=Verb.DISCLOSED)
def gather_initial_details(actor: Actor, *, case_id: uuid.UUID) -> FileOnPaper:
    """What the court and the defence get before the first hearing: no form that is not disclosed (CAS-5)."""
    disclosed = tuple(each for each in DEFINITIONS if each.disclosed)
    return FileOnPaper(file_of(case_id, sections=disclosed), for_defence=True)


def file_of(case_id: uuid.UUID, *, sections: Sequence[FormDefinition] = DEFINITIONS) -> CaseFile:
    """A case with its file, in a fixed number of queries. Forms outside `sections` are left out. Raises NotFound."""
    case = fetch(Case, case_id)
    offences = _offences_of(case)
    charges = {each.detention_id: each for each in charge_facts([offence.id for offence in offences])}
    return CaseFile(
        case=case,
        officer=db.session.get(User, case.owner_id) if case.owner_id else None,
        defendants=[_on_file(each, offences, charges) for each in _defendants_of(case)],
        crimes=crime_facts(list(dict.fromkeys(each.crime_id for each in offences if each.crime_id))),
        versions=_versions_of(case, [each.kind for each in sections if each.kind]),
        sections=sections,
    )


def _on_file(
    defendant: Defendant, offences: Sequence[Offence], charges: Mapping[uuid.UUID, ChargeFacts]
) -> DefendantOnFile:
    mine = [each for each in offences if each.person_id == defendant.person_id]
    known = (charges[each.detention_id] for each in mine if each.detention_id and each.detention_id in charges)
    return DefendantOnFile(defendant=defendant, offences=mine, charge=next(known, None))


def _offences_of(case: Case) -> list[Offence]:
    chosen = sa.select(Offence).where(Offence.case_id == case.id).order_by(Offence.sequence, Offence.id)
    return list(db.session.scalars(chosen))


def _defendants_of(case: Case) -> list[Defendant]:
    chosen = sa.select(Defendant).where(Defendant.case_id == case.id).order_by(Defendant.sequence)
    whole = joinedload(Defendant.person).selectinload(Person.residences)
    return list(db.session.scalars(chosen.options(whole)))


def _versions_of(case: Case, kinds: Sequence[FormKind]) -> dict[FormKind, list[CaseForm]]:
    chosen = sa.select(CaseForm).where(CaseForm.case_id == case.id, CaseForm.kind.in_(kinds)).order_by(CaseForm.number)
    found: dict[FormKind, list[CaseForm]] = {}
    whole = chosen.options(joinedload(CaseForm.written_by), joinedload(CaseForm.locked_by))
    for form in db.session.scalars(whole):
        found.setdefault(form.kind, []).append(form)
    return found

"""What a police-charged file for the first hearing must hold, what it still lacks, and who can mend that (CAS-6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from mips.cases.rules.front_sheet import ALWAYS, ENCLOSURES


class State(StrEnum):
    """Where one item of the file stands."""

    READY = "ready"
    CHECK = "check"
    """Nothing is missing, but somebody should look."""
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class OffenceFacts:
    """One charge, as far as readiness asks about it."""

    title: str
    worded: bool
    dated: bool
    charged: bool


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """Everything the rules look at. `forms` holds each written form and whether it is locked."""

    offences: Sequence[OffenceFacts]
    forms: Mapping[str, bool]
    enclosures: frozenset[str]
    guilty_expected: bool | None
    first_hearing: date | None
    latest_first_hearing: date
    bailed: bool
    court: str
    officer: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the readiness list. `mend` names the part of the case where it is put right."""

    code: str
    title: str
    state: State
    says: str
    by: str
    mend: str = ""


WRITTEN: Final[Mapping[str, str]] = {
    "mg5": "Police report",
    "mg6": "Case file evidence and information",
}


def readiness(facts: FileFacts) -> list[Item]:
    """Every item of the file, what is missing first."""
    found = [item for check in CHECKS for item in check(facts)]
    return sorted(found, key=lambda item: (State.MISSING, State.CHECK, State.READY).index(item.state))


def _charges(facts: FileFacts) -> Iterator[Item]:
    lacking = [
        f"{each.title}: {', '.join(lacks)}"
        for each in facts.offences
        if (lacks := [name for name, known in _charge_parts(each) if not known])
    ]
    says = "; ".join(lacking) or f"{len(facts.offences)} charged"
    state = State.MISSING if lacking or not facts.offences else State.READY
    yield Item(code="MG4", title="Charge sheet", state=state, says=says, by="Custody officer", mend="charges")


def _charge_parts(offence: OffenceFacts) -> tuple[tuple[str, bool], ...]:
    return (("no wording", offence.worded), ("no date", offence.dated), ("not charged", offence.charged))


def _forms(facts: FileFacts) -> Iterator[Item]:
    for code, title in WRITTEN.items():
        state, says = _form_state(facts.forms.get(code))
        yield Item(code=code.upper(), title=title, state=state, says=says, by=facts.officer, mend=code)


def _form_state(locked: bool | None) -> tuple[State, str]:
    if locked is None:
        return State.MISSING, "Not written yet"
    return (State.READY, "Finished") if locked else (State.CHECK, "Written, not finished")


def _plea(facts: FileFacts) -> Iterator[Item]:
    known = facts.guilty_expected is not None
    yield Item(
        code="MG1",
        title="Expected plea",
        state=State.READY if known else State.MISSING,
        says=("Guilty" if facts.guilty_expected else "Not guilty") if known else "Nobody has said",
        by=facts.officer,
        mend="front-sheet",
    )


def _hearing(facts: FileFacts) -> Iterator[Item]:
    if facts.first_hearing is None:
        state, says = (State.MISSING, "No date") if facts.bailed else (State.READY, "Next sitting, in custody")
    elif facts.bailed and facts.first_hearing > facts.latest_first_hearing:
        state, says = State.CHECK, f"Later than {facts.latest_first_hearing:%-d %b}, the last day for this plea"
    else:
        state, says = State.READY, f"{facts.first_hearing:%a %-d %b %Y}"
    if not facts.court:
        state, says = State.MISSING, "No court named"
    yield Item(code="MG1", title="First hearing", state=state, says=says, by="Custody officer", mend="front-sheet")


def _enclosures(facts: FileFacts) -> Iterator[Item]:
    for code, title in ENCLOSURES.items():
        if code in facts.enclosures:
            yield Item(code="Enclosed", title=title, state=State.READY, says="Confirmed", by=facts.officer)
        elif code in ALWAYS:
            yield Item(
                code="Enclosed",
                title=title,
                state=State.MISSING,
                says="Not confirmed as enclosed",
                by=facts.officer,
                mend="front-sheet",
            )


CHECKS: Final[tuple[Callable[[FileFacts], Iterator[Item]], ...]] = (_charges, _forms, _plea, _hearing, _enclosures)

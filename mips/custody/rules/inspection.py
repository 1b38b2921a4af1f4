"""Who may read what of a custody record on paper, and why something is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mips.core.law import Source
from mips.custody.rules.sources_of_papers import C_3_8A, DPA_35, DPA_35_3, DPA_45_4


class Reader(StrEnum):
    """For whom a record is printed."""

    POLICE = "police"
    REPRESENTATIVE = "representative"
    """The solicitor or the appropriate adult. Code C 2.4."""


class Part(StrEnum):
    """The parts of a custody record, in their order (CUS-1)."""

    HEADER = "header"
    ARREST = "arrest"
    ARRIVAL = "arrival"
    PERSON = "person"
    DECISION = "decision"
    RIGHTS = "rights"
    RISK = "risk"
    NEEDS = "needs"
    HEALTH = "health"
    PROPERTY = "property"
    SEARCHES = "searches"
    PREMISES = "premises"
    LOG = "log"
    EVENTS = "events"
    CLOCK = "clock"
    AUTHORITIES = "authorities"
    INVESTIGATION = "investigation"
    SAMPLES = "samples"
    DISPOSAL = "disposal"
    ESCORTS = "escorts"

    @property
    def label(self) -> str:
        return _PARTS[self]


_PARTS = {
    Part.HEADER: "The record",
    Part.ARREST: "Arrest",
    Part.ARRIVAL: "Arrival",
    Part.PERSON: "Person",
    Part.DECISION: "Detention decision",
    Part.RIGHTS: "Rights",
    Part.RISK: "Risk assessment and care plan",
    Part.NEEDS: "People around the detainee",
    Part.HEALTH: "Healthcare",
    Part.PROPERTY: "Property",
    Part.SEARCHES: "Searches",
    Part.PREMISES: "Searches of premises",
    Part.LOG: "Detention log",
    Part.EVENTS: "Force, incidents and complaints",
    Part.CLOCK: "Reviews and clock",
    Part.AUTHORITIES: "Authorities and delays",
    Part.INVESTIGATION: "Interviews and release to officers",
    Part.SAMPLES: "Biometrics and samples",
    Part.DISPOSAL: "Charge, bail and release",
    Part.ESCORTS: "Escorts",
}


@dataclass(frozen=True)
class LeftOut:
    """Something that a reader is not shown, and by what section."""

    what: str
    why: str
    source: Source


_RISK: Final = LeftOut(
    "Risk assessment, care plan and warnings",
    "The assessment and what was made of it need not be shown. Custody staff tell you what bears on your safety",
    C_3_8A,
)
_HEALTH: Final = LeftOut(
    "Clinical findings, medicine and what a hospital said",
    "Only fitness and the need of an appropriate adult are shown. The rest is asked for with consent",
    DPA_35_3,
)
_OTHERS: Final = LeftOut(
    "Names, addresses and telephone numbers of other people", "They are not the detainee\u2019s to be given", DPA_35
)
_INQUIRY: Final = LeftOut(
    "What senior officers were asked for and had not decided, and how far enquiries had come",
    "It may be kept back as long as showing it would prejudice the investigation. Every decision is shown",
    DPA_45_4,
)
_UNSORTED: Final = LeftOut("Entries not sorted as open to inspection", "Ask the custody officer for them", DPA_35)

_WITHHELD_PARTS: Final = {Part.RISK: _RISK}
_WITHHELD_LINES: Final = {
    "risk": _RISK,
    "care": _RISK,
    "release-risk": _RISK,
    "health": _HEALTH,
    "medication": _HEALTH,
    "hospital": _HEALTH,
    "contact": _OTHERS,
    "identity": _OTHERS,
}
_OPEN_LINES: Final = (
    *("entry", "correction", "arrival", "arrest", "authorised", "refused", "comment", "rights", "signature"),
    *("cell", "check", "provision", "people", "complaint", "force", "incident", "search", "property", "handover"),
    *("review", "extension", "warrant", "delay", "authority", "interview", "sample", "drug-test", "document"),
    *("charge", "bail", "child", "investigation", "move", "transfer", "release", "escort"),
)
"""Any other kind of line is left out until somebody has decided that it may be seen: nothing leaks by being new."""


def shows(part: Part, reader: Reader) -> bool:
    """Whether a part of the record is printed for a reader. Code C 2.4, Code C 3.8A."""
    return reader is Reader.POLICE or part not in _WITHHELD_PARTS


def shows_line(kind: str, reader: Reader) -> bool:
    """Whether a line of the log is. A correction goes with the kind of what it corrects. Code C 2.4, Code C 3.8A."""
    return reader is Reader.POLICE or (kind in _OPEN_LINES and kind not in _WITHHELD_LINES)


def left_out(reader: Reader, kinds: Iterable[str]) -> list[tuple[LeftOut, int]]:
    """What a reader is not shown, each with how many lines of the log that takes away. Code C 2.4, Code C 3.8A.

    `kinds` are those of the log's lines. What is always left out is named even where there is none of it.
    """
    if reader is Reader.POLICE:
        return []
    lines = Counter(_WITHHELD_LINES.get(kind, _UNSORTED) for kind in kinds if not shows_line(kind, reader))
    return [
        (each, lines[each])
        for each in (_RISK, _HEALTH, _OTHERS, _INQUIRY, _UNSORTED)
        if each is not _UNSORTED or lines[each]
    ]

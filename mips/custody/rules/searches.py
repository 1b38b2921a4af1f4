"""Searches in custody: of what somebody has, to the skin, of the body, by X-ray; who may, where, with whom (CUS-13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.sources_of_investigation import (
    ANNEX_A_2,
    ANNEX_A_6,
    ANNEX_A_10,
    ANNEX_A_11,
    ANNEX_A_12,
    S54_1,
    S54_9,
    S55_1,
    S55_3A,
    S55_4,
    S55_5,
    S55_8,
    S55_9,
    S55_10,
    S55A,
)


class SearchKind(StrEnum):
    CUSTODY = "custody"
    STRIP = "strip"
    INTIMATE = "intimate"
    XRAY = "x-ray"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    SearchKind.CUSTODY: "Search of what they have (s.54)",
    SearchKind.STRIP: "Strip search",
    SearchKind.INTIMATE: "Intimate search (s.55)",
    SearchKind.XRAY: "X-ray or ultrasound (s.55A)",
}


class Scan(StrEnum):
    """Which of the two a search under s.55A was: the yearly return counts them apart (s.55A(8))."""

    XRAY = "x-ray"
    ULTRASOUND = "ultrasound"

    @property
    def label(self) -> str:
        return {"x-ray": "X-ray", "ultrasound": "Ultrasound scan"}[self.value]


class Adult(StrEnum):
    """The appropriate adult at a search of a child or vulnerable person."""

    PRESENT = "present"
    URGENT = "urgent"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return _ADULTS[self]


_ADULTS = {
    Adult.PRESENT: "Present",
    Adult.URGENT: "Not present: urgent, with a risk of serious harm",
    Adult.DECLINED: "Not present: they said so before the adult, who agreed",
}


class DoneBy(StrEnum):
    DOCTOR = "doctor"
    NURSE = "nurse"
    CONSTABLE = "constable"

    @property
    def label(self) -> str:
        return {"doctor": "Doctor", "nurse": "Registered nurse"}.get(self.value, "Constable")


class PlaceKind(StrEnum):
    STATION = "police-station"
    HOSPITAL = "hospital"
    SURGERY = "surgery"
    MEDICAL = "medical-place"

    @property
    def label(self) -> str:
        return _PLACES[self]


_PLACES = {
    PlaceKind.STATION: "Police station",
    PlaceKind.HOSPITAL: "Hospital",
    PlaceKind.SURGERY: "Doctor\u2019s surgery",
    PlaceKind.MEDICAL: "Other medical place",
}


@dataclass(frozen=True, kw_only=True)
class SearchFacts:
    """What the rules need to know. `present` counts everybody there besides the detainee."""

    kind: SearchKind
    location: str
    why: str
    authority_rank: Rank = Rank.STAFF
    """Of whoever authorised it, at the time."""
    custody_officer: bool = False
    """Whether they were a custody officer then, with no part in the investigation."""
    same_sex: bool = False
    present: int = 1
    exposed: bool = False
    half_clothed: bool = False
    needs_adult: bool = False
    adult: Adult | None = None
    adult_why: str = ""
    inspector_consulted: bool = False
    consult_needed: bool = False
    drugs: bool = False
    consent: bool = False
    done_by: DoneBy | None = None
    impracticable_why: str = ""
    place: PlaceKind | None = None
    parts: str = ""


_No = tuple[str, Source, str]


def check_search(facts: SearchFacts) -> None:
    """Refuse a search that was not done as it must be, with what may be done instead. PACE 1984 s.54, s.55, s.55A."""
    found = (*_of_every(facts), *_RULES[facts.kind](facts))
    refusals = [RuleBroken(why, rule=source.section, field=field) for why, source, field in found]
    if refusals:
        refusals[0].also = refusals[1:]
        raise refusals[0]


def _of_every(facts: SearchFacts) -> Iterator[_No]:
    source = ANNEX_A_12 if facts.kind is SearchKind.STRIP else S54_1
    if not facts.location.strip():
        yield "Say where exactly the search was: the room, cell or hospital", source, "location"
    if facts.kind is not SearchKind.CUSTODY and not facts.why.strip():
        yield "Say what was looked for, and why it was believed to be there", source, "why"


def _custody(facts: SearchFacts) -> Iterator[_No]:
    if not facts.same_sex:
        yield "A search is by a constable of the detainee\u2019s sex: have one of them do it", S54_9, "same_sex"


def _strip(facts: SearchFacts) -> Iterator[_No]:
    if not facts.custody_officer:
        yield (
            "A custody officer who has no part in the investigation authorises a strip search. Search outer clothing "
            "(s.54), or ask one",
            ANNEX_A_10,
            "authorised_by_id",
        )
    if not facts.same_sex:
        yield (
            "A strip search is by officers of the detainee\u2019s sex, seen by nobody else",
            ANNEX_A_11,
            "same_sex",
        )
    if facts.exposed and facts.present < TWO:
        yield (
            "Where intimate parts are exposed at least two people are there besides the detainee. Wait for a second",
            ANNEX_A_11,
            "second_id",
        )
    if not facts.half_clothed:
        yield (
            "Nobody is made to take off all clothing at once: above the waist, dressed again, then below",
            ANNEX_A_11,
            "half_clothed",
        )
    yield from _adult(facts)


def _adult(facts: SearchFacts) -> Iterator[_No]:
    if not facts.needs_adult:
        return
    if facts.adult is None:
        yield (
            "A child or vulnerable person is searched with an appropriate adult there, unless it is urgent or they say "
            "otherwise before the adult, who agrees. Wait for the adult",
            ANNEX_A_11,
            "adult",
        )
    elif not facts.adult_why.strip():
        wanted = "Name the appropriate adult" if facts.adult is Adult.PRESENT else "Say why, and which adult agreed"
        yield wanted, ANNEX_A_11, "adult_why"
    if facts.consult_needed and not facts.inspector_consulted:
        yield (
            "This force has an inspector consulted before a child or vulnerable person is strip searched",
            ANNEX_A_11,
            "consulted_id",
        )


def _intimate(facts: SearchFacts) -> Iterator[_No]:
    yield from _inspector(facts, S55_1)
    if facts.drugs:
        yield from _for_drugs(facts)
    elif facts.done_by is DoneBy.CONSTABLE:
        yield from _by_constable(facts)
    if facts.done_by is None:
        yield "Say who did it: a doctor, a nurse or a constable", S55_5, "done_by"
    if facts.present < TWO:
        yield "At least two people are there besides the detainee: name both. Wait for a second", ANNEX_A_6, "second_id"
    if facts.place is None:
        yield "Say what kind of place it was done at", S55_8, "place"
    if not facts.parts.strip():
        yield "Say which parts of the body were searched", S55_10, "parts"
    if facts.needs_adult and facts.adult is None:
        yield "Say whether an appropriate adult of the same sex was there, or why not", ANNEX_A_2, "adult"


def _for_drugs(facts: SearchFacts) -> Iterator[_No]:
    if not facts.consent:
        yield (
            "Without written consent there is no intimate search for drugs. A court may draw an inference: record the "
            "refusal in the log, and consider an X-ray (s.55A) or constant watch",
            S55_3A,
            "consent",
        )
    if facts.done_by is DoneBy.CONSTABLE:
        yield "For drugs only a doctor or registered nurse may do it: call one", S55_4, "done_by"
    if facts.place is PlaceKind.STATION:
        yield "For drugs it is never at a police station: go to a hospital or surgery", S55_9, "place"


def _by_constable(facts: SearchFacts) -> Iterator[_No]:
    if not facts.impracticable_why.strip():
        yield (
            "A constable does it only when an inspector finds a doctor or nurse impracticable. Say why, or call one",
            S55_5,
            "impracticable_why",
        )
    if not facts.same_sex:
        yield "A constable of the other sex may not do it: find one of the detainee\u2019s sex", S55_5, "same_sex"


def _xray(facts: SearchFacts) -> Iterator[_No]:
    yield from _inspector(facts, S55A)
    if not facts.drugs:
        yield "This is only for a Class A drug believed swallowed, with intent to supply or export", S55A, "drugs"
    if not facts.consent:
        yield (
            "Without written consent there is no X-ray or scan. A court may draw an inference: record the refusal",
            S55A,
            "consent",
        )
    if facts.done_by not in (DoneBy.DOCTOR, DoneBy.NURSE):
        yield "Only a doctor or registered nurse may do it", S55A, "done_by"
    if facts.place in (None, PlaceKind.STATION):
        yield "It is done at a hospital, surgery or other medical place", S55A, "place"


def _inspector(facts: SearchFacts, source: Source) -> Iterator[_No]:
    if facts.authority_rank < Rank.INSPECTOR:
        yield (
            "An inspector or above authorises this: ask one, by telephone if need be",
            source,
            "authorised_by_id",
        )


TWO: Final = 2
_RULES: Final[dict[SearchKind, Callable[[SearchFacts], Iterator[_No]]]] = {
    SearchKind.CUSTODY: _custody,
    SearchKind.STRIP: _strip,
    SearchKind.INTIMATE: _intimate,
    SearchKind.XRAY: _xray,
}

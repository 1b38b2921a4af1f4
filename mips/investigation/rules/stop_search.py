"""What must be told before somebody is stopped and searched, and what must be written of it (INV-12, PACE s.2, s.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken

POWERS: Final = "search-power"
OBJECTS: Final = "search-object"
OUTCOMES: Final = "search-outcome"
AGES: Final = "age-range"
SELF_DEFINED: Final = "ethnicity"
OFFICER_DEFINED: Final = "officer-defined-ethnicity"
NOT_STATED_WHY: Final = "ethnicity-not-stated"
EDITIONS: Final = "code-a-edition"
"""Reference lists, dated: what is on them on the day of the search may be recorded of it."""

SECTION_60: Final = "cjpoa-60"
NO_FURTHER_ACTION: Final = "none"
ARREST: Final = "arrest"
NOT_STATED: Final = "NS"
CHILDREN: Final = frozenset({"under-10", "10-17"})

CONSTABLE: Final = 1
"""Rank of ROL-1; below it is police staff, a community support officer among them."""

TELL_FIRST: Final = (
    ("G", "Grounds", "why you suspect them, or the authority you search under"),
    ("O", "Object", "what you are looking for"),
    ("W", "Warrant card", "shown, if you are in plain clothes"),
    ("I", "Identity", "your name; your number only in a terrorism search"),
    ("S", "Station", "the police station you work from"),
    ("E", "Entitled to a copy", "of this record, asked for within three months"),
    ("L", "Legal power", "the Act and section you use"),
    ("Y", "You are detained", "for the purposes of a search"),
)
"""GO-WISELY: what the person is told before the search begins. PACE 1984 s.2(2)-(3), Code A 3.8."""


class SearchType(StrEnum):
    """What was stopped and searched. The first three are published; a stop without a search is not."""

    PERSON = "Person search"
    VEHICLE = "Vehicle search"
    PERSON_AND_VEHICLE = "Person and Vehicle search"
    STOP = "Stop only"

    @property
    def label(self) -> str:
        return _TYPES[self.value]

    @property
    def of_person(self) -> bool:
        return self in {SearchType.PERSON, SearchType.PERSON_AND_VEHICLE}

    @property
    def of_vehicle(self) -> bool:
        return self in {SearchType.VEHICLE, SearchType.PERSON_AND_VEHICLE}


_TYPES: Final = {
    "Person search": "Person",
    "Vehicle search": "Vehicle",
    "Person and Vehicle search": "Person and vehicle",
    "Stop only": "Stop only, no search",
}


class Extent(StrEnum):
    """How far a search of a person went (PACE s.2(9), Code A 3.5-3.7)."""

    OUTER = "outer"
    MORE = "more"
    INTIMATE_PARTS = "intimate-parts"

    @property
    def label(self) -> str:
        return _EXTENTS[self.value]


_EXTENTS: Final = {
    "outer": "Nothing, or outer coat, jacket, gloves",
    "more": "More than that",
    "intimate-parts": "Intimate parts were exposed",
}


@dataclass(frozen=True, kw_only=True)
class SearchFacts:
    """What is told of a search. Empty or None: nothing was told."""

    kind: SearchType
    told: bool = False
    power: str = ""
    object: str = ""
    grounds: str = ""
    outcome: str = ""
    linked: bool | None = None
    self_defined: str = ""
    not_stated_why: str = ""
    officer_defined: str = ""
    age_range: str = ""
    gender: str = ""
    registration: str = ""
    unattended: bool = False
    notice_left: bool = False
    extent: Extent | None = None
    out_of_view: bool | None = None
    same_sex: bool | None = None
    where_taken: str = ""
    consulted: bool = False
    """Whether a supervisor, other than the officer who searched, was consulted."""
    adult_present: bool | None = None
    adult_why_not: str = ""
    body_worn: bool | None = None
    body_worn_why_not: str = ""
    authority_cited: bool = False

    @property
    def nobody_there(self) -> bool:
        return self.kind is SearchType.VEHICLE and self.unattended


@dataclass(frozen=True)
class _Missing:
    rule: str
    found: list[RuleBroken] = field(default_factory=list)

    def unless(self, given: object, said: str, name: str) -> None:
        if not given:
            self.found.append(RuleBroken(said, rule=self.rule, field=name))


def check_search(facts: SearchFacts, *, rank: int) -> None:
    """Refuse a record that lacks what the law wants of it, all at once. Raises RuleBroken (PACE s.2-3, Code A 3-4)."""
    found = list(_broken(facts, rank))
    if found:
        first, *others = found
        raise RuleBroken(first.detail, rule=first.rule, field=first.field, also=others)


def _broken(facts: SearchFacts, rank: int) -> Iterator[RuleBroken]:
    if facts.kind is SearchType.STOP:
        yield from _stop(facts)
        yield from _camera(facts)
        return
    if rank < CONSTABLE:
        said = "Only a constable searches. Choose \u2018Stop only\u2019, or let the constable who searched record it"
        yield RuleBroken(said, rule="ROL-4", field="search_type")
    yield from _told(facts)
    yield from _statute(facts)
    yield from _person(facts)
    yield from _vehicle(facts)
    yield from _clothing(facts)
    yield from _camera(facts)


def _stop(facts: SearchFacts) -> Iterator[RuleBroken]:
    if not facts.grounds.strip():
        yield RuleBroken("Enter why they were stopped", rule="Code A 4.12", field="grounds")
    if facts.power or facts.object:
        said = "A power or an object belongs to a search. Empty them, or choose what was searched"
        yield RuleBroken(said, rule="Code A 4.12", field="search_type")


def _told(facts: SearchFacts) -> Iterator[RuleBroken]:
    """PACE 1984 s.2(2)-(3); of an unattended vehicle, the notice of s.2(6)."""
    if facts.nobody_there:
        if not facts.notice_left:
            yield RuleBroken(
                "Leave the notice in or on the vehicle, and say so", rule="PACE 1984 s.2(6)", field="notice_left"
            )
    elif not facts.told:
        said = "Tell them first: a search they were not told about is not lawful. Tick when you have"
        yield RuleBroken(said, rule="PACE 1984 s.2(2)", field="told")
    if facts.unattended and facts.kind is not SearchType.VEHICLE:
        yield RuleBroken(
            "Where somebody was searched the vehicle was attended", rule="PACE 1984 s.2(6)", field="unattended"
        )


def _statute(facts: SearchFacts) -> Iterator[RuleBroken]:
    """The object, the grounds and the power. PACE 1984 s.3(6)(a), Code A 4.3."""
    missing = _Missing("PACE 1984 s.3(6)")
    missing.unless(facts.object, "Select what you looked for", "object")
    missing.unless(facts.grounds.strip(), "Enter the grounds", "grounds")
    missing.unless(facts.power, "Select the power", "power")
    missing.unless(facts.outcome, "Select the outcome", "outcome")
    if facts.outcome and facts.outcome != NO_FURTHER_ACTION and facts.linked is None:
        missing.unless(None, "Say whether the outcome has to do with what you looked for", "linked")
    yield from missing.found
    if facts.power == SECTION_60 and not facts.authority_cited:
        said = "Select the authority that runs here. Without one there is no search under section 60"
        yield RuleBroken(said, rule="CJPOA 1994 s.60(4)", field="authority_id")
    if facts.power != SECTION_60 and facts.authority_cited:
        yield RuleBroken("This power needs no section 60 authority", rule="CJPOA 1994 s.60(4)", field="authority_id")


def _person(facts: SearchFacts) -> Iterator[RuleBroken]:
    """Ethnic origin, as they say and as perceived, unless nobody was with the vehicle. PACE 1984 s.3(6)(a)(v), (6A)."""
    if facts.nobody_there:
        return
    missing = _Missing("PACE 1984 s.3(6)")
    missing.unless(facts.self_defined, "Ask how they describe their ethnicity", "self_defined")
    missing.unless(facts.officer_defined, "Select how you perceive it", "officer_defined")
    if facts.self_defined == NOT_STATED:
        missing.unless(facts.not_stated_why, "Say why they did not state it", "not_stated_why")
    missing.unless(facts.age_range, "Select about what age", "age_range")
    missing.unless(facts.gender, "Select the gender", "gender")
    yield from missing.found


def _vehicle(facts: SearchFacts) -> Iterator[RuleBroken]:
    """A record about a vehicle names it. Code A 4.3."""
    if facts.kind.of_vehicle and not facts.registration:
        yield RuleBroken("Enter the registration", rule="Code A 4.3", field="registration")


def _clothing(facts: SearchFacts) -> Iterator[RuleBroken]:
    """In public no more than outer coat, jacket and gloves may be required off. PACE 1984 s.2(9), Code A 3.5-3.7."""
    if not facts.kind.of_person:
        return
    if facts.extent is None:
        yield RuleBroken("Select what was taken off", rule="PACE 1984 s.2(9)", field="extent")
        return
    if facts.extent is Extent.OUTER:
        return
    missing = _Missing("Code A 3.6")
    missing.unless(
        facts.out_of_view, "It is done out of public view. Say that it was, or select what was taken off", "out_of_view"
    )
    missing.unless(
        facts.same_sex, "It is done by an officer of the same sex, with nobody else of the other sex there", "same_sex"
    )
    yield from missing.found
    if facts.extent is Extent.INTIMATE_PARTS:
        yield from _intimate_parts(facts)


def _intimate_parts(facts: SearchFacts) -> Iterator[RuleBroken]:
    """At a station or near, a supervisor consulted, an adult there for a child. Code A 3.7, Code C Annex A 11."""
    missing = _Missing("Code A 3.7")
    missing.unless(
        facts.where_taken.strip(), "Enter where: at a station or somewhere near, not in a police vehicle", "where_taken"
    )
    missing.unless(facts.consulted, "Select the supervisor who was consulted first", "supervisor_id")
    if facts.age_range in CHILDREN and not facts.adult_present and not facts.adult_why_not.strip():
        missing.unless(None, "Say why no appropriate adult was there", "adult_why_not")
    yield from missing.found


def _camera(facts: SearchFacts) -> Iterator[RuleBroken]:
    if facts.body_worn is None:
        yield RuleBroken("Say whether body-worn video was on", rule="INV-12", field="body_worn")
    elif not facts.body_worn and not facts.body_worn_why_not.strip():
        yield RuleBroken("Say why it was off", rule="INV-12", field="body_worn_why_not")


def check_supervisor(*, is_searcher: bool, rank: int) -> None:
    """The supervisor consulted is somebody else, a sergeant or above. Raises RuleBroken (Code A 3.7)."""
    if is_searcher or rank <= CONSTABLE:
        raise RuleBroken("Consult a sergeant or above who is not searching", rule="Code A 3.7", field="supervisor_id")

"""Identification and samples: which power serves, what it needs, what is owed (CUS-15)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.sources_of_investigation import S54A, S61, S61A, S62, S63, S64A, S117_SAMPLES


class SampleKind(StrEnum):
    FINGERPRINTS = "fingerprints"
    PHOTO = "photograph"
    DNA = "dna"
    FOOTWEAR = "footwear"
    MARKS = "marks"
    INTIMATE = "intimate"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    SampleKind.FINGERPRINTS: "Fingerprints",
    SampleKind.PHOTO: "Photograph",
    SampleKind.DNA: "DNA (non-intimate sample)",
    SampleKind.FOOTWEAR: "Footwear impressions",
    SampleKind.MARKS: "Search for identifying marks",
    SampleKind.INTIMATE: "Intimate sample",
}


class SampleGround(StrEnum):
    """Where the power comes from, where it is not simply that they are detained or charged."""

    DETAINED = "detained"
    CHARGED = "charged"
    CONVICTED = "convicted"
    FOREIGN = "foreign"
    WRONG_PERSON = "wrong-person"
    COURT = "court"

    @property
    def label(self) -> str:
        return _GROUNDS[self]


_GROUNDS = {
    SampleGround.DETAINED: "Detained after arrest",
    SampleGround.CHARGED: "Charged or reported",
    SampleGround.CONVICTED: "Convicted or cautioned since",
    SampleGround.FOREIGN: "Convicted abroad",
    SampleGround.WRONG_PERSON: "Answers bail and may be somebody else",
    SampleGround.COURT: "Held by police on a court\u2019s authority",
}


class NationalStatus(StrEnum):
    """How far the national systems (PNC, LEDS, the DNA database) have it."""

    NOT_SENT = "not-sent"
    SENT = "sent"
    CONFIRMED = "confirmed"
    MATCHED = "matched"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        return {"not-sent": "Not sent yet", "rejected": "Rejected: take again"}.get(self.value, self.value.capitalize())


@dataclass(frozen=True, kw_only=True)
class SampleFacts:
    """`taken_before`: one that will do was taken in this investigation already."""

    ground: SampleGround
    recordable: bool
    taken_before: bool = False
    consent: bool = False
    """In writing. A child's with that of parent or guardian; under 14 theirs alone."""
    authority: Rank | None = None
    """Of whoever authorised it, at the time."""
    force: bool = False


@dataclass(frozen=True)
class Power:
    """The power that serves, and what it is called on the record."""

    source: Source
    words: str
    force_allowed: bool = True


def power_for(kind: SampleKind, facts: SampleFacts) -> Power:
    """The power by which this may be taken now; refuses what none serves.

    PACE 1984 s.54A, s.61, s.61A, s.62, s.63, s.64A.
    """
    power = _power(kind, facts)
    if facts.force and not power.force_allowed:
        raise _no("Force may not be used for this: it rests on consent, which can be withdrawn", power.source, "force")
    return power


def _power(kind: SampleKind, facts: SampleFacts) -> Power:
    if kind is SampleKind.INTIMATE:
        return _intimate(facts)
    if kind is SampleKind.PHOTO:
        return Power(S64A, "photograph of somebody detained, with or without consent")
    if kind is SampleKind.MARKS:
        return _marks(facts)
    return _routine(kind, facts)


_BY_KIND: Final = {SampleKind.FINGERPRINTS: S61, SampleKind.FOOTWEAR: S61A, SampleKind.DNA: S63}
_INSPECTOR_FOR: Final = {
    SampleKind.FINGERPRINTS: {SampleGround.CONVICTED, SampleGround.FOREIGN, SampleGround.WRONG_PERSON},
    SampleKind.DNA: {SampleGround.CONVICTED, SampleGround.FOREIGN, SampleGround.COURT},
    SampleKind.FOOTWEAR: set[SampleGround](),
}
_ROUTINE: Final = {SampleGround.DETAINED, SampleGround.CHARGED}
_SERVES: Final = {
    SampleKind.FINGERPRINTS: _ROUTINE | _INSPECTOR_FOR[SampleKind.FINGERPRINTS],
    SampleKind.DNA: _ROUTINE | _INSPECTOR_FOR[SampleKind.DNA],
    SampleKind.FOOTWEAR: _ROUTINE,
}


def _routine(kind: SampleKind, facts: SampleFacts) -> Power:
    source = _BY_KIND[kind]
    if why := _why_not_without_consent(kind, facts):
        if facts.consent:
            return Power(source, "with written consent", force_allowed=False)
        raise _no(f"{why}. Ask for consent in writing", source, "consent")
    if facts.ground in _INSPECTOR_FOR[kind] and (facts.authority or Rank.STAFF) < Rank.INSPECTOR:
        raise _no(
            f"{facts.ground.label}: an inspector or above must authorise this. Ask one, or ask for consent",
            source,
            "authority_id",
        )
    return Power(source, f"without consent: {facts.ground.label.lower()}")


def _why_not_without_consent(kind: SampleKind, facts: SampleFacts) -> str:
    """Empty when the power without consent serves."""
    if facts.ground not in _SERVES[kind]:
        return f"{facts.ground.label} gives no power to take this without consent"
    if facts.ground in _ROUTINE and not facts.recordable:
        return "None of the offences is recordable, so it may not be taken without consent"
    if facts.ground in _ROUTINE and facts.taken_before:
        return "It was taken in this investigation already, and nobody said that it was incomplete or poor"
    return ""


def _intimate(facts: SampleFacts) -> Power:
    if (facts.authority or Rank.STAFF) < Rank.INSPECTOR:
        raise _no("An inspector or above must authorise an intimate sample: ask one first", S62, "authority_id")
    if not facts.consent:
        raise _no(
            "An intimate sample needs written consent, whoever authorised it. A refusal without good cause may count "
            "against them: record the refusal, with why",
            S62,
            "consent",
        )
    return Power(S62, "by an inspector\u2019s authority, with written consent", force_allowed=False)


def _marks(facts: SampleFacts) -> Power:
    if facts.consent:
        return Power(S54A, "with consent", force_allowed=False)
    if (facts.authority or Rank.STAFF) < Rank.INSPECTOR:
        raise _no("Without consent an inspector or above must authorise this: ask one", S54A, "authority_id")
    return Power(S54A, "without consent, by an inspector\u2019s authority")


def check_taking(kind: SampleKind, *, told: bool, barcode: str, force: bool, force_why: str, taker: str) -> None:
    """They are told why, by what power and that it may be searched against others; it carries its number.

    PACE 1984 s.61(7), s.62(5), s.63(6), s.64A.
    """
    source = _BY_KIND.get(kind, S62 if kind is SampleKind.INTIMATE else S64A)
    if not told:
        raise _no(
            "Tell them first why it is taken, by what power and that it may be searched against others", source, "told"
        )
    if kind in (SampleKind.DNA, SampleKind.INTIMATE) and not barcode.strip():
        raise _no("Scan or type the barcode of the kit", source, "barcode")
    if kind is SampleKind.INTIMATE and not taker.strip():
        raise _no(
            "Name the doctor or registered healthcare professional who took it (a dentist for a dental impression; "
            "urine may be taken by an officer)",
            S62,
            "taken_by",
        )
    if force and not force_why.strip():
        raise _no("Say what force was used and why. Fill in a form for each officer too", S117_SAMPLES, "force_why")


def check_not_taken(why: str) -> None:
    """That something was not taken is written down with why. PACE 1984 s.61, s.63."""
    if not why.strip():
        raise _no("Say why it was not taken", S61, "not_taken_why")


_OWED: Final = (SampleKind.FINGERPRINTS, SampleKind.PHOTO, SampleKind.DNA)


def owed(settled: Collection[SampleKind] | Iterable[SampleKind], *, recordable: bool) -> list[SampleKind]:
    """What is still to be taken of somebody detained for a recordable offence. PACE 1984 s.61(3), s.63(2A), s.64A.

    `settled` was taken, or somebody said why it was not; what is rejected is owed again.
    """
    done = set(settled)
    return [kind for kind in _OWED if kind not in done and (recordable or kind is SampleKind.PHOTO)]


def _no(why: str, source: Source, field: str) -> RuleBroken:
    return RuleBroken(why, rule=source.section, field=field)

"""How detention ends: every disposal of CUS-19 and CUS-20, who decides, what it needs, what becomes of the offences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.sources import S37_7, S39_1
from mips.custody.rules.sources_of_bail import S37_6B, S37_7_C


class Disposal(StrEnum):
    """How detention ended."""

    REFUSED = "refused"
    NO_ACTION = "no-further-action"
    UNDER_INVESTIGATION = "under-investigation"
    BAILED = "bailed"
    CONDITIONAL_CAUTION = "conditional-caution"
    SIMPLE_CAUTION = "simple-caution"
    YOUTH_CAUTION = "youth-caution"
    YOUTH_CONDITIONAL_CAUTION = "youth-conditional-caution"
    PENALTY_NOTICE = "penalty-notice"
    COMMUNITY_RESOLUTION = "community-resolution"
    CANNABIS_WARNING = "cannabis-warning"
    REPORTED = "reported"
    WARRANT = "warrant"
    RECALL = "recall"
    OTHER_FORCE = "other-force"
    IMMIGRATION = "immigration"
    MENTAL_HEALTH = "mental-health"
    BAILED_ON_WARRANT = "bailed-on-warrant"
    TO_COURT = "taken-to-court"
    TO_PRISON = "back-to-prison"
    NO_LONGER_HELD = "no-longer-held"
    CHARGED_BAILED = "charged-and-bailed"
    CHARGED_KEPT = "charged-and-kept"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Disposal.REFUSED: "Detention refused",
    Disposal.NO_ACTION: "Released: no further action",
    Disposal.UNDER_INVESTIGATION: "Released under investigation",
    Disposal.BAILED: "On bail before charge",
    Disposal.CONDITIONAL_CAUTION: "Conditional caution",
    Disposal.SIMPLE_CAUTION: "Simple caution",
    Disposal.YOUTH_CAUTION: "Youth caution",
    Disposal.YOUTH_CONDITIONAL_CAUTION: "Youth conditional caution",
    Disposal.PENALTY_NOTICE: "Penalty notice for disorder",
    Disposal.COMMUNITY_RESOLUTION: "Community resolution",
    Disposal.CANNABIS_WARNING: "Cannabis or khat warning",
    Disposal.REPORTED: "Reported for postal requisition or summons",
    Disposal.WARRANT: "Taken to court on a warrant",
    Disposal.RECALL: "Returned to prison on recall",
    Disposal.OTHER_FORCE: "Handed to another force",
    Disposal.IMMIGRATION: "Handed to immigration",
    Disposal.MENTAL_HEALTH: "Taken to a place of safety or hospital",
    Disposal.BAILED_ON_WARRANT: "Bailed as the warrant says",
    Disposal.TO_COURT: "Taken to court",
    Disposal.TO_PRISON: "Taken back to prison",
    Disposal.NO_LONGER_HELD: "Released: no longer held",
    Disposal.CHARGED_BAILED: "Charged and bailed to court",
    Disposal.CHARGED_KEPT: "Charged and taken to court",
}


class InvestigationEnd(StrEnum):
    """What became of somebody released under investigation (CUS-18)."""

    NO_ACTION = "no-further-action"
    REQUISITION = "requisition"
    ARRESTED_AGAIN = "arrested-again"
    BAILED_AGAIN = "bailed-again"
    OUT_OF_COURT = "out-of-court"

    @property
    def label(self) -> str:
        return {
            "no-further-action": "No further action",
            "requisition": "Reported for postal requisition or summons",
            "arrested-again": "Arrested again for it",
            "bailed-again": "Bailed for it instead",
            "out-of-court": "Caution or another outcome out of court",
        }[self.value]


def check_investigation_ended(
    end: InvestigationEnd, *, under_investigation: bool, released_at: datetime | None, at: datetime, notice_given: bool
) -> None:
    """What ends a release under investigation, once; no further action needs the written notice. PACE 1984 s.37(6B)."""
    if not under_investigation or released_at is None:
        raise _broken("This person is not released under investigation", S37_7_C, "")
    if at < released_at:
        raise _broken("This is before they were released", S37_7_C, "at")
    if end is InvestigationEnd.NO_ACTION and not notice_given:
        raise _broken(
            "Send or give them the written notice that they are not prosecuted, and say so", S37_6B, "notice_given"
        )


class Need(StrEnum):
    """What must be so, or be said, before somebody leaves in this way."""

    NOTICE = "notice"
    ADULT = "adult"
    CHILD = "child"
    APPROPRIATE_ADULT = "appropriate-adult"
    ADMISSION = "admission"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way out before charge: its code (CUS-19), who decides on it, what it needs, whether the offences end."""

    code: str
    decider: str
    needs: tuple[Need, ...] = ()
    ends_offences: bool = False


_OFFICER: Final = "custody officer"
_CAUTION: Final = (Need.ADMISSION,)

WAYS: Final[dict[Disposal, Way]] = {
    Disposal.NO_ACTION: Way(
        code="NF", decider="custody officer, or the officer in the case", needs=(Need.NOTICE,), ends_offences=True
    ),
    Disposal.UNDER_INVESTIGATION: Way(code="RU", decider=_OFFICER),
    Disposal.CONDITIONAL_CAUTION: Way(
        code="CC",
        decider="as the Director's guidance says",
        needs=(Need.ADULT, *_CAUTION),
        ends_offences=True,
    ),
    Disposal.SIMPLE_CAUTION: Way(
        code="SC", decider="as the Director's guidance says", needs=(Need.ADULT, *_CAUTION), ends_offences=True
    ),
    Disposal.YOUTH_CAUTION: Way(
        code="YC", decider="police", needs=(Need.CHILD, *_CAUTION, Need.APPROPRIATE_ADULT), ends_offences=True
    ),
    Disposal.YOUTH_CONDITIONAL_CAUTION: Way(
        code="YCC",
        decider="police with the youth offending team",
        needs=(Need.CHILD, *_CAUTION, Need.APPROPRIATE_ADULT),
        ends_offences=True,
    ),
    Disposal.PENALTY_NOTICE: Way(code="PN", decider="constable", needs=(Need.ADULT,), ends_offences=True),
    Disposal.COMMUNITY_RESOLUTION: Way(code="CR", decider="constable", ends_offences=True),
    Disposal.CANNABIS_WARNING: Way(code="CW", decider="constable", needs=(Need.ADULT, *_CAUTION), ends_offences=True),
    Disposal.REPORTED: Way(code="RQ", decider="police"),
    Disposal.WARRANT: Way(code="WA", decider=_OFFICER),
    Disposal.RECALL: Way(code="WA", decider=_OFFICER),
    Disposal.OTHER_FORCE: Way(code="WA", decider=_OFFICER),
    Disposal.IMMIGRATION: Way(code="WA", decider=_OFFICER),
    Disposal.MENTAL_HEALTH: Way(code="WA", decider=_OFFICER),
    Disposal.BAILED_ON_WARRANT: Way(code="WA", decider=_OFFICER),
    Disposal.TO_COURT: Way(code="WA", decider=_OFFICER),
    Disposal.TO_PRISON: Way(code="WA", decider=_OFFICER),
    Disposal.NO_LONGER_HELD: Way(code="WA", decider=_OFFICER),
}

ADMITTED: Final = tuple(each for each, way in WAYS.items() if Need.ADMISSION in way.needs)
"""The ways out for which the offence is admitted first."""
WITHOUT_CHARGE: Final = (Disposal.NO_ACTION, Disposal.UNDER_INVESTIGATION)
"""How somebody leaves whose charge the prosecutor did not ratify. PACE 1984 s.37A."""
"""Before charge, without bail. Bail has a page of its own, and so has charge."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What is said of a release: the written notice, who was there, whether the offence was admitted."""

    reason: str
    child: bool
    notice_given: bool = False
    appropriate_adult: str = ""
    admitted: bool = False


def check_way_out(disposal: Disposal | None, said: Ended) -> Way:
    """The way out and everything it needs. PACE 1984 s.37(6B), s.37(7), s.37(7)(c), s.39(1).

    `child`: under 18 at the time, or perhaps so.
    """
    if disposal is None or disposal not in WAYS:
        raise _broken("Select how detention ends", S37_7, "disposal")
    if not said.reason.strip():
        raise _broken("Say why the person is released", _reason_for(disposal), "reason")
    for need in WAYS[disposal].needs:
        _check_need(need, said, disposal)
    return WAYS[disposal]


def _reason_for(disposal: Disposal) -> Source:
    return S37_7_C if disposal is Disposal.UNDER_INVESTIGATION else S39_1


def _check_need(need: Need, said: Ended, disposal: Disposal) -> None:
    wrong: dict[Need, tuple[bool, str, Source, str]] = {
        Need.NOTICE: (
            not said.notice_given,
            "Give the written notice that they will not be prosecuted, and say that it was given",
            S37_6B,
            "notice_given",
        ),
        Need.ADULT: (said.child, f"A {_said(disposal)} is for somebody of 18 or over", S37_7, "disposal"),
        Need.CHILD: (not said.child, f"A {_said(disposal)} is for somebody under 18", S37_7, "disposal"),
        Need.APPROPRIATE_ADULT: (
            not said.appropriate_adult.strip(),
            f"A {_said(disposal)} is given in the presence of an appropriate adult: say who",
            S37_7,
            "appropriate_adult",
        ),
        Need.ADMISSION: (not said.admitted, f"A {_said(disposal)} needs an admission", S37_7, "admitted"),
    }
    broken, detail, source, field = wrong[need]
    if broken:
        raise _broken(detail, source, field)


def _said(disposal: Disposal) -> str:
    return disposal.label[:1].lower() + disposal.label[1:]


def _broken(detail: str, source: Source, field: str | None = None) -> RuleBroken:
    return RuleBroken(detail, rule=source.section, field=field)

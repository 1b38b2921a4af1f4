"""Release on pre-charge bail: by which power, on which pre-conditions, until when. Nothing here knows a database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from mips.core.england import day_of
from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.sources import S50A
from mips.custody.rules.sources_of_bail import S37_7_A, S37_7_B, S37C_4, S46A_1, S47_4A, S47ZA, S47ZZA


class Purpose(StrEnum):
    """What bail is for (CUS-19)."""

    ENQUIRIES = "PB"
    PROSECUTOR = "PC"
    POLICE_DECISION = "PO"

    @property
    def label(self) -> str:
        return _PURPOSES[self]


_PURPOSES = {
    Purpose.ENQUIRIES: "Further enquiries",
    Purpose.PROSECUTOR: "Charging decision by the prosecutor",
    Purpose.POLICE_DECISION: "Charging decision by the police",
}


class BailPower(StrEnum):
    """The subsection that somebody is released on bail by. PACE 1984 Part IV."""

    NO_EVIDENCE_YET = "37(2)"
    NO_GROUNDS_LEFT = "34(5)"
    PROSECUTOR = "37(7)(a)"
    POLICE_DECISION = "37(7)(b)"
    AT_24_HOURS = "41(7)"
    AT_36_HOURS = "42(10)"
    WARRANT_REFUSED = "43(15)"
    WARRANT_OVER = "43(18)"
    EXTENSION_REFUSED = "44(7)"

    @property
    def label(self) -> str:
        return f"{_POWERS[self][0]} (s.{self})"

    @property
    def purpose(self) -> Purpose:
        return _POWERS[self][1]

    @property
    def section(self) -> str:
        return f"PACE 1984 s.{self}"


_POWERS: Final = {
    BailPower.NO_EVIDENCE_YET: ("Not enough evidence to charge yet", Purpose.ENQUIRIES),
    BailPower.NO_GROUNDS_LEFT: ("No grounds to hold them longer, enquiries go on", Purpose.ENQUIRIES),
    BailPower.PROSECUTOR: ("Enough evidence: the prosecutor decides about charge", Purpose.PROSECUTOR),
    BailPower.POLICE_DECISION: ("Enough evidence: bail, but not for the prosecutor", Purpose.POLICE_DECISION),
    BailPower.AT_24_HOURS: ("24 hours are up", Purpose.ENQUIRIES),
    BailPower.AT_36_HOURS: ("An extension by a superintendent is up", Purpose.ENQUIRIES),
    BailPower.WARRANT_REFUSED: ("A warrant of further detention was refused", Purpose.ENQUIRIES),
    BailPower.WARRANT_OVER: ("A warrant of further detention is up", Purpose.ENQUIRIES),
    BailPower.EXTENSION_REFUSED: ("Extending the warrant was refused", Purpose.ENQUIRIES),
}


class Regard(StrEnum):
    """What a custody officer looks at in deciding that bail is necessary. PACE 1984 s.50A."""

    SURRENDER = "surrender"
    OFFENDING = "offending"
    VICTIMS = "victims-and-witnesses"
    SUSPECT = "suspect"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        return _REGARD[self]


_REGARD = {
    Regard.SURRENDER: "To secure that they surrender to custody",
    Regard.OFFENDING: "To prevent offending",
    Regard.VICTIMS: "To safeguard victims and witnesses, their vulnerabilities considered",
    Regard.SUSPECT: "To safeguard the suspect",
    Regard.PUBLIC: "To manage risk to the public",
}


class BailCondition(StrEnum):
    """Conditions that are often imposed. What each asks for is written beside them. Bail Act 1976 s.3A."""

    LIVE_AT = "live-and-sleep"
    CURFEW = "curfew"
    REPORT = "report"
    NO_CONTACT = "no-contact"
    STAY_AWAY = "stay-away"
    NOT_UNSUPERVISED = "no-unsupervised-contact-with-children"
    PASSPORT = "surrender-passport"
    NO_DRIVING = "no-driving"
    DEVICES = "devices"

    @property
    def label(self) -> str:
        return _CONDITIONS[self]


_CONDITIONS = {
    BailCondition.LIVE_AT: "Live and sleep at an address",
    BailCondition.CURFEW: "Curfew, without a tag",
    BailCondition.REPORT: "Report to a police station",
    BailCondition.NO_CONTACT: "Not contact somebody, directly or indirectly",
    BailCondition.STAY_AWAY: "Not go to a place or area",
    BailCondition.NOT_UNSUPERVISED: "No unsupervised contact with children",
    BailCondition.PASSPORT: "Surrender passport, apply for no travel documents",
    BailCondition.NO_DRIVING: "Not drive",
    BailCondition.DEVICES: "Not use, or make available, a telephone or computer",
}


class ViewsOfVictim(StrEnum):
    """Whether the alleged victim was asked about conditions. PACE 1984 s.47ZZA."""

    ASKED = "asked"
    REPRESENTATIVE = "representative"
    NOT_PRACTICABLE = "not-practicable"
    NO_VICTIM = "no-victim"

    @property
    def label(self) -> str:
        return {
            "asked": "The victim was asked",
            "representative": "Somebody for them was asked (under 18, or difficulty communicating)",
            "not-practicable": "Asking was not reasonably practicable",
            "no-victim": "No individual is an alleged victim",
        }[self.value]


class EarlyReturn(StrEnum):
    """The only reasons to bail to a day before the period ends. PACE 1984 s.47ZA."""

    OTHER_BAIL = "other-bail"
    DECISION_SOONER = "decision-sooner"

    @property
    def label(self) -> str:
        return {
            "other-bail": "To go with other bail of theirs",
            "decision-sooner": "A charging decision is expected sooner",
        }[self.value]


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What somebody on bail must do: ticked, and in words."""

    ticked: tuple[str, ...] = ()
    words: str = ""

    def __str__(self) -> str:
        """As the notice says them, one a line."""
        return "\n".join(part for part in (*(BailCondition(each).label for each in self.ticked), self.words) if part)


def check_pre_conditions(power: BailPower, *, necessary_why: str, regard: Sequence[Regard], heard: str) -> None:
    """Necessary and proportionate, with what was looked at and what was said to it. PACE 1984 s.50A, s.37(7)(a).

    Bail for the prosecutor's decision needs none of it.
    """
    if power is BailPower.PROSECUTOR:
        return
    unmet = [
        _broken(detail, S50A, field) for met, detail, field in _pre_conditions(regard, necessary_why, heard) if not met
    ]
    if unmet:
        raise RuleBroken(unmet[0].detail, rule=S50A.section, field=unmet[0].field, also=unmet[1:])


def _pre_conditions(regard: Sequence[Regard], necessary_why: str, heard: str) -> list[tuple[bool, str, str]]:
    """Each with what to do about it and its field."""
    return [
        (bool(regard), "Select what bail is necessary for, or release without bail", "regard"),
        (
            bool(necessary_why.strip()),
            "Say why bail is necessary and proportionate, or release without bail",
            "necessary_why",
        ),
        (
            bool(heard.strip()),
            "Write what the person or their solicitor said about bail, or that they said nothing",
            "representations",
        ),
    ]


def check_return(
    return_at: datetime, *, released_at: datetime, period_ends: date | None, early: EarlyReturn | None
) -> None:
    """On the last day of the period, or before it for one of two reasons. PACE 1984 s.47ZA, s.47(4A)-(4D).

    `period_ends` None: it does not run while the prosecutor decides, so that any later day will do.
    """
    if to_minute(return_at) <= to_minute(released_at):
        raise _broken("The return must be after the release", S47ZA, "return_at")
    if period_ends is None:
        return
    last = f"{period_ends:%-d %b %Y}"
    if day_of(return_at) > period_ends:
        raise _broken(
            f"The applicable bail period ends on {last}. Bail to that day, and extend the period before it ends",
            S47ZA,
            "return_at",
        )
    if day_of(return_at) < period_ends and early is None:
        raise _broken(f"The return is on {last}. Say why it is earlier", S47ZA, "early")


def check_views(views: ViewsOfVictim, *, said: str, not_why: str) -> None:
    """What the victim said, or why they could not be asked. PACE 1984 s.47ZZA."""
    if views in (ViewsOfVictim.ASKED, ViewsOfVictim.REPRESENTATIVE) and not said.strip():
        raise _broken("Write what was said about conditions", S47ZZA, "victim_said")
    if views is ViewsOfVictim.NOT_PRACTICABLE and not not_why.strip():
        raise _broken("Say why asking was not practicable", S47ZZA, "victim_not_asked_why")


def check_same_conditions(before: BailPower, *, broke: bool, old: Conditions, new: Conditions) -> None:
    """After a breach of bail for a charging decision the conditions stay the same. PACE 1984 s.37C(4)."""
    for_decision = before in (BailPower.PROSECUTOR, BailPower.POLICE_DECISION)
    if for_decision and broke and (set(old.ticked), old.words.strip()) != (set(new.ticked), new.words.strip()):
        raise _broken(
            "Bailed again after that breach, the conditions are those there were before. Vary them afterwards",
            S37C_4,
            "conditions",
        )


def check_may_be_bailed(*, identified: bool, charged: bool, power: BailPower) -> None:
    """Before charge, and of somebody whose name is known. PACE 1984 s.37(7)(a), s.37(7)(b)."""
    source = S37_7_A if power is BailPower.PROSECUTOR else S37_7_B
    if charged:
        raise _broken("Charged already: bail after charge is decided with the charge", source)
    if not identified:
        raise _broken("Say who this is before they are released on bail", source)


def check_on_bail(on_bail: bool) -> None:
    """Only bail that stands is answered, broken, varied or extended. PACE 1984 s.46A(1), s.47(4A)-(4D)."""
    if not on_bail:
        raise _broken("This person is not on pre-charge bail", S46A_1)


def check_breach(
    arrested_at: datetime, *, return_at: datetime, failed_to_answer: bool, conditions: Collection[str] | str
) -> None:
    """For not answering only once it was time to; for a breach only where there are conditions. PACE 1984 s.46A(1)."""
    if failed_to_answer and to_minute(arrested_at) <= to_minute(return_at):
        raise _broken("They were not yet due to return: nobody has failed to answer bail", S46A_1, "arrested_at")
    if not failed_to_answer and not conditions:
        raise _broken("This bail has no conditions that could be broken", S46A_1, "because")


def check_notice(given: bool) -> None:
    """A change of the time or place to surrender is told in writing. PACE 1984 s.47(4A)-(4D)."""
    if not given:
        raise _broken("Give written notice of the change, and say that it was given", S47_4A, "notice_given")


def _broken(detail: str, source: Source, field: str | None = None) -> RuleBroken:
    return RuleBroken(detail, rule=source.section, field=field)

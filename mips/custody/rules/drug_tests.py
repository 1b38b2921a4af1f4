"""Testing somebody in custody for specified drugs (CUS-16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.arithmetic import Deadline, Paused
from mips.custody.rules.charging import sample_until
from mips.custody.rules.sources_of_bail import S38_2
from mips.custody.rules.sources_of_investigation import S37_8B, S63B, S63B_1A, S63B_2


class DrugResult(StrEnum):
    NEGATIVE = "negative"
    POSITIVE = "positive"
    NOT_KNOWN = "not-known"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return _RESULTS[self]


_RESULTS = {
    DrugResult.NEGATIVE: "Negative",
    DrugResult.POSITIVE: "Positive",
    DrugResult.NOT_KNOWN: "Not known yet, or disputed and sent away",
    DrugResult.REFUSED: "Refused to give a sample",
}
AFTER_ARREST: Final = 18
AFTER_CHARGE: Final = 14
CHILD: Final = 18


@dataclass(frozen=True, kw_only=True)
class DrugTestFacts:
    """`most` is the dated limit of samples in one continuous detention, `before` how many were given in it."""

    age: int | None
    after_charge: bool
    trigger: str
    """Code of the trigger offence; empty where an inspector authorises it."""
    authority: Rank | None
    authority_why: str
    notified: bool
    """The Home Secretary's notice covers this station."""
    warned: bool
    adult: str
    """Name of the appropriate adult who was there at request, warning and sample."""
    before: int
    most: int


def check_drug_test(facts: DrugTestFacts) -> None:
    """Refuse a test that may not be asked for. PACE 1984 s.63B(1) to (5A)."""
    for wrong, why, field in _conditions(facts):
        if wrong:
            raise RuleBroken(why, rule=S63B.section, field=field)


def _conditions(facts: DrugTestFacts) -> list[tuple[bool, str, str]]:
    least = AFTER_CHARGE if facts.after_charge else AFTER_ARREST
    when = "charge" if facts.after_charge else "arrest"
    child = facts.age is not None and facts.age < CHILD
    return [
        (not facts.notified, "Testing has not been notified for this station, so it may not be done here", "notified"),
        (facts.age is None, "Their date of birth is not known, so nobody can say that they are old enough", ""),
        (facts.age is not None and facts.age < least, f"After {when} only somebody of {least} or over is tested", ""),
        (
            not facts.trigger and (facts.authority or Rank.STAFF) < Rank.INSPECTOR,
            "Select the trigger offence, or name the inspector who authorised it",
            "authority_id" if facts.authority is not None else "trigger",
        ),
        (
            not facts.trigger and not facts.authority_why.strip(),
            "Say why misuse of a specified drug is believed to have caused or contributed to the offence",
            "authority_why",
        ),
        (child and not facts.adult.strip(), "Under 18, an appropriate adult is there throughout: wait", "adult"),
        (not facts.warned, "Warn them first that failing to give a sample without good cause is an offence", "warned"),
        (
            facts.before >= facts.most,
            f"{facts.most} sample{'s' if facts.most > 1 else ''} in this detention already. After charge it counts as "
            "the test on charge",
            "",
        ),
    ]


def basis_of(*, after_charge: bool, trigger: str, authority: Rank | None) -> str:
    """On what a sample was asked for: the trigger offence in words, or the rank of who authorised it.

    PACE 1984 s.63B(1A)(b), s.63B(2)(b).
    """
    if trigger:
        return f"Trigger offence: {trigger}"
    source = S63B_2 if after_charge else S63B_1A
    rank = (authority or Rank.INSPECTOR).name.replace("_", " ").lower()
    return f"Authorised by {'an' if rank[0] in 'aeiou' else 'a'} {rank} ({source.section})"


def check_result(result: DrugResult, *, why: str, drugs: int) -> None:
    """A refusal is written down with the reason given; a positive result says for what. PACE 1984 s.63B, s.63C."""
    if result is DrugResult.REFUSED and not why.strip():
        raise RuleBroken("Say how they refused and what reason they gave", rule=S63B.section, field="note")
    if result is DrugResult.POSITIVE and not drugs:
        raise RuleBroken("Select the drugs found", rule=S63B.section, field="drugs")


def hold_until(*, charged_at: datetime | None, without_charge: Deadline | None) -> datetime:
    """How long somebody may be kept only for a sample: six hours from charge, else 24 hours on the clock.

    `without_charge` is when 24 hours will have counted. PACE 1984 s.37(8B), s.38(2).
    """
    if charged_at is not None:
        return sample_until(charged_at)
    if without_charge is None or isinstance(without_charge, Paused):
        raise RuleBroken(
            "Their clock does not run now, so nobody can say until when. Ask again once they are back",
            rule=S37_8B.section,
        )
    return without_charge


def check_hold(facts: DrugTestFacts, *, now: datetime, until: datetime) -> None:
    """Refuse to keep somebody for a sample that may not be asked for, or once the time is up.

    The warning and the appropriate adult come with the sample. PACE 1984 s.37(8A), s.37(8B), s.38(2), s.63B.
    """
    check_drug_test(replace(facts, warned=True, adult=facts.adult or "to come"))
    if now >= until:
        section = S38_2.section if facts.after_charge else S37_8B.section
        raise RuleBroken("The time for which they may be kept for a sample is over: release them", rule=section)


def trigger_of(titles: Iterable[str], triggers: Mapping[str, Sequence[str]]) -> str:
    """Which trigger offence these charges hold, empty for none. PACE 1984 s.63B(2).

    `triggers`: code of the list drug-test-trigger -> words by which a title is known as one.
    """
    said = [each.casefold() for each in titles]
    found = (code for code, words in triggers.items() if any(word in title for word in words for title in said))
    return next(found, "")

"""What follows a charge: the court it goes to, and bail."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from enum import StrEnum

from mips.core.england import court_sits
from mips.core.errors import RuleBroken
from mips.custody.rules.arithmetic import LONDON, to_minute
from mips.custody.rules.sources import S37_7, S38_1, S38_3, S46_2, S47_3A
from mips.custody.rules.sources_of_arrival import CJA_115
from mips.custody.rules.sources_of_bail import C_16_1

_SITS_AT = time(10, 0)


class BailRefusal(StrEnum):
    """The grounds on which a custody officer may refuse bail after charge. PACE 1984 s.38(1)."""

    ADDRESS = "name-or-address"
    ABSCOND = "fail-to-appear"
    OFFENCE = "further-offence"
    INJURY = "injury-loss-damage"
    INTERFERE = "interfere-with-justice"
    PROTECTION = "own-protection"
    CHILD = "own-interests-child"
    SAMPLE = "drug-test-sample"
    MURDER = "charged-with-murder"

    @property
    def label(self) -> str:
        return _REFUSALS[self]


_REFUSALS = {
    BailRefusal.ADDRESS: "Name or address cannot be established, or is doubted",
    BailRefusal.ABSCOND: "Will fail to appear in court",
    BailRefusal.OFFENCE: "To prevent a further offence (imprisonable offence)",
    BailRefusal.INJURY: "To prevent injury, loss or damage (offence not imprisonable)",
    BailRefusal.INTERFERE: "To prevent interference with justice or the investigation",
    BailRefusal.PROTECTION: "For their own protection",
    BailRefusal.CHILD: "In their own interests, as a child",
    BailRefusal.SAMPLE: "To take a sample for a drug test",
    BailRefusal.MURDER: "Charged with murder",
}


def first_sitting(charged_at: datetime) -> datetime:
    """When a magistrates' court first sits after a charge: 10:00 on the day if still to come, else the next day that
    is no Sunday, Christmas Day or Good Friday. PACE 1984 s.46(2), s.46(8).
    """
    local = charged_at.astimezone(LONDON)
    day = local.date() if local.time() < _SITS_AT else local.date() + timedelta(days=1)
    while not court_sits(day):
        day += timedelta(days=1)
    return to_minute(datetime.combine(day, _SITS_AT, tzinfo=LONDON))


def check_what_is_charged(offences: Collection[object]) -> None:
    """A charge is for something. PACE 1984 s.37(7)."""
    if not offences:
        raise RuleBroken("Select at least one offence to charge", rule=S37_7.section, field="charges")


def check_after_charge(
    court_at: datetime,
    *,
    charged_at: datetime,
    bailed: bool,
    refused_because: Collection[str],
    refused_reason: str,
    child: bool = False,
    murder: bool = False,
) -> None:
    """Bailed to the first sitting or later; or kept, on written grounds, for the first. PACE 1984 s.38(1), s.46(2)."""
    if to_minute(court_at) <= to_minute(charged_at):
        rule = S47_3A if bailed else S46_2
        raise RuleBroken("The court appearance must be after the charge", rule=rule.section, field="court_at")
    if bailed:
        return
    _check_grounds(refused_because, child=child, murder=murder)
    if not refused_because:
        raise RuleBroken("Select why bail is refused", rule=S38_1.section, field="bail_refused_because")
    if not refused_reason.strip():
        raise RuleBroken("Write down why bail is refused", rule=S38_3.section, field="bail_refused_reason")
    if court_at.astimezone(LONDON).date() > first_sitting(charged_at).astimezone(LONDON).date():
        latest = f"{first_sitting(charged_at).astimezone(LONDON):%-d %b %Y}"
        raise RuleBroken(
            f"Somebody kept for court is brought before it by {latest}", rule=S46_2.section, field="court_at"
        )


def sample_until(charged_at: datetime) -> datetime:
    """How long somebody is kept only for a drug test. PACE 1984 s.38(2)."""
    return to_minute(charged_at) + timedelta(hours=6)


def check_appropriate_adult(present: str, *, child: bool, vulnerable: bool = False) -> None:
    """A child or vulnerable adult is charged with an appropriate adult there. Code C 16.1."""
    if (child or vulnerable) and not present.strip():
        who = "A child" if child else "A vulnerable person"
        raise RuleBroken(
            f"{who} is charged in the presence of an appropriate adult: say who", rule=C_16_1.section, field="adult"
        )


def _check_grounds(refused_because: Collection[str], *, child: bool, murder: bool) -> None:
    if BailRefusal.MURDER in refused_because and not murder:
        raise RuleBroken("Nothing they are charged with is murder", rule=CJA_115.section, field="bail_refused_because")
    if BailRefusal.CHILD in refused_because and not child:
        raise RuleBroken(
            "Their own interests are a ground for a child only", rule=S38_1.section, field="bail_refused_because"
        )

"""What makes a password or PIN good enough, and how long a place must wait after failing: pure decisions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Final

from mips.access.permissions import Rank, Role

SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 200
FEWEST_CHARACTERS: Final = 5
PIN_LENGTH: Final = 6

_WORDS: Final = """
    abc abcd admin administrator arsenal asdf autumn baseball bobby changeme charlie chelsea computer constable copper
    correcthorsebatterystaple custody default detective dragon england everton evidence football force freedom guest
    hello iloveyou inspector intelligence internet justice keyboard letmein letmeinplease liverpool london login
    manchester master mips monday monkey northmoor officer pass passcode passphrase password passwordpassword police
    policeofficer policestation princess qazwsx qwerty qwertyuiop rangers secret sergeant shadow spring starwars
    station summer sunshine superman tottenham trustno user welcome welcomeback whatever winter zxcvbn zxcvbnm
"""
OFTEN_USED: Final = frozenset(_WORDS.split())
"""Words that guessing begins with. Tried after digits, signs and letters written as digits are taken off."""
_AS_LETTERS: Final = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"})
_ROWS: Final = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def canonical(password: str) -> str:
    """A password as it is compared: the same whichever keyboard composed its accents."""
    return unicodedata.normalize("NFKC", password)


def why_not_password(password: str, *, collar: str, name: str) -> str:
    """What is wrong with a password, as a sentence; empty when it will do.

    Length before cleverness: no rule asks for capitals or digits (NCSC password guidance).
    """
    plain = canonical(password)
    if len(plain) < SHORTEST_PASSWORD:
        return f"Password must be {SHORTEST_PASSWORD} characters or more. Three random words are easy to remember"
    if len(plain) > LONGEST_PASSWORD:
        return f"Password must be {LONGEST_PASSWORD} characters or fewer"
    if collar and collar.casefold() in plain.casefold():
        return "Password must not contain your collar number"
    if any(part.casefold() in plain.casefold() for part in re.split(r"\W+", name) if len(part) > 3):
        return "Password must not contain your name"
    if _easily_guessed(plain):
        return "Password is one that is guessed early. Choose another: three random words are easy to remember"
    return ""


def _easily_guessed(password: str) -> bool:
    lowered = password.casefold()
    if len(set(lowered)) < FEWEST_CHARACTERS or _runs_along_a_row(lowered):
        return True
    bare = re.sub(r"^[^a-z]+|[^a-z]+$", "", lowered)
    words = re.findall(r"[a-z]+", bare), re.findall(r"[a-z]+", bare.translate(_AS_LETTERS))
    return any(found and all(word in OFTEN_USED for word in found) for found in (*words, *map(_joined, words)))


def _joined(words: list[str]) -> list[str]:
    """The words as one; an often used word twice over is as often used."""
    text = "".join(words)
    half = text[: len(text) // 2]
    return [half] if half and half * 2 == text else [text]


def _runs_along_a_row(text: str) -> bool:
    """True when most of it goes along the alphabet, the digits or a row of the keyboard."""
    steps = sum(_neighbours(a, b) for a, b in pairwise(text))
    return steps >= (len(text) - 1) * 3 / 4


def _neighbours(a: str, b: str) -> bool:
    return any(a + b in row or b + a in row for row in _ROWS)


def why_not_pin(pin: str) -> str:
    """What is wrong with a PIN for coming back to a shared desk; empty when it will do."""
    if not (len(pin) == PIN_LENGTH and pin.isascii() and pin.isdigit()):
        return f"PIN must be {PIN_LENGTH} digits"
    if len(set(pin)) < 3 or _runs_along_a_row(pin) or pin[:3] == pin[3:]:
        return "PIN is one that is guessed early. Choose another"
    return ""


FREE_TRIES: Final = 6
"""Tries of one account from one place before it must wait. What was right is given back."""
FREE_TRIES_OF_A_NETWORK: Final = 60
"""Tries from one network address, whatever the accounts: a whole station may share one."""
LONGEST_WAIT: Final = timedelta(minutes=5)
LONGEST_WAIT_OF_A_NETWORK: Final = timedelta(seconds=30)
REMEMBERED: Final = timedelta(hours=2)
"""How long a failed try counts."""


def wait_after(tries: int, *, free: int = FREE_TRIES, longest: timedelta = LONGEST_WAIT) -> timedelta:
    """How long after the last of so many failed tries the next may be made: doubling, never for ever."""
    if tries < free:
        return timedelta()
    return min(timedelta(seconds=2.0 ** min(tries - free + 1, 20)), longest)


def own_path(text: str) -> str:
    """The text when it is a path of this site to go on to, else empty: never another site's address."""
    safe = text.startswith("/") and not text.startswith(("//", "/\\")) and "\\" not in text
    return text if safe and all(" " < letter < "\x7f" for letter in text) and len(text) < 2_000 else ""


def grouped(text: str, size: int = 4) -> Iterator[str]:
    """A long code in groups that can be read out."""
    return (text[start : start + size] for start in range(0, len(text), size))


INACTIVE_AFTER: Final = timedelta(days=90)
"""An account nobody has used for so long is disabled (RL-8)."""
ONE_TIME_FOR: Final = timedelta(days=3)
"""How long a one-time password waits for its owner."""
RESET_WAITS: Final = timedelta(days=1)
LONGEST_ACTING: Final = timedelta(days=366)
APART: Final = (frozenset({Role.SYSTEM_ADMINISTRATOR, Role.PROFESSIONAL_STANDARDS}),)
"""Roles that no one person may hold together: who grants and who approves, who runs the system and who audits it."""
ACTING_AS: Final = {
    Rank.INSPECTOR: (Rank.SERGEANT, Rank.SUPERINTENDENT),
    Rank.SUPERINTENDENT: (Rank.CHIEF_INSPECTOR, Rank.CHIEF_SUPERINTENDENT),
}
"""Acting rank -> (the substantive rank it takes, the least rank that may authorise it) where PACE s.107 says so."""


def why_not_together(role: Role, held: Iterable[Role]) -> str:
    """Why nobody who holds these roles may have this one too; empty when they may (RL-4)."""
    for apart in APART:
        if role in apart and (clash := apart & set(held) - {role}):
            return f"Nobody may be {role} and {next(iter(clash))}: one watches the other"
    return ""


def why_not_approve(approver: object, *, asker: object, beneficiary: object) -> str:
    """Why this person may not be the second of the two that a grant needs; empty when they may (RL-4)."""
    if approver == asker:
        return "You asked for this: a second person must approve it"
    if approver == beneficiary:
        return "This is for you: somebody else must approve it"
    return ""


def why_not_act(rank: Rank, *, substantive: Rank, authorised_by: Rank, length: timedelta) -> str:
    """Why an acting rank cannot be; empty when it can (ROL-1, PACE s.107)."""
    needed, least = ACTING_AS.get(rank, (Rank(max(rank - 1, 0)), rank))
    if rank <= substantive:
        return "The acting rank must be above the substantive one"
    if substantive < needed:
        return f"Only a {_said(needed)} or above may act as {_said(rank)} (PACE s.107)"
    if authorised_by < least:
        return f"Acting as {_said(rank)} needs the authority of a {_said(least)} or above"
    if not timedelta() < length <= LONGEST_ACTING:
        return "An acting rank must end after it starts, within a year"
    return ""


def _said(rank: Rank) -> str:
    return rank.name.replace("_", " ").lower()

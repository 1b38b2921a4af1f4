"""What the whiteboard says of the people around a detainee: who is waited for, who is here, what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.people import AdultBecause, Helper

PAGE: Final = "custody.people"


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Somebody who was asked for and has not left."""

    helper: Helper
    requested_at: datetime
    expected_at: datetime | None = None
    arrived_at: datetime | None = None
    consulting: bool = False


@dataclass(frozen=True, kw_only=True)
class PeopleNow:
    """How it stands with the people around one detainee."""

    open: Sequence[Expected]
    child: bool
    authorised: bool
    adult: AdultBecause | None
    adult_came: bool


def said_of_people(now: PeopleNow) -> Iterator[Mention]:
    """What the board says; nothing for what is done with. Code C 3.5, 3.15."""
    yield from _due(now)
    for each in now.open:
        yield _of(each)


def _due(now: PeopleNow) -> Iterator[Mention]:
    if now.adult is None and now.authorised and now.child:
        yield _todo("AA? Decide", "custody.adult", "Decide about AA")
    if now.adult not in (None, AdultBecause.NOT_NEEDED) and not _asked(now):
        yield _todo("AA to be called", "custody.ask_for", "Call an AA")


def _asked(now: PeopleNow) -> bool:
    return now.adult_came or any(each.helper is Helper.ADULT for each in now.open)


def _todo(words: str, page: str, todo: str) -> Mention:
    return Mention(column=Column.NEEDS, words=words, tone=Tone.SOON, page=page, todo=todo)


def _of(each: Expected) -> Mention:
    """'Solicitor here', 'AA expected 20m left 14:40', 'AA waiting 1h 10m'."""
    short = each.helper.short
    if each.consulting:
        return Mention(column=Column.NEEDS, words=f"{short} in private with them", tone=Tone.RUNNING, page=PAGE)
    if each.arrived_at:
        return Mention(column=Column.NEEDS, words=f"{short} here", tone=Tone.DONE, page=PAGE)
    if each.expected_at:
        return Mention(column=Column.NEEDS, words=f"{short} expected", due_at=each.expected_at, page=PAGE)
    return Mention(column=Column.NEEDS, words=f"{short} waiting", tone=Tone.SOON, since=each.requested_at, page=PAGE)

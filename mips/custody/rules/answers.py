"""Every deadline that a story of detention has, each with the section relied on, in one stable order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mips.core.law import Source
from mips.custody.rules.arithmetic import Deadline, Paused, shown
from mips.custody.rules.limits import (
    LIMITS,
    WITHOUT_CHARGE_HOURS,
    limit,
    minutes_arrival_to_authorisation,
    pre_charge_limits_apply,
    transfer_to_designated_by,
)
from mips.custody.rules.relevant_time import relevant_time
from mips.custody.rules.reviews import reviewer_role, reviews_of
from mips.custody.rules.sources import S30_6, S37_10, S41_1
from mips.custody.rules.story import Story


@dataclass(frozen=True)
class Answer:
    key: str
    value: Deadline | int | str
    source: Source


def answers(story: Story) -> list[Answer]:
    """What the law says of a story: only the keys that apply, in the order of the law's own questions."""
    return [answer for topic in _TOPICS for answer in topic(story)]


def as_json(given: Iterable[Answer]) -> dict[str, Any]:
    """Answers as they are printed: instants in London time, open deadlines as what is left, and the authorities."""
    listed = list(given)
    values: dict[str, Any] = {answer.key: _printed(answer.value) for answer in listed}
    return values | {"authority": {answer.key: answer.source.section for answer in listed}}


def _relevant_time(story: Story) -> Iterator[Answer]:
    if found := relevant_time(story):
        yield Answer("relevant_time", found.at, found.source)


def _limits(story: Story) -> Iterator[Answer]:
    found = relevant_time(story)
    if found is None or not pre_charge_limits_apply(story):
        return
    for hours, source in LIMITS.items():
        yield Answer(f"limit_{hours}h", limit(found.at, hours, story.exclusions), source)


def _arrival(story: Story) -> Iterator[Answer]:
    if (minutes := minutes_arrival_to_authorisation(story)) is not None:
        yield Answer("minutes_arrival_to_authorisation", minutes, S37_10)
    if by := transfer_to_designated_by(story):
        yield Answer("transfer_to_designated_by", by, S30_6)


def _reviews(story: Story) -> Iterator[Answer]:
    reviews = reviews_of(story)
    yield from (Answer(f"review_{review.number}_due", review.due, review.source) for review in reviews)
    if reviews and story.released_at is None:
        yield Answer("next_review_due", reviews[-1].due, reviews[-1].source)


def _charge(story: Story) -> Iterator[Answer]:
    if relevant_time(story) is None:
        return
    role, source = reviewer_role(charged=story.charged_at is not None)
    yield Answer("reviewer_role", role.value, source)
    yield Answer("pre_charge_limits_apply", pre_charge_limits_apply(story), S41_1)


def _lawful_end(story: Story) -> Iterator[Answer]:
    """The end of detention that the custody officer's authority alone allows. PACE 1984 s.41(1)."""
    found = relevant_time(story)
    if found is None or not pre_charge_limits_apply(story):
        return
    until = limit(found.at, WITHOUT_CHARGE_HOURS, story.exclusions)
    if not isinstance(until, Paused):
        yield Answer("detention_until", until, S41_1)


_TOPICS: tuple[Callable[[Story], Iterator[Answer]], ...] = (
    _relevant_time,
    _limits,
    _arrival,
    _reviews,
    _charge,
    _lawful_end,
)


def _printed(value: Deadline | int | str) -> object:
    match value:
        case Paused():
            return {"paused": True, "minutes_left": value.minutes_left}
        case datetime():
            return shown(value)
    return value

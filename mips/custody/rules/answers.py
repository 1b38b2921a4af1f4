"""Every deadline that a story of detention has, each with the section relied on, in one stable order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from mips.custody.rules.answering import Answer, Value, bailing, counting, delaying, extending, remanding
from mips.custody.rules.arithmetic import Paused, shown
from mips.custody.rules.extensions import lawful_end, only_summary, warrant_application_latest
from mips.custody.rules.limits import (
    LIMITS,
    limit_of,
    minutes_arrival_to_authorisation,
    pre_charge_limits_apply,
    transfer_to_designated_by,
)
from mips.custody.rules.relevant_time import relevant_time, transfer_considered
from mips.custody.rules.reviews import PLAIN_READING, Practice, reviewer_role, reviews_of
from mips.custody.rules.sources import S30_6, S37_10, S41_1, S41_5, S43_5
from mips.custody.rules.story import Story


def answers(story: Story, practice: Practice = PLAIN_READING) -> list[Answer]:
    """What the law says of a story: only the keys that apply, in the order of the law's own questions."""
    return [answer for topic in _TOPICS for answer in topic(story, practice)]


def as_json(given: Iterable[Answer]) -> dict[str, Any]:
    """Answers as they are printed: instants in London time, open deadlines as what is left, and the authorities."""
    listed = list(given)
    values: dict[str, Any] = {answer.key: _printed(answer.value) for answer in listed}
    return values | {"authority": {answer.key: answer.source.section for answer in listed}}


def _relevant_time(story: Story, _practice: Practice) -> Iterator[Answer]:
    if found := relevant_time(story):
        yield Answer("relevant_time", found.at, found.source)
    if (left := transfer_considered(story)) and left.for_offence:
        yield Answer("clock_for", left.for_offence, S41_5)


def _limits(story: Story, _practice: Practice) -> Iterator[Answer]:
    if relevant_time(story) is None or not pre_charge_limits_apply(story):
        return
    for hours, source in LIMITS.items():
        if (due := limit_of(story, hours)) is not None:
            yield Answer(f"limit_{hours}h", due, source)


def _arrival(story: Story, _practice: Practice) -> Iterator[Answer]:
    if (minutes := minutes_arrival_to_authorisation(story)) is not None:
        yield Answer("minutes_arrival_to_authorisation", minutes, S37_10)
    if by := transfer_to_designated_by(story):
        yield Answer("transfer_to_designated_by", by, S30_6)


def _reviews(story: Story, practice: Practice) -> Iterator[Answer]:
    reviews = reviews_of(story, practice)
    yield from (Answer(f"review_{review.number}_due", review.due, review.source) for review in reviews)
    if reviews and story.released_at is None:
        yield Answer("next_review_due", reviews[-1].due, reviews[-1].source)


def _charge(story: Story, _practice: Practice) -> Iterator[Answer]:
    if relevant_time(story) is None:
        return
    role, source = reviewer_role(charged=story.charged_at is not None)
    yield Answer("reviewer_role", role.value, source)
    yield Answer("pre_charge_limits_apply", pre_charge_limits_apply(story), S41_1)


def _lawful_end(story: Story, _practice: Practice) -> Iterator[Answer]:
    """The end of detention that the authorities given allow. PACE 1984 s.41(1), s.42, s.43, s.44."""
    if not pre_charge_limits_apply(story):
        return
    if end := lawful_end(story):
        yield Answer("detention_until", end.at, end.source)
    if not only_summary(story) and (latest := warrant_application_latest(story)) is not None:
        yield Answer("wfd_application_latest", latest, S43_5)


_TOPICS: tuple[Callable[[Story, Practice], Iterator[Answer]], ...] = (
    _relevant_time,
    _limits,
    counting,
    _arrival,
    _reviews,
    _charge,
    extending,
    _lawful_end,
    delaying,
    bailing,
    remanding,
)


def _printed(value: Value) -> object:
    match value:
        case Paused():
            return {"paused": True, "minutes_left": value.minutes_left}
        case datetime():
            return shown(value)
        case date():
            return value.isoformat()
    return value

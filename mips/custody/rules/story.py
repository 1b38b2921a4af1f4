"""What the facts of one detention amount to, told in order: the state that every answer is read from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

from mips.core.errors import InputInvalid
from mips.custody.rules.arithmetic import Interval, to_minute


class ReviewedBy(StrEnum):
    INSPECTOR = "inspector"
    CUSTODY_OFFICER = "custody_officer"


@dataclass(frozen=True)
class StationArrival:
    at: datetime
    designated: bool
    after_arrest: bool | None


@dataclass(frozen=True)
class ReviewHeld:
    at: datetime
    by: ReviewedBy = ReviewedBy.INSPECTOR
    postponed: bool = False


@dataclass(frozen=True)
class Story:
    """One detention so far. Instants are UTC to the minute; None means that it has not happened."""

    attended_at: datetime | None = None
    arrested_at: datetime | None = None
    arrested_at_station: bool | None = None
    arrivals: tuple[StationArrival, ...] = ()
    authorised_at: datetime | None = None
    reviews: tuple[ReviewHeld, ...] = ()
    exclusions: tuple[Interval, ...] = ()
    charged_at: datetime | None = None
    released_at: datetime | None = None

    @property
    def came_unarrested(self) -> bool:
        """Attended voluntarily, or was at a station before any arrest."""
        return self.attended_at is not None or any(
            arrival.after_arrest is False or (self.arrested_at is not None and arrival.at < self.arrested_at)
            for arrival in self.arrivals
        )

    @property
    def may_have_been_arrested_at_station(self) -> bool:
        """Arrested after coming to a station, and nobody has said whether it was there."""
        return self.arrested_at is not None and self.arrested_at_station is None and self.came_unarrested


class FactRefused(Exception):
    """A fact that cannot follow those before it."""

    def __init__(self, message: str, field: str = "type") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class CaseInvalid(InputInvalid):
    """A case that cannot be worked out. `event` counts from 0 in the order given; None where no event is at fault."""

    def __init__(self, message: str, *, field: str | None = None, event: int | None = None) -> None:
        super().__init__({field or "events": [message]})
        self.message = message
        self.field = field
        self.event = event


@dataclass(frozen=True, kw_only=True)
class Fact(ABC):
    """Something that happened at an instant. `rank` orders facts of one instant as they happen in life."""

    name: ClassVar[str]
    rank: ClassVar[int]
    at: datetime

    @abstractmethod
    def told(self, story: Story) -> Story:
        """The story with this fact in it; raises FactRefused when it cannot follow."""

    def to_the_minute(self) -> Self:
        return replace(self, at=to_minute(self.at))


def tell(facts: Iterable[Fact]) -> Story:
    """Fold facts, given in any order, into a story. Raises CaseInvalid naming the first that cannot stand."""
    given: Sequence[Fact] = list(facts)
    story = Story()
    for event in sorted(range(len(given)), key=lambda event: (given[event].at, given[event].rank)):
        try:
            story = _continued(story, given[event].to_the_minute())
        except FactRefused as refused:
            raise CaseInvalid(refused.message, field=refused.field, event=event) from None
    return story


def _continued(story: Story, fact: Fact) -> Story:
    if story.released_at is not None:
        raise FactRefused("what happens after release is not yet supported")
    return fact.told(story)

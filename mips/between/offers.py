"""Offer: things every domain hands to the shell - navigation, printable documents, panels on a person's page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.between.timeline import Line, Stretch
from mips.usecase import UseCase


@dataclass(frozen=True, kw_only=True)
class Printable:
    """A document: the use case that gathers its facts and the template that lays them out."""

    key: str
    title: str
    gather: UseCase[..., Any]
    template: str


@dataclass(frozen=True, kw_only=True)
class NavLink:
    """An entry of the navigation, shown to those who hold the permission."""

    label: str
    endpoint: str
    permission: Permission
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A block on a person's page. `gather(actor, person_id)` gives what the template shows, or None for nothing."""

    key: str
    title: str
    permission: Permission
    gather: Callable[[Actor, uuid.UUID], object | None]
    template: str
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class WorkPanel:
    """A block of the first page, below one's tasks. `gather(actor)` gives what it shows, or None for nothing."""

    key: str
    title: str
    permission: Permission
    gather: Callable[[Actor], object | None]
    template: str
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class PersonAction:
    """Something that may be started from a person's page: the endpoint takes `person` in its query string.

    `start` is how the home page offers it, where nobody is chosen yet; empty: it is not offered there.
    """

    label: str
    start: str = ""
    endpoint: str
    permission: Permission
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """Where a kind of entity is shown: endpoint and the name of its id in the path."""

    kind: str
    title: str
    endpoint: str
    id_name: str


@dataclass(frozen=True, kw_only=True)
class TimelineLines:
    """A domain's dated facts about a person. `lines(actor, person_id, stretch)` gives those of a stretch.

    `speaks_for` are the (kind of event, part in it) of which it tells: the bare involvement is then not told again.
    """

    key: str
    title: str
    permission: Permission
    lines: Callable[[Actor, uuid.UUID, Stretch], Iterable[Line]]
    speaks_for: frozenset[tuple[str, str]] = frozenset()
    order: int = 50


printables: dict[str, Printable] = {}
nav_links: list[NavLink] = []
panels: list[Panel] = []
work_panels: list[WorkPanel] = []
person_actions: list[PersonAction] = []
record_pages: dict[str, RecordPage] = {}
timelines: list[TimelineLines] = []


Offer = Printable | NavLink | Panel | WorkPanel | PersonAction | RecordPage | TimelineLines


def offer(*things: Offer) -> None:
    """Hand things to the shell. Called from a domain's wire()."""
    for thing in things:
        match thing:
            case Printable():
                printables[thing.key] = thing
            case RecordPage():
                record_pages[thing.kind] = thing
            case _:
                shelf = _SHELVES[type(thing)]
                shelf.append(thing)
                shelf.sort(key=_place)


_SHELVES: dict[type, list[Any]] = {
    NavLink: nav_links,
    Panel: panels,
    WorkPanel: work_panels,
    PersonAction: person_actions,
    TimelineLines: timelines,
}
"""Where each kind lies, in order."""


def _place(thing: NavLink | Panel | WorkPanel | PersonAction | TimelineLines) -> tuple[int, str]:
    return thing.order, thing.label if isinstance(thing, NavLink | PersonAction) else thing.title

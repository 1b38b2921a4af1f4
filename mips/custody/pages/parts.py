"""The parts a custody record's page is made of. A topic adds its tab and its things to do; nobody edits the page.

add_tab(Tab(key="care", title="Care", template="custody/tab_care.html", order=30, gather=read_care_of))
add_doing(Doing(key="check", label="Record a check", endpoint="custody.check", order=35, group=Group.CARE, ...))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.custody.usecases.reading import CustodyRecord


class Group(StrEnum):
    """The headings that things to do stand under, in the order in which a custody sergeant needs them."""

    NOW = "Now"
    """What is due, and the next step. The page puts things here itself."""
    CARE = "Care"
    CLOCK = "Clock and reviews"
    PEOPLE = "People and rights"
    INVESTIGATION = "Investigation"
    PROPERTY = "Property"
    LEAVING = "Leaving"
    PAPERS = "Papers"
    MORE = "More"


def _nothing(_actor: Actor, _record: CustodyRecord) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab below the record. `gather(actor, record)` gives what its template shows besides `record` and `held`.

    `gather` runs only for the tab that is open. `in_limited`: also in the limited form of the record (ROL-3, L).
    """

    key: str
    title: str
    template: str
    order: int
    permission: Permission = Permission.CUSTODY_LOG_READ
    gather: Callable[[Actor, CustodyRecord], Mapping[str, Any]] = _nothing
    in_limited: bool = False


@dataclass(frozen=True, kw_only=True)
class Doing:
    """Something that may be done about a detainee besides the steps of the process; its page takes detention_id.

    `wait(record)` is None where it does not apply, an empty text when it can be done now, else why it must wait.
    `whose` is said to those without the permission, beside the greyed name. `leads(record)`: to be done before the
    next step of the process, unless that is a review.
    """

    key: str
    label: str
    endpoint: str
    order: int
    permission: Permission
    group: Group = Group.MORE
    whose: str = "For custody staff"
    wait: Callable[[CustodyRecord], str | None] = lambda record: "" if record.detention.held else None
    leads: Callable[[CustodyRecord], bool] = lambda _record: False


_tabs: dict[str, Tab] = {}
_doings: dict[str, Doing] = {}


def add_tab(tab: Tab) -> None:
    """Put a tab on every custody record, for those who hold its permission."""
    _tabs[tab.key] = tab


def add_doing(doing: Doing) -> None:
    """Put something to do on every custody record to which it applies."""
    _doings[doing.key] = doing


def tabs_for(actor: Actor, *, limited: bool) -> list[Tab]:
    """The tabs somebody is shown, in order."""
    found = [tab for tab in _tabs.values() if actor.may(tab.permission) and (tab.in_limited or not limited)]
    return sorted(found, key=lambda tab: tab.order)


def doings_for(record: CustodyRecord) -> list[tuple[Doing, str]]:
    """What applies to a record now, in order, each with why it must wait; empty: it need not."""
    found = [(each, reason) for each in _doings.values() if (reason := each.wait(record)) is not None]
    return sorted(found, key=lambda pair: pair[0].order)

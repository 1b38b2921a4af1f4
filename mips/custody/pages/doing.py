"""What may be done about a detainee, under the headings a sergeant looks for: what is due stands first and open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import url_for

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core import clock
from mips.custody.model.detention import Detention
from mips.custody.pages.blueprint import url_allowed
from mips.custody.pages.parts import Group, doings_for
from mips.custody.rules.mentions import Mention, due_now
from mips.custody.rules.progress import Step, Waiting
from mips.custody.rules.story import ReviewedBy
from mips.custody.usecases.clocks import thresholds
from mips.custody.usecases.reading import CustodyRecord
from mips.web.shell import url_if

_DONE_BY: Final[dict[Step, tuple[Permission, str]]] = {
    Step.AUTHORISE: (Permission.CUSTODY_DETENTION_APPROVE, "For a custody officer"),
    Step.ACCEPT: (Permission.CUSTODY_DETENTION_APPROVE, "For a custody officer"),
    Step.REFUSE: (Permission.CUSTODY_DETENTION_APPROVE, "For a custody officer"),
    Step.CHARGE: (Permission.CUSTODY_DETENTION_APPROVE, "For a custody officer"),
    Step.RELEASE: (Permission.CUSTODY_DETENTION_APPROVE, "For a custody officer"),
    Step.REVIEW: (Permission.CUSTODY_REVIEW_APPROVE, "For an inspector not involved"),
}
_OTHERS: Final = (Permission.CUSTODY_RECORD_CREATE, "For custody staff")
_LATER: Final = {
    Step.RIGHTS: Group.PEOPLE,
    Step.CELL: Group.CARE,
    Step.REVIEW: Group.CLOCK,
    Step.CHARGE: Group.LEAVING,
    Step.RELEASE: Group.LEAVING,
}
"""Where a step of the process stands while it is not what comes next. What is left out is of booking-in: now."""


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing to do: its page, or the reason why it must wait. `said` is what the board says of it, with its time."""

    label: str
    href: str
    group: Group
    reason: str = ""
    first: bool = False
    said: Mention | None = None


@dataclass(frozen=True)
class Heading:
    """A heading and what stands under it: what can be done before what must wait."""

    title: str
    actions: Sequence[Action]

    @property
    def open(self) -> bool:
        return self.title == Group.NOW

    @property
    def ready(self) -> int:
        """How many of them can be done now."""
        return sum(not each.reason for each in self.actions)


def things_to_do(actor: Actor, shown: CustodyRecord) -> list[Heading]:
    """Every heading that has something under it, in order; none for those who only look on."""
    if shown.limited:
        return []
    found = [*_process(actor, shown), *_papers(shown.detention)]
    found += _due(shown, {each.href for each in found if each.group is Group.NOW})
    return [Heading(group.value, under) for group in Group if (under := _under(group, found))]


def _under(group: Group, found: Iterable[Action]) -> list[Action]:
    under = sorted(
        (each for each in found if each.group is group), key=lambda each: (bool(each.reason), not each.first)
    )
    if group is Group.NOW and under and not under[0].reason:
        return [replace(under[0], first=True), *under[1:]]  # where what comes next is for others, the next of theirs
    return under


def _process(actor: Actor, shown: CustodyRecord) -> list[Action]:
    """The steps of the process, and what topics have added to them."""
    after_charge = shown.standing.reviewer is ReviewedBy.CUSTODY_OFFICER
    doings = list(_doings(actor, shown))
    led = any(each.first for each in doings)
    return [*(_step(actor, shown, each, after_charge, led=led) for each in shown.steps), *doings]


def _doings(actor: Actor, shown: CustodyRecord) -> Iterator[Action]:
    for each, reason in doings_for(shown):
        why = reason or ("" if actor.may(each.permission) else each.whose)
        leads = not why and shown.next is not Step.REVIEW and each.leads(shown)
        yield Action(
            label=each.label,
            href=url_for(each.endpoint, detention_id=shown.detention.id),
            group=Group.NOW if leads else each.group,
            reason=why,
            first=leads,
        )


def _step(actor: Actor, shown: CustodyRecord, each: Waiting, after_charge: bool, *, led: bool) -> Action:
    permission, whose = _DONE_BY.get(each.step, _OTHERS)
    if each.step is Step.REVIEW and after_charge:
        permission, whose = _DONE_BY[Step.CHARGE]
    return Action(
        label=_label(each.step, shown.detention),
        href=url_for(f"custody.{each.step}", detention_id=shown.detention.id),
        group=Group.NOW if each.step is shown.next else _LATER.get(each.step, Group.NOW),
        reason=each.reason or ("" if actor.may(permission) else whose),
        first=each.step is shown.next and not led,
    )


def _due(shown: CustodyRecord, there: set[str]) -> Iterator[Action]:
    """What the board says is to be done now, to whoever may do it; not what stands there as a step already."""
    for each in due_now(shown.said, clock.now(), thresholds()):
        href = url_allowed(each.page, detention_id=shown.detention.id)
        if href and href not in there:
            yield Action(label=each.todo, href=href, group=Group.NOW, said=each)


def _papers(held: Detention) -> Iterator[Action]:
    of_it: dict[str, Any] = {"detention_id": held.id}
    if printed := url_if("documents.print_document", key="custody-record", **of_it):
        yield Action(label="Print this record", href=printed, group=Group.PAPERS)
        documents = url_for("custody.record", tab="documents", **of_it)
        yield Action(label="Other documents", href=documents, group=Group.PAPERS)


def _label(step: Step, held: Detention) -> str:
    """What doing it is called now: some things are done again, and who is kept for court leaves for it."""
    if step is Step.CELL and held.cell_id:
        return "Move to another cell"
    if step is Step.RIGHTS and held.rights_given_at:
        return "Give rights again"
    if step is Step.RELEASE and held.bailed is False:
        return "Record leaving for court"
    return step.label

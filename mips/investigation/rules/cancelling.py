"""On which grounds a recorded crime is cancelled, with what evidence, and by whom (INV-4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mips.core.errors import RuleBroken

LIST: Final = "cancellation"
SOURCES: Final = "verifiable-source"
ASSAULTS: Final = "self-defence-offence"
"""Reference lists: the grounds, where verifiable information comes from, and the assaults that C5 is for."""
TRANSFERRED, VERIFIABLE, DUPLICATE, SELF_DEFENCE = "C1", "C2", "C3", "C5"


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What is put forward for cancelling a crime."""

    code: str
    source: str = ""
    """Where the verifiable information comes from: an item of the list."""
    source_suffices: bool = False
    """False of the victim's word alone."""
    force: str = ""
    their_reference: str = ""
    """The receiving force's crime number."""
    accepted_by: str = ""
    other_found: bool = False
    """The other crime is on the record, counts, and is not this one."""
    assault: bool = False
    """It is one of the assaults that C5 is for."""


def check_grounds(grounds: Grounds, *, open_proposal: bool, cancelled: bool) -> None:
    """Refuse grounds without the evidence their code asks for (INV-4). Raises RuleBroken with all that is wrong."""
    if cancelled or open_proposal:
        raise RuleBroken("It is cancelled already" if cancelled else "A cancellation waits to be decided", rule="INV-4")
    if wrong := list(_wrong(grounds)):
        first, *also = wrong
        raise RuleBroken(first.detail, rule=first.rule, field=first.field, also=also)


def _wrong(grounds: Grounds) -> Iterator[RuleBroken]:
    if grounds.code == TRANSFERRED:
        yield from _transferred(grounds)
    if grounds.code in {VERIFIABLE, SELF_DEFENCE}:
        yield from _verifiable(grounds)
    if grounds.code == DUPLICATE and not grounds.other_found:
        yield _broken(
            "Enter the number of the other crime, which must be recorded here and not cancelled", "other_number"
        )
    if grounds.code == SELF_DEFENCE and not grounds.assault:
        yield _broken("C5 is for the specified assaults only. Choose other grounds", "code")


def _transferred(grounds: Grounds) -> Iterator[RuleBroken]:
    if not grounds.force:
        yield _broken("Select the force where it was committed", "force")
    if not grounds.their_reference:
        yield _broken("Enter the crime number of the other force", "their_reference")
    if not grounds.accepted_by:
        yield _broken("Enter who of that force accepted it", "accepted_by")


def _verifiable(grounds: Grounds) -> Iterator[RuleBroken]:
    if not grounds.source:
        yield _broken("Select where the verifiable information comes from", "source")
    elif not grounds.source_suffices:
        yield _broken(
            "The victim's word alone is not verifiable information. It needs something that can be checked", "source"
        )


def check_decider(code: str, *, specified: bool, registrar: bool, own: bool) -> None:
    """Who proposed it does not decide; C2 of rape and specified offences is the crime registrar's own (INV-4, RL-1(c)).

    `registrar`: they are the crime registrar in person, and not one who decides for them. Raises RuleBroken.
    """
    if own:
        raise RuleBroken("You proposed this: somebody else must decide on it", rule="RL-1(c)")
    if code == VERIFIABLE and specified and not registrar:
        raise RuleBroken(
            "Of this offence only the force crime registrar in person may decide that no crime occurred", rule="INV-4"
        )


def check_appointed(*, oneself: bool, of_the_office: bool) -> None:
    """Nobody makes themselves crime registrar, and whoever is made it holds that role (NC-9, RL-1(c)). RuleBroken."""
    if oneself:
        raise RuleBroken("Somebody else must appoint you", rule="RL-1(c)", field="user_id")
    if not of_the_office:
        raise RuleBroken(
            "They do not hold the role of crime registrar. It must be granted first", rule="NC-9", field="user_id"
        )


def _broken(detail: str, field: str) -> RuleBroken:
    return RuleBroken(detail, rule="INV-4", field=field)

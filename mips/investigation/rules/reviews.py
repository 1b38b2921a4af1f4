"""The Victims' Right to Review: who may ask, by when it is answered, and who may look again (INV-5, INV-6)."""

from __future__ import annotations

from datetime import date

from mips.core.england import working_days_after
from mips.core.errors import RuleBroken
from mips.investigation.rules.outcome_needs import CPS, REVIEWABLE, WITH_CPS
from mips.investigation.rules.time_limits import months_on


def may_ask(code: str) -> bool:
    """Whether a decision carries the right: one not to charge somebody who was identified (INV-5).

    Not 14 and 18, where nobody was, nor 16, where the victim withdrew.
    """
    return code in REVIEWABLE


def is_of_the_cps(code: str, decider: str) -> bool:
    """Whether the CPS decided, and so looks again by its own scheme (INV-5)."""
    return code in WITH_CPS or decider == CPS


def answer_by(asked_on: date, working_days: int) -> date:
    """The last day for an answer, counted from the day after they asked (INV-6)."""
    return working_days_after(asked_on, working_days)


def check_asked(
    code: str, *, decided_on: date | None, asked_on: date, months: int, asked_before: bool, why_late: str
) -> None:
    """Refuse a request where there is nothing to review, a second one, and a late one without why (INV-5)."""
    if not may_ask(code):
        raise RuleBroken(
            "Nothing to review: no decision not to charge an identified suspect is in force. Answer it as a complaint "
            "(right 12)",
            rule="INV-5",
        )
    if asked_before:
        raise RuleBroken("They have asked for a review of this decision already", rule="INV-5")
    if decided_on and asked_on < decided_on:
        raise RuleBroken("They cannot have asked before it was decided", rule="INV-5", field="asked_at")
    if decided_on and asked_on > months_on(decided_on, months) and not why_late.strip():
        raise RuleBroken(
            f"More than {months} months after the decision. Say why it is reviewed all the same",
            rule="INV-5",
            field="why_late",
        )


def check_reviewer(*, decided: bool, signed_off: bool, rank: int, needed: int) -> None:
    """Somebody looks again who had no part in the decision, of no lower rank than it asked for (RL-1(c), INV-5)."""
    if decided or signed_off:
        part = "proposed" if decided else "signed off"
        raise RuleBroken(f"You {part} this decision: somebody else must review it", rule="RL-1(c)")
    if rank < needed:
        raise RuleBroken("The review needs the rank that the decision needed, or above", rule="INV-5")


def check_result(*, answered: bool, by_cps: bool, prosecutor: str) -> None:
    """A review is answered once, and one of the CPS by a prosecutor with a name (INV-5)."""
    if answered:
        raise RuleBroken("This review has been answered", rule="INV-5")
    if by_cps and not prosecutor.strip():
        raise RuleBroken("The CPS decided: enter the prosecutor who reviewed it", rule="INV-5", field="prosecutor")

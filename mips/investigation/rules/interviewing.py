"""What is kept of a suspect's interview in the investigation (PACE Code C 11, Code E)."""

from __future__ import annotations

from mips.core.errors import RuleBroken

CHILD = 18


def check_interview(*, known: bool, began: bool, where: str, recording: str, summary: str, prepared: str) -> None:
    """One that custody has is not typed again; another says when, where and its recording (Code C 11.7, Code E)."""
    if not known and not began:
        raise RuleBroken("Enter when it began", rule="Code C 11.7", field="began_at")
    if not known and not where.strip():
        raise RuleBroken("Enter where it was", rule="Code C 11.7", field="where")
    if not known and not recording.strip():
        raise RuleBroken(
            "Enter the reference of the recording, or why there is none", rule="Code C 11.7", field="recording"
        )
    if not summary.strip() and not prepared.strip():
        raise RuleBroken("Enter the summary, or the prepared statement", rule="INV-8", field="summary")


def check_adult(*, age: int | None, adult: str) -> None:
    """Nobody under 18 is interviewed without an appropriate adult (Code C 11.15). Raises RuleBroken."""
    if age is not None and age < CHILD and not adult.strip():
        raise RuleBroken("They are under 18: enter the appropriate adult", rule="Code C 11.15", field="adult")

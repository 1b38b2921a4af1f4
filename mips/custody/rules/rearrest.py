"""Arrested again: on new evidence, which starts everything afresh, or for another offence while held."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_arrival import S31, S41_9, S47_7
from mips.custody.rules.sources_of_bail import S47_2


class NewEvidence(StrEnum):
    """The only two grounds on which somebody who was released is arrested again for the same offence."""

    NEW = "new-evidence"
    ANALYSIS = "analysis"

    @property
    def label(self) -> str:
        return {
            "new-evidence": "New evidence has come to light since the release",
            "analysis": "Existing evidence has been analysed, which could not reasonably be done before the release",
        }[self.value]


def check_rearrest(
    because: NewEvidence | None,
    *,
    evidence: str,
    released_at: datetime | None,
    arrested_at: datetime,
    arrived_at: datetime,
    charged: bool,
    on_bail: bool,
) -> None:
    """Of somebody released uncharged, on one of the two grounds, after the release. PACE 1984 s.41(9), s.47(2)."""
    source = S47_2 if on_bail else S41_9
    if charged:
        raise refused("They have been charged", S47_7, instead="A breach of bail to court is another kind of arrival")
    if released_at is None:
        raise refused(
            "They have not been released", S31, instead="Record an arrest for another offence", field="arrested_at"
        )
    if because is None or not evidence.strip():
        raise refused("Say what the new evidence or analysis is", source, field="evidence")
    if to_minute(arrested_at) < to_minute(released_at):
        raise refused("That is before they were released", source, field="arrested_at")
    if to_minute(arrived_at) < to_minute(arrested_at):
        raise refused("The arrival cannot be before the arrest", source, field="arrived_at")


def check_further_arrest(*, held: bool, authorised_at: datetime | None, charged: bool, arrested_at: datetime) -> None:
    """Of somebody held at the station and not yet charged; the clock stays as it is. PACE 1984 s.31, s.41(4)."""
    if not held or authorised_at is None:
        raise refused("Nobody is held here whom that arrest could be made of", S31, instead="Record an arrival")
    if charged:
        raise refused(
            "They have been charged, and no clock runs any longer",
            S31,
            instead="Once they leave for court, record an arrival for the other offence",
        )
    if to_minute(arrested_at) < to_minute(authorised_at):
        raise refused("That is before detention was authorised", S31, field="arrested_at")

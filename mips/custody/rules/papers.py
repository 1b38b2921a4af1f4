"""The papers that come of a detention, and which of them there is reason to print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mips.core.law import Source
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import CODE_C_3_2, S47_3A
from mips.custody.rules.sources_of_bail import S37_6B, S37_7_C, S38_7, S47_4A
from mips.custody.rules.sources_of_escort import C_2_3, PER
from mips.custody.rules.sources_of_papers import C_2_1, C_2_4, C_2_4A, C_16_3


class Paper(StrEnum):
    """Each is also the key of its document."""

    WHOLE = "custody-record"
    REPRESENTATIVE = "custody-record-for-representative"
    FRONT = "custody-front-sheet"
    LOG = "detention-log"
    CLOCK = "reviews-and-clock"
    RIGHTS = "rights-sheet"
    CHARGE = "charge-sheet"
    BAIL = "bail-notice"
    COURT_BAIL = "court-bail-notice"
    CHILD = "child-certificate"
    NO_ACTION = "no-action-notice"
    UNDER_INVESTIGATION = "under-investigation-notice"
    ESCORT = "person-escort-record"
    TRANSFER = "transfer-to-another-force"

    @property
    def label(self) -> str:
        return _PAPERS[self][0]

    @property
    def source(self) -> Source:
        return _PAPERS[self][1]


_PAPERS: Final[dict[Paper, tuple[str, Source]]] = {
    Paper.WHOLE: ("Custody record", C_2_1),
    Paper.REPRESENTATIVE: ("Custody record for solicitor or appropriate adult", C_2_4),
    Paper.FRONT: ("Front sheet", C_2_1),
    Paper.LOG: ("Detention log", C_2_1),
    Paper.CLOCK: ("Reviews and clock", C_2_4A),
    Paper.RIGHTS: ("Notice of rights and entitlements", CODE_C_3_2),
    Paper.CHARGE: ("Charge sheet", C_16_3),
    Paper.BAIL: ("Bail notice, before charge", S47_4A),
    Paper.COURT_BAIL: ("Bail notice, to court", S47_3A),
    Paper.CHILD: ("Certificate for the court: child kept after charge", S38_7),
    Paper.NO_ACTION: ("Notice of no prosecution", S37_6B),
    Paper.UNDER_INVESTIGATION: ("Notice of release under investigation", S37_7_C),
    Paper.ESCORT: ("Person escort record", PER),
    Paper.TRANSFER: ("Transfer to another force", C_2_3),
}


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What of a detention decides which papers apply. `ever_bailed`: released on bail before charge at least once.

    `child_certified`: a child kept after charge, with the reason why local authority accommodation was not used.
    `escorted`: a person escort record was made; `to_force`: one to another force.
    """

    authorised: bool
    refused: bool
    held: bool
    charged: bool
    bailed_to_court: bool
    ever_bailed: bool
    disposal: Disposal | None
    child_certified: bool = False
    escorted: bool = False
    to_force: bool = False


def _rights(now: Situation) -> str:
    return "Detention was refused" if now.refused else ""


def _clock(now: Situation) -> str:
    return "" if now.authorised else "Detention is not authorised"


def _charge(now: Situation) -> str:
    return "" if now.charged else "Nobody is charged yet"


def _bail(now: Situation) -> str:
    return "" if now.ever_bailed else "Not released on bail before charge"


def _court_bail(now: Situation) -> str:
    if not now.charged:
        return "Nobody is charged yet"
    return "" if now.bailed_to_court else "Bail was refused: kept for court"


def _child(now: Situation) -> str:
    return "" if now.child_certified else "No child is certified to be kept after charge"


def _no_action(now: Situation) -> str:
    """It is given before they go, so it may be printed while somebody is still held without charge."""
    if now.charged:
        return "They are charged"
    return "" if now.held or now.disposal is Disposal.NO_ACTION else "Released in another way"


def _under_investigation(now: Situation) -> str:
    return "" if now.disposal is Disposal.UNDER_INVESTIGATION else "Not released under investigation"


def _escort(now: Situation) -> str:
    return "" if now.escorted else "No person escort record has been made"


def _transfer(now: Situation) -> str:
    return "" if now.to_force else "No escort to another force has been made ready"


_WHY_NOT: Final[dict[Paper, Callable[[Situation], str]]] = {
    Paper.CLOCK: _clock,
    Paper.RIGHTS: _rights,
    Paper.CHARGE: _charge,
    Paper.BAIL: _bail,
    Paper.COURT_BAIL: _court_bail,
    Paper.CHILD: _child,
    Paper.NO_ACTION: _no_action,
    Paper.UNDER_INVESTIGATION: _under_investigation,
    Paper.ESCORT: _escort,
    Paper.TRANSFER: _transfer,
}


def why_not(paper: Paper, now: Situation) -> str:
    """Why a paper does not apply; empty when it does. Code C 2.4, Code C 3.2, Code C 16.3, s.37(6B), s.37(7)(c)."""
    return _WHY_NOT[paper](now) if paper in _WHY_NOT else ""


def check_applies(paper: Paper, now: Situation) -> None:
    """Refuse to print a paper that would say what is not so. Code C 2.1, s.37(6B)."""
    if reason := why_not(paper, now):
        raise refused(
            f"{paper.label}: {reason[:1].lower()}{reason[1:]}",
            paper.source,
            instead="Documents on the custody record lists those that apply",
        )

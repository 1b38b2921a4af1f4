"""The papers of a custody record: what can be printed now, what cannot and why, what was printed for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import url_for

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.between.offers import Printable
from mips.between.questions import Copy, copies_of
from mips.custody.pages.parts import Tab, add_tab
from mips.custody.rules.papers import Paper, why_not
from mips.custody.usecases import papers
from mips.custody.usecases.papers import situation_of
from mips.custody.usecases.reading import CustodyRecord
from mips.usecase import UseCase

_SHOWN: Final = 3
"""Copies of one paper on the tab; the register has them all."""

_GATHERED: Final[dict[Paper, tuple[UseCase[..., Any], str]]] = {
    Paper.WHOLE: (papers.print_whole_record, "record"),
    Paper.REPRESENTATIVE: (papers.print_for_representative, "record"),
    Paper.FRONT: (papers.print_front_sheet, "front_paper"),
    Paper.LOG: (papers.print_detention_log, "log_paper"),
    Paper.CLOCK: (papers.print_reviews_and_clock, "clock_paper"),
    Paper.RIGHTS: (papers.print_rights_sheet, "rights_paper"),
    Paper.CHARGE: (papers.print_charge_sheet, "charge_paper"),
    Paper.BAIL: (papers.print_bail_notice, "bail_paper"),
    Paper.COURT_BAIL: (papers.print_court_bail_notice, "court_bail_paper"),
    Paper.CHILD: (papers.print_child_certificate, "child_certificate_paper"),
    Paper.NO_ACTION: (papers.print_no_action_notice, "no_action_paper"),
    Paper.UNDER_INVESTIGATION: (papers.print_under_investigation_notice, "under_investigation_paper"),
    Paper.ESCORT: (papers.print_escort_record, "escort_paper"),
    Paper.TRANSFER: (papers.print_transfer, "transfer_paper"),
}

PRINTABLES: Final = tuple(
    Printable(key=paper.value, title=paper.label, gather=gather, template=f"custody/papers/{template}.html")
    for paper, (gather, template) in _GATHERED.items()
)


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """One paper on the tab. `reason` says why it does not apply; empty when it can be printed."""

    paper: Paper
    reason: str
    open_url: str
    give_url: str
    copies: Sequence[Copy]
    more: int


def _papers(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    now = situation_of(record.detention)
    printed = copies_of(actor, record.detention.id)
    rows = [_row(paper, why_not(paper, now), record, printed) for paper in Paper]
    return {"papers": sorted(rows, key=lambda row: bool(row.reason))}


def _row(paper: Paper, reason: str, record: CustodyRecord, printed: Sequence[Copy]) -> PaperRow:
    which: dict[str, Any] = {"key": paper.value, "detention_id": record.detention.id}
    copies = [each for each in printed if each.document == paper.value]
    return PaperRow(
        paper=paper,
        reason=reason,
        open_url=url_for("documents.print_document", **which),
        give_url=url_for("documents.give_document", **which),
        copies=copies[:_SHOWN],
        more=max(len(copies) - _SHOWN, 0),
    )


add_tab(
    Tab(
        key="documents",
        title="Documents",
        template="custody/tab_documents.html",
        order=80,
        permission=Permission.DOCUMENTS_PRINTING_CREATE,
        gather=_papers,
    )
)

"""The person escort records of the demonstration: drafted from the record, signed, and one of them under way."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any, Final

from mips.access.policy import Actor
from mips.custody.rules.escort import Destination, EscortBy, LegalStatus
from mips.custody.rules.escort_risks import EscortRisk
from mips.custody.usecases.escort import EscortDraft, draft_escort, goes_along, save_escort_record
from mips.custody.usecases.escort_signing import hand_to_escort, sign_escort_record
from mips.interchange.demo import cast
from mips.record.model.signing import SignedHow

ON_PAPER: Final = {"how": SignedHow.ON_PAPER, "drawn": "", "why": ""}


def sign_for_court(by: Actor, detention_id: uuid.UUID) -> None:
    """Made and signed by the custody officer: the contractor is waited for."""
    draft = draft_escort(by, detention_id=detention_id)
    _signed(
        by,
        draft,
        destination=Destination.COURT,
        to_name=cast.COURT,
        due_at=draft.due_at,
        why="First hearing after charge",
        escort_by=EscortBy.CONTRACTOR,
        told={"vehicle": "Cellular van", "restraint": "Handcuffed to the van, none inside"},
    )


def send_after_to_hospital(by: Actor, detention_id: uuid.UUID, hospital: str) -> None:
    """Made once the ambulance had gone: the officers who stay with him sign for it there."""
    _signed(
        by,
        draft_escort(by, detention_id=detention_id),
        destination=Destination.HOSPITAL,
        to_name=hospital,
        why="Pain in the chest: the ambulance left at once, this record followed",
        escort_by=EscortBy.AMBULANCE,
        told={"escorts": "PC 2001 Sample", "vehicle": "Ambulance", "restraint": "None"},
    )
    hand_to_escort(by, detention_id=detention_id, handed_to="PC 2001 Sample", signature=ON_PAPER)


def _signed(by: Actor, draft: EscortDraft, **fields: Any) -> None:
    """Everything known is answered yes, as the page begins; of the others there are none."""
    detention_id, destination = draft.detention.id, fields["destination"]
    told = {
        "managing": "As the risks say, and never out of view",
        "health": "\n".join(draft.known.health),
        "medicines": "\n".join(draft.known.medicines),
        "needs": "\n".join(draft.known.needs),
    }
    save_escort_record(
        by,
        detention_id=detention_id,
        legal_status=draft.status or LegalStatus.ARRESTED,
        risks=_known(draft),
        none_of_the_others=True,
        items=[each.id for each in goes_along(draft.held, destination)],
        **fields | {"told": told | fields["told"]},
    )
    sign_escort_record(by, detention_id=detention_id)


def _known(draft: EscortDraft) -> list[dict[str, Any]]:
    told: dict[EscortRisk, list[str]] = defaultdict(list)
    for each in draft.known.risks:
        told[each.risk].append(each.text)
    return [{"risk": risk, "applies": True, "evidence": "; ".join(texts)} for risk, texts in told.items()]

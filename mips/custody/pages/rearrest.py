"""Arrested again on new evidence, and arrested for another offence while held."""

from __future__ import annotations

import uuid
from typing import Any, Final

from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step, why_here, with_offences
from mips.custody.pages.parts import Doing, Group, add_doing
from mips.custody.rules.disposals import Disposal
from mips.custody.schemas.rearrest import FurtherArrestIn, RearrestIn
from mips.custody.usecases.offences import offences_offered
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.custody.usecases.rearrest import arrest_further, rearrest
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/rearrest", does=rearrest, methods=["GET", "POST"])
def rearrest_page(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    detention = read_custody_record(actor, detention_id=detention_id).detention
    return step(
        detention_id,
        Form(RearrestIn(), initial={"suite_id": detention.suite_id}),
        title="Arrested again on new evidence",
        submit="Record the arrest and arrival",
        action=lambda fields: rearrest(actor, detention_id=detention_id, **fields),
        done="Arrested again. The clock starts afresh, and the custody officer decides about detention",
        lead="Only on new evidence, or an analysis that could not be made before (PACE 1984 s.47(2), s.41(9)). "
        "For another offence record an arrival.",
        known=why_here,
    )


@pages.page("/<uuid:detention_id>/further-arrest", does=arrest_further, methods=["GET", "POST"])
def further_arrest(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    detention = read_custody_record(actor, detention_id=detention_id).detention
    held_for = {offence.id for offence in detention.offences}
    found = offences_offered(actor, person_id=detention.person_id, detention_id=detention_id)
    offered = [offence for offence in found if offence.id not in held_for]
    return step(
        detention_id,
        Form(with_offences(FurtherArrestIn(), offered)),
        title="Arrest for another offence",
        submit="Record the arrest",
        action=lambda fields: arrest_further(actor, detention_id=detention_id, **fields),
        done="Arrested for another offence too. The clock stays as it is",
        lead="At the station, for an offence they would be arrested for if released (PACE 1984 s.31).",
        known=why_here,
    )


_OUT: Final = frozenset({Disposal.BAILED, Disposal.UNDER_INVESTIGATION, Disposal.NO_ACTION})
"""Released uncharged: arrested again only on new evidence."""


def _let_go(record: CustodyRecord) -> str | None:
    return "" if record.detention.disposal in _OUT and record.detention.arrested_at else None


def _held_uncharged(record: CustodyRecord) -> str | None:
    held = record.detention
    return "" if held.held and held.authorised_at and not held.charged_at else None


_DESK: Final[dict[str, Any]] = {"permission": Permission.CUSTODY_RECORD_CREATE, "whose": "For custody staff"}

add_doing(
    Doing(
        key="rearrest",
        label="Arrested again on new evidence",
        endpoint="custody.rearrest_page",
        order=16,
        group=Group.INVESTIGATION,
        wait=_let_go,
        **_DESK,
    )
)
add_doing(
    Doing(
        key="further-arrest",
        label="Arrest for another offence",
        endpoint="custody.further_arrest",
        order=58,
        group=Group.INVESTIGATION,
        wait=_held_uncharged,
        **_DESK,
    )
)

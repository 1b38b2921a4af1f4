"""How digital exhibits were acquired, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.acquisition import Acquisition
from mips.investigation.schemas.acquiring import AcquisitionIn, AcquisitionOut, told
from mips.investigation.usecases.acquiring import record_acquisition
from mips.web.endpoints import current_actor


@resources.operation("/exhibits/<uuid:exhibit_id>/acquisitions", does=record_acquisition, methods=["POST"])
@resources.arguments(AcquisitionIn)
@resources.response(201, AcquisitionOut)
def post_acquisition(fields: dict[str, Any], exhibit_id: uuid.UUID) -> Acquisition:
    """Say how the files of an exhibit were acquired"""
    return record_acquisition(current_actor(), exhibit_id=exhibit_id, **told(fields))

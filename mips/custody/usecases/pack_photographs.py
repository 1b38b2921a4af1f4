"""Photographs on paper: small enough for the sixty of a pack to lie in one file, carried within it."""

from __future__ import annotations

import base64
import io
import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from PIL import Image, UnidentifiedImageError
from sqlalchemy import select

from mips.access.policy import Actor
from mips.core import db
from mips.core.errors import MipsError
from mips.custody.model.detention import Detention
from mips.record import storage
from mips.record.model.work import Attachment
from mips.record.usecases.attachments import openable, see_photograph

SIZE: Final = (240, 300)
"""Pixels, at most: as large as it is printed on a sheet."""
_QUALITY: Final = 80
_LARGEST: Final = 20_000_000
"""Bytes of a stored photograph that is looked at here at all."""


def photographs_of(held: Sequence[Detention]) -> Mapping[uuid.UUID, str]:
    """The best photograph of each who has one, as a data: address, by detention. What cannot be shown is left out."""
    wanted = {each.person.photograph_id: each.id for each in held if each.person and each.person.photograph_id}
    found = db.session.scalars(select(Attachment).where(Attachment.id.in_(wanted))) if wanted else ()
    made = {wanted[each.id]: _small(each) for each in found if each.size <= _LARGEST}
    return {detention_id: address for detention_id, address in made.items() if address}


def photograph_for(actor: Actor, detention: Detention) -> str:
    """Of one detainee, for a paper: empty where none is held, or whoever prints may not see it."""
    if not actor.sees_all_of(see_photograph.permission, detention.person):
        return ""
    return photographs_of([detention]).get(detention.id, "")


def _small(attachment: Attachment) -> str:
    """Empty where the store has lost it, it is held back, or it is no picture."""
    try:
        content = b"".join(storage.read(openable(attachment).sha256))
        with Image.open(io.BytesIO(content)) as picture:
            picture.thumbnail(SIZE)
            made = io.BytesIO()
            picture.convert("RGB").save(made, "JPEG", quality=_QUALITY)
    except (MipsError, OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(made.getvalue()).decode()}"

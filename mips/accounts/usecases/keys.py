"""Sealing again what is kept sealed, after the key of this installation was changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.accounts.credentials import SealBroken, sealed, under_todays_key, unsealed
from mips.accounts.model import Challenge, Credential, Reset
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.usecase import usecase

SEALED: Final[Sequence[tuple[type[Base], str]]] = (
    (Credential, "second_factor"),
    (Reset, "first_half"),
    (Challenge, "offered_secret"),
)
"""Every column that holds something sealed."""


@dataclass(frozen=True)
class Resealed:
    """How many secrets were sealed anew, and how many no given key opens."""

    anew: int
    lost: int


@usecase(Permission.ACCOUNTS_CONFIGURATION_UPDATE, verb=Verb.ALTERED)
def reseal(actor: Actor) -> Resealed:
    """Seal under today's key whatever is sealed under one it replaced. What is sealed under none of them stays."""
    outcomes = [_resealed(row, column) for row, column in _under_another_key()]
    return Resealed(anew=outcomes.count(True), lost=outcomes.count(False))


def _under_another_key() -> Iterator[tuple[Base, str]]:
    for model, column in SEALED:
        for row in db.session.scalars(sa.select(model).where(getattr(model, column).is_not(None))):
            held = getattr(row, column)
            if held and not under_todays_key(held):
                yield row, column


def _resealed(row: Base, column: str) -> bool:
    try:
        setattr(row, column, sealed(unsealed(getattr(row, column))))
    except SealBroken:
        return False
    return True

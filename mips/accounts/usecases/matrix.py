"""Looking up which role may do what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.accounts.matrix_table import Area, areas
from mips.audit.model import Verb
from mips.core.db import Base
from mips.usecase import usecase


@dataclass(frozen=True)
class MatrixShown:
    """The matrix. It shows no record."""

    areas: Sequence[Area]

    def shown(self) -> Iterable[Base]:
        return ()


@usecase(Permission.ACCOUNTS_OWN_READ, verb=Verb.CONSULTED, recorded=False)
def read_matrix(actor: Actor) -> MatrixShown:
    """The whole permission matrix: no secret, and everybody may know why a door is shut to them."""
    return MatrixShown(areas())

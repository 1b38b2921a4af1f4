"""What a detainee put their name to at the desk, or why they did not."""

from __future__ import annotations

from mips.core.db import Base
from mips.custody.model.care import OfDetention
from mips.record.model.signing import GivenByHand


class Signature(GivenByHand, OfDetention, Base):
    """One signature, asked for once. `what` says for what: 'rights', 'property', 'property returned'."""

    __tablename__ = "custody_signature"

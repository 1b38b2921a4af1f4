"""The blocks of booking somebody in: any order the detainee allows, each saved by itself (CUS-1)."""

from __future__ import annotations

from enum import StrEnum


class Block(StrEnum):
    """One block of booking-in, in the usual order. The value stands in addresses."""

    WHO = "who"
    ARREST = "arrest"
    DECISION = "decision"
    RIGHTS = "rights"
    RISK = "risk"
    CARE = "care"
    PROPERTY = "property"
    SEARCHES = "searches"
    CONTACTS = "contacts"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Block.WHO: "Who this is",
    Block.ARREST: "Arrest and grounds",
    Block.DECISION: "Detention decision",
    Block.RIGHTS: "Rights and entitlements",
    Block.RISK: "Risk assessment",
    Block.CARE: "Care plan and cell",
    Block.PROPERTY: "Property",
    Block.SEARCHES: "Searches",
    Block.CONTACTS: "People to contact",
}

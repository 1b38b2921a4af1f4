"""Why a reason is asked for, and what may be answered (INT-10): force policy, kept beside every entry made under it."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """What the asking comes from."""

    ROLE = "role"
    RESTRICTED = "restricted"
    KNOWN = "known"

    @property
    def said(self) -> str:
        return _SAID[self]


_SAID = {
    Why.ROLE: "Your role opens this for a policing purpose, which has to be said first.",
    Why.RESTRICTED: "This record is restricted: everybody who opens it says why.",
    Why.KNOWN: "This record is of somebody you are tied to: what you say is kept for those who check.",
}


class Purpose(StrEnum):
    """What a record is looked at for: the pick-list of the prompt."""

    INVESTIGATION = "investigation"
    INCIDENT = "incident"
    CUSTODY = "custody"
    INTELLIGENCE = "intelligence"
    SAFEGUARDING = "safeguarding"
    CASE = "case"
    SUPERVISION = "supervision"
    REQUEST = "request"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _PURPOSES[self]


_PURPOSES = {
    Purpose.INVESTIGATION: "Investigating a crime",
    Purpose.INCIDENT: "Going to or dealing with an incident",
    Purpose.CUSTODY: "Somebody in custody",
    Purpose.INTELLIGENCE: "Intelligence work",
    Purpose.SAFEGUARDING: "Keeping somebody safe",
    Purpose.CASE: "Building or disclosing a case",
    Purpose.SUPERVISION: "Supervising or reviewing work",
    Purpose.REQUEST: "Answering a request from another body",
    Purpose.OTHER: "Something else",
}

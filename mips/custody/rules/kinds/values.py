"""What an event's attributes may hold besides plain text, numbers, flags and instants."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

Area = NewType("Area", str)
"""A police area: its force code, two digits."""

HospitalReason = NewType("HospitalReason", str)
"""`treatment`, or `evidential_` and what for: evidential_xray."""

Hours = NewType("Hours", int)
"""Of a warrant: 1 to 36. PACE 1984 s.43(12), s.44(3)."""

Days = NewType("Days", int)
"""A count of days, none at least."""


class BailCase(StrEnum):
    """Whose investigation it is, which decides the applicable bail period. PACE 1984 s.47ZB."""

    STANDARD = "standard"
    SFO = "SFO"
    FCA = "FCA"
    HMRC = "HMRC"
    NCA = "NCA"
    AGENCY = "SFO/FCA/HMRC/NCA"

    @property
    def label(self) -> str:
        return "The police" if self is BailCase.STANDARD else self.value

    @property
    def agency(self) -> bool:
        """Another agency's, with longer stages. PACE 1984 s.47ZB(1)."""
        return self is not BailCase.STANDARD


class BailedBy(StrEnum):
    """Who released on bail: only a custody officer may. PACE 1984 s.50A."""

    CUSTODY_OFFICER = "custody_officer"
    CONSTABLE = "constable"
    SERGEANT = "sergeant"
    INSPECTOR = "inspector"
    CHIEF_INSPECTOR = "chief_inspector"
    SUPERINTENDENT = "superintendent"
    CHIEF_SUPERINTENDENT = "chief_superintendent"
    DETENTION_OFFICER = "detention_officer"
    ARRESTING_OFFICER = "arresting_officer"
    INVESTIGATING_OFFICER = "investigating_officer"
    OFFICER_IN_CASE = "officer_in_case"


class BailExtensionTo(StrEnum):
    SIX_MONTHS = "6_months"
    NINE_MONTHS = "9_months"

    @property
    def months(self) -> int:
        return {"6_months": 6, "9_months": 9}[self.value]


class RemandMode(StrEnum):
    SUMMARY_ONLY = "summary_only"
    EITHER_WAY_BEFORE_ALLOCATION = "either_way_before_allocation"
    EITHER_WAY_ALLOCATED_SUMMARY = "either_way_allocated_summary"


class SentMode(StrEnum):
    INDICTABLE_ONLY = "indictable_only"
    EITHER_WAY_ALLOCATED_CROWN = "either_way_allocated_crown"
    VOLUNTARY_BILL = "voluntary_bill"

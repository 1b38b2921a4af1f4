"""What a front sheet may say of a case, and what may go with its forms (CAS-5, CAS-6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MARKERS: Final[Mapping[str, str]] = {
    "youth": "Youth",
    "persistent-young-offender": "Persistent young offender",
    "domestic-abuse": "Domestic abuse",
    "hate-crime": "Hate crime",
    "custody-time-limit": "Custody time limit",
    "vulnerable": "Vulnerable or intimidated victim or witness",
}
ENCLOSURES: Final[Mapping[str, str]] = {
    "pnc": "PNC print of each defendant",
    "key-evidence": "Key evidence or streamlined summary",
    "vps": "Victim personal statement",
    "mg10": "MG10 Witness non-availability",
    "mg13": "MG13 Application for order on conviction",
    "mg16": "MG16 Bad character or dangerous offender",
    "mg18": "MG18 Offences taken into consideration",
    "mg19": "MG19 Compensation claim",
}
"""What goes with the forms of a police-charged file."""
ALWAYS: Final = ("pnc", "key-evidence")
"""The enclosures no such file goes without; the others go where they apply."""

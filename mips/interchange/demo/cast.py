"""Who plays in the demonstration. Nobody in it exists: each surname says so, and every place is invented."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Final

from mips.access.permissions import Rank, Role
from mips.custody.model.suite import CellKind

PASSWORD: Final = "northmoor training 26"  # noqa: S105 - printed for everybody who tries the demonstration
TEAMS: Final = ("Response", "Custody", "Intelligence unit", "Case building")
FORCE_UNIT: Final = "NM"


@dataclass(frozen=True)
class Player:
    """A user of the demonstration."""

    collar: str
    name: str
    rank: Rank
    team: str
    roles: tuple[Role, ...]
    plays: str
    leads: bool = False

    @property
    def authenticator(self) -> str:
        """The TOTP secret: the same each time, so that it can be printed."""
        return base64.b32encode(hashlib.sha256(f"northmoor {self.collar}".encode()).digest()[:20]).decode()


OFFICER: Final = Player("2001", "Asha Sample", Rank.CONSTABLE, "Response", (Role.OFFICER,), "response officer")
DETECTIVE: Final = Player(
    "2002", "Owen Specimen", Rank.CONSTABLE, "Response", (Role.OFFICER, Role.OFFICER_IN_CASE), "officer in the case"
)
SUPERVISOR: Final = Player(
    "3000", "Dara Trial", Rank.SERGEANT, "Response", (Role.OFFICER, Role.SUPERVISOR), "response sergeant", leads=True
)
CUSTODY_SERGEANT: Final = Player(
    "3001", "Grace Template", Rank.SERGEANT, "Custody", (Role.CUSTODY_OFFICER,), "custody sergeant", leads=True
)
DETENTION_OFFICER: Final = Player(
    "3002", "Lena Dummy", Rank.STAFF, "Custody", (Role.DETENTION_OFFICER,), "detention officer"
)
INSPECTOR: Final = Player(
    "4001", "Marcus Mockup", Rank.INSPECTOR, "Response", (Role.REVIEWING_INSPECTOR,), "reviewing inspector"
)
SUPERINTENDENT: Final = Player(
    "4002", "Victor Prototype", Rank.SUPERINTENDENT, "Response", (Role.SUPERINTENDENT,), "superintendent"
)
NURSE: Final = Player("3003", "Hana Placebo", Rank.STAFF, "Custody", (Role.HEALTHCARE_PROFESSIONAL,), "custody nurse")
INTELLIGENCE: Final = Player(
    "5001", "Ines Pretend", Rank.STAFF, "Intelligence unit", (Role.INTELLIGENCE_MANAGER,), "intelligence manager"
)
CASE_BUILDER: Final = Player("6001", "Carl Draft", Rank.STAFF, "Case building", (Role.CASE_BUILDER,), "case builder")
ADMINISTRATOR: Final = Player("9001", "Ada Example", Rank.STAFF, "", (Role.SYSTEM_ADMINISTRATOR,), "administrator")
AUDITOR: Final = Player("9002", "Noor Example", Rank.STAFF, "", (Role.PROFESSIONAL_STANDARDS,), "auditor")

FIRST: Final = (ADMINISTRATOR, AUDITOR)
OTHERS: Final = (
    OFFICER,
    DETECTIVE,
    SUPERVISOR,
    CUSTODY_SERGEANT,
    DETENTION_OFFICER,
    NURSE,
    INSPECTOR,
    SUPERINTENDENT,
    INTELLIGENCE,
    CASE_BUILDER,
)


@dataclass(frozen=True)
class Invented:
    """Somebody the force knows, or comes to know."""

    family_name: str
    given_names: str
    born: date
    sex: str
    address: str


SUSPECT: Final = Invented("Madeup", "Jordan", date(1994, 5, 17), "male", "4 Nowhere Close, Northmoor")
VICTIM: Final = Invented("Invented", "Patricia Ann", date(1971, 11, 2), "female", "1 Sample Street, Northmoor")
WITNESS: Final = Invented("Imaginary", "Samir", date(1988, 2, 29), "male", "9 Fiction Way, Northmoor")
HELD: Final = (
    Invented("Fictitious", "Yusuf", date(2001, 7, 30), "male", "12 Fable Road, Northmoor"),
    Invented("Notreal", "Kayleigh", date(1999, 12, 24), "female", "3 Story Lane, Northmoor"),
    Invented("Makebelieve", "Terence", date(1962, 4, 1), "male", "No fixed address"),
)


@dataclass(frozen=True)
class Allegation:
    """A crime of the demonstration."""

    code: str
    address: str
    summary: str
    grounds: str


SHOP: Final = Allegation(
    "TH68010",
    "Fiction Stores, 1 Sample Street, Northmoor",
    "Took four bottles of spirits from a shelf, put them in a rucksack and left without paying.",
    "Named by the shopkeeper and seen on the shop's camera",
)
OTHERS_ALLEGED: Final = (
    Allegation(
        "CJ88116",
        "Outside the Example Arms, Fable Road, Northmoor",
        "Struck another man in the face with an open hand after an argument about a taxi.",
        "Pointed out at the scene by the man who was struck",
    ),
    Allegation(
        "CD71039",
        "Bus shelter, Story Lane, Northmoor",
        "Broke the glass of a bus shelter with a stone.",
        "Seen by a passing patrol with the stone in hand",
    ),
    Allegation(
        "TH68010",
        "Invention Pharmacy, 7 Sample Street, Northmoor",
        "Left with razor blades hidden under a coat.",
        "Stopped by staff with the goods",
    ),
)
SUITE: Final = "Northmoor Central"
CELLS: Final = (
    *((f"M{number}", CellKind.STANDARD) for number in range(1, 9)),
    *((f"F{number}", CellKind.STANDARD) for number in range(1, 5)),
    ("A1", CellKind.ACCESSIBLE),
    ("J1", CellKind.DETENTION_ROOM),
    ("D1", CellKind.DRY),
    ("D2", CellKind.DRY),
)
"""Name and kind, in the order of walking round."""
COURT: Final = "Northmoor Magistrates\u2019 Court"

"""A custody suite and people in it, for the tests of custody: each call is one thing that happens at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from mips.access.permissions import Rank, Role
from mips.access.policy import Actor
from mips.core import db
from mips.custody.model.detention import Detention, Grounds
from mips.custody.model.escort import EscortRecord
from mips.custody.model.suite import Cell, Suite
from mips.custody.rules.acting import Acting, ActingAs
from mips.custody.rules.charging import first_sitting
from mips.custody.rules.escort import Destination, EscortBy
from mips.custody.usecases.arrival import record_arrest, record_arrival
from mips.custody.usecases.decision import authorise_detention
from mips.custody.usecases.ending import AfterCharge, charge_detainee
from mips.custody.usecases.escort import draft_escort, save_escort_record
from mips.custody.usecases.escort_signing import hand_to_escort, sign_escort_record
from mips.custody.usecases.reading import read_custody_record
from mips.custody.usecases.release_risk import assess_release
from mips.record.model.case import Offence
from mips.record.model.person import Person
from mips.record.model.signing import SignedHow
from tests.build import NOON, Build


class Desk:
    """The custody desk at Northmoor: a sergeant, a detention officer, three cells.

    The sergeant does everything unless a test says otherwise: a session shows one person's view at a time, and what
    it held is let go of when somebody else acts.
    """

    def __init__(self, build: Build, cells: Sequence[str] = ("M1", "M2", "F1"), code: str = "NM") -> None:
        self.build = build
        self.suite: Suite = build.add(
            Suite(
                name="Northmoor" if code == "NM" else f"Northmoor {code}",
                code=code,
                force="01",
                station="ZD",
                court="Northmoor Magistrates\u2019 Court",
                cells=[Cell(name=name, place=place) for place, name in enumerate(cells)],
            )
        )
        self.sergeant = build.actor(Role.CUSTODY_OFFICER, name="Pat Lowe", rank=int(Rank.SERGEANT))
        self.detention_officer = build.actor(Role.DETENTION_OFFICER, name="Jo Reed", rank=int(Rank.STAFF))
        self.arresting_officer = build.user(Role.OFFICER, name="Alex Grant")

    def inspector(self) -> Actor:
        return self.build.actor(Role.REVIEWING_INSPECTOR, name="Sam Hart", rank=int(Rank.INSPECTOR))

    def suspected(self, person: Person | None, **fields: Any) -> Offence:
        return self.build.offence(person_id=person and person.id, **fields)

    def arrived(self, person: Person | None = None, **fields: Any) -> Detention:
        given = {"arrived_at": NOON - timedelta(minutes=30), "suite_id": self.suite.id} | fields
        if person is None:
            given.setdefault("described_as", "male, white, about 30")
        return record_arrival(self.sergeant, person_id=person and person.id, **given)

    def arrested(self, detention: Detention, **fields: Any) -> Detention:
        given = {
            "arrested_at": detention.arrived_at - timedelta(minutes=20),
            "arrest_place": "12 High Street",
            "arrest_reason": "Seen leaving with goods",
            "necessity": ["investigation"],
            "arrested_by_id": self.arresting_officer.id,
        } | fields
        if "offence_ids" not in fields:
            given.setdefault("other_offences", [{"code": "TH68010"}])
        return record_arrest(self.sergeant, detention_id=detention.id, **given)

    def authorised(self, detention: Detention, **fields: Any) -> Detention:
        given: dict[str, Any] = {
            "authorised_at": detention.arrived_at + timedelta(minutes=10),
            "grounds": [Grounds.OBTAIN],
            "grounds_reason": "To be interviewed about the theft",
        }
        if not self.suite.designated:
            given["acting"] = Acting(role=ActingAs.UNINVOLVED)
        return authorise_detention(self.sergeant, detention_id=detention.id, **given | fields)

    def detained(self, person: Person | None = None, **arrival: Any) -> Detention:
        """Arrived, arrested and authorised."""
        person = person or self.build.person()
        return self.authorised(self.arrested(self.arrived(person, **arrival)))

    def cleared(self, detention: Detention) -> Detention:
        """The risk of letting them go has been assessed, so that they may leave."""
        found = {"none_of_these": True, "feeling": "All right", "transport": "Walks home"}
        assess_release(self.sergeant, detention_id=detention.id, **found)
        return detention

    def escorted(
        self, detention: Detention, destination: Destination = Destination.COURT, **fields: Any
    ) -> EscortRecord:
        """Their escort record is made, signed by the sergeant, and signed for by the escort."""
        self.escort_made(detention, destination, **fields)
        sign_escort_record(self.sergeant, detention_id=detention.id)
        signature = {"how": SignedHow.ON_PAPER, "drawn": "", "why": ""}
        given = {"detention_id": detention.id, "handed_to": "J Cole PCO 4411"}
        return hand_to_escort(self.sergeant, signature=signature, **given)

    def escort_made(
        self, detention: Detention, destination: Destination = Destination.COURT, **fields: Any
    ) -> EscortRecord:
        """Every risk that is known is answered yes; of the others it is said that there is none."""
        draft = draft_escort(self.sergeant, detention_id=detention.id)
        found = {each.risk: each.text for each in draft.known.risks}
        risks = [{"risk": risk, "applies": True, "evidence": text} for risk, text in found.items()]
        given: dict[str, Any] = {
            "destination": destination,
            "to_name": "" if destination is Destination.SUITE else "Northmoor",
            "legal_status": draft.status,
            "escort_by": EscortBy.CONTRACTOR,
            "risks": risks,
            "none_of_the_others": True,
        }
        return save_escort_record(self.sergeant, detention_id=detention.id, **given | fields)

    def record(self, detention: Detention) -> Detention:
        """The whole record, as the sergeant reads it."""
        db.session.expire_all()
        return read_custody_record(self.sergeant, detention_id=detention.id).detention

    def charged(self, detention: Detention, **fields: Any) -> Detention:
        after = AfterCharge(court=self.suite.court, court_at=first_sitting(NOON), bailed=True)
        given: dict[str, Any] = {
            "charges": [{"offence_id": each.id, "wording": "On 2 Mar 2026 stole"} for each in detention.offences],
            "after": after,
            "reply": "I did not do it",
        } | fields
        if not self.suite.designated:
            given.setdefault("acting", Acting(role=ActingAs.UNINVOLVED))
        return charge_detainee(self.sergeant, detention_id=detention.id, **given)

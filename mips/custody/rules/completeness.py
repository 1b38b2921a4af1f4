"""How complete a custody record is: what it should hold by now, what is missing, and the page where that is mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from mips.custody.rules.booking_in import Block


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """What there is on one record, as counted. `decided`: detention was authorised; `refused`: it was not."""

    pace: bool = True
    """False of somebody held otherwise than for an offence: no arrest for one is asked about."""
    identified: bool = False
    ethnicity: bool = False
    fingerprints: bool = False
    arrested: bool = False
    arresting_officer: bool = False
    cautioned: bool = False
    offences: int = 0
    decided: bool = False
    refused: bool = False
    held: bool = True
    rights_told: bool = False
    rights_unanswered: int = 0
    notice_given: bool = False
    risk: bool = False
    care_plan: bool = False
    check_overdue: bool = False
    checks: int = 0
    placed: bool = False
    blocks: frozenset[Block] = frozenset()
    force_on_arrest: bool = False
    force_forms: int = 0
    referrals_owed: int = 0
    destructions_owed: int = 0
    assaults_not_seen: int = 0
    follow_ups_owed: int = 0
    restraints_open: int = 0
    release_risk: bool = False
    inspectors_untold: int = 0
    premises_untold: int = 0
    charges_unratified: int = 0
    charges_fallen: int = 0


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing a record should hold: said when it is missing, with its section and the page that mends it."""

    words: str
    section: str
    page: str
    there: Callable[[OnRecord], bool]
    asked: Callable[[OnRecord], bool] = lambda _: True


def _once_decided(record: OnRecord) -> bool:
    return record.decided


def _block(block: Block) -> Item:
    return Item(
        words=f"{block.label}: not done",
        section="Code C 2.1",
        page="custody.booking_in",
        there=lambda record: block in record.blocks,
        asked=_once_decided,
    )


ITEMS: Final = (
    Item(words="Who this is", section="Code C 2.1", page="custody.identify", there=lambda r: r.identified),
    Item(
        words="Ethnicity, as they define it",
        section="Home Office Annual Data Requirement",
        page="custody.who",
        there=lambda r: r.ethnicity,
        asked=lambda r: r.identified,
    ),
    Item(
        words="Fingerprint check",
        section="PACE 1984 s.61",
        page="custody.fingerprints",
        there=lambda r: r.fingerprints,
        asked=lambda r: r.decided and r.identified and r.pace,
    ),
    Item(
        words="Arrest: when, where and why",
        section="Code C 3.4",
        page="custody.arrest",
        there=lambda r: r.arrested,
        asked=lambda r: r.pace,
    ),
    Item(
        words="Arresting officer",
        section="Code C 2.6",
        page="custody.arrest",
        there=lambda r: r.arresting_officer,
        asked=lambda r: r.arrested and r.pace,
    ),
    Item(
        words="Whether they were cautioned on arrest",
        section="Code C 10.4",
        page="custody.arrest",
        there=lambda r: r.cautioned,
        asked=lambda r: r.arrested and r.pace,
    ),
    Item(
        words="What they are held for",
        section="Code C 3.4",
        page="custody.arrest",
        there=lambda r: r.offences > 0,
        asked=lambda r: r.arrested and r.pace,
    ),
    Item(
        words="Decision about detention",
        section="PACE 1984 s.37(4)",
        page="custody.authorise",
        there=lambda r: r.decided or r.refused,
    ),
    Item(
        words="Inspector told that the officer who brought them acts as custody officer",
        section="PACE 1984 s.36(9)",
        page="custody.inspector_told",
        there=lambda r: r.inspectors_untold == 0,
    ),
    Item(
        words="Inspector told of a search of premises before the station",
        section="PACE 1984 s.18(6)",
        page="custody.premises",
        there=lambda r: r.premises_untold == 0,
    ),
    Item(
        words="Prosecutor\u2019s decision on a charge that an inspector authorised",
        section="PACE 1984 s.37A",
        page="custody.ratification",
        there=lambda r: r.charges_unratified == 0,
    ),
    Item(
        words="What becomes of a charge that was not ratified",
        section="PACE 1984 s.37A",
        page="custody.not_ratified",
        there=lambda r: r.charges_fallen == 0,
    ),
    Item(
        words="Rights and entitlements",
        section="Code C 3.1",
        page="custody.rights",
        there=lambda r: r.rights_told,
        asked=_once_decided,
    ),
    Item(
        words="Answer to a right that was told",
        section="Code C 3.5",
        page="custody.rights",
        there=lambda r: r.rights_unanswered == 0,
        asked=lambda r: r.rights_told,
    ),
    Item(
        words="Written notice of rights",
        section="Code C 3.2",
        page="custody.rights",
        there=lambda r: r.notice_given,
        asked=lambda r: r.rights_told,
    ),
    Item(
        words="Risk assessment",
        section="Code C 3.6",
        page="custody.risk_assessment",
        there=lambda r: r.risk,
        asked=_once_decided,
    ),
    Item(
        words="Care plan",
        section="Code C 3.8",
        page="custody.care_plan",
        there=lambda r: r.care_plan,
        asked=_once_decided,
    ),
    Item(words="Cell", section="Code C 8.1", page="custody.cell", there=lambda r: r.placed, asked=_once_decided),
    Item(
        words="Check that is overdue",
        section="Code C 9.3",
        page="custody.check",
        there=lambda r: not r.check_overdue,
        asked=lambda r: r.held and r.care_plan,
    ),
    Item(
        words="Any check at all",
        section="Code C 9.3",
        page="custody.check",
        there=lambda r: r.checks > 0,
        asked=lambda r: not r.held and r.care_plan,
    ),
    Item(
        words="Risk assessment before they left",
        section="Authorised Professional Practice",
        page="custody.release_risk",
        there=lambda r: r.release_risk,
        asked=lambda r: r.decided and not r.held,
    ),
    _block(Block.PROPERTY),
    _block(Block.SEARCHES),
    _block(Block.CONTACTS),
    Item(
        words="Form of an officer who used force on arrest",
        section="PACE 1984 s.117",
        page="custody.force",
        there=lambda r: r.force_forms > 0,
        asked=lambda r: r.force_on_arrest,
    ),
    Item(
        words="Referral of a death or serious injury",
        section="Police Reform Act 2002 Sch.3",
        page="custody.events",
        there=lambda r: r.referrals_owed == 0,
    ),
    Item(
        words="What follows a death or serious injury: scene, who was told",
        section="Police Reform Act 2002 Sch.3",
        page="custody.events",
        there=lambda r: r.follow_ups_owed == 0,
    ),
    Item(
        words="When a restraint in a cell was taken off",
        section="Code C 8.2",
        page="custody.restraint_over",
        there=lambda r: r.restraints_open == 0,
    ),
    Item(
        words="Healthcare professional after an assault was alleged",
        section="Code C 9.2",
        page="custody.call_healthcare",
        there=lambda r: r.assaults_not_seen == 0,
    ),
    Item(
        words="Destruction of what was taken unlawfully",
        section="PACE 1984 s.63D(2)",
        page="custody.samples",
        there=lambda r: r.destructions_owed == 0,
    ),
)


@dataclass(frozen=True)
class Completeness:
    """How many of the things asked of a record it holds, and those it does not, in the order of the process."""

    have: int
    asked: int
    missing: tuple[Item, ...] = field(default=())

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means that nothing is missing."""
        return 100 * self.have // self.asked


def completeness(record: OnRecord) -> Completeness:
    """What a record holds of what it should by now. PACE 1984 s.39(1), Code C 2.1."""
    asked = [item for item in ITEMS if item.asked(record)]
    missing = tuple(item for item in asked if not item.there(record))
    return Completeness(len(asked) - len(missing), len(asked), missing)

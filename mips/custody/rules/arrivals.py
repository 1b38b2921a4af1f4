"""What brings somebody into custody, which limit each has, whether PACE reviews apply, and how each may end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.england import LONDON, day_of
from mips.core.law import Source
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.charging import first_sitting
from mips.custody.rules.court_bail import justice_by, to_their_court, within
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S41_2_CA, S41_2_D
from mips.custody.rules.sources_of_arrival import (
    BAIL_7,
    CJA_254,
    EXT_4,
    EXT_6,
    EXT_72,
    EXT_74A,
    IMMIGRATION,
    MCA_117,
    MCA_125,
    MCA_128,
    MHA_136,
    MHA_136A,
    MHA_136B,
    MHA_2025_48,
    PEACE,
    PRODUCED,
    S118_2,
)


class ArrivalKind(StrEnum):
    """Why somebody comes into custody. Pre-charge bail, answered or broken, goes on with the record there is."""

    ARREST = "arrest"
    STREET_BAIL = "street-bail"
    STREET_BAIL_ARREST = "street-bail-arrest"
    WARRANT = "warrant"
    WARRANT_BAIL = "warrant-with-bail"
    COURT_BAIL = "breach-of-court-bail"
    RECALL = "recall"
    PEACE = "breach-of-the-peace"
    EXTRADITION = "extradition"
    EXTRADITION_PROVISIONAL = "extradition-provisional"
    EXTRADITION_PART_2 = "extradition-part-2"
    EXTRADITION_74A = "extradition-without-warrant"
    PLACE_OF_SAFETY = "place-of-safety"
    IMMIGRATION = "immigration"
    REMAND = "remand"
    PRODUCED = "produced"

    @property
    def about(self) -> About:
        return ABOUT[self]

    @property
    def label(self) -> str:
        return self.about.label

    def said(self, *, whole: bool) -> str:
        """As whoever reads may know it: a place of safety tells of health, which the limited form leaves out."""
        return _NEUTRAL if self is ArrivalKind.PLACE_OF_SAFETY and not whole else self.label

    @property
    def pace(self) -> bool:
        """Whether they are in police detention without charge: the clock of Part IV runs."""
        return self in _PACE


@dataclass(frozen=True, kw_only=True)
class About:
    """What is so for one kind. `limit`: what the limit is to, as a board says it; `must`: what is to be done."""

    label: str
    source: Source
    limit: str
    must: str
    ways: tuple[Disposal, ...] = ()


_NEUTRAL: Final = "Held on another power"
_LET_GO: Final = (Disposal.NO_LONGER_HELD,)
ABOUT: Final[dict[ArrivalKind, About]] = {
    ArrivalKind.ARREST: About(label="New arrest", source=S41_2_D, limit="24 hours", must=""),
    ArrivalKind.STREET_BAIL: About(label="Answering street bail", source=S41_2_CA, limit="24 hours", must=""),
    ArrivalKind.STREET_BAIL_ARREST: About(
        label="Arrested on street bail, s.30D", source=S41_2_D, limit="24 hours", must=""
    ),
    ArrivalKind.WARRANT: About(
        label="Court warrant without bail",
        source=MCA_125,
        limit="next court",
        must="Before the court next sitting",
        ways=(Disposal.WARRANT, *_LET_GO),
    ),
    ArrivalKind.WARRANT_BAIL: About(
        label="Court warrant with bail",
        source=MCA_117,
        limit="bail now",
        must="Released on the bail that the warrant is endorsed with, once its conditions are met: no cell",
        ways=(Disposal.BAILED_ON_WARRANT, Disposal.WARRANT, *_LET_GO),
    ),
    ArrivalKind.COURT_BAIL: About(
        label="Breach of bail to court",
        source=BAIL_7,
        limit="justice",
        must="Before a justice as soon as practicable. Breaking a condition is no offence",
        ways=(Disposal.TO_COURT, *_LET_GO),
    ),
    ArrivalKind.RECALL: About(
        label="Recall to prison",
        source=CJA_254,
        limit="prison",
        must="To the nearest reception prison as soon as practicable, with the licence and recall papers",
        ways=(Disposal.RECALL, *_LET_GO),
    ),
    ArrivalKind.PEACE: About(
        label="Breach of the peace",
        source=PEACE,
        limit="court, or sooner",
        must="No offence and no bail: released as soon as the danger of a breach is past, else before the next court. "
        "The custody officer looks at it again after 6 hours and then every 9, by practice",
        ways=(Disposal.NO_LONGER_HELD, Disposal.TO_COURT),
    ),
    ArrivalKind.EXTRADITION: About(
        label="Extradition: Part 1 warrant",
        source=EXT_4,
        limit="judge",
        must="A copy of the warrant, and before the judge at Westminster, as soon as practicable. No police bail",
        ways=(Disposal.TO_COURT, *_LET_GO),
    ),
    ArrivalKind.EXTRADITION_PROVISIONAL: About(
        label="Extradition: provisional arrest, s.5",
        source=EXT_6,
        limit="judge",
        must="Before the judge at Westminster, with the warrant and its certificate, within the 48 hours. No police "
        "bail, and never arrested again on the same belief",
        ways=(Disposal.TO_COURT, *_LET_GO),
    ),
    ArrivalKind.EXTRADITION_PART_2: About(
        label="Extradition: Part 2 warrant",
        source=EXT_72,
        limit="judge",
        must="A copy of the warrant, and before the judge at Westminster, as soon as practicable. Police bail only as "
        "the warrant is endorsed",
        ways=(Disposal.TO_COURT, Disposal.BAILED_ON_WARRANT, *_LET_GO),
    ),
    ArrivalKind.EXTRADITION_74A: About(
        label="Extradition: without warrant, s.74A",
        source=EXT_74A,
        limit="judge",
        must="Before the judge at Westminster within 24 hours of the arrest. No police bail",
        ways=(Disposal.TO_COURT, *_LET_GO),
    ),
    ArrivalKind.PLACE_OF_SAFETY: About(
        label="Place of safety, MHA s.136",
        source=MHA_136,
        limit="the power ends",
        must="Call an approved mental health professional and a doctor; a nurse or doctor checks every 30 minutes",
        ways=(Disposal.MENTAL_HEALTH, *_LET_GO),
    ),
    ArrivalKind.IMMIGRATION: About(
        label="Immigration detention",
        source=IMMIGRATION,
        limit="immigration",
        must="Held for the Home Office, who moves them",
        ways=(Disposal.IMMIGRATION, *_LET_GO),
    ),
    ArrivalKind.REMAND: About(
        label="Remand to police custody",
        source=MCA_128,
        limit="back to court",
        must="Back before the court as soon as the inquiries no longer need them. The custody officer reviews (s.40)",
        ways=(Disposal.TO_COURT, *_LET_GO),
    ),
    ArrivalKind.PRODUCED: About(
        label="Produced from prison",
        source=PRODUCED,
        limit="back to prison",
        must="Back to prison when the direction says",
        ways=(Disposal.TO_PRISON, Disposal.TO_COURT, *_LET_GO),
    ),
}
ON_STREET_BAIL: Final = frozenset({ArrivalKind.STREET_BAIL, ArrivalKind.STREET_BAIL_ARREST})
_PACE: Final = frozenset({ArrivalKind.ARREST, *ON_STREET_BAIL})
OTHERWISE: Final = tuple(each for each in ArrivalKind if each not in _PACE)
_ONLY_OTHERWISE: Final = frozenset(
    {Disposal.BAILED_ON_WARRANT, Disposal.TO_COURT, Disposal.TO_PRISON, Disposal.NO_LONGER_HELD}
)

_FROM_ARREST: Final = frozenset({ArrivalKind.PEACE, ArrivalKind.EXTRADITION_PROVISIONAL, ArrivalKind.EXTRADITION_74A})
"""Whose limit is worked out from the arrest, so that it is asked for."""
_ISSUED_BY_NOBODY: Final = frozenset({ArrivalKind.PLACE_OF_SAFETY, ArrivalKind.PEACE})
_PROVISIONAL: Final = timedelta(hours=48)
_WITHOUT_WARRANT: Final = timedelta(hours=24)
_SAFETY: Final = timedelta(hours=24)
_SAFETY_LONGER: Final = timedelta(hours=12)
_IMMIGRATION: Final = timedelta(days=5)
_REMOVAL_SET: Final = timedelta(days=7)
_CHILD_REMAND: Final = timedelta(hours=24)
_CLEAR_DAYS: Final = 3


@dataclass(frozen=True, kw_only=True)
class HeldFor:
    """What decides a limit of its own. `due_at`: to surrender at, to attend on, or to be back in prison by."""

    kind: ArrivalKind
    arrived_at: datetime
    arrested_at: datetime | None = None
    due_at: datetime | None = None
    ordered_at: datetime | None = None
    child: bool = False
    murder: bool = False
    removal_set: bool = False
    extended: bool = False


def own_limit(held: HeldFor) -> datetime | None:
    """The end of a limit that is not the PACE clock's; None where the law sets no instant. Bail Act 1976 s.7(4).

    MHA 1983 s.136, s.136B, MCA 1980 s.128(7), Extradition Act 2003 s.6, s.74A. Elapsed time is counted in UTC.
    """
    since = held.arrested_at or held.arrived_at
    match held.kind:
        case ArrivalKind.WARRANT | ArrivalKind.PEACE:
            return first_sitting(since)
        case ArrivalKind.EXTRADITION_PROVISIONAL | ArrivalKind.EXTRADITION_74A:
            return _judge(held.kind, since)
        case ArrivalKind.COURT_BAIL:
            return _justice(since, held)
        case ArrivalKind.PLACE_OF_SAFETY:
            return to_minute(held.arrived_at) + _SAFETY + (_SAFETY_LONGER if held.extended else timedelta())
        case ArrivalKind.IMMIGRATION:
            return to_minute(held.arrived_at) + (_REMOVAL_SET if held.removal_set else _IMMIGRATION)
        case ArrivalKind.REMAND:
            return remand_until(held.ordered_at or since, child=held.child)
        case ArrivalKind.PRODUCED:
            return to_minute(held.due_at) if held.due_at else None
        case _:
            return None


def remand_until(ordered_at: datetime, *, child: bool) -> datetime:
    """Three clear days after the court's order, to their last midnight; for a child 24 hours. MCA 1980 s.128(7)."""
    if child:
        return to_minute(ordered_at) + _CHILD_REMAND
    following = day_of(ordered_at) + timedelta(days=_CLEAR_DAYS + 1)
    return to_minute(datetime.combine(following, time(), tzinfo=LONDON))


def _judge(kind: ArrivalKind, arrested_at: datetime) -> datetime:
    """For s.74A no day is left out: to be early is safe. Extradition Act 2003 s.6, s.74A."""
    if kind is ArrivalKind.EXTRADITION_PROVISIONAL:
        return within(arrested_at, _PROVISIONAL, working_days=True)
    return to_minute(arrested_at) + _WITHOUT_WARRANT


def _justice(arrested_at: datetime, held: HeldFor) -> datetime:
    """Within 24 hours before they were to surrender it is that court that they go to. Bail Act 1976 s.7(4)."""
    if held.due_at and to_their_court(arrested_at, held.due_at):
        return to_minute(held.due_at)
    return justice_by(arrested_at, murder=held.murder)


def check_arrival_kind(kind: ArrivalKind, *, came_at: datetime, since: datetime | None, issued_by: str) -> None:
    """Each says by whom it was issued, and an arrest comes before the arrival. MCA 1980 s.125, PACE 1984 s.118(2)."""
    if kind.pace:
        raise refused("That is an arrest for an offence", S118_2, instead="Record it as one", field="kind")
    if kind not in _ISSUED_BY_NOBODY and not issued_by.strip():
        raise refused("Say which court, prison or office they are held for", kind.about.source, field="issued_by")
    if kind in _FROM_ARREST and since is None:
        raise refused("Say when they were arrested: the limit runs from it", kind.about.source, field="arrested_at")
    if since is not None and to_minute(since) > to_minute(came_at):
        raise refused("The arrest cannot be after the arrival", kind.about.source, field="arrested_at")


def check_street_bail(bailed_at: datetime, *, arrived_at: datetime) -> None:
    """Given before they came to answer it; its three months are the first of the bail period. PACE 1984 s.41(2)(ca)."""
    if to_minute(bailed_at) >= to_minute(arrived_at):
        raise refused("Street bail was given before they came to answer it", S41_2_CA, field="street_bailed_at")


def check_times_given(kind: ArrivalKind, *, due_at: datetime | None, ordered_at: datetime | None) -> None:
    """What the limit is worked out from is said. Bail Act 1976 s.7(4), MCA 1980 s.117, s.128(7)."""
    if kind is ArrivalKind.REMAND and ordered_at is None:
        raise refused("Say when the court made the order", MCA_128, field="ordered_at")
    if kind in (ArrivalKind.COURT_BAIL, ArrivalKind.WARRANT_BAIL, ArrivalKind.PRODUCED) and due_at is None:
        raise refused("Say when they are due", kind.about.source, field="due_at")


def check_station_is_one(at: datetime, *, no_longer_from: date | None) -> None:
    """No police station is a place of safety from the day that is set. Mental Health Act 2025 s.48."""
    if no_longer_from is not None and day_of(at) >= no_longer_from:
        raise refused(
            f"Since {no_longer_from:%-d %b %Y} a police station is no longer a place of safety",
            MHA_2025_48,
            instead="Take them to a hospital or another health-based place of safety now",
            field="kind",
        )


def check_place_of_safety(
    *, child: bool, risk: str, nowhere_else: str, inspector: Rank | None, health_there: bool
) -> None:
    """Never under 18; an adult only at imminent risk that nowhere else can manage. MHA 1983 s.136A."""
    if child:
        raise refused(
            "A police station is never a place of safety for somebody under 18",
            MHA_136A,
            instead="Take them to a health-based place of safety now",
            field="person_id",
        )
    if not risk.strip():
        raise refused("Say what the imminent risk of serious injury or death is", MHA_136A, field="risk")
    if not nowhere_else.strip():
        raise refused("Say why no other place of safety can take them", MHA_136A, field="nowhere_else")
    if inspector is None or inspector < Rank.INSPECTOR:
        raise refused("An inspector or above agrees to it: say who", MHA_136A, field="inspector_id")
    if not health_there:
        raise refused("A nurse or doctor is there throughout", MHA_136A, field="health_there")


def check_longer_place_of_safety(
    kind: ArrivalKind, *, held: bool, rank: Rank, extended: bool, ends: datetime | None, at: datetime
) -> None:
    """Once, before the 24 hours are up, with a superintendent or above. MHA 1983 s.136B."""
    if kind is not ArrivalKind.PLACE_OF_SAFETY or not held:
        raise refused("Nobody is held here in a place of safety", MHA_136B)
    if rank < Rank.SUPERINTENDENT:
        raise refused("At a police station a superintendent or above agrees", MHA_136B)
    if extended:
        raise refused("It has been made longer already", MHA_136B)
    if ends is not None and to_minute(at) > ends:
        raise refused("The 24 hours are over", MHA_136B, instead="They may go, unless held under another power")


def check_pace(kind: ArrivalKind, doing: str) -> None:
    """What Part IV provides for is only for those arrested for an offence. PACE 1984 s.118(2)."""
    if not kind.pace:
        raise refused(
            f"{kind.label}: {doing}", S118_2, instead="If they are arrested for an offence here, record that arrest"
        )


def check_otherwise(kind: ArrivalKind, *, accepted: bool, held: bool) -> None:
    """Accepted once, and only who is held otherwise than for an offence. PACE 1984 s.118(2)."""
    if kind.pace:
        raise refused("Detention for an offence is authorised", S118_2, instead="Authorise or refuse it")
    if accepted or not held:
        raise refused("That has been decided already", S118_2)


def check_cell_for(kind: ArrivalKind) -> None:
    """Whoever is to be bailed at once is not put in a cell. MCA 1980 s.117."""
    if kind is ArrivalKind.WARRANT_BAIL:
        raise refused(
            "They are released on the bail that the warrant is endorsed with",
            MCA_117,
            instead="If they cannot meet its conditions, release them to court on the warrant",
            field="cell_id",
        )


def fits(kind: ArrivalKind, disposal: Disposal) -> bool:
    """Whether what brought somebody may end so. MCA 1980 s.117, s.125, Bail Act 1976 s.7(4), MHA 1983 s.136."""
    ways = kind.about.ways
    return disposal in ways if ways else disposal not in _ONLY_OTHERWISE


def check_way_fits(kind: ArrivalKind, disposal: Disposal) -> None:
    """Each kind has its own ways out. MCA 1980 s.117, s.125, Bail Act 1976 s.7(4), MHA 1983 s.136."""
    if not fits(kind, disposal):
        raise refused(f"{kind.label} does not end so", kind.about.source, field="disposal")

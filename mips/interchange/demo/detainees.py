"""Who is in the demonstration's suite besides the first three: invented people, each held for a reason of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from mips.custody.rules.observation import Level
from mips.interchange.demo.cast import Allegation, Invented


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What the risk assessment found, and how closely somebody is watched since.

    `said` and `seen` are codes of the lists risk-question and risk-observation; `checked`: minutes
    since the last check.
    """

    level: Level = Level.GENERAL
    rousing: bool = False
    said: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    checked: int = 20
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody brought in: `hours` ago, for what, and into which cell. `crime`: a crime of it is on record."""

    who: Invented
    hours: float
    code: str
    why: str
    cell: str = ""
    crime: Allegation | None = None
    language: str = "English"
    watch: Watch = Watch()


BURGLARY: Final = Allegation(
    "TH68037",
    "Invention Garage, 22 Fable Road, Northmoor",
    "Entered the workshop at night by a rear window and took hand tools.",
    "Found behind the building with the tools",
)
ASSAULT: Final = Allegation(
    "OF61102",
    "3 Story Lane, Northmoor",
    "Punched the caller twice in the face in her kitchen and broke a tooth.",
    "Named by the caller, whom he lives with",
)
FRAUD: Final = Allegation(
    "FA06001",
    "Fiction Stores, 1 Sample Street, Northmoor",
    "Sold tickets for a concert that does not take place.",
    "The account that was paid into is hers",
)

BAILED_AND_LATE: Final = Guest(
    who=Invented("Unreal", "Petra", date(1985, 3, 8), "female", "17 Fable Road, Northmoor"),
    hours=30 * 24.0,
    code=FRAUD.code,
    why="Identified by the bank",
    crime=FRAUD,
)
BAILED: Final = Guest(
    who=Invented("Fictional", "Aaron", date(1990, 9, 19), "male", "3 Story Lane, Northmoor"),
    hours=27.0,
    code=ASSAULT.code,
    why="Named by his partner",
    crime=ASSAULT,
)
NEAR_THE_LIMIT: Final = Guest(
    who=Invented("Hypothetical", "Rashid", date(1996, 6, 3), "male", "8 Parable Street, Northmoor"),
    hours=22.4,
    code="TH68023",
    why="Picked out from the camera of a taxi",
    cell="M6",
    watch=Watch(checked=25),
)
KEPT_FOR_COURT: Final = Guest(
    who=Invented("Theoretical", "Wayne", date(1983, 1, 27), "male", "No fixed address"),
    hours=11.0,
    code=BURGLARY.code,
    why="Found behind the building with the tools",
    cell="M7",
    crime=BURGLARY,
    watch=Watch(said=("drugs-dependent",), level=Level.INTERMITTENT, checked=11),
)
REVIEW_SOON: Final = Guest(
    who=Invented("Wonderland", "Craig", date(1999, 8, 14), "male", "40 Nowhere Close, Northmoor"),
    hours=6.1,
    code="MD71239",
    why="Eleven wraps found in his car",
    cell="D1",
    watch=Watch(seen=("told",), level=Level.INTERMITTENT, checked=8),
)
IN_HOSPITAL: Final = Guest(
    who=Invented("Fantasy", "Derek", date(1957, 12, 5), "male", "2 Legend Court, Northmoor"),
    hours=5.0,
    code="CJ88116",
    why="Pointed out at the scene",
    cell="M5",
    watch=Watch(said=("condition",), checked=98),
)
REFUSED: Final = Guest(
    who=Invented("Nobody", "Simon", date(1978, 7, 7), "male", "6 Fiction Way, Northmoor"),
    hours=4.6,
    code="CD71039",
    why="Standing beside the broken window",
)
CONSTANTLY_WATCHED: Final = Guest(
    who=Invented("Storybook", "Leanne", date(1992, 2, 11), "female", "5 Parable Street, Northmoor"),
    hours=4.2,
    code="CJ88116",
    why="Named by her neighbour",
    cell="F2",
    watch=Watch(
        said=("self-harm-now", "self-harm-ever"), level=Level.CONSTANT, seen=("distressed",), checked=6, by="Lena Dummy"
    ),
)
MEDICINE_SOON: Final = Guest(
    who=Invented("Paperbound", "Ruth", date(1968, 10, 30), "female", "11 Sample Street, Northmoor"),
    hours=3.6,
    code="TH68010",
    why="Stopped by staff with the goods",
    cell="F3",
    watch=Watch(said=("condition", "takes-medicine", "medicine-due"), checked=31),
)
MEDICINE_LATE: Final = Guest(
    who=Invented("Figment", "Albert", date(1951, 5, 23), "male", "1 Legend Court, Northmoor"),
    hours=3.0,
    code="CJ88144",
    why="Knife seen in his belt by a shopkeeper",
    cell="A1",
    watch=Watch(said=("condition", "takes-medicine", "help"), checked=17),
)
INTERPRETED: Final = Guest(
    who=Invented("Nonesuch", "Ilinca", date(1994, 4, 16), "female", "9 Story Lane, Northmoor"),
    hours=2.6,
    code="TH68010",
    why="Stopped by staff with the goods",
    cell="F4",
    language="Romanian",
    watch=Watch(seen=("first-time",), level=Level.INTERMITTENT, checked=14),
)
DRUNK: Final = Guest(
    who=Invented("Fabled", "Gordon", date(1974, 3, 2), "male", "15 Fiction Way, Northmoor"),
    hours=2.2,
    code="CJ67002",
    why="Falling into the road and shouting at drivers",
    cell="M3",
    watch=Watch(said=("alcohol",), seen=("drunk",), level=Level.INTERMITTENT, rousing=True, checked=34),
)
WITH_SOLICITOR: Final = Guest(
    who=Invented("Pretender", "Malik", date(2002, 11, 21), "male", "7 Nowhere Close, Northmoor"),
    hours=2.0,
    code="TH68073",
    why="Riding a bicycle reported stolen",
    cell="M8",
    watch=Watch(checked=9),
)
CHILD: Final = Guest(
    who=Invented("Pretence", "Tyler", date(2012, 3, 9), "male", "21 Fable Road, Northmoor"),
    hours=1.8,
    code="CD71039",
    why="Seen with the spray can in his hand",
    cell="J1",
    watch=Watch(seen=("first-time",), level=Level.INTERMITTENT, checked=12),
)
AT_THE_DOOR: Final = Invented("Nonexistent", "Hazel", date(1987, 6, 26), "female", "30 Story Lane, Northmoor")
"""Waiting since 35 minutes; who waits with her has not given a name."""

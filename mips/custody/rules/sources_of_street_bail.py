"""The sections about bail that a constable gives away from a police station: part of the chapter in `sources`."""

from __future__ import annotations

from mips.core.law import Source

S30A_1 = Source(
    "PACE 1984 s.30A(1)",
    "A constable may release on bail somebody arrested elsewhere than at a police station, at any time before they "
    "arrive at one.",
)
S30A_1A = Source(
    "PACE 1984 s.30A(1A)",
    "Only where the constable is satisfied that bail is necessary and proportionate, with its conditions in mind, and "
    "a custody officer who has considered what the person says authorises it.",
)
S30A_1C = Source(
    "PACE 1984 s.30A(1C)",
    "Where bail is not necessary and proportionate, or nobody authorises it, a constable may release without bail "
    "somebody arrested elsewhere than at a police station, before they arrive at one.",
)
S30A_3A = Source(
    "PACE 1984 s.30A(3A)", "No recognizance, security or surety is taken, and nobody is made to live in a bail hostel."
)
S30A_3B = Source(
    "PACE 1984 s.30A(3B)",
    "Conditions are those necessary to secure surrender, to prevent an offence on bail or interference with justice, "
    "or for the person's own protection or, under 18, their welfare or own interests.",
)
S30B_1 = Source(
    "PACE 1984 s.30B(1)",
    "A notice in writing is given before release: the offence, the grounds of arrest, whether it is on bail, the "
    "conditions, and how they may be varied.",
)
S30B_6 = Source(
    "PACE 1984 s.30B(6)-(7)",
    "Another station or time to attend may be required, by notice in writing.",
)
S30B_8 = Source(
    "PACE 1984 s.30B(8)",
    "Somebody is bailed to attend within three months beginning with the day after the arrest; they are the first "
    "three of any later bail period.",
)
S30C_1 = Source(
    "PACE 1984 s.30C(1)", "Nobody need attend who is told in writing that their attendance is not required."
)
S30C_2 = Source(
    "PACE 1984 s.30C(2)",
    "Whoever attends at a station that is not designated is released or taken to one that is within six hours.",
)
S30C_4 = Source(
    "PACE 1984 s.30C(4)",
    "Whoever was released where they were arrested may be arrested again without a warrant once new evidence has come "
    "to light, or evidence has been analysed that could not reasonably be before.",
)
S30CA_1 = Source(
    "PACE 1984 s.30CA(1)",
    "At the person's request a custody officer at the station where they are to attend varies the conditions, and "
    "tells them so in writing; a magistrates' court may too (s.30CB).",
)
S30CA_2 = Source(
    "PACE 1984 s.30CA(2)", "A further request is considered only on information that was not there at the one before."
)
S30D_1 = Source(
    "PACE 1984 s.30D(1)",
    "Whoever fails to attend at the time and station of the notice may be arrested, and is taken to a station; it is "
    "no offence.",
)
S30D_2A = Source(
    "PACE 1984 s.30D(2A)",
    "Whoever is reasonably suspected of having broken a condition of bail may be arrested, and is taken to a station.",
)

STREET_BAIL = tuple(value for value in list(globals().values()) if isinstance(value, Source))

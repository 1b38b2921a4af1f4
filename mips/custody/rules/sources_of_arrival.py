"""The sections about coming to a station otherwise than under a new arrest: part of the chapter in `sources`."""

from __future__ import annotations

from mips.core.law import Source

S29 = Source(
    "PACE 1984 s.29",
    "Whoever attends voluntarily may leave at will unless arrested, and is told at once when they are.",
)
S60B = Source(
    "PACE 1984 s.60B",
    "Somebody interviewed but never arrested is told in writing when it is decided not to prosecute them.",
)
C_3_21 = Source(
    "Code C 3.21",
    "Before a voluntary interview the suspect is cautioned and told that they are not under arrest, that they may "
    "leave and that legal advice is free.",
)
C_3_22 = Source(
    "Code C 3.22",
    "The interviewer sees to an appropriate adult and an interpreter for somebody interviewed voluntarily as a custody "
    "officer does for a detainee.",
)
CODE_G_2 = Source(
    "Code G 2.8",
    "An arrest must be necessary: where a voluntary attendance would do, there is none.",
)
S31 = Source(
    "PACE 1984 s.31",
    "Somebody at a station for one offence is arrested there for another, where release would lead to that arrest.",
)
S47_7 = Source(
    "PACE 1984 s.47(7)",
    "Somebody arrested again on new evidence is treated as arrested for the first time: everything starts afresh.",
)
S41_9 = Source(
    "PACE 1984 s.41(9)",
    "Somebody released at the end of a period of detention is arrested again for the offence only on new evidence, or "
    "on an analysis that could not reasonably have been made before; s.42(11) and s.43(19) say the same.",
)
CJA_115 = Source(
    "CJA 2009 s.115",
    "Only a judge of the Crown Court bails somebody charged with murder, whatever else they are charged with.",
)

ARRIVAL = tuple(value for value in list(globals().values()) if isinstance(value, Source))

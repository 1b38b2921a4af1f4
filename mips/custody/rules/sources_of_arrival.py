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

ARRIVAL = tuple(value for value in list(globals().values()) if isinstance(value, Source))

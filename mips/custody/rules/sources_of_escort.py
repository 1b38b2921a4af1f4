"""The sections on moving somebody out of a suite: what goes with them, and who answers for it."""

from __future__ import annotations

from mips.core.law import Source

PER = Source(
    "APP Moving detainees",
    "Whoever is moved out of a custody suite goes with a person escort record that the custody officer has signed.",
)
C_2_3 = Source(
    "Code C 2.3",
    "The custody officer makes sure that the custody record, or a copy of it, goes with somebody who is moved to "
    "another station.",
)

ESCORT = tuple(value for value in list(globals().values()) if isinstance(value, Source))

"""Every section that the custody rules rely on, under one name each: answers, refusals and the law page cite these."""

from __future__ import annotations

from mips.core.law import Chapter, Source

S30_6 = Source(
    "PACE 1984 s.30(6)",
    "Somebody taken first to a station that is not designated is taken to one that is within six hours of arriving.",
)
S36_5 = Source(
    "PACE 1984 s.36(5)", "A custody officer is not involved in investigating the offence the person is held for."
)
S37_1 = Source("PACE 1984 s.37(1)", "The custody officer decides about detention once the person is at the station.")
S37_4 = Source("PACE 1984 s.37(4)", "The grounds for detention without charge are written down.")
S37_7 = Source("PACE 1984 s.37(7)", "With enough evidence the person is charged or released.")
S37_10 = Source(
    "PACE 1984 s.37(10)",
    "That decision is taken as soon as practicable after arrival, so the minutes between are shown.",
)
S39_1 = Source("PACE 1984 s.39(1)", "The custody officer answers for everybody in police detention at the station.")
S40_1_A = Source("PACE 1984 s.40(1)(a)", "After charge the custody officer reviews detention.")
S40_1_B = Source(
    "PACE 1984 s.40(1)(b)",
    "Before charge an inspector or above who is not directly involved in the investigation reviews detention.",
)
S40_3_A = Source("PACE 1984 s.40(3)(a)", "The first review is within six hours of detention first being authorised.")
S40_3_B = Source("PACE 1984 s.40(3)(b)", "The second review is within nine hours of the first.")
S40_3_C = Source("PACE 1984 s.40(3)(c)", "Later reviews are no more than nine hours apart.")
S40_4 = Source(
    "PACE 1984 s.40(4)",
    "A review is postponed only when it is not practicable, would prejudice questioning, or has no officer available.",
)
S40_6 = Source(
    "PACE 1984 s.40(6)", "A postponed review does not move the later ones: they follow from when it had been due."
)
S40_7 = Source("PACE 1984 s.40(7)", "The reason for postponing a review is recorded.")
S41_1 = Source("PACE 1984 s.41(1)", "Nobody is held for more than 24 hours from the relevant time without charge.")
S41_2_C = Source(
    "PACE 1984 s.41(2)(c)",
    "For somebody who came unarrested and is arrested at the station, the relevant time is that arrest.",
)
S41_2_D = Source(
    "PACE 1984 s.41(2)(d)",
    "Otherwise the relevant time is arrival at the first police station after arrest, designated or not.",
)
S42_1 = Source("PACE 1984 s.42(1)", "A superintendent may extend detention to at most 36 hours from the relevant time.")
S44_3 = Source("PACE 1984 s.44(3)", "No extension of a warrant of further detention ends later than 96 hours.")

CHAPTER = Chapter(
    "Custody: detention clock and reviews",
    tuple(value for value in list(globals().values()) if isinstance(value, Source)),
)

"""Every section that the rules about care rely on, under one name each."""

from __future__ import annotations

from mips.core.law import Source

C_2_6 = Source(
    "Code C 2.6", "Every entry in a custody record is timed and says who made it; one made late says so too."
)
C_3_6 = Source(
    "Code C 3.6", "Risk is assessed for everybody, asking them and looking at what earlier records say of them."
)
C_3_8 = Source("Code C 3.8", "The custody officer decides how an assessed risk is met, and reviews it as it changes.")
C_8_2 = Source(
    "Code C 8.2",
    "Restraints are used in a locked cell only if absolutely necessary, and only equipment that the force approves.",
)
C_8_6 = Source("Code C 8.6", "Two light meals and one main meal are offered in any 24 hours, with drinks.")
C_3_11 = Source(
    "Code C 3.11",
    "Where cameras watch a custody area notices say so, and a request to have one switched off is refused.",
)
C_9_2 = Source(
    "Code C 9.2", "A complaint of ill-treatment goes to an inspector who has nothing to do with the investigation."
)
C_9_3 = Source(
    "Code C 9.3",
    "Everybody is visited at least every hour; whoever is drunk or drugged every half hour, and roused.",
)
C_9_9 = Source("Code C 9.9", "Medicine is given as a healthcare professional has advised, after they were asked.")
C_9_10 = Source(
    "Code C 9.10", "A controlled drug is taken only under the personal supervision of a healthcare professional."
)
C_9_13 = Source(
    "Code C 9.13", "A healthcare professional is asked, and says, how a risk is to be met and when to call them again."
)
C_9_15 = Source(
    "Code C 9.15", "Calls to healthcare professionals, what they were asked and what they direct are recorded."
)
C_9_16 = Source("Code C 9.16", "Medicine given, and refusals of it, are recorded.")
C_12_2 = Source(
    "Code C 12.2", "In any 24 hours there are eight together of rest, free of questioning, travel and interruption."
)
ANNEX_H = Source(
    "Code C Annex H",
    "Rousing tries waking, answering and obeying; if any fails a healthcare professional or an ambulance is called.",
)
S117 = Source("PACE 1984 s.117", "Force must be reasonable, so each officer says what they used and why.")
PRA_SCH3 = Source(
    "Police Reform Act 2002 Sch.3",
    "A death or serious injury is referred by the end of the day after it came to notice, and evidence kept.",
)

CARE = tuple(value for value in list(globals().values()) if isinstance(value, Source))

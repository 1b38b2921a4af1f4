"""The sections on the custody record as a document: what is written, who may see it, what is given in writing."""

from __future__ import annotations

from mips.core.law import Source

C_2_1 = Source("Code C 2.1", "What happens is entered in the custody record as soon as practicable.")
C_2_4 = Source(
    "Code C 2.4", "A solicitor or appropriate adult may inspect the custody record while the person is detained."
)
C_2_4A = Source(
    "Code C 2.4A", "The person, their solicitor or appropriate adult has a copy on request, until a year after release."
)
C_3_8A = Source(
    "Code C 3.8A",
    "A risk assessment need not be shown to the detainee or anybody acting for them, but nobody acting for them is put "
    "at risk by not being told.",
)
C_16_3 = Source("Code C 16.3", "Whoever is charged is given a written notice of the offence in simple terms.")
S50 = Source("PACE 1984 s.50", "Each force reports every year on long detentions, warrants and what came of them.")
PRA_51 = Source(
    "Police Reform Act 2002 s.51", "Independent custody visitors come to a suite unannounced and see who is held there."
)
DPA_35 = Source(
    "DPA 2018 s.35(2)", "What is said of other people is handed on only where the law allows it and it is needed."
)
DPA_35_3 = Source("DPA 2018 s.35(3)", "Health data is handed on only with consent or where strictly necessary.")
DPA_45_4 = Source(
    "DPA 2018 s.45(4)",
    "What somebody may see about themselves is held back only as far and as long as the investigation would suffer.",
)

PAPERS = tuple(value for value in list(globals().values()) if isinstance(value, Source))

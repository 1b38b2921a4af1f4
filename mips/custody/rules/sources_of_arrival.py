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
MCA_117 = Source(
    "MCA 1980 s.117",
    "Somebody arrested on a warrant that is endorsed for bail is released on it, and not detained once it is met.",
)
MCA_125 = Source(
    "MCA 1980 s.125",
    "A warrant of arrest lasts until it is executed or withdrawn; whoever is arrested on one goes before the next "
    "court.",
)
MCA_128 = Source(
    "MCA 1980 s.128(7)",
    "A court may commit somebody to police detention for three clear days, a child for 24 hours, for inquiries into "
    "other offences; s.40 reviews apply, and they go back as soon as the need ceases.",
)
BAIL_7 = Source(
    "Bail Act 1976 s.7(4)",
    "Arrested for breaking bail to court: before a justice within 24 hours, Sundays, Christmas Day and Good Friday not "
    "counted; within 24 hours before they were to surrender, before that court.",
)
CJA_254 = Source(
    "CJA 2003 s.254", "A prisoner on licence who is recalled is returned to prison: no bail, no court, no PACE clock."
)
MHA_136 = Source(
    "MHA 1983 s.136",
    "Somebody removed to a place of safety is held for 24 hours from arriving there; s.136B allows 12 more.",
)
MHA_136A = Source(
    "MHA 1983 s.136A",
    "A police station is never a place of safety for somebody under 18, and for an adult only in the circumstances of "
    "the 2017 Regulations: no other place can manage an imminent risk of serious injury or death, and an inspector "
    "agrees.",
)
MHA_136B = Source(
    "MHA 1983 s.136B",
    "The doctor responsible allows 12 hours more; at a police station a superintendent or above agrees.",
)
SAFETY_4 = Source(
    "SI 2017/1036 reg 4",
    "While a police station is a place of safety the custody officer sees to it that a healthcare professional checks "
    "the person's welfare at least once every thirty minutes, and is there throughout as far as practicable.",
)
MHA_2025_48 = Source(
    "Mental Health Act 2025 s.48",
    "From its commencement police stations and prisons are no longer places of safety; each installation sets the day.",
)
PEACE = Source(
    "Common law: Williamson [2003] EWCA Civ 337",
    "A breach of the peace is no offence: no clock, review or bail of PACE Part IV applies. Held at common law, the "
    "person is released once the danger is past, or else brought before the next court.",
)
PEACE_DANGER = Source(
    "Common law: McGrogan [2002] EWCA Civ 86",
    "Detention goes on only while an officer honestly and reasonably believes it necessary, on a real and not a "
    "fanciful likelihood of a breach soon after release. By practice that is asked as often as s.40 has it asked.",
)
EXT_4 = Source(
    "Extradition Act 2003 s.4",
    "Arrested on a Part 1 warrant: a copy of it, and before the appropriate judge, as soon as practicable, else the "
    "judge discharges them. Only the judge bails.",
)
EXT_6 = Source(
    "Extradition Act 2003 s.6",
    "Arrested provisionally under s.5: before the appropriate judge, with warrant and certificate, within 48 hours of "
    "the arrest, Saturdays, Sundays, Christmas Day, Good Friday and bank holidays not counted. Only the judge bails.",
)
EXT_72 = Source(
    "Extradition Act 2003 s.72",
    "Arrested on a Part 2 warrant or, under s.74, a provisional one: a copy of it, and before the appropriate judge, "
    "as soon as practicable, unless a constable bails them as the warrant is endorsed.",
)
EXT_74A = Source(
    "Extradition Act 2003 s.74A",
    "Arrested without warrant for a specified category 2 territory: before the appropriate judge within 24 hours of "
    "the arrest. Every hour is counted here. Only the judge bails.",
)
IMMIGRATION = Source(
    "Immigration Act 1971 Sch.2 para 18",
    "A detained immigrant is held in police cells for five days at most under the Places of Detention Direction, for "
    "seven where removal is set.",
)
PRODUCED = Source(
    "Crime (Sentences) Act 1997 Sch.1 para 3",
    "A prisoner produced to the police stays in prison custody in law, and goes back when the direction says.",
)
S118_2 = Source(
    "PACE 1984 s.118(2)",
    "Police detention is for those arrested for an offence: only in theirs do the clock and reviews of Part IV run.",
)

ARRIVAL = tuple(value for value in list(globals().values()) if isinstance(value, Source))

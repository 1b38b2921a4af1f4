"""Every section that the custody rules rely on, under one name each: answers, refusals and the law page cite these."""

from __future__ import annotations

from mips.core.law import Chapter, Source
from mips.custody.rules.sources_of_arrival import ARRIVAL
from mips.custody.rules.sources_of_bail import BAIL
from mips.custody.rules.sources_of_care import CARE
from mips.custody.rules.sources_of_escort import ESCORT
from mips.custody.rules.sources_of_investigation import INVESTIGATION
from mips.custody.rules.sources_of_papers import PAPERS
from mips.custody.rules.sources_of_people import PEOPLE
from mips.custody.rules.sources_of_street_bail import STREET_BAIL

S30_1 = Source("PACE 1984 s.30(1)", "Somebody arrested elsewhere is taken to a station, so the arrest comes first.")
S30_6 = Source(
    "PACE 1984 s.30(6)",
    "Somebody taken first to a station that is not designated is taken to one that is within six hours of arriving.",
)
S36_3 = Source("PACE 1984 s.36(3)", "A custody officer is a sergeant or above.")
S36_4 = Source(
    "PACE 1984 s.36(4)",
    "An officer of any rank may act as custody officer when none is readily available, and why is written down.",
)
S36_5 = Source(
    "PACE 1984 s.36(5)", "A custody officer is not involved in investigating the offence the person is held for."
)
S36_7 = Source(
    "PACE 1984 s.36(7)",
    "At a station that is not designated an officer who is not involved acts as custody officer; if none is readily "
    "available, the officer who brought the person, or any other.",
)
S36_9 = Source(
    "PACE 1984 s.36(9)",
    "An officer who brought the person there and acts as custody officer tells an inspector or above at a designated "
    "station, as soon as practicable.",
)
S37_1 = Source("PACE 1984 s.37(1)", "The custody officer decides about detention once the person is at the station.")
S37_2 = Source(
    "PACE 1984 s.37(2)",
    "Detention without charge needs grounds: to secure or preserve evidence, or to obtain it by questioning.",
)
S37_4 = Source("PACE 1984 s.37(4)", "The grounds for detention without charge are written down.")
S37_6 = Source(
    "PACE 1984 s.37(6)",
    "The grounds are written down in front of the person, unless they cannot understand, are violent or are ill.",
)
S37_7 = Source("PACE 1984 s.37(7)", "With enough evidence the person is charged or released.")
S37_9 = Source(
    "PACE 1984 s.37(9)",
    "Somebody not in a fit state for the decision on charge is held until they are.",
)
S37_10 = Source(
    "PACE 1984 s.37(10)",
    "That decision is taken as soon as practicable after arrival, so the minutes between are shown.",
)
S38_1 = Source(
    "PACE 1984 s.38(1)", "After charge the person is released unless one of the grounds for refusing bail applies."
)
S38_3 = Source("PACE 1984 s.38(3)", "The grounds for refusing bail are written down.")
S39_1 = Source("PACE 1984 s.39(1)", "The custody officer answers for everybody in police detention at the station.")
S40_1 = Source("PACE 1984 s.40(1)", "Somebody in police detention has it reviewed, so only somebody held is reviewed.")
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
S40A_1 = Source(
    "PACE 1984 s.40A(1)",
    "A review may be by telephone only before charge, and when a live link is not reasonably practicable.",
)
S41_1 = Source("PACE 1984 s.41(1)", "Nobody is held for more than 24 hours from the relevant time without charge.")
S41_2_A = Source(
    "PACE 1984 s.41(2)(a)",
    "Sought by one area and arrested in another without being questioned there: the relevant time is arrival at the "
    "first station in the area that sought the arrest, or 24 hours after it if that is sooner.",
)
S41_2_B = Source(
    "PACE 1984 s.41(2)(b)",
    "For somebody arrested outside England and Wales, the relevant time is arrival at the first station of the area "
    "investigating, or 24 hours after entering if that is sooner.",
)
S41_2_CA = Source(
    "PACE 1984 s.41(2)(ca)", "For somebody who answers street bail, the relevant time is arrival at the station."
)
S41_2_C = Source(
    "PACE 1984 s.41(2)(c)",
    "For somebody who came unarrested and is arrested at the station, the relevant time is that arrest.",
)
S41_2_D = Source(
    "PACE 1984 s.41(2)(d)",
    "Otherwise the relevant time is arrival at the first police station after arrest, designated or not.",
)
S41_5 = Source(
    "PACE 1984 s.41(5)",
    "Taken to the area where another offence is sought, without being questioned about it before: a clock of its own "
    "runs from arrival at the first station there, or 24 hours after leaving if that is sooner.",
)
S41_6 = Source(
    "PACE 1984 s.41(6)",
    "Time in hospital for treatment, and on the way there and back, does not count; being questioned there does.",
)
S42_1 = Source("PACE 1984 s.42(1)", "A superintendent may extend detention to at most 36 hours from the relevant time.")
S42_4 = Source(
    "PACE 1984 s.42(4)",
    "The first extension is given no later than 24 hours after the relevant time, and after the second review.",
)
S43_5 = Source(
    "PACE 1984 s.43(5)",
    "A warrant is applied for before 36 hours, or within the next six when a court that could not sit then will.",
)
S43_12 = Source("PACE 1984 s.43(12)", "A warrant of further detention lasts at most 36 hours from when it is issued.")
S43_15 = Source(
    "PACE 1984 s.43(15)-(16)",
    "When a warrant is refused the person is charged or released, though not before 24 hours or the end of an "
    "extension already given.",
)
S44_3 = Source("PACE 1984 s.44(3)", "No extension of a warrant of further detention ends later than 96 hours.")

S44_8 = Source(
    "PACE 1984 s.44(7)-(8)",
    "When the extension of a warrant is refused the person is charged or released, though not before the end of an "
    "earlier extension of it.",
)
S45A_2 = Source("PACE 1984 s.45A(2)", "A review may be by live link only before charge.")
S46_2 = Source(
    "PACE 1984 s.46(2)",
    "Somebody kept after charge is brought before a court no later than its first sitting afterwards.",
)
S47_3A = Source(
    "PACE 1984 s.47(3A)",
    "Bail after charge is to the first sitting after it, or to the later day that the court gives.",
)
C_8_1 = Source("Code C 8.1", "There is one detainee to a cell where practicable, so sharing one needs a reason.")
C_8_8 = Source(
    "Code C 8.8",
    "A child is kept in a cell only for want of other secure accommodation, and never with an adult; why is written.",
)

S47_6 = Source("PACE 1984 s.47(6)", "Time on bail does not count; detention before it does once the person is back.")
S47_6A = Source(
    "PACE 1984 s.47(6A)", "The three hours beginning with arrival at a station after a s.46A arrest do not count."
)
S47ZB_4 = Source("PACE 1984 s.47ZB(4)", "The bail start date is the day after the arrest.")
S47ZB_1 = Source(
    "PACE 1984 s.47ZB(1)", "The applicable bail period is three months at first, six in a non-standard agency case."
)
S47ZD = Source("PACE 1984 s.47ZD", "An inspector or above may extend the applicable bail period to six months.")
S47ZDA = Source(
    "PACE 1984 s.47ZDA",
    "A superintendent or above may extend the applicable bail period to nine months, once it was extended to six.",
)
S47ZDB = Source(
    "PACE 1984 s.47ZDB", "In a non-standard agency case its decision-maker may extend the period to twelve months."
)
S47ZF = Source(
    "PACE 1984 s.47ZF",
    "A magistrates' court may first extend the applicable bail period to twelve months, or eighteen after an agency's "
    "extension.",
)
S50A = Source(
    "PACE 1984 s.50A", "A custody officer releases on pre-charge bail, when it is necessary and proportionate."
)
S56_3 = Source(
    "PACE 1984 s.56(3)", "Having somebody informed may be put off for no longer than 36 hours from the relevant time."
)
S58_5 = Source(
    "PACE 1984 s.58(5)", "Access to a solicitor may be put off for no longer than 36 hours from the relevant time."
)
CTL_4_2 = Source(
    "SI 1987/299 reg 4(2)", "For an either-way offence, 70 days in the magistrates' court from first appearance."
)
CTL_4_3 = Source(
    "SI 1987/299 reg 4(3)", "When summary trial is decided on before 56 days have run, 56 days to its start."
)
CTL_4_4 = Source("SI 1987/299 reg 4(4)", "For a summary offence, 56 days from first appearance to the start of trial.")
CTL_5_6 = Source(
    "SI 1987/299 reg 5", "182 days from sending to trial, less days already held; 112 days from a voluntary bill."
)
CYPA_34 = Source(
    "CYPA 1933 s.34(2)", "Whoever is responsible for the welfare of a child in detention is told, where practicable."
)
CODE_C_3_14 = Source(
    "Code C 3.14", "Whoever supervises a child under a court order, as a youth offending team does, is told of it."
)
CODE_C_3_17 = Source(
    "Code C 3.17", "A child or vulnerable person is told their rights again with their appropriate adult."
)
CODE_C_3_2 = Source("Code C 3.2", "A written notice of rights is given, in easy read or another language where needed.")
CODE_C_7_1 = Source("Code C 7.1", "A national of another state may speak to its embassy or consulate at any time.")
CODE_C_7_2 = Source(
    "Code C 7.2", "Some states are told of every arrest of a national, unless the person seeks asylum from them."
)
CHAPTER = Chapter(
    "Custody: detention clock and reviews",
    (
        *(value for value in list(globals().values()) if isinstance(value, Source)),
        *CARE,
        *BAIL,
        *INVESTIGATION,
        *PEOPLE,
        *PAPERS,
        *ARRIVAL,
        *STREET_BAIL,
        *ESCORT,
    ),
)

"""The sections about bail, the ways detention ends, and what follows: part of the chapter in `sources`."""

from __future__ import annotations

from mips.core.law import Source

S37A = Source(
    "PACE 1984 s.37A",
    "The Director's guidance says who decides on a charge: in an emergency at the limit of detention an inspector, and "
    "the prosecutor as soon as possible after.",
)
S34_7 = Source(
    "PACE 1984 s.34(7)",
    "Somebody who comes back to answer bail, or is arrested for not doing so, is held for the offence they were bailed "
    "for.",
)
S37_6B = Source(
    "PACE 1984 s.37(6B)",
    "A decision not to prosecute is told in writing, and can be undone only on new evidence.",
)
S37_7_A = Source(
    "PACE 1984 s.37(7)(a)",
    "Bail for the prosecutor to decide about charge needs no pre-conditions; the person is told that it is for that.",
)
S37_7_B = Source(
    "PACE 1984 s.37(7)(b)",
    "With enough to charge, bail for another purpose needs the pre-conditions; the person is told nothing is decided.",
)
S37_7_C = Source(
    "PACE 1984 s.37(7)(c)", "Release is without bail where its pre-conditions are not met, and the reason is written."
)
S37C_4 = Source(
    "PACE 1984 s.37C(4)",
    "Bailed again after a breach of bail for a charging decision, the conditions are those there were before.",
)
S38_6 = Source(
    "PACE 1984 s.38(6)",
    "A charged child refused bail is moved to local authority accommodation, unless a certificate says why not.",
)
S38_7 = Source("PACE 1984 s.38(7)", "The certificate why a child was not moved is produced to the court.")
S38_6_B = Source(
    "PACE 1984 s.38(6)(b)",
    "Only for a child of 12 or over: no secure accommodation, and no other would protect the public from serious harm.",
)
S38_2 = Source(
    "PACE 1984 s.38(2)", "Somebody kept after charge only for a drug test is kept for no longer than six hours from it."
)
C_16_1 = Source("Code C 16.1", "A child or vulnerable person is charged in the presence of an appropriate adult.")
S46A_1 = Source(
    "PACE 1984 s.46A(1)",
    "Whoever fails to answer pre-charge bail, or is reasonably suspected of breaking its conditions, may be arrested.",
)
S46A_2 = Source(
    "PACE 1984 s.46A(2)", "Somebody arrested for that is taken to the station where they were to surrender."
)
S47_2 = Source(
    "PACE 1984 s.47(2)",
    "Somebody on bail is arrested again for the offence only on new evidence, or on an analysis of evidence that could "
    "not reasonably have been made before.",
)
S47_4A = Source(
    "PACE 1984 s.47(4A)-(4D)",
    "A custody officer changes when or where somebody is to surrender by written notice; conditions stay as they are.",
)
S47ZA = Source(
    "PACE 1984 s.47ZA",
    "Bail is to the last day of the applicable bail period; earlier only to go with other bail, or where a charging "
    "decision is expected sooner.",
)
S47ZC = Source(
    "PACE 1984 s.47ZC",
    "A longer period needs all of: reasonable grounds to suspect guilt, more time needed, diligent and expeditious "
    "work, and bail necessary and proportionate.",
)
S47ZD_3 = Source(
    "PACE 1984 s.47ZD(3)-(5)",
    "Before a longer period is decided on, the suspect or their solicitor is told and heard, and then told the result.",
)
S47ZE = Source(
    "PACE 1984 s.47ZE",
    "In a case the DPP designates as exceptionally complex, a commander or assistant chief constable may extend the "
    "period to twelve months.",
)
S47ZG = Source(
    "PACE 1984 s.47ZG",
    "A magistrates' court may extend the period again, by three months or by six, as often as needed.",
)
S47ZL = Source(
    "PACE 1984 s.47ZL",
    "While the prosecutor decides about charge the period does not run; a request for more information starts it again "
    "with at least seven days left.",
)
S47ZM_4 = Source(
    "PACE 1984 s.47ZM(4)",
    "For a hospital in-patient on the day the period would end, the days spent as one do not count.",
)
S47ZZA = Source(
    "PACE 1984 s.47ZZA",
    "Where practicable the alleged victim is asked about conditions, what they say reaches the custody officer, and "
    "they are told what was imposed.",
)

BAIL = tuple(value for value in list(globals().values()) if isinstance(value, Source))

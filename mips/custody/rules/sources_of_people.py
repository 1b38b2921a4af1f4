"""The sections on people around a detainee, and on what senior officers and courts allow."""

from __future__ import annotations

from mips.core.law import Source

S39_6 = Source(
    "PACE 1984 s.39(6)",
    "Where a higher officer gives directions at odds with a decision, a superintendent responsible for the station "
    "settles it at once; s.40(11) says the same of reviews.",
)
S40_8A = Source(
    "PACE 1984 s.40(8A)", "The detainee who was asleep is told of the decision and the reason as soon as practicable."
)
S40_12 = Source(
    "PACE 1984 s.40(12)",
    "Before deciding, the detainee, unless asleep, or any solicitor who is available may make representations.",
)
S40_14 = Source(
    "PACE 1984 s.40(14)", "Only condition or behaviour makes somebody unfit to make representations in person."
)
S40A_4 = Source(
    "PACE 1984 s.40A(4)", "An officer at the station makes the record of a review that was held from elsewhere."
)
S42_1_C = Source("PACE 1984 s.42(1)(c)", "The investigation is being conducted diligently and expeditiously.")
S42_2 = Source("PACE 1984 s.42(2)", "Within the 36 hours an extension may be followed by a further one.")
S42_6 = Source(
    "PACE 1984 s.42(6)", "Before extending detention the detainee and any available solicitor may make representations."
)
S43_1 = Source(
    "PACE 1984 s.43(1)",
    "A magistrates' court issues a warrant of further detention on a constable's information.",
)
S43_7 = Source(
    "PACE 1984 s.43(7)",
    "An application made after 36 hours is dismissed where it would have been reasonable to make it before.",
)
S43_14 = Source(
    "PACE 1984 s.43(14)",
    "The information states the nature of the offence, the evidence, the enquiries made and to be made, and why "
    "further detention is necessary.",
)
S43_17 = Source(
    "PACE 1984 s.43(17)", "After a refusal there is no further application unless new evidence has come to light."
)
S44_1 = Source("PACE 1984 s.44(1)", "A court extends a warrant of further detention while it runs.")
S45ZA = Source(
    "PACE 1984 s.45ZA",
    "An extension is decided in person or by live link, and by link only with advice on its use and with consent.",
)
S56_2 = Source(
    "PACE 1984 s.56(2)",
    "Having somebody informed is put off only for an indictable offence, and by an inspector or above.",
)
S56_4 = Source(
    "PACE 1984 s.56(4)", "An authority given by word of mouth is confirmed in writing as soon as practicable."
)
S56_5 = Source(
    "PACE 1984 s.56(5)",
    "A delay needs reasonable grounds: harm to evidence or people, alerting others, or hindering recovery.",
)
S56_6 = Source("PACE 1984 s.56(6)", "The detainee is told why a right was put off, and the reason is noted.")
S58_6 = Source(
    "PACE 1984 s.58(6)", "Legal advice is put off only for an indictable offence, and by a superintendent or above."
)
S58_11 = Source("PACE 1984 s.58(11)", "A right is put off no longer than the reason for it subsists.")
C_1_7 = Source(
    "Code C 1.7",
    "An appropriate adult is not police, not involved in the investigation, and not the detainee's solicitor.",
)
C_3_5 = Source("Code C 3.5", "The custody officer decides whether a detainee needs an appropriate adult.")
C_3_15 = Source("Code C 3.15", "An appropriate adult is asked to come as soon as practicable.")
C_5_6 = Source(
    "Code C 5.6",
    "Telephone calls and letters are denied or delayed only for an indictable offence, on the grounds of s.56(5), and "
    "by an inspector or above.",
)
C_5_7A = Source(
    "Code C 5.7A", "That is proportionate and lasts no longer than necessary; never past 36 hours (Annex B)."
)
C_6_6 = Source(
    "Code C 6.6",
    "Somebody who asked for legal advice is not interviewed before it, but for set exceptions.",
)
C_11_15 = Source(
    "Code C 11.15", "A child or vulnerable person is not interviewed without an appropriate adult, but for urgency."
)
C_11_18 = Source("Code C 11.18", "A superintendent may allow an urgent interview without the appropriate adult.")
C_13_2 = Source("Code C 13.2", "Without an interpreter nobody is interviewed who needs one, but for urgency.")
C_15_3 = Source("Code C 15.3", "The appropriate adult who is available may make representations too.")
C_15_4 = Source("Code C 15.4", "Before a review the detainee is reminded of the right to free legal advice.")

PEOPLE = tuple(value for value in list(globals().values()) if isinstance(value, Source))

"""Every section that the rules about property, searches, samples and interviews rely on, under one name each."""

from __future__ import annotations

from mips.core.law import Source

S18_1 = Source(
    "PACE 1984 s.18(1)",
    "Premises occupied or controlled by somebody under arrest for an indictable offence may be searched for evidence "
    "of it, or of one connected or similar.",
)
S18_4 = Source("PACE 1984 s.18(4)", "An inspector or above authorises that search in writing.")
S18_5A = Source(
    "PACE 1984 s.18(5A)",
    "Before the station no authority is needed where the person must be there for the investigation to be effective.",
)
S18_6 = Source("PACE 1984 s.18(6)", "An inspector or above is told of such a search as soon as practicable after it.")
S18_7 = Source(
    "PACE 1984 s.18(7)",
    "The grounds and the nature of the evidence sought are written down, on the custody record (s.18(8)).",
)
S39_2 = Source("PACE 1984 s.39(2)", "The custody officer may hand a detainee to an officer who investigates.")
S39_3 = Source(
    "PACE 1984 s.39(3)",
    "Whoever brings a detainee back to the custody officer reports that the Codes were kept while they had charge.",
)
S54_1 = Source("PACE 1984 s.54(1)", "The custody officer ascertains everything that somebody has with them.")
S54_4 = Source(
    "PACE 1984 s.54(4)",
    "Clothes and personal effects are kept only as evidence, or because they may be used to harm, damage, interfere "
    "with evidence or escape.",
)
S54_5 = Source("PACE 1984 s.54(5)", "Somebody whose things are seized is told why.")
S54_9 = Source("PACE 1984 s.54(9)", "A search is carried out by a constable of the detainee\u2019s sex.")
S54A = Source(
    "PACE 1984 s.54A",
    "An inspector may authorise a search for identifying marks where consent is withheld or cannot be had.",
)
S55_1 = Source(
    "PACE 1984 s.55(1)",
    "An intimate search needs an inspector, who believes that it could cause injury or is a Class A drug, and that it "
    "cannot be found without.",
)
S55_3A = Source("PACE 1984 s.55(3A)", "An intimate search for drugs needs written consent.")
S55_4 = Source("PACE 1984 s.55(4)", "An intimate search for drugs is by a doctor or registered nurse and nobody else.")
S55_5 = Source(
    "PACE 1984 s.55(5)",
    "Any other is by a doctor or nurse, unless an inspector finds that impracticable; then a constable of their sex.",
)
S55_8 = Source("PACE 1984 s.55(8)", "It is at a police station, hospital, surgery or other medical place.")
S55_9 = Source("PACE 1984 s.55(9)", "For drugs it is never at a police station.")
S55_10 = Source("PACE 1984 s.55(10)", "The custody record says which parts were searched, and why.")
S55A = Source(
    "PACE 1984 s.55A",
    "An X-ray or ultrasound scan for a swallowed Class A drug needs an inspector, written consent, and a doctor or "
    "nurse at a medical place.",
)
S61 = Source("PACE 1984 s.61", "When fingerprints may be taken without consent, and for which an inspector is needed.")
S61A = Source("PACE 1984 s.61A", "When impressions of footwear may be taken without consent; no rank is needed.")
S62 = Source(
    "PACE 1984 s.62", "An intimate sample needs an inspector and written consent, and is never taken by force."
)
S63 = Source("PACE 1984 s.63", "When a non-intimate sample may be taken without consent.")
S63B = Source(
    "PACE 1984 s.63B",
    "A test for specified drugs: at 18 after arrest, at 14 after charge, for a trigger offence or by an inspector.",
)
S63B_1A = Source(
    "PACE 1984 s.63B(1A)(b)",
    "After arrest for another offence an inspector who suspects that a specified drug had to do with it may authorise.",
)
S63B_2 = Source("PACE 1984 s.63B(2)(b)", "After charge with another offence the same.")
S37_8B = Source(
    "PACE 1984 s.37(8B)",
    "Whoever would be let go without charge may be kept for a drug test, never beyond 24 hours on the clock.",
)
S63B_5B = Source(
    "PACE 1984 s.63B(5B)",
    "A sample given after arrest counts as one given on charge once a charge would allow it, and the record says so.",
)
S63D = Source("PACE 1984 s.63D(2)", "What was taken unlawfully, or after an unlawful or mistaken arrest, is destroyed.")
S63S = Source("PACE 1984 s.63S", "Impressions of footwear are kept only as long as a purpose of policing needs them.")
S63E = Source("PACE 1984 s.63E", "Otherwise it is kept until the investigation and any proceedings have ended.")
S63F = Source(
    "PACE 1984 s.63F", "After a charge for a qualifying offence without conviction it is kept three years from taking."
)
S63G = Source("PACE 1984 s.63G", "After arrest alone for one it is kept three years only if the Commissioner consents.")
S63H = Source("PACE 1984 s.63H", "Without conviction and without any of those it is destroyed.")
S63I = Source("PACE 1984 s.63I", "After an adult\u2019s conviction it is kept without end.")
S63K = Source("PACE 1984 s.63K", "After a first minor conviction under 18: five years, more with a custodial sentence.")
S63L = Source("PACE 1984 s.63L", "After a penalty notice it is kept two years from taking.")
S65B = Source("PACE 1984 s.65B", "A caution, and a finding of insanity or disability, count as a conviction here.")
S63R = Source("PACE 1984 s.63R", "A DNA sample is destroyed once profiled, and within six months.")
S64A = Source("PACE 1984 s.64A", "Anybody detained may be photographed, with or without consent.")
S117_SAMPLES = Source(
    "PACE 1984 s.117 (samples)", "Reasonable force may be used for what may be taken without consent."
)
C_4_1 = Source("Code C 4.1", "What a detainee has is written down and kept safe; cash is counted.")
C_4_4 = Source(
    "Code C 4.4", "The detainee is let check the list of their property and sign it; a refusal is written down."
)
C_4_5 = Source("Code C 4.5", "Why a detainee may not keep an article of clothing or personal effects is written down.")
C_8_5 = Source(
    "Code C 8.5",
    "Whose clothes are taken is given others of reasonable comfort, and is not interviewed before that was offered.",
)
ANNEX_A_2 = Source(
    "Code C Annex A 2",
    "An appropriate adult of the same sex is there at an intimate search of a child or vulnerable person, unless they "
    "ask otherwise.",
)
ANNEX_A_6 = Source(
    "Code C Annex A 6", "At least two people besides the detainee are there throughout an intimate search."
)
ANNEX_A_10 = Source(
    "Code C Annex A 10",
    "A strip search is never routine: it is to remove what may not be kept and is reasonably believed hidden.",
)
ANNEX_A_11 = Source(
    "Code C Annex A 11",
    "A strip search is by the same sex, out of view, with two there and an appropriate adult where one is needed, and "
    "never takes all clothing at once.",
)
ANNEX_A_12 = Source(
    "Code C Annex A 12", "Why, by whom, who was there and the result of a strip search is written down."
)
C_10_5 = Source("Code C 10.5", "The caution is given in its own words before questions about an offence.")
C_11_2 = Source(
    "Code C 11.2",
    "Just before an interview begins or goes on, the detainee is reminded of the right to free legal advice, and that "
    "it can wait for that.",
)
C_12_1 = Source("Code C 12.1", "The custody officer decides whether to hand a detainee over to be interviewed.")
C_12_3 = Source(
    "Code C 12.3",
    "Before that the custody officer judges, with a healthcare professional, whether they are fit.",
)
C_12_8 = Source(
    "Code C 12.8", "An interview breaks for meals, about 45 minutes, and about 15 minutes every two hours or so."
)
CODE_E = Source("Code E 2.1", "An interview is recorded, and where it is not the reason is written down.")

INVESTIGATION = tuple(value for value in list(globals().values()) if isinstance(value, Source))

"""Every outcome's own conditions, each way, and how the time to charge is reckoned (INV-3, CAS-15)."""

from datetime import date

import pytest

from mips.core.errors import RuleBroken
from mips.investigation.rules.outcomes import Facts, check_outcome
from mips.investigation.rules.suspects import Suspect
from mips.investigation.rules.time_limits import Limit, ToCharge, limit_of, limit_of_all, months_on

DAY = date(2026, 3, 2)
MAN, YOUTH, CHILD = (Suspect(status="suspect", born_on=date(2026 - age, 1, 1)) for age in (30, 15, 9))
CHARGED = Suspect(status="charged", born_on=date(1996, 1, 1), charged_on=DAY, before_court=True)
IN_COURT = Suspect(status="suspect", born_on=date(1996, 1, 1), before_court=True)


def offence(category="CE", code="TH68010", on=DAY):
    return ToCharge(title="Theft", code=code, category=category, committed_on=on)


OVER = Limit(last_on=date(2026, 3, 1), said="")
WHOLE = {
    "1": {"suspects": [CHARGED]},
    "1A": {"suspects": [CHARGED]},
    "2": {"suspects": [YOUTH], "sufficient": True, "admitted": True, "adult": "Ann Webb, mother"},
    "2A": {"suspects": [YOUTH], "sufficient": True, "admitted": True, "adult": "Ann Webb, mother"},
    "3": {"sufficient": True, "admitted": True, "consented": True},
    "3A": {"sufficient": True, "admitted": True, "consented": True},
    "4": {"suspects": [IN_COURT], "reference": "01XX0012326, MG18 of 1 March"},
    "5": {"sufficient": True, "evidence": "Death certificate 12"},
    "6": {"penalty": True},
    "7": {"cannabis": True},
    "8": {"admitted": True, "victim_view": "Wants an apology"},
    "9": {"reference": "MG3 1", "review_told": True},
    "10": {"minor": True, "review_told": True},
    "11": {"suspects": [CHILD], "evidence": "Referred to children's services, 44", "review_told": True},
    "12": {"evidence": "Dr Shah, 1 March", "review_told": True},
    "13": {"review_told": True},
    "14": {"suspects": [], "victim_supports": False, "evidence": "Pocket book, signed"},
    "15": {"victim_supports": True, "decided_by": "cps", "evidence": "No identification", "review_told": True},
    "16": {"victim_supports": False, "evidence": "Statement of withdrawal"},
    "17": {"limit": OVER, "review_told": True},
    "18": {"suspects": [], "evidence": "CCTV, house to house"},
    "20": {"reference": "Trading Standards", "evidence": "J Ross, 020", "review_told": True},
    "21": {"review_told": True},
    "22": {
        "completed_on": DAY,
        "activity": "educational",
        "provider": "Northmoor Trust",
        "evidence": "Certificate",
        "victim_view": "Content",
        "review_told": True,
    },
}
"""Outcome -> the least with which it may be."""


def facts(code, **more):
    known = {"decided_on": DAY, "occurred_on": DAY, "victim_told_on": DAY, "rationale": "Because", "suspects": [MAN]}
    return Facts(**known | {"offences": [offence()]} | WHOLE[code] | more)


def fields_refused(code, **more):
    try:
        check_outcome(code, facts(code, **more))
    except RuleBroken as refused:
        return [each.field for each in refused.every]
    return []


@pytest.mark.parametrize("code", WHOLE)
def test_an_outcome_may_be_once_all_that_it_needs_is_there(code):
    assert fields_refused(code) == []


@pytest.mark.parametrize(
    ("code", "lacks", "fields"),
    [
        pytest.param("1", {"suspects": [MAN]}, ["code"], id="1 without a charge"),
        pytest.param("1A", {"suspects": [MAN]}, ["code"], id="1A without a charge"),
        pytest.param("2", {"suspects": [MAN]}, ["code"], id="2 for a man"),
        pytest.param("2", {"suspects": [CHILD]}, ["code"], id="2 for a child of nine"),
        pytest.param("2", {"sufficient": False}, ["sufficient"], id="2 without evidence"),
        pytest.param("2A", {"admitted": None, "adult": " "}, ["admitted", "adult"], id="2A without admission or AA"),
        pytest.param("3", {"suspects": [YOUTH]}, ["code"], id="3 for a youth"),
        pytest.param("3", {"admitted": False, "consented": False}, ["admitted", "consented"], id="3 against his will"),
        pytest.param("3A", {"offences": [offence("CI")]}, ["decided_by"], id="3A indictable only without the CPS"),
        pytest.param("3A", {"offences": [offence("CI")], "decided_by": "cps"}, [], id="3A indictable only by the CPS"),
        pytest.param("4", {"suspects": [MAN]}, ["code"], id="4 without a court case"),
        pytest.param("4", {"suspects": [CHARGED]}, ["code"], id="4 of the index crime"),
        pytest.param("4", {"reference": ""}, ["decision_reference"], id="4 without the MG18"),
        pytest.param("5", {"suspects": [CHARGED]}, ["code"], id="5 once proceedings had begun"),
        pytest.param("5", {"evidence": "", "sufficient": None}, ["sufficient", "evidence"], id="5 without proof"),
        pytest.param("6", {"penalty": False}, ["code"], id="6 for an offence that is not listed"),
        pytest.param("6", {"suspects": [YOUTH]}, ["code"], id="6 for a youth"),
        pytest.param("7", {"cannabis": False}, ["code"], id="7 for more than simple possession"),
        pytest.param("7", {"suspects": [YOUTH]}, ["code"], id="7 for a youth"),
        pytest.param("8", {"admitted": False}, ["admitted"], id="8 without responsibility"),
        pytest.param("8", {"victim_view": ""}, ["victim_view"], id="8 without asking the victim"),
        pytest.param("8", {"victim_view": "", "has_victim": False}, [], id="8 where there is no victim to ask"),
        pytest.param("9", {"reference": " "}, ["decision_reference"], id="9 without the MG3"),
        pytest.param("10", {"minor": False}, ["code"], id="10 of what policy does not hold to be minor"),
        pytest.param("11", {"suspects": [YOUTH]}, ["code"], id="11 for a youth"),
        pytest.param("11", {"evidence": ""}, ["evidence"], id="11 without a safeguarding referral"),
        pytest.param("12", {"evidence": ""}, ["evidence"], id="12 without medical evidence"),
        pytest.param("13", {"suspects": []}, ["code"], id="13 without a suspect"),
        pytest.param("14", {"suspects": [MAN]}, ["code"], id="14 with a suspect"),
        pytest.param("14", {"evidence": ""}, ["evidence"], id="14 without a record of what they said"),
        pytest.param("15", {"decided_by": "", "evidence": ""}, ["decided_by", "evidence"], id="15 by whom, which gap"),
        pytest.param("15", {"victim_supports": None}, ["victim_supports"], id="15 not knowing what the victim wants"),
        pytest.param("16", {"evidence": ""}, ["evidence"], id="16 without a withdrawal"),
        pytest.param("17", {"limit": Limit(last_on=DAY, said="")}, ["code"], id="17 on the last day"),
        pytest.param("17", {"limit": Limit(last_on=None, said="")}, ["code"], id="17 where there is no limit"),
        pytest.param("18", {"evidence": ""}, ["evidence"], id="18 without lines of enquiry"),
        pytest.param("18", {"evidence": "", "lines": 1}, [], id="18 with lines in the plan"),
        pytest.param("20", {"evidence": "", "reference": ""}, ["decision_reference", "evidence"], id="20 without whom"),
        pytest.param("21", {"suspects": []}, ["code"], id="21 without a suspect"),
        pytest.param("22", {"completed_on": None}, ["completed_on"], id="22 before it is completed"),
        pytest.param("22", {"activity": "", "provider": ""}, ["activity", "provider"], id="22 of what and by whom"),
        pytest.param("22", {"admitted": False}, [], id="22 needs no admission"),
        pytest.param("22", {"decided_on": date(2019, 3, 31)}, ["decided_on"], id="22 before it was in use"),
        pytest.param("19", {}, ["code"], id="19 is not ours"),
        pytest.param("13", {"review_told": False}, ["review_told"], id="INV-5: told of the right to a review"),
        pytest.param("13", {"review_told": None, "has_victim": False}, [], id="INV-5: nobody to tell"),
        pytest.param("18", {"review_told": None}, [], id="INV-5: no review where nobody was identified"),
        pytest.param("18", {"rationale": "", "victim_told_on": None}, ["victim_told_on", "rationale"], id="INV-6"),
    ],
)
def test_what_an_outcome_may_not_be_without(code, lacks, fields, monkeypatch):
    if code == "19":
        monkeypatch.setitem(WHOLE, "19", {})
    assert fields_refused(code, **lacks) == fields


@pytest.mark.parametrize(
    ("told", "last_on"),
    [
        pytest.param({"category": "CS"}, date(2026, 9, 2), id="s.127: the day of the same number"),
        pytest.param({"category": "CM", "on": date(2025, 8, 31)}, date(2026, 2, 28), id="s.127: a shorter month"),
        pytest.param({"category": "CE"}, None, id="CAS-15: either way has none"),
        pytest.param({"category": "CI"}, None, id="CAS-15: indictable has none"),
        pytest.param({"category": "CS", "on": None}, None, id="CAS-15: from an unknown day"),
    ],
)
def test_until_when_an_offence_may_be_charged(told, last_on):
    assert limit_of(offence(**told), domestic_abuse=False, reported_on=DAY).last_on == last_on


@pytest.mark.parametrize(
    ("reported_on", "domestic_abuse", "last_on"),
    [
        pytest.param(date(2026, 8, 1), True, date(2027, 2, 1), id="s.39A: six months from the report"),
        pytest.param(date(2028, 1, 10), True, date(2028, 3, 2), id="s.39A: two years from the offence at most"),
        pytest.param(date(2026, 8, 1), False, date(2026, 9, 2), id="s.127: an assault that is no domestic abuse"),
    ],
)
def test_a_common_assault_that_is_domestic_abuse_counts_from_the_report(reported_on, domestic_abuse, last_on):
    assault = offence("CS", "CJ88001")
    limit = limit_of(assault, domestic_abuse=domestic_abuse, reported_on=reported_on)
    assert limit.last_on == last_on and f"{last_on.day} {last_on:%b %Y}" in limit.said


def test_while_one_offence_may_be_charged_the_time_is_not_over():
    summary, other = offence("CS"), offence("CE")
    known = {"domestic_abuse": False, "reported_on": DAY}
    assert limit_of_all([summary], **known).passed(date(2026, 9, 3))
    assert not limit_of_all([summary], **known).passed(date(2026, 9, 2))
    assert not limit_of_all([summary, other], **known).passed(date(2030, 1, 1))
    assert months_on(date(2024, 8, 29), 6) == date(2025, 2, 28)

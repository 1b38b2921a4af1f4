"""Cash that must add up, things kept only for a reason, and searches that only some may make, and where."""

from dataclasses import replace

import pytest

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.property import (
    PropertyEnd,
    Retained,
    Signed,
    check_clothing,
    check_end,
    check_kept,
    check_signature,
    count_cash,
    pounds,
)
from mips.custody.rules.searches import Adult, DoneBy, PlaceKind, SearchFacts, SearchKind, check_search


def test_cash_that_adds_up_is_counted():
    assert count_cash({2000: 1, 50: 1}, said_pence=2050) == 2050
    assert count_cash({}, said_pence=None) is None


@pytest.mark.parametrize("said", [2000, None])
def test_cash_that_does_not_add_up_is_counted_again(said):
    with pytest.raises(RuleBroken, match="add up to \u00a320") as refused:
        count_cash({2000: 1, 50: 1}, said_pence=said)
    assert (refused.value.rule, refused.value.field) == ("Code C 4.1", "total")


def test_money_is_written_as_it_is_read():
    assert pounds(102050) == "\u00a31,020.50"


def test_clothing_is_left_with_them_or_kept_for_a_reason():
    check_kept(effects=True, with_detainee=True, retained=None)
    check_kept(effects=True, with_detainee=False, retained=Retained.HARM)
    check_kept(effects=False, with_detainee=False, retained=None)
    with pytest.raises(RuleBroken, match="only for a reason"):
        check_kept(effects=True, with_detainee=False, retained=None)
    with pytest.raises(RuleBroken, match="offered instead"):
        check_clothing(clothes_taken=True, replaced="")


def test_who_does_not_sign_has_a_reason():
    check_signature(Signed.SIGNED, "")
    for signed in (None, Signed.REFUSED, Signed.UNABLE):
        with pytest.raises(RuleBroken):
            check_signature(signed, " ")


@pytest.mark.parametrize(
    ("end", "fields"),
    [
        (PropertyEnd.RETURNED, {"already": True}),
        (PropertyEnd.RETURNED, {"retained": Retained.EVIDENCE}),
        (PropertyEnd.TRANSFERRED, {}),
        (PropertyEnd.EXHIBIT, {}),
        (PropertyEnd.DISPOSED, {}),
    ],
)
def test_nothing_goes_out_without_saying_where_and_why(end, fields):
    given = {"already": False, "retained": None, "whom": "", "why": ""} | fields
    with pytest.raises(RuleBroken):
        check_end(end, **given)


STRIP = SearchFacts(
    kind=SearchKind.STRIP,
    location="Search room",
    why="Seen to push a wrap into the waistband",
    authority_rank=Rank.SERGEANT,
    custody_officer=True,
    same_sex=True,
    present=2,
    exposed=True,
    half_clothed=True,
)
INTIMATE = SearchFacts(
    kind=SearchKind.INTIMATE,
    present=2,
    location="City Hospital",
    why="Blade believed hidden",
    authority_rank=Rank.INSPECTOR,
    done_by=DoneBy.DOCTOR,
    place=PlaceKind.HOSPITAL,
    parts="Mouth excepted, rectum",
)
DRUGS = replace(INTIMATE, drugs=True, consent=True)
XRAY = replace(DRUGS, kind=SearchKind.XRAY)
CHILD = replace(STRIP, needs_adult=True, adult=Adult.PRESENT, adult_why="Ann Day, mother")


@pytest.mark.parametrize(
    "facts",
    [
        STRIP,
        CHILD,
        INTIMATE,
        DRUGS,
        XRAY,
        replace(INTIMATE, done_by=DoneBy.CONSTABLE, impracticable_why="Snow", same_sex=True, place=PlaceKind.STATION),
        replace(CHILD, adult=Adult.DECLINED, adult_why="Said so before Ann Day, who agreed"),
        replace(CHILD, consult_needed=True, inspector_consulted=True),
        SearchFacts(kind=SearchKind.CUSTODY, location="Desk", why="", same_sex=True),
    ],
)
def test_a_search_done_as_the_act_has_it_stands(facts):
    check_search(facts)


@pytest.mark.parametrize(
    ("facts", "section"),
    [
        pytest.param(replace(STRIP, location=" "), "Code C Annex A 12", id="strip: where"),
        pytest.param(replace(STRIP, why=""), "Code C Annex A 12", id="strip: never routine"),
        pytest.param(replace(STRIP, custody_officer=False), "Code C Annex A 10", id="strip: custody officer"),
        pytest.param(replace(STRIP, same_sex=False), "Code C Annex A 11", id="strip: same sex"),
        pytest.param(replace(STRIP, present=1), "Code C Annex A 11", id="strip: two there"),
        pytest.param(replace(STRIP, half_clothed=False), "Code C Annex A 11", id="strip: half clothed"),
        pytest.param(replace(CHILD, adult=None), "Code C Annex A 11", id="child: adult"),
        pytest.param(replace(CHILD, adult_why=""), "Code C Annex A 11", id="child: who"),
        pytest.param(replace(CHILD, consult_needed=True), "Code C Annex A 11", id="child: inspector consulted"),
        pytest.param(replace(INTIMATE, authority_rank=Rank.SERGEANT), "PACE 1984 s.55(1)", id="intimate: inspector"),
        pytest.param(replace(INTIMATE, done_by=DoneBy.CONSTABLE), "PACE 1984 s.55(5)", id="intimate: no constable"),
        pytest.param(replace(INTIMATE, present=1), "Code C Annex A 6", id="intimate: one person there"),
        pytest.param(replace(INTIMATE, parts=""), "PACE 1984 s.55(10)", id="intimate: parts"),
        pytest.param(replace(INTIMATE, place=None), "PACE 1984 s.55(8)", id="intimate: place"),
        pytest.param(replace(INTIMATE, needs_adult=True), "Code C Annex A 2", id="intimate: adult"),
        pytest.param(replace(DRUGS, consent=False), "PACE 1984 s.55(3A)", id="drugs: consent"),
        pytest.param(replace(DRUGS, done_by=DoneBy.CONSTABLE), "PACE 1984 s.55(4)", id="drugs: doctor or nurse"),
        pytest.param(replace(DRUGS, place=PlaceKind.STATION), "PACE 1984 s.55(9)", id="drugs: never at a station"),
        pytest.param(replace(XRAY, consent=False), "PACE 1984 s.55A", id="x-ray: consent"),
        pytest.param(replace(XRAY, drugs=False), "PACE 1984 s.55A", id="x-ray: only drugs"),
        pytest.param(replace(XRAY, place=PlaceKind.STATION), "PACE 1984 s.55A", id="x-ray: place"),
        pytest.param(replace(XRAY, authority_rank=Rank.CONSTABLE), "PACE 1984 s.55A", id="x-ray: inspector"),
        pytest.param(
            SearchFacts(kind=SearchKind.CUSTODY, location="Desk", why=""), "PACE 1984 s.54(9)", id="s.54: same sex"
        ),
    ],
)
def test_any_other_is_refused_with_its_section(facts, section):
    with pytest.raises(RuleBroken) as refused:
        check_search(facts)
    assert refused.value.rule == section

"""Which papers apply, what a representative is not shown, and when an entry is late."""

from datetime import UTC, datetime, timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.inspection import Part, Reader, left_out, shows, shows_line
from mips.custody.rules.late_entries import late_by
from mips.custody.rules.papers import Paper, Situation, check_applies, why_not

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ALWAYS = {Paper.WHOLE, Paper.REPRESENTATIVE, Paper.FRONT, Paper.LOG}


def situation(**fields):
    given = {
        "authorised": True,
        "refused": False,
        "held": True,
        "charged": False,
        "bailed_to_court": False,
        "ever_bailed": False,
        "disposal": None,
    }
    return Situation(**given | fields)


@pytest.mark.parametrize(
    ("now", "more"),
    [
        pytest.param(situation(authorised=False), {Paper.RIGHTS, Paper.NO_ACTION}, id="arrived: Code C 3.2"),
        pytest.param(situation(), {Paper.RIGHTS, Paper.CLOCK, Paper.NO_ACTION}, id="detained: s.37(6B) before release"),
        pytest.param(situation(authorised=False, refused=True, held=False), set(), id="refused"),
        pytest.param(
            situation(charged=True, bailed_to_court=True),
            {Paper.RIGHTS, Paper.CLOCK, Paper.CHARGE, Paper.COURT_BAIL},
            id="charged and bailed: Code C 16.3",
        ),
        pytest.param(situation(charged=True), {Paper.RIGHTS, Paper.CLOCK, Paper.CHARGE}, id="charged and kept: s.38"),
        pytest.param(
            situation(held=False, ever_bailed=True, disposal=Disposal.BAILED),
            {Paper.RIGHTS, Paper.CLOCK, Paper.BAIL},
            id="on bail before charge: s.47(4A)",
        ),
        pytest.param(
            situation(held=False, disposal=Disposal.UNDER_INVESTIGATION),
            {Paper.RIGHTS, Paper.CLOCK, Paper.UNDER_INVESTIGATION},
            id="under investigation: s.37(7)(c)",
        ),
        pytest.param(
            situation(held=False, disposal=Disposal.NO_ACTION),
            {Paper.RIGHTS, Paper.CLOCK, Paper.NO_ACTION},
            id="no further action: s.37(6B)",
        ),
    ],
)
def test_the_papers_that_apply(now, more):
    assert {paper for paper in Paper if not why_not(paper, now)} == ALWAYS | more


def test_a_paper_that_does_not_apply_is_refused_with_reason_section_and_way_on():
    with pytest.raises(RuleBroken, match=r"nobody is charged yet \(Code C 16.3\). Documents on") as refused:
        check_applies(Paper.CHARGE, situation())
    assert refused.value.rule == "Code C 16.3"


def test_police_are_shown_everything_and_told_of_nothing_left_out():
    assert all(shows(part, Reader.POLICE) for part in Part)
    assert shows_line("risk", Reader.POLICE)
    assert left_out(Reader.POLICE, ["risk", "health"]) == []


@pytest.mark.parametrize(
    "kind", ["risk", "care", "health", "medication", "hospital", "contact", "identity", "new-sort"]
)
def test_a_representative_is_not_shown(kind):
    assert not shows_line(kind, Reader.REPRESENTATIVE)


@pytest.mark.parametrize("kind", ["entry", "authorised", "review", "rights", "check", "force", "charge", "bail"])
def test_a_representative_is_shown(kind):
    assert shows_line(kind, Reader.REPRESENTATIVE)


def test_only_the_risk_assessment_is_missing_as_a_part_code_c_3_8a():
    assert [part for part in Part if not shows(part, Reader.REPRESENTATIVE)] == [Part.RISK]


def test_what_is_left_out_is_counted_under_its_reason():
    found = left_out(Reader.REPRESENTATIVE, ["risk", "care", "entry", "contact", "new-sort"])
    assert [(each.source.section, lines) for each, lines in found] == [
        ("Code C 3.8A", 2),
        ("DPA 2018 s.35(3)", 0),
        ("DPA 2018 s.35(2)", 1),
        ("DPA 2018 s.45(4)", 0),
        ("DPA 2018 s.35(2)", 1),
    ]


@pytest.mark.parametrize(
    ("after", "late"),
    [
        pytest.param(timedelta(0), None, id="at once"),
        pytest.param(timedelta(minutes=5, seconds=40), None, id="5 minutes: within reach"),
        pytest.param(timedelta(minutes=25), timedelta(minutes=25), id="25 minutes: Code C 2.1"),
        pytest.param(-timedelta(minutes=3), None, id="written before"),
    ],
)
def test_an_entry_says_how_late_it_is(after, late):
    assert late_by(NOON, NOON + after) == late

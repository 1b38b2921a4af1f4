"""Paper typed in afterwards: in order, for whoever did it, once, and what is still missing."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.audit.model import JournalEntry
from mips.core import db
from mips.core.errors import Forbidden, InputInvalid
from mips.custody.model.observation import CellCheck
from mips.custody.model.paper import PaperEntry
from mips.custody.reenter_cli import entered
from mips.custody.rules.observation import Level
from mips.custody.rules.paper import PaperKind
from mips.custody.rules.representations import Heard
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.gaps import read_gaps
from mips.custody.usecases.medication import prescribe, prescriptions_of
from mips.custody.usecases.observation import set_care_plan
from mips.custody.usecases.reading import read_custody_record
from mips.custody.usecases.reentry import reenter
from tests.build import NOON

GONE, BACK = NOON - timedelta(hours=2), NOON
HEAD = "custody_number,time,kind,what,outcome,text,by,witness\n"


@pytest.fixture
def held(desk, build):
    held = desk.detained(build.person(), arrived_at=NOON - timedelta(hours=3))
    began = NOON - timedelta(hours=2, minutes=20)
    cell = desk.suite.cells[0].id
    put_in_cell(desk.sergeant, detention_id=held.id, cell_id=cell, from_at=began)
    set_care_plan(desk.sergeant, detention_id=held.id, level=Level.INTERMITTENT, reason="Low in mood", set_at=began)
    nurse = build.actor(Role.HEALTHCARE_PROFESSIONAL, name="Robin Day", rank=0)
    due = {"every_minutes": 240, "first_at": NOON - timedelta(hours=1)}
    prescribe(nurse, detention_id=held.id, drug="Insulin", dose="10 units", route="injection", **due)
    return held


@pytest.fixture
def officer(build):
    return build.user(Role.DETENTION_OFFICER, name="Jo Reed", rank=int(Rank.STAFF)).collar_number


def typed(desk, *rows):
    return list(entered(desk.sergeant, HEAD + "\n".join(",".join(row) for row in rows) + "\n"))


def check(held, officer, time, what="fine", **other):
    return [held.reference, f"2 Mar 2026 {time}", "check", what, "", other.get("text", ""), officer, ""]


def missing(desk):
    found = read_gaps(desk.sergeant, suite_id=desk.suite.id, since=GONE, until=BACK).found
    return [(gap.kind, gap.what, gap.due_at) for gap in found]


def test_rows_are_entered_in_the_order_in_which_things_happened(desk, held, officer):
    verdicts = typed(desk, check(held, officer, "10:55"), check(held, officer, "10:10"), check(held, officer, "10:35"))
    assert [(each.line, each.said) for each in verdicts] == [(3, "entered"), (4, "entered"), (2, "entered")]
    kept = db.session.scalars(sa.select(CellCheck).order_by(CellCheck.created_at, CellCheck.id)).all()
    assert [f"{each.at:%H:%M}" for each in kept] == ["10:10", "10:35", "10:55"]
    assert [each.late_minutes for each in kept] == [0, 0, 0]


def test_the_log_says_when_by_whom_and_who_typed_it(desk, held, officer):
    typed(desk, check(held, officer, "10:10"))
    entry = next(
        each
        for each in read_custody_record(desk.sergeant, detention_id=held.id).entries.rows
        if each.kind == "re-entered from paper"
    )
    assert (entry.at, entry.created_at > entry.at, entry.author.name) == (
        NOON - timedelta(minutes=110),
        True,
        "Jo Reed",
    )
    assert f"typed in by {desk.sergeant.collar} Pat Lowe" in entry.text
    journal = sa.select(JournalEntry).where(JournalEntry.usecase == "custody.usecases.observation.record_check")
    told = {(each.actor_id, each.reason) for each in db.session.scalars(journal)}
    assert told == {(entry.author_id, f"Written on paper; typed in by {desk.sergeant.collar} Pat Lowe. test")}


def test_the_same_row_twice_is_entered_once(desk, held, officer):
    row = check(held, officer, "10:10")
    assert [each.said for each in typed(desk, row, row)] == ["entered", "already there"]
    assert [each.said for each in typed(desk, row)] == ["already there"]
    assert db.session.scalar(sa.select(sa.func.count(CellCheck.id))) == 1


def test_each_kind_of_row_does_what_its_page_does(desk, held, officer, build):
    number, inspector = held.reference, build.user(Role.REVIEWING_INSPECTOR, name="Sam Hart", rank=int(Rank.INSPECTOR))
    rows = [
        [number, "2 Mar 2026 10:20", "meal", "drink", "", "Water", officer, ""],
        [number, "2 Mar 2026 11:00", "medicine", "insulin", "given", "", officer, ""],
        [number, "2 Mar 2026 11:10", "cell", "m2", "", "Light broken", officer, ""],
        [number, "2 Mar 2026 11:20", "log", "", "", "Asked for his mother", officer, ""],
        [
            number,
            "2 Mar 2026 11:30",
            "review",
            "I want to go",
            "reminded",
            "Interview not finished",
            inspector.collar_number,
            "",
        ],
    ]
    assert [each.said for each in typed(desk, *rows)] == ["entered"] * 5
    db.session.expire_all()
    record = desk.record(held)
    assert (record.cell.name, record.last_reviewed_at) == ("M2", NOON - timedelta(minutes=30))
    [review] = record.reviews
    assert (review.reminded, review.detainee_heard, review.detainee_said) == (True, Heard.SAID, "I want to go")
    assert NOON - timedelta(hours=1) in [each.at for each in prescriptions_of(held.id)[0].doses]
    assert {each.kind for each in db.session.scalars(sa.select(PaperEntry))} == set(PaperKind) - {PaperKind.CHECK}


@pytest.mark.parametrize(
    ("what", "outcome", "said"),
    [
        ("", "reminded", "entered"),
        ("", "asleep", "entered"),
        ("Violent", "reminded, unfit", "entered"),
        ("", "reminded unfit", "refused"),
        ("", "", "refused"),
        ("", "agreed", "refused"),
    ],
)
def test_a_review_on_paper_says_how_the_detainee_was_heard(desk, held, build, what, outcome, said):
    inspector = build.user(Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR)).collar_number
    outcome = f'"{outcome}"'
    [verdict] = typed(
        desk, [held.reference, "2 Mar 2026 11:30", "review", what, outcome, "Not finished", inspector, ""]
    )
    assert verdict.said == said, verdict.why


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({0: "NM/99/26"}, "No custody record"),
        ({1: "2 Mar 2026 08:00"}, "before they arrived"),
        ({1: "3 Mar 2026 08:00"}, "in the future"),
        ({1: "29 Mar"}, "at:"),
        ({2: "sword"}, "kind:"),
        ({3: "happy"}, "Enter one of fine"),
        ({2: "cell", 3: "Z9"}, "no cell Z9"),
        ({2: "medicine", 3: "aspirin", 4: "given"}, "Insulin 10 units"),
        ({2: "log"}, "PERMISSION"),
        ({6: "NOBODY"}, "collar number NOBODY"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_the_reason(desk, held, officer, build, change, why):
    row = check(held, officer, "10:10")
    for place, text in change.items():
        row[place] = text
    if why == "PERMISSION":
        row[6], row[5], why = build.user(Role.OFFICER).collar_number, "Seen", "permission"
    [verdict] = typed(desk, row)
    assert verdict.said == "refused" and why in verdict.why


def test_one_refused_row_keeps_no_other_back(desk, held, officer):
    verdicts = typed(desk, check(held, officer, "10:10", "happy"), check(held, officer, "10:12"))
    assert [each.said for each in verdicts] == ["refused", "entered"]


def test_what_was_due_and_was_not_written_is_listed(desk, held, officer):
    checks = [("check", "L2", NOON - timedelta(minutes=each)) for each in (110, 80, 50, 20)]
    insulin = ("medicine", "Insulin 10 units", NOON - timedelta(hours=1))
    assert missing(desk) == [*checks[:2], insulin, *checks[2:]]
    typed(desk, check(held, officer, "10:10"), check(held, officer, "10:40"))
    assert missing(desk) == [insulin, *checks[2:]]


def test_json_lines_are_read_too(desk, held, officer):
    row = f'{{"custody_number": "{held.reference}", "time": "2 Mar 2026 10:10", "kind": "log", '
    row += f'"text": "Quiet", "by": "{officer}"}}'
    assert [each.said for each in entered(desk.sergeant, row)] == ["entered"]


def test_a_file_without_the_columns_is_refused(desk):
    with pytest.raises(InputInvalid) as refused:
        list(entered(desk.sergeant, "time,what\n10:10,fine\n"))
    assert "custody_number" in str(refused.value.messages)


def test_only_a_custody_officer_types_paper_in(desk, held, officer):
    with pytest.raises(Forbidden):
        reenter(
            desk.detention_officer, custody_number=held.reference, at=NOON, kind=PaperKind.LOG, by=officer, text="Quiet"
        )


def test_pages_and_programs_do_the_same(client_for, desk, held, officer):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    row = {"custody_number": held.reference, "at": "2026-03-02T10:10Z", "kind": "check", "what": "fine", "by": officer}
    answers = [sergeant.post("/api/v1/custody/paper", json=row) for _ in range(2)]
    assert [(each.status_code, each.json["repeated"]) for each in answers] == [(201, False), (201, True)]
    window = {"since": GONE.isoformat(), "until": BACK.isoformat()}
    gaps = sergeant.get(f"/api/v1/custody/suites/{desk.suite.id}/gaps", query_string=window).json
    assert [each["kind"] for each in gaps] == ["check", "medicine", "check", "check"]
    page = sergeant.post("/custody/paper", data=row | {"what": "happy"})
    assert page.status_code == 422 and "Enter one of fine" in page.text

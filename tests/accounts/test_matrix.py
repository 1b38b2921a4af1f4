"""The matrix says what the published table of roles says, cell by cell."""

import re
from pathlib import Path

import pytest

from mips.access.matrix import GRANTS, Grant, Scope
from mips.access.permissions import Permission, Role
from mips.access.policy import KINDS, READ_FOR
from mips.accounts.matrix_table import access_page
from tests.shared_data import shared_file

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
VERBS = {"C": "create", "R": "read", "L": "read", "U": "update", "A": "approve"}

AREAS = {
    "Incident/crime create": ["investigation:crime"],
    "Crime: change classification": ["investigation:classification"],
    "Crime: outcome / finalise": ["investigation:outcome"],
    "Crime: cancel C1-C5": ["investigation:cancellation"],
    "Investigation log & actions": ["investigation:log"],
    "Policy (decision) file": ["investigation:policy"],
    "Custody record: log entries": ["custody:log"],
    "Custody: authorise detention/bail/charge/release": ["custody:detention"],
    "Custody: s.40 review (pre-charge)": ["custody:review"],
    "Custody: s.42 extension": ["custody:extension"],
    "Custody: risk assessment/obs level": ["custody:risk"],
    "Custody: health record": ["custody:health"],
    "Custody: strip search record": ["custody:strip-search"],
    "Delay s.56 / s.58": ["custody:delay-s56", "custody:delay-s58"],
    "Samples/biometrics entry": ["custody:sample"],
    "Bail extension 6m / 9m": [
        "custody:bail-extension",
        "custody:bail-extension-to-6-months",
        "custody:bail-extension-to-9-months",
    ],
    "Exhibit create / continuity event": ["investigation:exhibit"],
    "Exhibit disposal": ["investigation:disposal"],
    "Forensic submission": ["investigation:forensic"],
    "MG forms build": ["cases:form"],
    "Unused schedules MG6C/D/E": ["cases:unused-schedule"],
    "MG6D sensitive": ["cases:sensitive-schedule"],
    "File submit to CPS": ["cases:submission"],
    "Witness contact & needs": ["cases:witness-care"],
    "Intelligence report submit": ["intelligence:report"],
    "Intelligence: QA/sanitise/release": ["intelligence:release", "intelligence:release-restricted"],
    "Intelligence search (P)": ["intelligence:search"],
    "Intelligence (C) / restricted": ["intelligence:restricted"],
    "Source identity & CHIS record": ["intelligence:source"],
    "Nominal merge/unmerge": ["record:merge"],
    "Retention review/dispose": ["record:retention"],
    "SAR case": ["record:subject-access"],
    "Access logs": ["accounts:access-log"],
    "Code lists & config": ["accounts:configuration"],
    "User/role admin": ["accounts:user"],
    "Statutory returns extract": ["investigation:statutory-return"],
}
"""Row of ROL-3 -> the areas of ours that it speaks of."""

EVERYBODYS = ("accounts:own:", "documents:printing:", "record:reference:", "record:task:")
"""Areas that every role holds something of, whatever else it is."""

QUALIFIED = {
    "A(s56)": {"custody:delay-s56": "A"},
    "A(s58)": {"custody:delay-s58": "A"},
    "A(6m)": {"custody:bail-extension-to-6-months": "A"},
    "A(9m)": {"custody:bail-extension-to-9-months": "A"},
    "A(restricted)": {"intelligence:release-restricted": "A"},
    "L(own team)": {"accounts:access-log": "Lt"},
}
"""Cells whose words in brackets choose among the areas, or narrow the scope."""
REMARKS = re.compile(r"\((authorising officer|ref only|2nd person|advise|crime|retention)\)")
"""Words in brackets that the use cases heed, not the matrix."""


def published(heading):
    """The rows of one table of the published roles, a list of cells each."""
    text = shared_file("domain/roles.md").read_text()
    section = text.split(f"## {heading}")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [cells[0], *cells[2:]]


def granted(stem, letters):
    """What letters such as 'CR*t' grant in an area, reading that follows from changing included."""
    found = {}
    for letter, marks in re.findall(r"([CRUAL])([*t]*)", letters.replace("/", "")):
        scope = Scope.TEAM if "t" in marks else Scope.FORCE
        found[f"{stem}:{VERBS[letter]}"] = Grant(scope, limited=letter == "L", reason_asked="*" in marks)
    reading = f"{stem}:read"
    if {f"{stem}:approve", f"{stem}:update"} & found.keys() and reading in set(Permission):
        found.setdefault(reading, Grant())
    return found


def expected(area, cell):
    stems, cell = AREAS[area], REMARKS.sub("", cell)
    if cell in ("·", ""):
        return {}
    if cell in QUALIFIED:
        [(stem, letters)] = QUALIFIED[cell].items()
        return granted(stem, letters)
    if area == "Delay s.56 / s.58":
        return granted(stems[0], cell) | granted(stems[1], cell)
    return granted(stems[0], cell)


def held(role, area):
    return {str(p): grant for p, grant in GRANTS[role].items() if str(p).rsplit(":", 1)[0] in AREAS[area]}


@pytest.mark.shared_data
def test_every_cell_of_the_published_matrix_is_ours():
    head, *rows = published("ROL-3 Permission matrix")
    assert {row[0] for row in rows} == AREAS.keys()
    wrong = [
        (area, role, cell, held(Role(role), area))
        for area, *cells in rows
        for role, cell in zip(head[1:], cells, strict=True)
        if held(Role(role), area) != expected(area, cell)
    ]
    assert wrong == [] and len(rows) * len(head[1:]) == len(AREAS) * 22


ROL_4 = {
    "Person, place, thing: create, edit identity": {
        "record:person": "PC:CRU OIC:CRU SUP:CRU DI:CRU CO:CRU DO:CRU CB:CRU WCU:CRU FIB:CRU INTM:CRU "
        "SUPT:R FCR:R DISC:R EXH:R MIS:R HCP:L FOR:L",
    },
    "Warning marker: add / review, remove": {
        "record:marker": "PC:C OIC:C SUP:CA CO:C DO:C HCP:C FIB:C INTM:A MIS:A",
    },
    "Restriction on a record: set / grant": {"record:restriction": "SUP:C DI:CA SUPT:CA INTM:C DSU:C"},
    "Arrival and opening a custody record, property, cells, rounds, meals, medication given": {
        "custody:record": "CO:CR DO:CR",
        "custody:prescription": "HCP:C",
    },
    "Suites, cells, closures, duty custody officer": {"custody:suite": "CO:CRU SUP:CRU SYS:CRU"},
    "Charge and MG4, bail sheets MG4A-C": {"cases:charge": "CO:C OIC:R SUP:R CB:R DISC:R WCU:R"},
    "Case: open, edit, hand over, split, merge": {
        "cases:case": "OIC:CRU CO:C CB:CRU SUP:RUA DISC:R WCU:R DI:R",
    },
    "Hearing, result": {"cases:hearing": "CB:CR WCU:CR OIC:R SUP:R CO:R"},
    "Bundle, print, export of a record": {"record:bulk-export": "SUP:A"},
    "Stop and search record": {"investigation:stop-search": "PC:CR SUP:RA", "investigation:section-60": "DI:A"},
    "Warrants, wanted": {"investigation:warrant": "OIC:CR CB:CR PC:RU CO:U"},
    "Task": {"record:task": None},
    "Attachment": {},
    "Journal of one record": {"accounts:access-log": "SUP:Lt DPO:R PSD:R"},
    "Interface and import runs": {"interchange:run": "SYS:CR FCR:R CB:R"},
}
"""Row of ROL-4 -> area of ours -> who, in the matrix's own words."""


@pytest.mark.shared_data
def test_every_row_of_the_second_table_is_known():
    _, *rows = published("ROL-4 Rows that ROL-3 lacks")
    assert {row[0] for row in rows} == ROL_4.keys()


@pytest.mark.parametrize(("stem", "who"), [(s, w) for areas in ROL_4.values() for s, w in areas.items() if w])
def test_who_the_second_table_names_holds_it(stem, who):
    wanted = {role: granted(stem, letters) for role, letters in (cell.split(":") for cell in who.split())}
    for role in set(Role) - {Role.TRAINEE}:
        ours = {str(p): g for p, g in GRANTS[role].items() if str(p).rsplit(":", 1)[0] == stem}
        assert ours == wanted.get(role, {}), role


def test_who_coordinates_appropriate_adults_reads_needs_of_their_own_only():
    held = GRANTS[Role.APPROPRIATE_ADULT_COORDINATOR]
    particular = {p: g for p, g in held.items() if not str(p).startswith(EVERYBODYS)}
    assert particular == {Permission.RECORD_NEEDS_READ: Grant(Scope.OWN)}


def test_anybody_may_make_a_task_and_supervisors_change_any():
    assert all(Permission.RECORD_TASK_CREATE in GRANTS[role] for role in Role)
    assert [role for role in Role if Permission.RECORD_TASK_UPDATE in GRANTS[role]] == [Role.SUPERVISOR]


def test_a_trainee_holds_what_an_officer_holds():
    assert GRANTS[Role.TRAINEE] == GRANTS[Role.OFFICER]


def test_the_system_administrator_reads_no_content():
    """Configuration, users, runs and suites are how the system is set up; no kind of record is content to SYS."""
    holds = set(GRANTS[Role.SYSTEM_ADMINISTRATOR])
    assert not holds & set(KINDS.values()).union(*READ_FOR.values())
    setting_up = ("accounts:", "custody:suite:", "interchange:run:", "record:task:create", *EVERYBODYS)
    assert all(str(permission).startswith(setting_up) for permission in holds)


def test_no_role_holds_a_permission_to_change_the_journal():
    about_logs = {str(p) for p in Permission if "log" in str(p).split(":")[1] and str(p).startswith("accounts")}
    assert about_logs == {"accounts:access-log:read"}


def test_who_administers_users_does_not_approve_them():
    for role in Role:
        assert not {Permission.ACCOUNTS_USER_UPDATE, Permission.ACCOUNTS_USER_APPROVE} <= set(GRANTS[role])


def test_the_committed_page_is_the_generated_one():
    assert PAGE.read_text() == access_page()


def test_the_page_shows_every_role_and_area(client_for):
    page = client_for(Role.OFFICER).get("/access-matrix").text
    assert all(f">{role}</abbr>" in page for role in Role)
    assert page.count('scope="row"') == len({str(p).rsplit(":", 1)[0] for p in Permission})

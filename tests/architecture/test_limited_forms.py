"""Where the matrix has an L, every use case says what becomes of those who hold it, and does it (ROL-3, ROL-4)."""

import uuid
from pathlib import Path

import pytest

from mips.access.matrix import GRANTS, LIMITED_FOR_SOME
from mips.access.permissions import Role
from mips.access.policy import Actor, Limited
from mips.core.errors import Forbidden
from mips.usecase import REGISTRY

CELLS = [
    pytest.param(role, use, id=f"{role} {name}")
    for name, use in sorted(REGISTRY.items())
    for role in Role
    if (grant := GRANTS[role].get(use.permission)) and grant.limited
]
"""Every use case of every cell with an L, out of the matrix and the use cases there are."""

TESTED_MASKED = {
    "accounts.usecases.looks.find_subject": "tests/accounts/test_looks.py",
    "accounts.usecases.looks.what_they_did": "tests/accounts/test_looks.py",
    "accounts.usecases.looks.who_looked": "tests/accounts/test_looks.py",
    "custody.usecases.caring.read_care": "tests/custody/test_care.py",
    "custody.usecases.healthcare.read_health": "tests/custody/test_healthcare.py",
    "custody.usecases.incidents.read_events": "tests/custody/test_incidents.py",
    "custody.usecases.interviews.read_investigation": "tests/custody/test_interviews_and_samples.py",
    "custody.usecases.property.read_property": "tests/custody/test_property_and_searches.py",
    "custody.usecases.board.read_whiteboard": "tests/custody/test_whiteboard.py",
    "custody.usecases.reading.read_custody_record": "tests/custody/test_own_detainees.py",
    "intelligence.usecases.list_reports_about": "tests/intelligence/test_reports.py",
    "intelligence.usecases.read_report": "tests/intelligence/test_report_pages.py",
    "record.usecases.finding.find_persons": "tests/record/test_masked_person.py",
    "record.usecases.finding.find_same": "tests/record/test_masked_person.py",
    "record.usecases.person_page.read_person": "tests/record/test_masked_person.py",
}
"""Where each masked form is looked at: one that is masked and stands not here fails."""


def somebody(role):
    return Actor(id=uuid.uuid4(), name="A", roles=frozenset([role]), reason="Op Heron")


@pytest.mark.parametrize("name", sorted(n for n, use in REGISTRY.items() if use.permission in LIMITED_FOR_SOME))
def test_it_says_what_becomes_of_the_limited_form(name):
    assert REGISTRY[name].limited is not None


@pytest.mark.parametrize(("role", "use"), CELLS)
def test_it_lets_them_in_or_refuses_as_it_says(role, use):
    if use.limited is Limited.REFUSED:
        with pytest.raises(Forbidden):
            use.admit(somebody(role))
    else:
        use.admit(somebody(role))


def test_every_masked_form_is_looked_at_by_a_test_of_its_own():
    masked = {name for name, use in REGISTRY.items() if use.limited is Limited.MASKED and not name.startswith("tests.")}
    assert masked == TESTED_MASKED.keys()
    for name, path in TESTED_MASKED.items():
        assert name.rpartition(".")[2] in Path(path).read_text() or "limited" in Path(path).read_text(), name

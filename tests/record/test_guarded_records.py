"""A restricted record, and one of somebody the reader is tied to, opens with a reason only (INT-10, RL-6)."""

from dataclasses import replace

import pytest

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.accounts.model import Tie, TieKind
from mips.core.errors import NotFound, ReasonNeeded
from mips.record.usecases.person_page import read_person
from tests.build import signed_in


@pytest.mark.parametrize("restriction", [each for each in Restriction if each is not Restriction.OPEN])
def test_a_restricted_record_asks_even_its_owner(build, restriction):
    owner = build.actor(Role.OFFICER)
    person = build.person(restriction=restriction, owner_id=owner.id)
    with pytest.raises(ReasonNeeded):
        read_person(replace(owner, reason=""), person_id=person.id)
    assert read_person(owner, person_id=person.id).person.id == person.id


def test_who_may_not_see_it_is_asked_nothing_and_learns_nothing(build):
    person = build.person(restriction=Restriction.NAMED, owner_id=build.user().id)
    with pytest.raises(NotFound):
        read_person(replace(build.actor(Role.OFFICER), reason=""), person_id=person.id)


def test_an_open_record_asks_nothing(build):
    person = build.person()
    read_person(replace(build.actor(Role.OFFICER), reason=""), person_id=person.id)


def test_a_record_of_somebody_they_are_tied_to_asks_in_the_browser(app, build):
    user, person = build.user(Role.OFFICER), build.person()
    build.add(Tie(user_id=user.id, person_id=person.id, kind=TieKind.FAMILY))
    client = signed_in(app, user)
    answer = client.get(f"/people/{person.id}")
    assert (answer.status_code, "why=known" in answer.location) == (303, True)
    said = {"purpose": "incident", "text": "Call 42"}
    assert client.post(answer.location, data=said).location == f"/people/{person.id}"
    assert client.get(f"/people/{person.id}").status_code == 200
    assert client.get(f"/api/v1/persons/{person.id}").status_code == 200

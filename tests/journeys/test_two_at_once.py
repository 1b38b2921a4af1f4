"""Two people change the same person: the second is shown both versions, keeps what they typed, and decides."""

from __future__ import annotations

import pytest

from tests.journeys.story import Story

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_second_to_save_sees_both_and_loses_nothing(town, story: Story, cast, open_desk, size):
    with town.building() as build:
        address = f"/people/{build.person(family_name=story.family_name).id}"
    first, second = (open_desk(size).sign_in(cast("officer")) for _ in range(2))
    first.visit(f"{address}/edit").fill({"occupation": "Baker", "gender_identity": "Woman"})
    second.visit(f"{address}/edit").fill({"occupation": "Courier", "disability": "Asthma"})
    first.send("Save", expect="Baker")
    second.send("Save", expect="Someone else changed this record")
    for said in ("Baker", "Courier", "Woman", "Asthma"):
        assert said in second.text
    assert chosen(second) == {"occupation": "mine", "disability": "mine", "gender_identity": "theirs"}
    second.send("Save the chosen version", expect="Courier")
    saved = "SELECT occupation, gender_identity, disability FROM person WHERE family_name = :name"
    assert [tuple(row) for row in town.rows(saved, name=story.family_name)] == [("Courier", "Woman", "Asthma")]


def chosen(desk):
    """Which side is chosen of each field, before anybody has touched it: theirs where nothing was typed."""
    ticked = desk.page.locator("main input[type=radio]:checked").all()
    return {each.get_attribute("name").removeprefix("_choose:"): each.input_value() for each in ticked}

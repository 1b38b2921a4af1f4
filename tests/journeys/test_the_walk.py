"""The first walk from intelligence to a case file, by three people at their desks."""

from __future__ import annotations

import pytest

from tests.journeys.story import Story

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("size", "number"), [("desktop", 1), ("phone", 2)])
def test_one_person_and_one_offence_all_the_way(town, cast, open_desk, size, number):
    story = Story(number)
    officer = open_desk(size).sign_in(cast("officer"))
    story.report_intelligence(officer)
    story.record_crime(officer)
    sergeant = open_desk(size).sign_in(cast("sergeant"))
    story.find(sergeant)
    story.book_in(sergeant)
    story.see_whiteboard(sergeant)
    print(sergeant.text)
    story.charge(sergeant)
    print(sergeant.text)

"""How crimes were done, what is like it and why, and series that are put together and taken apart (INV-11, F42)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.core import db
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.rules.modus import Aspect, Done, agreement, in_order, kilometres, score
from mips.investigation.usecases.modus import read_modus, say_how_it_was_done
from mips.investigation.usecases.series import (
    add_to_series,
    list_series,
    open_series,
    read_series,
    take_out_of_series,
)
from mips.record.model.work import LogEntry
from tests.build import NOON
from tests.investigation.crimes import recorded

FISHED, REAR, FOOD = (Aspect.ENTRY_METHOD, "fished"), (Aspect.EXIT, "rear-door"), (Aspect.TRADEMARK, "food")
SHARE = {FISHED: 1 / 64, REAR: 1 / 2, FOOD: 1 / 1024}
TITLES = {FISHED: "Fished", REAR: "Rear door", FOOD: "Ate there"}


def done(*features, **about):
    return Done(features=frozenset(features), **about)


def told(one, other):
    return [each.said for each in agreement(one, other, share=SHARE, titles=TITLES)]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        pytest.param([FISHED], [FISHED], [], id="one thing in common is too little"),
        pytest.param([FISHED, REAR], [FISHED, REAR], ["Fished (one in 64)", "Rear door (common)"], id="two"),
        pytest.param([FOOD], [FOOD], ["Ate there (one in 1024)"], id="what marks it out is enough alone"),
        pytest.param([FISHED, REAR], [FISHED, FOOD], [], id="only what both have counts"),
    ],
)
def test_what_agrees_is_said_with_how_common_it_is(one, other, said):
    assert told(done(*one), done(*other)) == said


def test_what_is_rare_and_near_tells_more():
    near = {"ho_class": "028/01", "point": (51.5, -0.12), "at": NOON}
    one = done(FISHED, REAR, **near)
    close = done(FISHED, REAR, ho_class="028/02", point=(51.505, -0.12), at=NOON + timedelta(days=3))
    far = done(FISHED, REAR, ho_class="045/01", point=(52.5, -0.12), at=NOON + timedelta(days=300))
    both = {
        "close": agreement(one, close, share=SHARE, titles=TITLES),
        "far": agreement(one, far, share=SHARE, titles=TITLES),
    }
    assert [each.said for each in both["close"]][1:] == [
        "0.6 km apart",
        "3 days apart",
        "Rear door (common)",
        "Same kind of offence",
    ]
    assert (score(both["close"]), score(both["far"])) == (13, 7)
    assert in_order(both | {"none": []}, most=5) == ["close", "far"]


def test_a_kilometre_is_one():
    assert kilometres((51.5, -0.12), (51.5, -0.12)) == 0
    assert 111.1 < kilometres((51.0, 0.0), (52.0, 0.0)) < 111.3
    assert 69.0 < kilometres((51.5, 0.0), (51.5, 1.0)) < 69.5


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER)


def like(build, officer, **chosen):
    crime_id = recorded(build, by=officer).id
    say_how_it_was_done(officer, crime_id=crime_id, words="Give us your KEYS ", chosen=chosen)
    return crime_id


def test_crimes_done_alike_are_shown_with_why_and_hidden_ones_are_not(build, officer):
    this = like(build, officer, entry_method=["fished"], exit=["rear-door"])
    that = like(build, officer, entry_method=["fished"], exit=["rear-door"], property=["car-keys"])
    hidden = like(build, officer, entry_method=["fished"], exit=["rear-door"])
    with build.scenery():
        crime = db.session.get_one(Crime, hidden)
        crime.restriction, crime.owner_id = Restriction.NAMED, build.user(Role.OFFICER).id
    found = read_modus(officer, crime_id=this)
    assert found.features[Aspect.ENTRY_METHOD] == ["Keys fished through the letterbox"]
    assert found.features[Aspect.WORDS] == ["give us your keys"]
    assert [each.crime.id for each in found.alike] == [that]
    agrees = {each.said for each in found.alike[0].agrees}
    assert {"Keys fished through the letterbox (common)", "give us your keys (common)", "within a day"} <= agrees
    say_how_it_was_done(officer, crime_id=this, chosen={"exit": ["window"]})
    again = read_modus(officer, crime_id=this)
    assert (again.codes, again.alike) == ({Aspect.EXIT: ["window"]}, [])
    with pytest.raises(InputInvalid):
        say_how_it_was_done(officer, crime_id=this, chosen={"exit": ["flew"]})
    with pytest.raises(Forbidden):
        say_how_it_was_done(build.actor(Role.WITNESS_CARE), crime_id=this, chosen={})


def test_a_series_keeps_who_put_what_in_and_took_it_out_and_why(build, officer):
    first, second = recorded(build, by=officer).id, recorded(build, by=officer).id
    series = open_series(officer, crime_id=first, name="Kestrel", why="Same way in").id
    with pytest.raises(RuleBroken, match="There is a series kestrel"):
        open_series(officer, crime_id=second, name="kestrel", why="x")
    add_to_series(officer, crime_id=second, series_id=series, why="Same words")
    with pytest.raises(RuleBroken, match="in Kestrel already"):
        add_to_series(officer, crime_id=second, series_id=series, why="Again")
    take_out_of_series(officer, crime_id=second, series_id=series, why="He was in custody that night")
    with pytest.raises(RuleBroken, match="not in this series"):
        take_out_of_series(officer, crime_id=second, series_id=series, why="Again")
    shown = read_series(build.actor(Role.ANALYST), series_id=series)
    assert ([each.crime_id for each in shown.within], shown.removed[0].removed_why) == (
        [first],
        "He was in custody that night",
    )
    said = db.session.scalars(sa.select(LogEntry.text).where(LogEntry.entity_id == second)).all()
    assert {"Put into the series Kestrel. Same words"} <= set(said)
    assert [each.name for each in list_series(officer).rows] == ["Kestrel"]


def test_its_pages_lead_from_the_crime_to_the_series(build, officer, client_for):
    crime_id = recorded(build, by=officer).id
    client = client_for(Role.OFFICER)
    assert f"/crimes/{crime_id}/modus" in client.get(f"/crimes/{crime_id}").text
    told = {"entry_method": ["fished"], "words": "Keys"}
    assert client.post(f"/crimes/{crime_id}/modus/change", data=told).status_code == 303
    assert "Keys fished through the letterbox" in client.get(f"/crimes/{crime_id}/modus").text
    refused = client.post(f"/crimes/{crime_id}/series/new", data={"name": "Kestrel"})
    assert refused.status_code == 422 and "Enter what speaks for it" in refused.text and "Kestrel" in refused.text
    client.post(f"/crimes/{crime_id}/series/new", data={"name": "Kestrel", "why": "Same way in"})
    listed = client.get("/crimes/series").text
    assert "Kestrel" in listed
    assert "Kestrel" in client.get(f"/crimes/{crime_id}/modus").text

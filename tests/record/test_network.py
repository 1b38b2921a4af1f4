"""What lies around a record: step by step, bounded, and without what its reader may not see."""

from datetime import UTC, datetime

import pytest

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.investigation.model.crime import Crime
from mips.record.model.event import Link, Part
from mips.record.model.object import Organisation
from mips.record.model.person import Precision
from mips.record.usecases.links import add_link
from mips.record.usecases.network import read_network
from tests.record.occurrence import Occurrence
from tests.record.test_person_pages import counted


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER)


def tied(build, one, other, **fields):
    return build.add(
        Link(**{"from_id": one.id, "to_id": other.id, "known_from_id": one.id, "type": "associate"} | fields)
    )


def labels(network):
    return {node.entity.label: node.step for node in network.records}


@pytest.fixture
def chain(build):
    """Ada - Ben - a fight - Cal - Cal's firm."""
    ada, ben, cal = (build.person(family_name=name, given_names="") for name in ("Ada", "Ben", "Cal"))
    fight = build.add(Occurrence(label="Fight"))
    firm = build.add(Organisation(name="Firm", label="Firm"))
    tied(build, ada, ben)
    build.involvement(ben, fight, Part.WITNESS)
    build.involvement(cal, fight, Part.SUSPECT)
    tied(build, cal, firm, type="employer")
    return [ada, ben, fight, cal, firm]


@pytest.mark.parametrize(
    ("steps", "reached"), [(1, {"ADA": 0, "BEN": 1}), (2, {"ADA": 0, "BEN": 1, "Fight": 2}), (9, 4)]
)
def test_each_step_goes_over_links_and_parts_alike_and_never_further_than_three(chain, officer, steps, reached):
    found = labels(read_network(officer, entity_id=chain[0].id, steps=steps))
    assert (found if isinstance(reached, dict) else len(found)) == reached


@pytest.mark.parametrize("place", range(5))
def test_it_may_start_from_a_record_of_any_kind(chain, officer, place):
    network = read_network(officer, entity_id=chain[place].id)
    assert network.entity == chain[place] and len(network.edges) in (1, 2) and not network.cut


@pytest.mark.parametrize("hidden", [1, 2])
def test_what_is_hidden_does_not_exist_and_leads_nowhere(chain, officer, build, db_session, hidden):
    with build.scenery():
        chain[hidden].restriction, chain[hidden].owner_id = Restriction.NAMED, None
    db_session.expunge_all()
    found = labels(read_network(officer, entity_id=chain[0].id, steps=3))
    assert len(found) == hidden


def test_a_tie_known_from_something_hidden_is_hidden(build, officer):
    one, other, report = build.person(), build.person(), build.person(restriction=Restriction.NAMED)
    tied(build, one, other, known_from_id=report.id)
    assert read_network(officer, entity_id=one.id).edges == []


def test_it_says_when_there_is_more_than_it_shows(build, officer):
    middle = build.person()
    for _ in range(4):
        tied(build, middle, build.person())
    network = read_network(officer, entity_id=middle.id, most=3)
    assert (len(network.records), len(network.edges), network.cut) == (3, 2, True)


def test_a_crowd_costs_no_more_queries_than_a_pair(chain, build, officer, db_session):
    ada = chain[0]
    for _ in range(12):
        tied(build, ada, build.person())
    db_session.expunge_all()
    with counted(db_session) as sent:
        read_network(officer, entity_id=ada.id, steps=3)
    assert len(sent) <= 9, len(sent)  # the record, two a step, two of the journal


def test_the_page_says_in_words_what_the_drawing_shows(chain, client_for):
    browser = client_for(Role.OFFICER)
    page = browser.get(f"/records/{chain[1].id}/links?steps=2").text
    for text in ("Tied to it", "Associate of: ", "Witness: ", "Fight", "Further off", "suspect: "):
        assert text in page
    drawing = browser.get(f"/records/{chain[1].id}/network?steps=2").json
    assert {(node["shape"], node["step"]) for node in drawing["nodes"]} == {
        ("ellipse", 0),
        ("ellipse", 1),
        ("hexagon", 1),
        ("ellipse", 2),
    }
    assert {edge["label"] for edge in drawing["edges"]} == {"Associate of", "Witness", "Suspect"}
    assert all(node["href"] for node in drawing["nodes"] if node["shape"] == "ellipse")


def test_a_link_is_said_from_the_end_where_one_stands(build, client_for, officer):
    mother, child = build.person(family_name="Mother"), build.person(family_name="Young")
    add_link(officer, from_id=mother.id, to_id=child.id, type="parent", strength="confirmed")
    browser = client_for(Role.OFFICER)
    assert "Parent of: " in browser.get(f"/records/{mother.id}/links").text
    assert "Child of: " in browser.get(f"/records/{child.id}/links").text


def test_a_part_in_a_published_crime_is_dated_by_its_month(build, client_for):
    person = build.person()
    crime = build.add(
        Crime(label="Burglary", occurred_from=datetime(2026, 1, 1, tzinfo=UTC), occurred_precision=Precision.MONTH)
    )
    build.involvement(person, crime, Part.VICTIM)
    page = client_for(Role.OFFICER).get(f"/records/{person.id}/links").text
    assert "January 2026" in page and "1 Jan 2026" not in page


@pytest.mark.parametrize("steps", ["0", "4", "many", "%00"])
def test_a_distance_that_is_none_is_refused(chain, client_for, steps):
    browser = client_for(Role.OFFICER)
    for path in ("links", "network"):
        assert browser.get(f"/records/{chain[0].id}/{path}?steps={steps}").status_code == 422


def test_machines_read_nodes_and_ties(chain, client_for):
    said = client_for(Role.OFFICER).get(f"/api/v1/records/{chain[0].id}/network?steps=2").json
    assert [node["step"] for node in said["nodes"]] == [0, 1, 2] and said["cut"] is False
    assert {tie["kind"] for tie in said["ties"]} == {"link", "involvement"}


def test_the_network_of_what_is_hidden_is_not_found(build, client_for):
    hidden = build.person(restriction=Restriction.NAMED)
    assert client_for(Role.OFFICER).get(f"/records/{hidden.id}/network").status_code == 404

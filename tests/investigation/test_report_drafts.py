"""A report is saved as it is typed, gone on with on another device, and gone once it is taken down."""

import re
import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import clock
from mips.core.errors import NotFound
from mips.investigation.model.draft import ReportDraft
from mips.investigation.usecases.drafts import (
    KEPT_FOR,
    give_up_draft,
    keep_report_draft,
    list_report_drafts,
    read_report_draft,
)
from tests.build import NOON, signed_in
from tests.investigation.test_incident_pages import typed

SAID = {"summary": ["Window broken"]}


def drafts(session):
    return session.scalars(sa.select(ReportDraft)).all()


def test_what_is_typed_is_its_maker_s_alone(build):
    officer, other, begun = build.actor(Role.OFFICER), build.actor(Role.OFFICER), uuid.uuid4()
    keep_report_draft(officer, draft_id=begun, typed=SAID)
    assert keep_report_draft(officer, draft_id=begun, typed=SAID | {"category": ["crime"]}).version == 2
    assert [each.typed["category"] for each in list_report_drafts(officer).drafts] == [["crime"]]
    assert read_report_draft(other, draft_id=begun).one is None
    with pytest.raises(NotFound):
        keep_report_draft(other, draft_id=begun, typed={"summary": ["Mine"]})
    with pytest.raises(NotFound):
        give_up_draft(other, draft_id=begun)
    assert read_report_draft(officer, draft_id=begun).one.typed["summary"] == ["Window broken"]


def test_given_up_or_forgotten_it_is_gone(build, db_session):
    officer, one, two = build.actor(Role.OFFICER), uuid.uuid4(), uuid.uuid4()
    keep_report_draft(officer, draft_id=one, typed=SAID)
    give_up_draft(officer, draft_id=one)
    assert drafts(db_session) == []
    keep_report_draft(officer, draft_id=one, typed=SAID)
    clock.hold_at(NOON + KEPT_FOR + timedelta(minutes=1))
    assert list_report_drafts(officer).drafts == []
    keep_report_draft(officer, draft_id=two, typed=SAID)
    assert [each.id for each in drafts(db_session)] == [two]


def test_begun_on_a_phone_it_is_finished_at_a_desk(app, build, db_session):
    user = build.user(Role.OFFICER)
    phone, desk = signed_in(app, user), signed_in(app, user)
    address = phone.get("/incidents/new").headers["Location"]
    kept = phone.post(address, data={"summary": "Window broken", "_keep": "auto"})
    assert "Draft kept" in kept.json["said"]
    page = desk.get("/incidents/").text
    assert re.search(f'href="{address}">Window broken</a>', page)
    assert "Window broken" in desk.get(address).text
    fields = typed(**{"reporter-capacity": "anonymous"})
    assert desk.post(address, data=fields).status_code == 303
    assert drafts(db_session) == []
    assert "Not finished" not in desk.get("/incidents/").text

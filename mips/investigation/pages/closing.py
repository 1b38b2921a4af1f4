"""The closing page: every condition that is not met, each with the way to mend it."""

from __future__ import annotations

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.investigation.model.crime import Crime
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.crimes import sign_off_action
from mips.investigation.pages.supervising import job
from mips.investigation.schemas.supervising import ClosingStatementIn, RetentionGroupIn
from mips.investigation.usecases import closing as does
from mips.web.endpoints import current_actor
from mips.web.shell import url_if

MENDED_ON = {
    "outcome": [("Propose an outcome", "outcome")],
    "victim": [("Propose it with the day the victim was told", "outcome")],
    "exhibits": [("Go to the exhibits", "exhibits_of"), ("Say why they are kept", "exhibits_kept")],
    "actions": [("Go to the plan", "plan")],
    "intelligence": [("Say that there is none to submit", "no_intelligence")],
    "group": [("Set the group", "retention_group")],
}
"""The code of a condition -> what mends it, and on which page."""


@pages.page("/<uuid:crime_id>/closing", does=does.read_closing)
def closing(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = does.read_closing(actor, crime_id=crime_id)
    mended = {code: _ways(actor, shown.crime, code) for code in MENDED_ON}
    told = {"shown": shown, "crime": shown.crime, "mended": mended, "signing": sign_off_action(actor, shown.crime)}
    return render_template("investigation/closing.html", **told)


def _ways(actor: Actor, crime: Crime, code: str) -> list[tuple[str, str]]:
    ways = [(label, url_for(f".{endpoint}", crime_id=crime.id)) for label, endpoint in MENDED_ON[code]]
    if code == "intelligence" and actor.may(Permission.INTELLIGENCE_REPORT_CREATE):
        ways[:0] = [("Submit a report", href)] if (href := url_if("intelligence.submit")) else []
    return ways


@pages.page("/<uuid:crime_id>/closing/no-intelligence", does=does.state_no_intelligence, methods=["GET", "POST"])
def no_intelligence(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor, back = current_actor(), url_for(".closing", crime_id=crime_id)
    told = {"title": "Why is there no intelligence to submit?", "submit": "Save", "done": "Saved"}
    act = lambda fields: does.state_no_intelligence(actor, crime_id=crime_id, **fields)  # noqa: E731
    return job(crime_id, ClosingStatementIn(), act, told, back=back)


@pages.page("/<uuid:crime_id>/closing/exhibits-kept", does=does.state_exhibits_kept, methods=["GET", "POST"])
def exhibits_kept(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor, back = current_actor(), url_for(".closing", crime_id=crime_id)
    told = {"title": "Why are the exhibits kept, and until when?", "submit": "Save", "done": "Saved"}
    act = lambda fields: does.state_exhibits_kept(actor, crime_id=crime_id, **fields)  # noqa: E731
    return job(crime_id, ClosingStatementIn(), act, told, back=back)


@pages.page("/<uuid:crime_id>/closing/retention-group", does=does.set_retention_group, methods=["GET", "POST"])
def retention_group(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor, back = current_actor(), url_for(".closing", crime_id=crime_id)
    told = {"title": "Which group for review, retention and disposal?", "submit": "Save", "done": "Saved"}
    act = lambda fields: does.set_retention_group(actor, crime_id=crime_id, **fields)  # noqa: E731
    return job(crime_id, RetentionGroupIn(), act, told, back=back)

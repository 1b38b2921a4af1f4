"""Where an officer asks for evidence by link, and decides on what was sent (F138)."""

from __future__ import annotations

import uuid
from typing import Final

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.core import clock
from mips.investigation.model.sending import EvidenceLink, SentState
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.sending import is_open
from mips.investigation.schemas.sending import AcceptSentIn, EvidenceLinkIn, RefuseSentIn
from mips.investigation.usecases import sending as does
from mips.record import storage
from mips.web.downloads import given_out
from mips.web.endpoints import current_actor
from mips.web.forms import Form
from mips.web.tables import Tag

STATES: Final = {
    SentState.COMING: Tag(state="running", text="On its way"),
    SentState.WAITING: Tag(state="soon", text="Decide on it"),
    SentState.ACCEPTED: Tag(state="done", text="Exhibit"),
    SentState.REFUSED: Tag(state="waiting", text="Not taken"),
    SentState.BAD: Tag(state="late", text="Kept out"),
    SentState.GIVEN_UP: Tag(state="waiting", text="Stopped coming in"),
}


@pages.page("/<uuid:crime_id>/evidence-links", does=does.list_links_of)
def evidence_links(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    found = does.list_links_of(actor, crime_id=crime_id)
    told = {"states": STATES, "asks": actor.may(Permission.INVESTIGATION_EXHIBIT_CREATE), "tag_of": _tag}
    return render_template("investigation/evidence_links.html", found=found, crime=found.crime, **told)


@pages.page("/<uuid:crime_id>/evidence-links/new", does=does.ask_for_evidence, methods=["GET", "POST"])
def ask_for_evidence(crime_id: uuid.UUID) -> ResponseReturnValue:
    """Made, the link is shown once: only its hash is kept."""
    actor = current_actor()
    crime = does.list_links_of(actor, crime_id=crime_id).crime
    begun = {"shown_as": crime.reference, "days": 7, "most_files": 20, "most_megabytes": 2000}
    form = Form(EvidenceLinkIn(), initial=begun)
    if form.carries_out(lambda fields: does.ask_for_evidence(actor, crime_id=crime_id, **fields)):
        if form.result is None:  # the same form once more: its link was shown then
            return redirect(url_for(".evidence_links", crime_id=crime_id), 303)
        address = url_for("evidence.send", token=form.result.token, _external=True)
        return render_template("investigation/evidence_link.html", crime=crime, link=form.result.link, address=address)
    back = url_for(".evidence_links", crime_id=crime_id)
    context = {"crime": crime, "form": form, "title": "Ask for evidence by link", "submit": "Make the link"}
    return render_template("investigation/job.html", back=back, **context), form.status


@pages.page("/evidence-links/<uuid:link_id>/take-back", does=does.take_link_back, methods=["POST"])
def take_link_back(link_id: uuid.UUID) -> ResponseReturnValue:
    link = does.take_link_back(current_actor(), link_id=link_id)
    flash(f"The link of {link.asked_of} works no longer")
    return redirect(url_for(".evidence_links", crime_id=link.crime_id), 303)


@pages.page("/evidence-links/files/<uuid:file_id>", does=does.open_sent_file)
def sent_file(file_id: uuid.UUID) -> Response:
    """As it came in, given out and never run here: to be looked at before it is decided on."""
    file = does.open_sent_file(current_actor(), file_id=file_id)
    return given_out(file.name, file.media_type, file.size, storage.read_parts(str(file.id), file.parts))


@pages.page("/evidence-links/files/<uuid:file_id>/accept", does=does.accept_sent_file, methods=["GET", "POST"])
def accept_sent(file_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    sent = does.read_sent_file(actor, file_id=file_id)
    about = f"{sent.file.name}, sent by {sent.link.asked_of}"
    begun = {"mark": sent.mark, "description": about, "sensitivity": "none"}
    form = Form(AcceptSentIn(), initial=begun)
    if form.carries_out(lambda fields: does.accept_sent_file(actor, file_id=file_id, **fields)):
        flash(f"{form.result.mark} entered. Its file is being put together")
        return redirect(url_for(".exhibit", exhibit_id=form.result.id), 303)
    return _decision(sent, form, title="Take it as an exhibit", submit="Take it")


@pages.page("/evidence-links/files/<uuid:file_id>/refuse", does=does.refuse_sent_file, methods=["GET", "POST"])
def refuse_sent(file_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(RefuseSentIn())
    sent = does.read_sent_file(actor, file_id=file_id)
    if form.carries_out(lambda fields: does.refuse_sent_file(actor, file_id=file_id, **fields)):
        flash("Not taken. It stays apart for 28 days, and is then removed")
        return redirect(url_for(".evidence_links", crime_id=sent.crime.id), 303)
    return _decision(sent, form, title="Do not take it as an exhibit", submit="Do not take it")


def _decision(sent: does.Sent, form: Form, *, title: str, submit: str) -> ResponseReturnValue:
    file, back = sent.file, url_for(".evidence_links", crime_id=sent.crime.id)
    about = [("File", file.name), ("Came in", file.received_at), ("SHA-256", file.sha256)]
    told = {"form": form, "title": title, "submit": submit, "about": about, "crime": sent.crime, "back": back}
    return render_template("investigation/job.html", **told), form.status


def _tag(link: EvidenceLink) -> Tag:
    """Whether it works."""
    if link.revoked_at:
        return Tag(state="waiting", text="Taken back")
    if is_open(expires_at=link.expires_at, revoked_at=None, now=clock.now()):
        return Tag(state="running", text="Open")
    return Tag(state="waiting", text="Over")

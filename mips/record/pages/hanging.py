"""Pages of what hangs on any record: its files, its log, its links, and who may see it."""

from __future__ import annotations

import uuid

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from mips.access.permissions import Permission
from mips.core import malware
from mips.core.errors import InputInvalid
from mips.record.model.hold import RecordHold
from mips.record.model.work import Attachment
from mips.record.pages.blueprint import pages
from mips.record.pages.network_view import drawn, in_words, legend
from mips.record.schemas import work
from mips.record.schemas.network import HOW_FAR, NetworkWhereIn
from mips.record.usecases import attachments, holds, links, logs, restrictions
from mips.record.usecases.entities import name_entity
from mips.record.usecases.network import read_network
from mips.web.downloads import given_out
from mips.web.endpoints import current_actor
from mips.web.formdata import flat
from mips.web.forms import Form


@pages.page("/records/<uuid:entity_id>/files", does=attachments.list_attachments)
def files(entity_id: uuid.UUID) -> ResponseReturnValue:
    return _files(entity_id, None)


@pages.page("/records/<uuid:entity_id>/files/add", does=attachments.attach_file, methods=["GET", "POST"])
def attach(entity_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(work.AttachmentIn())
    if form.carries_out(lambda fields: attachments.attach_file(current_actor(), entity_id=entity_id, **fields)):
        flash(f"{form.result.name} added")
        return redirect(url_for("record.files", entity_id=entity_id), 303)
    return _files(entity_id, form)


def _files(entity_id: uuid.UUID, form: Form | None) -> ResponseReturnValue:
    actor = current_actor()
    html = render_template(
        "record/files.html",
        entity=name_entity(actor, entity_id=entity_id),
        files=attachments.list_attachments(actor, entity_id=entity_id, after=request.args.get("after")),
        may_add=actor.may(attachments.attach_file.permission),
        form=form,
        scanning=malware.configured(),
    )
    return html, form.status if form else 200


@pages.page("/files/<uuid:attachment_id>", does=attachments.download_attachment)
def download(attachment_id: uuid.UUID) -> ResponseReturnValue:
    return _given_out(attachments.download_attachment(current_actor(), attachment_id=attachment_id))


@pages.page("/people/<uuid:person_id>/photographs/<uuid:attachment_id>", does=attachments.see_photograph)
def photograph(person_id: uuid.UUID, attachment_id: uuid.UUID) -> ResponseReturnValue:
    return _given_out(attachments.see_photograph(current_actor(), person_id=person_id, attachment_id=attachment_id))


def _given_out(file: Attachment) -> Response:
    return given_out(file.name, file.media_type, file.size, attachments.content_of(file))


@pages.page("/records/<uuid:entity_id>/log", does=logs.list_log)
def log(entity_id: uuid.UUID) -> ResponseReturnValue:
    return _log(entity_id, None)


@pages.page("/records/<uuid:entity_id>/log/add", does=logs.add_log_entry, methods=["GET", "POST"])
def log_add(entity_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(work.LogEntryIn())
    if form.carries_out(lambda fields: logs.add_log_entry(current_actor(), entity_id=entity_id, **fields)):
        return redirect(url_for("record.log", entity_id=entity_id), 303)
    return _log(entity_id, form)


@pages.page("/log/<uuid:entry_id>/correct", does=logs.correct_log_entry, methods=["GET", "POST"])
def log_correct(entry_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(work.CorrectionIn())
    if form.carries_out(lambda fields: logs.correct_log_entry(current_actor(), entry_id=entry_id, **fields)):
        return redirect(url_for("record.log", entity_id=form.result.entity_id), 303)
    entry = logs.read_log_entry(current_actor(), entry_id=entry_id)
    return render_template("record/correct.html", form=form, entry=entry), form.status


def _log(entity_id: uuid.UUID, form: Form | None) -> ResponseReturnValue:
    actor = current_actor()
    writes = actor.may(logs.add_log_entry.permission)
    html = render_template(
        "record/log.html",
        entity=name_entity(actor, entity_id=entity_id),
        log=logs.list_log(actor, entity_id=entity_id, after=request.args.get("after")),
        may_add=writes,
        log_form=form,
        correct_url=(lambda entry: url_for("record.log_correct", entry_id=entry.id)) if writes else None,
    )
    return html, form.status if form else 200


@pages.page("/records/<uuid:entity_id>/links", does=read_network)
def links_of(entity_id: uuid.UUID) -> ResponseReturnValue:
    """What a record is tied to, in words; script draws the same from network_of. What is cut off has its own list."""
    actor, steps = current_actor(), _steps()
    network = read_network(actor, entity_id=entity_id, steps=steps)
    return render_template(
        "record/links.html",
        network=network,
        entity=network.entity,
        parts=in_words(network),
        legend=legend(network),
        steps=[(label, url_for(".links_of", entity_id=entity_id, steps=n), n == str(steps)) for n, label in HOW_FAR],
        drawing=url_for(".network_of", entity_id=entity_id, steps=steps),
        rest=links.list_links(actor, entity_id=entity_id) if network.cut else None,
    )


@pages.page("/records/<uuid:entity_id>/network", does=read_network)
def network_of(entity_id: uuid.UUID) -> ResponseReturnValue:
    return jsonify(drawn(read_network(current_actor(), entity_id=entity_id, steps=_steps())))


def _steps() -> int:
    """How far, as the address says. Raises InputInvalid."""
    try:
        return int(NetworkWhereIn().load({"steps": request.args.get("steps") or "1"})["steps"])
    except ValidationError as invalid:
        raise InputInvalid(flat(invalid.messages)) from None


@pages.page("/records/<uuid:entity_id>/links/add", does=links.add_link, methods=["GET", "POST"])
def link_add(entity_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(work.LinkIn())
    if form.carries_out(lambda fields: links.add_link(actor, from_id=entity_id, **fields)):
        flash("Link added")
        return redirect(url_for("record.links_of", entity_id=entity_id), 303)
    return render_template("record/link.html", form=form, entity=name_entity(actor, entity_id=entity_id)), form.status


@pages.page("/records/<uuid:entity_id>/restriction", does=restrictions.read_restriction)
def restriction(entity_id: uuid.UUID) -> ResponseReturnValue:
    shown = restrictions.read_restriction(current_actor(), entity_id=entity_id)
    may_set = current_actor().may(Permission.RECORD_RESTRICTION_CREATE)
    may_lift = current_actor().may(Permission.RECORD_RESTRICTION_APPROVE)
    about = {"may_set": may_set, "may_lift": may_lift, "entity": shown.entity}
    return render_template("record/restriction.html", shown=shown, **about)


@pages.page("/records/<uuid:entity_id>/restriction/set", does=restrictions.set_restriction, methods=["GET", "POST"])
def restrict(entity_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = restrictions.read_restriction(actor, entity_id=entity_id)
    form = Form(work.RestrictionIn(), initial=shown.entity)
    if form.carries_out(lambda fields: restrictions.set_restriction(actor, entity_id=entity_id, **fields)):
        flash("Restriction saved")
        return redirect(url_for("record.home"), 303)
    return render_template("record/restrict.html", form=form, entity=shown.entity), form.status


@pages.page("/records/<uuid:entity_id>/hold", does=holds.hold_record, methods=["GET", "POST"])
def hold(entity_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(work.HoldIn())
    if form.carries_out(lambda fields: holds.hold_record(actor, entity_id=entity_id, **fields)):
        flash("It is kept from destruction")
        return redirect(url_for("record.restriction", entity_id=entity_id), 303)
    return _hold(form, entity_id, "Keep this record from destruction", "Keep it")


@pages.page("/records/<uuid:entity_id>/hold/<uuid:hold_id>/lift", does=holds.lift_hold, methods=["GET", "POST"])
def lift(entity_id: uuid.UUID, hold_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(work.LiftHoldIn())
    if form.carries_out(lambda fields: holds.lift_hold(actor, hold_id=hold_id, **fields)):
        flash("It follows its retention again")
        return redirect(url_for("record.restriction", entity_id=entity_id), 303)
    kept = restrictions.read_restriction(actor, entity_id=entity_id).holds
    return _hold(form, entity_id, "Lift the hold", "Lift it", next((each for each in kept if each.id == hold_id), None))


def _hold(
    form: Form, entity_id: uuid.UUID, title: str, submit: str, lifted: RecordHold | None = None
) -> ResponseReturnValue:
    entity = name_entity(current_actor(), entity_id=entity_id)
    about = {"title": title, "submit": submit, "lifted": lifted}
    return render_template("record/hold.html", form=form, entity=entity, **about), form.status


@pages.page("/records/<uuid:entity_id>/restriction/grant", does=restrictions.grant_sight, methods=["GET", "POST"])
def grant(entity_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(work.GrantIn())
    if form.carries_out(lambda fields: restrictions.grant_sight(actor, entity_id=entity_id, **fields)):
        flash("They may see it now")
        return redirect(url_for("record.restriction", entity_id=entity_id), 303)
    return render_template("record/grant.html", form=form, entity=name_entity(actor, entity_id=entity_id)), form.status


@pages.page(
    "/records/<uuid:entity_id>/restriction/<uuid:user_id>/withdraw",
    does=restrictions.withdraw_sight,
    methods=["POST"],
)
def withdraw(entity_id: uuid.UUID, user_id: uuid.UUID) -> ResponseReturnValue:
    restrictions.withdraw_sight(current_actor(), entity_id=entity_id, user_id=user_id)
    flash("They may no longer see it")
    return redirect(url_for("record.restriction", entity_id=entity_id), 303)

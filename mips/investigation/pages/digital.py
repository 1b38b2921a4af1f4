"""Files of a digital exhibit in the browser: taken in by the tus protocol, shown and played from where one asks.

https://tus.io/protocols/resumable-upload: begun with POST, asked about with HEAD, gone on with by PATCH. Without script
a file within the limit of a form comes whole.
"""

from __future__ import annotations

import uuid
from typing import BinaryIO, cast

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.core.errors import InputInvalid, RuleBroken
from mips.core.settings import settings
from mips.investigation.model.upload import ExhibitUpload
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.tus import PIECE, TUS, begun, offset_told
from mips.investigation.rules.digital import KINDS, said_size, shown_as
from mips.investigation.usecases import digital as does
from mips.record import storage
from mips.record.model.work import Attachment
from mips.record.usecases.attachments import content_of
from mips.web.downloads import given_out, shown_in_page
from mips.web.endpoints import current_actor

pages.add_app_template_filter(said_size, "said_size")
pages.add_app_template_filter(shown_as, "shown_as")


@pages.page("/exhibits/<uuid:exhibit_id>/files", does=does.list_exhibit_files)
def exhibit_files(exhibit_id: uuid.UUID) -> ResponseReturnValue:
    return _page(exhibit_id)


def _page(exhibit_id: uuid.UUID, wrong: str = "") -> ResponseReturnValue:
    """The files, and where one is added; `wrong` is why one was not taken."""
    actor = current_actor()
    html = render_template(
        "investigation/exhibit_files.html",
        found=does.list_exhibit_files(actor, exhibit_id=exhibit_id),
        adds=actor.may(Permission.INVESTIGATION_EXHIBIT_CREATE),
        piece=PIECE,
        whole=settings().upload_limit,
        wrong=wrong,
    )
    return html, 422 if wrong else 200


@pages.page("/exhibits/<uuid:exhibit_id>/uploads", does=does.begin_upload, methods=["POST"])
def begin_upload(exhibit_id: uuid.UUID) -> ResponseReturnValue:
    if "Tus-Resumable" not in request.headers:
        return _sent_whole(exhibit_id)
    name, size, modified = begun()
    try:
        row = does.begin_upload(current_actor(), exhibit_id=exhibit_id, name=name, size=size, modified=modified)
    except RuleBroken as refused:  # in words that the script shows as they are
        return Response(refused.said, 413, TUS, mimetype="text/plain")
    return _said(row, 201, Location=url_for(".upload", upload_id=row.id))


@pages.page("/exhibits/uploads/<uuid:upload_id>", does=does.read_upload)
def upload(upload_id: uuid.UUID) -> ResponseReturnValue:
    """How much has been received, as HEAD asks."""
    return _said(does.read_upload(current_actor(), upload_id=upload_id), 200)


@pages.page("/exhibits/uploads/<uuid:upload_id>", does=does.receive_piece, methods=["PATCH"])
def upload_piece(upload_id: uuid.UUID) -> ResponseReturnValue:
    offset, actor, content = offset_told(), current_actor(), request.get_data()
    try:
        row = does.receive_piece(actor, upload_id=upload_id, offset=offset, content=content)
    except RuleBroken:  # the browser asks how much is here, and goes on from there
        return _said(does.read_upload(actor, upload_id=upload_id), 409)
    return _said(row, 415 if row.ended_why else 204)


@pages.page("/exhibits/<uuid:exhibit_id>/files/<uuid:attachment_id>", does=does.download_exhibit_file)
def exhibit_file(exhibit_id: uuid.UUID, attachment_id: uuid.UUID) -> Response:
    file = does.download_exhibit_file(current_actor(), exhibit_id=exhibit_id, attachment_id=attachment_id)
    return given_out(file.name, file.media_type, file.size, content_of(file))


@pages.page("/exhibits/<uuid:exhibit_id>/files/<uuid:attachment_id>/shown", does=does.open_exhibit_file)
def exhibit_file_shown(exhibit_id: uuid.UUID, attachment_id: uuid.UUID) -> Response:
    """The file, or the stretch of it that a player asks for; only its first is recorded."""
    further = request.range is not None and request.range.ranges[0][0] not in (0, None)
    opens = does.go_on_with_file if further else does.open_exhibit_file
    file: Attachment = opens(current_actor(), exhibit_id=exhibit_id, attachment_id=attachment_id)
    if file.media_type not in KINDS:
        raise InputInvalid({"file": ["This kind of file is not shown. Download it"]})
    return shown_in_page(
        file.media_type, file.size, lambda start, length: storage.read_stretch(file.sha256, start, length)
    )


def _sent_whole(exhibit_id: uuid.UUID) -> ResponseReturnValue:
    """A form without script: the whole file in one request, taken in a piece at a time as any other."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page(exhibit_id, "Select a file")
    try:
        row = _taken_in(exhibit_id, sent.filename, cast(BinaryIO, sent.stream))
    except RuleBroken as refused:
        return _page(exhibit_id, refused.said)
    if row.ended_why:
        return _page(exhibit_id, row.ended_why)
    flash(f"{row.name} received. It is being put together")
    return redirect(url_for(".exhibit_files", exhibit_id=exhibit_id), 303)


def _taken_in(exhibit_id: uuid.UUID, name: str, content: BinaryIO) -> ExhibitUpload:
    actor, size = current_actor(), content.seek(0, 2)
    row = does.begin_upload(actor, exhibit_id=exhibit_id, name=name, size=size)
    while not row.whole and not row.ended_why:
        content.seek(row.received)
        row = does.receive_piece(actor, upload_id=row.id, offset=row.received, content=content.read(PIECE))
    return row


def _said(row: ExhibitUpload, status: int, **headers: str) -> Response:
    told = {"Upload-Offset": str(row.received), "Upload-Length": str(row.size), **TUS, **headers}
    said = row.ended_why if status == 415 else ""
    return Response(said, status, told, mimetype="text/plain")

"""Files of digital exhibits over HTTP: taken in piece by piece, given out whole or a stretch at a time."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, request

from mips.investigation.api.blueprint import resources
from mips.investigation.model.upload import ExhibitUpload
from mips.investigation.schemas.digital import BeginUploadIn, ExhibitFilesOut, PieceIn, UploadOut
from mips.investigation.usecases import digital as does
from mips.record.usecases.attachments import content_of
from mips.web.downloads import given_out
from mips.web.endpoints import current_actor

_FILES = "/exhibits/<uuid:exhibit_id>/files"
_FILE = f"{_FILES}/<uuid:attachment_id>"
_UPLOAD = "/exhibit-uploads/<uuid:exhibit_upload_id>"
_BYTES = {"type": "string", "format": "binary"}


@resources.operation(_FILES, does=does.list_exhibit_files)
@resources.response(200, ExhibitFilesOut)
def get_exhibit_files(exhibit_id: uuid.UUID) -> does.Files:
    """List the files of an exhibit, and one's own that are on their way"""
    return does.list_exhibit_files(current_actor(), exhibit_id=exhibit_id)


@resources.operation("/exhibits/<uuid:exhibit_id>/uploads", does=does.begin_upload, methods=["POST"])
@resources.arguments(BeginUploadIn)
@resources.response(201, UploadOut)
def post_upload(fields: dict[str, Any], exhibit_id: uuid.UUID) -> ExhibitUpload:
    """Begin to send a file of an exhibit, or go on with the same one"""
    return does.begin_upload(current_actor(), exhibit_id=exhibit_id, **fields)


@resources.operation(_UPLOAD, does=does.read_upload)
@resources.response(200, UploadOut)
def get_upload(exhibit_upload_id: uuid.UUID) -> ExhibitUpload:
    """Say how much of a file has been received"""
    return does.read_upload(current_actor(), upload_id=exhibit_upload_id)


@resources.operation(f"{_UPLOAD}/pieces", does=does.receive_piece, methods=["POST"])
@resources.doc(requestBody={"required": True, "content": {"application/octet-stream": {"schema": _BYTES}}})
@resources.arguments(PieceIn, location="query")
@resources.response(200, UploadOut)
def post_piece(where: dict[str, Any], exhibit_upload_id: uuid.UUID) -> ExhibitUpload:
    """Send the next piece of a file"""
    return does.receive_piece(
        current_actor(), upload_id=exhibit_upload_id, offset=where["offset"], content=request.get_data()
    )


@resources.operation(_FILE, does=does.download_exhibit_file)
@resources.response(200, _BYTES, content_type="application/octet-stream")
def get_exhibit_file(exhibit_id: uuid.UUID, attachment_id: uuid.UUID) -> Response:
    """Download a file of an exhibit"""
    file = does.download_exhibit_file(current_actor(), exhibit_id=exhibit_id, attachment_id=attachment_id)
    return given_out(file.name, file.media_type, file.size, content_of(file))

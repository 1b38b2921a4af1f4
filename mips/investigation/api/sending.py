"""Evidence asked for by link, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from mips.investigation.api.blueprint import resources
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.sending import EvidenceLink, SentFile
from mips.investigation.schemas import sending as schemas
from mips.investigation.schemas.exhibits import ExhibitLineOut
from mips.investigation.usecases import sending as does
from mips.record import storage
from mips.web.downloads import given_out
from mips.web.endpoints import current_actor

_LINKS, _FILE = "/crimes/<uuid:crime_id>/evidence-links", "/sent-files/<uuid:sent_file_id>"
_BYTES = {"type": "string", "format": "binary"}


@resources.operation(_LINKS, does=does.ask_for_evidence, methods=["POST"])
@resources.arguments(schemas.EvidenceLinkIn)
@resources.response(201, schemas.NewLinkOut)
def post_evidence_link(fields: dict[str, Any], crime_id: uuid.UUID) -> does.NewLink:
    """Ask somebody for evidence by link"""
    return does.ask_for_evidence(current_actor(), crime_id=crime_id, **fields)


@resources.operation(_LINKS, does=does.list_links_of)
@resources.response(200, schemas.LinksOfCrimeOut)
def get_evidence_links(crime_id: uuid.UUID) -> does.LinksOfCrime:
    """List the links by which evidence of a crime was asked for, and what was sent"""
    return does.list_links_of(current_actor(), crime_id=crime_id)


@resources.operation("/evidence-links/<uuid:evidence_link_id>/end", does=does.take_link_back, methods=["POST"])
@resources.response(200, schemas.EvidenceLinkOut)
def post_link_end(evidence_link_id: uuid.UUID) -> EvidenceLink:
    """Take a link back"""
    return does.take_link_back(current_actor(), link_id=evidence_link_id)


@resources.operation(_FILE, does=does.read_sent_file)
@resources.response(200, schemas.SentOut)
def get_sent_file(sent_file_id: uuid.UUID) -> does.Sent:
    """Read what is known of a file that was sent by link"""
    return does.read_sent_file(current_actor(), file_id=sent_file_id)


@resources.operation(f"{_FILE}/content", does=does.open_sent_file)
@resources.response(200, _BYTES, content_type="application/octet-stream")
def get_sent_content(sent_file_id: uuid.UUID) -> Response:
    """Download what was sent by link and waits to be decided on"""
    file = does.open_sent_file(current_actor(), file_id=sent_file_id)
    return given_out(file.name, file.media_type, file.size, storage.read_parts(str(file.id), file.parts))


@resources.operation(f"{_FILE}/acceptance", does=does.accept_sent_file, methods=["POST"])
@resources.arguments(schemas.AcceptSentIn)
@resources.response(201, ExhibitLineOut)
def post_acceptance(fields: dict[str, Any], sent_file_id: uuid.UUID) -> Exhibit:
    """Make an exhibit of what was sent"""
    return does.accept_sent_file(current_actor(), file_id=sent_file_id, **fields)


@resources.operation(f"{_FILE}/refusal", does=does.refuse_sent_file, methods=["POST"])
@resources.arguments(schemas.RefuseSentIn)
@resources.response(200, schemas.SentFileOut)
def post_refusal(fields: dict[str, Any], sent_file_id: uuid.UUID) -> SentFile:
    """Do not take what was sent as an exhibit"""
    return does.refuse_sent_file(current_actor(), file_id=sent_file_id, **fields)

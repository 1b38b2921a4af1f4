"""Authorities under section 60 over HTTP for machines."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.section_60 import Section60
from mips.investigation.schemas.section_60 import AuthoriseSection60In, EndSection60In, ExtendSection60In
from mips.investigation.schemas.stop_search_shown import AfterIn, Section60Out, Section60PageOut
from mips.investigation.usecases.section_60 import (
    authorise_section_60,
    end_section_60,
    extend_section_60,
    list_section_60,
    read_section_60,
)
from mips.web.endpoints import current_actor
from mips.web.keyset import Page


@resources.operation("/section-60", does=authorise_section_60, methods=["POST"])
@resources.arguments(AuthoriseSection60In)
@resources.response(201, Section60Out)
def post_section_60(fields: dict[str, Any]) -> Section60:
    """Authorise searches without suspicion"""
    return authorise_section_60(current_actor(), **fields)


@resources.operation("/section-60", does=list_section_60)
@resources.arguments(AfterIn, location="query")
@resources.response(200, Section60PageOut)
def get_section_60s(where: dict[str, Any]) -> Page[Section60]:
    """List section 60 authorities"""
    return list_section_60(current_actor(), **where)


@resources.operation("/section-60/<uuid:authority_id>", does=read_section_60)
@resources.response(200, Section60Out)
def get_section_60(authority_id: uuid.UUID) -> Section60:
    """Read a section 60 authority"""
    return read_section_60(current_actor(), authority_id=authority_id).authority


@resources.operation("/section-60/<uuid:authority_id>/extension", does=extend_section_60, methods=["POST"])
@resources.arguments(ExtendSection60In)
@resources.response(200, Section60Out)
def post_extension(fields: dict[str, Any], authority_id: uuid.UUID) -> Section60:
    """Extend a section 60 authority"""
    return extend_section_60(current_actor(), authority_id=authority_id, **fields)


@resources.operation("/section-60/<uuid:authority_id>/end", does=end_section_60, methods=["POST"])
@resources.arguments(EndSection60In)
@resources.response(200, Section60Out)
def post_end(fields: dict[str, Any], authority_id: uuid.UUID) -> Section60:
    """End a section 60 authority early"""
    return end_section_60(current_actor(), authority_id=authority_id, **fields)

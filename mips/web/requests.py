"""What a machine sends, read strictly: JSON that is JSON, no field that nobody knows, the version it has seen."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from flask import Request, abort
from marshmallow import RAISE, Schema
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from mips.core.errors import InputInvalid, PreconditionFailed
from mips.web.field.records import Version

VERSION = "version"


class Reader(FlaskParser):
    """Reads the arguments of an API operation from its body or its query."""

    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE}

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body. Raises BadRequest for what is not JSON, UnsupportedMediaType for what does not say it is."""
        if not is_json_request(req):
            raise UnsupportedMediaType if req.content_length or req.get_data() else BadRequest
        try:
            return json.loads(req.get_data().decode(), parse_constant=_not_a_number)
        except (ValueError, RecursionError) as malformed:
            raise BadRequest from malformed

    def pre_load(self, location_data: Any, *, schema: Schema, req: Request, location: str) -> Any:
        """If-Match says in a header what the field `version` says in the body."""
        field = schema.fields.get(VERSION)
        if location != "json" or not isinstance(field, Version) or not isinstance(location_data, Mapping):
            return location_data
        return _with_version(location_data, req.headers.get("If-Match"), needed=field.required)


def _not_a_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _with_version(data: Mapping[str, Any], tag: str | None, *, needed: bool) -> Mapping[str, Any]:
    if tag is None and (VERSION in data or not needed):
        return data
    if tag is None or tag.strip() == "*":  # '*' would be any version, also one that the sender has not seen
        abort(428)
    named = re.fullmatch(r'"(\d{1,9})"', tag.strip(), re.ASCII)
    if not named:  # of no record of ours
        raise PreconditionFailed
    version = int(named[1])
    if data.get(VERSION, version) != version:
        raise InputInvalid({VERSION: ["If-Match names another version than the body does"]})
    return {**data, VERSION: version}

"""The page behind a link for evidence: no account, a plain form or pieces by tus, and nothing of the crime (F138).

A wrong link, one that is over and one taken back are answered alike. Tries of wrong links are counted by address.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, BinaryIO, Final, TypeVar, cast

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.system import holder
from mips.access.visibility import looking
from mips.accounts import throttle
from mips.accounts.throttle import Came, TooManyTries
from mips.core.errors import NotFound, RuleBroken
from mips.core.settings import settings
from mips.investigation.model.sending import SentFile
from mips.investigation.pages.blueprint import evidence_pages as pages
from mips.investigation.pages.tus import PIECE, TUS, begun, offset_told
from mips.investigation.usecases import receiving as does
from mips.investigation.usecases.sending import hash_of

TRIES: Final = "evidence link"
Told = TypeVar("Told")


@pages.route("/<token>")
def send(token: str) -> ResponseReturnValue:
    return _page(token)


@pages.route("/<token>", methods=["POST"])
def send_file(token: str) -> ResponseReturnValue:
    """By tus a file is begun, and comes in pieces; without script it comes whole."""
    if "Tus-Resumable" not in request.headers:
        return _sent_whole(token)
    name, size, modified = begun()
    try:
        file = _begin(token, name, size, modified)
    except TooManyTries:
        raise
    except RuleBroken as refused:  # in words that the script shows as they are
        return Response(refused.said, 413, TUS, mimetype="text/plain")
    return _said(file, 201, Location=url_for(".sending", token=token, file_id=file.id))


@pages.route("/<token>/<uuid:file_id>")
def sending(token: str, file_id: uuid.UUID) -> ResponseReturnValue:
    """How much has been received, as HEAD asks."""
    return _said(_for_holder(lambda who: does.read_sending(who, token_hash=hash_of(token), file_id=file_id)), 200)


@pages.route("/<token>/<uuid:file_id>", methods=["PATCH"])
def send_piece(token: str, file_id: uuid.UUID) -> ResponseReturnValue:
    about: dict[str, Any] = {"token_hash": hash_of(token), "file_id": file_id}
    offset, content = offset_told(), request.get_data()
    try:
        file = _for_holder(lambda who: does.receive_sent_piece(who, **about, offset=offset, content=content))
    except RuleBroken:  # the browser asks how much is here, and goes on from there
        return _said(_for_holder(lambda who: does.read_sending(who, **about)), 409)
    return _said(file, 415 if file.why else 204)


def _page(token: str, wrong: str = "", status: int = 200) -> ResponseReturnValue:
    link = _for_holder(lambda who: does.open_link(who, token_hash=hash_of(token)))
    with looking(_holder(), does.open_link.permission):
        told = {"link": link, "wrong": wrong, "piece": PIECE, "whole": settings().upload_limit}
        answer = make_response(render_template("investigation/evidence_send.html", **told), status)
    return _unseen(answer)


def _sent_whole(token: str) -> ResponseReturnValue:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page(token, "Choose a file first", 422)
    content = cast(BinaryIO, sent.stream)
    try:
        file = _begin(token, sent.filename, content.seek(0, 2), 0)
        while not file.whole and not file.why:
            content.seek(file.received)
            file = _piece(token, file, content.read(PIECE))
    except RuleBroken as refused:
        return _page(token, refused.said, 422)
    if file.why:
        return _page(token, file.why, 422)
    return _unseen(make_response("", 303, {"Location": url_for(".send", token=token)}))


def _begin(token: str, name: str, size: int, modified: int) -> SentFile:
    about: dict[str, Any] = {"name": name, "size": size, "modified": modified, "came_from": request.remote_addr or ""}
    return _for_holder(lambda who: does.begin_sending(who, token_hash=hash_of(token), **about))


def _piece(token: str, file: SentFile, content: bytes) -> SentFile:
    about: dict[str, Any] = {
        "token_hash": hash_of(token),
        "file_id": file.id,
        "offset": file.received,
        "content": content,
    }
    return _for_holder(lambda who: does.receive_sent_piece(who, **about))


def _holder() -> Actor:
    return holder("evidence asked for by link", Permission.INVESTIGATION_EXHIBIT_CREATE, request.remote_addr or "")


def _for_holder(do: Callable[[Actor], Told]) -> Told:
    """Do it for whoever has the link. One that is none is counted against the address: guessing is slow."""
    try:
        return do(_holder())
    except NotFound:
        throttle.reserve(TRIES, Came(request.remote_addr or ""))
        raise NotFound("This link does not work") from None


def _unseen(answer: Response) -> Response:
    """Search engines leave it out, and no page that it leads to learns of it."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _said(file: SentFile, status: int, **headers: str) -> Response:
    told = {"Upload-Offset": str(file.received), "Upload-Length": str(file.size), **TUS, **headers}
    return _unseen(Response(file.why if status == 415 else "", status, told, mimetype="text/plain"))

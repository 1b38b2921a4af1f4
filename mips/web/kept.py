"""Keeps what was typed when it could not be saved: through signing in again, an outage or an expired page.

The texts travel in hidden fields of the page itself, so nothing unsaved is stored anywhere. Sign-in pages made with the
form macro carry them along; the last of them answers with `resumed`.
"""

from __future__ import annotations

from typing import cast

from flask import g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from mips.web.formdata import showable

PATH = "_kept_path"
PREFIX = "_kept:"
BEGIN = "_begin"
MOST = 400_000  # characters; a form past this was not typed
_NOT_KEPT = frozenset({"csrf_token", BEGIN, "password", "again", "current_password", "pin"})
"""Tokens, and what people prove themselves by: that is typed again, never sent back in a page."""

Pairs = list[tuple[str, str]]


def typed_now() -> Pairs:
    """What this request sent as a form, repeated names included."""
    if request.method != "POST" or request.mimetype not in (
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ):
        return []
    pairs = [(name, value) for name, value in showable(request.form).items(multi=True) if name not in _NOT_KEPT]
    return pairs if sum(len(value) for _, value in pairs) <= MOST else []


def carried() -> Pairs:
    """What an earlier request left to be carried along, under the names it travels by."""
    if "kept" in g:
        return cast(Pairs, g.kept)
    if not _is_local(request.form.get(PATH, "")):
        return []
    return [(n, v) for n, v in showable(request.form).items(multi=True) if n == PATH or n.startswith(PREFIX)]


def carry(path: str) -> None:
    """Let the forms of the page now drawn carry along what this request sent, to be sent on to `path`."""
    g.kept = [(PATH, path), *((f"{PREFIX}{name}", value) for name, value in typed_now())] if _is_local(path) else []


def back_with(name: str, value: str, *, title: str, lead: str) -> Response:
    """Offer to go back to the form whose texts were carried, with one field answered."""
    answered = (PATH, f"{PREFIX}{name}", f"{PREFIX}{name}__q")
    pairs = [(n.removeprefix(PREFIX), v) for n, v in carried() if n not in answered]
    pairs += [(name, value), (BEGIN, "1")]
    return page(200, action=request.form[PATH], title=title, lead=lead, button="Continue", pairs=pairs)


def packed() -> Pairs:
    """What this request sent, as it is to be carried through other pages."""
    here = request.full_path.rstrip("?")
    return [(PATH, here), *((f"{PREFIX}{name}", value) for name, value in typed_now())]


def page(status: int, *, action: str, title: str, lead: str, button: str, pairs: Pairs) -> Response:
    """A page that holds the texts and one button to send them on."""
    said = {"action": action, "title": title, "lead": lead, "button": button}
    return make_response(render_template("kept.html", **said, pairs=pairs, calm=status >= 500), status)


def onward(url: str) -> ResponseReturnValue:
    """Go on to the next page of signing in, carrying along what is to be kept."""
    pairs = carried()
    if not pairs:
        return redirect(url, 303)
    lead = "What you typed is kept until you have signed in."
    return page(200, action=url, title="Continue", lead=lead, button="Continue", pairs=[(BEGIN, "1"), *pairs])


def resumed(
    otherwise: str,
    *,
    title: str = "You are signed in",
    lead: str = "What was typed before is still here. Nothing of it has been saved yet.",
) -> ResponseReturnValue:
    """After signing in, or saying why: offer to send what was kept, or go where one would have gone."""
    pairs = carried()
    if not pairs:
        return redirect(otherwise, 303)
    return page(
        200,
        action=request.form[PATH],
        title=title,
        lead=lead,
        button="Save it now",
        pairs=[(name.removeprefix(PREFIX), value) for name, value in pairs if name != PATH],
    )


def _is_local(path: str) -> bool:
    return path.startswith("/") and not path.startswith(("//", "/\\"))

"""Signing off the yearly returns, and what was signed off."""

from __future__ import annotations

import uuid

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.returns import year_of
from mips.custody.rules.returns import DEFINITIONS
from mips.custody.schemas.oversight import SignOffIn
from mips.custody.usecases.returns_kept import compare_year, list_returns_kept, read_return_kept, sign_off_year
from mips.web.downloads import given_out
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/returns/<int:year>/sign-off", does=sign_off_year, methods=["GET", "POST"])
def sign_off(year: int) -> ResponseReturnValue:
    actor, asked = current_actor(), year_of(year)
    form = Form(SignOffIn())
    if form.carries_out(lambda fields: sign_off_year(actor, year=asked, **fields)):
        flash(f"Signed off: {len(form.result)} kept as they are now")
        return redirect(url_for("custody.returns_kept", year=year))
    compared = compare_year(actor, year=asked)
    return render_template("custody/returns_sign_off.html", form=form, compared=compared), form.status


@pages.page("/returns/<int:year>/kept", does=list_returns_kept)
def returns_kept(year: int) -> ResponseReturnValue:
    found = list_returns_kept(current_actor(), year=year_of(year))
    titles = {each: versions[-1].title for each, versions in DEFINITIONS.items()}
    return render_template("custody/returns_kept.html", year=year, kept=found, titles=titles)


@pages.page("/returns/kept/<uuid:kept_id>.csv", does=read_return_kept)
def return_kept(kept_id: uuid.UUID) -> Response:
    kept = read_return_kept(current_actor(), kept_id=kept_id)
    content = kept.content.encode()
    return given_out(f"edition-{kept.edition}-{kept.file_name}", "text/csv", len(content), [content])

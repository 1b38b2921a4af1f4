"""The page of background work."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.interchange.background.usecases import do_failed_again, read_background_work
from mips.web.endpoints import Pages, current_actor

pages = Pages("background", __name__, url_prefix="/background-work", template_folder="templates")


@pages.page("", does=read_background_work)
def work() -> ResponseReturnValue:
    actor = current_actor()
    may_repeat = actor.may(Permission.ACCOUNTS_CONFIGURATION_UPDATE)
    return render_template("interchange/background.html", work=read_background_work(actor), may_repeat=may_repeat)


@pages.page("/again", does=do_failed_again, methods=["POST"])
def again() -> ResponseReturnValue:
    do_failed_again(current_actor())
    flash("What had failed is queued again")
    return redirect(url_for("background.work"), 303)

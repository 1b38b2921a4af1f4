"""The page of the permission matrix."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from mips.access.permissions import Role
from mips.accounts.matrix_table import LEGEND
from mips.accounts.pages.blueprint import pages
from mips.accounts.usecases.matrix import read_matrix
from mips.web.endpoints import current_actor


@pages.page("/access-matrix", does=read_matrix)
def matrix() -> ResponseReturnValue:
    actor = current_actor()
    shown = read_matrix(actor)
    return render_template(
        "accounts/matrix.html", areas=shown.areas, roles=list(Role), legend=LEGEND, mine=sorted(actor.roles)
    )

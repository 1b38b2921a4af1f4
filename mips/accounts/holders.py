"""Who holds a role now, for a use case that has to tell them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mips.access.model import RoleHeld, User
from mips.access.permissions import Role
from mips.core import clock, db


def holders_of(*roles: Role) -> Sequence[User]:
    """Everybody whose account is open and who holds one of these roles now (RL-4, ROL-4), in the order of their ids."""
    held = select(RoleHeld.user_id).where(RoleHeld.role.in_(roles))
    users = select(User).where(User.id.in_(held), User.disabled_at.is_(None)).options(selectinload(User.roles))
    found = db.session.scalars(users.order_by(User.id))
    return [user for user in found if user.roles_at(clock.now()) & set(roles)]

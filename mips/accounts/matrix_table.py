"""The permission matrix as people read it: a page on screen and `docs/access.md`, both made from access/matrix.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mips.access.matrix import GRANTS, Grant, Scope
from mips.access.permissions import Permission, Role

LETTERS: Final = {"create": "C", "read": "R", "update": "U", "approve": "A"}
SCOPES: Final = {Scope.OWN: "o", Scope.TEAM: "t", Scope.FORCE: ""}
TITLES: Final = {"accounts:own": "One's own account"}
LEGEND: Final = (
    ("C", "create"),
    ("R", "read"),
    ("U", "change; of a log, a later correcting entry, never an edit"),
    ("A", "approve or authorise, where the rank at that time allows it"),
    ("L", "read the limited form: masked, or a summary"),
    ("*", "only once a reason is given, which is journalled beside what is seen"),
    ("t", "records of one's own team only"),
    ("o", "one's own only"),
)


@dataclass(frozen=True)
class Area:
    """One row: what it is about, and for each role the letters it holds."""

    stem: str
    cells: Mapping[Role, str]

    @property
    def domain(self) -> str:
        return self.stem.split(":")[0]

    @property
    def title(self) -> str:
        return TITLES.get(self.stem) or self.stem.split(":")[1].replace("-", " ").capitalize()

    @property
    def holders(self) -> str:
        """'PC CR, SUP R': for where a wide table has no room. Everybody is said as such."""
        if len(self.cells) == len(Role):
            common = set(self.cells.values())
            if len(common) == 1:
                return f"everybody {common.pop()}"
        return ", ".join(f"{role} {letters}" for role, letters in self.cells.items())


def areas() -> Sequence[Area]:
    """Every area in the order of the permissions."""
    stems = dict.fromkeys(str(permission).rsplit(":", 1)[0] for permission in Permission)
    return [Area(stem, dict(_cells(stem))) for stem in stems]


def _cells(stem: str) -> Iterator[tuple[Role, str]]:
    for role in Role:
        held = {p: g for p, g in GRANTS[role].items() if str(p).rsplit(":", 1)[0] == stem}
        if held:
            yield role, letters_of(held)


def letters_of(held: Mapping[Permission, Grant]) -> str:
    """'CR*t' for the permissions of one area."""
    marked = {str(p).rsplit(":", 1)[1]: g for p, g in held.items()}
    return "".join(_letter(verb, marked[verb]) for verb in LETTERS if verb in marked)


def _letter(verb: str, grant: Grant) -> str:
    letter = "L" if verb == "read" and grant.limited else LETTERS[verb]
    return letter + ("*" if grant.reason_asked else "") + SCOPES[grant.scope]


_INTRODUCTION: Final = """\
# Who may do what

Generated from `mips/access/matrix.py`; change it there, not here. A use case names one permission, a role holds
permissions, and nothing else opens a door. Whoever may approve or change a thing may read it.

"""
_AFTERWARDS: Final = """
## Beyond the table

- Everybody with an account may look after their own, before any role of theirs is approved.
- A trainee (TRN) holds what an officer (PC) holds, in a training database only.
- Authority that the law gives to a rank is checked against the rank held at that moment, acting ranks included.
- A role, an acting rank or a reset is asked for by one person and approved by a second; neither is its beneficiary.
- Nobody is system administrator (SYS) and professional standards (PSD) at once.
- A reason (`*`) is asked for on the way in and holds for the same record for 30 minutes, unless the force chose another
  time. It may be switched off for crimes and logs, never for intelligence. It is force policy.
- Two roles add up. What one shows without a reason is shown; what another shows with one is added once it is given.
- `t` and `o` reach what one owns, what one's team owns, and what one has an interest in: the officer in the case has
  one in the custody record of whoever is held for it.
- Restricted records are seen by fewer than the table says: marking, handling, restriction and grants narrow it further.
"""


def access_page() -> str:
    """The page `docs/access.md`, in Markdown."""
    legend = "\n".join(f"- `{letter}` {meaning}" for letter, meaning in LEGEND)
    rows = "\n".join(f"| {area.domain} | {area.title} | {area.holders} |" for area in areas())
    codes = "\n".join(f"| {role} | {role.name.replace('_', ' ').capitalize()} |" for role in Role)
    table = f"\n\n## By area\n\n| domain | area | who |\n|---|---|---|\n{rows}\n"
    return f"{_INTRODUCTION}{legend}{table}\n## Roles\n\n| code | role |\n|---|---|\n{codes}\n{_AFTERWARDS}"

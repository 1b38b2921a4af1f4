"""Murder: which offences it is, and that the police bail nobody who is charged with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_arrival import CJA_115

_CLASSES: Final = frozenset({"001/01", "001/02"})
"""Home Office classes of homicide that is murder. Genocide stands in the first too, so the code decides with it."""
_COMMON_LAW: Final = "COML"
"""Murder is an offence at common law: attempts, conspiracies and incitements have other classes or other codes."""


def is_murder(offences: Iterable[tuple[str, str]]) -> bool:
    """Whether one of these is murder, each by its CJS code and its Home Office class. CJA 2009 s.115."""
    return any(code.startswith(_COMMON_LAW) and ho_class in _CLASSES for code, ho_class in offences)


def check_bail_for_murder(*, murder: bool, bailed: bool) -> None:
    """Charged with murder, alone or with other offences, nobody is bailed by the police. CJA 2009 s.115."""
    if murder and bailed:
        raise refused(
            "The police cannot bail somebody charged with murder",
            CJA_115,
            instead="Refuse bail on that ground: they go before the next court, and a judge of the Crown Court decides",
            field="bailed",
        )

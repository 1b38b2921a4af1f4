"""The folder of published data beside the project, for tests that hold rules against it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]


def shared_data(relative: str) -> Path:
    """A file or folder of the published data. Where there is none: a failure when CI=true, elsewhere a skip."""
    return shared_file(f"data/{relative}")


def shared_file(relative: str) -> Path:
    """Likewise, for anything published beside the project: the descriptions of the law and of roles too."""
    path = _ROOT.parent / "shared" / relative
    if not path.exists():
        missing = f"the published data has no {relative} here"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing}, and CI must run every test")
        pytest.skip(missing)
    return path

"""Why a whole file is refused."""

from __future__ import annotations

from mips.core.errors import MipsError


class FileRefused(MipsError):
    """Nothing of this file was loaded; `detail` says why and where, for whoever sent it."""

    status, code, title = 422, "file-refused", "The file cannot be imported"


class ImportUnderWay(MipsError):
    """Two imports at once would each make what the other has not committed yet."""

    status, code, title = 409, "import-under-way", "Another import is running. Wait until it has ended."

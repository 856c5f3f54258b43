"""Replacing a file so that a crash leaves the old or the new content, never half of one."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP


def replace_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, flush it to the disk and move it over; the file is its owner's only (0600).

    Raises:
        ExpectedError: ``file.unwritable`` when the disk is full or the folder cannot be written.
    """
    temporary: str | None = None
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        raise unwritable(path) from error


def unwritable(path: Path) -> ExpectedError:
    """The sentence for a file that could not be written."""
    return ExpectedError(
        "file.unwritable",
        QT_TRANSLATE_NOOP("errors", "Không ghi được tệp {path}. Kiểm tra dung lượng đĩa và quyền ghi."),
        path=path,
    )

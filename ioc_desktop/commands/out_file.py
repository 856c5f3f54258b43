"""How every command writes the file that it was asked for."""

from pathlib import Path

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP


def write_out(text: str, out: Path, command: str) -> None:
    """Write a text, making the folder where it is missing.

    Raises:
        ExpectedError: ``<command>.cannot_write``.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, "utf-8")
    except OSError as error:
        raise ExpectedError(
            f"{command}.cannot_write",
            QT_TRANSLATE_NOOP("errors", "Không ghi được tệp {path}: {problem}. Chọn nơi khác."),
            path=str(out),
            problem=error.strerror or str(error),
        ) from error

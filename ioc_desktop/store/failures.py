"""SQLite's failures as sentences with a next step. The only place that knows its error codes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP

BUSY = QT_TRANSLATE_NOOP(
    "errors", "Cơ sở dữ liệu {path} đang được chương trình khác ghi. Đóng chương trình đó rồi thử lại."
)
FULL = QT_TRANSLATE_NOOP(
    "errors", "Không ghi được cơ sở dữ liệu {path}: ổ đĩa đầy hoặc lỗi. Giải phóng dung lượng rồi thử lại."
)
READ_ONLY = QT_TRANSLATE_NOOP(
    "errors", "Không có quyền ghi cơ sở dữ liệu {path}. Cấp quyền ghi tệp và thư mục chứa nó."
)
DAMAGED = QT_TRANSLATE_NOOP("errors", "Cơ sở dữ liệu {path} bị hỏng. Khôi phục bằng lệnh main.py backup salvage.")
CANNOT_OPEN = QT_TRANSLATE_NOOP("errors", "Không mở được cơ sở dữ liệu {path}. Kiểm tra thư mục và quyền truy cập.")

_KINDS = {
    sqlite3.SQLITE_BUSY: ("store.busy", BUSY),
    sqlite3.SQLITE_LOCKED: ("store.busy", BUSY),
    sqlite3.SQLITE_FULL: ("store.full", FULL),
    sqlite3.SQLITE_IOERR: ("store.full", FULL),
    sqlite3.SQLITE_READONLY: ("store.read_only", READ_ONLY),
    sqlite3.SQLITE_PERM: ("store.read_only", READ_ONLY),
    sqlite3.SQLITE_AUTH: ("store.read_only", READ_ONLY),
    sqlite3.SQLITE_CORRUPT: ("store.damaged", DAMAGED),
    sqlite3.SQLITE_NOTADB: ("store.damaged", DAMAGED),
    sqlite3.SQLITE_CANTOPEN: ("store.cannot_open", CANNOT_OPEN),
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the environment's database failures into ``ExpectedError`` ``store.*``; bugs pass through.

    SQLCipher's errors are classes of its own, known by the same codes.
    """
    try:
        yield
    except Exception as error:
        expected = expected_error(error, path)
        if expected is None:
            raise
        raise expected from error


def expected_error(error: BaseException, path: Path) -> ExpectedError | None:
    """What a failure of SQLite means for the person at the desk; None for a bug such as wrong SQL."""
    code = error_code(error)
    kind = None if code is None else _KINDS.get(code)
    return ExpectedError(kind[0], kind[1], path=path) if kind else None


def error_code(error: BaseException) -> int | None:
    """SQLite's primary result code, whichever library and wrapping it came in; None for any other exception."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def damaged(answer: str) -> sqlite3.DatabaseError:
    """What SQLite would raise, for damage that a check has found."""
    error = sqlite3.DatabaseError(answer)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error

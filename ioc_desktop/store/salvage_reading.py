"""Reading what can be read of a damaged table: by ranges of rowids, around the pages that are gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from ioc_desktop.store.connections import quoted
from ioc_desktop.store.failures import error_code

Row = tuple[Any, ...]
Opener = Callable[[], Any]
_LAST_ROWID = 2**63 - 1


class DamagedTable:
    """One table of a damaged file.

    Args:
        opened: gives a connection. After every error a new one is asked for: SQLCipher's are of no use then.
        columns: which to read.

    Attributes:
        is_whole: whether no error was met.
        failure: the last error.
    """

    def __init__(self, opened: Opener, name: str, columns: list[str]) -> None:
        self._opened, self._connection = opened, opened()
        chosen = ", ".join(quoted(column) for column in columns)
        self._from = f"SELECT rowid, {chosen} FROM {quoted(name)} NOT INDEXED WHERE rowid"  # noqa: S608  (its own names)
        self._count = f"SELECT count(*) FROM {quoted(name)}"  # noqa: S608  (same)
        self.is_whole = True
        self.failure: BaseException | None = None

    def close(self) -> None:
        with suppress(Exception):
            self._connection.close()

    def expected(self) -> int | None:
        """How many rows there were, where an index still knows."""
        found = self._asked(lambda connection: connection.execute(self._count).fetchone()[0])
        return found if isinstance(found, int) else None

    def rows(self) -> Iterator[Row]:
        """Every row that can be read, in the order of the rowids, without the rowid."""
        last, self.failure = -_LAST_ROWID, None
        while True:
            reached = last
            for row in self._run_on(last):
                reached = row[0]
                yield row[1:]
            if self.failure is None:
                return
            self.is_whole, self.failure = False, None
            resumed = self._behind_the_hole(reached)
            if resumed is None:
                return
            yield resumed[1:]
            last = resumed[0]

    def _run_on(self, after: int) -> Iterator[Row]:
        """Rows until the end or an error, which is left in ``failure``."""
        try:
            yield from self._connection.execute(f"{self._from} >= ? ORDER BY rowid", (after + 1,))
        except Exception as error:
            if not is_damage(error):
                raise
            self._note(error)

    def _behind_the_hole(self, reached: int) -> Row | None:
        """The first row that can be read again: stride out until one answers, then halve the way back.

        The row that follows at once is asked for first: sqlite3 looks one row ahead and loses the last before a hole.
        """
        following = self._first_after(reached)
        if following is not None:
            return following or None
        reached = max(reached, 0)
        stride, near, found = 1, reached, None
        while found is None:
            far = min(reached + stride, _LAST_ROWID - 1)
            answer = self._first_after(far)
            if answer is not None:
                if not answer:
                    break
                found = answer
            elif far >= _LAST_ROWID - 1:
                return None
            else:
                near, stride = far, stride + max(1, stride // 4)  # not twice: rows between two holes are not missed
        return self._nearest(near, far, found)

    def _nearest(self, near: int, far: int, found: Row | None) -> Row | None:
        """The least rowid between a place that fails and one that answers; ``found`` None is the end of the table."""
        while far - near > 1:
            middle = (near + far) // 2
            answer = self._first_after(middle)
            if answer is None:
                near = middle
            else:
                far = middle
                found = answer or found
        return found

    def _first_after(self, rowid: int) -> Row | None:
        """A row, ``()`` at the end of the table, None where it cannot be read."""
        sql = f"{self._from} >= ? ORDER BY rowid LIMIT 1"  # not "> rowid": that begins on the page that ends with it
        found = self._asked(lambda connection: connection.execute(sql, (rowid + 1,)).fetchone() or ())
        self.failure = None
        return found if isinstance(found, tuple) else None

    def _asked(self, question: Callable[[Any], object]) -> object:
        """The answer, or None after an error."""
        try:
            return question(self._connection)
        except Exception as error:
            if not is_damage(error):
                raise
            self._note(error)
        return None

    def _note(self, error: BaseException) -> None:
        self.failure = error
        self.close()
        self._connection = self._opened()


def is_damage(error: BaseException) -> bool:
    """Whether an error says something of the file; SQLCipher says "out of memory" too."""
    return isinstance(error, sqlite3.Error | MemoryError) or error_code(error) is not None

"""Searching. Synchronous; call off the window's thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, column, literal_column, select, table, text, type_coerce

from ioc_desktop.kernel.accounts.model import Session
from ioc_desktop.kernel.links.model import Ref
from ioc_desktop.kernel.search import index
from ioc_desktop.kernel.search.model import Hit, Marked, Searched
from ioc_desktop.kernel.search.tables import SearchDocRow
from ioc_desktop.kernel.search.words import Phrase, marked, phrases, question, snippet
from ioc_desktop.store.database import Database

NEWEST = 2_000
"""Of a word that is everywhere, the newest so many rows are ranked: a search never waits for all of them."""

_RANKED = (
    "SELECT rowid AS id, bm25(search_text, 8.0, 1.0) AS score FROM search_text WHERE search_text MATCH :words"
    " AND (SELECT open_tbl FROM search_doc WHERE id = search_text.rowid) IN (SELECT value FROM json_each(:tables))"
    " ORDER BY rowid DESC LIMIT :newest"
)


class _Found(NamedTuple):
    tbl: str
    row: UUID
    opens: Ref
    unit: UUID | None
    at: datetime | None


class SearchService:
    """Searches this profile; makes the index when it is missing or of another program version.

    Args:
        kinds: table → how it is searched; what the loaded models say when None.
    """

    def __init__(self, db: Database, kinds: Mapping[str, Searched] | None = None) -> None:
        self._db = db
        self.kinds = index.searched_kinds() if kinds is None else dict(kinds)
        index.ensure(db, self.kinds)

    def search(self, typed: str, who: Session, limit: int = 20) -> Sequence[Hit]:
        """Records that have all the words, the best first; titles weigh most, then how rare a word is, then the newest.

        Args:
            typed: words in any order, with or without marks; the last may be half typed; "…" for words in a row.
        """
        asked = phrases(typed)
        tables = sorted(name for name, kind in self.kinds.items() if _may_somewhere(who, kind))
        if not asked or not tables:
            return []
        with self._db.read() as session:
            connection = session.connection()
            found = self._seen(self._ranked(connection, asked, tables), who, connection)
            chosen = [each for _, each in zip(range(limit), found, strict=False)]
            return self._hits(connection, chosen, asked)

    def titles(self, refs: Iterable[Ref]) -> dict[Ref, str]:
        """What records are called, for those that exist and are searched; whoever asks may see them."""
        with self._db.read() as session:
            return {ref: texts[0] for ref, texts in self._texts(session.connection(), set(refs)).items()}

    def rebuild(self) -> None:
        """Fill the index anew."""
        with self._db.write() as session:
            index.rebuild(session.connection(), self.kinds)

    # ------------------------------------------------------------------ finding

    def _ranked(self, connection: Connection, asked: Sequence[Phrase], tables: Sequence[str]) -> Iterator[_Found]:
        best = text(_RANKED).columns(column("id"), column("score")).subquery()
        doc = SearchDocRow
        rows = connection.execute(
            select(doc.tbl, doc.row_id, doc.open_tbl, doc.open_id, doc.unit_id, doc.at)
            .join(best, best.c.id == doc.id)
            .order_by(best.c.score, doc.id.desc()),
            {"words": question(asked), "tables": _json(tables), "newest": NEWEST},
        )
        seen: set[Ref] = set()
        for tbl, row, open_tbl, open_id, unit, at in rows:
            opens = Ref(open_tbl, open_id)
            if opens not in seen:  # a record is shown once, by the best that was found of it
                seen.add(opens)
                yield _Found(tbl, row, opens, unit, at)

    def _seen(self, found: Iterable[_Found], who: Session, connection: Connection) -> Iterator[_Found]:
        """Those that the person may see where they are."""
        for each in found:
            permission = self.kinds[each.opens.table].permission
            unit = each.unit
            if each.opens != Ref(each.tbl, each.row):
                unit = connection.scalar(
                    select(SearchDocRow.unit_id).where(
                        SearchDocRow.tbl == each.opens.table, SearchDocRow.row_id == each.opens.id
                    )
                )
            if who.may(permission, unit):
                yield each

    # ------------------------------------------------------------------ showing

    def _hits(self, connection: Connection, found: Sequence[_Found], asked: Sequence[Phrase]) -> list[Hit]:
        wanted = {Ref(each.tbl, each.row) for each in found} | {each.opens for each in found}
        texts = self._texts(connection, wanted)
        return [self._hit(each, texts, asked) for each in found if each.opens in texts]

    def _hit(self, each: _Found, texts: Mapping[Ref, tuple[str, str]], asked: Sequence[Phrase]) -> Hit:
        title, body = texts[each.opens]
        own = Ref(each.tbl, each.row)
        if own != each.opens:
            body = " ".join(texts.get(own, ()))
        shown = snippet(body, asked)
        return Hit(
            ref=each.opens,
            found_in=each.tbl,
            panel=self.kinds[each.opens.table].panel,
            title=marked(title, asked),
            snippet=shown if shown.spans or own != each.opens else Marked(shown.text),
            at=each.at,
        )

    def _texts(self, connection: Connection, refs: set[Ref]) -> dict[Ref, tuple[str, str]]:
        """Title and body of each, as they are now."""
        found: dict[Ref, tuple[str, str]] = {}
        for name, kind in self.kinds.items():
            identifiers = [ref.id for ref in refs if ref.table == name]
            if not identifiers:
                continue
            names = (*kind.title, *kind.body)
            source = table(name, column("id"))
            key = type_coerce(source.c.id, SearchDocRow.row_id.type)
            told: list[ColumnElement[Any]] = [literal_column(index.value(name, each)) for each in names]
            for row in connection.execute(select(key, *told).select_from(source).where(key.in_(identifiers))):
                parts = [str(value) if value is not None else "" for value in row[1:]]
                title, body = parts[: len(kind.title)], parts[len(kind.title) :]
                found[Ref(name, row[0])] = (_joined(title), _joined(body))
        return found


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _json(names: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _may_somewhere(who: Session, kind: Searched) -> bool:
    """Whether the person may see such records in any unit at all."""
    if kind.hangs_on:
        return False  # what it hangs on decides
    given: Mapping[Any, frozenset[str]] = who.permissions.given if who.permissions is not None else {}
    return who.may(kind.permission) or any(kind.permission in allowed for allowed in given.values())

"""What a number of a document is, and who gives it. Light to import: no database here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID, uuid5

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP, nfc

ORG_LETTERS, KIND_LETTERS = 80, 40
_YEARS = range(1945, 2200)


@dataclass(frozen=True, kw_only=True)
class Series:
    """The book that a number is taken from.

    Attributes:
        org: the organisation that issues, as it names itself.
        kind: kind of document, or any word for what shares one book.
    """

    org: str
    kind: str
    year: int

    @property
    def key(self) -> str:
        """The same in capitals and in small letters; marks count, as they tell names apart."""
        return f"{_plain(self.org)}|{_plain(self.kind)}|{self.year}"


@dataclass(frozen=True, kw_only=True)
class DocumentNumber(Series):
    """A number that was given, once and for ever.

    Attributes:
        owner_id: the paper that it belongs to, issued or not.
    """

    number: int
    owner_id: UUID


class NumberServer(Protocol):
    """The server's book. ``ioc_desktop.sync.desk`` answers."""

    def take_number(self, number_id: UUID, owner_id: UUID, series: Series) -> Mapping[str, Any]:
        """The next number of the series for this owner, or the one that it has, as the row on the server.

        Raises:
            ExpectedError: ``sync.*`` while the server cannot be asked.
        """
        ...


def number_id(owner_id: UUID) -> UUID:
    """Identifier of an owner's number: an owner has one, whoever asks and however often."""
    return uuid5(owner_id, "document_number")


def _plain(name: str) -> str:
    return nfc(" ".join(name.split())).casefold()


def checked(series: Series) -> Series:
    """The series as it is kept.

    Raises:
        ExpectedError: ``number.series_wrong``.
    """
    org, kind = nfc(" ".join(series.org.split())), nfc(" ".join(series.kind.split()))
    if not 0 < len(org) <= ORG_LETTERS or not 0 < len(kind) <= KIND_LETTERS or series.year not in _YEARS:
        raise ExpectedError(
            "number.series_wrong",
            QT_TRANSLATE_NOOP(
                "errors", "Sổ số cần tên cơ quan (tối đa {org}), loại văn bản (tối đa {kind} ký tự) và năm. Nhập lại."
            ),
            org=ORG_LETTERS,
            kind=KIND_LETTERS,
        )
    return Series(org=org, kind=kind, year=series.year)

"""One call from a PDF to its findings."""

from __future__ import annotations

from dataclasses import dataclass

from ioc_desktop.documents.lint.annex import check_annexes
from ioc_desktop.documents.lint.body import check_body
from ioc_desktop.documents.lint.finding import Finding, once
from ioc_desktop.documents.lint.foot import check_foot
from ioc_desktop.documents.lint.form import form_of
from ioc_desktop.documents.lint.head import check_head
from ioc_desktop.documents.lint.pages import check_pages
from ioc_desktop.documents.lint.parts import take_apart
from ioc_desktop.documents.lint.reading import read
from ioc_desktop.documents.lint.seal import check_seals
from ioc_desktop.documents.model import Family


@dataclass(frozen=True, slots=True)
class Report:
    """What the linter says of a file; without findings it is as the rules ask.

    Attributes:
        family: whose rules were applied.
    """

    pages: int
    family: Family
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not self.findings


def lint(content: bytes) -> Report:
    """Read a PDF back and hold it against the rules of its family. Any thread.

    Raises:
        ExpectedError: ``document.encrypted``, ``document.unreadable``, ``document.no_text``, ``document.too_long``.
    """
    sheets = read(content)
    parts = take_apart(sheets)
    form = form_of(parts.family)
    found = [
        *check_pages(parts),
        *check_head(parts, form),
        *check_body(parts, form),
        *check_foot(parts, form),
        *check_annexes(parts, form),
        *check_seals(content),
    ]
    return Report(len(sheets), parts.family, tuple(once(found)))

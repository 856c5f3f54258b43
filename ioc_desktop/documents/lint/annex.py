"""Rules of annexes: name, number, title and reference."""

from __future__ import annotations

from collections.abc import Iterator

from ioc_desktop.documents.lint.finding import Finding
from ioc_desktop.documents.lint.form import Form
from ioc_desktop.documents.lint.parts import AnnexPart, Parts
from ioc_desktop.documents.lint.styles import Look, check_look
from ioc_desktop.documents.wording import roman

_CENTRE_SLACK = 12.0


def check_annexes(parts: Parts, form: Form) -> Iterator[Finding]:
    """Each annex by its first page."""
    many = len(parts.annexes) > 1
    for number, annex in enumerate(parts.annexes, 1):
        wanted = f"Phụ lục {roman(number)}" if many else "Phụ lục"
        if annex.name.text.casefold() != wanted.casefold():
            yield Finding("annex.name", annex.name.page, "Phụ lục", f"“{annex.name.text}”", f"“{wanted}”")
        yield from _heading(annex, form)


def _heading(annex: AnnexPart, form: Form) -> Iterator[Finding]:
    page = annex.name.page
    yield from check_look([annex.name], Look("annex", "Phụ lục", form.annex, bold=True, italic=False))
    if not annex.title:
        yield Finding("annex_title.missing", page, "Tên phụ lục", "không có", "tên in hoa, đậm, ở giữa")
    title = Look("annex_title", "Tên phụ lục", (13.0, 14.0), bold=True, italic=False, upper=True)
    yield from check_look(annex.title, title)
    if not annex.reference:
        yield Finding("annex_reference.missing", page, "Chỉ dẫn kèm theo", "không có", "“(Kèm theo … số … ngày …)”")
    reference = Look("annex_reference", "Chỉ dẫn kèm theo", (13.0, 14.0), bold=False, italic=True)
    yield from check_look(annex.reference, reference)
    for row in (annex.name, *annex.title[:1]):
        sheet = annex.sheets[0]
        if abs(row.middle - sheet.width / 2) > 7.5 * 72 / 25.4 + _CENTRE_SLACK:
            yield Finding("annex.centre", page, "Phụ lục", f"“{row.text[:30]}” lệch giữa", "canh giữa")

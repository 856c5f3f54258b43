"""Rules of the foot: who signs, and "Nơi nhận"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ioc_desktop.documents.lint.finding import Finding
from ioc_desktop.documents.lint.form import CONTACT_PT, Form
from ioc_desktop.documents.lint.parts import Foot, Parts
from ioc_desktop.documents.lint.reading import Row
from ioc_desktop.documents.lint.styles import Look, check_look
from ioc_desktop.documents.model import Family

_SIGNER, _NAME, _RECIPIENTS = "Chức vụ người ký", "Họ tên người ký", "Nơi nhận"
_ACADEMIC = re.compile(r"^(GS|PGS|TS|ThS|BS|KS|CN|Tiến sĩ|Thạc sĩ|Giáo sư)\b\.?", re.IGNORECASE)
_LEVEL = 8.0


def check_foot(parts: Parts, form: Form) -> Iterator[Finding]:
    """Boxes 7, 9b and 13."""
    yield from _signer(parts, form)
    yield from _recipients(parts, form)
    yield from _order(parts)
    contact = Look("contact", "Địa chỉ cơ quan", CONTACT_PT, bold=False, italic=False)
    yield from check_look(parts.contact, contact)


def _signer(parts: Parts, form: Form) -> Iterator[Finding]:
    foot = parts.foot
    if not foot.offices:
        yield Finding("signer.missing", parts.main[-1].number, _SIGNER, "không có", "chức vụ in hoa, đậm, bên phải")
        return
    yield from check_look(foot.offices, Look("signer", _SIGNER, form.signer, bold=True, italic=False, upper=True))
    if parts.family is not Family.PARTY:
        yield from _rights(foot.offices)
    if not foot.names and not parts.is_draft:
        yield Finding("signer.name", foot.offices[-1].page, _NAME, "không có", "họ tên dưới chức vụ")
    yield from check_look(foot.names, Look("name", _NAME, form.signer, bold=True, italic=False, upper=False))
    for row in foot.names:
        if _ACADEMIC.match(row.text):
            yield Finding("name.title", row.page, _NAME, f"“{row.text}”", "chỉ họ và tên, không ghi học hàm, học vị")


def _rights(offices: list[Row]) -> Iterator[Finding]:
    for row in offices:
        found = re.match(r"^(TM|KT|TL|TUQ|Q)\b(\.? ?)", row.text)
        if found and found[2] != ". ":
            yield Finding("signer.right", row.page, _SIGNER, f"“{row.text}”", f"“{found[1]}. …”")


def _recipients(parts: Parts, form: Form) -> Iterator[Finding]:
    foot, is_party = parts.foot, parts.family is Family.PARTY
    title = foot.title
    if title is None:
        yield Finding("recipients.missing", parts.main[-1].number, _RECIPIENTS, "không có", "“Nơi nhận:” bên trái")
        return
    look = Look("recipients_title", _RECIPIENTS, form.recipients_title, bold=not is_party, italic=not is_party)
    yield from check_look([title], look)
    if title.text != "Nơi nhận:":
        yield Finding("recipients_title.form", title.page, _RECIPIENTS, f"“{title.text}”", "“Nơi nhận:”")
    yield from check_look(foot.recipients, Look("recipients", _RECIPIENTS, form.recipients, bold=False, italic=False))
    yield from _list(foot)


def _list(foot: Foot) -> Iterator[Finding]:
    """Each "- …;", the last "- Lưu …."."""
    assert foot.title is not None
    items: list[str] = []
    for row in foot.recipients:
        if row.text.startswith("-") or not items:
            items.append(row.text)
        else:
            items[-1] += f" {row.text}"
    page = foot.title.page
    if not items:
        yield Finding("recipients.list", page, _RECIPIENTS, "danh sách trống", "ít nhất dòng “- Lưu: VT, ….”")
        return
    for number, item in enumerate(items):
        is_last = number == len(items) - 1
        if not item.startswith("- ") or not item.endswith("." if is_last else ";"):
            wanted = "“- ….” ở dòng cuối" if is_last else "“- …;” ở mỗi dòng"
            yield Finding("recipients.form", page, _RECIPIENTS, f"“{item[:40]}”", wanted)
    if not items[-1].startswith("- Lưu"):
        yield Finding("recipients.filing", page, _RECIPIENTS, f"dòng cuối là “{items[-1][:40]}”", "“- Lưu: VT, ….”")


def _order(parts: Parts) -> Iterator[Finding]:
    foot = parts.foot
    if foot.title is None or not foot.offices:
        return
    top = max(foot.offices, key=lambda row: row.base)
    two = len({round(row.middle / 40) for row in foot.offices}) > 1
    is_level = top.page == foot.title.page and abs(top.base - foot.title.base) < _LEVEL
    if not is_level and not two:
        yield Finding(
            "recipients.level", foot.title.page, _RECIPIENTS, "không ngang hàng chức vụ người ký", "ngang hàng"
        )

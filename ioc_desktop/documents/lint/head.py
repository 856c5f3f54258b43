"""Rules of the head: national title, organ, number, place and date, kind and subject, their order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ioc_desktop.documents.lint.finding import Finding
from ioc_desktop.documents.lint.form import SHORT_RULE, Form
from ioc_desktop.documents.lint.parts import Head, Parts
from ioc_desktop.documents.lint.reading import Row, Sheet
from ioc_desktop.documents.lint.styles import Look, check_look, check_rule
from ioc_desktop.documents.model import Family
from ioc_desktop.documents.wording import MOTTO, NATIONAL_TITLE, PARTY_TITLE

_DATE = re.compile(r"ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})$")
_BLANK_DATE = re.compile(r"ngày\s+tháng|tháng\s+năm|năm\s*$")
_BLANK_NUMBER = re.compile(r"Số:?\s*([-/]|$)")
_SHORT = "đường kẻ dài từ 1/3 đến 1/2 dòng chữ"


def check_head(parts: Parts, form: Form) -> Iterator[Finding]:
    """Boxes 1 to 5."""
    head, sheet = parts.head, parts.main[0]
    yield from _title(parts, form, sheet)
    yield from _organ(parts, form, sheet)
    yield from _number(head, form, is_draft=parts.is_draft)
    yield from _place(head, form)
    if head.kind:
        yield from _kind(head, form, sheet)
    else:
        yield from _letter(parts, form)
    yield from _order(head)


def _missing(code: str, part: str, wanted: str) -> Finding:
    return Finding(f"{code}.missing", 1, part, "không có", wanted)


def _title(parts: Parts, form: Form, sheet: Sheet) -> Iterator[Finding]:
    head, is_party = parts.head, parts.family is Family.PARTY
    name, words = ("Tiêu đề", PARTY_TITLE) if is_party else ("Quốc hiệu", NATIONAL_TITLE)
    look = Look("title", name, form.title, bold=True, italic=False, upper=True)
    if head.title is None:
        yield _missing("title", name, f"“{words}” ở góc trên bên phải")
        return
    yield from check_look([head.title], look)
    if is_party:
        yield from check_rule(head.title, sheet, (1.0, 1.0), look, "đường kẻ dài bằng dòng chữ")
        return
    motto = Look("motto", "Tiêu ngữ", form.motto, bold=True, italic=False, upper=False)
    if head.motto is None:
        yield _missing("motto", "Tiêu ngữ", f"“{MOTTO}” dưới Quốc hiệu")
        return
    if head.motto.text != MOTTO:
        yield Finding("motto.form", 1, "Tiêu ngữ", f"“{head.motto.text}”", f"“{MOTTO}”")
    yield from check_look([head.motto], motto)
    yield from check_rule(head.motto, sheet, (1.0, 1.0), motto, "đường kẻ dài bằng dòng chữ")


def _organ(parts: Parts, form: Form, sheet: Sheet) -> Iterator[Finding]:
    head = parts.head
    look = Look("organ", "Tên cơ quan ban hành", form.organ, bold=True, italic=False, upper=True)
    if not head.organ:
        yield _missing("organ", "Tên cơ quan ban hành", "tên cơ quan ở góc trên bên trái")
        return
    yield from check_look(head.organ, look)
    parent = Look("parent", "Tên cơ quan chủ quản", form.parent, bold=False, italic=False, upper=True)
    yield from check_look(head.parent, parent)
    if parts.family is not Family.PARTY:
        yield from check_rule(head.organ[-1], sheet, SHORT_RULE, look, _SHORT)


def _number(head: Head, form: Form, *, is_draft: bool) -> Iterator[Finding]:
    part, row = "Số, ký hiệu", head.number
    if row is None:
        yield _missing("number", part, f"số và ký hiệu dưới tên cơ quan, {form.number_example}")
        return
    yield from check_look([row], Look("number", part, form.number, bold=False, italic=False))
    if _BLANK_NUMBER.match(row.text):
        if not is_draft:
            yield Finding("number.blank", row.page, part, "chưa có số", f"số đã cấp, {form.number_example}")
        return
    # Room that was left for the number may remain about it.
    text = re.sub(r"\s+(?=[/-])", "", " ".join(row.text.split()))
    found = re.fullmatch(form.number_form, text)
    if not found or (len(found["figures"]) < 2) or found["symbol"].upper() == found["symbol"].lower():
        yield Finding("number.form", row.page, part, f"“{row.text}”", form.number_example)


def _place(head: Head, form: Form) -> Iterator[Finding]:
    part, row = "Địa danh và thời gian", head.place
    if row is None:
        yield _missing("place", part, "địa danh, ngày, tháng, năm dưới Quốc hiệu")
        return
    yield from check_look([row], Look("place", part, form.place, bold=False, italic=True))
    if head.number and abs(head.number.base - row.base) > 4.0:
        yield Finding("place.level", row.page, part, "không cùng dòng với số, ký hiệu", "cùng dòng với số, ký hiệu")
    if not _date_is_right(row.text if _BLANK_DATE.search(row.text) else " ".join(row.text.split())):
        yield Finding("place.form", row.page, part, f"“{row.text}”", "dạng “Địa danh, ngày 05 tháng 01 năm 2026”")


def _date_is_right(text: str) -> bool:
    """Days under 10 and months 1 and 2 have a zero before them; other months have none that is not theirs."""
    found = _DATE.search(text)
    if not found:
        return bool(_BLANK_DATE.search(text))
    day, month = found["day"], found["month"]
    has_comma = text[: found.start()].endswith(", ") or not text[: found.start()].strip()
    in_range = 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    month_form = f"{int(month):02d}" if int(month) < 3 else str(int(month))
    return has_comma and in_range and len(day) == 2 and month == month_form


def _kind(head: Head, form: Form, sheet: Sheet) -> Iterator[Finding]:
    yield from check_look(head.kind, Look("kind", "Tên loại", form.kind, bold=True, italic=False, upper=True))
    look = Look("subject", "Trích yếu nội dung", form.subject, bold=True, italic=False)
    if not head.subject:
        yield _missing("subject", look.part, "trích yếu in đậm dưới tên loại")
        return
    yield from check_look(head.subject, look)
    yield from check_rule(head.subject[-1], sheet, SHORT_RULE, look, _SHORT)
    session = Look("session", "Khóa, kỳ họp", form.subject, bold=True, italic=False, upper=True)
    yield from check_look(head.session, session)


def _letter(parts: Parts, form: Form) -> Iterator[Finding]:
    head, is_party = parts.head, parts.family is Family.PARTY
    if not head.letter_subject:
        yield _missing("kind", "Tên loại", "tên loại và trích yếu ở giữa, hoặc “V/v …” dưới số của công văn")
        return
    look = Look("letter_subject", "Trích yếu công văn", form.letter_subject, bold=False, italic=is_party)
    yield from check_look(head.letter_subject, look)
    if not is_party and not head.letter_subject[0].text.startswith("V/v "):
        yield Finding(
            "letter_subject.form", 1, look.part, f"“{head.letter_subject[0].text[:30]}”", "bắt đầu bằng “V/v ”"
        )
    if not head.addressees:
        yield _missing("addressee", "Kính gửi", "“Kính gửi:” và nơi nhận công văn")


def _order(head: Head) -> Iterator[Finding]:
    """From the top: what stands lower than its follower is out of order."""
    for above, below, part, wanted in (
        (head.title, head.motto, "Tiêu ngữ", "ở dưới Quốc hiệu"),
        (head.organ[-1] if head.organ else None, head.number, "Số, ký hiệu", "ở dưới tên cơ quan ban hành"),
        (head.title, head.place, "Địa danh và thời gian", "ở dưới Quốc hiệu, Tiêu ngữ"),
        (head.number, _first(head.kind), "Tên loại", "ở dưới số, ký hiệu"),
        (_first(head.kind), _first(head.subject), "Trích yếu nội dung", "ở dưới tên loại"),
        (_first(head.kind) or head.number, _first(head.addressees), "Kính gửi", "ở dưới phần đầu văn bản"),
    ):
        if above and below and (below.page, -below.base) < (above.page, -above.base):
            yield Finding("order", below.page, part, "đặt sai chỗ", wanted)


def _first(rows: list[Row]) -> Row | None:
    return rows[0] if rows else None

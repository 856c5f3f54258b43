"""Annexes: their headings, photographs on a page, and the list of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportlab.lib import colors
from reportlab.platypus import Table as Grid

from ioc_desktop.documents import fonts, model, pictures, wording
from ioc_desktop.documents.body import BodyWriter, FigureBox
from ioc_desktop.documents.keeping import Bookmark
from ioc_desktop.documents.layout import Layout
from ioc_desktop.documents.model import Align, Annex, Column, EvidenceAnnex, Paper, Photo, PhotoAnnex, Table
from ioc_desktop.documents.tables import cell_forms, grid
from ioc_desktop.documents.text import CENTRE, height_of, paragraph, style

_GRIDS = {1: (1, 1), 2: (1, 2), 4: (2, 2), 6: (2, 3)}
_CELL_PAD = 4.0
_LEAST_PHOTO = 60.0
_PHOTO_TITLE_PT, _PHOTO_PT, _PHOTO_HASH_PT = 11.0, 10.0, 8.0
_EVIDENCE_PT = 11.0


def is_lying(annex: Annex) -> bool:
    """Whether its pages lie: always for evidence, whose digests need the width."""
    return isinstance(annex, EvidenceAnnex) or (isinstance(annex, model.BodyAnnex) and annex.landscape)


def annex_name(paper: Paper, number: int) -> str:
    """Gives "Phụ lục" where there is one, "Phụ lục I", "Phụ lục II" … where there are several."""
    return f"Phụ lục {wording.roman(number)}" if len(paper.annexes) > 1 else "Phụ lục"


def reference_line(paper: Paper) -> str:
    """Says "(Kèm theo Báo cáo số 05/BC-UBND ngày … của …)"."""
    kind = paper.kind.capitalize() or "Công văn"
    number = wording.number_words(paper.issuer.family, paper.number, paper.symbol).replace("Số: ", "Số ")
    organ = " ".join(paper.issuer.organ.split())
    return f"(Kèm theo {kind} số {number[3:]} {wording.date_words(paper.date)} của {organ})"


def heading_of(paper: Paper, annex: Annex, number: int, layout: Layout) -> list[Any]:
    """Name, title in capitals and the reference to the document, centred."""
    name = annex_name(paper, number)
    bold = style(layout.annex_pt, bold=True, align=CENTRE)
    italic = style(layout.annex_pt, italic=True, align=CENTRE, spaceAfter=10.0)
    return [
        Bookmark(fonts.printable(f"{name}. {annex.title}"), f"annex-{number}", 0),
        paragraph(name, bold),
        paragraph(annex.title.upper(), bold),
        paragraph(reference_line(paper), italic),
    ]


def annex_story(paper: Paper, annex: Annex, number: int, layout: Layout) -> list[Any]:
    """Everything of one annex.

    Raises:
        ExpectedError: see ``pictures.prepare`` and ``tables.grid``.
    """
    heading = heading_of(paper, annex, number, layout)
    if isinstance(annex, PhotoAnnex):
        taken = sum(height_of(item, layout.text_width) for item in heading) + 16.0
        return [*heading, *photo_rows(annex, layout, layout.text_height - taken)]
    if isinstance(annex, EvidenceAnnex):
        return [*heading, grid(evidence_table(annex), replace(layout, table_pt=_EVIDENCE_PT), layout.text_width)]
    return [*heading, *BodyWriter(layout, key=f"annex-{number}", depth=1).write(annex.body)]


def photo_rows(annex: PhotoAnnex, layout: Layout, height: float) -> list[Any]:
    """Rows of photographs, as many on a page as the annex asks for.

    Args:
        height: free on the first page, in points.

    Raises:
        ValueError: not 1, 2, 4 or 6 on a page.
        ExpectedError: ``documents.bad_picture``, ``documents.picture_too_large``.
    """
    if annex.per_page not in _GRIDS:
        raise ValueError(annex.per_page)
    if not annex.photos:
        return []
    columns, rows = _GRIDS[annex.per_page]
    wide, high = layout.text_width / columns - 2 * _CELL_PAD, height / rows - 2 * _CELL_PAD - 1.0
    cells = _cells(annex.photos, wide, high)
    cells += [[]] * (-len(cells) % columns)
    lines = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    frame = ("GRID", (0, 0), (-1, -1), 0.3, colors.grey)
    form = [frame, ("VALIGN", (0, 0), (-1, -1), "TOP"), *cell_forms(_CELL_PAD, _CELL_PAD, _CELL_PAD)]
    return [Grid(lines, colWidths=[layout.text_width / columns] * columns, splitInRow=_LEAST_PHOTO, style=form)]


def _cells(photos: Sequence[Photo], wide: float, high: float) -> list[Any]:
    captions = [_caption(photo, number) for number, photo in enumerate(photos, 1)]
    rooms = [max(_LEAST_PHOTO, high - sum(height_of(line, wide) for line in lines) - 4.0) for lines in captions]
    made = pictures.prepare_all([(photo.image, wide, room) for photo, room in zip(photos, rooms, strict=True)])
    return [
        [FigureBox(picture, picture.fitted(wide, room), room), *lines]
        for picture, room, lines in zip(made, rooms, captions, strict=True)
    ]


def _caption(photo: Photo, number: int) -> list[Any]:
    title = f"Ảnh {number}. {photo.caption}" if photo.caption else f"Ảnh {number}"
    facts = {"Thời gian": wording.moment(photo.taken_at), "Camera": photo.camera, "Địa điểm": photo.place}
    lines = [f"{name}: {value}" for name, value in facts.items() if value]
    return [
        paragraph(title, style(_PHOTO_TITLE_PT, bold=True, align=CENTRE)),
        *(paragraph(line, style(_PHOTO_PT, align=CENTRE)) for line in lines),
        paragraph(f"SHA-256: {photo.sha256}", style(_PHOTO_HASH_PT, align=CENTRE, line=1.2)),
    ]


_EVIDENCE_COLUMNS = (
    Column("TT", 4, Align.CENTRE),
    Column("Tệp", 19),
    Column("Kích thước (byte)", 12, Align.RIGHT),
    Column("SHA-256", 32),
    Column("Camera", 14),
    Column("Thời điểm ghi", 15, Align.CENTRE),
    Column("Lệch giờ camera", 11, Align.CENTRE),
    Column("Người xuất, thời điểm xuất", 17),
)


def evidence_table(annex: EvidenceAnnex) -> Table:
    """One row a file, with what another machine needs to verify it."""
    rows = tuple(
        (
            str(number),
            item.file,
            wording.grouped(item.size),
            f"{item.sha256[:32]}\n{item.sha256[32:]}",
            item.camera,
            wording.moment(item.taken_at),
            wording.offset_words(item.clock_offset_s),
            "\n".join(part for part in (item.exporter, wording.moment(item.exported_at)) if part),
        )
        for number, item in enumerate(annex.items, 1)
    )
    return Table(_EVIDENCE_COLUMNS, rows)

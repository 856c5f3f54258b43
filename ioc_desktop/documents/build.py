"""One call from a document to its PDF/A-2b file."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from reportlab.platypus import NextPageTemplate
from reportlab.platypus import PageBreak as NewPage

from ioc_desktop.core.clock import SystemClock
from ioc_desktop.core.text import nfc
from ioc_desktop.documents import fonts
from ioc_desktop.documents.annexes import annex_story, is_lying
from ioc_desktop.documents.body import BodyWriter, ended
from ioc_desktop.documents.fingerprint import content_sha256
from ioc_desktop.documents.header import head_of
from ioc_desktop.documents.layout import Layout, layout_of
from ioc_desktop.documents.model import Block, Family, Paper
from ioc_desktop.documents.pages import LYING, STANDING, CountAnew, Pages
from ioc_desktop.documents.pdfa import CREATOR, LANGUAGE, PRODUCER, Metadata, archive_canvas
from ioc_desktop.documents.signature import foot_of
from ioc_desktop.documents.wording import number_words


def build(
    paper: Paper,
    *,
    made_at: datetime | None = None,
    layout: Layout | None = None,
    on_page: Callable[[int], object] = lambda _page: None,
) -> bytes:
    """Lay out a document. Pure but for the clock: the same paper and time give the same bytes. Any thread.

    Args:
        made_at: aware time for the metadata; now by default.
        layout: another form of page than the family's own; for trying out.
        on_page: told of each page that begins, from 1; what it raises ends the work.

    Raises:
        ExpectedError: ``documents.no_font``, ``documents.bad_picture``, ``documents.picture_too_large``,
            ``documents.too_many_columns``, ``documents.bad_row``, ``documents.names_too_long``.
        ValueError: a photo annex with another number of photos a page than 1, 2, 4 or 6.
    """
    fonts.ready()
    form = layout or layout_of(paper.issuer.family)
    sha256 = content_sha256(paper)
    meta = metadata_of(paper, sha256, made_at or SystemClock().now())
    held = io.BytesIO()
    pages = Pages(
        held, paper, form, on_page, title=meta.title, author=meta.author, subject=meta.subject, keywords=meta.keywords,
        producer=PRODUCER, creator=CREATOR, lang=LANGUAGE, invariant=1,
    )  # fmt: skip
    story = _story(paper, form, sha256)
    try:
        pages.build(story, canvasmaker=lambda _name, **options: archive_canvas(held, meta, **options))
    except Exception:
        if pages.stopped_by is not None:
            raise pages.stopped_by from None
        raise
    return held.getvalue()


def metadata_of(paper: Paper, sha256: str, made_at: datetime) -> Metadata:
    """What the file says of itself."""
    organ = " ".join(paper.issuer.organ.split())
    number = " ".join(number_words(paper.issuer.family, paper.number, paper.symbol).split())
    return Metadata(
        title=nfc(" ".join(f"{paper.kind or 'Công văn'}: {paper.subject}".split())),
        author=nfc(paper.author or organ),
        subject=nfc(f"{number} - {organ}"),
        keywords=f"{paper.document_id}, sha256:{sha256}",
        made_at=made_at.replace(microsecond=0),
        identifier=f"{paper.document_id} {sha256}",
    )


def closing(paper: Paper) -> tuple[Block, ...]:
    """The body with its end mark "./."; documents of Party organs have none."""
    return paper.body if paper.issuer.family is Family.PARTY else ended(paper.body)


def _story(paper: Paper, layout: Layout, sha256: str) -> list[Any]:
    body = BodyWriter(layout).write(closing(paper))
    story = [NextPageTemplate(STANDING), *head_of(paper, layout), *foot_of(paper, layout, sha256, body)]
    for number, annex in enumerate(paper.annexes, 1):
        lies = is_lying(annex)
        story += [NextPageTemplate(LYING if lies else STANDING), CountAnew(), NewPage()]
        story += annex_story(paper, annex, number, layout.lying() if lies else layout)
    return story

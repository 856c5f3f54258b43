"""The foot of the document: who signs at the right, "Nơi nhận" at the left, level with the first line of the signer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, KeepTogether
from reportlab.platypus import Paragraph as Laid

from ioc_desktop.documents import fonts
from ioc_desktop.documents.keeping import is_heading
from ioc_desktop.documents.layout import MM, Layout
from ioc_desktop.documents.lines import Line, balanced, draw_stack, stack_height
from ioc_desktop.documents.model import Family, Paper, Signer
from ioc_desktop.documents.pdfa import mark_place
from ioc_desktop.documents.qr import IntegrityNote
from ioc_desktop.documents.text import height_of, paragraph, refuse_if_too_high, style
from ioc_desktop.documents.wording import right_words

SIGNATURE_PLACE = "chu-ky"
"""Named destination around the room for the signature; ``signing.places`` reads it."""
CO_SIGNATURE_PLACE = "chu-ky-2"
_LEFT_SHARE = 0.47
_GAP = 6.0
_KEPT_SHARE = 0.25


class SignerBox:
    """Boxes 7a to 7c: rights and office in bold capitals, room for the signature, the name."""

    def __init__(self, signer: Signer, family: Family, layout: Layout, width: float, place: str) -> None:
        size, self.width, self._place = layout.signer_pt, width, place
        self._head = [
            line
            for words in (*(right_words(family, right) for right in signer.rights), signer.position.upper())
            for line in balanced(words, fonts.BOLD, size, width)
        ]
        self._name: list[Line] = balanced(signer.name, fonts.BOLD, size, width)
        self._room = layout.signing_mm * MM
        refuse_if_too_high(self.height, layout)

    @property
    def height(self) -> float:
        return stack_height(self._head) + self._room + stack_height(self._name)

    def draw(self, canvas: Any, middle: float, top: float) -> None:
        low = draw_stack(canvas, self._head, middle, top)
        x, y = canvas.absolutePosition(middle - self.width / 2, low - self._room)
        mark_place(canvas, self._place, (x, y + 2, x + self.width, y + self._room - 2))
        draw_stack(canvas, self._name, middle, low - self._room)


class Foot(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Signer and recipients in two columns; only what is higher than a page is divided.

    Args:
        page_height: of the text, in points.
    """

    def __init__(self, left: Sequence[Any], signer: SignerBox | None, left_width: float, page_height: float) -> None:
        super().__init__()
        self._left, self._signer = list(left), signer
        self._left_width, self._page_height = left_width, page_height

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self._heights = [height_of(item, self._left_width) for item in self._left]
        self.height = max(sum(self._heights), self._signer.height if self._signer else 0.0) + _GAP
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        self.wrap(width, height)
        room = height - _GAP
        if self.height <= self._page_height or (self._signer and self._signer.height > room):
            return []
        count, used = 0, 0.0
        while count < len(self._left) and used + self._heights[count] <= room:
            used += self._heights[count]
            count += 1
        if count in {0, len(self._left)}:
            return []
        return [
            Foot(self._left[:count], self._signer, self._left_width, self._page_height),
            Foot(self._left[count:], None, self._left_width, self._page_height),
        ]

    def draw(self) -> None:
        top = y = self.height - _GAP
        for item, height in zip(self._left, self._heights, strict=True):
            y -= height
            item.drawOn(self.canv, 0, y)
        if self._signer:
            self._signer.draw(self.canv, self.width - self._signer.width / 2, top)


class TwoSigners(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Two who sign side by side, as on a hand-over."""

    def __init__(self, left: SignerBox, right: SignerBox) -> None:
        super().__init__()
        self._boxes = (left, right)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, max(box.height for box in self._boxes) + _GAP
        return self.width, self.height

    def draw(self) -> None:
        for box, share in zip(self._boxes, (0.25, 0.75), strict=True):
            box.draw(self.canv, self.width * share, self.height - _GAP)


def recipient_lines(paper: Paper, layout: Layout) -> list[Laid]:
    """Box 9b: the title, then one line each, "-" before and ";" after, the last "- Lưu: VT, …." ending in a point."""
    is_party = paper.issuer.family is Family.PARTY
    title = style(layout.recipients_title_pt, bold=not is_party, italic=not is_party)
    item = style(layout.recipients_pt)
    names = [name.strip(" -;.") for name in (*paper.recipients, paper.filing)]
    names = [name for name in names if name]
    if not names:
        return []
    head = Laid("<u>Nơi nhận:</u>" if is_party else "Nơi nhận:", title)
    last = len(names) - 1
    return [head, *(paragraph(f"- {name}{'.' if at == last else ';'}", item) for at, name in enumerate(names))]


def foot_of(paper: Paper, layout: Layout, sha256: str, body: list[Any]) -> list[Any]:
    """The end of ``body`` and the foot, kept together so that no page bears a signature alone."""
    left_width = layout.text_width * _LEFT_SHARE
    left = [*recipient_lines(paper, layout), IntegrityNote(paper.document_id, sha256, layout)]
    family, height = paper.issuer.family, layout.text_height
    if paper.co_signer is None:
        signer = SignerBox(paper.signer, family, layout, layout.text_width - left_width - _GAP, SIGNATURE_PLACE)
        return _kept(body, Foot(left, signer, left_width, height), layout=layout)
    half = layout.text_width / 2 - _GAP
    first = SignerBox(paper.co_signer, family, layout, half, CO_SIGNATURE_PLACE)
    second = SignerBox(paper.signer, family, layout, half, SIGNATURE_PLACE)
    return _kept(body, TwoSigners(first, second), Foot(left, None, left_width, height), layout=layout)


def _kept(body: list[Any], *foot: Any, layout: Layout) -> list[Any]:
    """The foot stays with the last paragraph, and that with the headings over it."""
    at = len(body)
    if (
        body
        and isinstance(body[-1], Laid)
        and height_of(body[-1], layout.text_width) < layout.text_height * _KEPT_SHARE
    ):
        at -= 1
        while at and is_heading(body[at - 1]):
            at -= 1
    return [*body[:at], KeepTogether([*body[at:], *foot])]

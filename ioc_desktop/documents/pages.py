"""Pages: frames between the margins, page numbers in the upper margin, counted anew in each annex."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.platypus import ActionFlowable, BaseDocTemplate, Frame, PageTemplate

from ioc_desktop.documents import fonts
from ioc_desktop.documents.layout import MM, Layout
from ioc_desktop.documents.lines import broken, draw_rule, draw_stack, stack_height
from ioc_desktop.documents.model import Paper
from ioc_desktop.documents.stamps import mark_page

FIRST, STANDING, LYING = "first", "standing", "lying"
_OVER_CONTACT = 10.0


class CountAnew(ActionFlowable):  # type: ignore[misc]  # reportlab has no types
    """The next page is page 1 of its part."""

    def apply(self, doc: Pages) -> None:
        doc.page_of_part = 0


class Pages(BaseDocTemplate):  # type: ignore[misc]  # same
    """The document's pages.

    Attributes:
        page_of_part: number of the page in the document proper or in its annex, from 1.
        stopped_by: what the listener of pages raised.
    """

    def __init__(
        self, held: Any, paper: Paper, layout: Layout, on_page: Callable[[int], object], **options: Any
    ) -> None:
        super().__init__(held, pagesize=_size(layout), **options)
        self._paper, self._on_page = paper, on_page
        self.stopped_by: Exception | None = None
        self.page_of_part = 0
        self._contact = broken(paper.contact, fonts.REGULAR, layout.contact_pt, layout.text_width)
        taken = stack_height(self._contact) + _OVER_CONTACT if self._contact else 0.0
        forms = ((FIRST, layout, taken), (STANDING, layout, 0.0), (LYING, layout.lying(), 0.0))
        self.addPageTemplates([self._template(name, form, low) for name, form, low in forms])

    def _template(self, name: str, layout: Layout, taken: float) -> PageTemplate:
        """A page whose lowest ``taken`` points are kept free."""
        frame = Frame(
            layout.left_mm * MM, layout.bottom_mm * MM + taken, layout.text_width, layout.text_height - taken,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        return PageTemplate(name, [frame], onPage=lambda canvas, _: self._begin(canvas, layout), pagesize=_size(layout))

    def _begin(self, canvas: Any, layout: Layout) -> None:
        """Marks under the content; the number from the second page of a part on."""
        self._tell(canvas.getPageNumber())
        self.page_of_part += 1
        is_first = canvas.getPageNumber() == 1
        mark_page(canvas, self._paper, layout, is_first=is_first)
        if is_first and self._contact:
            self._draw_contact(canvas, layout)
        if self.page_of_part > 1:
            canvas.setFont(fonts.REGULAR, layout.page_number_pt)
            middle = layout.left_mm * MM + layout.text_width / 2
            canvas.drawCentredString(middle, (layout.height_mm - layout.page_number_mm) * MM, str(self.page_of_part))

    def _tell(self, page: int) -> None:
        """Keeps what the listener raises: reportlab makes it anew from its text, which ours cannot be."""
        try:
            self._on_page(page)
        except Exception as error:
            self.stopped_by = error
            raise

    def _draw_contact(self, canvas: Any, layout: Layout) -> None:
        """Box 13: under a line across the text (Decree 30, Appendix I)."""
        middle = layout.left_mm * MM + layout.text_width / 2
        top = layout.bottom_mm * MM + stack_height(self._contact) + 1.0
        draw_rule(canvas, middle, top + 2.0, layout.text_width)
        draw_stack(canvas, self._contact, middle, top)


def _size(layout: Layout) -> tuple[float, float]:
    return layout.width_mm * MM, layout.height_mm * MM

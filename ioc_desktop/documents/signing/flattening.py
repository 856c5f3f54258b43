"""A copy for looking at: visible signatures as part of the pages, for viewers that draw no form fields."""

from __future__ import annotations

import io
from typing import Any

from pyhanko.pdf_utils import generic

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.documents.signing import failures
from ioc_desktop.documents.signing.appending import appending
from ioc_desktop.documents.signing.signing import readable, signatures_of


def flattened(content: bytes) -> bytes:
    """The document with the appearances of its signatures drawn into its pages; as it is where there are none.

    What is broken is given back as it is: the viewer says so.
    """
    try:
        with readable(content) as reader:
            if not signatures_of(reader):
                return content
            return _drawn(content, int(reader.root["/Pages"]["/Count"]))
    except (ExpectedError, *failures.BROKEN_FILE):
        return content


def _drawn(content: bytes, pages: int) -> bytes:
    writer = appending(content)
    for number in range(pages):
        _draw_page(writer, number)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def _draw_page(writer: Any, number: int) -> None:
    page = writer.find_page_for_modification(number)[0].get_object()
    make: Any = generic.DictionaryObject  # pyHanko's objects have no types
    for place, reference in enumerate(list(page.get("/Annots", ()))):
        annotation = reference.get_object()
        if annotation.get("/FT") != "/Sig" or "/AP" not in annotation:
            continue
        appearance = annotation["/AP"].raw_get("/N")
        name = f"/IocSeen{place}"
        resources = make({"/XObject": make({name: appearance})})
        command = f"q {_matrix(annotation['/Rect'], appearance.get_object()['/BBox'])} cm {name} Do Q"
        stream = generic.StreamObject(stream_data=command.encode())
        writer.add_stream_to_page(number, writer.add_object(stream), resources)


def _sorted(box: Any) -> tuple[float, float, float, float]:
    """Two corners in any order as left, bottom, right, top."""
    x1, y1, x2, y2 = (float(value) for value in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _matrix(rectangle: Any, box: Any) -> str:
    """From the appearance's own box to the field's rectangle on the page."""
    left, bottom, right, top = _sorted(rectangle)
    own_left, own_bottom, own_right, own_top = _sorted(box)
    wide, high = (right - left) / (own_right - own_left), (top - bottom) / (own_top - own_bottom)
    return f"{wide:g} 0 0 {high:g} {left - own_left * wide:g} {bottom - own_bottom * high:g}"

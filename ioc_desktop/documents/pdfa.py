"""What makes the file PDF/A-2b (ISO 19005-2, level B): output intent, XMP beside Info, identifier; nothing forbidden.

Fonts are embedded by ``fonts``, pictures come without transparency from ``pictures``; no encryption, no scripts, no
annotations are ever written. Whatever the file holds follows from the document and the time of making alone: the same
two give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from PIL import ImageCms
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from ioc_desktop.documents.fonts import REGULAR
from ioc_desktop.documents.wording import VIETNAM

LANGUAGE = "vi-VN"
PRODUCER = CREATOR = "IOC Desktop"
_PDF_VERSION = (1, 7)

# Binary streams as they are: a fourth smaller than reportlab's default of writing them in letters.
rl_config.useA85 = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What Info and XMP both say.

    Attributes:
        made_at: aware time of making.
        identifier: of the document and its content; the file's ID is made of it.
    """

    title: str
    author: str
    subject: str
    keywords: str
    made_at: datetime
    identifier: str


@cache
def srgb_profile() -> bytes:
    """An sRGB profile, always the same bytes: its date is taken out."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((7, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 1 January 2024, as ICC.1 4.2 codes a date
    profile[84:100] = bytes(16)  # "profile ID not calculated"
    return bytes(profile)


def xmp(meta: Metadata) -> str:
    """The metadata packet, in step with Info (ISO 19005-2, 6.6.3)."""
    when = meta.made_at.astimezone(VIETNAM).isoformat(timespec="seconds")
    title, author, subject, keywords, creator, producer = (
        escape(text) for text in (meta.title, meta.author, meta.subject, meta.keywords, CREATOR, PRODUCER)
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<xmp:MetadataDate>{when}</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]  # reportlab has no types
    """reportlab's catalogue drops entries that it does not know."""

    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]  # noqa: RUF012  (reportlab's way)
    __Refs__ = __NoDefault__


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A time as reportlab's documents keep it."""

    YMDhms: tuple[int, int, int, int, int, int]
    t: float
    dhh: int = 7
    dmm: int = 0


def archive_canvas(held: io.BytesIO, meta: Metadata, **options: Any) -> Canvas:
    """A canvas whose file is PDF/A-2b; ``options`` are reportlab's own."""
    given = options | {"initialFontName": REGULAR, "pdfVersion": _PDF_VERSION, "lang": LANGUAGE, "invariant": 1}
    canvas = Canvas(held, **given)
    document = canvas._doc  # noqa: SLF001  (reportlab offers no other way)
    local = meta.made_at.astimezone(VIETNAM)
    document._timeStamp = _Stamp(  # noqa: SLF001
        (local.year, local.month, local.day, local.hour, local.minute, local.second), local.timestamp()
    )
    document._ID = _file_id(meta)  # noqa: SLF001
    document.Catalog.__class__ = _Catalog
    document.Catalog.Metadata = pdfdoc.XMP(creator=lambda _document: xmp(meta).encode())
    document.Catalog.OutputIntents = pdfdoc.PDFArray([_output_intent(document)])
    return canvas


def mark_place(canvas: Any, name: str, box: tuple[float, float, float, float]) -> None:
    """Give a rectangle of the current page a name that others find: a destination in the catalogue.

    Args:
        box: left, lower, right, upper edge in points on the page.
    """
    document = canvas._doc  # noqa: SLF001
    catalog = document.Catalog
    if getattr(catalog, "Dests", None) is None:
        catalog.Dests = pdfdoc.PDFDictionary({})
    catalog.Dests[name] = pdfdoc.PDFArray([document.thisPageRef(), pdfdoc.PDFName("FitR"), *box])


def _file_id(meta: Metadata) -> bytes:
    digest = hashlib.sha256(f"{meta.identifier} {meta.made_at.isoformat()}".encode()).hexdigest()[:32].upper()
    return f"[<{digest}><{digest}>]".encode()


def _output_intent(document: Any) -> Any:
    profile = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"N": 3}), srgb_profile(), filters=[pdfdoc.PDFZCompress]
    )  # fmt: skip
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )

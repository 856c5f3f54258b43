"""Alerts as Common Alerting Protocol 1.2 files, checked against our schema of it (``resources/cap/cap-1.2.xsd``).

https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from ioc_desktop.config.paths import resource_path
from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.alerts.model import Alert, AlertArea, AlertText, Point
from ioc_desktop.kernel.alerts.service import cap_time

if TYPE_CHECKING:
    from lxml import etree

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_LANGUAGE = "vi-VN"
_DRILL = "DIỄN TẬP"

Told = Iterator[tuple[str, str]]
"""Names of elements and what they say, in the order of the schema; those that say nothing are left out."""


def as_cap(alert: Alert, sender_name: str = "") -> str:
    """The file of a message that has been released.

    Args:
        sender_name: of the centre, as people know it.

    Raises:
        ExpectedError: ``cap.invalid`` when it is not as the schema asks.
    """
    from lxml import etree  # noqa: PLC0415  (slow, for alerts only)

    root = etree.Element(f"{{{NAMESPACE}}}alert", nsmap={None: NAMESPACE})
    _fill(root, _head(alert))
    info = etree.SubElement(root, f"{{{NAMESPACE}}}info")
    _fill(info, _info(alert, sender_name))
    for name, value in alert.text.parameters.items():
        _fill(etree.SubElement(info, f"{{{NAMESPACE}}}parameter"), iter([("valueName", name), ("value", value)]))
    area = etree.SubElement(info, f"{{{NAMESPACE}}}area")
    _fill(area, _area(alert.text.area))
    if alert.text.area.geocode:
        code = etree.SubElement(area, f"{{{NAMESPACE}}}geocode")
        _fill(code, iter([("valueName", "VN-DVHC"), ("value", alert.text.area.geocode)]))
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    check_cap(content)
    return content.decode()


def check_cap(content: bytes) -> None:
    """Hold a file against the schema; entities are not followed.

    Raises:
        ExpectedError: ``cap.invalid``, with what the schema says of the first fault.
    """
    from lxml import etree  # noqa: PLC0415

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        _schema().assertValid(etree.fromstring(content, parser))
    except (etree.XMLSyntaxError, etree.DocumentInvalid) as error:
        raise ExpectedError(
            "cap.invalid",
            QT_TRANSLATE_NOOP("errors", "Bản tin không đúng chuẩn CAP 1.2: {problem}. Sửa nội dung rồi thử lại."),
            problem=str(error)[:300],
        ) from error


@cache
def _schema() -> etree.XMLSchema:
    from lxml import etree  # noqa: PLC0415

    return etree.XMLSchema(etree.parse(resource_path("cap", "cap-1.2.xsd")))


def _fill(element: etree._Element, told: Told) -> None:
    from lxml import etree  # noqa: PLC0415

    for name, value in told:
        if value:
            etree.SubElement(element, f"{{{NAMESPACE}}}{name}").text = _clean(value)


def _head(alert: Alert) -> Told:
    yield "identifier", alert.identifier
    yield "sender", alert.sender
    yield "sent", cap_time(alert)
    yield "status", "Exercise" if alert.is_drill else "Actual"
    yield "msgType", alert.msg_type.value
    yield "scope", "Public"
    yield "note", ". ".join(part for part in (_DRILL if alert.is_drill else "", alert.note) if part)
    yield "references", alert.refers_to
    yield "incidents", str(alert.about.id) if alert.about else ""


def _info(alert: Alert, sender_name: str) -> Told:
    text: AlertText = alert.text
    yield "language", _LANGUAGE
    yield "category", text.category
    yield "event", text.event
    yield "responseType", text.response
    yield "urgency", text.urgency
    yield "severity", text.severity
    yield "certainty", text.certainty
    yield "effective", _moment(text.effective_at)
    yield "onset", _moment(text.onset_at)
    yield "expires", _moment(text.expires_at)
    yield "senderName", sender_name
    yield "headline", f"{_DRILL}: {text.headline}" if alert.is_drill else text.headline
    yield "description", text.description
    yield "instruction", text.instruction
    yield "web", text.web
    yield "contact", text.contact


def _area(area: AlertArea) -> Told:
    yield "areaDesc", area.description
    yield "polygon", " ".join(_point(point) for point in area.polygon)
    yield "circle", f"{_point(area.centre)} {area.radius_km:.3f}" if area.centre else ""


def _point(point: Point) -> str:
    return f"{point[0]:.5f},{point[1]:.5f}"


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "-00:00") if at else ""


def _clean(text: str) -> str:
    """XML has no place for control characters."""
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable() or letter == "\u00a0")

"""A point as a location object (PIDF-LO: RFC 4119, RFC 5491), the form of places in emergency calls."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

PIDF = "urn:ietf:params:xml:ns:pidf"
GEOPRIV = "urn:ietf:params:xml:ns:pidf:geopriv10"
GML = "http://www.opengis.net/gml"
WGS_84 = "urn:ogc:def:crs:EPSG::4326"
_TUPLE = "su-vu"


def as_pidf(latitude: float, longitude: float, *, entity: str, at: datetime) -> str:
    """The presence document with one point on the ground.

    Args:
        latitude, longitude: degrees, WGS 84; in the document the latitude stands first (RFC 5491, section 5.2.1).
        entity: whose place it is, a ``pres:`` address.
    """
    root = ET.Element(f"{{{PIDF}}}presence", entity=entity)
    one = ET.SubElement(root, f"{{{PIDF}}}tuple", id=_TUPLE)
    status = ET.SubElement(one, f"{{{PIDF}}}status")
    whole = ET.SubElement(status, f"{{{GEOPRIV}}}geopriv")
    info = ET.SubElement(whole, f"{{{GEOPRIV}}}location-info")
    point = ET.SubElement(info, f"{{{GML}}}Point", srsName=WGS_84)
    ET.SubElement(point, f"{{{GML}}}pos").text = f"{latitude:.7f} {longitude:.7f}"
    ET.SubElement(whole, f"{{{GEOPRIV}}}usage-rules")
    ET.SubElement(whole, f"{{{GEOPRIV}}}method").text = "Manual"
    ET.SubElement(one, f"{{{PIDF}}}timestamp").text = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return ET.tostring(root, encoding="unicode")


for _prefix, _space in (("", PIDF), ("gp", GEOPRIV), ("gml", GML)):
    ET.register_namespace(_prefix, _space)

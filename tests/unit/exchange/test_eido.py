"""Messages for other centres are as our schema of the standard has them, and refer to nothing that is not there."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from lxml import etree

from ioc_desktop.config.paths import resource_path
from ioc_desktop.core.ids import uuid7
from ioc_desktop.exchange.eido import EidoDispatch, EidoIncident, EidoNote, as_eido
from ioc_desktop.exchange.pidf import GEOPRIV, GML, PIDF, WGS_84

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
NOTE = EidoNote(id=uuid7(), at=AT, author="Trực ban", text="Gọi đội 2 <b>& chờ</b>")
SENT = EidoDispatch(id=uuid7(), unit="Đội 2", sent_at=AT, on_scene_at=AT + timedelta(minutes=9))
BARE = EidoIncident(
    id=uuid7(), number="SV-1", title="Ngập", kind="Ngập nước", severity="Nhẹ", agency="IOC", agency_id="ioc.vn",
    state="open", stage="Ứng phó", detected_at=AT, updated_at=AT,
)  # fmt: skip
FULL = replace(
    BARE, place="Chợ", latitude=16.8, longitude=107.1, summary="Nước dâng", is_drill=True, merged_into=uuid7(),
    notes=[NOTE, replace(NOTE, id=uuid7())], dispatches=[SENT], state="cancelled", closed_at=AT,
)  # fmt: skip


def schema() -> Draft202012Validator:
    text = resource_path("eido", "eido-like.schema.json").read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(json.loads(text))


def sent(incident: EidoIncident) -> dict[str, Any]:
    """As another centre reads it."""
    message: dict[str, Any] = json.loads(json.dumps(as_eido(incident)))
    return message


def every(part: Any, name: str) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == name)
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from every(each, name)


@pytest.mark.parametrize(
    "incident",
    [
        BARE,
        FULL,
        replace(BARE, place="Chợ"),
        replace(BARE, latitude=0.0, longitude=0.0),
        replace(BARE, number="", agency_id="TTĐH", agency=""),
        replace(BARE, notes=[replace(NOTE, author="")]),
    ],
    ids=["bare", "full", "place", "point", "nameless", "nobody"],
)
def test_messages_are_as_the_schema_asks_and_every_reference_leads_somewhere(incident: EidoIncident) -> None:
    message = sent(incident)
    schema().validate(message)
    names = list(every(message, "$id"))
    assert len(names) == len(set(names))
    assert set(every(message, "$ref")) <= set(names)


def test_what_is_told_of_an_incident() -> None:
    message = sent(FULL)
    by_name = {each["$id"]: each for part in message.values() if isinstance(part, list) for each in part}
    main = message["incidentComponent"]
    assert message["$id"] == f"urn:emergency:uid:incidentid:{FULL.id.hex}:ioc.vn"
    assert (message["eidoVersion"], message["issuingElementIdentification"]) == ("1.0", "ioc.vn")
    assert (main["internalIncidentId"], main["incidentPriorityInternalText"]) == ("SV-1", "Nhẹ")
    assert main["incidentStatusCommonRegistryText"] == ["Canceled"]
    assert main["incidentStatusInternalText"] == ["Ứng phó", "DIỄN TẬP"]
    head, first, *_ = (by_name[each["$ref"]] for each in main["notesReference"])
    assert head["notesActionComments"].startswith("<p>DIỄN TẬP: Ngập</p><p>Nước dâng</p><p>Phát hiện: 2026-11-20T")
    assert first["notesActionComments"] == "<p>Gọi đội 2 &lt;b&gt;&amp; chờ&lt;/b&gt;</p>"
    (agent,) = message["agentComponent"]  # one person, two notes
    assert first["agentReference"] == {"$ref": agent["$id"]}
    assert json.loads(agent["agentJcard"])[1][1] == ["fn", {}, "text", "Trực ban"]
    (merge,) = message["mergeComponent"]
    assert FULL.merged_into is not None
    assert merge["incidentTrackingIdentifier"] == f"urn:emergency:uid:incidentid:{FULL.merged_into.hex}:ioc.vn"
    assert merge["incidentMergeDirectionCode"] == "REPLACED"


def test_a_unit_is_told_with_its_last_state_and_all_its_times() -> None:
    message = sent(FULL)
    by_name = {each["$id"]: each for part in message.values() if isinstance(part, list) for each in part}
    (dispatch,) = message["dispatchComponent"]
    (resource,) = (by_name[each["$ref"]] for each in dispatch["emergencyResourceReference"])
    assert (resource["emergencyResourceName"], resource["unitStatusInternal"]) == ("Đội 2", ["Tại hiện trường"])
    (note,) = (by_name[each["$ref"]] for each in dispatch["notesReference"])
    assert note["notesActionComments"] == (
        "<p>Đội 2</p><p>Đã điều: 2026-11-20T09:30:00+00:00</p><p>Tại hiện trường: 2026-11-20T09:39:00+00:00</p>"
    )


def test_the_place_is_a_location_object_with_the_latitude_first() -> None:
    (place,) = sent(FULL)["locationComponent"]
    root = etree.fromstring(place["locationByValue"].encode())
    assert (root.tag, root.get("entity")) == (f"{{{PIDF}}}presence", f"pres:{FULL.id.hex}@ioc.vn")
    (info,) = root.iterfind(f"{{{PIDF}}}tuple/{{{PIDF}}}status/{{{GEOPRIV}}}geopriv/{{{GEOPRIV}}}location-info")
    (point,) = info
    assert (point.tag, point.get("srsName")) == (f"{{{GML}}}Point", WGS_84)
    assert point.findtext(f"{{{GML}}}pos") == "16.8000000 107.1000000"
    assert root.findtext(f"{{{PIDF}}}tuple/{{{PIDF}}}timestamp") == "2026-11-20T09:30:00Z"
    assert place["locationDescriptionText"] == "Chợ"
    assert "locationComponent" not in sent(BARE)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("", "eidoVersion", "2.0"),
        ("", "messageKind", "Report"),
        ("", "incidentComponent", [{}]),
        ("incidentComponent", "incidentStatusCommonRegistryText", "Active"),
        ("incidentComponent", "locationReference", {"$ref": "a"}),
        ("incidentComponent", "lastUpdateTimeStamp", "2026-11-20T09:30:00"),
        ("mergeComponent", "incidentMergeDirectionCode", "MERGED"),
        ("locationComponent", "locationByValue", "16.8 107.1"),
    ],
)
def test_the_schema_refuses_other_shapes(part: str, name: str, value: object) -> None:
    message = copy.deepcopy(sent(FULL))
    target = message[part] if part else message
    (target[0] if isinstance(target, list) else target)[name] = value
    with pytest.raises(ValidationError):
        schema().validate(message)

"""What ``plates read --camera`` keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from ioc_desktop.commands import plates
from ioc_desktop.config.paths import AppPaths
from ioc_desktop.kernel.cameras.model import CameraDraft
from ioc_desktop.kernel.plates.formats import PlateColour
from ioc_desktop.services import open_services
from ioc_desktop.store.database import Database
from ioc_desktop.vision.plates.clips import ClipPlate
from ioc_desktop.vision.plates.voting import TrackPlate

if TYPE_CHECKING:
    from pathlib import Path


def test_a_plate_is_kept_with_its_way_where_the_clip_tells_it(tmp_path: Path) -> None:
    paths = AppPaths(tmp_path).create()
    services = open_services(paths)
    services.cameras.add(CameraDraft(name="Cổng", main_url="rtsp://10.0.0.1/1", number=1))
    services.close()
    tracks = [
        ClipPlate(TrackPlate(1, "74A12345", 0.9, 4, 1.0), PlateColour.WHITE, (-0.5, 0.0)),
        ClipPlate(TrackPlate(2, "74B67890", 0.9, 4, 2.0), PlateColour.WHITE, (0.0, 0.0)),
    ]
    assert plates._store(paths, 1, tracks) == 2
    database = Database(paths.database).open()
    with database.read() as session:
        kept = session.execute(text("SELECT plate, colour FROM plate_read ORDER BY plate")).all()
    database.close()
    assert [tuple(row) for row in kept] == [("74A12345", "white left"), ("74B67890", "white")]

"""Finds and runs the layout of a demo camera."""

from collections.abc import Callable
from dataclasses import dataclass

from ioc_desktop.demo.district import DemoCamera
from ioc_desktop.demo.scenes import gate, places, streets, trials
from ioc_desktop.demo.scenes.camera import Pinhole
from ioc_desktop.demo.scenes.look import LOOKS
from ioc_desktop.demo.scenes.stage import Stage


@dataclass(frozen=True)
class Layout:
    """How a camera is mounted (height, pitch, yaw to the street) and what it looks at."""

    height_m: float
    pitch_deg: float
    yaw_deg: float
    fill: Callable[[Stage], None]


LAYOUTS: dict[str, Layout] = {
    "bridge": Layout(8.0, 12.0, 7.0, places.bridge),
    "junction": Layout(9.0, 16.0, 4.0, streets.junction),
    "market": Layout(5.8, 14.0, 10.0, places.market),
    "tran_hung_dao": Layout(6.4, 12.0, 8.0, streets.tran_hung_dao),
    "hung_vuong": Layout(7.4, 13.0, -6.0, streets.hung_vuong),
    "station": Layout(7.5, 13.0, 0.0, places.station),
    "river": Layout(6.4, 12.5, -12.0, places.river),
    "bus_station": Layout(9.0, 18.0, -6.0, places.bus_station),
    "ly_thuong_kiet": Layout(9.5, 17.0, -12.0, streets.ly_thuong_kiet),
    "park": Layout(5.5, 12.0, 3.0, places.park),
    "nguyen_hue": Layout(6.2, 13.0, 8.0, streets.nguyen_hue),
    "school": Layout(6.0, 13.0, 14.0, places.school),
    "lake": Layout(6.0, 11.0, -9.0, places.lake),
    "ham_nghi": Layout(6.5, 13.5, -14.0, streets.ham_nghi),
    "le_loi": Layout(5.8, 11.0, -3.0, streets.le_loi),
    "highway": Layout(7.0, 12.0, 5.0, streets.highway),
    "trial_road": Layout(7.0, 14.0, 5.0, trials.road),
    "trial_junction": Layout(9.0, 16.0, 4.0, trials.junction),
    "gate": Layout(2.8, 8.0, 2.0, gate.gate),
}


def lay_out(camera: DemoCamera, width: int, height: int) -> Stage:
    """The filled stage of a demo camera.

    Raises:
        KeyError: no such scene or condition.
    """
    layout = LAYOUTS[camera.scene]
    pinhole = Pinhole(layout.height_m, layout.pitch_deg, layout.yaw_deg, camera.fov_deg, width, height)
    stage = Stage(pinhole, LOOKS[camera.condition], camera.seed)
    layout.fill(stage)
    return stage

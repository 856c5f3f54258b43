"""The view of a camera that is there for plates: low, narrow, along the lanes of a gate. For tests and figures."""

from ioc_desktop.demo.district import DemoCamera
from ioc_desktop.demo.scenes import buildings, furniture
from ioc_desktop.demo.scenes import ground as floor
from ioc_desktop.demo.scenes.paths import straight
from ioc_desktop.demo.scenes.stage import Stage
from ioc_desktop.demo.scenes.traffic import Flow, Kind

_FAR_M = 75.0
_SPEED_MPS = 4.5
_CARS: tuple[tuple[Kind, float], ...] = (("car", 0.75), ("truck", 0.15), ("bus", 0.1))

# Not one of the sixteen: their views are for people and traffic, where a plate is a few px high.
GATE_CAMERA = DemoCamera(
    90, "cong-bien-so", "Cổng bến xe", "Làn ra vào, camera đọc biển số",
    16.8098, 107.0996, 30.0, 26.0, "gate", "gate", "day", 61, 40.0,
)  # fmt: skip


def gate(stage: Stage) -> None:
    """One lane in, one lane out, motorbikes beside the cars."""
    buildings.rows(stage, -11, 11, 30, 120)
    furniture.lamp_rows(stage, 7.4, range(24, 110, 22))
    stage.ground = lambda g: floor.road(g, 5.6, pavement_m=5, lanes=(2.9,))
    for sign, cars, bikes in ((1, 4, 5), (-1, 4, 0)):
        name = "đi ra" if sign > 0 else "đi vào"
        ends = (2.0, _FAR_M) if sign > 0 else (_FAR_M, 2.0)
        fade = (False, True) if sign > 0 else (True, False)
        stage.flows.append(
            Flow(f"ô tô, {name}", straight(sign * 1.4, ends[0], sign * 1.4, ends[1]), cars, _SPEED_MPS, _CARS, 0.1,
                 fade=fade)
        )  # fmt: skip
        if bikes:
            lane = straight(sign * 2.7, ends[0], sign * 2.7, ends[1])
            stage.flows.append(Flow(f"xe máy, {name}", lane, bikes, _SPEED_MPS, (("motorcycle", 1.0),), 0.3, fade=fade))

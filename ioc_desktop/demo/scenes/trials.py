"""Layouts in which people do what rules look for, again and again: what the accuracy of rules is measured on."""

from dataclasses import replace

from ioc_desktop.demo.scenes import buildings, furniture, streets
from ioc_desktop.demo.scenes import ground as floor
from ioc_desktop.demo.scenes.ground import Ground
from ioc_desktop.demo.scenes.paths import resampled, straight
from ioc_desktop.demo.scenes.stage import Stage
from ioc_desktop.demo.scenes.traffic import Flow

ROAD_LOOP_S = 60.0
JUNCTION_LOOP_S = 40.0
HALF_ROAD_M = 6.6
LAWN_M = (9.6, 13.0)
"""From, to on x: the lawn beside the pavement on the right, which is forbidden ground."""
STOP_LINE_M = 20.5
"""y that the rear of a vehicle at the junction passes when it runs the light; the painted line lies 0.7 m before."""

_LOW: streets.Mix = (("car", 1.0),)
_INNER_M = 3.5
_FAR_M = streets.FAR_M
# Metres on y where they pull up at the left kerb, seconds that they stand, when they set out. The last is lawful.
_HALTS = ((25.0, 12.0, 53.0), (29.0, 10.0, 16.5), (20.5, 11.0, 38.0), (25.0, 2.5, 10.0))


def road(stage: Stage) -> None:
    """A town street with a lawn: wrong-way riders, stops at the kerb, walkers on the lawn, and lawful traffic."""
    buildings.rows(stage, -13.5, 15.5, 6, 160)
    buildings.skyline(stage, 180, -60, 60)
    furniture.lamp_rows(stage, 7.2, range(38, 150, 26))
    furniture.poles_and_cables(stage, -8.8, range(34, 130, 20))
    streets.trees(stage, (-9.4, 10.4), range(44, 140, 13), 6.2, 4.4)
    stage.ground = _road_ground
    streets.two_way(stage, 2.0, 4.1, (9, 9, 14, 14), 9.0)
    wrong = straight(5.9, 95, 5.9, 0)
    riders = (4.0, 17.0, 30.0, 43.0)
    stage.flows.append(Flow("ngược chiều", wrong, 4, 6.5, streets.MOTOR, 0.1, obeys=False, at_s=riders))
    kerb = straight(-5.7, _FAR_M, -5.7, 0)
    for index, (y, for_s, at_s) in enumerate(_HALTS):
        mix = streets.MOTOR if index == 2 else (("car", 1.0),)
        stage.flows.append(
            Flow("dừng đỗ", kerb, 1, 8.5, mix, 0.0, at_s=(at_s,), fade=(True, False), halt=(_FAR_M - y, for_s))
        )
    across = resampled([(8.2, 48), (8.2, 30), (11.2, 26), (11.5, 21), (8.2, 17.5), (8.2, 6)])
    walkers = (5.0, 20.0, 35.0, 50.0)
    stage.flows.append(Flow("vào bãi cỏ", across, 4, 1.5, (("person", 1.0),), 0.2, at_s=walkers))
    streets.strollers(stage, 7.5, (22, 38), 10)
    streets.strollers(stage, -8.0, (20, 32))


def _road_ground(ground: Ground) -> None:
    floor.road(ground, HALF_ROAD_M, pavement_m=7, lanes=(3.1,))
    ground.paint(ground.band(ground.x, *LAWN_M) * ground.band(ground.y, 14, 120), floor.GRASS, mirror=0.0)


def junction(stage: Stage) -> None:
    """The signalised junction, where five riders more run the red light.

    Nothing as tall as a bus waits in the outer lane: a camera for red lights is put up where it sees all of its line.
    """
    streets.junction(stage)
    stage.flows = [replace(flow, mix=_LOW) if _waits_outside(flow) else flow for flow in stage.flows]
    for x, times in ((8.3, (17.5, 22.0, 26.5)), (0.95, (19.7, 29.0))):
        path = straight(x, -40, x, _FAR_M)
        flow = Flow("dọc, vượt đèn", path, len(times), 9.5, streets.MOTOR, 0, obeys=False, at_s=times)
        stage.flows.append(flow)


def _waits_outside(flow: Flow) -> bool:
    return flow.lane == "dọc, đi xa" and flow.mix == streets.CARS and flow.path.points[0][0] > _INNER_M

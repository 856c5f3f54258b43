"""Layouts of streets and roads. The camera stands at the origin and looks along +y; traffic keeps to the right."""

from collections.abc import Sequence

import numpy as np

from ioc_desktop.demo.scenes import buildings, furniture
from ioc_desktop.demo.scenes import ground as floor
from ioc_desktop.demo.scenes.ground import Ground
from ioc_desktop.demo.scenes.paths import Pose, Signals, closed, straight, turning
from ioc_desktop.demo.scenes.stage import Stage
from ioc_desktop.demo.scenes.textures import house_front
from ioc_desktop.demo.scenes.traffic import Flow, Kind, Standing, Stroll

Mix = tuple[tuple[Kind, float], ...]
CARS: Mix = (("car", 0.78), ("truck", 0.12), ("bus", 0.1))
BIKES: Mix = (("motorcycle", 0.93), ("bicycle", 0.07))
MOTOR: Mix = (("motorcycle", 1.0),)
FAR_M = 210.0


def two_way(
    stage: Stage,
    car_x: float,
    bike_x: float,
    counts: tuple[int, int, int, int],
    speed: float = 9.5,
    *,
    stop: tuple[str, float, float] | None = None,
) -> None:
    """Cars and motorbikes both ways: counts are cars away, cars towards, bikes away, bikes towards per loop.

    stop: signal group and the y of the stop lines for traffic away and towards.
    """
    for sign, cars, bikes in ((1, counts[0], counts[2]), (-1, counts[1], counts[3])):
        name = "đi xa" if sign > 0 else "đi tới"
        ends = (0.0, FAR_M) if sign > 0 else (FAR_M, 0.0)
        fade = (False, True) if sign > 0 else (True, False)
        lane = straight(sign * car_x, ends[0], sign * car_x, ends[1])
        side = straight(sign * bike_x, ends[0], sign * bike_x, ends[1])
        line = None if stop is None else (stop[0], stop[1] if sign > 0 else FAR_M - stop[2])
        if cars:
            stage.flows.append(Flow(f"ô tô, {name}", lane, cars, speed, CARS, 0.15, line, fade=fade))
        if bikes:
            stage.flows.append(Flow(f"xe máy, {name}", side, bikes, speed * 0.92, BIKES, 0.85, line, fade=fade))


def strollers(stage: Stage, x: float, ys: Sequence[float], along_m: float = 12.0, kind: Kind = "person") -> None:
    """People who walk up and down a pavement."""
    for k, y in enumerate(ys):
        path = closed((x, y), along_m * (0.8 + 0.1 * (k % 4)), 0.7, 90)
        stage.strolls.append(Stroll(path, kind, "vỉa hè", phase=k * 0.37 % 1))


def parked(stage: Stage, x: float, ys: Sequence[float], kind: Kind = "motorcycle", heading: float = 0.0) -> None:
    for k, y in enumerate(ys):
        stage.standing.append(Standing(kind, Pose(x, y, heading + 0.08 * (k % 3 - 1))))


def trees(stage: Stage, xs: Sequence[float], ys: Sequence[float], height_m: float = 6.8, width_m: float = 4.8) -> None:
    for i, x in enumerate(xs):
        for k, y in enumerate(ys):
            size = 0.88 + 0.05 * ((k * 7 + i * 3) % 6)
            furniture.tree(stage, x, y + 2.3 * (i % 2), height_m * size, width_m * size, k + 11 * i)


def hung_vuong(stage: Stage) -> None:
    """A dual carriageway with a planted median."""
    buildings.rows(stage, -15, 15, 6, 170)
    buildings.skyline(stage, 190, -60, 60)
    furniture.lamp_rows(stage, 9.8, range(10, 170, 24))
    furniture.poles_and_cables(stage, -11.2, range(8, 140, 22))
    trees(stage, (12.2, -12.6), range(18, 150, 13))
    for k, y in enumerate(np.arange(13, 150, 3.0).tolist()):
        furniture.bush(stage, 0, y, 1.0 + 0.2 * (k % 3), k)
    stage.ground = lambda g: floor.road(g, 8.4, pavement_m=7, lanes=(3.4, 5.9), median_m=0.9)
    two_way(stage, 2.5, 6.3, (4, 4, 7, 7), 10.5)
    middle = straight(4.7, 0, 4.7, FAR_M)
    stage.flows.append(Flow("làn giữa, đi xa", middle, 3, 10.0, MOTOR, 0.3, fade=(False, True)))
    wrong = straight(7.6, 95, 7.6, 0)
    stage.flows.append(Flow("ngược chiều", wrong, 1, 6.0, MOTOR, 0.0, obeys=False))
    strollers(stage, 10.9, (22, 41, 60))
    parked(stage, -10.4, (21, 22.1, 23.3, 36, 37.2))


def tran_hung_dao(stage: Stage) -> None:
    buildings.rows(stage, -12.5, 12.5, 4, 160)
    buildings.skyline(stage, 180, -60, 60)
    furniture.lamp_rows(stage, 8.6, range(14, 150, 24))
    furniture.poles_and_cables(stage, 9.6, range(6, 130, 20))
    trees(stage, (-10.4,), range(16, 140, 12), 7, 5)
    stage.ground = lambda g: floor.road(g, 7.2, pavement_m=6, lanes=(3.7,))
    two_way(stage, 2.0, 5.2, (4, 4, 6, 6), 9.0)
    strollers(stage, -9.0, (18, 34, 52))
    parked(stage, 8.4, (18, 19.1, 20.3, 29, 30.2, 31.1), heading=0.1)
    parked(stage, -8.2, (26.0,), "car", -1.57)


def ly_thuong_kiet(stage: Stage) -> None:
    """A wide boulevard seen from high up."""
    buildings.rows(stage, -17, 17, 8, 170)
    buildings.skyline(stage, 190, -70, 70, floors=(3, 7))
    furniture.lamp_rows(stage, 11.0, range(12, 160, 26), 9.5, 2.6)
    for k, y in enumerate(range(12, 150, 9)):
        furniture.tree(stage, 0, y, 4.2, 2.5, k)
    trees(stage, (13.6, -13.8), range(24, 150, 17))
    stage.ground = lambda g: floor.road(g, 9.6, pavement_m=8, lanes=(3.6, 6.4), median_m=1.0)
    two_way(stage, 2.7, 7.6, (4, 4, 6, 6), 11)
    for sign in (1, -1):
        ends = (0.0, FAR_M) if sign > 0 else (FAR_M, 0.0)
        path = straight(5.1 * sign, ends[0], 5.1 * sign, ends[1])
        fade = (False, True) if sign > 0 else (True, False)
        stage.flows.append(Flow("làn giữa", path, 3, 11.0, CARS, 0.15, fade=fade))
    strollers(stage, -12.2, (24, 40, 58))
    strollers(stage, 12.4, (30, 52))


def nguyen_hue(stage: Stage) -> None:
    """A narrow street of shop houses at night."""
    buildings.rows(stage, -10.5, 10.5, 3, 130)
    buildings.skyline(stage, 150, -50, 50)
    furniture.lamp_rows(stage, 6.8, range(12, 130, 21), 7.5, 1.8)
    furniture.poles_and_cables(stage, -7.4, range(5, 110, 19))
    trees(stage, (8.2,), range(20, 120, 15), 6, 4)
    stage.ground = lambda g: floor.road(g, 5.8, pavement_m=5, lanes=())
    two_way(stage, 1.8, 4.2, (3, 3, 6, 6), 8.5)
    strollers(stage, 8.0, (16, 30, 47))
    strollers(stage, -8.1, (22, 38))
    parked(stage, 6.5, (14, 15.1, 16.2, 24, 25.1, 36, 37.2))
    parked(stage, -6.5, (18, 19.2, 28, 29.1), heading=3.1)


def ham_nghi(stage: Stage) -> None:
    buildings.rows(stage, -12.5, 12.5, 3, 150)
    buildings.skyline(stage, 170, -60, 60)
    furniture.lamp_rows(stage, 8.8, range(8, 140, 24))
    furniture.poles_and_cables(stage, -9.6, range(4, 120, 19))
    trees(stage, (10.2,), range(22, 130, 16), 6.2, 4.4)
    stage.ground = lambda g: floor.road(g, 7.0, pavement_m=6, lanes=(3.6,))
    two_way(stage, 2.0, 5.2, (4, 4, 6, 5), 9.2)
    strollers(stage, -8.6, (18, 33, 50))
    parked(stage, -8.2, (24, 25.1, 26.2, 40, 41.1))


def le_loi(stage: Stage) -> None:
    """A quiet street under old trees in the sun."""
    buildings.rows(stage, -12, 12, 3, 150, floors=(1, 4))
    buildings.skyline(stage, 170, -60, 60)
    furniture.poles_and_cables(stage, 8.0, range(6, 120, 21))
    trees(stage, (-8.8, 9.0), range(15, 150, 14), 8.5, 7.4)
    stage.ground = lambda g: floor.road(g, 6.4, pavement_m=5.6, lanes=(3.2,))
    two_way(stage, 1.9, 4.9, (4, 3, 6, 6), 9.0)
    strollers(stage, -8.8, (17, 32, 50))
    strollers(stage, 7.9, (24,))
    parked(stage, 7.4, (15, 16.2, 17.3, 31, 32.1), heading=0.2)
    parked(stage, -7.35, (24.6, 42.0), "car", -1.57)


def highway(stage: Stage) -> None:
    """National road 9 in the morning fog."""
    stage.ground_base = "#767a62"
    for k in range(70):
        side = -1 if k % 2 else 1
        x = side * (11 + float(stage.random.random()) * 26)
        size = 6 + 4 * float(stage.random.random())
        furniture.tree(stage, x, 14 + k * 2.0, size, size * 0.85, k)
    for y in range(12, 120, 7):
        for x in (-7.6, 7.6):
            furniture.block(stage, x, y, (0.16, 0.16), (0.0, 0.9), "#e8e6df")
    furniture.poles_and_cables(stage, 12, range(10, 150, 30), 9)

    def surface(g: Ground) -> None:
        off = np.asarray(np.abs(g.x), np.float32)
        g.paint(g.below(off, 7.9), "#8f8676", mirror=0.04)
        floor.asphalt(g, g.below(off, 6.2))
        g.paint(g.band(off, 5.55, 5.72), floor.WHITE, strength=0.9)
        g.paint(g.band(off, 0.08, 0.22), floor.YELLOW, strength=0.95)

    stage.ground = surface
    heavy: Mix = (("car", 0.45), ("truck", 0.38), ("bus", 0.17))
    stage.flows += [
        Flow("làn phải, đi xa", straight(2.6, 0, 2.6, FAR_M), 4, 14.0, heavy, 0.2, fade=(False, True)),
        Flow("làn phải, đi tới", straight(-2.6, FAR_M, -2.6, 0), 4, 14.0, heavy, 0.2, fade=(True, False)),
        Flow("xe máy, đi xa", straight(4.9, 0, 4.9, FAR_M), 3, 10.5, MOTOR, 0.4, fade=(False, True)),
        Flow("xe máy, đi tới", straight(-4.9, FAR_M, -4.9, 0), 3, 10.5, MOTOR, 0.4, fade=(True, False)),
    ]


# -- the signalised junction

_NEAR, _FAR_SIDE = 25.0, 44.0  # the crossing road lies between these y
_SIGNALS = Signals(40.0, (("dọc", 0.0, 17.0), ("ngang", 21.0, 36.0), ("đi bộ", 22.0, 30.0)))


def _junction_ground(g: Ground) -> None:
    floor.road(g, 9.0, pavement_m=8, lanes=(3.4, 6.2), median_m=0.7)
    clear = g.band(g.y, _NEAR - 5.0, _FAR_SIDE + 5.0) * g.below(np.abs(g.x), 8.7)
    floor.asphalt(g, np.asarray(clear, np.float32))
    crossing = np.asarray(np.abs(g.y - (_NEAR + _FAR_SIDE) / 2), np.float32)
    floor.paving(g, g.below(crossing, (_FAR_SIDE - _NEAR) / 2 + 4) * g.below(-np.abs(g.x), -9.4))
    floor.asphalt(g, g.below(crossing, (_FAR_SIDE - _NEAR) / 2))
    middle = g.below(-np.abs(g.x), -13.0)
    g.paint(g.band(crossing, 0.08, 0.22) * middle, floor.YELLOW, strength=0.9)
    dashes = (np.mod(g.x, 6) < 2.6).astype(np.float32)
    g.paint(g.band(crossing, 4.4, 4.56) * middle * dashes, floor.WHITE, strength=0.8)
    for y in (_NEAR - 4.0, _FAR_SIDE + 1.0):
        floor.zebra(g, y, 8.6)
    floor.stop_line(g, _NEAR - 5.2, 0.9, 8.6)
    floor.stop_line(g, _FAR_SIDE + 5.2, -8.6, -0.9)


def junction(stage: Stage) -> None:
    """Lê Duẩn meets national road 9: lights, queues, people crossing, and some who run the red."""
    buildings.rows(stage, -18.5, 18.5, _FAR_SIDE + 6, 170)
    buildings.skyline(stage, 185, -80, 80, floors=(3, 7))
    for x0 in (-70, 20):
        for k in range(8):
            width = 6.0
            front = house_front(k + x0 % 7, width, 2 + k % 3, int(stage.look.lit_windows * 100))
            buildings.facing(stage, x0 + k * 6.1, _FAR_SIDE + 5.5, width, (2 + k % 3) * 3.4, front)
    furniture.lamp_rows(stage, 10.6, range(56, 160, 26), 9, 2.4)
    trees(stage, (13.4, -13.6), range(54, 150, 15))
    furniture.poles_and_cables(stage, -12.2, (50, 72, 94, 116))
    furniture.signal_post(stage, -10.2, _FAR_SIDE + 1.0, "dọc", 5.6, 3.4)
    furniture.signal_post(stage, 10.2, _NEAR - 2.2, "dọc", 4.4)
    furniture.signal_post(stage, 10.4, _FAR_SIDE + 3.6, "dọc", 5.6, -3.2)
    stage.signals, stage.ground = _SIGNALS, _junction_ground
    _junction_main(stage)
    _junction_cross(stage)
    _junction_walkers(stage)


def _junction_main(stage: Stage) -> None:
    """The road that the camera looks along. Its own stop line is 5.2 m before the crossing road."""
    near_stop, far_stop = _NEAR - 5.8 + 40, FAR_M - (_FAR_SIDE + 5.8)
    for x, mix, count, spread, speed in (
        (2.2, CARS, 4, 0.1, 10.5),
        (4.8, CARS, 3, 0.1, 10.0),
        (7.2, BIKES, 11, 0.95, 9.0),
    ):
        away, towards = straight(x, -40, x, FAR_M), straight(-x, FAR_M, -x, -5)
        stage.flows.append(Flow("dọc, đi xa", away, count, speed, mix, spread, ("dọc", near_stop), fade=(False, True)))
        stage.flows.append(
            Flow("dọc, đi tới", towards, count, speed, mix, spread, ("dọc", far_stop), fade=(True, False))
        )
    runner = straight(8.3, -40, 8.3, FAR_M)
    stage.flows.append(Flow("dọc, vượt đèn", runner, 1, 9.5, MOTOR, 0, obeys=False, at_s=(31.0,), fade=(False, True)))
    right = turning((-8.6, FAR_M), (-8.6, _FAR_SIDE - 3.2), (-110, _FAR_SIDE - 3.2), 7)
    stage.flows.append(Flow("dọc, rẽ phải", right, 2, 8.0, MOTOR, 0.1, ("dọc", FAR_M - _FAR_SIDE - 5.8), at_s=(4, 12)))


def _junction_cross(stage: Stage) -> None:
    """National road 9, left to right on the near half and right to left on the far half."""
    y_right, y_left = _NEAR + 3.0, _FAR_SIDE - 3.0
    stop = 100 - 11.5
    for dy, mix, count, spread, speed in ((2.6, CARS, 4, 0.1, 10.0), (-0.6, BIKES, 9, 1.0, 9.0)):
        right = straight(-100, y_right + dy, 100, y_right + dy)
        left = straight(100, y_left - dy, -100, y_left - dy)
        stage.flows.append(Flow("ngang, sang phải", right, count, speed, mix, spread, ("ngang", stop)))
        stage.flows.append(Flow("ngang, sang trái", left, count, speed, mix, spread, ("ngang", stop)))
    runner = straight(100, y_left + 1.6, -100, y_left + 1.6)
    stage.flows.append(Flow("ngang, vượt đèn", runner, 1, 10.0, MOTOR, 0, obeys=False, at_s=(30.8,)))


def _junction_walkers(stage: Stage) -> None:
    for y, flip in ((_NEAR - 2.5, 1), (_FAR_SIDE + 2.5, -1)):
        path = straight(-16.0 * flip, y, 16.0 * flip, y)
        stage.flows.append(Flow("qua đường", path, 4, 1.5, (("person", 1.0),), 0.7, ("đi bộ", 16 - 9.4)))
    strollers(stage, 12.0, (16.5, 52, 66), 9)
    strollers(stage, -11.8, (17, 55, 74), 9)

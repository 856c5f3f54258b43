"""Layouts of places: bridge, market, square, river, bus station, park, school, lake."""

import math

import numpy as np

from ioc_desktop.demo.scenes import buildings, furniture
from ioc_desktop.demo.scenes import ground as floor
from ioc_desktop.demo.scenes.ground import Ground
from ioc_desktop.demo.scenes.paths import Pose, Signals, closed, resampled, straight, turning
from ioc_desktop.demo.scenes.stage import METAL, Stage
from ioc_desktop.demo.scenes.streets import FAR_M, MOTOR, Mix, parked, strollers, trees, two_way
from ioc_desktop.demo.scenes.textures import cloud_noise, sampled
from ioc_desktop.demo.scenes.traffic import Flow, Standing, Stroll


def _water(
    g: Ground, mask: np.ndarray[tuple[int, ...], np.dtype[np.float32]], colour: str = floor.WATER, mirror: float = 0.55
) -> None:
    """Open water: waves that flatten with distance, and a strong mirror."""
    g.paint(mask, colour)
    waves = np.clip(sampled(cloud_noise(2, fine=True), g.x / 9, g.y / 3.5), -2, 2)
    swell = sampled(cloud_noise(1), g.x / 60, g.y / 24)
    ripple = 1 + (0.07 * waves * g.near(60) + 0.07 * swell) * mask
    g.albedo *= ripple[..., None]
    g.mirror += (mirror + 0.06 * waves * g.near(80) - g.mirror) * mask
    g.water = np.maximum(g.water, mask)


def bridge(stage: Stage) -> None:
    """Over the Hiếu river: railings, lamps on both sides, the far bank."""

    def surface(g: Ground) -> None:
        off = np.asarray(np.abs(g.x), np.float32)
        floor.road(g, 7.0, pavement_m=1.6, lanes=(3.6,))
        _water(g, np.asarray(1 - g.below(off, 8.5), np.float32))
        g.paint(g.band(off, 8.3, 8.6), "#c9c7bf", mirror=0.0)
        bank = g.below(-g.y, -190.0)
        g.paint(bank * (1 - g.below(off, 8.6)), "#6f7d55", mirror=0.0)

    stage.ground = surface
    for x in (-8.4, 8.4):
        furniture.railing(stage, x, np.arange(2, 150, 3.0).tolist())
    furniture.lamp_rows(stage, 8.2, range(10, 180, 22), 9, 2.6)
    for k in range(50):
        x = -190 + k * 8 + float(stage.random.random()) * 5
        if abs(x) > 11:
            furniture.tree(stage, x, 196 + float(stage.random.random()) * 16, 11, 13, k)
    buildings.skyline(stage, 225, -200, -14, floors=(2, 6))
    buildings.skyline(stage, 225, 14, 200, floors=(2, 6))
    two_way(stage, 2.0, 5.3, (4, 4, 7, 6), 10.0)
    strollers(stage, 7.7, (20, 44), 11)


def market(stage: Stage) -> None:
    """Stalls under parasols on both sides, people everywhere."""
    buildings.rows(stage, -11.5, 12, 2, 120, floors=(2, 4))
    buildings.skyline(stage, 135, -50, 50)
    furniture.lamp_rows(stage, 8.2, range(14, 100, 24), 7.5, 1.8)
    furniture.poles_and_cables(stage, -8.8, (4, 22, 40, 58, 76))
    stage.ground = lambda g: floor.road(g, 5.4, pavement_m=7, lanes=())
    for k, y in enumerate(np.arange(9, 75, 4.1).tolist()):
        furniture.parasol_stall(stage, 7.1 + 0.35 * (k % 2), y, k)
    for k, y in enumerate(np.arange(13, 75, 4.9).tolist()):
        furniture.parasol_stall(stage, -7.0 - 0.3 * (k % 2), y, k + 20)
    for k, y in enumerate(np.arange(10.5, 60, 4.1).tolist()):
        stage.standing.append(Standing("person", Pose(5.5 + 0.3 * (k % 3), y, 0.2 * (k % 4) - 0.3), "quầy hàng"))
    for k, y in enumerate(np.arange(15, 60, 7.0).tolist()):
        stage.standing.append(Standing("person", Pose(-5.4 - 0.2 * (k % 3), y, 3.0), "quầy hàng"))
    strollers(stage, 4.6, (14, 23, 36, 52), 11)
    strollers(stage, -4.5, (18, 30, 44), 10)
    parked(stage, 5.75, (19.2, 20.9, 33.2), heading=1.2)
    lanes = ((1.4, 0.0, FAR_M * 0.6, 5), (-1.4, FAR_M * 0.6, 0.0, 5))
    for x, start, end, count in lanes:
        fade = (start > 0, end > 0)
        stage.flows.append(Flow("lối giữa chợ", straight(x, start, x, end), count, 4.6, MOTOR, 0.7, fade=fade))


def station(stage: Stage) -> None:
    """The station square: taxis, buses, travellers."""
    stage.ground_base = "#9a978f"

    def surface(g: Ground) -> None:
        floor.paving(g, np.ones_like(g.x), "#aaa59a", 1.5)
        floor.asphalt(g, g.band(g.y, 16.0, 29.0), "#5d6164")
        g.paint(g.band(g.y, 15.7, 16.0) + g.band(g.y, 29.0, 29.3), floor.KERB)
        dashes = (np.mod(g.x, 6) < 2.6).astype(np.float32)
        g.paint(g.band(g.y, 22.4, 22.55) * dashes, floor.WHITE, strength=0.85)
        plot = g.below(np.hypot(g.x, (g.y - 39.5) * 1.6), 6.0)
        g.paint(plot, floor.GRASS, mirror=0.0)

    stage.ground = surface
    lit = stage.look.lit_windows
    buildings.facing(stage, -30, 56, 60, 9.5, buildings.hall_front("station", 60, 9.5, lit))
    buildings.facing(stage, -10, 55, 20, 13.5, buildings.hall_front("station", 20, 13.5, lit))
    buildings.board(stage, (-6, 54.8, 10.9), (12, 1.6), buildings.sign_texture(4, "#a83a30", "#f6e7b0"))
    for k in range(7):
        furniture.tree(stage, -40 + k * 3.4, 52 - k * 1.2, 7.5, 6, k)
        furniture.tree(stage, 40 - k * 3.4, 52 - k * 1.2, 7.5, 6, k + 9)
    for k in range(9):
        angle = math.tau * k / 9
        furniture.bush(stage, 5 * math.cos(angle), 39.5 + 3 * math.sin(angle), 0.9, k)
    for x in (-20.0, -7.0, 7.0, 20.0):
        furniture.street_lamp(stage, x, 32, 8, 1.5)
    _station_traffic(stage)


def _station_traffic(stage: Stage) -> None:
    for y, start, end, count in ((25.6, 70, -70, 4), (19.2, -70, 70, 4)):
        path = straight(start, y, end, y)
        stage.flows.append(Flow("đường trước ga", path, count, 7.5, (("car", 0.6), ("motorcycle", 0.4)), 0.5))
        side = straight(start, y + (1.9 if start > 0 else -1.9), end, y + (1.9 if start > 0 else -1.9))
        stage.flows.append(Flow("xe máy trước ga", side, 4, 7.0, MOTOR, 0.4))
    for k, x in enumerate((-19.0, -13.6, -8.2)):
        stage.standing.append(Standing("car", Pose(x, 33.0 + 0.2 * k, 0.3), "chờ khách"))
    stage.standing.append(Standing("bus", Pose(17, 34, 3.0), "chờ khách"))
    for k in range(9):
        path = closed((-12 + k * 3.1, 37 + k * 37 % 9), 9 + k % 4, 1.2, 35.0 * k)
        stage.strolls.append(Stroll(path, "person", "quảng trường", phase=k * 0.29 % 1))
    for k, x in enumerate((-7.0, -1.0, 4.0)):
        path = closed((x, 13.4 + 0.5 * k), 11 + k, 0.8, 4.0 * k)
        stage.strolls.append(Stroll(path, "person", "vỉa hè", phase=k * 0.43 % 1))
    for k, x in enumerate((11.0, 12.0, 13.0, 14.0)):
        stage.standing.append(Standing("motorcycle", Pose(x, 14.6, 1.5 + 0.1 * (k % 2)), "đỗ"))
    for k in range(5):
        stage.standing.append(Standing("person", Pose(-5 + k * 2.6, 47 + k % 2, -1.2 + 0.5 * k), "cửa ga"))


def _bank(g: Ground) -> None:
    x = g.x + 0.9 * sampled(cloud_noise(1), g.x / 31, g.y / 31)
    road = np.asarray(np.abs(g.x - 2.6), np.float32)
    floor.paving(g, g.below(-g.x, 3.9), "#a39d90")
    g.paint(g.below(road, 3.9), floor.KERB)
    floor.asphalt(g, g.below(road, 3.6))
    dashes = (np.mod(g.y, 5) < 2.4).astype(np.float32)
    g.paint(g.band(g.x, 2.53, 2.68) * dashes, floor.WHITE, strength=0.8)
    slope = g.below(g.x, -3.9)
    g.paint(slope, "#8f8a7d", mirror=0.1)
    joints = ((np.mod(g.y, 2.5) < 0.08) | (np.mod(g.x, 1.6) < 0.06)).astype(np.float32)
    g.paint(slope * joints * g.near(30), "#6a665c", strength=0.7)
    river = g.below(x, -7.4)
    _water(g, river, "#94805c", 0.32)
    g.paint(g.band(x, -7.5, -7.2), "#c4baa2", strength=0.35)


def river(stage: Stage) -> None:
    """The Hiếu embankment with the gauge staff, brown flood water on the left."""
    stage.ground = _bank
    buildings.rows(stage, 0, 11, 8, 130, floors=(1, 4))
    furniture.lamp_rows(stage, 7.2, range(14, 110, 22), 8, 2)
    stage.props = [p for p in stage.props if p[0] > 0]
    furniture.railing(stage, -3.9, np.arange(4, 100, 2.4).tolist(), 1.0, "#b9b7ad")
    furniture.river_staff(stage, -8.3, 21.0, 3.6)
    for k in range(36):
        x = -150 + k * 4 + float(stage.random.random()) * 4
        furniture.tree(stage, x, 120 + float(stage.random.random()) * 30, 8, 9, k)
    buildings.skyline(stage, 160, -150, -20, floors=(1, 4))
    trees(stage, (8.4,), range(30, 110, 14), 6, 4.6)
    for sign, start, end in ((1.7, 0.0, 150.0), (-1.7, 150.0, 0.0)):
        fade = (start > 0, end > 0)
        path = straight(2.6 + sign, start, 2.6 + sign, end)
        stage.flows.append(Flow("đường kè", path, 5, 7.5, (("motorcycle", 0.7), ("car", 0.3)), 0.4, fade=fade))
    strollers(stage, -2.6, (15, 30), 11)
    strollers(stage, 7.4, (22, 40), 11)
    stage.standing.append(Standing("person", Pose(-2.9, 22, 2.9), "bờ kè"))


def bus_station(stage: Stage) -> None:
    stage.ground_base = "#77797a"

    def surface(g: Ground) -> None:
        floor.asphalt(g, np.ones_like(g.x), "#6a6d6f")
        bays = (np.abs(np.mod(g.x, 4.4) - 2.2) < 0.08).astype(np.float32)
        g.paint(bays * g.band(g.y, 29, 42), floor.YELLOW, strength=0.9)
        floor.paving(g, g.below(-g.y, -43.0), "#aca79b")
        g.paint(g.band(g.y, 18.0, 18.16), floor.WHITE, strength=0.7)
        oil = np.clip(sampled(cloud_noise(1), g.x / 6, g.y / 6) - 1.2, 0, 1)
        g.paint(np.asarray(oil, np.float32) * g.below(g.y, 43.0), "#45474a", strength=0.5)

    stage.ground = surface
    lit = stage.look.lit_windows
    buildings.facing(stage, -34, 52, 68, 8.5, buildings.hall_front("terminal", 68, 8.5, lit))
    buildings.board(stage, (-12, 51.8, 4.0), (24, 1.3), buildings.sign_texture(9, "#1f5f94", "#f2f4f2"))
    for x in (-22.0, -8.0, 8.0, 22.0):
        furniture.street_lamp(stage, x, 44, 9, 1.8)
    buildings.skyline(stage, 75, -70, 70, floors=(3, 6))
    for k, x in enumerate((-17.6, -13.2, -8.8, 0.0, 4.4, 13.2, 17.6)):
        stage.standing.append(Standing("bus", Pose(x, 35.5, -1.57 if k % 3 else 1.57), "bến đỗ"))
    leaving = turning((-4.4, 41), (-4.4, 23.5), (80, 23.5), 8)
    arriving = turning((-80, 20.0), (8.8, 20.0), (8.8, 41), 8)
    bus: Mix = (("bus", 1.0),)
    stage.flows += [
        Flow("xe rời bến", leaving, 1, 5.5, bus, 0, at_s=(3.0,)),
        Flow("xe vào bến", arriving, 1, 6.0, bus, 0, at_s=(18.0,)),
        Flow("sân bến, sang phải", straight(-70, 16.4, 70, 16.4), 4, 6.5, (("motorcycle", 0.7), ("car", 0.3)), 0.5),
        Flow("sân bến, sang trái", straight(70, 26.5, -70, 26.5), 3, 6.5, (("car", 0.6), ("motorcycle", 0.4)), 0.3),
    ]
    for k in range(9):
        path = closed((-16 + k * 4.2, 45.5 + k % 3), 10 + k % 3, 0.9, 0 if k % 2 else 180)
        stage.strolls.append(Stroll(path, "person", "sảnh chờ", phase=k * 0.31 % 1))
    for k in range(5):
        stage.standing.append(Standing("person", Pose(-15 + k * 4.6, 28.0 + 0.4 * (k % 2), 1.2 + 0.4 * k), "cửa xe"))
    stage.strolls.append(Stroll(closed((-3, 14.5), 13, 1.0, 8), "person", "sân bến", 0.2))


def _winding(y: float) -> float:
    return 2.5 * math.sin(y / 14)


def park(stage: Stage) -> None:
    stage.ground_base = floor.GRASS

    def surface(g: Ground) -> None:
        patch = sampled(cloud_noise(1), g.x / 21, g.y / 21)
        g.albedo *= (1 + 0.1 * patch)[..., None]
        off = np.asarray(np.abs(g.x - 2.5 * np.sin(g.y / 14)), np.float32)
        g.paint(g.below(off, 2.9), floor.KERB, mirror=g.look.wet * 0.4)
        floor.paving(g, g.below(off, 2.65), "#b8aa94", 0.6)

    stage.ground = surface
    for k in range(34):
        side = -1 if k % 2 else 1
        y = 11 + k * 2.9
        x = _winding(y) + side * (6.5 + float(stage.random.random()) * 14)
        furniture.tree(stage, x, y, 7.5 + 2 * float(stage.random.random()), 6.5, k)
    for k, y in enumerate(np.arange(9, 70, 2.6).tolist()):
        furniture.bush(stage, _winding(y) + (3.9 if k % 2 else -3.9), y, 0.9, k)
    for y in np.arange(12, 90, 14).tolist():
        furniture.street_lamp(stage, _winding(y) + 3.3, y, 4.2, -0.3)
    for y in (17.0, 31.0, 45.0):
        furniture.bench(stage, _winding(y) - 3.3, y)
    buildings.skyline(stage, 130, -80, 80, floors=(2, 5))
    ys = np.linspace(4, 110, 40).tolist()
    for shift, count in ((1.1, 2), (-1.1, 2)):
        points = [(_winding(far) + shift, far) for far in (ys if shift > 0 else ys[::-1])]
        fade = (shift < 0, shift > 0)
        stage.flows.append(Flow("lối dạo", resampled(points), count, 2.4, (("person", 1.0),), 0.5, fade=fade))
    ride = resampled([(_winding(far), far) for far in ys[::-1]])
    stage.flows.append(Flow("xe đạp", ride, 1, 4.5, (("bicycle", 1.0),), 0.2, fade=(True, False)))
    for k, y in enumerate((14.0, 20.0, 27.0, 36.0, 46.0)):
        path = closed((_winding(y) + (1 if k % 2 else -1), y), 9, 0.9, 90 - 9 * (k % 3))
        stage.strolls.append(Stroll(path, "person", "lối dạo", phase=k * 0.4 % 1))
    stage.standing.append(Standing("person", Pose(-9, 24, 0.4), "bãi cỏ"))
    stage.standing.append(Standing("person", Pose(-8, 24.6, 3.4), "bãi cỏ"))


def school(stage: Stage) -> None:
    """The gate of an upper secondary school when lessons begin."""
    buildings.rows(stage, -12.5, 0, 4, 150)
    buildings.skyline(stage, 165, -60, 10)
    furniture.poles_and_cables(stage, -9.4, (6, 26, 46, 66, 86))
    wall = "#e0cda0"
    furniture.block(stage, 12.2, 13, (0.35, 20), (0.0, 2.1), wall)
    furniture.block(stage, 12.2, 63, (0.35, 60), (0.0, 2.1), wall)
    for y in (23.6, 32.4):
        furniture.block(stage, 11.6, y, (1.1, 1.1), (0.0, 4.4), "#b8583f")
    furniture.block(stage, 11.6, 28, (0.5, 9.6), (4.4, 5.5), "#2f5f9a")
    furniture.name_plate(stage, 11.3, (23.8, 32.2), (4.55, 5.35), buildings.sign_texture(6, "#2f5f9a", "#f6e7b0"))
    stage.shadows.clear()
    buildings.facing(stage, 17, 66, 52, 11.5, buildings.hall_front("school", 52, 11.5, stage.look.lit_windows))
    trees(stage, (15,), range(14, 70, 9), 7, 6)
    trees(stage, (-9.8,), range(24, 120, 16), 6, 4.6)

    def surface(g: Ground) -> None:
        floor.road(g, 6.8, pavement_m=5.2, lanes=(3.4,))
        floor.zebra(g, 26.5, 6.4)
        floor.paving(g, g.below(-g.x, -12.0), "#b5ad9c", 1.2)

    stage.ground = surface
    stage.signals = Signals(20.0, (("xe", 3.5, 11.0), ("đi bộ", 14.5, 15.5)))
    furniture.signal_post(stage, 7.4, 26.0, "xe", 3.6)
    furniture.signal_post(stage, -7.4, 30.0, "xe", 3.6)
    two_way(stage, 1.9, 5.0, (3, 3, 6, 6), 7.5, stop=("xe", 25.6, 30.6))
    for k in range(16):
        place = Pose(7.9 + 0.55 * (k % 5), 15 + 1.25 * k, 1.0 + 0.9 * k)
        stage.standing.append(Standing("person", place, "cổng trường"))
    strollers(stage, 9.6, (18, 24, 29, 35, 44), 10)
    enter = turning((8.6, 8), (8.6, 28), (30, 28), 3)
    stage.flows.append(Flow("vào trường", enter, 7, 1.6, (("person", 1.0),), 0.9, fade=(False, True)))
    parked(stage, 7.6, (39, 40.1, 41.2, 46, 47.3), heading=0.3)
    walk = straight(-10, 28, 30, 28.4)
    stage.flows.append(Flow("qua đường", walk, 2, 2.0, (("person", 1.0),), 0.6, ("đi bộ", 2.6)))


def lake(stage: Stage) -> None:
    """The lakeside walk at dusk."""

    def surface(g: Ground) -> None:
        shore = np.asarray(-2.6 - 1.5 * np.sin(g.y / 26), np.float32)
        floor.paving(g, np.ones_like(g.x), "#aaa293", 0.8)
        grass = g.below(-g.x, -4.6)
        g.paint(grass, floor.GRASS, mirror=0.0)
        water = g.below(g.x, shore)
        _water(g, water, "#4f6068")
        far = g.below(-g.y, -128.0)
        g.paint(far * water, "#5f6d4c", mirror=0.0)
        g.paint(g.below(np.abs(g.x - shore), 0.3), floor.KERB, mirror=0.1)

    stage.ground = surface
    for y in np.arange(4, 90, 2.4).tolist():
        x0 = -2.3 - 1.5 * math.sin(y / 26)
        stage.add(x0, y, furniture.RailPaint(x0, y, y + 2.4, 1.0, METAL * 1.2))
    for k in range(14):
        furniture.tree(stage, 6 + 4 * float(stage.random.random()), 10 + k * 7, 7.5, 6, k)
    for k in range(44):
        furniture.tree(stage, -150 + k * 4.2, 132 + float(stage.random.random()) * 12, 9, 10, k)
    buildings.skyline(stage, 155, -160, 40, floors=(2, 6))
    for y in range(12, 100, 15):
        furniture.street_lamp(stage, 3.9, y, 5.2, -0.4)
    for y in (16, 34, 52):
        furniture.bench(stage, 3.5, y)
    for k, y in enumerate((13, 19, 26, 34, 44, 57)):
        path = closed((0.6 + 0.9 * (k % 2), y), 10 + k % 3, 0.8, 88)
        stage.strolls.append(Stroll(path, "person", "đường dạo", phase=k * 0.41 % 1))
    for start, end, x in ((2, 110, 2.4), (110, 2, -0.4)):
        path = straight(x, start, x, end)
        fade = (start > 50, end > 50)
        stage.flows.append(Flow("đường dạo", path, 2, 2.8, (("person", 0.7), ("bicycle", 0.3)), 0.3, fade=fade))
    stage.standing.append(Standing("person", Pose(-1.7, 22, 3.0), "lan can"))

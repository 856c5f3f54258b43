"""Draws moving things into a frame, far to near, and notes exactly what was drawn."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from ioc_desktop.demo.scenes.arrays import F32, F64, U8, bgr, subpixel
from ioc_desktop.demo.scenes.backdrop import LIGHT_STEP, Backdrop
from ioc_desktop.demo.scenes.camera import NEAR_M, Pinhole
from ioc_desktop.demo.scenes.look import Look
from ioc_desktop.demo.scenes.people import STRIDES, figures_of
from ioc_desktop.demo.scenes.plate_faces import LEAST_PX, letter, plate_quads
from ioc_desktop.demo.scenes.shapes import Figure, Mesh, Point
from ioc_desktop.demo.scenes.textures import glow_sprite
from ioc_desktop.demo.scenes.traffic import Actor
from ioc_desktop.demo.scenes.truth import TruthObject
from ioc_desktop.demo.scenes.vehicles import PLATE_HIGH_M, mesh_of

Box = tuple[int, int, int, int]
_MIN_BOX_PX = 4.0
_SIGHT = 3.2  # at so many fog distances a thing is 4 % of its contrast: gone
_CAP = np.linspace(math.pi / 2, 3 * math.pi / 2, 6)
_CAPS = np.concatenate([_CAP, _CAP + math.pi])


@dataclass(frozen=True)
class Effects:
    """Which soft effects around objects are drawn; tests that compare pixels switch them off."""

    shadows: bool = True
    lights: bool = True
    reflections: bool = True


@dataclass
class _Drawn:
    """One truth object of the frame being drawn."""

    actor: Actor
    part: int
    kind: str
    low: F64
    high: F64
    area: int = 0


@dataclass(frozen=True)
class _Placed:
    """An actor with what drawing it needs."""

    actor: Actor
    depth: float
    ground_px: tuple[float, float]
    light: F32
    sunny: bool
    turn: F64

    def world(self, points: F64) -> F64:
        moved = points @ self.turn
        moved[..., 0] += self.actor.pose.x
        moved[..., 1] += self.actor.pose.y
        return np.asarray(moved)


@lru_cache(maxsize=2048)
def _coloured_glow(width: int, height: int, colour: str, level: int, core: bool) -> U8:  # noqa: FBT001  (a cache key)
    shine = glow_sprite(width, height, core=core).astype(np.float32)[..., None] * bgr(colour) * (level / 16)
    return np.asarray(np.clip(shine, 0, 255), np.uint8)


def _clip(low: F64, high: F64, width: int, height: int) -> Box | None:
    x0, y0 = max(0, math.floor(low[0])), max(0, math.floor(low[1]))
    x1, y1 = min(width, math.ceil(high[0]) + 1), min(height, math.ceil(high[1]) + 1)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


class Painter:
    """Draws actors of one scene. Keep one per scene: it holds scratch pictures."""

    def __init__(
        self, camera: Pinhole, look: Look, backdrop: Backdrop, *, effects: Effects | None = None, pupils: bool = False
    ) -> None:
        self._camera, self._look, self._backdrop = camera, look, backdrop
        self._effects, self._pupils = effects or Effects(), pupils
        self._owner: U8 = np.zeros((camera.height, camera.width), np.uint8)
        right, up, _forward = camera.axes
        self._sun_px = np.array([look.sun_direction @ right, -(look.sun_direction @ up)])
        if not look.casts_shadows:
            self._sun_px = np.array([-0.25, -0.8])

    def draw(self, frame: U8, actors: Sequence[Actor]) -> tuple[TruthObject, ...]:
        """Draw actors into `frame` (uint8 BGR, changed in place) and return their truth, far to near."""
        self._owner[:] = 0
        placed = [p for p in map(self._place, actors) if p is not None]
        placed.sort(key=lambda p: -p.depth)
        for item in placed:
            self._ground_effects(frame, item)
        drawn: list[_Drawn] = []
        for item in placed:
            self._draw_one(frame, item, drawn)
        seen = cv2.calcHist([self._owner], [0], None, [256], [0, 256])[:, 0]
        truths = (self._truth(d, int(seen[i + 1])) for i, d in enumerate(drawn))
        return tuple(t for t in truths if t is not None)

    def _place(self, actor: Actor) -> _Placed | None:
        pose = actor.pose
        uv, depth = self._camera.project(np.array([(pose.x, pose.y, 0.0)]))
        u, v = uv[0]
        margin = 9 * self._camera.focal_px / max(depth[0], NEAR_M)
        outside = not (-margin < u < self._camera.width + margin and -margin < v < self._camera.height + margin)
        if depth[0] < 3 or depth[0] > _SIGHT * self._look.fog_m or outside:
            return None
        table = self._backdrop.light
        row, column = int(v) // LIGHT_STEP, int(u) // LIGHT_STEP
        light = table[min(max(row, 0), table.shape[0] - 1), min(max(column, 0), table.shape[1] - 1)]
        full = np.asarray(self._look.ambient) + 0.67 * np.asarray(self._look.sun)
        sin, cos = math.sin(pose.heading), math.cos(pose.heading)
        turn = np.array([(sin, -cos, 0.0), (cos, sin, 0.0), (0.0, 0.0, 1.0)])
        return _Placed(actor, float(depth[0]), (float(u), float(v)), light, bool(light.sum() > full.sum() * 0.85), turn)

    def _ground_effects(self, frame: U8, item: _Placed) -> None:
        """Shade and light on the ground, under everything that stands on it."""
        if self._effects.shadows:
            self._shadow(frame, item)
        if self._effects.lights and self._look.headlights > 0 and item.actor.rider:
            self._pool(frame, item)

    def _draw_one(self, frame: U8, item: _Placed, drawn: list[_Drawn]) -> None:
        low, high = self._reach(item)
        box = _clip(low, high, self._camera.width, self._camera.height)
        if box is None or len(drawn) > 250:
            return
        x0, y0, x1, y1 = box
        part = frame[y0:y1, x0:x1]
        hidden = self._backdrop.depth_m[y0:y1, x0:x1] < item.depth - 0.4
        covered = bool(hidden.any())
        before = part.copy() if covered or item.actor.fade < 1 else part
        first = len(drawn)
        if item.actor.kind in {"car", "bus", "truck"}:
            self._mesh(frame, item, mesh_of(item.actor.kind, item.actor.look_seed), drawn)
        else:
            for index, figure in enumerate(self._figures(item.actor)):
                self._figure(frame, item, figure, index, drawn)
        self._letter(frame, item)
        self._measure(drawn, first, box)
        if covered:
            part[hidden] = before[hidden]
            owner = self._owner[y0:y1, x0:x1]
            owner[hidden & (owner > first)] = 0
        if item.actor.fade < 1:
            cv2.addWeighted(part, item.actor.fade, before, 1 - item.actor.fade, 0, dst=part)
        if self._effects.reflections and self._look.wet > 0.1:
            self._mirror(frame, item, drawn[first:], first + 1)
        if self._effects.lights:
            self._lamps(frame, item)

    def _figures(self, actor: Actor) -> tuple[Figure, ...]:
        step = int(actor.stride / math.tau * STRIDES) % STRIDES if actor.kind in {"person", "bicycle"} else 0
        moving = actor.speed_mps > 0.25
        pupil, rain = self._pupils and actor.kind in {"person", "bicycle"}, self._look.rain > 0
        return figures_of(actor.kind, actor.look_seed, step, moving=moving, rain=rain, pupil=pupil, rider=actor.rider)

    def _reach(self, item: _Placed) -> tuple[F64, F64]:
        """A generous picture rectangle around an actor."""
        half = {"person": 0.7, "bicycle": 1.2, "motorcycle": 1.3, "car": 2.7, "truck": 4.4, "bus": 6.2}[item.actor.kind]
        tall = {"car": 2.1, "truck": 3.2, "bus": 3.7}.get(item.actor.kind, 2.2)
        scale = self._camera.focal_px / max(item.depth - half, 1.5)
        u, v = item.ground_px
        return np.array([u - half * scale, v - (tall + 0.4 * half) * scale]), np.array(
            [u + half * scale, v + half * scale]
        )

    # -- solids

    def _mesh(self, frame: U8, item: _Placed, mesh: Mesh, drawn: list[_Drawn]) -> None:
        world = item.world(mesh.vertices)
        uv, _depth = self._camera.project(world)
        normals, centres = mesh.normals @ item.turn, item.world(mesh.centres)
        to_camera = np.array([0.0, 0.0, self._camera.height_m]) - centres
        faces_us = (normals * to_camera).sum(1) > 0
        colours = self._look.shaded(mesh.colours, normals, item.light)
        own = mesh.own_light * (0.3 + self._look.headlights)
        paints = self._paint(np.maximum(colours, mesh.colours * np.minimum(own, 1)), item)
        corners = subpixel(uv)
        number = len(drawn) + 1
        distance = np.linalg.norm(self._part_centres(item, mesh) - (0, 0, self._camera.height_m), axis=1)
        index = np.cumsum([0] + [len(part.faces) for part in mesh.parts])
        seen: list[NDArray[np.intp]] = []
        for k in sorted(range(len(mesh.parts)), key=lambda k: (mesh.parts[k].tier, -distance[k])):
            for j, face in enumerate(mesh.parts[k].faces, start=int(index[k])):
                if faces_us[j]:
                    cv2.fillConvexPoly(frame, corners[face], paints[j], cv2.LINE_AA, 4)
                    cv2.fillConvexPoly(self._owner, corners[face], number, cv2.LINE_8, 4)
                    seen.append(face)
        shown = uv[np.concatenate(seen)]
        drawn.append(_Drawn(item.actor, 0, item.actor.kind, shown.min(0), shown.max(0)))

    @staticmethod
    def _part_centres(item: _Placed, mesh: Mesh) -> F64:
        return item.world(np.array([part.centre for part in mesh.parts]))

    def _paint(self, colours: F32, item: _Placed) -> list[tuple[int, int, int]]:
        x = min(0.5, abs(item.ground_px[0] / self._camera.width - 0.5))
        y = min(0.5, abs(item.ground_px[1] / self._camera.height - 0.5))
        dim = np.float32(1 - 0.5 * (x * x + y * y))
        toned = self._look.toned(self._look.fogged(colours, item.depth) * dim)
        return [(b, g, r) for b, g, r in (toned * 255).astype(int).tolist()]

    def _letter(self, frame: U8, item: _Placed) -> None:
        """The number plates that look this way."""
        if item.depth * LEAST_PX > PLATE_HIGH_M * 1.3 * self._camera.focal_px:
            return
        for corners, forward in plate_quads(item.actor):
            world = item.world(corners)
            normal = np.array([0.0, 1.0 if forward else -1.0, 0.0]) @ item.turn
            to_camera = np.array([0.0, 0.0, self._camera.height_m]) - world.mean(0)
            if normal @ to_camera > 0.25 * np.linalg.norm(to_camera):
                uv, _ = self._camera.project(world)
                white = self._look.shaded(np.full((1, 3), 0.93, np.float32), normal[None, :], item.light)
                shade: F32 = np.asarray(self._paint(white, item)[0], np.float32) / np.float32(255)
                letter(frame, uv, item.actor, shade)

    # -- bodies

    def _figure(self, frame: U8, item: _Placed, figure: Figure, part: int, drawn: list[_Drawn]) -> None:
        detailed = 0.2 * self._camera.focal_px / item.depth > 4.0
        model = figure if detailed else figure.coarse
        count = len(model.colours)
        uv, depth = self._camera.project(item.world(model.points))
        rims = iter(uv[2 * count :].reshape(-1, 28, 2))
        uv, depth = uv[: 2 * count], np.maximum(depth[: 2 * count], NEAR_M)
        radius = np.maximum(model.radii * self._camera.focal_px / depth, 0.35)
        outlines = _capsules(uv[:count], uv[count:], radius[:count], radius[count:])
        wheels = [_hull(next(rims)) if flat else None for flat in model.flat]
        shapes = [wheel if wheel is not None else rod for wheel, rod in zip(wheels, outlines, strict=True)]
        rods = subpixel(outlines)
        lit = model.colours * item.light
        paints = self._paint(np.concatenate([lit * np.float32(0.86), lit * np.float32(1.18)]), item)
        base, bright = paints[:count], paints[count:]
        if detailed:
            lit_shapes = _capsules(*self._towards_light(uv, radius, count))
            lit_corners = subpixel(lit_shapes)
        number = len(drawn) + 1
        for k in np.argsort(-(depth[:count] + depth[count:])).tolist():
            wheel = wheels[k]
            corners = rods[k] if wheel is None else subpixel(wheel)
            cv2.fillConvexPoly(frame, corners, base[k], cv2.LINE_AA, 4)
            cv2.fillConvexPoly(self._owner, corners, number, cv2.LINE_8, 4)
            if detailed and not model.flat[k]:
                cv2.fillConvexPoly(frame, lit_corners[k], bright[k], cv2.LINE_AA, 4)
        shapes += self._hats(frame, item, figure, number)
        everything = np.concatenate(shapes)
        drawn.append(_Drawn(item.actor, part, figure.kind, everything.min(0), everything.max(0)))

    def _towards_light(self, uv: F64, radius: F64, count: int) -> tuple[F64, F64, F64, F64]:
        shift = self._sun_px * 0.34 * radius[:, None]
        moved, small = uv + shift, radius * 0.55
        return moved[:count], moved[count:], small[:count], small[count:]

    def _hats(self, frame: U8, item: _Placed, figure: Figure, number: int) -> list[F64]:
        shapes: list[F64] = []
        for cone in figure.cones:
            x, y, z = cone.apex
            turn = np.linspace(0, math.tau, 12, endpoint=False)
            rim = [(x + cone.radius_m * math.cos(t), y + cone.radius_m * math.sin(t), z - cone.height_m) for t in turn]
            uv, _ = self._camera.project(item.world(np.array([cone.apex, *rim])))
            lit = cone.colour[None] * item.light
            shape = _hull(uv)
            cv2.fillConvexPoly(frame, subpixel(shape), self._paint(lit, item)[0], cv2.LINE_AA, 4)
            cv2.fillConvexPoly(self._owner, subpixel(shape), number, cv2.LINE_8, 4)
            shaded = _hull(np.concatenate([uv[:1], uv[1:][np.argsort(-uv[1:] @ self._sun_px)[-6:]]]))
            cv2.fillConvexPoly(frame, subpixel(shaded), self._paint(lit * np.float32(0.8), item)[0], cv2.LINE_AA, 4)
            shapes.append(shape)
        return shapes

    # -- what covers what

    def _measure(self, drawn: list[_Drawn], first: int, box: Box) -> None:
        """Count what each part of one actor covers before anything nearer is drawn."""
        x0, y0, x1, y1 = box
        for index in range(first, len(drawn)):
            drawn[index].area = int(np.count_nonzero(self._owner[y0:y1, x0:x1] == index + 1))

    def _truth(self, item: _Drawn, visible_px: int) -> TruthObject | None:
        width, height = self._camera.width, self._camera.height
        low = np.clip(item.low - 0.5, 0, (width, height))  # soft edges reach half a pixel further
        high = np.clip(item.high + 0.5, 0, (width, height))
        if (high - low).min() < _MIN_BOX_PX / 2 or high[1] - low[1] < _MIN_BOX_PX or item.area == 0:
            return None
        actor = item.actor
        x1, x2 = round(float(low[0] / width), 5), round(float(high[0] / width), 5)
        y1, y2 = round(float(low[1] / height), 5), round(float(high[1] / height), 5)
        return TruthObject(
            track_id=actor.number * 4 + item.part,
            kind=item.kind,
            box=(x1, y1, x2, y2),
            visibility=round(min(1.0, visible_px / item.area) * actor.fade, 3),
            lane=actor.lane,
            plate=actor.plate if item.part == 0 else "",
            x_m=round(actor.pose.x, 2),
            y_m=round(actor.pose.y, 2),
            speed_mps=round(actor.speed_mps, 2),
            obeys=actor.obeys,
        )

    # -- light and shade around an actor

    def _footprint(self, item: _Placed) -> tuple[float, float, float]:
        """Half width, half length and height of what throws the shadow."""
        kind = item.actor.kind
        if kind in {"car", "bus", "truck"}:
            width, length, tall = mesh_of(kind, item.actor.look_seed).size
            return width / 2, length / 2, tall
        return {"person": (0.24, 0.2, 1.7), "bicycle": (0.28, 0.8, 1.6)}.get(kind, (0.32, 0.9, 1.6))

    def _shadow(self, frame: U8, item: _Placed) -> None:
        half, long, tall = self._footprint(item)
        base = np.array([(-half, -long, 0), (half, -long, 0), (half, long, 0), (-half, long, 0)]) * (1.08, 1.04, 1)
        ground = item.world(base.astype(np.float64))
        blur = 0.16 * self._camera.focal_px / item.depth
        clear = item.actor.fade * math.exp(-item.depth / self._look.fog_m)
        sunny = self._look.casts_shadows and item.sunny
        if item.depth < 50 or not sunny:
            self._darken(frame, ground, 0.55 * clear, blur)
        if sunny:
            sun = self._look.sun_direction
            shift = np.array([*(-sun[:2] / sun[2] * tall), 0.0])
            top = ground.mean(0) + (ground - ground.mean(0)) * 0.75 + shift
            self._darken(frame, np.concatenate([ground, top]), 0.45 * clear, blur * 0.3)

    def _darken(self, frame: U8, ground: F64, share: float, blur_px: float) -> None:
        uv, depths = self._camera.project(ground)
        pad = 2 * blur_px + 1
        box = _clip(uv.min(0) - pad, uv.max(0) + pad, self._camera.width, self._camera.height)
        if box is None:
            return
        depth = float(depths.max())
        x0, y0, x1, y1 = box
        mask = np.full((y1 - y0, x1 - x0), 255, np.uint8)
        cv2.fillConvexPoly(mask, subpixel(_hull(uv) - (x0, y0)), int(255 * (1 - share)), cv2.LINE_AA, 4)
        size = int(blur_px) | 1
        if size > 1:
            mask = np.asarray(cv2.blur(mask, (size, max(1, size // 2) | 1)), np.uint8)
        standing = self._backdrop.depth_m[y0:y1, x0:x1] < depth - 0.4
        if standing.any():
            mask[standing] = 255
        part = frame[y0:y1, x0:x1]
        cv2.multiply(part, cv2.merge([mask, mask, mask]), dst=part, scale=1 / 255)

    def _mirror(self, frame: U8, item: _Placed, drawn: Sequence[_Drawn], first: int) -> None:
        """Smear the actor's own picture down over the wet ground below it."""
        low = np.min([d.low for d in drawn], axis=0)
        high = np.max([d.high for d in drawn], axis=0)
        box = _clip(low, high, self._camera.width, self._camera.height)
        tall = int((high[1] - low[1]) * 0.7)
        if box is None or tall < 4 or high[1] >= self._camera.height - 2:
            return
        x0, _y0, x1, y1 = box
        foot = y1 - max(1, int(0.06 * tall))
        source_top = max(0, foot - tall)
        below = min(self._camera.height, foot + foot - source_top)
        rows = below - foot
        if rows < 3:
            return
        source = frame[foot - rows : foot, x0:x1][::-1]
        own = (self._owner[foot - rows : foot, x0:x1][::-1] >= first).astype(np.uint8)
        smear = (max(1, rows // 14) | 1, max(3, rows // 5) | 1)
        weight = cv2.blur(own * 255, smear).astype(np.float32)
        weight *= self._backdrop.mirror[foot:below, x0:x1] * np.float32(0.85 / 255 / 255)
        weight *= np.linspace(1, 0.15, rows, dtype=np.float32)[:, None] * np.float32(item.actor.fade)
        weight[self._owner[foot:below, x0:x1] >= first] = 0
        target = frame[foot:below, x0:x1]
        shine = cv2.blur(source, smear)
        target[:] = cv2.blendLinear(shine, target, weight, 1 - weight)

    def _lamps(self, frame: U8, item: _Placed) -> None:
        """Headlights and tail lamps that look towards the camera."""
        actor, look = item.actor, self._look
        for forward in (True, False):
            power = look.headlights if forward else 0.5 * (look.headlights > 0) + 0.5 * actor.braking
            towards = math.atan2(-actor.pose.y, -actor.pose.x)
            facing = math.cos(actor.pose.heading - towards) * (1 if forward else -1)
            level = facing * actor.fade * power * math.exp(-item.depth / (look.fog_m * 2.5))
            if facing < 0.15 or level < 0.06:
                continue
            self._lamp_pair(frame, item, _lamp_places(actor, forward=forward), level, forward=forward)

    def _lamp_pair(
        self, frame: U8, item: _Placed, lamps: Sequence[tuple[Point, float]], level: float, *, forward: bool
    ) -> None:
        if not lamps:
            return
        world = item.world(np.array([place for place, _size in lamps]))
        mirrored = world * (1, 1, -1)
        uv, depth = self._camera.project(np.concatenate([world, mirrored]))
        colour = "#fff4dc" if forward else "#ff3d2a"
        for k, (_place, size) in enumerate(lamps):
            if self._is_hidden(uv[k], item.depth):
                continue
            radius = size * self._camera.focal_px / depth[k] * (5.0 if forward else 3.6) + 3
            self._shine(frame, uv[k], radius, radius, colour, level * 1.1)
            if self._look.wet > 0.1 and self._effects.reflections:
                low = uv[k + len(lamps)]
                self._shine(frame, low, radius * 0.6, radius * 2.6, colour, level * self._look.wet * 0.8)

    def _is_hidden(self, spot_px: F64, depth: float) -> bool:
        u, v = int(spot_px[0]), int(spot_px[1])
        if not (0 <= u < self._camera.width and 0 <= v < self._camera.height):
            return True
        return bool(self._backdrop.depth_m[v, u] < depth - 0.4)

    def _pool(self, frame: U8, item: _Placed) -> None:
        """The patch of road that the headlights light."""
        if item.actor.kind in {"person", "bicycle"}:
            return
        reach = 9.0 if item.actor.kind != "motorcycle" else 6.5
        uv, depth = self._camera.project(item.world(np.array([(0.0, reach, 0.0)])))
        wide = (3.2 if item.actor.kind != "motorcycle" else 2.3) * self._camera.focal_px / max(depth[0], 3.0)
        tall = wide * min(1.0, 2.4 * self._camera.height_m / max(depth[0], 3.0))
        dark = max(0.0, 1.1 - float(np.mean(self._look.ambient)) * 1.4)
        self._shine(
            frame, uv[0], wide, tall, "#fff1d0", 0.36 * dark * self._look.headlights * item.actor.fade, core=False
        )

    def _shine(  # noqa: PLR0917  (place and size in their usual order)
        self, frame: U8, spot_px: F64, wide: float, tall: float, colour: str, level: float, *, core: bool = True
    ) -> None:
        step = int(min(24, level * 16))
        if step < 1 or wide > 400:
            return
        width, height = _coarse(wide * 2), _coarse(tall * 2)
        sprite = _coloured_glow(width, height, colour, step, core)
        x, y = int(spot_px[0]) - width // 2, int(spot_px[1]) - height // 2
        x0, y0 = max(0, x), max(0, y)
        x1, y1 = min(self._camera.width, x + width), min(self._camera.height, y + height)
        if x1 > x0 and y1 > y0:
            part = frame[y0:y1, x0:x1]
            cv2.add(part, sprite[y0 - y : y1 - y, x0 - x : x1 - x], dst=part)


def _coarse(size_px: float) -> int:
    """Sizes in steps of a tenth or so: few enough for the sprites to be kept."""
    step = 1 << max(0, int(math.log2(max(size_px, 4.0))) - 3)
    return max(5, round(size_px / step) * step)


def _lamp_places(actor: Actor, *, forward: bool) -> Sequence[tuple[Point, float]]:
    if not actor.rider:
        return ()
    if actor.kind in {"car", "bus", "truck"}:
        lights = mesh_of(actor.kind, actor.look_seed).lights
        return [(p.place, p.size_m) for p in lights if p.forward == forward]
    if actor.kind == "motorcycle":
        return (((0.0, 0.68, 0.97), 0.15),) if forward else (((0.0, -0.98, 0.68), 0.1),)
    return ()


def _capsules(a: F64, b: F64, radius_a: F64, radius_b: F64) -> F64:
    """Outlines [n,12,2] of rounded rods in pixels."""
    along = b - a
    size = np.hypot(along[:, 0], along[:, 1])
    unit = np.where(size[:, None] > 1e-6, along / np.maximum(size, 1e-6)[:, None], (1.0, 0.0))
    normal = np.stack([-unit[:, 1], unit[:, 0]], -1)
    ring = np.cos(_CAPS)[None, :, None] * unit[:, None] + np.sin(_CAPS)[None, :, None] * normal[:, None]
    outline = np.empty((len(a), 12, 2))
    outline[:, :6] = a[:, None] + ring[:, :6] * radius_a[:, None, None]
    outline[:, 6:] = b[:, None] + ring[:, 6:] * radius_b[:, None, None]
    return outline


def _hull(points: F64) -> F64:
    return np.asarray(cv2.convexHull(points.astype(np.float32))[:, 0], np.float64)

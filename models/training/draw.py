"""Draws labelled training pictures from the demo scenes, with light, weather, lens and mounting at random.

    python models/training/draw.py FOLDER --scenes 150 --frames 20 --seed 1
    python models/training/draw.py FOLDER --held-out --scenes 60 --frames 3 --seed 900000

Every scene gets its own random seed (traffic, buildings, colours), one of the conditions of ``demo.scenes.look``, a
lens and a mounting around the layout's own. Two conditions and one layout never occur in training: they are only in
the held-out pictures, which also use other seeds. The same arguments give the same files; a seed whose traffic or
signals do not fit its picture gives none.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
from pictures import CLASSES

from ioc_desktop.demo.district import DEMO_CAMERAS, DemoCamera
from ioc_desktop.demo.scenes.layouts import LAYOUTS, Layout
from ioc_desktop.demo.scenes.look import LOOKS
from ioc_desktop.demo.scenes.scene import FPS, Scene
from ioc_desktop.demo.scenes.truth import TruthFrame

UNSEEN_CONDITIONS = ("morning", "wet_dusk")
UNSEEN_LAYOUT = "le_loi"
WIDTH, HEIGHT = 640, 360
LEAST_VISIBILITY = 0.35
LEAST_HEIGHT_PX = 7.5  # of 360, which is 6 px in the model's picture


def main() -> None:
    arguments = _arguments()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    own = dict(LAYOUTS)
    numbers = range(arguments.seed, arguments.seed + arguments.scenes)
    for number in numbers:
        camera, layout = choose(random.Random(number), number, own, held_out=arguments.held_out)
        LAYOUTS[camera.scene] = layout
        try:
            _draw_scene(Scene(camera, width=WIDTH, height=HEIGHT), number, arguments)
        except (ValueError, cv2.error) as problem:  # traffic too dense for its junction; a signal head out of sight
            print(f"{number}: left out, {problem}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scenes", type=int, default=150)
    parser.add_argument("--frames", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out", action="store_true")
    return parser.parse_args()


def choose(chance: random.Random, seed: int, own: dict[str, Layout], *, held_out: bool) -> tuple[DemoCamera, Layout]:
    """A camera and its mounting; held-out ones go round all conditions in turn, mounted as the layout says."""
    if held_out:
        camera = DEMO_CAMERAS[chance.randrange(len(DEMO_CAMERAS))]
        conditions = sorted(LOOKS)
        return replace(camera, condition=conditions[seed % len(conditions)], seed=seed), own[camera.scene]
    seen = [camera for camera in DEMO_CAMERAS if camera.scene != UNSEEN_LAYOUT]
    camera = chance.choice(seen)
    condition = chance.choice([name for name in sorted(LOOKS) if name not in UNSEEN_CONDITIONS])
    usual = own[camera.scene]
    layout = replace(
        usual,
        height_m=usual.height_m * chance.uniform(0.75, 1.3),
        pitch_deg=usual.pitch_deg + chance.uniform(-3, 7),
        yaw_deg=usual.yaw_deg + chance.uniform(-14, 14),
    )
    fov_deg = camera.fov_deg * chance.uniform(0.7, 1.15)
    return replace(camera, condition=condition, seed=seed * 7919 + 13, fov_deg=fov_deg), layout


def _draw_scene(scene: Scene, number: int, arguments: argparse.Namespace) -> None:
    """Write the scene's pictures, and then its labels: a reader that finds labels finds all their pictures."""
    chance = random.Random(number + 1)
    rows = []
    for index in range(arguments.frames):
        picture, truth = scene.frame(chance.randrange(round(scene.loop_s * FPS)))
        name = f"scene{number:07d}_{index:02d}.jpg"
        quality = 90 if arguments.held_out else chance.randint(45, 95)
        cv2.imwrite(str(arguments.folder / name), picture.bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
        rows.append({"file": name, "condition": scene.spec.condition, "layout": scene.spec.scene, **_labels(truth)})
    (arguments.folder / f"scene{number:07d}.json").write_text(json.dumps(rows), "utf-8")


def _labels(truth: TruthFrame) -> dict[str, Any]:
    """Boxes x1, y1, x2, y2, class number; and ``unsure``: boxes of what is hidden or tiny, neither right nor wrong."""
    sure, unsure = [], []
    for box, number, clear in _objects(truth):
        (sure if clear else unsure).append([*box, number])
    return {"boxes": sure, "unsure": unsure}


def _objects(truth: TruthFrame) -> Iterator[tuple[list[float], int, bool]]:
    for item in truth.objects:
        x1, y1, x2, y2 = item.box
        box = [round(float(v), 2) for v in (x1 * WIDTH, y1 * HEIGHT, x2 * WIDTH, y2 * HEIGHT)]
        clear = item.visibility >= LEAST_VISIBILITY and box[3] - box[1] >= LEAST_HEIGHT_PX
        if item.visibility > 0.05 and box[2] > box[0] and box[3] > box[1]:
            yield box, CLASSES.index(item.kind), clear


if __name__ == "__main__":
    main()

"""``main.py demo-clips``: draws the demo district's clips beforehand, as an installer or a test wants them."""

import json

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.demo.render import prepare_district


def run_demo_clips(paths: AppPaths, *, json_output: bool = False) -> int:
    """Draw what is missing in the profile's cache; exit code 0.

    Raises:
        ExpectedError: ``profile.unwritable``, ``demo.clips``.
    """
    paths.create()
    clips = prepare_district(paths.cache / "district", progress=None if json_output else _say)
    if json_output:
        print(json.dumps({"clips": [str(clip.main) for clip in clips]}, ensure_ascii=False))
    return 0


def _say(done: int, total: int) -> None:
    print(f"{done}/{total}", flush=True)

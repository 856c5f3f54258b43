"""``main.py demo-clips``: draws the demo district's clips beforehand, as an installer or a test wants them."""

from ioc_desktop.config.paths import AppPaths
from ioc_desktop.demo.render import prepare_district


def run_demo_clips(paths: AppPaths) -> int:
    """Draw what is missing in the profile's cache; exit code 0."""
    paths.create()
    prepare_district(paths.cache / "district", progress=lambda done, total: print(f"{done}/{total}", flush=True))
    return 0

import pytest

from ioc_desktop.demo.district import DEMO_CAMERAS, DemoCamera
from ioc_desktop.demo.scenes.scene import Scene


def camera(scene: str) -> DemoCamera:
    return next(c for c in DEMO_CAMERAS if c.scene == scene)


@pytest.fixture(scope="session")
def avenue() -> Scene:
    return Scene(camera("hung_vuong"))


@pytest.fixture(scope="session")
def junction() -> Scene:
    return Scene(camera("junction"), width=640, height=360)

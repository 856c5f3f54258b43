"""Light of a picture: time of day, weather, and the tone curve that backdrop and moving objects share."""

import math
from dataclasses import dataclass, replace

import numpy as np

from ioc_desktop.demo.scenes.arrays import F32, F64, bgr

_LUMA = np.array([0.114, 0.587, 0.299], np.float32)


@dataclass(frozen=True)
class Look:
    """Light and air of one scene. Colours are "#rrggbb"; light levels are factors on surface colours."""

    sky_top: str
    sky_low: str
    fog: str
    fog_m: float
    ambient: tuple[float, float, float]  # blue, green, red
    sun: tuple[float, float, float] = (0.0, 0.0, 0.0)
    sun_azimuth_deg: float = 235.0
    sun_height_deg: float = 42.0
    wet: float = 0.0
    rain: float = 0.0
    lamps: float = 0.0
    headlights: float = 0.0
    grain: float = 0.85
    saturation: float = 1.0
    lit_windows: float = 0.15
    clock: str = "09:12:40"

    @property
    def sun_direction(self) -> F64:
        """Unit vector from the ground to the sun."""
        azimuth, height = math.radians(self.sun_azimuth_deg), math.radians(self.sun_height_deg)
        flat = math.cos(height)
        return np.array([flat * math.sin(azimuth), flat * math.cos(azimuth), math.sin(height)])

    @property
    def casts_shadows(self) -> bool:
        return sum(self.sun) > 0.3

    def shaded(self, colours: F32, normals: F64, light: F32) -> F32:
        """Surface colours [N,3] under sky and sun for outward normals [N,3]; `light` [3] is the place's own level."""
        sky = np.asarray(self.ambient, np.float32) * (0.72 + 0.28 * normals[:, 2:3]).astype(np.float32)
        sun = np.maximum(normals @ self.sun_direction, 0)[:, None].astype(np.float32) * np.asarray(self.sun, np.float32)
        ground = np.asarray(self.ambient, np.float32) + 0.67 * np.asarray(self.sun, np.float32)
        return np.asarray(colours * (sky + 1.25 * sun) * (light / ground), np.float32)

    def fogged(self, colours: F32, depth_m: float) -> F32:
        thin = math.exp(-max(depth_m, 0.0) / self.fog_m)
        return np.asarray(colours * thin + bgr(self.fog) * (1 - thin), np.float32)

    def toned(self, colours: F32) -> F32:
        """The camera's own rendering of light: saturation, soft shoulder, a little contrast."""
        out = colours
        if self.saturation != 1:
            grey = (colours @ _LUMA)[..., None]
            out = np.asarray(grey + (colours - grey) * np.float32(self.saturation), np.float32)
        above = np.maximum(out - np.float32(0.78), 0)
        out = np.minimum(out, np.float32(0.78)) + above / (1 + above * np.float32(3.2))
        return np.asarray(np.minimum(np.maximum(out * np.float32(1.06) - np.float32(0.03), 0.02), 1), np.float32)


_SUNNY = Look(
    sky_top="#5b93cc",
    sky_low="#d5e3ea",
    fog="#c6d4dc",
    fog_m=420,
    ambient=(0.72, 0.66, 0.61),
    sun=(0.52, 0.64, 0.7),
)
_RAIN = Look(
    sky_top="#6f7d88",
    sky_low="#a9b2b6",
    fog="#9aa4a9",
    fog_m=120,
    ambient=(0.68, 0.65, 0.62),
    wet=0.55,
    rain=1.0,
    lamps=0.35,
    headlights=0.75,
    grain=1.2,
    saturation=0.9,
    lit_windows=0.5,
    clock="16:05:18",
)
_DUSK = Look(
    sky_top="#41557c",
    sky_low="#e3a578",
    fog="#a58f86",
    fog_m=190,
    ambient=(0.56, 0.49, 0.49),
    lamps=0.85,
    headlights=0.95,
    grain=1.3,
    saturation=0.95,
    lit_windows=0.7,
    clock="17:48:07",
)
_NIGHT = Look(
    sky_top="#0a0f1a",
    sky_low="#2c2d35",
    fog="#22252b",
    fog_m=150,
    ambient=(0.2, 0.17, 0.15),
    lamps=1.25,
    headlights=1.2,
    grain=1.8,
    saturation=0.9,
    lit_windows=0.8,
    clock="21:36:52",
)

LOOKS: dict[str, Look] = {
    "day": _SUNNY,
    "morning": replace(
        _SUNNY,
        sky_top="#6fa3d4",
        sky_low="#efe3cc",
        fog="#d8d6cb",
        fog_m=300,
        ambient=(0.7, 0.66, 0.63),
        sun=(0.42, 0.6, 0.74),
        sun_height_deg=28,
        sun_azimuth_deg=75,
        clock="07:05:21",
    ),
    "cloudy": Look(
        sky_top="#a3b1bc",
        sky_low="#dbe1e3",
        fog="#c2cacd",
        fog_m=260,
        ambient=(1.12, 1.1, 1.07),
        sun=(0.04, 0.05, 0.06),
        saturation=0.95,
        clock="10:24:33",
    ),
    "rain": _RAIN,
    "dusk": _DUSK,
    "wet_dusk": replace(_DUSK, wet=0.5, fog_m=140, sky_low="#b99a8c", fog="#8f8482", clock="18:02:44"),
    "night": _NIGHT,
    "wet_night": replace(_NIGHT, wet=0.6, rain=0.8, fog_m=110, fog="#2b2e33", sky_low="#34353b", clock="20:11:09"),
    "infrared": replace(
        _NIGHT,
        saturation=0.0,
        ambient=(0.4, 0.4, 0.4),
        fog="#2a2a2a",
        lamps=0.8,
        grain=2.2,
        clock="22:47:30",
    ),
    "fog": Look(
        sky_top="#b9c0c3",
        sky_low="#c9cecf",
        fog="#c4cacc",
        fog_m=48,
        ambient=(0.8, 0.78, 0.76),
        wet=0.18,
        headlights=0.8,
        saturation=0.8,
        clock="06:18:55",
    ),
}

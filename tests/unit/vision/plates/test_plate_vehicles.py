"""Vehicles whose plates are read: their best pictures first, bounded under a flood, one plate each by vote."""

from __future__ import annotations

import numpy as np

from ioc_desktop.kernel.plates.formats import PlateColour
from ioc_desktop.video.detail_ring import Detail
from ioc_desktop.vision.plates import vehicles as plan
from ioc_desktop.vision.plates.grammar import Reading
from ioc_desktop.vision.plates.spotter import SeenPlate
from ioc_desktop.vision.plates.vehicles import Vehicles

FOOT = (0.5, 0.5)


def detail(height: int = 100, at_s: float = 0.0) -> Detail:
    return Detail(np.full((height, height, 3), 90, np.uint8), 0, 0, 1920, 1080, at_s)


def seen(text: str, score: float = 0.95, height: float = 30.0) -> SeenPlate:
    corners = np.array([[0, 0], [90, 0], [90, height], [0, height]], np.float32)
    reading = Reading(text, (score,) * len(text), is_plate=True)
    return SeenPlate(reading, corners, np.zeros((30, 90, 3), np.uint8), PlateColour.WHITE)


def drive(vehicles: Vehicles, track: int, heights: list[int], now_s: float = 0.0) -> None:
    vehicles.see(track, FOOT, now_s)
    for height in heights:
        vehicles.offer(track, detail(height, now_s))


def test_the_largest_pictures_wait_and_are_read_first() -> None:
    vehicles = Vehicles()
    drive(vehicles, 1, [60, 120, 80, 200, 100])
    assert vehicles.waiting == plan.MOST_WAITING
    heights = [crop.detail.picture.shape[0] for _ in range(plan.MOST_WAITING) if (crop := vehicles.next(0.0))]
    assert heights == [200, 120, 100]
    assert vehicles.next(0.0) is None


def test_a_flood_of_vehicles_stays_bounded_and_the_newest_win() -> None:
    vehicles = Vehicles()
    for track in range(500):
        drive(vehicles, track, [80] * 6, now_s=track / 100)
    assert len(vehicles) == plan.MOST_VEHICLES
    assert vehicles.waiting == plan.MOST_VEHICLES * plan.MOST_WAITING
    assert vehicles.dropped == 500 - plan.MOST_VEHICLES
    crop = vehicles.next(4.99)
    assert crop is not None
    assert crop.track >= 500 - plan.MOST_VEHICLES


def test_the_pictures_of_a_moving_vehicle_vote_and_are_told_when_it_is_gone() -> None:
    vehicles = Vehicles()
    for moment, (text, height) in enumerate([("51F12845", 14), ("51F12345", 30), ("51F12346", 16), ("51F12345", 34)]):
        drive(vehicles, 7, [100 + moment], now_s=moment / 10)
        crop = vehicles.next(moment / 10)
        assert crop is not None
        assert vehicles.judge(crop, seen(text, 0.8, height)) is None, "not sure yet"
    assert vehicles.leave(0.5) == [], "it is still there"
    ((track, vehicle, plate),) = vehicles.leave(0.3 + plan.GONE_S)
    assert plate is not None
    assert (track, plate.text, plate.readings) == (7, "51F12345", 4)
    assert vehicle.best is not None
    assert vehicle.best[2].height_px == 34
    assert len(vehicles) == 0


def test_a_sure_plate_is_told_at_once_and_never_again() -> None:
    vehicles = Vehicles()
    told = []
    for moment in range(plan.SURE_READINGS):
        drive(vehicles, 7, [100], now_s=moment / 10)
        crop = vehicles.next(moment / 10)
        assert crop is not None
        told.append(vehicles.judge(crop, seen("51F12345", 0.99)))
    assert [plate.text if plate else None for plate in told] == [None] * (plan.SURE_READINGS - 1) + ["51F12345"]
    assert not vehicles.see(7, FOOT, 0.4), "no more pictures are wanted"
    ((_, _, plate),) = vehicles.leave(9.0)
    assert plate is None


def test_a_far_vehicle_does_not_use_up_its_readings() -> None:
    vehicles = Vehicles()
    for _ in range(50):
        drive(vehicles, 1, [100])
        crop = vehicles.next(0.0)
        if crop is not None:
            vehicles.judge(crop, None)
    assert vehicles.vehicle(1).looked == plan.MORE_LOOKS
    drive(vehicles, 1, [130])
    assert vehicles.next(0.0) is not None, "nearer now"


def test_a_gone_vehicle_comes_first_and_waits_no_longer_than_patience() -> None:
    vehicles = Vehicles()
    drive(vehicles, 1, [100], now_s=0.0)
    drive(vehicles, 2, [300], now_s=1.0)
    crop = vehicles.next(1.0)
    assert crop is not None
    assert crop.track == 1
    drive(vehicles, 3, [100], now_s=1.0)
    assert [track for track, _, _ in vehicles.leave(1.5)] == [1], "nothing waits of it any more"
    assert vehicles.leave(1.0 + plan.PATIENCE_S - 0.1) == []
    assert {track for track, _, _ in vehicles.leave(1.0 + plan.PATIENCE_S)} == {2, 3}
    assert vehicles.dropped == 2

"""From one stream's detections to identities that last: ByteTrack over road users.

Source: Zhang et al., ByteTrack, ECCV 2022, as the library ``trackers`` has it, driven by the stream's own times, so
that dropped pictures don't slow anybody down. Chosen against OC-SORT and C-BIoU of the same library on the demo
district's truth at 5 pictures a second: fewest switched identities of vehicles, fewest pictures without one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import supervision as sv
from numpy.typing import NDArray
from trackers import ByteTrackTracker

from ioc_desktop.vision.detections import Detections, Floats, iou_with
from ioc_desktop.vision.rules.constants import SAME_ASPECT
from ioc_desktop.vision.tracking.doubles import singles
from ioc_desktop.vision.tracking.lives import Life
from ioc_desktop.vision.tracking.riders import TWO_WHEELERS, Joined, join_riders
from ioc_desktop.vision.tracks import Tracks

# Pixels per picture height in which the library works: its noise is tuned for pictures of about this size.
_HEIGHT = 720.0
# More objects than this in one picture are noise; the surest are kept, so that no picture can stall the process.
MOST_OBJECTS = 200
# How long an identity is remembered while nothing is seen of it, and how long its foretold place is told.
REMEMBER_S = 2.0
FORETELL_S = 1.0
# A stream that jumps by more has restarted: nobody knows who is who.
_GAP_S = 10.0
# Pictures in which a new object must be seen before it gets its identity.
_CONFIRM = 2
# Of one object, a box overlaps its foretold place at least this much; small fast ones at 5 pictures a second.
_LEAST_IOU = 0.1
_LIBRARY_FPS = 30.0  # the library counts its memory in frames of this rate
# What stands for so long and was never ridden is parked: who walks past is not its rider.
_PARKED_S = 1.5


class Tracker:
    """One stream's road users. Not thread-safe; knows no clock.

    Args:
        labels: names by class number.
        fps: pictures a second that are expected; others may come.
        sure: score from which an object may be new; lower ones only keep known objects alive.
    """

    def __init__(self, labels: Sequence[str], fps: float, *, sure: float = 0.4) -> None:
        self._labels = tuple(labels)
        self._fps, self._sure = fps, sure
        self._person = self._labels.index("person") if "person" in self._labels else -1
        self._bikes = [number for number, name in enumerate(labels) if name in TWO_WHEELERS]
        self._given = 0
        self._restart()

    def _restart(self) -> None:
        """Forget everybody; identities go on from the last."""
        self._first = self._given
        self._time_s: float | None = None
        self._aspect = 0.0
        self._lives: dict[int, Life] = {}
        self._known = ByteTrackTracker(
            lost_track_buffer=round(REMEMBER_S * _LIBRARY_FPS),
            frame_rate=self._fps,
            track_activation_threshold=self._sure,
            high_conf_det_threshold=self._sure,
            minimum_consecutive_frames=_CONFIRM,
            minimum_iou_threshold=_LEAST_IOU,
        )

    def step(self, detections: Detections, time_s: float, aspect: float) -> Tracks:
        """Who is where in the next picture.

        Args:
            detections: of this picture, also unsure ones.
            time_s: of the picture on the stream's own clock; a step back or a long gap starts afresh.
            aspect: the picture's width ÷ height; another one than before starts afresh, too.
        """
        last_s = self._time_s
        is_same = abs(aspect - self._aspect) <= SAME_ASPECT * aspect
        if last_s is not None and not (is_same and 0 < time_s - last_s <= _GAP_S):
            self._restart()
        self._time_s, self._aspect = time_s, aspect
        scale = np.array([aspect, 1.0, aspect, 1.0], np.float32) * _HEIGHT
        joined = join_riders(singles(_sound(detections), self._labels), self._labels, self._parked)
        seen = joined.users
        found = self._known.update(
            sv.Detections(xyxy=seen.boxes * scale, confidence=seen.scores, class_id=np.arange(len(seen))),
            timestamp=time_s,
        )
        return self._tell(joined, found, scale, time_s)

    def _tell(self, joined: Joined, found: sv.Detections, scale: Floats, time_s: float) -> Tracks:
        ids, rows = found.tracker_id, found.class_id
        assert ids is not None
        sure = ids >= 0
        chosen = np.asarray(rows if rows is not None else [], np.intp)[sure]
        users = joined.users[chosen]
        numbers = self._first + ids[sure].astype(np.int64)
        self._given = max(self._given, int(numbers.max(initial=-1)) + 1)
        for at, number in enumerate(numbers.tolist()):
            life = self._lives.setdefault(number, self._born(float(scale[0]) / _HEIGHT))
            seen = (time_s, users.boxes[at], float(users.scores[at]), int(users.classes[at]))
            life.see(*seen, is_ridden=bool(joined.ridden[chosen[at]]))
        hidden = self._foretell(scale, set(numbers.tolist()), time_s)
        self._forget(time_s)
        return self._gather(numbers, users, hidden)

    def _born(self, aspect: float) -> Life:
        """A life of which nothing is known yet."""
        bike = next((number for number in self._bikes if self._labels[number] == "motorcycle"), -1)
        return Life(len(self._labels), self._person, bike, aspect)

    def _foretell(self, scale: Floats, seen: set[int], time_s: float) -> dict[int, Floats]:
        """Where those are who were not found in this picture, by identity."""
        hidden: dict[int, Floats] = {}
        for known in self._known.tracks:
            number = self._first + int(known.tracker_id)
            life = self._lives.get(number)
            if known.tracker_id < 0 or number in seen or life is None or time_s - life.seen_s > FORETELL_S:
                continue
            box = (np.asarray(known.get_state_bbox(), np.float32) / scale).clip(0, 1)
            if box[2] > box[0] and box[3] > box[1]:
                hidden[number] = box
        return hidden

    def _gather(self, numbers: NDArray[np.int64], users: Detections, hidden: dict[int, Floats]) -> Tracks:
        everybody = [*numbers.tolist(), *hidden]
        if not everybody:
            return Tracks.empty()
        lives = [self._lives[number] for number in everybody]
        boxes = np.concatenate((users.boxes, np.array(list(hidden.values()), np.float32).reshape(-1, 4)))
        return Tracks(
            np.array(everybody, np.int64),
            boxes,
            np.array([life.score for life in lives], np.float32),
            np.array([life.kind for life in lives], np.int32),
            np.array([life.velocity() for life in lives], np.float32).reshape(-1, 2),
            np.arange(len(everybody)) < len(numbers),
        )

    def _forget(self, time_s: float) -> None:
        for number in [number for number, life in self._lives.items() if time_s - life.seen_s > REMEMBER_S]:
            del self._lives[number]

    def _parked(self, boxes: Floats) -> NDArray[np.bool_]:
        """Which of these two-wheelers stand since long, and nobody was ever seen on them; bool [N]."""
        still = [life for life in self._lives.values() if life.kind in self._bikes and life.is_parked(_PARKED_S)]
        places = np.array([life.box for life in still], np.float32).reshape(-1, 4)
        return np.array([bool((iou_with(box, places) > 0.5).any()) for box in boxes], np.bool_)


def _sound(seen: Detections) -> Detections:
    """Without boxes that have no area, and not more than ``MOST_OBJECTS``."""
    good = (seen.boxes[:, 2] > seen.boxes[:, 0]) & (seen.boxes[:, 3] > seen.boxes[:, 1])
    good &= np.isfinite(seen.boxes).all(axis=1) & np.isfinite(seen.scores)
    return seen[good].best(MOST_OBJECTS) if good.sum() > MOST_OBJECTS else seen[good]

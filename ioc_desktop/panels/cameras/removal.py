"""Deleting cameras in a way that can be undone. Runs on the writer's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.cameras.model import CameraDraft

if TYPE_CHECKING:
    from ioc_desktop.kernel.cameras.service import CameraService


def remove_cameras(cameras: CameraService, ids: Sequence[UUID]) -> Callable[[], None]:
    """Delete cameras with their logins; what is returned stores them again.

    Raises:
        ExpectedError: the database refused.
    """
    kept = {camera_id: draft for camera_id in ids if (draft := _kept(cameras, camera_id)) is not None}
    for camera_id in ids:
        cameras.remove(camera_id)

    def undo() -> None:
        for camera_id, draft in kept.items():
            cameras.restore(camera_id, draft)

    return undo


def _kept(cameras: CameraService, camera_id: UUID) -> CameraDraft | None:
    """All that is known of a camera; None when somebody else deleted it before."""
    try:
        draft = CameraDraft.of(cameras.get(camera_id))
    except ExpectedError as error:
        if error.code == "camera.gone":
            return None
        raise
    with suppress(ExpectedError):  # an unreadable login must not keep a camera from being deleted
        login = cameras.credentials(camera_id)
        if login is not None:
            return replace(draft, user_name=login[0], password=login[1])
    return draft

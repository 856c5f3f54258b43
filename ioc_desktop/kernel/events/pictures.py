"""Who sees the picture of an event how. The only way from a stored picture to a screen or a file.

The picture is stored whole: it is evidence. Faces in it are covered on the way out for everybody without the right to
see them, and in every file that is saved unless somebody with that right gives a reason. Synchronous; call off the
window's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.core.text import QT_TRANSLATE_NOOP
from ioc_desktop.kernel.accounts.model import SEE_FACES
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.attachments.service import AttachmentService
from ioc_desktop.kernel.events.model import FACES, FACES_BY, PICTURE, TABLE, CameraEvent
from ioc_desktop.kernel.events.service import EventService
from ioc_desktop.kernel.journal.chain import DeviceJournal

Regions = Sequence[Sequence[float]]
Cover = Callable[[bytes, Regions | None], bytes]
"""A picture file and what is to be covered in it (None: all of it) → a picture file without those faces."""
_CORNERS = 4
_MOST_NOTED = 10_000


@dataclass(frozen=True)
class EventPicture:
    """A picture as somebody may see it.

    Attributes:
        content: a JPEG.
        is_covered: faces in it are unrecognisable.
        by: what found them, as the event says; empty where nobody could tell and all of the picture is covered.
    """

    content: bytes
    is_covered: bool
    by: str = ""


class EventPictures:
    """Pictures of this profile's events.

    Args:
        cover: makes faces unrecognisable.
    """

    def __init__(
        self, events: EventService, attachments: AttachmentService, journal: DeviceJournal, cover: Cover
    ) -> None:
        self._events, self._attachments = events, attachments
        self._journal, self._cover = journal, cover
        self._noted: set[tuple[UUID, UUID]] = set()
        self._lock = Lock()

    def look(self, event_id: UUID, who: SignedIn) -> EventPicture | None:
        """The picture for the screen; None while there is none on this desktop.

        Faces are shown to those who may see them; the journal says so, once for each event and account.

        Raises:
            ExpectedError: ``event.gone``, ``privacy.picture_unreadable``, ``store.*``.
        """
        event, content = self._events.get(event_id), self._stored(event_id)
        if content is None:
            return None
        if not who.may(SEE_FACES):
            return self._covered(event, content)
        if self._is_first(who, event):
            self._note(who, "event.faces_seen", event)
        return EventPicture(content, is_covered=False)

    def export(self, event_id: UUID, who: SignedIn, *, is_whole: bool = False, reason: str = "") -> bytes:
        """The picture for a file; the journal says who took it.

        Args:
            is_whole: with faces, for those who may see them and say why.

        Raises:
            ExpectedError: ``privacy.not_allowed``, ``privacy.reason_missing``, ``privacy.no_picture``, and as ``look``.
        """
        event, content = self._events.get(event_id), self._stored(event_id)
        if content is None:
            raise ExpectedError(
                "privacy.no_picture",
                QT_TRANSLATE_NOOP("errors", "Ảnh chưa có trên máy này. Nối máy chủ để tải lại rồi lưu."),
            )
        why = reason.strip()
        if is_whole:
            _check(why, may_see=who.may(SEE_FACES))
        made = content if is_whole else self._covered(event, content).content
        self._note(who, "event.faces_exported" if is_whole else "event.picture_exported", event, why)
        return made

    def _covered(self, event: CameraEvent, content: bytes) -> EventPicture:
        faces = recorded_faces(event)
        by = str(event.details.get(FACES_BY, "")) if faces is not None else ""
        return EventPicture(self._cover(content, faces), is_covered=True, by=by)

    def _stored(self, event_id: UUID) -> bytes | None:
        contents = self._attachments.contents
        for file in self._attachments.of(TABLE, event_id):
            if file.name == PICTURE and contents.has(file.sha256):
                return contents.read(file.sha256)
        return None

    def _is_first(self, who: SignedIn, event: CameraEvent) -> bool:
        key = (who.account_id, event.id)
        with self._lock:
            if key in self._noted:
                return False
            if len(self._noted) >= _MOST_NOTED:
                self._noted.clear()
            self._noted.add(key)
            return True

    def _note(self, who: SignedIn, action: str, event: CameraEvent, why: str = "") -> None:
        said = {"event": {"id": str(event.id)}, "rule": event.rule_name, "place": event.place}
        self._journal.append(who.user_name, action, said | ({"why": why[:200]} if why else {}))


def recorded_faces(event: CameraEvent) -> Regions | None:
    """Regions that were found when the picture was made; None when that is unknown, or not to be relied on."""
    faces = event.details.get(FACES)
    if not isinstance(faces, list) or not all(_is_region(each) for each in faces):
        return None
    return faces


def _is_region(each: object) -> bool:
    return isinstance(each, list) and len(each) == _CORNERS and all(isinstance(part, int | float) for part in each)


def _check(why: str, *, may_see: bool) -> None:
    if not may_see:
        raise ExpectedError(
            "privacy.not_allowed",
            QT_TRANSLATE_NOOP("errors", "Tài khoản này không được xem mặt người. Lưu ảnh đã che, hoặc xin cấp quyền."),
        )
    if not why:
        raise ExpectedError(
            "privacy.reason_missing",
            QT_TRANSLATE_NOOP("errors", "Lưu ảnh không che mặt cần lý do. Nhập lý do rồi lưu."),
        )

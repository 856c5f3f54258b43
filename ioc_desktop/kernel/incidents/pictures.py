"""Who sees the pictures of an incident how: the only way from its evidence to a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.kernel.accounts.model import SEE_FACES
from ioc_desktop.kernel.accounts.model import Session as SignedIn
from ioc_desktop.kernel.attachments.files import ContentFolder
from ioc_desktop.kernel.incidents.model import Evidence

Cover = Callable[[bytes, Sequence[Sequence[float]] | None], bytes]
"""A picture file and what is to be covered in it (None: all of it) → a picture file without those faces."""


class IncidentPictures:
    """Pictures of this profile's incidents.

    Args:
        cover: makes faces unrecognisable.
    """

    def __init__(self, contents: ContentFolder, cover: Cover) -> None:
        self._contents, self._cover = contents, cover

    def look(self, evidence: Evidence, who: SignedIn) -> bytes | None:
        """The picture as this account may see it; None for what is no picture, is not here, or is damaged.

        Nobody knows where faces are in it any more, so all of it is covered for those who may not see them.
        """
        if not evidence.mime.startswith("image/") or not self._contents.has(evidence.sha256):
            return None
        try:
            content = self._contents.read(evidence.sha256)
            return content if who.may(SEE_FACES) else self._cover(content, None)
        except ExpectedError:
            return None

"""What the centre's own papers have in common, as it is set for the whole centre."""

from __future__ import annotations

from dataclasses import dataclass

from ioc_desktop.documents.model import Family, Issuer
from ioc_desktop.kernel.district_settings.choices import CENTRE_CODE, CENTRE_ORGAN, CENTRE_PARENT, CENTRE_PLACE
from ioc_desktop.kernel.district_settings.service import DistrictSettings


@dataclass(frozen=True)
class Letterhead:
    """Head of a paper of this centre.

    Attributes:
        place: before the date.
        code: the issuing organ in symbols, such as "TTĐH".
    """

    issuer: Issuer
    place: str
    code: str

    def symbol(self, kind: str) -> str:
        """The symbol of a kind of paper, such as BC-TTĐH for BC."""
        return f"{kind}-{self.code}"


def letterhead(district: DistrictSettings) -> Letterhead:
    """As it is set now; reads the database."""
    issuer = Issuer(Family.COMMITTEE, district.get(CENTRE_ORGAN), district.get(CENTRE_PARENT))
    return Letterhead(issuer, district.get(CENTRE_PLACE), district.get(CENTRE_CODE))

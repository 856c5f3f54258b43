"""Local codes of plates: the province that issued the series, and the province that it belongs to today.

Codes: the appendix "ký hiệu biển số xe" of Circular 79/2024/TT-BCA. Series issued before 1/7/2025 stay valid and keep
the code of their old province; which provinces were joined: Resolution 202/2025/QH15. Both lists were written from
common knowledge and compared with public lists, not with the gazette.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ISSUED = """
11 Cao Bằng|12 Lạng Sơn|14 Quảng Ninh|15,16 Hải Phòng|17 Thái Bình|18 Nam Định|19 Phú Thọ|20 Thái Nguyên|21 Yên Bái
22 Tuyên Quang|23 Hà Giang|24 Lào Cai|25 Lai Châu|26 Sơn La|27 Điện Biên|28 Hòa Bình|29,30,31,32,33,40 Hà Nội
34 Hải Dương|35 Ninh Bình|36 Thanh Hóa|37 Nghệ An|38 Hà Tĩnh|39,60 Đồng Nai
41,50,51,52,53,54,55,56,57,58,59 Thành phố Hồ Chí Minh|43 Đà Nẵng|47 Đắk Lắk|48 Đắk Nông|49 Lâm Đồng|61 Bình Dương
62 Long An|63 Tiền Giang|64 Vĩnh Long|65 Cần Thơ|66 Đồng Tháp|67 An Giang|68 Kiên Giang|69 Cà Mau|70 Tây Ninh
71 Bến Tre|72 Bà Rịa - Vũng Tàu|73 Quảng Bình|74 Quảng Trị|75 Huế|76 Quảng Ngãi|77 Bình Định|78 Phú Yên|79 Khánh Hòa
80 Cục Cảnh sát giao thông|81 Gia Lai|82 Kon Tum|83 Sóc Trăng|84 Trà Vinh|85 Ninh Thuận|86 Bình Thuận|88 Vĩnh Phúc
89 Hưng Yên|90 Hà Nam|92 Quảng Nam|93 Bình Phước|94 Bạc Liêu|95 Hậu Giang|97 Bắc Kạn|98 Bắc Giang|99 Bắc Ninh
"""
_JOINED = """
Hà Giang>Tuyên Quang|Yên Bái>Lào Cai|Bắc Kạn>Thái Nguyên|Vĩnh Phúc>Phú Thọ|Hòa Bình>Phú Thọ|Bắc Giang>Bắc Ninh
Thái Bình>Hưng Yên|Hải Dương>Hải Phòng|Hà Nam>Ninh Bình|Nam Định>Ninh Bình|Quảng Bình>Quảng Trị|Quảng Nam>Đà Nẵng
Kon Tum>Quảng Ngãi|Bình Định>Gia Lai|Ninh Thuận>Khánh Hòa|Đắk Nông>Lâm Đồng|Bình Thuận>Lâm Đồng|Phú Yên>Đắk Lắk
Bà Rịa - Vũng Tàu>Thành phố Hồ Chí Minh|Bình Dương>Thành phố Hồ Chí Minh|Bình Phước>Đồng Nai|Long An>Tây Ninh
Sóc Trăng>Cần Thơ|Hậu Giang>Cần Thơ|Bến Tre>Vĩnh Long|Trà Vinh>Vĩnh Long|Tiền Giang>Đồng Tháp|Bạc Liêu>Cà Mau
Kiên Giang>An Giang
"""


def _entries(text: str) -> list[str]:
    return [entry for line in text.strip().splitlines() for entry in line.split("|")]


PROVINCES: Mapping[str, str] = MappingProxyType(
    {
        code: name
        for codes, _, name in (entry.partition(" ") for entry in _entries(_ISSUED))
        for code in codes.split(",")
    }
)
"""Code → the name of the province when the code was given out."""

JOINED: Mapping[str, str] = MappingProxyType(
    {old: new for old, _, new in (entry.partition(">") for entry in _entries(_JOINED))}
)
"""Name of a province that ended on 1/7/2025 → the province that it became part of."""


def province_today(code: str) -> str:
    """The province that a code belongs to since 1/7/2025; "" for a code that nobody has."""
    issued = PROVINCES.get(code, "")
    return JOINED.get(issued, issued)

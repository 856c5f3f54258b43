"""From a telephone number as people write it to the address that a telephone application takes. Pure."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"sips?:[^\s<>\"]+@?[^\s<>\"]*", re.IGNORECASE)


def call_address(number: str) -> str:
    """``tel:`` with digits only (RFC 3966), or a SIP address as it is; "" for what cannot be called."""
    text = number.strip()
    if _ADDRESS.fullmatch(text):
        return text
    digits = re.sub(r"[\s().-]", "", text)
    return f"tel:{digits}" if re.fullmatch(r"\+?[0-9]{3,20}", digits) else ""

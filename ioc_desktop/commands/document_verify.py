"""``document verify``: whose signatures a PDF bears, whether they hold, and what is known of their revocation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ioc_desktop.commands.document import DONE, content_of
from ioc_desktop.commands.failure import FAILED
from ioc_desktop.documents.signing.certificates import anchors_in
from ioc_desktop.documents.signing.model import FINDING_WORDS, REVOCATION_WORDS, VERDICT_WORDS, SignatureCheck, Verdict
from ioc_desktop.documents.signing.verification import verify
from ioc_desktop.documents.wording import VIETNAM


def run_verify(file: Path, trust: Path, *, may_ask: bool = False, json_output: bool = False) -> int:
    """Print each signature.

    Args:
        trust: folder of the certificates of trusted authorities.
        may_ask: authorities may be asked over the network for what they revoked.

    Returns:
        Exit code: 0 signed and every signature holds, 1 not.

    Raises:
        ExpectedError: ``document.cannot_open``, ``document.too_large``, ``signing.*``.
    """
    checks = verify(content_of(file), anchors_in(trust), may_ask=may_ask)
    if json_output:
        told = {"file": str(file), "ok": _holds(checks), "signatures": [_as_json(check) for check in checks]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(file, checks)
    return DONE if _holds(checks) else FAILED


def _holds(checks: Sequence[SignatureCheck]) -> bool:
    return bool(checks) and all(check.verdict is Verdict.GOOD for check in checks)


def _as_json(check: SignatureCheck) -> dict[str, object]:
    return {
        "verdict": check.verdict.value,
        "subject": check.certificate.subject,
        "issuer": check.certificate.issuer,
        "serial": check.certificate.serial,
        "signed_at": check.signed_at.isoformat() if check.signed_at else None,
        "time_stamped": check.is_time_stamped,
        "covers_all": check.covers_all,
        "findings": [finding.value for finding in check.findings],
        "revocation": check.revocation.value,
        "revoked_at": check.revoked_at.isoformat() if check.revoked_at else None,
    }


def _print(file: Path, checks: Sequence[SignatureCheck]) -> None:
    if not checks:
        print(f"{file.name}: chưa có chữ ký số. Ký văn bản ở mục Văn bản rồi kiểm tra lại.")
    for check in checks:
        print(
            f"{VERDICT_WORDS[check.verdict]}: {_shown(check.certificate.subject)}, ký lúc {_moment(check.signed_at)}."
        )
        print(f"  {REVOCATION_WORDS[check.revocation].format(moment=_moment(check.revoked_at))}")
        for finding in check.findings:
            print(f"  {FINDING_WORDS[finding]}")


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if at else "không rõ"


def _shown(name: str) -> str:
    """A stranger's name moves no cursor on a terminal."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in name)

"""Asking authorities over HTTP, within bounds: their answers are small, and nobody waits for one that drips."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import requests
from pyhanko_certvalidator.fetchers.api import Fetchers, FetchLimits
from pyhanko_certvalidator.fetchers.common_utils import FetchBudget
from pyhanko_certvalidator.fetchers.requests_fetchers.cert_fetch_client import RequestsCertificateFetcher
from pyhanko_certvalidator.fetchers.requests_fetchers.crl_client import RequestsCRLFetcher
from pyhanko_certvalidator.fetchers.requests_fetchers.ocsp_client import RequestsOCSPFetcher

LIMIT_S = 10.0
"""For all questions about one signature together."""
ONE_LIMIT_S = 4.0
"""Until a server accepts, and between two pieces of its answer."""
MOST_BYTES = 32 * 2**20
"""National authorities publish revocation lists of some megabytes."""
_MOST = FetchLimits(max_requests=12, max_cert_requests=4, max_aia_urls_per_object=2)
_MOST_REDIRECTS = 3
_PIECE = 65536
_OK = 200
_AGENT = "ioc-desktop"


def fetchers(limit_s: float = LIMIT_S) -> Fetchers:
    """What asks for answers about one signature; none is waited for once ``limit_s`` seconds have gone by."""
    until, budget = time.monotonic() + limit_s, FetchBudget(_MOST)
    made = _OCSP(budget=budget), _CRLs(budget=budget), _Issuers(budget=budget)  # type: ignore[no-untyped-call]  # pyHanko's
    for each in made:
        each.until = until
    return Fetchers(ocsp_fetcher=made[0], crl_fetcher=made[1], cert_fetcher=made[2])


class _Bounded:
    """Takes the place of pyHanko's way to the network, which reads on for as long as a server sends."""

    until = 0.0

    def _get(self, url: str, *, acceptable_content_types: Sequence[str]) -> Awaitable[requests.Response]:
        headers = {"Accept": ",".join(acceptable_content_types)}
        return self._ask(lambda session, limit: session.get(url, timeout=limit, headers=headers, stream=True))

    def _post(
        self, url: str, data: bytes, *, content_type: str, acceptable_content_types: Sequence[str]
    ) -> Awaitable[requests.Response]:
        headers = {"Accept": ",".join(acceptable_content_types), "Content-Type": content_type}
        return self._ask(
            lambda session, limit: session.post(url, data=data, timeout=limit, headers=headers, stream=True)
        )

    def _ask(self, send: Callable[[requests.Session, float], requests.Response]) -> Awaitable[requests.Response]:
        return asyncio.to_thread(_answer, send, self.until)


class _OCSP(_Bounded, RequestsOCSPFetcher):
    pass


class _CRLs(_Bounded, RequestsCRLFetcher):
    pass


class _Issuers(_Bounded, RequestsCertificateFetcher):
    pass


def _answer(send: Callable[[requests.Session, float], requests.Response], until: float) -> requests.Response:
    """A whole answer.

    Raises:
        requests.RequestException: too late, too long, refused, or no network.
    """
    with requests.Session() as session:
        session.max_redirects = _MOST_REDIRECTS
        session.headers["User-Agent"] = _AGENT
        with send(session, max(0.01, min(ONE_LIMIT_S, until - time.monotonic()))) as answer:
            if answer.status_code != _OK:
                raise requests.RequestException(f"status {answer.status_code}")
            answer._content = _body(answer, until)  # noqa: SLF001  (where ``content`` looks)
            return answer


def _body(answer: requests.Response, until: float) -> bytes:
    held = bytearray()
    while piece := answer.raw.read1(_PIECE, decode_content=True):
        held += piece
        if len(held) > MOST_BYTES or time.monotonic() > until:
            raise requests.RequestException("too long or too slow")
    return bytes(held)

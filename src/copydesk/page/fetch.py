"""fetch: one page from the web, within limits and with its site's leave."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

import httpcore
from protego import Protego

from copydesk.errors import SourceError
from copydesk.page.body import BodyFault, undo_encodings
from copydesk.page.guard import Forbidden, GuardedBackend, OutOfTime
from copydesk.page.page import Page

AGENT = "copydesk"  # the name that a robots.txt may address
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_ROBOTS_SIZE = 500 * 1024  # bytes of a robots.txt that must be heeded: RFC 9309, section 2.5


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How far a fetch may go. Times in seconds; `size` in bytes, before and after inflating."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    size: int = 64 * 1024 * 1024
    redirects: int = 8
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def fetch(url: str, limits: FetchLimits) -> Page:
    """Fetch one page. Its headers, with any reservation of rights in them, are kept.

    robots.txt is asked at every site that a redirect leads to. An answer of any status is a
    page. Proxies named in the environment are not used: the address check would be theirs.

    Raises:
        SourceError: It cannot be reached, takes too long, is too large, redirects without end,
            leads to a private address, or its site asks robots to stay away.
    """
    deadline = time.monotonic() + limits.total
    with httpcore.ConnectionPool(
        ssl_context=httpcore.default_ssl_context(),
        network_backend=GuardedBackend(deadline, limits.allow_private),
    ) as pool:
        at, answer = _follow(pool, url, url, limits, robots=True)
    return Page(
        url,
        answer.body,
        url=at,
        fetched=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        http_status=answer.status,
        headers=answer.headers,
    )


def _follow(
    pool: httpcore.ConnectionPool, start: str, url: str, limits: FetchLimits, *, robots: bool
) -> tuple[str, _Answer]:
    """The answer at the end of the redirects from `start`, and its address.

    `url` is what the user asked for, which errors name.
    """
    at = start.partition("#")[0]
    for _ in range(limits.redirects + 1):
        parts = _split(at)
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            raise SourceError(url, f"leads to {at[:200]!r}", "give an http or https address")
        if robots and not _allowed(pool, at, url, limits):
            raise SourceError(
                url, f"{parts.netloc} asks robots not to read it (robots.txt)", "save it by hand"
            )
        answer = _get(pool, at, url, limits)
        target = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not target:
            return at, answer
        try:
            at = urljoin(at, target).partition("#")[0]
        except ValueError:
            at = target
    raise SourceError(url, f"redirects more than {limits.redirects} times", "give its last address")


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _allowed(pool: httpcore.ConnectionPool, at: str, url: str, limits: FetchLimits) -> bool:
    """Whether robots.txt lets us read `at`. Source: RFC 9309, section 2.3.1."""
    rules_at, answer = _follow(pool, urljoin(at, "/robots.txt"), url, limits, robots=False)
    if 400 <= answer.status < 500:
        return True
    if answer.status != 200:
        raise SourceError(
            url,
            f"{rules_at} answers {answer.status}, so nobody knows if robots may read",
            "try later",
        )
    rules = Protego.parse(answer.body[:_ROBOTS_SIZE].decode("utf-8", "replace"))
    return bool(rules.can_fetch(at, AGENT))


def _get(pool: httpcore.ConnectionPool, at: str, url: str, limits: FetchLimits) -> _Answer:
    """One request, no redirect followed. `url` is what the user asked for."""
    headers: dict[str | bytes, str | bytes] = {
        "User-Agent": f"{AGENT}/0.1 (reads single news pages)",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate, br, zstd",
        "Host": urlsplit(at).netloc.rpartition("@")[2],
    }
    waits = {"connect": limits.connect, "read": limits.read, "write": limits.read}
    body = bytearray()
    try:
        with pool.stream("GET", at, headers=headers, extensions={"timeout": waits}) as response:
            kept: dict[str, str] = {}
            for raw_name, raw_value in response.headers:
                name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
                kept[name] = f"{kept[name]}, {value}" if name in kept else value
            for chunk in response.iter_stream():
                body += chunk
                if len(body) > limits.size:
                    raise SourceError(url, f"is longer than {limits.size:,} bytes", "save it")
            status = response.status
        plain = undo_encodings(bytes(body), kept.get("content-encoding", ""), limits.size)
    except Forbidden as error:
        raise SourceError(
            url,
            f"{error.args[0]} is on this machine or a private network",
            "allow private addresses (--allow-private) if you trust it",
        ) from error
    except OutOfTime as error:
        raise SourceError(url, f"took more than {limits.total:g} seconds", "try later") from error
    except BodyFault as error:
        raise SourceError(url, error.what, "try later") from error
    except httpcore.TimeoutException as error:
        raise SourceError(url, "does not answer in time", "try later") from error
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        ValueError,
        OSError,
    ) as error:
        raise SourceError(
            url, f"cannot be reached ({str(error)[:120]})", "check the address"
        ) from error
    return _Answer(status, kept, plain)

"""What the desk refuses and what it tells browsers: hosts, methods, origins, token, headers."""

from __future__ import annotations

import hmac
import ipaddress
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
COOKIE = "copydesk_token"
MOST_BYTES = 1_000_000  # of the body of a request
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # none at all would make the origin of our own forms "null"
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets through requests for a known host and, where a token is set, with the token.

    The host is checked because a hostile page can point its own name at this machine (DNS
    rebinding); `any_address` also takes IP addresses, which no page can be the owner of without
    being this machine. GET and HEAD read; POST changes, and must come from a page of the desk
    itself: browsers tell so in `Origin` and `Sec-Fetch-Site`. A token comes once as `?token=` and
    is kept in a cookie from then on.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: frozenset[str] = LOOPBACK,
        any_address: bool = False,
        token: str | None = None,
    ) -> None:
        self._app, self._token = app, token
        self._hosts, self._any_address = hosts, any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on and add the headers to what comes back."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no websockets

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        await (self._refusal(scope) or self._app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_known(_name(host)):
            return PlainTextResponse("This host name is not served here.", 400)
        if scope["method"] == "POST":
            if not _is_from_here(headers, host):
                return PlainTextResponse("Changes are made from the desk's own pages.", 403)
            size = headers.get("content-length", "")
            if not (size.isascii() and size.isdigit() and int(size) <= MOST_BYTES):
                return PlainTextResponse("Too much, or of unknown size.", 413)
        elif scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("The desk takes GET and POST.", 405)
        if self._token is None:
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and _same(given, self._token):
            entry = RedirectResponse("/", 303)
            entry.set_cookie(COOKIE, self._token, httponly=True, samesite="strict")
            return entry
        if _same(_cookie(headers.get("cookie", "")), self._token):
            return None
        return PlainTextResponse("Open the address that copydesk desk printed.", 403)

    def _is_known(self, name: str) -> bool:
        if name in self._hosts:
            return True
        if not self._any_address:
            return False
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True


def _is_from_here(headers: Headers, host: str) -> bool:
    """Whether a browser says that a page of this very host sends the request.

    What tells nothing of where it comes from is no browser's, and is refused, too. A browser that
    hides the origin ("null") must say that the site is the same one.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    if origin is None or origin == "null":
        return site == "same-origin"
    return origin in (f"http://{host}", f"https://{host}")


def _name(host: str) -> str:
    """A Host header without its port."""
    return (
        host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.split(":")[0]
    )


def _same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode(), token.encode())


def _cookie(header: str) -> str:
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return ""

"""Fetching: within limits of time and size, with the site's leave, and never into a private net."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from copydesk.errors import SourceError
from copydesk.page.fetch import FetchLimits, fetch
from copydesk.page.guard import is_public
from copydesk.page.page import Page, PageFault
from copydesk.page.readers import ReaderOptions, read_pages

LIMITS = FetchLimits(connect=2, read=2, total=4, size=200_000, redirects=4, allow_private=True)
PAGE = b"<p>Talks resume on Friday.</p>"


class Site(BaseHTTPRequestHandler):
    """A site with every vice."""

    robots = b"User-agent: *\nDisallow: /private/\n"

    def do_GET(self) -> None:
        match self.path:
            case "/robots.txt":
                self._send(200, self.robots) if self.robots else self._send(503, b"")
            case "/page":
                self._send(200, PAGE, {"TDM-Reservation": "1", "X-Robots-Tag": "noai"})
            case "/zipped":
                self._send(200, gzip.compress(PAGE), {"Content-Encoding": "gzip"})
            case "/missing":
                self._send(404, PAGE)
            case "/bomb":
                self._send(200, gzip.compress(b"0" * 20_000_000), {"Content-Encoding": "gzip"})
            case "/long":
                self._send(200, b"0" * 300_000)
            case "/loop":
                self._send(302, b"", {"Location": "/loop"})
            case "/moved":
                self._send(301, b"", {"Location": "/page"})
            case "/to-private":
                self._send(302, b"", {"Location": "/private/page"})
            case "/to-file":
                self._send(302, b"", {"Location": "file:///etc/passwd"})
            case "/drip":
                self._drip(b"HTTP/1.1 200 OK\r\n\r\n", b"0")
            case "/drip-head":
                self._drip(b"HTTP/1.1 200 OK\r\nX: ", b"0")
            case "/cut":
                self._raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<p>Talks")
            case _:
                self._raw(b"\xff\x00 no HTTP at all\r\n\r\n")

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _raw(self, data: bytes) -> None:
        self.wfile.write(data)
        self.close_connection = True

    def _drip(self, start: bytes, drop: bytes) -> None:
        self.wfile.write(start)
        try:
            for _ in range(100):
                self.wfile.write(drop)
                time.sleep(0.05)
        except OSError:
            pass
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what is tested."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = QuietServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_page_with_its_reservation(site: str) -> None:
    """A page comes with its status and headers; a reservation of rights is among them."""
    page = fetch(f"{site}/page#part", LIMITS)
    assert (page.content, page.http_status, page.url) == (PAGE, 200, f"{site}/page")
    assert page.location == f"{site}/page#part"
    assert (page.headers["tdm-reservation"], page.headers["x-robots-tag"]) == ("1", "noai")
    assert fetch(f"{site}/zipped", LIMITS).content == PAGE
    assert fetch(f"{site}/missing", LIMITS).http_status == 404
    assert fetch(f"{site}/moved", LIMITS).url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/bomb", "inflates to more than"),
        ("/long", "is longer than"),
        ("/loop", "redirects more than 4 times"),
        ("/private/page", "asks robots not to read it"),
        ("/to-private", "asks robots not to read it"),
        ("/to-file", "leads to 'file:"),
        ("/cut", "cannot be reached"),
        ("/garbage", "cannot be reached"),
    ],
)
def test_what_is_refused(site: str, path: str, what: str) -> None:
    """Each refusal says which address, what, and what to do."""
    with pytest.raises(SourceError, match=what) as caught:
        fetch(site + path, LIMITS)
    assert caught.value.location.startswith(site)


@pytest.mark.parametrize("path", ["/drip", "/drip-head"])
def test_slow_drip_is_cut_at_the_total_time(site: str, path: str) -> None:
    """A server that sends a byte now and then does not hold us beyond the total time."""
    start = time.monotonic()
    with pytest.raises(SourceError, match=r"took more than 0\.6 seconds|does not answer in time"):
        fetch(site + path, replace(LIMITS, total=0.6))
    assert time.monotonic() - start < 3


def test_unknown_robots_rules_are_a_no(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where robots.txt cannot be had, nothing is read (RFC 9309)."""
    monkeypatch.setattr(Site, "robots", b"")
    with pytest.raises(SourceError, match="answers 503"):
        fetch(f"{site}/page", LIMITS)


def test_private_addresses_are_refused(site: str) -> None:
    """However it is written, this machine is not reached unless that is allowed."""
    port = site.rpartition(":")[2]
    limits = replace(LIMITS, allow_private=False)
    for host in ("127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "0x7f.1", "[::1]", "0"):
        url = f"http://{host}:{port}/page"
        with pytest.raises(SourceError, match="private network") as caught:
            fetch(url, limits)
        assert caught.value.location == url
    with pytest.raises(SourceError, match="private network"):
        list(read_pages(f"{site}/page", ReaderOptions()))


@pytest.mark.parametrize("url", ["http://", "http://[", "https://nowhere.invalid/", "http://a:b/"])
def test_addresses_that_are_none(url: str) -> None:
    """An address that cannot be one is an error of the source."""
    with pytest.raises(SourceError):
        fetch(url, LIMITS)


def test_url_is_a_source(site: str) -> None:
    """`read_pages` fetches an address."""
    found: list[Page | PageFault] = list(
        read_pages(f"{site}/page", ReaderOptions(allow_private=True))
    )
    assert [page.content for page in found if isinstance(page, Page)] == [PAGE]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("::ffff:93.184.216.34", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    """Only addresses of the public internet are public, in every form that IPv6 gives IPv4."""
    assert is_public(address) is public

"""Memory of reading a long archive: python bench/warc_memory.py [MEGABYTES, 1024 by default]

Writes a WARC.gz of that many megabytes of pages to a temporary folder, reads it to the end and
prints the peak memory of the process that read it.
"""

from __future__ import annotations

import gzip
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGE = 250_000  # bytes, the mean of news pages


def write_archive(path: Path, megabytes: int) -> int:
    """Write pages of random words; returns how many."""
    chance = random.Random(7)
    words = ["".join(chance.choices("aeiounrtsdl", k=chance.randint(2, 9))) for _ in range(3000)]
    count = megabytes * 1_000_000 // PAGE
    members = []
    for _ in range(20):
        text = b"<html><body><p>" + " ".join(chance.choices(words, k=PAGE // 6)).encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + text[:PAGE].ljust(PAGE)
        head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(answer)}\r\n\r\n"
        members.append(gzip.compress(head.encode() + answer + b"\r\n\r\n", 1))
    with path.open("wb") as file:
        for number in range(count):
            file.write(members[number % len(members)])
    return count


def read_archive(path: str) -> None:
    """Read it to the end and print what that took."""
    from copydesk.page.page import Page
    from copydesk.page.readers import ReaderOptions, read_pages

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    pages = size = 0
    for page in read_pages(path, ReaderOptions()):
        assert isinstance(page, Page)
        pages, size = pages + 1, size + len(page.content)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{pages} pages, {size / 1e6:,.0f} MB of content: peak {peak / 1024:.0f} MiB "
        f"({before / 1024:.0f} MiB before the first page), {seconds:.1f} s of CPU"
    )


def main() -> None:
    """Write in this process, read in another, whose memory is its own."""
    if sys.argv[1:2] == ["--read"]:
        read_archive(sys.argv[2])
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "long.warc.gz")
        write_archive(path, int(sys.argv[1]) if sys.argv[1:] else 1024)
        subprocess.run([sys.executable, __file__, "--read", str(path)], check=True)


if __name__ == "__main__":
    main()

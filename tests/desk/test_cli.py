"""`copydesk desk` as a command: where it listens, and to whom."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from copydesk.cli.main import main
from copydesk.collection.collection import Collection


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An empty collection."""
    path = tmp_path / "empty.copydesk"
    Collection.open(path, create=True).close()
    return path


def ask(port: int, path: str, host: str) -> int:
    """The status of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": host})
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize("host", [None, "0.0.0.0"])
def test_it_tells_its_real_address(file: Path, host: str | None) -> None:
    """A free port is taken and told. On this machine alone no token is asked for; elsewhere the
    address that is printed bears one, and without it nothing is shown."""
    command = [sys.executable, "-m", "copydesk", "desk", str(file), "--port", "0"]
    command += ["--host", host] if host else []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            line = process.stdout.readline()
            found = re.search(r"http://([^:]+):(\d+)/(\?token=\S+)?", line)
            assert found, line
            name, port, token = found[1], int(found[2]), found[3]
            assert port > 0
            assert (token is None) == (host is None)
            assert ask(port, "/", f"{name}:{port}") == (403 if host else 200)
            assert ask(port, "/", "evil.example") == 400
            if host:
                assert ask(port, f"/{token}", f"{name}:{port}") == 303
                assert ask(port, f"/{token}", f"192.0.2.7:{port}") == 303
        finally:
            process.terminate()


def test_a_port_that_is_taken_is_told(file: Path) -> None:
    """No trace: what is wrong and what to do."""
    found = CliRunner().invoke(main, ["desk", str(file), "--host", "192.0.2.1", "--port", "0"])
    assert found.exit_code == 1
    assert "give another --port or --host" in found.output

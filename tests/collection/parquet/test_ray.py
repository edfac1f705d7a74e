"""Runs on a local Ray cluster: the same bytes as here, also when workers and nodes are killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.collection import planted_pages

from copydesk.collection.parquet.folder import Folder
from copydesk.collection.parquet.run import make_plan, prepare
from copydesk.collection.parquet.run_ray import run_on_ray
from copydesk.page.readers import ReaderOptions

ray = pytest.importorskip("ray", reason="needs copydesk[ray]")

pytestmark = pytest.mark.filterwarnings("ignore")  # those of Ray itself
READER = ReaderOptions()
ROOT = str(Path(__file__).parents[3])


@pytest.fixture
def cluster() -> Iterator[object]:
    """A head without work and two nodes of one core each, all on this machine."""
    from ray.cluster_utils import Cluster

    found = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    found.add_node(num_cpus=1)
    found.add_node(num_cpus=1)
    ray.init(
        address=found.address,
        log_to_driver=False,
        runtime_env={"env_vars": {"PYTHONPATH": os.pathsep.join([ROOT, *os.sys.path])}},  # type: ignore[attr-defined]
    )
    yield found
    ray.shutdown()
    found.shutdown()


def write_folder(folder: Path, count: int) -> Path:
    """Slow tiny pages, one of them poison."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(f"slow talks {number}")
    (folder / f"{count // 2:05}.txt").write_text("segfault x")
    return folder


def run(source: Path, output: Path) -> None:
    """A run on Ray with small units."""
    plan = make_plan([str(source)], READER, chunk=16)
    folder = Folder(str(output))
    prepare(plan, folder)
    tally = run_on_ray(
        plan, range(len(plan.groups)), folder, reader=READER, options=planted_pages.options(1)
    )
    assert len(tally.quarantined) <= 1


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a run by name; drafts that a kill left are no part of it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_ray_writes_the_same_bytes(cluster: object, tmp_path: Path) -> None:
    """Part for part what the local engine writes."""
    source = write_folder(tmp_path / "in", 80)
    planted_pages.run(source, tmp_path / "local")
    run(source, tmp_path / "ray")
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")


def test_a_killed_worker_and_a_killed_node_lose_nothing(cluster: object, tmp_path: Path) -> None:
    """A task's process is killed, then a whole node: the bytes are the same in the end."""
    source = write_folder(tmp_path / "in", 320)
    planted_pages.run(source, tmp_path / "local")
    killed: list[str] = []

    def kill() -> None:
        while not (pids := task_pids()):
            time.sleep(0.05)
        time.sleep(0.5)
        os.kill(pids[0], signal.SIGKILL)
        killed.append("worker")
        time.sleep(1)
        node = cluster.list_all_nodes()[-1]  # type: ignore[attr-defined]
        cluster.remove_node(node, allow_graceful=False)  # type: ignore[attr-defined]
        killed.append("node")

    killer = threading.Thread(target=kill)
    killer.start()
    run(source, tmp_path / "ray")
    killer.join()
    assert killed == ["worker", "node"]
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")


def task_pids() -> list[int]:
    """The processes in which Ray runs our tasks (Linux)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                title = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if title.startswith(b"ray::group"):
                found.append(int(entry.name))
    return found

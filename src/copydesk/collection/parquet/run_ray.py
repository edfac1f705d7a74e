"""The Ray engine: each group of files is a task, which supervises a worker of its own.

Ray is only the scheduler. A page that kills its worker is met by the supervisor inside the task,
as on one machine; a task whose process or node dies is run again by Ray, and skips the units that
were marked as done. `ray.init` joins the cluster that RAY_ADDRESS names, or starts a local one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from copydesk.collection.add import AddOptions, Tally
from copydesk.collection.parquet.folder import Folder
from copydesk.collection.parquet.run import Plan, run_groups
from copydesk.errors import CollectionError
from copydesk.page.readers import ReaderOptions

RETRIES = 20  # of a task whose process or node died


def run_on_ray(
    plan: Plan,
    numbers: Iterable[int],
    folder: Folder,
    *,
    reader: ReaderOptions,
    options: AddOptions,
    tell: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """`run_groups` as Ray tasks, one a group; returns the tally of all.

    Raises:
        CollectionError: Ray is not installed.
    """
    try:
        import ray
    except ImportError as error:
        raise CollectionError(
            folder.address,
            "cannot be made by Ray: it is not installed",
            "pip install copydesk[ray]",
        ) from error
    if not ray.is_initialized():
        ray.init(log_to_driver=False, include_dashboard=False)

    @ray.remote(max_retries=RETRIES, num_cpus=1)  # type: ignore[untyped-decorator]
    def group(number: int) -> Tally:
        return run_groups(
            plan, [number], folder, reader=reader, options=replace(options, workers=1)
        )

    total = Tally()
    waiting = [group.remote(number) for number in numbers]
    while waiting:
        ready, waiting = ray.wait(waiting, num_returns=1)
        for tally in ray.get(ready):
            total.merge(tally)
            tell(total)
    return total

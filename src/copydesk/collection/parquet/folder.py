"""Folder: where the parts of a run are written, each whole or not at all.

    DIR/plan.json                          what the run was asked to do
    DIR/articles/00003-0001.parquet        a part a unit (group of files, chunk of its pages)
    DIR/done/00003-0001.json, 00003.json   that a unit, a whole group is finished

A path is on this machine; an address ("s3://...", "memory://...") is opened with fsspec.
"""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.collection.parquet.remote import file_system, is_remote
from copydesk.collection.parquet.tables import TABLES, Rows
from copydesk.errors import CollectionError


class Folder:
    """A folder of parts. It pickles, so that tasks elsewhere can open it again."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") or "/"
        self._remote = is_remote(address)

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        if not self._remote:
            return (Path(self.address) / name).exists()
        return bool(self._fs().exists(f"{self.address}/{name}"))

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, sorted; none where there is no such folder."""
        if not self._remote:
            below = Path(self.address) / folder
            return sorted(e.name for e in below.iterdir()) if below.is_dir() else []
        fs = self._fs()
        address = f"{self.address}/{folder}"
        found = fs.ls(address, detail=False) if fs.exists(address) else []
        return sorted(path.rstrip("/").rsplit("/", 1)[-1] for path in found)

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        if not self._remote:
            return (Path(self.address) / name).read_bytes()
        return bytes(self._fs().cat_file(f"{self.address}/{name}"))

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all.

        Raises:
            CollectionError: It cannot be written.
        """
        try:
            if self._remote:
                self._fs().pipe_file(f"{self.address}/{name}", content)  # one PUT: atomic there
                return
            path = Path(self.address) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{path.name}.{os.getpid()}")
            with draft.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(path)
        except OSError as error:
            raise CollectionError(
                f"{self.address}/{name}",
                f"cannot be written ({error.strerror or error})",
                "make room or name another folder, then run the same command again",
            ) from error

    def write_unit(self, unit: str, rows: Rows) -> None:
        """Write the parts of a unit, one a table, and then that it is done."""
        for table, schema in TABLES.items():
            sink = io.BytesIO()
            pq.write_table(
                pa.Table.from_pylist(rows[table], schema=schema), sink, compression="zstd"
            )
            self.write(f"{table}/{unit}.parquet", sink.getvalue())
        counts = {table: len(rows[table]) for table in TABLES}
        self.write(f"done/{unit}.json", json.dumps(counts).encode())

    def read_unit(self, unit: str) -> Rows:
        """The rows of a unit."""
        return {
            table: pq.read_table(
                io.BytesIO(self.read(f"{table}/{unit}.parquet")), schema=schema
            ).to_pylist()
            for table, schema in TABLES.items()
        }

    def units(self) -> list[str]:
        """The units that are done, in order."""
        names = (name.removesuffix(".json") for name in self.names("done"))
        return [name for name in names if "-" in name]

    def counts(self, unit: str) -> dict[str, int]:
        """How many rows each table of a finished unit has."""
        found: dict[str, int] = json.loads(self.read(f"done/{unit}.json"))
        return found

    def _fs(self) -> Any:
        return file_system(self.address)[0]

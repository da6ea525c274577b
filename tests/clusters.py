"""A Dask cluster on this machine, for tests that render with one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from tests.conftest import ROOT


@contextmanager
def local_cluster() -> Iterator[Any]:
    """Two workers, each a process of its own with this checkout's builder."""
    from distributed import LocalCluster  # takes a second, and few of the tests that import this file need it

    with (
        patch.dict(os.environ, {"PYTHONPATH": str(ROOT)}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as found,
    ):
        yield found

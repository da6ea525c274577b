"""Cluster: pages and files made by the workers of a Dask cluster, and taken here in the order of the plan.

The plan goes to every worker once. A worker that dies costs what it was making: others have the plan and make it again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from site_builder import __version__
from site_builder.problems import SiteBuilderError

FOR_EACH_TASK = 50
PATIENCE = "10s"
ATTEMPTS = 3


def from_cluster(
    scheduler: str, planned: Sequence[Any], make: Callable[[Any], bytes], take: Callable[[int, bytes], None]
) -> None:
    """Give `take` the place and the bytes of everything planned; `make` is known to the workers by its name.

    Raises: SiteBuilderError if the cluster cannot be used; whatever `make` raises, of the lowest place that failed.
    """
    with _client(scheduler) as client:
        _refuse_other_builders(client, scheduler)
        whole = _sent_to_all(client, list(planned))
        starts = range(0, len(planned), FOR_EACH_TASK)
        tasks = [client.submit(_made, whole, start, start + FOR_EACH_TASK, make, pure=False) for start in starts]
        for start, task in zip(starts, tasks, strict=True):
            for place, content in enumerate(task.result(), start):
                take(place, content)
            task.release()


def _sent_to_all(client: Any, planned: list[Any]) -> Any:
    """The plan on every worker; one may die on receiving it."""
    for _ in range(ATTEMPTS - 1):
        try:
            return client.scatter(planned, broadcast=True, direct=False)
        except OSError:  # among them the cluster's own word for a connection that is gone
            client.wait_for_workers(1)
    return client.scatter(planned, broadcast=True, direct=False)


def _made(planned: Sequence[Any], start: int, stop: int, make: Callable[[Any], bytes]) -> list[bytes]:
    return [make(one) for one in planned[start:stop]]


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client  # the extra `cluster`; it takes a second to load
    except ImportError as error:
        message = "--executor dask needs the package distributed, which is not installed"
        raise SiteBuilderError(message, "install it: pip install 'site-builder[cluster]'") from error
    try:
        client: Any = Client(scheduler, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        message = f"there is no scheduler at {scheduler}: {error}"
        raise SiteBuilderError(message, "start one (dask scheduler), and name its address: tcp://host:8786") from error
    with client:
        try:
            yield client
        except Exception as error:
            if type(error).__module__.split(".")[0] != "distributed":
                raise
            what = f"the cluster at {scheduler} gave up: {error}"
            raise SiteBuilderError(what, "look at its workers, and run the command again") from error


def _refuse_other_builders(client: Any, scheduler: str) -> None:
    """Workers with another version of this builder would make other bytes."""
    found = client.run(_version)
    if not found:
        raise SiteBuilderError(f"the cluster at {scheduler} has no workers", "start some: dask worker ADDRESS")
    others = sorted({version for version in found.values() if version != __version__})
    if others:
        message = f"workers at {scheduler} have site-builder {', '.join(others)}, and this is {__version__}"
        raise SiteBuilderError(message, "install the same version everywhere")


def _version() -> str:
    return __version__

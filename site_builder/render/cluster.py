"""Cluster: pages and files made by the workers of a Dask cluster, and taken here in the order of the plan.

The plan goes to every worker once, with the templates: a worker needs no folder of ours, and has nothing of its own but
the code, which must be the same. One that dies costs what it was making: others have the plan and make it again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pickle import loads
from typing import Any

from site_builder.problems import SiteBuilderError
from site_builder.render.same_builder import builder_facts, differences

FOR_EACH_TASK = 50
PATIENCE = "10s"


@dataclass(frozen=True, slots=True)
class _Work:
    """What each worker gets; one thing, so that what all pages share is sent once and not with each of them."""

    planned: Sequence[Any]
    make: Callable[[Any], bytes]
    packages: tuple[str, ...]
    builder: Mapping[str, str]

    def made(self, start: int, stop: int) -> list[bytes]:
        """The bytes of a part, from whichever worker: it may have come after all others were looked at."""
        if others := differences(self.builder, builder_facts(self.packages)):
            raise _other_builder("a worker of the cluster", others)
        return [self.make(one) for one in self.planned[start:stop]]


def from_cluster(
    scheduler: str,
    planned: Sequence[Any],
    make: Callable[[Any], bytes],
    take: Callable[[int, bytes], None],
    packages: tuple[str, ...],
) -> None:
    """Give `take` the place and the bytes of everything planned; `make` is known to the workers by its name.

    `packages` are those that must be of the same version everywhere.
    Raises: SiteBuilderError if the cluster cannot be used; whatever `make` raises, of the lowest place that failed.
    """
    work = _Work(list(planned), make, packages, builder_facts(packages))
    with _client(scheduler) as client:
        _refuse_other_builders(client, scheduler, work)
        sent = _sent(client, work)
        starts = range(0, len(planned), FOR_EACH_TASK)
        tasks = [client.submit(_Work.made, sent, start, start + FOR_EACH_TASK, pure=False) for start in starts]
        for start, task in zip(starts, tasks, strict=True):
            for place, content in enumerate(task.result(), start):
                take(place, content)
            task.release()


def _sent(client: Any, work: _Work) -> Any:
    """The work as a task of the cluster: what is lost with a worker is made anew, which scattered data is not.

    As bytes, so that the scheduler, which passes it on, need not understand it.
    """
    from cloudpickle import dumps  # type: ignore[import-untyped] # what distributed itself pickles with, and brings along
    from dask import config

    with config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):  # a plan is as large as its site
        return client.submit(loads, dumps(work), pure=False)


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


def _refuse_other_builders(client: Any, scheduler: str, work: _Work) -> None:
    """Workers with other code would make other bytes."""
    found = client.run(builder_facts, work.packages, on_error="return")
    if not found:
        raise SiteBuilderError(f"the cluster at {scheduler} has no workers", "start some: dask worker ADDRESS")
    for worker, there in sorted(found.items()):
        # One that lacks this very function answers with its error.
        others = [str(there)] if isinstance(there, Exception) else differences(work.builder, there)
        if others:
            raise _other_builder(f"the worker {worker}", others)


def _other_builder(who: str, others: Sequence[str]) -> SiteBuilderError:
    what = f"{who} would make other pages: {'; '.join(others)}"
    return SiteBuilderError(what, "install the same everywhere, and start the workers again")

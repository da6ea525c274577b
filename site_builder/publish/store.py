"""Store: a site sent to where there are no folders to exchange: s3://, gs://, az:// and whatever fsspec knows.

    manifest that doubts what is to come ▸ new files ▸ changed files ▸ entry points
        ▸ manifest that doubts what is to go ▸ removals ▸ manifest, once they are gone

A reader who comes by an entry point finds the rest there already. A publication that was killed is brought to its end
by the next one, which sends again what is in doubt; what the manifest vouches for is not sent again.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, cast

from site_builder.problems import SiteBuilderError
from site_builder.publish.manifest import MANIFEST, manifest_bytes, manifest_of, read_manifest
from site_builder.report import Published

IN_DOUBT = ""  # no file has this hash
FILES_AT_ONCE = 200
PACKAGES = {"s3": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs"}


def send(
    folder: str,
    address: str,
    is_whole: Callable[[bytes, str], bool],
    *,
    fits_rest: Callable[[bytes], None] | None = None,
) -> Published:
    """Send a built site to a store; of a partial one the rest of the store stays as it is.

    `is_whole` says of bytes that do not have the hash which the manifest gives whether they are still what it means.
    It is partial where there is `fits_rest`, which sees a page of the rest, and raises where it would be a mixture.
    Raises: SiteBuilderError if the store cannot be used, has files that no builder of ours sent there, or still has
    what was to be removed; or if a file of the site is not what its manifest says: nothing could be vouched for.
    """
    with _told_as(address):
        files, root = _file_system(address)
        old = _manifest_at(files, root, address)
        site = read_manifest(folder) or {}
        site = {url: sha for url, sha in site.items() if os.path.isfile(os.path.join(folder, url))}
        if fits_rest is not None and (page := _page_of_rest(files, root, address, old, site)) is not None:
            fits_rest(page)
        new = {**old, **site} if fits_rest is not None else dict(site)
        changed = sorted(url for url in site if old.get(url) != site[url])
        removed = sorted(set(old) - set(new))
        if changed or removed or not old:
            _put(files, f"{root}/{MANIFEST}", manifest_bytes({**old, **dict.fromkeys(changed, IN_DOUBT)}))
            for part in _in_order(changed, old):
                _refuse_others(folder, {url: site[url] for url in part}, is_whole)
                files.put([os.path.join(folder, url) for url in part], [f"{root}/{url}" for url in part])
            if removed:
                _put(files, f"{root}/{MANIFEST}", manifest_bytes({**new, **dict.fromkeys(removed, IN_DOUBT)}))
                _remove(files, root, address, removed)
            _put(files, f"{root}/{MANIFEST}", manifest_bytes(new))
    kept = tuple(sorted(set(site) - set(changed)))
    return Published(tuple(changed), kept, tuple(removed), in_one_step=False)


def _refuse_others(folder: str, files: Mapping[str, str], is_whole: Callable[[bytes, str], bool]) -> None:
    """Stop where a file is another than the manifest says, which would vouch for it in the store from then on."""
    for url, told in files.items():
        data = Path(folder, url).read_bytes()
        if sha256(data).hexdigest() != told and not is_whole(data, told):
            raise SiteBuilderError(f"{url} was changed while the site was sent", "run the command again")


def _page_of_rest(files: Any, root: str, address: str, old: Mapping[str, str], site: Mapping[str, str]) -> bytes | None:
    """A page of the store that this site does not have; None where there is none.

    Raises: SiteBuilderError if one is in doubt: a publication that was cut short left nobody knows what there.
    """
    rest = sorted(url for url in old if url.endswith(".html") and url not in site)
    if any(old[url] == IN_DOUBT for url in rest):
        message = f"the last publication to {address} did not come to its end, and these pages would leave it so"
        raise SiteBuilderError(message, "send the whole site, without --only")
    for url in rest:
        with suppress(FileNotFoundError):  # somebody removed it
            return cast("bytes", files.cat_file(f"{root}/{url}"))
    return None


def _remove(files: Any, root: str, address: str, urls: Iterable[str]) -> None:
    """Remove files, and look whether they are gone: a store may refuse one without a word."""
    for part in _parts(urls):
        if there := [path for url in part if _is_file(files, path := f"{root}/{url}")]:
            files.rm(there)
            files.invalidate_cache()
            if left := [path for path in there if _is_file(files, path)]:
                message = f"{address} still has {left[0].removeprefix(root + '/')}, which was to be removed"
                raise SiteBuilderError(message, "check your right to delete there, and run the command again")


def _is_file(files: Any, path: str) -> bool:
    """Whether this very file is there; the package's own question takes each fault for a no."""
    try:
        return cast("bool", files.info(path)["type"] == "file")
    except FileNotFoundError:
        return False


def _in_order(changed: Iterable[str], old: Mapping[str, str]) -> Iterator[list[str]]:
    """What nothing leads to yet, what is already led to, and last what readers come by; a few hundred at once."""
    ranked: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for url in changed:
        is_entry = url.count("/") <= 1 and url.endswith((".html", ".xml"))
        ranked[2 if is_entry else int(url in old)].append(url)
    for urls in ranked.values():
        yield from _parts(urls)


def _parts(urls: Iterable[str]) -> Iterator[list[str]]:
    left = iter(urls)
    return iter(lambda: list(islice(left, FILES_AT_ONCE)), [])


def _file_system(address: str) -> tuple[Any, str]:
    scheme = address.partition("://")[0]
    package = PACKAGES.get(scheme, "fsspec")
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped] # the extra `cluster` brings it
    except ImportError as error:
        raise _not_installed(scheme, "fsspec") from error
    try:
        files, root = url_to_fs(address.rstrip("/"))
    except ImportError as error:
        raise _not_installed(scheme, package) from error
    except ValueError as error:
        raise SiteBuilderError(f"{address} is no address of a store: {error}", "name a folder, or s3://...") from error
    files.invalidate_cache()
    return files, root


def _not_installed(scheme: str, package: str) -> SiteBuilderError:
    fix = f"install it: pip install {package}, or 'site-builder[cluster]' for s3://"
    return SiteBuilderError(f"{scheme}:// needs the package {package}, which is not installed", fix)


def _manifest_at(files: Any, root: str, address: str) -> Mapping[str, str]:
    """Our files in the store with their hashes."""
    try:
        return manifest_of(files.cat_file(f"{root}/{MANIFEST}"), f"{address}/{MANIFEST}")
    except FileNotFoundError:
        pass
    try:
        found = files.ls(root, detail=False)
    except FileNotFoundError:
        found = []
    if any(name.rstrip("/") != root.rstrip("/") for name in found):
        message = f"{address} has files that this builder did not send, and no {MANIFEST}"
        raise SiteBuilderError(message, "name another address with --output, or empty this one")
    return {}


def _put(files: Any, path: str, content: bytes) -> None:
    files.pipe_file(path, content, **({"ContentType": "application/json"} if "s3" in files.protocol else {}))


@contextmanager
def _told_as(address: str) -> Iterator[None]:
    """Whatever a store's own package raises is told with the address."""
    try:
        yield
    except SiteBuilderError:
        raise
    except Exception as error:  # each package has errors of its own, some of no common kind
        what = str(error) or type(error).__name__
        fix = "check the address, your rights there and the network, and run the command again"
        raise SiteBuilderError(f"{address} cannot be used: {what}", fix) from error

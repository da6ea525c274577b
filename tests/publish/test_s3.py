"""A site in S3, as a server in this process plays it: bytes, and what browsers are told of them."""

from collections.abc import Iterator

import boto3
import pytest

from site_builder.build import Options, build
from tests.builders import a_result, an_entry
from tests.conftest import SiteFolder

CARD = "sprint-v1/closed/Acme/rocket/index.html"
TYPES = {CARD: "text/html", "assets/site.css": "text/css", "site-manifest.json": "application/json"}


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of an empty bucket."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    boto3.client("s3").create_bucket(Bucket="results")
    yield "results"
    server.stop()


def in_bucket(bucket: str) -> dict[str, bytes]:
    client = boto3.client("s3")
    found = client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    keys = [item["Key"] for page in found for item in page.get("Contents", ())]
    return {key.removeprefix("site/"): client.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_bucket_gets_the_site_and_then_what_changed(site: SiteFolder, bucket: str) -> None:
    options = Options(str(site.data), f"s3://{bucket}/site", cache=str(site.folder / "cache"), search=False)
    build(options)
    site.build()
    assert in_bucket(bucket) == site.files()
    client = boto3.client("s3")
    kinds = {url: client.head_object(Bucket=bucket, Key=f"site/{url}")["ContentType"] for url in TYPES}
    assert kinds == TYPES
    assert build(options).published.written == ()
    site.write("results/acme/rocket.json", an_entry(results=[a_result(value=1300)]))
    published = build(options).published
    site.build()
    assert CARD in published.written
    assert len(published.written) < len(published.kept)
    assert in_bucket(bucket) == site.files()

"""Publishing audio to a real S3-compatible server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from deploy.publish_audio import FOREVER, SHORTLY, main, publish
from tests.aws import aws_server

CLIP = "kidney_stones-summary.0123456789abcdef"
FILES = {
    f"en-US/clips/{CLIP}.mp3": "audio/mpeg",
    f"en-US/clips/{CLIP}.vtt": "text/vtt; charset=utf-8",
    "en-US/index.html": "text/html; charset=utf-8",
    "en-US/feed.xml": "application/rss+xml",
}


@pytest.fixture(scope="module")
def storage() -> Iterator[str]:
    with aws_server() as url:
        yield url


@pytest.fixture
def client(storage: str) -> Iterator[Any]:
    from botocore.session import Session

    made = Session().create_client("s3", endpoint_url=storage)
    yield made
    made.close()


@pytest.fixture
def bucket(client: Any) -> str:
    name = f"audio-{uuid4().hex}"
    client.create_bucket(Bucket=name)
    return name


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"the content of {name}")
    (folder / "en-US" / "clips" / ".half.mp3").write_text("unfinished")
    return folder


def keys(client: Any, bucket: str) -> set[str]:
    return {item["Key"] for item in client.list_objects_v2(Bucket=bucket).get("Contents", ())}


def test_everything_is_sent_once(client: Any, bucket: str, library: Path) -> None:
    first, second = publish(client, library, bucket), publish(client, library, bucket)

    assert (first.sent, first.kept) == (4, 0)
    assert (second.sent, second.kept) == (0, 4)
    assert keys(client, bucket) == set(FILES)


def test_what_is_stored_is_what_was_there_with_its_type_and_cache_time(
    client: Any, bucket: str, library: Path
) -> None:
    publish(client, library, bucket)

    for name, kind in FILES.items():
        stored = client.get_object(Bucket=bucket, Key=name)
        assert stored["Body"].read() == (library / name).read_bytes()
        assert stored["ContentType"] == kind
        assert stored["CacheControl"] == (FOREVER if CLIP in name else SHORTLY)


def test_only_what_changed_is_sent_again(client: Any, bucket: str, library: Path) -> None:
    publish(client, library, bucket)
    (library / "en-US" / "index.html").write_text("a new page")

    outcome = publish(client, library, bucket)

    assert (outcome.sent, outcome.kept) == (1, 3)
    stored = client.get_object(Bucket=bucket, Key="en-US/index.html")
    assert stored["Body"].read() == b"a new page"


def test_old_objects_are_deleted_only_on_request(client: Any, bucket: str, library: Path) -> None:
    publish(client, library, bucket, "audio/")
    client.put_object(Bucket=bucket, Key="elsewhere", Body=b"not ours")
    (library / "en-US" / "feed.xml").unlink()

    assert publish(client, library, bucket, "audio/").deleted == 0
    assert publish(client, library, bucket, "audio/", delete=True).deleted == 1
    kept = {f"audio/{name}" for name in FILES if not name.endswith("xml")}
    assert keys(client, bucket) == kept | {"elsewhere"}


def test_pages_come_after_the_clips_they_point_at(library: Path) -> None:
    sent: list[str] = []

    class Storage:
        def head_object(self, **_: Any) -> Any:
            return {"Metadata": {}}

        def put_object(self, Key: str, **_: Any) -> None:
            sent.append(Key)

    publish(Storage(), library, "bucket")

    assert all("clips" in key for key in sent[:2])
    assert not any("clips" in key for key in sent[2:])


def run(storage: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--endpoint-url", storage, *arguments])


def test_the_command(storage: str, bucket: str, library: Path) -> None:
    result = run(storage, "--bucket", bucket, "--library", str(library))

    assert result.exit_code == 0
    assert "4 sent, 0 unchanged, 0 deleted" in result.output


def test_a_missing_bucket_is_named(storage: str, library: Path) -> None:
    result = run(storage, "--bucket", "no-such-bucket", "--library", str(library))

    assert result.exit_code == 1
    assert "storage refused" in result.output
    assert "Traceback" not in result.output


def test_an_empty_library_is_named(storage: str, bucket: str, tmp_path: Path) -> None:
    result = run(storage, "--bucket", bucket, "--library", str(tmp_path))

    assert result.exit_code == 1
    assert "make audio" in result.output

"""Copies the audio library to S3-compatible storage: `python -m deploy.publish_audio --bucket B`.

Only what changed is sent, told by the hash of its content. Clips go first, pages last, so that a
page never points at a clip that is not there yet.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

LIBRARY = Path(__file__).parent.parent / "audio" / "library"
TYPES = {
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".xml": "application/rss+xml",
}
FOREVER = "public, max-age=31536000, immutable"
"""For files with the hash of their recipe in the name: another content gets another name."""
SHORTLY = "public, max-age=300"
"""For pages, which keep their name; seconds."""
AT_ONCE = 8

_HASH_IN_NAME = re.compile(r"\.[0-9a-f]{16}$")


@dataclass(frozen=True)
class Upload:
    """A file of the library as it is to be stored."""

    path: Path
    key: str
    hash: str
    """SHA-256 of the content, in hexadecimal."""

    @property
    def lasting(self) -> bool:
        """Whether the content under this name never changes."""
        return bool(_HASH_IN_NAME.search(self.path.stem))

    @property
    def headers(self) -> dict[str, Any]:
        return {
            "ContentType": TYPES[self.path.suffix],
            "CacheControl": FOREVER if self.lasting else SHORTLY,
            "Metadata": {"sha256": self.hash},
        }


@dataclass(frozen=True)
class Outcome:
    """How many files were sent, were there already, and were deleted."""

    sent: int
    kept: int
    deleted: int


@click.command()
@click.option("--bucket", required=True, help="The bucket to copy to.")
@click.option("--prefix", default="", help="A folder in the bucket, such as audio/.")
@click.option("--endpoint-url", help="An S3-compatible server other than Amazon's.")
@click.option("--library", type=click.Path(path_type=Path), default=LIBRARY, help="What to copy.")
@click.option("--delete", is_flag=True, help="Delete what the library no longer holds.")
def main(bucket: str, prefix: str, endpoint_url: str | None, library: Path, delete: bool) -> None:
    """Copy the audio library to S3-compatible storage."""
    try:
        from botocore.exceptions import BotoCoreError, ClientError
        from botocore.session import Session
    except ImportError as fault:
        raise click.ClickException("Publishing needs botocore: pip install botocore.") from fault
    try:
        client = Session().create_client("s3", endpoint_url=endpoint_url)
        outcome = publish(client, library, bucket, prefix, delete=delete)
    except (BotoCoreError, ClientError) as fault:
        raise click.ClickException(f"The storage refused: {fault}") from fault
    except FileNotFoundError as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"{outcome.sent} sent, {outcome.kept} unchanged, {outcome.deleted} deleted")


def publish(
    client: Any, library: Path, bucket: str, prefix: str = "", *, delete: bool = False
) -> Outcome:
    """Make `bucket` hold what the folder `library` holds, under `prefix`.

    `client` is botocore's client for S3. With `delete`, other objects under `prefix` go. Raises
    `FileNotFoundError` for an empty library, and botocore's errors where the storage refuses.
    """
    uploads = list(_uploads(library, prefix))
    if not uploads:
        raise FileNotFoundError(f"There is no audio in {library}: run make audio first.")
    sent = 0
    for lasting in (True, False):
        group = [upload for upload in uploads if upload.lasting is lasting]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            sent += sum(pool.map(lambda upload: _send(client, bucket, upload), group))
    wanted = {upload.key for upload in uploads}
    old = [key for key in _keys(client, bucket, prefix) if key not in wanted] if delete else []
    for key in old:
        client.delete_object(Bucket=bucket, Key=key)
    return Outcome(sent, len(uploads) - sent, len(old))


def _uploads(library: Path, prefix: str) -> Iterator[Upload]:
    for path in sorted(library.rglob("*")):
        if path.is_file() and path.suffix in TYPES and not path.name.startswith("."):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            yield Upload(path, prefix + path.relative_to(library).as_posix(), content)


def _send(client: Any, bucket: str, upload: Upload) -> bool:
    """Send a file unless the bucket holds the same already; return whether it was sent."""
    if _stored_hash(client, bucket, upload.key) == upload.hash:
        return False
    client.put_object(
        Bucket=bucket, Key=upload.key, Body=upload.path.read_bytes(), **upload.headers
    )
    print(upload.key, file=sys.stderr)
    return True


def _stored_hash(client: Any, bucket: str, key: str) -> str | None:
    from botocore.exceptions import ClientError

    try:
        stored: str | None = client.head_object(Bucket=bucket, Key=key)["Metadata"].get("sha256")
    except ClientError as fault:
        if fault.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return None
        raise
    return stored


def _keys(client: Any, bucket: str, prefix: str) -> list[str]:
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [item["Key"] for page in pages for item in page.get("Contents", ())]


if __name__ == "__main__":
    main()

"""The stores under test: SQLite in a file, DynamoDB over HTTP on a server the tests start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from skill.memory import Memory
from skill.memory.dynamodb import DynamoDBMemory
from skill.memory.sqlite import SQLiteMemory
from tests.aws import aws_server
from tests.memory.visits import PATIENCE


@pytest.fixture(scope="session")
def dynamodb_url() -> Iterator[str]:
    with aws_server() as url:
        yield url


@pytest.fixture
def dynamodb_table(dynamodb_url: str) -> str:
    """A new, empty table as `deploy/template.yaml` makes it."""
    from botocore.session import Session

    name = f"preferences-{uuid4().hex}"
    client = Session().create_client("dynamodb", region_name="us-east-1", endpoint_url=dynamodb_url)
    client.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "user", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "user", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    client.close()
    return name


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Callable[[], Memory]:
    return lambda: SQLiteMemory(tmp_path / "here" / "memory.sqlite3", PATIENCE)


@pytest.fixture
def dynamodb_store(dynamodb_url: str, dynamodb_table: str) -> Callable[[], Memory]:
    return lambda: DynamoDBMemory(dynamodb_table, dynamodb_url, PATIENCE)


@pytest.fixture(params=["sqlite", "dynamodb"])
def open_store(request: pytest.FixtureRequest) -> Callable[[], Memory]:
    """A function that opens one and the same store, again and again."""
    opener: Callable[[], Memory] = request.getfixturevalue(f"{request.param}_store")
    return opener


@pytest.fixture
def store(open_store: Callable[[], Memory]) -> Memory:
    return open_store()

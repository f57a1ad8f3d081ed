"""Preferences in a DynamoDB table: for the cloud, shared by every copy of the skill.

The table has one key, `user` (string), and lets go of an item at the time in `expires`. AWS
Lambda's Python has botocore; elsewhere install it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

from skill.memory.base import (
    NOTHING_STORED,
    Conflict,
    Remembered,
    StoreUnavailable,
    new_version,
    read,
    stored_name,
    written,
)

CONNECT_SECONDS = 0.5
ANSWER_SECONDS = 0.5
RESTS_SECONDS = 5.0
"""After no answer, the store is taken to be down for so long, and no turn waits for it."""
KEPT_SECONDS = 365 * 24 * 60 * 60
"""How long the preferences of somebody who does not come back are kept."""
ATTEMPTS = 2
"""With these, a turn that reads and saves on a dead store still answers within Alexa's 8 s."""


class DynamoDBMemory:
    """A `Memory` in the DynamoDB table named `table`, in the region that AWS_REGION names.

    `endpoint_url` is for a DynamoDB-compatible server elsewhere; `seconds` is how long to wait for
    an answer, each time.
    """

    def __init__(
        self, table: str, endpoint_url: str | None = None, seconds: float = ANSWER_SECONDS
    ) -> None:
        self._table = table
        self._endpoint_url = endpoint_url
        self._seconds = seconds
        self._client: Any = None
        self._down_until = 0.0

    def connect(self) -> None:
        """Make the client ready, so that the first turn need not; raises `StoreUnavailable`."""
        if self._client is None:
            self._client = _client(self._endpoint_url, self._seconds)

    def load(self, user_id: str) -> Remembered:
        """Return what is stored of this person, seeing every save before."""
        answer = self._call("get_item", Key=_key(user_id), ConsistentRead=True)
        item = answer.get("Item")
        return _remembered(item) if item else Remembered()

    def save(self, user_id: str, preferences: Mapping[str, Any], version: int) -> int:
        """Store `preferences` if the stored version is still `version`; return the new one."""
        fresh = new_version()
        item = {
            **_key(user_id),
            "version": {"N": str(fresh)},
            "data": {"S": written(preferences)},
            "expires": {"N": str(int(time.time()) + KEPT_SECONDS)},
        }
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(version)"}
        if version != NOTHING_STORED:
            condition = {
                "ConditionExpression": "version = :loaded",
                "ExpressionAttributeValues": {":loaded": {"N": str(version)}},
            }
        try:
            self._call(
                "put_item",
                Item=item,
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
                **condition,
            )
        except _Refused as refusal:
            # A second attempt after a lost answer is refused because the first one was stored.
            if refusal.stored.get("version") != item["version"]:
                raise Conflict("Somebody else saved these preferences in between.") from refusal
        return fresh

    def forget(self, user_id: str) -> None:
        """Delete this person's item."""
        self._call("delete_item", Key=_key(user_id))

    def _call(self, operation: str, **arguments: Any) -> Any:
        if time.monotonic() < self._down_until:
            raise StoreUnavailable("DynamoDB did not answer a moment ago.")
        self.connect()
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer = getattr(self._client, operation)(
                TableName=self._table, ReturnConsumedCapacity="TOTAL", **arguments
            )
        except ClientError as fault:
            code = fault.response.get("Error", {}).get("Code", "")
            if code == "ConditionalCheckFailedException":
                raise _Refused(fault.response.get("Item", {})) from fault
            raise StoreUnavailable(f"DynamoDB refused {operation}: {code}.") from fault
        except (BotoCoreError, ValueError, AttributeError, TypeError) as fault:
            # The last three: an answer that is not JSON, or JSON of another shape.
            self._down_until = time.monotonic() + RESTS_SECONDS
            raise StoreUnavailable(
                f"DynamoDB did not answer {operation}: {type(fault).__name__}."
            ) from fault
        if not isinstance(answer, Mapping) or not answer.get("ConsumedCapacity"):
            # Whoever says "200, {}" to everything has saved nothing.
            raise StoreUnavailable(f"What answered {operation} is not DynamoDB.")
        return answer


class _Refused(Exception):
    """The condition of a save did not hold; `stored` is the item that stood in its way."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        super().__init__("The condition of the save did not hold.")
        self.stored = stored


def _key(user_id: str) -> dict[str, Any]:
    return {"user": {"S": stored_name(user_id)}}


def _remembered(item: Mapping[str, Any]) -> Remembered:
    try:
        return Remembered(read(item["data"]["S"]), int(item["version"]["N"]))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise StoreUnavailable("The stored preferences cannot be read.") from fault


def _client(endpoint_url: str | None, seconds: float) -> Any:
    try:
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError
        from botocore.session import Session
    except ImportError as fault:
        raise StoreUnavailable("DynamoDB needs botocore: pip install botocore.") from fault
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=seconds,
        retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
    )
    try:
        return Session().create_client(
            "dynamodb",
            region_name=os.environ.get("AWS_REGION"),
            endpoint_url=endpoint_url,
            config=config,
        )
    except (BotoCoreError, ValueError) as fault:
        raise StoreUnavailable(f"DynamoDB cannot be set up: {fault}") from fault

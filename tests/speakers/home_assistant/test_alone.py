"""The network is taken away, and given back."""

from __future__ import annotations

import os
import socket

from tests.speakers.home_assistant.alone import loopback_alone


def test_the_network_is_given_back() -> None:
    before = socket.if_nameindex()
    with loopback_alone() as alone:
        assert alone or os.geteuid() != 0, "Root may take the network away, and could not."
        if alone:
            assert socket.if_nameindex() == [(1, "lo")]
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(server.getsockname(), timeout=5).close()
    assert socket.if_nameindex() == before

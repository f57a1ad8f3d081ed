"""A network of this process's own, with loopback alone: whatever works in it stays in the house."""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_NETWORK = 0x40000000  # CLONE_NEWNET, linux/sched.h
_GET_FLAGS, _SET_FLAGS = 0x8913, 0x8914  # SIOCGIFFLAGS, SIOCSIFFLAGS
_UP = 1  # IFF_UP
_LIBC = ctypes.CDLL(None, use_errno=True)


@contextmanager
def loopback_alone() -> Iterator[bool]:
    """This thread, and what it starts, without any network but loopback; False without the right.

    The kernel gives it to root. Threads that are there already stay where they are.
    """
    before = os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
    try:
        if _LIBC.unshare(_NEW_NETWORK):
            yield False
            return
        try:
            _raise_loopback()
            yield True
        finally:
            if _LIBC.setns(before, _NEW_NETWORK):
                raise OSError(ctypes.get_errno(), "the network could not be given back")
    finally:
        os.close(before)


def _raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        name = struct.pack("16sh", b"lo", 0)
        flags = struct.unpack("16sh", fcntl.ioctl(any_socket, _GET_FLAGS, name))[1]
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh", b"lo", flags | _UP))

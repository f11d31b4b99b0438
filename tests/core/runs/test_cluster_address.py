"""An address where no cluster is: a sentence within seconds, whatever answers there."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from soc_studio.core.runs.cluster_address import ClusterError, check_reachable


@contextmanager
def server(answer: Callable[[socket.socket], object]) -> Iterator[int]:
    """Answer one connection on a port of this computer, which is given."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                answer(connection)

        thread = Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


@pytest.mark.parametrize("kind", ["127.0.0.1:{}", "ray://127.0.0.1:{}", "localhost:{}"])
def test_a_port_that_is_closed_is_told(kind: str) -> None:
    address = kind.format(closed_port())
    with pytest.raises(ClusterError, match=rf"^The cluster '{address}' cannot be reached: .+\.$"):
        check_reachable(address)


def test_the_address_that_the_environment_says_counts_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RAY_ADDRESS", f"127.0.0.1:{closed_port()}")
    with pytest.raises(ClusterError, match=r"127\.0\.0\.1:[0-9]+' cannot be reached"):
        check_reachable("auto")
    monkeypatch.delenv("RAY_ADDRESS")
    check_reachable("auto")  # Ray looks for one on this computer


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 400\r\n", b"", b"ab"])
def test_what_is_not_ray_is_told(said: bytes) -> None:
    with (
        server(lambda connection: connection.sendall(said)) as port,
        pytest.raises(ClusterError, match=r"is not Ray|reset by peer"),
    ):
        check_reachable(f"127.0.0.1:{port}")


@pytest.mark.slow  # it is waited for
def test_a_port_that_is_silent_is_told() -> None:
    with (
        server(lambda connection: connection.recv(1000) and connection.recv(1)) as port,
        pytest.raises(ClusterError, match="nothing answers there"),
    ):
        check_reachable(f"127.0.0.1:{port}")


def test_what_speaks_as_ray_does_passes() -> None:
    """The settings that begin HTTP/2."""
    with server(lambda one: one.sendall(bytes([0, 0, 6, 4, 0, 0, 0, 0, 0]) + bytes(6))) as port:
        check_reachable(f"ray://127.0.0.1:{port}")

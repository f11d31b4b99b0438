"""Whether a cluster answers at its address: Ray itself would wait for minutes, and say nothing."""

from __future__ import annotations

import os
import re
import socket
from queue import Empty, SimpleQueue
from threading import Thread

from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

_PATIENCE = 4.0  # seconds for a connection, and again for an answer
_ALL = 9.0  # seconds for both, and for looking up the name of the host
_ADDRESS = re.compile(
    r"(?:ray://)?(?:\[(?P<v6>[^\]]+)\]|(?P<host>[^:/\[\]]+)):(?P<port>[0-9]{1,5})"
)
# Ray speaks gRPC, hence HTTP/2: both sides begin with their settings, before any request.
_GREETING = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
_SETTINGS = 4


class ClusterError(StudioError):
    """There is no cluster, or none of its workers can work."""


def check_reachable(address: str) -> None:
    """Return if a cluster answers at `address`, or if that is left to Ray, as for "auto".

    Raises:
        ClusterError: within seconds, that nothing answers, or what does is not Ray.
    """
    own = os.environ.get("RAY_ADDRESS", "") if address == "auto" else address
    found = _ADDRESS.fullmatch(own)
    if found is None or int(found["port"]) > 65535:
        return
    host, port = found["v6"] or found["host"], int(found["port"])
    answers: SimpleQueue[str] = SimpleQueue()
    # Looking up a name takes as long as it takes: this thread is left behind then.
    Thread(target=lambda: answers.put(_refusal(host, port)), name="reach", daemon=True).start()
    try:
        reason = answers.get(timeout=_ALL)
    except Empty:
        reason = message("nothing answers there")
    if reason:
        raise unreachable(own, reason)


def unreachable(address: str, reason: str) -> ClusterError:
    """Return the failure that there is no cluster at an address."""
    return ClusterError(
        message(
            "The cluster '{address}' cannot be reached: {reason}.", address=address, reason=reason
        ),
        message("Check the address, and that Ray runs there."),
    )


def _refusal(host: str, port: int) -> str:
    """Return why a cluster cannot be reached, empty where it can."""
    try:
        with socket.create_connection((host, port), _PATIENCE) as connection:
            if os.environ.get("RAY_USE_TLS", "0").lower() in ("1", "true"):
                return ""  # it says nothing in plain
            connection.settimeout(_PATIENCE)
            connection.sendall(_GREETING)
            frame = b""
            while len(frame) < 4 and (more := connection.recv(4 - len(frame))):
                frame += more
    except TimeoutError:
        return message("nothing answers there")
    except (OSError, UnicodeError) as error:
        return (isinstance(error, OSError) and error.strerror) or message("nothing answers there")
    return "" if frame[3:] == bytes([_SETTINGS]) else message("what answers there is not Ray")

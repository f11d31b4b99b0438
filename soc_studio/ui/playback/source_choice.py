"""Whether a run of frames is better played from the video itself or from its proxy."""

from __future__ import annotations

from soc_studio.core.media.prefetch import Run
from soc_studio.core.media.proxy import Proxy
from soc_studio.core.media.video_reader import VideoReader

_FINE = 0.9  # share of the lines that can be seen, from which the proxy is as good
_LONG = 60  # frames to the first one, from which playing begins sooner from the proxy
_HEAVY = 130e6  # pixels a second that not every machine can decode in time, as of 4K
_FAST = 2.0  # times its own speed from which a video is played from its proxy


def plays_from_proxy(
    run: Run, reader: VideoReader, proxy: Proxy | None, height: int, is_slow: bool
) -> bool:
    """Return whether `run` is better played from `proxy`.

    Args:
        height: the lines that can be seen.
        is_slow: whether the video itself could not be played in time before.
    """
    if proxy is None or not proxy.is_complete:
        return False
    is_fine = proxy.height >= _FINE * height
    is_fast = abs(run.rate) > _FAST * float(reader.rate)
    is_heavy = reader.height * reader.width * abs(run.rate) > _HEAVY
    way = run.start - reader.entry_before(run.start)
    return is_slow or is_fine or is_fast or is_heavy or way > (_LONG if run.rate > 0 else 0)

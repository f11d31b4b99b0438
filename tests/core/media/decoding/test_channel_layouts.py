"""Sound whose channels are in an order of their own, as cameras with many microphones write it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import av
import numpy as np

ROOT = Path(__file__).parents[4]
# In a process of its own, which would die; with memory that is freed twice always found, on Linux.
READ = """
import sys
from pathlib import Path
from soc_studio.core.media.sound_writer import sound_of
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.media.waveform import find_peaks

path = Path(sys.argv[1])
for _ in range(3):
    with open_video(path) as reader:
        sound = sound_of(path, reader.timing, range(25))
        samples = sum(len(each) for each in sound.parts())
        peaks = len(list(find_peaks(path, reader.timing)))
print(sound.layout, samples, peaks)
"""


# In the atom `chan` of a MOV: a set of channels in the usual order, and the order "MPEG 6.1 A".
USUAL, OWN = (bytes.fromhex(each) for each in ("000100000000070f", "007d000700000000"))


def write_video(path: Path) -> None:
    """Write a second of grey with sound of 6.1 channels in an order of their own."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=25, width=32, height=32, pix_fmt="yuv420p")
        audio = container.add_stream("pcm_s16le", rate=48000, layout="6.1")
        for number in range(25):
            frame = av.VideoFrame.from_ndarray(np.full((32, 32, 3), 90, np.uint8), format="rgb24")
            frame.pts = number
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for start in range(0, 48000, 4800):
            samples = np.full((1, 7 * 4800), 2000, np.int16)
            sound = av.AudioFrame.from_ndarray(samples, format="s16", layout="6.1")
            sound.rate, sound.pts = 48000, start
            container.mux(audio.encode(sound))
        container.mux(audio.encode(None))
    written = path.read_bytes()
    assert written.count(b"chan\0\0\0\0" + USUAL) == 1
    path.write_bytes(written.replace(USUAL, OWN))


def test_channels_in_an_order_of_their_own_are_read(tmp_path: Path) -> None:
    path = tmp_path / "microphones.mov"
    write_video(path)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        env={
            **os.environ,
            "MALLOC_CHECK_": "3",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'model'}",
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-3:] == ["6.1", "48000", "1"], done.stdout

"""SOC Studio: describe an object in a video and get its mask on every frame."""

import soc_rvos as soc_rvos  # first: it has torch's threads sleep while they wait

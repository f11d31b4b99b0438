"""SOC Studio: describe an object in a video and get its mask on every frame."""

import os

# OpenMP's threads otherwise spin while they wait, and take the processor from the threads that
# decode video and pack masks: on two busy cores a search took four times as long. It is read when
# torch is loaded, hence here.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
# NumPy's matrices are small here, and its threads spin, too.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

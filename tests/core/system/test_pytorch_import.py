"""What is put off of `import torch` is there as soon as anybody needs it, and not before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from soc_studio.core.system.pytorch_import import _KNOWN, prepare

ROOT = Path(__file__).parents[3]
_PATHS = os.pathsep.join(map(str, (ROOT, ROOT / "model")))
_PREPARED = "from soc_studio.core.system.pytorch_import import prepare\nprepare()\n"
_NEEDS = {
    "a tensor without numbers": "torch.empty(1, 3, 8, 8, device='meta')",
    "one of another's shape": "torch.zeros(1, 3, 8, 8).to('meta')",
    "a module without numbers": (
        "with torch.device('meta'):\n"
        "    net = torch.nn.Conv2d(3, 4, 3)\n"
        "    assert net(torch.empty(1, 3, 8, 8)).shape == (1, 4, 6, 6)"
    ),
    "threads at once": (
        "import threading\n"
        "made, gate = [], threading.Barrier(3)\n"
        "def make():\n"
        "    gate.wait()\n"
        "    made.append(torch.nn.functional.logsigmoid(torch.empty(3, device='meta')))\n"
        "threads = [threading.Thread(target=make) for _ in range(3)]\n"
        "[each.start() for each in threads], [each.join() for each in threads]\n"
        "assert len(made) == 3"
    ),
    "a tensor that pretends": (
        "from torch._subclasses import FakeTensorMode\n"
        "with FakeTensorMode():\n"
        "    assert torch.linalg.cholesky(torch.empty(3, 3)).shape == (3, 3)"
    ),
    "the compiler": (
        "double = torch.compile(lambda x: 2 * x, backend='eager')\n"
        "assert double(torch.ones(2)).tolist() == [2, 2]"
    ),
    "transformers": "from transformers import RobertaModel",
    "a module that was put off": "assert torch._decomp.decomposition_table",
    "one taken out of torch": "from torch import _refs; assert _refs.abs",
    "one by its full name": "import torch._meta_registrations as m; assert m.meta_conv",
    "another one": (
        "import torch._prims as one\nassert one.sin and one.__spec__.loader.path == one.__file__"
    ),
}
_STATE = (
    "import json, torch._decomp\n"
    "keys = ('Meta', 'CPU', 'Autograd', 'CompositeImplicitAutograd')\n"
    "told = [torch._C._dispatch_get_registrations_for_dispatch_key(key) for key in keys]\n"
    "told += [dir(torch), torch._decomp.decomposition_table, torch._decomp.meta_table]\n"
    "print(json.dumps([list(map(str, each)) for each in told]))\n"
)


def _said(script: str) -> list[set[str]]:
    """Return what a process prints that runs `script`."""
    environment = {**os.environ, "PYTHONPATH": _PATHS, "OMP_NUM_THREADS": "1"}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment)
    assert run.returncode == 0, run.stderr.decode()
    return [set(each) for each in json.loads(run.stdout or b"[]")]


@pytest.fixture(scope="module")
def plain() -> list[set[str]]:
    """What there is of PyTorch where nothing was put off."""
    return _said(f"import torch\n{_STATE}")


@pytest.mark.slow
@pytest.mark.parametrize("need", _NEEDS)
def test_whoever_needs_what_was_put_off_has_all_of_it(need: str, plain: list[set[str]]) -> None:
    there = "assert ('torch._decomp' in sys.modules) is {}\n"
    late = not torch.__version__.startswith(_KNOWN)
    script = f"{_PREPARED}import sys, torch\n{there.format(late)}{_NEEDS[need]}\n"
    found = _said(script + there.format(True) + _STATE)
    assert all(before and before <= now for before, now in zip(plain, found, strict=True))


@pytest.mark.slow
@pytest.mark.skipif(not torch.__version__.startswith(_KNOWN), reason="nothing is put off")
def test_what_ships_never_needs_it() -> None:
    _said(
        _PREPARED + "import sys, numpy, soc_rvos\n"
        "frames = numpy.random.default_rng(0).integers(0, 255, (2, 180, 320, 3)).astype('uint8')\n"
        "first = numpy.zeros((180, 320), bool)\n"
        "first[50:90, 60:150] = True\n"
        "soc_rvos.load('soc-mini', 'cpu').segment(frames, 'the dog')\n"
        "soc_rvos.track(frames, {0: first})\n"
        "assert 'torch._decomp' not in sys.modules\n"
    )


@pytest.mark.slow
@pytest.mark.skipif(not torch.__version__.startswith(_KNOWN), reason="nothing is put off")
def test_random_numbers_and_processes_that_load_data_do_without_it() -> None:
    _said(
        _PREPARED + "import sys, torch\n"
        "drawn = torch.rand(3, generator=torch.Generator().manual_seed(1))\n"
        "assert 'torch._decomp' not in sys.modules\n"
        "torch.empty(1, device='meta')\n"
        "assert torch.equal(drawn, torch.rand(3, generator=torch.Generator().manual_seed(1)))\n"
    )
    _said(
        _PREPARED + "import torch\n"
        "data = torch.utils.data.DataLoader(range(6), 2, shuffle=True, num_workers=1)\n"
        "assert sorted(torch.cat(list(data)).tolist()) == list(range(6))\n"
    )


@pytest.mark.slow
def test_of_a_release_that_is_not_known_nothing_is_put_off(plain: list[set[str]]) -> None:
    unknown = (
        "from soc_studio.core.system import pytorch_import as it\n"
        "it._KNOWN = ('0.',)\n"
        "it.prepare()\n"
    )
    there = "import sys, torch\nassert 'torch._decomp' in sys.modules\nimport torch._prims_common\n"
    assert _said(unknown + there + _STATE) == plain


def test_where_pytorch_is_there_nothing_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [])
    prepare()
    assert sys.meta_path == []

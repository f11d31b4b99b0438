"""What networks run on here: the device and its memory."""

from __future__ import annotations

from dataclasses import dataclass

from soc_rvos.errors import RvosError
from soc_studio.core.models.measurements import machine
from soc_studio.core.system.device_facts import facts_of_device
from soc_studio.core.system.memory import total_memory


@dataclass(frozen=True, slots=True)
class Computer:
    """The device that searches use.

    Attributes:
        device: "cpu", "cuda" or "mps".
        machine: the device by name, or the number of processor cores, as in measurements.
        memory: bytes of the memory that it uses, None where the system does not say.
    """

    device: str
    machine: str
    memory: int | None


def this_computer(wanted: str = "auto") -> Computer:
    """Return what the device called `wanted` is here, the fastest there is where it is missing.

    Imports torch, which takes seconds the first time: not for the GUI thread.
    """
    try:
        facts = facts_of_device("", wanted)
    except RvosError:
        facts = facts_of_device("", "auto")
    memory = total_memory() if facts.total is None else facts.total
    return Computer(facts.device, machine(facts.device), memory)

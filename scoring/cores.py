"""How many threads may work at once: as many as there are cores, or as OMP_NUM_THREADS says.

That variable is what numerical libraries go by; Dask and Spark set it for their workers, and so do we for processes
that share a machine among them.
"""

import os
from typing import Final

VARIABLE: Final = "OMP_NUM_THREADS"


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def threads() -> int:
    """Threads for work that leaves the interpreter."""
    told = os.environ.get(VARIABLE, "")
    return int(told) if told.isdecimal() and int(told) > 0 else cores()

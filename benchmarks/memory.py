"""Peak memory of a command with all its processes, from /proc (Linux only)."""

import subprocess
import time
from pathlib import Path

_PAUSE_SECONDS = 0.05


def peak_memory_of(command: list[str]) -> tuple[int, float]:
    """The largest sum of proportional set sizes seen, in bytes, and the seconds it took."""
    start = time.perf_counter()
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_memory_of, _family(process.pid))))
            time.sleep(_PAUSE_SECONDS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak, time.perf_counter() - start


def _family(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [
            int(child) for task in tasks for child in (task / "children").read_text().split()
        ]
    except (OSError, ValueError):
        return [pid]
    return [pid, *(member for child in children for member in _family(child))]


def _memory_of(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))

"""Processor time of a command, which other work on the machine moves less than the clock's."""

import os
import subprocess


def processor_seconds_of(command: list[str]) -> float:
    """Seconds that the command and its children spent on a processor, start and end included."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system

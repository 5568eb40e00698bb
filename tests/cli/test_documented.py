"""What the documents say of the command line holds, and they leave no command out."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_group

from byline.cli import app

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
DOCUMENTS = [README, *sorted((ROOT / "docs").glob("*.md"))]
COMMAND_LINES = re.findall(r"^byline [^#\n]*", README.read_text("utf-8"), re.MULTILINE)


def name_commands(group: TyperGroup, before: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from name_commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}"


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_a_command_line_of_the_readme_is_understood(line: str) -> None:
    _, *words = shlex.split(line)
    command = get_group(app).commands[words.pop(0)]
    while isinstance(command, TyperGroup):
        command = command.commands[words.pop(0)]
    assert command.make_context(line, words).params


def test_every_command_is_documented() -> None:
    told = "\n".join(path.read_text("utf-8") for path in DOCUMENTS)
    commands = list(name_commands(get_group(app), "byline"))
    assert len(commands) > 40
    assert [name for name in commands if not re.search(rf"\b{name}\b", told)] == []

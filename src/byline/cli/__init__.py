"""The command line: every command calls one function below and prints what it gives."""

import sys

import typer

from byline.cli import (
    cataloguing,
    counting,
    evaluating,
    evaluating_amounts,
    exporting,
    fetching,
    machine,
    matrices,
    measuring,
    overriding,
    people,
    questions,
    setup,
    studies,
    technologies,
)
from byline.records import BylineError

app = typer.Typer(
    name="byline",
    help="Who wrote the papers of a conference together, from which countries, with the proof.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Exit codes: 0 done, 1 could not be done (the message says why and what to do), "
    "2 wrong usage, 130 interrupted.",
)
studies.add_to(app)
fetching.add_to(app)
counting.add_to(app)
questions.add_to(app)
measuring.add_to(app)
matrices.add_to(app)
technologies.add_to(app, counting.count_app)
people.add_to(app)
exporting.add_to(app)
machine.add_to(app)
evaluating.add_to(app)
evaluating_amounts.add_to(evaluating.evaluate_app)
overriding.add_to(app)
cataloguing.add_to(app)
setup.add_to(app)


def main() -> None:
    """Run the command line; expected trouble is one clear line and exit code 1."""
    try:
        app()
    except BylineError as error:
        sys.stderr.write(f"byline: {error}\n")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        sys.stderr.write(f"byline: {error}; what was finished is kept, run the same again\n")
        sys.exit(1)

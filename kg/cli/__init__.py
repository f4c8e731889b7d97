"""The command line: parse, call, print. Results go to standard output, messages to standard error."""

from __future__ import annotations

import os
import sys

import click

from kg.cli import build, evaluation, graph, identity, ledger, reading, serving, stories
from kg.model import WentuError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="wentu", prog_name="wentu")
def cli() -> None:
    """Wentu (闻图): Chinese newspaper pages become a knowledge graph.

    Exit status: 0 done, 1 the work failed, 2 the call or the input was wrong.
    """


for command in (
    build.build,
    build.retract,
    build.upgrade,
    identity.identity,
    ledger.ledger,
    reading.read,
    graph.export,
    graph.query,
    graph.stats,
    graph.validate,
    evaluation.evaluate,
    serving.serve,
):
    cli.add_command(command)


identity.identity.add_command(stories.stories)


def main() -> None:
    """Run the command line; every known error is one line and the contract's exit status."""
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except WentuError as error:
        click.echo(f"wentu: {error}", err=True)
        sys.exit(error.exit_status)
    except click.Abort:
        click.echo("wentu: interrupted; the store holds every article as it was before or as it is after", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output went away (head, less): nobody is left to tell, and the exit must not raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        # A full or read-only disk, a file that may not be written: the system's own words, without a traceback.
        where = f": {error.filename}" if error.filename else ""
        click.echo(f"wentu: {error.strerror or error}{where}", err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)

"""A click group that imports a command only when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """Commands are named with the place of their code and one line of help, which is all that `--help` needs."""

    def __init__(
        self, name: str, places: Mapping[str, tuple[str, str]], version: str, help_line: str, epilog: str
    ) -> None:
        super().__init__(
            name,
            help=help_line,
            epilog=epilog,
            context_settings={"help_option_names": ["-h", "--help"]},
            params=[_version_option(name, version)],
        )
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name, None when there is none."""
        if cmd_name not in self.places:
            return None
        module, attribute = self.places[cmd_name][0].split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command), f"{module}:{attribute} is no command"
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with the nearest name for a word that is none."""
        if args and args[0] not in self.places and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.places, n=1)
            advice = f"did you mean {near[0]}?" if near else f"the questions are {', '.join(self.places)}"
            ctx.fail(f"no question {args[0]!r}; {advice}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        if not self.places:
            return
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.places.items()])


def _version_option(name: str, version: str) -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(f"{name} {version}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=show,
        help="Show the version and exit.",
    )

"""`--system`, `--manifest` and `--record-manifest`: where facts of the machine come from and go to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from smail_lint.facts.machine import Machine, this_machine
from smail_runtime.mail.wording import counted

Command = TypeVar("Command", bound=Callable[..., object])
_META = "smail_lint.machine"


class UnreadableMachineError(Exception):
    """The manifest is none or cannot be read; the message is one line."""


class Choice(msgspec.Struct, frozen=True):
    """What the options say: ask this machine, or the one in a file; write down what was asked."""

    system: bool = False
    manifest: Path | None = None
    record: Path | None = None

    def refuse_two(self) -> None:
        """Raise click.UsageError when two machines are asked for."""
        other = "--system" if self.system else "--record-manifest" if self.record is not None else None
        if self.manifest is not None and other is not None:
            raise click.UsageError(f"--manifest speaks of one machine and {other} of this one: give one of them")

    def machine(self) -> Machine | None:
        """The machine that rules ask, None when nothing is known of it. Raises UnreadableMachineError."""
        if self.manifest is None:
            return this_machine() if self.system or self.record is not None else None
        return _recorded(self.manifest)


def machine_options(command: Command) -> Command:
    """The three options; what they say is asked for with `chosen`."""
    helps = "Write down what the rules ask of this machine."
    command = _file_option("--record-manifest", "record", helps)(command)
    command = _file_option("--manifest", "manifest", "Take these from a record instead, JSON or TOML.")(command)
    helps = "Look at owners, modes and accounts of this machine, too."
    return click.option("--system", is_flag=True, help=helps, expose_value=False, callback=_kept)(command)


def _file_option(word: str, name: str, helps: str) -> Callable[[Command], Command]:
    kind = click.Path(path_type=Path, readable=False)
    return click.option(word, name, type=kind, metavar="FILE", help=helps, expose_value=False, callback=_kept)


def _kept(context: click.Context, option: click.Parameter, value: object) -> object:
    """Keep the value of an option for `chosen`."""
    context.meta[f"{_META}.{option.name}"] = value
    return value


def chosen() -> Choice:
    """What the options of this run say. Raises click.UsageError when they contradict each other."""
    meta = click.get_current_context().meta
    choice = Choice(**{name: meta[f"{_META}.{name}"] for name in Choice.__struct_fields__})
    choice.refuse_two()
    return choice


def _recorded(path: Path) -> Machine:
    from smail_lint.facts.manifest import ManifestError, read_manifest

    try:
        return read_manifest(str(path), path.read_bytes()).machine()
    except ManifestError as error:
        raise UnreadableMachineError(str(error)) from None
    except OSError as error:
        raise UnreadableMachineError(f"{path}: {error.strerror}; --record-manifest makes such a file") from None


def record(path: Path, ask: Callable[[Machine], object]) -> str:
    """Write down all that `ask` asks of this machine; gives a line that says so. Raises OSError."""
    from smail_lint.facts.manifest import Recorder, written_manifest

    recorder = Recorder(this_machine())
    ask(recorder.machine())
    manifest = recorder.manifest()
    path.write_text(written_manifest(path.name, manifest), "utf-8")
    said = (
        counted(len(manifest.files), "path"),
        counted(len(manifest.users), "account"),
        counted(len(manifest.groups), "group"),
    )
    return f"{path}: {said[0]}, {said[1]} and {said[2]} of this machine recorded"

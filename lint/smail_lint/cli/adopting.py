"""The options by which a site lives with smail-check: settings, and on which day comments are judged."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
import msgspec
from click.core import ParameterSource

from smail_lint.cli.refusal import Refusal
from smail_lint.cli.system_facts import chosen
from smail_lint.settings.discovery import settings_file
from smail_lint.settings.record import Settings, SettingsError

if TYPE_CHECKING:
    from smail_lint.adoption.checking import Plan

Command = TypeVar("Command", bound=Callable[..., object])
_META = "smail_lint.adoption"


class Adoption(msgspec.Struct, frozen=True):
    """What the options say."""

    config: Path | None = None
    isolated: bool = False
    show_settings: bool = False
    preview: bool = False
    today: datetime | None = None
    baseline: Path | None = None
    init_baseline: bool = False
    update_baseline: bool = False
    since: str | None = None
    no_cache: bool = False
    cache_dir: Path | None = None
    stdin_filename: Path | None = None
    watch: bool = False
    add_ignores: bool = False
    reason: str = "accepted as it is"
    until: datetime | None = None

    def settings_file(self, path: Path) -> Path | None:
        """The file that settings come from. Raises click.UsageError."""
        if self.config is not None and self.isolated:
            raise click.UsageError("--isolated reads no settings and --config names some: give one of them")
        return self.config or (None if self.isolated else settings_file(path))

    def settings(self, path: Path) -> Settings:
        """The settings for a configuration. Raises Refusal when their file cannot be used."""
        file = self.settings_file(path)
        try:
            found = _read(file) if file is not None else Settings()
        except SettingsError as error:
            raise Refusal(str(error)) from None
        return msgspec.structs.replace(found, preview=True) if self.preview else found

    def acts(self) -> bool:
        """Whether something else than findings is asked for."""
        writes = self.init_baseline or self.update_baseline or self.add_ignores
        return self.show_settings or writes or self.stdin_filename is not None

    def day(self) -> date:
        """The day that it is, or that was given."""
        return (self.today or datetime.now(UTC)).date()


def adoption_options(command: Command) -> Command:
    """The options; what they say is asked for with `adoption`."""
    day = click.DateTime(["%Y-%m-%d"])
    file = click.Path(path_type=Path, readable=False)
    for option in reversed(
        (
            _option("--config", type=file, metavar="FILE", help="Take settings from FILE, not the nearest."),
            _option("--isolated", is_flag=True, help="Take no settings from files."),
            _option("--show-settings", is_flag=True, help="Print all settings and where each comes from."),
            _option("--preview", is_flag=True, help="Run the rules in preview, too."),
            _option("--baseline", type=file, metavar="FILE", help="Tell only what FILE does not allow."),
            _option("--init-baseline", is_flag=True, help="Write all findings into the baseline."),
            _option("--update-baseline", is_flag=True, help="Take out of the baseline what is mended."),
            _option("--since", metavar="REVISION", help="Tell only what is new since a git revision."),
            _option("--add-ignores", is_flag=True, help="Write a comment for each finding that silences it."),
            _option("--reason", default=Adoption().reason, metavar="TEXT", help="The reason in these comments."),
            _option("--until", type=day, metavar="DATE", help="The last day on which these comments count."),
            _option("--stdin-filename", type=file, metavar="FILE", help="Check standard input in the place of FILE."),
            _option("--watch", is_flag=True, help="Check again after each change, until interrupted."),
            _option("--no-cache", is_flag=True, help="Neither use nor keep answers of earlier runs."),
            _option("--cache-dir", type=file, metavar="DIR", help="Where answers are kept (~/.cache/smail-check)."),
            _option("--today", type=day, metavar="DATE", help="Judge `until=` as on this day."),
        )
    ):
        command = option(command)
    return command


def _option(word: str, **rest: object) -> Callable[[Command], Command]:
    return click.option(word, expose_value=False, callback=_kept, **rest)  # type: ignore[arg-type]


def _kept(context: click.Context, option: click.Parameter, value: object) -> object:
    """Keep the value of an option for `adoption`."""
    context.meta[f"{_META}.{option.name}"] = value
    return value


def adoption() -> Adoption:
    """What the options of this run say."""
    meta = click.get_current_context().meta
    return Adoption(**{name: meta[f"{_META}.{name}"] for name in Adoption.__struct_fields__})


def planned(path: Path, select: tuple[str, ...], ignore: tuple[str, ...], dialect: str | None) -> Plan:
    """How the configuration at `path` is checked.

    Raises click.UsageError, and smail_lint.cli.system_facts.UnreadableMachineError.
    """
    from smail_lint.adoption.checking import Plan
    from smail_lint.selection import UnknownSelectorError
    from smail_lint.settings.rule_sets import RuleSets

    options = adoption()
    settings = options.settings(path)
    try:
        sets = RuleSets(settings, select, ignore)
    except UnknownSelectorError as error:
        raise click.UsageError(str(error)) from None
    baseline = options.baseline or (None if settings.baseline is None else Path(settings.baseline))
    if baseline is None and (options.init_baseline or options.update_baseline):
        raise click.UsageError("there is no baseline: name its file with --baseline or in the settings")
    return Plan(
        settings,
        sets,
        options.day(),
        dialect or settings.dialect,
        chosen().machine(),
        baseline=None if options.init_baseline else baseline,
        since=options.since,
        only=options.stdin_filename,
        given=_given(options.stdin_filename),
    )


def _given(file: Path | None) -> Mapping[str, bytes]:
    """Standard input in the place of a file. Raises click.UsageError for a directory."""
    if file is not None and file.is_dir():
        raise click.UsageError(f"--stdin-filename names a file, and {file} is a directory")
    return {} if file is None else {os.path.realpath(file): sys.stdin.buffer.read()}


def target_of(path: Path) -> Path:
    """What is checked: PATH, but what is around the file for standard input when no PATH was given."""
    file = adoption().stdin_filename
    if file is None or click.get_current_context().get_parameter_source("path") is ParameterSource.COMMANDLINE:
        return path
    from smail_lint.engine import is_site

    place = Path(os.path.realpath(file.parent))
    return next((one for one in (place, *place.parents) if is_site(one)), place)


def ignores_added(path: Path, plan: Plan) -> str:
    """With `--add-ignores`: the comments are written; gives a line that says so.

    Raises what `Plan.check` raises, OSError and smail_lint.fix.writing.ChangedError.
    """
    from smail_lint.adoption.adding import add_ignores
    from smail_lint.suppression.inserting import Wording
    from smail_runtime.mail.wording import counted

    options = adoption()
    if options.until is not None and options.until.date() < options.day():
        raise click.UsageError(f"--until {options.until.date()} has passed: the comments would not count")
    if "\n" in options.reason or "#" in options.reason or options.reason.endswith("\\"):
        raise click.UsageError("--reason is one line without # and no backslash at its end")
    added = add_ignores(plan, path, Wording(options.reason, options.until.date() if options.until else None))
    left = f"; {counted(added.left, 'finding')} left" if added.left else ""
    return f"{counted(added.comments, 'comment')} written in {counted(added.files, 'file')}{left}"


def baseline_written(path: Path, plan: Plan) -> str | None:
    """With `--init-baseline` or `--update-baseline` the baseline is written; gives a line that says so.

    Raises what `Plan.check` raises, and OSError.
    """
    from smail_lint.adoption.baseline import Baseline, recorded, written
    from smail_lint.adoption.storing import store
    from smail_runtime.mail.wording import counted

    options = adoption()
    file = options.baseline or Path(plan.settings.baseline or "")
    if not options.init_baseline and not options.update_baseline:
        return None
    findings = plan.all(path)
    new: Baseline = recorded(findings) if options.init_baseline else plan.compared(path, findings).shrunk
    store(file, written(new))
    many = sum(one.count for one, _ in new.entries)
    return f"{_near(str(file))} allows {counted(many, 'finding')}"


def settings_shown(
    plan: Plan, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str | None, *, as_json: bool
) -> str:
    """`--show-settings`: the settings that hold in this run, whatever set them."""
    from smail_lint.settings.showing import Shown, as_text, rows
    from smail_lint.settings.showing import as_json as json

    given: dict[str, Shown] = {}
    if select:
        given["select"] = list(select)
    if ignore:
        given["ignore"] = list(ignore)
    if plan.dialect != plan.settings.dialect:
        given["dialect"] = plan.dialect
    if adoption().preview:
        given["preview"] = True
    if fail_on is not None:
        given["fail-on"] = fail_on
    if adoption().baseline is not None:
        given["baseline"] = str(adoption().baseline)
    found = rows(plan.settings, plan.sets.run, given)
    shown = [msgspec.structs.replace(row, origin=_near(row.origin)) for row in found]
    return json(shown) if as_json else as_text(shown)


def _near(path: str) -> str:
    """A path as from the current directory, if it is below that."""
    return path.removeprefix(f"{Path.cwd()}/")


def _read(file: Path) -> Settings:
    from smail_lint.settings.reading import read_settings

    return read_settings(file)

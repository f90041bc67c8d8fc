"""Where values come from: names that share a variable, and the first and second config file."""

from __future__ import annotations

from pathlib import Path

import pytest

from smail_compiler.schema import facts
from smail_compiler.schema.attribute import FileKind, ValueType
from smail_compiler.semantics.examples import example
from smail_testkit.written_sites import codes, load_site, sound

VARIABLES = {one.name: one for one in facts.attributes(FileKind.CONFIG).values()}
SETTABLE = [one for one in VARIABLES.values() if one.type is not ValueType.READ_ONLY]
ALIASES = [(spelled, one.name) for one in SETTABLE for spelled in one.spellings]
READ = {name for name in VARIABLES if name.endswith("_file") or name == "smail_lib_dir"}  # they change what is read


def test_no_setting_has_no_place_but_the_built_in_one(tmp_path: Path) -> None:
    site = sound(tmp_path, {}).site
    assert {name for name, one in site.variables.items() if one.at is not None} == set()
    assert set(site.variables) == set(VARIABLES)


@pytest.mark.parametrize(("spelled", "name"), ALIASES)
def test_every_name_sets_the_one_variable(spelled: str, name: str, tmp_path: Path) -> None:
    fact = VARIABLES[name]
    text = f"-{name}\n{example(fact, spelled)}\n"
    setting = sound(tmp_path, {"config": text}).site.variables[name]
    assert setting.spelled == spelled
    assert setting.at is not None and setting.at.begin == (2, 1)
    assert spelled not in set(VARIABLES) - {name}


@pytest.mark.parametrize("name", sorted(one.name for one in SETTABLE if one.name not in READ))
def test_the_second_file_overrides_the_first_and_is_named(name: str, tmp_path: Path) -> None:
    first = f"second_config_file = local\n{example(VARIABLES[name])}\n"
    alone = load_site(tmp_path / "alone", {"config": first, "local": "# nothing\n"}).site.variables[name]
    assert alone.at is not None and (alone.at.source.path, alone.at.line) == ("config", 2)
    over = load_site(tmp_path / "over", {"config": first, "local": f"#\n{example(VARIABLES[name])}\n"}).site.variables
    place = over[name].at
    assert place is not None and (place.source.path, place.line) == ("local", 2)
    assert over["second_config_file"].at is not None and over["second_config_file"].at.source.path == "config"
    others = {one for one, setting in over.items() if setting.at is not None}
    assert others == {name, "second_config_file"}


def test_a_second_file_in_the_second_file_is_ignored_and_told(tmp_path: Path) -> None:
    files = {
        "config": "second_config_file = local\n",
        "local": "second_config_file = third\n",
        "third": "max_hop_count = 3\n",
    }
    loaded = load_site(tmp_path, files)
    assert codes(loaded) == ["SM327"]
    assert [one.path for one in loaded.site.sources] == ["config", "local"]
    assert loaded.site.variable("max_hop_count") == 20

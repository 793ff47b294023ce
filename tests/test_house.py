"""The house: who may import whom, what lies where, and that a build is a function of its input."""

from __future__ import annotations

import ast
import filecmp
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT, TODAY

PACKAGE = ROOT / "scripts" / "tukipakki"
MODULES = {
    ".".join(file.relative_to(ROOT / "scripts").with_suffix("").parts).removesuffix(".__init__"): file
    for file in PACKAGE.rglob("*.py")
}
# From the ground up: a module may import only from its own floor and those below it.
FLOORS = (
    ("model", "settings", "finnish", "policy", "process_fields"),
    ("engine", "voikko", "parse", "page_types", "targets", "day_kinds", "photo"),
    ("deadlines",),
    ("read", "cited", "translated", "processes"),
    ("render",),
    (
        "checks",
        "leaflets",
        "search",
        "new",
        "drawings",
        "calculate",
        "law_change",
        "outside",
        "history",
        "word_table",
    ),
    ("rules", "translations", "process_data"),
    ("publish", "report", "guide"),
    ("mkdocs_plugin",),
    ("build", "serve", "fix"),
    ("checking",),
    ("__main__",),
)


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (name for alias in node.names if (name := f"{node.module}.{alias.name}") in MODULES)


def floor(module: str) -> int:
    part = module.split(".")[1]
    return next(number for number, parts in enumerate(FLOORS) if part in parts)


def test_only_the_adapter_imports_mkdocs() -> None:
    users = {name for name, file in MODULES.items() if any(i.startswith("mkdocs") for i in imports(file))}
    assert users == {"tukipakki.mkdocs_plugin"}


def test_only_the_engine_imports_merman() -> None:
    users = {
        name for name, file in MODULES.items() if any(i.split(".")[0] == "merman" for i in imports(file))
    }
    assert users == {"tukipakki.engine"}


def test_only_the_table_of_days_imports_the_holiday_library() -> None:
    users = {
        name for name, file in MODULES.items() if any(i.split(".")[0] == "holidays" for i in imports(file))
    }
    assert users == {"tukipakki.day_kinds"}


def test_only_one_module_talks_to_other_servers() -> None:
    talkers = {"socket", "http.client", "urllib.request", "requests", "urllib3"}
    users = {name for name, file in MODULES.items() if talkers & set(imports(file))}
    assert users == {"tukipakki.outside.network"}


def test_a_plain_check_does_not_even_load_what_talks_to_other_servers() -> None:
    code = "import sys, tukipakki.__main__; print([m for m in sys.modules if m.endswith('outside.network')])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_only_one_module_imports_voikko() -> None:
    users = {
        name for name, file in MODULES.items() if any(i.split(".")[0] == "pyvoikko" for i in imports(file))
    }
    assert users == {"tukipakki.voikko"}


def test_only_the_reader_of_photographs_imports_the_picture_library() -> None:
    users = {name for name, file in MODULES.items() if any(i.split(".")[0] == "PIL" for i in imports(file))}
    assert users == {"tukipakki.photo"}


def test_the_model_imports_nothing_of_ours() -> None:
    assert not [i for i in imports(MODULES["tukipakki.model"]) if i.startswith("tukipakki")]


def test_imports_lead_downwards() -> None:
    wrong = [
        (name, target)
        for name, file in MODULES.items()
        if name != "tukipakki"
        for target in imports(file)
        if target.startswith("tukipakki.") and floor(target) > floor(name)
    ]
    assert wrong == []


def test_there_are_no_import_circles() -> None:
    graph = {name: {i for i in imports(file) if i in MODULES} - {name} for name, file in MODULES.items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join([*path, name])
        if name in done:
            return
        for target in graph[name]:
            visit(target, (*path, name))
        done.add(name)

    for name in graph:
        visit(name, ())


def test_reading_and_checking_need_no_mkdocs() -> None:
    code = "import sys, tukipakki.__main__; print([m for m in sys.modules if m.split('.')[0] == 'mkdocs'])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_only_read_opens_files_of_the_project() -> None:
    """Checks and renderers are pure: they are given the Site."""
    pure = [
        file for name, file in MODULES.items() if name.split(".")[1:2] in (["checks"], ["render"], ["parse"])
    ]
    assert len(pure) > 20
    for file in pure:
        text = file.read_text(encoding="utf-8")
        assert "open(" not in text, file
        assert "pathlib" not in text, file


def test_scripts_holds_nothing_but_the_package() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "scripts"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert [path for path in tracked if not path.startswith("scripts/tukipakki/")] == []
    # Python, and the few lines of Node that ask the ranking of the browser.
    assert [path for path in tracked if not path.endswith(".py")] == ["scripts/tukipakki/search/ask.mjs"]


def test_two_builds_are_byte_identical(built: Path, tmp_path: Path) -> None:
    second = tmp_path / "toinen"
    subprocess.run(
        [sys.executable, "-m", "tukipakki", "build", "--out", str(second), "--today", str(TODAY)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env={"PYTHONHASHSEED": "7", "PATH": "/usr/bin:/bin", "TZ": "Asia/Tokyo"},
    )
    first_files = sorted(f.relative_to(built).as_posix() for f in built.rglob("*") if f.is_file())
    second_files = sorted(f.relative_to(second).as_posix() for f in second.rglob("*") if f.is_file())
    assert first_files == second_files
    _, mismatch, errors = filecmp.cmpfiles(built, second, first_files, shallow=False)
    assert (mismatch, errors) == ([], [])

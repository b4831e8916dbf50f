"""Differences of Windows that a POSIX machine can show: line ends of a checkout, paths, separators, code pages.

The rest (consoles, PowerShell, Excel by double click, files that are open elsewhere) is for the workflows, which have
not run so far (CONTRIBUTING.md).
"""

import os
import subprocess
from pathlib import Path, PureWindowsPath

import pytest

from clsctl.cli.arguments import data_arguments
from clsctl.render.ci.issues import name_from
from conftest import ROOT, Run

WINDOWS = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]  # as the installer of Git for Windows sets them


def test_a_checkout_on_windows_keeps_every_byte(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [name for name in listed.split("\0") if name.startswith(("data/", "src/", "tests/errors/", "docs/"))]
    command = ["git", *WINDOWS, "checkout-index", "--prefix", f"{tmp_path}/", "--stdin", "-z"]
    subprocess.run(command, cwd=ROOT, input="\0".join(names), text=True, check=True)
    staged = subprocess.run(["git", "diff", "--name-only"], cwd=ROOT, capture_output=True, text=True, check=True)
    changed = set(staged.stdout.split())  # in the working tree, and not in the index
    assert [n for n in names if n not in changed and (tmp_path / n).read_bytes() != (ROOT / n).read_bytes()] == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (r"C:\dépôt\données\contracts_2026.csv", "données/contracts_2026.csv"),
        (r"C:\DÉPÔT\contracts_2026.csv", "contracts_2026.csv"),
        (r"D:\dépôt\contracts_2026.csv", ""),
        (r"\\serveur\partage\contracts_2026.csv", ""),
    ],
)
def test_ci_systems_read_slashes(path: str, name: str) -> None:
    assert name_from(PureWindowsPath(path), PureWindowsPath(r"C:\dépôt")) == name


def test_the_files_of_a_setting_are_separated_as_in_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "pathsep", ";")
    monkeypatch.setenv("CLSCTL_DATA", r"C:\données\contracts_2026.csv;;D:\autres")
    assert data_arguments(None) == [r"C:\données\contracts_2026.csv", r"D:\autres"]


@pytest.mark.slow(reason="each case is a process")
@pytest.mark.parametrize("page", ["cp850", "cp437", "cp1252"])
def test_no_code_page_of_a_console_reaches_a_file_or_a_pipe(page: str, program: Run, tmp_path: Path) -> None:
    code_page = {"PYTHONIOENCODING": page, "CLSCTL_LANG": "fr"}
    piped = program("totals", "--by", "axe", "--format", "markdown", env=code_page).stdout.decode("utf-8")
    assert "14\u202f392\u202f105\u202f€" in piped
    assert program("totals", "-o", "axes.csv", env=code_page).returncode == 0
    assert "Prévenir" in (tmp_path / "axes.csv").read_text("utf-8")


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_standard_input_from_a_windows_tool_is_read_alike(end: str, clsctl: Run, data: Path) -> None:
    given = (data / "contracts_2025.csv").read_text("utf-8").replace("\n", end).encode("utf-8")
    said = clsctl("totals", "--by", "axe", "--data", "-", stdin=given)
    assert b"14392105" in said.stdout
    marked = clsctl("totals", "--by", "axe", "--data", "-", stdin=b"\xef\xbb\xbf" + given)
    assert marked.stdout == said.stdout

from __future__ import annotations

from pathlib import Path

import pytest

from ioc_desktop.core.errors import ExpectedError
from ioc_desktop.sync.server import dump
from ioc_desktop.sync.server.administration import made_up_password
from ioc_desktop.sync.server.dsn import address_of, connection_words
from ioc_desktop.sync.server.dump import find_program
from ioc_desktop.sync.server.fixed import fixed_files, fixed_functions


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://postgres@ioc.lan/ioc",
        "host=10.0.0.5 dbname=ioc",
        "host=localhost hostaddr=10.0.0.5",
        "host=localhost,ioc.lan dbname=ioc",
        "service=ioc",
    ],
)
def test_another_machine_has_to_show_a_certificate(dsn: str) -> None:
    words = connection_words(dsn)
    assert words["sslmode"] == "verify-full"
    assert Path(words["sslrootcert"]).is_file()


@pytest.mark.parametrize("dsn", ["postgresql://postgres@127.0.0.1/ioc", "dbname=ioc", "host=/run/postgresql", ""])
def test_this_machine_need_not(dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGHOST", raising=False)
    assert connection_words(dsn)["sslmode"] == "prefer"


def test_the_environment_may_name_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "ioc.lan")
    assert connection_words("dbname=ioc")["sslmode"] == "verify-full"


def test_what_the_dsn_says_itself_comes_first() -> None:
    words = connection_words("postgresql://a:trong-dsn@ioc.lan/ioc?sslmode=require&sslrootcert=/ca.pem", "ngoài")
    assert (words["sslmode"], words["sslrootcert"], words["password"]) == ("require", "/ca.pem", "trong-dsn")
    assert connection_words("host=ioc.lan sslrootcert=/ca.pem", "ngoài")["sslrootcert"] == "/ca.pem"
    assert connection_words("host=ioc.lan", "ngoài")["password"] == "ngoài"


@pytest.mark.parametrize(
    "dsn", ["postgresql://a:rất-kín@[::1/ioc", "host=a port=5432,5433x password=rất-kín", "rất-kín"]
)
def test_a_wrong_dsn_is_not_repeated(dsn: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        connection_words(dsn)
    assert caught.value.code == "server.dsn_wrong"
    assert caught.value.__suppress_context__
    assert "rất-kín" not in str(caught.value)


def test_what_is_shown_of_a_dsn() -> None:
    address = address_of(connection_words("postgresql://quan:kin@ioc.lan:5433/ioc"))
    assert (address.shown, address.user) == ("ioc.lan:5433/ioc", "quan")


def a_program(folder: Path, name: str, says: str) -> Path:
    folder.mkdir(parents=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(dump, "_FOLDERS", ((str(tmp_path), "*/bin"),))
    monkeypatch.setattr(dump.shutil, "which", lambda _name: None)
    return tmp_path


def test_a_program_of_the_server_s_version_or_newer_is_found(installed: Path) -> None:
    a_program(installed / "14" / "bin", "pg_dump", "pg_dump (PostgreSQL) 14.9")
    fitting = a_program(installed / "16" / "bin", "pg_dump", "pg_dump (PostgreSQL) 16.3 (Debian 16.3-1)")
    a_program(installed / "18" / "bin", "pg_dump", "pg_dump (PostgreSQL) 18.0")
    assert find_program("pg_dump", 15) == fitting


def test_a_missing_or_older_program_is_a_sentence(installed: Path) -> None:
    with pytest.raises(ExpectedError) as caught:
        find_program("pg_dump", 15)
    assert caught.value.code == "server.program_missing"
    a_program(installed / "14" / "bin", "pg_dump", "pg_dump (PostgreSQL) 14.9")
    with pytest.raises(ExpectedError) as caught:
        find_program("pg_dump", 15)
    assert caught.value.code == "server.program_old"
    assert "postgresql-client-15" in caught.value.message()


def test_a_password_goes_through_the_environment_only(installed: Path) -> None:
    said = "pg_dump (PostgreSQL) 15.1"
    program = a_program(installed / "15" / "bin", "pg_dump", said)
    program.write_text(f"#!/bin/sh\n[ $# = 1 ] && echo '{said}' || echo \"$PGPASSWORD / $*\"\n")
    told = dump._run("pg_dump", 15, ["--format=custom"], "postgresql://quan:kín@ioc.lan/ioc")
    secret, _, arguments = told.partition(" / ")
    assert secret == "kín"
    assert "kín" not in arguments
    assert "sslmode=verify-full" in arguments


def test_every_function_of_the_files_is_known() -> None:
    written = sum(text.count("\nCREATE FUNCTION ") for _, text in fixed_files())
    functions = fixed_functions()
    assert len(functions) == written
    assert all("SET search_path" in head for head, _ in functions.values() if "SECURITY DEFINER" in head)
    assert "BEGIN" in functions["sync.push"][1]


def test_made_up_passwords() -> None:
    made = {made_up_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) >= 16 and not set(one) & set("01lio") for one in made)

from pathlib import Path

import psycopg
import pytest

from okno.top.tools.throwaway_postgres import NoServer, throwaway_postgres


@pytest.mark.parametrize(("durable", "fsync"), [(False, "off"), (True, "on")])
def test_serves_an_empty_database_and_leaves_nothing(durable: bool, fsync: str):
    with throwaway_postgres(durable=durable) as address:
        with psycopg.connect(address) as connection:
            folder = Path(connection.execute("SHOW unix_socket_directories").fetchone()[0])
            assert connection.execute("SHOW fsync").fetchone() == (fsync,)
            assert connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname='public'"
            ).fetchone() == (0,)
        assert folder.is_dir()
    assert not folder.exists()


def test_says_how_to_get_a_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("OKNO_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(NoServer, match="apt-get install postgresql"), throwaway_postgres():
        pass

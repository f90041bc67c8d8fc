"""The database of the queue: its tables, its version, and how it is opened."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from smail_runtime.queue import migration
from smail_runtime.queue.spool import SpoolError

APPLICATION_ID = 0x534D4C33
VERSION = 2
#: Larger databases are not read whole at start; damage then shows when it is met.
VERIFY_BELOW = 32 * 1024 * 1024

#: What an operator asked for comes first, then the most urgent grade, then the oldest.
_ORDER = "CREATE INDEX messages_order ON messages(forced,grade,due) WHERE held IS NULL"
_TABLES = """
CREATE TABLE messages(
  id INTEGER PRIMARY KEY,
  received REAL NOT NULL,
  size INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  sender TEXT NOT NULL,
  facts BLOB NOT NULL,
  filed INTEGER NOT NULL,
  due REAL,
  held TEXT,
  forced INTEGER NOT NULL DEFAULT 0,
  troubles INTEGER NOT NULL DEFAULT 0,
  grade TEXT NOT NULL DEFAULT 'C'
);
CREATE TABLE bodies(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE recipients(
  message INTEGER NOT NULL,
  number INTEGER NOT NULL,
  address TEXT NOT NULL,
  state TEXT NOT NULL,
  clock BLOB,
  due REAL,
  outcome BLOB,
  PRIMARY KEY(message, number)
) WITHOUT ROWID;
CREATE TABLE deliveries(
  message INTEGER NOT NULL,
  recipient INTEGER NOT NULL,
  key TEXT NOT NULL,
  state TEXT NOT NULL,
  delivery BLOB NOT NULL,
  clock BLOB,
  outcome BLOB,
  PRIMARY KEY(message, recipient, key)
) WITHOUT ROWID;
CREATE TABLE hosts(name TEXT PRIMARY KEY, failed REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""


def open_owner(path: Path) -> sqlite3.Connection:
    """The owner's connection: creates the database when it is missing, verifies it otherwise. Raises SpoolError."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600))
        database = connect(path)
        _adopt(database, path)
    except OSError as error:
        raise SpoolError(f"queue {path}: {error.strerror}") from error
    except sqlite3.Error as error:
        raise SpoolError(f"queue {path}: {error}") from error
    return database


def open_guest(path: Path) -> sqlite3.Connection:
    """A connection beside the owner's, for reading or for short changes. Raises SpoolError."""
    if not path.is_file():
        raise SpoolError(f"queue {path}: there is none")
    try:
        database = connect(path)
        _check_identity(database, path)
    except sqlite3.Error as error:
        raise SpoolError(f"queue {path}: {error}") from error
    return database


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode: transactions are begun by name. It may be used by one thread at a time."""
    database = sqlite3.connect(
        path, isolation_level=None, timeout=20.0, check_same_thread=False, cached_statements=64
    )
    database.execute("PRAGMA page_size=8192")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("PRAGMA trusted_schema=OFF")
    database.execute("PRAGMA temp_store=MEMORY")
    database.execute("PRAGMA wal_autocheckpoint=4000")
    return database


def _adopt(database: sqlite3.Connection, path: Path) -> None:
    if _pragma(database, "application_id") == 0 and not database.execute("SELECT 1 FROM sqlite_master").fetchone():
        database.execute("PRAGMA journal_mode=WAL")
        database.executescript(
            f"BEGIN IMMEDIATE;{_TABLES}{_ORDER};PRAGMA application_id={APPLICATION_ID};"
            f"PRAGMA user_version={VERSION};COMMIT;"
        )
    _check_identity(database, path)
    if _pragma(database, "user_version") in migration.KNOWN:
        migration.migrate(database, VERSION, _ORDER)
    database.execute("PRAGMA journal_mode=WAL")
    if path.stat().st_size < VERIFY_BELOW:
        verdict = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise SpoolError(f"queue {path}: damaged: {verdict}".replace("\n", " "))


def _check_identity(database: sqlite3.Connection, path: Path) -> None:
    if _pragma(database, "application_id") != APPLICATION_ID:
        raise SpoolError(f"queue {path}: not a mail queue of this program")
    version = _pragma(database, "user_version")
    if version != VERSION and version not in migration.KNOWN:
        raise SpoolError(f"queue {path}: format {version}, this program reads format {VERSION}")


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])

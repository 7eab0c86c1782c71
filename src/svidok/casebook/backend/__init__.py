"""Django's SQLite backend on SQLCipher: the same database, every page sealed. Named as ENGINE in settings."""

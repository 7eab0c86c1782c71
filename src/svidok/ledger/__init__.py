"""The ledger: what was said, when and on what basis, as signed entries. Values and bytes; no database, no clock.

`kinds` lists what an entry may be, `entry` writes and reads one, `strand` says what may follow what, `verify`
finds damage. The format is `docs/format.md`.
"""

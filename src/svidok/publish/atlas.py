"""The map of tiles: every oblast of Ukraine the same size, Crimea and Sevastopol among them."""

from collections.abc import Mapping
from dataclasses import dataclass

from svidok.model import Cell, Release
from svidok.publish.behind import axes, behind
from svidok.publish.places import oblast_of, oblasts, occupied
from svidok.publish.speaking import UNKNOWN, Speaker
from svidok.publish.ways import Index

TILE, GAP, EDGE = 62, 4, 6
SHADES = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """One oblast as drawn: `shade` runs from 0 (none recorded, or nothing told by oblast) to SHADES."""

    name: str
    code: str
    x: int
    y: int
    short: str
    text: str
    title: str
    shade: int
    hidden: bool
    occupied: bool
    href: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """The whole map with its size and the sentence that says it without seeing it.

    `known` is false when the release tells nothing by oblast: then an empty tile does not mean "none".
    """

    tiles: tuple[Tile, ...]
    width: int
    height: int
    size: int
    desc: str
    elsewhere: str
    hides: bool
    known: bool


def atlas(release: Release, speaker: Speaker, index: Index) -> Atlas:
    """Draw the map from the totals by oblast of the release's tables, or from nothing."""
    cells = _by_oblast(release, speaker)
    hrefs = _hrefs(release, speaker, index)
    most = max((cell.count or 0 for cell in cells.values()), default=0)
    held = occupied(speaker.book)
    tiles = tuple(
        _tile(name, _cell(name, cells), most, name in held, hrefs.get(name, ""), speaker) for name in oblasts()
    )
    told = "; ".join(tile.title for tile in tiles if tile.hidden or tile.shade) or speaker.words.say("map.untold")
    return Atlas(
        tiles=tiles,
        width=_at(max(o.column for o in oblasts().values()) + 1) + EDGE - GAP,
        height=_at(max(o.row for o in oblasts().values()) + 1) + EDGE - GAP,
        size=TILE,
        desc=speaker.words.say("map.desc", counts=told),
        elsewhere=_elsewhere(cells, speaker),
        hides=any(tile.hidden for tile in tiles),
        known=bool(cells),
    )


def _by_oblast(release: Release, speaker: Speaker) -> Mapping[str, Cell]:
    """The total of each oblast, from the first table that has oblasts."""
    for table in release.tables:
        for side, axis in zip(("row", "column"), axes(table, speaker), strict=True):
            if axis.kind == "oblast":
                return {_key(getattr(cell, side)): cell for cell in table.cells if _is_total(cell, side)}
    return {}


def _is_total(cell: Cell, side: str) -> bool:
    return bool(getattr(cell, side)) and not (cell.column if side == "row" else cell.row)


def _cell(name: str, cells: Mapping[str, Cell]) -> Cell | None:
    """An oblast that a table of oblasts does not name has none; without any such table nothing is known of it."""
    return cells.get(name, Cell("", name, 0)) if cells else None


def _key(value: str) -> str:
    known = oblast_of(value)
    return known.name if known else value


def _hrefs(release: Release, speaker: Speaker, index: Index) -> Mapping[str, str]:
    """The tiles lead where the totals of the table lead."""
    found: dict[str, str] = {}
    for table in release.tables:
        for side, axis in zip(("row", "column"), axes(table, speaker), strict=True):
            if axis.kind != "oblast" or found:
                continue
            for way in behind(table, release, speaker):
                if _is_total(way.cell, side):
                    name = getattr(way.cell, side)
                    key = (table.id, way.cell.row, way.cell.column)
                    found[_key(name)] = index.href(key, speaker.oblast(name), way.entries)
    return found


def _tile(name: str, cell: Cell | None, most: int, held: bool, href: str, speaker: Speaker) -> Tile:
    oblast, say = oblasts()[name], speaker.words.say
    count = cell.count if cell else 0
    hidden = count is None
    said = _said(cell, speaker)
    return Tile(
        name=name,
        code=oblast.code,
        x=_at(oblast.column),
        y=_at(oblast.row),
        short=oblast.short[speaker.words.lang],
        text=speaker.words.number(count) if count else "",
        title=say("map.tile_occupied" if held else "map.tile", name=oblast.label[speaker.words.lang], count=said),
        shade=-(-SHADES * count // most) if count else 0,
        hidden=hidden,
        occupied=held,
        href=href,
    )


def _said(cell: Cell | None, speaker: Speaker) -> str:
    if cell is None:
        return speaker.words.say("map.untold")
    if cell.count is None:
        return speaker.words.say("map.hidden")
    return speaker.words.number(cell.count) if cell.count else speaker.words.say("map.none")


def _elsewhere(cells: Mapping[str, Cell], speaker: Speaker) -> str:
    cell = next((cell for name, cell in cells.items() if name in UNKNOWN), None)
    if cell is None or cell.count == 0:
        return ""
    said = speaker.words.say("map.hidden") if cell.count is None else speaker.words.number(cell.count)
    return speaker.words.say("map.elsewhere", count=said)


def _at(step: int) -> int:
    return EDGE + step * (TILE + GAP)

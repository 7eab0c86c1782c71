"""Invented statements for the tests of linking and releasing: one builder, so that a test says only what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from svidok.model import (
    Assertion,
    Attribution,
    Block,
    Consent,
    Level,
    PassportLink,
    Polarity,
    Review,
    Source,
    SourceKind,
    Span,
    Statement,
    TextLayer,
)

MELITOPOL = ("UA23080070010092407", "Melitopol", "Zaporizhzhia")
TOKMAK = ("UA23100270010063604", "Tokmak", "Zaporizhzhia")
KHERSON_OBLAST = ("UA65000000000030969", "Kherson", "Kherson")
SKADOVSK = ("UA65080150010089421", "Skadovsk", "Kherson")
Place = tuple[str, str, str]


@dataclass
class Text:
    """A source in the making: every passage added is one scene with one statement."""

    id: str
    kind: SourceKind = "article"
    block: str = "paragraph"
    consent: Consent = field(default_factory=lambda: Consent(published=True))
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def say(
        self,
        passage: str,
        service: str | Sequence[str] = "health.insulin",
        *,
        place: Place | None = None,
        near: bool = False,
        date: str = "",
        who: str | None = None,
        outlet: str = "",
        sex: str = "",
        coercion: Sequence[str] = ("service_conditioned",),
        outcome: Sequence[str] = (),
        actor: Sequence[str] = (),
        protective: str = "",
        level: Level = "individual",
        polarity: Polarity = "asserted",
        link: PassportLink = "passport",
        review: Review = "accepted",
        same_scene: bool = False,
    ) -> Statement:
        """Add a passage and the statement read from it; the words before the first blank carry every assertion."""
        if not same_scene:
            start = len(self.text) + (2 if self.text else 0)
            self.text += ("\n\n" if self.text else "") + passage
            self.blocks.append(Block(start, len(self.text), self.block))  # type: ignore[arg-type]
        scene = Span(self.id, self.blocks[-1].start, self.blocks[-1].end)
        services = [service] if isinstance(service, str) else list(service)
        found = [self._read("service", value, scene) for value in services if value]
        found += [self._read("coercion", value, scene) for value in coercion]
        found += [self._read("outcome", value, scene) for value in outcome]
        found += [self._read("actor", value, scene) for value in actor]
        if place:
            kind = "near" if near else ("oblast" if place[0].endswith("30969") else "settlement")
            detail = {"oblast": place[2], "name_en": place[1], "kind": kind}
            found.append(self._read("place", place[0], scene, place[1], detail))
        if date:
            found.append(self._read("date", date, scene))
        if sex:
            found.append(self._read("person", "witness", scene, detail={"sex": sex}))
        if protective:
            found.append(self._read("protective", "covert_treatment", scene, protective))
        chain = [Attribution(who, "witness")] if who is not None else []
        chain += [Attribution(outlet, "collector")] if outlet else []
        number = f"S{len(self.statements) + 1}"
        made = Statement(number, self.id, level, polarity, link, scene, tuple(found), tuple(chain), review)
        self.statements.append(made)
        return made

    def _read(
        self, slot: str, value: str, scene: Span, words: str = "", detail: dict[str, str] | None = None
    ) -> Assertion:
        at = self.text.find(words, scene.start) if words else scene.start
        start = at if at >= 0 else scene.start
        end = start + len(words) if words and at >= 0 else start + len(self.text[start:].split(maxsplit=1)[0])
        return Assertion(slot, value, Span(self.id, start, end), self.text[start:end], 0.9, "test", detail=detail or {})

    @property
    def layer(self) -> TextLayer:
        """Return the text layer so far."""
        return TextLayer(self.text, tuple(self.blocks))

    @property
    def source(self) -> Source:
        """Return the source so far."""
        return Source(self.id, self.kind, "txt", "0" * 64, len(self.text), self.layer, consent=self.consent)


def told(*texts: Text) -> tuple[list[Statement], dict[str, TextLayer]]:
    """Return the statements and layers of some texts, as linking takes them."""
    return [s for text in texts for s in text.statements], {text.id: text.layer for text in texts}

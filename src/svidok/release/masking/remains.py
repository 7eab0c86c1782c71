"""How it is said, in three languages, which details are left in combination."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Remains:
    """The words of one language: kinds of detail, how often, and how many kinds stand together."""

    kinds: Mapping[str, str]
    times: str
    together: str

    def kind(self, kind: str) -> str:
        """Return what a kind of detail is called; one without a name of its own keeps its identifier."""
        return self.kinds.get(kind, kind)


REMAINS: Final[Mapping[str, Remains]] = {
    "en": Remains({}, "{} times", "{} kinds of detail in one paragraph: {}"),
    "uk": Remains(
        {
            "person": "особа", "name": "назва", "place": "місце", "date": "дата", "age": "вік",
            "born": "рік народження", "kin": "рідня", "health": "здоров’я", "occupation": "професія",
            "family": "родина", "life": "подія життя",
            "only_one": "один із небагатьох", "people": "громада", "helper": "вилучене речення", "phone": "телефон",
            "address": "адреса", "number": "номер", "passport": "документ", "time": "час", "url": "посилання",
            "handle": "ім’я в мережі", "email": "пошта", "plate": "номер машини", "coordinates": "координати",
            "tax_number": "податковий номер", "insurance_number": "номер страхування", "card": "картка",
            "iban": "рахунок", "amount": "кількість", "standing": "становище", "offence": "обвинувачення",
        },
        "разів: {}",
        "видів відомостей в одному абзаці: {} ({})",
    ),
    "ru": Remains(
        {
            "person": "лицо", "name": "название", "place": "место", "date": "дата", "age": "возраст",
            "born": "год рождения", "kin": "родня", "health": "здоровье", "occupation": "профессия",
            "family": "семья", "life": "событие жизни",
            "only_one": "один из немногих", "people": "община", "helper": "изъятое предложение", "phone": "телефон",
            "address": "адрес", "number": "номер", "passport": "документ", "time": "время", "url": "ссылка",
            "handle": "имя в сети", "email": "почта", "plate": "номер машины", "coordinates": "координаты",
            "tax_number": "налоговый номер", "insurance_number": "номер страхования", "card": "карта", "iban": "счёт",
            "amount": "количество", "standing": "положение", "offence": "обвинение",
        },
        "раз: {}",
        "видов сведений в одном абзаце: {} ({})",
    ),
}  # fmt: skip

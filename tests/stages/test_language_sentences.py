"""Sentences, clauses and paragraphs of accounts as people write them; ¦ marks where a sentence ends."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svidok.language.sentences import clauses, paragraphs, sentences

SENTENCES = [
    # addresses, towns, titles, initials
    "У м. Токмак та смт. Мирне закрили аптеки.¦ Люди їздять до с. Новоданилівка.",
    "Вул. Шевченка, буд. 5, кв. 12.¦ Там видавали паспорти.",
    "В. І. Петренко прийшов до лікарні.¦ І. С.\u00a0Коваль не прийшла.",
    "Про це сказав проф. М. Коваль.¦ Його ніхто не слухав.",
    "План Б.¦ Вони пішли до школи.",
    "В г. Мелитополь по ул. Ленина, д. 4, открыли пункт.¦ Там давали паспорта.",
    "Mr. Smith and Dr. O’Neill, e.g. the two doctors, left at 5 p.m. on Friday.¦ The clinic closed.",
    "The U.N. Human Rights Office said so.¦ He came from the U.N.¦ The rest stayed.",
    "Згідно зі ст. 5 п. 3 закону пенсію не платять.",
    # years, numbers, money
    "У 2023 р. Мелітополь жив без ліків.¦ Так було весь рік.",
    "Він поїхав звідти ще в травні 2023 р.¦ Їй не дали довідки.",
    "Это было в конце 2022 г.¦ Он уехал.",
    "За 2022–2023 рр. видали тисячі паспортів.",
    "Запис 10.09.2025 о 9.30 ранку.¦ Зріст 3.5 m.",
    "До 10. 09. 2025 треба було подати заяву.",
    "Пенсія 5 тис. руб. на місяць.¦ І все.",
    "Ліки, довідки і т. д. видають тільки їм.¦ А нам ні.",
    "Хлеб, лекарства и т.д. давали по спискам.¦ Нам не дали.",
    # quotations and dialogue
    "«Немає паспорта?» — спитали в реєстратурі.",
    "«Немає!» — сказала вона і пішла.¦ «Приходьте завтра.»¦ Ми прийшли.",
    "„Без паспорта не приймаємо.“¦ Так сказали.",
    "Вона сказала: \"Без паспорта ні!\" і зачинила вікно.",
    "“No passport, no insulin.”¦ She left.",
    "‘Come back with a red one!’ he shouted.",
    "— Пенсію отримували?¦ — Ні.¦ — Чому?",
    "— Ни паспорта, ни полиса, — сказал он.¦ — Идите отсюда.",
    # pauses and feelings
    "Ні...¦ Так і не дали.",
    "Я стояла… стояла і пішла.¦ Нічого…¦ Зовсім.",
    "Що?!¦ Знову паспорт!!!",
    "Так?¦Ні!¦Чому",
    # chats
    "дали паспорт.¦ сказали прийти завтра.¦ а шо робить?¦ не знаю",
    "не возьму 🤷‍♀️¦ тепер без пенсії",
    "я ❤️ Київ",
    "о дякую побігла)))¦ нема куди",
    "нема інсуліну :(¦ кажуть тільки з паспортом",
    "не возьму\n¦то возьми і ти\n¦+ ага",
    "та чіпала, малу з садіка попросили поки не принесу паспорт\n¦шо робить\n¦не знаю",
    # lists and lines
    "Потрібні документи:\n¦1. Паспорт РФ.\n¦2. СНІЛС.\n¦- довідка\n¦- заява",
    "Перша довга лінія тексту, яку розірвав сканер посеред речення в\nлікарні Мелітополя, де людям "
    "без паспорта не давали ліків і не\nприймали.¦ Друга.",
    "Заголовок без крапки\n\n¦Текст іде далі.",
    "Вийшли у травні.\u00a0¦Більше не поверталися.[3]¦ Ніколи.",
]  # fmt: skip


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    text = marked.replace("¦", "")
    assert [text[start:end] for start, end in sentences(text)] == [part.strip() for part in marked.split("¦")]


CLAUSES = [
    "Пенсію не дали,¦ але в лікарню пустили.",
    "Сказали:¦ без паспорта нічого;¦ ідіть.",
    "Мені відмовили, бо нема паспорта,¦ а сусідці видали все одразу.",
    "Приходив не сьогодні, а завтра.",
    "Не мені, а не тобі.",
    "Паспорт — умова.",
    "Мужа не приняли в больницу,¦ однако меня пустили.",
    "He was refused insulin¦ but they took his wife to hospital.",
    "All but one left.",
    "They gave nothing but promises and more promises.",
    "They did not refuse him,¦ though he had no passport.",
    "Пенсії не було цілий рік —¦ потім прийшли з обшуком.",
    "О 10:30 прийшли.",
]


@pytest.mark.parametrize("marked", CLAUSES)
def test_clauses(marked: str) -> None:
    text = marked.replace("¦", "")
    assert [text[start:end] for start, end in clauses(text, 0, len(text))] == [p.strip() for p in marked.split("¦")]


def test_paragraphs_are_lines_unless_a_line_was_wrapped() -> None:
    text = (
        "Перший.\nДругий.\r\n\r\nТретій, у якому рядок довгий і тому розірваний посеред слів,\nіде далі.\n  \n— Репліка"
    )
    assert [text[start:end] for start, end in paragraphs(text)] == [
        "Перший.",
        "Другий.",
        "Третій, у якому рядок довгий і тому розірваний посеред слів,\nіде далі.",
        "— Репліка",
    ]


PIECES = [
    "м. ", "В. ", "р. ", "5", ".", ".", "…", "?", "!", "«", "»", "\"", "— ", "- ", "паспорт", "Без", "не", " ",
    " ", "\n", "\n\n", "\r\n", "\u00a0", "😀", ")))", ":(", "U.N.", "e.g. ", ",", "; ", ": ", " але ", " but ",
    ", а ", "\u200d", "1. ",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25).map("".join)


@given(texts)
def test_every_cut_keeps_every_letter_once_and_in_order(text: str) -> None:
    cut = sentences(text)
    assert all(a < b for a, b in cut)
    assert all(b <= c for (_, b), (c, _) in pairwise(cut))
    assert "".join("".join(text[a:b].split()) for a, b in cut) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in cut)
    for start, end in cut:
        parts = clauses(text, start, end)
        assert "".join("".join(text[a:b].split()) for a, b in parts) == "".join(text[start:end].split())
        assert all(start <= a < b <= end for a, b in parts)


@given(texts)
def test_a_sentence_lies_in_one_paragraph(text: str) -> None:
    blocks = paragraphs(text)
    assert all(any(first <= a and b <= last for first, last in blocks) for a, b in sentences(text))

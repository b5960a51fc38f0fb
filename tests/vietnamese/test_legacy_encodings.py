"""Legacy font encodings: tables against outside sources, and the laws of detection and conversion."""

import subprocess
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstats_adapters.vietnamese.legacy_encodings import ENCODINGS, convert, detect

LOWER = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
# In the order of LOWER, as VNI-Win fonts have them.
VNI = """
aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ
eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò
oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï
uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î
"""
VNI_OF = dict(zip(LOWER, VNI.split(), strict=True))
VNI_OF |= {letter.upper(): marked.upper() for letter, marked in VNI_OF.items()}


def as_tcvn3(letters: str) -> str:
    """The letters' bytes by iconv, one each, as they show in Latin-1."""
    run = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "TCVN"], input=letters.encode(), capture_output=True, check=True
    )
    return run.stdout.decode("latin-1")


TCVN3_OF = dict(zip(LOWER, as_tcvn3(LOWER), strict=True))
# VN3 has no capital with a tone: the text holds the small letter, which a capital font shows as a capital.
TCVN3_OF |= {letter.upper(): byte for letter, byte in TCVN3_OF.items()}
TCVN3_OF |= dict(zip("ĂÂÊÔƠƯĐ", as_tcvn3("ĂÂÊÔƠƯĐ"), strict=True))
TABLES = {"tcvn3": TCVN3_OF, "vni": VNI_OF}


def encode(text: str, encoding: str) -> str:
    return "".join(TABLES[encoding].get(letter, letter) for letter in text)


# Every initial and every rime of the language, with a tone that the rime may have.
INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
RIMES = """
à ác ạch ài ám ạn áng ảnh ào áp ạt ảu ãy ắc ặm ằn ắng ặp ắt ậc ấm ần ẩng ập ất ầu ấy é ẹc ém ẻn éng éo ẹp ét ế ệch
ếm ền ệnh ếp ệt ếu ì ìa ích im iếc iệm iện iếng iệp iết iều ín ỉnh ịp ít ịu ó oà oác oạch oài oán oàng oành oạt oáy
oắc oằn oẵng oắt óc oẹ oẻn oét òi óm òn òng óp ót ố ộc ồi ốm ộn ống ộp ốt ở ời ớm ờn ợp ớt ủ ùa uân uất uầng uấy uế
uệch uềnh úc ùi úm ún ùng uộc uổi uốm uốn uộng uốt ụp út uỷ uýt uyền uyết uynh ự ừa ực ửi ừng ước ười ượm ườn ướng
ướp ượt ượu ứt ưu ỳ
"""
SYLLABLES = st.builds(str.__add__, st.sampled_from(["", *INITIALS.split()]), st.sampled_from(RIMES.split()))
CASES = st.sampled_from([str.lower, str.upper, str.capitalize])
TEXTS = st.lists(st.builds(lambda case, word: case(word), CASES, SYLLABLES), min_size=8, max_size=40).map(" ".join)

SENTENCES = {
    "tcvn3": {
        "Céng hßa x· héi chñ nghÜa ViÖt Nam": "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "§éc lËp - Tù do - H¹nh phóc": "Độc lập - Tự do - Hạnh phúc",
        "Ng\xadêi giao, th\xadêng xuyªn": "Người giao, thường xuyên",
        "§¬n vÞ chñ tr×": "Đơn vị chủ trì",
        "10% – “®óng h¹n”": "10% – “đúng hạn”",
    },
    "vni": {
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam": "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Ñoäc laäp - Töï do - Haïnh phuùc": "Độc lập - Tự do - Hạnh phúc",
        "Ngöôøi giao, thöôøng xuyeân, thuôû": "Người giao, thường xuyên, thuở",
        "BAÙO CAÙO; AÙn leä, Aâm lòch": "BÁO CÁO; Án lệ, Âm lịch",
        "10% – “ñuùng haïn”": "10% – “đúng hạn”",
    },
}
HEADERS = {
    "tcvn3": "TT | Néi dung nhiÖm vô | §¬n vÞ chñ tr× | Ngµy giao | H¹n xö lý | Ngµy hoµn thµnh",
    "vni": "TT | Noäi dung nhieäm vuï | Ñôn vò chuû trì | Ngaøy giao | Haïn xöû lyù | Ngaøy hoaøn thaønh",
}
UNICODE = "TT | Nội dung nhiệm vụ | Đơn vị chủ trì | Ngày giao | Hạn xử lý | Ngày hoàn thành"

FRENCH = """
À l'été, les élèves déjà âgés où le garçon naïf a mangé une pâte brûlée ; la forêt, le château, l'hôpital, l'île,
même, dû, sûr, mûr, goût, août, Noël, maïs, cœur, très, près, après, succès, français, hôtel, tôt, théâtre, café,
né, Hué, mué, Hélène, Joël, Loïc, François, Jérôme, Théo, Nîmes, Besançon, Sète, là, voilà, aîné, gêne, fièvre,
siège, héroïne, Caïn, Rhône
"""
CZECH = """
já ty máš mají být býval město náměstí nádraží vlak příliš žluťoučký kůň úpěl ďábelské ódy dobrý děkuji prosím chléb
sýr rýže polévka káva čaj dům byt stůl škola žák zákon úřad země Plzeň České Budějovice Hradec Králové Ústí nad
Labem Zlín Děčín Třebíč Tábor Příbram Písek Novák Novotný Dvořák Černý Procházka Veselý Němec Král tvá má svá dvá
pán paní rád déšť
"""
SIGNS = "± § ® ° µ © ½ ¼ ¾ « » · 5 µm 25°C ± 3 µg § 12 Windows® «abc» 10µl ¥100 £5 nº 1ª naïve café résumé Ångström"


def test_every_letter_of_tcvn3_is_the_one_of_iconv() -> None:
    small_and_capitals = LOWER + "ĂÂÊÔƠƯĐ"
    assert [convert(TCVN3_OF[letter], "tcvn3") for letter in small_and_capitals] == list(small_and_capitals)
    assert TCVN3_OF["ư"] == "\xad"


def test_every_letter_of_vni() -> None:
    letters = LOWER + LOWER.upper()
    assert len(letters) == 134
    assert [convert(VNI_OF[letter], "vni") for letter in letters] == list(letters)


def test_the_mark_of_a_capital_may_be_small_in_vni() -> None:
    capitals = {marked.capitalize(): letter for letter, marked in VNI_OF.items() if letter in LOWER}
    assert {marked: convert(marked, "vni") for marked in capitals} == {m: c.upper() for m, c in capitals.items()}


@pytest.mark.parametrize(
    ("encoding", "legacy", "expected"),
    [(encoding, *pair) for encoding, sentences in SENTENCES.items() for pair in sentences.items()],
)
def test_known_sentences(encoding: str, legacy: str, expected: str) -> None:
    assert convert(legacy, encoding) == expected


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_row_of_headers_is_enough_to_tell(encoding: str) -> None:
    assert detect(HEADERS[encoding]) == encoding
    assert convert(HEADERS[encoding], encoding) == UNICODE


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_cells_of_one_list_may_be_mixed(encoding: str) -> None:
    assert detect(f"{HEADERS[encoding]}\n{UNICODE}\n{FRENCH[:80]}") == encoding


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS)
def test_what_is_encoded_converts_back(encoding: str, text: str) -> None:
    legacy = encode(text, encoding)
    converted = convert(legacy, encoding)
    # A capital with a tone has no letter in TCVN3.
    assert (converted.lower() if encoding == "tcvn3" else converted) == (text.lower() if encoding == "tcvn3" else text)
    assert unicodedata.is_normalized("NFC", converted)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(words=st.lists(SYLLABLES, min_size=25, max_size=40, unique=True))
def test_a_text_of_many_words_is_told(encoding: str, words: list[str]) -> None:
    assert detect(encode(" ".join(words), encoding)) == encoding


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS.map(lambda text: f"§ 5, {text} ế"), form=st.sampled_from(["NFC", "NFD"]))
def test_vietnamese_in_unicode_stays_as_it_is(encoding: str, text: str, form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, text)
    assert convert(text, encoding) == text
    assert detect(text) is None


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=st.text())
def test_no_text_breaks_them(encoding: str, text: str) -> None:
    converted = convert(text, encoding)
    assert not text.isascii() or converted == text
    detect(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Report of May, 12 tasks", FRENCH, FRENCH.upper(), CZECH, CZECH.upper(), SIGNS, "5 µm", "25ºC",
        "« Tên » · 5 µ",  # signs that stand apart
        "Môt tông sô côt hôp", "Khóai ngòai hòan uỷ ban nghiêp",  # tones that are missing or elsewhere
        "Công ty Hän, Công ty Män: báo cáo về các dự án ở Lạng Sơn, phí, thuế, việc làm và bảo vệ môi trường; nộp đủ",
    ],
)  # fmt: skip
def test_what_is_no_legacy_text_is_not_named(text: str) -> None:
    assert detect(text) is None
    assert detect(f"{text}\n{UNICODE}") is None


@pytest.mark.parametrize("folder", ["docs", "examples"])
def test_no_page_and_no_example_is_taken_for_a_legacy_text(folder: str) -> None:
    root = Path(__file__).parents[2] / folder
    pages = [page for page in root.rglob("*") if page.suffix in {".md", ".py", ".csv", ".toml", ".json", ".xml"}]
    texts = {page.name: page.read_text(encoding="utf-8") for page in pages if "legacy" not in page.name}
    assert texts
    assert {name for name, text in texts.items() if detect(text)} == set()


@pytest.mark.parametrize("text", [UNICODE, "Sở Nội vụ", "Bộ Tài chính; Sở Y tế; Bộ Y tế"])
def test_a_text_in_utf8_read_as_another_is_no_legacy_text(text: str) -> None:
    assert detect(text.encode().decode("latin-1")) is None


@pytest.mark.parametrize("sign", ["º", "–", "”", "…"])
def test_signs_beside_the_letters_do_not_stop_a_conversion(sign: str) -> None:
    assert convert(f"ViÖt{sign}", "tcvn3") == f"Việt{sign}"


def test_a_mark_without_its_letter_is_no_vni() -> None:
    assert convert("Cá nhân", "vni") == "Cá nhân"


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(ValueError, match="'viscii'; expected one of tcvn3, vni"):
        convert("ViÖt", "viscii")

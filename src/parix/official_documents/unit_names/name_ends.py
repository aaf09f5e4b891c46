"""Where a name ends: at a verb in small letters, a sign, or a word of the sentence; names have commas, dashes and `và` inside too."""

from __future__ import annotations

import re

from parix.official_documents.letters import LOWER, UPPER
from parix.official_documents.unit_names.heads import head_at, is_group
from parix.official_documents.unit_names.verbs import is_verb, verb_end

_WORD = re.compile(r"[^\s,;:.()\[\]\"“”]+(?:\.(?=\w))?|[,;:.()\[\]\"“”]")
_GROUP_GOES_ON = re.compile(
    r"(?:ban|nganh|nghanh|don vi|co quan|dia phuong|doan the|xa|phuong|thi tran|dac khu|huyen|thi xa|thanh pho|quan|bo phan|to chuc(?: chinh tri)?|phong|chi "
    r"cuc|trung tam|"
    r"vien chuc|cong chuc|nguoi lao dong|can bo|ca nhan|hoi|so|pho phong|truong phong|doi|tram|to|cac)(?![a-z])"
)
_ENDS_NAME = frozenset(
    [
        "để", "trong", "trước", "theo", "từ", "khi", "đến", "tại", "về", "nhằm", "bằng", "với", "do", "vì", "nếu", "sau", "qua", "cho", "dùng", "mà", "thì",
        "là", "bị", "được", "đang", "đã", "hoặc", "hay", "gồm", "vào", "ra", "chậm", "hằng", "hàng", "mỗi",
    ]
)
_HAS_RELATION = re.compile(r"(?:co )?(?:lien quan|trach nhiem lien quan)(?! den)(?![a-z])|co (?:tthc|thu tuc|lien quan)(?![a-z])")
_KEEPS = re.compile(
    r"(?:thuộc|trực thuộc|của|cấp(?= tỉnh| huyện| xã| sở)|đóng(?= trên| tại)|tỉnh|sở|liên quan|chuyên môn|trên địa bàn|phụ trách|ngành|và|nhà nước|thành phố|"
    r"xã|phường|huyện|được giao(?: nhiệm vụ)?(?= "
    r"(?:phụ trách|chủ trì)))(?!\w)"
)
_AND = re.compile(r"(?:va|cung|cung voi|&|hoac)(?![a-z])")
_INCOMPLETE = re.compile(
    r"\b(?:Quản lý|Kiểm soát|Phục vụ|Ứng dụng|Đăng ký|Bảo vệ|Kiểm nghiệm|Xúc tiến|Quản trị|Khuyến|Nghiệp vụ|Hỗ trợ|Kiểm định|Dịch vụ)\s+(?:xây|kiểm|phục|đào|"
    r"tổ|chất|thông|đầu|công|quy)?\s*$"
)
_NAMES_AFTER_AND = re.compile(
    r"(?:tra ket qua|to chuc phi chinh phu|truyen thong|dao tao|doi moi sang tao|cong nghe|chuyen doi so|moi truong|phat trien|du lich|xa hoi|tin hoc|do "
    r"luong|chat luong|thong ke|"
    r"dau tu|ton giao|"
    r"tre em|gia dinh|nong thon|the thao|co so|phat thanh|nhan van|phap che|thi dua|khen thuong|quan tri|tong hop|tai vu|tai chinh|ngan sach|hanh chinh|viec "
    r"lam|an toan|hat nhan|tphcm|hau can|"
    r"cung ung|ha tang|do thi|thuy san|thu y|bao ve thuc vat|doi ngoai|kiem dinh|ung dung|dich vu|chuyen giao|so huu tri tue|chuyen nganh)(?![a-z])"
)
_COMPLETE = re.compile(r"(?:Sở|sở|tỉnh|huyện|xã|phường|thành phố|Ban|Chi cục|Trung tâm|Bộ|Cục|liên quan|trực thuộc|chuyên môn)$")
_NO_NAME_AFTER_AND = re.compile(
    r"(?:ke hoach|bao cao|quyet dinh|van ban|cac|nhung|nhiem vu|ket qua|cong tac|viec|ho so|noi dung|chuong trinh|de an|mot so|moi|toan)(?![a-z])"
)
_DEALS_WITH = re.compile(
    r"(?:giao duc|phap che|tuyen truyen|thi dua|khen thuong|bien che|vien chuc|cong chuc|lao dong|tien luong|ha tang|do thi|tong hop|hanh chinh|tai vu|ke "
    r"toan|du an|kiem tra|giam sat|"
    r"tham dinh|dau tu|thong tin|truyen thong|dao tao|huan luyen|phong chong|bao ve|chuyen giao|nghien cuu|phat trien|quan ly|boi duong|tiep cong dan|khieu "
    r"nai)(?![a-z])"
)
_NOMINAL = re.compile(
    r"(?:xay dung|dau tu|dao tao|phat trien|kiem dinh|kiem soat|quy hoach|thong ke|truyen thong|tuyen truyen|thanh tra|giam sat|khai thac|boi duong|ung dung|"
    r"kiem tra|ho tro|dang ky|bao ve|khuyen nong|khuyen cong|dich vu|phuc vu|nghiep vu|van tai|xuc tien|giam dinh)(?![a-z])"
)
# Words that only an order has behind the name of who is ordered.
_ORDERS = re.compile(
    r"(?:chu tri|phoi hop(?! lien nganh)|chiu trach nhiem|co trach nhiem|co nhiem vu|phai|khan truong|chu dong|tham muu|lam dau moi|lam viec voi|bo tri nhan "
    r"luc|tu ra soat|"
    r"la (?:don vi|co quan|dau moi)|tap trung|tiep tuc|nghiem tuc|nghien cuu, )(?![a-z])"
)
_OPENS_CLAUSE = re.compile(
    r"(?:can cu|theo|tren co so|thoi gian|thoi han|tien do|han|ket qua|san pham|kinh phi|noi dung|gui|nop|trinh|xong|bao dam|dam bao|khong|nham|co|la|do|cho|"
    r"bang|co quan|don vi|"
    r"trong|truoc|sau (?:khi|do|ngay|cuoc)|hang|dinh ky|khi|neu|de|dong thoi|cung|kip thoi|som|can|ngoai ra|tu|gom|bao gom|voi|ra soat|to chuc|thuc hien|xay "
    r"dung|bao cao|"
    r"trien khai|hoan thanh|cap nhat|theo doi|don doc|tong hop|thuong xuyen|tich cuc)(?![a-z])"
)
_NO_HALF = re.compile(r"(?:phong|so|ubnd|uy ban|trung tam|chi cuc|van phong|ban quan ly|cong an|thanh tra (?:so|tinh|thanh pho|huyen|bo)|cac)(?![a-z])")
_VERBAL = re.compile(r"(?:tiep cong dan|tiep dan|giam sat|kiem tra|thanh tra|pho bien|tuyen truyen|xay dung|theo doi|xu ly|tiep nhan|kiem soat)(?![a-z])")
_ACTS = re.compile(
    r"(?:ra soat|to chuc|chu tri|phoi hop|tham muu|tiep tuc|khan truong|thuc hien|trien khai|khao sat|theo doi|don doc|hoan thanh|cap nhat|chu dong|nghiem "
    r"tuc|co trach nhiem|chiu trach nhiem)(?![a-z])"
)


def name_end(text: str, words: str, start: int, head: int) -> int:
    """Where the name that begins at `start` ends; `head` is the end of its first words. `words` is the text on plain letters."""
    name = _Name(text, words, start, head)
    while name.takes_next_word():
        pass
    return name.end


class _Name:
    """A name while it is read word by word; `end` is behind its last word."""

    def __init__(self, text: str, words: str, start: int, head: int) -> None:
        self._text, self._words = text, words
        self._group = is_group(words, start) or words[start:head].endswith(" cac")
        self._at = self.end = self._covered = head
        self._head, self._taken = head, 0
        self._is_first, self._is_joined = True, False

    def takes_next_word(self) -> bool:
        found = _WORD.search(self._text, self._at)
        if found is None or found[0] in ".;:()[]\"“”":
            return False
        place, sign = found.start(), found[0]
        if sign == ",":
            if not self._group and not _COMPLETE.search(self._text[: self.end]) and _names_more(self._text, self._words, found.end(), self._head):
                self._is_joined = True
                return self._goes_on(True, found.end())
            if self._opens_with_a_verb() and _DEALS_WITH.match(self._words, next_word(self._text, found.end())):
                self._is_joined = True
                return self._goes_on(True, found.end())
            return self._goes_on(_goes_on_after_comma(self._text, self._words, found.end(), self._group), found.end())
        if sign in "-–—" and re.match(r"\s*(?:xa hoi|nghe nghiep)(?![a-z])", self._words[found.end() :]):
            self._is_joined = True
            return self._goes_on(True, found.end())
        if sign in "-–—":
            is_part = re.match(rf"\s*[{UPPER}]", self._text[found.end() :]) and not self._opens_another(next_word(self._text, found.end()))
            return self._goes_on(bool(is_part), found.end())
        if _AND.match(self._words, place) and sign.lower() in ("và", "va", "&", "cùng", "cung", "hoặc"):
            self._is_joined = _goes_on_after_and(self._text, self._words, found.end(), self._group) or self._deals_with_two_things(found.end())
            return self._goes_on(self._is_joined, found.end())
        return self._takes(found)

    def _opens_another(self, at: int) -> bool:
        """A further name, but not the second half of `Phòng Pháp chế - Thanh tra`."""
        if self._words[: self._head].endswith("phong"):
            return _NO_HALF.match(self._words, at) is not None
        return head_at(self._text, self._words, at) is not None

    def _deals_with_two_things(self, at: int) -> bool:
        """`Phòng Xây dựng và kiểm tra văn bản | chủ trì …`: a second verb, and a third one that acts."""
        place = next_word(self._text, at)
        if not self._opens_with_a_verb() or head_at(self._text, self._words, place) is not None or not self._text[place : place + 1].islower():
            return False
        behind = max(verb_end(self._words, place), place + 1)
        for word in _WORD.finditer(self._text, behind):
            if word[0] in ",;:.()" or is_verb(self._text, self._words, word.start()):
                return word.start() > behind + 2
        return True

    def _is_second_syllable(self, place: int) -> bool:
        """`Trung tâm Trợ | giúp …`, `Phòng Phổ | biến …`: a name's first word has two syllables, the second written small."""
        first = self._text[self._head : place].strip()
        return self._taken == 1 and first[:1].isupper() and not first.isupper() and _COMPLETE.search(first) is None and verb_end(self._words, place) == place

    def _opens_with_a_verb(self) -> bool:
        """`Phòng Xây dựng`, `Phòng Thanh tra`, `Phòng Phổ biến`: what such a unit deals with still follows behind a comma or `và`."""
        name = self._text[self._head : self.end].strip()
        return 0 < self._taken <= 2 and name[:1].isupper() and _COMPLETE.search(name) is None

    def _goes_on(self, does: bool, at: int) -> bool:
        self._at = at
        return does

    def _takes(self, found: re.Match[str]) -> bool:
        place = found.start()
        is_forced = self._is_joined or place < self._covered or self._is_second_syllable(place)
        if not is_forced and not _belongs(self._text, self._words, place, self._is_first):
            return False
        if self._is_joined:
            self._covered = max(self._covered, verb_end(self._words, place))
        if self._text[place].isupper():
            self._covered = max(self._covered, verb_end(self._words, place))
        self._at = self.end = found.end()
        self._taken += 1
        self._is_first = self._is_joined = False
        self._group = self._group or found[0].lower() == "các"
        relation = _HAS_RELATION.match(self._words, place)
        self.end = relation.end() if relation else self.end
        return relation is None


def _belongs(text: str, words: str, place: int, is_first: bool) -> bool:
    """Whether the word goes on with the name: a capital always does, a verb or a word of the sentence does not."""
    if _HAS_RELATION.match(words, place):
        return True
    if text[place].isupper() or text[place].isdigit():
        return not (text[place].isdigit() and not re.match(r"\d{1,2}(?![\d/.])", text[place:])) and not _opens_order(words, place, text)
    if _KEEPS.match(text, place):
        return True
    is_about = re.match(rf"về [{UPPER}]{{2,}}(?![{LOWER}])", text[place:]) is not None
    if (text.startswith("có ", place) and not text[:place].endswith("Người ")) or (_ends_name(text, place) and not is_about):
        return False
    if not is_verb(text, words, place):
        return True
    return (is_first and _is_named_by_verb(words, place)) or _wants_more(text, words, place) or _is_noun_here(text, words, place)


def _ends_name(text: str, place: int) -> bool:
    """A word of the sentence, written small; a name's own words may look alike without their marks."""
    word = _WORD.match(text, place)
    return word is not None and (word[0] in _ENDS_NAME or text.startswith("định kỳ", place))


def _opens_order(words: str, place: int, text: str) -> bool:
    """A new name glued to this one: `Văn phòng Sở Các phòng …`."""
    return bool(re.match(r"cac [a-z]", words[place:])) and text[place].isupper()


def _is_noun_here(text: str, words: str, place: int) -> bool:
    """`Trung tâm Giám định chất lượng xây dựng | rà soát …`: a verb straight before a verb is the last word of the name."""
    found = _NOMINAL.match(words, place)
    before = text[:place].rstrip()
    if found is None or before[-1:].isdigit() or _COMPLETE.search(before):
        return False
    behind = found.end() + 1
    if behind >= len(text) or _ACTS.match(words, behind):
        return True
    return words.startswith("va ", behind) and head_at(text, words, behind + 3) is not None


def _wants_more(text: str, words: str, place: int) -> bool:
    """`Phòng Quản lý | xây dựng`, `Trung tâm Giám định | chất lượng`: the name so far says what is done, not to what."""
    if _INCOMPLETE.search(text[:place]) is None:
        return False
    behind = _WORD.search(text, place)
    return behind is not None


def _is_named_by_verb(words: str, place: int) -> bool:
    """`bộ phận tiếp nhận và trả kết quả`, `phòng quản lý khoa học`: written small, but names."""
    before = words[:place].rstrip()
    return before.endswith(("bo phan", "phong", "trung tam")) and not before.endswith("van phong") and bool(re.match(
        r"(?:tiep nhan|quan ly|kiem soat|phuc vu|kiem dinh|ung dung|thong tin|to chuc|thong ke|xu ly|tong hop)\b",
        words[place:]))


def _goes_on_after_comma(text: str, words: str, at: int, group: bool) -> bool:
    place = next_word(text, at)
    if group and _GROUP_GOES_ON.match(words, place) and not text[place].isupper():
        return not words.startswith("cac ", place)
    if head_at(text, words, place) is not None:
        return False
    if not text[place : place + 1].isupper():
        return _lists_fields(text, words, at)
    return not (is_verb(text, words, place) or _ends_name(text, place)) or _is_capital_name(text, place)


def _names_more(text: str, words: str, at: int, head: int) -> bool:
    """`Phòng Tín ngưỡng, tôn giáo | chủ trì …`, `Phòng Tiếp công dân, giải quyết khiếu nại, tố cáo | phải …`: small words up to a verb that orders."""
    place = next_word(text, at)
    opens_with_a_verb = is_verb(text, words, place)
    if not may_go_on_small(text, words, place) or (opens_with_a_verb and not _VERBAL.match(words, next_word(text, head))):
        return False
    count, has_verb, before = 0, False, ","
    for found in _WORD.finditer(text, place):
        word, at = found[0], found.start()
        if word in ".;:()[]\"“”":
            return 0 < count <= 3 and not has_verb
        if count > 7 or word[0].isdigit():
            return False
        is_joined = before in (",", "và", "sau", "về")
        if count and not is_joined and (_ORDERS.match(words, at) or (is_verb(text, words, at) and not opens_with_a_verb)):
            return True
        if word == "và" and head_at(text, words, next_word(text, found.end())) is not None:
            return count > 0 and not has_verb
        if word not in (",", "và") and (_OPENS_CLAUSE.match(words, at) or (word[0].isupper() and head_at(text, words, at) is not None)):
            return False
        has_verb = has_verb or verb_end(words, at) > at
        count += word not in (",", "và")
        before = word
    return 0 < count <= 3 and not has_verb


def may_go_on_small(text: str, words: str, place: int) -> bool:
    """Behind a comma: a small word that neither orders nor opens a clause nor a further name."""
    opens = _ORDERS.match(words, place) or _OPENS_CLAUSE.match(words, place)
    return text[place : place + 1].islower() and not opens and head_at(text, words, place) is None


def _lists_fields(text: str, words: str, at: int) -> bool:
    """`Phòng Tổ chức, biên chế và …`, `Phòng Công chức, viên chức …`: what the unit deals with, written small."""
    return bool(re.match(
        r"\s*(?:bien che|vien chuc|cong chuc|lao dong|tien luong|ha tang|do thi|tong hop|phap che|hanh chinh|tai vu|thi dua|khen thuong|ke toan|du "
        r"an)(?![a-z])",
        words[at:]))


def _is_capital_name(text: str, place: int) -> bool:
    """`Thông tin và Truyền thông`: verbs by their letters, but the second word is followed by a further capital soon."""
    return bool(re.match(rf"[{UPPER}][{LOWER}]+ [{LOWER}]+(?: [{LOWER}]+)? và [{UPPER}]", text[place:]))


def _goes_on_after_and(text: str, words: str, at: int, group: bool) -> bool:
    place = next_word(text, at)
    if head_at(text, words, place) is not None:
        return group and bool(re.match(r"(?:don vi|co quan|dia phuong)(?![a-z])", words[place:])) and not text[place : place + 1].isupper()
    if text[place : place + 1].isupper():
        return True
    if group and _GROUP_GOES_ON.match(words, place):
        return True
    if _NAMES_AFTER_AND.match(words, place) is not None:
        return True
    nominal = _NOMINAL.match(words, place)
    if nominal and not _COMPLETE.search(text[:at].rstrip()[:-2].rstrip()):
        behind = words[nominal.end() :]
        return not behind.strip(" .;,") or bool(re.match(r"[,.;)]|\s+(?:va|thuoc|cung)\s", behind)) or is_verb(text, words, nominal.end() + 1)
    if _COMPLETE.search(text[:at].rstrip()[:-2].rstrip()) or is_verb(text, words, place) or _ends_name(text, place) or _NO_NAME_AFTER_AND.match(words, place):
        return False
    return _soon_ends(text, words, place)


def _soon_ends(text: str, words: str, place: int) -> bool:
    """Within a few words a verb or a sign: the words before it still are the name (`… nhà và thị trường bất động sản tổng hợp …`)."""
    for count, found in enumerate(_WORD.finditer(text, place)):
        if found[0] in ".;:,()" or is_verb(text, words, found.start()) or _ends_name(text, found.start()):
            return count > 0
        if count > 6 or found[0].isdigit():
            return False
    return True


def next_word(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())

"""What a heading or a lead-in says of the words below it: tasks to be done, or something else (aims, results, causes, money)."""

from __future__ import annotations

import re
from typing import Literal

from parix.official_documents.assignments.fields import field_named
from parix.official_documents.document_bodies.outline import Node
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.pages import flat
from parix.official_documents.unit_names.unit_lists import Listed, units_at, units_in
from parix.official_documents.unit_names.verbs import is_verb

Context = Literal["tasks", "aside"]

_ASIDE = re.compile(
    r"(?:muc dich|yeu cau(?! (?:cac|thuc hien|doi voi|ve))|muc tieu(?!.*nhiem vu)|chi tieu|quan diem|can cu|co so phap ly|su can thiet|kinh phi|nguon (?:luc|"
    r"kinh phi|von)|ket qua|danh gia(?! .{0,40}(?:giao|yeu cau))|"
    r"(?:nhung )?uu diem|mat duoc|(?:nhung )?(?:ton tai|han che|khuyet diem|kho khan|vuong mac)|(?:nguyen nhan)|thuc trang|(?:khai quat |dac diem )?tinh "
    r"hinh|doi tuong|pham vi|dia diem|thanh phan|thoi gian,? dia diem|bai hoc|"
    r"noi nhan|tai lieu|hieu luc|nguyen tac|giai thich|ve (?:uu diem|ton tai|han che|ket qua)|nhan xet|de xuat,? kien nghi|kien "
    r"nghi|khach quan|chu quan|dieu kien|hinh thuc|tieu chuan|"
    r"ho so|trinh tu|thong tin chung|phan mo dau|mo dau|boi canh|su kien|san pham|quy trinh|thoi gian(?: to chuc| hop| thuc hien)?\s*:?\s*$)"
)
_TASKS = re.compile(
    r"nhiem vu|giai phap|to chuc (?:trien khai )?thuc hien|trach nhiem|phan cong|noi dung (?:cong viec|thuc hien|trong tam|hoat dong|trien khai|cu the|chu "
    r"yeu|ke hoach|kiem tra|chi dao)|^(?:cac )?noi dung|phuong huong|"
    r"cong viec|(?:y kien )?(?:ket luan|chi dao)|bien phap|trien khai thuc hien|yeu cau (?:cac|thuc hien)|giao cac|thoi gian toi|trong tam|to chuc trien "
    r"khai|dieu khoan thi hanh|hoat dong chu yeu"
)
_AHEAD = re.compile(
    r"(?:phuong huong|nhiem vu,? giai phap|(?:mot so )?nhiem vu(?: trong tam| cong tac| chu yeu| cchc| cai cach hanh chinh)*[^.;]{0,40}(?:quy|6 thang|nam|"
    r"thang|thoi gian toi|tiep theo|ky toi)|"
    r"trong tam[^.;]{0,40}(?:quy|nam|thang|thoi gian toi)|ke hoach[^.;]{0,40}(?:toi|tiep theo)|thoi gian toi|nhiem vu trong tam|nhiem vu$)"
)
_NOT_YET = re.compile(r"(?:ket qua|danh gia|tinh hinh|tong ket|kiem diem|ton tai|han che)[^.;]{0,60}(?:nhiem vu|thuc hien|cong tac)")
_LEADS_TO_TASKS = re.compile(
    r"(?:ket luan|yeu cau|chi dao|de nghi|giao|thong nhat|tap trung|thuc hien(?: tot| nghiem| day du| mot so| cac| nhung)?|trien khai|nhiem vu|luu y|trach "
    r"nhiem|quan triet|noi dung)[^:]{0,260}(?:nhu sau|sau day|sau|cu the|duoi day|nhiem vu|noi dung|viec)\s*[:.]?\s*$|"
    r"(?:giao|yeu cau|de nghi|phan cong)\s[^:]{3,200}:\s*$"
)
_ORDERS = re.compile(
    r"(?:ket luan|yeu cau|chi dao|de nghi|giao nhiem vu|phan cong|thong nhat|co y kien)(?![a-z])[^:]{0,200}(?:nhu sau|sau day|sau|cu the|duoi day)\s*:?\s*$|"
    r"(?:yeu cau|de nghi|chi dao|giao|ket luan)\s*:\s*$"
)
_LEADS_ELSEWHERE = re.compile(
    r"(?:(?:da|dat duoc|hien co|hien nay co)\s[^:]{0,200}(?:nhu sau|gom|cu the|sau)|ket qua[^:]{0,80}|bao gom|thanh phan[^:]{0,60}|gom(?: co)?|trong do|"
    r"dai bieu|tham du[^:]{0,60}|can cu[^:]{0,40}|tong so[^:]{0,60})\s*:?\s*$"
)
_TELLS = re.compile(
    r"(?:(?:ve )?(?:danh gia(?: chung| ket qua[^:]{0,40})?|nhan xet(?: chung)?|ket qua dat duoc[^:]{0,40}|ton tai, han che|ve ket qua[^:]{0,60})\s*:(?=\s)|"
    r"ban hanh kem theo|(?:co ban |da |hoi nghi )?thong nhat (?:voi )?(?:cac )?(?:noi dung|danh gia|chu truong|y kien|bao cao|de xuat|kien nghi|du "
    r"thao)(?!.{0,80}giao)|ghi nhan|bieu duong|danh gia cao|hoan nghenh|trong thoi gian qua|thoi gian qua|nhin chung|tuy nhien|ben canh (?:do|nhung)|den nay|"
    r"hien nay|co ban "
    r"(?:thong nhat|nhat tri)(?!.{0,80}giao)|ket qua|nam qua|qua (?:theo doi|kiem tra)|"
    r"tren day la|noi nhan|day la|cuoc hop|hoi nghi|tham du|chu tri\s*:|thoi gian\s*:|dia diem\s*:|thanh phan|cam on|tran trong|kinh (?:moi|trinh|de nghi)|"
    r"quyet "
    r"dinh nay co hieu luc|ke hoach nay|thay the)(?![a-z])"
)
_MEETING = re.compile(
    r"(?:(?:sang|chieu|toi)(?: ngay)?|hom nay|vao luc|vua qua|(?:trong )?(?:hai |cac )?ngay)\s[^.;:]{0,110}?(?:chu tri|to chuc|dien ra|tien hanh|da hop)"
    r"[^.;:]{0,30}(?:hop|hoi nghi|buoi|toa dam|giao ban|hoi thao|lam viec|phien)"
)
_CLOSES = re.compile(
    r"(?:tren day la|nhan duoc (?:thong bao|ke hoach|van ban|cong van|ket luan|chi thi|quyet dinh)|trong qua trinh (?:to chuc )?(?:trien khai|thuc hien)|qua "
    r"trinh (?:trien khai|thuc hien)|neu co (?:kho khan|vuong mac|phat sinh)|(?:moi "
    r")?(?:kho khan|vuong mac)|rat mong|tran trong|yeu cau (?:thu truong )?(?:cac )?[^.;]{0,80}(?:nghiem tuc )?(?:to chuc )?(?:trien khai )?thuc hien(?: "
    r"nghiem tuc)?[./\s]*$)"
)
_WAS = re.compile(r"(?<!\w)(?:đã|đang|vẫn|còn|chưa|có nhiều|tương đối|cơ bản)(?!\w)")
_PRINCIPLE = re.compile(
    r"(?:viec|cong viec|cong tac|qua trinh|noi dung|cac noi dung|nhiem vu|cac nhiem vu|hoat dong)\s[^.;:,]{0,60}?(?:phai|can|bao dam|dam bao)\s"
)
_CARRIED_OUT = re.compile(
    r"(?:yeu cau|de nghi|mong)\s[^.;:]{0,90}?(?:to chuc |trien khai |nghiem tuc |khan truong )*(?:thuc hien|chap hanh|trien khai|quan triet)\s+(?:nghiem tuc,? "
    r"|tot,? |day du,? |kip thoi,? |hieu qua,? |nghiem,? |dong bo,? |co hieu qua,? |va )*"
    r"(?:(?:noi dung|cac noi dung|tinh than|y kien) )?(?:ke hoach|thong bao|ket luan|chi thi|van ban|cong van|quyet dinh|chuong trinh|noi "
    r"dung)[^.;:]{0,140}[./\s]*$"
)
_ACTS = re.compile(
    r"(?<![a-z])(?:chu tri|phoi hop|tham muu|thuc hien|trien khai|ra soat|xay dung|to chuc|theo doi|don doc|hoan thanh|bao cao|chiu|phai|can|khan truong|"
    r"tiep tuc|la)(?![a-z])"
)
_MADE_KNOWN = re.compile(
    r"[^.;:]{0,90}?(?:thong bao|bao|thong tin)(?: den| de| cho)?\s[^.;:]{0,70}?biet(?:,| va)[^.;:]{0,60}?(?:thuc hien|phoi hop)[^.;:]{0,110}[./\s]*$"
)
_TROUBLE = re.compile(r"kho khan|vuong mac|phat sinh|chua phu hop|noi dung can trao doi|de duoc (?:huong dan|giai dap)")
_BEFORE_UNITS = re.compile(r"(?:trach nhiem cua|doi voi|nhiem vu cua|giao(?: trach nhiem)?(?: cho)?|de nghi|yeu cau|phan cong)\s+")
_HANDED_IN = re.compile(r"(?:cung cap|gui|bao cao|nop|xay dung (?:va )?(?:ke hoach|bao cao)|dang ky|hoan thanh|tong hop)(?![a-z])")
_ANSWERS = re.compile(
    r"[^,;:]{0,90}?(?:chiu )?trach nhiem (?:[a-z]+ ){0,3}truoc (?:chu tich|giam doc|ubnd|uy ban|phap luat|lanh dao|bi thu|cap|thu truong|truong)(?![a-z])"
)
_IN_FORCE = re.compile(
    r"(?:chiu trach nhiem "
    r"(?:thi hanh|thuc hien) (?:quyet dinh|ke hoach|chi thi|quy che|nghi quyet|thong bao) nay|(?:quyet dinh|ke hoach|chi thi|quy che) "
    r"nay co hieu luc|co hieu luc (?:thi hanh )?(?:ke )?tu|can cu quyet dinh thi hanh)"
)


def of_heading(node: Node) -> Context | None:
    """What the heading's own words say; None when they decide nothing."""
    words = node.flat.strip(" .:*")
    if field_named(words) and not words.startswith(("ket qua", "danh gia", "muc tieu")) and not _TASKS.search(words):
        return None
    if _ASIDE.match(words):
        return "aside"
    if _NOT_YET.match(words):
        return "aside"
    return "tasks" if _TASKS.search(words) else None


def looks_ahead(node: Node) -> bool:
    """A report's part on what comes next."""
    words = node.flat.strip(" .:*")
    return bool(_AHEAD.match(words)) and not _NOT_YET.match(words)


def of_lead_in(node: Node) -> Context | None:
    """What a sentence that ends with a colon leads to."""
    words = node.flat.strip(" *")
    if _ORDERS.search(words):
        return "tasks"
    if _LEADS_ELSEWHERE.search(words):
        return "aside"
    return "tasks" if _LEADS_TO_TASKS.search(words) else None


def names_tasks(node: Node) -> bool:
    """Tasks and nothing else are announced: every point below is one, whatever it begins with."""
    return bool(re.search(r"nhiem vu|giai phap|ket luan|phan cong|yeu cau|chi dao|de nghi|phuong huong|giao", node.flat))


def is_principle(passage: Passage) -> bool:
    """`Công việc phải rõ người, rõ việc`, `Việc triển khai phải bảo đảm …`: how to work, not what to do."""
    return bool(_PRINCIPLE.match(passage.flat))


def tells_what_was(passage: Passage) -> bool:
    """`Công tác này đã đi vào nền nếp`: how things stand."""
    return bool(_WAS.search(passage.text[:110]))


def tells(passage: Passage) -> bool:
    """Words that report, praise or open a meeting: no task, whatever stands above."""
    return bool(_TELLS.match(passage.flat)) or bool(re.search(r"(?<![a-z])tran trong kinh moi(?![a-z])", passage.flat))


def opens_a_meeting(passage: Passage) -> bool:
    """`Chiều ngày …, … chủ trì cuộc họp …`: when and where was met, no order."""
    return bool(_MEETING.match(passage.flat))


def recites(passage: Passage) -> bool:
    """What a document rests on: `Căn cứ …;`, `Xét đề nghị …;`, `Thực hiện Quyết định số …;`."""
    words = passage.flat
    if re.match(r"(?:can cu|xet|theo de nghi|theo)\s", words) and (words.rstrip().endswith((";", "ngay")) or not re.search(r",\s", words)):
        return True
    return bool(re.match(r"thuc hien (?:luat|nghi|quyet|chi thi|thong|ke hoach|cong van|ket luan|chuong trinh|van ban)[^;]*;$", words))


def closes(words: str) -> bool:
    """The standing words at the end: carry it out, report troubles, takes effect."""
    words = words.rstrip(" ;")
    if _IN_FORCE.search(words) or _MADE_KNOWN.match(words) or (_CARRIED_OUT.match(words) and not asks_for_more(words)):
        return True
    return bool(_CLOSES.match(words)) and (bool(_TROUBLE.search(words)) or words.startswith(("tren day la", "nhan duoc", "rat mong", "tran trong", "yeu cau")))


def says_who_answers(words: str) -> bool:
    """`Người đứng đầu chịu trách nhiệm trước Chủ tịch nếu …`: who answers for it, nothing to do."""
    return bool(_ANSWERS.match(words))


def asks_for_more(words: str) -> bool:
    """A closing order that wants something handed in or made, not only carried out."""
    return bool(_HANDED_IN.search(words))


def begins_with_a_verb(passage: Passage) -> bool:
    """`Tiếp tục …`, `Rà soát …`; also behind `100%` or an adverb."""
    words = passage.flat
    skipped = re.match(r"(?:\W|100%|kip thoi|thuong xuyen|hang (?:thang|quy|nam|tuan),?|dinh ky,?|tiep tuc|som|khan truong|chu dong|tich cuc)*\s*", words)
    assert skipped is not None
    return any(is_verb(passage.text, words, at) for at in {0, skipped.end()}) or bool(re.match(
        r"(?:100%|bao dam|dam bao|dong thoi|trong (?:quy|thang|nam)|moi |co (?:giai phap|ke hoach|trach nhiem)|lam tot|to chuc)",
        words))


def units_headed(node: Node) -> Listed | None:
    """The names of a heading that is nothing but names: `1. Văn phòng Sở`, `b) Các phòng, đơn vị thuộc Sở:`."""
    words = node.passage.flat.rstrip(" .:;*")
    opening = _BEFORE_UNITS.match(words)
    start = opening.end() if opening else 0
    listed = units_at(node.passage, start)
    if listed is None or not words[listed.end :].strip(" .:;*()-"):
        return listed
    rest = node.passage.text[listed.end : len(words)]
    if len(listed.units) == 1 and node.is_open and node.children and re.fullmatch(
        r"(?:,| và) [^\W\d]+(?:,? [^\W\d]+)*",
        rest) and rest.islower() and not _ACTS.search(flat(rest)):
        return units_in(node.passage.part(start, len(words)))
    return None

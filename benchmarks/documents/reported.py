"""Sentences of reports with their figures, each true or with one contradiction planted; one bank at hand, one held out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.documents.offices import Office


@dataclass(frozen=True)
class Told:
    """`figures` as they stand in `lines`; `planted` is the code of the contradiction, or ""."""

    lines: tuple[str, ...]
    figures: tuple[str, ...]
    planted: str = ""


Teller = Callable[[Random, Office, bool], Told]


def share(part: int, whole: int, decimals: int = 1) -> str:
    text = f"{part / whole * 100 + 1e-9:.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{part / whole * 100:.0f}"
    return text.replace(".", ",")


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _published(draw: Random, office: Office, plant: bool) -> Told:
    whole = draw.randint(24, 130)
    part = whole - draw.randint(1, 9)
    percent = share(part + 4 if plant else part, whole)
    line = f"Có {part}/{whole} thủ tục hành chính thuộc thẩm quyền giải quyết được cung cấp dịch vụ công trực tuyến toàn trình, đạt {percent}%."
    return Told((line,), (f"{part}/{whole} thủ tục hành chính", f"{percent}%"), "figures.percentage_differs" if plant else "")


def _received(draw: Random, office: Office, plant: bool) -> Told:
    online, direct = draw.randint(40, 900), draw.randint(5, 90)
    total = online + direct + (draw.choice((-3, 2, 10)) if plant else 0)
    line = f"Trong kỳ, đã tiếp nhận {thousands(total)} hồ sơ, trong đó: trực tuyến {thousands(online)} hồ sơ, trực tiếp {thousands(direct)} hồ sơ."
    return Told((line,), tuple(f"{thousands(one)} hồ sơ" for one in (total, online, direct)), "figures.total_differs" if plant else "")


def _settled(draw: Random, office: Office, plant: bool) -> Told:
    early, on_time, open_ = draw.randint(20, 300), draw.randint(10, 80), draw.randint(1, 30)
    settled = early + on_time + (5 if plant else 0)
    line = f"Đã giải quyết {settled} hồ sơ (trước hạn {early} hồ sơ, đúng hạn {on_time} hồ sơ); đang giải quyết {open_} hồ sơ trong hạn."
    return Told((line,), tuple(f"{one} hồ sơ" for one in (settled, early, on_time, open_)), "figures.total_differs" if plant else "")


def _documents(draw: Random, office: Office, plant: bool) -> Told:
    plans, letters, reports = draw.randint(3, 9), draw.randint(10, 40), draw.randint(4, 12)
    total = plans + letters + reports + (1 if plant else 0)
    line = f"Đã ban hành {total} văn bản chỉ đạo, điều hành, gồm {plans:02d} kế hoạch, {letters} công văn, {reports:02d} báo cáo."
    figures = (f"{total} văn bản chỉ đạo", f"{plans:02d} kế hoạch", f"{letters} công văn", f"{reports:02d} báo cáo")
    return Told((line,), figures, "figures.total_differs" if plant else "")


def _autonomous(draw: Random, office: Office, plant: bool) -> Told:
    listed = [name for name in office.units if name.startswith(("Trung tâm", "Chi cục", "Phòng", "Ban"))][:3]
    count = len(listed) + (1 if plant else 0)
    line = f"Hiện có {count:02d} đơn vị được giao tự chủ ({', '.join(listed[:-1])} và {listed[-1]})."
    return Told((line,), (f"{count:02d} đơn vị",), "figures.count_differs_from_list" if plant else "")


def _grown(draw: Random, office: Office, plant: bool) -> Told:
    before, more = draw.randint(50, 200), draw.randint(5, 40)
    line = f"Tiếp nhận qua dịch vụ bưu chính công ích {before + more} hồ sơ, tăng {more + (3 if plant else 0)} hồ sơ so với quý trước ({before} hồ sơ)."
    figures = (f"{before + more} hồ sơ", f"{more + (3 if plant else 0)} hồ sơ", f"{before} hồ sơ")
    return Told((line,), figures, "figures.change_differs" if plant else "")


def _listed_documents(draw: Random, office: Office, plant: bool) -> Told:
    code = office.code
    count = 3 + (1 if plant else 0)
    lines = (
        f"Đã tham mưu, ban hành {count:02d} kế hoạch trọng tâm, cụ thể:", f"- Kế hoạch số {draw.randint(10, 99)}/KH-{code} về kiểm soát thủ tục hành chính;",
        f"- Kế hoạch số {draw.randint(100, 199)}/KH-{code} về tuyên truyền cải cách hành chính;", f"- Kế hoạch số {draw.randint(200, 299)}/KH-{code} về kiểm tra công vụ.",
    )
    return Told(lines, (f"{count:02d} kế hoạch",), "figures.count_differs_from_list" if plant else "")


def _outreach(draw: Random, office: Office, plant: bool) -> Told:
    meetings, people, articles = draw.randint(2, 9), draw.randint(1100, 3900), draw.randint(15, 90)
    line = f"Tổ chức {meetings:02d} hội nghị tuyên truyền với hơn {thousands(people)} lượt người tham dự; đăng tải {articles} tin, bài."
    return Told((line,), (f"{meetings:02d} hội nghị", f"{thousands(people)} lượt người", f"{articles} tin, bài"))


def _satisfied(draw: Random, office: Office, plant: bool) -> Told:
    percent = share(draw.randint(900, 998), 1000)
    return Told((f"Tỷ lệ hài lòng của người dân, tổ chức đối với việc giải quyết thủ tục hành chính đạt {percent}%.",), (f"{percent}%",))


AT_HAND: tuple[Teller, ...] = (_published, _received, _settled, _documents, _autonomous, _grown, _listed_documents, _outreach, _satisfied)


# --- seen later -------------------------------------------------------------------------------------------------------


def _signed(draw: Random, office: Office, plant: bool) -> Told:
    whole = draw.randint(300, 900)
    part = whole - draw.randint(3, 60)
    percent = share(part - 30 if plant else part, whole, 2)
    line = f"Số văn bản đi được ký số là {part}/{whole} văn bản, tỷ lệ {percent}%."
    return Told((line,), (f"{part}/{whole} văn bản", f"{percent}%"), "figures.percentage_differs" if plant else "")


def _carried_over(draw: Random, office: Office, plant: bool) -> Told:
    fresh, old = draw.randint(30, 700), draw.randint(2, 40)
    total = fresh + old - (4 if plant else 0)
    line = f"Tổng số hồ sơ tiếp nhận trong 6 tháng là {total} hồ sơ; bao gồm tiếp nhận mới {fresh} hồ sơ, kỳ trước chuyển sang {old} hồ sơ."
    return Told((line,), tuple(f"{one} hồ sơ" for one in (total, fresh, old)), "figures.total_differs" if plant else "")


def _late(draw: Random, office: Office, plant: bool) -> Told:
    early, on_time, late = draw.randint(40, 300), draw.randint(20, 80), draw.randint(1, 9)
    total = early + on_time + late
    shown_late = late + (2 if plant else 0)
    line = f"Kết quả giải quyết được {total} hồ sơ, trong đó trước hạn {early} hồ sơ, đúng hạn {on_time} hồ sơ, quá hạn {shown_late} hồ sơ."
    return Told((line,), tuple(f"{one} hồ sơ" for one in (total, early, on_time, shown_late)), "figures.total_differs" if plant else "")


def _staff(draw: Random, office: Office, plant: bool) -> Told:
    officials, employees, hired = draw.randint(20, 60), draw.randint(10, 80), draw.randint(2, 9)
    total = officials + employees + hired + (1 if plant else 0)
    line = f"Đến thời điểm báo cáo có {total} người đang làm việc, trong đó công chức {officials} người, viên chức {employees} người, hợp đồng lao động {hired} người."
    return Told((line,), tuple(f"{one} người" for one in (total, officials, employees, hired)), "figures.total_differs" if plant else "")


def _inspected(draw: Random, office: Office, plant: bool) -> Told:
    listed = draw.sample(office.units, 3)
    count = 3 + (2 if plant else 0)
    line = f"Đã kiểm tra đột xuất tại {count} đơn vị gồm: {listed[0]}, {listed[1]} và {listed[2]}."
    return Told((line,), (f"{count} đơn vị",), "figures.count_differs_from_list" if plant else "")


def _online_share(draw: Random, office: Office, plant: bool) -> Told:
    before, more = draw.randint(600, 800), draw.randint(11, 120)
    now = before + more
    wrong = more + (25 if plant else 0)
    def one(value: int) -> str:
        return f"{value / 10:.1f}".rstrip("0").rstrip(".").replace(".", ",")
    line = f"Tỷ lệ hồ sơ nộp trực tuyến đạt {one(now)}%, tăng {one(wrong)}% so với cùng kỳ năm trước ({one(before)}%)."
    return Told((line,), (f"{one(now)}%", f"{one(wrong)}%", f"{one(before)}%"), "figures.change_differs" if plant else "")


def _proposals(draw: Random, office: Office, plant: bool) -> Told:
    ideas, answers = draw.randint(2, 9), draw.randint(3, 30)
    return Told((f"Trong kỳ có {ideas:02d} sáng kiến được công nhận cấp cơ sở; đã trả lời {answers} phản ánh, kiến nghị của người dân.",), (f"{ideas:02d} sáng kiến", f"{answers} phản ánh, kiến nghị"))


def _points_below(draw: Random, office: Office, plant: bool) -> Told:
    first, second, third = draw.randint(10, 90), draw.randint(10, 90), draw.randint(3, 20)
    total = first + second + third + (6 if plant else 0)
    lines = (
        f"Tổng số thủ tục hành chính đang có hiệu lực: {total} thủ tục, gồm:", f"- Cấp tỉnh: {first} thủ tục;", f"- Cấp xã: {second} thủ tục;", f"- Tiếp nhận hộ cơ quan ngành dọc: {third} thủ tục.",
    )
    return Told(lines, tuple(f"{one} thủ tục" for one in (total, first, second, third)), "figures.total_differs" if plant else "")


def _twice(draw: Random, office: Office, plant: bool) -> Told:
    total = draw.randint(40, 160)
    other = total + (7 if plant else 0)
    lines = (
        f"Đơn vị đang thực hiện {total} dịch vụ công trực tuyến trên Cổng Dịch vụ công quốc gia.", "Công tác tuyên truyền được quan tâm, hình thức đa dạng.",
        f"Đến nay, đơn vị đang thực hiện {other} dịch vụ công trực tuyến trên Cổng Dịch vụ công quốc gia.",
    )
    return Told(lines, (f"{total} dịch vụ công trực tuyến", f"{other} dịch vụ công trực tuyến"), "figures.repetition_differs" if plant else "")


SEEN_LATER: tuple[Teller, ...] = (_signed, _carried_over, _late, _staff, _inspected, _online_share, _proposals, _points_below, _twice)


# --- seen last --------------------------------------------------------------------------------------------------------


def _digitised(draw: Random, office: Office, plant: bool) -> Told:
    whole = draw.randint(200, 2400)
    part = whole - draw.randint(10, 90)
    percent = share(part + 40 if plant else part, whole, 2)
    line = f"Kết quả số hóa đạt {percent}% ({thousands(part)}/{thousands(whole)} hồ sơ)."
    return Told((line,), (f"{percent}%", f"{thousands(part)}/{thousands(whole)} hồ sơ"), "figures.percentage_differs" if plant else "")


def _by_field(draw: Random, office: Office, plant: bool) -> Told:
    first, second, third = draw.randint(5, 60), draw.randint(5, 60), draw.randint(2, 30)
    total = first + second + third + (3 if plant else 0)
    line = f"Trong quý đã giải quyết {total} hồ sơ, gồm: {first} hồ sơ lĩnh vực đất đai, {second} hồ sơ lĩnh vực hộ tịch và {third} hồ sơ lĩnh vực xây dựng."
    return Told((line,), tuple(f"{one} hồ sơ" for one in (total, first, second, third)), "figures.total_differs" if plant else "")


def _tasks_done(draw: Random, office: Office, plant: bool) -> Told:
    done, open_, late = draw.randint(10, 60), draw.randint(2, 20), draw.randint(1, 5)
    total = done + open_ + late + (2 if plant else 0)
    line = f"Tổng số nhiệm vụ được giao: {total} nhiệm vụ; trong đó đã hoàn thành {done} nhiệm vụ, đang thực hiện {open_} nhiệm vụ, quá hạn {late} nhiệm vụ."
    return Told((line,), tuple(f"{one} nhiệm vụ" for one in (total, done, open_, late)), "figures.total_differs" if plant else "")


def _visited(draw: Random, office: Office, plant: bool) -> Told:
    listed = draw.sample(office.units, 2)
    count = 2 + (1 if plant else 0)
    line = f"Đoàn kiểm tra đã làm việc với {count:02d} đơn vị ({listed[0]}; {listed[1]})."
    return Told((line,), (f"{count:02d} đơn vị",), "figures.count_differs_from_list" if plant else "")


def _fallen(draw: Random, office: Office, plant: bool) -> Told:
    before, less = draw.randint(30, 90), draw.randint(3, 20)
    shown = less + (4 if plant else 0)
    line = f"Số hồ sơ trễ hạn còn {before - less} hồ sơ, giảm {shown} hồ sơ so với cùng kỳ năm trước ({before} hồ sơ)."
    return Told((line,), (f"{before - less} hồ sơ", f"{shown} hồ sơ", f"{before} hồ sơ"), "figures.change_differs" if plant else "")


def _on_time(draw: Random, office: Office, plant: bool) -> Told:
    received = draw.randint(150, 900)
    on_time = received - draw.randint(3, 40)
    percent = share(on_time - 25 if plant else on_time, received)
    line = f"Tiếp nhận và giải quyết {received} hồ sơ, số hồ sơ đúng hạn là {on_time} hồ sơ, đạt tỷ lệ {percent}%."
    return Told((line,), (f"{received} hồ sơ", f"{on_time} hồ sơ", f"{percent}%"), "figures.percentage_differs" if plant else "")


def _courses(draw: Random, office: Office, plant: bool) -> Told:
    courses, people = draw.randint(2, 9), draw.randint(60, 400)
    return Told((f"Đã mở {courses:02d} lớp tập huấn cho {people} công chức, viên chức; phát {thousands(people * 7)} tờ rơi.",), (f"{courses:02d} lớp tập huấn", f"{people} công chức, viên chức", f"{thousands(people * 7)} tờ rơi"))


SEEN_LAST: tuple[Teller, ...] = (_digitised, _by_field, _tasks_done, _visited, _fallen, _on_time, _courses)

# --- seen fourth ---------------------------------------------------------------------------------------------------------


def _paid_online(draw: Random, office: Office, plant: bool) -> Told:
    whole = draw.randint(120, 1900)
    part = whole - draw.randint(9, 100)
    percent = share(part - 45 if plant else part, whole, 2)
    line = f"Có {thousands(part)} giao dịch thanh toán trực tuyến trên tổng số {thousands(whole)} giao dịch, tương đương {percent}%."
    return Told((line,), (f"{thousands(part)} giao dịch", f"{thousands(whole)} giao dịch", f"{percent}%"), "figures.percentage_differs" if plant else "")


def _rules(draw: Random, office: Office, plant: bool) -> Told:
    resolutions, decisions = draw.randint(2, 9), draw.randint(10, 30)
    total = resolutions + decisions + (2 if plant else 0)
    line = f"Đã tham mưu ban hành {total} văn bản quy phạm pháp luật ({resolutions:02d} nghị quyết, {decisions} quyết định)."
    return Told((line,), (f"{total} văn bản quy phạm pháp luật", f"{resolutions:02d} nghị quyết", f"{decisions} quyết định"), "figures.total_differs" if plant else "")


def _complaints(draw: Random, office: Office, plant: bool) -> Told:
    done, left = draw.randint(12, 90), draw.randint(1, 9)
    total = done + left + (3 if plant else 0)
    line = f"Tiếp nhận {total} đơn, đã xử lý {done} đơn, còn {left} đơn đang xem xét theo quy định."
    return Told((line,), (f"{total} đơn", f"{done} đơn", f"{left} đơn"), "figures.total_differs" if plant else "")


def _groups(draw: Random, office: Office, plant: bool) -> Told:
    first, second, third = draw.randint(1, 5), draw.randint(2, 8), draw.randint(1, 6)
    total = first + second + third + (1 if plant else 0)
    line = (
        f"Toàn ngành có {total} đơn vị sự nghiệp công lập: {first:02d} đơn vị tự bảo đảm chi thường xuyên và chi đầu tư, {second:02d} đơn vị tự bảo đảm chi thường xuyên, "
        f"{third:02d} đơn vị tự bảo đảm một phần chi thường xuyên."
    )
    return Told((line,), (f"{total} đơn vị sự nghiệp công lập", f"{first:02d} đơn vị", f"{second:02d} đơn vị", f"{third:02d} đơn vị"), "figures.total_differs" if plant else "")


def _up(draw: Random, office: Office, plant: bool) -> Told:
    before, more = draw.randint(200, 900), draw.randint(15, 99)
    line = f"Lượng hồ sơ tiếp nhận là {before + more + (8 if plant else 0)} hồ sơ, tăng {more} hồ sơ so với cùng kỳ (cùng kỳ năm trước: {before} hồ sơ)."
    return Told((line,), (f"{before + more + (8 if plant else 0)} hồ sơ", f"{more} hồ sơ", f"{before} hồ sơ"), "figures.change_differs" if plant else "")


def _pilots(draw: Random, office: Office, plant: bool) -> Told:
    listed = draw.sample(office.units, 3)
    count = 3 + (1 if plant else 0)
    line = f"Thí điểm tại {count:02d} đơn vị: {listed[0]}; {listed[1]}; {listed[2]}."
    return Told((line,), (f"{count:02d} đơn vị",), "figures.count_differs_from_list" if plant else "")


def _satisfaction(draw: Random, office: Office, plant: bool) -> Told:
    sent, points = draw.randint(200, 900), draw.randint(7200, 9800)
    shown = f"{points / 100:.2f}".replace(".", ",")
    return Told((f"Phát ra {sent} phiếu khảo sát; Chỉ số cải cách hành chính đạt {shown} điểm.",), (f"{sent} phiếu khảo sát", f"{shown} điểm"))


SEEN_FOURTH: tuple[Teller, ...] = (_paid_online, _rules, _complaints, _groups, _up, _pilots, _satisfaction)
BANKS = {"at hand": AT_HAND, "seen later": SEEN_LATER, "seen last": SEEN_LAST, "seen fourth": SEEN_FOURTH}

"""Visitors for locust: officers who read, look up papers and save an answer now and then, and a coordinator who watches the ranking.

Run by `benchmarks.web.load` in the virtual environment of the load generator; knows nothing of parix but addresses.
"""

import json
import os
import random
from html.parser import HTMLParser
from pathlib import Path

from locust import HttpUser, between, constant, task

TOLD = json.loads(Path(os.environ["PARIX_BENCH_TOLD"]).read_text(encoding="utf-8"))
THINKING = float(os.environ.get("PARIX_BENCH_THINKING", "0"))
STAGE = os.environ.get("PARIX_BENCH_STAGE", "self_assessment")
SAVE = "lưu một tiêu chí"
ROUND = TOLD["round"]
OFFICERS = [one for one in TOLD["people"] if one["role"] == "officer"]
COORDINATOR = next(one for one in TOLD["people"] if one["role"] == "coordinator")
APPRAISER = next(one for one in TOLD["people"] if one["role"] == "appraiser")


class ClaimForm(HTMLParser):
    """What a browser would send of the form that saves by script."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.inside, self.open = {}, False, ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.inside = "hx-post" in given
        name = given.get("name")
        if not self.inside or not name:
            return
        kind = given.get("type", "text")
        if tag == "input" and (kind not in ("radio", "checkbox") or "checked" in given):
            self.fields[name] = given.get("value") or ""
        elif tag in ("textarea", "select"):
            self.open = name
            self.fields[name] = ""

    def handle_endtag(self, tag):
        if tag in ("textarea", "select", "form"):
            self.open = ""
        self.inside = self.inside and tag != "form"

    def handle_data(self, data):
        if self.open:
            self.fields[self.open] += data


class Visitor(HttpUser):
    """Somebody who is signed in, at the pages of one agency."""

    abstract = True
    wait_time = between(THINKING / 2, THINKING * 1.5) if THINKING else constant(0)

    def come_as(self, person, agency):
        self.me = person
        self.client.cookies.set("session", person["session"])
        self.start = f"/cham-diem/{ROUND}/{agency}/"

    def see(self, path, name):
        return self.client.get(path, name=name)


class Reader(Visitor):
    """Goes to the pages that officers and coordinator have in common."""

    abstract = True

    @task(6)
    def home(self):
        self.see("/", "trang đầu")

    @task(8)
    def list_of_leaves(self):
        self.see(f"{self.start}tu-danh-gia/", "tự đánh giá: danh sách")

    @task(8)
    def claim(self):
        self.see(f"{self.start}tu-danh-gia/tieu-chi/{random.choice(TOLD['leaves'])}/", "tự đánh giá: một tiêu chí")

    @task(3)
    def calendar(self):
        self.see(f"{self.start}tu-danh-gia/lich/", "tự đánh giá: lịch")

    @task(2)
    def submitting(self):
        self.see(f"{self.start}tu-danh-gia/nop/", "tự đánh giá: kiểm tra và nộp")

    @task(5)
    def sheet(self):
        self.see(self.start, "phiếu điểm")

    @task(4)
    def leaf(self):
        self.see(f"{self.start}tieu-chi/{random.choice(TOLD['leaves'])}/", "phiếu điểm: một tiêu chí")

    @task(4)
    def ranking(self):
        self.see(f"/cham-diem/{ROUND}/", "bảng xếp hạng")

    @task(4)
    def register(self):
        self.see("/tai-lieu/", "sổ văn bản")

    @task(3)
    def search(self):
        self.see(f"/tai-lieu/?tim=ke%20hoach%20{random.randrange(4000)}", "sổ văn bản: tìm")

    @task(3)
    def document(self):
        if self.me["documents"]:
            self.see(f"/tai-lieu/{random.choice(self.me['documents'])}/", "một văn bản")

    @task(2)
    def inbox(self):
        self.see("/thong-bao/", "thông báo")


class Officer(Reader):
    """Works at the claims of the own agency."""

    abstract = STAGE != "self_assessment"
    weight = 20

    def on_start(self):
        person = random.choice(OFFICERS)
        self.come_as(person, person["agency"])

    @task(2)
    def duties(self):
        self.see(f"{self.start}tu-danh-gia/phan-cong/", "tự đánh giá: phân công")

    @task(4)
    def save(self):
        """As the page's own script sends it: the answer holds the new totals and the rank."""
        path = f"{self.start}tu-danh-gia/tieu-chi/{random.choice(TOLD['leaves'])}/"
        fields = ClaimForm(self.see(path, "tự đánh giá: một tiêu chí").text).fields
        fields["explanation"], fields["state"] = f"Báo cáo số {random.randrange(900)}/BC-MẪU", "draft"
        sent = {"HX-Request": "true", "Referer": self.client.base_url}
        with self.client.post(path, data=fields, headers=sent, name=SAVE, catch_response=True) as answer:
            if answer.status_code == 409:  # another visitor saved the same leaf first, and this one is told
                answer.success()


class Coordinator(Reader):
    """Looks on: claims and duties are not the coordinator's."""

    abstract = STAGE != "self_assessment"

    def on_start(self):
        self.come_as(COORDINATOR, random.choice(OFFICERS)["agency"])

    @task(1)
    def stages(self):
        self.see(f"/cham-diem/{ROUND}/thoi-gian/", "thời gian các giai đoạn")


class Appraising(Visitor):
    """Goes to the pages of the appraisal that the appraiser and whoever watches have in common."""

    abstract = True

    def come(self, person):
        self.come_as(person, random.choice(OFFICERS)["agency"])

    def leaf_path(self):
        return f"/cham-diem/{ROUND}/tham-dinh/{random.choice(OFFICERS)['agency']}/{random.choice(TOLD['leaves'])}/"

    @task(4)
    def home(self):
        self.see("/", "thẩm định: trang đầu")

    @task(6)
    def queue(self):
        self.see(f"/cham-diem/{ROUND}/tham-dinh/?trang={random.randrange(1, 4)}", "thẩm định: hàng đợi")

    @task(10)
    def leaf(self):
        self.see(self.leaf_path(), "thẩm định: một tiêu chí")

    @task(2)
    def replies(self):
        self.see(f"/cham-diem/{ROUND}/tham-dinh/giai-trinh/", "thẩm định: hỏi và giải trình")

    @task(2)
    def search(self):
        self.see(f"/cham-diem/{ROUND}/tim-tai-lieu/?tim=ke%20hoach", "thẩm định: tìm trong tài liệu")

    @task(2)
    def sheet(self):
        self.see(self.start, "thẩm định: phiếu điểm")


class Appraiser(Appraising):
    abstract = STAGE != "appraisal"
    weight = 20

    def on_start(self):
        self.come(APPRAISER)

    @task(4)
    def accept(self):
        """As the key of the queue sends it."""
        path = self.leaf_path()
        page = self.see(path, "thẩm định: một tiêu chí")
        fields = {"csrfmiddlewaretoken": self.client.cookies.get("csrf", ""), "based_on": "0"}
        sent = {"Referer": self.client.base_url}
        how = {"name": "thẩm định: chấp nhận", "catch_response": True, "allow_redirects": False}
        with self.client.post(f"{path}chap-nhan/", data=fields, headers=sent, **how) as answer:
            if page.ok and answer.status_code != 302:
                answer.failure(f"status {answer.status_code}")


class Watcher(Appraising):
    abstract = STAGE != "appraisal"

    def on_start(self):
        self.come(COORDINATOR)

    @task(2)
    def disputed(self):
        self.see(f"/cham-diem/{ROUND}/hoi-dong/con-y-kien/", "Hội đồng: còn ý kiến khác nhau")

    @task(2)
    def matrix(self):
        self.see(f"/cham-diem/{ROUND}/hoi-dong/toan-canh/", "Hội đồng: toàn cảnh")

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
ALONE = os.environ.get("PARIX_BENCH_VISITORS", "1") == "1"
SAVE = "lưu một tiêu chí"
ROUND = TOLD["round"]
OFFICERS = [one for one in TOLD["people"] if one["role"] == "officer"]
COORDINATOR = next(one for one in TOLD["people"] if one["role"] == "coordinator")


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


class Reader(HttpUser):
    """Goes to the pages that officers and coordinator have in common."""

    abstract = True
    wait_time = between(THINKING / 2, THINKING * 1.5) if THINKING else constant(0)

    def come_as(self, person, agency):
        self.me = person
        self.client.cookies.set("session", person["session"])
        self.start = f"/cham-diem/{ROUND}/{agency}/"

    def see(self, path, name):
        return self.client.get(path, name=name)

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
    """Looks on: claims and duties are not the coordinator's. A visitor who is alone is an officer."""

    abstract = ALONE
    fixed_count = 1

    def on_start(self):
        self.come_as(COORDINATOR, random.choice(OFFICERS)["agency"])

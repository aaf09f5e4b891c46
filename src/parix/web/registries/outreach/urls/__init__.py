"""Addresses of outreach as offices use it; `contest` holds those of the public.

In: nothing. Out: patterns. Must not: stand anywhere else than below the site's own addresses.
"""

from django.urls import path

from parix.web.registries.outreach.views import contests, items

app_name = "outreach"

urlpatterns = [
    path("", items.items, name="items"),
    path("tep/", items.items_file, name="items_file"),
    path("ke-hoach/", items.plan, name="plan"),
    path("them/", items.add, name="add"),
    path("viec/<int:item>/", items.item, name="item"),
    path("viec/<int:item>/sua/", items.change, name="change"),
    path("viec/<int:item>/<slug:item_verb>/", items.step, name="step"),
    path("hoi-thi/", contests.contests, name="contests"),
    path("hoi-thi/soan/", contests.draft, name="draft"),
    path("hoi-thi/<int:contest>/", contests.contest, name="contest"),
    path("hoi-thi/<int:contest>/sua/", contests.change_contest, name="change_contest"),
    path("hoi-thi/<int:contest>/cau-hoi/", contests.question, name="add_question"),
    path("hoi-thi/<int:contest>/cau-hoi/<int:question>/", contests.question, name="question"),
    path("hoi-thi/<int:contest>/cau-hoi/<int:question>/bo/", contests.drop_question, name="drop_question"),
    path("hoi-thi/<int:contest>/cong-bo/", contests.announce, name="announce"),
    path("hoi-thi/<int:contest>/gia-han/", contests.extend, name="extend"),
    path("hoi-thi/<int:contest>/huy/", contests.annul, name="annul"),
    path("hoi-thi/<int:contest>/bai-muon/<str:receipt>/", contests.admit, name="admit"),
    path("hoi-thi/<int:contest>/ma-qr.svg", contests.code, name="code"),
    path("hoi-thi/<int:contest>/xep-hang/tep/", contests.ranking_file, name="ranking_file"),
    path("hoi-thi/<int:contest>/nguoi-du-thi/tep/", contests.entrants_file, name="entrants_file"),
]

"""Addresses of fees as offices use them; `pay` holds those of payers and of the payment platform.

In: nothing. Out: patterns. Must not: stand anywhere else than below the site's own addresses.
"""

from django.urls import path

from parix.web.onestop.payments.views import desk, statements

app_name = "payments"

urlpatterns = [
    path("", statements.lines, name="lines"),
    path("tai-khoan/", desk.account, name="account"),
    path("sao-ke/", statements.read_file, name="read"),
    path("dong/<int:statement_line>/", statements.line, name="line"),
    path("ho-so/<str:dossier_code>/", desk.dossier, name="dossier"),
    path("khoan/<str:charge_reference>/tai-quay/", desk.at_counter, name="counter"),
    path("khoan/<str:charge_reference>/bo/", desk.drop, name="drop"),
    path("khoan/<str:charge_reference>/bien-lai.pdf", desk.receipt, name="receipt"),
]

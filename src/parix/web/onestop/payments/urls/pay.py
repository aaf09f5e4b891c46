"""Public addresses: a charge with its code, the way on to the platform, and where the platform tells of payments."""

from django.urls import path

from parix.web.onestop.payments.views import public

app_name = "pay"

urlpatterns = [
    path("nen-tang/", public.news, name="news"),
    path("<str:charge_reference>/", public.charge, name="charge"),
    path("<str:charge_reference>/ma-qr.svg", public.code, name="code"),
    path("<str:charge_reference>/nen-tang/", public.send, name="send"),
]

"""Public addresses: the form, the receipt, the publication."""

from django.urls import path

from parix.web.onestop.feedback.views import public

app_name = "opinion"

urlpatterns = [
    path("", public.send, name="send"),
    path("cong-khai/", public.publication, name="publication"),
    path("bien-nhan/<str:feedback_receipt>/", public.receipt, name="receipt"),
    path("bien-nhan/<str:feedback_receipt>/bo-sung/", public.more, name="more"),
    path("bien-nhan/<str:feedback_receipt>/danh-gia/", public.rating, name="rating"),
]

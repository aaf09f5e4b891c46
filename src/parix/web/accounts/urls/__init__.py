"""Sign-in and passwords by django-allauth; signing up and managing e-mail addresses are left out on purpose."""

from allauth.account import views
from django.urls import path, re_path

urlpatterns = [
    path("dang-nhap/", views.login, name="account_login"),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("ngung-hoat-dong/", views.account_inactive, name="account_inactive"),
    path("doi-mat-khau/", views.password_change, name="account_change_password"),
    path("quen-mat-khau/", views.password_reset, name="account_reset_password"),
    path("quen-mat-khau/da-gui/", views.password_reset_done, name="account_reset_password_done"),
    re_path(r"^quen-mat-khau/dat-lai/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", views.password_reset_from_key, name="account_reset_password_from_key"),
    path("quen-mat-khau/da-doi/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

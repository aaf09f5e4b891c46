"""Addresses of sign-in, passwords and second factors, shown by django-allauth; those of administrators stand in `administration`.

In: allauth's views under Vietnamese addresses. Out: the names that allauth itself redirects to. Must not: offer signing up,
managing e-mail addresses or connecting other accounts; administrators open accounts.
"""

from allauth.account import views
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path, re_path

urlpatterns = [
    path("dang-nhap/", views.login, name="account_login"),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("ngung-hoat-dong/", views.account_inactive, name="account_inactive"),
    path("xac-nhan/", views.reauthenticate, name="account_reauthenticate"),
    path("doi-mat-khau/", views.password_change, name="account_change_password"),
    path("quen-mat-khau/", views.password_reset, name="account_reset_password"),
    path("quen-mat-khau/da-gui/", views.password_reset_done, name="account_reset_password_done"),
    re_path(r"^quen-mat-khau/dat-lai/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", views.password_reset_from_key, name="account_reset_password_from_key"),
    path("quen-mat-khau/da-doi/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("hai-lop/", second_factor.index, name="mfa_index"),
    path("hai-lop/ma/", second_factor.authenticate, name="mfa_authenticate"),
    path("hai-lop/xac-nhan/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("hai-lop/ung-dung/", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-lop/ung-dung/ngat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-lop/ma-du-phong/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-lop/ma-du-phong/moi/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("hai-lop/ma-du-phong/tep/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("hai-lop/khoa/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("hai-lop/khoa/them/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("hai-lop/khoa/xac-nhan/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("hai-lop/khoa/<int:pk>/go/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("hai-lop/khoa/<int:pk>/doi-ten/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("dang-nhap/khoa/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("he-thong/dung/", elsewhere.login_cancelled, name="socialaccount_login_cancelled"),
    path("he-thong/loi/", elsewhere.login_error, name="socialaccount_login_error"),
    path("he-thong/<slug:provider_id>/", openid_connect.login, name="openid_connect_login"),
    path("he-thong/<slug:provider_id>/tra-loi/", openid_connect.callback, name="openid_connect_callback"),
]

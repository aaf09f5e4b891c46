"""What this site decides about signing in with django-allauth: nobody signs up, whom the province's own system may sign in, how
secrets lie in the database, and who has to have a second factor."""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from requests import RequestException

from parix.web.accounts.actions.sign_in import SET_UP_HERE
from parix.web.accounts.queries import User, person_with_roles, standing_for, standing_of
from parix.web.accounts.queries.people import has_second_factor
from parix.web.accounts.rules import needs_second_factor

log = logging.getLogger("parix.sign_in")

GetResponse = Callable[[HttpRequest], HttpResponse]
# Pages that somebody without the second factor needs to get one, to leave, or that everybody may see.
STAYS_OPEN = frozenset({"account_logout", "account_reauthenticate", "account_change_password", "set_language", "socialaccount_login_error"})


class PersonBackend(AuthenticationBackend):
    """Signs in as allauth does; whoever is signed in comes with their roles."""

    def get_user(self, user_id: int) -> User | None:
        person = person_with_roles(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """A change of password is kept also when the mail server does not answer."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except (SMTPException, OSError):
            log.exception("a notice of a change of sign-in could not be sent")


class ProvinceSignIn(DefaultSocialAccountAdapter):
    """The province's system says who somebody is; whether there is an account for them is said here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Only signing in: nobody connects somebody else's identity to the account that happens to be open."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account_login"))

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Operators of the software have a password and a second factor of their own."""
        known = User.objects.filter(email__iexact=email).first()
        return known is not None and not known.is_superuser and bool(super().can_authenticate_by_email(login, email))


class MFAAdapter(DefaultMFAAdapter):
    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def build_totp_svg(self, url: str) -> SafeString:
        """A picture that stands in the page itself: the content security policy lets no data address through."""
        picture = super().build_totp_svg(url)
        return mark_safe(picture[picture.index("<svg") :])  # nosec B308 B703 # made by qrcode from our own address

    def encrypt(self, text: str) -> str:
        """Whoever gets hold of the database alone cannot make codes."""
        return _locks().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _locks().decrypt(encrypted_text.encode("ascii")).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays where the installation asks for one."""
        if not needs_second_factor(standing_of(authenticator.user), settings.SECOND_FACTOR_ROLES):
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def _locks() -> MultiFernet:
    """The first lock closes; older keys of the site still open."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor {key}".encode()).digest())) for key in keys])


class SecondFactorAsked:
    """Somebody whose role needs a second factor gets no further without: to setting one up, or to using it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_ROLES or not isinstance(request.user, User) or _stays_open(request):
            return None
        if not needs_second_factor(standing_for(request), settings.SECOND_FACTOR_ROLES) or _used_here(request):
            return None
        if not has_second_factor(request.user):
            messages.info(request, _("Vai trò của bạn cần xác thực hai lớp. Hãy bật rồi làm việc tiếp."))
            return redirect("mfa_index")
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")


def _stays_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (match.namespace == "portal" or match.url_name in STAYS_OPEN or (match.url_name or "").startswith("mfa_"))


def _used_here(request: HttpRequest) -> bool:
    return bool(request.session.get(SET_UP_HERE)) or any(one.get("method") == "mfa" for one in get_authentication_records(request, request.user))


class ProvinceSilent:
    """When the province's system does not answer, a page says so; nothing else of it is asked while pages are shown."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if isinstance(failure, RequestException) and match is not None and (match.url_name or "").startswith("openid_connect_"):
            log.warning("the province's sign-in does not answer: %s", type(failure).__name__)
            return redirect("socialaccount_login_error")
        return None

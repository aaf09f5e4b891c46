"""Django's own administration for the few who run the software: they look, and switch accounts off; everything else goes
through the pages, where rules and the audit trail stand."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _


class OperatorsSite(AdminSite):
    site_header = site_title = _("Vận hành parix")
    index_title = _("Xem dữ liệu")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Our own tables alone: secrets of sign-in and tables that nobody uses are not for looking at."""
        models = list(model_or_iterable) if isinstance(model_or_iterable, (list, tuple)) else [model_or_iterable]
        ours = [model for model in models if model.__module__.startswith("parix.")]
        if ours:
            super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Superusers alone; a role in the pages opens nothing here."""
        return bool(request.user.is_active and request.user.is_superuser)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The site's one way in, with its limits and second factor."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            return redirect("home:start")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.GET.get('next') or reverse('admin:index')})}")


class OperatorsConfig(AdminConfig):
    default_site = "parix.web.project.operators.OperatorsSite"

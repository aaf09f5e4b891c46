"""What operators see of people and their roles. The one change: switching an account off or on, through the action."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parix.web.accounts.actions.operators import switch_account
from parix.web.accounts.models import Membership, PeopleImport, User


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ("username", "full_name", "position", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("username", "folded_name", "full_name")
    fields = ("username", "full_name", "email", "position", "is_active", "is_superuser", "last_login", "date_joined")
    actions = ("switch_off", "switch_on")

    @admin.action(description=gettext_lazy("Ngừng tài khoản đã chọn"))
    def switch_off(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        self._switch(request, chosen, on=False)

    @admin.action(description=gettext_lazy("Kích hoạt tài khoản đã chọn"))
    def switch_on(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        self._switch(request, chosen, on=True)

    def _switch(self, request: HttpRequest, chosen: QuerySet[User], *, on: bool) -> None:
        if not isinstance(request.user, User):
            raise PermissionDenied
        changed = switch_account(people=list(chosen), on=on, by=request.user)
        messages.success(request, _("Đã đổi %(count)s tài khoản.") % {"count": changed})


@admin.register(Membership)
class MembershipAdmin(ReadOnly):
    list_display = ("user", "role", "agency", "unit", "valid_from", "valid_until")
    list_select_related = ("user", "agency", "unit")
    list_filter = ("role",)
    search_fields = ("user__username", "user__folded_name", "agency__code")


@admin.register(PeopleImport)
class PeopleImportAdmin(ReadOnly):
    list_display = ("file_name", "agency", "uploaded_by", "uploaded_at", "applied_at", "added", "changed")
    list_select_related = ("agency", "uploaded_by")
    exclude = ("rows", "added_people")

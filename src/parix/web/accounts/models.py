"""A person who signs in, the roles that the person holds and held, and workbooks of people on their way in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from parix.foundation.folding import folded
from parix.foundation.vietnamese_order import name_for_sorting
from parix.web.accounts.choices import Role


class User(AbstractUser):
    """`sorting_name` has the given name first, as lists of people are ordered; `folded_name` is without marks, for searching."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("họ và tên"), max_length=120)
    email = models.EmailField(_("thư điện tử"), blank=True)
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    folded_name = models.CharField(max_length=120, db_index=True, editable=False)
    sorting_name = models.CharField(max_length=120, editable=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "full_name"]

    class Meta(AbstractUser.Meta):
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_is_unique", condition=~Q(email="")),)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.rpartition(" ")[2] or self.username

    def __str__(self) -> str:
        return self.full_name or self.username

    def name_again(self) -> None:
        """What follows from the full name; called by whoever changes it, also before writing many at once."""
        self.folded_name = folded(self.full_name)
        self.sorting_name = name_for_sorting(self.full_name)

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_again()
        fields = kwargs.get("update_fields")
        if fields is not None and "full_name" in fields:  # type: ignore[operator]
            kwargs["update_fields"] = {*fields, "folded_name", "sorting_name"}  # type: ignore[misc]
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Membership(models.Model):
    """`valid_until` is the last day; one before `valid_from` says that the role was given by mistake. `fields` are the keys of
    the fields that an appraiser appraises."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)
    fields = models.JSONField(default=list, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        constraints = (
            models.UniqueConstraint(
                fields=("user", "agency", "role"), name="membership_is_unique", condition=Q(unit__isnull=True, valid_until__isnull=True),
            ),
            models.UniqueConstraint(
                fields=("user", "agency", "role", "unit"), name="membership_in_unit_is_unique", condition=Q(unit__isnull=False, valid_until__isnull=True),
            ),
            models.CheckConstraint(name="membership_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(name="membership_of_unit_head_names_the_unit", condition=~Q(role=Role.UNIT_HEAD) | Q(unit__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.agency}"


class PeopleImport(models.Model):
    """A workbook that was read and checked, until it is applied or thrown away; `rows` are emptied then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(null=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    added_people = models.JSONField(default=list)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    units_added = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "lần nhập danh sách"
        verbose_name_plural = "các lần nhập danh sách"
        ordering = ("-uploaded_at",)

    def __str__(self) -> str:
        return f"{self.file_name} · {self.agency}"

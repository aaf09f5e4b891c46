"""The plan of a year with its items; contests with their questions and entries."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parix.web.registries.outreach.choices import USUAL_DAYS_KEPT, Channel, ContestState, EntryState, ItemState, KnownBy


class OutreachPlan(models.Model):
    """One for each agency and year; `document` is the signed plan in the register of documents."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    document = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = "kế hoạch tuyên truyền"
        verbose_name_plural = "kế hoạch tuyên truyền"
        constraints = (models.UniqueConstraint(fields=("agency", "year"), name="outreach_plan_is_one_a_year"),)

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class Item(models.Model):
    """`times` and `people` are what was done: how often, and how many it reached."""

    plan = models.ForeignKey(OutreachPlan, on_delete=models.CASCADE, related_name="items")
    text = models.CharField(max_length=500)
    search = models.TextField(blank=True, editable=False)
    channel = models.CharField(max_length=20, choices=Channel)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=ItemState, default=ItemState.PLANNED)
    done_on = models.DateField(null=True, blank=True)
    times = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    document = models.ForeignKey("files.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "việc tuyên truyền"
        verbose_name_plural = "việc tuyên truyền"
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=("plan", "state", "due_on"), name="outreach_items_by_state"),)
        constraints = (
            models.CheckConstraint(name="outreach_item_state_is_known", condition=Q(state__in=ItemState.values) & Q(channel__in=Channel.values)),
            models.CheckConstraint(name="outreach_item_done_with_counts", condition=~Q(state=ItemState.DONE) | Q(done_on__isnull=False, times__gt=0)),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def agency_id(self) -> int:
        """Of the plan, which every query here brings along."""
        return self.plan.agency_id


class Contest(models.Model):
    """`slug` stands in the public address and cannot be guessed. `entrants` counts the entries that are ranked; it moves with each of
    them, so that no page counts rows. `forgotten_at` is when names and numbers were erased."""

    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.SET_NULL, related_name="contests")
    slug = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    rules = models.TextField(blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    known_by = models.CharField(max_length=20, choices=KnownBy, default=KnownBy.PHONE)
    one_per_browser = models.BooleanField(default=True)
    ranking_is_live = models.BooleanField(default=True)
    days_kept = models.PositiveSmallIntegerField(default=USUAL_DAYS_KEPT)
    state = models.CharField(max_length=20, choices=ContestState, default=ContestState.DRAFTED)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=1_000, blank=True)
    entrants = models.PositiveIntegerField(default=0)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "hội thi"
        verbose_name_plural = "hội thi"
        ordering = ("-opens_at", "-pk")
        indexes = (models.Index(fields=("agency", "-opens_at"), name="outreach_contests_of_agency"),)
        constraints = (
            models.CheckConstraint(name="contest_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))),
            models.CheckConstraint(name="contest_state_is_known", condition=Q(state__in=ContestState.values) & Q(known_by__in=KnownBy.values)),
        )

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """`options` are texts in the order shown; `correct` is the place of the right one, from 0, which no page shows before the end."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    options = models.JSONField()
    correct = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "câu hỏi"
        verbose_name_plural = "câu hỏi"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("contest", "number"), name="contest_question_number_is_one"),)

    def __str__(self) -> str:
        return self.text[:80]


class Entry(models.Model):
    """One person's entry. `person` is a keyed hash of who it is; `shown_name` and `shown_phone` are masked; `sealed` holds both in full,
    locked with the key of the installation, until they are erased. `entered_at` is to the second: who enters in the same one ties."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="entries")
    person = models.CharField(max_length=64)
    receipt = models.CharField(max_length=12)
    shown_name = models.CharField(max_length=80)
    shown_phone = models.CharField(max_length=20, blank=True)
    workplace = models.CharField(max_length=200, blank=True)
    sealed = models.TextField(blank=True)
    answers = models.JSONField()
    points = models.PositiveIntegerField()
    prediction = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=EntryState, default=EntryState.COUNTED)
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "bài dự thi"
        verbose_name_plural = "bài dự thi"
        ordering = ("entered_at", "pk")
        indexes = (models.Index(fields=("contest", "state", "-points", "entered_at", "prediction"), name="contest_ranking"),)
        constraints = (
            models.UniqueConstraint(fields=("contest", "person"), name="contest_one_entry_a_person"),
            models.UniqueConstraint(fields=("contest", "receipt"), name="contest_receipt_is_one"),
            models.CheckConstraint(name="contest_entry_state_is_known", condition=Q(state__in=EntryState.values)),
        )

    def __str__(self) -> str:
        return self.receipt

"""The models of django_flow.py."""

import uuid

from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


class Author(models.Model):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80, db_index=True)
    tags = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    settings = models.JSONField(default=dict)
    joined = models.DateTimeField(null=True)

    class Meta:
        indexes = [GinIndex(fields=["settings"], name="author_settings", opclasses=["jsonb_path_ops"]), models.Index(F("joined").desc(nulls_last=True), name="author_joined") if hasattr(models.Index, "expressions") else models.Index(fields=["-joined"], name="author_joined")]


class Shelf(models.Model):
    slug = models.SlugField(primary_key=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="children")


class Book(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
    shelves = models.ManyToManyField(Shelf)
    title = models.TextField()
    price = models.DecimalField(max_digits=10, decimal_places=2)
    pages = IntegerRangeField(null=True)
    printed = models.DateField(null=True)
    length = models.DurationField(null=True)
    cover = models.BinaryField(null=True)
    weight = models.FloatField(null=True)
    place = models.PositiveSmallIntegerField(default=0)
    address = models.GenericIPAddressField(null=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(check=Q(price__gte=0), name="price_positive"),
            models.UniqueConstraint(fields=["author", "title"], condition=Q(withdrawn=False), name="one_title"),
            models.UniqueConstraint(fields=["author", "place"], name="one_place", deferrable=models.Deferrable.DEFERRED),
        ]
        ordering = ["title"]

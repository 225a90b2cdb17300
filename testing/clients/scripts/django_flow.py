"""Django: its own applications' migrations and those of a library, made,
applied, undone and changed; queries; what it reads back of the schema."""

import os
import sys
import tempfile
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from io import StringIO

import django
from django.conf import settings

made = tempfile.TemporaryDirectory()
os.mkdir(os.path.join(made.name, "library_migrations"))
open(os.path.join(made.name, "library_migrations", "__init__.py"), "w").close()
sys.path[:0] = [made.name, os.path.dirname(os.path.abspath(__file__))]
sys.dont_write_bytecode = True

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": os.environ["PGDATABASE"], "USER": os.environ["PGUSER"],
                           "HOST": os.environ["PGHOST"], "PORT": os.environ["PGPORT"], "TEST": {"NAME": "test_library"}}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.sites", "django.contrib.postgres", "library"],
    MIGRATION_MODULES={"library": "library_migrations"}, USE_TZ=True, SECRET_KEY="-", DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    CACHES={"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cached"}}, PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
django.setup()

from django.contrib.auth.models import Group, Permission, User
from django.contrib.postgres.aggregates import ArrayAgg, JSONBAgg, StringAgg
from django.core.cache import cache
from django.core.management import call_command
from django.db import Error, IntegrityError, connection, transaction
from django.db.models import TextField, Avg, Case, Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery, Sum, Value, When, Window
from django.db.models.functions import Coalesce, Concat, ExtractYear, Lower, Now, Rank, RowNumber, TruncMonth, Upper
from library.models import Author, Book, Shelf


def show(what, value):
    print(f"{what}: {value!r}")


def attempt(what, f):
    try:
        with transaction.atomic():
            show(what, f())
    except Error as e:
        print(f"{what}: {type(e).__name__}: {e.__cause__.pgcode} {str(e).splitlines()[0]}")


def command(*args, **kwargs):
    out = StringIO()
    call_command(*args, stdout=out, verbosity=0, **kwargs)
    return out.getvalue()


command("makemigrations", "library", name="first")
command("migrate")
command("createcachetable")
show("plan", command("showmigrations", "library"))
command("migrate", "library", "zero")
show("tables", sorted(t for t in connection.introspection.table_names() if t.startswith("library")))
command("migrate", "library")
print(command("sqlmigrate", "library", "0001"))

ann = Author.objects.create(email="ann@example.com", name="Ann", tags=["a", "b"], settings={"theme": "dark", "n": [1, {"x": None}]}, joined=datetime(2024, 2, 29, 12, 0, 0, 123456, timezone.utc))
bob = Author.objects.create(email="bob@example.com", name="Bob")
Author.objects.bulk_create([Author(email=f"a{i}@example.com", name=f"Author {i}", tags=[str(i)], settings={"n": i}) for i in range(20)])
top = Shelf.objects.create(slug="top")
low = Shelf.objects.create(slug="low", parent=top)
for i, (author, title, price) in enumerate([(ann, "First", "12.50"), (ann, "Second", "7"), (bob, "Third", "3.25")]):
    b = Book.objects.create(author=author, title=title, price=Decimal(price), pages=(1, 100 * (i + 1)), printed=date(2024, 1 + i, 28), length=timedelta(days=i, seconds=90), cover=bytes([0, 255, i]), weight=i / 3, place=i, address="::ffff:10.0.0.1" if i else "10.0.0.1")
    b.shelves.add(top, low)

attempt("back", lambda: list(Book.objects.values_list("title", "price", "pages", "printed", "length", "weight", "address")))
attempt("bytes", lambda: [bytes(b.cover) for b in Book.objects.all()])
attempt("duplicate", lambda: Author.objects.create(email="ann@example.com", name="again"))
attempt("check", lambda: Book.objects.create(author=ann, title="Negative", price=-1, place=9))
attempt("unique where", lambda: Book.objects.create(author=ann, title="First", price=1, place=9))
attempt("deferred", lambda: (Book.objects.filter(author=ann, title="First").update(place=1), Book.objects.filter(author=ann, title="Second").update(place=0)))
attempt("too long", lambda: Author.objects.create(email="x", name="x" * 81))
attempt("null", lambda: Author.objects.create(email=None))
attempt("negative", lambda: Book.objects.filter(title="First").update(place=-1))
attempt("get_or_create", lambda: Author.objects.get_or_create(email="bob@example.com", defaults={"name": "?"})[1])
attempt("update_or_create", lambda: Author.objects.update_or_create(email="new@example.com", defaults={"name": "New"})[1])
attempt("ignore_conflicts", lambda: len(Author.objects.bulk_create([Author(email="ann@example.com", name="?")], ignore_conflicts=True)))
attempt("bulk_update", lambda: Author.objects.bulk_update([Author(id=a.id, name=a.name.upper()) for a in Author.objects.filter(name__startswith="Author 1")], ["name"]))
attempt("json key", lambda: list(Author.objects.filter(settings__theme="dark").values_list("name", flat=True)))
attempt("json contains", lambda: list(Author.objects.filter(settings__contains={"n": 7}).values_list("name", flat=True)))
attempt("json path", lambda: list(Author.objects.filter(settings__n__0=1).values_list("name", "settings__n__1__x")))
attempt("json keys", lambda: Author.objects.filter(settings__has_any_keys=["theme", "zzz"]).count())
attempt("json number", lambda: Author.objects.filter(settings__n__gt=15).count())
attempt("array", lambda: [Author.objects.filter(tags__contains=["a"]).count(), Author.objects.filter(tags__overlap=["1", "2", "b"]).count(), Author.objects.filter(tags__len=2).count(), Author.objects.filter(tags__0="a").count()])
attempt("range", lambda: [Book.objects.filter(pages__contains=150).count(), Book.objects.filter(pages__overlap=(250, 260)).count(), Book.objects.filter(pages__endswith__gt=150).count()])
attempt("text", lambda: [Author.objects.filter(name__icontains="NN").count(), Author.objects.filter(name__iregex="^a.n$").count(), Author.objects.filter(email__iexact="BOB@example.com").count(), Author.objects.filter(name__search="ann").query is not None])
attempt("dates", lambda: list(Book.objects.annotate(m=TruncMonth("printed"), y=ExtractYear("printed")).filter(printed__year=2024, printed__week_day=4).values_list("m", "y")))
attempt("times", lambda: list(Author.objects.filter(joined__date=date(2024, 2, 29), joined__hour=12).values_list("joined", flat=True)))
attempt("join", lambda: list(Book.objects.select_related("author").filter(shelves__parent__slug="top").values_list("author__name", "title")))
attempt("prefetch", lambda: [(a.name, [b.title for b in a.books.all()]) for a in Author.objects.filter(books__isnull=False).distinct().order_by("name").prefetch_related(Prefetch("books", Book.objects.order_by("-price")))])
attempt("aggregate", lambda: Book.objects.aggregate(Sum("price"), Avg("price"), Max("printed"), Count("author", distinct=True)))
attempt("group", lambda: list(Author.objects.annotate(n=Count("books"), total=Coalesce(Sum("books__price"), Value(Decimal(0)))).filter(n__gt=0).order_by("-n").values_list("name", "n", "total")))
attempt("aggregates of Postgres", lambda: Book.objects.aggregate(a=ArrayAgg("title", ordering="-title"), s=StringAgg("title", ", ", ordering="title", output_field=TextField()), j=JSONBAgg("place", ordering="title")))
attempt("subquery", lambda: list(Author.objects.annotate(newest=Subquery(Book.objects.filter(author=OuterRef("pk")).order_by("-printed").values("title")[:1])).filter(Exists(Book.objects.filter(author=OuterRef("pk")))).order_by("id").values_list("name", "newest")))
attempt("window", lambda: list(Book.objects.annotate(r=Window(Rank(), partition_by=[F("author")], order_by=F("price").desc()), n=Window(RowNumber(), order_by=F("title").asc())).order_by("title").values_list("title", "r", "n")))
attempt("case", lambda: list(Book.objects.annotate(k=Case(When(price__gt=5, then=Value("dear")), default=Concat(Lower("title"), Value("!"), output_field=TextField()), output_field=TextField())).values_list("k", flat=True)))
attempt("union", lambda: sorted(Author.objects.filter(name="Ann").values_list("name").union(Author.objects.filter(name="Bob").values_list("name"))))
attempt("distinct on", lambda: list(Book.objects.order_by("author__name", "-price").distinct("author__name").values_list("title", flat=True)))
attempt("expressions", lambda: Book.objects.filter(price__lt=F("weight") + 10).update(price=F("price") * 2, title=Upper("title")))
attempt("slices", lambda: list(Author.objects.order_by("-id")[2:4].values_list("email", flat=True)))
attempt("for update", lambda: Book.objects.select_for_update(of=("self",), skip_locked=True).select_related("author").count())
attempt("no key", lambda: len(Author.objects.select_for_update(no_key=True, nowait=True).filter(id=ann.id)))
attempt("iterator", lambda: sum(1 for _ in Author.objects.order_by("id").iterator(chunk_size=5)))
attempt("in_bulk", lambda: sorted(Author.objects.in_bulk([ann.email], field_name="email")))
attempt("explain", lambda: len(Author.objects.filter(id=1).explain(analyze=True)) > 0)
attempt("raw", lambda: [a.name for a in Author.objects.raw("SELECT * FROM library_author WHERE tags && %s ORDER BY id", [["a", "3"]])])


def savepoints():
    Shelf.objects.create(slug="outer")
    try:
        with transaction.atomic():
            Shelf.objects.create(slug="outer")
    except IntegrityError:
        pass
    return Shelf.objects.count()


attempt("savepoints", savepoints)
calls = []
with transaction.atomic():
    transaction.on_commit(lambda: calls.append("committed"))
show("on commit", calls)

user = User.objects.create_user("ann", "ann@example.com", "secret")
user.groups.add(Group.objects.create(name="staff"))
user.user_permissions.set(Permission.objects.filter(content_type__app_label="library", codename__startswith="add"))
show("permissions", [user.check_password("secret"), sorted(User.objects.get(username="ann").get_all_permissions())])
cache.set_many({"a": {"x": 1}, "b": 2})
cache.set("a", [3], 100)
show("cache", [cache.get("a"), cache.get("b"), cache.get("c"), cache.add("b", 1), cache.incr("b")])
with connection.cursor() as c:
    c.copy_expert("COPY library_shelf (slug) FROM STDIN WITH (FORMAT csv)", StringIO("one\ntwo\n"))
    show("copied", c.rowcount)
attempt("delete", lambda: (top.delete()[0], Author.objects.filter(email="ann@example.com").delete()[1]))
command("flush", interactive=False)
show("flushed", [Author.objects.count(), User.objects.count()])

with connection.cursor() as c:
    for table in sorted(connection.introspection.table_names(c)):
        print(table, connection.introspection.get_sequences(c, table), connection.introspection.get_primary_key_column(c, table))
        for f in connection.introspection.get_table_description(c, table):
            print("  ", f.name, f.type_code, f.internal_size, f.null_ok, f.default, f.collation)
        for k, v in sorted(connection.introspection.get_constraints(c, table).items()):
            print("  ", k, v)
        print("  ", sorted(connection.introspection.get_key_columns(c, table)))
print(command("inspectdb"))
show("checks", command("makemigrations", "library", check=True, dry_run=True))

name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
show("test database", [name, Author.objects.count(), connection.creation.serialize_db_to_string() != ""])
connection.creation.destroy_test_db(os.environ["PGDATABASE"], verbosity=0)
show("after it", Author.objects.count())

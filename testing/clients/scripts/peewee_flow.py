"""peewee and its migrator."""

import datetime
import os

import peewee as pw
from playhouse.migrate import PostgresqlMigrator, migrate
from playhouse.postgres_ext import ArrayField, BinaryJSONField, PostgresqlExtDatabase
from playhouse.reflection import Introspector

db = PostgresqlExtDatabase(os.environ["PGDATABASE"], user=os.environ["PGUSER"], host=os.environ["PGHOST"], port=int(os.environ["PGPORT"]))


class Base(pw.Model):
    class Meta:
        database = db


class Person(Base):
    name = pw.CharField(unique=True)
    born = pw.DateField(null=True)
    data = BinaryJSONField(default=dict)
    tags = ArrayField(pw.TextField, default=list)


class Pet(Base):
    owner = pw.ForeignKeyField(Person, backref="pets", on_delete="CASCADE")
    name = pw.TextField(index=True)
    weight = pw.DecimalField(max_digits=6, decimal_places=2, constraints=[pw.Check("weight > 0")])

    class Meta:
        indexes = ((("owner", "name"), True),)


def show(what, value):
    print(f"{what}: {value!r}")


def attempt(what, f):
    try:
        with db.atomic():
            show(what, f())
    except pw.PeeweeException as e:
        print(f"{what}: {type(e).__name__} {str(e).splitlines()[0]}")


db.create_tables([Person, Pet])
db.create_tables([Person, Pet], safe=True)
ann = Person.create(name="Ann", born=datetime.date(2000, 1, 2), data={"a": [1]}, tags=["x"])
Person.insert_many([{"name": f"P{i}", "data": {"n": i}} for i in range(5)]).execute()
for n, w in [("Rex", 10), ("Tom", "4.25")]:
    Pet.create(owner=ann, name=n, weight=w)
attempt("duplicate", lambda: Person.create(name="Ann"))
attempt("check", lambda: Pet.create(owner=ann, name="Air", weight=0))
attempt("foreign", lambda: Pet.create(owner=999, name="Stray", weight=1))
attempt("get_or_create", lambda: Person.get_or_create(name="Ann")[1])
attempt("upsert", lambda: list(Person.insert(name="Ann", tags=["new"]).on_conflict(conflict_target=[Person.name], preserve=[Person.tags], where=(Person.id > 0)).returning(Person.name, Person.tags).tuples()))
attempt("json", lambda: [p.name for p in Person.select().where(Person.data.contains({"n": 3}))] + [p.name for p in Person.select().where(Person.data["n"].cast("int") > 3)])
attempt("array", lambda: Person.select().where(Person.tags.contains("new")).count())
attempt("join", lambda: list(Pet.select(Pet.name, Person.name).join(Person).order_by(pw.fn.Length(Pet.name), Pet.name).tuples()))
attempt("window", lambda: list(Pet.select(Pet.name, pw.fn.RANK().over(order_by=[Pet.weight.desc()])).order_by(Pet.name).tuples()))
attempt("prefetch", lambda: [[q.name for q in p.pets] for p in pw.prefetch(Person.select().order_by(Person.id).limit(2), Pet.select().order_by(Pet.name))])
attempt("update", lambda: Pet.update(weight=Pet.weight * 2).where(Pet.owner.in_(Person.select().where(Person.born.year == 2000))).returning(Pet.weight).execute().__class__.__name__)
attempt("server side", lambda: sum(1 for _ in pw.__dict__.get("ServerSide", lambda q: q)(Person.select())))
attempt("for update", lambda: Person.select().for_update("FOR UPDATE NOWAIT").count())
m = PostgresqlMigrator(db)
migrate(m.add_column("pet", "colour", pw.CharField(default="grey")), m.rename_column("person", "born", "birthday"), m.drop_not_null("pet", "weight"), m.add_index("pet", ("colour",), False), m.alter_column_type("pet", "name", pw.CharField(max_length=30)), m.rename_table("pet", "animal"))
migrate(m.drop_index("animal", "pet_colour"), m.drop_column("animal", "colour"), m.add_unique("person", "birthday"), m.set_search_path("public"))
show("tables", db.get_tables())
for t in db.get_tables():
    show(t, [db.get_columns(t), sorted(db.get_indexes(t)), db.get_foreign_keys(t), db.get_primary_keys(t)])
show("models", {k: sorted(m._meta.fields) for k, m in Introspector.from_database(db).generate_models().items()})
attempt("delete", lambda: [ann.delete_instance(), db.execute_sql("SELECT count(*) FROM animal").fetchone()])

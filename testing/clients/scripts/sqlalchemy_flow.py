"""SQLAlchemy's ORM and core, and Alembic's migrations with autogenerate, over
psycopg2 and asyncpg."""

import asyncio
import datetime
import decimal
import enum
import os

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import exc, func, orm
from sqlalchemy.dialects import postgresql as pg

url = sa.engine.URL.create("postgresql+psycopg2", os.environ["PGUSER"], None, os.environ["PGHOST"], int(os.environ["PGPORT"]), os.environ["PGDATABASE"])
Base = orm.declarative_base(metadata=sa.MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s"}))


class State(enum.Enum):
    new = 1
    paid = 2


class Customer(Base):
    __tablename__ = "customers"
    id = sa.Column(sa.BigInteger, sa.Identity(start=100, increment=5), primary_key=True)
    name = sa.Column(sa.String(50), nullable=False, index=True)
    data = sa.Column(pg.JSONB, nullable=False, server_default=sa.text("'{}'::jsonb"))
    tags = sa.Column(pg.ARRAY(sa.Text, dimensions=1))
    created = sa.Column(sa.DateTime(timezone=True), server_default=func.now())
    orders = orm.relationship("Order", back_populates="customer", cascade="all, delete-orphan", order_by="Order.number")
    __table_args__ = (sa.Index("customers_lower", sa.text("lower(name)"), unique=True), sa.Index("customers_data", "data", postgresql_using="gin", postgresql_ops={"data": "jsonb_path_ops"}), {"comment": "who buys"})


class Order(Base):
    __tablename__ = "orders"
    id = sa.Column(pg.UUID(as_uuid=True), primary_key=True, server_default=func.gen_random_uuid())
    number = sa.Column(sa.Integer, sa.Sequence("order_numbers", start=1000), nullable=False, unique=True)
    customer_id = sa.Column(sa.ForeignKey("customers.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"), nullable=False)
    state = sa.Column(sa.Enum(State, name="order_state"), nullable=False, default=State.new)
    total = sa.Column(sa.Numeric(12, 2), sa.CheckConstraint("total >= 0", name="total_positive"), nullable=False)
    twice = sa.Column(sa.Numeric, sa.Computed("total * 2", persisted=True))
    during = sa.Column(pg.DATERANGE)
    took = sa.Column(sa.Interval)
    note = sa.Column(sa.LargeBinary, comment="as it came")
    version = sa.Column(sa.Integer, nullable=False)
    customer = orm.relationship(Customer, back_populates="orders")
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (sa.Index("open_orders", "customer_id", postgresql_where=sa.text("state = 'new'"), postgresql_include=["total"]),)


def show(what, value):
    print(f"{what}: {value!r}")


def attempt(session, what, f):
    try:
        with session.begin_nested():
            show(what, f())
            session.flush()
    except exc.DBAPIError as e:
        print(f"{what}: {type(e).__name__} {e.orig.pgcode} {str(e.orig).splitlines()[0]}")
    except orm.exc.StaleDataError as e:
        print(f"{what}: stale")


def fill(engine):
    with orm.Session(engine) as s, s.begin():
        ann = Customer(name="Ann", data={"a": {"b": [1, 2]}}, tags=["x", "y"])
        bob = Customer(name="Bob")
        s.add_all([ann, bob])
        s.flush()
        show("ids", [ann.id, bob.id])
        for i in range(4):
            ann.orders.append(Order(total=decimal.Decimal("9.99") * i, state=State.paid if i % 2 else State.new, took=datetime.timedelta(hours=i, microseconds=5), during=pg_range(i), note=bytes([i, 0])))
        s.flush()
        show("numbers", [(o.number, o.twice, o.version) for o in ann.orders])


def pg_range(i):
    from psycopg2.extras import DateRange
    return DateRange(datetime.date(2024, 1, 1), datetime.date(2024, 1, 2 + i))


def queries(engine):
    with orm.Session(engine) as s:
        attempt(s, "loaded", lambda: [(c.name, c.data, c.tags, [o.total for o in c.orders]) for c in s.query(Customer).options(orm.selectinload(Customer.orders)).order_by(Customer.id)])
        attempt(s, "joined", lambda: [(o.number, o.customer.name, str(o.during), o.took) for o in s.query(Order).options(orm.joinedload(Order.customer)).order_by(Order.number)])
        attempt(s, "duplicate", lambda: s.execute(sa.insert(Customer).values(name="ANN")))
        attempt(s, "check", lambda: s.execute(sa.insert(Order).values(customer_id=100, total=-1, version=1)))
        attempt(s, "enum", lambda: s.execute(sa.text("UPDATE orders SET state = 'lost'")))
        attempt(s, "overflow", lambda: s.execute(sa.insert(Order).values(customer_id=100, total=10**11, version=1)))
        attempt(s, "path", lambda: s.execute(sa.select(Customer.data[("a", "b", 1)].astext, Customer.data["a"].contains({"b": [2]}), Customer.tags.any("x"), Customer.tags.overlap(pg.array(["z", "y"]))).order_by(Customer.id)).all())
        attempt(s, "range", lambda: s.execute(sa.select(func.count()).where(Order.during.contains(datetime.date(2024, 1, 3)))).scalar())
        attempt(s, "upsert", lambda: s.execute(pg.insert(Customer).values([{"name": "ann", "tags": ["new"]}, {"name": "cy", "tags": None}]).on_conflict_do_update(index_elements=[sa.text("lower(name)")], set_={"tags": sa.text("excluded.tags"), "name": sa.text("excluded.name")}).returning(Customer.name, Customer.tags)).all())
        attempt(s, "nothing", lambda: s.execute(pg.insert(Customer).values(name="cy").on_conflict_do_nothing()).rowcount)
        attempt(s, "cte", lambda: s.execute(sa.select(sa.select(Order.state, func.sum(Order.total).label("t")).group_by(Order.state).cte("sums")).order_by("state")).all())
        n = sa.select(sa.literal(1).label("n")).cte(recursive=True)
        attempt(s, "recursive", lambda: s.execute(sa.select(func.sum(n.union_all(sa.select(n.c.n + 1).where(n.c.n < 10)).c.n))).scalar())
        attempt(s, "window", lambda: s.execute(sa.select(Order.number, func.rank().over(order_by=Order.total.desc(), partition_by=Order.state)).order_by(Order.number)).all())
        attempt(s, "lateral", lambda: (lambda l: s.execute(sa.select(Customer.name, l.c.total).join(l, sa.true()).order_by(l.c.total)).all())(sa.select(Order.total).where(Order.customer_id == Customer.id).order_by(Order.total.desc()).limit(2).lateral()))
        attempt(s, "filter", lambda: s.execute(sa.select(func.count().filter(Order.state == State.paid), func.array_agg(pg.aggregate_order_by(Order.number, Order.number.desc())), func.percentile_cont(0.5).within_group(Order.total))).all())
        attempt(s, "values", lambda: s.execute(sa.select(sa.values(sa.column("a", sa.Integer), sa.column("b", sa.String), name="v").data([(1, "x"), (2, "y")]))).all())
        attempt(s, "locked", lambda: [o.number for o in s.query(Order).with_for_update(of=Order, skip_locked=True, key_share=True).order_by(Order.number)])
        attempt(s, "delete", lambda: s.execute(sa.delete(Order).where(Order.total == 0).returning(Order.number)).all())
        attempt(s, "update from", lambda: s.execute(sa.update(Order).where(Order.customer_id == Customer.id, Customer.name == "ann").values(total=Order.total + 1), execution_options={"synchronize_session": False}).rowcount)
        s.commit()
        o = s.query(Order).order_by(Order.number).first()
        with engine.begin() as other:
            other.execute(sa.update(Order).where(Order.id == o.id).values(version=Order.version + 1))
        attempt(s, "versions", lambda: setattr(o, "total", 5))
        s.commit()
        show("version", o.version)
        s.delete(s.query(Customer).filter_by(name="ann").one())
        s.commit()
        show("left", s.query(Order).count())
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as c:
        show("autocommit", c.execute(sa.text("SHOW transaction_isolation")).scalar() is not None)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True, postgresql_deferrable=True) as c:
        show("read only", [c.execute(sa.text("SHOW transaction_isolation")).scalar(), c.execute(sa.text("SHOW transaction_read_only")).scalar()])
    with engine.connect().execution_options(stream_results=True, max_row_buffer=7) as c:
        show("streamed", sum(r[0] for r in c.execute(sa.text("SELECT generate_series(1, 100)"))))


def reflect(engine):
    i = sa.inspect(engine)
    show("tables", sorted(i.get_table_names()))
    show("enums", i.get_enums())
    show("sequences", sorted(i.get_sequence_names()))
    for t in sorted(i.get_table_names()):
        show(t, i.get_table_comment(t))
        for c in i.get_columns(t):
            print("  ", {k: str(v) for k, v in c.items()})
        print("  ", i.get_pk_constraint(t), i.get_foreign_keys(t))
        print("  ", sorted(i.get_unique_constraints(t), key=lambda u: u["name"]), i.get_check_constraints(t))
        print("  ", sorted(i.get_indexes(t), key=lambda u: u["name"]))


def migrations(engine):
    later = sa.MetaData(naming_convention=Base.metadata.naming_convention)
    for t in Base.metadata.sorted_tables:
        t.to_metadata(later)
    later.tables["customers"].append_column(sa.Column("phone", sa.String(20), nullable=False, server_default="-"))
    later.tables["customers"].c.name.type = sa.Text()
    later.tables["orders"].c.note.nullable = False
    sa.Table("items", later, sa.Column("order_id", sa.ForeignKey("orders.id"), primary_key=True), sa.Column("line", sa.Integer, primary_key=True, autoincrement=False), sa.UniqueConstraint("line", "order_id", name="both"))
    with engine.connect() as c:
        with c.begin():
            m = MigrationContext.configure(c, opts={"compare_type": True, "compare_server_default": True})
            show("nothing to do", compare_metadata(m, Base.metadata))
            script = produce_migrations(m, later)
            print(render_python_code(script.upgrade_ops))
            with Operations.context(m) as op:
                apply(op, script.upgrade_ops)
            m._ensure_version_table()
            show("nothing to do then", compare_metadata(m, later))
        with c.begin():
            m = MigrationContext.configure(c, opts={"compare_type": True})
            with Operations.context(m) as op:
                op.drop_constraint("both", "items")
                op.create_check_constraint("line_positive", "items", "line > 0")
                op.rename_table("items", "lines")
                op.execute("ALTER TYPE order_state ADD VALUE IF NOT EXISTS 'lost'")
                op.bulk_insert(sa.table("customers", sa.column("name", sa.Text)), [{"name": "zed"}, {"name": "yan"}])
                op.create_index("lines_by", "lines", ["line"], postgresql_using="btree", postgresql_with={"fillfactor": 90})


def apply(op, ops):
    for o in ops.ops:
        if hasattr(o, "ops"):
            apply(op, o)
        else:
            op.invoke(o)


async def asynchronous():
    import asyncpg
    c = await asyncpg.connect(host=os.environ["PGHOST"], port=int(os.environ["PGPORT"]), user=os.environ["PGUSER"], database=os.environ["PGDATABASE"], ssl=False)
    await c.execute("CREATE TABLE async_t (a int PRIMARY KEY, b text[], c jsonb, d numrange, e inet, f interval, s order_state)")
    await c.set_type_codec("jsonb", encoder=str, decoder=str, schema="pg_catalog")
    await c.executemany("INSERT INTO async_t VALUES ($1, $2, $3, $4, $5, $6, $7)", [(i, ["x", None], '{"a": 1}', asyncpg.Range(1, i + 1), "10.0.0.0/8", datetime.timedelta(days=i), "new") for i in range(1, 4)])
    show("rows", [tuple(map(str, r)) for r in await c.fetch("SELECT * FROM async_t WHERE s = ANY($1::order_state[]) ORDER BY a", ["new"])])
    show("copied", await c.copy_records_to_table("async_t", records=[(i,) for i in range(10, 20)], columns=["a"]))
    async with c.transaction():
        cursor = await c.cursor("SELECT a FROM async_t ORDER BY a")
        show("cursor", [[r[0] for r in await cursor.fetch(3)], await cursor.forward(2), (await cursor.fetchrow())[0]])
    heard = asyncio.Queue()
    await c.add_listener("news", lambda *a: heard.put_nowait(a[3]))
    await c.execute("NOTIFY news, 'hello'")
    show("heard", await asyncio.wait_for(heard.get(), 10))
    try:
        async with c.transaction(isolation="serializable"):
            await c.execute("INSERT INTO async_t (a) VALUES (1)")
    except asyncpg.UniqueViolationError as e:
        show("duplicate", [e.sqlstate, e.table_name, e.constraint_name, e.detail])
    await c.execute("ALTER TABLE async_t ADD COLUMN g point DEFAULT '(1,2)'")
    show("after a change", tuple(map(str, await c.fetchrow("SELECT * FROM async_t WHERE a = 1"))))
    await c.execute("DROP TABLE async_t")
    await c.close()


# What is shown of concurrent changes is that of READ COMMITTED, which is
# Postgres's default.
engine = sa.create_engine(url, future=True, isolation_level="READ COMMITTED")
Base.metadata.create_all(engine)
Base.metadata.drop_all(engine)
Base.metadata.create_all(engine)
Base.metadata.create_all(engine)
fill(engine)
queries(engine)
reflect(engine)
migrations(engine)
asyncio.run(asynchronous())
reflected = sa.MetaData()
reflected.reflect(engine)
show("reflected", sorted(reflected.tables))

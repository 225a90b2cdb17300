// knex, Sequelize, TypeORM and Drizzle: each makes its tables, changes them,
// writes and reads, and tells what it reads back of the schema.
require("reflect-metadata");
const knex = require("knex");
const pg = require("pg");
const { Sequelize, DataTypes, Op, UniqueConstraintError } = require("sequelize");
const { DataSource, EntitySchema, MoreThan } = require("typeorm");
const { drizzle } = require("drizzle-orm/node-postgres");
const core = require("drizzle-orm/pg-core");
const orm = require("drizzle-orm");

const url = process.env.DATABASE_URL;
const show = (what, v) => console.log(`${what}: ${JSON.stringify(v)}`);
const attempt = async (what, f) => {
  try {
    show(what, await f());
  } catch (e) {
    const by = e.parent || e.driverError || e.cause || e;
    console.log(`${what}: ${e.name} ${by.code}`);
  }
};

async function knexFlow() {
  const db = knex({ client: "pg", connection: url, pool: { min: 0, max: 3 } });
  const steps = [
    {
      name: "1",
      up: async (k) => {
        await k.schema.createTable("k_users", (t) => {
          t.increments("id");
          t.string("email", 100).notNullable().unique();
          t.jsonb("data").defaultTo("{}");
          t.specificType("tags", "text[]");
          t.enu("role", ["admin", "user"], { useNative: true, enumName: "k_role" }).defaultTo("user");
          t.timestamps(true, true);
          t.check("length(email) > 2", [], "k_email");
        });
        await k.schema.createTable("k_posts", (t) => {
          t.uuid("id").primary().defaultTo(k.fn.uuid());
          t.integer("user_id").unsigned().references("k_users.id").onDelete("CASCADE").deferrable("deferred");
          t.string("title").comment("as shown");
          t.decimal("price", 8, 2);
          t.index(["user_id", "title"], "k_posts_by", { predicate: k.whereNotNull("title") });
        });
      },
      down: (k) => k.schema.dropTable("k_posts").dropTable("k_users").raw("DROP TYPE k_role"),
    },
    {
      name: "2",
      up: (k) =>
        k.schema.alterTable("k_posts", (t) => {
          t.text("body").notNullable().defaultTo("");
          t.renameColumn("price", "cost");
          t.text("title").notNullable().alter();
          t.unique(["title"], { indexName: "k_title", deferrable: "immediate" });
          t.dropIndex([], "k_posts_by");
        }),
      down: (k) =>
        k.schema.alterTable("k_posts", (t) => {
          t.dropUnique([], "k_title");
          t.renameColumn("cost", "price");
          t.dropColumn("body");
          t.setNullable("title");
          t.index(["user_id", "title"], "k_posts_by");
        }),
    },
  ];
  const migrations = { migrationSource: { getMigrations: async () => steps, getMigrationName: (m) => m.name, getMigration: async (m) => m }, tableName: "k_migrations" };
  await attempt("knex up", async () => (await db.migrate.latest(migrations))[1]);
  await attempt("knex down", async () => (await db.migrate.rollback(migrations))[1]);
  await attempt("knex up again", async () => (await db.migrate.latest(migrations))[1]);
  await attempt("knex insert", () => db("k_users").insert([{ email: "ann@x", data: { a: [1] }, tags: ["x"] }, { email: "bob@x", role: "admin" }]).returning(["id", "role", "data"]));
  await attempt("knex duplicate", () => db("k_users").insert({ email: "ann@x" }));
  await attempt("knex check", () => db("k_users").insert({ email: "x" }));
  await attempt("knex upsert", () => db("k_users").insert({ email: "ann@x", tags: ["y"] }).onConflict("email").merge(["tags"]).returning(["email", "tags"]));
  await attempt("knex batch", () => db.batchInsert("k_posts", [1, 2, 3].map((i) => ({ user_id: 1, title: "t" + i, cost: i * 1.5 })), 2).returning("title"));
  await attempt("knex join", () => db("k_posts as p").join("k_users as u", "u.id", "p.user_id").whereJsonSupersetOf("u.data", { a: [1] }).orderBy("title").select("email", "title", db.raw("cost * ? AS twice", [2])));
  await attempt("knex rank", () => db("k_posts").select("title").rank("r", "cost").orderBy("title"));
  await attempt("knex transaction", () => db.transaction(async (t) => {
    await t.transaction(async (inner) => { await inner("k_users").insert({ email: "ann@x" }); }).catch(() => 0);
    return t("k_users").forUpdate().skipLocked().count();
  }, { isolationLevel: "repeatable read" }));
  await attempt("knex columns", () => db("k_posts").columnInfo());
  await attempt("knex has", async () => [await db.schema.hasTable("k_users"), await db.schema.hasColumn("k_users", "tags")]);
  await db.destroy();
}

async function sequelizeFlow() {
  const s = new Sequelize(url, { logging: false, dialectOptions: { ssl: false } });
  const User = s.define("s_user", {
    email: { type: DataTypes.STRING(100), unique: true, allowNull: false },
    role: { type: DataTypes.ENUM("admin", "user"), defaultValue: "user" },
    data: DataTypes.JSONB, tags: DataTypes.ARRAY(DataTypes.TEXT), span: DataTypes.RANGE(DataTypes.INTEGER),
    price: DataTypes.DECIMAL(10, 2), uid: { type: DataTypes.UUID, defaultValue: "00000000-0000-4000-8000-000000000001" },
  }, { timestamps: true, paranoid: true, indexes: [{ fields: ["data"], using: "gin", operator: "jsonb_path_ops" }, { fields: ["price"], where: { role: "user" }, name: "s_price" }] });
  const Post = s.define("s_post", { title: { type: DataTypes.TEXT, comment: "shown" } }, { timestamps: false });
  User.hasMany(Post, { foreignKey: { allowNull: false }, onDelete: "CASCADE" });
  Post.belongsTo(User);
  const Tag = s.define("s_tag", { name: { type: DataTypes.STRING(20), primaryKey: true } }, { timestamps: false });
  Post.belongsToMany(Tag, { through: "s_post_tags" });
  Tag.belongsToMany(Post, { through: "s_post_tags" });
  await s.sync({ force: true });
  User.rawAttributes.role.values.push("guest");
  User.rawAttributes.nick = { type: DataTypes.STRING, defaultValue: "-" };
  User.refreshAttributes();
  await attempt("sequelize alter", async () => { await s.sync({ alter: true }); await s.sync({ alter: true }); return 1; });
  const ann = await User.create({ email: "ann@x", data: { a: { b: 1 } }, tags: ["x"], span: [1, 5], price: "1.50", s_posts: [{ title: "one" }, { title: "two" }] }, { include: [Post] });
  await attempt("sequelize duplicate", () => User.create({ email: "ann@x" }));
  // findOrCreate wants an argument of a table's row type (docs/sql-compatibility.md).
  await attempt("sequelize findCreateFind", async () => { const [u, made] = await User.findCreateFind({ where: { email: "bob@x" }, defaults: { role: "guest" } }); return [u.role, made, (await User.findCreateFind({ where: { email: "bob@x" } }))[1]]; });
  await attempt("sequelize upsert", async () => { const [u] = await User.upsert({ email: "bob@x", price: 9 }); return [u.email, u.price]; });
  await attempt("sequelize bulk", async () => (await User.bulkCreate([{ email: "ann@x", price: 2 }, { email: "cy@x" }], { updateOnDuplicate: ["price"] })).length);
  await attempt("sequelize json", async () => (await User.findAll({ where: { data: { a: { b: 1 } }, tags: { [Op.contains]: ["x"] }, span: { [Op.contains]: 3 } } })).map((u) => [u.email, u.span.map((b) => b.value)]));
  await attempt("sequelize include", async () => (await User.findAll({ include: [{ model: Post, required: true }], order: [["id"], [Post, "title"]], limit: 5 })).map((u) => u.s_posts.map((p) => p.title)));
  await attempt("sequelize tags", async () => { const [p] = await ann.getS_posts({ order: ["title"] }); const t = await Tag.create({ name: "new" }); await p.addS_tag(t); return p.countS_tags(); });
  await attempt("sequelize count", () => User.count({ group: ["role"] }).then((r) => r.sort((a, b) => (a.role < b.role ? -1 : 1))));
  await attempt("sequelize transaction", () => s.transaction({ isolationLevel: "READ COMMITTED" }, async (t) => { const u = await User.findOne({ where: { email: "ann@x" }, lock: t.LOCK.UPDATE, skipLocked: true, transaction: t }); await u.increment("price", { by: 2, transaction: t }); await u.reload({ transaction: t }); return u.price; }));
  await attempt("sequelize paranoid", async () => { await ann.destroy(); return [await User.count(), await User.count({ paranoid: false })]; });
  const q = s.getQueryInterface();
  await attempt("sequelize describe", () => q.describeTable("s_users"));
  await attempt("sequelize indexes", async () => (await q.showIndex("s_users")).map((i) => [i.name, i.unique, i.fields.map((f) => f.attribute)]).sort());
  await attempt("sequelize keys", async () => (await q.getForeignKeyReferencesForTable("s_posts")).map((k) => [k.constraintName, k.columnName, k.referencedTableName, k.referencedColumnName]));
  await attempt("sequelize tables", async () => (await q.showAllTables()).map((t) => t.tableName || t).sort());
  await attempt("sequelize changes", async () => { await q.changeColumn("s_posts", "title", { type: DataTypes.STRING(40), allowNull: false }); await q.renameColumn("s_posts", "title", "name"); await q.addConstraint("s_posts", { fields: ["name"], type: "unique", name: "s_name" }); await q.removeConstraint("s_posts", "s_name"); await q.removeColumn("s_users", "nick"); return 1; });
  await s.close();
}

async function typeormFlow() {
  const Author = new EntitySchema({ name: "TAuthor", tableName: "t_author", columns: { id: { type: Number, primary: true, generated: true }, name: { type: String, length: 50, unique: true }, tags: { type: "text", array: true, default: "{}" }, data: { type: "jsonb", nullable: true }, mood: { type: "enum", enum: ["sad", "ok"], default: "ok" }, made: { type: "timestamptz", createDate: true }, gone: { type: "timestamptz", deleteDate: true, nullable: true }, version: { type: Number, version: true } }, indices: [{ name: "t_by_mood", columns: ["mood", "name"], where: "gone IS NULL" }], relations: { books: { type: "one-to-many", target: "TBook", inverseSide: "author", cascade: true } } });
  const Book = new EntitySchema({ name: "TBook", tableName: "t_book", columns: { id: { type: "uuid", primary: true, generated: "uuid" }, title: { type: "varchar", comment: "shown" }, price: { type: "numeric", precision: 8, scale: 2, default: 0 }, twice: { type: "numeric", asExpression: "price * 2", generatedType: "STORED", nullable: true } }, checks: [{ name: "t_price", expression: "price >= 0" }], relations: { author: { type: "many-to-one", target: "TAuthor", onDelete: "CASCADE", inverseSide: "books" } } });
  const make = (entities, o) => new DataSource({ type: "postgres", url, entities, uuidExtension: "pgcrypto", ...o });
  let d = await make([Author, Book], { synchronize: true }).initialize();
  show("typeorm again", (await d.driver.createSchemaBuilder().log()).upQueries.map((q) => q.query));
  const authors = d.getRepository("TAuthor"), books = d.getRepository("TBook");
  const ann = await authors.save({ name: "Ann", tags: ["x"], data: { a: 1 }, books: [{ title: "one", price: 2 }, { title: "two", price: 3 }] });
  await attempt("typeorm duplicate", () => authors.insert({ name: "Ann" }));
  await attempt("typeorm check", () => books.insert({ title: "x", price: -1 }));
  await attempt("typeorm upsert", async () => (await authors.upsert([{ name: "Ann", mood: "sad" }, { name: "Bob" }], ["name"])).identifiers.length);
  await attempt("typeorm find", async () => (await authors.find({ relations: { books: true }, order: { id: "ASC", books: { title: "ASC" } }, where: { books: { price: MoreThan(1) } }, take: 3 })).map((a) => [a.name, a.mood, a.version, a.books.map((b) => [b.title, b.price, b.twice])]));
  await attempt("typeorm builder", () => d.createQueryBuilder("TBook", "b").leftJoin("b.author", "a").select("a.name", "name").addSelect("sum(b.price)", "total").groupBy("a.name").getRawMany());
  await attempt("typeorm locks", () => d.transaction("READ COMMITTED", async (m) => (await m.getRepository("TAuthor").createQueryBuilder("a").setLock("pessimistic_write").setOnLocked("nowait").getMany()).length));
  await attempt("typeorm soft", async () => { await authors.softRemove(await authors.findOneBy({ name: "Bob" })); return [await authors.count(), await authors.count({ withDeleted: true })]; });
  await d.destroy();
  Author.options.columns.nick = { type: "varchar", length: 10, nullable: true };
  Author.options.columns.mood.enum = ["sad", "ok", "glad"];
  Book.options.columns.price.default = 1;
  d = await make([Author, Book]).initialize();
  show("typeorm changes", (await d.driver.createSchemaBuilder().log()).upQueries.map((q) => q.query));
  await d.synchronize();
  show("typeorm done", (await d.driver.createSchemaBuilder().log()).upQueries.length);
  await d.destroy();
}

async function drizzleFlow() {
  const pool = new pg.Pool({ connectionString: url });
  await pool.query(`CREATE TABLE "d_users" ("id" serial PRIMARY KEY NOT NULL, "name" text NOT NULL, "data" jsonb DEFAULT '{}'::jsonb NOT NULL, CONSTRAINT "d_users_name_unique" UNIQUE("name"))`);
  await pool.query(`CREATE TABLE "d_posts" ("id" bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "d_posts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1), "user_id" integer, "title" varchar(50))`);
  await pool.query(`DO $$ BEGIN ALTER TABLE "d_posts" ADD CONSTRAINT "d_posts_user_fk" FOREIGN KEY ("user_id") REFERENCES "public"."d_users"("id") ON DELETE cascade ON UPDATE no action; EXCEPTION WHEN duplicate_object THEN null; END $$`);
  const users = core.pgTable("d_users", { id: core.serial("id").primaryKey(), name: core.text("name").notNull().unique(), data: core.jsonb("data").notNull().default({}) });
  const posts = core.pgTable("d_posts", { id: core.bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(), userId: core.integer("user_id").references(() => users.id), title: core.varchar("title", { length: 50 }) });
  const schema = { users, posts, usersRelations: orm.relations(users, ({ many }) => ({ posts: many(posts) })), postsRelations: orm.relations(posts, ({ one }) => ({ user: one(users, { fields: [posts.userId], references: [users.id] }) })) };
  const db = drizzle(pool, { schema });
  await attempt("drizzle insert", () => db.insert(users).values([{ name: "ann", data: { a: 1 } }, { name: "bob" }]).returning());
  await attempt("drizzle upsert", () => db.insert(users).values({ name: "ann" }).onConflictDoUpdate({ target: users.name, set: { data: { b: 2 } } }).returning());
  await attempt("drizzle duplicate", () => db.insert(users).values({ name: "ann" }));
  await attempt("drizzle posts", async () => (await db.insert(posts).values([{ userId: 1, title: "one" }, { userId: 1, title: "two" }])).rowCount);
  await attempt("drizzle relations", () => db.query.users.findMany({ with: { posts: { columns: { title: true }, orderBy: (p, { desc }) => desc(p.title) } }, orderBy: (u) => u.id }));
  await attempt("drizzle transaction", () => db.transaction(async (t) => { await t.transaction(async (i) => { await i.insert(users).values({ name: "bob" }); }).catch(() => 0); return t.select({ n: orm.count() }).from(users).for("update"); }, { isolationLevel: "repeatable read" }).catch(() => db.select({ n: orm.count() }).from(users)));
  const s = db.select().from(posts).where(orm.eq(posts.userId, orm.sql.placeholder("id"))).prepare("by_user");
  await attempt("drizzle prepared", async () => [(await s.execute({ id: 1 })).length, (await s.execute({ id: 2 })).length]);
  await pool.end();
}

(async () => {
  await knexFlow();
  await sequelizeFlow();
  await typeormFlow();
  await drizzleFlow();
})().catch((e) => { console.error(e); process.exit(1); });

package clients

import (
	"context"
	"testing"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/schema"
	"entgo.io/ent/schema/field"
)

// entTables are what ent generates for users with pets and groups.
func entTables(later bool) []*schema.Table {
	id := func() *schema.Column { return &schema.Column{Name: "id", Type: field.TypeInt, Increment: true} }
	users := &schema.Table{Name: "users", Columns: []*schema.Column{id(),
		{Name: "name", Type: field.TypeString, Unique: true}, {Name: "age", Type: field.TypeInt, Nullable: true},
		{Name: "role", Type: field.TypeEnum, Enums: []string{"admin", "user"}, Default: "user"},
		{Name: "meta", Type: field.TypeJSON, Nullable: true}, {Name: "at", Type: field.TypeTime, SchemaType: map[string]string{dialect.Postgres: "timestamp without time zone"}}}}
	users.PrimaryKey = users.Columns[:1]
	users.Indexes = []*schema.Index{{Name: "user_age_role", Columns: []*schema.Column{users.Columns[2], users.Columns[3]}}}
	pets := &schema.Table{Name: "pets", Columns: []*schema.Column{{Name: "id", Type: field.TypeUUID}, {Name: "name", Type: field.TypeString, Size: 30}, {Name: "owner", Type: field.TypeInt, Nullable: true}, {Name: "photo", Type: field.TypeBytes, Nullable: true}}}
	pets.PrimaryKey = pets.Columns[:1]
	pets.ForeignKeys = []*schema.ForeignKey{{Symbol: "pets_owner", Columns: pets.Columns[2:3], RefTable: users, RefColumns: users.Columns[:1], OnDelete: schema.SetNull}}
	if later {
		users.Columns = append(users.Columns, &schema.Column{Name: "nick", Type: field.TypeString, Default: "-"}, &schema.Column{Name: "score", Type: field.TypeFloat64, Nullable: true})
		users.Columns[2].Type = field.TypeInt64
		users.Columns[1].Unique = false
		users.Indexes = append(users.Indexes, &schema.Index{Name: "user_nick", Unique: true, Columns: []*schema.Column{users.Columns[6], users.Columns[1]}})
		pets.Columns[1].Size = 0
		pets.Columns[2].Nullable = true
	}
	return []*schema.Table{users, pets}
}

// TestEnt: the migration that ent derives from what it finds in the catalog,
// twice and to a later schema, and its statements with locks and upserts.
func TestEnt(t *testing.T) {
	run(t, "ent", func(x *flow) {
		drv := entsql.OpenDB(dialect.Postgres, x.db())
		for _, later := range []bool{false, false, true, true} {
			m, err := schema.NewMigrate(drv, schema.WithDropIndex(true), schema.WithDropColumn(true))
			x.must("migrate", err)
			x.must("create", m.Create(x.ctx, entTables(later)...))
		}
		x.entFlow(drv)
	})
}

func (x *flow) entFlow(drv *entsql.Driver) {
	x.Helper()
	b := entsql.Dialect(dialect.Postgres)
	tx, err := drv.Tx(x.ctx)
	x.must("tx", err)
	do := func(d dialect.ExecQuerier, q entsql.Querier) error {
		text, args := q.Query()
		var rows entsql.Rows
		if err := d.Query(context.WithoutCancel(x.ctx), text, args, &rows); err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var id int
			var name string
			if err := rows.Scan(&id, &name); err != nil {
				return err
			}
			x.say("%d %s", id, name)
		}
		return rows.Err()
	}
	insert := func(name string) *entsql.InsertBuilder {
		return b.Insert("users").Columns("name", "age", "at", "nick").Values(name, 7, "2024-02-29 12:00:00", "n").Returning("id", "name")
	}
	x.must("insert", do(tx, insert("ann")))
	x.must("upsert", do(tx, insert("ann").OnConflict(entsql.ConflictColumns("nick", "name"), entsql.ResolveWith(func(u *entsql.UpdateSet) { u.Add("age", 1) }))))
	x.must("locked", do(tx, b.Select("id", "name").From(entsql.Table("users")).Where(entsql.EQ("name", "ann")).For(entsql.LockUpdate, entsql.WithLockAction(entsql.NoWait))))
	x.must("commit", tx.Commit())
	x.sayError("duplicate", do(drv, insert("ann")))
	x.must("insert", do(drv, insert("bob")))
	users, pets := b.Table("users").As("u"), b.Table("pets").As("p")
	x.must("left join", do(drv, b.Select(users.C("id"), users.C("name")).From(users).LeftJoin(pets).On(users.C("id"), pets.C("owner")).GroupBy(users.C("id"), users.C("name")).Having(entsql.EQ(entsql.Count(pets.C("id")), 0)).OrderBy(entsql.Desc(users.C("name")))))
}

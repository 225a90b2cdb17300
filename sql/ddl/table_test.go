package ddl

import (
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

func TestCreateTable(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE p (id int PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x', UNIQUE (name, id))`)
	p := w.table("p")
	if !p.HasPrimaryKey() || p.Indexes[0].Name != "p_pkey" || p.Indexes[1].Name != "p_name_id_key" || !p.Indexes[1].Unique {
		t.Errorf("indexes %+v", p.Indexes)
	}
	if c := p.Columns[1]; c.Type != types.TVarchar || c.Typmod != 24 || !c.NotNull || c.DefaultText == "" {
		t.Errorf("column %+v", c)
	}
	w.must(`CREATE TABLE c (id bigserial PRIMARY KEY, p int REFERENCES p, q int, v numeric(10,2) CHECK (v > 0), u uuid, tags text[],
		n int GENERATED ALWAYS AS IDENTITY, created timestamptz DEFAULT now(), CONSTRAINT q_ok CHECK (q < 10 AND v < 5), parent bigint REFERENCES c)`)
	c := w.table("c")
	var names []string
	for _, k := range c.Checks {
		names = append(names, k.Name)
	}
	for _, f := range c.ForeignKeys {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "c_v_check q_ok c_p_fkey c_parent_fkey" {
		t.Errorf("constraints %s", got)
	}
	if p := w.table("p"); len(p.InboundForeignKeys) != 1 || p.InboundForeignKeys[0] != c.ID {
		t.Errorf("p is referenced by %v", p.InboundForeignKeys)
	}
	seq, err := w.cat.Current().Sequence(path, mustName("c_id_seq"))
	if err != nil || seq.OwnerTable != c.ID || c.Columns[0].DefaultText != catalog.NextvalText(seq.ID) {
		t.Errorf("sequence %+v, %v, default %q", seq, err, c.Columns[0].DefaultText)
	}
	if seq, err := w.cat.Current().Sequence(path, mustName("c_n_seq")); err != nil || !seq.Identity {
		t.Errorf("identity sequence %+v, %v", seq, err)
	}
	w.must(`CREATE TABLE h (a int, b text)`)
	h := w.table("h")
	if h.HasPrimaryKey() || h.Columns[2].ID != catalog.RowIDColumn || !h.Columns[2].Hidden {
		t.Errorf("a table without a primary key: %+v", h.Columns)
	}
	w.must(`CREATE TABLE l (LIKE c INCLUDING ALL, extra int)`)
	if l := w.table("l"); l.Indexes[0].Name != "l_pkey" || len(l.Checks) != 2 || len(l.ForeignKeys) != 0 {
		t.Errorf("LIKE: %+v", l)
	}
	w.must(`CREATE TABLE IF NOT EXISTS h (z int)`)
	if len(w.notices) != 1 || w.notices[0] != `relation "h" already exists, skipping` {
		t.Errorf("notices %q", w.notices)
	}
}

func mustName(s string) ast.QName {
	n, err := catalog.ParseName(s)
	if err != nil {
		panic(err)
	}
	return n
}

func TestCreateTableErrors(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE t (a int PRIMARY KEY, b int); CREATE TABLE plain (a int); CREATE INDEX i ON t (b)`)
	tests := []struct{ sql, code, message string }{
		{`CREATE TABLE t (a int)`, "42P07", `relation "t" already exists`},
		{`CREATE TABLE i (a int)`, "42P07", `relation "i" already exists`},
		{`CREATE TABLE x (a int, a text)`, "42701", `column "a" specified more than once`},
		{`CREATE TABLE x (a foo)`, "42704", `type "foo" does not exist`},
		{`CREATE TABLE nope.x (a int)`, "3F000", `schema "nope" does not exist`},
		{`CREATE TABLE other.public.x (a int)`, "0A000", ""},
		{`CREATE TABLE x (a int, PRIMARY KEY (b))`, "42703", `column "b" named in key does not exist`},
		{`CREATE TABLE x (a int PRIMARY KEY, b int PRIMARY KEY)`, "42P16", `multiple primary keys for table "x" are not allowed`},
		{`CREATE TABLE x (a int, UNIQUE (a, a))`, "42701", `column "a" appears twice in unique constraint`},
		{`CREATE TABLE x (a int NULL NOT NULL)`, "42601", `conflicting NULL/NOT NULL declarations for column "a" of table "x"`},
		{`CREATE TABLE x (a int DEFAULT 1 DEFAULT 2)`, "42601", `multiple default values specified for column "a" of table "x"`},
		{`CREATE TABLE x (a int DEFAULT 'abc')`, "22P02", `invalid input syntax for type integer: "abc"`},
		{`CREATE TABLE x (a int DEFAULT true)`, "42804", `column "a" is of type integer but default expression is of type boolean`},
		{`CREATE TABLE x (a int CHECK (a))`, "42804", `argument of CHECK must be type boolean, not type integer`},
		{`CREATE TABLE x (a int CHECK (zz > 0))`, "42703", `column "zz" does not exist`},
		{`CREATE TABLE x (a int CHECK (a > 0), CONSTRAINT x_a_check CHECK (a > 1))`, "42710", `check constraint "x_a_check" already exists`},
		{`CREATE TABLE x (a int REFERENCES nope)`, "42P01", `relation "nope" does not exist`},
		{`CREATE TABLE x (a int REFERENCES plain)`, "42704", `there is no primary key for referenced table "plain"`},
		{`CREATE TABLE x (a int REFERENCES t (b))`, "42830", `there is no unique constraint matching given keys for referenced table "t"`},
		{`CREATE TABLE x (a text REFERENCES t)`, "42804", `foreign key constraint "x_a_fkey" cannot be implemented`},
		{`CREATE TABLE x (a int, b int, FOREIGN KEY (a, b) REFERENCES t)`, "42830", `number of referencing and referenced columns for foreign key disagree`},
		{`CREATE TABLE x (a text GENERATED ALWAYS AS IDENTITY)`, "22023", `identity column type must be smallint, integer, or bigint`},
		{`CREATE TABLE x (a timestamptz GENERATED ALWAYS AS (now()) STORED)`, "42P17", "generation expression is not immutable"},
		{`CREATE TABLE x (a anyelement)`, "42P16", `column "a" has pseudo-type anyelement`},
		{`CREATE TABLE x (xmin int)`, "42701", `column name "xmin" conflicts with a system column name`},
		{`CREATE TABLE x (a serial DEFAULT 1)`, "42601", `multiple default values specified for column "a" of table "x"`},
	}
	for _, tt := range tests {
		w.fails(tt.sql, tt.code, tt.message)
	}
	if e := w.fails(`CREATE TABLE x (a int, b foo)`, "42704", ""); e.Position != 26 {
		t.Errorf("position %d", e.Position)
	}
	for _, name := range []string{"x", "x_a_seq"} {
		if _, ok, _ := w.cat.Current().Lookup(path, mustName(name)); ok {
			t.Errorf("%s was left behind", name)
		}
	}
}

func TestDrop(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE p (a int PRIMARY KEY); CREATE TABLE c (a serial, p int REFERENCES p); CREATE SEQUENCE s; CREATE TABLE d (a int DEFAULT nextval('s'))`)
	e := w.fails(`DROP TABLE p`, "2BP01", `cannot drop table p because other objects depend on it`)
	if e.Detail != `constraint c_p_fkey on table c depends on table p` || e.Hint != `Use DROP ... CASCADE to drop the dependent objects too.` {
		t.Errorf("detail %q, hint %q", e.Detail, e.Hint)
	}
	e = w.fails(`DROP SEQUENCE s`, "2BP01", `cannot drop sequence s because other objects depend on it`)
	if e.Detail != `default value for column a of table d depends on sequence s` {
		t.Errorf("detail %q", e.Detail)
	}
	w.fails(`DROP INDEX p_pkey`, "2BP01", `cannot drop index p_pkey because constraint p_pkey on table p requires it`)
	w.fails(`DROP TABLE s`, "42809", `"s" is not a table`)
	w.fails(`DROP TABLE nope`, "42P01", `table "nope" does not exist`)
	w.fails(`DROP VIEW p`, "42809", `"p" is not a view`)
	w.fails(`ALTER TABLE p DROP CONSTRAINT p_pkey`, "2BP01", `cannot drop constraint p_pkey on table p because other objects depend on it`)
	w.notices = nil
	w.must(`DROP TABLE p CASCADE`)
	if len(w.notices) != 1 || w.notices[0] != "drop cascades to constraint c_p_fkey on table c" {
		t.Errorf("notices %q", w.notices)
	}
	if c := w.table("c"); len(c.ForeignKeys) != 0 {
		t.Errorf("foreign keys left: %+v", c.ForeignKeys)
	}
	w.must(`DROP SEQUENCE s CASCADE`)
	if d := w.table("d"); d.Columns[0].DefaultText != "" {
		t.Errorf("default left: %q", d.Columns[0].DefaultText)
	}
	w.must(`DROP TABLE c, d`)
	if _, ok, _ := w.cat.Current().Lookup(path, mustName("c_a_seq")); ok {
		t.Error("the sequence of a serial column survives its table")
	}
	w.notices = nil
	w.must(`DROP TABLE IF EXISTS c, nope.x`)
	if len(w.notices) != 2 {
		t.Errorf("notices %q", w.notices)
	}
}

// TestDropRemovesRows: the keys of a dropped table go once nobody may read them.
func TestDropRemovesRows(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE t (a int PRIMARY KEY, b int); CREATE INDEX i ON t (b)`)
	for i := range 10 {
		w.insert("t", i, i)
	}
	d := w.table("t")
	w.must(`DROP TABLE t`)
	w.idle()
	if n := w.keysLeft(d); n != 0 {
		t.Errorf("%d keys left", n)
	}
	if left := w.jobs.Jobs(); len(left) != 0 {
		t.Errorf("jobs left: %+v", left)
	}
}

func TestTruncate(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE p (a int PRIMARY KEY, n serial); CREATE TABLE c (p int REFERENCES p)`)
	w.insert("p", 1, 1)
	w.insert("c", 1)
	old := w.table("p")
	e := w.fails(`TRUNCATE p`, "0A000", `cannot truncate a table referenced in a foreign key constraint`)
	if e.Detail != `Table "c" references "p".` {
		t.Errorf("detail %q", e.Detail)
	}
	b := w.begin()
	if err := b.exec(`TRUNCATE p, c`); err != nil {
		t.Fatal(err)
	}
	if got := b.rows("p"); len(got) != 0 {
		t.Errorf("own TRUNCATE: %v", got)
	}
	b.s.Rollback(ctx)
	w.wantRows("p", "1|1")

	seq, err := w.cat.Current().Sequence(path, mustName("p_n_seq"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.cat.NextVal(ctx, seq); err != nil {
		t.Fatal(err)
	}
	w.must(`TRUNCATE p RESTART IDENTITY CASCADE`)
	w.wantRows("p")
	w.wantRows("c")
	if seq, err = w.cat.Current().Sequence(path, mustName("p_n_seq")); err != nil {
		t.Fatal(err)
	}
	if v, err := w.cat.NextVal(ctx, seq); v != 1 || err != nil {
		t.Errorf("nextval after RESTART IDENTITY = %d, %v", v, err)
	}
	w.idle()
	if n := w.keysLeft(old); n != 0 {
		t.Errorf("%d keys of the old prefix left", n)
	}
}

// TestRollback: a mix of schema statements and rows is undone whole, and in
// part by savepoints.
func TestRollback(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE t (a int PRIMARY KEY, b int)`)
	w.insert("t", 1, 1)
	b := w.begin()
	do := func(sql string) {
		t.Helper()
		if err := b.exec(sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	do(`ALTER TABLE t ADD COLUMN c int DEFAULT 7; CREATE INDEX i ON t (b); CREATE TABLE u (x int PRIMARY KEY)`)
	if err := b.insert("u", 5); err != nil {
		t.Fatal(err)
	}
	if err := b.insert("t", 2, 2, 3); err != nil {
		t.Fatal(err)
	}
	sp, mark := b.txn.Savepoint(), b.s.Savepoint()
	do(`DROP TABLE t; ALTER TABLE u RENAME TO v`)
	if err := b.insert("v", 6); err != nil {
		t.Fatal(err)
	}
	if err := b.txn.RollbackTo(ctx, sp); err != nil {
		t.Fatal(err)
	}
	b.s.RollbackTo(mark)
	if got := strings.Join(b.rows("t"), " "); got != "1|1|7 2|2|3" {
		t.Errorf("t holds %s", got)
	}
	if got := strings.Join(b.rows("u"), " "); got != "5" {
		t.Errorf("u holds %s", got)
	}
	b.s.Rollback(ctx)
	w.wantRows("t", "1|1")
	if d := w.table("t"); len(d.Columns) != 2 || len(d.Indexes) != 1 {
		t.Errorf("after the rollback: %+v", d)
	}
	if _, ok, _ := w.cat.Current().Lookup(path, mustName("u")); ok {
		t.Error("a table survives the rollback")
	}
}

package ddl

import (
	"fmt"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/plan/bind"

	"github.com/isochrondb/isochron/sql/parser"
)

// planned plans a query by the newest catalog.
func (w *world) planned(sql string) error {
	w.t.Helper()
	st, err := parser.ParseOne(sql)
	if err != nil {
		w.t.Fatal(err)
	}
	_, err = plan.Build(st.AST, &bind.Env{Catalog: w.cat.Current(), Path: path, Types: w.env})
	return err
}

// A view, and who refers to whom, is there after a restart, and goes with what it reads.
func TestViewsAreKept(t *testing.T) {
	w := newWorld(t)
	w.must("CREATE TABLE t (a int PRIMARY KEY, b text); CREATE VIEW v AS SELECT b, a FROM t WHERE a > 1; CREATE VIEW w AS SELECT * FROM v")
	w.restart()
	tab, v, x := w.table("t"), w.table("v"), w.table("w")
	if !v.IsView() || v.QueryErr != nil || len(v.Columns) != 2 || v.Columns[0].Name != "b" {
		t.Fatalf("view %+v", v)
	}
	if !slices.Equal(tab.Dependents, []catalog.ID{v.ID}) || !slices.Equal(v.Dependents, []catalog.ID{x.ID}) || !x.Refers(v.ID, 2) || !v.Refers(tab.ID, 1) {
		t.Errorf("dependents %v and %v, refs %v and %v", tab.Dependents, v.Dependents, v.Refs, x.Refs)
	}
	w.must("ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME a TO z")
	w.restart()
	if err := w.planned("SELECT a, b FROM w"); err != nil {
		t.Errorf("after a rename: %v", err)
	}
	w.fails("DROP TABLE u", pgerror.DependentObjectsStillExist, "cannot drop table u because other objects depend on it")
	w.fails("ALTER TABLE u DROP COLUMN b", pgerror.DependentObjectsStillExist, "cannot drop column b of table u because other objects depend on it")
	w.must("DROP VIEW w")
	if d := w.table("v").Dependents; len(d) != 0 {
		t.Errorf("v still has dependents %v", d)
	}
	w.must("ALTER TABLE u DROP COLUMN b CASCADE")
	if d := w.table("u").Dependents; len(d) != 0 {
		t.Errorf("u still has dependents %v", d)
	}
	if err := w.planned("SELECT * FROM v"); !pgerror.Is(err, pgerror.UndefinedTable) {
		t.Errorf("v is still there: %v", err)
	}
}

// A view of a later version can't be read, and says so; all else goes on.
func TestViewOfALaterVersion(t *testing.T) {
	w := newWorld(t)
	w.must("CREATE TABLE t (a int PRIMARY KEY); CREATE VIEW v AS SELECT a FROM t")
	v := *w.table("v")
	v.ViewQuery = append([]byte{200}, v.ViewQuery[1:]...)
	if _, err := stored.Query(v.ViewQuery); err == nil {
		t.Fatal("read")
	}
	b := w.begin()
	old, err := catalog.Edit(ctx, b.s, w.table("v"))
	if err != nil {
		t.Fatal(err)
	}
	old.ViewQuery = v.ViewQuery
	if err := b.s.Write(ctx, w.table("v"), old); err != nil {
		t.Fatal(err)
	}
	if err := b.commit(); err != nil {
		t.Fatal(err)
	}
	w.restart()
	if err := w.planned("SELECT * FROM v"); !pgerror.Is(err, pgerror.DataCorrupted) {
		t.Errorf("reading the view: %v", err)
	}
	if err := w.planned("SELECT * FROM t"); err != nil {
		t.Error(err)
	}
	w.must("DROP VIEW v")
}

// Views within views have a limit, and a view can't come to read itself.
func TestViewsWithinViews(t *testing.T) {
	w := newWorld(t)
	w.must("CREATE TABLE t (a int PRIMARY KEY); CREATE VIEW v0 AS SELECT a FROM t")
	for i := 1; i < 200; i++ {
		w.must(fmt.Sprintf("CREATE VIEW v%d AS SELECT a FROM v%d", i, i-1))
	}
	if err := w.planned("SELECT * FROM v199"); err != nil {
		t.Error(err)
	}
	w.fails("CREATE VIEW v200 AS SELECT a FROM v199 UNION SELECT a FROM v0; CREATE VIEW v201 AS SELECT a FROM v200", pgerror.StatementTooComplex, "")
	w.fails("CREATE OR REPLACE VIEW v0 AS SELECT a FROM v5", pgerror.InvalidObjectDefinition, "infinite recursion detected in rules for relation \"v0\"")
}

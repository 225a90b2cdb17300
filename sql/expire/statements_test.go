package expire

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
)

func TestStatements(t *testing.T) {
	schema := &catalog.SchemaDesc{Base: catalog.Base{Name: "public"}}
	columns := []catalog.Column{{ID: 1, Name: "id", TypeOID: types.OIDInt8}, {ID: 2, Name: "At", TypeOID: types.OIDTimestampTZ}, {ID: 3, Name: "k", TypeOID: types.OIDText}}
	table := func(primary []catalog.ColumnID, more ...catalog.IndexDesc) *catalog.TableDesc {
		pk := catalog.IndexDesc{Primary: len(primary) > 0}
		for _, id := range primary {
			pk.Columns = append(pk.Columns, catalog.IndexColumn{ID: id})
		}
		return &catalog.TableDesc{Base: catalog.Base{Name: "t"}, Columns: columns, Indexes: append([]catalog.IndexDesc{pk}, more...)}
	}
	by := func(c catalog.IndexColumn) catalog.IndexDesc {
		return catalog.IndexDesc{Columns: []catalog.IndexColumn{c}}
	}
	partial := by(catalog.IndexColumn{ID: 2})
	partial.Predicate = "k IS NULL"
	remove := `DELETE FROM ONLY public.t WHERE (id) IN (($2), ($3)) AND "At" <= $1`
	byKey := [2]string{`SELECT id FROM ONLY public.t WHERE "At" <= $1 ORDER BY id LIMIT 2`, `SELECT id FROM ONLY public.t WHERE "At" <= $1 AND (id) > ($2) ORDER BY id LIMIT 2`}
	byTime := [2]string{`SELECT "At", id FROM ONLY public.t WHERE "At" <= $1 ORDER BY "At", id LIMIT 2`,
		`SELECT "At", id FROM ONLY public.t WHERE "At" <= $1 AND "At" >= $2 AND ("At", id) > ($2, $3) ORDER BY "At", id LIMIT 2`}
	for name, x := range map[string]struct {
		of     *catalog.TableDesc
		list   [2]string
		remove string
	}{
		"by key":          {table([]catalog.ColumnID{1}), byKey, remove},
		"by an index":     {table([]catalog.ColumnID{1}, by(catalog.IndexColumn{ID: 2})), byTime, remove},
		"a partial index": {table([]catalog.ColumnID{1}, partial), byKey, remove},
		"an index downward, one of an expression": {table([]catalog.ColumnID{1}, by(catalog.IndexColumn{ID: 2, Desc: true}), by(catalog.IndexColumn{ID: 2, Expr: "f(x)"})), byKey, remove},
		"in the key": {table([]catalog.ColumnID{3, 2}), [2]string{`SELECT k, "At" FROM ONLY public.t WHERE "At" <= $1 ORDER BY k, "At" LIMIT 2`,
			`SELECT k, "At" FROM ONLY public.t WHERE "At" <= $1 AND (k, "At") > ($2, $3) ORDER BY k, "At" LIMIT 2`},
			`DELETE FROM ONLY public.t WHERE (k, "At") IN (($2, $3), ($4, $5)) AND "At" <= $1`},
		"first in the key": {table([]catalog.ColumnID{2, 3}), [2]string{`SELECT "At", k FROM ONLY public.t WHERE "At" <= $1 ORDER BY "At", k LIMIT 2`,
			`SELECT "At", k FROM ONLY public.t WHERE "At" <= $1 AND "At" >= $2 AND ("At", k) > ($2, $3) ORDER BY "At", k LIMIT 2`},
			`DELETE FROM ONLY public.t WHERE ("At", k) IN (($2, $3), ($4, $5)) AND "At" <= $1`},
		"in the key and an index": {table([]catalog.ColumnID{3, 2}, by(catalog.IndexColumn{ID: 2})), [2]string{`SELECT "At", k FROM ONLY public.t WHERE "At" <= $1 ORDER BY "At", k LIMIT 2`,
			`SELECT "At", k FROM ONLY public.t WHERE "At" <= $1 AND "At" >= $2 AND ("At", k) > ($2, $3) ORDER BY "At", k LIMIT 2`},
			`DELETE FROM ONLY public.t WHERE (k, "At") IN (($2, $3), ($4, $5)) AND "At" <= $1`},
	} {
		g, ok := targetOf(schema, x.of, &catalog.Expiry{Column: 2})
		if !ok {
			t.Fatalf("%s: no target", name)
		}
		if got := [2]string{g.list(false, 2), g.list(true, 2)}; got != x.list {
			t.Errorf("%s: %q", name, got)
		}
		if got := g.remove(2); got != x.remove {
			t.Errorf("%s: %q", name, got)
		}
	}
	if _, ok := targetOf(schema, table(nil), &catalog.Expiry{Column: 2}); ok {
		t.Error("a table without a primary key has a target")
	}
}

func TestUntil(t *testing.T) {
	now := types.TimestampFromTime(time.Date(1999, 12, 31, 23, 0, 0, 0, time.UTC))
	for _, x := range []struct {
		kind  *types.Type
		after types.Interval
		want  string
	}{
		{types.TTimestampTZ, types.Interval{}, "1999-12-31 23:00:00+00"},
		{types.TTimestamp, types.Interval{Months: 1}, "1999-11-30 23:00:00"},
		{types.TDate, types.Interval{}, "1999-12-31"},
		{types.TDate, types.Interval{Days: 1}, "1999-12-30"},
		{types.TDate, types.Interval{Micros: 24 * 3600 * 1e6}, "1999-12-30"},
	} {
		d, ok := (&target{kind: x.kind}).until(&catalog.Expiry{After: x.after}, now)
		if got := types.String(x.kind, d, types.NewEnv()); !ok || got != x.want {
			t.Errorf("%s, %+v: %s", x.kind.Name, x.after, got)
		}
	}
	if _, ok := (&target{kind: types.TTimestamp}).until(&catalog.Expiry{After: types.Interval{Months: 1 << 30}}, now); ok {
		t.Error("there is a time before all times")
	}
}

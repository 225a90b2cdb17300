package catalog

import (
	"slices"
	"testing"

	"github.com/isochrondb/isochron/sql/types"
)

// computedTable has an index of an expression, and a unique one of some rows.
func computedTable() *TableDesc {
	d := sampleTable()
	d.Columns = []Column{
		{ID: 1, Name: "a", TypeOID: types.OIDInt4, Typmod: -1, NotNull: true},
		{ID: 2, Name: "b", TypeOID: types.OIDText, Typmod: -1},
	}
	d.Checks, d.ForeignKeys = nil, nil
	d.Indexes = []IndexDesc{
		{OID: 1, ID: 1, Unique: true, Primary: true, Columns: []IndexColumn{{ID: 1}}},
		{OID: 2, ID: 2, Columns: []IndexColumn{{ID: RowIDColumn + 2, Expr: "lower(b)", TypeOID: types.OIDText, Typmod: -1}, {ID: 2}}},
		{OID: 3, ID: 3, Unique: true, Columns: []IndexColumn{{ID: 2}}, Predicate: "a > 5", PredicateID: RowIDColumn + 1},
	}
	return d
}

// TestComputedColumns: what indexes compute is columns of the table, behind its own, in no
// stored form.
func TestComputedColumns(t *testing.T) {
	d := computedTable()
	before := encode(d)
	if err := d.complete(); err != nil {
		t.Fatal(err)
	}
	if string(encode(d)) != string(before) {
		t.Error("computed columns are stored")
	}
	got, err := clone(d)
	if err != nil {
		t.Fatal(err)
	}
	var ids []ColumnID
	for _, c := range got.Columns {
		ids = append(ids, c.ID)
		if c.Computed != (c.ID > RowIDColumn) || c.Computed != c.Hidden || c.Type == nil {
			t.Errorf("column %+v", c)
		}
	}
	if want := []ColumnID{1, 2, RowIDColumn + 1, RowIDColumn + 2}; !slices.Equal(ids, want) {
		t.Errorf("columns %v, want %v", ids, want)
	}
	if n := got.NewComputedID(RowIDColumn + 7); n != RowIDColumn+8 {
		t.Errorf("a new column is %d", n)
	}
	if ids := got.ReadBy(&got.Indexes[2]); !slices.Equal(ids, []ColumnID{2, 1}) {
		t.Errorf("the partial index reads %v", ids)
	}
	row := []types.Datum{types.Int(9), types.Text("X"), types.Bool(true), types.Text("x")}
	some, primary := got.Layout(&got.Indexes[2]), got.Layout(&got.Indexes[0])
	if len(primary.Value) != 1 {
		t.Errorf("the table stores %+v", primary.Value)
	}
	for _, in := range []types.Datum{types.Bool(true), types.Bool(false), types.Null} {
		row[2] = in
		want := !in.IsNull() && in.Bool()
		if some.Has(row) != want || some.Conflicts(row) != want || !primary.Has(row) {
			t.Errorf("where the predicate is %v the row has an entry: %v, which is the only one: %v", in, some.Has(row), some.Conflicts(row))
		}
	}
	got.Indexes = got.Indexes[:2]
	got.Reindex()
	if n := len(got.Columns); n != 3 || got.Columns[2].ID != RowIDColumn+2 {
		t.Errorf("without the index there are the columns %+v", got.Columns)
	}
}

// TestMalformedComputed: descriptors that nobody wrote are refused.
func TestMalformedComputed(t *testing.T) {
	for what, spoil := range map[string]func(*TableDesc){
		"an ID twice":          func(d *TableDesc) { d.Indexes[2].PredicateID = RowIDColumn + 2 },
		"the ID of a column":   func(d *TableDesc) { d.Indexes[2].PredicateID = 2 },
		"no expression":        func(d *TableDesc) { d.Indexes[1].Columns[0].Expr = "lower(" },
		"a primary key":        func(d *TableDesc) { d.Indexes[0].Predicate, d.Indexes[0].PredicateID = "true", RowIDColumn+9 },
		"a type of the system": func(d *TableDesc) { d.Indexes[1].Columns[0].TypeOID = 9 },
	} {
		d := computedTable()
		spoil(d)
		if _, err := decode(encode(d)); err == nil {
			t.Errorf("%s: decoded", what)
		}
	}
}

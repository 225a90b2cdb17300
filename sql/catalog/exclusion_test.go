package catalog

import (
	"bytes"
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/types"
)

// TestOverlapSpan: the entries of rows that overlap a row lie in its span, and those of rows that
// begin no earlier than it does from from on.
func TestOverlapSpan(t *testing.T) {
	equal, err := builtin.ResolveOperator("=", types.TInt4, types.TInt4)
	if err != nil {
		t.Fatal(err)
	}
	overlap, err := builtin.ResolveOperator("&&", types.TNumRange, types.TNumRange)
	if err != nil {
		t.Fatal(err)
	}
	table := &TableDesc{Base: Base{ID: FirstID, Name: "t"}, Prefix: 1, Columns: []Column{
		{ID: 1, Name: "id", Type: types.TInt4}, {ID: 2, Name: "during", Type: types.TNumRange}, {ID: 3, Name: "room", Type: types.TInt4}},
		Indexes: []IndexDesc{{ID: 1, Unique: true, Primary: true, Columns: []IndexColumn{{ID: 1}}},
			{ID: 2, Gist: true, Columns: []IndexColumn{{ID: 2, Exclude: overlap.OID}, {ID: 3, Exclude: equal.OID, Desc: true}}}}}
	l := table.Layout(&table.Indexes[1])
	if !l.Excludes || l.Equal != 1 || !l.Overlaps || l.Own != 2 {
		t.Fatalf("excludes %v, equal %d, overlaps %v, own %d", l.Excludes, l.Equal, l.Overlaps, l.Own)
	}
	rows := overlapRows(t)
	for _, a := range rows {
		span, from, ok, err := l.OverlapSpan(a)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range rows {
			meet, err := overlap.Fn(nil, a[1], b[1])
			if err != nil {
				t.Fatal(err)
			}
			if !ok && meet.Bool() {
				t.Fatalf("%s has no span, and overlaps %s", shown(a), shown(b))
			}
			if !ok {
				continue
			}
			key := l.AppendKey(nil, b)
			if meet.Bool() && !span.Contains(key) {
				t.Errorf("%s overlaps %s, which is not in its span", shown(a), shown(b))
			}
			later, _, some, err := l.OverlapSpan(b)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(later.Start, span.Start) && some {
				t.Errorf("%s and %s of one room begin with other keys", shown(a), shown(b))
			}
			if begins := types.Compare(types.TNumRange, lowerOnly(t, b), lowerOnly(t, a)) >= 0; some && begins != (bytes.Compare(key, from) >= 0) {
				t.Errorf("%s begins no earlier than %s: %v, but not by its key", shown(b), shown(a), begins)
			}
		}
		if key := l.AppendKey(nil, []types.Datum{types.Int(1), types.Null, types.Int(7)}); ok && span.Contains(key) {
			t.Errorf("the span of %s has NULLs", shown(a))
		}
	}
}

// overlapRows are rows of one room with all ranges over a few bounds.
func overlapRows(t *testing.T) (rows [][]types.Datum) {
	bounds := []string{"", "-3", "0", "0.50", "2", "256"}
	texts := []string{"empty"}
	for _, lo := range bounds {
		for _, hi := range bounds {
			for _, open := range []string{"[", "("} {
				for _, end := range []string{"]", ")"} {
					texts = append(texts, open+lo+","+hi+end)
				}
			}
		}
	}
	for i, s := range texts {
		d, err := types.DecodeText(types.TNumRange, types.NoTypmod, s, nil)
		if err == nil { // else its bounds are in the wrong order
			rows = append(rows, []types.Datum{types.Int(int64(i)), d, types.Int(7)})
		}
	}
	if len(rows) < 60 {
		t.Fatalf("%d rows", len(rows))
	}
	return rows
}

// lowerOnly is a row's range up to infinity; the empty one stays.
func lowerOnly(t *testing.T, row []types.Datum) types.Datum {
	s := shown(row)
	if s == "empty" {
		return row[1]
	}
	d, err := types.DecodeText(types.TNumRange, types.NoTypmod, s[:bytes.IndexByte([]byte(s), ',')]+",)", nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func shown(row []types.Datum) string {
	return string(types.AppendText(nil, types.TNumRange, row[1], nil))
}

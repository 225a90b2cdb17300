package catalog

import (
	"reflect"
	"testing"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func sampleTable() *TableDesc {
	return &TableDesc{
		Base:       Base{ID: 16384, Name: "t", Owner: 10, Comment: "a table", Version: 3, Grants: []Grant{{Grantee: 0, Grantor: 10, Privileges: "r", Grantable: "r"}}},
		DatabaseID: 6, SchemaID: 2200, SpaceID: 6, Prefix: 16400, Format: 4, NextColumnID: 5, NextIndexID: 4,
		Columns: []Column{
			{ID: 1, Name: "a", TypeOID: types.OIDInt8, Typmod: -1, NotNull: true, Identity: 'a', SequenceID: 16390},
			{ID: 2, Name: "b", TypeOID: types.OIDVarchar, Typmod: 14, DefaultText: "'x'::text", DefaultID: 16391, MissingText: "y", HasMissing: true, Comment: "é"},
			{ID: RowIDColumn, Name: "rowid", TypeOID: types.OIDInt8, Typmod: -1, NotNull: true, Hidden: true},
		},
		Indexes: []IndexDesc{
			{ID: 1, Unique: true, Columns: []IndexColumn{{ID: RowIDColumn}}},
			{OID: 16392, ID: 2, Name: "i", State: IndexWriteOnly, Columns: []IndexColumn{{ID: 2, Desc: true, NullsFirst: true}}, Include: []ColumnID{1}},
		},
		Checks:      []CheckDesc{{OID: 16393, Name: "c", Text: "a > 0", Columns: []ColumnID{1}, NotValid: true}},
		ForeignKeys: []ForeignKeyDesc{{OID: 16394, Name: "f", Columns: []ColumnID{1}, RefTable: 16385, RefColumns: []ColumnID{1}, RefIndex: 1, OnDelete: ast.RefRestrict}},
		RowSecurity: true, ForceRowSecurity: true,
		Policies: []PolicyDesc{{OID: 16397, Name: "p", Command: PolicyAll, Restrictive: true, Roles: []ID{0, 16398}, UsingText: "\"#16384.1\" > 0", CheckText: "true", Comment: "c"},
			{OID: 16399, Name: "q", Command: 'r', Roles: []ID{0}}},
		InboundForeignKeys: []ID{16386, 16387}, Options: []Setting{{Name: "fillfactor", Value: "70"}}, TypeOID: 16395, ArrayTypeOID: 16396,
	}
}

// sampleView is SELECT 1, the query as it is kept.
func sampleView() Descriptor {
	q, err := stored.Encode(&ast.Select{Targets: []ast.Target{{Expr: &ast.Const{Kind: ast.ConstInt, Int: 1}, As: "one"}}})
	if err != nil {
		panic(err)
	}
	return &TableDesc{Base: Base{ID: 99, Name: "v", Owner: 10}, DatabaseID: 5, SchemaID: 6, Format: 1, NextColumnID: 2, ViewQuery: q, RuleID: 100,
		Columns: []Column{{ID: 1, Name: "one", TypeOID: types.OIDInt4, Typmod: -1}}, Refs: []Ref{{Object: 16384, Column: 2, Kind: RefNormal}}, Dependents: []ID{16400}}
}

func samples() []Descriptor {
	return append(sampleList(), sampleView())
}

func sampleList() []Descriptor {
	return []Descriptor{
		sampleTable(),
		&DatabaseDesc{Base: Base{ID: 6, Name: "isochron", Owner: 10}, SpaceID: 6, ConnLimit: -1, Settings: []Setting{{"work_mem", "1MB"}}, Options: []Setting{{"replicas", "5"}},
			Builtins: []BuiltinGrants{{OID: 871, Grants: []Grant{{Grantee: 16400, Grantor: 10, Privileges: "X"}}}, {Type: true, OID: 23},
				{Class: SystemTable, OID: 1259, Columns: []ColumnGrants{{Column: 2, Grants: []Grant{{Grantee: 16400, Grantor: 10, Privileges: "r"}}}}}}},
		&SchemaDesc{Base: Base{ID: 2200, Name: "public"}, DatabaseID: 6},
		&SchemaDesc{Base: Base{ID: 16500, Name: "pg_temp_16500"}, DatabaseID: 6, Temporary: true, TempNode: 3, TempEpoch: 9},
		&SequenceDesc{Base: Base{ID: 16390, Name: "s"}, TypeOID: types.OIDInt4, Start: 1, Increment: -1, Min: -1 << 63, Max: 1<<63 - 1, Cache: 1, Cycle: true, OwnerTable: 16384, OwnerColumn: 1, Identity: true, Prefix: 7},
		&RoleDesc{Base: Base{ID: 10, Name: "r"}, Superuser: true, ConnLimit: 5, Verifier: "SCRAM", MemberOf: []Membership{{Role: 11, Admin: true}},
			Parameters: []ParameterGrants{{OID: 16401, Name: "work_mem", Grants: []Grant{{Grantee: 16400, Grantor: 10, Privileges: "s"}}}}},
	}
}

func TestCodec(t *testing.T) {
	for _, want := range samples() {
		got, err := decode(encode(want))
		if err != nil {
			t.Errorf("%T: %v", want, err)
			continue
		}
		if w, ok := want.(*TableDesc); ok {
			if err := w.complete(); err != nil {
				t.Fatal(err)
			}
			// A datum is compared as its text, which stands beside it.
			for i := range w.Columns {
				w.Columns[i].Missing, got.(*TableDesc).Columns[i].Missing = types.Null, types.Null
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("decode(encode(%+v)) = %+v", want, got)
		}
	}
}

// TestUnknownFields: a descriptor of a newer version, with further fields, is
// read; one of another format is not.
func TestUnknownFields(t *testing.T) {
	b := encode(samples()[2])
	b = appendBytes(b, 99, []byte("from the future"))
	b = append(appendTag(b, 98, wireVarint), 7)
	if d, err := decode(b); err != nil || d.Common().Name != "public" {
		t.Errorf("decode = %+v, %v", d, err)
	}
	b[0] = 2
	if _, err := decode(b); !pgerror.Is(err, pgerror.DataCorrupted) {
		t.Errorf("an unknown format: %v", err)
	}
}

// TestTruncated: no prefix of a descriptor is taken for a whole one of its type
// with an error swallowed, and none panics.
func TestTruncated(t *testing.T) {
	for _, d := range samples() {
		whole := encode(d)
		for n := range whole {
			if _, err := decode(whole[:n]); err != nil && !pgerror.Is(err, pgerror.DataCorrupted) {
				t.Errorf("%T cut at %d: %v", d, n, err)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, d := range samples() {
		f.Add(encode(d))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := decode(b)
		if err != nil {
			return
		}
		again, err := decode(encode(d))
		if err != nil {
			t.Fatalf("decode(encode(%+v)): %v", d, err)
		}
		if !reflect.DeepEqual(encode(d), encode(again)) {
			t.Errorf("%+v and %+v", d, again)
		}
	})
}

func TestParseName(t *testing.T) {
	tests := []struct {
		in   string
		want ast.QName
		code string
	}{
		{"t", ast.QName{Name: "t"}, ""},
		{"Public.T", ast.QName{Schema: "public", Name: "t"}, ""},
		{`"Public". "a""b"`, ast.QName{Schema: "Public", Name: `a"b`}, ""},
		{" db.s.t ", ast.QName{Catalog: "db", Schema: "s", Name: "t"}, ""},
		{"", ast.QName{}, pgerror.InvalidName},
		{"a.", ast.QName{}, pgerror.InvalidName},
		{"a b", ast.QName{}, pgerror.InvalidName},
		{`"a`, ast.QName{}, pgerror.InvalidName},
		{"a.b.c.d", ast.QName{}, pgerror.SyntaxError},
	}
	for _, tt := range tests {
		got, err := ParseName(tt.in)
		got.Pos = 0
		if got != tt.want || pgerror.Code(err) != tt.code {
			t.Errorf("ParseName(%q) = %+v, %v, want %+v, %s", tt.in, got, err, tt.want, tt.code)
		}
	}
}

func FuzzParseName(f *testing.F) {
	for _, s := range []string{"t", `"a""b".c`, "a.b.c", `"`, "a. "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseName(s)
		if err != nil {
			return
		}
		again, err := ParseName(printName(n))
		if err != nil || again != n {
			t.Errorf("%q: %+v, again %+v, %v", s, n, again, err)
		}
	})
}

func printName(n ast.QName) string {
	s := ""
	for _, p := range []string{n.Catalog, n.Schema} {
		if p != "" {
			s += QuoteIdent(p) + "."
		}
	}
	return s + QuoteIdent(n.Name)
}

func TestQuoteIdent(t *testing.T) {
	for in, want := range map[string]string{"abc": "abc", "a_1": "a_1", "Abc": `"Abc"`, "1a": `"1a"`, "": `""`, "select": `"select"`, "selec": "selec",
		"table": `"table"`, "xmltable": `"xmltable"`, "all": `"all"`, "begin": "begin", `a"b`: `"a""b"`, "é": `"é"`, "int": `"int"`, "ab c": `"ab c"`} {
		if got := QuoteIdent(in); got != want {
			t.Errorf("QuoteIdent(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestLayout(t *testing.T) {
	d := sampleTable()
	d.Columns = []Column{
		{ID: 1, Name: "a", TypeOID: types.OIDInt4, Typmod: -1, NotNull: true},
		{ID: 2, Name: "b", TypeOID: types.OIDText, Typmod: -1},
		{ID: 3, Name: "c", TypeOID: types.OIDNumeric, Typmod: -1},
		{ID: 4, Name: "d", TypeOID: types.OIDInt8, Typmod: -1},
	}
	d.Checks, d.ForeignKeys = nil, nil
	d.Indexes = []IndexDesc{
		{OID: 1, ID: 1, Unique: true, Primary: true, Columns: []IndexColumn{{ID: 1}}},
		{OID: 2, ID: 2, Columns: []IndexColumn{{ID: 3, Desc: true}}, Include: []ColumnID{4}},
		{OID: 3, ID: 3, Unique: true, Columns: []IndexColumn{{ID: 2}}},
		{OID: 4, ID: 4, Unique: true, NullsNotDistinct: true, Columns: []IndexColumn{{ID: 4}, {ID: 1, NullsFirst: true}}},
	}
	if err := d.complete(); err != nil {
		t.Fatal(err)
	}
	num, err := types.DecodeText(types.TNumeric, -1, "1.50", nil)
	if err != nil {
		t.Fatal(err)
	}
	rows := [][]types.Datum{
		{types.Int(1), types.Text("x"), num, types.Int(7)},
		{types.Int(2), types.Null, types.Null, types.Null},
	}
	// which columns each index gives back
	gives := [][]bool{{true, true, true, true}, {true, false, true, true}, {true, true, false, false}, {true, false, false, true}}
	for i := range d.Indexes {
		l := d.Layout(&d.Indexes[i])
		for _, row := range rows {
			key, value := l.AppendKey(nil, row), l.AppendValue(nil, row)
			got := make([]types.Datum, len(row))
			if err := l.Decode(l.Decoder(), key, value, got); err != nil {
				t.Fatalf("index %d: %v", i+1, err)
			}
			for c := range row {
				want := row[c]
				if !gives[i][c] {
					want = types.Null
				}
				if text(d, c, got[c]) != text(d, c, want) {
					t.Errorf("index %d, column %d: %s, want %s", i+1, c+1, text(d, c, got[c]), text(d, c, want))
				}
			}
		}
	}
	unique := d.Layout(&d.Indexes[2])
	twin := []types.Datum{types.Int(9), types.Text("x"), types.Null, types.Null}
	if string(unique.AppendKey(nil, rows[0])) != string(unique.AppendKey(nil, twin)) {
		t.Error("rows with the same unique value have different keys")
	}
	null := []types.Datum{types.Int(9), types.Null, types.Null, types.Null}
	if string(unique.AppendKey(nil, rows[1])) == string(unique.AppendKey(nil, null)) {
		t.Error("rows with NULL in a unique index share a key")
	}
	if unique.Conflicts(null) || !unique.Conflicts(twin) {
		t.Error("Conflicts: NULL is distinct from NULL, values are not")
	}
}

func text(d *TableDesc, c int, v types.Datum) string {
	if v.IsNull() {
		return "NULL"
	}
	return string(types.AppendText(nil, d.Columns[c].Type, v, nil))
}

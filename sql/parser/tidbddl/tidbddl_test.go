package tidbddl

import (
	"math"
	"reflect"
	"testing"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

func TestParse(t *testing.T) {
	option := func(name, value string, number bool) ast.PlacementOption {
		return ast.PlacementOption{Pos: 7, Name: name, Value: value, Number: number}
	}
	number := func(n int64) ast.Expr { return &ast.Const{Pos: 7, Kind: ast.ConstInt, Int: n} }
	for _, tt := range []struct {
		text string
		want ast.Statement
		show *Show
	}{
		{"create placement policy if not exists p primary_region = 'eu' regions = 'eu,us' followers = 4", &ast.CreatePlacementPolicy{Pos: 7, Name: "p", IfNotExists: true,
			Options: []ast.PlacementOption{option("primary_region", "eu", false), option("regions", "eu,us", false), option("followers", "4", true)}}, nil},
		{"create or replace placement policy `P q` voters 3 , constraints = '[+disk=ssd]'", &ast.CreatePlacementPolicy{Pos: 7, Name: "P q", OrReplace: true,
			Options: []ast.PlacementOption{option("voters", "3", true), option("constraints", "[+disk=ssd]", false)}}, nil},
		{"alter placement policy if exists p survival_preferences = '[region]'", &ast.AlterPlacementPolicy{Pos: 7, Name: "p", IfExists: true,
			Options: []ast.PlacementOption{option("survival_preferences", "[region]", false)}}, nil},
		{"drop placement policy if exists p", &ast.DropPlacementPolicy{Pos: 7, Name: "p", IfExists: true}, nil},
		{"show placement", nil, &Show{What: ShowAll}},
		{"show placement labels", nil, &Show{What: ShowLabels}},
		{"show create placement policy p", nil, &Show{What: ShowPolicy, Name: "p"}},
		{"show placement for database d", nil, &Show{What: ShowDatabase, Name: "d"}},
		{"show placement for table s . t", nil, &Show{What: ShowTable, Schema: "s", Name: "t"}},
		{"show table s . t regions", nil, &Show{What: ShowRegions, Schema: "s", Name: "t"}},
		{"split region for table s . t partition ( p , q ) index i by ( 1 , 'a' ) , ( - 2.5 , null ) , ( 18446744073709551615 )", &ast.SplitTable{Pos: 7, Name: ast.QName{Pos: 7, Schema: "s", Name: "t"},
			Partitions: []string{"p", "q"}, Index: "i", Rows: [][]ast.Expr{{number(1), &ast.Const{Pos: 7, Kind: ast.ConstString, Text: "a"}},
				{&ast.Const{Pos: 7, Kind: ast.ConstNumeric, Text: "-2.5"}, &ast.Const{Pos: 7}}, {&ast.Const{Pos: 7, Kind: ast.ConstNumeric, Text: "18446744073709551615"}}}}, nil},
		{"split table t between ( - 9223372036854775808 ) and ( 1e1 ) regions 4", &ast.SplitTable{Pos: 7, Name: ast.QName{Pos: 7, Name: "t"}, Regions: 4,
			Lower: []ast.Expr{number(math.MinInt64)}, Upper: []ast.Expr{&ast.Const{Pos: 7, Kind: ast.ConstNumeric, Text: "10"}}}, nil},
		{"show placement for table t partition x", nil, &Show{What: ShowPartition, Name: "t", Partition: "x"}},
	} {
		s, show, err := Parse(tt.text, 7)
		if err != nil || !reflect.DeepEqual(s, tt.want) || !reflect.DeepEqual(show, tt.show) {
			t.Errorf("%s: got %#v, %#v, %v", tt.text, s, show, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct {
		text   string
		offset int
		code   string
	}{
		{"create placement policy p folowers = 2", 26, ""},
		{"create placement policy", 23, ""},
		{"create placement policy p followers = 0", -1, "22023"},
		{"show placement like 'x'", -1, "0A000"},
		{"split table t by ( 1 + 1 )", -1, "0A000"},
		{"split table t by ( - 'a' )", -1, "0A000"},
		{"split table t between ( 1 ) and ( 2 )", 37, ""},
		{"show table t regions where a = 1", -1, "0A000"},
		{"select 1", 0, ""},
	} {
		s, show, err := Parse(tt.text, 0)
		if s != nil || show != nil || err == nil || err.Offset != tt.offset || err.SQLSTATE != tt.code {
			t.Errorf("%s: got %v, %v, %+v", tt.text, s, show, err)
		}
	}
}

// FuzzParse checks that no text makes the parser panic, or gives more than one thing.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"create placement policy p followers = 4", "alter placement policy p regions = 'a,b'", "drop placement policy p", "show placement for table t", "show create placement policy p", "split table t index i between ( 1 ) and ( 2 ) regions 3", "\x00`'\"\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, show, err := Parse(text, 0)
		n := 0
		for _, is := range []bool{s != nil, show != nil, err != nil} {
			if is {
				n++
			}
		}
		if n != 1 || err != nil && (err.Offset > len(text) || err.Offset < 0 && (err.Message == "" || len(err.SQLSTATE) != 5)) {
			t.Errorf("%q: %v, %v, %+v", text, s, show, err)
		}
	})
}

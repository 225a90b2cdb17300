package tidbddl

import (
	"reflect"
	"testing"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

func TestParse(t *testing.T) {
	option := func(name, value string, number bool) ast.PlacementOption {
		return ast.PlacementOption{Pos: 7, Name: name, Value: value, Number: number}
	}
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
	for _, s := range []string{"create placement policy p followers = 4", "alter placement policy p regions = 'a,b'", "drop placement policy p", "show placement for table t", "show create placement policy p", "\x00`'\"\\"} {
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

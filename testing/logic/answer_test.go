package logic

import (
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// TestAnswer: what a result tells, by the file's first comment and the block's own.
func TestAnswer(t *testing.T) {
	rows := []*pgconn.Result{{
		FieldDescriptions: []pgconn.FieldDescription{{Name: "a", DataTypeOID: 23}, {Name: "b", DataTypeOID: 25}},
		Rows:              [][][]byte{{[]byte("2"), []byte("x\n\ny")}, {[]byte("1"), {}}, {[]byte("3"), nil}},
		CommandTag:        pgconn.NewCommandTag("SELECT 3"),
	}}
	failed := &pgconn.PgError{Code: "42703", Message: "no a", Detail: "no\nb", Hint: "c", Position: 8}
	for _, tt := range []struct {
		first, mark, text string
		results           []*pgconn.Result
		err               error
		want              string
	}{
		{"", "", "SELECT", rows, nil, "1|''\n2|x\\n\\ny\n3|NULL\nSELECT 3"},
		{"", "", "SELECT … ORDER BY", rows, nil, "2|x\\n\\ny\n1|''\n3|NULL\nSELECT 3"},
		{"", "# ordered", "SELECT", rows, nil, "2|x\\n\\ny\n1|''\n3|NULL\nSELECT 3"},
		{"", "# sorted", "SELECT … ORDER BY", rows, nil, "1|''\n2|x\\n\\ny\n3|NULL\nSELECT 3"},
		{"# Columns are told.", "", "SELECT", rows, nil, "a:23|b:25\n1|''\n2|x\\n\\ny\n3|NULL\nSELECT 3"},
		{"", "", "SELECT", nil, failed, "error 42703"},
		{"# Errors are told whole.", "", "SELECT", nil, failed, "error 42703 no a; no\\nb; c"},
		{"# Errors are told whole, with their positions.", "", "SELECT", nil, failed, "error 42703 no a; no\\nb; c\nat 8"},
		{"# Errors are told whole, with their positions.", "# code only: why", "SELECT", nil, failed, "error 42703"},
		{"", "", "SELECT; SELECT", rows, failed, "1|''\n2|x\\n\\ny\n3|NULL\nSELECT 3\nerror 42703"},
	} {
		blocks, err := Parse("", tt.first+"\nBEGIN\n----\nBEGIN\n\n"+tt.mark+"\n"+tt.text+"\n----\n"+tt.want)
		if err != nil {
			t.Fatal(err)
		}
		b := &blocks[1]
		got, _ := tellingOf(blocks).answer(b, tt.results, tt.err)
		if got != tt.want || b.want != tt.want {
			t.Errorf("%s %s %s: got\n%s\nread back\n%s\nwant\n%s", tt.first, tt.mark, tt.text, got, b.want, tt.want)
		}
	}
}

// TestOursSaysWhy: a result that is not Postgres's has a reason.
func TestOursSaysWhy(t *testing.T) {
	for _, tt := range []struct {
		mark string
		ok   bool
	}{{"# ours: plans are Isochron's own", true}, {"# ours", false}, {"# ours: ", false}} {
		blocks, err := Parse("", tt.mark+"\nSELECT\n----\nSELECT 0")
		if (err == nil) != tt.ok || tt.ok && !blocks[0].ours {
			t.Errorf("%q: %v", tt.mark, err)
		}
	}
}

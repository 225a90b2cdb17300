package archtest

import (
	"go/ast"
	"path"
	"slices"
	"strings"
	"testing"
)

// ruled are the rooms whose planted bugs are behind one file each, rulesFile: their functions read as
// the protocol.
var ruled = []string{
	"clock/agree", "range/queue", "range/raftloop", "range/replica", "range/store", "range/support",
	"sql/catalog", "txn/coord", "txn/recover",
}

const rulesFile = "rules.go"

// TestPlantedBugsAreRules: a planted bug is read where its rule is written down, and nowhere else.
func TestPlantedBugsAreRules(t *testing.T) {
	all := parsed(t)
	for _, room := range ruled {
		files := all["../../"+room]
		if !slices.ContainsFunc(files, func(s source) bool { return nameOf(s) == rulesFile }) {
			t.Errorf("%s has no %s", room, rulesFile)
		}
		for _, s := range files {
			if nameOf(s) == rulesFile {
				continue
			}
			for _, x := range planted(s) {
				t.Errorf("%s: %s reads the planted bug %s: give its rule a method in %s", room, nameOf(s), x, rulesFile)
			}
		}
	}
}

// The rule finds what it is for.
func TestRuleOfPlantedBugs(t *testing.T) {
	const src = `package p

func (r *Replica) commit() {
	if r.o.Planted.NoMarks || r.planted.late {
		return
	}
	r.o.Planted.syncs()
	pass(r.o.Planted, Options{Planted: Planted{NoTag: true}})
}
`
	if got, want := planted(parsedText(t, src)), []string{"NoMarks", "late"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func nameOf(s source) string { return path.Base(s.fset.Position(s.file.Pos()).Filename) }

// planted are the fields of what is planted that a file reads; methods that are not exported are rules.
func planted(s source) (found []string) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		x, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		of := lastName(x.X)
		if of == "planted" || of == "Planted" && strings.ToUpper(x.Sel.Name[:1]) == x.Sel.Name[:1] {
			found = append(found, x.Sel.Name)
		}
		return true
	})
	return found
}

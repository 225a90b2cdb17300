package archtest

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"
)

// paced is the one place that lengthens a pause.
const paced = "base/retry"

// unpaced is what packages double that is no pause between tries: by package and name.
var unpaced = map[string]string{
	"range/mvccgc l.share": "a share",
	"sql/exec l.window":    "a window of rows",
	"sql/session m.lasts":  "how long what turned out well is done",
}

// TestPausesAreLengthenedInOnePlace: who tries again does so by a retry.Policy.
func TestPausesAreLengthenedInOnePlace(t *testing.T) {
	unmet := maps.Clone(unpaced)
	for dir, files := range parsed(t) {
		dir = strings.TrimPrefix(dir, "../../")
		if dir == paced || strings.HasPrefix(dir, "testing/") {
			continue
		}
		for _, name := range doublings(files) {
			if _, known := unpaced[dir+" "+name]; !known {
				t.Errorf("%s doubles %s up to a bound: by a retry.Policy", dir, name)
			}
			delete(unmet, dir+" "+name)
		}
	}
	for name := range unmet {
		t.Errorf("%s is not doubled any more", name)
	}
}

// The rule finds what it is for.
func TestRuleOfPauses(t *testing.T) {
	const src = `package p

func loop() {
	for wait := first; ; wait = min(2*wait, longest) {
	}
}

func (f *failure) more() {
	f.wait = min(2*f.wait, longest)
	f.wait = min(f.wait, 2*longest)
	size = min(2*other, longest)
	next = min(wait*2, longest)
	wait = min(max(2*wait, first), longest)
}
`
	if got, want := doublings([]source{parsedText(t, src)}), []string{"wait", "f.wait", "wait"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// doublings are what is assigned twice itself, up to a bound.
func doublings(files []source) (found []string) {
	for _, s := range files {
		ast.Inspect(s.file, func(n ast.Node) bool {
			a, ok := n.(*ast.AssignStmt)
			if !ok || len(a.Lhs) != 1 || a.Tok != token.ASSIGN || callOf(a.Rhs[0]) != "min" {
				return true
			}
			x, twice := types.ExprString(a.Lhs[0]), false
			ast.Inspect(a.Rhs[0], func(n ast.Node) bool {
				m, ok := n.(*ast.BinaryExpr)
				twice = twice || ok && m.Op == token.MUL && types.ExprString(m) == "2 * "+x
				return true
			})
			if twice {
				found = append(found, x)
			}
			return true
		})
	}
	return found
}

// callOf is the name of the function that an expression calls; empty: none by a plain name.
func callOf(x ast.Expr) string {
	if c, ok := x.(*ast.CallExpr); ok {
		if id, ok := c.Fun.(*ast.Ident); ok {
			return id.Name
		}
	}
	return ""
}

package archtest

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// TestExported: every exported name of the product says what it is.
func TestExported(t *testing.T) {
	n := 0
	for dir, files := range parsed(t) {
		if dir = strings.TrimPrefix(dir, "../../"); strings.HasPrefix(dir, "testing") || strings.HasPrefix(dir, "cmd") {
			continue
		}
		for _, f := range files {
			if f.file.Name.Name == "main" || ast.IsGenerated(f.file) {
				continue
			}
			n++
			for _, bad := range undocumented(f) {
				t.Errorf("%s: %s has no comment", dir, bad)
			}
		}
	}
	if n < 500 {
		t.Fatalf("only %d files were looked at", n)
	}
}

// The rule finds what it is for.
func TestRuleOfExported(t *testing.T) {
	const src = `package p

// A is.
type A int

type B int

const (
	// C and the others are.
	C A = iota
	D
)

const E = 1

// F does, and so does G.
func (a A) F() {}
func (a A) G() {}

func (a A) H() {}

func (a A) String() string { return "" }
func (b b) J()             {}
func K()                   {}
`
	got := undocumented(parsedText(t, src))
	if want := []string{"B", "E", "H", "K"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// wellKnown are methods that the standard library says all of.
var wellKnown = []string{"Error", "Unwrap", "Is", "As", "String", "Len", "Less", "Swap", "Read", "Write", "Close"}

// undocumented are the exported names of a file that nothing is said of: neither by a comment of
// theirs, nor by one before them in a group, or in functions that stand line below line.
func undocumented(f source) (bad []string) {
	line := func(p token.Pos) int { return f.fset.Position(p).Line }
	last := 0 // the line at which a function that something was said of ended
	for _, d := range f.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Doc != nil || last > 0 && line(d.Pos()) == last+1 {
				last = line(d.End())
			} else if last = 0; d.Name.IsExported() && seen(d.Recv) && !slices.Contains(wellKnown, d.Name.Name) {
				bad = append(bad, d.Name.Name)
			}
		case *ast.GenDecl:
			bad = append(bad, undocumentedSpecs(d)...)
		}
	}
	return bad
}

func undocumentedSpecs(d *ast.GenDecl) (bad []string) {
	said := d.Doc != nil
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if d.Doc == nil && s.Doc == nil && s.Comment == nil && s.Name.IsExported() {
				bad = append(bad, s.Name.Name)
			}
		case *ast.ValueSpec:
			said = said || s.Doc != nil || s.Comment != nil
			for _, n := range s.Names {
				if !said && n.IsExported() {
					bad = append(bad, n.Name)
				}
			}
		}
	}
	return bad
}

// seen reports whether a receiver's type can be named elsewhere.
func seen(recv *ast.FieldList) bool {
	if recv == nil {
		return true
	}
	var name string
	ast.Inspect(recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return name == ""
	})
	return ast.IsExported(name)
}

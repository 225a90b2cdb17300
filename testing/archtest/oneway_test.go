package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// asker is the only package that says what an answer tells of ranges, and so the only one that can ask
// again: a loop around a sender without it would ask the same node for good.
const asker = "range/distsender"

// TestRequestsHaveOneWay: nobody but range/distsender takes in what was heard in place of an answer,
// and nobody else judges it by all of kvpb's four answers.
func TestRequestsHaveOneWay(t *testing.T) {
	for dir, files := range parsed(t) {
		dir = strings.TrimPrefix(dir, "../../")
		if dir == asker {
			continue
		}
		for _, x := range otherWays(files) {
			t.Errorf("%s: %s: ask by a %s.Pursuit, or Once", dir, x, asker)
		}
	}
}

// The rule finds what it is for.
func TestRuleOfOneWay(t *testing.T) {
	const src = `package p

func (w wrapper) Heard(d *Range, err error) { w.r.Heard(d, err) }

func loop() {
	for {
		if err := send(); err == nil || !again(err) {
			return
		}
		routes.Heard(d, err)
	}
}

func again(err error) bool {
	switch err.(type) {
	case *kvpb.RetryElsewhere, *kvpb.RefusedForNow, *kvpb.Ambiguous:
		return true
	}
	return false
}

func twice(err error) bool {
	_, a := errors.AsType[*kvpb.RetryElsewhere](err)
	var b *kvpb.Ambiguous
	return a || errors.As(err, &b)
}

func one(err error) bool {
	_, ok := errors.AsType[*kvpb.RetryElsewhere](err)
	return ok
}
`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(otherWays([]source{{fset, f}}), ", ")
	if want := "loop calls Heard, again judges, twice judges"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// judges are functions that tell kvpb's answers apart for another reason than to ask again.
var judges = map[string]bool{
	"asking.heard":      true, // txn/coord: what of a one-range commit may still come
	"errorCodec.answer": true, // range/transport: what travels
}

// otherWays are the functions of a package that call Heard, but for a Heard that wraps another, or tell
// both that a range is elsewhere and that something is in doubt.
func otherWays(files []source) (found []string) {
	for _, s := range files {
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			calls, elsewhere, doubt := false, false, false
			ast.Inspect(f.Body, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					if x, ok := n.Fun.(*ast.SelectorExpr); ok && x.Sel.Name == "Heard" && len(n.Args) == 2 {
						calls = true
					}
				case *ast.StarExpr: // a type that is asked for; what is made is an address of a literal
					if x, ok := n.X.(*ast.SelectorExpr); ok {
						elsewhere = elsewhere || x.Sel.Name == "RetryElsewhere"
						doubt = doubt || x.Sel.Name == "Ambiguous"
					}
				}
				return true
			})
			name := f.Name.Name
			if f.Recv != nil && len(f.Recv.List) == 1 {
				t := f.Recv.List[0].Type
				if p, ok := t.(*ast.StarExpr); ok {
					t = p.X
				}
				if x, ok := t.(*ast.Ident); ok {
					name = x.Name + "." + name
				}
			}
			switch {
			case calls && f.Name.Name != "Heard":
				found = append(found, name+" calls Heard")
			case elsewhere && doubt && !judges[name]:
				found = append(found, name+" judges")
			}
		}
	}
	return found
}

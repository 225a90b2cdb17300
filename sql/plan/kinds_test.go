package plan

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// walkers are the functions that look at operators by their kind, whose default is silent: by
// package folder and name, the kinds that are left to it on purpose. A new kind fails here
// until each of them has been asked.
var walkers = map[string]struct {
	of     string // "rel" or "Node"
	leaves string
}{
	"../plan.normOne":     {"rel", "relScan relOne relValues relFunc relCTE"},
	"../plan.pushOne":     {"rel", "relScan relOne relValues relFunc relLimit relLock relRecursive"},
	"../plan.ownExprs":    {"rel", "relScan relOne relBarrier relDistinct relSort relSetOp relWith relCTE relRecursive relLock"},
	"../plan.relInputs":   {"rel", "relScan relOne relValues relFunc"},
	"../plan.collapse":    {"rel", "relScan relOne relValues relFunc relLimit relSetOp relWith relCTE relRecursive"},
	"../plan.buildRel":    {"rel", ""},
	"../plan.padded":      {"rel", "relOne relValues relFunc relProjectSet relGroup relDistinct relLimit relSetOp relWith relCTE relRecursive relLock"},
	"../plan.ownEffects":  {"rel", "relScan relOne relValues relSelect relBarrier relProject relJoin relGroup relWindow relDistinct relSort relLimit relSetOp relWith relCTE relRecursive"},
	"../plan.lift":        {"rel", "relScan relOne relBarrier relValues relFunc relProjectSet relGroup relWindow relDistinct relSort relLimit relSetOp relWith relCTE relRecursive relLock"},
	"../plan.inputPlaces": {"Node", "Scan VirtualScan Values FuncScan CTEScan ExplainNode"},
	"../plan.exprsOf":     {"Node", "FuncScan ProjectSet Distinct Sort Append SetOp With CTEScan Recursive LockRows ExplainNode Materialize"},
	"../plan.describe":    {"Node", "LookupJoin HashJoin NestedLoop Insert Update Delete Merge ExplainNode"},
	"../plan.outputName":  {"Node", "Filter ProjectSet Distinct Sort Limit SetOp With Recursive LockRows Insert Update Delete Merge ExplainNode Materialize"},
	"../plan.keepBelow":   {"Node", "Scan VirtualScan Values FuncScan Filter Project ProjectSet LookupJoin Limit SetOp CTEScan Recursive LockRows Insert Update Delete Merge Materialize"},
	"../plan.pushBelow":   {"Node", "Scan VirtualScan Values FuncScan LookupJoin HashJoin NestedLoop Append SetOp CTEScan Recursive LockRows Insert Update Delete Merge ExplainNode Materialize"},
	"../plan.below":       {"Node", "Scan VirtualScan Values FuncScan Filter Project ProjectSet LookupJoin Append SetOp CTEScan LockRows Insert Update Delete Merge Materialize"},
	"../plan.own":         {"Node", ""},
	"../exec.unary":       {"Node", "Scan VirtualScan Values FuncScan HashJoin NestedLoop Append SetOp With CTEScan Recursive Insert Update Delete Merge ExplainNode"},
}

// packageOf parses the sources of a package.
func packageOf(t *testing.T, dir string) []*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// kindsOf lists the types that are relations (they have a method out), and those that are
// nodes (they embed Head_).
func kindsOf(files []*ast.File) (rels, nodes []string) {
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "out" && n.Recv != nil {
					rels = append(rels, pointee(n.Recv.List[0].Type))
				}
			case *ast.TypeSpec:
				s, ok := n.Type.(*ast.StructType)
				if !ok {
					break
				}
				for _, field := range s.Fields.List {
					if id, ok := field.Type.(*ast.Ident); ok && len(field.Names) == 0 && id.Name == "Head_" {
						nodes = append(nodes, n.Name.Name)
					}
				}
			}
			return true
		})
	}
	return rels, nodes
}

// pointee is T of *T or *p.T; "" for other types.
func pointee(x ast.Expr) string {
	star, ok := x.(*ast.StarExpr)
	if !ok {
		return ""
	}
	switch x := star.X.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

// namedIn lists the kinds that a function names: in the cases of its type switches, and in
// assertions.
func namedIn(files []*ast.File, fn string) (kinds []string, found bool) {
	for _, f := range files {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok || decl.Name.Name != fn {
				continue
			}
			found = true
			ast.Inspect(decl.Body, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CaseClause:
					for _, x := range n.List {
						kinds = append(kinds, pointee(x))
					}
				case *ast.TypeAssertExpr:
					kinds = append(kinds, pointee(n.Type))
				}
				return true
			})
		}
	}
	return kinds, found
}

func TestEveryKindIsWalked(t *testing.T) {
	packages := map[string][]*ast.File{}
	for name := range walkers {
		dir := name[:strings.LastIndexByte(name, '.')]
		if packages[dir] == nil {
			packages[dir] = packageOf(t, dir)
		}
	}
	rels, nodes := kindsOf(packages["../plan"])
	if len(rels) < 18 || len(nodes) < 22 {
		t.Fatalf("only %d relations and %d nodes", len(rels), len(nodes))
	}
	for name, w := range walkers {
		at := strings.LastIndexByte(name, '.')
		named, found := namedIn(packages[name[:at]], name[at+1:])
		if !found {
			t.Errorf("%s: there is no such function", name)
			continue
		}
		kinds := rels
		if w.of == "Node" {
			kinds = nodes
		}
		leaves := strings.Fields(w.leaves)
		for _, k := range kinds {
			has, left := slices.Contains(named, k), slices.Contains(leaves, k)
			switch {
			case has && left:
				t.Errorf("%s looks at %s, which it is said to leave to its default", name, k)
			case !has && !left:
				t.Errorf("%s does not look at %s: its default may be silently wrong", name, k)
			}
		}
		for _, k := range leaves {
			if !slices.Contains(kinds, k) {
				t.Errorf("%s: there is no kind %s", name, k)
			}
		}
	}
}

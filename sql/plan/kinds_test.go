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

// The folders, beneath sql, that relations and nodes are declared in.
const relFolder, nodeFolder = "plan/rel", "plan/nodes"

// walkers are the functions that look at operators by their kind, whose default is silent: by
// package folder and name, the kinds that are left to it on purpose. A new kind fails here
// until each of them has been asked.
var walkers = map[string]struct {
	nodes  bool // it looks at nodes, not at relations
	leaves string
}{
	"plan/rewrite.normOne":    {false, "Scan One Values Func CTEScan"},
	"plan/rewrite.pushOne":    {false, "Scan One Values Func Limit Lock Recursive"},
	"plan/rel.ownExprs":       {false, "Scan One Barrier Distinct Sort SetOp With CTEScan Recursive Lock"},
	"plan/rel.Inputs":         {false, "Scan One Values Func"},
	"plan/rewrite.collapse":   {false, "Scan One Values Func Limit SetOp With CTEScan Recursive"},
	"plan/physical.buildRel":  {false, ""},
	"plan/rewrite.Padded":     {false, "One Values Func ProjectSet Group Distinct Limit SetOp With CTEScan Recursive Lock"},
	"plan/rel.ownEffects":     {false, "Scan One Values Select Barrier Project Join Group Window Distinct Sort Limit SetOp With CTEScan Recursive"},
	"plan/rewrite.lift":       {false, "Scan One Barrier Values Func ProjectSet Group Window Distinct Sort Limit SetOp With CTEScan Recursive Lock"},
	"plan/nodes.InputPlaces":  {true, "Scan VirtualScan Values FuncScan CTEScan ExplainNode"},
	"plan/explain.ExprsOf":    {true, "Distinct Sort Append SetOp With CTEScan Recursive LockRows ExplainNode Materialize"},
	"plan/explain.describe":   {true, "LookupJoin HashJoin NestedLoop Insert Update Delete Merge ExplainNode"},
	"plan/explain.outputName": {true, "Filter ProjectSet HashJoin NestedLoop Distinct Sort Limit Append SetOp With Recursive LockRows Insert Update Delete Merge ExplainNode Materialize"},
	"plan/explain.madeBy":     {true, "Filter ProjectSet LookupJoin Window Distinct Sort Limit SetOp With Recursive LockRows Insert Update Delete Merge ExplainNode Materialize"},
	"plan/physical.keepBelow": {true, "Scan VirtualScan Values FuncScan Filter Project ProjectSet LookupJoin Limit SetOp CTEScan Recursive LockRows Insert Update Delete Merge Materialize"},
	"plan/physical.pushBelow": {true, "Scan VirtualScan Values FuncScan LookupJoin HashJoin NestedLoop Append SetOp CTEScan Recursive LockRows Insert Update Delete Merge ExplainNode Materialize"},
	"plan/physical.below":     {true, "Scan VirtualScan Values FuncScan Filter Project ProjectSet LookupJoin Append SetOp CTEScan LockRows Insert Update Delete Merge Materialize"},
	"plan/physical.own":       {true, ""},
	"exec.unary":              {true, "Scan VirtualScan Values FuncScan HashJoin NestedLoop Append SetOp With CTEScan Recursive Insert Update Delete Merge ExplainNode"},
}

// packageOf parses the sources of a package.
func packageOf(t *testing.T, dir string) []*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", dir, "*.go"))
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

// kindsOf lists, with the names of their packages, the types that are relations (they have a
// method Out), and those that are nodes (they embed Head_).
func kindsOf(files []*ast.File) (rels, nodes []string) {
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "Out" && n.Recv != nil {
					rels = append(rels, pointee(f, n.Recv.List[0].Type))
				}
			case *ast.TypeSpec:
				s, ok := n.Type.(*ast.StructType)
				if !ok {
					break
				}
				for _, field := range s.Fields.List {
					if id, ok := field.Type.(*ast.Ident); ok && len(field.Names) == 0 && id.Name == "Head_" {
						nodes = append(nodes, f.Name.Name+"."+n.Name.Name)
					}
				}
			}
			return true
		})
	}
	return rels, nodes
}

// pointee is p.T of *T in package p, or of *p.T; "" for other types.
func pointee(f *ast.File, x ast.Expr) string {
	star, ok := x.(*ast.StarExpr)
	if !ok {
		return ""
	}
	switch x := star.X.(type) {
	case *ast.Ident:
		return f.Name.Name + "." + x.Name
	case *ast.SelectorExpr:
		return x.X.(*ast.Ident).Name + "." + x.Sel.Name
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
						kinds = append(kinds, pointee(f, x))
					}
				case *ast.TypeAssertExpr:
					kinds = append(kinds, pointee(f, n.Type))
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
	rels, _ := kindsOf(packageOf(t, relFolder))
	_, nodes := kindsOf(packageOf(t, nodeFolder))
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
		if w.nodes {
			kinds = nodes
		}
		prefix, _, _ := strings.Cut(kinds[0], ".")
		leaves := strings.Fields(w.leaves)
		for i := range leaves {
			leaves[i] = prefix + "." + leaves[i]
		}
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

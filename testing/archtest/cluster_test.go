package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// ways are what a node, and a store, reaches others by, in the rooms where each has them: one that
// nobody has joined is a cluster of one.
var ways = map[string][]string{
	"server/node":            {"mesh", "raftnet", "members", "membership"},
	"server/node/membership": {"mesh", "raftnet", "members", "membership"},
	"range/store":            {"Transport", "liveness"},
}

// wayless is where a way that is missing is refused.
const wayless = "Options.setDefaults"

// lonely are the functions that may ask whether a node has never had company: for what it need not
// wait for then. Its clock's error is 0, nobody gives its clock permits, its schema's lease is its own,
// and so are its advisory locks.
var lonely = map[string]bool{
	"Node.goesBy": true, "Node.judgeClocks": true, "Node.awaitCompared": true,
	"agreement.works": true, "agreement.first": true, "agreement.mayPermit": true,
	"Node.openCatalog": true, "Node.openCluster": true, "Node.together": true,
	"advisories.Several": true,
}

// TestOneNodeIsACluster: nothing of the node or a store asks whether there are others, but for what one
// that is alone need not wait for.
func TestOneNodeIsACluster(t *testing.T) {
	all := parsed(t)
	for dir, ways := range ways {
		files := all["../../"+dir]
		if len(files) == 0 {
			t.Errorf("there is no room %s", dir)
		}
		for _, x := range counts(files, ways) {
			t.Errorf("%s: %s: a node that nobody has joined is a cluster of one", dir, x)
		}
	}
}

// The rule finds what it is for.
func TestRuleOfOneNode(t *testing.T) {
	const src = `package p

func (n *Node) start() {
	if n.mesh == nil {
		return
	}
}

func (n *Node) goesBy() bool { return n.lone() }

func (n *Node) drain() {
	if nil != raftnet || n.lone() {
		return
	}
	if n.engine != nil {
		n.engine.Close()
	}
}
`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(counts([]source{{fset, f}}, ways["server/node"]), ", ")
	if want := "Node.start compares mesh with nil, Node.drain compares raftnet with nil, Node.drain asks for lone"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// counts are the functions that compare a way to other nodes with nil, or ask whether there are any.
func counts(files []source, ways []string) (found []string) {
	for _, s := range files {
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			name, _ := functionName(f)
			ast.Inspect(f.Body, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.BinaryExpr:
					x, y := lastName(n.X), lastName(n.Y)
					if x == "nil" {
						x, y = y, x
					}
					if (n.Op == token.EQL || n.Op == token.NEQ) && y == "nil" && slices.Contains(ways, x) && name != wayless {
						found = append(found, name+" compares "+x+" with nil")
					}
				case *ast.CallExpr:
					if lastName(n.Fun) == "lone" && !lonely[name] {
						found = append(found, name+" asks for lone")
					}
				}
				return true
			})
		}
	}
	return found
}

// lastName is the name that an expression ends with: of x.y it is y.
func lastName(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// spokenFor are methods whose contract is that of the standard library's interface.
var spokenFor = map[string]bool{"Error": true, "String": true, "Unwrap": true, "Len": true, "Less": true, "Swap": true}

// TestExportedNamesAreExplained: every exported name says what it is, but for methods of an interface
// that says so itself, members of a list that is explained as one, and what stands without an empty line
// beneath something that is explained.
func TestExportedNamesAreExplained(t *testing.T) {
	for dir, files := range parsed(t) {
		for _, name := range unexplained(files) {
			t.Errorf("%s: %s has no comment", dir, name)
		}
	}
}

// The rule finds what it is for.
func TestRuleOfExplanations(t *testing.T) {
	const src = `package p

type Bare struct{}

// Told is told.
type Told interface {
	// Do does.
	Do()
	Undone()
}

func (Bare) Do()     {}

func (Bare) Undone() {}

func (Bare) Error() string { return "" }

func (bare) Hidden() {}

// First is the first.
func First() {}
func Second() {}

func Third() {}

const (
	// A is one.
	A = iota
	B
)

var C int
`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(unexplained([]source{{fset, f}}), " ")
	if want := "Bare Bare.Undone Third C"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// source is a file of a package.
type source struct {
	fset *token.FileSet
	file *ast.File
}

// parsed reads the module's files by directory, without tests and what is generated.
func parsed(t *testing.T) map[string][]source {
	t.Helper()
	all := make(map[string][]source)
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if !ast.IsGenerated(f) {
			dir := filepath.ToSlash(filepath.Dir(path))
			all[dir] = append(all[dir], source{fset, f})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// unexplained returns the exported names of a package that have no comment, in their order.
func unexplained(files []source) []string {
	contracts := explainedMethods(files)
	var names []string
	for _, s := range files {
		line := func(p token.Pos) int { return s.fset.Position(p).Line }
		last := -1 // the last line of a function that is explained
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				name, public := functionName(d)
				switch {
				case d.Doc != nil, line(d.Pos()) == last+1, d.Recv != nil && (spokenFor[d.Name.Name] || contracts[d.Name.Name]):
					last = line(d.End())
				case public:
					names = append(names, name)
				}
			case *ast.GenDecl:
				names = append(names, unexplainedSpecs(d)...)
			}
		}
	}
	return names
}

// functionName also reports whether others can call it.
func functionName(d *ast.FuncDecl) (name string, public bool) {
	if d.Recv == nil {
		return d.Name.Name, d.Name.IsExported()
	}
	of := d.Recv.List[0].Type
	for {
		switch x := of.(type) {
		case *ast.StarExpr:
			of = x.X
			continue
		case *ast.IndexExpr:
			of = x.X
			continue
		case *ast.IndexListExpr:
			of = x.X
			continue
		case *ast.Ident:
			return x.Name + "." + d.Name.Name, x.IsExported() && d.Name.IsExported()
		}
		return d.Name.Name, false
	}
}

// explainedMethods are those of interfaces of the package that have a comment there.
func explainedMethods(files []source) map[string]bool {
	found := make(map[string]bool)
	for _, s := range files {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if i, ok := n.(*ast.InterfaceType); ok {
				for _, m := range i.Methods.List {
					for _, name := range m.Names {
						found[name.Name] = found[name.Name] || m.Doc != nil || m.Comment != nil
					}
				}
			}
			return true
		})
	}
	return found
}

// unexplainedSpecs looks at types, constants and variables. Of a list of constants the first one's comment,
// or the list's, stands for all.
func unexplainedSpecs(d *ast.GenDecl) (names []string) {
	explained := d.Doc != nil
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if !explained && s.Doc == nil && s.Comment == nil && s.Name.IsExported() {
				names = append(names, s.Name.Name)
			}
		case *ast.ValueSpec:
			explained = explained || d.Tok == token.CONST && (s.Doc != nil || s.Comment != nil)
			for _, n := range s.Names {
				if !explained && s.Doc == nil && s.Comment == nil && n.IsExported() {
					names = append(names, n.Name)
				}
			}
		}
	}
	return names
}

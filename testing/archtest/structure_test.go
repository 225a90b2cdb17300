package archtest

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var (
	report = flag.Bool("report", false, "print the structure of packages: lines, files, references between them, the largest type")
	house  = flag.Bool("house", false, "hold the structure of packages to goals that are not met, too")
)

// The goals of a package's structure.
const (
	linesMax      = 8_000 // of a package, without tests and what is generated
	fileLinesMax  = 700
	storeLinesMax = 4_000
	backwardShare = 5 // of so many references between files one may run backward
)

// structure is what there is to see of a package from outside of its functions. What is generated, and
// tests, do not count.
type structure struct {
	dir      string
	files    int
	lines    int
	comments int // lines that are comments, whole
	longest  string
	most     int // lines of the longest file
	arrows   int // pairs of files of which one uses what the other declares
	backward int // of these, in the order of files in which fewest do
	large    string
	methods  int // of the type with most
}

// owed are the goals that packages miss as they are. Nobody may miss more, and who misses less says so
// here.
var owed = map[string]string{
	"sql/builtin":       "lines, files",
	"sql/catalog":       "lines, files",
	"sql/ddl":           "lines, files",
	"sql/exec":          "lines, files",
	"sql/parser":        "lines, files",
	"sql/pgcatalog":     "lines, files",
	"sql/plan/bind":     "lines, files",
	"sql/plan/explain":  "files",
	"sql/plan/nodes":    "files",
	"sql/plan/physical": "lines, files",
	"sql/plan/rewrite":  "files",
	"sql/plan/scalar":   "files",
	"sql/plpgsql":       "files",
	"sql/rowenc":        "files",
	"sql/session":       "lines, files",
	"sql/types":         "lines, files",
}

// TestStructure holds the structure of packages to its goals, but for what is owed (-house: for that,
// too), and prints it (-report): in range, txn and kv a fifth of the references between files run
// backward at most, no package has more than 8,000 lines, no file more than 700, and range/store less
// than 4,000.
func TestStructure(t *testing.T) {
	all := structures(t)
	slices.SortFunc(all, func(a, b structure) int { return b.lines - a.lines })
	if *report {
		fmt.Println("| package | lines | files | comments | longest file | references backward | type with most methods |")
		fmt.Println("|---|---|---|---|---|---|---|")
	}
	for _, s := range all {
		if *report && (s.core() || s.lines > linesMax) {
			order := "–"
			if s.core() {
				order = fmt.Sprintf("%d of %d", s.backward, s.arrows)
			}
			fmt.Printf("| `%s` | %d | %d | %d %% | %s, %d | %s | %s, %d |\n", s.dir, s.lines, s.files, 100*s.comments/max(s.lines, 1), s.longest, s.most, order, s.large, s.methods)
		}
		misses := strings.Join(s.misses(), ", ")
		switch {
		case *house && misses != "":
			t.Errorf("%s misses its goals: %s", s.dir, misses)
		case !*house && misses != owed[s.dir]:
			t.Errorf("%s: goals that are missed: %q; said to be missed: %q", s.dir, misses, owed[s.dir])
		}
	}
}

// core: the package is one of those whose files stand in an order.
func (s structure) core() bool {
	return slices.Contains([]string{"range", "txn", "kv"}, layerOf(s.dir))
}

// misses are the goals that the package misses.
func (s structure) misses() (of []string) {
	if s.lines > linesMax || s.dir == "range/store" && s.lines >= storeLinesMax {
		of = append(of, "lines")
	}
	if s.most > fileLinesMax {
		of = append(of, "files")
	}
	if s.core() && backwardShare*s.backward > s.arrows {
		of = append(of, "order")
	}
	return of
}

func layerOf(dir string) string {
	layer, _, _ := strings.Cut(dir, "/")
	return layer
}

// listed is a package as go list tells of it.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// structures measures all packages of the layers and of base. Types are looked at in the core alone:
// that takes compiled packages, and the rest of the house has many.
func structures(t *testing.T) (all []structure) {
	t.Helper()
	exports := map[string]string{}
	for _, p := range list(t, "-export", "-deps", module+"range/...", module+"txn/...", module+"kv/...") {
		exports[p.ImportPath] = p.Export
	}
	for _, p := range list(t, module+"...") {
		s := structure{dir: strings.TrimPrefix(p.ImportPath, module)}
		if layerOf(s.dir) == "testing" {
			continue
		}
		fset := token.NewFileSet()
		files, err := s.read(fset, p)
		if err == nil && s.core() {
			compiled := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
			err = s.resolve(fset, compiled, files)
		}
		if err != nil {
			t.Errorf("%s: %v", p.ImportPath, err)
		}
		all = append(all, s)
	}
	return all
}

func list(t *testing.T, args ...string) (all []listed) {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,Export,GoFiles"}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// read counts what the text of a package shows.
func (s *structure) read(fset *token.FileSet, p listed) (files []*ast.File, err error) {
	methods := map[string]int{}
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
		if ast.IsGenerated(f) {
			continue
		}
		lines, comments := linesOf(fset, f)
		s.files++
		s.lines += lines
		s.comments += comments
		if lines > s.most {
			s.longest, s.most = name, lines
		}
		for _, d := range f.Decls {
			if of := receiver(d); of != "" {
				methods[of]++
			}
		}
	}
	for of, n := range methods {
		if n > s.methods || n == s.methods && of < s.large {
			s.large, s.methods = of, n
		}
	}
	return files, nil
}

// receiver is the type that a declaration is a method of; empty: it is none.
func receiver(d ast.Decl) string {
	f, ok := d.(*ast.FuncDecl)
	if !ok || f.Recv == nil || len(f.Recv.List) != 1 {
		return ""
	}
	x := f.Recv.List[0].Type
	if p, ok := x.(*ast.StarExpr); ok {
		x = p.X
	}
	if g, ok := x.(*ast.IndexExpr); ok {
		x = g.X
	}
	if id, ok := x.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// resolve counts which files use what others declare.
func (s *structure) resolve(fset *token.FileSet, compiled types.Importer, files []*ast.File) error {
	counted := map[string]int{} // files by name: their place
	for _, f := range files {
		if !ast.IsGenerated(f) {
			counted[fset.Position(f.Pos()).Filename] = len(counted)
		}
	}
	info := types.Info{Uses: map[*ast.Ident]types.Object{}}
	pkg, err := (&types.Config{Importer: compiled}).Check(module+s.dir, fset, files, &info)
	if err != nil {
		return err
	}
	uses := make([][]bool, len(counted))
	for i := range uses {
		uses[i] = make([]bool, len(counted))
	}
	for id, obj := range info.Uses {
		if obj.Pkg() != pkg || !obj.Pos().IsValid() {
			continue
		}
		from, ok := counted[fset.Position(id.Pos()).Filename]
		to, ok2 := counted[fset.Position(obj.Pos()).Filename]
		if ok && ok2 && from != to && !uses[from][to] {
			uses[from][to] = true
			s.arrows++
		}
	}
	s.backward = backward(uses)
	return nil
}

// linesOf counts the lines of a file, and those that are nothing but a comment.
func linesOf(fset *token.FileSet, f *ast.File) (lines, comments int) {
	lines = fset.File(f.Pos()).LineCount()
	code := map[int]bool{} // lines on which something begins or ends
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup, *ast.File:
			return true
		}
		code[fset.Position(n.Pos()).Line], code[fset.Position(n.End()-1).Line] = true, true
		return true
	})
	for _, g := range f.Comments {
		for _, c := range g.List {
			for l := fset.Position(c.Pos()).Line; l <= fset.Position(c.End()).Line; l++ {
				if !code[l] {
					comments++
				}
			}
		}
	}
	return lines, comments
}

// backward returns how many uses run backward in an order of files, from what is used to who uses, in
// which few do: the order that is found by moving one file at a time to its best place, from the one
// that takes who uses least first. The best order of all may have fewer.
func backward(uses [][]bool) (n int) {
	order := make([]int, len(uses))
	for i := range order {
		order[i] = i
	}
	balance := func(i int) (b int) { // uses less used
		for j := range uses {
			if uses[i][j] {
				b++
			}
			if uses[j][i] {
				b--
			}
		}
		return b
	}
	slices.SortStableFunc(order, func(a, b int) int { return balance(a) - balance(b) })
	for moved := true; moved; {
		moved = false
		for at := range order {
			to, gain := bestPlace(uses, order, at)
			if gain > 0 {
				x := order[at]
				order = slices.Insert(slices.Delete(order, at, at+1), to, x)
				moved = true
			}
		}
	}
	for i, a := range order {
		for _, b := range order[i+1:] {
			if uses[a][b] {
				n++
			}
		}
	}
	return n
}

// bestPlace returns where the file at a place of order would have fewest uses backward, and how many
// fewer.
func bestPlace(uses [][]bool, order []int, at int) (to, gain int) {
	to = at
	cost := func(a, b int) int { // of a before b
		if uses[a][b] {
			return 1
		}
		return 0
	}
	x := order[at]
	for d, i := 0, at-1; i >= 0; i-- { // to before order[i]
		d += cost(order[i], x) - cost(x, order[i])
		if d > gain {
			to, gain = i, d
		}
	}
	for d, i := 0, at+1; i < len(order); i++ { // to behind order[i]
		d += cost(x, order[i]) - cost(order[i], x)
		if d > gain {
			to, gain = i, d
		}
	}
	return to, gain
}

func TestBackward(t *testing.T) {
	for name, x := range map[string]struct {
		files string // what each file uses
		want  int
	}{
		"none":           {"", 0},
		"a chain":        {"a:b b:c c:d", 0},
		"against names":  {"d:c c:b b:a", 0},
		"a pair":         {"a:b b:a", 1},
		"a ring":         {"a:b b:c c:d d:a", 1},
		"a base":         {"a:z b:z c:z", 0},
		"everyone":       {"a:b a:c b:a b:c c:a c:b", 3},
		"two rings":      {"a:b b:a c:d d:c a:c", 2},
		"one that calls": {"a:b a:c a:d b:d c:d d:a", 1},
	} {
		places := map[string]int{}
		place := func(s string) int {
			if _, ok := places[s]; !ok {
				places[s] = len(places)
			}
			return places[s]
		}
		var pairs [][2]int
		for _, p := range strings.Fields(x.files) {
			from, to, _ := strings.Cut(p, ":")
			pairs = append(pairs, [2]int{place(from), place(to)})
		}
		uses := make([][]bool, len(places))
		for i := range uses {
			uses[i] = make([]bool, len(places))
		}
		for _, p := range pairs {
			uses[p[0]][p[1]] = true
		}
		if got := backward(uses); got != x.want {
			t.Errorf("%s: %d run backward, want %d", name, got, x.want)
		}
	}
}

package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// wordRule is a row of the glossary: words that names of some rooms don't have.
type wordRule struct{ words, rooms []string }

// TestWords: what docs/glossary.md says of names holds.
func TestWords(t *testing.T) {
	page, err := os.ReadFile("../../docs/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	rules := wordRules(string(page))
	if len(rules) < 5 {
		t.Fatalf("the glossary has %d rules", len(rules))
	}
	all := parsed(t)
	for _, r := range rules {
		for _, room := range r.rooms {
			seen := false
			for dir, files := range all {
				dir = strings.TrimPrefix(dir, "../../")
				if dir != room && !strings.HasPrefix(dir, room+"/") {
					continue
				}
				seen = true
				for _, bad := range misnamed(files, r.words) {
					t.Errorf("%s: %s (docs/glossary.md)", dir, bad)
				}
			}
			if !seen {
				t.Errorf("docs/glossary.md: there is no room %s", room)
			}
		}
	}
}

// The rule finds what it is for.
func TestRuleOfWords(t *testing.T) {
	rules := wordRules("| say | for | not | in |\n|---|---|---|---|\n| a | b | courier, door | range/store |\n")
	if len(rules) != 1 || !slices.Equal(rules[0].words, []string{"courier", "door"}) || !slices.Equal(rules[0].rooms, []string{"range/store"}) {
		t.Fatalf("read as %+v", rules)
	}
	const src = `package p

// The courier of a comment counts for nothing, nor does that of another package.
type Courier struct{ aDoor int }

func (outdoors *Courier) NewDoor(theDoor int) {
	courierOf := theDoor
	for door, natDOOR := range courierOf {
		other.Courier(door)
	}
	TLSDoor := 1
}
`
	got := misnamed([]source{parsedText(t, src)}, rules[0].words)
	slices.Sort(got)
	want := []string{"Courier has courier", "NewDoor has door", "TLSDoor has door", "aDoor has door", "courierOf has courier", "door has door", "natDOOR has door", "theDoor has door"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// parsedText is a file of that text.
func parsedText(t *testing.T, src string) source {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return source{fset, f}
}

// wordRules reads the tables that have a column of rooms.
func wordRules(page string) (rules []wordRule) {
	list := func(cell string) (out []string) {
		for _, w := range strings.Split(cell, ",") {
			out = append(out, strings.TrimSpace(w))
		}
		return out
	}
	for _, line := range strings.Split(page, "\n") {
		cells := strings.Split(strings.Trim(line, "| "), "|")
		if len(cells) == 4 && !strings.Contains(line, "---") && strings.TrimSpace(cells[3]) != "in" {
			rules = append(rules, wordRule{list(cells[2]), list(cells[3])})
		}
	}
	return rules
}

// misnamed are the declared names that have one of the words in them.
func misnamed(files []source, words []string) (bad []string) {
	look := func(names ...*ast.Ident) {
		for _, n := range names {
			for _, w := range wordsOf(n.Name) {
				if slices.Contains(words, w) {
					bad = append(bad, n.Name+" has "+w)
				}
			}
		}
	}
	left := func(all []ast.Expr) {
		for _, e := range all {
			if n, ok := e.(*ast.Ident); ok {
				look(n)
			}
		}
	}
	for _, s := range files {
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.File:
				look(n.Name)
			case *ast.FuncDecl:
				look(n.Name)
			case *ast.TypeSpec:
				look(n.Name)
			case *ast.ValueSpec:
				look(n.Names...)
			case *ast.Field:
				look(n.Names...)
			case *ast.AssignStmt:
				if n.Tok.String() == ":=" {
					left(n.Lhs)
				}
			case *ast.RangeStmt:
				if n.Tok.String() == ":=" {
					left([]ast.Expr{n.Key, n.Value})
				}
			}
			return true
		})
	}
	return bad
}

// wordPattern is a word in small letters, with a capital or not, or capitals up to the next word.
var wordPattern = regexp.MustCompile(`[A-Z]?[a-z]+|[A-Z]+`)

// wordsOf divides a name at its capitals; the last of several belongs to the word that follows it.
func wordsOf(name string) (words []string) {
	for _, w := range wordPattern.FindAllString(lastCapital.ReplaceAllString(name, "${1}_$2"), -1) {
		words = append(words, strings.ToLower(w))
	}
	return words
}

var lastCapital = regexp.MustCompile(`([A-Z])([A-Z][a-z])`)

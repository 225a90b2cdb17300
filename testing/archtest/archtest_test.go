package archtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
)

const module = "github.com/isochrondb/isochron/"

// layers, top first: a package may import only from its own layer or a lower
// one; within a layer, only from a room that stands before its own.
var layers = []struct {
	name  string
	rooms []string
}{
	{"server", []string{"config", "certs", "node", "local", "status", "shell", "cli"}},
	{"sql", []string{"pgerror", "textsearch", "xmlvalue", "extension", "types", "builtin", "rowenc", "parser", "routine", "catalog", "auth", "stats", "notify", "largeobject", "plan", "copydata", "plpgsql", "exec", "jobs", "ddl", "pgcatalog", "session", "expire", "pgwire"}},
	{"txn", []string{"coord", "recover", "deadlock", "probe"}},
	{"range", []string{"descriptor", "directory", "support", "transport", "raftnet", "storeliveness", "distsender", "consensus", "replica", "snapshot", "rows", "feed", "allocator", "mvccgc", "queue", "raftloop", "store", "rebalancer"}},
	{"kv", []string{"keys", "engine", "mvcc", "kvpb"}},
	{"clock", []string{"hlc", "bound", "agree"}},
}

// inner are the rooms within a room, lowest first, under the same rule: a package of one imports
// those that stand before it. The room's own package is above all of them.
var inner = map[string][]string{
	"range/replica": {"limits", "metrics", "rounds", "replicapb", "latch", "tscache", "locktable", "rangestate", "intention", "raftsnap", "view"},
	"txn/coord":     {"spanset", "buffer", "wan"},
	"server/node":   {"nodepb", "membership"},
	"sql/plan":      {"scalar", "host", "nodes", "explain", "rel", "rewrite", "bind", "physical"},
}

// owners lists libraries that only some packages may import.
var owners = map[string][]string{
	"github.com/cockroachdb/pebble/v2":    {"kv/engine/pebbleengine"},
	"go.etcd.io/raft/v3":                  {"range/consensus"},
	"github.com/xdg-go/scram":             {"sql/auth", "sql/pgwire"},
	"github.com/jackc/pgx/v5/pgproto3":    {"sql/pgwire"},
	"github.com/spf13/cobra":              {"server/cli"},
	"golang.org/x/sys/unix":               {"clock/bound", "sql/pgwire"},
	"github.com/blevesearch/snowballstem": {"sql/textsearch"},
	"github.com/pingcap/tidb/pkg/parser":  {"sql/parser/tidbddl"},
	"google.golang.org/grpc":              {"range/transport", "server/local", "server/node"},
}

type pkg struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

// place is where a package stands: layer and room indexes, or base, testing.
type place struct {
	layer, room int
	within      int    // the room's own rooms; 0: it has none
	special     string // "base", "testing", "internal", "root"
}

func locate(path string) (place, error) {
	rest, ok := strings.CutPrefix(path+"/", module)
	if !ok {
		return place{}, fmt.Errorf("%s is not of this module", path)
	}
	parts := strings.Split(strings.TrimSuffix(rest, "/"), "/")
	switch parts[0] {
	case "":
		return place{special: "root"}, nil
	case "base", "testing", "internal":
		return place{special: parts[0]}, nil
	}
	for i, l := range layers {
		if l.name != parts[0] {
			continue
		}
		if len(parts) == 1 {
			return place{}, fmt.Errorf("%s: no Go files directly in a layer", path)
		}
		for j, r := range l.rooms {
			if r == parts[1] {
				within, err := locateWithin(path, parts)
				return place{layer: i, room: j, within: within}, err
			}
		}
		return place{}, fmt.Errorf("%s: room %q is not in the table of layer %q", path, parts[1], l.name)
	}
	return place{}, fmt.Errorf("%s belongs to no layer", path)
}

// locateWithin is the place of a package among the rooms of its room, from 1.
func locateWithin(path string, parts []string) (int, error) {
	rooms, ok := inner[parts[0]+"/"+parts[1]]
	if !ok {
		return 0, nil
	}
	switch {
	case len(parts) == 2:
		return len(rooms) + 1, nil
	case strings.HasSuffix(parts[2], "test"): // what tests of others use
		return len(rooms) + 2, nil
	}
	i := slices.Index(rooms, parts[2])
	if i < 0 {
		return 0, fmt.Errorf("%s: room %q is not in the table of %s/%s", path, parts[2], parts[0], parts[1])
	}
	return i + 1, nil
}

// allowed reports why from may not import to, or nil.
func allowed(from, to place, fromPath, toPath string) error {
	bad := func(why string) error { return fmt.Errorf("%s imports %s: %s", fromPath, toPath, why) }
	switch {
	case to.special == "root":
		return bad("nothing imports main")
	case from.special == "testing":
		return nil
	case to.special == "testing":
		return bad("nothing imports testing")
	case to.special == "base" || to.special == "internal":
		return nil
	case from.special == "root":
		return nil
	case from.special == "base" || from.special == "internal":
		return bad("base imports no layer")
	case to.layer < from.layer:
		return bad(layers[from.layer].name + " is below " + layers[to.layer].name)
	case to.layer == from.layer && to.room > from.room:
		return bad(layers[to.layer].rooms[to.room] + " stands after " + layers[from.layer].rooms[from.room])
	case to.layer == from.layer && to.room == from.room && to.within > from.within:
		return bad("it stands after it among the rooms of " + layers[from.layer].rooms[from.room])
	}
	return nil
}

func packages(t *testing.T) []pkg {
	t.Helper()
	// go list reads the tree behind go test's back, whose cached result would stand for another tree.
	if err := filepath.WalkDir(filepath.Join("..", ".."), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == ".git" {
			return filepath.SkipDir
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", module+"...")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var all []pkg
	dec := json.NewDecoder(out)
	for {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestImports(t *testing.T) {
	all := packages(t)
	if len(all) < 20 {
		t.Fatalf("only %d packages found", len(all))
	}
	for _, p := range all {
		from, err := locate(p.ImportPath)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, imp := range p.Imports {
			checkOwner(t, p.ImportPath, imp)
			if !strings.HasPrefix(imp, module) {
				continue
			}
			to, err := locate(imp)
			if err == nil {
				err = allowed(from, to, p.ImportPath, imp)
			}
			if err != nil {
				t.Error(err)
			}
		}
	}
}

func checkOwner(t *testing.T, path, imp string) {
	t.Helper()
	rel := strings.TrimPrefix(path, module)
	if strings.HasPrefix(rel, "testing/") {
		return
	}
	for lib, who := range owners {
		if imp != lib && !strings.HasPrefix(imp, lib+"/") {
			continue
		}
		ok := false
		for _, w := range who {
			ok = ok || rel == w || strings.HasPrefix(rel, w+"/")
		}
		if !ok {
			sort.Strings(who)
			t.Errorf("%s imports %s, which is for %s alone", path, imp, strings.Join(who, ", "))
		}
	}
}

// TestRules shows that each rule can fail.
func TestRules(t *testing.T) {
	tests := []struct {
		from, to string
		ok       bool
	}{
		{"sql/exec", "txn/coord", true},
		{"sql/exec", "sql/plan", true},
		{"sql/plan", "sql/exec", false},
		{"sql/plan/bind", "sql/plan/rel", true},
		{"sql/plan/rel", "sql/plan/bind", false},
		{"sql/plan/physical", "sql/plan", false},
		{"sql/plan", "sql/plan/physical", true},
		{"sql/exec", "sql/plan/nodes", true},
		{"sql/catalog", "sql/plan/nodes", false},
		{"txn/coord", "sql/types", false},
		{"range/replica", "txn/recover", false},
		{"range/store", "range/replica", true},
		{"kv/mvcc", "range/descriptor", false},
		{"clock/hlc", "kv/keys", false},
		{"base/stop", "clock/hlc", false},
		{"clock/hlc", "base/stop", true},
		{"server/node", "testing/cluster", false},
		{"server/node/membership", "server/node", false},
		{"server/node", "server/node/membership", true},
		{"testing/cluster", "server/node", true},
	}
	for _, tt := range tests {
		from, err1 := locate(module + tt.from)
		to, err2 := locate(module + tt.to)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		if err := allowed(from, to, tt.from, tt.to); (err == nil) != tt.ok {
			t.Errorf("%s imports %s: got %v, want ok = %v", tt.from, tt.to, err, tt.ok)
		}
	}
}

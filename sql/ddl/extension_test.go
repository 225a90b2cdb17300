package ddl

import (
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
)

// TestExtensionOfAnEarlierVersion: ALTER EXTENSION UPDATE makes the functions that the extension lacks,
// since the version that made it did not have them, and no others.
func TestExtensionOfAnEarlierVersion(t *testing.T) {
	w := newWorld(t)
	w.must("CREATE SCHEMA other; CREATE EXTENSION citext SCHEMA other")
	members := func() (out []string) {
		snap := w.cat.Current()
		e, ok := snap.Extension(path.Database, "citext")
		if !ok {
			t.Fatal("no extension")
		}
		for _, d := range membersOf(snap, e.ID) {
			if r, ok := d.(*catalog.RoutineDesc); ok {
				out = append(out, r.Name)
			}
		}
		return out
	}
	all := len(members())
	w.must("ALTER EXTENSION citext UPDATE")
	if got := len(members()); got != all || len(w.notices) == 0 {
		t.Fatalf("%d functions of %d, notices %v: want no more of them, and a notice", got, all, w.notices)
	}
	b := w.begin()
	if err := b.txn.StartStatement(ctx); err != nil {
		t.Fatal(err)
	}
	snap, err := b.s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var lost []catalog.Descriptor
	for r := range snap.Routines(path.Database) {
		if r.Name == "citextin" || r.Name == "citextrecv" {
			lost = append(lost, r)
		}
	}
	if err := b.s.DropAll(ctx, lost); err != nil {
		t.Fatal(err)
	}
	if err := b.commit(); err != nil || len(lost) != 2 {
		t.Fatalf("%d functions taken away, want 2: %v", len(lost), err)
	}
	if got := len(members()); got != all-2 {
		t.Fatalf("%d functions without two of %d", got, all)
	}
	w.notices = nil
	w.must("ALTER EXTENSION citext UPDATE TO '1.6'")
	if got := len(members()); got != all || len(w.notices) > 0 {
		t.Errorf("%d functions of %d, notices %v: want all, and no notice", got, all, w.notices)
	}
	w.must("DROP EXTENSION citext")
}

// TestUnaccentOfAnEarlierVersion: UPDATE makes the dictionary of unaccent, and the function that takes
// one, where the version that made the extension did not have them.
func TestUnaccentOfAnEarlierVersion(t *testing.T) {
	w := newWorld(t)
	w.must("CREATE EXTENSION unaccent")
	members := func() []catalog.Descriptor {
		snap := w.cat.Current()
		e, ok := snap.Extension(path.Database, "unaccent")
		if !ok {
			t.Fatal("no extension")
		}
		return membersOf(snap, e.ID)
	}
	b := w.begin()
	if err := b.txn.StartStatement(ctx); err != nil {
		t.Fatal(err)
	}
	var lost []catalog.Descriptor
	for _, d := range members() {
		if r, ok := d.(*catalog.RoutineDesc); !ok || len(r.Args) == 2 {
			lost = append(lost, d)
		}
	}
	if err := b.s.DropAll(ctx, lost); err != nil {
		t.Fatal(err)
	}
	if err := b.commit(); err != nil || len(lost) != 2 || len(members()) != 1 {
		t.Fatalf("%d objects taken away, %d left, want 2 and 1: %v", len(lost), len(members()), err)
	}
	w.must("ALTER EXTENSION unaccent UPDATE")
	if got := len(members()); got != 3 {
		t.Errorf("%d objects, want 3", got)
	}
	w.must("DROP EXTENSION unaccent")
}

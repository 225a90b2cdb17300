package catalog

import (
	"slices"
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/sql/parser/ast"
)

// What a database asks for holds in all of its key space, but where a table says something itself:
// that is added to it, parameter by parameter.
func TestDatabasePolicies(t *testing.T) {
	db := &DatabaseDesc{Base: Base{ID: 7, Name: "far"}, SpaceID: 7, Options: []Setting{{OptionReplicas, "5"}, {OptionLeases, "region=eu"}}}
	table := func(id ID, options ...Setting) *TableDesc {
		return &TableDesc{Base: Base{ID: id, Name: "t"}, DatabaseID: 7, SpaceID: 7, Prefix: uint64(id), Options: options}
	}
	own := table(110, Setting{OptionReplicas, "3"})
	last := table(130, Setting{OptionConstraints, "zone!=b"})
	s := emptySnapshot().with(nil, 1, 0, false)
	for _, d := range []Descriptor{
		db, table(100), own, table(120, Setting{"fillfactor", "70"}), last,
		&DatabaseDesc{Base: Base{ID: 8, Name: "near"}, SpaceID: 8},
		&DatabaseDesc{Base: Base{ID: 6, Name: "other"}, SpaceID: 6, Options: []Setting{{OptionReplicas, "1"}}},
	} {
		s.add(d)
	}
	at := policiesOf(s)
	for _, tt := range []struct {
		space, table uint64
		want         string
		end          keys.Key
	}{
		{6, 100, "other: 1 replicas", keys.SpacePrefix(7)},
		{7, 100, "far: 5 replicas, lease at [[region=eu]]", own.TableSpan().Start},
		{7, 110, "t: 3 replicas, lease at [[region=eu]]", own.TableSpan().End},
		{7, 120, "far: 5 replicas, lease at [[region=eu]]", last.TableSpan().Start},
		{7, 130, "t: 5 replicas, all at [not zone=b], lease at [[region=eu]]", last.TableSpan().End},
		{7, 140, "far: 5 replicas, lease at [[region=eu]]", keys.SpacePrefix(8)},
		{8, 100, "default: 3 replicas", keys.MaxKey},
	} {
		p, end := at.At(keys.IndexPrefix(tt.space, tt.table, 1))
		if p.String() != tt.want || end.Compare(tt.end) != 0 {
			t.Errorf("space %d, table %d: got %v until %v, want %s until %v", tt.space, tt.table, p, end, tt.want, tt.end)
		}
	}
}

// Indexes and partitions follow the policy that they name, else that of the table, else that of the
// database; storage parameters stand over what is followed.
func TestPlacementPolicies(t *testing.T) {
	policy := func(id ID, name string, options ...Setting) *PlacementPolicyDesc {
		return &PlacementPolicyDesc{Base: Base{ID: id, Name: name}, Options: options}
	}
	db := &DatabaseDesc{Base: Base{ID: 7, Name: "far"}, SpaceID: 7, Tablespace: 50}
	table := func(id, space ID, options ...Setting) *TableDesc {
		return &TableDesc{Base: Base{ID: id, Name: "t"}, DatabaseID: 7, SpaceID: 7, Prefix: uint64(id), Tablespace: space, Options: options,
			Indexes: []IndexDesc{{ID: 1}, {ID: 2, OID: id + 1}}}
	}
	indexed := table(110, 0)
	indexed.Indexes[1].Tablespace = 51
	both := table(120, 51)
	both.Indexes[1].Tablespace = TablespaceDefault
	root := table(130, 51)
	root.Partitioning.Strategy = ast.PartitionRange
	root.Indexes[1].Tablespace = 52
	part := table(140, 0)
	part.PartitionOf, part.Indexes[1].Parent = 130, 131
	s := emptySnapshot().with(nil, 1, 0, false)
	for _, d := range []Descriptor{
		policy(50, "p", Setting{"primary_region", "eu"}), policy(51, "q", Setting{"voters", "5"}), policy(52, "x", Setting{"voters", "1"}),
		db, table(100, 0), indexed, both, root, part, table(150, TablespaceDefault), table(160, 0, Setting{OptionReplicas, "5"}), table(170, 99),
	} {
		s.add(d)
	}
	const p, q, x, none = "p: 3 replicas, all at [region=eu], lease at [[region=eu]]", "q: 5 replicas", "x: 1 replicas", "default: 3 replicas"
	at := policiesOf(s)
	for _, tt := range []struct {
		table, index uint64
		want         string
	}{
		{100, 1, p}, {100, 2, p},
		{110, 1, p}, {110, 2, q},
		{120, 1, q}, {120, 2, none},
		{140, 1, q}, {140, 2, x},
		{150, 1, none}, {150, 2, none},
		{160, 1, "t: 5 replicas, all at [region=eu], lease at [[region=eu]]"},
		{170, 1, none}, // of a policy that is not there
		{180, 1, p},
	} {
		key := keys.IndexPrefix(7, tt.table, tt.index)
		if got, _ := at.At(key); got.String() != tt.want {
			t.Errorf("table %d, index %d: got %v, want %s", tt.table, tt.index, got, tt.want)
		}
	}
	if _, end := at.At(keys.IndexPrefix(7, 110, 1)); end.Compare(indexed.Span(&indexed.Indexes[1]).Start) != 0 {
		t.Errorf("the table's policy ends at %v, not where its index begins", end)
	}
	one, _ := at.At(keys.IndexPrefix(7, 110, 2))
	if other, _ := at.At(keys.IndexPrefix(7, 120, 1)); one != other {
		t.Errorf("two users of a policy have %p and %p", one, other)
	}
	if _, err := PlacementOf("t", one, []Setting{{OptionReplicas, "4"}}); err == nil {
		t.Error("four replicas were taken")
	}
	reads := *one
	reads.NonVoters = []allocator.NonVoters{{Count: 2}}
	if p, err := PlacementOf("t", &reads, []Setting{{OptionLeases, "region=us"}}); err != nil || p.CountNonVoters() != 2 {
		t.Errorf("storage parameters over a policy with replicas that don't vote make %v, %v", p, err)
	}
	wide, err := s.PlacementPolicies()[1].Goal()
	if err != nil || wide.Name != "q" {
		t.Fatal(wide, err)
	}
	if users := slices.Collect(s.PolicyUsers(51)); len(users) != 3 {
		t.Errorf("%d users, want 3", len(users))
	}
}

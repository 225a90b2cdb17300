package catalog

import (
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
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
	s := (&Snapshot{}).with(nil, 1, 0, false)
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

package catalog

import (
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// Homed tables are partitioned by list of a column that names the region in which a row lives. What
// a partition of another table can't see, keys that rows of other partitions have, those of a homed
// table look for: so its unique keys need not hold the region. Each partition has its part of such
// a key's index, and whoever writes a key there wants it to be in none of the other parts, at the
// commit (transactions.md, T13). They need version.Homed.
//
//	users          unique (email)            OverAll: no part tells for itself
//	├─ users_eu    part of it, led in eu     ←  a row of eu is written here,
//	└─ users_us    part of it, led in us     ←  and its key is in no other part
const (
	// OptionHomed is the storage parameter that makes a table homed, OptionRehome the one that has
	// rows follow the region of whoever updates them.
	OptionHomed  = "homed"
	OptionRehome = "rehome_on_update"
	// OptionHidden keeps the column of regions out of * and of an INSERT that lists no columns.
	OptionHidden = "hidden_region"
)

// Homed reports whether the table is one whose rows live in regions.
func (t *TableDesc) Homed() bool { return t.switched(OptionHomed) && t.HomeColumn() != 0 }

// Rehomes reports whether a row that is updated moves to the gateway's region.
func (t *TableDesc) Rehomes() bool { return t.Homed() && t.switched(OptionRehome) }

// Unlisted is the column that * and an INSERT without a list leave out, of a homed table and of its
// partitions; 0: there is none. home is the homed table, nil where t is no part of one.
func (s *Snapshot) Unlisted(t *TableDesc) (col ColumnID, home *TableDesc) {
	if home = t; t.IsPartition() {
		home, _ = s.TableByID(t.PartitionOf)
	}
	switch {
	case home == nil || !home.Homed():
		return 0, nil
	case !home.switched(OptionHidden):
		return 0, home
	case home == t:
		return t.HomeColumn(), home
	}
	c, _, _ := home.ColumnByID(home.HomeColumn())
	if own, _, ok := t.ColumnNamed(c.Name); ok {
		col = own.ID
	}
	return col, home
}

// switched reports whether a boolean storage parameter is on.
func (t *TableDesc) switched(name string) bool {
	v, ok := option(t.Options, name)
	if !ok {
		return false
	}
	on, err := types.DecodeText(types.TBool, types.NoTypmod, v, nil)
	return err == nil && on.Bool()
}

// HomeColumn is the column by whose list of values the table is partitioned; 0: it is not.
func (t *TableDesc) HomeColumn() ColumnID {
	if t.Partitioning.Strategy != ast.PartitionList || len(t.Partitioning.Columns) != 1 {
		return 0
	}
	return t.Partitioning.Columns[0].ID
}

// OverAll reports whether an index of a homed table is unique over all partitions, without a
// column that tells which one a key is in.
func (t *TableDesc) OverAll(ix *IndexDesc) bool {
	return ix.Unique && ix.OID != 0 && t.Homed() && !slices.ContainsFunc(ix.Columns, func(c IndexColumn) bool { return c.ID == t.HomeColumn() && c.Expr == "" })
}

// HomePart is the part of an index over all partitions that one of them has.
type HomePart struct {
	Table *TableDesc
	Index *IndexDesc
}

// OverParts returns, for an index of a partition, the homed table's index over all partitions that it
// is a part of, and the other parts; nil: it is none.
func (s *Snapshot) OverParts(t *TableDesc, ix *IndexDesc) (home *TableDesc, over *IndexDesc, others []HomePart) {
	if ix.Parent == 0 || !ix.Unique {
		return nil, nil, nil
	}
	home, ok := s.TableByID(t.PartitionOf)
	if !ok || !home.Homed() {
		return nil, nil, nil
	}
	at := slices.IndexFunc(home.Indexes, func(x IndexDesc) bool { return x.OID == ix.Parent })
	if at < 0 || !home.OverAll(&home.Indexes[at]) {
		return nil, nil, nil
	}
	for _, p := range s.HomeParts(home, &home.Indexes[at]) {
		if p.Table.ID != t.ID {
			others = append(others, p)
		}
	}
	return home, &home.Indexes[at], others
}

// HomeParts are the parts of an index over all partitions, in their order.
func (s *Snapshot) HomeParts(home *TableDesc, over *IndexDesc) (out []HomePart) {
	for i := range home.Partitioning.Parts {
		p, ok := s.TableByID(home.Partitioning.Parts[i].Table)
		if !ok {
			continue
		}
		if at := slices.IndexFunc(p.Indexes, func(x IndexDesc) bool { return x.Parent == over.OID && x.State != IndexDropping }); at >= 0 {
			out = append(out, HomePart{p, &p.Indexes[at]})
		}
	}
	return out
}

// KeyUnder is a key that l lays out with another part's prefix in place of its own.
func (l *Layout) KeyUnder(prefix []byte, key keys.Key) keys.Key {
	rest := key[len(l.Prefix):]
	return append(append(make(keys.Key, 0, len(prefix)+len(rest)), prefix...), rest...)
}

// HomeOf is the partition of the rows that live in a region; false: there is none.
func (s *Snapshot) HomeOf(home *TableDesc, region string) (*TableDesc, bool) {
	if region == "" {
		return nil, false
	}
	r, err := s.Router(home)
	if err != nil {
		return nil, false
	}
	d, err := types.DecodeText(r.Types()[0], types.NoTypmod, region, nil)
	if err != nil {
		return nil, false
	}
	at := r.Find([]types.Datum{d})
	if at < 0 {
		return nil, false
	}
	return s.TableByID(home.Partitioning.Parts[at].Table)
}

package nodes

import (
	"sync"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// LaterLeaf plans a leaf, once.
// Plan may be called by any session that runs the shared plan, so it must depend on nothing of the one that asks.
type LaterLeaf struct {
	once sync.Once
	Plan func(*LeafWrite)
}

// Leaf is what writing to the i-th leaf takes. It is safe for concurrent use.
// The one that comes first plans; others wait for it.
func (p *Parts) Leaf(i int) *LeafWrite {
	l := &p.Leaves[i]
	if l.Later != nil {
		l.Later.once.Do(func() { l.Later.Plan(l) })
	}
	return l
}

// Parts is how the rows of a partitioned table are written.
type Parts struct {
	// Route is nil for a table and what inherits from it: rows stay where they are, and new ones
	// go to the first leaf, the table itself.
	Route *Route
	// Leaves are told by Leaf, but for Table, From and Mode.
	Leaves []LeafWrite
	// ByOID has the place of each leaf.
	ByOID map[catalog.ID]int
	// OID is the column of the input (UPDATE, DELETE) that tells the leaf of a row.
	OID int
	// Moves: an UPDATE may change the partition key.
	Moves bool
}

// Route finds the leaf of a row.
// One for each level of a tree of partitions; Parts are in the order of the Router's.
type Route struct {
	Table  *catalog.TableDesc
	Router *catalog.Router
	// Key computes the key from the row.
	Key   []scalar.Expr
	Names []string // of the key's columns, for errors
	// Secret: errors may not show the key to the role.
	Secret bool
	Parts  []RoutePart
}

// RoutePart is a leaf, or a table that is partitioned itself.
// Leaf is the place in Parts.Leaves; with Sub it means nothing.
type RoutePart struct {
	Leaf int
	Sub  *Route
}

// LeafWrite is what writing to one leaf takes.
type LeafWrite struct {
	Table *catalog.TableDesc
	// From has, for each slot of the leaf, that of the partitioned table; To the other way. -1:
	// there is none. Slots behind the table's are of columns that only some leaves have.
	From, To []int
	// Insert is nil for DELETE, and for an UPDATE that moves no rows.
	Insert *Insert
	// Update is nil but for UPDATE; Delete for INSERT. Both are where constants tell that no row
	// of the leaf is found.
	Update, Delete *TableWrite
	// Barred is a table between the leaf and the one that the statement names which foreign keys
	// refer to: rows of the leaf don't move, since the keys could not be enforced (0A000). nil: none.
	Barred *catalog.TableDesc
	// Mode is that of the lock on rows that are updated.
	Mode kvpb.LockMode

	Later *LaterLeaf // plans all but Table, From and Mode; nil: that is done
}

// Alone reports whether rows are to be written one by one: triggers of leaves may look at what
// was written before.
func (p *Parts) Alone() bool {
	if p == nil {
		return false
	}
	for i := range p.Leaves {
		l := &p.Leaves[i]
		if l.Later != nil { // it has no triggers, and another session may be planning it
			continue
		}
		if l.Insert != nil && l.Insert.Triggers.MayChange(routine.Insert) || l.Update != nil && l.Update.Triggers.MayChange(routine.Update) ||
			l.Delete != nil && l.Delete.Triggers.MayChange(routine.Delete) {
			return true
		}
	}
	return false
}

// PartBound is what the keys of its parents say of the rows of a partition.
// One for each level above: the row must be of this Part at each, or it is 23514.
type PartBound struct {
	Router *catalog.Router
	Key    []scalar.Expr // over the partition's row
	Part   int
}

// PartUse is the leaves that one Append reads, by the places that Prune gives them; 0: none.
type PartUse struct {
	Prune  *Prune
	Leaves []catalog.ID
}

// InsertUse is the leaves that the rows of an INSERT of VALUES may come to: as many as there are
// rows, mostly. Slots are the columns that the partition keys read, and Columns those of the input
// that these are made of.
type InsertUse struct {
	Insert         *Insert
	Slots, Columns []int
}

// Keys calls f for the expressions of the keys of all levels.
// Of leaves there is nothing: a leaf has no key of its own.
func (r *Route) Keys(f func(scalar.Expr)) {
	for _, x := range r.Key {
		f(x)
	}
	for i := range r.Parts {
		if sub := r.Parts[i].Sub; sub != nil {
			sub.Keys(f)
		}
	}
}

// PlacesIn adds the columns that an expression with places reads.
func PlacesIn(set map[int]bool, x scalar.Expr) {
	scalar.Walk(x, func(x scalar.Expr) bool {
		if s, ok := x.(*scalar.Slot); ok {
			set[s.Idx] = true
		}
		return true
	})
}

// Told reports whether an expression's value is the same whenever a statement with the same
// arguments asks for it: what decides which leaves it depends on.
// Stable functions are left out, too: they may differ from one run of a kept plan to the next.
func Told(x scalar.Expr) bool {
	p := scalar.PropsOf(x)
	return !p.Vars && !p.Regs && !p.Host && !p.Subquery && !p.Volatile && !p.Stable
}

// Prune tells which partitions of a table may have rows under conditions on the key. The
// planner asks it with what is constant, and the executor again when parameters are known.
// It errs on the side of keeping: a partition that is kept for nothing costs a read, one that is left out costs rows.
type Prune struct {
	Router *catalog.Router
	// Cols are, for each column of the key, the conditions on it: all must hold.
	Cols  [][]ColumnSpan
	Parts []PrunePart
}

// PrunePart is one partition: a table with rows (Leaf counts those of the whole tree), or one
// that is partitioned itself.
type PrunePart struct {
	Leaf int
	Sub  *Prune
}

// Keep sets in leaves those that may have rows. value gives what is constant; known is false
// where it can't be told yet.
// Entries that are set stay set, so that a caller begins with none. An error is that of value.
func (p *Prune) Keep(leaves []bool, value func(scalar.Expr) (d types.Datum, known bool, err error)) error {
	ranges := make([]catalog.KeyRange, len(p.Cols))
	for i, cols := range p.Cols {
		ranges[i].Any = true
		for j := range cols {
			k, err := keyRange(&cols[j], value)
			if err != nil {
				return err
			}
			ranges[i] = p.Router.Meet(i, ranges[i], k)
		}
	}
	keep := make([]bool, len(p.Parts))
	p.Router.Match(ranges, keep)
	for i, part := range p.Parts {
		switch {
		case !keep[i]:
		case part.Sub != nil:
			if err := part.Sub.Keep(leaves, value); err != nil {
				return err
			}
		default:
			leaves[part.Leaf] = true
		}
	}
	return nil
}

// keyRange is what one condition says of a column.
// One alternative that is not known makes the whole condition say nothing, since they are joined by OR.
func keyRange(c *ColumnSpan, value func(scalar.Expr) (types.Datum, bool, error)) (catalog.KeyRange, error) {
	var out catalog.KeyRange
	for i := range c.Alts {
		a := &c.Alts[i]
		known, err := addAlt(&out, a, value)
		if err != nil {
			return out, err
		}
		if !known {
			return catalog.KeyRange{Any: true}, nil
		}
	}
	return out, nil
}

// addAlt adds what one alternative allows to out; known: all of it is told. An equality with
// NULL allows nothing, and is told.
func addAlt(out *catalog.KeyRange, a *Alt, value func(scalar.Expr) (types.Datum, bool, error)) (known bool, err error) {
	switch {
	case a.Eq != nil:
		d, known, err := value(a.Eq)
		if known && err == nil && !d.IsNull() {
			out.Values = append(out.Values, d)
		}
		return known, err
	case a.Null:
		out.Null = true
		return true, nil
	case a.In != nil:
		d, known, err := value(a.In)
		if !known || err != nil || d.IsNull() {
			return known, err
		}
		if a.To != nil {
			return addRanges(out, d, a.To, value)
		}
		for _, it := range d.Array().Items {
			if !it.IsNull() {
				out.Values = append(out.Values, it)
			}
		}
		return true, nil
	}
	s := catalog.KeySpan{}
	for _, b := range a.Lo {
		d, known, err := value(b.X)
		if err != nil || known && d.IsNull() {
			return true, err
		}
		if known && !s.HasLo { // others narrow it no further than the condition itself does
			s.Lo, s.HasLo, s.LoIn = d, true, b.Inclusive
		}
	}
	for _, b := range a.Hi {
		d, known, err := value(b.X)
		if err != nil || known && d.IsNull() {
			return true, err
		}
		if known && !s.HasHi {
			s.Hi, s.HasHi, s.HiIn = d, true, b.Inclusive
		}
	}
	out.Ranges = append(out.Ranges, s)
	return true, nil
}

// addRanges adds those between the elements of two arrays.
func addRanges(out *catalog.KeyRange, from types.Datum, to scalar.Expr, value func(scalar.Expr) (types.Datum, bool, error)) (known bool, err error) {
	d, known, err := value(to)
	if !known || err != nil {
		return known, err
	}
	for i, lo := range from.Array().Items {
		if hi := d.Array().Items[i]; !lo.IsNull() && !hi.IsNull() {
			out.Ranges = append(out.Ranges, catalog.KeySpan{Lo: lo, HasLo: true, LoIn: true, Hi: hi, HasHi: true, HiIn: true})
		}
	}
	return true, nil
}

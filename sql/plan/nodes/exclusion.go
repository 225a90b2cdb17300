package nodes

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Exclusion is what an exclusion constraint asks of two rows of its table: that not all of its
// operators are true of them.
type Exclusion struct {
	// Slots are those of the elements, in the order of the constraint.
	// A slot may occur twice, under two operators.
	Slots []int
	// Row are Slots, and those of the primary key besides: what tells of a row all that a check
	// needs.
	Row []int
	// ops are in step with Slots.
	ops []*builtin.Operator
}

// NewExclusion prepares the constraint of an index.
func NewExclusion(t *catalog.TableDesc, ix *catalog.IndexDesc) (*Exclusion, error) {
	x := &Exclusion{}
	for i := range ix.Columns {
		k := &ix.Columns[i]
		c, slot, ok := t.ColumnByID(k.ID)
		if !ok {
			return nil, pgerror.Internal("exclusion constraint %q names column %d", ix.Name, k.ID)
		}
		// The operator was resolved when the constraint was made; operators of the system do not change since.
		op, err := builtin.ResolveOperator(k.Operator(), c.Type, c.Type)
		if err != nil {
			return nil, err
		}
		x.Slots, x.ops = append(x.Slots, slot), append(x.ops, op)
	}
	// The key tells a row from itself: an UPDATE meets its own old entry.
	x.Row = slices.Clone(x.Slots)
	for _, k := range t.Primary().Columns {
		if _, slot, ok := t.ColumnByID(k.ID); ok && !slices.Contains(x.Row, slot) {
			x.Row = append(x.Row, slot)
		}
	}
	return x, nil
}

// Concerns reports whether a row may be in another's way: none of its elements is NULL.
// Postgres: NULLs never conflict, as the operators are strict (check_exclusion_constraint).
func (x *Exclusion) Concerns(row []types.Datum) bool {
	return !slices.ContainsFunc(x.Slots, func(s int) bool { return row[s].IsNull() })
}

// Conflict reports whether all operators are true of two rows that the constraint concerns.
func (x *Exclusion) Conflict(env *types.Env, a, b []types.Datum) (bool, error) {
	for i, op := range x.ops {
		d, err := op.Fn(env, a[x.Slots[i]], b[x.Slots[i]])
		// The first operator that is not true ends it; the rest might fail on values that never meet.
		if err != nil || d.IsNull() || !d.Bool() {
			return false, err
		}
	}
	return true, nil
}

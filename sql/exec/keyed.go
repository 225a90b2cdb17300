package exec

import (
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// keyedShare is which part of a statement's memory the rows of one subquery may take: a half.
const keyedShare = 2

// keyed evaluates a correlated subquery by a look into the rows of all outer values.
func (r *run) keyed(c *scalar.Ctx, s *scalar.Subquery, st *subState) (types.Datum, error) {
	if !st.once {
		st.once = true
		switch held, err := r.keepKeyed(s, st); {
		case err != nil && !onlyOfRows(err):
			return types.Null, err
		case err != nil || !held:
			st.keys.clear()
			st.each = true
		}
	}
	if st.each {
		return r.Subquery(c, s.Each)
	}
	row, found, err := r.findKeyed(c, s, st)
	if err != nil || !found && s.Only {
		return types.Null, err // whatever the value is made of, that of no row is NULL
	}
	for i, reg := range s.TestRegs {
		r.regs[reg] = row[i]
	}
	return s.Test.Eval(c)
}

// onlyOfRows reports whether an error may be of a row that nobody asks for: it tells nothing of
// the transaction, or of the node.
func onlyOfRows(err error) bool {
	code := pgerror.Code(err)
	for _, class := range []string{"08", "25", "40", "55", "57", "58", "XX"} {
		if strings.HasPrefix(code, class) {
			return false
		}
	}
	return true
}

// keepKeyed runs the query and holds its rows by their keys; false where they are too many.
func (r *run) keepKeyed(s *scalar.Subquery, st *subState) (bool, error) {
	ts := r.p.Subplans[s.ID].Head().Types
	st.keys = newHashTable(&r.mem, ts[:len(s.Keys)], len(ts))
	if err := st.op.open(); err != nil {
		return false, err
	}
	defer st.op.close()
	row := make([]types.Datum, len(ts))
	for {
		b, err := st.op.next(batchRows)
		if err != nil || b.N == 0 {
			return true, err
		}
		for i := range b.N {
			for c := range row {
				row[c] = b.Cols[c][i]
			}
			if _, err := st.keys.insert(st.keys.hash(row[:len(s.Keys)]), row); err != nil {
				return false, err
			}
		}
		if most := r.mem.max / keyedShare; most > 0 && int64(st.keys.rows.bytes) > most {
			return false, nil
		}
	}
}

// findKeyed is what the row with the outer values has besides its keys; s.None where there is none.
func (r *run) findKeyed(c *scalar.Ctx, s *scalar.Subquery, st *subState) (row []types.Datum, found bool, err error) {
	key := make([]types.Datum, len(s.Keys))
	for i, x := range s.Keys {
		d, err := x.Eval(c)
		if err != nil {
			return nil, false, err
		}
		if d.IsNull() {
			return s.None, false, nil
		}
		key[i] = d
	}
	at := st.keys.find(st.keys.hash(key), key)
	if at < 0 {
		return s.None, false, nil
	}
	if s.Only && st.keys.after(at, key) >= 0 {
		return nil, false, pgerror.New(pgerror.CardinalityViolation, "more than one row returned by a subquery used as an expression")
	}
	return st.keys.rows.row(int(at))[len(s.Keys):], true, nil
}

package exec

import (
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// rows adds the spans of rows whose tid is as s wants it.
func (b *spanBuilder) rows(s *nodes.ColumnSpan) error {
	for i := range s.Alts {
		alt := &s.Alts[i]
		var err error
		switch {
		case alt.Eq != nil:
			var d types.Datum
			if d, err = b.r.constant(alt.Eq); err == nil {
				err = b.rowAt(d)
			}
		case alt.In != nil:
			err = b.rowsAt(alt)
		default:
			err = b.rowRange(alt)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rowAt adds the key of the row that a tid names; nothing where none can be there.
func (b *spanBuilder) rowAt(d types.Datum) error {
	if d.IsNull() {
		return nil
	}
	key, ok := scalar.TIDKey(append([]byte(nil), b.l.Prefix...), d, b.l.Key)
	if !ok {
		return nil
	}
	return b.add(keys.Span{Start: key})
}

func (b *spanBuilder) rowsAt(alt *nodes.Alt) error {
	d, err := b.r.constant(alt.In)
	if err != nil || d.IsNull() {
		return err
	}
	for _, it := range d.Array().Items {
		if err := b.rowAt(it); err != nil {
			return err
		}
	}
	return nil
}

// rowRange adds the rows between two tids.
func (b *spanBuilder) rowRange(alt *nodes.Alt) error {
	prefix := keys.Key(b.l.Prefix)
	s := keys.Span{Start: prefix, End: prefix.PrefixEnd()}
	for side, list := range [][]nodes.Bound{alt.Lo, alt.Hi} {
		for i := range list {
			d, err := b.r.constant(list[i].X)
			if err != nil || d.IsNull() {
				return err
			}
			key := keys.Key(append(prefix[:len(prefix):len(prefix)], scalar.TIDBound(d, b.l.Key, (side == 1) == list[i].Inclusive)...))
			if side == 0 && key.Compare(s.Start) > 0 {
				s.Start = key
			} else if side == 1 && key.Compare(s.End) < 0 {
				s.End = key
			}
		}
	}
	if s.Start.Compare(s.End) >= 0 {
		return nil
	}
	return b.add(s)
}

package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// local is Routes where all ranges are on this store.
type local struct{ s *Store }

// Lookup fails with RetryElsewhere where no replica is here: there is nowhere else to ask.
func (l local) Lookup(_ context.Context, key keys.Key) (*descriptor.Range, error) {
	if d := l.s.Containing(key); d != nil {
		return d, nil
	}
	return nil, &kvpb.RetryElsewhere{Why: "no replica of the key here"}
}

// Server is the store itself. Heard and Forget have nothing to learn: descriptors are read where
// they are applied.
func (l local) Server(*descriptor.Range) kvpb.Sender { return l.s }
func (l local) Heard(*descriptor.Range, error)       {}
func (l local) Forget(*descriptor.Range)             {}

// routes are the ways to where the store writes to itself.
func (s *Store) routes() Routes {
	if s.o.Routes == nil {
		return local{s}
	}
	return s.o.Routes
}

// newRangeID gives an unused range ID.
// A close of the store while it asks for more is ErrClosed, and not a cancelled
// context of nobody's.
func (s *Store) newRangeID() (uint64, error) {
	id, err := s.rows.NewRangeID()
	if s.ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = fmt.Errorf("%w: %w", ErrClosed, err)
	}
	return id, corrupted(err)
}

package store

import (
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/range/queue"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/rows"
	"github.com/isochrondb/isochron/range/snapshot"
	"github.com/isochrondb/isochron/range/storeliveness"
)

// Errors of a store. Test with errors.Is.
var (
	// ErrEmpty means that the engine holds no store yet: Bootstrap it.
	ErrEmpty = errors.New("store: not bootstrapped")
	// ErrForeign means that the store belongs to another cluster or node.
	ErrForeign = errors.New("store: belongs to another cluster or node")
	// ErrDuplicate means that two stores claim the same identity.
	ErrDuplicate = errors.New("store: identity is used twice")
	// ErrCorrupt means that what the store holds contradicts itself.
	ErrCorrupt = raftloop.ErrCorrupt
	// ErrVersion means that the store was written by a newer release.
	ErrVersion = errors.New("store: newer format")
	// ErrFailed means that the disk failed: the store serves nothing until it is
	// opened again.
	ErrFailed = raftloop.ErrFailed
	// ErrClosed means that the store has been closed.
	ErrClosed = raftloop.ErrClosed
	// ErrNotLeading says that this store does not hold the lease.
	ErrNotLeading = queue.ErrNotLeading
)

// corrupted has what the store's rooms call corrupt be ErrCorrupt, too.
// Both stay in the chain, so that errors.Is finds either.
func corrupted(err error) error {
	for _, kind := range []error{rows.ErrCorrupt, snapshot.ErrCorrupt, storeliveness.ErrCorrupt} {
		if errors.Is(err, kind) {
			return fmt.Errorf("%w: %w", ErrCorrupt, err)
		}
	}
	return err
}

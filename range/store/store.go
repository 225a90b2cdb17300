// Package store holds all replicas of one disk.
package store

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
)

var errNotYet = errors.New("store: not built yet")

// Errors of opening a store. Test with errors.Is.
var (
	// ErrEmpty means that the engine holds no store yet: Bootstrap it.
	ErrEmpty = errors.New("store: not bootstrapped")
	// ErrForeign means that the store belongs to another cluster or node.
	ErrForeign = errors.New("store: belongs to another cluster or node")
	// ErrDuplicate means that two stores claim the same identity.
	ErrDuplicate = errors.New("store: identity is used twice")
	// ErrCorrupt means that what the store holds contradicts itself.
	ErrCorrupt = errors.New("store: corrupt")
	// ErrVersion means that the store was written by a newer release.
	ErrVersion = errors.New("store: newer format")
	// ErrFailed means that the disk failed: the store serves nothing until it is
	// opened again.
	ErrFailed = errors.New("store: disk failed")
	// ErrClosed means that the store has been closed.
	ErrClosed = errors.New("store: closed")
)

// Ident is who a store is.
type Ident struct {
	ClusterID [16]byte
	NodeID    uint32
	StoreID   uint32
	Format    uint32 // of what this package stores
}

// ReadIdent returns the identity of the store in e. It fails with ErrEmpty,
// ErrCorrupt or ErrVersion.
func ReadIdent(e engine.Engine) (Ident, error) { return Ident{}, errNotYet }

// Bootstrap makes a store of an empty engine: its identity and the first
// ranges, durably and as one. It fails where the engine holds anything.
func Bootstrap(e engine.Engine, id Ident, now hlc.Timestamp) error { return errNotYet }

// Options configures a Store.
type Options struct {
	Engine engine.Engine // the store uses it, and does not close it
	Clock  *hlc.Clock
	Ident  Ident // expected: ErrForeign where it differs; zero fields are not compared
	// and: Settler, WaitObserver, Evaluator, Limits, Log *slog.Logger, Rand
}

// Store is all replicas of one engine. It implements kvpb.Server (by the range
// ID of the header) and router.Known. Safe for concurrent use.
type Store struct{}

// Open opens the store of an engine.
func Open(ctx context.Context, o Options) (*Store, error) { return nil, errNotYet }

// Close stops serving, and returns when every goroutine has ended.
func (s *Store) Close() error { return errNotYet }

// First returns the range that holds the directory.
func (s *Store) First() *descriptor.Range { return nil }

// Containing returns the range that holds key, or nil if it has no replica here.
func (s *Store) Containing(key keys.Key) *descriptor.Range { return nil }

// Ranges returns the ranges with a replica here, in key order.
func (s *Store) Ranges() []*descriptor.Range { return nil }

// RevokeLease ends the lease of a range and takes a new one under a higher term.
// Graceful: what was proposed is applied first, marks and locks stay. Otherwise
// as after a crash of the range alone: locks are lost, what was proposed is
// ambiguous to its proposers.
func (s *Store) RevokeLease(ctx context.Context, rangeID uint64, graceful bool) error {
	return errNotYet
}

// Err returns why the store stopped serving, or nil.
func (s *Store) Err() error { return errNotYet }

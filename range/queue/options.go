package queue

import (
	"errors"
	"log/slog"
	"time"

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/replica"
)

// ErrClosed says that the work was stopped.
var ErrClosed = errors.New("queue: stopped")

// Options of Queues. All are required where nothing else is said.
type Options struct {
	Store   Store
	StoreID uint32
	Engine  engine.Engine
	Clock   Clock
	Rows    Rows
	Routes  distsender.Routes
	Fixed   []keys.Key // boundaries of ranges that stay
	Policy  Policy     // nil: ranges split on request alone
	Version version.Gate

	// Liveness tells of other stores.
	Liveness Liveness
	// CheckEvery is how often the replicas of a range are compared; not positive: on request alone.
	CheckEvery time.Duration
	Seed       uint64 // spreads comparisons

	// DropSnapshots drops what came of snapshots that broke off and nobody goes on with; true: there
	// is more.
	DropSnapshots func() bool

	Log        *slog.Logger
	CodeProbes *codeprobe.Paths // for tests
	Planted    replica.Planted  // likewise
}

// Clock is the node's.
type Clock interface{ Now() hlc.Reading }

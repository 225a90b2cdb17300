package coord

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// Router finds the range of a key and who serves it. Served by range/router.
type Router interface {
	// Lookup returns the range that holds key. It does not allocate where the
	// range is cached.
	Lookup(ctx context.Context, key keys.Key) (*descriptor.Range, error)
	// Server returns whom to ask about the range: its leaseholder, as far as known.
	Server(desc *descriptor.Range) kvpb.Server
	// Stale reports an answer that says that desc is out of date.
	Stale(desc *descriptor.Range, err error)
}

// Clock gives readings. Served by hlc.Clock.
type Clock interface{ Now() hlc.Reading }

// Bound is what the node knows of its clock's error. Served by clock/bound.
type Bound interface {
	// Epsilon is e_self + E: the error between this clock and any other.
	Epsilon() time.Duration
	// Wait returns when this clock has passed until + Epsilon (Rule W). It
	// returns at once where that is so already.
	Wait(ctx context.Context, until hlc.Timestamp) error
}

// Certifier vouches for the schema of one transaction (section 8, T20). The
// SQL layer gives it to the transaction with SetCertifier once the statement is
// planned; a transaction without one (internal work on fixed keys) skips it.
//
// Certify returns the latest timestamp, at least need and at most want, up to
// which the schema that the transaction was planned with is known to be the
// schema; or an error (a *RetryError, say) if it is not the schema at need.
// Where c is chosen by a leaseholder, need is now plus room and the result
// becomes the commit's latest c; where the gateway chooses c, need = want = c,
// and a raised c' asks again. A catalog in the same process answers from
// memory: on one node this costs an atomic load and a comparison.
type Certifier interface {
	Certify(ctx context.Context, t *Txn, need, want hlc.Timestamp) (hlc.Timestamp, error)
}

// Options are what a gateway's coordinator is made of.
type Options struct {
	Router  Router
	Clock   Clock
	Bound   Bound
	NodeID  uint32
	Epoch   uint64 // of this process: locks of a dead epoch go
	Limits  Limits
	Planted Planted
}

// Limits are the sizes and times of one gateway. Zero values mean the default.
type Limits struct {
	BufferBytes int64         // buffered writes of a transaction before they are flushed as unstamped intents; default 8 MiB
	LockedKeys  int           // keys that one transaction may hold; default 2 million
	ReadSpans   int           // read spans remembered one by one; beyond that they are widened; default 1024
	PageBytes   int64         // target size of one page of a scan; default 512 KiB
	BatchKeys   int           // keys in one Lock or GetMany message; default 1024
	Patience    time.Duration // from a one-range commit's start to its latest c; default 5 s
	Resolvers   int           // transactions resolved at once behind their acknowledgement; default 64
	AskAgain    time.Duration // how long an unknown outcome is asked after; default 15 s
	Conditions  int           // commit conditions of one transaction; default 1 million
}

// Planted bugs are for tests that show that the checkers notice. Never set
// elsewhere.
type Planted struct {
	NoCommitWait       bool // acknowledges without Rule W (breaks T1)
	AbortBeforeDurable bool // tells "aborted" before ABORTED is durable (breaks T9)
}

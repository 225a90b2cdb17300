package pgcatalog

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/sql/auth/hba"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/stats"
)

// Options say where rows about the running node come from. Any may be nil: its
// tables are then empty.
type Options struct {
	// Activity lists the sessions of the cluster.
	Activity func(ctx context.Context) []Activity
	// Locks lists advisory locks, and who waits for whom.
	Locks func(ctx context.Context) Locks
	// Statements counts what ran on this node, by the shape of statements.
	Statements func() (all []StatementCounts, since time.Time, gone int64)
	// Ranges lists the ranges.
	Ranges func(ctx context.Context) ([]jobs.RangeInfo, error)
	// Nodes lists the cluster's nodes, this one among them.
	Nodes func() []NodeInfo
	// Latencies tells how far regions are from each other, as nodes have measured.
	Latencies func(ctx context.Context) []Latency
	// Clocks tells of this node's clock, and of others' as it has heard of them.
	Clocks func() []ClockInfo
	// Cluster tells of the cluster as a whole.
	Cluster func() ClusterInfo
	// Stores lists the cluster's stores, this node's among them.
	Stores func() []*directory.Store
	// Held counts the replicas that each store has, by its ID, as ranges' descriptors tell: what a
	// store's row says is the store's own word, and of one that is lost the last one. nil, or an
	// error: rows count.
	Held func(ctx context.Context) (map[uint32]int, error)
	// Memory lists who holds what clients may hold of this node's memory.
	Memory func() []MemoryUse
	// Rules lists who may connect.
	Rules func() ([]hba.Row, error)
	// Jobs lists the jobs that are not done.
	Jobs func() []jobs.Job
	// Expiry lists what is known of tables whose rows expire; nil: nothing.
	Expiry func(ctx context.Context) ([]Expiry, error)
	// Databases tells what this node's sessions have done, by database.
	Databases func() map[catalog.ID]DatabaseCounts
	// Functions are those of sessions, which the queries of views may call.
	Functions *host.Functions
	// Stats serves row counts.
	Stats *stats.Store
	// StatsStore gives Stats where it is opened later; used when Stats is nil.
	StatsStore func() *stats.Store
}

// Latency is the way from a region to another, or within one.
type Latency struct {
	From, To                     string
	RoundTrip, Shortest, Longest time.Duration // the median of what was measured, and its extremes
	Measured                     int           // pairs of nodes
}

// ClockInfo is one node's clock.
type ClockInfo struct {
	NodeID  uint32
	Own     bool          // this node's own
	Source  string        // that vouches for it; empty: none does, or it was not told
	Vouched bool          // Error is known
	Error   time.Duration // how wrong it may be, Step in it
	Step    time.Duration // by how much what it follows is ahead of it
	Budget  time.Duration // how wrong it is allowed to be

	// Of another's: it was ahead of this node's by so much, that long ago.
	OffsetLow, OffsetHigh, Age time.Duration
	Contradicts                bool // the two can't both be right
	Compared                   bool // they are known

	// Of clocks that agree (transactions.md, section 13).
	Permit     string        // empty: they are off
	Proof      string        // by which it is known what the clock has passed; empty: nothing is
	Behind     time.Duration // by how much that is behind this node's clock
	AheadKnown bool
	Ahead      time.Duration // by how much the clock is ahead of this node's at most
	Promised   bool
	Promise    time.Duration // how far it lags behind UTC at most
	RateKnown  bool
	DriftPPM   float64 // by how much it runs faster than this node's
}

// ClusterInfo is what is known of the cluster as a whole.
type ClusterInfo struct {
	ID      [16]byte
	Version directory.Version
	Waits   []uint32 // nodes that keep it from the next version, where another speaks that
}

// MemoryUse is what one budget of a node holds.
type MemoryUse struct {
	NodeID          uint32
	Level           string // node, sessions, session, plans, flows, ranges, advisory-locks
	PID             int32  // of a session; 0: of all
	User            string // likewise
	Used, Peak, Max int64  // Max 0: only that of the level above
	Refusals        int64
}

// NodeInfo is one node of the cluster.
type NodeInfo struct {
	*directory.Node
	Live bool // it answers this node
}

// Activity is one session, as pg_stat_activity shows it.
type Activity struct {
	PID                      int32
	Database, User           string
	ApplicationName          string
	ClientAddr               string // without port, empty for in-process connections
	ClientPort               int32
	BackendStart             time.Time
	XactStart, QueryStart    time.Time // zero: none
	StateChange              time.Time
	State                    string // active, idle, idle in transaction, …
	Query                    string
	WaitEventType, WaitEvent string
	Txn                      kvpb.TxnID // that holds or has asked for locks; zero: none does
	BackendType              string     // empty: client backend
	Here                     bool       // it is a session of the node that is asked
	TLS                      *Encryption
}

// Encryption is how a session's connection is encrypted.
type Encryption struct {
	Version, Cipher string
	Bits            int
	// Of a certificate that the client has shown; Serial is empty where it has not.
	ClientDN, Serial, IssuerDN string
}

// DatabaseCounts is what a node's sessions have done in a database since the node started, or since
// pg_stat_reset, whose last time is ResetAt, Unix time in nanoseconds; 0: there was none.
type DatabaseCounts struct {
	ResetAt                                 int64
	Sessions, Commits, Rollbacks, Deadlocks int64
	TempFiles, TempBytes                    int64
	Connected, Active, IdleInBlock          time.Duration
	// Resets are of database 0: when counts that are no database's were last begun anew, as ResetAt.
	// They go by what pg_stat_reset_shared takes, and by "slru " and the name of a cache.
	Resets map[string]int64
}

// StatementCounts is what statements of one shape took.
type StatementCounts struct {
	User, Database          catalog.ID
	ID                      int64
	Text                    string // without literals
	Calls, Rows             int64
	Total, Min, Max, StdDev time.Duration
	RoundTrips              float64 // between regions
	DistantBytes            int64   // likewise
}

// AdvisoryLock is one advisory lock of a session, as pg_locks shows it.
type AdvisoryLock struct {
	PID                int32
	Database           catalog.ID
	ClassID, ObjID     uint32
	ObjSubID           int32 // 1: one number of 64 bits, 2: two of 32
	Exclusive, Granted bool
}

// Locks are what sessions hold and wait for, on all nodes that answer.
type Locks struct {
	Advisory []AdvisoryLock
	Waits    []LockWait // those that have lasted longest first
}

// LockWait is a transaction that waits for others at a key.
type LockWait struct {
	LockHolder
	RangeID  uint64
	Key      keys.Key
	Since    time.Time
	Blockers []LockHolder
}

// LockHolder is a transaction and its session. PID 0: of no session, or of one that is not known.
type LockHolder struct {
	PID int32
	Txn kvpb.TxnID
}

// Package workload is what clients do to a gateway while faults happen: random
// transactions over lists and accounts whose histories package history can
// judge. A client records what it sent and what it heard, and nothing else.
//
// It works on the transaction layer (txn/coord), beneath SQL. It must not know
// about faults: whoever runs it decides which gateway a client talks to, and when
// that one is gone.
package workload

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/txn/coord"
)

// Gateway is a way in that may vanish.
type Gateway struct {
	DB    *coord.DB
	Ctx   context.Context // ends when it vanishes
	gone  atomic.Bool
	Label string
}

// Vanish makes the gateway's clients hear nothing any more.
func (g *Gateway) Vanish() { g.gone.Store(true) }

// Gone tells whether it has vanished.
func (g *Gateway) Gone() bool { return g.gone.Load() }

// Recorder collects a history. Safe for concurrent use.
type Recorder struct {
	parent  *Recorder    // who keeps the clock, problems and excuses; nil: this one
	clock   atomic.Int64 // a count of events: a finer order than any clock
	excused []string     // SQLSTATEs that planned faults are a cause of

	mu        sync.Mutex // guards what follows; a leaf
	txns      []*history.Txn
	balances  []history.Balance
	problems  []string
	anomalies []history.Anomaly
}

// apart is a recorder of transactions and reads of its own, in the same time.
func (r *Recorder) apart() *Recorder { return &Recorder{parent: r} }

func (r *Recorder) root() *Recorder {
	if r.parent != nil {
		return r.parent
	}
	return r
}

// Excuse says that planned faults may lead to errors of these SQLSTATEs. Call it before
// there are clients.
func (r *Recorder) Excuse(codes ...string) { r.root().excused = append(r.root().excused, codes...) }

// Now is a moment, later than all before.
func (r *Recorder) Now() int64 { return r.root().clock.Add(1) }

// Begin records that a client is about to send a transaction.
func (r *Recorder) Begin(client int) *history.Txn {
	t := &history.Txn{Client: client, Invoked: r.Now()}
	r.mu.Lock()
	defer r.mu.Unlock()
	t.ID = len(r.txns) + 1
	r.txns = append(r.txns, t)
	return t
}

// End records what a client heard. A transaction that is never ended is Unknown.
func (r *Recorder) End(t *history.Txn, o history.Outcome) { t.Returned, t.Outcome = r.Now(), o }

// Anomaly records what a client saw that proves a broken promise by itself.
func (r *Recorder) Anomaly(k history.Kind, format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.anomalies = append(r.anomalies, history.Anomaly{Kind: k, Story: fmt.Sprintf(format, args...)})
}

// Anomalies returns those that were recorded.
func (r *Recorder) Anomalies() []history.Anomaly { return r.anomalies }

// Problem records what should not happen and is no anomaly: an internal error, say.
func (r *Recorder) Problem(format string, args ...any) {
	r = r.root()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// Transactions returns the history. Call it when all clients are done.
func (r *Recorder) Transactions() []*history.Txn { return r.txns }

// Balances returns the reads of all accounts.
func (r *Recorder) Balances() []history.Balance { return r.balances }

// Problems returns what should not have happened.
func (r *Recorder) Problems() []string { return r.problems }

// Outcome tells what a client heard, from the error of its last call. sent: Commit (or a
// fused statement) had been called. Before that, nobody may commit the transaction.
func Outcome(g *Gateway, sent bool, err error) history.Outcome {
	var ambiguous *coord.AmbiguousError
	switch {
	case !sent:
		return history.Aborted
	case g.Gone() || errors.As(err, &ambiguous):
		return history.Unknown
	case err == nil:
		return history.Committed
	}
	return history.Aborted
}

// expected tells whether an error is one that faults and contention explain.
func expected(err error) bool {
	var state interface{ SQLState() string }
	if errors.Is(err, context.Canceled) || errors.Is(err, errRollback) {
		return true
	}
	if !errors.As(err, &state) {
		return false
	}
	switch state.SQLState() {
	case "40001", "40P01", "55P03", "40003", "57P01":
		return true
	}
	return false
}

// Prefix is where the rows of the workloads lie.
var Prefix = keys.IndexPrefix(1, 100, 1)

// ListKey is the key of a list.
func ListKey(i int) keys.Key { return fmt.Appendf(Prefix[:len(Prefix):len(Prefix)], "l%03d", i) }

// AccountKey is the key of an account.
func AccountKey(i int) keys.Key { return fmt.Appendf(Prefix[:len(Prefix):len(Prefix)], "m%03d", i) }

// AppendElement appends an element to an encoded list.
func AppendElement(list []byte, x int64) []byte { return binary.AppendVarint(list, x) }

// DecodeList reads an encoded list.
func DecodeList(b []byte) (list []int64, err error) {
	for len(b) > 0 {
		x, n := binary.Varint(b)
		if n <= 0 {
			return nil, errors.New("workload: malformed list")
		}
		list, b = append(list, x), b[n:]
	}
	return list, nil
}

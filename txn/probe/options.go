package probe

import (
	"errors"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/txn/deadlock"
)

// Service is the mesh's name of what this package serves.
const Service = "txn"

// Gateway knows this node's own transactions (coord.DB).
// Its answer must be safe at any time: false only for what will never write or lock again.
type Gateway interface {
	TxnOpen(id kvpb.TxnID) bool
}

// Lives tells of the processes of nodes. Served by server/node.
type Lives interface {
	// Alive reports whether that process of a node may still be there. known is false
	// where nobody can tell.
	Alive(nodeID uint32, epoch uint64) (alive, known bool)
}

// Options of a Prober.
type Options struct {
	NodeID  uint32
	Epoch   uint64 // of this process, as coord.Options has it
	Gateway Gateway
	Mesh    *transport.Mesh // nil: there is one node
	Lives   Lives           // nil: nobody can tell
	// Center is the node that gathers waits: all nodes should soon agree on one. The
	// leaseholder of the directory's range, say. 0: not known now. nil: nobody does.
	Center   func() uint32
	Deadlock deadlock.Options
	Limits   Limits
}

// Limits are times and sizes. Zero fields take their defaults. Times that bear on
// other nodes are lower bounds: they grow with the round trips measured.
// Each bounds a cost or a wait that somebody may notice; none bears on correctness (doc.go).
type Limits struct {
	LongAfter time.Duration // a wait is told to the center when it has lasted for this long; 100 ms
	// The two report intervals: few waits cost little and may be a storm of small cycles (again).
	ReportSoon  time.Duration // and again, where few wait; 100 ms
	ReportEvery time.Duration // and again, where many do; 500 ms
	AskFor      time.Duration // how long a question may take; 1 s
	// Longer, and a client whose row a dead gateway holds waits as long; shorter, and a pause of a node's costs
	// its open transactions their locks, though not their commits (T11).
	ForsakenAfter time.Duration // a gateway that can't be reached for this long is given up; 1 s
	WaitsMax      int           // waits in one report, at most; 65,536
	NamesMax      int           // transactions asked after in one request; 1,024
}

// validate sets what is not set, and fails where there is no default.
func (o *Options) validate() error {
	if o.NodeID == 0 || o.Gateway == nil {
		return errors.New("probe: node ID and gateway are needed")
	}
	l := &o.Limits
	def(&l.LongAfter, 100*time.Millisecond)
	def(&l.ReportSoon, 100*time.Millisecond)
	def(&l.ReportEvery, 500*time.Millisecond)
	def(&l.AskFor, time.Second)
	def(&l.ForsakenAfter, time.Second)
	def(&l.WaitsMax, 1<<16)
	def(&l.NamesMax, 1<<10)
	return nil
}

// def sets what is zero.
func def[T int | time.Duration](x *T, d T) {
	if *x == 0 {
		*x = d
	}
}

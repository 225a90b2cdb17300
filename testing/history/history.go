package history

import (
	"fmt"
	"strings"
)

// Outcome is what the client heard of a transaction.
type Outcome uint8

// Outcomes. Unknown is the zero value: a client that heard nothing knows nothing.
const (
	Unknown   Outcome = iota // no answer, or "it is unknown whether it committed"
	Committed                // acknowledged
	Aborted                  // told that it had no effect
)

// Op is one step of a transaction: a read of a list, or an append to one.
type Op struct {
	Key    int
	Append int64   // appended, if not Read; unique per key
	Read   bool    //
	List   []int64 // what the read returned; nil is the empty list
	// Statement numbers the transaction's statements: what one of them reads, it reads of one
	// snapshot, at every level. 0: the step is a statement of its own.
	Statement int
}

// Txn is a transaction as its client saw it. Times may be of any unit, if they
// are of one clock.
type Txn struct {
	ID       int
	Client   int
	Invoked  int64 // before the client sent anything
	Returned int64 // after the outcome arrived; meaningless if Unknown
	Outcome  Outcome
	Ops      []Op
	Note     string // shown in stories: isolation level, timestamps, path
}

// String shows a transaction in one line: "T7 [12, 15] committed: r1=[3 4] a2+9".
func (t *Txn) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "T%d client %d ", t.ID, t.Client)
	switch t.Outcome {
	case Committed:
		fmt.Fprintf(&b, "[%d, %d] committed:", t.Invoked, t.Returned)
	case Aborted:
		fmt.Fprintf(&b, "[%d, %d] aborted:", t.Invoked, t.Returned)
	default:
		fmt.Fprintf(&b, "[%d, …] unknown:", t.Invoked)
	}
	for _, o := range t.Ops {
		if o.Read {
			fmt.Fprintf(&b, " r%d=%v", o.Key, o.List)
		} else {
			fmt.Fprintf(&b, " a%d+%d", o.Key, o.Append)
		}
	}
	if t.Note != "" {
		b.WriteString("  (" + t.Note + ")")
	}
	return b.String()
}

// Kind names an anomaly.
type Kind string

// The anomalies. A cycle's name gets the suffix "-realtime" where it needs the
// real-time order.
const (
	G0           Kind = "G0"           // dirty write: a cycle of writes
	G1a          Kind = "G1a"          // a read of an aborted transaction's write
	G1b          Kind = "G1b"          // a read of an intermediate state
	G1c          Kind = "G1c"          // a cycle of writes and reads
	GSingle      Kind = "G-single"     // a cycle with one anti-dependency (read skew)
	G2           Kind = "G2"           // a cycle with several (write skew, phantoms)
	LostUpdate   Kind = "lost-update"  // two read the same version of a key, and both wrote it
	Internal     Kind = "internal"     // a transaction's reads contradict its own steps
	Incompatible Kind = "incompatible" // two reads of one key, neither a prefix of the other
	Garbage      Kind = "garbage"      // a read of what nobody wrote
	Duplicate    Kind = "duplicate"    // one append is there twice
	Missing      Kind = "missing"      // what must be there is not
	Undead       Kind = "undead"       // what must be gone is there
)

const realtime = "-realtime"

// Anomaly is one broken promise, with its proof.
type Anomaly struct {
	Kind  Kind
	Story string // several lines
}

func (a Anomaly) String() string { return string(a.Kind) + ": " + a.Story }

// Level is what a history was promised to be.
type Level uint8

// Levels, as Isochron's documentation has them. What each forbids is what contradicts an order
// of moments (graph.add): a transaction has one moment at StrictSerializable; a snapshot and a
// commit at Snapshot; a snapshot for each statement, and a commit, at ReadCommitted. All of them
// lie between its sending and its answer, so that stale reads, and acknowledged appends that are
// lost, are anomalies at every level.
const (
	StrictSerializable Level = iota // nothing is allowed
	Snapshot                        // REPEATABLE READ: write skew is allowed
	ReadCommitted                   // so are read skew between statements, and lost updates
)

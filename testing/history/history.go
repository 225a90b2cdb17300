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

// Levels, as Isochron's documentation has them. A snapshot is taken at the
// transaction's first statement.
const (
	StrictSerializable Level = iota // nothing is allowed
	Snapshot                        // REPEATABLE READ: G2 is allowed
	ReadCommitted                   // G2, G-single and lost updates are allowed
)

// allows tells whether a level permits an anomaly.
func (l Level) allows(k Kind) bool {
	base := Kind(strings.TrimSuffix(string(k), realtime))
	switch l {
	case Snapshot:
		return base == G2
	case ReadCommitted:
		return base == G2 || base == GSingle || base == LostUpdate || base == Internal
	}
	return false
}

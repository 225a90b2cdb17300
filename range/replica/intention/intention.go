// Package intention is what a commit, a validation or a stage wants of a range: its reads, writes and
// conditions as the request says them, and what follows for the spans that it has to itself or shares.
//
// A plain value over a request's memory: it knows neither locks nor versions, and is used again from
// request to request without allocation. What of it holds on a range is the replica's to find out.
package intention

import (
	"bytes"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

// Intention is what a commit, a validation or a stage wants of a range. Its
// keys and values are the request's, and hold as long as that is evaluated. Not safe for concurrent use.
//
//	as asked    Reads, Expects, Writes, Conds, Fused; of a fused statement Writes and more Conds follow
//	derived     Exclusive, Shared, Plain, by Load and Only
//
// Timestamps are those of transactions.md, section 5: r, c, and the latest c.
type Intention struct {
	Meta     *kvpb.TxnMeta
	ID       kvpb.TxnID
	Tag      uint64        // ID's, as versions carry it (T10)
	ReadTS   hlc.Timestamp // r: what was read was read at it
	CommitTS hlc.Timestamp // c, exact; zero: the leaseholder chooses
	Deadline hlc.Timestamp // the latest c; hlc.Max: the gateway promises that there are no copies
	Lead     int64         // how far ahead of now c may lie at least, in nanoseconds
	NoWait   bool          // it is refused where it would have to wait

	Reads   []Read
	Expects []Expect
	Writes  []Write
	Conds   []Condition
	Fused   []Lock // the writes are yet to be evaluated, and lie within these

	// Exclusive is where it writes, or may.
	Exclusive []keys.Span
	// Shared is what it reads, requires, or has locked and does not write.
	Shared []keys.Span
	// Plain are the writes whose newest version no expect looks at.
	Plain []Write
}

// Read is a span that was read, and what of its rows: it must be the same at c (T12).
type Read struct {
	keys.Span
	Of kvpb.Columns
}

// Expect is what a lock found: the newest version of a key, which must still be it (T11).
// The lock itself may be gone by then, with its leaseholder: the expect holds all the same.
type Expect struct {
	Key     keys.Key
	TS      hlc.Timestamp // zero: the key had none
	Mode    mvcc.Mode     // of the lock
	Written bool          // the key is among Writes

	Known   bool          // it holds, by what is known of locked keys
	Version hlc.Timestamp // the newest of any mode, if Known
}

// Condition is what must be true at c: that a span holds a row, or that it holds none (T13).
type Condition struct {
	Span   keys.Span
	Exists bool
	ID     uint32 // by which the gateway knows it
}

// Lock is a lock that a fused statement needs.
type Lock struct {
	Key  keys.Key
	Mode mvcc.Mode
}

// Write is one write of a commit or stage.
type Write struct {
	Key       keys.Key
	Value     []byte
	Tombstone bool      // the key is deleted
	Mode      mvcc.Mode // of the change: which locks it would have needed
	Seq       uint64    // of the statement that wrote it, in its transaction
}

// Put writes the version at ts, with the tag by which a copy of the commit finds it (T10).
func (x *Write) Put(enc *mvcc.Encoder, w engine.Writer, ts hlc.Timestamp, tag uint64) error {
	h := mvcc.Header{Tag: tag, Mode: x.Mode}
	if x.Tombstone {
		return enc.Delete(w, x.Key, ts, h)
	}
	return enc.Put(w, x.Key, ts, h, x.Value)
}

// Reset empties it, and lets go of the request's memory, keeping its memory.
// Cleared, not only cut: a request's keys may be part of a message of a megabyte, which would be kept with them.
func (in *Intention) Reset() {
	clear(in.Reads)
	clear(in.Expects)
	clear(in.Writes)
	clear(in.Conds)
	clear(in.Fused)
	clear(in.Exclusive)
	clear(in.Shared)
	clear(in.Plain)
	*in = Intention{
		Reads: in.Reads[:0], Expects: in.Expects[:0], Writes: in.Writes[:0], Conds: in.Conds[:0], Fused: in.Fused[:0],
		Exclusive: in.Exclusive[:0], Shared: in.Shared[:0], Plain: in.Plain[:0],
	}
}

// Malformed is the final refusal of a request that no gateway of ours would send.
// ReasonBounds, so that a router that has cut a request wrongly cuts it anew; what is malformed by itself fails again.
func Malformed(why string) error {
	return &kvpb.Refused{Reason: kvpb.ReasonBounds, Cause: errors.New("malformed request: " + why)}
}

// Named refuses a request without a transaction.
func Named(h *kvpb.Header) error {
	if h.GetTxn().ID().IsZero() {
		return Malformed("no transaction")
	}
	return nil
}

// Load takes a request in, or refuses it: Refused, with ReasonBounds, for what no gateway of ours sends. A
// validation, which changes nothing, needs no transaction: it leaves nothing behind that would be its.
func (in *Intention) Load(q *kvpb.CommitRequest) error {
	in.Meta = q.Header.GetTxn()
	in.ID = in.Meta.ID()
	in.Tag = in.ID.Tag()
	in.ReadTS, in.CommitTS, in.Deadline = hlc.Timestamp(q.ReadTs), hlc.Timestamp(q.CommitTs), hlc.Timestamp(q.LatestTs)
	if in.Deadline == 0 {
		// A gateway that names none sends the request once: no late copy can come, and "no" needs no deadline to be final.
		in.Deadline = hlc.Max
	}
	in.Lead, in.NoWait = q.LeadNanos, q.NoWait
	// Copied field by field into memory that is used again: a request makes no garbage here but what it brings.
	for _, s := range q.Reads {
		in.Reads = append(in.Reads, Read{rangestate.ToSpan(s), kvpb.Columns(s.GetColumns())})
	}
	for _, x := range q.Expects {
		in.Expects = append(in.Expects, Expect{Key: x.Key, TS: hlc.Timestamp(x.Expect), Mode: mvcc.Mode(x.Mode), Written: x.Written})
	}
	for _, w := range q.Writes {
		in.Writes = append(in.Writes, Write{w.Key, w.Value, w.Tombstone, mvcc.Mode(w.Mode), w.Seq})
	}
	for _, x := range q.Conditions {
		in.Conds = append(in.Conds, Condition{rangestate.ToSpan(x.Span), x.Exists, x.Id})
	}
	for _, l := range q.FusedLocks {
		in.Fused = append(in.Fused, Lock{Key: l.Key, Mode: mvcc.Mode(l.Mode)})
	}
	in.derive()
	if in.ReadTS < 0 || in.CommitTS < 0 || in.Deadline < 0 {
		return Malformed("negative timestamp")
	}
	if in.Changes() {
		return Named(q.Header)
	}
	return nil
}

// derive finds out what is written and what is read.
//
//	writes, fused locks                     exclusive: nobody else writes there, or validates a read, until it is over
//	reads, conditions, locks not written    shared: what was found must hold until c
//
// An expect of a key that is written adds nothing: the write has the key to itself.
func (in *Intention) derive() {
	// Anew each time: Only narrows what was asked.
	in.Exclusive, in.Shared, in.Plain = in.Exclusive[:0], in.Shared[:0], in.Plain[:0]
	for i := range in.Writes {
		in.Exclusive = append(in.Exclusive, keys.Point(in.Writes[i].Key))
	}
	for i := range in.Fused {
		in.Exclusive = append(in.Exclusive, keys.Point(in.Fused[i].Key))
	}
	for i := range in.Reads {
		in.Shared = append(in.Shared, in.Reads[i].Span)
	}
	written := 0
	for i := range in.Expects {
		if x := &in.Expects[i]; x.Written {
			written++
		} else {
			in.Shared = append(in.Shared, keys.Point(x.Key))
		}
	}
	for i := range in.Conds {
		in.Shared = append(in.Shared, in.Conds[i].Span)
	}
	// As many written expects as writes, and the same keys in the same order: then each write is looked at by its expect.
	if written < len(in.Writes) || written > 0 && !in.expectsMatch() {
		in.findPlain()
	}
}

// expectsMatch is the common case, found without a search: each write was locked, in the same order. It
// reports whether the written expects name the writes, in order.
func (in *Intention) expectsMatch() bool {
	i := 0
	for j := range in.Expects {
		if x := &in.Expects[j]; x.Written {
			if i >= len(in.Writes) || !bytes.Equal(x.Key, in.Writes[i].Key) {
				return false
			}
			i++
		}
	}
	return i == len(in.Writes)
}

// findPlain lists the writes that no expect names: their newest versions bound c all the same (T2).
// Gateways send both in key order.
// One too many costs a look at a version; one too few would let a commit go below a version that is there.
func (in *Intention) findPlain() {
	byKey := func(x, y Expect) int { return bytes.Compare(x.Key, y.Key) }
	if !slices.IsSortedFunc(in.Expects, byKey) {
		in.Plain = append(in.Plain, in.Writes...) // a look too many does no harm
		return
	}
	for i := range in.Writes {
		key := in.Writes[i].Key
		_, named := slices.BinarySearchFunc(in.Expects, key, func(x Expect, k keys.Key) int { return bytes.Compare(x.Key, k) })
		if !named {
			in.Plain = append(in.Plain, in.Writes[i])
		}
	}
}

// Changes reports whether it is more than a validation. A fused statement may turn out to write nothing:
// that is not known before it was run.
func (in *Intention) Changes() bool { return len(in.Writes) > 0 || len(in.Fused) > 0 }

// First is the key at which a copy looks for its tag (T10), of what Changes: a commit that has happened has
// written it, but for a fused one, which may have left any of its rows alone.
func (in *Intention) First() keys.Key {
	if len(in.Writes) > 0 {
		return in.Writes[0].Key
	}
	return in.Fused[0].Key
}

// Wrote returns the last write to key, if there is one. A row that a fragment writes twice has two: the later
// one counts.
func (in *Intention) Wrote(key keys.Key) (w *Write) {
	for i := len(in.Writes) - 1; i >= 0; i-- {
		if bytes.Equal(in.Writes[i].Key, key) {
			return &in.Writes[i]
		}
	}
	return nil
}

// Covered is all that the request speaks of, sorted and disjoint, in memory of its own: evidence says so
// of a stage, and outlives the request (T8).
func (in *Intention) Covered() []keys.Span {
	all := make([]keys.Span, 0, len(in.Exclusive)+len(in.Shared))
	all = append(append(all, in.Exclusive...), in.Shared...)
	for i := range all {
		all[i] = keys.Span{Start: bytes.Clone(all[i].Start), End: bytes.Clone(all[i].End)}
	}
	return rangestate.Disjoint(all)
}

// Only narrows the request to the parts of it that lie in rest: of a stage that was there in part, as after
// a split, what is there is not staged again. Fused locks are no stage's.
func (in *Intention) Only(rest []keys.Span) {
	has := func(s keys.Span) bool { return slices.ContainsFunc(rest, s.Overlaps) }
	in.Reads = slices.DeleteFunc(in.Reads, func(s Read) bool { return !has(s.Span) })
	in.Expects = slices.DeleteFunc(in.Expects, func(x Expect) bool { return !has(keys.Point(x.Key)) })
	in.Writes = slices.DeleteFunc(in.Writes, func(w Write) bool { return !has(keys.Point(w.Key)) })
	in.Conds = slices.DeleteFunc(in.Conds, func(x Condition) bool { return !has(x.Span) })
	in.derive()
}

// Touched are the spans that are written and read, one by one until emit says that it has enough.
func (in *Intention) Touched(emit func(keys.Span) bool) {
	for _, spans := range [2][]keys.Span{in.Exclusive, in.Shared} {
		for _, x := range spans {
			if !emit(x) {
				return
			}
		}
	}
}

// Own reports whether all writes are to what the cluster keeps of itself.
func (in *Intention) Own() bool {
	for i := range in.Writes {
		if !OwnKey(in.Writes[i].Key) {
			return false
		}
	}
	return len(in.Fused) == 0
}

// OwnKey reports whether a key is of what the cluster keeps of itself, and no user's row.
func OwnKey(k keys.Key) bool { return len(k) > 0 && k[0] < keys.Rows }

// OwnWrites is Own for the writes of a flush.
func OwnWrites(writes []*kvpb.Write) bool {
	for _, w := range writes {
		if !OwnKey(w.Key) {
			return false
		}
	}
	return true
}

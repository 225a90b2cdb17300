package replica

import (
	"bytes"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

// intention is what a commit, a validation or a stage wants of this range. Its
// keys and values are the request's.
type intention struct {
	meta     *kvpb.TxnMeta
	id       kvpb.TxnID
	tag      uint64
	r        hlc.Timestamp
	c        hlc.Timestamp // exact; zero: the leaseholder chooses
	deadline hlc.Timestamp // hlc.Max: the gateway promises that there are no copies
	lead     int64
	noWait   bool

	reads   []readSpan
	expects []expect
	writes  []write
	conds   []condition
	fused   []fusedLock // the writes are yet to be evaluated, and lie within these

	// Derived.
	exclusive []keys.Span // where it writes, or may
	shared    []keys.Span // what it reads, requires, or has locked and does not write
	plain     []write     // writes whose newest version no expect looks at
}

// readSpan is a span that was read, and what of its rows.
type readSpan struct {
	keys.Span
	of kvpb.Columns
}

type expect struct {
	key     keys.Key
	ts      hlc.Timestamp
	mode    mvcc.Mode
	written bool

	known   bool          // it holds, by what is known of locked keys
	version hlc.Timestamp // the newest, if known
}

type condition struct {
	span   keys.Span
	exists bool
	id     uint32
}

type fusedLock struct {
	key  keys.Key
	mode mvcc.Mode
}

// reset empties it, keeping its memory.
func (in *intention) reset() {
	clear(in.reads)
	clear(in.expects)
	clear(in.writes)
	clear(in.conds)
	clear(in.fused)
	clear(in.exclusive)
	clear(in.shared)
	clear(in.plain)
	*in = intention{
		reads: in.reads[:0], expects: in.expects[:0], writes: in.writes[:0], conds: in.conds[:0], fused: in.fused[:0],
		exclusive: in.exclusive[:0], shared: in.shared[:0], plain: in.plain[:0],
	}
}

// errMalformed is the refusal of a request that no gateway of ours would send.
func errMalformed(why string) error {
	return &kvpb.Refused{Reason: kvpb.ReasonBounds, Cause: errors.New("malformed request: " + why)}
}

// named refuses a request without a transaction.
func named(h *kvpb.Header) error {
	if h.GetTxn().ID().IsZero() {
		return errMalformed("no transaction")
	}
	return nil
}

// load takes a request in, or refuses it.
func (in *intention) load(q *kvpb.CommitRequest) error {
	in.meta = q.Header.GetTxn()
	in.id = in.meta.ID()
	in.tag = in.id.Tag()
	in.r, in.c, in.deadline = hlc.Timestamp(q.ReadTs), hlc.Timestamp(q.CommitTs), hlc.Timestamp(q.LatestTs)
	if in.deadline == 0 {
		in.deadline = hlc.Max
	}
	in.lead, in.noWait = q.LeadNanos, q.NoWait
	for _, s := range q.Reads {
		in.reads = append(in.reads, readSpan{rangestate.ToSpan(s), kvpb.Columns(s.GetColumns())})
	}
	for _, x := range q.Expects {
		in.expects = append(in.expects, expect{key: x.Key, ts: hlc.Timestamp(x.Expect), mode: mvcc.Mode(x.Mode), written: x.Written})
	}
	for _, w := range q.Writes {
		in.writes = append(in.writes, write{w.Key, w.Value, w.Tombstone, mvcc.Mode(w.Mode), w.Seq})
	}
	for _, x := range q.Conditions {
		in.conds = append(in.conds, condition{rangestate.ToSpan(x.Span), x.Exists, x.Id})
	}
	for _, l := range q.FusedLocks {
		in.fused = append(in.fused, fusedLock{key: l.Key, mode: mvcc.Mode(l.Mode)})
	}
	in.derive()
	if in.r < 0 || in.c < 0 || in.deadline < 0 {
		return errMalformed("negative timestamp")
	}
	if in.changes() {
		return named(q.Header)
	}
	return nil
}

// derive finds out what is written and what is read.
func (in *intention) derive() {
	in.exclusive, in.shared, in.plain = in.exclusive[:0], in.shared[:0], in.plain[:0]
	for i := range in.writes {
		in.exclusive = append(in.exclusive, keys.Point(in.writes[i].key))
	}
	for i := range in.fused {
		in.exclusive = append(in.exclusive, keys.Point(in.fused[i].key))
	}
	for i := range in.reads {
		in.shared = append(in.shared, in.reads[i].Span)
	}
	written := 0
	for i := range in.expects {
		if x := &in.expects[i]; x.written {
			written++
		} else {
			in.shared = append(in.shared, keys.Point(x.key))
		}
	}
	for i := range in.conds {
		in.shared = append(in.shared, in.conds[i].span)
	}
	if written < len(in.writes) || written > 0 && !in.expectsMatch() {
		in.findPlain()
	}
}

// expectsMatch reports whether the written expects name the writes, in order.
func (in *intention) expectsMatch() bool {
	i := 0
	for j := range in.expects {
		if x := &in.expects[j]; x.written {
			if i >= len(in.writes) || !bytes.Equal(x.key, in.writes[i].key) {
				return false
			}
			i++
		}
	}
	return i == len(in.writes)
}

// findPlain lists the writes that no expect names. Gateways send both in key order.
func (in *intention) findPlain() {
	byKey := func(x, y expect) int { return bytes.Compare(x.key, y.key) }
	if !slices.IsSortedFunc(in.expects, byKey) {
		in.plain = append(in.plain, in.writes...) // a look too many does no harm
		return
	}
	for i := range in.writes {
		key := in.writes[i].key
		_, named := slices.BinarySearchFunc(in.expects, key, func(x expect, k keys.Key) int { return bytes.Compare(x.key, k) })
		if !named {
			in.plain = append(in.plain, in.writes[i])
		}
	}
}

// changes reports whether it is more than a validation.
func (in *intention) changes() bool { return len(in.writes) > 0 || len(in.fused) > 0 }

// first is the key at which a copy looks for its tag.
func (in *intention) first() keys.Key {
	if len(in.writes) > 0 {
		return in.writes[0].key
	}
	return in.fused[0].key
}

// wrote returns the last write to key, if there is one.
func (in *intention) wrote(key keys.Key) (w *write) {
	for i := len(in.writes) - 1; i >= 0; i-- {
		if bytes.Equal(in.writes[i].key, key) {
			return &in.writes[i]
		}
	}
	return nil
}

// covered is all that the request speaks of, sorted and disjoint, in memory of its own.
func (in *intention) covered() []keys.Span {
	all := make([]keys.Span, 0, len(in.exclusive)+len(in.shared))
	all = append(append(all, in.exclusive...), in.shared...)
	for i := range all {
		all[i] = keys.Span{Start: bytes.Clone(all[i].Start), End: bytes.Clone(all[i].End)}
	}
	return rangestate.Disjoint(all)
}

// only narrows the request to the parts of it that lie in rest.
func (in *intention) only(rest []keys.Span) {
	has := func(s keys.Span) bool { return slices.ContainsFunc(rest, s.Overlaps) }
	in.reads = slices.DeleteFunc(in.reads, func(s readSpan) bool { return !has(s.Span) })
	in.expects = slices.DeleteFunc(in.expects, func(x expect) bool { return !has(keys.Point(x.key)) })
	in.writes = slices.DeleteFunc(in.writes, func(w write) bool { return !has(keys.Point(w.key)) })
	in.conds = slices.DeleteFunc(in.conds, func(x condition) bool { return !has(x.span) })
	in.derive()
}

// touched are the spans that are written and read.
func (in *intention) touched(emit func(keys.Span) bool) {
	for _, spans := range [2][]keys.Span{in.exclusive, in.shared} {
		for _, x := range spans {
			if !emit(x) {
				return
			}
		}
	}
}

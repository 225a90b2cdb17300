package store

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// What follows reads a store that is not open, for people: isochron debug.

// Describe returns who the store of an engine is, and its ranges in key order.
// One seek for each range: logs are not read.
// ErrCorrupt where a range has no descriptor, or a key is none. It takes the store's state as it lies there: what a
// snapshot was putting in place when the process ended is not finished by it.
func Describe(r engine.Reader) (Ident, []*descriptor.Range, error) {
	id, err := ReadIdent(r)
	if err != nil {
		return Ident{}, nil, err
	}
	span := keys.ReplicasSpan()
	it, err := r.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	if err != nil {
		return id, nil, err
	}
	defer it.Close()
	var out []*descriptor.Range
	// Store-local keys are grouped by range: one seek behind a range's last key finds the next.
	for ok := it.First(); ok; {
		e, err := keys.DecodeReplica(it.Key())
		if err != nil {
			return id, nil, fmt.Errorf("%w: store-local key %x", ErrCorrupt, []byte(it.Key()))
		}
		d, err := readDescriptor(it, e.RangeID)
		if err != nil {
			return id, nil, err
		}
		out = append(out, d)
		ok = it.SeekGE(keys.ReplicaSpan(e.RangeID).End, hlc.Zero)
	}
	// By key, not by ID: people look for a range by what it holds, and for gaps.
	slices.SortFunc(out, func(a, b *descriptor.Range) int { return bytes.Compare(a.Start, b.Start) })
	return id, out, it.Err()
}

// LogEntry is one entry of a range's log.
// Kind "election" is an entry without data: the first of a term, or one by which
// Raft leaves a joint configuration. Command is nil but for commands.
type LogEntry struct {
	Index, Term uint64
	Kind        string // "command", "election" or "configuration"
	Bytes       int
	Command     *replica.Command // of a command
	Summary     string           // what the command does, for people
}

// DumpLog calls emit for each stored entry of a range's log, in order.
// What was truncated is gone. Entries beyond what was committed may be there, and may yet be replaced by others.
func DumpLog(r engine.Reader, rangeID uint64, emit func(LogEntry) error) error {
	return consensus.ReadEntries(r, rangeID, func(e consensus.Entry) error {
		out := LogEntry{Index: e.Index, Term: e.Term, Bytes: len(e.Data), Kind: "command"}
		switch {
		case e.Configuration:
			out.Kind = "configuration"
		case len(e.Data) == 0:
			out.Kind = "election"
		default:
			// A newer build's format fails as damage does: this one can't tell the two apart.
			cmd, err := replica.DecodeCommand(e.Data)
			if err != nil {
				return fmt.Errorf("%w: entry %d: %w", ErrCorrupt, e.Index, err)
			}
			out.Command, out.Summary = cmd, summary(cmd)
		}
		return emit(out)
	})
}

// summary says what a command does.
// Effects that it has no words for are left out.
// For people: its form may change.
func summary(c *replica.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, "gen=%d batch=%dB", c.Generation, len(c.Batch))
	// Zero leaves it as it was, and is not worth a word.
	if c.ClosedTS > 0 {
		fmt.Fprintf(&b, " closed=%s", c.ClosedTS)
	}
	e := c.Effects
	for _, s := range e.GetStaged() {
		fmt.Fprintf(&b, " stage(txn=%s c=%s", s.GetTxn().ID(), hlc.Timestamp(s.CommitTs))
		if s.StagedTs != s.CommitTs {
			fmt.Fprintf(&b, " raised to %s", hlc.Timestamp(s.StagedTs))
		}
		fmt.Fprintf(&b, " keys=%s)", spans(s.Covered))
	}
	for _, r := range e.GetRecords() {
		fmt.Fprintf(&b, " record(txn=%s %s c=%s", r.GetTxn().ID(), r.State, hlc.Timestamp(r.CommitTs))
		if r.FinalTs != 0 && r.FinalTs != r.CommitTs {
			fmt.Fprintf(&b, " final %s", hlc.Timestamp(r.FinalTs))
		}
		b.WriteString(")")
	}
	// Transactions by name: with the name one finds their other entries, in other ranges' logs, too.
	names(&b, "resolve", e.GetResolved())
	names(&b, "forget record", e.GetForgottenRecords())
	names(&b, "forget prevention", e.GetForgottenPreventions())
	for _, p := range e.GetPrevented() {
		fmt.Fprintf(&b, " prevent(txn=%s)", kvpb.TxnID{Hi: p.IdHi, Lo: p.IdLo})
	}
	if e.GetThresholdTs() > 0 {
		fmt.Fprintf(&b, " threshold=%s", hlc.Timestamp(e.ThresholdTs))
	}
	if s := e.GetSplit(); s != nil {
		fmt.Fprintf(&b, " split(at %s, right r%d)", keys.Key(s.Right.GetStart()), s.Right.GetRangeId())
	}
	if n := len(e.GetDroppedMarks()); n > 0 {
		fmt.Fprintf(&b, " drop %d marks", n)
	}
	return b.String()
}

// names adds what an effect says of transactions, one by one.
func names(b *strings.Builder, what string, txns []*replicapb.TxnName) {
	for _, t := range txns {
		fmt.Fprintf(b, " %s(txn=%s)", what, kvpb.TxnID{Hi: t.IdHi, Lo: t.IdLo})
	}
}

// summarySpansMax bounds what is shown of a large transaction.
// A line for each entry stays a line.
const summarySpansMax = 8

// spans shows the first summarySpansMax.
func spans(s []*kvpb.Span) string {
	var parts []string
	for i, x := range s {
		if i == summarySpansMax {
			parts = append(parts, fmt.Sprintf("and %d more", len(s)-i))
			break
		}
		if len(x.EndKey) == 0 {
			parts = append(parts, keys.Key(x.Key).String())
		} else {
			parts = append(parts, fmt.Sprintf("[%s, %s)", keys.Key(x.Key), keys.Key(x.EndKey)))
		}
	}
	return strings.Join(parts, " ")
}

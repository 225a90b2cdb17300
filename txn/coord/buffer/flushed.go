package buffer

import (
	"bytes"
	"slices"
	"sort"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord/spanset"
)

// Flushed is what the gateway remembers of what it flushed.
// It is small whatever was flushed: some spans, a run for each statement, a filter of keys.
type Flushed struct {
	// Spans may hold keys that were not flushed: of an index, all that lies between.
	Spans spanset.Set // over all flushed keys
	runs  []run       // live flushed writes by sequence number, ascending
	// Ignored are numbers that were rolled back after their flush: their intents stay at the ranges, and the
	// stage says that they do not count.
	Ignored []*kvpb.SeqRange
	tried   uint64 // the highest number of a flush that failed: ranges may have some of it all the same
	memory  Arena  // of spans: lives as long as the transaction
	keys    keyFilter
	tallies []tally
}

// tally says how many intents a flush left at an index, from the key on, and their last number.
// It is what Within adds up, so that a stage can name a count for each of its spans.
type tally struct {
	key         keys.Key
	count, last uint64
}

// A run is the writes of one statement. key is some key of them: Anchor needs one that surely has an intent.
type run struct {
	seq   uint64
	count uint64
	key   keys.Key // one of them
}

// flushSpansMax bounds the spans that cover what was flushed.
// Beyond it spans of one index grow together first (spanset, widen).
const flushSpansMax = 64

// Any tells whether something lives at the ranges.
func (f *Flushed) Any() bool { return len(f.Spans.Spans) > 0 }

// Has reports whether key may have been flushed; false: it was not.
func (f *Flushed) Has(key keys.Key) bool { return f.Spans.Has(key) && f.keys.may(key) }

// Visible is the own_seq of a statement that sees writes below limit.
// own_seq is a number up to and including which intents are seen; 0: none, which is cheaper at the range.
func (f *Flushed) Visible(limit uint64) uint64 {
	if !f.Any() || limit == 0 {
		return 0
	}
	return limit - 1
}

// Count is the number of live intents.
func (f *Flushed) Count() (n uint64) {
	for _, r := range f.runs {
		n += r.count
	}
	return n
}

// Undo drops numbers in (from, to].
// from and to are sequence numbers. Runs are sorted, so what goes is their end.
func (f *Flushed) Undo(from, to uint64) {
	n := len(f.runs)
	for n > 0 && f.runs[n-1].seq > from {
		n--
	}
	if n == len(f.runs) && f.tried <= from {
		return // no flush has sent such a number: the ranges need not hear of it
	}
	f.runs = f.runs[:n]
	f.tried = min(f.tried, from)
	f.Ignored = append(f.Ignored, &kvpb.SeqRange{From: from + 1, To: to})
}

// Tried notes a flush of entries that failed: they stay in the buffer, and some of the ranges may have
// them by now. As long as they are not rolled back those are copies of what the next flush sends.
func (f *Flushed) Tried(es []*Entry) {
	for _, e := range es {
		f.tried = max(f.tried, e.Last().Seq)
	}
}

// add counts a flushed write. Numbers mostly grow, so the search from the end is short.
func (f *Flushed) add(seq uint64, key keys.Key) {
	i := len(f.runs)
	for i > 0 && f.runs[i-1].seq > seq {
		i--
	}
	if i > 0 && f.runs[i-1].seq == seq {
		f.runs[i-1].count++
		return
	}
	f.runs = append(f.runs, run{})
	copy(f.runs[i+1:], f.runs[i:])
	f.runs[i] = run{seq, 1, f.memory.Copy(key)}
}

// Anchor is a key that is surely written, or nil.
func (f *Flushed) Anchor() keys.Key {
	if len(f.runs) == 0 {
		return nil
	}
	return f.runs[0].key
}

// Live tells whether an intent of number seq counts.
// Number 0 is no write's.
func (f *Flushed) Live(seq uint64) bool {
	for _, r := range f.Ignored {
		if seq >= r.From && seq <= r.To {
			return false
		}
	}
	return seq != 0
}

// Take remembers entries, in key order, whose writes are at a range by now, and marks them as gone.
// Called once their flush was answered: before it, the entries in the buffer are what commits.
func (f *Flushed) Take(es []*Entry) {
	f.Spans.Limit = flushSpansMax
	for _, e := range es {
		e.Gone = true
		f.keys.add(e.Key)
		for i := range e.Writes {
			f.add(e.Writes[i].Seq, e.Key)
		}
	}
	f.cover(es)
}

// Bytes is what the memory of it takes, but for a few spans.
func (f *Flushed) Bytes() int64 { return f.keys.bytes() }

// cover adds the spans of flushed entries, one for each index: what lies between two indexes'
// is not taken for flushed.
// (Within an index the spans of one flush are one: its keys were in order.)
func (f *Flushed) cover(es []*Entry) {
	for len(es) > 0 {
		index := es[0].Key.IndexPart()
		n := len(es)
		if len(index) < len(es[0].Key) {
			n = sort.Search(n, func(i int) bool { return !bytes.HasPrefix(es[i].Key, index) })
		}
		f.Spans.Add(keys.Span{Start: es[0].Key, End: es[n-1].Key.Next()}, kvpb.WholeRow, f.memory.Copy)
		f.tally(es[:n])
		es = es[n:]
	}
}

// tally notes what one flush left in one index. Beyond talliesMax the list is folded to one for each span.
func (f *Flushed) tally(es []*Entry) {
	x := tally{key: f.memory.Copy(es[0].Key)}
	for _, e := range es {
		x.count += uint64(len(e.Writes))
		x.last = max(x.last, e.Last().Seq)
	}
	f.tallies = append(f.tallies, x)
	if len(f.tallies) > talliesMax {
		f.fold()
	}
}

// talliesMax bounds what is remembered of single flushes.
const talliesMax = 1024

// fold makes one tally of those in one span: spans only grow together.
// A tally may be folded since Within is asked of whole spans alone: where within one its keys lie is not
// asked.
func (f *Flushed) fold() {
	kept := f.tallies[:0]
	at := make(map[int]int, len(f.Spans.Spans)) // by span: its tally in kept
	for _, x := range f.tallies {
		span := slices.IndexFunc(f.Spans.Spans, func(s spanset.Read) bool { return s.Contains(x.key) })
		if i, ok := at[span]; ok {
			kept[i].count += x.count
			kept[i].last = max(kept[i].last, x.last)
			continue
		}
		at[span] = len(kept)
		kept = append(kept, x)
	}
	clear(f.tallies[len(kept):])
	f.tallies = kept
}

// Within is what a whole span of Spans holds: what each flush left lies in one of them. It is not
// known (ok is false) where some of it was rolled back.
// So the stage counts what is there instead (the request then carries no count for that span).
func (f *Flushed) Within(s keys.Span) (count, last uint64, ok bool) {
	if len(f.Ignored) > 0 {
		return 0, 0, false
	}
	for _, x := range f.tallies {
		if s.Contains(x.key) {
			count, last = count+x.count, max(last, x.last)
		}
	}
	return count, last, true
}

package view

import (
	"bytes"
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// Source is where rows of a range are read. Safe for concurrent use.
// One for each replica; Memory is the store's.
type Source struct {
	Engine    engine.Engine
	Memory    *Memory
	BareMin   int            // so many keys without a row, one after the other, make a span that later walks leave out
	Shortened *atomic.Uint64 // counts walks that left some out
	Believed  bool           // planted: a span is left out though something was put into it
}

// Memory is what reads use again, and what they know of an engine. The zero value is ready. Safe for
// concurrent use.
type Memory struct {
	reads sync.Pool // of *Snapshot
	bares bares
}

// Skip returns where a walk of span forward at ts may begin, which may be its end, and the newest
// version of what it leaves out. unsure is the span that lies at that place, walked once.
// Spans that follow each other are left out together. It must be asked before the
// walk's iterator is opened: see bares.
func (src *Source) Skip(span keys.Span, ts hlc.Timestamp) (start keys.Key, newest hlc.Timestamp, unsure *bare) {
	start = span.Start
	b := &src.Memory.bares
	if b.count.Load() == 0 {
		return start, 0, nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for bytes.Compare(start, span.End) < 0 {
		x := b.find(start, src.Believed)
		switch {
		// Below its newest version there may have been rows.
		case x == nil || x.newest > ts:
			return start, newest, nil
		case !x.sure:
			return start, newest, x
		}
		if newest == 0 {
			src.Shortened.Add(1)
		}
		start, newest = x.end, max(newest, x.newest)
	}
	if bytes.Compare(start, span.End) > 0 {
		start = span.End
	}
	return start, newest, nil
}

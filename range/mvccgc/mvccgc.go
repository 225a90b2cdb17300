// Package mvccgc decides where it is worth it to collect old versions: of the ranges whose lease
// a store holds, what no read within the window, and no snapshot that is still open,
// can see (transactions.md, T21). Its structs are plain and step; range/queue (mvccgc.go) does what
// they say.
//
// A collection reads all of a range, so it is done where it is worth it: where as much was
// written, longer ago than the window, as is a share of the range. Where that turns out to have
// been new rows alone, the share doubles for that range; where it was garbage, it falls back.
//
// What was written before the node began to look is not known: it goes with the first
// collection of its range. The package knows nothing of transactions: whoever asks it
// says what the oldest snapshot is.
package mvccgc

import (
	"errors"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Options say what is worth it, and how fast it may go. Zero values mean the defaults named.
//
// Window is a promise to readers (T21), the others are about cost. Share, Floor
// and Rest bound what is spent: at most one part in Rest+1 of the time, and
// nothing on ranges that are hardly written.
type Options struct {
	Window  time.Duration // within which every timestamp can be read; 10 min
	HoldMax time.Duration // for how long an old snapshot holds collection back; 4 h
	Every   time.Duration // between two looks; 30 s
	Share   float64       // of a range that must have been written since; 0.25
	Floor   uint64        // bytes that must have been written at least; 1 MiB
	Rest    int           // times as long as a collection took; 4
}

// ErrOptions reports options that contradict themselves.
var ErrOptions = errors.New("mvccgc: options")

// SetDefaults fills in what is not said. It fails with ErrOptions.
func (o *Options) SetDefaults() error {
	if o.Window < 0 || o.HoldMax < 0 || o.Every < 0 || o.Share < 0 || o.Rest < 0 {
		return fmt.Errorf("%w: nothing is less than nothing", ErrOptions)
	}
	if o.Window == 0 {
		o.Window = 10 * time.Minute
	}
	if o.HoldMax == 0 {
		o.HoldMax = 4 * time.Hour
	}
	if o.Every == 0 {
		o.Every = 30 * time.Second
	}
	if o.Share == 0 {
		o.Share = 0.25
	}
	if o.Floor == 0 {
		o.Floor = 1 << 20
	}
	if o.Rest == 0 {
		o.Rest = 4
	}
	return nil
}

// Threshold is up to where nobody reads any more, if the oldest timestamp at which somebody still does
// is oldest.
// A snapshot older than HoldMax does not hold it: its reads then fail, instead of
// the disk filling up.
func (o *Options) Threshold(now, oldest hlc.Timestamp) hlc.Timestamp {
	return min(now.Add(-o.Window), max(oldest, now.Add(-o.HoldMax)))
}

// Ledgers are what was written to ranges. Make one with New. Not safe for concurrent use.
type Ledgers struct {
	o      Options
	ranges map[uint64]*ledger
}

// New returns Ledgers of nothing yet. The options have their defaults.
func New(o Options) *Ledgers { return &Ledgers{o: o, ranges: map[uint64]*ledger{}} }

// Note takes in how many bytes a range's replica had applied by now.
// applied is a counter of the replica's, which begins anew when it is loaded.
func (c *Ledgers) Note(now hlc.Timestamp, rangeID, applied uint64) {
	l := c.ranges[rangeID]
	if l == nil {
		l = &ledger{share: c.o.Share, least: c.o.Share}
		c.ranges[rangeID] = l
	}
	l.note(now, applied)
}

// Keep forgets the ranges that are not led here any more.
func (c *Ledgers) Keep(led map[uint64]bool) {
	for id := range c.ranges {
		if !led[id] {
			delete(c.ranges, id)
		}
	}
}

// Due reports whether it is worth it to collect a range, whose size is asked for where that matters.
// A size that can't be had is no reason to fail: the range is looked at again.
func (c *Ledgers) Due(rangeID uint64, threshold hlc.Timestamp, size func(rangeID uint64) (uint64, error)) bool {
	l := c.ranges[rangeID]
	if l == nil {
		return false
	}
	due := l.due(threshold)
	// Before the size is asked for, which costs a look at the engine's files.
	if due < c.o.Floor {
		return false
	}
	n, err := size(rangeID)
	return err == nil && float64(due) >= l.share*float64(n)
}

// Collected takes in that a collection up to a threshold has dropped so many bytes.
func (c *Ledgers) Collected(rangeID uint64, threshold hlc.Timestamp, dropped uint64) {
	if l := c.ranges[rangeID]; l != nil {
		l.collected(threshold, dropped)
	}
}

// ledger is what was written to one range since its last collection: how much in all
// by when. A plain struct that steps.
//
//	samples:  written │            ╭──●        due(t) = written at the last sample up to t, less base
//	                  │      ●─────╯
//	                  │   ●
//	          base ───┼───────────────── time
type ledger struct {
	least   float64 // of share
	share   float64 // of the range that makes a collection worth it
	applied uint64  // of the report
	begun   bool
	// Bytes, as are base and applied.
	written uint64        // in all, since the ledger began
	base    uint64        // of that, before the last collection's threshold
	samples []sample      // ascending; those above base
	spacing time.Duration // between two of them, at least
}

type sample struct {
	at      hlc.Timestamp
	written uint64
}

// samplesMax bounds a ledger: beyond it two samples become one.
const samplesMax = 64

// note takes in how much the range's replica had applied by now.
func (l *ledger) note(now hlc.Timestamp, applied uint64) {
	if applied < l.applied || !l.begun { // loaded anew, or for the first time: what came before is not known
		l.applied, l.begun = applied, true
	}
	l.written += applied - l.applied
	l.applied = applied
	switch n := len(l.samples); {
	case n > 0 && l.samples[n-1].written == l.written:
		return
	// Closer than spacing to the one before the last: the last one moves on
	// instead, so that what was written counts as younger, never as older.
	case n > 1 && now < l.samples[n-2].at.Add(l.spacing):
		l.samples[n-1] = sample{now, l.written}
		return
	case n == samplesMax:
		l.thin(now)
	}
	l.samples = append(l.samples, sample{now, l.written})
}

// thin drops every other sample, the earlier of each two: what was written counts as younger.
func (l *ledger) thin(now hlc.Timestamp) {
	l.spacing = 2 * time.Duration(now-l.samples[0].at) / samplesMax
	for i := range samplesMax / 2 {
		l.samples[i] = l.samples[2*i+1]
	}
	l.samples = l.samples[:samplesMax/2]
}

// due is how much was written below a threshold and not collected since.
func (l *ledger) due(threshold hlc.Timestamp) uint64 {
	below := l.base
	for _, m := range l.samples {
		if m.at > threshold {
			break
		}
		below = max(below, m.written)
	}
	return below - l.base
}

// The share of a range that must have been written grows to that, where there is little
// garbage, and garbage is less than a part of what was written.
const (
	shareMax      = 4.0
	garbageShares = 8
)

// collected takes in what a collection has dropped.
func (l *ledger) collected(threshold hlc.Timestamp, dropped uint64) {
	due := l.due(threshold)
	// By what was due, not by what was dropped: it has been looked at, garbage or not.
	l.base += due
	kept := l.samples[:0]
	for _, m := range l.samples {
		if m.at > threshold {
			kept = append(kept, m)
		}
	}
	// Few are left: new ones may be taken as often as they come.
	if l.samples = kept; len(kept) < samplesMax/4 {
		l.spacing = 0
	}
	if dropped < due/garbageShares {
		l.share = min(2*l.share, shareMax)
	} else {
		l.share = max(l.share/2, l.least)
	}
}

package pebbleengine

import (
	"bytes"
	"slices"

	"github.com/cespare/xxhash/v2"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// A sheet is a stretch of many rows that are seldom written, for walks over all of them: a step of an
// iterator goes through every level and through the block's columns to make a key, whose parts are
// then looked for again, and costs several times what it takes to look at a row that lies in memory as
// it is. A walk divides what it goes over into sheets of sheetRows rows, from where it begins on, so
// that one over the same rows divides them alike. The second time that a sheet is walked over it is
// kept, and from the third on no iterator is needed.
//
// A batch that changes a row of a sheet tears it: it is gone, and after that it is walked over twice as
// often as before until it is kept again.

const (
	// sheetRows and sheetBytesMax bound a sheet. sheetRowsMin is how many rows at least are worth one;
	// what is left at the end of a walk over more may be less.
	sheetRows     = 1024
	sheetRowsMin  = 128
	sheetBytesMax = 512 << 10
	sheetValueMax = 64 << 10
	// sheetRoomMin is how much room there is to be before a sheet is begun.
	sheetRoomMin = 128 << 10
	// sheetsShare is which part of the memory for blocks may be sheets instead.
	sheetsShare = 4
	// sheetsSeen is of how many beginnings it is known how often the rows behind them were walked over.
	sheetsSeen = 1 << 14
	// sheetsTries is how many sheets are looked at for one to go. They are few: whoever walks over more
	// than there is room for, again and again, has the same ones stay.
	sheetsTries = 1
	// sheetWaitMax is how often a sheet is walked over at most until it is kept.
	sheetWaitMax = 64
)

// An element of stretches.wide: which rows (16 bits), for how many walks they wait once they are torn,
// and for how many more they wait now (8 bits each).

func wideMark(hash uint64) uint32 { return uint32(hash>>48)<<16 | 1<<16 }

// ripe reports whether the sheet that begins with this hash is to be kept by the next walk.
func (s *stretches) ripe(hash uint64) bool {
	was := s.wide[hash%sheetsSeen].Load()
	return was&^0xffff == wideMark(hash) && was&0xff == 0
}

// walked is told that a walk went over the sheet and did not keep it.
func (s *stretches) walked(hash uint64) {
	at, mark := &s.wide[hash%sheetsSeen], wideMark(hash)
	switch was := at.Load(); {
	case was&^0xffff != mark:
		at.Store(mark | 1<<8)
	case was&0xff > 0:
		at.Store(was - 1)
	}
}

// torn is told that the sheet that begins at start is gone, since a row of it has changed.
func (s *stretches) torn(start keys.Key) {
	hash := xxhash.Sum64(start)
	at, mark := &s.wide[hash%sheetsSeen], wideMark(hash)
	if was := at.Load(); was&^0xffff == mark {
		wait := min(2*(was>>8&0xff), sheetWaitMax)
		at.Store(mark | wait<<8 | wait)
	}
}

// sheetState is what a walk does with the sheet that it is in.
type sheetState uint8

const (
	sheetNone  sheetState = iota // it is in none
	sheetSeen                    // it counts the rows
	sheetKept                    // it takes them
	sheetSpare                   // there is no room for them
)

// sheetWalk is what a walk has of the sheet that it is in. The zero value is in none.
type sheetWalk struct {
	state  sheetState
	long   bool // the walk went over a whole sheet before
	hash   uint64
	rows   int
	parted bool // some of them are written often, and are to be kept for themselves

	start  []byte
	data   []byte
	ends   []uint32
	stamps []hlc.Timestamp
}

// begin is told that a walk begins at start.
func (w *sheetWalk) begin(i *iterator, start keys.Key) {
	w.long = false
	w.enter(i, start, false)
}

// enter begins a sheet, which is one to be kept if ripe says so, or what is known of it.
func (w *sheetWalk) enter(i *iterator, start keys.Key, ripe bool) {
	s := &i.e.stretches
	w.hash, w.rows, w.parted = xxhash.Sum64(start), 0, false
	w.data, w.ends, w.stamps = w.data[:0], w.ends[:0], w.stamps[:0]
	switch {
	case !ripe && !s.ripe(w.hash), s.late(i.number):
		w.state = sheetSeen
	case !s.roomForSheet():
		w.state = sheetSpare
	default:
		w.state = sheetKept
		w.start = append(w.start[:0], start...)
	}
}

// roomForSheet reports whether there is room for one, which whoever goes over its rows may make.
func (s *stretches) roomForSheet() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.room(&s.sheets, min(sheetRoomMin, s.sheets.max))
}

// next is told of the next row of the walk. alone: rows that are written often are not to be looked for.
func (w *sheetWalk) next(i *iterator, key keys.Key) (alone bool) {
	if w.state == sheetNone {
		return false
	}
	if full := len(w.data) >= sheetBytesMax; full || w.rows == sheetRows {
		w.close(i, key)
		w.long = true
		w.enter(i, key, full)
	}
	w.rows++
	if w.state == sheetKept && !w.take(i, key) {
		w.close(i, key)
	}
	return w.state >= sheetKept
}

// take copies the row that the walk stands on. It reports false where a sheet can't have it.
func (w *sheetWalk) take(i *iterator, key keys.Key) bool {
	v, err := i.it.ValueAndErr()
	ts := i.Timestamp()
	if err != nil || ts == hlc.Zero || len(v) > sheetValueMax {
		return false
	}
	w.data = append(w.data, key...)
	mid := len(w.data)
	w.data = append(w.data, v...)
	w.ends, w.stamps = append(w.ends, uint32(mid), uint32(len(w.data))), append(w.stamps, ts)
	return true
}

// close is told that the sheet ends before end, if the walk is in one.
func (w *sheetWalk) close(i *iterator, end keys.Key) {
	s := &i.e.stretches
	switch {
	case w.state == sheetSeen && (w.long || w.rows >= sheetRowsMin) && !w.parted:
		s.walked(w.hash)
	case w.state == sheetKept && len(w.stamps) > 0 && !s.late(i.number):
		s.found(w.finish(end), i.number)
	}
	w.state = sheetNone
}

// stop is told that the walk does not go on from row to row: the sheet ends behind its last row.
func (w *sheetWalk) stop(i *iterator) {
	if w.state == sheetNone {
		return
	}
	var end keys.Key
	if n := len(w.ends); w.state == sheetKept && n > 0 {
		from := uint32(0)
		if n > 2 {
			from = w.ends[n-3]
		}
		end = keys.Key(w.data[from:w.ends[n-2]]).Next()
	}
	w.close(i, end)
}

// finish returns the sheet up to end, in memory of its own.
func (w *sheetWalk) finish(end keys.Key) *engine.Stretch {
	h := &engine.Sheet{Data: bytes.Clone(w.data), Ends: slices.Clone(w.ends), Newest: slices.Max(w.stamps)}
	if slices.Min(w.stamps) != h.Newest {
		h.Stamps = slices.Clone(w.stamps)
	}
	return &engine.Stretch{Start: bytes.Clone(w.start), End: bytes.Clone(end), Sheet: h}
}

package exec

import (
	"sync"
	"unsafe"

	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Memory is where statements take their batches and rows from, and give them
// back to when they end, so that statements like the last ones allocate little.
// The zero value is ready, and safe for concurrent use: the sessions of a node
// share one.
type Memory struct {
	arenas sync.Pool // of *arena
}

// Sizes of an arena. What a statement needs beyond them is left to the garbage
// collector.
const (
	arenaDatums    = 8 << 10
	arenaTextBytes = 128 << 10
	arenaPageBytes = 128 << 10 // of one scan
	arenaScans     = 4
	arenaSortKeys  = 4 << 10
)

// arena is the memory of one execution. Nothing is given back before its end:
// operators may keep what others gave them.
type arena struct {
	datums []types.Datum // cleared, up to cap
	text   []byte
	scans  []*coord.ScanMemory
	used   int // of scans
	sorts  []sortEntry
}

func (m *Memory) get() *arena {
	if a, ok := m.arenas.Get().(*arena); ok {
		return a
	}
	return &arena{}
}

// put takes an arena back. Its datums are cleared, so that they hold on to
// nothing.
func (m *Memory) put(a *arena) {
	clear(a.datums)
	a.datums, a.text = a.datums[:0], a.text[:0]
	for _, s := range a.scans[:a.used] {
		s.Shrink(arenaPageBytes)
	}
	a.used = 0
	m.arenas.Put(a)
}

// size is what the arena takes.
func (a *arena) size() int64 {
	n := int64(cap(a.datums))*int64(unsafe.Sizeof(types.Datum{})) + int64(cap(a.text)) + int64(cap(a.sorts))*int64(unsafe.Sizeof(sortEntry{}))
	for _, s := range a.scans {
		n += int64(s.Size())
	}
	return n
}

// makeDatums returns n NULLs.
func (a *arena) makeDatums(n int) []types.Datum {
	at := len(a.datums)
	if n > arenaDatums-at {
		return make([]types.Datum, n)
	}
	if n > cap(a.datums)-at {
		// The old piece stays with those who have it.
		a.datums, at = make([]types.Datum, 0, arenaSize(n, cap(a.datums), arenaDatums)), 0
	}
	a.datums = a.datums[:at+n]
	return a.datums[at : at+n : at+n]
}

// makeText returns n bytes, which may hold anything.
func (a *arena) makeText(n int) []byte {
	at := len(a.text)
	if n > arenaTextBytes-at {
		return make([]byte, n)
	}
	if n > cap(a.text)-at {
		a.text, at = make([]byte, 0, arenaSize(n, cap(a.text), arenaTextBytes)), 0
	}
	a.text = a.text[:at+n]
	return a.text[at : at+n : at+n]
}

// arenaSize is that of a new piece: what is needed, growing with what was there.
func arenaSize(n, old, most int) int { return min(most, max(2*n, 2*old)) }

// scan returns memory for the pages of a scan; nil where there is none left.
func (a *arena) scan() *coord.ScanMemory {
	if a.used == arenaScans {
		return nil
	}
	if a.used == len(a.scans) {
		a.scans = append(a.scans, new(coord.ScanMemory))
	}
	a.used++
	return a.scans[a.used-1]
}

// makeSort returns room for the keys of n rows, which one sort at a time may use.
func (a *arena) makeSort(n int) []sortEntry {
	if n > arenaSortKeys {
		return make([]sortEntry, n)
	}
	if cap(a.sorts) < n {
		a.sorts = make([]sortEntry, max(n, min(arenaSortKeys, 2*cap(a.sorts))))
	}
	return a.sorts[:n]
}

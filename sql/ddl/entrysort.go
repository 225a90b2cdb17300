package ddl

import (
	"bytes"
	"encoding/binary"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/types"
)

// sorted hands entries on in the order of their keys. Where rows come in another order than
// their entries, each message of a load would be of keys from all over the index: every one of them
// a place of its own to be looked for in the store, and each table file that comes of it one more to
// be merged with all the others.
//
// What fits is sorted in memory. More is put aside in sorted runs, in a temporary file, and merged at the
// end. Any order is right for a load, so that nothing depends on the merge being complete: without
// files, or room in them, each piece is handed on by itself, and of very many runs some are merged at a time.
type sorted struct {
	to   entrySink
	mem  spill.Budget
	temp *spill.Account // nil: there are no files
	max  int            // bytes held before they are put aside
	fan  int            // runs merged at a time

	buf   []byte // keys and values, one after the other
	held  []heldEntry
	taken int // from mem
	file  *spill.File
	runs  []*spill.Stream
}

// heldEntry is where an entry is in buf.
type heldEntry struct {
	head           uint64 // of the key, behind what all keys begin with; set by order
	at, key, value uint32
}

const (
	sortedBytesMax  = 32 << 20
	sortedBytesMin  = 64 << 10
	sortedPageBytes = 32 << 10
	// sortedRunsMax is how many runs are merged at a time: each has a page in memory.
	sortedRunsMax  = 128
	heldEntryBytes = 24
)

// newSorted counts for env's memory and puts aside in its files.
func newSorted(env *Env, to entrySink) *sorted {
	s := &sorted{to: to, mem: env.Memory, temp: env.Temp, max: sortedBytesMax, fan: sortedRunsMax}
	if s.mem == nil {
		s.mem = uncounted{}
	}
	return s
}

func (s *sorted) add(r *run, key, value []byte) error {
	n := len(key) + len(value)
	if len(s.buf)+n > cap(s.buf) || len(s.held) == cap(s.held) {
		if err := s.room(r, n); err != nil {
			return err
		}
	}
	s.held = append(s.held, heldEntry{at: uint32(len(s.buf)), key: uint32(len(key)), value: uint32(len(value))})
	s.buf = append(append(s.buf, key...), value...)
	return nil
}

// room makes room for an entry of n bytes.
func (s *sorted) room(r *run, n int) error {
	bufCap, heldCap := cap(s.buf), cap(s.held)
	for bufCap < len(s.buf)+n {
		bufCap = max(sortedBytesMin, 2*bufCap)
	}
	if len(s.held) == heldCap {
		heldCap = max(sortedBytesMin/heldEntryBytes, 2*heldCap)
	}
	need := bufCap + heldEntryBytes*heldCap
	if len(s.held) > 0 && need > s.max {
		return s.empty(r, n)
	}
	// The old and the new are there at once for a moment.
	if err := s.mem.Grow(need); err != nil {
		if len(s.held) == 0 {
			return err
		}
		return s.empty(r, n)
	}
	s.buf = append(make([]byte, 0, bufCap), s.buf...)
	s.held = append(make([]heldEntry, 0, heldCap), s.held...)
	s.mem.Shrink(s.taken)
	s.taken = need
	return nil
}

// empty puts what is held aside, or hands it on, and makes room for an entry of n bytes.
func (s *sorted) empty(r *run, n int) error {
	if err := s.putAside(r); err != nil {
		return err
	}
	if n <= cap(s.buf) && cap(s.held) > 0 {
		return nil
	}
	return s.room(r, n)
}

// putAside makes a run of what is held. Where there is no room for it, that is handed on, and all that
// follows.
func (s *sorted) putAside(r *run) error {
	if s.temp == nil || len(s.held) == 0 {
		return s.handOn(r)
	}
	if s.file == nil {
		s.file = s.temp.Create(s.mem, sortedPageBytes)
	}
	s.order()
	run := s.file.NewStream()
	if err := s.write(r, run); err != nil {
		run.Drop()
		if r.ctx.Err() != nil {
			return err
		}
		s.temp = nil
		return s.handOn(r)
	}
	s.runs = append(s.runs, run)
	s.buf, s.held = s.buf[:0], s.held[:0]
	return nil
}

// write writes what is held to a run.
func (s *sorted) write(r *run, to *spill.Stream) error {
	row := make([]types.Datum, 2)
	for i := range s.held {
		if i%4096 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		row[0], row[1] = types.Bytes(s.key(i)), types.Bytes(s.value(i))
		if err := to.Append(row); err != nil {
			return err
		}
	}
	return to.Flush()
}

// handOn hands on what is held, which the next sink keeps.
func (s *sorted) handOn(r *run) error {
	s.order()
	for i := range s.held {
		if err := s.to.add(r, s.key(i), s.value(i)); err != nil {
			return err
		}
	}
	s.drop()
	return nil
}

func (s *sorted) key(i int) []byte {
	h := &s.held[i]
	return s.buf[h.at : h.at+h.key : h.at+h.key]
}

func (s *sorted) value(i int) []byte {
	h := &s.held[i]
	from, to := h.at+h.key, h.at+h.key+h.value
	return s.buf[from:to:to]
}

// order sorts what is held. Most comparisons are of eight bytes, behind those that are the same in all
// keys: such as which table they are of.
func (s *sorted) order() {
	if len(s.held) == 0 {
		return
	}
	same := len(s.key(0))
	for i := 1; i < len(s.held); i++ {
		same = keys.CommonPrefix(s.key(0)[:same], s.key(i))
	}
	for i := range s.held {
		s.held[i].head = head(s.key(i)[same:])
	}
	buf, behind := s.buf, uint32(same)
	slices.SortFunc(s.held, func(a, b heldEntry) int {
		switch {
		case a.head < b.head:
			return -1
		case a.head > b.head:
			return 1
		}
		return bytes.Compare(buf[a.at+behind:a.at+a.key], buf[b.at+behind:b.at+b.key])
	})
}

// head is the first eight bytes of b, with zeros behind it.
func head(b []byte) uint64 {
	if len(b) >= 8 {
		return binary.BigEndian.Uint64(b)
	}
	var whole [8]byte
	copy(whole[:], b)
	return binary.BigEndian.Uint64(whole[:])
}

func (s *sorted) flush(r *run) error {
	if len(s.runs) == 0 {
		if err := s.handOn(r); err != nil {
			return err
		}
		return s.to.flush(r)
	}
	if err := s.putAside(r); err != nil {
		return err
	}
	s.drop()
	for runs := s.runs; len(runs) > 0; {
		n := min(len(runs), s.fan)
		if err := s.merge(r, runs[:n]); err != nil {
			return err
		}
		runs = runs[n:]
	}
	return s.to.flush(r)
}

// merging is a run that is being merged, and its next entry.
type merging struct {
	from       *spill.Reader
	key, value []byte
}

// next moves on; more is false at the end.
func (m *merging) next() (more bool, err error) {
	row, err := m.from.Next()
	if row == nil || err != nil {
		return false, err
	}
	m.key, m.value = row[0].Bytes(), row[1].Bytes()
	return true, nil
}

// merge hands on what runs have.
func (s *sorted) merge(r *run, runs []*spill.Stream) error {
	heap := make([]*merging, 0, len(runs))
	defer func() {
		for _, m := range heap {
			m.from.Close()
		}
	}()
	for _, run := range runs {
		m := &merging{from: run.NewReader()}
		heap = append(heap, m)
		if more, err := m.next(); err != nil {
			return err
		} else if !more {
			m.from.Close()
			heap = heap[:len(heap)-1]
		}
	}
	for i := len(heap)/2 - 1; i >= 0; i-- {
		sink(heap, i)
	}
	for len(heap) > 0 {
		m := heap[0]
		if err := s.to.add(r, m.key, m.value); err != nil {
			return err
		}
		more, err := m.next()
		if err != nil {
			return err
		}
		if !more {
			m.from.Close()
			last := len(heap) - 1
			heap[0], heap = heap[last], heap[:last]
		}
		sink(heap, 0)
	}
	return nil
}

// sink moves the run at i down to where it belongs in the heap.
func sink(heap []*merging, i int) {
	for {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(heap); c++ {
			if bytes.Compare(heap[c].key, heap[least].key) < 0 {
				least = c
			}
		}
		if least == i {
			return
		}
		heap[i], heap[least] = heap[least], heap[i]
		i = least
	}
}

// drop forgets what is held, and gives its memory back.
func (s *sorted) drop() {
	s.mem.Shrink(s.taken)
	s.buf, s.held, s.taken = nil, nil, 0
}

// close gives all back. A file that can't be removed goes with the next start.
func (s *sorted) close() {
	s.to.close()
	s.drop()
	if s.file == nil {
		return
	}
	for _, run := range s.runs {
		run.Drop()
	}
	_ = s.file.Close()
}

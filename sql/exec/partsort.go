package exec

import (
	"math"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// partSort orders rows that come in the order of the first keys: those that are equal in these, and
// so many parts of them that it is worth while, are sorted at a time, so that the first rows are
// given before the last ones are read.
type partSort struct {
	r    *run
	n    *nodes.Sort
	in   operator
	part *comparer // of the first keys
	all  *sorter

	rows  *Batch // input at hand
	pos   int
	last  []types.Datum // the row that was added last, as far as part reads it
	read  bool          // the part at hand is sorted, and not given yet
	ended bool
	ask   int // rows to ask the input for
	out   *Batch

	peak int   // bytes
	disk int64 // likewise
}

// partRowsMin is how many rows are sorted at once at least.
const partRowsMin = 32

func (s *partSort) open() error {
	s.close()
	s.part = newComparer(s.n.Keys[:s.n.Presorted], s.n.Types)
	s.all = newSorter(&s.r.mem, newComparer(s.n.Keys, s.n.Types), len(s.n.Types))
	s.rows, s.pos, s.read, s.ended = nil, 0, false, false
	s.last = make([]types.Datum, len(s.n.Types))
	limit, err := s.r.rowCount(s.n.Limit, math.MaxInt64, "LIMIT", invalidLimit)
	if err != nil {
		return err
	}
	s.ask = int(min(batchRows, max(partRowsMin, limit)))
	return s.in.open()
}

func (s *partSort) close() {
	s.in.close()
	if s.all != nil {
		s.all.clear()
		s.all = nil
	}
}

func (s *partSort) next(most int) (*Batch, error) {
	var err error
	if s.out, err = s.r.mem.nextBatch(s.out, len(s.n.Types), most); err != nil {
		return nil, err
	}
	for {
		if s.read {
			if err := s.all.next(s.out, most); err != nil || s.out.N > 0 {
				return s.out, err
			}
			s.peak, s.disk = max(s.peak, s.all.rows.bytes), max(s.disk, s.all.wrote)
			s.all.clear()
			s.read = false
		}
		if s.ended {
			s.tell()
			s.r.mem.endBatch(&s.out)
			return emptyBatch(len(s.n.Types)), nil
		}
		if err := s.fill(); err != nil {
			return nil, err
		}
	}
}

// tell notes the method, for EXPLAIN ANALYZE.
func (s *partSort) tell() {
	note := spillNote{sort: "quicksort", memory: s.peak}
	if s.disk > 0 {
		note = spillNote{sort: "external merge", disk: s.disk}
	}
	s.r.tell(&s.n.Head_, note)
}

// fill reads the next parts and sorts them.
func (s *partSort) fill() error {
	for n := 0; ; {
		if s.rows == nil || s.pos >= s.rows.N {
			if err := s.r.cancelled(); err != nil {
				return err
			}
			var err error
			if s.rows, err = s.in.next(s.ask); err != nil {
				return err
			}
			s.pos = 0
			if s.rows.N == 0 {
				s.ended = true
				break
			}
		}
		if n >= partRowsMin && !s.part.equalsRow(s.last, s.rows, s.pos) {
			break
		}
		if err := s.all.add(s.rows, s.pos); err != nil {
			return err
		}
		if n++; n >= partRowsMin {
			s.note()
		}
		s.pos++
	}
	s.read = true
	return s.all.finish(s.r.cancelled)
}

// note keeps what tells whether the next row is of the same part.
func (s *partSort) note() {
	for _, k := range s.part.keys {
		s.last[k.Slot] = s.rows.Cols[k.Slot][s.pos].Clone()
	}
}

package ddl

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/types"
)

// hashes finds which of many hashes came twice. A few are kept in memory; more are divided
// by their first bits among streams of a temporary file, and each stream's are sorted by
// themselves, in pieces where it has many.
type hashes struct {
	mem   spill.Budget
	temp  *spill.Account // nil: there are no files, all are kept in memory
	held  []uint64
	file  *spill.File
	parts []*spill.Stream
	max   int // of held before they go to the file
	sort  int // of those sorted at a time
}

const (
	hashesHeld   = 1 << 17
	hashesSorted = 1 << 20
	hashPartBits = 6
	hashBytes    = 8
	// hashPageBytes is small: each part has a page in memory.
	hashPageBytes = 16 << 10
	// twiceMax bounds what may be a duplicate. Hashes have 64 bits: of so many at least one is.
	twiceMax = 1 << 16
)

// newHashes counts for mem; nil: nobody counts.
func newHashes(mem spill.Budget, temp *spill.Account) *hashes {
	if mem == nil {
		mem = uncounted{}
	}
	return &hashes{mem: mem, temp: temp, max: hashesHeld, sort: hashesSorted}
}

// uncounted is memory without a limit.
type uncounted struct{}

func (uncounted) Grow(int) error { return nil }
func (uncounted) Shrink(int)     {}

func (s *hashes) add(h uint64) error {
	if len(s.held) == cap(s.held) {
		if err := s.room(); err != nil {
			return err
		}
	}
	s.held = append(s.held, h)
	return nil
}

// room makes room for one more.
func (s *hashes) room() error {
	if len(s.held) >= s.max && s.temp != nil {
		return s.putAside()
	}
	n := max(1024, 2*cap(s.held))
	if err := s.mem.Grow(hashBytes * n); err != nil {
		if s.temp == nil || len(s.held) == 0 {
			return err
		}
		return s.putAside()
	}
	s.mem.Shrink(hashBytes * cap(s.held))
	held := make([]uint64, len(s.held), n)
	copy(held, s.held)
	s.held = held
	return nil
}

// putAside writes what is held to the file.
func (s *hashes) putAside() error {
	if s.file == nil {
		s.file = s.temp.Create(s.mem, hashPageBytes)
		for range 1 << hashPartBits {
			s.parts = append(s.parts, s.file.NewStream())
		}
	}
	row := make([]types.Datum, 1)
	for _, h := range s.held {
		row[0] = types.Int(int64(h))
		if err := s.parts[h>>(64-hashPartBits)].Append(row); err != nil {
			return err
		}
	}
	s.held = s.held[:0]
	return nil
}

// twice gives those that came more than once, up to twiceMax of them; nil: none.
func (s *hashes) twice(ctx context.Context) (map[uint64]struct{}, error) {
	found := map[uint64]struct{}{}
	if s.file == nil {
		repeated(s.held, found)
	} else if err := s.putAside(); err != nil {
		return nil, err
	}
	for _, part := range s.parts {
		if err := part.Flush(); err != nil {
			return nil, err
		}
		bits := uint(0)
		for part.Rows()>>bits > int64(s.sort) {
			bits++
		}
		for piece := range uint64(1) << bits {
			if err := s.piece(ctx, part, bits, piece, found); err != nil {
				return nil, err
			}
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	return found, nil
}

// piece looks at those of a part whose next bits are piece.
func (s *hashes) piece(ctx context.Context, part *spill.Stream, bits uint, piece uint64, found map[uint64]struct{}) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	// Hashes are even; a piece that is twice as large as others has room by growing.
	n := int(part.Rows()>>bits)*2 + 1024
	if err := s.mem.Grow(hashBytes * n); err != nil {
		return err
	}
	defer s.mem.Shrink(hashBytes * n)
	all := make([]uint64, 0, n)
	r := part.NewReader()
	defer r.Close()
	for {
		row, err := r.Next()
		if err != nil {
			return err
		}
		if row == nil {
			break
		}
		if h := uint64(row[0].Int()); h<<hashPartBits>>1>>(63-bits) == piece {
			all = append(all, h)
		}
	}
	repeated(all, found)
	return nil
}

// repeated adds those that all has more than once.
func repeated(all []uint64, found map[uint64]struct{}) {
	slices.Sort(all)
	for i := 1; i < len(all) && len(found) < twiceMax; i++ {
		if all[i] == all[i-1] {
			found[all[i]] = struct{}{}
		}
	}
}

// close gives all back. A file that can't be removed goes with the next start.
func (s *hashes) close() {
	s.mem.Shrink(hashBytes * cap(s.held))
	s.held = nil
	if s.file == nil {
		return
	}
	for _, p := range s.parts {
		p.Drop()
	}
	_ = s.file.Close()
}

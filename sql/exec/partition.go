package exec

import (
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/types"
)

// Partitions of what does not fit into memory.
const (
	partitionBits = 4
	partitionsMax = 1 << partitionBits
	// partitionLevels is how often rows are divided: from then on as many of one
	// partition as fit are done at a time. 16 to this power is more than there can be
	// rows, so only equal hashes come so far.
	partitionLevels = 8
)

// partitionOf is where rows of a hash go at a level, independently of other levels.
func partitionOf(hash uint64, level int) int {
	x := hash ^ uint64(level+1)*0x9e3779b97f4a7c15
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return int((x ^ x>>33) >> (64 - partitionBits))
}

// partitions are rows put aside by the hash of their keys: all rows of a key are in one
// partition, in the order of their coming. They are of one side or, where rows meet others,
// of two.
type partitions struct {
	mem   *memory
	level int
	file  *spill.File
	rows  [2][partitionsMax]*spill.Stream
	count int // partitions that have not ended
}

func newPartitions(mem *memory, level int) *partitions {
	return &partitions{mem: mem, level: level, file: mem.newFile()}
}

// add puts a row aside.
func (p *partitions) add(side int, hash uint64, row []types.Datum) error {
	s := &p.rows[side][partitionOf(hash, p.level)]
	if *s == nil {
		*s = p.file.NewStream()
	}
	return (*s).Append(row)
}

// flush gives the memory for writing a side back.
func (p *partitions) flush(side int) error {
	for _, s := range p.rows[side] {
		if s != nil {
			if err := s.Flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// partition is one of partitions, to be done.
type partition struct {
	of     *partitions
	side   [2]*spill.Stream // nil: no rows
	parent int64            // rows of side 0 that were divided; -1: not known
}

// all returns the partitions that have rows. The file ends with the last of them.
func (p *partitions) all() ([]partition, error) {
	if err := p.flush(0); err != nil {
		return nil, err
	}
	if err := p.flush(1); err != nil {
		return nil, err
	}
	var out []partition
	for i := range partitionsMax {
		if a, b := p.rows[0][i], p.rows[1][i]; a != nil || b != nil {
			out = append(out, partition{of: p, side: [2]*spill.Stream{a, b}})
		}
	}
	if p.count = len(out); p.count == 0 {
		p.mem.endFile(p.file)
	}
	return out, nil
}

// end forgets a partition.
func (x *partition) end() {
	if x.of == nil {
		return
	}
	for _, s := range x.side {
		if s != nil {
			s.Drop()
		}
	}
	if x.of.count--; x.of.count == 0 {
		x.of.mem.endFile(x.of.file)
	}
	x.of = nil
}

// rowsOf is how many rows a side of a partition has.
func (x *partition) rowsOf(side int) int64 {
	if x.side[side] == nil {
		return 0
	}
	return x.side[side].Rows()
}

// aside is what an operator has put aside that keeps the keys that came first, in a
// hashTable, and takes no more of them when memory is short: rows of other keys wait in
// partitions, each of which is then done alike, as the whole input was.
//
//	done keys    in the table
//	frozen       the table takes no more keys
//	now          rows put aside while the input at hand is read
//	todo         partitions to be done, the last first
type aside struct {
	mem    *memory
	frozen bool
	level  int
	now    *partitions
	todo   []partition
	cur    partition // whose rows are the input; of nil: the operator's own input is

	parts int   // partitions made so far, for EXPLAIN
	wrote int64 // bytes, for EXPLAIN
}

// add puts a row aside.
func (a *aside) add(side int, hash uint64, row []types.Datum) error {
	if a.now == nil {
		a.now = newPartitions(a.mem, a.level)
	}
	return a.now.add(side, hash, row)
}

// has reports whether rows of a side were put aside while the input at hand was read that
// may have this hash.
func (a *aside) has(side int, hash uint64) bool {
	return a.now != nil && a.now.rows[side][partitionOf(hash, a.level)] != nil
}

// next ends the input at hand and makes a partition the next one; false: there is none.
func (a *aside) next() (bool, error) {
	parent := int64(-1)
	if a.cur.of != nil {
		parent = a.cur.rowsOf(0)
	}
	a.cur.end()
	if a.now != nil {
		more, err := a.now.all()
		if err != nil {
			return false, err
		}
		for i := range more {
			more[i].parent = parent
		}
		a.parts += len(more)
		a.wrote += a.now.file.Size()
		a.todo = append(a.todo, more...)
		a.now = nil
	}
	if len(a.todo) == 0 {
		return false, nil
	}
	last := len(a.todo) - 1
	a.cur = a.todo[last]
	a.todo = a.todo[:last]
	a.level = a.cur.of.level + 1
	a.frozen = false
	return true, nil
}

// close forgets all.
func (a *aside) close() {
	if a.now != nil {
		a.mem.endFile(a.now.file)
		a.now = nil
	}
	a.cur.end()
	for i := range a.todo {
		a.todo[i].end()
	}
	*a = aside{mem: a.mem, parts: a.parts, wrote: a.wrote}
}

// streamRows reads a stream batch by batch.
type streamRows struct {
	r     *spill.Reader
	extra []types.Datum // the column behind those of the batch, where there is one
}

func (s *streamRows) open(from *spill.Stream) {
	s.close()
	if from != nil {
		s.r = from.NewReader()
	}
}

func (s *streamRows) close() {
	if s.r != nil {
		s.r.Close()
		s.r = nil
	}
}

// next puts the next rows into b, up to most.
func (s *streamRows) next(b *Batch, most int) error {
	b.N, s.extra = 0, s.extra[:0]
	for most = min(most, b.room()); b.N < most && s.r != nil; b.N++ {
		row, err := s.r.Next()
		if err != nil || row == nil {
			return err
		}
		for c := range b.Cols {
			b.Cols[c][b.N] = row[c]
		}
		if len(row) > len(b.Cols) {
			s.extra = append(s.extra, row[len(b.Cols)])
		}
	}
	return nil
}

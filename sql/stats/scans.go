package stats

import (
	"sync/atomic"

	"github.com/isochrondb/isochron/sql/catalog"
)

// ScanCount counts the scans of one index by this node's statements, or of a table from end to end. Safe for
// concurrent use.
type ScanCount struct {
	// Sessions on other processors write elsewhere.
	shards [scanShards]struct {
		n atomic.Int64
		_ [cacheLine - 8]byte
	}
}

const (
	scanShards = 8
	cacheLine  = 64
)

// Begun notes a scan by the session of this number.
func (c *ScanCount) Begun(session uint32) { c.shards[session%scanShards].n.Add(1) }

func (c *ScanCount) total() (n int64) {
	for i := range c.shards {
		n += c.shards[i].n.Load()
	}
	return n
}

func (c *ScanCount) reset() {
	for i := range c.shards {
		c.shards[i].n.Store(0)
	}
}

// ScanCount is that of an index of a table; 0: of the table from end to end.
func (s *Store) ScanCount(table catalog.ID, index catalog.IndexID) *ScanCount {
	e := s.entry(table)
	s.mu.Lock()
	defer s.mu.Unlock()
	c := e.scans[index]
	if c == nil {
		c = &ScanCount{}
		if e.scans == nil {
			e.scans = map[catalog.IndexID]*ScanCount{}
		}
		e.scans[index] = c
	}
	return c
}

// Scans is how often this node's statements have scanned an index of a table, or, with 0, the table from end to end,
// since it started, or since ResetCounts.
func (s *Store) Scans(table catalog.ID, index catalog.IndexID) int64 {
	e := s.lookup(table)
	if e == nil {
		return 0
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if c := e.scans[index]; c != nil {
		return c.total()
	}
	return 0
}

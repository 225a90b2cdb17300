package store

import (
	"sync"
	"time"
)

// DiskStall is for how long synced writes have been under way without one that came back;
// zero: none is under way.
func (s *Store) DiskStall() time.Duration {
	d := &s.disk
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.under == 0 {
		return 0
	}
	return max(0, time.Since(d.since))
}

// diskWatch knows since when synced writes are under way.
// Two numbers: with several writes under way, one that comes back shows that the
// disk lives.
type diskWatch struct {
	mu    sync.Mutex // guards what is below; a leaf
	under int
	since time.Time // the first of them began, or one came back
}

// Begin implements raftloop.Disk.
func (d *diskWatch) Begin() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.under++; d.under == 1 {
		d.since = time.Now()
	}
}

// End implements raftloop.Disk.
func (d *diskWatch) End() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.under--; d.under > 0 {
		d.since = time.Now()
	}
}

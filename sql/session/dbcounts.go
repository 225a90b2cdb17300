package session

import (
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// dbCounts is what this node's sessions have done in one database, for pg_stat_database.
type dbCounts struct {
	sessions, commits, rollbacks, deadlocks atomic.Int64
	closed, active, idleInBlock             atomic.Int64 // nanoseconds; closed: how long sessions lasted that have ended
	temp                                    spill.Counts
}

// countsOf are the counts of a database.
func (m *Manager) countsOf(id catalog.ID) *dbCounts {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.mu.counts[id]
	if c == nil {
		c = &dbCounts{}
		m.mu.counts[id] = c
	}
	return c
}

// DatabaseCounts tells what this node's sessions have done in each database since the node started.
func (m *Manager) DatabaseCounts() map[catalog.ID]pgcatalog.DatabaseCounts {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make(map[catalog.ID]pgcatalog.DatabaseCounts, len(m.mu.counts))
	for id, c := range m.mu.counts {
		out[id] = pgcatalog.DatabaseCounts{Sessions: c.sessions.Load(), Commits: c.commits.Load(), Rollbacks: c.rollbacks.Load(), Deadlocks: c.deadlocks.Load(),
			Connected: time.Duration(c.closed.Load()), Active: time.Duration(c.active.Load()), IdleInBlock: time.Duration(c.idleInBlock.Load()),
			TempFiles: c.temp.Files.Load(), TempBytes: c.temp.Bytes.Load()}
	}
	now := time.Now()
	for s := range m.mu.sessions {
		c := out[s.db.ID]
		c.Connected += now.Sub(s.started)
		out[s.db.ID] = c
	}
	return out
}

// countCommit and countRollback note the end of a transaction.
func (s *Session) countCommit() {
	s.m.stats.Commits.Add(1)
	s.tally.commits.Add(1)
}

func (s *Session) countRollback() {
	s.m.stats.Rollbacks.Add(1)
	s.tally.rollbacks.Add(1)
}

// countError notes what a client is told.
func (s *Session) countError(err error) {
	s.m.stats.Errors.Add(1)
	if pgerror.Code(err) == pgerror.TRDeadlockDetected {
		s.tally.deadlocks.Add(1)
	}
}

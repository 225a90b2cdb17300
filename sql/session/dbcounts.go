package session

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// dbCounts is what this node's sessions have done in one database, for pg_stat_database.
type dbCounts struct {
	sessions, commits, rollbacks, deadlocks atomic.Int64
	closed, active, idleInBlock             atomic.Int64 // nanoseconds; closed: how long sessions lasted that have ended
	temp                                    spill.Counts
	resetAt                                 atomic.Int64 // Unix time of pg_stat_reset in nanoseconds; 0: never
}

// reset begins anew, but for sessions that are open, whose time goes on being counted from their start.
func (c *dbCounts) reset() {
	for _, n := range []*atomic.Int64{&c.sessions, &c.commits, &c.rollbacks, &c.deadlocks, &c.closed, &c.active, &c.idleInBlock, &c.temp.Files, &c.temp.Bytes} {
		n.Store(0)
	}
	c.resetAt.Store(time.Now().UnixNano())
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
			TempFiles: c.temp.Files.Load(), TempBytes: c.temp.Bytes.Load(), ResetAt: c.resetAt.Load()}
	}
	now := time.Now()
	for s := range m.mu.sessions {
		c := out[s.db.ID]
		c.Connected += now.Sub(s.started)
		out[s.db.ID] = c
	}
	return out
}

// resetCounts is pg_stat_reset: of this node's counts, those of the session's database.
func (m *Manager) resetCounts(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
	x, err := mayReset(s, "pg_stat_reset")
	if err != nil {
		return types.Null, err
	}
	x.tally.reset()
	if m.o.Growth != nil {
		for t := range x.virtual.Snapshot.Tables(x.db.ID) {
			m.o.Growth.ResetWritten(t.ID)
		}
	}
	return types.Void(), nil
}

// resetTableCounts is pg_stat_reset_single_table_counters.
func (m *Manager) resetTableCounts(_ context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
	x, err := mayReset(s, "pg_stat_reset_single_table_counters")
	if err != nil {
		return types.Null, err
	}
	if t, ok := x.virtual.Snapshot.TableByID(catalog.ID(args[0].Int())); ok && t.DatabaseID == x.db.ID && m.o.Growth != nil {
		m.o.Growth.ResetWritten(t.ID)
	}
	return types.Void(), nil
}

// mayReset refuses functions that begin counts anew to all but superusers.
func mayReset(s host.Session, function string) (*Session, error) {
	x, ok := s.(*Session)
	if !ok {
		return nil, pgerror.Internal("%T has no role", s)
	}
	if r, ok := x.virtual.Snapshot.RoleByID(x.who.current); !ok || !r.Superuser {
		return nil, pgerror.New(pgerror.InsufficientPrivilege, "permission denied for function %s", function)
	}
	return x, nil
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

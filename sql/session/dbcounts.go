package session

import (
	"context"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
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
	shared := out[0]
	shared.Resets = maps.Clone(m.mu.resets)
	out[0] = shared
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
			m.o.Growth.ResetCounts(t.ID)
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
		m.o.Growth.ResetCounts(t.ID)
	}
	return types.Void(), nil
}

// resetShared is pg_stat_reset_shared. None of what it takes does anything here, so that a count
// is 0 as it is; the views tell when it was called last.
func (m *Manager) resetShared(_ context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
	if _, err := mayReset(s, "pg_stat_reset_shared"); err != nil {
		return types.Null, err
	}
	target := args[0].Text()
	if !slices.Contains([]string{"archiver", "bgwriter", "recovery_prefetch", "wal"}, target) {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "unrecognized reset target: %q", target).
			WithHint(`Target must be "archiver", "bgwriter", "recovery_prefetch", or "wal".`)
	}
	m.noteResets(target)
	return types.Void(), nil
}

// resetSLRU is pg_stat_reset_slru: of one cache, of "other" for any other name, of all for NULL.
func (m *Manager) resetSLRU(_ context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
	if _, err := mayReset(s, "pg_stat_reset_slru"); err != nil {
		return types.Null, err
	}
	var resets []string
	for _, name := range pgcatalog.StatSLRUs() {
		if args[0].IsNull() || args[0].Text() == name {
			resets = append(resets, "slru "+name)
		}
	}
	if len(resets) == 0 {
		resets = []string{"slru other"}
	}
	m.noteResets(resets...)
	return types.Void(), nil
}

// countsBegun is Manager.mu.resets of a node that starts: what is no database's is counted from then on.
func countsBegun() map[string]int64 {
	now := time.Now().UnixNano()
	out := map[string]int64{"archiver": now, "bgwriter": now, "recovery_prefetch": now, "wal": now}
	for _, name := range pgcatalog.StatSLRUs() {
		out["slru "+name] = now
	}
	return out
}

func (m *Manager) noteResets(what ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, w := range what {
		m.mu.resets[w] = time.Now().UnixNano()
	}
}

// resetFunctionCounts is pg_stat_reset_single_function_counters: calls of functions are not counted.
func (m *Manager) resetFunctionCounts(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
	_, err := mayReset(s, "pg_stat_reset_single_function_counters")
	return types.Void(), err
}

// written are rows that a transaction has inserted, updated and deleted in a table.
type written struct{ inserted, updated, deleted int64 }

// wrote counts rows of a statement for pg_stat_get_xact_…; those of an upsert, and of MERGE, are not
// told apart and not counted.
func (b *block) wrote(id catalog.ID, rows written) {
	if b.written == nil {
		b.written = map[catalog.ID]written{}
	}
	w := b.written[id]
	b.written[id] = written{w.inserted + rows.inserted, w.updated + rows.updated, w.deleted + rows.deleted}
}

// countWritten counts the rows of a statement that has run, where its transaction goes on.
func (s *Session) countWritten(p *nodes.Plan, rows int64) {
	if s.block.txn == nil {
		return
	}
	switch n := p.Root.(type) {
	case *nodes.Insert:
		if n.Conflict == nil || !n.Conflict.Update {
			s.block.wrote(n.Table.ID, written{inserted: rows})
		}
	case *nodes.Update:
		s.block.wrote(n.Table.ID, written{updated: rows})
	case *nodes.Delete:
		s.block.wrote(n.Table.ID, written{deleted: rows})
	}
}

// addCounts registers the functions about counts that are a session's, or that begin them anew.
func (m *Manager) addCounts(to *host.Functions, add func(name string, v builtin.Volatility, result *types.Type, fn sessionFn, args ...*types.Type)) {
	add("pg_stat_reset", builtin.Volatile, types.TVoid, m.resetCounts)
	add("pg_stat_reset_single_table_counters", builtin.Volatile, types.TVoid, m.resetTableCounts, types.TOID)
	add("pg_stat_reset_single_function_counters", builtin.Volatile, types.TVoid, m.resetFunctionCounts, types.TOID)
	add("pg_stat_reset_shared", builtin.Volatile, types.TVoid, m.resetShared, types.TText)
	to.Add(&host.Function{Name: "pg_stat_reset_slru", Args: []*types.Type{types.TText}, Result: types.TVoid, Volatility: builtin.Volatile,
		Fn: func(ctx context.Context, s host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			return m.resetSLRU(ctx, s, args)
		}})
	// Counts are read as they stand, and noted at once: there is no snapshot of them, and none waits.
	done := func(context.Context, host.Session, []types.Datum) (types.Datum, error) { return types.Void(), nil }
	add("pg_stat_clear_snapshot", builtin.Volatile, types.TVoid, done)
	add("pg_stat_force_next_flush", builtin.Volatile, types.TVoid, done)
	unknown := func(context.Context, host.Session, []types.Datum) (types.Datum, error) { return types.Null, nil }
	add("pg_stat_get_snapshot_timestamp", builtin.Stable, types.TTimestampTZ, unknown)
	for _, xact := range []string{"", "xact_"} { // as with track_functions = none
		add("pg_stat_get_"+xact+"function_calls", builtin.Volatile, types.TInt8, unknown, types.TOID)
		add("pg_stat_get_"+xact+"function_total_time", builtin.Volatile, types.TFloat8, unknown, types.TOID)
		add("pg_stat_get_"+xact+"function_self_time", builtin.Volatile, types.TFloat8, unknown, types.TOID)
	}
	for name, count := range map[string]func(written) int64{
		"tuples_inserted": func(w written) int64 { return w.inserted },
		"tuples_updated":  func(w written) int64 { return w.updated },
		"tuples_deleted":  func(w written) int64 { return w.deleted },
		"numscans":        notCounted, "tuples_returned": notCounted, "tuples_fetched": notCounted,
		"tuples_hot_updated": notCounted, "blocks_fetched": notCounted, "blocks_hit": notCounted,
	} {
		add("pg_stat_get_xact_"+name, builtin.Volatile, types.TInt8, func(_ context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
			return types.Int(count(s.(*Session).block.written[catalog.ID(args[0].Int())])), nil
		}, types.TOID)
	}
}

func notCounted(written) int64 { return 0 }

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

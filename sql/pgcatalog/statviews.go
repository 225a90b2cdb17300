package pgcatalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// The views of cumulative statistics. Those of what there is none of here (a background writer, an
// archiver, replicas that apply a log, VACUUM) have the rows that Postgres would have where nothing
// of it ever happened. Those that count what is not counted here are empty.

func statMakers() map[string]maker {
	all := map[string]maker{
		"pg_stat_user_tables": makeStatUserTables, "pg_stat_all_tables": makeStatAllTables, "pg_stat_sys_tables": makeStatSystemTables,
		"pg_stat_user_indexes": makeStatIndexes, "pg_stat_all_indexes": makeStatIndexes,
		"pg_statio_user_tables": makeStatIO, "pg_statio_all_tables": makeStatIOAll, "pg_statio_sys_tables": makeStatIOSystem,
		"pg_statio_user_indexes": makeStatIOIndexes, "pg_statio_all_indexes": makeStatIOIndexes,
		"pg_statio_user_sequences": makeStatIOSequences, "pg_statio_all_sequences": makeStatIOSequences,
		"pg_stat_database_conflicts": makeStatConflicts, "pg_stat_gssapi": makeStatGSS, "pg_stat_ssl": makeStatSSL,
		"pg_stat_bgwriter": idle(0, 0, 0.0, 0.0, 0, 0, 0, 0, 0, 0, resetOf("bgwriter")),
		"pg_stat_archiver": idle(0, nil, nil, 0, nil, nil, resetOf("archiver")),
		"pg_stat_wal":      idle(0, 0, "0", 0, 0, 0, 0.0, 0.0, resetOf("wal")),
		"pg_stat_slru":     makeStatSLRU,

		"pg_stat_recovery_prefetch": idle(resetOf("recovery_prefetch"), 0, 0, 0, 0, 0, 0, 0, 0, 0),
	}
	out := make(map[string]maker, len(all))
	for name, f := range all {
		out["pg_catalog."+name] = f
	}
	return out
}

// resetOf stands for when counts were last begun anew.
type resetOf string

// idle makes the one row of a view of what never does anything.
func idle(values ...any) maker {
	return func(m *making) error {
		row := slices.Clone(values)
		for i, v := range row {
			if what, ok := v.(resetOf); ok {
				row[i] = m.resetAt(string(what))
			}
		}
		return m.row(row...)
	}
}

// resetAt is when counts that are no database's were last begun anew; NULL: never.
func (m *making) resetAt(what string) types.Datum {
	if m.o.Databases == nil {
		return types.Null
	}
	return timestamp(m.o.Databases()[0].Resets[what])
}

func makeStatUserTables(m *making) error {
	for _, t := range m.tables(false) {
		live := max(m.rowCount(t), 0)
		var at [2]any // of the last measurement: that was asked for, that was not
		var count [2]int
		var modified, inserted, updated, deleted, whole int64
		var byIndex any // NULL where there are none, as in Postgres
		if s := m.o.stats(); s != nil {
			whole, byIndex = s.Scans(t.ID, 0), indexScans(s, t)
			modified = s.ModifiedRows(t.ID)
			inserted, updated, deleted = s.Written(t.ID)
			if st := s.Table(t.ID); st != nil {
				i := 0
				if st.Auto {
					i = 1
				}
				at[i], count[i] = timestamp(st.At), 1
			}
		}
		if err := m.row(t.ID, m.schemaName(t.SchemaID), t.Name, whole, 0, byIndex, 0, inserted, updated, deleted, 0, int64(live), 0, modified, 0, nil, nil, at[0], at[1], 0, 0, count[0], count[1]); err != nil {
			return err
		}
	}
	return nil
}

// indexScans is how often the indexes of a table were scanned; nil: it has none that is shown.
func indexScans(s *stats.Store, t *catalog.TableDesc) any {
	n, listed := int64(0), false
	for i := range t.Indexes {
		if t.Indexes[i].OID != 0 {
			listed = true
			n += s.Scans(t.ID, t.Indexes[i].ID)
		}
	}
	if !listed {
		return nil
	}
	return n
}

// systemTables are the system's catalogs that are no views. What is done with them is not counted:
// their rows are made of what a node knows.
func (m *making) systemTables() []*catalog.TableDesc {
	return m.tablesThat(true, func(t *catalog.TableDesc) bool { return t.Virtual && !t.View })
}

func makeStatSystemTables(m *making) error {
	for _, t := range m.systemTables() {
		if err := m.row(t.ID, m.schemaName(t.SchemaID), t.Name, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, nil, nil, nil, nil, 0, 0, 0, 0); err != nil {
			return err
		}
	}
	return nil
}

func makeStatAllTables(m *making) error {
	if err := makeStatSystemTables(m); err != nil {
		return err
	}
	return makeStatUserTables(m)
}

func makeStatIOSystem(m *making) error {
	for _, t := range m.systemTables() {
		if err := m.row(t.ID, m.schemaName(t.SchemaID), t.Name, 0, 0, 0, 0, nil, nil, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

func makeStatIOAll(m *making) error {
	if err := makeStatIOSystem(m); err != nil {
		return err
	}
	return makeStatIO(m)
}

// makeStatIO lists the tables that have rows of their own; what is read of each is not counted.
func makeStatIO(m *making) error {
	for _, t := range m.tables(false) {
		if t.Partitioned() {
			continue
		}
		if err := m.row(t.ID, m.schemaName(t.SchemaID), t.Name, 0, 0, 0, 0, nil, nil, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

// makeStatIndexes lists the indexes that have entries of their own; what is read of them is not counted, but how often.
func makeStatIndexes(m *making) error {
	return m.statIndexes(func(t *catalog.TableDesc, ix *catalog.IndexDesc) []any {
		if s := m.o.stats(); s != nil {
			return []any{s.Scans(t.ID, ix.ID), 0, 0}
		}
		return []any{0, 0, 0}
	})
}

func makeStatIOIndexes(m *making) error {
	return m.statIndexes(func(*catalog.TableDesc, *catalog.IndexDesc) []any { return []any{0, 0} })
}

func (m *making) statIndexes(counts func(*catalog.TableDesc, *catalog.IndexDesc) []any) error {
	for _, t := range m.tables(false) {
		if t.Partitioned() {
			continue
		}
		for i := range t.Indexes {
			ix := &t.Indexes[i]
			if ix.OID == 0 || ix.State == catalog.IndexDropping {
				continue
			}
			if err := m.row(append([]any{t.ID, ix.OID, m.schemaName(t.SchemaID), t.Name, ix.Name}, counts(t, ix)...)...); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeStatIOSequences(m *making) error {
	for _, r := range m.relations() {
		if d := r.seq; d != nil {
			if err := m.row(d.ID, m.schemaName(d.SchemaID), d.Name, 0, 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// makeStatConflicts lists the databases: conflicts of queries with the log that a standby applies
// there are none.
func makeStatConflicts(m *making) error {
	for _, d := range m.databases() {
		if err := m.row(d.ID, d.Name, 0, 0, 0, 0, 0); err != nil {
			return err
		}
	}
	return nil
}

// makeStatGSS lists the connections, none of which is by GSSAPI.
func makeStatGSS(m *making) error {
	if m.o.Activity == nil {
		return nil
	}
	for _, a := range m.o.Activity(m.ctx) {
		if a.ClientPort == 0 || !m.sees(&a) {
			continue
		}
		if err := m.row(a.PID, false, nil, false); err != nil {
			return err
		}
	}
	return nil
}

// makeStatSSL lists this node's connections: how others' are encrypted is not told.
func makeStatSSL(m *making) error {
	if m.o.Activity == nil {
		return nil
	}
	for _, a := range m.o.Activity(m.ctx) {
		if a.ClientPort == 0 || !a.Here || !m.sees(&a) {
			continue
		}
		row := []any{a.PID, false, nil, nil, nil, nil, nil, nil}
		if t := a.TLS; t != nil {
			row = []any{a.PID, true, t.Version, t.Cipher, t.Bits, optional(t.ClientDN), optional(t.Serial), optional(t.IssuerDN)}
		}
		if err := m.row(row...); err != nil {
			return err
		}
	}
	return nil
}

// StatSLRUs are the names of the caches of pg_stat_slru.
func StatSLRUs() []string {
	return []string{"CommitTs", "MultiXactMember", "MultiXactOffset", "Notify", "Serial", "Subtrans", "Xact", "other"}
}

// makeStatSLRU lists Postgres's caches of transactions' states, which nothing here needs.
func makeStatSLRU(m *making) error {
	for _, name := range StatSLRUs() {
		if err := m.row(name, 0, 0, 0, 0, 0, 0, 0, m.resetAt("slru "+name)); err != nil {
			return err
		}
	}
	return nil
}

// statFunctions are the functions that those views are of: what this node knows of a table. What is
// not counted is 0, as in the views; of what is no table of the database, too.
func statFunctions(measured *stats.Store) []function {
	var out []function
	number := func(name string, f func(c *call) int64) {
		out = append(out, function{"pg_stat_get_" + name, list(tOID), types.TInt8, func(c *call) (types.Datum, error) { return types.Int(f(c)), nil }})
	}
	number("numscans", func(c *call) int64 {
		if t, ix, ok := c.snap.IndexByOID(c.oid(0)); ok {
			return measured.Scans(t.ID, ix.ID)
		}
		return measured.Scans(c.oid(0), 0)
	})
	for _, name := range []string{"tuples_returned", "tuples_fetched", "tuples_hot_updated", "dead_tuples", "ins_since_vacuum",
		"blocks_fetched", "blocks_hit", "vacuum_count", "autovacuum_count"} {
		number(name, func(*call) int64 { return 0 })
	}
	number("live_tuples", func(c *call) int64 {
		rows, _ := measured.Rows(c.oid(0))
		return int64(max(rows, 0))
	})
	number("mod_since_analyze", func(c *call) int64 { return measured.ModifiedRows(c.oid(0)) })
	number("tuples_inserted", func(c *call) int64 {
		n, _, _ := measured.Written(c.oid(0))
		return n
	})
	number("tuples_updated", func(c *call) int64 {
		_, n, _ := measured.Written(c.oid(0))
		return n
	})
	number("tuples_deleted", func(c *call) int64 {
		_, _, n := measured.Written(c.oid(0))
		return n
	})
	for _, auto := range []bool{false, true} {
		word := ""
		if auto {
			word = "auto"
		}
		last := func(c *call) *stats.Table {
			if t := measured.Table(c.oid(0)); t != nil && t.Auto == auto {
				return t
			}
			return nil
		}
		number(word+"analyze_count", func(c *call) int64 {
			if last(c) != nil {
				return 1
			}
			return 0
		})
		out = append(out, function{"pg_stat_get_last_" + word + "analyze_time", list(tOID), types.TTimestampTZ, func(c *call) (types.Datum, error) {
			if t := last(c); t != nil {
				return timestamp(t.At), nil
			}
			return types.Null, nil
		}}, function{"pg_stat_get_last_" + word + "vacuum_time", list(tOID), types.TTimestampTZ, null})
	}
	return out
}

func null(*call) (types.Datum, error) { return types.Null, nil }

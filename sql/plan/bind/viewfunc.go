package bind

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
)

// Functions whose rows tools read in FROM, and that are views here or have nothing to tell: each by the
// query that it stands for. In Postgres the views are made of the functions; here the view is what there
// is. Elsewhere than in FROM, and in what is stored, such a function is refused as others without a body are.

const (
	noFiles = "SELECT NULL::text AS name, NULL::int8 AS size, NULL::timestamptz AS modification WHERE false"
	// Of Postgres's control file: what tools tell clusters apart by, and what a file of blocks would be.
	controlSystem = `SELECT 1300 AS pg_control_version, 202209061 AS catalog_version_no,
		(SELECT ('x' || left(cluster_id, 16))::bit(64)::int8 & 9223372036854775807 FROM isochron_internal.cluster) AS system_identifier,
		NULL::timestamptz AS pg_control_last_modified`
	controlInit = `SELECT 8 AS max_data_alignment, 8192 AS database_block_size, 131072 AS blocks_per_segment, 8192 AS wal_block_size,
		16777216 AS bytes_per_wal_segment, 64 AS max_identifier_length, 32 AS max_index_columns, 1996 AS max_toast_chunk_size,
		2048 AS large_object_chunk_size, true AS float8_pass_by_value, 0 AS data_page_checksum_version`
	controlCheckpoint = `SELECT NULL::pg_lsn AS checkpoint_lsn, NULL::pg_lsn AS redo_lsn, NULL::text AS redo_wal_file, 1 AS timeline_id,
		1 AS prev_timeline_id, NULL::bool AS full_page_writes, NULL::text AS next_xid, NULL::oid AS next_oid, NULL::xid AS next_multixact_id,
		NULL::xid AS next_multi_offset, NULL::xid AS oldest_xid, NULL::oid AS oldest_xid_dbid, NULL::xid AS oldest_active_xid,
		NULL::xid AS oldest_multi_xid, NULL::oid AS oldest_multi_dbid, NULL::xid AS oldest_commit_ts_xid, NULL::xid AS newest_commit_ts_xid,
		NULL::timestamptz AS checkpoint_time`
	controlRecovery = `SELECT '0/0'::pg_lsn AS min_recovery_end_lsn, 0 AS min_recovery_end_timeline, '0/0'::pg_lsn AS backup_start_lsn,
		'0/0'::pg_lsn AS backup_end_lsn, false AS end_of_backup_record_required`
	walSenders = `SELECT pid, state, sent_lsn, write_lsn, flush_lsn, replay_lsn, write_lag, flush_lag, replay_lag, sync_priority, sync_state, reply_time
		FROM pg_catalog.pg_stat_replication`
	preparedTransactions = "SELECT transaction, gid, prepared, NULL::oid AS ownerid, NULL::oid AS dbid FROM pg_catalog.pg_prepared_xacts"
)

// viewFunctions are by name; none takes an argument.
var viewFunctions = map[string]string{
	"pg_show_all_settings": wholeView("pg_settings"), "pg_show_all_file_settings": wholeView("pg_file_settings"), "pg_hba_file_rules": wholeView("pg_hba_file_rules"),
	"pg_timezone_names": wholeView("pg_timezone_names"), "pg_timezone_abbrevs": wholeView("pg_timezone_abbrevs"),
	"pg_lock_status": wholeView("pg_locks"), "pg_cursor": wholeView("pg_cursors"), "pg_prepared_statement": wholeView("pg_prepared_statements"),
	"pg_stat_get_archiver": wholeView("pg_stat_archiver"), "pg_stat_get_wal": wholeView("pg_stat_wal"), "pg_stat_get_slru": wholeView("pg_stat_slru"),
	"pg_stat_get_recovery_prefetch": wholeView("pg_stat_recovery_prefetch"),

	"pg_stat_get_wal_senders": walSenders, "pg_prepared_xact": preparedTransactions,
	"pg_ls_waldir": noFiles, "pg_ls_archive_statusdir": noFiles, "pg_ls_tmpdir": noFiles, "pg_ls_logdir": noFiles, "pg_ls_logicalsnapdir": noFiles, "pg_ls_logicalmapdir": noFiles,
	"pg_control_system": controlSystem, "pg_control_init": controlInit, "pg_control_checkpoint": controlCheckpoint, "pg_control_recovery": controlRecovery,
}

func wholeView(name string) string { return "SELECT * FROM pg_catalog." + name }

// viewFunction is the query that a function in FROM stands for; nil: for none, or it is not alone, or somebody's
// own function may be meant.
func (s *scope) viewFunction(ref *ast.FuncRef) *ast.SubqueryRef {
	if len(ref.Funcs) != 1 || ref.Ordinality || len(ref.ColumnDefs)+len(ref.Funcs[0].ColumnDefs) > 0 || s.b.resolving != nil {
		return nil
	}
	c, ok := ref.Funcs[0].Expr.(*ast.FuncCall)
	if !ok || len(c.Args) > 0 || c.Variadic || decorated(c) || c.Name.Schema != "" && c.Name.Schema != catalog.SchemaPGCatalog {
		return nil
	}
	text, known := viewFunctions[c.Name.Name]
	if !known || s.b.mayBeRoutine(c.Name) {
		return nil
	}
	st, err := parser.ParseOne(text)
	if err != nil {
		return nil
	}
	q, ok := st.AST.(*ast.Select)
	if !ok {
		return nil
	}
	s.b.callsFunction(builtin.Catalog().FunctionNamed(c.Name.Name, nil))
	out := &ast.SubqueryRef{Pos: ref.Pos, Query: q, Alias: ref.Alias}
	if out.Alias.Name == "" {
		out.Alias.Name = c.Name.Name
	}
	return out
}

package session

import "math"

// Planner constants, paces and switches of Postgres that clients, scripts and tests set: a session
// takes and shows them, and SHOW ALL says that they have no effect here.
func inert(noEffect string) []*setting {
	var out []*setting
	add := func(about string, list ...*setting) {
		for _, d := range list {
			d.about = about + noEffect
			out = append(out, d)
		}
	}
	on := func(names ...string) (list []*setting) {
		for _, n := range names {
			list = append(list, &setting{name: n, boot: "on", kind: "bool"})
		}
		return list
	}
	off := func(names ...string) (list []*setting) {
		for _, n := range names {
			list = append(list, &setting{name: n, boot: "off", kind: "bool"})
		}
		return list
	}
	whole := func(name, boot, unit string, least, most float64) *setting {
		return &setting{name: name, boot: boot, unit: unit, kind: "integer", min: least, max: most}
	}
	cost := func(name, boot string, least, most float64) *setting {
		return &setting{name: name, boot: boot, kind: "real", min: least, max: most}
	}
	super := func(list ...*setting) []*setting {
		for _, d := range list {
			d.ctx = contextSuperuser
		}
		return list
	}
	const big, blocks = math.MaxInt32, 715827882
	add("Planner switch.", on("enable_async_append", "enable_gathermerge", "enable_incremental_sort", "enable_memoize", "enable_parallel_append",
		"enable_parallel_hash", "enable_partition_pruning", "enable_tidscan", "parallel_leader_participation")...)
	add("Planner switch.", off("enable_partitionwise_aggregate", "enable_partitionwise_join")...)
	add("Planner switch.",
		&setting{name: "force_parallel_mode", boot: "off", kind: "enum", values: []string{"off", "on", "regress"}},
		whole("from_collapse_limit", "8", "", 1, big), whole("join_collapse_limit", "8", "", 1, big),
		whole("geqo_effort", "5", "", 1, 10), whole("geqo_generations", "0", "", 0, big), whole("geqo_pool_size", "0", "", 0, big),
		whole("geqo_threshold", "12", "", 2, big), cost("geqo_seed", "0", 0, 1), cost("geqo_selection_bias", "2", 1.5, 2),
		whole("max_parallel_workers", "8", "", 0, 1024), whole("max_parallel_maintenance_workers", "2", "", 0, 1024),
		whole("min_parallel_index_scan_size", "64", "8kB", 0, blocks), whole("min_parallel_table_scan_size", "1024", "8kB", 0, blocks))
	add("Planner constant.",
		cost("cpu_index_tuple_cost", "0.005", 0, math.MaxFloat64), cost("cpu_operator_cost", "0.0025", 0, math.MaxFloat64),
		cost("cpu_tuple_cost", "0.01", 0, math.MaxFloat64), cost("parallel_setup_cost", "1000", 0, math.MaxFloat64),
		cost("parallel_tuple_cost", "0.1", 0, math.MaxFloat64), cost("recursive_worktable_factor", "10", 0.001, 1e6),
		cost("hash_mem_multiplier", "2", 1, 1000), whole("effective_io_concurrency", "1", "", 0, 1000),
		whole("maintenance_io_concurrency", "10", "", 0, 1000))
	add("Compilation of expressions.", cost("jit_above_cost", "100000", -1, math.MaxFloat64), cost("jit_inline_above_cost", "500000", -1, math.MaxFloat64),
		cost("jit_optimize_above_cost", "500000", -1, math.MaxFloat64))
	add("Compilation of expressions.", on("jit_expressions", "jit_tuple_deforming")...)
	add("Pace of VACUUM.", whole("vacuum_cost_limit", "200", "", 1, 10000), whole("vacuum_cost_page_dirty", "20", "", 0, 10000),
		whole("vacuum_cost_page_hit", "1", "", 0, 10000), whole("vacuum_cost_page_miss", "2", "", 0, 10000),
		whole("vacuum_failsafe_age", "1600000000", "", 0, 2_100_000_000), whole("vacuum_freeze_min_age", "50000000", "", 0, 1e9),
		whole("vacuum_freeze_table_age", "150000000", "", 0, 2e9), whole("vacuum_multixact_failsafe_age", "1600000000", "", 0, 2_100_000_000),
		whole("vacuum_multixact_freeze_min_age", "5000000", "", 0, 1e9), whole("vacuum_multixact_freeze_table_age", "150000000", "", 0, 2e9))
	add("ANALYZE decides by itself how much it keeps.", whole("default_statistics_target", "100", "", 1, 10000))
	add("How deep statements and values may nest is counted.", super(whole("max_stack_depth", "2048", "kB", 100, big))...)
	add("Commits share log writes by themselves.", whole("commit_siblings", "5", "", 0, 1000))
	add("How deep statements and values may nest is counted.", super(whole("max_stack_depth", "2048", "kB", 100, big))...)
	add("Commits share log writes by themselves.", super(whole("commit_delay", "0", "", 0, 100000))...)
	add("Pending entries of gin indexes; there are none.", whole("gin_pending_list_limit", "4096", "kB", 64, big))
	add("Statistics are as of when they are asked for.", &setting{name: "stats_fetch_consistency", boot: "cache", kind: "enum", values: []string{"none", "cache", "snapshot"}})
	add("Printing of trees to the server's log.", on("debug_pretty_print")...)
	add("Printing of trees to the server's log.", off("debug_print_parse", "debug_print_plan", "debug_print_rewritten")...)
	add("Messages to the server's log.", off("trace_notify", "trace_sort")...)
	add("Messages to the server's log.", super(off("log_duration", "log_lock_waits", "log_executor_stats", "log_parser_stats", "log_planner_stats", "log_statement_stats")...)...)
	levels := []string{"debug5", "debug4", "debug3", "debug2", "debug1", "info", "notice", "warning", "error", "log", "fatal", "panic"}
	add("Messages to the server's log.", super(
		&setting{name: "log_error_verbosity", boot: "default", kind: "enum", values: []string{"terse", "default", "verbose"}},
		&setting{name: "log_min_messages", boot: "warning", kind: "enum", values: levels},
		&setting{name: "log_min_error_statement", boot: "error", kind: "enum", values: levels})...)
	add("Statistics are always kept.", super(on("track_activities", "track_counts")...)...)
	add("Times of single reads and writes of files are not kept.", super(off("track_io_timing", "track_wal_io_timing")...)...)
	add("Calls of functions are not counted.", super(&setting{name: "track_functions", boot: "none", kind: "enum", values: []string{"none", "pl", "all"}})...)
	add("The process has one title for all sessions.", super(on("update_process_title")...)...)
	return out
}

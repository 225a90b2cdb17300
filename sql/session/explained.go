package session

import (
	"strings"

	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// plannersSettings are those that EXPLAIN (SETTINGS) tells of, as in Postgres (GUC_EXPLAIN), in order of name.
const plannersSettings = ` constraint_exclusion cpu_index_tuple_cost cpu_operator_cost cpu_tuple_cost cursor_tuple_fraction effective_cache_size
 effective_io_concurrency enable_async_append enable_bitmapscan enable_distributed_execution enable_gathermerge enable_hashagg enable_hashjoin
 enable_incremental_sort enable_indexonlyscan enable_indexscan enable_material enable_memoize enable_mergejoin enable_nestloop enable_parallel_append
 enable_parallel_hash enable_partition_pruning enable_partitionwise_aggregate enable_partitionwise_join enable_seqscan enable_sort enable_tidscan
 force_parallel_mode from_collapse_limit geqo geqo_effort geqo_generations geqo_pool_size geqo_seed geqo_selection_bias geqo_threshold
 hash_mem_multiplier jit jit_above_cost jit_inline_above_cost jit_optimize_above_cost join_collapse_limit maintenance_io_concurrency
 max_parallel_workers max_parallel_workers_per_gather min_parallel_index_scan_size min_parallel_table_scan_size parallel_leader_participation
 parallel_setup_cost parallel_tuple_cost plan_cache_mode random_page_cost recursive_worktable_factor search_path seq_page_cost temp_buffers work_mem `

// settingsOf are the settings that a plan tells of, as they are when it runs: plans are kept.
func (s *Session) settingsOf(p *nodes.Plan) (out []nodes.ExplainSetting) {
	if p == nil { // what checks deferred constraints has none
		return nil
	}
	if x, ok := p.Root.(*nodes.ExplainNode); !ok || !x.Options.Settings {
		return nil
	}
	for _, name := range strings.Fields(plannersSettings) {
		if d := s.m.settings.byName[name]; d != nil && s.value(name) != d.boot {
			out = append(out, nodes.ExplainSetting{Name: name, Value: d.shown(s.value(name))})
		}
	}
	return out
}

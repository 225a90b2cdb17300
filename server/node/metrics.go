package node

import (
	"context"
	"net"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/queue"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/sql/stats"
)

// registerMetrics shows what the parts count.
func (n *Node) registerMetrics() {
	n.registerSQL()
	n.registerRanges()
	n.registerEngine()
	n.registerCluster()
	n.registerCertificates()
	n.registerClock()
}

func (n *Node) registerClock() {
	n.registry.GaugeFunc("clock_degraded", "1 while the clock is out of its budget", func() float64 {
		if n.clock.Degraded() {
			return 1
		}
		return 0
	})
	n.registry.GaugeFunc("clock_error_seconds", "how wrong the clock may be, steps of its source included", func() float64 { return n.o.Source.Error().Seconds() })
	n.registry.GaugeFunc("clock_contradicting_nodes", "nodes whose clocks and this one can't both be right", func() float64 { return float64(len(n.contradicting())) })
	n.registry.InfoFunc("clock_source", "1, by what vouches for the clock; nothing does where there is none", "source", func() string {
		if s, ok := n.o.Source.(bound.Sourced); ok {
			return s.Standing().Source
		}
		return ""
	})
	n.registry.CounterFunc("clock_source_changes_total", "times that something else came to vouch for the clock, or nothing", n.source.changes.Load)
	n.registry.CounterFunc("clock_disruptions_total", "times that the machine was suspended, moved or restored, or that its counter was replaced, as far as it tells", func() uint64 {
		if s, ok := n.o.Source.(bound.Sourced); ok {
			return s.Standing().Disruptions
		}
		return 0
	})
	n.registry.CounterFunc("clock_steps_total", "steps of the clock's source that were followed", n.clocks.steps.Load)
}

type atomicInt interface{ Load() int64 }

func (n *Node) registerSQL() {
	counter := func(name, help string, v atomicInt) {
		n.registry.CounterFunc(name, help, func() uint64 { return uint64(v.Load()) })
	}
	s, w := n.sessions.Stats(), n.wire.Stats()
	counter("sql_statements_total", "statements run", &s.Statements)
	counter("sql_errors_total", "statements that failed", &s.Errors)
	counter("sql_commits_total", "transactions committed", &s.Commits)
	counter("sql_rollbacks_total", "transactions rolled back", &s.Rollbacks)
	counter("sql_replays_total", "transactions that the server ran again after a conflict", &s.Replays)
	counter("sql_transactions_replayed_total", "transaction blocks that lost a conflict after answers of theirs were sent, and were run again unseen", &s.TransactionsReplayed)
	counter("sql_transaction_replays_differed_total", "those that were run again, and told of the conflict since an answer was another", &s.ReplaysDiffered)
	counter("sql_learnt_total", "SELECTs whose transactions kept losing what they had read, and which locked their rows for a while", &s.Learnt)
	counter("sql_learnt_reads_total", "SELECTs that took locks for that", &s.LearntReads)
	counter("sql_unlearnt_total", "those among these SELECTs whose transactions lost no less often with locks, and which take none any more", &s.Unlearnt)
	counter("sql_turn_waits_total", "transaction blocks that waited for their turn, since such blocks kept losing to each other", &s.TurnWaits)
	barred := map[string]func() uint64{}
	for b, label := range session.ReplayBars() {
		barred[label] = func() uint64 { return uint64(s.ReplaysBarred[b].Load()) }
	}
	n.registry.CounterFuncs("sql_transactions_not_replayable_total", "those that could not be run again, by what they had done", "reason", barred)
	counter("sql_statement_retries_total", "statements run again on a newer snapshot", &s.StatementRetries)
	counter("sql_plan_cache_hits_total", "plans found in the cache", &s.PlanHits)
	counter("sql_plan_cache_misses_total", "plans made", &s.PlanMisses)
	counter("sql_plans_by_value_total", "plans made for other values of parameters than the averages", &s.PlansByValue)
	counter("sql_slow_statements_total", "statements that were logged as slow", &s.SlowOnes)
	counter("sql_statement_nanoseconds_total", "time spent in statements", &s.StatementNanos)
	counter("sql_connections_total", "connections accepted", &w.Connections)
	counter("sql_connections_refused_total", "connections beyond the limit", &w.Refused)
	counter("sql_connections_turned_away_total", "connections closed before authentication to make room for others", &w.TurnedAway)
	counter("sql_login_failures_total", "logins refused: a wrong password, no such role, no rule that lets it in", &w.LoginFailures)
	counter("sql_accept_failures_total", "accepts that failed, for want of file descriptors or the like, and were tried again", &w.AcceptFailures)
	counter("panics_total", "bugs that ended a statement, a connection or a request; the log has their stacks", n.panics)
	counter("sql_cancels_total", "cancel requests that were carried out", &w.Cancels)
	counter("sql_clients_vanished_total", "statements cancelled because their client was gone", &w.Vanished)
	counter("sql_received_bytes_total", "bytes from clients", &w.BytesIn)
	counter("sql_sent_bytes_total", "bytes to clients", &w.BytesOut)
	deleted, skipped, passes, failures := n.parts.expirer.Counts()
	counter("sql_expired_rows_total", "rows deleted whose time was over (ttl_column)", deleted)
	counter("sql_expired_rows_skipped_total", "rows whose time was over, that could not be deleted yet", skipped)
	counter("sql_expiry_passes_total", "passes over tables whose rows expire", passes)
	counter("sql_expiry_failures_total", "those that ended early", failures)
	n.registry.GaugeFunc("sql_connections", "connections now", func() float64 { return float64(w.Open.Load()) })
	n.registerMemory()
	n.registerTransactions()
	notes := n.sessions.Notifications().Stats()
	count := func(name, help string, v *atomic.Int64) {
		n.registry.CounterFunc("sql_notify_"+name, help, func() uint64 { return uint64(v.Load()) })
	}
	count("transactions_total", "transactions that have sent notifications", &notes.Sent)
	count("delivered_total", "notifications that sessions of the node were given", &notes.Delivered)
	count("reads_total", "looks at a queue of notifications", &notes.Reads)
	count("hints_total", "hints of other nodes that there are some", &notes.Hints)
	count("ended_total", "sessions ended because they did not take theirs, or some were lost", &notes.Ended)
	n.registry.GaugeFunc("sql_notify_listeners", "sessions that listen now", func() float64 { return float64(notes.Listeners.Load()) })
	n.registry.CounterFunc("sql_temp_files_total", "temporary files of statements whose rows memory did not hold", func() uint64 { return n.temp.Stats().Files })
	n.registry.CounterFunc("sql_temp_bytes_total", "bytes written to them", func() uint64 { return n.temp.Stats().Bytes })
	n.registry.GaugeFunc("sql_temp_bytes", "bytes in them now", func() float64 { return float64(n.temp.Stats().OpenUsed) })
	n.registry.GaugeFunc("txn_open", "transactions that hold locks or have staged", func() float64 { return float64(n.db.Open()) })
	n.registry.GaugeFunc("txn_resolving", "transactions acknowledged and being resolved", func() float64 { return float64(n.db.Resolving()) })
	n.registry.CounterFunc("txn_commit_wait_nanoseconds_total", "time that acknowledgements waited by Rule W", func() uint64 { return uint64(n.waited.Load()) })
	n.registry.CounterFunc("txn_deadlocks_total", "cycles of waiters broken", func() uint64 { return n.parts.prober.Found() })
}

type atomicUint interface{ Load() uint64 }

func (n *Node) registerTransactions() {
	m := n.db.Metrics()
	counter := func(name, help string, v atomicUint) { n.registry.CounterFunc("txn_"+name+"_total", help, v.Load) }
	counter("read_only", "transactions that committed without a write", &m.ReadOnly)
	counter("one_range", "transactions committed on one range", &m.OneRange)
	counter("fused", "of those, autocommit statements in one message", &m.Fused)
	counter("one_writer", "transactions that wrote one range and read others", &m.OneWriter)
	counter("together", "transactions committed over several ranges as over one, at a node that is alone", &m.Together)
	counter("staged", "transactions committed over several ranges", &m.Staged)
	counter("left_to_ranges", "decided, and not resolved by the gateway: too much of that was under way", &m.LeftToRanges)
	n.registry.CounterFunc("invariant_t1_broken_total", "times that invariant T1 of the transaction protocol was seen broken: a bug", m.BrokenT1.Load)
	counter("raised", "of those, at a later timestamp than was staged", &m.Raised)
	counter("large", "of those, with intents flushed before", &m.Large)
	counter("aborted", "commits that failed", &m.Aborted)
	counter("ambiguous", "commits whose outcome is unknown (40003)", &m.Ambiguous)
	counter("refreshes", "read timestamps that moved", &m.Refreshes)
	counter("refreshes_lost", "read timestamps that could not move", &m.RefreshesLost)
	counter("locks_given_back", "row locks that statements over many ranges gave back, so as not to wait in a circle", &m.LocksGivenBack)
	counter("helped", "transactions whose reads took locks after losing often", &m.Helped)
	counter("flushed_keys", "keys flushed by large transactions", &m.FlushedKeys)
	counter("asked_again", "commits sent again for want of an answer", &m.AskedAgain)
	counter("past_reads_followers", "reads of the past that replicas without the lease have served", &m.PastAtFollowers)
	counter("past_reads_leaseholders", "reads of the past that leaseholders have served", &m.PastAtLeaseholders)
	counter("present_reads_replicas", "reads of the present of global tables that replicas without the lease have served", &m.PresentAtReplicas)
	counter("present_reads_leaseholders", "reads of the present of global tables from elsewhere that leaseholders have served", &m.PresentAtLeaseholders)
	counter("past_transactions", "transactions that read the past at whatever replica knows it", &m.PastTransactions)
	counter("past_nanoseconds", "how far back transactions that read the past did, in all", &m.PastNanos)
	counter("past_bounded", "transactions whose time was chosen by what replicas nearby know (bounded staleness)", &m.Bounded)
	counter("past_bounded_behind", "of those, where a replica nearby knew less than was asked for", &m.BoundedBehind)
}

func (n *Node) registerRanges() {
	counter := func(name, help string, v atomicUint) { n.registry.CounterFunc(name, help, v.Load) }
	m := &n.replicaMetrics
	counter("range_reads_total", "reads evaluated", &m.Reads)
	counter("range_commits_total", "one-range commits applied", &m.Commits)
	counter("range_stages_total", "stages applied", &m.Stages)
	counter("range_validations_total", "validations", &m.Validations)
	counter("range_proposals_total", "commands proposed", &m.Proposals)
	counter("range_early_visible_total", "commits that later commands could see before their sync had ended", &m.Shown)
	counter("range_proposed_bytes_total", "bytes of commands proposed", &m.ProposedBytes)
	counter("range_latch_waits_total", "requests that waited for a latch", &m.LatchWaits)
	counter("range_read_waits_total", "reads that waited for a writer's latch", &m.ReadWaits)
	counter("range_stage_waits_total", "requests that waited for a stage", &m.StageWaits)
	counter("range_lock_waits_total", "requests that waited for a row lock", &m.LockWaits)
	counter("range_lock_timeouts_total", "row lock waits that timed out", &m.LockTimeouts)
	counter("range_expects_recalled_total", "locked keys that a commit did not have to look at again", &m.Recalled)
	counter("range_refused_version_total", "commits and stages that found a newer version in their way", &m.RefusedVersion)
	counter("range_walks_shortened_total", "scans and their validations that left out spans whose rows are all gone", &m.Shortened)
	counter("range_reads_unchanged_total", "newer versions of rows that were read which changed none of the columns read", &m.Unchanged)
	counter("range_commits_early_total", "commits that went before what had changed what they read", &m.Early)
	counter("range_refused_timestamp_total", "refusals for a timestamp that was taken", &m.RefusedTimestamp)
	counter("range_gathered_total", "decisions and resolutions that shared an entry, or could have", &m.Gathered)
	counter("range_gatherings_total", "entries of gathered decisions and resolutions", &m.Gatherings)
	counter("range_preventions_total", "stages prevented by recovery", &m.Preventions)
	counter("range_resolved_intents_total", "intents resolved", &m.Resolved)
	counter("range_splits_total", "splits", &m.Splits)
	counter("range_collected_versions_total", "old versions collected", &m.Collected)
	for name, v := range map[string]*atomic.Uint64{
		"t2": &m.BrokenT2, "t3": &m.BrokenT3, "t4": &m.BrokenT4, "t5": &m.BrokenT5, "t6": &m.BrokenT6, "t7": &m.BrokenT7, "t8": &m.BrokenT8,
		"t17": &m.BrokenT17, "t20": &m.BrokenT20,
	} {
		counter("invariant_"+name+"_broken_total", "times that invariant "+strings.ToUpper(name)+" of the transaction protocol was seen broken: a bug", v)
	}
	n.registry.GaugeFunc("ranges", "ranges of the store", func() float64 { return float64(len(n.store.Ranges())) })
	n.registry.CounterFunc("range_collections_total", "collections of old versions of a range", func() uint64 { st := n.mvccGC.Stats(); return st.Collections - st.Failures })
	n.registry.CounterFunc("range_comparisons_total", "replicas that were compared with others of their range, led here", n.store.Compared)
	n.registerQueues()
	n.registry.GaugeFunc("ranges_tied", "ranges with a replica here that are stopped: most of their replicas agree on nothing", func() float64 { return float64(len(n.store.Tied())) })
	n.registry.GaugeFunc("ranges_wrong", "replicas here that are to be replaced: they differ from most others of their range, or are out of service", func() float64 { return float64(len(n.store.Wrong())) })
	n.registry.CounterFunc("range_states_total", "states of ranges taken in from other stores", func() uint64 { return n.store.Snapshots().Taken })
	n.registry.CounterFunc("range_states_resumed_total", "states that went on after a restart or a long break", func() uint64 { return n.store.Snapshots().Resumed })
	n.registry.CounterFunc("range_state_files_total", "files written for large states of ranges", func() uint64 { return n.store.Snapshots().Files })
	n.registry.CounterFunc("range_state_bytes_total", "bytes of those files", func() uint64 { return n.store.Snapshots().Bytes })
	n.registry.GaugeFunc("range_states_staged", "states that broke off and may go on", func() float64 { return float64(n.store.Snapshots().Kept) })
	n.registry.CounterFunc("log_syncs_total", "synced batches of the log writer", func() uint64 { return n.store.WriterStats().Syncs })
	n.registry.CounterFunc("log_entries_total", "log entries, each a consensus round", func() uint64 { return n.store.WriterStats().Entries })
	n.registry.CounterFunc("log_bytes_total", "bytes of log entries", func() uint64 { return n.store.WriterStats().Bytes })
	n.registry.CounterFunc("messages_total", "requests between gateway and ranges", func() uint64 { t := n.hop.Totals(); return t.Messages() })
	n.registry.CounterFunc("message_bytes_total", "bytes of requests and replies", func() uint64 { t := n.hop.Totals(); return t.Bytes() })
}

// registerQueues shows what the store does in the background.
func (n *Node) registerQueues() {
	done, failed, busy := map[string]func() uint64{}, map[string]func() uint64{}, map[string]func() uint64{}
	add := func(name string, stats func() queue.Stats) {
		done[name] = func() uint64 { return stats().Done }
		failed[name] = func() uint64 { return stats().Failed }
		busy[name] = func() uint64 { return uint64(stats().Busy) }
	}
	for i, q := range n.store.Queues() {
		add(q.Name, func() queue.Stats { return n.store.Queues()[i] })
	}
	add("mvcc_gc", func() queue.Stats { return n.mvccGC.Queue() })
	n.registry.CounterFuncs("queue_done_total", "background work of the store that was done, by kind", "queue", done)
	n.registry.CounterFuncs("queue_failed_total", "background work of the store that failed, by kind; most is tried again", "queue", failed)
	n.registry.CounterFuncs("queue_busy_nanoseconds_total", "time that background work of the store took, by kind", "queue", busy)
}

// registerCluster shows what concerns other nodes.
func (n *Node) registerCluster() {
	n.registry.GaugeFunc("cluster_version", "the version that the cluster is at", func() float64 { return float64(version.Build(n.Version())) })
	n.registry.GaugeFunc("clocks_agreed", "whether the cluster goes by clocks that agree: 0 no, 1 besides its budget, 2 alone", func() float64 { return float64(n.goesBy()) })
	n.registry.CounterFunc("fragments_unknown_total", "plan fragments of a version that this node does not speak", n.parts.unknown.Load)
	n.registry.GaugeFunc("leases", "ranges whose lease is here", func() float64 {
		held := 0
		for _, d := range n.store.Ranges() {
			if n.store.LeaseHeld(d.ID) {
				held++
			}
		}
		return float64(held)
	})
	n.registry.GaugeFunc("clock_epsilon_seconds", "how far another node's clock may be from this one's", func() float64 { return n.physical().Epsilon().Seconds() })
	n.registry.GaugeFunc("ranges_known", "ranges whose way the gateway knows", func() float64 { return float64(n.router.Stats().Ranges) })
	n.registry.CounterFunc("range_lookups_total", "directory reads", func() uint64 { return n.router.Stats().Lookups })
	n.registry.CounterFunc("range_stale_total", "requests that came to the wrong replica", func() uint64 { return n.router.Stats().Stales })
	n.mesh.Register(n.registry)
	m := n.catalog.Metrics()
	n.registry.CounterFunc("catalog_renewals_total", "certificates of the schema got ahead of need", m.Renewals.Value)
	n.registry.CounterFunc("catalog_asks_total", "statements and commits that waited for a certificate", m.Asks.Value)
	n.registry.CounterFunc("catalog_reloads_total", "times that all of the schema was read again", m.Reloads.Value)
	n.registry.GaugeFunc("catalog_certificate_ahead_seconds", "how far ahead of now the schema is certified; negative: behind", func() float64 { return n.catalog.Ahead().Seconds() })
	n.registry.GaugeFunc("nodes", "nodes of the cluster that were not decommissioned", func() float64 { return float64(len(n.members.Others()) + 1) })
	n.registry.GaugeFunc("lease_length_seconds", "how long a lease lasts that is not renewed", func() float64 { return n.store.LeaseLength().Seconds() })
	p := n.rebalancer.Stats
	n.registry.CounterFunc("placement_steps_total", "steps of placement that were done", func() uint64 { return p().Steps })
	n.registry.CounterFunc("placement_merges_total", "ranges merged into their left neighbours", func() uint64 { return p().Merges })
	n.registry.CounterFunc("placement_repairs_total", "replicas that began to be made, in the place of lost ones", func() uint64 { return p().Repairs })
	n.registry.CounterFunc("placement_failures_total", "steps of placement that failed", func() uint64 { return p().Failures })
	n.registry.GaugeFunc("placement_short_ranges", "ranges led here with fewer good replicas than they should have", func() float64 { return float64(n.rebalancer.Standing().Short) })
	n.registry.GaugeFunc("placement_unavailable_ranges", "ranges led here without a quorum", func() float64 { return float64(n.rebalancer.Standing().Unavailable) })
}

func (n *Node) registerMemory() {
	m := n.memory
	n.registry.GaugeFunc("sql_memory_bytes", "memory that clients hold", func() float64 { return float64(m.Used()) })
	n.registry.GaugeFunc("sql_memory_peak_bytes", "the most memory that clients held", func() float64 { return float64(m.Peak()) })
	n.registry.GaugeFunc("sql_memory_max_bytes", "memory that clients may hold", func() float64 { return float64(m.Max()) })
	n.registry.CounterFunc("sql_memory_refusals_total", "times that the node had no memory for a statement", func() uint64 { return uint64(m.Refused()) })
	for name, b := range map[string]*limit.Budget{"ranges": n.rangesMemory, "flows": n.flowsMemory} {
		n.registry.GaugeFunc("sql_memory_"+name+"_bytes", "of it, by parts of other gateways' statements: "+name, func() float64 { return float64(b.Used()) })
	}
	n.registry.CounterFunc("sql_memory_reliefs_total", "times that caches gave way to statements", func() uint64 { return uint64(m.Relieved()) })
	n.registry.CounterFunc("sql_memory_statement_refusals_total", "statements that were refused by their own limit", func() uint64 { return uint64(n.sessions.Stats().MemoryRefusals.Load()) })
	n.registry.CounterFunc("sql_advisory_refusals_total", "advisory locks that were refused for want of room", func() uint64 { return uint64(n.sessions.AdvisoryRefused()) })
	n.registry.CounterFunc("sql_plans_evicted_total", "cached plans that made room", func() uint64 { return uint64(n.sessions.PlansEvicted()) })
}

func (n *Node) registerEngine() {
	gauge := func(name, help string, read func() float64) { n.registry.GaugeFunc("engine_"+name, help, read) }
	gauge("disk_bytes", "bytes on disk", func() float64 { return float64(n.engine.Metrics().DiskBytes) })
	gauge("free_bytes", "free bytes of the disk", func() float64 { return float64(n.engine.Metrics().FreeBytes) })
	gauge("cache_bytes", "bytes of blocks in memory", func() float64 { return float64(n.engine.Metrics().CacheBytes) })
	gauge("row_bytes", "bytes of rows' newest versions in memory, out of the cache", func() float64 { return float64(n.engine.Metrics().RowBytes) })
	gauge("stretch_bytes", "bytes of the newest versions of rows side by side in memory, out of the cache", func() float64 { return float64(n.engine.Metrics().StretchBytes) })
	gauge("memtable_bytes", "bytes of memory tables", func() float64 { return float64(n.engine.Metrics().MemTableBytes) })
	gauge("read_amplification", "sorted runs that a read may look at", func() float64 { return float64(n.engine.Metrics().ReadAmp) })
	n.registry.CounterFunc("engine_compactions_total", "compactions", func() uint64 { return uint64(n.engine.Metrics().Compactions) })
	n.registry.CounterFunc("engine_row_hits_total", "looks at a row that found its newest version in memory", func() uint64 { return uint64(n.engine.Metrics().RowHits) })
	n.registry.CounterFunc("engine_row_misses_total", "looks at a row that went to memory tables and files", func() uint64 { return uint64(n.engine.Metrics().RowMisses) })
	n.registry.CounterFunc("engine_stretch_hits_total", "times that a walk over rows came to a stretch of them whose newest versions are in memory", func() uint64 { return uint64(n.engine.Metrics().StretchHits) })
	n.registry.CounterFunc("engine_flushes_total", "memory tables flushed", func() uint64 { return uint64(n.engine.Metrics().Flushes) })
	n.registry.CounterFunc("engine_wal_syncs_total", "syncs of the write-ahead log", func() uint64 { return n.engine.Metrics().WALSyncs })
	n.registry.CounterFunc("engine_wal_bytes_total", "bytes of the write-ahead log", func() uint64 { return n.engine.Metrics().WALBytes })
	n.registry.CounterFunc("engine_write_stalls_total", "times that writes had to wait", func() uint64 { return uint64(n.engine.Metrics().Stalls) })
}

// virtualOptions give the rows of virtual tables that tell of the running node.
// They are asked long after the node has started.
func (n *Node) virtualOptions() pgcatalog.Options {
	return pgcatalog.Options{
		Activity:   n.activity,
		Locks:      n.lockRows,
		StatsStore: func() *stats.Store { return n.parts.stats },
		Jobs:       func() []jobs.Job { return n.parts.runner.Jobs() },
		Nodes:      n.nodeRows,
		Clocks:     n.clockRows,
		Latencies:  n.latencyRows,
		Cluster:    n.versionInfo,
		Expiry:     n.expiryRows,
		Stores:     n.storeRows,
		Held:       n.held,
		Memory:     n.memoryRows,
		Statements: func() ([]pgcatalog.StatementCounts, time.Time, int64) { return n.sessions.StatementsCounted() },
		Rules:      n.ruleRows,
		Databases:  func() map[catalog.ID]pgcatalog.DatabaseCounts { return n.sessions.DatabaseCounts() },
		Ranges: func(ctx context.Context) ([]jobs.RangeInfo, error) {
			return n.parts.runner.Bulk().Ranges(ctx, keys.Span{Start: keys.MinKey, End: keys.MaxKey})
		},
	}
}

// expiryRows lists what is known of tables whose rows expire.
func (n *Node) expiryRows(ctx context.Context) ([]pgcatalog.Expiry, error) {
	list, err := n.parts.expirer.Records(ctx)
	out := make([]pgcatalog.Expiry, len(list))
	for i, x := range list {
		out[i] = pgcatalog.Expiry{Table: x.Table, Started: timeOf(x.Started), Finished: timeOf(x.Finished), Due: timeOf(x.Due),
			Deleted: int64(x.Deleted), Skipped: int64(x.Skipped), InAll: int64(x.Total), Node: int32(x.Node), Error: x.Error}
	}
	return out, err
}

// memoryRows lists who holds what clients may hold.
func (n *Node) memoryRows() []pgcatalog.MemoryUse {
	list := append([]session.MemoryUse{{Level: "node", Budget: n.memory}, {Level: "ranges", Budget: n.rangesMemory}, {Level: "flows", Budget: n.flowsMemory}}, n.sessions.Memory()...)
	out := make([]pgcatalog.MemoryUse, len(list))
	for i, u := range list {
		out[i] = pgcatalog.MemoryUse{NodeID: n.ident.NodeID, Level: u.Level, PID: u.PID, User: u.User,
			Used: u.Budget.Used(), Peak: u.Budget.Peak(), Max: u.Budget.Max(), Refusals: u.Budget.Refused()}
		if u.Level == "advisory-locks" {
			out[i].Refusals = n.sessions.AdvisoryRefused()
		}
	}
	return out
}

// activity lists the sessions of the cluster as pg_stat_activity shows them.
func (n *Node) activity(ctx context.Context) []pgcatalog.Activity {
	v := n.locks(ctx)
	txns, waiting := v.txns(), v.waiting()
	out := make([]pgcatalog.Activity, len(v.sessions))
	for i, a := range v.sessions {
		row := activityRow(a)
		if id, ok := txns[a.PID]; ok {
			row.Txn = id
		}
		if event := waiting[a.PID]; event != "" {
			row.WaitEventType, row.WaitEvent = "Lock", event
		}
		out[i] = row
	}
	return out
}

func activityRow(a session.Activity) pgcatalog.Activity {
	row := pgcatalog.Activity{
		PID: a.PID, Database: a.Database, User: a.User, ApplicationName: a.Application,
		BackendStart: a.Started, XactStart: a.TxnFrom, QueryStart: a.QueryFrom, StateChange: a.StateFrom, State: a.State, Query: a.Query,
		ClientPort: -1, BackendType: a.Worker, Here: a.Here, TLS: a.TLS,
	}
	if host, port, err := net.SplitHostPort(a.Remote); err == nil {
		row.ClientAddr = host
		if p, err := strconv.Atoi(port); err == nil {
			row.ClientPort = int32(p)
		}
	}
	if a.Awaits != "" {
		row.WaitEventType, row.WaitEvent = "IPC", a.Awaits
	}
	if a.State == "idle" {
		row.XactStart = time.Time{}
		row.WaitEventType, row.WaitEvent = "Client", "ClientRead"
	}
	return row
}

// Memory is the budget of all that clients hold.
func (n *Node) Memory() *limit.Budget { return n.memory }

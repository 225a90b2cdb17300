package raftloop

import (
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// report fills in the statuses that an item asks for.
// It renews leases on the way, so that what is told is not older than it need be.
func (lp *Loop) report(it *item) {
	// One moment for all, so that rates of several ranges may be added up.
	now := time.Now().UnixNano()
	for i, r := range it.rngs {
		st, g := &it.statuses[i], r.run.group
		if g == nil {
			continue
		}
		st.Running, st.Quiet = true, g.Asleep() || alone(g)
		if it.words {
			st.Raft = g.String()
		}
		if r.run.lease == nil {
			continue
		}
		lp.renew(r)
		st.Lease, st.Term, st.Progress = true, g.Term(), lp.progress(r)
		st.LeaseUntil = hlc.Timestamp(r.run.lease.until.Load())
		st.RequestsPerSecond, st.WritesPerSecond, st.BytesPerSecond = r.run.rates.at(now, r.Requests.Load())
		st.Measured, st.BytesApplied = r.run.rates.measured, r.run.rates.bytes
		if began := r.run.rates.began; began > 0 {
			st.LeaseFor = time.Duration(now - began)
		}
	}
}

// progress is what a leader knows of the others.
// Of a group that sleeps nobody is heard: there its store's promise counts for the
// replica.
func (lp *Loop) progress(r *Range) (out []Progress) {
	g := r.run.group
	last, v := g.LastIndex(), lp.o.View()
	now := lp.o.Clock.Now().Timestamp()
	for _, p := range g.Progress() {
		peer, _ := PeerOf(r.Descriptor(), p.Replica)
		_, until := v.SupportedBy(peer.StoreID)
		out = append(out, Progress{
			ID: p.Replica, Store: peer.StoreID, Match: p.Match, Lag: last - min(last, p.Match),
			Follows: p.Follows, Active: p.Active && !g.Asleep() || until > now, Sending: p.Sending,
			Supported: until > now && g.Supporting(p.Replica),
		})
	}
	return out
}

// restart begins to measure under a new lease.
func (r *rates) restart(now int64, total uint64) {
	// Totals go on, for they belong to the replica; what is measured belongs to the lease.
	*r = rates{commands: r.commands, bytes: r.bytes, began: now, since: now, requests0: total, comm0: r.commands, byte0: r.bytes}
}

// ratesWindowNanos is over how long load is averaged at least, but for a first guess: a lease
// that has just come would seem to be one without load, and more would be sent after it.
// Both in wall nanoseconds.
const (
	ratesWindowNanos = 5_000_000_000
	ratesGuessNanos  = 1_000_000_000
)

// at closes the window where it is long enough, and returns the last one's averages.
func (r *rates) at(now int64, total uint64) (requests, writes, bytes float64) {
	elapsed := now - r.since
	// The first look, or a wall clock that was set back.
	if r.since == 0 || elapsed < 0 {
		r.since, r.requests0, r.comm0, r.byte0 = now, total, r.commands, r.bytes
	} else if elapsed >= ratesWindowNanos || !r.measured && elapsed >= ratesGuessNanos {
		seconds := float64(elapsed) / 1e9
		r.perSecond = float64(total-r.requests0) / seconds
		r.writes = float64(r.commands-r.comm0) / seconds
		r.byts = float64(r.bytes-r.byte0) / seconds
		if elapsed < ratesWindowNanos {
			return r.perSecond, r.writes, r.byts // the window goes on
		}
		r.measured = true
		r.since, r.requests0, r.comm0, r.byte0 = now, total, r.commands, r.bytes
	}
	return r.perSecond, r.writes, r.byts
}

package coord

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
)

// How far ahead of now a c of the gateway's choice lies (section 2, "c is chosen
// late, for free"). Too low a c meets readers' marks where it arrives, and is
// raised, for one more round; one beyond the moment of the acknowledgement less ε
// delays that. Neither is ever wrong.
//
// Where all leaseholders are here, what stages and validations took of late says it.
// Elsewhere round trips and quorums do, as they are measured, less how late it is known what others'
// clocks have passed (lag: ε by a budget):
//
//	stages    max(RTT + Q) - lag                           at least max(RTT)/2 + slack + margin
//	one way   max(RTT of the others) + RTT + Q - lag       at least the same, plus the others'
//
// slack stands for what another clock is ahead: as much as raised commits have shown to be
// needed, at most lag, and never so much that c lies near the expected acknowledgement. Where
// leaseholders are far and clocks follow each other by messages, these are behind by as much as their
// ways, as a rule: then c lies beyond the first figure by slack alone.
type lead struct {
	// Nanoseconds, but for calm; without a mutex, since a lost update does no harm.
	validate, stage atomic.Int64
	slack           atomic.Int64
	calm            atomic.Int64 // commits since slack changed
	farthest        atomic.Int64 // the longest round trip to a leaseholder of late

	timed atomic.Int32 // how many ranges have one in quorums
	// Guards quorums and closed.
	mu      sync.Mutex // a leaf
	quorums map[uint64]time.Duration

	presents leads
	closed   map[uint64]time.Duration // how far ahead of now ranges close; guarded by mu
}

const (
	// leadMax bounds what a slow moment here can add to later commits.
	leadMax = 5 * time.Millisecond
	// leadMargin is what a message may take longer than usual, besides an eighth; on near ways less.
	leadMargin = time.Millisecond
	// calmCommits is how many commits in a row pass unraised before slack shrinks.
	calmCommits = 128
	// quorumsMax bounds the ranges whose quorum times are remembered; beyond it,
	// they are learned again.
	quorumsMax = 1 << 14
)

// learn moves an estimate an eighth of the way to d.
// Averaged over about eight; bounded, so that one stall of this process is forgotten soon.
func learn(x *atomic.Int64, d time.Duration) {
	old := x.Load()
	x.Store(old + (int64(min(d, leadMax))-old)/8)
}

// rtt is the round trip to desc's leaseholder; far: it is on another node.
// Each call also moves farthest, which limits of time grow with.
func (db *DB) rtt(desc *descriptor.Range) (rtt time.Duration, far bool) {
	d := db.far
	if d == nil {
		return 0, false
	}
	node := d.Leads(desc)
	if node == 0 || node == d.Self {
		return 0, false
	}
	rtt, longest := d.RTT(node)
	if old := db.lead.farthest.Load(); int64(longest) > old {
		db.lead.farthest.Store(int64(longest))
	} else {
		// A far one that is not asked any more is forgotten over some hundred requests.
		db.lead.farthest.Store(old - (old-int64(longest))/256)
	}
	return rtt, true
}

// slow makes a limit of time fit for a slow network: never less than some round
// trips to the farthest leaseholder.
func (db *DB) slow(limit time.Duration) time.Duration {
	return max(limit, roundsMin*time.Duration(db.lead.farthest.Load()))
}

// roundsMin is how many round trips fit into any limit of time.
const roundsMin = 24

// Limits of time, grown to the network.
func (db *DB) failover() time.Duration { return db.slow(db.o.Limits.Failover) }
func (db *DB) askFor() time.Duration   { return db.slow(db.o.Limits.AskAgain) }
func (db *DB) timeout() time.Duration  { return db.slow(db.o.Limits.Timeout) }

// quorum is what a round of consensus takes on a range, as its replies said.
func (db *DB) quorum(rangeID uint64) time.Duration {
	l := &db.lead
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.quorums[rangeID]
}

// learnQuorum takes in what a reply said; 0: the range has one voter.
// The last reply counts: leaders smooth it themselves.
func (db *DB) learnQuorum(rangeID uint64, nanos int64) {
	l := &db.lead
	if db.far == nil || nanos <= 0 && l.timed.Load() == 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch _, known := l.quorums[rangeID]; {
	case nanos <= 0:
		delete(l.quorums, rangeID)
	// Beyond the bound all are forgotten, rather than some looked for: they come back with the next replies.
	case !known && len(l.quorums) >= quorumsMax || l.quorums == nil:
		l.quorums = map[uint64]time.Duration{rangeID: time.Duration(nanos)}
	default:
		l.quorums[rangeID] = time.Duration(nanos)
	}
	l.timed.Store(int32(len(l.quorums)))
}

// way is how far a range is: to its leaseholder and back, and its quorum.
type way struct {
	rtt, quorum time.Duration
}

// wayTo returns the farthest of several ranges in each respect. far: one of them at
// least is led elsewhere, or has a quorum.
// whole is the greatest sum, not the sum of the greatest: the wave of stages takes as long as its slowest.
func (db *DB) wayTo(parts ...*part) (longest way, whole time.Duration, far bool) {
	if db.far == nil {
		return way{}, 0, false
	}
	for _, p := range parts {
		rtt, elsewhere := db.rtt(p.desc)
		q := db.quorum(p.desc.ID)
		far = far || elsewhere || q > 0
		longest = way{max(longest.rtt, rtt), max(longest.quorum, q)}
		whole = max(whole, rtt+q)
	}
	return longest, whole, far
}

// stageAhead is how far ahead of now the c of stages lies.
// Without distances a quarter of what stages took of late: about what a message takes to get there.
func (db *DB) stageAhead(parts []*part) time.Duration {
	longest, whole, far := db.wayTo(parts...)
	if !far {
		return time.Duration(db.lead.stage.Load()) / 4
	}
	return max(db.ahead(longest.rtt, whole, 0), db.abovePresent(parts...))
}

// validateAhead is how far ahead of now the c of a commit lies whose reads elsewhere are
// validated first; round counts the tries.
// The second and third tries go twice and four times as far: c met a reader's mark.
func (db *DB) validateAhead(writer *part, others []*part, round int) time.Duration {
	there, _, far := db.wayTo(writer)
	before, _, farther := db.wayTo(others...)
	if !far && !farther {
		return time.Duration(db.lead.validate.Load()) * 2 << round
	}
	whole := there.rtt + there.quorum
	return before.rtt + max(db.ahead(there.rtt, whole, round), db.abovePresent(writer))
}

// followFrom is the round trip from which on it counts that clocks follow each other.
const followFrom = 4 * time.Millisecond

// ahead is how far ahead of now a c lies that leaves now, for leaseholders the farthest of which is rtt
// away; the answers take whole. round counts the tries.
func (db *DB) ahead(rtt, whole time.Duration, round int) time.Duration {
	lag, follow := db.lag()
	if !follow || rtt < followFrom || round > 0 {
		return max(whole-lag, db.arrival(rtt, whole, lag)<<round)
	}
	base := max(whole-lag, 0)
	return max(base, min(base+db.lead.within(lag), whole*3/4))
}

// arrival is by when a message that takes half of rtt has arrived, on the clock there; with slack no later
// than three quarters of the way to its answer, with the quorum, which takes whole: to be raised costs
// about as much once more, while each acknowledgement waits for what lies beyond the answer, which often
// comes before its time.
func (db *DB) arrival(rtt, whole, lag time.Duration) time.Duration {
	there := rtt/2 + rtt/8 + min(leadMargin, rtt/2+leadMargin/4)
	return max(there, min(there+db.lead.within(lag), whole*3/4))
}

// within is slack.
func (l *lead) within(lag time.Duration) time.Duration {
	return min(time.Duration(l.slack.Load()), lag)
}

// raisedBy learns from what a commit was raised by.
// It grows by five quarters of what was missing, and shrinks by a tenth after 128 commits without.
func (db *DB) raisedBy(d time.Duration) {
	l := &db.lead
	if db.far == nil {
		return
	}
	if d > 0 {
		lag, _ := db.lag()
		l.slack.Store(min(l.slack.Load()+int64(d)*5/4, int64(lag)))
		l.calm.Store(0)
	} else if l.calm.Add(1) >= calmCommits {
		l.calm.Store(0)
		l.slack.Store(l.slack.Load() * 9 / 10)
	}
}

// stagesAreNearer tells whether staging all, reads too, is faster than validating what
// is read before the one range that is written commits. Stages cost more messages.
// Validations and the commit go one after the other, stages all at once.
func (db *DB) stagesAreNearer(writer *part, others, all []*part) bool {
	there, _, _ := db.wayTo(writer)
	before, _, far := db.wayTo(others...)
	_, whole, _ := db.wayTo(all...)
	return far && before.rtt > 0 && whole+stageCost < before.rtt+there.rtt+there.quorum
}

// stageCost is what a parallel commit must save to be worth its messages.
const stageCost = 2 * time.Millisecond

package allocator

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
)

// ErrSnapshot reports a snapshot that cannot be decided on.
var ErrSnapshot = errors.New("placement: not a snapshot of a cluster")

// Tier is one level of where a node stands, such as region=eu.
// Two tiers are the same if both parts are; case counts.
type Tier struct{ Key, Value string }

// Locality is where a node stands, the widest tier first: region, zone, rack.
type Locality []Tier

// String is a locality as --locality takes it.
func (l Locality) String() string {
	parts := make([]string, len(l))
	for i, t := range l {
		parts[i] = t.Key + "=" + t.Value
	}
	return strings.Join(parts, ",")
}

// Health is how a store answers.
// It is ordered: what is at most Suspect answers.
type Health uint8

// The states of health, best first. See Timing.Health.
const (
	Live        Health = iota
	Suspect            // answers, but restarted or was away a short time ago: it gets no replicas and no leases yet
	Unreachable        // does not answer, and may come back: nothing is repaired yet
	Dead               // has not answered for so long that its replicas are replaced
)

// String is the word for people.
func (h Health) String() string {
	return [...]string{"live", "suspect", "unreachable", "dead"}[min(h, Dead)]
}

// Timing says when silence becomes death and a return trust.
type Timing struct {
	DeadAfter  time.Duration // of silence
	SuspectFor time.Duration // after a start or a return
}

// DefaultTiming repairs after five minutes and trusts after thirty seconds.
// Repairing costs each range of the store a snapshot: five minutes are a restart,
// with room.
func DefaultTiming() Timing {
	return Timing{DeadAfter: 5 * time.Minute, SuspectFor: 30 * time.Second}
}

// Health judges a store that has been silent for so long (0: it answers), or
// answers again since so long.
func (t Timing) Health(silent, back time.Duration) Health {
	switch {
	case silent >= t.DeadAfter:
		return Dead
	case silent > 0:
		return Unreachable
	case back < t.SuspectFor:
		return Suspect
	}
	return Live
}

// Membership is what the operator wants of a store.
// It is ordered, too: up to Draining a store keeps its replicas.
type Membership uint8

// The states of membership.
const (
	Active          Membership = iota
	Draining                   // will stop for a while: gives its leases away, keeps its replicas, gets none
	Decommissioning            // leaves for good: gives leases and replicas away
	Decommissioned             // has left
)

// String is the word for people.
func (m Membership) String() string {
	return [...]string{"active", "draining", "decommissioning", "decommissioned"}[min(m, Decommissioned)]
}

// Store is one disk's worth of replicas.
//
// What of it is as measured (UsedBytes, Cores) may be some seconds old.
type Store struct {
	// Neither is 0.
	ID, Node      uint32
	Locality      Locality
	Health        Health
	Member        Membership
	Degraded      bool    // a bad clock or a stalled disk: it holds no lease and counts for no quorum (T16)
	CapacityBytes uint64  // 0: unknown
	UsedBytes     uint64  // of the disk, by whatever
	Cores         float64 // what its node can compute; 0: as the others
	Besides       Share   // what lies on it of ranges that the snapshot does not show
}

// Share is what ranges put on a store, once what is planned is done.
// Counts are floats because drivers exchange sums of shares.
type Share struct {
	Replicas, Leases float64
	Bytes            float64
	Expected, Work   float64 // load in cores: in equal shares of all voters; as it is, with the leases where they are
}

// Add adds o to s.
func (s *Share) Add(o Share) {
	s.Replicas, s.Leases, s.Bytes = s.Replicas+o.Replicas, s.Leases+o.Leases, s.Bytes+o.Bytes
	s.Expected, s.Work = s.Expected+o.Expected, s.Work+o.Work
}

// What other drivers tell is not trusted to be a number (measured).
func (s *Share) amounts() amounts {
	return amounts{
		byRanges: measured(s.Replicas), byBytes: measured(s.Bytes), byLoad: measured(s.Expected),
		byLeases: measured(s.Leases), byWork: measured(s.Work),
	}
}

// Role is what a replica is in the configuration of its range.
// Up to Learner it is lasting; above, the range is joint (Range.Joint).
type Role uint8

// The roles. A range with an incoming or an outgoing replica is in a joint
// configuration: a quorum is one of the voters and outgoing, and one of the
// voters and incoming.
const (
	Voter    Role = iota
	Learner       // receives the log, does not vote
	Incoming      // votes in the new half alone; a voter once the joint configuration is left
	Outgoing      // votes in the old half alone; a learner once the joint configuration is left
)

// String is the word that the views of ranges show.
func (r Role) String() string {
	return [...]string{"voter", "learner", "incoming", "outgoing"}[min(r, Outgoing)]
}

// Replica is one copy of a range as placement sees it.
type Replica struct {
	ID     uint64 // the descriptor's; 0 for one that is not made yet
	Store  uint32
	Role   Role
	Behind bool // has not caught up with the log: it may miss a quorum's entries, or wait for a snapshot
	// Differs says that a check found it to hold something else than most others:
	// another takes its place.
	Differs bool
	// Begun says that the driver that decides made this learner: its lease did not come in
	// the middle of the move that the learner is for.
	Begun bool
}

// Range is one range and what is known of it.
type Range struct {
	ID         uint64
	Start, End keys.Key
	Generation uint64
	Replicas   []Replica
	Lease      uint32 // the store that holds the lease; 0: none known
	Bytes      uint64
	// Requests and writes per second, and processor time in cores, at the leaseholder; smoothed by whoever measures.
	PerSecond, WritesPerSecond, Cores float64
	Sample                            []keys.Key // of requested keys, for a split by load; may be nil

	Policy    *Policy
	PolicyEnd keys.Key      // where the policy that holds at Start ends
	Age       time.Duration // of its bounds: since it was last split
	LeaseFor  time.Duration // since the lease came to where it is; 0: not known
	// Left are stores from which a voter was moved for balance a short time ago: the
	// range does not come back to them for balance. A driver that remembers some
	// minutes of its moves keeps shifting loads from chasing a range to and fro.
	Left   []uint32
	Sticky bool // its start stays where it is: merged with no left neighbour
	// Foreign says that another driver decides for the range, and that its amounts are counted
	// elsewhere (Store.Besides): it is there as the neighbour of one that may be merged into it.
	Foreign bool
	// Unmeasured says that the load is not known yet: a merge waits.
	Unmeasured bool
}

// Of returns a range as its descriptor tells it; the measured part is zero.
func Of(d *descriptor.Range) Range {
	r := Range{ID: d.ID, Start: d.Start, End: d.End, Generation: d.Generation, Replicas: make([]Replica, len(d.Replicas)), Sticky: d.Boundary != descriptor.ByItself}
	for i, x := range d.Replicas {
		r.Replicas[i] = Replica{ID: x.ID, Store: x.StoreID, Role: roleOf(x)}
	}
	return r
}

// A learner is one whatever its Change says.
func roleOf(x descriptor.Replica) Role {
	switch {
	case x.Learner:
		return Learner
	case x.Change == descriptor.Incoming:
		return Incoming
	case x.Change == descriptor.Outgoing:
		return Outgoing
	}
	return Voter
}

// Find returns the index of the replica on a store, or -1.
// O(replicas), of which there are replicasMax at most.
func (r *Range) Find(store uint32) int {
	for i := range r.Replicas {
		if r.Replicas[i].Store == store {
			return i
		}
	}
	return -1
}

// Joint reports whether r is in a joint configuration.
func (r *Range) Joint() bool {
	for i := range r.Replicas {
		if r.Replicas[i].Role >= Incoming {
			return true
		}
	}
	return false
}

// Snapshot is the cluster at one moment. It is not changed, and may be shared
// once it is made.
//
// It need not be of one instant: what is decided on what is out of date is dropped
// by whoever carries it out, by generation and replicas (Decision).
type Snapshot struct {
	Stores []Store
	Ranges []Range // by Start, none overlapping; gaps are allowed
}

// Validate says why nothing can be decided on s, or nil.
func (s *Snapshot) Validate() error {
	seen := make(map[uint32]bool, len(s.Stores))
	for _, x := range s.Stores {
		if x.ID == 0 || x.Node == 0 || seen[x.ID] {
			return fmt.Errorf("%w: store %d of node %d is nameless or listed twice", ErrSnapshot, x.ID, x.Node)
		}
		seen[x.ID] = true
	}
	for i := range s.Ranges {
		if err := s.Ranges[i].validate(); err != nil {
			return err
		}
		if i > 0 && bytes.Compare(s.Ranges[i-1].End, s.Ranges[i].Start) > 0 {
			return fmt.Errorf("%w: range %d does not begin after range %d", ErrSnapshot, s.Ranges[i].ID, s.Ranges[i-1].ID)
		}
	}
	return nil
}

// It guards against what would make decisions wrong and not only poor: a replica
// listed twice would count twice for a quorum.
func (r *Range) validate() error {
	switch {
	case r.ID == 0:
		return fmt.Errorf("%w: range ID 0", ErrSnapshot)
	case len(r.Replicas) == 0 || len(r.Replicas) > replicasMax:
		return fmt.Errorf("%w: range %d has %d replicas", ErrSnapshot, r.ID, len(r.Replicas))
	case r.Policy == nil:
		return fmt.Errorf("%w: range %d has no policy", ErrSnapshot, r.ID)
	case bytes.Compare(r.Start, r.End) >= 0:
		return fmt.Errorf("%w: range %d is empty", ErrSnapshot, r.ID)
	}
	for i, x := range r.Replicas {
		if x.Store == 0 || r.Find(x.Store) != i {
			return fmt.Errorf("%w: range %d has two replicas on store %d", ErrSnapshot, r.ID, x.Store)
		}
	}
	return nil
}

// replicasMax bounds a range's replicas, so that sums of distances stay in
// their places (locality.go).
const replicasMax = 24

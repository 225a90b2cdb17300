package allocator

import (
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
)

// Action is the kind of a step.
// Driver and simulation know all of them; the zero value asks for nothing.
type Action uint8

// The actions.
const (
	None          Action = iota // nothing to do, or nothing that can be done: see Why
	AddLearner                  // a learner on Store
	Change                      // learners of Promote become voters, voters of Demote learners; in one joint configuration where Joint says so
	LeaveJoint                  // incoming become voters, outgoing learners
	Remove                      // the learner on Store
	TransferLease               // to Store
	Split                       // at At; where that is nil, in the middle of its bytes
	Merge                       // with its right neighbour With
)

// String is the word for metrics and logs; it is stable.
func (a Action) String() string {
	return [...]string{"none", "add-learner", "change", "leave-joint", "remove", "transfer-lease", "split", "merge"}[min(a, Merge)]
}

// Reason is why, for counting. Why tells it in words.
// It has names for metrics and for what plan does with the step: those that bring
// in voters (Grow, Repair, Decommission) are planned otherwise than exchanges.
type Reason uint8

// The reasons, in the order of the rules.
const (
	NoReason     Reason = iota
	Unavailable         // no quorum, or no leaseholder
	Finish              // of a joint configuration
	Drain               // a lease from a store that must not hold it
	Cleanup             // a learner on a store that is gone, or that nothing needs
	Repair              // too few good voters: a store is dead
	Decommission        // a store leaves
	Grow                // more voters are asked for
	Shrink              // fewer voters are asked for
	Border              // of a policy
	Size
	Heat // load, of a range
	Cold // small and cold neighbours
	Rules
	Diversity
	FullDisk
	Near // a replica that does not vote is lacking
	Rebalance
	Preference // of a policy, for the lease
	LeaseBalance
)

// String is empty for no reason.
func (r Reason) String() string {
	return [...]string{"", "unavailable", "finish", "drain", "cleanup", "repair", "decommission", "grow", "shrink", "border", "size", "load",
		"merge", "rules", "diversity", "full disk", "near", "balance", "preference", "lease balance"}[min(r, LeaseBalance)]
}

// Decision is one step of one range. It holds for the range at Generation with
// the replicas that the snapshot showed; the driver drops it if either has
// changed.
//
// Which fields are set depends on the action, as noted; the others are zero. A
// step is carried out by whoever holds the range's lease.
type Decision struct {
	Range      uint64
	Generation uint64
	Action     Action
	Reason     Reason
	Store      uint32 // AddLearner, Remove, TransferLease
	Replaces   uint32 // AddLearner: the voter whose place it is meant for; 0: none's
	// Stores: learners that become voters, voters that become learners (Change
	// alone).
	Promote []uint32
	Demote  []uint32
	At      keys.Key // Split
	With    uint64   // Merge
	// For people, in words; nothing is decided by it.
	Why string
}

// Joint reports whether a Change needs a joint configuration: more than one
// replica's vote changes.
// A change of one vote needs none: any two quorums of before and after share a
// voter (Raft thesis, section 4.1).
func (d *Decision) Joint() bool { return d.Action == Change && len(d.Promote)+len(d.Demote) > 1 }

// String is for logs: the range, what is done, and with which stores.
func (d *Decision) String() string {
	s := fmt.Sprintf("range %d: %s", d.Range, d.Action)
	switch d.Action {
	case AddLearner, Remove, TransferLease:
		s += fmt.Sprintf(" %d", d.Store)
	case Change:
		s += fmt.Sprintf(" +%v -%v", d.Promote, d.Demote)
	case Split:
		s += fmt.Sprintf(" at %v", d.At)
	case Merge:
		s += fmt.Sprintf(" with %d", d.With)
	}
	return s + " (" + d.Why + ")"
}

// ErrStep reports a decision that does not fit the range that it is applied to.
var ErrStep = errors.New("placement: step does not fit the range")

// Apply returns r's replicas and lease after d. New replicas have no ID yet.
// Split and Merge change bounds, which this does not know.
//
// It does not change r. ErrStep: a replica is not there in the role that d wants
// it in, that is, the snapshot is older than the range.
func (d *Decision) Apply(r *Range) (replicas []Replica, lease uint32, err error) {
	out := slices.Clone(r.Replicas)
	set := func(store uint32, from, to Role) {
		i := slices.IndexFunc(out, func(x Replica) bool { return x.Store == store && x.Role == from })
		if i < 0 {
			err = fmt.Errorf("%w: range %d has no %s on store %d", ErrStep, r.ID, from, store)
			return
		}
		out[i].Role = to
	}
	switch d.Action {
	case AddLearner:
		if r.Find(d.Store) >= 0 {
			return nil, 0, fmt.Errorf("%w: range %d has a replica on store %d", ErrStep, r.ID, d.Store)
		}
		// Behind until a snapshot has come: no Change promotes it before.
		out = append(out, Replica{Store: d.Store, Role: Learner, Behind: true})
	case Change:
		up, down := Voter, Learner
		if d.Joint() {
			up, down = Incoming, Outgoing
		}
		for _, s := range d.Promote {
			set(s, Learner, up)
		}
		for _, s := range d.Demote {
			set(s, Voter, down)
		}
	case LeaveJoint:
		out = left(out)
	case Remove:
		// Only to find out that it is there, and a learner: a voter is demoted first.
		set(d.Store, Learner, Learner)
		out = slices.DeleteFunc(out, func(x Replica) bool { return x.Store == d.Store })
	case TransferLease:
		set(d.Store, Voter, Voter)
		return out, d.Store, err
	}
	return out, r.Lease, err
}

// left returns replicas as they are after the joint configuration is left, in place.
func left(replicas []Replica) []Replica {
	for i := range replicas {
		switch replicas[i].Role {
		case Incoming:
			replicas[i].Role = Voter
		case Outgoing:
			replicas[i].Role = Learner
		}
	}
	return replicas
}

// Quorum reports whether the replicas for which well holds are a quorum: of the
// voters, and, in a joint configuration, of both halves. Learners never count.
// Where nothing is joint both halves are the same, and so are their counts.
func Quorum(replicas []Replica, well func(*Replica) bool) bool {
	var half [2]struct{ voters, well int }
	for i := range replicas {
		x := &replicas[i]
		//	         before  after
		//	Voter    votes   votes
		//	Outgoing votes   –
		//	Incoming –       votes
		//	Learner  –       –
		was, willBe := x.Role == Voter || x.Role == Outgoing, x.Role == Voter || x.Role == Incoming
		ok := (was || willBe) && well(x)
		for h, in := range [2]bool{was, willBe} {
			if in {
				half[h].voters++
			}
			if in && ok {
				half[h].well++
			}
		}
	}
	return half[0].well > half[0].voters/2 && half[1].well > half[1].voters/2
}

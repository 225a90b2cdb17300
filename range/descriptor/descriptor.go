// Package descriptor says what a range is: which keys, which replicas, and how
// often its bounds have changed.
//
// A Range is an immutable value that is passed by pointer and shared: a cache,
// a replica and a request may hold the same one. The generation orders the
// descriptors of one range ID, and of overlapping ranges: of two descriptors
// that both claim a key, the one with the higher generation is right. A split
// gives both sides the parent's generation plus one, a merge the maximum of
// both plus one.
//
// The package knows keys and the message format, and nothing of Raft, leases
// or where a range should be.
package descriptor

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// ErrEncoding reports bytes that are no valid descriptor.
var ErrEncoding = errors.New("descriptor: not an encoded range descriptor")

// Limits of what Decode accepts: bytes from disk or a peer never cost more.
const (
	replicasMax = 64
	keyBytesMax = 1 << 20
)

// Replica is one copy of a range.
type Replica struct {
	ID      uint64 // unique within the range, never reused
	NodeID  uint32
	StoreID uint32
	Learner bool // receives the log, does not vote
	Change  Change
}

// Change is what a joint configuration is doing to a replica. While one lasts,
// a quorum is one of the old half and one of the new.
//
//	voter    old and new half
//	incoming new half alone; was a learner or nothing, and becomes a voter
//	outgoing old half alone; was a voter, and becomes a learner
//	learner  neither
type Change uint8

// The changes.
const (
	Stays Change = iota
	Incoming
	Outgoing
)

// VotesNew reports whether the replica votes in the configuration that will be.
func (x Replica) VotesNew() bool { return !x.Learner && x.Change != Outgoing }

// VotesOld reports whether the replica votes in the configuration that was.
func (x Replica) VotesOld() bool { return !x.Learner && x.Change != Incoming }

// Boundary is how the boundary at a range's start came to be, and so whether a merge may take
// it away.
type Boundary uint8

// The boundaries.
const (
	Required Boundary = iota // one of a new cluster's, or from before this was written down: it stays
	ByHand                   // somebody asked for it: it stays
	ByItself                 // by size, by load, at a policy's border: it may go
)

// String is the word that the views of ranges show.
func (b Boundary) String() string {
	return [...]string{"required", "by hand", "by itself"}[min(b, ByItself)]
}

// Range describes one range. Values are immutable once shared.
type Range struct {
	ID         uint64
	Start, End keys.Key // [Start, End)
	Generation uint64
	Replicas   []Replica
	Boundary   Boundary      // at Start
	SplitAt    hlc.Timestamp // when it last split, or what it took in did; zero: not known

	// Since is a generation since which the bounds have been these, with other replicas perhaps;
	// 0: Generation (BoundsSince). All replicas have the same: it is set where all nodes keep it.
	Since uint64
}

// BoundsSince is a generation since which the range's bounds have been what they are. Along any key it never
// falls, so that what was refused for it once is refused for ever: who planned with an older generation
// may have planned for other bounds.
func (r *Range) BoundsSince() uint64 {
	if r.Since == 0 {
		return r.Generation
	}
	return r.Since
}

// Span returns the range's keys.
func (r *Range) Span() keys.Span { return keys.Span{Start: r.Start, End: r.End} }

// Contains reports whether k lies in the range.
func (r *Range) Contains(k keys.Key) bool {
	return bytes.Compare(r.Start, k) <= 0 && bytes.Compare(k, r.End) < 0
}

// ContainsSpan reports whether all of s lies in the range.
func (r *Range) ContainsSpan(s keys.Span) bool {
	if s.IsPoint() {
		return r.Contains(s.Start)
	}
	return bytes.Compare(r.Start, s.Start) <= 0 && bytes.Compare(s.End, r.End) <= 0
}

// ReplicaByID returns the replica of an ID.
func (r *Range) ReplicaByID(id uint64) (Replica, bool) {
	for _, x := range r.Replicas {
		if x.ID == id {
			return x, true
		}
	}
	return Replica{}, false
}

// Replica returns the range's copy on a store, and whether there is one.
func (r *Range) Replica(storeID uint32) (Replica, bool) {
	for _, x := range r.Replicas {
		if x.StoreID == storeID {
			return x, true
		}
	}
	return Replica{}, false
}

// Joint reports whether the range is in a joint configuration.
func (r *Range) Joint() bool {
	return slices.ContainsFunc(r.Replicas, func(x Replica) bool { return x.Change != Stays })
}

// LeaveJoint returns the replicas once a joint configuration is left.
func (r *Range) LeaveJoint() []Replica {
	out := slices.Clone(r.Replicas)
	for i := range out {
		out[i].Learner = !out[i].VotesNew()
		out[i].Change = Stays
	}
	return out
}

// Voters returns how many replicas vote, in either half of a joint configuration.
func (r *Range) Voters() int {
	n := 0
	for _, x := range r.Replicas {
		if !x.Learner {
			n++
		}
	}
	return n
}

// NextReplicaID is the least ID that a replica may have which comes with the next
// change: above all that the range ever had, for each change raises the
// generation, and the first replicas' IDs are at most replicasMax.
func (r *Range) NextReplicaID() uint64 { return r.Generation + 1 + replicasMax }

// Split returns the two descriptors that a split at key leaves: the left side
// keeps the ID, the right side gets rightID, and both the next generation.
// Both share the replicas. made is how the boundary between them comes to be.
func (r *Range) Split(key keys.Key, rightID uint64, made Boundary, now hlc.Timestamp) (left, right *Range) {
	// The key is a request's; descriptors stay.
	key = bytes.Clone(key)
	l, h := *r, *r
	l.End, l.Generation, l.SplitAt, l.Since = key, r.Generation+1, now, 0
	h.ID, h.Start, h.Generation, h.SplitAt, h.Since = rightID, key, r.Generation+1, now, 0
	h.Replicas, h.Boundary = slices.Clone(r.Replicas), made
	return &l, &h
}

// Merge returns the range that r becomes with its right neighbour in it.
func (r *Range) Merge(right *Range) *Range {
	d := *r
	d.End, d.Generation, d.Replicas = right.End, max(r.Generation, right.Generation)+1, slices.Clone(r.Replicas)
	d.SplitAt, d.Since = max(r.SplitAt, right.SplitAt), 0
	return &d
}

// WithReplicas returns the range once it has these replicas. says: all nodes keep since when bounds are as
// they are.
func (r *Range) WithReplicas(to []Replica, says bool) *Range {
	d := *r
	d.Generation, d.Replicas, d.Since = r.Generation+1, slices.Clone(to), 0
	if says {
		// Other replicas do not change the bounds: what was planned since then still fits.
		d.Since = r.BoundsSince()
	}
	return &d
}

// Validate says what is wrong with r, or nil.
func (r *Range) Validate() error {
	switch {
	case r.ID == 0:
		return fmt.Errorf("%w: range ID 0", ErrEncoding)
	case r.Generation == 0:
		return fmt.Errorf("%w: range %d has no generation", ErrEncoding, r.ID)
	case len(r.Start) > keyBytesMax || len(r.End) > keyBytesMax:
		return fmt.Errorf("%w: range %d has a bound of over %d bytes", ErrEncoding, r.ID, keyBytesMax)
	case bytes.Compare(r.Start, keys.MinKey) < 0 || bytes.Compare(r.End, keys.MaxKey) > 0:
		return fmt.Errorf("%w: range %d reaches beyond the key space", ErrEncoding, r.ID)
	case bytes.Compare(r.Start, r.End) >= 0:
		return fmt.Errorf("%w: range %d is empty", ErrEncoding, r.ID)
	case len(r.Replicas) == 0 || len(r.Replicas) > replicasMax:
		return fmt.Errorf("%w: range %d has %d replicas", ErrEncoding, r.ID, len(r.Replicas))
	case r.Since > r.Generation:
		return fmt.Errorf("%w: range %d: generation %d, its bounds since %d", ErrEncoding, r.ID, r.Generation, r.Since)
	case r.Boundary > ByItself || r.SplitAt < 0:
		return fmt.Errorf("%w: range %d: boundary %d, split at %d", ErrEncoding, r.ID, r.Boundary, r.SplitAt)
	}
	for i, a := range r.Replicas {
		if a.ID == 0 || a.NodeID == 0 || a.StoreID == 0 {
			return fmt.Errorf("%w: range %d has a nameless replica", ErrEncoding, r.ID)
		}
		if a.Change > Outgoing || a.Learner && a.Change != Stays {
			return fmt.Errorf("%w: range %d: replica %d is in no known role", ErrEncoding, r.ID, a.ID)
		}
		for _, b := range r.Replicas[:i] {
			if a.ID == b.ID || a.StoreID == b.StoreID {
				return fmt.Errorf("%w: range %d names replica %d twice", ErrEncoding, r.ID, a.ID)
			}
		}
	}
	return nil
}

// Proto returns r as a message. It shares r's memory.
func (r *Range) Proto() *kvpb.RangeDescriptor {
	p := &kvpb.RangeDescriptor{
		RangeId: r.ID, Start: r.Start, End: r.End, Generation: r.Generation, Boundary: uint32(r.Boundary), SplitAt: int64(r.SplitAt),
		BoundsSince: r.Since,
	}
	for _, x := range r.Replicas {
		p.Replicas = append(p.Replicas, &kvpb.ReplicaDescriptor{
			ReplicaId: x.ID, NodeId: x.NodeID, StoreId: x.StoreID, Learner: x.Learner,
			Change: uint32(x.Change),
		})
	}
	return p
}

// FromProto checks a message and returns it as a Range, which shares its memory.
func FromProto(p *kvpb.RangeDescriptor) (*Range, error) {
	if p == nil {
		return nil, ErrEncoding
	}
	// Before it becomes a byte, as for Change below: a larger number would pass for another.
	if p.Boundary > uint32(ByItself) {
		return nil, fmt.Errorf("%w: range %d: boundary %d", ErrEncoding, p.RangeId, p.Boundary)
	}
	r := &Range{
		ID: p.RangeId, Start: p.Start, End: p.End, Generation: p.Generation, Boundary: Boundary(p.Boundary), SplitAt: hlc.Timestamp(p.SplitAt),
		Since: p.BoundsSince,
	}
	for _, x := range p.Replicas {
		if x == nil {
			return nil, ErrEncoding
		}
		if x.Change > uint32(Outgoing) {
			return nil, fmt.Errorf("%w: range %d: change %d", ErrEncoding, r.ID, x.Change)
		}
		r.Replicas = append(r.Replicas, Replica{
			ID: x.ReplicaId, NodeID: x.NodeId, StoreID: x.StoreId, Learner: x.Learner, Change: Change(x.Change),
		})
	}
	if err := r.Validate(); err != nil {
		return nil, err
	}
	return r, nil
}

// Encode returns r as stored in the directory and in a replica's own state.
func (r *Range) Encode() ([]byte, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	return r.Proto().MarshalVT()
}

// Decode reads what Encode wrote. It fails with ErrEncoding on anything else.
func Decode(b []byte) (*Range, error) {
	var p kvpb.RangeDescriptor
	if err := p.UnmarshalVT(b); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrEncoding, err)
	}
	return FromProto(&p)
}

// Equal reports whether r and o say the same.
func (r *Range) Equal(o *Range) bool {
	return r.ID == o.ID && r.Generation == o.Generation && bytes.Equal(r.Start, o.Start) && bytes.Equal(r.End, o.End) &&
		slices.Equal(r.Replicas, o.Replicas) && r.Boundary == o.Boundary && r.SplitAt == o.SplitAt && r.Since == o.Since
}

// String shows r for logs: its ID, bounds and generation.
func (r *Range) String() string {
	return fmt.Sprintf("r%d [%s, %s) gen %d", r.ID, r.Start, r.End, r.Generation)
}

package directory

import (
	"fmt"
	"math"
	"net"
	"time"
	"unicode/utf8"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/directory/directorypb"
)

// The cluster's nodes and stores are rows, too, among the cluster's own:
//
//	0x04 'n' 'n' node ID    Node
//	0x04 'n' 's' store ID   Store
//	0x04 'n' 'v'            Version (version.go)
//
// A node writes its own row when it starts and when something of it changes;
// its membership is written by whoever drains or decommissions it. What a newer
// version has added to a row is kept when an older one writes it back.

const (
	memberPart = 'n'
	nodeRow    = 'n'
	storeRow   = 's'
)

// Limits of what a row may hold: rows come from other nodes.
const (
	// Far above what is in use: they keep one node's mistake from filling the memory of all.
	addressBytesMax  = 1 << 10
	localityTiersMax = 16
	tierBytesMax     = 256
	buildBytesMax    = 256
	// A store's row is written again and again, and read by all: what it lists is the largest, or the newest.
	SharesMax    = 1024 // of a store's row
	DifferingMax = 64   // likewise
	NewLeasesMax = 64   // likewise
)

// Membership is what is wanted of a node.
// Stored as a number: new states come last.
type Membership uint8

// The states of membership.
//
//	Active ◄──► Draining          it stops for a while, or comes back
//	Active ───► Decommissioning   its replicas move away
//	Decommissioning ──► Active    recommissioned, before it is over
//	Decommissioning ──► Decommissioned, for good: its ID is never met again
const (
	Active Membership = iota
	Draining
	Decommissioning
	Decommissioned
	membershipCount
)

// String returns the state's name.
func (m Membership) String() string {
	if m < membershipCount {
		return [...]string{"active", "draining", "decommissioning", "decommissioned"}[m]
	}
	return fmt.Sprintf("membership %d", uint8(m))
}

// May reports whether a node's membership may change from m to next. To stay is
// always permitted.
// Decommissioned is for good since other nodes refuse the ID from then on; to leave it would bring a node back that nobody speaks to.
func (m Membership) May(next Membership) bool {
	switch {
	case m >= membershipCount || next >= membershipCount:
		return false
	case m == next:
		return true
	case m == Decommissioned:
		return false
	case next == Decommissioned:
		return m == Decommissioning
	}
	return true
}

// Tier is one level of where a node stands, such as region=eu.
// Which keys mean what is the operator's; the widest comes first, and policies name them.
type Tier struct{ Key, Value string }

// Node is a row of the cluster's nodes.
//
// Times are wall-clock; nothing but people and the allocator's watch go by them.
// Rows are shared by all who asked for them, and not changed: who changes one makes another.
type Node struct {
	ID          uint32
	Address     string // host:port for other nodes
	SQLAddress  string // for clients; "" if it serves none
	HTTPAddress string // likewise
	Locality    []Tier // the widest first

	VersionMin, VersionMax uint32 // of the protocol that it speaks
	VersionNoted           uint32 // Version.Next, as its disk has it (V3)
	Build                  string // its version as people call it

	StartedAt   time.Time     // of its last process; to the nanosecond, without a zone
	Epoch       uint64        // of that process: grows with each start
	ClockBudget time.Duration // how wrong it lets its clock be (transactions.md, section 1)
	Membership  Membership
	Cores       float64 // what it can compute; 0: unknown

	// As protobuf left them over; Encode appends them again.
	rest []byte // fields of a newer version
}

// Store is a row of the cluster's stores.
// Its figures are what the store says of itself, some seconds ago; nobody checks them. Safety never rests on them,
// only where replicas and leases had better be.
type Store struct {
	ID, NodeID     uint32
	CapacityBytes  uint64 // of the disk
	UsedBytes      uint64 // by the store
	AvailableBytes uint64 // of the disk, left
	Ranges, Leases uint32
	ReportedAt     time.Time // when the store wrote this

	RequestsPerSecond float64   // at its leases
	Shares            []Share   // how the ranges whose leases it holds lie on all stores; the largest ones
	Differing         []uint64  // ranges whose replica here was found to differ from its leaseholder's; some of them
	OldestReadAt      time.Time // when the oldest snapshot that its node's sessions still read began; zero: there is none
	NewLeases         []uint64  // ranges whose lease came to it a moment ago; some of them
	Degraded          bool      // a bad clock: it holds no lease and counts for no quorum (T16)

	rest []byte
}

// Share is what the ranges whose leases one store holds put on another, or on
// itself. The sum over all rows is what lies on a store.
// Bytes are estimates, and all of it is some seconds old when it is read.
type Share struct {
	StoreID          uint32
	Replicas, Leases uint32
	Bytes            uint64
	Expected, Work   float64 // load in cores: in equal shares of all voters; as it is
}

// NodeSpan returns the keys of all nodes' rows.
func NodeSpan() keys.Span { return memberSpan(nodeRow) }

// StoreSpan returns the keys of all stores' rows.
func StoreSpan() keys.Span { return memberSpan(storeRow) }

// A kind's rows lie together, so that one scan reads them.
func memberSpan(kind byte) keys.Span {
	return keys.Span{Start: memberKey(kind), End: memberKey(kind).PrefixEnd()}
}

// memberKey is the prefix of the rows of one kind.
func memberKey(kind byte) keys.Key { return keys.Key{keys.System, memberPart, kind} }

// NodeKey returns the key of a node's row.
func NodeKey(id uint32) keys.Key { return keys.AppendUvarint(memberKey(nodeRow), uint64(id)) }

// StoreKey returns the key of a store's row.
func StoreKey(id uint32) keys.Key { return keys.AppendUvarint(memberKey(storeRow), uint64(id)) }

// Validate says what is wrong with n, or nil.
// It fails with ErrRow, the first thing that is wrong named.
func (n *Node) Validate() error {
	bad := func(why string, what any) error { return fmt.Errorf("%w: node %d: %s %v", ErrRow, n.ID, why, what) }
	// Zero is who has none yet (transport.Identity): no row is such a node's.
	if n.ID == 0 {
		return bad("has no", "ID")
	}
	for i, a := range []string{n.Address, n.SQLAddress, n.HTTPAddress} {
		// A node without a first address could not be dialled; the others are for services that it may not have.
		if a == "" && i > 0 {
			continue
		}
		if _, _, err := net.SplitHostPort(a); err != nil || len(a) > addressBytesMax || !utf8.ValidString(a) {
			return bad("address", fmt.Sprintf("%.100q", a))
		}
	}
	if len(n.Locality) > localityTiersMax {
		return bad("tiers of locality:", len(n.Locality))
	}
	for i, t := range n.Locality {
		if t.Key == "" || t.Value == "" || len(t.Key)+len(t.Value) > tierBytesMax || !utf8.ValidString(t.Key+t.Value) {
			return bad("tier", fmt.Sprintf("%.100q", t))
		}
		// Policies name a tier by its key: of two values nobody could say which is meant.
		for _, o := range n.Locality[:i] {
			if o.Key == t.Key {
				return bad("names twice the tier", t.Key)
			}
		}
	}
	switch {
	case n.VersionMin == 0 || n.VersionMin > n.VersionMax:
		return bad("speaks versions", fmt.Sprintf("%d to %d", n.VersionMin, n.VersionMax))
	case len(n.Build) > buildBytesMax || !utf8.ValidString(n.Build):
		return bad("build", fmt.Sprintf("%.100q", n.Build))
	case n.ClockBudget < 0:
		return bad("clock budget", n.ClockBudget)
	case n.Membership >= membershipCount:
		return bad("is", n.Membership)
	// Written so that NaN, which compares false with everything, is refused.
	case !(n.Cores >= 0 && n.Cores <= 1<<20): // not a number, either
		return bad("cores:", n.Cores)
	}
	return nil
}

// Encode returns n's row.
// Unknown fields go behind the known ones, where protobuf reads them again.
func (n *Node) Encode() (key keys.Key, value []byte, err error) {
	if err := n.Validate(); err != nil {
		return nil, nil, err
	}
	p := &directorypb.Node{
		Id: n.ID, Address: n.Address, SqlAddress: n.SQLAddress, HttpAddress: n.HTTPAddress,
		VersionMin: n.VersionMin, VersionMax: n.VersionMax, VersionNoted: n.VersionNoted, Build: n.Build,
		StartedNanos: nanos(n.StartedAt), Epoch: n.Epoch, ClockBudgetNanos: int64(n.ClockBudget),
		Membership: uint32(n.Membership), Cores: n.Cores,
	}
	for _, t := range n.Locality {
		p.Locality = append(p.Locality, &directorypb.Tier{Key: t.Key, Value: t.Value})
	}
	value, err = p.MarshalVT()
	// rest is of fields that this build does not know: written back, so that a newer one's word is not lost by an older.
	return NodeKey(n.ID), append(value, n.rest...), err
}

// DecodeNode reads a node's row. It fails with ErrRow on anything else.
// A state of membership that this build does not know fails Validate: it must not be taken for Active.
func DecodeNode(key keys.Key, value []byte) (*Node, error) {
	var p directorypb.Node
	if err := p.UnmarshalVT(value); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrRow, err)
	}
	n := &Node{
		ID: p.Id, Address: p.Address, SQLAddress: p.SqlAddress, HTTPAddress: p.HttpAddress,
		VersionMin: p.VersionMin, VersionMax: p.VersionMax, VersionNoted: p.VersionNoted, Build: p.Build,
		StartedAt: instant(p.StartedNanos), Epoch: p.Epoch, ClockBudget: time.Duration(p.ClockBudgetNanos),
		// Cut off before it is made a byte: 256 would become Active.
		Membership: Membership(min(p.Membership, uint32(membershipCount))), Cores: p.Cores,
		rest: p.ProtoReflect().GetUnknown(),
	}
	for _, t := range p.Locality {
		n.Locality = append(n.Locality, Tier{t.Key, t.Value})
	}
	if err := n.Validate(); err != nil {
		return nil, err
	}
	if !isKey(key, NodeKey(n.ID)) {
		return nil, fmt.Errorf("%w: key %x holds node %d", ErrRow, []byte(key), n.ID)
	}
	return n, nil
}

// Validate says what is wrong with s, or nil.
// Amounts that are not numbers, or negative, would make the sum over all rows useless to every allocator.
func (s *Store) Validate() error {
	switch {
	case s.ID == 0 || s.NodeID == 0:
		return fmt.Errorf("%w: store %d of node %d", ErrRow, s.ID, s.NodeID)
	// Capacity 0 is a disk that does not tell how large it is.
	case s.CapacityBytes > 0 && s.AvailableBytes > s.CapacityBytes:
		return fmt.Errorf("%w: store %d: %d bytes available of %d", ErrRow, s.ID, s.AvailableBytes, s.CapacityBytes)
	case len(s.Shares) > SharesMax || len(s.Differing) > DifferingMax:
		return fmt.Errorf("%w: store %d: %d shares, %d ranges that differ", ErrRow, s.ID, len(s.Shares), len(s.Differing))
	case len(s.NewLeases) > NewLeasesMax:
		return fmt.Errorf("%w: store %d: %d new leases", ErrRow, s.ID, len(s.NewLeases))
	case !isAmount(s.RequestsPerSecond):
		return fmt.Errorf("%w: store %d: %v requests/s", ErrRow, s.ID, s.RequestsPerSecond)
	}
	for _, x := range s.Shares {
		if x.StoreID == 0 || !isAmount(x.Expected) || !isAmount(x.Work) {
			return fmt.Errorf("%w: store %d: share %+v", ErrRow, s.ID, x)
		}
	}
	return nil
}

// isAmount reports whether x is a number that can be added up.
func isAmount(x float64) bool { return x >= 0 && x <= math.MaxFloat32 }

// Encode returns s's row.
func (s *Store) Encode() (key keys.Key, value []byte, err error) {
	if err := s.Validate(); err != nil {
		return nil, nil, err
	}
	// It is written whole each time: what a row lists replaces what the one before listed.
	p := &directorypb.Store{
		Id: s.ID, NodeId: s.NodeID, CapacityBytes: s.CapacityBytes, UsedBytes: s.UsedBytes, AvailableBytes: s.AvailableBytes,
		Ranges: s.Ranges, Leases: s.Leases, ReportedNanos: nanos(s.ReportedAt),
		RequestsPerSecond: s.RequestsPerSecond, Differing: s.Differing, Degraded: s.Degraded, OldestReadNanos: nanos(s.OldestReadAt),
		NewLeases: s.NewLeases,
	}
	for _, x := range s.Shares {
		p.Shares = append(p.Shares, &directorypb.Share{
			StoreId: x.StoreID, Replicas: x.Replicas, Leases: x.Leases, Bytes: x.Bytes, Expected: x.Expected, Work: x.Work,
		})
	}
	value, err = p.MarshalVT()
	return StoreKey(s.ID), append(value, s.rest...), err
}

// DecodeStore reads a store's row. It fails with ErrRow on anything else.
func DecodeStore(key keys.Key, value []byte) (*Store, error) {
	var p directorypb.Store
	if err := p.UnmarshalVT(value); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrRow, err)
	}
	s := &Store{
		ID: p.Id, NodeID: p.NodeId, CapacityBytes: p.CapacityBytes, UsedBytes: p.UsedBytes, AvailableBytes: p.AvailableBytes,
		Ranges: p.Ranges, Leases: p.Leases, ReportedAt: instant(p.ReportedNanos), rest: p.ProtoReflect().GetUnknown(),
		RequestsPerSecond: p.RequestsPerSecond, Differing: p.Differing, Degraded: p.Degraded, OldestReadAt: instant(p.OldestReadNanos),
		NewLeases: p.NewLeases,
	}
	for _, x := range p.Shares {
		s.Shares = append(s.Shares, Share{x.StoreId, x.Replicas, x.Leases, x.Bytes, x.Expected, x.Work})
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	// The key says whose row it is for those who read by key, and the value for all others: they must be one.
	if !isKey(key, StoreKey(s.ID)) {
		return nil, fmt.Errorf("%w: key %x holds store %d", ErrRow, []byte(key), s.ID)
	}
	return s, nil
}

// isKey compares bytes.
func isKey(got, want keys.Key) bool { return got.Compare(want) == 0 }

// nanos keeps the zero time zero.
// Times are to the nanosecond, and lie between 1678 and 2262.
func nanos(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

// instant undoes nanos.
func instant(nanos int64) time.Time {
	if nanos == 0 {
		return time.Time{}
	}
	return time.Unix(0, nanos).UTC()
}

package directory

import (
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/directory/directorypb"
)

// The cluster's version is a row, too:
//
//	0x04 'n' 'v'    Version
//
// It rises one by one, by itself, in two steps:
//
//	{active v, next v}     all members speak v+1     ─► {v, v+1}    nobody may come who does not speak v+1
//	{active v, next v+1}   all members have noted it ─► {v+1, v+1}  v+1 is spoken
//
// A member is a node with a row that is not decommissioned, whether it answers or not. Each
// step is one transaction that reads the row and those of all nodes; a node that starts
// writes its own row in one that reads the version's. So, for good:
//
//	V1  active and next never go down, and next is active or one that follows it (version.After:
//	    v+1 above stands for either)
//	V2  all members speak active and next
//	V3  where active is v, every member's disk says that it was promised v: a build that
//	    does not speak v refuses that disk without asking anybody

const versionRow = 'v'

// Version is the row. The zero Version is not valid: a row that is missing is FirstVersion.
type Version struct {
	Active uint32 // what may be sent and written
	Next   uint32 // what every node must speak: Active, or one that follows it

	rest []byte // fields of a newer version
}

// FirstVersion is that of a cluster whose row is missing.
func FirstVersion() Version { return Version{Active: version.First, Next: version.First} }

// VersionKey returns the row's key.
func VersionKey() keys.Key { return memberKey(versionRow) }

// VersionSpan returns the row's key as a span.
func VersionSpan() keys.Span { return keys.Span{Start: VersionKey(), End: VersionKey().PrefixEnd()} }

// Validate says what is wrong with v, or nil (V1).
func (v Version) Validate() error {
	after := version.After(v.Active)
	if version.Build(v.Active) == 0 || !version.Has(v.Next, v.Active) || v.Next != v.Active && !slices.Contains(after[:], v.Next) {
		return fmt.Errorf("%w: the cluster's version is %d, and %d is next", ErrRow, v.Active, v.Next)
	}
	return nil
}

// Encode returns v's row.
func (v Version) Encode() (key keys.Key, value []byte, err error) {
	if err := v.Validate(); err != nil {
		return nil, nil, err
	}
	value, err = (&directorypb.Version{Active: v.Active, Next: v.Next}).MarshalVT()
	return VersionKey(), append(value, v.rest...), err
}

// DecodeVersion reads the row. It fails with ErrRow on anything else.
func DecodeVersion(key keys.Key, value []byte) (Version, error) {
	if !isKey(key, VersionKey()) {
		return Version{}, fmt.Errorf("%w: key %x does not hold the cluster's version", ErrRow, []byte(key))
	}
	var p directorypb.Version
	if err := p.UnmarshalVT(value); err != nil {
		return Version{}, fmt.Errorf("%w: %v", ErrRow, err)
	}
	v := Version{Active: p.Active, Next: p.Next, rest: p.ProtoReflect().GetUnknown()}
	return v, v.Validate()
}

// Join is the later of what two rows say (V1).
func (v Version) Join(o Version) Version {
	if o.Active > v.Active || o.Active == v.Active && o.Next > v.Next {
		return o
	}
	return v
}

// Equal reports whether v and o say the same.
func (v Version) Equal(o Version) bool { return v.Active == o.Active && v.Next == o.Next }

// Step is the decision: what becomes of v with these rows of nodes. It is v where nothing is
// to be done; then waits names the members that the next version waits for: of those that may
// follow, the first that somebody speaks.
//
// It decides alone, and touches nothing: the caller writes the row in the
// transaction that read v and nodes, or V2 would not hold for a node that starts
// meanwhile.
func (v Version) Step(nodes []*Node) (next Version, waits []uint32) {
	if v.Next != v.Active {
		waits, _ = without(nodes, func(n *Node) bool { return n.VersionNoted >= v.Next })
		if len(waits) == 0 && len(nodes) > 0 {
			v.Active = v.Next
		}
		return v, waits
	}
	told := false // somebody speaks the one that waits is of
	for i, after := range version.After(v.Active) {
		missing, spoken := without(nodes, func(n *Node) bool { return version.Has(n.VersionMax, after) })
		if len(missing) == 0 && len(nodes) > 0 {
			v.Next = after
			return v, nil
		}
		if i == 0 || spoken && !told {
			waits, told = missing, spoken
		}
	}
	return v, waits
}

// without are the members of which ok does not hold. some: there are others.
func without(nodes []*Node, ok func(*Node) bool) (ids []uint32, some bool) {
	for _, n := range nodes {
		switch {
		case n.Membership == Decommissioned:
		case ok(n):
			some = true
		default:
			ids = append(ids, n.ID)
		}
	}
	return ids, some
}

// ErrVersion reports a node that does not speak its cluster's version.
var ErrVersion = errors.New("the cluster's version is not spoken")

// VersionError is an ErrVersion that names both.
type VersionError struct {
	Cluster  Version
	Min, Max uint32 // what the node speaks
}

// Error says what the cluster speaks, what this node does, and what may be done about it.
func (e *VersionError) Error() string {
	at := "the cluster is at " + Named(e.Cluster.Active)
	if e.Cluster.Next != e.Cluster.Active {
		at += " and about to be at " + Named(e.Cluster.Next)
	}
	what := fmt.Sprintf("%s, and this node speaks %s", at, Versions(e.Min, e.Max))
	switch {
	case version.Told(e.Max) < version.Told(e.Cluster.Next):
		return what + ": start it with --agree-clocks"
	case !version.Has(e.Max, e.Cluster.Next):
		return what + ": start it with a newer release"
	}
	return what + ": upgrade by way of a release that speaks both"
}

// Unwrap returns ErrVersion.
func (e *VersionError) Unwrap() error { return ErrVersion }

// Named is a version as people read it.
func Named(v uint32) string {
	return fmt.Sprintf("version %d", version.Build(v)) + map[uint32]string{version.Agreeing: ", turning to clocks that agree", version.Agreed: ", with clocks that agree"}[version.Told(v)]
}

// Versions names the versions from lo to hi.
func Versions(lo, hi uint32) string {
	with := ""
	if version.Told(hi) != 0 {
		with = ", and clocks that agree"
	}
	if lo, hi = version.Build(lo), version.Build(hi); lo == hi {
		return fmt.Sprintf("version %d alone%s", lo, with)
	}
	return fmt.Sprintf("versions %d to %d%s", lo, hi, with)
}

// Admits says why a node that speaks the versions from lo to hi may not be in the cluster,
// as a *VersionError (V2); nil: it may.
func (v Version) Admits(lo, hi uint32) error {
	if !version.Has(hi, v.Next) || !version.Has(v.Active, lo) {
		return &VersionError{v, lo, hi}
	}
	return nil
}

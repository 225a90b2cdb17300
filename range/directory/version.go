package directory

import (
	"errors"
	"fmt"

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
//	V1  active and next never go down, and next is active or active+1
//	V2  all members speak active and next
//	V3  where active is v, every member's disk says that it was promised v: a build that
//	    does not speak v refuses that disk without asking anybody

const versionRow = 'v'

// Version is the row. The zero Version is not valid: a row that is missing is FirstVersion.
type Version struct {
	Active uint32 // what may be sent and written
	Next   uint32 // what every node must speak: Active, or one more

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
	if v.Active == 0 || v.Next != v.Active && v.Next != v.Active+1 {
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
// to be done; then waits names the members that v+1 waits for.
func (v Version) Step(nodes []*Node) (next Version, waits []uint32) {
	next = v
	raising := v.Next > v.Active
	for _, n := range nodes {
		switch {
		case n.Membership == Decommissioned:
		case raising && n.VersionNoted < v.Next, !raising && n.VersionMax <= v.Active:
			waits = append(waits, n.ID)
		}
	}
	switch {
	case len(waits) > 0 || len(nodes) == 0:
	case raising:
		next.Active = v.Next
	default:
		next.Next = v.Active + 1
	}
	return next, waits
}

// ErrVersion reports a node that does not speak its cluster's version.
var ErrVersion = errors.New("the cluster's version is not spoken")

// VersionError is an ErrVersion that names both.
type VersionError struct {
	Cluster  Version
	Min, Max uint32 // what the node speaks
}

func (e *VersionError) Error() string {
	at := fmt.Sprintf("the cluster is at version %d", e.Cluster.Active)
	if e.Cluster.Next > e.Cluster.Active {
		at += fmt.Sprintf(" and about to be at %d", e.Cluster.Next)
	}
	what := fmt.Sprintf("%s, and this node speaks %s", at, Versions(e.Min, e.Max))
	if e.Max < e.Cluster.Next {
		return what + ": start it with a newer release"
	}
	return what + ": upgrade by way of a release that speaks both"
}

// Unwrap returns ErrVersion.
func (e *VersionError) Unwrap() error { return ErrVersion }

// Versions names the versions from lo to hi.
func Versions(lo, hi uint32) string {
	if lo == hi {
		return fmt.Sprintf("version %d alone", lo)
	}
	return fmt.Sprintf("versions %d to %d", lo, hi)
}

// Admits says why a node that speaks the versions from lo to hi may not be in the cluster,
// as a *VersionError (V2); nil: it may.
func (v Version) Admits(lo, hi uint32) error {
	if hi < v.Next || lo > v.Active {
		return &VersionError{v, lo, hi}
	}
	return nil
}

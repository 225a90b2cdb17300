package transport

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// The hello: the first bytes of a connection, inside of TLS.
//
//	dialler → listener   magic | length (4 bytes, big endian) | Hello
//	listener → dialler   magic | length | Hello, with a refusal or without
//
// Each end judges the other's by the same rules, so both know why there is no
// connection:
//
//	version   the highest that both speak; none, or the peer does not speak the
//	          version that this end's cluster is at: ErrVersion
//	cluster   equal, or one end has none yet; else ErrCluster
//	node      the listener is whom the dialler wanted, the two are not one node,
//	          a node that was started again is not met as it was before, and it is
//	          not one to keep away from (Admit); else ErrNode
//
// What follows a hello without a refusal is HTTP/2.

const (
	helloMagic    = "isochron"
	helloHead     = len(helloMagic) + 4
	helloBytesMax = 4 << 10
)

// appendHello appends a hello as it is sent.
// Addresses are the only part of any length; TooLarge is this node's own setting.
func appendHello(dst []byte, h *transportpb.Hello) ([]byte, error) {
	b, err := h.MarshalVT()
	if err != nil {
		return dst, err
	}
	if len(b) > helloBytesMax {
		return dst, &TooLarge{What: "hello", Bytes: len(b), Max: helloBytesMax}
	}
	dst = append(dst, helloMagic...)
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(b)))
	return append(dst, b...), nil
}

// readHello reads a hello and nothing after it. What is none fails with ErrHello.
// It reads no byte too many, for what follows is HTTP/2's. The length is checked before anything is allocated: whoever
// dials has not been looked at yet.
func readHello(r io.Reader) (*transportpb.Hello, error) {
	var head [helloHead]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint32(head[len(helloMagic):])
	if string(head[:len(helloMagic)]) != helloMagic || n > helloBytesMax {
		return nil, fmt.Errorf("%w: its first bytes are %q", ErrHello, head[:])
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, err
	}
	h := &transportpb.Hello{}
	if err := h.UnmarshalVT(b); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrHello, err)
	}
	return h, nil
}

// self is what an end of a connection says of itself and wants of the other.
// The dialler's wishes are zero at the listener.
type self struct {
	Identity
	versionMin, versionMax uint32
	cluster                uint32           // the version that its cluster is at; 0: unknown
	wanted                 uint32           // dialling
	class                  Class            // dialling
	admit                  func(Peer) error // of members; nil: all
}

// hello is what this end says of itself, and, dialling, what it wants of the other.
func (s *self) hello() *transportpb.Hello {
	h := &transportpb.Hello{
		VersionMin: s.versionMin, VersionMax: s.versionMax,
		NodeId: s.NodeID, Address: s.Address, Epoch: s.Epoch, WantedNode: s.wanted, Class: uint32(s.class),
	}
	// Left out where there is none: a listener tells "none yet" from an ID by the length.
	if s.ClusterID != [16]byte{} {
		h.ClusterId = s.ClusterID[:]
	}
	return h
}

// judge says who sent h to s, or why s has nothing to do with them: ErrVersion,
// ErrCluster, ErrNode or ErrHello. lastEpoch is the newest epoch seen of that node.
// It looks at both hellos and the newest epoch alone, and last asks Admit, which may look into the directory.
func (s *self) judge(h *transportpb.Hello, lastEpoch uint64) (Peer, error) {
	// Filled in as far as it goes, also where it is refused: errors name whom they are about.
	p := Peer{Class: Class(h.Class)}
	p.NodeID, p.Address, p.Epoch = h.NodeId, h.Address, h.Epoch
	if len(h.ClusterId) != 0 && len(h.ClusterId) != len(p.ClusterID) || h.Class >= uint32(classCount) {
		return p, fmt.Errorf("%w: its hello makes no sense", ErrHello)
	}
	copy(p.ClusterID[:], h.ClusterId)
	p.VersionMin, p.VersionMax = h.VersionMin, h.VersionMax
	p.Version = version.Common(s.versionMax, h.VersionMax)
	// The first that is wrong is told: versions before clusters, since the fields of another version may mean something else.
	switch none := [16]byte{}; {
	case !version.Has(p.Version, s.versionMin) || !version.Has(p.Version, h.VersionMin):
		return p, fmt.Errorf("%w: %s speaks %s, %s speaks %s", ErrVersion,
			s.Identity, spoken(s.versionMin, s.versionMax), p.Identity, spoken(h.VersionMin, h.VersionMax))
	case version.Told(h.VersionMax) < version.Told(s.cluster):
		return p, fmt.Errorf("%w: the cluster of %s goes by clocks that agree, and %s does not: start it with --agree-clocks", ErrVersion, s.Identity, p.Identity)
	case !version.Has(h.VersionMax, s.cluster):
		return p, fmt.Errorf("%w: the cluster of %s is at version %d, %s speaks %s", ErrVersion,
			s.Identity, version.Build(s.cluster), p.Identity, spoken(h.VersionMin, h.VersionMax))
	case p.ClusterID != s.ClusterID && p.ClusterID != none && s.ClusterID != none:
		return p, fmt.Errorf("%w: %s belongs to %x, %s to %x", ErrCluster, s.Identity, s.ClusterID, p.Identity, p.ClusterID)
	case s.wanted != 0 && p.NodeID != s.wanted:
		return p, fmt.Errorf("%w: node %d was wanted, %s is there", ErrNode, s.wanted, p.Identity)
	case h.WantedNode != 0 && s.NodeID != h.WantedNode:
		return p, fmt.Errorf("%w: %s wants node %d, and this is %s", ErrNode, p.Identity, h.WantedNode, s.Identity)
	// The same epoch is this very process, which may dial itself.
	case p.NodeID != 0 && p.NodeID == s.NodeID && p.Epoch != s.Epoch:
		return p, fmt.Errorf("%w: %s and %s have the same ID", ErrNode, p.Identity, s.Identity)
	case p.Epoch != 0 && p.Epoch < lastEpoch:
		return p, fmt.Errorf("%w: %s %w (epoch %d, then %d)", ErrNode, p.Identity, errEarlier, p.Epoch, lastEpoch)
	}
	if s.admit != nil && p.Member() {
		if err := s.admit(p); err != nil {
			return p, fmt.Errorf("%w: %s %w by %s: %w", ErrNode, p.Identity, errUnwelcome, s.Identity, err)
		}
	}
	return p, nil
}

// String names the node for errors.
func (i Identity) String() string {
	if i.NodeID == 0 {
		return fmt.Sprintf("a node without an ID at %s", i.Address)
	}
	return fmt.Sprintf("node %d at %s", i.NodeID, i.Address)
}

// refusals are what may be wrong, as one end finds it and as the other hears it. The first
// that fits counts.
var refusals = []struct {
	kind         transportpb.RefusalKind
	found, heard error
}{
	{transportpb.RefusalKind_VERSION, ErrVersion, ErrVersion},
	{transportpb.RefusalKind_CLUSTER, ErrCluster, ErrCluster},
	{transportpb.RefusalKind_SUPERSEDED, errEarlier, ErrSuperseded},
	{transportpb.RefusalKind_EXPELLED, errUnwelcome, ErrExpelled},
	{transportpb.RefusalKind_NODE, ErrNode, ErrNode},
}

// refusal is err as it is told to the other end.
// What fits none of them is told as text, and heard as ErrHello.
func refusal(err error) *transportpb.Refusal {
	for _, r := range refusals {
		if errors.Is(err, r.found) {
			return &transportpb.Refusal{Kind: r.kind, Text: err.Error()}
		}
	}
	return &transportpb.Refusal{Text: err.Error()}
}

// refused is a refusal as an error here.
func refused(r *transportpb.Refusal) error {
	for _, is := range refusals {
		if is.kind == r.Kind {
			return &refusedByPeer{text: r.Text, is: is.heard}
		}
	}
	return &refusedByPeer{text: r.Text, is: ErrHello}
}

// refusedByPeer is what the other end found wrong, in its words.
// Unwrap gives the kind, so that a node finds out by it that it was superseded or expelled, and ends.
type refusedByPeer struct {
	text string
	is   error
}

func (e *refusedByPeer) Error() string { return "refused: " + e.text }
func (e *refusedByPeer) Unwrap() error { return e.is }

// dial says hello on a connection that was made.
// The listener's class is nothing, and whom it wants is nobody: what is judged is its identity.
func (s *self) dial(c io.ReadWriter, epochOf func(node uint32) uint64) (Peer, error) {
	b, err := appendHello(nil, s.hello())
	if err != nil {
		return Peer{}, err
	}
	_, werr := c.Write(b) // if it fails, what was said before may tell why
	h, err := readHello(c)
	switch {
	case err == nil && h.Refusal != nil:
		return Peer{}, refused(h.Refusal)
	case werr != nil && !errors.Is(err, ErrHello):
		return Peer{}, werr
	case err != nil:
		return Peer{}, err
	}
	// The connection is of the class that was asked for, whatever the listener says.
	h.Class, h.WantedNode = uint32(s.class), 0
	return s.judge(h, epochOf(h.NodeId))
}

// accept hears a hello on a connection that was taken, and answers it. Whoever
// doesn't speak is told nothing.
// The refusal is sent before the connection is closed, so that the dialler's log has the reason, too.
func (s *self) accept(c io.ReadWriter, epochOf func(node uint32) uint64) (Peer, error) {
	h, err := readHello(c)
	if err != nil {
		return Peer{}, err
	}
	p, err := s.judge(h, epochOf(h.NodeId))
	// Its identity goes with a refusal, too, so that the dialler can name whom it has met.
	mine := s.hello()
	if err != nil {
		mine.Refusal = refusal(err)
	}
	b, aerr := appendHello(nil, mine)
	if aerr != nil {
		return p, errors.Join(err, aerr)
	}
	if _, werr := c.Write(b); werr != nil && err == nil {
		err = werr
	}
	return p, err
}

// spoken names the versions of a build.
func spoken(lo, hi uint32) string {
	return fmt.Sprintf("%d to %d", version.Build(lo), version.Build(hi))
}

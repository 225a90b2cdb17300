package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync/atomic"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/txn/coord"
)

// What the node does about the cluster's version (range/directory decides, V1 to V3):
//
//	reads the row with those of the nodes; notes on its disk what it is promised, then
//	says so in its own row; does the next step, if it is the first node that answers;
//	opens the gates of what the active version brings

// versions is what the node has noted of the cluster's version. Its disk is written by the
// node's start, then by the goroutine that follows the members; all else is safe for
// concurrent use.
type versions struct {
	log          *slog.Logger
	engine       engine.Engine
	min, max     uint32        // what this node speaks
	active, next atomic.Uint32 // as noted
	mesh         *transport.Mesh
}

// Active is the gate (base/version).
func (s *versions) Active(v uint32) bool { return version.Has(s.active.Load(), v) }

func (s *versions) noted() directory.Version {
	return directory.Version{Active: s.active.Load(), Next: s.next.Load()}
}

// load reads what the disk says, and refuses a disk of a cluster at a version that this
// node does not speak (V3). A store from before there were versions has the first.
func (s *versions) load() error {
	v, err := s.read()
	if err != nil {
		return err
	}
	if !version.Has(s.max, v.Next) || !version.Has(v.Next, s.min) { // it may have become active since
		return v.Admits(s.min, s.max)
	}
	s.take(v)
	return nil
}

// read is what the disk says.
func (s *versions) read() (v directory.Version, err error) {
	b, ok, err := s.engine.Get(keys.StoreVersion(), nil)
	if err != nil || !ok {
		return directory.FirstVersion(), err
	}
	if v, err = directory.DecodeVersion(directory.VersionKey(), b); err != nil {
		err = fmt.Errorf("%w: the note of the cluster's version: %v", engine.ErrCorrupt, err)
	}
	return v, err
}

// note writes v to the disk, then counts on it. What is noted already costs nothing.
func (s *versions) note(v directory.Version) error {
	if v = v.Join(s.noted()); v.Equal(s.noted()) {
		return nil
	}
	return s.begin(v)
}

// begin is note on a disk that has no store yet: what it says is of no cluster.
func (s *versions) begin(v directory.Version) error {
	if err := v.Admits(s.min, s.max); err != nil {
		return err
	}
	_, value, err := v.Encode()
	if err != nil {
		return err
	}
	b := s.engine.NewBatch(64)
	defer b.Close()
	if err := b.Put(keys.StoreVersion(), hlc.Zero, value); err != nil {
		return err
	}
	if err := s.engine.Apply(b, true); err != nil {
		return err
	}
	s.take(v)
	return nil
}

func (s *versions) take(v directory.Version) {
	old := s.noted()
	s.next.Store(v.Next)
	s.active.Store(v.Active)
	if s.mesh != nil {
		s.mesh.SetVersion(v.Next)
	}
	switch from, to := version.Build(old.Active), version.Build(v.Active); {
	case old.Active == 0 || v.Active <= old.Active:
	case to > from:
		s.log.Info("the cluster's version has risen", "from", from, "to", to)
	default:
		s.log.Info("the cluster turns to clocks that agree", "wholly", version.Has(v.Active, version.Agreed))
	}
}

// lockVersion reads the cluster's version in a transaction, such that it stays so until the
// transaction's end (mode UPDATE: and may be written).
func lockVersion(ctx context.Context, t *coord.Txn, mode kvpb.LockMode) (directory.Version, error) {
	b, found, err := lockRowAs(ctx, t, directory.VersionKey(), mode)
	if err != nil || !found {
		return directory.FirstVersion(), err
	}
	return directory.DecodeVersion(directory.VersionKey(), b)
}

// errUnnoted: the node must note the cluster's version before it says that it has.
var errUnnoted = errors.New("the cluster's version is not noted yet")

// settleVersion notes the cluster's version and moves it on, as far as that is this
// node's business.
func (n *Node) settleVersion(ctx context.Context) error {
	for {
		if err := n.versions.note(n.members.version()); err != nil {
			return err
		}
		if err := n.tellNoted(ctx); err != nil {
			return err
		}
		if !n.mayRaise() {
			return nil
		}
		if risen, err := n.raise(ctx); err != nil || !risen {
			return err
		}
	}
}

// tellNoted writes what the disk says to this node's row, if it has one.
func (n *Node) tellNoted(ctx context.Context) error {
	noted := n.versions.noted().Next
	if row := n.members.node(n.ident.NodeID); row == nil || row.VersionNoted >= noted {
		return nil
	}
	return n.members.change(ctx, n.db, n.ident.NodeID, func(old *directory.Node) (*directory.Node, error) {
		if old == nil || old.VersionNoted >= noted {
			return nil, nil
		}
		row := *old
		row.VersionNoted = noted
		return &row, nil
	})
}

// mayRaise reports whether, by what this node knows, a step is to be done, and by it: the
// first that answers. Should two think so, the transactions decide.
func (n *Node) mayRaise() bool {
	v, nodes := n.members.version(), n.members.Nodes()
	next, _ := n.step(v, nodes)
	if next.Equal(v) {
		return false
	}
	if version.Has(next.Next, version.Agreeing) && n.agreed != nil && !n.solo.alone.Load() && !n.agreed.known() {
		return false // nobody would get a permit
	}
	return version.Told(next.Next) > version.Told(v.Next) || n.firstThatAnswers(n.withSelf(nodes)) // the first one may only go along
}

// step is what becomes of v with these rows of nodes, as far as that is this node's business: one
// that only goes along turns no cluster to clocks that agree.
func (n *Node) step(v directory.Version, rows []*directory.Node) (directory.Version, []uint32) {
	rows = n.withSelf(rows)
	if !n.o.AgreeClocks && version.Told(v.Next) == 0 {
		for i, r := range rows {
			row := *r
			row.VersionMax, rows[i] = version.Build(r.VersionMax), &row
		}
	}
	return v.Step(rows)
}

// firstThatAnswers reports whether this node is, by what it knows.
func (n *Node) firstThatAnswers(nodes []*directory.Node) bool {
	first := slices.IndexFunc(nodes, func(row *directory.Node) bool {
		return row.Membership != directory.Decommissioned && (row.ID == n.ident.NodeID || n.members.Answers(row.ID))
	})
	return first < 0 || nodes[first].ID == n.ident.NodeID
}

// withSelf makes rows say of this node what it is: a node that is alone has none.
func (n *Node) withSelf(rows []*directory.Node) []*directory.Node {
	self := &directory.Node{ID: n.ident.NodeID}
	at := slices.IndexFunc(rows, func(r *directory.Node) bool { return r.ID == self.ID })
	if at >= 0 {
		*self = *rows[at]
	}
	self.VersionMin, self.VersionMax, self.VersionNoted = n.o.VersionMin, n.o.VersionMax, n.versions.noted().Next
	if at >= 0 {
		rows[at] = self
		return rows
	}
	return append(rows, self)
}

// raise does the next step, if it is time.
func (n *Node) raise(ctx context.Context) (risen bool, err error) {
	var v directory.Version
	err = n.db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "version"}, func(ctx context.Context, t *coord.Txn) error {
		risen = false
		old, err := lockVersion(ctx, t, kvpb.LockMode_UPDATE)
		if err != nil {
			return err
		}
		rows, err := scanRows(ctx, t, nil, directory.NodeSpan())
		if err != nil {
			return err
		}
		nodes := make([]*directory.Node, len(rows))
		for i, r := range rows {
			if nodes[i], err = directory.DecodeNode(r.Key, r.Value); err != nil {
				return err // who knows what it speaks
			}
		}
		if v, _ = n.step(old, nodes); v.Equal(old) {
			return nil
		}
		risen = true
		_, value, err := v.Encode()
		if err != nil {
			return err
		}
		return t.Put(ctx, directory.VersionKey(), value, kvpb.LockMode_UPDATE)
	})
	if err == nil {
		n.members.learnVersion(v)
	}
	return risen, err
}

// settleAlone is settleVersion of a node that nobody can reach. A new cluster's version is
// the highest from the start: then it costs nothing.
func (n *Node) settleAlone(ctx context.Context) error {
	if n.members.joint || n.versions.Active(n.o.versionFirst()) {
		return nil
	}
	if err := n.patiently(ctx, func(ctx context.Context) error { return n.members.poll(ctx, n.db) }); err != nil {
		return err
	}
	return n.patiently(ctx, n.settleVersion)
}

// Version is the version that the cluster is at, as far as this node knows.
func (n *Node) Version() uint32 { return n.versions.active.Load() }

// versionInfo tells it to SQL.
func (n *Node) versionInfo() pgcatalog.ClusterInfo {
	info := pgcatalog.ClusterInfo{ID: n.ident.ClusterID, Version: n.versions.noted()}
	nodes := n.withSelf(n.members.Nodes())
	if slices.ContainsFunc(nodes, func(r *directory.Node) bool {
		return r.Membership != directory.Decommissioned && !version.Has(info.Version.Active, r.VersionMax)
	}) {
		_, info.Waits = info.Version.Step(nodes)
	}
	return info
}

// checkVersions fills in what the node speaks.
func (o *Options) checkVersions() error {
	if o.VersionMin == 0 {
		o.VersionMin = version.Min
	}
	if o.VersionMax == 0 {
		o.VersionMax = version.Max
	}
	if o.mayAgree() && o.VersionMax >= version.Guarded {
		o.VersionMax |= version.Agreed
	}
	if version.Build(o.VersionMin) > version.Build(o.VersionMax) {
		return fmt.Errorf("node: the lowest version, %d, is above the highest, %d", o.VersionMin, o.VersionMax)
	}
	return nil
}

// mayAgree reports whether the node may go by clocks that agree.
func (o *Options) mayAgree() bool { return (o.AgreeClocks || o.AgreeAlong) && o.ListenAddr != "" }

// versionFirst is that of a cluster which this node begins.
func (o *Options) versionFirst() uint32 {
	if o.AgreeClocks {
		return o.VersionMax
	}
	return version.Build(o.VersionMax)
}

// refusedByOthers looks whether another node has said that this one's versions have no place
// in the cluster, or that this one is no member any more: then waiting for it does not help.
func (n *Node) refusedByOthers() error {
	if n.mesh == nil {
		return nil
	}
	others := n.members.others()
	for _, p := range n.mesh.Peers() {
		switch {
		case !slices.Contains(others, p.NodeID):
		case errors.Is(p.LastError, transport.ErrExpelled):
			return fmt.Errorf("%w: node %d: %w", ErrRefused, n.ident.NodeID, errDecommissioned)
		case errors.Is(p.LastError, transport.ErrVersion):
			return fmt.Errorf("%w: node %d: %w", ErrRefused, p.NodeID, p.LastError)
		}
	}
	return nil
}

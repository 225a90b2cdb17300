package membership

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
	"github.com/isochrondb/isochron/txn/coord"
)

// What the node does about the cluster's version (range/directory decides, V1 to V3):
//
//	reads the row with those of the nodes; notes on its disk what it is promised, then
//	says so in its own row; does the next step, if it is the first node that answers;
//	opens the gates of what the active version brings

// Versions is what the node has noted of the cluster's version. Its disk is written by the
// node's start, then by the goroutine that follows the members; all else is safe for
// concurrent use.
type Versions struct {
	log          *slog.Logger
	engine       engine.Engine
	min, max     uint32        // what this node speaks
	active, next atomic.Uint32 // as noted
	mesh         *transport.Mesh
}

// NewVersions is what is noted in an engine, before that is read, of a node that speaks the
// versions from min to max.
func NewVersions(log *slog.Logger, e engine.Engine, min, max uint32) *Versions {
	return &Versions{log: log, engine: e, min: min, max: max}
}

// attach has the mesh told of what is noted.
func (s *Versions) attach(mesh *transport.Mesh) { s.mesh = mesh }

// Active is the gate (base/version).
func (s *Versions) Active(v uint32) bool { return version.Has(s.active.Load(), v) }

// Noted is what is noted; zero: nothing is yet.
func (s *Versions) Noted() directory.Version {
	return directory.Version{Active: s.active.Load(), Next: s.next.Load()}
}

// load reads what the disk says, and refuses a disk of a cluster at a version that this
// node does not speak (V3). A store from before there were versions has the first.
func (s *Versions) load() error {
	v, err := s.Read()
	if err != nil {
		return err
	}
	if !version.Has(s.max, v.Next) || !version.Has(v.Next, s.min) { // it may have become active since
		return v.Admits(s.min, s.max)
	}
	s.take(v)
	return nil
}

// Read is what the disk says.
func (s *Versions) Read() (v directory.Version, err error) {
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
func (s *Versions) note(v directory.Version) error {
	if v = v.Join(s.Noted()); v.Equal(s.Noted()) {
		return nil
	}
	return s.begin(v)
}

// begin is note on a disk that has no store yet: what it says is of no cluster.
func (s *Versions) begin(v directory.Version) error {
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

func (s *Versions) take(v directory.Version) {
	old := s.Noted()
	s.next.Store(v.Next)
	s.active.Store(v.Active)
	s.mesh.SetVersion(v.Next)
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

// SettleVersion notes the cluster's version and moves it on, as far as that is this
// node's business.
func (m *Member) SettleVersion(ctx context.Context) error {
	for {
		if err := m.versions.note(m.members.version()); err != nil {
			return err
		}
		if err := m.tellNoted(ctx); err != nil {
			return err
		}
		if !m.mayRaise() {
			return nil
		}
		if risen, err := m.raise(ctx); err != nil || !risen {
			return err
		}
	}
}

// tellNoted writes what the disk says to this node's row, if it has one.
func (m *Member) tellNoted(ctx context.Context) error {
	noted := m.versions.Noted().Next
	if row := m.members.node(m.ident.NodeID); row == nil || row.VersionNoted >= noted {
		return nil
	}
	return m.members.change(ctx, m.ident.NodeID, func(old *directory.Node) (*directory.Node, error) {
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
func (m *Member) mayRaise() bool {
	v, nodes := m.members.version(), m.members.Nodes()
	next, _ := m.step(v, nodes)
	if next.Equal(v) {
		return false
	}
	if version.Has(next.Next, version.Agreeing) && !m.o.MayAgree() {
		return false // nobody would get a permit
	}
	return version.Told(next.Next) > version.Told(v.Next) || m.leads(m.withSelf(nodes)) // the first one may only go along
}

// step is what becomes of v with these rows of nodes, as far as that is this node's business: one
// that only goes along turns no cluster to clocks that agree.
func (m *Member) step(v directory.Version, rows []*directory.Node) (directory.Version, []uint32) {
	rows = m.withSelf(rows)
	if !m.o.AgreeClocks && version.Told(v.Next) == 0 {
		for i, r := range rows {
			row := *r
			row.VersionMax, rows[i] = version.Build(r.VersionMax), &row
		}
	}
	return v.Step(rows)
}

// Leads reports whether this node is the first that answers, by what it knows: who does what one
// of them is to do for all.
func (m *Member) Leads() bool { return m.leads(m.members.Nodes()) }

func (m *Member) leads(nodes []*directory.Node) bool {
	first := slices.IndexFunc(nodes, func(row *directory.Node) bool {
		return row.Membership != directory.Decommissioned && (row.ID == m.ident.NodeID || m.members.Answers(row.ID))
	})
	return first < 0 || nodes[first].ID == m.ident.NodeID
}

// withSelf makes rows say of this node what it is; it may have none yet.
func (m *Member) withSelf(rows []*directory.Node) []*directory.Node {
	self := &directory.Node{ID: m.ident.NodeID}
	at := slices.IndexFunc(rows, func(r *directory.Node) bool { return r.ID == self.ID })
	if at >= 0 {
		*self = *rows[at]
	}
	self.VersionMin, self.VersionMax, self.VersionNoted = m.versions.min, m.versions.max, m.versions.Noted().Next
	if at >= 0 {
		rows[at] = self
		return rows
	}
	return append(rows, self)
}

// raise does the next step, if it is time.
func (m *Member) raise(ctx context.Context) (risen bool, err error) {
	var v directory.Version
	err = m.o.DB().Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "version"}, func(ctx context.Context, t *coord.Txn) error {
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
		if v, _ = m.step(old, nodes); v.Equal(old) {
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
		m.members.learnVersion(v)
	}
	return risen, err
}

// Waits are the nodes that keep the cluster's version, which is v, from its next step: they speak more
// than that, or have not noted it.
func (m *Member) Waits(v directory.Version) []uint32 {
	nodes := m.withSelf(m.members.Nodes())
	if !slices.ContainsFunc(nodes, func(r *directory.Node) bool {
		return r.Membership != directory.Decommissioned && !version.Has(v.Active, r.VersionMax)
	}) {
		return nil
	}
	_, waits := v.Step(nodes)
	return waits
}

// Refused looks whether another node has said that this one's versions have no place
// in the cluster, or that this one is no member any more: then waiting for it does not help.
func (m *Member) Refused() error {
	others := m.members.Others()
	for _, p := range m.mesh.Peers() {
		switch {
		case !slices.Contains(others, p.NodeID):
		case errors.Is(p.LastError, transport.ErrExpelled):
			return fmt.Errorf("%w: node %d: %w", ErrRefused, m.ident.NodeID, ErrDecommissioned)
		case errors.Is(p.LastError, transport.ErrVersion):
			return fmt.Errorf("%w: node %d: %w", ErrRefused, p.NodeID, p.LastError)
		}
	}
	return nil
}

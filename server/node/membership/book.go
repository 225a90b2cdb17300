package membership

import (
	"fmt"
	"maps"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/nodepb"
)

// book is what is told to others.
func (m *Members) book() *nodepb.Book {
	b := &nodepb.Book{}
	for _, n := range m.Nodes() {
		if k, v, err := n.Encode(); err == nil {
			b.Rows = append(b.Rows, &nodepb.Row{Key: k, Value: v})
		}
	}
	for _, s := range m.Stores() {
		if k, v, err := s.Encode(); err == nil {
			b.Rows = append(b.Rows, &nodepb.Row{Key: k, Value: v})
		}
	}
	if k, v, err := m.version().Encode(); err == nil {
		b.Rows = append(b.Rows, &nodepb.Row{Key: k, Value: v})
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	b.Several = m.joint
	if m.first != nil {
		b.First, _ = m.first.Encode()
	}
	for _, id := range slices.Sorted(maps.Keys(m.met)) {
		b.Met = append(b.Met, &nodepb.Whereabouts{NodeId: id, Address: m.met[id].Address, Epoch: m.met[id].Epoch})
	}
	return b
}

func (m *Members) learnBook(b *nodepb.Book) {
	m.learn(b.GetRows())
	if b.GetSeveral() {
		m.mu.Lock()
		m.joint, m.news = true, m.news || !m.joint
		m.mu.Unlock()
	}
	if len(b.GetFirst()) > 0 {
		if d, err := descriptor.Decode(b.First); err == nil {
			m.LearnFirst(d)
		}
	}
	for _, w := range b.GetMet() {
		if w.NodeId != 0 && w.NodeId != m.self && w.Address != "" {
			m.learnWhere(transport.Identity{NodeID: w.NodeId, Address: w.Address, Epoch: w.Epoch})
		}
	}
}

// Become notes, durably, that the cluster has more than one node.
func (m *Members) Become() error {
	m.mu.Lock()
	m.joint, m.news = true, true
	m.mu.Unlock()
	return m.note()
}

// load reads what was noted on the disk.
func (m *Members) load() error {
	v, ok, err := m.engine.Get(keys.StoreMembers(), nil)
	if err != nil || !ok {
		return err
	}
	var b nodepb.Book
	if err := b.UnmarshalVT(v); err != nil {
		return fmt.Errorf("%w: the note of the other nodes: %v", engine.ErrCorrupt, err)
	}
	m.learnBook(&b)
	return nil
}

// note writes what is known to the disk, where it has changed.
func (m *Members) note() error {
	m.mu.Lock()
	news := m.news
	m.news = false
	m.mu.Unlock()
	if !news {
		return nil
	}
	v, err := m.book().MarshalVT()
	if err != nil {
		return err
	}
	b := m.engine.NewBatch(len(v) + 64)
	defer b.Close()
	if err := b.Put(keys.StoreMembers(), hlc.Zero, v); err != nil {
		return err
	}
	return m.engine.Apply(b, true)
}

package membership

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/nodepb"
	"github.com/isochrondb/isochron/txn/coord"
)

// Members is what this node knows of the cluster's nodes and stores: their rows
// in the directory, read again every few seconds; what connections have told since, this node's
// and others': nodes that have moved find each other by that where nobody serves the directory;
// and what is noted on the disk, from which the others are found again after a restart.
// It resolves node IDs to addresses, so it must work without the directory.
//
// Safe for concurrent use.
type Members struct {
	log    *slog.Logger
	engine engine.Engine
	db     func() *coord.DB
	mesh   *transport.Mesh
	self   uint32
	epoch  uint64        // of this process
	poke   chan struct{} // capacity 1
	home   string        // this node's region
	places atomic.Pointer[map[uint32]string]

	mu       sync.RWMutex // guards what is below; a leaf
	nodes    map[uint32]*directory.Node
	stores   map[uint32]*directory.Store
	met      map[uint32]transport.Identity // what nodes said last on connections, to this node or to others
	first    *descriptor.Range             // the directory's range, as last heard
	at       directory.Version             // the cluster's, likewise
	joint    bool                          // the cluster has had more than one node
	news     bool                          // something is not noted on the disk yet
	unserved struct {                      // the directory, since when and why; zero: it is served
		since time.Time
		why   error
	}
	silent map[uint32]time.Time // nodes that did not answer when they were last asked about: since when
}

const (
	// membersEvery is how often the rows of nodes and stores are read while there are
	// several nodes; membersSoon how soon again while a node is on its way in. That
	// pause doubles until it is as long.
	membersEvery = 2 * time.Second
	membersSoon  = 20 * time.Millisecond
	// askTimeout is how long another node may take to tell what it knows.
	askTimeout = 2 * time.Second
	// askAtOnce is how many nodes are asked at a time.
	askAtOnce = 8
	// answersEnough is how many answers end the asking.
	answersEnough = 3
	// membersMax bounds the nodes and the stores that are believed.
	membersMax = 10_000
)

func newMembers(log *slog.Logger, e engine.Engine, db func() *coord.DB) *Members {
	return &Members{
		log: log, engine: e, db: db, poke: make(chan struct{}, 1),
		at: directory.FirstVersion(), nodes: map[uint32]*directory.Node{}, stores: map[uint32]*directory.Store{}, met: map[uint32]transport.Identity{}, silent: map[uint32]time.Time{},
	}
}

// Resolve implements transport.MeshOptions.
func (m *Members) Resolve(nodeID uint32) (string, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	row, met := m.nodes[nodeID], m.met[nodeID]
	switch {
	case met.Address != "" && (row == nil || met.Epoch >= row.Epoch):
		return met.Address, true
	case row != nil:
		return row.Address, true
	}
	return "", false
}

// Met implements transport.MeshOptions.
func (m *Members) Met(p transport.Peer) { m.learnWhere(p.Identity) }

// learnWhere takes in where a node says that it is, or another one that it has said so: of what
// two processes of a node say, the later one's counts.
func (m *Members) learnWhere(id transport.Identity) {
	m.mu.Lock()
	old, known := m.met[id.NodeID]
	if id.Epoch >= old.Epoch && (known || len(m.met) < membersMax) {
		m.met[id.NodeID] = id
		m.news = m.news || id.Address != old.Address
	}
	m.mu.Unlock()
	if !known {
		m.Nudge()
	}
}

// Admit implements transport.MeshOptions: a node that has left does not come back.
func (m *Members) Admit(p transport.Peer) error {
	if m.Membership(p.NodeID) == directory.Decommissioned {
		return ErrDecommissioned
	}
	return nil
}

// ErrDecommissioned reports that a node has left its cluster for good.
var ErrDecommissioned = errors.New("it was decommissioned: start it with an empty store to join anew")

// Membership is what is wanted of a node; of one that is not known, what is of most.
func (m *Members) Membership(nodeID uint32) directory.Membership {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if row := m.nodes[nodeID]; row != nil {
		return row.Membership
	}
	return directory.Active
}

// Nudge has the rows read soon.
func (m *Members) Nudge() {
	select {
	case m.poke <- struct{}{}:
	default:
	}
}

// Nodes implements rebalancer.Members: by ID.
func (m *Members) Nodes() []*directory.Node {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return sorted(m.nodes, func(n *directory.Node) uint32 { return n.ID })
}

// Stores implements rebalancer.Members: by ID.
func (m *Members) Stores() []*directory.Store {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return sorted(m.stores, func(s *directory.Store) uint32 { return s.ID })
}

func sorted[T any](rows map[uint32]T, id func(T) uint32) []T {
	out := make([]T, 0, len(rows))
	for _, r := range rows {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b T) int { return int(id(a)) - int(id(b)) })
	return out
}

// Answers implements rebalancer.Members.
func (m *Members) Answers(nodeID uint32) bool {
	if nodeID == m.self {
		return true
	}
	if ok, known := m.mesh.Answers(nodeID); known {
		return ok
	}
	if m.Membership(nodeID) == directory.Decommissioned { // nobody talks with it any more
		return false
	}
	m.mesh.PingSoon(nodeID) // from now on it is pinged
	return true
}

// Alive reports whether that process of a node may still be there; known is false where
// this node has not heard of it for a while.
func (m *Members) Alive(nodeID uint32, epoch uint64) (alive, known bool) {
	m.mu.RLock()
	row, met := m.nodes[nodeID], m.met[nodeID]
	m.mu.RUnlock()
	if nodeID == m.self {
		return epoch == m.epoch, true
	}
	newest := met.Epoch
	if row != nil {
		newest = max(newest, row.Epoch)
		if row.Membership == directory.Decommissioned {
			return false, true
		}
	}
	if newest > epoch {
		return false, true
	}
	return true, m.Answers(nodeID)
}

// deadAfter is how long a node does not answer before its jobs are taken over: several
// leases' worth, for nobody else is hurt by waiting.
const deadAfter = 5 * time.Second

// MayBeAlive reports whether that process of a node may still do what it had begun: it may
// unless there is a later one, the node has left, or it has not answered for some seconds.
func (m *Members) MayBeAlive(_ context.Context, nodeID uint32, epoch uint64) (bool, error) {
	alive, known := m.Alive(nodeID, epoch)
	if !alive || known {
		m.heardOf(nodeID)
		return alive, nil
	}
	return m.silentFor(nodeID) < deadAfter, nil
}

// silentFor is how long a node has been asked about without an answer: 0 at first.
func (m *Members) silentFor(nodeID uint32) time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	since, ok := m.silent[nodeID]
	if !ok {
		m.silent[nodeID] = time.Now()
		return 0
	}
	return time.Since(since)
}

// heardOf ends a node's silence.
func (m *Members) heardOf(nodeID uint32) {
	m.mu.Lock()
	delete(m.silent, nodeID)
	m.mu.Unlock()
}

// several reports whether the cluster has more nodes than this one.
func (m *Members) several() bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	others := len(m.nodes) + len(m.met)
	if m.nodes[m.self] != nil {
		others--
	}
	return others > 0
}

// Others lists the IDs of other nodes that may be asked.
func (m *Members) Others() []uint32 {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var out []uint32
	for id, row := range m.nodes {
		if id != m.self && row.Membership != directory.Decommissioned {
			out = append(out, id)
		}
	}
	for id := range m.met {
		if id != m.self && m.nodes[id] == nil {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// Tiers say where a node stands, the widest first; none: that is not known, or it does not say.
func (m *Members) Tiers(id uint32) (tiers []string) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if row := m.nodes[id]; row != nil {
		for _, t := range row.Locality {
			tiers = append(tiers, t.Key+"="+t.Value)
		}
	}
	return tiers
}

// learn takes in rows that are newer than what is known. What can't be read is
// left alone: it may be of a newer version.
func (m *Members) learn(rows []*nodepb.Row) {
	for _, r := range rows {
		if n, err := directory.DecodeNode(r.Key, r.Value); err == nil {
			m.learnNode(n)
		} else if s, err := directory.DecodeStore(r.Key, r.Value); err == nil {
			m.learnStore(s)
		} else if v, err := directory.DecodeVersion(r.Key, r.Value); err == nil {
			m.learnVersion(v)
		} else if d, err := directory.DecodeRow(r.Key, r.Value); err == nil {
			m.LearnFirst(d)
		}
	}
}

// learnVersion takes in what is newer of the cluster's version.
func (m *Members) learnVersion(v directory.Version) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.at = m.at.Join(v)
}

func (m *Members) version() directory.Version {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.at
}

// node is a node's row; nil: none is known.
func (m *Members) node(id uint32) *directory.Node {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.nodes[id]
}

func (m *Members) learnNode(n *directory.Node) {
	m.mu.Lock()
	defer m.mu.Unlock()
	old := m.nodes[n.ID]
	if old == nil && len(m.nodes) >= membersMax || old != nil && old.Epoch > n.Epoch {
		return
	}
	if old == nil || old.Address != n.Address || old.Membership != n.Membership {
		m.news = true
	}
	m.nodes[n.ID] = n
	m.placeLocked(n)
}

// regionKey is the tier of a locality that names the region.
const regionKey = "region"

// RegionOf is the region that a locality names; empty: none.
func RegionOf(tiers []directory.Tier) string {
	for _, t := range tiers {
		if t.Key == regionKey {
			return t.Value
		}
	}
	return ""
}

// placeLocked notes where a node stands.
func (m *Members) placeLocked(n *directory.Node) {
	old, region := m.places.Load(), RegionOf(n.Locality)
	if old != nil && (*old)[n.ID] == region {
		return
	}
	places := map[uint32]string{}
	if old != nil {
		maps.Copy(places, *old)
	}
	places[n.ID] = region
	m.places.Store(&places)
}

// Region implements coord.Regions.
func (m *Members) Region(nodeID uint32) string {
	if nodeID == m.self {
		return m.home
	}
	if p := m.places.Load(); p != nil {
		return (*p)[nodeID]
	}
	return ""
}

func (m *Members) learnStore(s *directory.Store) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if old := m.stores[s.ID]; old == nil && len(m.stores) >= membersMax || old != nil && old.ReportedAt.After(s.ReportedAt) {
		return
	}
	m.stores[s.ID] = s
}

// LearnFirst takes in where the directory's range is.
func (m *Members) LearnFirst(d *descriptor.Range) {
	if d == nil || d.ID != directory.FirstRangeID {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.first == nil || m.first.Generation < d.Generation {
		m.first, m.news = d, true
	}
}

// ReadRows reads all rows of spans, in one snapshot.
func ReadRows(ctx context.Context, db *coord.DB, spans ...keys.Span) (rows []*nodepb.Row, err error) {
	err = db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, Name: "members"}, func(ctx context.Context, t *coord.Txn) error {
		rows, err = scanRows(ctx, t, rows[:0], spans...)
		return err
	})
	return rows, err
}

// scanRows appends all rows of spans to dst, in a transaction.
func scanRows(ctx context.Context, t *coord.Txn, dst []*nodepb.Row, spans ...keys.Span) ([]*nodepb.Row, error) {
	if err := t.StartStatement(ctx); err != nil {
		return dst, err
	}
	r := t.Scan(ctx, coord.ScanSpec{Spans: spans})
	defer r.Close()
	for r.Next(ctx) {
		dst = append(dst, &nodepb.Row{Key: slices.Clone(r.Key()), Value: slices.Clone(r.Value())})
	}
	return dst, r.Err()
}

// Poll reads the rows of all nodes and stores, the cluster's version, and where the directory
// is: a node that had heard of that long ago, and of replicas that are lost with their region
// now, would not find out when it matters.
func (m *Members) Poll(ctx context.Context) error {
	rows, err := ReadRows(ctx, m.db(), directory.FirstSpan(), directory.NodeSpan(), directory.StoreSpan(), directory.VersionSpan())
	if err != nil {
		return err
	}
	m.learn(rows)
	return nil
}

// change changes a node's row, which may be missing (nil): change returns the new
// one, or nil to leave it.
func (m *Members) change(ctx context.Context, nodeID uint32, change func(*directory.Node) (*directory.Node, error)) error {
	return m.changeIf(ctx, nodeID, func(context.Context, *coord.Txn) error { return nil }, change)
}

// changeIf is change where check, in the same transaction, has no error.
func (m *Members) changeIf(ctx context.Context, nodeID uint32, check func(context.Context, *coord.Txn) error, change func(*directory.Node) (*directory.Node, error)) error {
	k := directory.NodeKey(nodeID)
	var next *directory.Node
	err := m.db().Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "members"}, func(ctx context.Context, t *coord.Txn) error {
		if err := check(ctx, t); err != nil {
			return err
		}
		v, found, err := LockRow(ctx, t, k)
		if err != nil {
			return err
		}
		var old *directory.Node
		if found {
			if old, err = directory.DecodeNode(k, v); err != nil {
				return err
			}
		}
		if next, err = change(old); err != nil || next == nil {
			return err
		}
		_, v, err = next.Encode()
		if err != nil {
			return err
		}
		return t.Put(ctx, k, v, kvpb.LockMode_UPDATE)
	})
	if err == nil && next != nil {
		m.learnNode(next)
	}
	return err
}

// LockRow locks a row and reads it.
func LockRow(ctx context.Context, t *coord.Txn, k keys.Key) (value []byte, found bool, err error) {
	return lockRowAs(ctx, t, k, kvpb.LockMode_UPDATE)
}

func lockRowAs(ctx context.Context, t *coord.Txn, k keys.Key, mode kvpb.LockMode) (value []byte, found bool, err error) {
	if err := t.StartStatement(ctx); err != nil {
		return nil, false, err
	}
	l, err := t.Lock(ctx, []coord.LockTarget{{Key: k, Mode: mode}}, coord.LockOptions{Newest: true})
	if err != nil {
		return nil, false, err
	}
	return l[0].Value, l[0].Exists, nil
}

// Report writes a store's row.
func (m *Members) Report(ctx context.Context, s *directory.Store) error {
	k, v, err := s.Encode()
	if err != nil {
		return err
	}
	err = m.db().Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "members"}, func(ctx context.Context, t *coord.Txn) error {
		if _, _, err := LockRow(ctx, t, k); err != nil {
			return err
		}
		return t.Put(ctx, k, v, kvpb.LockMode_UPDATE)
	})
	if err == nil {
		m.learnStore(s)
	}
	return err
}

// serve tells another node what this one knows.
func (m *Members) serve(s *transport.Stream) error { return s.Send(m.book()) }

// ask asks one node what it knows.
func (m *Members) ask(ctx context.Context, nodeID uint32) error {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	s, err := m.mesh.Open(ctx, nodeID, serviceMembers)
	if err != nil {
		return err
	}
	defer s.Close()
	var b nodepb.Book
	if err := s.Receive(&b); err != nil {
		return err
	}
	m.learnBook(&b)
	return nil
}

// AskAround asks the others, some at a time, until some have answered: a few, since the first
// may know no more than this node. Those that answer now come first, and nobody waits for
// the others: a whole region of them may be cut off.
func (m *Members) AskAround(ctx context.Context) {
	ids := m.Others()
	slices.SortStableFunc(ids, func(a, b uint32) int { return silence(m.Answers(a)) - silence(m.Answers(b)) })
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	answers := make(chan bool, len(ids))
	for asked, silent, heard := 0, 0, 0; heard < min(answersEnough, len(ids)) && silent+heard < len(ids); {
		for asked < len(ids) && asked-silent-heard < askAtOnce {
			id := ids[asked]
			wg.Go(func() { answers <- m.ask(ctx, id) == nil })
			asked++
		}
		if <-answers {
			heard++
		} else {
			silent++
		}
	}
	cancel()
	wg.Wait()
}

func silence(answers bool) int {
	if answers {
		return 0
	}
	return 1
}

// FindFirst implements router.Scout.
func (m *Members) FindFirst(ctx context.Context) *descriptor.Range {
	m.AskAround(ctx)
	return m.First()
}

// First is where the directory is, as far as is known; nil: it is not.
func (m *Members) First() *descriptor.Range {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.first
}

// Follow reads the rows again and again while there are several nodes, until ctx
// ends. after is called each time.
func (m *Members) Follow(ctx context.Context, after func(context.Context)) {
	// What was just looked at has hardly changed: the first pause is longer than where something has.
	usual, soon := retry.Policy{First: 2 * membersSoon, Longest: membersEvery}, retry.Policy{First: membersSoon, Longest: membersEvery}
	pauses := usual.Begin()
	for ctx.Err() == nil {
		if !m.several() {
			select {
			case <-m.poke:
			case <-ctx.Done():
				return
			}
		}
		known := m.count()
		round, cancel := context.WithTimeout(ctx, membersEvery)
		began := time.Now()
		err := m.Poll(round)
		cancel()
		m.noteServed(began, err)
		if err != nil && ctx.Err() == nil {
			m.log.Debug("the rows of nodes and stores could not be read", "error", err)
			m.AskAround(ctx)
		}
		after(ctx)
		if err := m.note(); err != nil {
			m.log.Warn("what is known of the other nodes was not noted", "error", err)
		}
		if m.count() != known {
			pauses = soon.Begin()
		}
		if m.rest(ctx, pauses.Next()) {
			pauses = usual.Begin()
		}
	}
}

// noteServed notes what came of reading the directory, begun then.
func (m *Members) noteServed(began time.Time, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case err == nil:
		m.unserved.since, m.unserved.why = time.Time{}, nil
	case m.unserved.since.IsZero():
		m.unserved.since = began
		fallthrough
	default:
		m.unserved.why = err
	}
}

// UnservedFor is how long the directory could not be read, and why; 0: it can be.
func (m *Members) UnservedFor() (time.Duration, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if m.unserved.since.IsZero() {
		return 0, nil
	}
	return time.Since(m.unserved.since), m.unserved.why
}

// count is how many rows are known.
func (m *Members) count() int {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return len(m.nodes) + len(m.stores)
}

// rest waits, or until ctx ends, and reports whether a node was met meanwhile whose rows
// are not known: they will be there soon.
func (m *Members) rest(ctx context.Context, wait time.Duration) (met bool) {
	t := time.NewTimer(wait)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			return met
		case <-m.poke:
			if !met && wait > membersSoon {
				t.Reset(membersSoon)
			}
			met = true
		case <-ctx.Done():
			return met
		}
	}
}

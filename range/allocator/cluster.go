package allocator

import (
	"fmt"
	"math"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
)

// The kinds of imbalance. Replicas are placed by the first three, leases by the
// others, and no amount that replicas are placed by depends on where leases are:
// so replicas come to rest first, and leases after them. What a leaseholder does is
// expected in equal shares of all voters when replicas are placed.
// They are indexes of amounts; replicaKinds parts those that replicas are placed
// by from those of leases, so the order of the names is part of the meaning.
const (
	byRanges = iota
	byBytes
	byLoad // expected
	byLeases
	byWork // load as it is, with the leases where they are
	kinds

	replicaKinds = byLeases
)

// amounts is one number of each kind: of a store, or that a range adds to one.
// Units: replicas, bytes, cores, leases, cores.
type amounts [kinds]float64

// Cluster is a snapshot made ready for decisions, and the place where planned
// ones are remembered until the next snapshot: Pass does so for what it
// returns. It does not change the snapshot. It is not safe for concurrent use.
//
// How it is made (newCluster): sites of stores; ranges, with what they put on
// stores now; prices, from the totals; pairs to merge; and at last what is under
// way is decided once for its plans alone, so that the first Pass sees where
// replicas are going and not where they lie (rule 6). Prices stay as they are for
// the life of the Cluster, so that all its decisions lower one and the same sum.
type Cluster struct {
	o      Options
	stores []site
	// By store ID; everything else names a store by its index in stores.
	index map[uint32]int32
	// Row by row, see row and between.
	dist   []int64 // len(stores)²
	ranges []work
	byID   map[uint64]int32
	// By pointer: ranges of one policy share it (Policy), and one that is equal but
	// another costs only the work done twice.
	rules map[*Policy]*rules
	// In the unit of price times amount, so that it is compared with what cost
	// returns.
	need   amounts // a gain counts if it exceeds this, times what the range adds
	usable int     // nodes that may get replicas

	// What must move before balance is sought: where it goes will change it.
	pending    int         // ranges that lack voters, or move or wait to move for more than balance
	hold       bool        // nothing begins to move for balance
	candidates []candidate // those that would

	scatter   keys.Span // only these ranges count and are decided, if not empty
	snapshots int       // being sent
	merges    int       // noted
	scratch   scratch
}

// site is a store and what is planned to lie on it.
//
// What the bits are made of (addStores); a store that the snapshot lacks has none
// of them:
//
//	         health             membership          degraded
//	alive    live, suspect      any                 may be
//	votes    live, suspect      any                 no
//	good     any but dead       active, draining    may be
//	target   live               active              no
//	leases   live               active              no
//	holds    live, suspect      active              no
type site struct {
	*Store
	alive  bool // answers
	votes  bool // answers and counts for a quorum
	good   bool // a voter on it needs no replacement
	target bool // may get replicas
	leases bool // may get leases
	holds  bool // may keep leases

	// Everything that decisions compare lies here. While a range is being decided
	// its own part is lifted off (Cluster.lift), so that a store is not dearer for
	// the range that it has.
	planned amounts
	price   amounts // weight over the square of the mean, over the store's capacity
	bytes0  float64 // of the replicas that lie on it now

	// Of those under way in the snapshot, and of those noted since.
	receiving, sending int // snapshots
	leasesIn           int // planned for balance since New
}

// work is a range and what is planned for it.
// Its slices at and planned share one arena with those of all ranges (addRanges):
// planned may grow by one entry in place, and by more through append's copy.
type work struct {
	*Range
	at      []int32 // index of each replica's store
	adds    amounts // of each replica
	leads   amounts // of the lease, besides
	planned []int32 // where its voters will be
	lease   int32   // where its lease will be; -1: unknown
	left    int32   // the range that it is to be merged into; -1: none
	right   int32   // the range that is to be merged into it; -1: none
	touched bool    // a decision was noted
	counted bool    // its amounts lie on its stores
}

// scratch is memory that each decision uses anew: a pass over 100,000 ranges would
// else allocate for each. What look returns lies in it, too, and holds until the
// next look.
type scratch struct {
	view    view
	toDist  []int64
	targets []int32
	toCost  []float64
	counts  [rulesMax]int
	nodes   map[uint32]bool
}

// rules is a policy against the cluster's stores.
// Computed once for a policy (rulesOf): per range and pair of stores only bits are
// compared.
type rules struct {
	*Policy
	strict   []bool   // per store: meets every rule that is for all voters
	mask     []uint16 // per store: which of counted it meets
	counted  []int    // voters asked for, per rule that is for some
	eligible []int32  // strict, and targets
	near     [][]bool // per kind of replicas that don't vote, per store: it is one of their places
	nodes    int      // distinct nodes of the membership that are strict
	rank     []uint8  // per store: the first lease preference that it meets, or their number
}

// New makes s ready. It fails where s or o is not valid.
func New(s *Snapshot, o Options) (*Cluster, error) { return newCluster(s, o, keys.Span{}) }

// NewScatter is New for spreading the ranges of a span evenly, each kind by
// itself, as after a bulk load whose ranges were all split from one: only they count, only they are decided,
// and only their number and that of their leases matters; Store.Besides is what other ranges of the
// span put on a store. When it has no more
// decisions the span is scattered.
func NewScatter(s *Snapshot, o Options, span keys.Span) (*Cluster, error) {
	o.Balance.Bytes, o.Balance.Load = 0, 0
	o.Balance.RangesTol, o.Balance.LeasesTol = scatterTol, scatterTol
	o.MergeShare, o.LeaseRest = 0, 0
	return newCluster(s, o, span)
}

// scatterTol is just above rounding.
const scatterTol = 1e-6

// newCluster is New and NewScatter. The snapshot is aliased, not copied: it must
// not change while the Cluster is used.
func newCluster(s *Snapshot, o Options, scatter keys.Span) (*Cluster, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	c := &Cluster{o: o, scatter: scatter, rules: map[*Policy]*rules{}, byID: make(map[uint64]int32, len(s.Ranges))}
	c.scratch.nodes = map[uint32]bool{}
	c.addStores(s)
	c.addRanges(s)
	c.setPrices()
	c.pair()
	c.placeNonVoters()
	c.planInFlight()
	return c, nil
}

// addStores makes the sites. A store that replicas name and the snapshot does
// not is one that is gone.
func (c *Cluster) addStores(s *Snapshot) {
	all := slices.Clone(s.Stores)
	c.index = make(map[uint32]int32, len(all))
	for i := range all {
		c.index[all[i].ID] = int32(i)
	}
	for i := range s.Ranges {
		for _, x := range s.Ranges[i].Replicas {
			if _, ok := c.index[x.Store]; !ok {
				c.index[x.Store] = int32(len(all))
				// A node of its own, far from the numbers that nodes have: two such
				// stores must not seem to share one, or rule 4 would see a clash where
				// none is.
				all = append(all, Store{ID: x.Store, Node: math.MaxUint32 - x.Store, Health: Dead, Member: Decommissioned})
			}
		}
	}
	c.dist = distances(all)
	// Conflicts stay (they are negative): the planted bug breaks diversity alone.
	if c.o.broken.ignoreDiversity {
		for i, d := range c.dist {
			c.dist[i] = min(d, 1)
		}
	}
	c.stores = make([]site, len(all))
	for i := range all {
		x := &all[i]
		alive := x.Health <= Suspect
		besides := x.Besides.amounts()
		c.stores[i] = site{
			Store: x, planned: besides, bytes0: besides[byBytes],
			alive: alive, votes: alive && !x.Degraded,
			good:   x.Health != Dead && x.Member <= Draining,
			target: x.Health == Live && x.Member == Active && !x.Degraded,
			leases: x.Health == Live && x.Member == Active && !x.Degraded,
			holds:  alive && x.Member == Active && !x.Degraded,
		}
	}
	c.usable = c.countNodes(func(x *site) bool { return x.target })
	c.scratch.toDist, c.scratch.toCost = make([]int64, len(all)), make([]float64, len(all))
}

// countNodes counts the distinct nodes of the stores for which ok holds. It uses
// scratch.nodes.
func (c *Cluster) countNodes(ok func(*site) bool) int {
	clear(c.scratch.nodes)
	for i := range c.stores {
		if ok(&c.stores[i]) {
			c.scratch.nodes[c.stores[i].Node] = true
		}
	}
	return len(c.scratch.nodes)
}

// addRanges makes the work of each range and puts what it has now on its stores.
// Ranges that are not counted are there to be looked at, as neighbours, and weigh
// nothing.
func (c *Cluster) addRanges(s *Snapshot) {
	total := 0
	for i := range s.Ranges {
		total += len(s.Ranges[i].Replicas)
	}
	// One allocation in place of two for each range: a pass looks at a hundred thousand.
	arena := make([]int32, 2*total+len(s.Ranges)) // replicas; and what is planned, at most one more
	c.ranges = make([]work, len(s.Ranges))
	for i := range s.Ranges {
		r, w := &s.Ranges[i], &c.ranges[i]
		*w = work{Range: r, lease: -1, left: -1, right: -1}
		w.counted = !r.Foreign && (c.scatter.Start == nil || c.scatter.Contains(r.Start))
		c.byID[r.ID] = int32(i)
		n := len(r.Replicas)
		w.at, w.planned, arena = arena[:n:n], arena[n:n:2*n+1], arena[2*n+1:]
		for j, x := range r.Replicas {
			w.at[j] = c.index[x.Store]
		}
		w.adds, w.leads = amountsOf(&c.o.Balance, r)
		c.planNow(w)
		c.addWork(w, 1)
		c.countSnapshots(w)
	}
}

// amountsOf returns what each replica of r adds to its store, and what the lease adds besides.
// Of a range's cores a follower spends FollowerShare of the part that its writes
// are: it applies them and evaluates nothing. The rest is the leaseholder's.
// byLoad, by which replicas are placed, spreads that rest evenly over the voters,
// wherever the lease is; byWork is how it is now.
func amountsOf(b *Balance, r *Range) (adds, leads amounts) {
	cores, perSecond := measured(r.Cores), measured(r.PerSecond)
	// Not measured: requests stand in for what they cost.
	if cores == 0 {
		cores = perSecond * b.SecondsPerRequest
	}
	follower := 0.0
	if perSecond > 0 {
		follower = cores * b.FollowerShare * min(1, measured(r.WritesPerSecond)/perSecond)
	}
	// By what the policy asks for, not by the voters of now: a range that grows must not seem to become lighter.
	expected := follower + (cores-follower)/float64(r.Policy.Replicas)
	return amounts{byRanges: 1, byBytes: float64(r.Bytes), byLoad: expected, byWork: follower}, amounts{byLeases: 1, byWork: cores - follower}
}

// measured takes what was measured for nothing where it is no amount: one such
// number in a sum would hide all others.
func measured(x float64) float64 {
	if x > 0 && !math.IsInf(x, 0) {
		return x
	}
	return 0
}

// planNow plans that a range stays as it is: its voters, and of a joint
// configuration those to be.
// A lease on a store that has no replica of the range (an old word) is none: -1.
func (c *Cluster) planNow(w *work) {
	w.planned = w.planned[:0]
	for i, x := range w.Replicas {
		if x.Role == Voter || x.Role == Incoming {
			w.planned = append(w.planned, w.at[i])
		}
	}
	w.lease = -1
	if i := w.Find(w.Lease); i >= 0 && w.Lease != 0 {
		w.lease = w.at[i]
	}
}

// addWork puts what is planned of a range onto its stores (sign 1), or takes it off (-1).
func (c *Cluster) addWork(w *work, sign float64) {
	if !w.counted {
		return
	}
	for _, i := range w.planned {
		c.stores[i].planned.add(&w.adds, sign)
	}
	if w.lease >= 0 {
		c.stores[w.lease].planned.add(&w.leads, sign)
	}
}

// add adds b times sign. Taking off what was put on gives the same sum but for
// rounding, for which Shares allows.
func (a *amounts) add(b *amounts, sign float64) {
	for k := range a {
		a[k] += sign * b[k]
	}
}

// countSnapshots counts what is under way: a learner that is behind is being fed
// by the leaseholder. One on a store that does not answer takes no place among the
// limits, or a dead store would hold repair up. Bytes count for each replica,
// learners and leaving ones, too: they lie on the disk (bytes0).
func (c *Cluster) countSnapshots(w *work) {
	for i, x := range w.Replicas {
		c.stores[w.at[i]].bytes0 += float64(w.Bytes)
		if x.Role == Learner && x.Behind && c.stores[w.at[i]].alive {
			c.sendSnapshot(w.at[i], w.lease)
		}
	}
}

// sendSnapshot notes one more snapshot on its way; from is -1 where no leaseholder
// is known.
func (c *Cluster) sendSnapshot(to, from int32) {
	c.snapshots++
	c.stores[to].receiving++
	if from >= 0 {
		c.stores[from].sending++
	}
}

// setPrices fixes what imbalance costs: a quadratic function of each store's
// amounts over the mean, which no decision changes.
//
// For a kind with weight w, mean m over the good stores and a store of capacity
// share s, an amount x costs w·x²/(2·m²·s): in units of the mean, so that kinds
// can be added up, and lowest where each store has its share. What moving d is
// worth is then linear in the difference between two stores, and need is that
// price for a difference of the tolerance.
func (c *Cluster) setPrices() {
	b := &c.o.Balance
	weight := amounts{b.Ranges, b.Bytes, b.Load, b.Leases, b.Load}
	tol := amounts{b.RangesTol, b.BytesTol, b.LoadTol, b.LeasesTol, b.LoadTol}
	floor := amounts{byBytes: float64(b.BytesFloor), byLoad: b.LoadFloor, byWork: b.LoadFloor}
	var total amounts
	n := 0.0
	for i := range c.stores {
		total.add(&c.stores[i].planned, 1)
		if c.stores[i].good {
			n++
		}
	}
	bytes := capacities(c.stores, b, func(x *site) float64 { return float64(x.CapacityBytes) })
	cores := capacities(c.stores, b, func(x *site) float64 { return x.Cores })
	for k := range total {
		mean := total[k] / max(n, 1)
		// Below its floor a kind is measured against the floor: an idle cluster has
		// means near zero, against which any noise would be imbalance.
		unit := max(mean, floor[k])
		// Nothing of the kind anywhere: its price stays 0, and it decides nothing.
		if mean <= 0 {
			continue
		}
		c.need[k] = weight[k] * tol[k] * mean / (unit * unit)
		for i := range c.stores {
			capacity := bytes[i]
			if k >= byLoad {
				capacity = cores[i]
			}
			c.stores[i].price[k] = weight[k] / (unit * unit * capacity)
		}
	}
}

// capacities returns each store's capacity over the mean; 1 where not all are known.
// One good store of unknown capacity makes all equal: a mean over those known
// would say nothing of it. The result lies within WeightMin and WeightMax, so that
// one huge disk does not draw all.
func capacities(stores []site, b *Balance, of func(*site) float64) []float64 {
	out := make([]float64, len(stores))
	total, n := 0.0, 0.0
	for i := range stores {
		out[i] = of(&stores[i])
		if stores[i].good {
			total, n = total+out[i], n+1
		}
		if stores[i].good && out[i] == 0 {
			total = math.NaN()
		}
	}
	for i := range out {
		// Not a number, or infinite: not all are known, and all count as equal.
		share := out[i] / (total / n)
		if math.IsNaN(share) || math.IsInf(share, 0) {
			share = 1
		}
		out[i] = min(max(share, b.WeightMin), b.WeightMax)
	}
	return out
}

// cost is what a store pays for another replica of a range, over what it pays
// without: convex, so that the difference between two stores is the gain.
// It is the integral of the price from what is planned to that plus d; O(1), and
// called for each pair of a voter and a target.
func (c *Cluster) cost(store int32, adds *amounts) float64 {
	x, sum := &c.stores[store], 0.0
	// Leases have a sum of their own (leaseCost): where they are does not place replicas.
	for k, d := range adds[:replicaKinds] {
		sum += x.price[k] * d * (x.planned[k] + d/2)
	}
	return sum
}

// leaseCost is what a store pays for the lease, on top of the replica.
// The store is taken to have the replica: v.adds is added because the range is
// lifted meanwhile.
func (c *Cluster) leaseCost(v *view, store int32) float64 {
	x, sum := &c.stores[store], 0.0
	for k := replicaKinds; k < kinds; k++ {
		d := v.work.leads[k]
		sum += x.price[k] * d * (x.planned[k] + v.adds[k] + d/2)
	}
	return sum
}

// threshold is the gain from which on moving so much is worth it.
// moved is a part of amounts that begins at the kind first. It makes moves end
// (rule 5): each one lowers the sum of squares by at least so much.
func (c *Cluster) threshold(moved []float64, first int) float64 {
	sum := 0.0
	for i, d := range moved {
		if c.o.broken.noHysteresis { // forgets that the range itself weighs on where it goes
			sum -= 0.9999 * c.stores[0].price[first+i] * d * d
			continue
		}
		sum += c.need[first+i] * d
	}
	return sum
}

// fullness is the share of a store's disk that is used once what is planned is done, and more.
// What is used by other than replicas stays as it is; a store of unknown capacity
// is never full.
func (c *Cluster) fullness(store int32, more uint64) float64 {
	x := &c.stores[store]
	if x.CapacityBytes == 0 {
		return 0
	}
	return (float64(x.UsedBytes) + x.planned[byBytes] - x.bytes0 + float64(more)) / float64(x.CapacityBytes)
}

// room reports whether a store's disk has room for a range.
func (c *Cluster) room(store int32, bytes uint64) bool {
	return c.fullness(store, bytes) < c.o.Balance.RoomShare
}

// rulesOf returns a policy against the stores, computed once.
// O(stores × conditions) for each policy of the snapshot.
func (c *Cluster) rulesOf(p *Policy) *rules {
	if u := c.rules[p]; u != nil {
		return u
	}
	n := len(c.stores)
	u := &rules{Policy: p, strict: make([]bool, n), mask: make([]uint16, n), rank: make([]uint8, n)}
	for _, x := range p.Rules {
		if x.Voters > 0 {
			u.counted = append(u.counted, x.Voters)
		}
	}
	for i := range c.stores {
		u.meet(i, c.stores[i].Locality)
		if u.strict[i] && c.stores[i].target {
			u.eligible = append(u.eligible, int32(i))
		}
	}
	for _, x := range p.NonVoters {
		near := make([]bool, n)
		for i := range c.stores {
			near[i] = meetsAll(x.Where, c.stores[i].Locality)
		}
		u.near = append(u.near, near)
	}
	clear(c.scratch.nodes)
	for i := range c.stores {
		if u.strict[i] && c.stores[i].Member <= Draining {
			c.scratch.nodes[c.stores[i].Node] = true
		}
	}
	u.nodes = len(c.scratch.nodes)
	c.rules[p] = u
	return u
}

// meet notes what a store at l meets: the rules for all voters, a bit for each
// rule for some (in the order of counted; rulesMax fits mask), and its rank for
// the lease.
func (u *rules) meet(store int, l Locality) {
	u.strict[store] = true
	bit := 0
	for _, x := range u.Rules {
		switch {
		case x.Voters == 0:
			u.strict[store] = u.strict[store] && x.Meets(l)
		default:
			if x.Meets(l) {
				u.mask[store] |= 1 << bit
			}
			bit++
		}
	}
	// Meets none of the preferences: behind the last one.
	u.rank[store] = uint8(len(u.Lease))
	for i, where := range u.Lease {
		if meetsAll(where, l) {
			u.rank[store] = uint8(i)
			break
		}
	}
}

// voters is how many voters a range should have: what the policy asks for, or the
// largest odd number that the cluster's nodes can hold, but no fewer than three
// where three are asked for, so that taking nodes away does not take safety away. On two
// nodes a range has one voter: two would survive no loss, and a commit would wait for both.
// It stays where it is, too: spread over the two, the loss of either would be felt.
//
//	nodes     up to 4   5, 6   7, 8   9 and more
//	asked 1      1        1      1        1
//	asked 3      3        3      3        3
//	asked 5      3        5      5        5
//	asked 7      3        5      7        7
//	asked 9      3        5      7        9
//
// That two nodes have one voter and not two is due to repair, which grows to odd
// numbers alone (short).
func (u *rules) voters() int {
	if u.nodes >= u.Replicas {
		return u.Replicas
	}
	return max(min(u.Replicas, 3), u.nodes-(1-u.nodes%2))
}

// Weigh returns what each replica of a range puts on its store, and what the lease does besides.
func (o *Options) Weigh(r *Range) (replica, lease Share) {
	adds, leads := amountsOf(&o.Balance, r)
	return adds.share(), leads.share()
}

// share is the amounts under the names that other packages know.
func (a *amounts) share() Share {
	return Share{Replicas: a[byRanges], Leases: a[byLeases], Bytes: a[byBytes], Expected: a[byLoad], Work: a[byWork]}
}

// Shares returns what the snapshot's own ranges put on each store that they touch, once
// what is planned is done.
// It is what a driver tells the others, who take it into Store.Besides of theirs:
// without it two drivers that each see their own ranges would both fill the same
// store. Stores that the own ranges do not touch are left out; counts are rounded,
// since sums of floats came and went.
func (c *Cluster) Shares() map[uint32]Share {
	out := map[uint32]Share{}
	for i := range c.stores {
		x := &c.stores[i]
		own, besides := x.planned, x.Besides.amounts()
		// What others have said lies on the stores, too, and is theirs to tell.
		own.add(&besides, -1)
		if own[byRanges] < 0.5 && own[byLeases] < 0.5 {
			continue
		}
		for k := range own {
			own[k] = max(0, own[k])
		}
		s := own.share()
		s.Replicas, s.Leases = math.Round(s.Replicas), math.Round(s.Leases)
		out[x.ID] = s
	}
	return out
}

// name is a store as the texts of decisions show it.
func (c *Cluster) name(store int32) string {
	x := &c.stores[store]
	if len(x.Locality) == 0 {
		return fmt.Sprintf("store %d", x.ID)
	}
	return fmt.Sprintf("store %d (%s)", x.ID, x.Locality)
}

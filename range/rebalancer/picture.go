package rebalancer

import (
	"slices"
	"time"

	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/store"
)

// picture is what the driver sees at one look.
//
// One is made for each look and dropped after it, but for what steps under way
// keep of it (a descriptor, a range). Nothing in it is changed once it is made, so
// that goroutines of steps may read it.
type picture struct {
	stores []allocator.Store
	nodeOf map[uint32]uint32
	// Of all replicas here, led or not. descs points into it.
	reports []store.Report
	led     *allocator.Snapshot         // this store's ranges, and what others' put on the stores
	descs   map[uint64]*store.Report    // of led
	asleep  *allocator.Snapshot         // ranges that nobody here has loaded, as if they were led here
	differs map[uint32]map[uint64]bool  // stores, and which ranges differ there
	active  map[uint32]*directory.Store // rows of the stores that answer
}

// lagMax is how many entries a replica may lack and still keep up.
// More than what is on its way at full speed: a voter that lacks more would hold
// commits up as soon as another one fails.
// It is of entries, not of bytes.
const lagMax = 4096

// look takes a picture of what rows and the store say.
//
// A row counts for what it tells of loads (active) only if its store answers and
// the row is of its process' time: after a restart its leases are elsewhere. What
// it tells of replicas that differ counts always.
func (p *Rebalancer) picture(now time.Time, stores []allocator.Store, rows []*directory.Store, reports []store.Report) *picture {
	v := &picture{
		stores: stores, reports: reports, nodeOf: map[uint32]uint32{}, descs: map[uint64]*store.Report{},
		led: &allocator.Snapshot{}, asleep: &allocator.Snapshot{}, differs: map[uint32]map[uint64]bool{}, active: map[uint32]*directory.Store{},
	}
	health := map[uint32]allocator.Health{}
	for i := range stores {
		health[stores[i].ID], v.nodeOf[stores[i].ID] = stores[i].Health, stores[i].Node
	}
	for _, row := range rows {
		if health[row.ID] <= allocator.Suspect && row.ID != p.self && !row.ReportedAt.Before(p.watch.started(row.ID)) {
			v.active[row.ID] = row
		}
		v.differing(row.ID, row.Differing)
	}
	v.differing(p.self, p.wrong())
	for i := range reports {
		p.addRange(now, v, &reports[i])
	}
	v.led.Stores, v.asleep.Stores = p.withOthers(now, v), stores
	return v
}

// differing notes which ranges' replicas on a store are not what they should be.
// IDs come from rows of other nodes: one that no range has is never looked for.
func (v *picture) differing(store uint32, ranges []uint64) {
	for _, id := range ranges {
		if v.differs[store] == nil {
			v.differs[store] = map[uint64]bool{}
		}
		v.differs[store][id] = true
	}
}

// wrong lists the ranges whose replica here is to be replaced.
// At most as many as a row holds; the others come when these are done.
func (p *Rebalancer) wrong() (out []uint64) {
	for _, w := range p.o.Store.Wrong() {
		if len(out) < directory.DifferingMax {
			out = append(out, w.RangeID)
		}
	}
	return out
}

// addRange takes a range in.
// Those that another store leads are its driver's; those that are asleep are taken
// for this one's to see whether something would have to be done (rouse).
func (p *Rebalancer) addRange(now time.Time, v *picture, r *store.Report) {
	switch {
	case r.Lease:
		v.led.Ranges = append(v.led.Ranges, p.rangeOf(now, v, r))
		v.descs[r.Desc.ID] = r
	case r.State == store.Asleep:
		x := p.rangeOf(now, v, r)
		// As if: by whoever would lead it. rouse asks only whether there is anything to do.
		x.Lease = p.self
		v.asleep.Ranges = append(v.asleep.Ranges, x)
	}
}

// rangeOf is a range as the allocator wants it.
// The measured part is known of ranges that are led here alone. For a sleeping one
// nobody is behind.
func (p *Rebalancer) rangeOf(now time.Time, v *picture, r *store.Report) allocator.Range {
	x := allocator.Of(r.Desc)
	x.Policy, x.PolicyEnd = p.policyOf(r.Desc)
	x.Bytes = p.sizes.of(now, r)
	x.Left = p.left.of(now, x.ID)
	x.Age = ageOf(now, r.Desc)
	if _, ok := p.apart[x.ID]; ok {
		x.Sticky = true
	}
	if r.Lease {
		x.Lease = p.self
		x.PerSecond, x.WritesPerSecond, x.Sample = r.RequestsPerSecond, r.WritesPerSecond, r.Sample
		x.Unmeasured, x.LeaseFor = !r.Measured, r.LeaseFor
		x.Cores = p.coresOf(now, r)
	}
	for i := range x.Replicas {
		y := &x.Replicas[i]
		y.Behind = r.Lease && y.Store != p.self && behind(r, y.ID)
		y.Differs = v.differs[y.Store][x.ID]
		y.Begun = y.Role == allocator.Learner && p.begun[x.ID] == y.Store
	}
	return x
}

// coresOf estimates what a range's leaseholder computes for it, smoothed: see allocator.Average.
//
// A new lease begins a new average: what was seen under an earlier one here was
// another time's. The estimate goes by requests (Balance.SecondsPerRequest), since
// processor time is not counted by range.
func (p *Rebalancer) coresOf(now time.Time, r *store.Report) float64 {
	a := p.loads[r.Desc.ID]
	switch {
	case a == nil && r.RequestsPerSecond == 0:
		return 0 // most are idle: nothing is kept of them
	// A second for rounding: since was made of the same LeaseFor at another look.
	case a == nil || now.Sub(a.since) > r.LeaseFor+time.Second: // of an earlier lease
		a = &load{since: now.Add(-r.LeaseFor)}
		p.loads[r.Desc.ID] = a
	}
	perSecond := a.Add(now, r.RequestsPerSecond)
	if perSecond < loadMin && r.RequestsPerSecond == 0 {
		delete(p.loads, r.Desc.ID)
	}
	return perSecond * p.o.Placement.Balance.SecondsPerRequest
}

// load is what is known of the load of a range that is led here.
type load struct {
	allocator.Average
	since time.Time // the lease
}

// loadMin is how many requests per second are none.
const loadMin = 0.01

// forgetLed forgets what is known of ranges that are led elsewhere now.
// It keeps begun and loads as small as what is led here.
// A lease that comes back begins anew, as it would elsewhere.
func (p *Rebalancer) forgetLed(v *picture) {
	for id := range p.begun {
		if v.descs[id] == nil {
			delete(p.begun, id)
		}
	}
	for id := range p.loads {
		if v.descs[id] == nil {
			delete(p.loads, id)
		}
	}
}

// behind reports whether a replica lacks more than what is on its way.
// One of which the leader has no progress is behind: it was added just now.
func behind(r *store.Report, replica uint64) bool {
	for i := range r.Progress {
		if x := &r.Progress[i]; x.ID == replica {
			return !x.Follows || x.Lag > lagMax
		}
	}
	return true
}

// policyOf returns what holds for a range, and where that ends.
// Override is for tests that pin replicas and leases; it goes before every policy.
func (p *Rebalancer) policyOf(d *descriptor.Range) (*allocator.Policy, []byte) {
	policy, end := p.o.Policies.At(d.Start)
	if p.o.Override != nil {
		if o := p.o.Override(d.Span()); o != nil {
			return o, d.End
		}
	}
	return p.everywhere.Policy(policy, p.places, p.o.NonVoting != nil && p.o.NonVoting()), end
}

// places are where stores stand that have, or may have, replicas.
// One entry for each store, as Everywhere counts them.
func (p *Rebalancer) places() (out []allocator.Locality) {
	at := map[uint32]allocator.Locality{}
	for _, n := range p.o.Members.Nodes() {
		if n.Membership == directory.Active || n.Membership == directory.Draining {
			at[n.ID] = localityOf(n)
		}
	}
	for _, s := range p.o.Members.Stores() {
		if l, ok := at[s.NodeID]; ok {
			out = append(out, l)
		}
	}
	return out
}

// withOthers returns the stores with what lies on them of ranges that are not led here:
// the sum over the others' rows, and what sleeps here.
// The allocator adds the ranges that are led here, from memory: so this store's
// own row is left out (active has no self).
func (p *Rebalancer) withOthers(now time.Time, v *picture) []allocator.Store {
	besides := map[uint32]allocator.Share{}
	for _, row := range v.active {
		if p.o.broken.blind {
			break
		}
		for _, s := range row.Shares {
			b := besides[s.StoreID]
			// Of each row what its own leases put on all stores, so that no replica is counted by two rows.
			b.Add(allocator.Share{Replicas: float64(s.Replicas), Leases: float64(s.Leases), Bytes: float64(s.Bytes), Expected: s.Expected, Work: s.Work})
			besides[s.StoreID] = b
		}
	}
	p.addGifts(now, v, besides)
	v.addUnled(p.self, besides)
	out := make([]allocator.Store, len(v.stores))
	for i := range out {
		out[i] = v.stores[i]
		out[i].Besides = besides[out[i].ID]
	}
	return out
}

// addUnled adds the replicas of ranges that nobody leads, as after all nodes were down: what a
// store holds beyond what leaseholders tell of it. A few are none: rows are not of one moment.
// Without it such a store would look empty, and be sent what it has no room for.
func (v *picture) addUnled(self uint32, besides map[uint32]allocator.Share) {
	told := map[uint32]float64{}
	for id, b := range besides {
		told[id] = b.Replicas
	}
	for i := range v.led.Ranges {
		for _, x := range v.led.Ranges[i].Replicas {
			told[x.Store]++
		}
	}
	add := func(store uint32, holds int) {
		if unled := float64(holds) - told[store]; unled > unledMin+unledShare*float64(holds) {
			b := besides[store]
			b.Replicas += unled
			besides[store] = b
		}
	}
	add(self, len(v.reports))
	for id, row := range v.active {
		add(id, int(row.Ranges))
	}
}

// How many replicas beyond what was told of, and what share of all, count as unled.
const (
	unledMin   = 4
	unledShare = 0.25
)

// gift is a range whose lease went from here to another store, which has not told of it yet:
// without it the range would lie nowhere, and more would be given.
// The loop keeps one for each range, until the taker's row tells of the lease, the
// range is led here again, or giftMax is over.
type gift struct {
	r     allocator.Range
	to    uint32
	began time.Time // the transfer
	at    time.Time
}

// noticed reports whether a row tells of the lease. One that came long before the row was written is
// in it; of those that came just now it names some.
// Rows bear the time of the clock of the store that wrote them, so that
// giftNoticed allows for clocks that differ by less; if they differ by more a
// range is counted twice, or not at all, for some seconds.
func (g *gift) noticed(row *directory.Store) bool {
	return row.ReportedAt.After(g.at.Add(giftNoticed)) || row.ReportedAt.After(g.began) && slices.Contains(row.NewLeases, g.r.ID)
}

// A row tells of a lease that came some time before it was written; one that never comes is
// not waited for longer.
const (
	giftNoticed = time.Second
	giftMax     = 30 * time.Second
)

// addGifts counts gifts as their takers will, and drops those that are over.
// Learners are left out: what they will be nobody knows yet, and Weigh is of voters.
func (p *Rebalancer) addGifts(now time.Time, v *picture, besides map[uint32]allocator.Share) {
	for id, g := range p.gifts {
		row := v.active[g.to]
		// Led here again; its taker does not answer; too long ago; or the taker's row tells of it.
		if v.descs[id] != nil || row == nil || now.Sub(g.at) > giftMax || g.noticed(row) {
			delete(p.gifts, id)
			continue
		}
		replica, lease := p.o.Placement.Weigh(&g.r)
		for _, x := range g.r.Replicas {
			if x.Role == allocator.Voter {
				b := besides[x.Store]
				b.Add(replica)
				if x.Store == g.to {
					b.Add(lease)
				}
				besides[x.Store] = b
			}
		}
	}
}

// sizes remembers how large ranges are: to ask the engine costs more than to look.
// It is the loop's.
type sizes struct {
	store *store.Store
	known map[uint64]size
}

type size struct {
	bytes      uint64
	at         time.Time
	generation uint64
}

// sizeFor is for how long a size is believed; of a range that is written to, shorter.
const (
	sizeFor        = 10 * time.Minute
	sizeForWritten = 30 * time.Second
)

// of is a range's size in bytes, from memory while that is young. An engine that
// fails gives the last one known, 0 if there is none: balance is no reason to
// stop.
func (z *sizes) of(now time.Time, r *store.Report) uint64 {
	s, ok := z.known[r.Desc.ID]
	old := now.Sub(s.at)
	if ok && s.generation == r.Desc.Generation && (old < sizeForWritten || old < sizeFor && r.BytesPerSecond == 0) {
		return s.bytes
	}
	n, err := z.store.Bytes(r.Desc.ID)
	if err != nil {
		return s.bytes
	}
	z.known[r.Desc.ID] = size{n, now, r.Desc.Generation}
	return n
}

// keep forgets ranges that are not here any more.
// It runs only when the memory has grown to twice what is here, so that a look
// costs nothing for it mostly.
func (z *sizes) keep(reports []store.Report) {
	if len(z.known) <= 2*len(reports)+64 {
		return
	}
	here := make(map[uint64]bool, len(reports))
	for i := range reports {
		here[reports[i].Desc.ID] = true
	}
	for id := range z.known {
		if !here[id] {
			delete(z.known, id)
		}
	}
}

// exits remembers the stores that ranges left for balance.
// Entries are dropped when their range is looked at again (of).
// Without it a range whose load varies would go to and fro between two stores that are alike.
type exits struct {
	lasts time.Duration
	all   map[uint64][]departure
}

type departure struct {
	store uint32
	at    time.Time
}

// add notes that a range's replicas were moved away from stores.
func (e *exits) add(now time.Time, rangeID uint64, stores []uint32) {
	for _, s := range stores {
		e.all[rangeID] = append(e.all[rangeID], departure{s, now})
	}
}

// of are the stores that a range has left of late. What is older is forgotten on the way.
func (e *exits) of(now time.Time, rangeID uint64) (out []uint32) {
	kept := e.all[rangeID][:0]
	for _, x := range e.all[rangeID] {
		if now.Sub(x.at) < e.lasts {
			kept, out = append(kept, x), append(out, x.store)
		}
	}
	if len(kept) == 0 {
		delete(e.all, rangeID)
	} else {
		e.all[rangeID] = kept
	}
	return out
}

// rowOf is what this store tells of itself.
//
// shares are Cluster.Shares of this look: where the ranges are going, not where
// they lie. Lists are cut at the directory's limits; of shares those of the stores
// with the highest IDs then lack.
func (p *Rebalancer) rowOf(now time.Time, v *picture, shares map[uint32]allocator.Share) *directory.Store {
	row := &directory.Store{ID: p.self, NodeID: p.node, ReportedAt: now, Ranges: uint32(len(v.reports)), Differing: p.wrong()}
	row.Degraded = p.o.Degraded != nil && p.o.Degraded()
	if p.o.Capacity != nil {
		row.CapacityBytes, row.UsedBytes, row.AvailableBytes = p.o.Capacity()
		// A disk may say more, for what the system reserves; the row would be refused.
		row.AvailableBytes = min(row.AvailableBytes, row.CapacityBytes)
	}
	if p.o.OldestRead != nil {
		if at, age := p.o.OldestRead(); !at.IsZero() && age > p.o.SnapshotNews {
			row.OldestReadAt = at
		}
	}
	for i := range v.reports {
		if v.reports[i].Lease {
			row.Leases++
			if r := &v.reports[i]; r.LeaseFor < giftMax && len(row.NewLeases) < directory.NewLeasesMax {
				row.NewLeases = append(row.NewLeases, r.Desc.ID)
			}
			row.RequestsPerSecond += v.reports[i].RequestsPerSecond
		}
	}
	for _, s := range v.stores {
		x, ok := shares[s.ID]
		if !ok || len(row.Shares) == directory.SharesMax {
			continue
		}
		row.Shares = append(row.Shares, directory.Share{
			StoreID: s.ID, Replicas: uint32(x.Replicas), Leases: uint32(x.Leases), Bytes: uint64(x.Bytes), Expected: x.Expected, Work: x.Work,
		})
	}
	return row
}

// newsworthy reports whether a row tells others something that the last one did not.
//
// Counts always are; amounts from a tenth on and beyond a floor, so that a steady
// load writes no rows. snapshots is Options.SnapshotNews. A row is written after
// RefreshEvery in any case (report).
func newsworthy(old, row *directory.Store, snapshots time.Duration) bool {
	switch {
	case old == nil || old.Ranges != row.Ranges || old.Leases != row.Leases || old.Degraded != row.Degraded:
		return true
	case differ(old.RequestsPerSecond, row.RequestsPerSecond, 100) || differ(float64(old.AvailableBytes), float64(row.AvailableBytes), 1<<30):
		return true
	case row.OldestReadAt.IsZero() != old.OldestReadAt.IsZero() || row.OldestReadAt.Sub(old.OldestReadAt).Abs() > snapshots:
		return true
	case !slices.Equal(old.Differing, row.Differing) || len(old.Shares) != len(row.Shares):
		return true
	}
	for i, x := range row.Shares {
		y := old.Shares[i]
		if x.StoreID != y.StoreID || x.Replicas != y.Replicas || x.Leases != y.Leases ||
			differ(x.Work, y.Work, 0.1) || differ(x.Expected, y.Expected, 0.1) || differ(float64(x.Bytes), float64(y.Bytes), 64<<20) {
			return true
		}
	}
	return false
}

// differ reports whether two amounts differ by more than a tenth and a floor.
func differ(a, b, floor float64) bool {
	return max(a, b)-min(a, b) > floor+max(a, b)/10
}

// ageOf is how long ago a range was split. Where that is not known it was long ago.
// By the wall clock, against a timestamp of another node's: good enough for
// minutes.
func ageOf(now time.Time, d *descriptor.Range) time.Duration {
	return now.Sub(time.Unix(0, int64(d.SplitAt)))
}

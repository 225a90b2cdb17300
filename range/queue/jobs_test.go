package queue

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/rows"
	"github.com/isochrondb/isochron/range/support"
)

// fakeRange is a replica that is as a test says.
type fakeRange struct {
	Range
	desc      *descriptor.Range
	err       error // of Ready and Loaded
	broken    bool
	led       bool
	leased    bool
	serving   *replica.Replica
	campaigns []time.Time
	destroyed uint64 // the lowest ID that may come after it
	progress  []consensus.Progress
	to        uint64 // whom the lease was handed over to
	checks    Checks
}

func (r *fakeRange) ID() uint64                                       { return r.desc.ID }
func (r *fakeRange) Descriptor() *descriptor.Range                    { return r.desc }
func (r *fakeRange) Ready(context.Context) (*replica.Replica, error)  { return nil, r.err }
func (r *fakeRange) Loaded(context.Context) (*replica.Replica, error) { return nil, r.err }
func (r *fakeRange) Serving() *replica.Replica                        { return r.serving }
func (r *fakeRange) Leased() bool                                     { return r.leased }
func (r *fakeRange) Led() bool                                        { return r.led }
func (r *fakeRange) Broken() bool                                     { return r.broken }
func (r *fakeRange) Campaign()                                        { r.campaigns = append(r.campaigns, time.Now()) }
func (r *fakeRange) Destroy(next uint64) error                        { r.destroyed = next; return nil }
func (r *fakeRange) Checks() *Checks                                  { return &r.checks }
func (r *fakeRange) Progress(context.Context) ([]consensus.Progress, error) {
	return r.progress, nil
}
func (r *fakeRange) HandOver(_ context.Context, _ *replica.Replica, to uint64) error {
	r.to = to
	return nil
}

// fakeStore has some replicas, two of whose ranges may be in a bad way.
type fakeStore struct {
	kvpb.Sender
	all           []*fakeRange
	differs, tied uint64
}

func (s *fakeStore) Replica(id uint64) (Range, bool) {
	for _, r := range s.all {
		if r.desc.ID == id {
			return r, true
		}
	}
	return nil, false
}

func (s *fakeStore) Replicas() (out []Range) {
	for _, r := range s.all {
		out = append(out, r)
	}
	return out
}
func (s *fakeStore) ReplicaOf(keys.Key) (Range, bool) { panic("not asked for") }
func (s *fakeStore) Differs(id uint64) bool           { return id == s.differs }
func (s *fakeStore) IsTied(id uint64) bool            { return id == s.tied }

// fakeRoutes know one range, and a newer one once they were told to forget it.
type fakeRoutes struct {
	known, newer *descriptor.Range
}

func (r *fakeRoutes) Lookup(context.Context, keys.Key) (*descriptor.Range, error) {
	if r.known == nil {
		return nil, errors.New("nobody knows")
	}
	return r.known, nil
}
func (r *fakeRoutes) Server(*descriptor.Range) kvpb.Sender { panic("nothing is sent") }
func (r *fakeRoutes) Heard(*descriptor.Range, error)       {}
func (r *fakeRoutes) Forget(d *descriptor.Range) {
	if r.newer != nil && d == r.known {
		r.known = r.newer
	}
}

// fakeRows fails so many times, and remembers what it was told.
type fakeRows struct {
	fails, staleFails int
	wrote             [][]*descriptor.Range
	dropped           []rows.Boundary
}

func (f *fakeRows) WriteDirectory(_ context.Context, ds []*descriptor.Range) error {
	if f.fails > 0 {
		f.fails--
		return errors.New("not now")
	}
	f.wrote = append(f.wrote, ds)
	return nil
}

func (f *fakeRows) DropBoundary(_ context.Context, b rows.Boundary) error {
	if f.staleFails > 0 {
		f.staleFails--
		return errors.New("not now")
	}
	f.dropped = append(f.dropped, b)
	return nil
}

func (f *fakeRows) BoundariesIn(_ context.Context, d *descriptor.Range) ([]rows.Boundary, error) {
	return []rows.Boundary{{End: d.Start.Next(), Generation: d.Generation}}, nil
}

// nobodySupports is a store without others, two of which are tired.
type nobodySupports struct{}

func (nobodySupports) View() *support.View   { return &support.View{} }
func (nobodySupports) IsTired(s uint32) bool { return s == 3 }

func desc(id, generation uint64, stores ...uint32) *descriptor.Range {
	d := &descriptor.Range{ID: id, Generation: generation, Start: keys.Key{keys.Rows, byte(id)}, End: keys.Key{keys.Rows, byte(id + 1)}}
	for _, s := range stores {
		d.Replicas = append(d.Replicas, descriptor.Replica{ID: uint64(s), NodeID: s, StoreID: s})
	}
	return d
}

// A new range stands for election until somebody leads it, a few times.
func TestStand(t *testing.T) {
	for _, tt := range []struct {
		name string
		r    *fakeRange
		want int
	}{
		{"nobody leads", &fakeRange{}, standsMax},
		{"somebody leads", &fakeRange{led: true}, 0},
		{"served", &fakeRange{serving: &replica.Replica{}}, 0},
		{"out of service", &fakeRange{broken: true}, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			stand(t.Context(), tt.r)
			if len(tt.r.campaigns) != tt.want {
				t.Errorf("%s: it campaigns %d times, want %d", tt.name, len(tt.r.campaigns), tt.want)
			}
			if n := len(tt.r.campaigns); n > 0 && time.Since(began) != standPause*(1<<n-1) {
				t.Errorf("%s: that takes %v", tt.name, time.Since(began))
			}
		})
	}
}

// What the directory could not be told is told again, with what has come meanwhile; boundaries go first.
func TestDirectoryHears(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeRows{fails: 3, staleFails: 1}
		o := Options{Rows: f, Log: slog.New(slog.DiscardHandler)}
		j := newDirectoryRows(&o)
		a, b, c := desc(1, 2), desc(2, 1), desc(3, 5)
		ctx := t.Context()
		j.tell(a, b)
		j.forget(rows.Boundary{End: keys.Key{9}, Generation: 1})
		if again, err := j.work(ctx, theStore); err == nil || again != stalePause || len(f.dropped) != 0 {
			t.Errorf("again in %v: %v; forgotten %v", again, err, f.dropped)
		}
		j.sweep(c)
		if again, err := j.work(ctx, theStore); err == nil || again != 0 || len(f.dropped) != 2 {
			t.Errorf("again in %v: %v; forgotten %v", again, err, f.dropped)
		}
		j.tell(c)
		if _, err := j.work(ctx, theStore); err == nil || f.fails != 0 {
			t.Errorf("%v, with %d failures to come", err, f.fails)
		}
		if again, err := j.work(ctx, theStore); err != nil || again != 0 {
			t.Errorf("again in %v: %v", again, err)
		}
		if len(f.wrote) != 1 || !slices.Equal(f.wrote[0], []*descriptor.Range{a, b, c}) {
			t.Errorf("written: %v", f.wrote)
		}
		if again, err := j.work(ctx, theStore); err != nil || again != 0 || len(f.wrote) != 1 {
			t.Errorf("with nothing to tell: again in %v: %v, %v", again, err, f.wrote)
		}
	})
}

// A replica goes where it, or who holds its keys now, knows that it is none of its range any more; one
// that is out of service is looked after again.
func TestReplicasGo(t *testing.T) {
	own := desc(5, 7, 1, 2, 3)
	moved, replaced := desc(5, 9, 2, 3, 4), desc(5, 9, 1, 2, 3)
	replaced.Replicas[0].ID = 8
	taken := desc(4, 9, 1, 2)
	taken.Replicas[0].ID = 8
	for _, tt := range []struct {
		name      string
		own       *descriptor.Range
		known     *descriptor.Range // by the routes
		newer     *descriptor.Range // by the directory
		err       error
		broken    bool
		destroyed uint64
		again     time.Duration
	}{
		{name: "out of service, as it was", own: own, known: own, broken: true, again: BrokenPoll},
		{name: "moved", own: own, known: moved, broken: true, destroyed: own.NextReplicaID(), again: BrokenPoll},
		{name: "another replica is here", own: own, known: replaced, broken: true, destroyed: own.NextReplicaID(), again: BrokenPoll},
		{name: "merged away, to elsewhere", own: own, known: desc(4, 9, 2, 3), broken: true, destroyed: math.MaxUint64, again: BrokenPoll},
		{name: "merged away, the merged one is here", own: own, known: taken, broken: true, again: BrokenPoll},
		{name: "the routes are behind", own: own, known: desc(5, 3, 1, 2, 3), newer: moved, broken: true, destroyed: own.NextReplicaID(), again: BrokenPoll},
		{name: "nobody knows", own: own, broken: true, again: BrokenPoll},
		{name: "it knows", own: moved, broken: true, destroyed: moved.NextReplicaID(), again: BrokenPoll},
		{name: "it can't be loaded now", own: own, known: moved, err: errors.New("another time")},
	} {
		r := &fakeRange{desc: tt.own, broken: tt.broken, err: tt.err}
		if tt.err == nil {
			r.err = errors.New("out of service")
		}
		o := Options{Store: &fakeStore{all: []*fakeRange{r}}, StoreID: 1, Routes: &fakeRoutes{tt.known, tt.newer}, Log: slog.New(slog.DiscardHandler)}
		again, _ := newReplicaGC(&o).work(t.Context(), 5)
		if r.destroyed != tt.destroyed || again != tt.again {
			t.Errorf("%s: next replica %d, again in %v; want %d, %v", tt.name, r.destroyed, again, tt.destroyed, tt.again)
		}
	}
}

// Ranges are merged that are neighbours on the same stores, and whose boundary may go.
func TestFits(t *testing.T) {
	l, r := desc(1, 3, 1, 2), desc(2, 4, 2, 1)
	joint := desc(2, 4, 1, 2)
	joint.Replicas[0].Change = descriptor.Outgoing
	m := newMerges(&Options{Fixed: []keys.Key{desc(3, 1).Start}})
	for _, tt := range []struct {
		name       string
		l, r       *descriptor.Range
		generation uint64
		ok, moved  bool
	}{
		{name: "neighbours", l: l, r: r, generation: 3, ok: true},
		{name: "another generation", l: l, r: r, generation: 2, moved: true},
		{name: "no neighbours", l: l, r: desc(4, 4, 1, 2), generation: 3},
		{name: "the boundary stays", l: desc(2, 3, 1, 2), r: desc(3, 4, 1, 2), generation: 3},
		{name: "joint", l: l, r: joint, generation: 3},
		{name: "elsewhere", l: l, r: desc(2, 4, 1, 3), generation: 3},
	} {
		err := m.fits(tt.l, tt.r, tt.generation)
		_, moved := errors.AsType[*kvpb.Refused](err)
		if (err == nil) != tt.ok || moved != tt.moved || err != nil && !moved && !errors.Is(err, ErrMerge) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// A lease goes to nobody who would not campaign.
func TestNobodyTakesALease(t *testing.T) {
	r := &fakeRange{
		desc: desc(1, 1, 1, 2, 3), leased: true, serving: &replica.Replica{},
		progress: []consensus.Progress{{Replica: 2, Match: 9, Follows: true, Active: true}, {Replica: 3, Match: 9, Follows: true, Active: true}},
	}
	o := Options{Store: &fakeStore{all: []*fakeRange{r}}, StoreID: 1, Liveness: nobodySupports{}, Clock: clock{}, Log: slog.New(slog.DiscardHandler)}
	q := NewQueues(o)
	if err := q.Transfer(t.Context(), 1, 0); !errors.Is(err, consensus.ErrTransfer) || r.to != 0 {
		t.Errorf("to %d: %v", r.to, err)
	}
	if err := q.Transfer(t.Context(), 7, 0); !errors.Is(err, ErrNotLeading) {
		t.Errorf("a range that is not here: %v", err)
	}
	if left := q.Drain(t.Context()); left != 1 || !q.Draining() {
		t.Errorf("%d leases left", left)
	}
	q.Stop()
}

// Ranges that are led here and have replicas elsewhere are compared within the interval, those that are
// tied soon; a replica that differs gives its lease away instead.
func TestComparisonsAreSpread(t *testing.T) {
	leads := func(id uint64) *fakeRange {
		return &fakeRange{desc: desc(id, 1, 1, 2, 3), leased: true, serving: &replica.Replica{}, err: errors.New("not now")}
	}
	s := &fakeStore{all: []*fakeRange{leads(1), leads(2), leads(3), {desc: desc(4, 1, 1, 2, 3)}}, differs: 2, tied: 3}
	o := Options{Store: s, StoreID: 1, Liveness: nobodySupports{}, Clock: clock{}, CheckEvery: time.Hour, Log: slog.New(slog.DiscardHandler)}
	q := NewQueues(o)
	c := q.consistency
	c.look(t.Context())
	c.look(t.Context())
	if !c.queue.Has(1) || c.queue.Has(2) || !c.queue.Has(3) || c.queue.Has(4) || !q.leases.queue.Has(2) {
		t.Errorf("%+v, %+v", c.queue.Stats(), q.leases.queue.Stats())
	}
	if in := time.Until(c.queue.turns[3].at); in > undecidedPause {
		t.Errorf("a range that is tied is compared in %v", in)
	}
	if in := time.Until(c.queue.turns[1].at); in < 0 || in > time.Hour {
		t.Errorf("a range is compared in %v", in)
	}
	s.all[0].leased = false
	c.look(t.Context())
	if c.queue.Has(1) {
		t.Error("a range that is not led here any more is to be compared")
	}
	if again, err := c.work(t.Context(), 3); again != time.Hour || err == nil {
		t.Errorf("again in %v: %v", again, err)
	}
}

// Few comparisons are remembered, and votes for others are not taken.
func TestVotes(t *testing.T) {
	var c Checks
	for id := range uint64(checksMax + 1) {
		c.begin(id + 1)
	}
	if c.Vote(1, 2, []byte("a")) || c.Vote(99, 2, []byte("a")) {
		t.Error("a vote that nobody waits for was taken")
	}
	x := c.begin(50)
	if !c.Vote(50, 2, []byte("a")) || !c.Vote(50, 3, nil) || !c.Vote(50, 2, []byte("b")) {
		t.Error("a vote was not taken")
	}
	if got := c.heard(x); len(got) != 2 || string(got[2]) != "b" || len(got[3]) != 0 {
		t.Errorf("heard %v", got)
	}
	for i := range UndecidedMax {
		v := &verdict{open: true}
		if waits := c.undecidedFor(v); waits != (i < UndecidedMax-1) || v.tie == waits {
			t.Errorf("%d: waits %v, %+v", i, waits, v)
		}
	}
}

type clock struct{}

func (clock) Now() hlc.Reading { return hlc.Reading(time.Now().UnixNano()) }

package transport

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/transport/memnet"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

const ms = time.Millisecond

var testCluster = [16]byte{1, 2, 3}

// world is some nodes on a network in memory, in a bubble.
type world struct {
	t      *testing.T
	net    *memnet.Net
	meshes map[uint32]*Mesh
	mu     sync.Mutex // guards addresses
	where  map[uint32]string
}

func host(node uint32) string { return fmt.Sprintf("n%d", node) }

func newWorld(t *testing.T, oneWay time.Duration) *world {
	w := &world{t: t, meshes: map[uint32]*Mesh{}, where: map[uint32]string{}}
	w.net = memnet.New(memnet.Options{Link: func(from, to string) memnet.Link { return memnet.Link{Latency: oneWay} }})
	return w
}

func (w *world) resolve(node uint32) (string, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	a, ok := w.where[node]
	return a, ok
}

// start starts a node; edit may change its options.
func (w *world) start(node uint32, edit func(*MeshOptions)) *Mesh {
	w.t.Helper()
	o := MeshOptions{
		Identity: Identity{ClusterID: testCluster, NodeID: node, Address: host(node) + ":26434"},
		Network:  w.net.Host(host(node)), Resolve: w.resolve,
	}
	if edit != nil {
		edit(&o)
	}
	m, err := New(o)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := m.Listen(host(node) + ":26434"); err != nil {
		w.t.Fatal(err)
	}
	w.mu.Lock()
	w.where[node] = host(node) + ":26434"
	w.mu.Unlock()
	w.meshes[node] = m
	return m
}

var _ interface{ Server(uint32) kvpb.Sender } = (*Mesh)(nil) // router.Peers

func (w *world) close() {
	for _, m := range w.meshes {
		m.Close()
	}
	if n := w.net.Open(); n != 0 {
		w.t.Errorf("%d ends of connections are open after Close", n)
	}
	w.net.Close()
}

// fake serves Tag and Commit; what it doesn't serve panics.
type fake struct {
	asked   atomic.Int64
	tag     func(ctx context.Context, req *kvpb.TagRequest, resp *kvpb.TagResponse) error
	commit  func(ctx context.Context, req *kvpb.CommitRequest, resp *kvpb.CommitResponse) error
	read    func(ctx context.Context, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error
	release func(ctx context.Context) error
}

func (f *fake) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	f.asked.Add(1)
	switch q := req.(type) {
	case *kvpb.TagRequest:
		if f.tag == nil {
			resp.(*kvpb.TagResponse).CommitTs = q.ReadTs
			return nil
		}
		return f.tag(ctx, q, resp.(*kvpb.TagResponse))
	case *kvpb.CommitRequest:
		return f.commit(ctx, q, resp.(*kvpb.CommitResponse))
	case *kvpb.ReadRequest:
		return f.read(ctx, q, resp.(*kvpb.ReadResponse))
	case *kvpb.ReleaseRequest:
		return f.release(ctx)
	}
	panic("nobody serves " + req.Method().String())
}

func tag(ctx context.Context, m *Mesh, to uint32, ts int64) (int64, error) {
	var resp kvpb.TagResponse
	err := m.Server(to).Send(ctx, &kvpb.TagRequest{Header: &kvpb.Header{RangeId: 7}, ReadTs: ts}, &resp)
	return resp.CommitTs, err
}

func commit(ctx context.Context, m *Mesh, to uint32) error {
	var resp kvpb.CommitResponse
	return m.Server(to).Send(ctx, &kvpb.CommitRequest{Header: &kvpb.Header{RangeId: 7}}, &resp)
}

// ranges knows one range, and keeps what it is told.
type ranges struct {
	known kvpb.RangeDescriptor
	mu    sync.Mutex
	told  []uint64 // generations
}

func (r *ranges) Newer(id, generation uint64) *kvpb.RangeDescriptor {
	if id != r.known.RangeId || r.known.Generation <= generation {
		return nil
	}
	return &r.known
}

func (r *ranges) Told(d *kvpb.RangeDescriptor) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.told = append(r.told, d.Generation)
}

// TestAnswersTellOfRanges: who goes by an old descriptor hears of the new one with the answer, whatever that
// is, and nobody else does.
func TestAnswersTellOfRanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 40*ms)
		defer w.close()
		asking, asked := &ranges{}, &ranges{known: kvpb.RangeDescriptor{RangeId: 7, Generation: 5, Start: []byte("a"), End: []byte("z")}}
		a := w.start(1, nil)
		b := w.start(2, func(o *MeshOptions) {
			o.Server = &fake{commit: func(context.Context, *kvpb.CommitRequest, *kvpb.CommitResponse) error {
				return &kvpb.RefusedForNow{}
			}}
		})
		a.SetRanges(asking)
		for i, x := range []struct {
			id, generation uint64
			told           int // so far
		}{{7, 3, 0}, {7, 3, 1}, {7, 5, 1}, {8, 3, 1}, {7, 0, 1}, {7, 6, 1}, {7, 4, 2}} {
			var resp kvpb.TagResponse
			if err := a.Server(2).Send(t.Context(), &kvpb.TagRequest{Header: &kvpb.Header{RangeId: x.id, Generation: x.generation}}, &resp); err != nil {
				t.Fatal(err)
			}
			if len(asking.told) != x.told {
				t.Errorf("request %d: told %v, want %d of them", i, asking.told, x.told)
			}
			b.SetRanges(asked) // from the second on
		}
		err := a.Server(2).Send(t.Context(), &kvpb.CommitRequest{Header: &kvpb.Header{RangeId: 7, Generation: 4}}, &kvpb.CommitResponse{})
		if _, ok := errors.AsType[*kvpb.RefusedForNow](err); !ok || len(asking.told) != 3 {
			t.Errorf("told %v with %v", asking.told, err)
		}
	})
}

func TestCallsTakeOneRoundTrip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 40*ms)
		defer w.close()
		a := w.start(1, nil)
		f := &fake{read: func(_ context.Context, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error {
			resp.Rows = append(resp.Rows[:0], make([]byte, req.TargetBytes)...)
			return nil
		}}
		w.start(2, func(o *MeshOptions) { o.Server = f })
		w.start(3, func(o *MeshOptions) { o.Server = &fake{} })
		if _, err := tag(t.Context(), a, 2, 1); err != nil {
			t.Fatal(err)
		}
		for i := range 10 {
			began := time.Now()
			got, err := tag(t.Context(), a, 2, int64(i))
			if err != nil || got != int64(i) {
				t.Errorf("got %d, %v", got, err)
			}
			if took := time.Since(began); took != 80*ms {
				t.Errorf("call %d took %v, want one round trip of 80ms", i, took)
			}
		}
		// A large answer, too: no window stands in its way.
		began := time.Now()
		var resp kvpb.ReadResponse
		if err := a.Server(2).Send(t.Context(), &kvpb.ReadRequest{TargetBytes: 2 << 20}, &resp); err != nil || len(resp.Rows) != 2<<20 {
			t.Errorf("got %d bytes, %v", len(resp.Rows), err)
		}
		if took := time.Since(began); took != 80*ms {
			t.Errorf("reading 2 MiB took %v, want one round trip of 80ms", took)
		}
		// Two nodes at once take no longer.
		if _, err := tag(t.Context(), a, 3, 1); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		began = time.Now()
		for to := range uint32(2) {
			wg.Go(func() {
				if _, err := tag(t.Context(), a, to+2, 1); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if took := time.Since(began); took != 80*ms {
			t.Errorf("asking two nodes took %v, want one round trip of 80ms", took)
		}
		if s, _ := a.RTT(2); s != 80*ms {
			t.Errorf("measured a round trip of %v, want 80ms", s)
		}
		if a.Server(9) != nil {
			t.Error("there is a way to a node that nobody knows")
		}
	})
}

// stated is an error of SQL's as a range may answer with.
type stated struct{}

func (stated) Error() string    { return "division by zero" }
func (stated) SQLState() string { return "22012" }
func (stated) Detail() string   { return "d" }
func (stated) Hint() string     { return "h" }

func TestAnswersKeepTheirType(t *testing.T) {
	other := &kvpb.TxnMeta{IdHi: 1, IdLo: 2, Gateway: 3}
	desc := &kvpb.RangeDescriptor{RangeId: 7, Start: []byte{3}, End: []byte{4}, Generation: 5, Replicas: []*kvpb.ReplicaDescriptor{{ReplicaId: 1, NodeId: 2, StoreId: 3}}}
	answers := []error{
		&kvpb.Refused{Reason: kvpb.ReasonDeadlock, Key: []byte("k"), Other: other, At: 1, ClosedTS: 2, MaxObs: 3, Condition: 4, Timeout: true, Cycle: []*kvpb.TxnMeta{other, other}},
		&kvpb.RefusedForNow{Reason: kvpb.ReasonStage, Key: []byte("k"), Other: other, At: 3, ClosedTS: 2},
		&kvpb.RetryElsewhere{RangeID: 7, Range: desc, Leader: 2, Why: "moved"},
		&kvpb.Ambiguous{Why: "stepped down"},
		fmt.Errorf("wrapped: %w", &kvpb.Ambiguous{Why: "inner"}),
		&kvpb.Refused{Reason: kvpb.ReasonFragment, Cause: stated{}},
		&kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: engine.ErrFull},
		errors.New("something else"),
		context.Canceled, // the server's own: nothing was proposed
	}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, ms)
		defer w.close()
		a := w.start(1, nil)
		var next error
		w.start(2, func(o *MeshOptions) {
			o.Server = &fake{commit: func(context.Context, *kvpb.CommitRequest, *kvpb.CommitResponse) error { return next }}
		})
		for i, want := range answers {
			next = want
			err := commit(t.Context(), a, 2)
			var got string
			switch e := err.(type) {
			case *kvpb.Refused:
				got = fmt.Sprintf("%+v", *e)
				if e.Cause == nil {
					got = fmt.Sprintf("refused %v %s %v %d %d %d %d %v %v", e.Reason, e.Key, e.Other.ID(), e.At, e.ClosedTS, e.MaxObs, e.Condition, e.Timeout, len(e.Cycle))
				} else if r, ok := e.Cause.(*Remote); !ok || r.Text == "" {
					t.Errorf("%d: cause %#v", i, e.Cause)
				} else {
					got = fmt.Sprintf("refused %v %s %s %s %s full=%v", e.Reason, r.Text, r.SQLState(), r.Detail(), r.Hint(), errors.Is(e, engine.ErrFull))
				}
			case *kvpb.RefusedForNow:
				got = fmt.Sprintf("for now %v %s %v %d", e.Reason, e.Key, e.Other.ID(), e.ClosedTS)
			case *kvpb.RetryElsewhere:
				got = fmt.Sprintf("elsewhere %d %d %s replicas=%d", e.RangeID, e.Leader, e.Why, len(e.Range.GetReplicas()))
			case *kvpb.Ambiguous:
				got = "ambiguous " + e.Why
			default:
				got = fmt.Sprintf("%T %v", err, err)
			}
			wants := []string{
				"refused locked? ", "", "", "", "", "", "", "", "",
			}
			wants[0] = "refused deadlock k 00000000000000010000000000000002 1 2 3 4 true 2"
			wants[1] = "for now foreign stage k 00000000000000010000000000000002 2"
			wants[2] = "elsewhere 7 2 moved replicas=1"
			wants[3] = "ambiguous stepped down"
			wants[4] = "ambiguous inner"
			wants[5] = "refused fragment failed division by zero 22012 d h full=false"
			wants[6] = "refused limit exceeded engine: disk full    full=true"
			wants[7] = "*transport.Remote something else"
			wants[8] = "elsewhere 7 0 the request was cut off there: context canceled replicas=0"
			if got != wants[i] {
				t.Errorf("%v: got  %s\nwant %s", want, got, wants[i])
			}
		}
	})
}

type plan string

func (f plan) Marshal() ([]byte, error) { return []byte(f), nil }

func TestFragmentsTravelAsBytes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, ms)
		defer w.close()
		a := w.start(1, nil)
		w.start(2, func(o *MeshOptions) {
			o.Server = &fake{
				read: func(_ context.Context, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error {
					resp.FragmentResult = append([]byte("read "), req.Fragment...)
					return nil
				},
				commit: func(_ context.Context, req *kvpb.CommitRequest, resp *kvpb.CommitResponse) error {
					resp.FragmentResult = append([]byte("commit "), req.Fragment...)
					return nil
				},
			}
		})
		var r kvpb.ReadResponse
		req := &kvpb.ReadWith{Frag: plan("abc")}
		req.MaxRows = 3
		if err := a.Server(2).Send(t.Context(), req, &r); err != nil || string(r.FragmentResult) != "read abc" {
			t.Errorf("got %q, %v", r.FragmentResult, err)
		}
		if req.Fragment != nil {
			t.Error("the caller's request was changed")
		}
		var c kvpb.CommitResponse
		if err := a.Server(2).Send(t.Context(), &kvpb.CommitWith{Frag: plan("abc")}, &c); err != nil || string(c.FragmentResult) != "commit abc" {
			t.Errorf("got %q, %v", c.FragmentResult, err)
		}
	})
}

// kind says which answer an error amounts to.
func kind(err error) string {
	switch {
	case err == nil:
		return "done"
	case errors.As(err, new(*kvpb.Ambiguous)):
		return "ambiguous"
	case errors.As(err, new(*kvpb.RetryElsewhere)):
		return "elsewhere"
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return "context"
	}
	return err.Error()
}

func TestWhatABrokenCallAmountsTo(t *testing.T) {
	t.Run("on the shared stream", func(t *testing.T) { brokenCalls(t, 0) })
	t.Run("by calls of their own", func(t *testing.T) { brokenCalls(t, -1) })
}

func brokenCalls(t *testing.T, callBytesMax int) {
	synctest.Test(t, func(t *testing.T) {
		hold := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		f := &fake{
			tag:     func(ctx context.Context, _ *kvpb.TagRequest, _ *kvpb.TagResponse) error { return hold(ctx) },
			commit:  func(ctx context.Context, _ *kvpb.CommitRequest, _ *kvpb.CommitResponse) error { return hold(ctx) },
			release: hold,
		}
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, func(o *MeshOptions) { o.Limits.CallBytesMax = callBytesMax })
		w.start(2, func(o *MeshOptions) { o.Server = f })
		calls := map[string]func(ctx context.Context) error{
			"tag":    func(ctx context.Context) error { _, err := tag(ctx, a, 2, 1); return err },
			"commit": func(ctx context.Context) error { return commit(ctx, a, 2) },
			"release": func(ctx context.Context) error {
				return a.Server(2).Send(ctx, &kvpb.ReleaseRequest{}, &kvpb.ReleaseResponse{})
			},
		}
		breaks := map[string]func(cancel func()){
			"reset":     func(func()) { w.net.Reset("n1", "n2") },
			"crash":     func(func()) { w.net.Reset("n2", "n1") },
			"cut":       func(func()) { w.net.Cut("n1", "n2") },
			"cut back":  func(func()) { w.net.Cut("n2", "n1") },
			"gave up":   func(cancel func()) { cancel() },
			"timed out": func(func()) { time.Sleep(20 * time.Second) },
		}
		want := map[string]map[string]string{
			"tag":     {"reset": "elsewhere", "crash": "elsewhere", "cut": "elsewhere", "cut back": "elsewhere", "gave up": "context", "timed out": "context"},
			"commit":  {"reset": "ambiguous", "crash": "ambiguous", "cut": "ambiguous", "cut back": "ambiguous", "gave up": "ambiguous", "timed out": "ambiguous"},
			"release": {"reset": "ambiguous", "crash": "ambiguous", "cut": "ambiguous", "cut back": "ambiguous", "gave up": "context", "timed out": "context"},
		}
		quick, stop := context.WithTimeout(t.Context(), time.Second)
		_ = calls["tag"](quick) // connects
		stop()
		for name, call := range calls {
			for how, do := range breaks {
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				got := make(chan error, 1)
				before := f.asked.Load()
				go func() { got <- call(ctx) }()
				for f.asked.Load() == before {
					time.Sleep(ms)
				}
				began := time.Now()
				do(cancel)
				err := <-got
				if k := kind(err); k != want[name][how] {
					t.Errorf("%s, %s: got %s (%v), want %s", name, how, k, err, want[name][how])
				}
				if u := new(*Unreachable); kind(err) != "context" && (!errors.As(err, u) || !(*u).Sent || (*u).NodeID != 2) {
					t.Errorf("%s, %s: %v does not say that node 2 may have got it", name, how, err)
				}
				if d := time.Since(began); (how == "cut" || how == "cut back") && d > 2300*ms {
					t.Errorf("%s, %s: heard of it after %v", name, how, d)
				}
				cancel()
				w.net.HealAll()
				time.Sleep(5 * time.Second)
			}
		}
	})
}

func TestWhatNeverLeftMayGoElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, nil)
		w.mu.Lock()
		w.where[2] = "n2:26434" // nobody listens there
		w.where[3] = "n3:26434"
		w.mu.Unlock()
		w.start(3, nil) // serves no ranges
		err := commit(t.Context(), a, 2)
		var u *Unreachable
		if kind(err) != "elsewhere" || !errors.As(err, &u) || u.Sent {
			t.Errorf("refused connection: %v", err)
		}
		if err := commit(t.Context(), a, 3); kind(err) != "elsewhere" {
			t.Errorf("a node without ranges: %v", err)
		}
		// A cut: the first waits for a connection, then the node is known to be down.
		w.net.Partition([]string{"n1"}, []string{"n2"})
		w.start(2, func(o *MeshOptions) {
			o.Server = &fake{commit: func(context.Context, *kvpb.CommitRequest, *kvpb.CommitResponse) error { return nil }}
		})
		time.Sleep(10 * time.Second)
		began := time.Now()
		if err := commit(t.Context(), a, 2); kind(err) != "elsewhere" || !errors.Is(err, ErrDown) || time.Since(began) != 0 {
			t.Errorf("down: %v after %v, want ErrDown at once", err, time.Since(began))
		}
		w.net.HealAll()
		time.Sleep(5 * time.Second)
		if err := commit(t.Context(), a, 2); err != nil {
			t.Errorf("healed: %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		// Often, since a call that is queued is sent in some orders of the goroutines only.
		for range 1000 {
			if err := commit(ctx, a, 2); kind(err) != "context" {
				t.Fatalf("given up before it began: %v", err)
			}
		}
	})
}

// What was given up while it waited for a connection is not sent when there is one.
func TestWhatWasGivenUpInTheQueueIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		f := &fake{commit: func(context.Context, *kvpb.CommitRequest, *kvpb.CommitResponse) error { return nil }}
		a := w.start(1, nil)
		w.start(2, func(o *MeshOptions) { o.Server = f })
		w.net.Stall("n1", "n2", time.Second)
		kept := make(chan error, 1)
		for i := range 10 {
			ctx, cancel := context.WithTimeout(t.Context(), 100*ms)
			if i == 5 {
				go func() { kept <- commit(t.Context(), a, 2) }()
				time.Sleep(ms)
			}
			if err := commit(ctx, a, 2); kind(err) != "context" {
				t.Errorf("given up in the queue: %v", err)
			}
			cancel()
		}
		if err := <-kept; err != nil {
			t.Errorf("the one that waited: %v", err)
		}
		time.Sleep(time.Second)
		if n := f.asked.Load(); n != 1 {
			t.Errorf("node 2 was asked %d times, want once", n)
		}
	})
}

func TestGivingUpEndsTheCallThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		ended := make(chan time.Duration, 2)
		began := time.Now()
		a := w.start(1, nil)
		w.start(2, func(o *MeshOptions) {
			o.Server = &fake{commit: func(ctx context.Context, _ *kvpb.CommitRequest, _ *kvpb.CommitResponse) error {
				<-ctx.Done()
				ended <- time.Since(began)
				return ctx.Err()
			}}
		})
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		if err := commit(ctx, a, 2); kind(err) != "ambiguous" {
			t.Errorf("got %v", err)
		}
		if got := <-ended; got != 1010*ms {
			t.Errorf("its context ended there after %v, want a latency after 1s", got)
		}
	})
}

func TestTooManyRequestsMayGoElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, nil)
		w.start(2, func(o *MeshOptions) {
			o.Limits.StreamsMax = 10
			o.Server = &fake{commit: func(ctx context.Context, _ *kvpb.CommitRequest, _ *kvpb.CommitResponse) error {
				return pause(ctx, time.Second)
			}}
		})
		kinds := make(chan string, 15)
		for range 15 {
			go func() { kinds <- kind(commit(t.Context(), a, 2)) }()
		}
		got := map[string]int{}
		for range 15 {
			got[<-kinds]++
		}
		if got["done"] != 10 || got["elsewhere"] != 5 {
			t.Errorf("got %v, want 10 done and 5 elsewhere", got)
		}
		if err := commit(t.Context(), a, 2); err != nil {
			t.Errorf("when there is room again: %v", err)
		}
	})
}

// A peer that says hello properly and then sends nonsense on its streams.
func TestGarbageOnStreams(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		f := &fake{}
		a := w.start(1, nil)
		w.start(2, func(o *MeshOptions) { o.Server = f; o.Raft = &rafts{}; o.Snapshots = &store{keep: 1} })
		for _, service := range []string{callsService, raftService, snapshotService, "", "nothing"} {
			for _, b := range []string{"\xff\xff", "\x0a\x04\x08\x01\x10\x63", "\x0a\x06\x08\x01\x10\x02\x22\xff", "\x0a\x08\x08\x01\x10\x02\x22\x02\xff\xff"} {
				s, err := a.Open(t.Context(), 2, service)
				if err != nil {
					t.Fatal(err)
				}
				m := Raw(b)
				_ = s.Send(&m)
				_ = s.CloseSend()
				for err == nil {
					err = s.Receive(&m)
				}
				s.Close()
				time.Sleep(time.Second)
			}
		}
		if n := f.asked.Load(); n != 0 {
			t.Errorf("node 2 was asked %d times", n)
		}
		if _, err := tag(t.Context(), a, 2, 1); err != nil {
			t.Errorf("after the garbage: %v", err)
		}
	})
}

func TestCrashAndRestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, nil)
		for epoch := range uint64(5) {
			b := w.start(2, func(o *MeshOptions) { o.Server = &fake{}; o.Identity.Epoch = epoch + 1 })
			time.Sleep(2 * time.Second)
			if _, err := tag(t.Context(), a, 2, 1); err != nil {
				t.Errorf("epoch %d: %v", epoch, err)
			}
			w.net.Crash("n2")
			b.Close()
			time.Sleep(20 * ms)
			began := time.Now()
			if _, err := tag(t.Context(), a, 2, 1); kind(err) != "elsewhere" || time.Since(began) > 100*ms {
				t.Errorf("crashed: %v after %v", err, time.Since(began))
			}
		}
	})
}

// TestRefusedAgainAndAgain asks a node that is gone, from many sides at once: each call
// fails as soon as it begins, and none of them stands in the way of those that follow when
// the node is back.
func TestRefusedAgainAndAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, nil)
		for epoch := range uint64(10) {
			b := w.start(2, func(o *MeshOptions) { o.Server = &fake{}; o.Identity.Epoch = epoch + 1 })
			time.Sleep(3 * time.Second)
			if _, err := tag(t.Context(), a, 2, 1); err != nil {
				t.Fatalf("epoch %d: %v", epoch, err)
			}
			w.net.Crash("n2")
			b.Close()
			time.Sleep(100 * ms)
			var asking sync.WaitGroup
			for range 16 {
				asking.Go(func() {
					for range 200 {
						if _, err := tag(t.Context(), a, 2, 1); kind(err) != "elsewhere" {
							t.Errorf("crashed: %v", err)
						}
					}
				})
			}
			asking.Wait()
		}
	})
}

func TestAddressesMayChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		met := make(chan Peer, 10)
		a := w.start(1, func(o *MeshOptions) { o.Met = func(p Peer) { met <- p } })
		b := w.start(2, func(o *MeshOptions) { o.Server = &fake{}; o.Identity.Epoch = 1 })
		if _, err := tag(t.Context(), a, 2, 1); err != nil {
			t.Fatal(err)
		}
		if p := <-met; p.NodeID != 2 || p.Address != "n2:26434" || p.Version != version.Max || p.Epoch != 1 {
			t.Errorf("met %+v", p)
		}
		b.Close()
		m, err := New(MeshOptions{
			Identity: Identity{ClusterID: testCluster, NodeID: 2, Address: "n7:1", Epoch: 2},
			Network:  w.net.Host("n7"), Resolve: w.resolve, Server: &fake{},
		})
		if err != nil {
			t.Fatal(err)
		}
		defer m.Close()
		if _, err := m.Listen("n7:1"); err != nil {
			t.Fatal(err)
		}
		w.mu.Lock()
		w.where[2] = "n7:1"
		w.mu.Unlock()
		time.Sleep(2 * time.Second)
		if _, err := tag(t.Context(), a, 2, 1); err != nil {
			t.Errorf("at its new address: %v", err)
		}
	})
}

func TestHandshakeRefusals(t *testing.T) {
	tests := []struct {
		name string
		edit func(o *MeshOptions) // of node 1, which dials node 2
		want error
		says []string
	}{
		{"another cluster", func(o *MeshOptions) { o.Identity.ClusterID[0] = 9 }, ErrCluster, []string{"node 1", "node 2", "0902"}},
		{"a future version", func(o *MeshOptions) { o.VersionMin, o.VersionMax = version.Max+1, version.Max+3 }, ErrVersion, []string{fmt.Sprintf("%d to %d", version.Max+1, version.Max+3), fmt.Sprintf("%d to %d", version.Min, version.Max)}},
		{"the same node", func(o *MeshOptions) { o.Identity.NodeID, o.Identity.Epoch = 2, 5 }, ErrNode, []string{"same ID"}},
		{"a newer version that speaks ours", func(o *MeshOptions) { o.VersionMax = version.Max + 3 }, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, 10*ms)
				defer w.close()
				f := &fake{}
				w.start(2, func(o *MeshOptions) { o.Server = f; o.Identity.Epoch = 1 })
				a := w.start(1, tt.edit)
				_, err := tag(t.Context(), a, 2, 1)
				if !errors.Is(err, tt.want) || tt.want == nil && err != nil {
					t.Fatalf("got %v, want %v", err, tt.want)
				}
				if tt.want == nil {
					return
				}
				if kind(err) != "elsewhere" || f.asked.Load() != 0 {
					t.Errorf("it is %s, and was asked %d times", kind(err), f.asked.Load())
				}
				for _, s := range tt.says {
					if !contains(err.Error(), s) {
						t.Errorf("%q does not say %q", err, s)
					}
				}
				if p := a.Peers(); len(p) != 1 || !errors.Is(p[0].LastError, tt.want) {
					t.Errorf("peers: %+v", p)
				}
			})
		})
	}
}

// TestClusterVersion: who does not speak the cluster's version is refused, in words that name
// it, whoever dials; and who is there when it rises is sent away.
func TestClusterVersion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		b := w.start(2, func(o *MeshOptions) { o.Server = &fake{} })
		old := w.start(1, func(o *MeshOptions) { o.Server, o.VersionMax = &fake{}, 1 })
		both := w.start(3, func(o *MeshOptions) { o.Server = &fake{} })
		for _, m := range []*Mesh{old, both} {
			if _, err := tag(t.Context(), m, 2, 1); err != nil {
				t.Fatal(err)
			}
		}
		b.SetVersion(2)
		time.Sleep(2 * time.Second)
		if _, err := tag(t.Context(), both, 2, 1); err != nil {
			t.Errorf("one that speaks it: %v", err)
		}
		_, dialled := tag(t.Context(), old, 2, 1)
		_, dials := tag(t.Context(), b, 1, 1)
		for _, err := range []error{dialled, dials} {
			if !errors.Is(err, ErrVersion) || kind(err) != "elsewhere" || !contains(err.Error(), "is at version 2, node 1 at n1:26434 speaks 1 to 1") {
				t.Errorf("one that does not: %v", err)
			}
		}
	})
}

func contains(s, sub string) bool {
	for i := range len(s) - len(sub) + 1 {
		if s[i:i+len(sub)] == sub {
			return true
		}
	}
	return false
}

func TestAnotherNodeAtTheAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		f := &fake{}
		w.start(2, func(o *MeshOptions) { o.Server = f })
		w.mu.Lock()
		w.where[3] = w.where[2]
		w.mu.Unlock()
		a := w.start(1, nil)
		if _, err := tag(t.Context(), a, 3, 1); !errors.Is(err, ErrNode) || f.asked.Load() != 0 {
			t.Errorf("got %v, and it was asked %d times", err, f.asked.Load())
		}
	})
}

func TestAnEarlierProcessOfANodeIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		w.start(2, func(o *MeshOptions) { o.Server = &fake{} })
		older, err := New(MeshOptions{
			Identity: Identity{ClusterID: testCluster, NodeID: 1, Address: "n9:1", Epoch: 7},
			Network:  w.net.Host("n9"), Resolve: w.resolve,
		})
		if err != nil {
			t.Fatal(err)
		}
		defer older.Close()
		if _, err := tag(t.Context(), older, 2, 1); err != nil {
			t.Fatal(err)
		}
		newer := w.start(1, func(o *MeshOptions) { o.Identity.Epoch = 8 })
		if _, err := tag(t.Context(), newer, 2, 1); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second) // its connection has been closed
		if _, err := tag(t.Context(), older, 2, 1); !errors.Is(err, ErrNode) || !errors.Is(err, ErrSuperseded) {
			t.Errorf("got %v, want ErrSuperseded", err)
		}
		p := w.meshes[2].Peers()
		if len(p) != 1 || p[0].NodeID != 1 || p[0].Epoch != 8 || p[0].Version != version.Max || p[0].Address != "n1:26434" {
			t.Errorf("node 2 knows %+v", p)
		}
	})
}

func TestGarbagePeers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		f := &fake{}
		b := w.start(2, func(o *MeshOptions) { o.Server = f })
		good, err := appendHello(nil, (&self{Identity: Identity{ClusterID: testCluster, NodeID: 5}, versionMin: 1, versionMax: 1}).hello())
		if err != nil {
			t.Fatal(err)
		}
		inputs := [][]byte{
			[]byte("GET / HTTP/1.1\r\n\r\n"),
			nil, // silence
			[]byte("isochron\xff\xff\xff\xff"),
			[]byte("isochron\x00\x00\x00\x02\xff\xff"),
			append(good, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\ngarbage garbage garbage garbage"...),
			append(good, make([]byte, 1000)...),
		}
		for i, in := range inputs {
			c, err := w.net.Host("n8").Dial(t.Context(), "n2:26434")
			if err != nil {
				t.Fatal(err)
			}
			_, _ = c.Write(in)
			began := time.Now()
			buf := make([]byte, 64<<10)
			for err == nil {
				_, err = c.Read(buf) // ends when the node closes it
			}
			if d := time.Since(began); d > 30*time.Second {
				t.Errorf("input %d: kept for %v", i, d)
			}
			_ = c.Close()
		}
		time.Sleep(time.Second)
		if b.counts.refused.Load() == 0 || f.asked.Load() != 0 {
			t.Errorf("%d refused, asked %d times", b.counts.refused.Load(), f.asked.Load())
		}
		a := w.start(1, nil)
		if _, err := tag(t.Context(), a, 2, 1); err != nil {
			t.Errorf("after the garbage: %v", err)
		}
	})
}

// Strangers who say nothing push out each other, and keep no node out.
func TestStrangersTakeNoNodesPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, ms)
		defer w.close()
		f := &fake{}
		few := func(o *MeshOptions) { o.Limits.StrangersMax, o.Limits.ConnectionsMax = 8, 8 }
		b := w.start(2, func(o *MeshOptions) { o.Server = f; few(o) })
		for range 100 {
			c, err := w.net.Host("n8").Dial(t.Context(), "n2:26434")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = c.Close() }()
		}
		synctest.Wait()
		if n := b.strangers.Len(); n != 8 {
			t.Errorf("%d strangers are there, want 8", n)
		}
		if n := b.counts.refused.Load(); n != 92 {
			t.Errorf("%d connections count as refused, want 92", n)
		}
		a := w.start(1, few)
		began := time.Now()
		if _, err := tag(t.Context(), a, 2, 1); err != nil || time.Since(began) > time.Second {
			t.Errorf("a node beside them: %v after %v", err, time.Since(began))
		}
		time.Sleep(15 * time.Second)
		if n, known := b.strangers.Len(), b.taken.Load(); n != 0 || known == 0 {
			t.Errorf("after their time %d strangers are there, and %d connections of nodes", n, known)
		}
	})
}

// A node that talks to something that is no node.
func TestGarbageListener(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		l, err := w.net.Host("n2").Listen("n2:1")
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				_, _ = c.Write([]byte("SSH-2.0-OpenSSH_9.2\r\n and so on and on"))
				_ = c.Close()
			}
		}()
		w.where[2] = "n2:1"
		a := w.start(1, nil)
		if err := commit(t.Context(), a, 2); kind(err) != "elsewhere" || !errors.Is(err, ErrHello) {
			t.Errorf("got %v", err)
		}
		_ = l.Close()
		<-done
	})
}

func TestOversizeMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, ms)
		defer w.close()
		f := &fake{
			commit: func(_ context.Context, req *kvpb.CommitRequest, resp *kvpb.CommitResponse) error {
				resp.FragmentResult = make([]byte, 2<<20)
				return nil
			},
			read: func(_ context.Context, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error {
				resp.Rows = make([]byte, 2<<20)
				return nil
			},
		}
		small := func(o *MeshOptions) {
			o.Server = f
			o.Limits.MessageBytesMax, o.Limits.RaftBatchBytesMax = 1<<20, 1<<20
		}
		a := w.start(1, small)
		w.start(2, small)
		var c kvpb.CommitResponse
		big := &kvpb.CommitRequest{Writes: []*kvpb.Write{{Value: make([]byte, 1<<20)}}}
		err := a.Server(2).Send(t.Context(), big, &c)
		var refused *kvpb.Refused
		if !errors.As(err, &refused) || refused.Reason != kvpb.ReasonLimit || f.asked.Load() != 0 {
			t.Errorf("a request too large: %v, asked %d times", err, f.asked.Load())
		}
		if err := commit(t.Context(), a, 2); kind(err) != "ambiguous" {
			t.Errorf("a response too large, of a commit: %v", err)
		}
		var r kvpb.ReadResponse
		if err := a.Server(2).Send(t.Context(), &kvpb.ReadRequest{}, &r); !errors.As(err, &refused) || refused.Reason != kvpb.ReasonLimit {
			t.Errorf("a response too large, of a read: %v", err)
		}
		// Who does not keep to the limit is cut off by the other end.
		loud := w.start(3, nil)
		if err := loud.Server(2).Send(t.Context(), big, &c); err == nil {
			t.Error("a request over the receiver's limit was taken")
		}
	})
}

func TestDeadlineTravels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, nil)
		var left time.Duration
		w.start(2, func(o *MeshOptions) {
			o.Server = &fake{tag: func(ctx context.Context, _ *kvpb.TagRequest, _ *kvpb.TagResponse) error {
				d, ok := ctx.Deadline()
				if ok {
					left = time.Until(d)
				}
				return nil
			}}
		})
		if _, err := tag(t.Context(), a, 2, 1); err != nil || left != 0 {
			t.Errorf("without: %v, %v left", err, left)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := tag(ctx, a, 2, 1); err != nil || left < 980*ms || left > time.Second {
			t.Errorf("with 1s: %v, %v left", err, left)
		}
	})
}

func TestDrainAndCloseWithCallsInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, nil)
		release := make(chan struct{})
		b := w.start(2, func(o *MeshOptions) {
			o.Server = &fake{commit: func(ctx context.Context, _ *kvpb.CommitRequest, _ *kvpb.CommitResponse) error {
				select {
				case <-release:
					return nil
				case <-ctx.Done():
					return ctx.Err()
				}
			}}
		})
		got := make(chan error, 2)
		go func() { got <- commit(t.Context(), a, 2) }()
		time.Sleep(time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		if err := b.Drain(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("drained while a call was under way: %v", err)
		}
		cancel()
		if err := commit(t.Context(), a, 2); kind(err) != "elsewhere" {
			t.Errorf("a call to a draining node: %v", err)
		}
		release <- struct{}{}
		if err := <-got; err != nil {
			t.Errorf("the call under way: %v", err)
		}
		if err := b.Drain(t.Context()); err != nil {
			t.Error(err)
		}
		b.calls.draining = false
		go func() { got <- commit(t.Context(), a, 2) }()
		go func() { got <- commit(t.Context(), b, 1) }()
		time.Sleep(time.Second)
		b.Close() // with a call in each direction
		if err := <-got; err == nil {
			t.Error("a call outlived the node")
		}
		if err := <-got; err == nil {
			t.Error("a call outlived the node")
		}
		b.Close() // twice is once
		if b.Server(1) != nil {
			if err := commit(t.Context(), b, 1); kind(err) != "elsewhere" {
				t.Errorf("a call of a closed mesh: %v", err)
			}
		}
		if _, err := b.Listen("n2:5"); !errors.Is(err, ErrClosed) {
			t.Errorf("listening when closed: %v", err)
		}
	})
}

func TestPingsCompareClocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		began := time.Now()
		told := Clock{Error: 7 * ms, Told: true, Step: -3 * time.Second, Budget: 10 * ms, Machine: 1 << 63, Offset: -5, Settled: true}
		a := w.start(1, func(o *MeshOptions) {
			o.Clock = func() Clock { return Clock{Now: int64(time.Since(began)) + 1e9, Error: 1} }
		})
		w.start(2, func(o *MeshOptions) {
			o.Server = &fake{}
			o.Clock = func() Clock { c := told; c.Now = int64(time.Since(began)) + 1e9 + 300e6; return c }
		})
		if _, err := tag(t.Context(), a, 2, 1); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		p := a.Peers()
		if c := a.Clocks(); len(c) != 1 || c[0] != (ClockOffset{2, p[0].OffsetLow, p[0].OffsetHigh, p[0].OffsetAt, p[0].Clock}) {
			t.Errorf("clocks %+v, want what is known of the peer, %+v", c, p)
		}
		if len(p) != 1 || !p[0].OffsetKnown || p[0].OffsetLow != 290*ms || p[0].OffsetHigh != 310*ms || p[0].OffsetAt <= 0 {
			t.Errorf("got %+v, want an offset of 300ms within half a round trip", p)
		}
		if got := p[0].Clock; got.Now == 0 {
			t.Errorf("its clock is not told: %+v", got)
		} else if got.Now = 0; got != told {
			t.Errorf("it told %+v, want %+v", got, told)
		}
		if p[0].Connections[ClassData] != 1 || p[0].Connections[ClassControl] != 1 || p[0].BytesIn == 0 || p[0].MessagesOut == 0 {
			t.Errorf("got %+v", p[0])
		}
	})
}

// notes are one node's; it keeps the last that it heard of each other.
type notes struct {
	mu    sync.Mutex
	self  uint32
	made  int
	words int
	heard map[uint32]string
}

func (n *notes) Note(nodeID uint32) []byte {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.made++
	return fmt.Appendf(nil, "%d to %d", n.self, nodeID)
}

func (n *notes) Speaks() bool { return true }

func (n *notes) Word(dst []byte) []byte {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.words++
	return fmt.Appendf(dst, "word %d of %d", n.words, n.self)
}

func (n *notes) Hear(nodeID uint32, note []byte) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.heard[nodeID] = string(note)
}

// TestNotesRide: pings, pongs, heartbeats and their answers carry notes, each of and for the node at the
// other end; a node that makes none answers without.
func TestNotesRide(t *testing.T) {
	for _, tt := range []struct {
		name string
		send func(t *testing.T, a *Mesh)
	}{
		{"a ping", func(t *testing.T, a *Mesh) { a.PingSoon(2); time.Sleep(200 * ms) }},
		{"a heartbeat", func(t *testing.T, a *Mesh) {
			a.SendHeartbeat(2, &transportpb.Heartbeat{FromStore: 1, ToStore: 2})
			time.Sleep(200 * ms)
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, 10*ms)
				defer w.close()
				one, two := &notes{self: 1, heard: map[uint32]string{}}, &notes{self: 2, heard: map[uint32]string{}}
				a := w.start(1, func(o *MeshOptions) { o.Notes = one })
				answers := &beats{}
				answers.answer = w.start(2, func(o *MeshOptions) { o.Notes, o.Heartbeats = two, answers })
				w.start(3, func(o *MeshOptions) { o.Heartbeats = &beats{} })
				tt.send(t, a)
				a.SendHeartbeat(3, &transportpb.Heartbeat{})
				time.Sleep(200 * ms)
				one.mu.Lock()
				defer one.mu.Unlock()
				two.mu.Lock()
				defer two.mu.Unlock()
				if one.heard[2] != "2 to 1" || two.heard[1] != "1 to 2" || len(one.heard) != 1 {
					t.Errorf("heard %v and %v", one.heard, two.heard)
				}
			})
		})
	}
}

// TestWordsRide: requests, their answers and Raft messages carry words, each stream one in a
// millisecond at most; what they say is heard before what they are for. A node that makes none
// sends as many messages of the same bytes as ever.
func TestWordsRide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		one, two := &notes{self: 1, heard: map[uint32]string{}}, &notes{self: 2, heard: map[uint32]string{}}
		a := w.start(1, func(o *MeshOptions) { o.Notes = one })
		knew := make(chan string, 3)
		served := func(context.Context, *kvpb.TagRequest, *kvpb.TagResponse) error {
			two.mu.Lock()
			defer two.mu.Unlock()
			knew <- two.heard[1]
			return nil
		}
		w.start(2, func(o *MeshOptions) { o.Notes, o.Server, o.Raft = two, &fake{tag: served}, &rafts{} })
		w.start(3, func(o *MeshOptions) { o.Server = &fake{} })
		ask := func(to uint32) {
			if _, err := tag(t.Context(), a, to, 1); err != nil {
				t.Error(err)
			}
		}
		said := func(n *notes, words int, of uint32, heard string) {
			t.Helper()
			n.mu.Lock()
			defer n.mu.Unlock()
			if n.words != words || n.heard[of] != heard {
				t.Errorf("node %d has said %d words and heard %q, want %d, %q", n.self, n.words, n.heard[of], words, heard)
			}
		}
		ask(2)
		if got := <-knew; got != "word 1 of 1" {
			t.Errorf("when the request was served %q was heard", got)
		}
		said(one, 1, 2, "word 1 of 2")
		ask(2) // a round trip later
		said(one, 2, 2, "word 2 of 2")
		a.SendRaft(RaftLink{FromStore: 1, ToNode: 2, ToStore: 2}, raftMessage(1, "x"))
		a.SendRaft(RaftLink{FromStore: 1, ToNode: 2, ToStore: 2}, raftMessage(2, "y"))
		time.Sleep(100 * ms)
		said(two, 2, 1, "word 3 of 1")
		ask(3) // says nothing, and skips what it does not know
		said(one, 4, 3, "")
		for range 2 {
			a.SendRaft(RaftLink{FromStore: 1, ToNode: 2, ToStore: 2}, raftMessage(3, "z"))
			synctest.Wait() // two messages of one stream at once
		}
		said(one, 5, 3, "")
	})
}

// Where one way is cut, both ends notice, though bytes still come the other way.
func TestOneWayPartitionIsNoticedAtBothEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, func(o *MeshOptions) { o.Server = &fake{}; o.Raft = &rafts{}; o.Heartbeats = &beats{} })
		b := w.start(2, func(o *MeshOptions) { o.Server = &fake{}; o.Raft = &rafts{}; o.Heartbeats = &beats{} })
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for _, m := range []*Mesh{a, b} {
			wg.Go(func() {
				self := m.Identity().NodeID
				for ctx.Err() == nil {
					_ = m.SendRaft(RaftLink{self, 3 - self, 3 - self}, raftMessage(1, "x"))
					m.SendHeartbeat(3-self, &transportpb.Heartbeat{})
					go func() { _, _ = tag(ctx, m, 3-self, 1) }()
					_ = pause(ctx, 100*ms)
				}
			})
		}
		time.Sleep(10 * time.Second)
		for _, m := range []*Mesh{a, b} {
			if p := m.Peers(); p[0].Down {
				t.Errorf("down before the cut: %+v", p)
			}
			if s, _ := m.RTT(3 - m.Identity().NodeID); s != 20*ms {
				t.Errorf("measured %v, want 20ms", s)
			}
		}
		w.net.Cut("n1", "n2")
		time.Sleep(3 * time.Second)
		for _, m := range []*Mesh{a, b} {
			if p := m.Peers(); !p[0].Down {
				t.Errorf("not down 3s after the cut: %+v", p)
			}
		}
		w.net.HealAll()
		time.Sleep(3 * time.Second)
		for _, m := range []*Mesh{a, b} {
			if p := m.Peers(); p[0].Down {
				t.Errorf("down 3s after the heal: %+v", p)
			}
		}
		cancel()
		wg.Wait()
	})
}

// While calls are answered, pings are few.
func TestPingsAreFewBesideCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, nil)
		w.start(2, func(o *MeshOptions) { o.Server = &fake{} })
		for range 600 { // a minute
			if _, err := tag(t.Context(), a, 2, 1); err != nil {
				t.Fatal(err)
			}
			time.Sleep(80 * ms)
		}
		if pings := a.counts.pings.Load(); pings < 8 || pings > 15 {
			t.Errorf("%d pings beside a minute of calls, want about ten", pings)
		}
		before := a.counts.pings.Load()
		time.Sleep(time.Minute)
		if pings := a.counts.pings.Load() - before; pings < 100 || pings > 120 {
			t.Errorf("%d pings in a minute without calls, want about 115", pings)
		}
	})
}

func TestAdmission(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		w.start(2, func(o *MeshOptions) {
			o.Server = &fake{}
			o.Admit = func(p Peer) error {
				if p.NodeID == 1 {
					return errors.New("it was decommissioned")
				}
				return nil
			}
		})
		if _, err := tag(t.Context(), w.start(1, nil), 2, 1); !errors.Is(err, ErrExpelled) || !errors.Is(err, ErrNode) || !contains(err.Error(), "decommissioned") {
			t.Errorf("got %v", err)
		}
		if _, err := tag(t.Context(), w.start(3, nil), 2, 1); err != nil {
			t.Errorf("another: %v", err)
		}
	})
}

func TestForgottenNodes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		r := &rafts{}
		a := w.start(1, func(o *MeshOptions) { o.Raft = r })
		w.start(2, func(o *MeshOptions) { o.Server = &fake{} })
		if _, err := tag(t.Context(), a, 2, 1); err != nil {
			t.Fatal(err)
		}
		a.SendRaft(RaftLink{1, 2, 2}, raftMessage(1, "x"))
		time.Sleep(time.Second)
		open := w.net.Open()
		out, in := a.bytes()
		a.Forget(2)
		time.Sleep(time.Second)
		if now := w.net.Open(); open == 0 || now != 0 || len(a.Peers()) != 0 {
			t.Errorf("%d ends open before, %d after; peers %v", open, now, a.Peers())
		}
		if o, i := a.bytes(); o < out || i < in || in == 0 {
			t.Errorf("totals fell from %d and %d bytes to %d and %d", out, in, o, i)
		}
		if _, err := tag(t.Context(), a, 2, 1); err != nil {
			t.Errorf("used again: %v", err)
		}
	})
}

// No constant takes the network to be fast.
func TestSlowNetwork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 1200*ms)
		defer w.close()
		a := w.start(1, nil)
		w.start(2, func(o *MeshOptions) { o.Server = &fake{} })
		if _, err := tag(t.Context(), a, 2, 1); err != nil && kind(err) != "elsewhere" {
			t.Errorf("at first: %v", err)
		}
		time.Sleep(20 * time.Second)
		for range 60 {
			began := time.Now()
			if _, err := tag(t.Context(), a, 2, 1); err != nil || time.Since(began) != 2400*ms {
				t.Errorf("got %v after %v, want one round trip of 2.4s", err, time.Since(began))
			}
			time.Sleep(time.Second)
		}
		time.Sleep(time.Minute)
		if s, _ := a.RTT(2); s != 2400*ms || a.Peers()[0].Down {
			t.Errorf("measured %v, down %v", s, a.Peers()[0].Down)
		}
		w.net.Cut("n2", "n1")
		began := time.Now()
		if _, err := tag(t.Context(), a, 2, 1); kind(err) != "elsewhere" || time.Since(began) > 15*time.Second {
			t.Errorf("cut: %v after %v", err, time.Since(began))
		}
	})
}

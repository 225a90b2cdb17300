package recover

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// ranges is a fake of what holds records and evidence: range 1 is [a, h), range
// 2 [h, z). The anchor is a.
type ranges struct {
	mu       sync.Mutex
	record   *kvpb.Outcome   // nil: missing
	closed   bool            // the closed timestamp has passed c
	evidence map[string]bool // key: evidence for c
	log      []string
	requests int
	busy     int // answers before one is given
	onLook   func()
}

func (r *ranges) Lookup(_ context.Context, k keys.Key) (*descriptor.Range, error) {
	if string(k) < "h" {
		return &descriptor.Range{ID: 1, Start: keys.Key("a"), End: keys.Key("h")}, nil
	}
	return &descriptor.Range{ID: 2, Start: keys.Key("h"), End: keys.Key("z")}, nil
}
func (r *ranges) Server(*descriptor.Range) kvpb.Sender { return r }
func (r *ranges) Heard(*descriptor.Range, error)       {}
func (r *ranges) Forget(*descriptor.Range)             {}

// Send answers what recovery asks.
func (r *ranges) Send(_ context.Context, req kvpb.Request, resp kvpb.Response) error {
	switch q := req.(type) {
	case *kvpb.DecideRequest:
		return r.decide(q, resp.(*kvpb.DecideResponse))
	case *kvpb.EvidenceRequest:
		return r.look(q, resp.(*kvpb.EvidenceResponse))
	}
	return r.resolve(req.(*kvpb.ResolveRequest))
}

func (r *ranges) decide(req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.busy--; r.busy >= 0 {
		return &kvpb.RetryElsewhere{}
	}
	state := r.record.GetState()
	if req.To != kvpb.TxnState_MISSING && state == req.Examined && !decisive(state) {
		r.record = &kvpb.Outcome{State: req.To, CommitTs: req.FinalTs}
		r.log = append(r.log, fmt.Sprint("→", req.To))
	} else if r.onLook != nil {
		defer r.onLook()
	}
	resp.Outcome = r.record
	if r.record == nil {
		resp.Outcome = &kvpb.Outcome{}
		if r.closed {
			resp.Outcome = &kvpb.Outcome{State: kvpb.TxnState_ABORTED, Presumed: true}
		}
	}
	return nil
}

func decisive(s kvpb.TxnState) bool {
	return s == kvpb.TxnState_COMMITTED || s == kvpb.TxnState_ABORTED
}

func (r *ranges) look(req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests++
	for _, x := range req.Keys {
		resp.Found = r.evidence[string(x.Key)]
		r.log = append(r.log, fmt.Sprintf("evidence %d:%s–%s %v", req.Header.RangeId, x.Key, x.EndKey, resp.Found))
		if !resp.Found {
			break
		}
	}
	resp.Prevented = !resp.Found && !req.LookOnly
	return nil
}

func (r *ranges) resolve(req *kvpb.ResolveRequest) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests++
	for _, x := range req.Keys {
		r.log = append(r.log, fmt.Sprintf("resolve %d:%s forget %v", req.Header.RangeId, x.Key, req.ForgetRecord))
	}
	return nil
}

func (r *ranges) Now() hlc.Reading { return hlc.Reading(time.Now().UnixNano()) }

func staging(c hlc.Timestamp, spans ...string) *kvpb.Outcome {
	set := &kvpb.KeySet{}
	for _, s := range spans {
		from, to, _ := strings.Cut(s, "–")
		set.Spans = append(set.Spans, &kvpb.Span{Key: []byte(from), EndKey: []byte(to)})
	}
	return &kvpb.Outcome{State: kvpb.TxnState_STAGING, CommitTs: int64(c), Participants: []*kvpb.KeySet{set}}
}

func stage(c hlc.Timestamp) replica.Stage {
	return replica.Stage{Txn: &kvpb.TxnMeta{IdHi: 7}, Anchor: keys.Key("a"), CommitTS: c}
}

func TestSettle(t *testing.T) {
	const grace = time.Second
	tests := []struct {
		name  string
		make  func(r *ranges, c hlc.Timestamp)
		want  string
		after time.Duration // how long it takes
		log   string
	}{
		{"committed", func(r *ranges, c hlc.Timestamp) {
			r.record = &kvpb.Outcome{State: kvpb.TxnState_COMMITTED, CommitTs: int64(c)}
		}, "COMMITTED", 0, ""},
		{"missing and closed", func(r *ranges, c hlc.Timestamp) { r.closed = true }, "ABORTED presumed", 0, ""},
		{"missing", func(r *ranges, c hlc.Timestamp) {}, "ABORTED", grace, "→ABORTED"},
		{"all evidence is there", func(r *ranges, c hlc.Timestamp) {
			r.record, r.evidence = staging(c, "a", "m"), map[string]bool{"a": true, "m": true}
		}, "COMMITTED", grace, "evidence 1:a– true, evidence 2:m– true, →COMMITTED"},
		{"evidence is missing", func(r *ranges, c hlc.Timestamp) {
			r.record, r.evidence = staging(c, "a", "m", "n"), map[string]bool{"a": true, "n": true}
		}, "ABORTED", grace, "evidence 1:a– true, evidence 2:m– false, →ABORTED"},
		{"a participant lies in two ranges by now", func(r *ranges, c hlc.Timestamp) {
			r.record, r.evidence = staging(c, "a–m"), map[string]bool{"a": true, "h": true}
		}, "COMMITTED", grace, "evidence 1:a–h true, evidence 2:h–m true, →COMMITTED"},
		{"the coordinator comes back in time", func(r *ranges, c hlc.Timestamp) {
			r.record = staging(c, "a")
			time.AfterFunc(grace/2, func() {
				r.mu.Lock()
				defer r.mu.Unlock()
				r.record = &kvpb.Outcome{State: kvpb.TxnState_COMMITTED, CommitTs: int64(c)}
			})
		}, "COMMITTED", grace / 2, ""},
		{"the record comes between look and decision", func(r *ranges, c hlc.Timestamp) {
			r.evidence = map[string]bool{"a": true}
			r.onLook = func() {
				if time.Now().UnixNano() > int64(c)+int64(grace) && r.record == nil {
					r.record = staging(c, "a")
				}
			}
		}, "COMMITTED", grace, "evidence 1:a– true, →COMMITTED"},
		{"a range is not there at first", func(r *ranges, c hlc.Timestamp) { r.busy, r.closed = 5, true }, "ABORTED presumed", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := hlc.Timestamp(time.Now().UnixNano())
				r := &ranges{}
				tt.make(r, c)
				rec := New(Options{Router: r, Clock: r, Limits: Limits{Grace: grace}})
				began := time.Now()
				o, err := rec.Settle(t.Context(), stage(c))
				if err != nil {
					t.Fatal(err)
				}
				got := o.State.String()
				if o.Presumed {
					got += " presumed"
				}
				if log := strings.Join(r.log, ", "); got != tt.want || log != tt.log {
					t.Errorf("got %s by %q, want %s by %q", got, log, tt.want, tt.log)
				}
				if d := time.Since(began); d < tt.after || d > tt.after+300*time.Millisecond {
					t.Errorf("it took %v, want %v or a little more", d, tt.after)
				}
			})
		})
	}
}

// TestSingleFlight: who asks at the same time hears the same answer, from one
// recovery, also where the first of them gives up.
func TestSingleFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := hlc.Timestamp(time.Now().UnixNano())
		r := &ranges{record: staging(c, "a", "m"), evidence: map[string]bool{"a": true, "m": true}}
		rec := New(Options{Router: r, Clock: r, Limits: Limits{Grace: time.Second}})
		ctx, stop := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				mine := t.Context()
				if i == 0 {
					mine = ctx
				} else {
					time.Sleep(time.Millisecond)
				}
				o, err := rec.Settle(mine, stage(c))
				if (i > 0) != (err == nil && o.State == kvpb.TxnState_COMMITTED) {
					t.Errorf("%d: %v, %v", i, o, err)
				}
			})
		}
		time.Sleep(500 * time.Millisecond)
		stop()
		wg.Wait()
		if want := []string{"evidence 1:a– true", "evidence 2:m– true", "→COMMITTED"}; !slices.Equal(r.log, want) {
			t.Errorf("got %q, want %q", r.log, want)
		}
	})
}

// TestRecoverNow: a coordinator that lost track does not wait for the grace period.
func TestRecoverNow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := hlc.Timestamp(time.Now().UnixNano())
		r := &ranges{record: staging(c, "a")}
		rec := New(Options{Router: r, Clock: r})
		s := stage(c)
		began := time.Now()
		o, err := rec.Recover(t.Context(), s.Txn, s.Anchor, c, 0)
		if err != nil || o.State != kvpb.TxnState_ABORTED || time.Since(began) != 0 {
			t.Errorf("got %v, %v after %v", o, err, time.Since(began))
		}
	})
}

func TestCleanUp(t *testing.T) {
	c := hlc.Timestamp(9)
	r := &ranges{}
	rec := New(Options{Router: r, Clock: r})
	o := staging(c, "a", "b–m")
	if err := rec.CleanUp(t.Context(), stage(c).Txn, keys.Key("a"), o); err == nil || len(r.log) > 0 {
		t.Errorf("a record that is not final was cleaned up: %v, %q", err, r.log)
	}
	o.State = kvpb.TxnState_COMMITTED
	if err := rec.CleanUp(t.Context(), stage(c).Txn, keys.Key("a"), o); err != nil {
		t.Fatal(err)
	}
	want := []string{"resolve 1:a forget false", "resolve 1:b forget false", "resolve 2:h forget false", "resolve 1:a forget true"}
	if !slices.Equal(r.log, want) {
		t.Errorf("got %q, want %q", r.log, want)
	}
}

// TestRequests: what is asked of one range goes in one message, however many keys it is and in
// whatever order the participants were noted.
func TestRequests(t *testing.T) {
	c := hlc.Timestamp(9)
	r := &ranges{evidence: map[string]bool{}}
	var spans []string
	for i := range 20_000 {
		k := fmt.Sprintf("%c%05d", 'b'+byte(i%2)*8, i)
		r.evidence[k] = true
		spans = append(spans, k)
	}
	rec := New(Options{Router: r, Clock: r})
	r.record = staging(c, spans...)
	o, err := rec.Settle(t.Context(), stage(c))
	if err != nil || o.State != kvpb.TxnState_COMMITTED || len(r.log) != 20_001 {
		t.Fatalf("%v, %v, %d keys", o.GetState(), err, len(r.log))
	}
	if r.requests != 2 {
		t.Errorf("%d requests for the evidence of two ranges", r.requests)
	}
	r.requests, o = 0, staging(c, spans...)
	o.State = kvpb.TxnState_COMMITTED
	if err := rec.CleanUp(t.Context(), stage(c).Txn, keys.Key("a"), o); err != nil || r.requests != 3 {
		t.Errorf("%d requests to resolve two ranges and the record: %v", r.requests, err)
	}
}

// lives says the same of every process.
type lives struct{ alive, known bool }

func (l lives) Alive(uint32, uint64) (alive, known bool) { return l.alive, l.known }

// A coordinator that is gone is not left alone, one that does not answer not for long.
func TestGraceOfTheLost(t *testing.T) {
	for _, tt := range []struct {
		name string
		is   lives
		want time.Duration
	}{
		{"answers", lives{true, true}, time.Second},
		{"is gone", lives{false, true}, 0},
		{"does not answer", lives{true, false}, 300 * time.Millisecond},
	} {
		synctest.Test(t, func(t *testing.T) {
			r := &ranges{}
			rec := New(Options{Router: r, Clock: r, Lives: tt.is, Limits: Limits{Grace: time.Second, SilentGrace: 300 * time.Millisecond}})
			began := time.Now()
			o, err := rec.Settle(t.Context(), stage(hlc.Timestamp(began.UnixNano())))
			if err != nil || o.State != kvpb.TxnState_ABORTED {
				t.Fatalf("%s: %v, %v", tt.name, o, err)
			}
			if took := time.Since(began); took < tt.want || took > tt.want+150*time.Millisecond {
				t.Errorf("%s: settled after %v, want %v", tt.name, took, tt.want)
			}
		})
	}
}

package replica_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// A bank over ranges that split, lose their lease and restart, with proposals whose
// fate is lost or late, coordinators that go away in the middle, and readers at all
// times. What must hold: the sum at any timestamp (T10, T11), and that a read at r
// reads the same for ever (T14).

const (
	accounts = 6
	balance  = 100
	// Nobody reads or commits further ahead of now than this.
	aheadMax = 10 * time.Millisecond
)

// world is one run.
type world struct {
	*env
	rng  *rand.Rand
	mu   sync.Mutex
	next int

	reads   []pastRead
	outcome map[string]int
	broken  []string // promises
	told    []verdict
}

// verdict is what a client heard of a transaction.
type verdict struct {
	m         *kvpb.TxnMeta
	key       []byte
	committed bool
}

// tell notes it.
func (w *world) tell(m *kvpb.TxnMeta, key []byte, committed bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told = append(w.told, verdict{m, key, committed})
}

type pastRead struct {
	ts   int64
	rows string
}

func account(i int) string { return string(rune('a' + 3*i)) }

func (w *world) rand(n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rng.IntN(n)
}

func (w *world) txn() *kvpb.TxnMeta {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.next++
	return rt.Txn(w.next)
}

// bad notes a broken promise.
func (w *world) bad(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.broken = append(w.broken, fmt.Sprintf(format, args...))
}

func (w *world) count(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.outcome[what]++
}

// owner is the range that holds key, and its generation. Zero: a split is under way.
func (w *world) owner(key []byte) (uint64, uint64) {
	for _, id := range w.Ranges() {
		if d := w.Replica(id).Descriptor(); d.Contains(key) {
			return id, d.Generation
		}
	}
	return 0, 0
}

// ask calls f with the owner of key until there is a definite answer.
func (w *world) ask(ctx context.Context, key []byte, f func(r *replica.Replica, gen uint64) error) error {
	for try := 0; ; try++ {
		id, gen := w.owner(key)
		err := error(&kvpb.RetryElsewhere{Why: "a split is under way"})
		if id != 0 {
			err = f(w.Replica(id), gen)
		}
		var elsewhere *kvpb.RetryElsewhere
		if !errors.As(err, &elsewhere) || try == 50 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Millisecond):
		}
	}
}

func (w *world) head(m *kvpb.TxnMeta, gen uint64) *kvpb.Header {
	return &kvpb.Header{Generation: gen, Txn: m}
}

// readAll reads all accounts at ts.
func (w *world) readAll(ctx context.Context, ts int64) (string, int, error) {
	var parts []string
	sum := 0
	for from := rt.Key(""); len(from) > 0; {
		var end []byte
		err := w.ask(ctx, from, func(r *replica.Replica, gen uint64) error {
			d := r.Descriptor()
			if end = nil; d.Contains(rt.Key("zz")) {
				end = rt.Key("zz")
			} else {
				end = d.End
			}
			resp := &kvpb.ReadResponse{}
			q := &kvpb.ReadRequest{Header: w.head(nil, gen), ReadTs: ts, Spans: []*kvpb.Span{{Key: from, EndKey: end}}}
			if err := r.Send(ctx, q, resp); err != nil {
				return err
			}
			if s := rows(resp.Rows); s != "" {
				parts = append(parts, s)
			}
			return nil
		})
		if err != nil {
			return "", 0, err
		}
		if from = end; string(from) == string(rt.Key("zz")) {
			break
		}
	}
	all := strings.Join(parts, " ")
	for f := range strings.FieldsSeq(all) {
		n, err := strconv.Atoi(f[strings.IndexByte(f, '=')+1:])
		if err != nil {
			return "", 0, err
		}
		sum += n
	}
	return all, sum, nil
}

// reader reads at timestamps around now.
func (w *world) reader(ctx context.Context) {
	for ctx.Err() == nil {
		ts := int64(w.Clock.Now()) + int64(w.rand(20)-12)*int64(time.Millisecond)
		s, sum, err := w.readAll(ctx, ts)
		if err == nil {
			if sum != accounts*balance && s != "" {
				w.bad("the sum at %d is %d: %s", ts, sum, s)
			}
			w.mu.Lock()
			w.reads = append(w.reads, pastRead{ts, s})
			w.mu.Unlock()
		}
		time.Sleep(time.Duration(w.rand(3000)) * time.Microsecond)
	}
}

// lockBoth locks two accounts in order and returns them.
func (w *world) lockBoth(ctx context.Context, m *kvpb.TxnMeta, ks []string) (locked []*kvpb.Locked, err error) {
	for _, k := range ks {
		err := w.ask(ctx, rt.Key(k), func(r *replica.Replica, gen uint64) error {
			resp := &kvpb.LockResponse{}
			q := &kvpb.LockRequest{
				Header: w.head(m, gen), TimeoutNanos: int64(20 * time.Millisecond), ReadTs: int64(w.Clock.Now()),
				Keys: []*kvpb.LockKey{{Key: rt.Key(k), Mode: kvpb.LockMode_UPDATE}},
			}
			if err := r.Send(ctx, q, resp); err != nil {
				return err
			}
			locked = append(locked, resp.Locked[0])
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return locked, nil
}

// client moves money between two accounts.
func (w *world) client(ctx context.Context) {
	for ctx.Err() == nil {
		m := w.txn()
		i, j := w.rand(accounts), w.rand(accounts)
		if i == j {
			continue
		}
		ks := []string{account(min(i, j)), account(max(i, j))}
		r := int64(w.Clock.Now())
		locked, err := w.lockBoth(ctx, m, ks)
		if err == nil && w.rand(10) > 0 {
			w.transfer(ctx, m, r, ks, locked)
		}
		for _, k := range ks {
			_ = w.ask(ctx, rt.Key(k), func(r *replica.Replica, gen uint64) error {
				return r.Send(ctx, &kvpb.ReleaseRequest{Header: w.head(m, gen)}, &kvpb.ReleaseResponse{})
			})
		}
		time.Sleep(time.Duration(w.rand(2000)) * time.Microsecond)
	}
}

// transfer commits: on one range, or in parallel.
func (w *world) transfer(ctx context.Context, m *kvpb.TxnMeta, r int64, ks []string, locked []*kvpb.Locked) {
	var ws []*kvpb.Write
	var xs []*kvpb.Expect
	amount := 1 + w.rand(5)
	for i, l := range locked {
		n, err := strconv.Atoi(string(l.Value))
		if err != nil {
			w.bad("account %s holds %q", ks[i], l.Value)
			return
		}
		ws = append(ws, put(ks[i], strconv.Itoa(n+amount)))
		xs = append(xs, expects(ks[i], l.Expect, kvpb.LockMode_UPDATE, true))
		amount = -amount
		r = max(r, l.Version)
	}
	one, gen := w.owner(ws[0].Key)
	if two, _ := w.owner(ws[1].Key); one == two && one != 0 && w.rand(3) > 0 {
		w.commitOne(ctx, m, r, gen, ws, xs)
		return
	}
	w.commitMany(ctx, m, r, ws, xs)
}

func (w *world) commitOne(ctx context.Context, m *kvpb.TxnMeta, r int64, gen uint64, ws []*kvpb.Write, xs []*kvpb.Expect) {
	q := &kvpb.CommitRequest{Header: w.head(m, gen), ReadTs: r, LatestTs: r + int64(time.Minute), Writes: ws, Expects: xs}
	for try := range 3 {
		id, _ := w.owner(ws[0].Key)
		if id == 0 {
			return
		}
		err := w.Replica(id).Send(ctx, q, &kvpb.CommitResponse{})
		w.count("one: " + reason(err))
		if err == nil || strings.HasPrefix(reason(err), "refused") {
			w.tell(m, ws[0].Key, err == nil)
			return
		}
		if try == 0 && w.rand(4) == 0 {
			return // it never learns
		}
		time.Sleep(time.Millisecond)
	}
}

func (w *world) commitMany(ctx context.Context, m *kvpb.TxnMeta, r int64, ws []*kvpb.Write, xs []*kvpb.Expect) {
	c := max(r, int64(w.Clock.Now())) + int64(1+w.rand(2000))*int64(time.Microsecond)
	var parts []*kvpb.KeySet
	for _, x := range ws {
		parts = append(parts, &kvpb.KeySet{Spans: []*kvpb.Span{{Key: x.Key}}})
	}
	final, all := c, true
	for i := range ws {
		if w.rand(12) == 0 {
			w.count("many: coordinator lost in the middle")
			return
		}
		if i > 0 && w.rand(6) == 0 { // slow enough to be recovered meanwhile
			time.Sleep(time.Duration(4+w.rand(8)) * time.Millisecond)
		}
		q := &kvpb.StageRequest{Anchor: ws[0].Key}
		if i == 0 {
			q.Participants = parts
		}
		err := w.ask(ctx, ws[i].Key, func(rep *replica.Replica, gen uint64) error {
			q.Commit = &kvpb.CommitRequest{Header: w.head(m, gen), ReadTs: r, CommitTs: c, Writes: ws[i : i+1], Expects: xs[i : i+1]}
			resp := &kvpb.StageResponse{}
			err := rep.Send(ctx, q, resp)
			final = max(final, resp.StagedTs)
			return err
		})
		w.count("stage: " + reason(err))
		all = all && err == nil
	}
	if all && final == c { // all at c: it is committed, whatever happens to the coordinator
		w.tell(m, ws[1].Key, true)
	}
	if w.rand(5) == 0 {
		w.count("many: coordinator lost at the end")
		return
	}
	to := aborted
	if all {
		to = committed
	}
	oc, err := w.decideTxn(ctx, m, ws[0].Key, stagingSt, c, to, final)
	if err != nil || oc.State != committed && oc.State != aborted || oc.Presumed {
		return
	}
	w.count("many: " + oc.State.String())
	w.tell(m, ws[1].Key, oc.State == committed)
	for i, x := range ws {
		if w.rand(5) == 0 {
			return // the rest is for housekeeping, or whoever meets it
		}
		_ = w.ask(ctx, x.Key, func(rep *replica.Replica, gen uint64) error {
			return rep.Send(ctx, &kvpb.ResolveRequest{
				Header: w.head(m, gen), Outcome: oc, Keys: []*kvpb.Span{{Key: x.Key}}, ForgetRecord: false, Anchor: ws[0].Key,
			}, &kvpb.ResolveResponse{})
		})
		_ = i
	}
}

func (w *world) decideTxn(ctx context.Context, m *kvpb.TxnMeta, anchor []byte, from kvpb.TxnState, c int64, to kvpb.TxnState, final int64) (*kvpb.Outcome, error) {
	resp := &kvpb.DecideResponse{}
	err := w.ask(ctx, anchor, func(rep *replica.Replica, gen uint64) error {
		return rep.Send(ctx, &kvpb.DecideRequest{
			Header: w.head(m, gen), Anchor: anchor, Examined: from, ExaminedTs: c, To: to, FinalTs: final,
		}, resp)
	})
	return resp.Outcome, err
}

// settle is recovery, as section 6 says.
func (w *world) settle(ctx context.Context, s replica.Stage) (*kvpb.Outcome, error) {
	c := int64(s.CommitTS)
	for {
		oc, err := w.decideTxn(ctx, s.Txn, s.Anchor, missing, c, missing, 0)
		if err != nil || oc.State == committed || oc.State == aborted {
			return oc, err
		}
		if int64(w.Clock.Now()) < c+int64(5*time.Millisecond) {
			time.Sleep(time.Millisecond)
			continue
		}
		to := aborted
		if oc.State == stagingSt {
			to = committed
			for _, p := range oc.Participants {
				found := false
				err := w.ask(ctx, p.Spans[0].Key, func(rep *replica.Replica, gen uint64) error {
					ev := &kvpb.EvidenceResponse{}
					err := rep.Send(ctx, &kvpb.EvidenceRequest{Header: w.head(s.Txn, gen), Keys: p.Spans, CommitTs: c}, ev)
					found = ev.Found
					return err
				})
				if err != nil {
					return nil, err
				}
				if !found {
					to = aborted
					break
				}
			}
		}
		oc, err = w.decideTxn(ctx, s.Txn, s.Anchor, oc.State, c, to, c)
		if err != nil || oc.State == committed || oc.State == aborted {
			return oc, err
		}
	}
}

// nemesis splits, restarts, ends leases, and lets proposals go astray.
func (w *world) nemesis(ctx context.Context) {
	for ctx.Err() == nil {
		time.Sleep(time.Duration(2+w.rand(6)) * time.Millisecond)
		ids := w.Ranges()
		id := ids[w.rand(len(ids))]
		switch w.rand(6) {
		case 0:
			if len(ids) < 4 {
				w.splitSomewhere(ctx)
			}
		case 1:
			w.NewTerm(id, replica.LeaseStart{Floor: w.Clock.Now().Timestamp()})
			w.Flush(id)
		case 2:
			w.NewTerm(id, replica.LeaseStart{Handover: w.Replica(id).HandOver()})
		case 3:
			fates := []rt.Fate{rt.Apply, rt.Apply, rt.Apply, rt.Apply, rt.Apply, rt.Apply, rt.Lose, rt.Late, rt.Never, rt.Hold}
			w.SetFate(func(*replica.Command) rt.Fate { return fates[w.rand(len(fates))] })
			time.Sleep(5 * time.Millisecond)
			w.SetFate(nil)
		default:
		}
		for _, id := range w.Ranges() {
			w.Flush(id)
			w.Replica(id).Tick()
		}
	}
}

func (w *world) splitSomewhere(ctx context.Context) {
	key := rt.Key(string(rune('b' + w.rand(3*accounts))))
	id, gen := w.owner(key)
	if id != 0 {
		_ = w.Replica(id).Send(ctx, &kvpb.SplitRequest{Header: w.head(nil, gen), Key: key}, &kvpb.SplitResponse{})
	}
}

func runWorld(t *testing.T, seed uint64, p replica.Planted) *world {
	g := rt.New(t)
	g.Clock.Follow()
	w := &world{rng: rand.New(rand.NewPCG(seed, 1)), outcome: map[string]int{}, next: 100}
	g.Settler = w.settle
	g.Options.Planted = p
	g.Options.Limits = replica.Limits{
		BareMin: 1, AheadMaxNanos: int64(aheadMax), CloseLagNanos: int64(20 * time.Millisecond), CloseEveryNanos: int64(3 * time.Millisecond),
		GraceNanos: int64(5 * time.Millisecond), SettleAfterNanos: int64(300 * time.Microsecond),
	}
	ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
	defer cancel()
	w.env = &env{g.Start(), t, t.Context()}
	var ws []*kvpb.Write
	for i := range accounts {
		ws = append(ws, put(account(i), strconv.Itoa(balance)))
	}
	w.write(1, ws...)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { w.client(ctx) })
	}
	for range 2 {
		wg.Go(func() { w.reader(ctx) })
	}
	w.nemesis(ctx)
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	for { // answers that are still held
		select {
		case <-done:
			return w
		case <-time.After(10 * time.Millisecond):
		}
		for _, id := range w.Ranges() {
			w.Flush(id)
		}
	}
}

// judge reads everything again, and everything that was read.
func (w *world) judge(ctx context.Context) {
	w.SetFate(nil)
	for range 100 { // what is left is settled
		for _, id := range w.Ranges() {
			w.Flush(id)
			w.Replica(id).Tick()
		}
		time.Sleep(5 * time.Millisecond)
	}
	if s, sum, err := w.readAll(ctx, int64(w.Clock.Now())); err != nil || sum != accounts*balance {
		w.bad("at the end: sum %d, %s, %v", sum, s, err)
	}
	for _, v := range w.told { // T9, T10
		_, found, err := mvcc.FindTag(w.Engine, v.key, v.m.ID().Tag())
		if err != nil || found != v.committed {
			w.bad("transaction %d was told committed %t, and its write is there: %t, %v", v.m.IdLo, v.committed, found, err)
		}
	}
	sort.Slice(w.reads, func(i, j int) bool { return w.reads[i].ts < w.reads[j].ts })
	for _, r := range w.reads {
		s, _, err := w.readAll(ctx, r.ts)
		if err != nil || s != r.rows {
			w.bad("T14: at %d it was %q, and is %q, %v", r.ts, r.rows, s, err)
			return
		}
	}
}

// play runs a world to its end and returns what was broken.
func play(t *testing.T, seed uint64, p replica.Planted) (w *world) {
	synctest.Test(t, func(t *testing.T) {
		w = runWorld(t, seed, p)
		w.judge(t.Context())
	})
	return w
}

func TestRandomWorlds(t *testing.T) {
	seeds := uint64(40)
	if testing.Short() {
		seeds = 5
	}
	total := map[string]int{}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := play(t, seed, replica.Planted{})
			for _, b := range w.broken {
				t.Error(b)
			}
			for k, n := range w.outcome {
				total[k] += n
			}
			total["reads"] += len(w.reads)
		})
	}
	for _, k := range []string{"reads", "one: done", "one: ambiguous", "many: COMMITTED", "many: ABORTED", "many: coordinator lost at the end", "stage: done"} {
		if total[k] == 0 && !testing.Short() {
			t.Errorf("%q never happened: %v", k, total)
		}
	}
}

// TestRandomWorldsNotice: the same worlds notice when a rule is broken.
func TestRandomWorldsNotice(t *testing.T) {
	tests := []struct {
		name string
		p    replica.Planted
	}{
		{"a floor that does not exceed the old lease's end", replica.Planted{ServePastLease: true}},
		{"no marks", replica.Planted{NoTSCache: true}},
		{"no expect", replica.Planted{NoExpect: true}},
		{"old term", replica.Planted{OldTerm: true}},
		{"no prevention", replica.Planted{NoPrevention: true}},
		{"no tag", replica.Planted{NoTag: true, NoExpect: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(300) {
				noticed := false
				t.Run("seed", func(t *testing.T) { noticed = len(play(t, seed, tt.p).broken) > 0 })
				if noticed {
					t.Logf("seed %d", seed)
					return
				}
			}
			t.Error("not noticed")
		})
	}
}

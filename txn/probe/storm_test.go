package probe_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/txn/coord"
)

var stormLog = flag.Bool("storm-log", false, "tell what happens")
var stormFirst = flag.Int("storm-first", 0, "the first storm's number")
var stormSeeds = flag.Int("storm-seeds", 2, "storms to run")

// storm is a workload under faults: transactions that read lists and append to them, on
// keys of several ranges, from gateways of all nodes; and transfers between accounts.
type storm struct {
	*world
	lists, accounts int
	length          time.Duration

	mu       sync.Mutex // guards what is below; a leaf
	txns     []*history.Txn
	balances []history.Balance
	longest  time.Duration // of a transaction that was not cut off by a crash
	codes    map[string]int

	merges   atomic.Int64
	elements atomic.Int64
	ids      atomic.Int64
	over     atomic.Bool
}

func (s *storm) list(i int) string    { return fmt.Sprintf("l%02d", i) }
func (s *storm) account(i int) string { return fmt.Sprintf("x%02d", i) }

func parse(v []byte) (out []int64) {
	for _, f := range strings.Fields(string(v)) {
		n, _ := strconv.ParseInt(f, 10, 64)
		out = append(out, n)
	}
	return out
}

// note takes a transaction into the history.
func (s *storm) note(h *history.Txn, alive bool, err error) {
	var unknown *coord.AmbiguousError
	h.Returned = time.Now().UnixNano()
	switch {
	case !alive, errors.As(err, &unknown):
		h.Outcome = history.Unknown
	case err == nil:
		h.Outcome = history.Committed
	default:
		h.Outcome = history.Aborted
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.txns = append(s.txns, h)
	if d := time.Duration(h.Returned - h.Invoked); d > 3*time.Second && *stormLog {
		s.Logf("%v: T%d of node %s took %v: %v %v", time.Now().Format("05.000"), h.ID, h.Note, d, err, h.Ops)
	}
	if alive {
		s.codes[code(err)]++
		s.longest = max(s.longest, time.Duration(h.Returned-h.Invoked))
	} else {
		s.codes["crashed"]++
	}
}

// client runs transactions at a node until the storm is over.
func (s *storm) client(id int, n *node) {
	for !s.over.Load() {
		l := n.life.Load()
		if l == nil {
			pause(50 * time.Millisecond)
			continue
		}
		if s.intn(4) == 0 {
			s.transfer(l)
		} else {
			s.append(id, l)
		}
		pause(time.Duration(s.intn(20)) * time.Millisecond)
	}
}

// append is one transaction over lists.
func (s *storm) append(client int, l *life) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	h := &history.Txn{ID: int(s.ids.Add(1)), Client: client, Invoked: time.Now().UnixNano()}
	h.Note = fmt.Sprintf("node %d", l.n.id)
	t := l.db.Begin(coord.TxnOptions{Isolation: sr})
	err := func() error {
		for range 1 + s.intn(3) {
			if err := s.step(ctx, t, h); err != nil {
				return err
			}
		}
		_, err := t.Commit(ctx)
		return err
	}()
	if err != nil {
		t.Rollback(ctx)
	}
	s.note(h, l.n.life.Load() == l, err)
}

// step reads a list, and perhaps appends to it.
func (s *storm) step(ctx context.Context, t *coord.Txn, h *history.Txn) error {
	if err := t.StartStatement(ctx); err != nil {
		return err
	}
	i := s.intn(s.lists)
	k := key(s.list(i))
	write := s.intn(2) == 0
	if write {
		if err := lock(ctx, t, s.list(i)); err != nil {
			return err
		}
	}
	v, _, err := t.Get(ctx, k, kvpb.WholeRow, nil)
	if err != nil {
		return err
	}
	h.Ops = append(h.Ops, history.Op{Key: i, Read: true, List: parse(v)})
	if !write {
		return nil
	}
	x := s.elements.Add(1)
	h.Ops = append(h.Ops, history.Op{Key: i, Append: x})
	return t.Put(ctx, k, fmt.Appendf(v, " %d", x), kvpb.LockMode_UPDATE)
}

// transfer moves money between two accounts, or looks at all.
func (s *storm) transfer(l *life) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	begun := time.Now()
	t := l.db.Begin(coord.TxnOptions{Isolation: sr})
	var sums []int64
	err := func() error {
		if s.intn(2) == 0 {
			rows := t.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{{Start: key("x"), End: key("y")}}})
			defer rows.Close()
			for rows.Next(ctx) {
				sums = append(sums, parse(rows.Value())...)
			}
			if err := rows.Err(); err != nil {
				return err
			}
		} else if err := s.move(ctx, t); err != nil {
			return err
		}
		_, err := t.Commit(ctx)
		return err
	}()
	if err != nil {
		t.Rollback(ctx)
	}
	alive := l.n.life.Load() == l
	s.mu.Lock()
	defer s.mu.Unlock()
	if alive {
		s.codes[code(err)]++
		s.longest = max(s.longest, time.Since(begun))
		if err == nil && len(sums) > 0 {
			s.balances = append(s.balances, history.Balance{ID: len(s.balances), Accounts: sums})
		}
	}
}

func (s *storm) move(ctx context.Context, t *coord.Txn) error {
	from, to := s.intn(s.accounts), s.intn(s.accounts)
	if from == to {
		return nil
	}
	for _, m := range []struct {
		account int
		by      int64
	}{{from, -1}, {to, 1}} {
		k := s.account(m.account)
		if err := lock(ctx, t, k); err != nil {
			return err
		}
		v, _, err := t.Get(ctx, key(k), kvpb.WholeRow, nil)
		if err != nil {
			return err
		}
		if err := t.Put(ctx, key(k), fmt.Appendf(nil, "%d", parse(v)[0]+m.by), kvpb.LockMode_UPDATE); err != nil {
			return err
		}
	}
	return nil
}

// weather does one thing to the world at a time.
func (s *storm) weather() {
	all := []string{"l00", "l03", "l06", "x00", "x05"}
	for !s.over.Load() {
		pause(time.Duration(200+s.intn(1500)) * time.Millisecond)
		what := s.intn(8)
		if *stormLog {
			s.Logf("%v: weather %d, %d transactions", time.Now().Format("05.000"), what, s.ids.Load())
			for _, k := range all {
				if l, d := s.holder(key(k)); l != nil {
					s.Logf("   %s at node %d, range %d", k, l.n.id, d.ID)
				} else {
					s.Logf("   %s led by nobody", k)
				}
			}
		}
		switch what {
		case 0, 1:
			_ = s.tryLead(key(all[s.intn(len(all))]), uint32(1+s.intn(s.o.voters)))
		case 2:
			n := s.nodes[s.intn(len(s.nodes))]
			n.crash()
			pause(time.Duration(100+s.intn(4000)) * time.Millisecond)
			n.start()
		case 3: // whoever leads
			if l, _ := s.holder(key(all[s.intn(len(all))])); l != nil {
				l.n.crash()
				pause(time.Duration(100+s.intn(4000)) * time.Millisecond)
				l.n.start()
			}
		case 4:
			one := 1 + s.intn(len(s.nodes))
			var rest []string
			for i := range s.nodes {
				if i+1 != one {
					rest = append(rest, host(uint32(i+1)))
				}
			}
			s.net.Partition([]string{host(uint32(one))}, rest)
			pause(time.Duration(500+s.intn(3000)) * time.Millisecond)
			s.net.HealAll()
		case 5:
			s.loss.Store(int64(s.intn(100_000)))
		case 6:
			s.merge(bounds[s.intn(len(bounds))])
		case 7:
			s.splitOnce(bounds[s.intn(len(bounds))])
		}
	}
}

// bounds are where ranges are split and merged.
var bounds = []string{"l03", "l06", "x00", "x05"}

// merge joins the ranges beside a boundary, if it can.
func (s *storm) merge(at string) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	right, d := s.holder(key(at))
	if right == nil || d.Start.Compare(key(at)) != 0 {
		return
	}
	for _, n := range s.nodes {
		l := n.life.Load()
		if l == nil {
			continue
		}
		for _, left := range l.store.Ranges() {
			if left.End.Compare(d.Start) == 0 && l.store.LeaseHeld(left.ID) {
				for range 20 {
					if s.tryLead(d.Start, l.n.id) == nil {
						break
					}
					pause(20 * time.Millisecond)
				}
				if _, err := l.store.MergeRange(ctx, left.ID, left.Generation); err == nil {
					s.merges.Add(1)
				}
				return
			}
		}
	}
}

func (s *storm) splitOnce(at string) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if l, d := s.holder(key(at)); l != nil && d.Start.Compare(key(at)) != 0 {
		h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation}
		_ = l.store.Send(ctx, &kvpb.SplitRequest{Header: h, Key: key(at)}, &kvpb.SplitResponse{})
	}
}

// run lets it rage, calms it, and returns what the checkers find.
func (s *storm) run() (found []history.Anomaly) {
	s.codes = map[string]int{}
	s.split(bounds...)
	var kv []string
	for i := range s.accounts {
		kv = append(kv, s.account(i), "100")
	}
	s.set(1, kv...)
	var wg, sky sync.WaitGroup
	for i := range 2 * len(s.nodes) {
		wg.Go(func() { s.client(i, s.nodes[i%len(s.nodes)]) })
	}
	sky.Go(s.weather)
	pause(s.length)
	s.over.Store(true)
	sky.Wait()
	wg.Wait()
	s.loss.Store(0)
	s.net.HealAll()
	for _, n := range s.nodes {
		if n.life.Load() == nil {
			n.start()
		}
	}
	s.look()
	found = history.CheckLists(s.txns, history.StrictSerializable)
	return append(found, history.CheckBank(s.balances, int64(100*s.accounts))...)
}

// look reads everything at the end.
func (s *storm) look() {
	h := &history.Txn{ID: int(s.ids.Add(1)), Client: -1}
	var sums []int64
	err := s.db(1).Run(context.Background(), coord.TxnOptions{Isolation: sr}, func(ctx context.Context, t *coord.Txn) error {
		h.Ops, sums, h.Invoked = nil, nil, time.Now().UnixNano()
		for i := range s.lists {
			v, _, err := t.Get(ctx, key(s.list(i)), kvpb.WholeRow, nil)
			if err != nil {
				return err
			}
			h.Ops = append(h.Ops, history.Op{Key: i, Read: true, List: parse(v)})
		}
		for i := range s.accounts {
			v, _, err := t.Get(ctx, key(s.account(i)), kvpb.WholeRow, nil)
			if err != nil {
				return err
			}
			sums = append(sums, parse(v)...)
		}
		return nil
	})
	s.check(err)
	s.note(h, true, nil)
	s.balances = append(s.balances, history.Balance{ID: len(s.balances), Accounts: sums})
}

func newStorm(t *testing.T, o worldOptions, length time.Duration) *storm {
	o.nodes, o.voters, o.epsilon = 4, 3, 10*time.Millisecond
	return &storm{world: newWorld(t, o), lists: 9, accounts: 10, length: length}
}

// Whatever happens to nodes, leases and messages, transactions are strictly serializable,
// acknowledged ones are never lost, and what is called failed never happened.
func TestStorm(t *testing.T) {
	for seed := range *stormSeeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := worldOptions{seed: uint64(seed + 100 + *stormFirst)}
				if o.seed%2 == 1 { // all are large transactions
					o.coord = func(o *coord.Options) { o.Limits.BufferBytes = 50 }
				}
				s := newStorm(t, o, 30*time.Second)
				defer s.close()
				for i, a := range s.run() {
					if i < 3 {
						t.Error(a)
					}
				}
				t.Logf("%d transactions, %v, the longest took %v, %d merges", len(s.txns)+len(s.balances), s.codes, s.longest, s.merges.Load())
				if s.codes["00000"] < 300 {
					t.Errorf("only %d committed", s.codes["00000"])
				}
			})
		})
	}
}

// forgetful takes what is in doubt for refused.
type forgetful struct{ kvpb.Sender }

func refuse(err error) error {
	if _, ok := errors.AsType[*kvpb.Ambiguous](err); ok {
		return &kvpb.Refused{Reason: kvpb.ReasonVersion}
	}
	return err
}

func (f forgetful) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	err := f.Sender.Send(ctx, req, resp)
	if req.Method() == kvpb.MethodCommit {
		err = refuse(err)
	}
	return err
}

// The storm notices rules that are broken.
func TestStormNotices(t *testing.T) {
	for _, tt := range []struct {
		name string
		o    worldOptions
	}{
		{"ambiguous for refused", worldOptions{wrap: func(s kvpb.Sender) kvpb.Sender { return forgetful{s} }}},
		{"no look at the tag", worldOptions{planted: replica.Planted{NoTag: true}}},
		{"no validation", worldOptions{planted: replica.Planted{NoValidation: true}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(6) {
				noticed := false
				synctest.Test(t, func(t *testing.T) {
					o := tt.o
					o.seed = seed + 1
					s := newStorm(t, o, 30*time.Second)
					defer s.close()
					found := s.run()
					if noticed = len(found) > 0; noticed {
						t.Logf("seed %d: %.300s", o.seed, found[0])
					}
				})
				if noticed {
					return
				}
			}
			t.Error("nothing was noticed")
		})
	}
}

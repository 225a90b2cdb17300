package workload

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync/atomic"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/txn/coord"
)

// Lists are clients that read lists and append to them.
type Lists struct {
	Keys      int
	Isolation kvpb.Isolation
	Recorder  *Recorder
	// Fused, if set, makes a fused statement that appends x to the locked list.
	Fused func(key keys.Key, x int64) coord.FusedSpec

	next atomic.Int64 // elements are unique
}

var errRollback = errors.New("workload: rolled back on purpose")

// Run sends n transactions, one after the other.
func (l *Lists) Run(g func() *Gateway, client, n int, rng *rand.Rand) {
	for range n {
		l.One(g(), client, rng)
	}
}

// One sends one transaction and records it.
func (l *Lists) One(g *Gateway, client int, rng *rand.Rand) {
	if l.Fused != nil && rng.IntN(5) == 0 {
		l.fused(g, client, rng)
		return
	}
	h := l.Recorder.Begin(client)
	t := g.DB.Begin(coord.TxnOptions{Isolation: l.Isolation, Name: "lists"})
	s := &listTxn{l: l, g: g, h: h, t: t, rng: rng}
	err := s.steps()
	sent := err == nil
	if sent {
		_, err = t.Commit(g.Ctx)
	} else {
		t.Rollback(g.Ctx)
	}
	s.end(sent, err)
}

// fused is an autocommit append in one message.
func (l *Lists) fused(g *Gateway, client int, rng *rand.Rand) {
	h := l.Recorder.Begin(client)
	k, x := rng.IntN(l.Keys), l.next.Add(1)
	h.Ops = append(h.Ops, history.Op{Key: k, Append: x})
	h.Note = "fused"
	t := g.DB.Begin(coord.TxnOptions{Isolation: l.Isolation, Name: "fused"})
	res, err := t.Fused(g.Ctx, l.Fused(ListKey(k), x))
	if err == nil && !res.Committed {
		err = errRollback // its keys are on one range: there is one
		l.Recorder.Problem("a fused statement on one key was not fused")
	}
	if err != nil {
		t.Rollback(g.Ctx)
	}
	(&listTxn{l: l, g: g, h: h}).end(true, err)
}

// listTxn is one transaction under way.
type listTxn struct {
	l      *Lists
	g      *Gateway
	h      *history.Txn
	t      *coord.Txn
	rng    *rand.Rand
	number int // of the statement
}

func (s *listTxn) end(sent bool, err error) {
	if err != nil && !expected(err) && !s.g.Gone() {
		s.l.Recorder.Problem("%v: %v (%T)", s.h, err, err)
	}
	if err != nil {
		s.h.Note = strings.TrimSpace(s.h.Note + " " + err.Error())
	}
	if o := Outcome(s.g, sent, err); o != history.Unknown {
		s.l.Recorder.End(s.h, o)
	}
}

func (s *listTxn) steps() error {
	for range 1 + s.rng.IntN(4) {
		if err := s.statement(); err != nil {
			return err
		}
	}
	if s.rng.IntN(20) == 0 {
		return errRollback
	}
	return nil
}

// statement runs one statement, again on a new snapshot where READ COMMITTED
// asks for it.
func (s *listTxn) statement() error {
	kind, seed := s.rng.IntN(10), s.rng.Uint64()
	s.number++
	for {
		before := len(s.h.Ops)
		if err := s.t.StartStatement(s.g.Ctx); err != nil {
			return err
		}
		again := rand.New(rand.NewPCG(seed, 0)) // the same keys again
		err := s.run(kind, again)
		var retry *coord.StatementRetry
		if !errors.As(err, &retry) {
			return err
		}
		s.h.Ops = s.h.Ops[:before]
	}
}

func (s *listTxn) run(kind int, rng *rand.Rand) error {
	k := rng.IntN(s.l.Keys)
	switch kind {
	case 0, 1, 2:
		return s.get(k)
	case 3:
		return s.scan(rng.IntN(2) == 0)
	case 4:
		return s.lock(k, kvpb.LockMode_SHARE)
	case 5:
		return s.getMany(k, rng.IntN(s.l.Keys))
	case 6:
		return s.savepoint(k)
	}
	return s.append(k)
}

func (s *listTxn) saw(k int, value []byte) error {
	list, err := DecodeList(value)
	s.h.Ops = append(s.h.Ops, history.Op{Key: k, Read: true, List: list, Statement: s.number})
	return err
}

func (s *listTxn) get(k int) error {
	v, _, err := s.t.Get(s.g.Ctx, ListKey(k), kvpb.WholeRow, nil)
	if err != nil {
		return err
	}
	return s.saw(k, v)
}

func (s *listTxn) getMany(a, b int) error {
	ks := []int{a, b}
	return s.t.GetMany(s.g.Ctx, []keys.Key{ListKey(a), ListKey(b)}, kvpb.WholeRow, func(i int, v []byte, _ bool) error {
		return s.saw(ks[i], v)
	})
}

// scan reads all lists. What it does not return is empty.
func (s *listTxn) scan(reverse bool) error {
	span := keys.Span{Start: ListKey(0), End: ListKey(s.l.Keys)}
	rows := s.t.Scan(s.g.Ctx, coord.ScanSpec{Spans: []keys.Span{span}, Reverse: reverse, TargetBytes: 64})
	defer rows.Close()
	k, step := 0, 1
	if reverse {
		k, step = s.l.Keys-1, -1
	}
	for rows.Next(s.g.Ctx) {
		for ; rows.Key().Compare(ListKey(k)) != 0; k += step {
			if k < 0 || k >= s.l.Keys {
				s.l.Recorder.Problem("a scan returned %x out of order", []byte(rows.Key()))
				return errRollback
			}
			if err := s.saw(k, nil); err != nil {
				return err
			}
		}
		if err := s.saw(k, rows.Value()); err != nil {
			return err
		}
		k += step
	}
	if rows.Err() != nil {
		return rows.Err()
	}
	for ; k >= 0 && k < s.l.Keys; k += step {
		if err := s.saw(k, nil); err != nil {
			return err
		}
	}
	return nil
}

// lock is SELECT … FOR SHARE.
func (s *listTxn) lock(k int, mode kvpb.LockMode) error {
	got, err := s.t.Lock(s.g.Ctx, []coord.LockTarget{{Key: ListKey(k), Mode: mode}}, coord.LockOptions{})
	if err != nil {
		return err
	}
	return s.saw(k, got[0].Value)
}

// append is UPDATE … SET list = list || x, which first looks at what it locks.
func (s *listTxn) append(k int) error {
	x := s.l.next.Add(1)
	mode := kvpb.LockMode_NO_KEY_UPDATE
	if x%3 == 0 {
		mode = kvpb.LockMode_UPDATE
	}
	got, err := s.t.Lock(s.g.Ctx, []coord.LockTarget{{Key: ListKey(k), Mode: mode}}, coord.LockOptions{})
	if err != nil {
		return err
	}
	if err := s.saw(k, got[0].Value); err != nil {
		return err
	}
	if err := s.t.Put(s.g.Ctx, ListKey(k), AppendElement(append([]byte(nil), got[0].Value...), x), mode); err != nil {
		return err
	}
	s.h.Ops = append(s.h.Ops, history.Op{Key: k, Append: x})
	return nil
}

// savepoint appends and takes it back. What was appended then belongs to a
// transaction of its own that aborted.
func (s *listTxn) savepoint(k int) error {
	sp := s.t.Savepoint()
	before := len(s.h.Ops)
	if err := s.append(k); err != nil {
		return err
	}
	ops := append([]history.Op(nil), s.h.Ops[before:]...)
	s.h.Ops = s.h.Ops[:before]
	ghost := s.l.Recorder.Begin(s.h.Client)
	ghost.Ops, ghost.Note = ops[len(ops)-1:], "rolled back to a savepoint"
	s.l.Recorder.End(ghost, history.Aborted)
	if s.rng.IntN(4) > 0 {
		s.h.Ops = append(s.h.Ops, ops[:len(ops)-1]...) // its read stays
	}
	return s.t.RollbackTo(s.g.Ctx, sp)
}

// Final reads all lists, so that all that was appended is in some read.
func (l *Lists) Final(g *Gateway) error {
	h := l.Recorder.Begin(-1)
	h.Note = "final"
	t := g.DB.Begin(coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true})
	s := &listTxn{l: l, g: g, h: h, t: t}
	err := s.scan(false)
	sent := err == nil
	if sent {
		_, err = t.Commit(context.Background())
	}
	s.end(sent, err)
	return err
}

// TouchAll appends to every list in one transaction, again until it commits.
func (l *Lists) TouchAll(ctx context.Context, g *Gateway) error {
	for {
		h := l.Recorder.Begin(-1)
		h.Note = "touches all"
		t := g.DB.Begin(coord.TxnOptions{Isolation: l.Isolation})
		s := &listTxn{l: l, g: g, h: h, t: t}
		err := s.touch()
		sent := err == nil
		if sent {
			_, err = t.Commit(ctx)
		} else {
			t.Rollback(ctx)
		}
		s.end(sent, err)
		if err == nil || ctx.Err() != nil || !expected(err) {
			return err
		}
	}
}

func (s *listTxn) touch() error {
	for k := range s.l.Keys {
		if err := s.append(k); err != nil {
			return err
		}
	}
	return nil
}

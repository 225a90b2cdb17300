package store

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// ledger is what clients know: which commits they began, and which were
// acknowledged. Commit n of writer w writes two rows, w/n/a and w/n/b.
type ledger struct {
	mu           sync.Mutex
	begun, acked map[string]bool
}

func newLedger() *ledger { return &ledger{begun: map[string]bool{}, acked: map[string]bool{}} }

func (l *ledger) note(m map[string]bool, commit string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	m[commit] = true
}

func (l *ledger) snapshot(m map[string]bool) map[string]bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(m)
}

// powerCut is the disk as a power cut left it, and what the clients knew then.
type powerCut struct {
	op           int
	fs           pebbleengine.CrashFS
	acked, begun map[string]bool
}

// cutter takes power cuts at every change of the file system.
type cutter struct {
	mu     sync.Mutex
	disk   pebbleengine.CrashFS
	ledger *ledger
	rng    *rand.Rand
	ops    int
	cuts   []powerCut
	plant  func(pebbleengine.Op) error // nil: none
}

func (c *cutter) hook(op pebbleengine.Op) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ops++
	acked := c.ledger.snapshot(c.ledger.acked)
	fs := c.disk.Crash([]int{0, 0, 50, 100}[c.rng.IntN(4)], c.rng)
	c.cuts = append(c.cuts, powerCut{c.ops, fs, acked, c.ledger.snapshot(c.ledger.begun)})
	if c.plant != nil {
		return c.plant(op)
	}
	return nil
}

// commit writes both rows of a commit.
func (e *env) commit(ctx context.Context, name string) error {
	a, b := userKey(name+"/a"), userKey(name+"/b")
	return e.do(ctx, a, func(d *descriptor.Range, s kvpb.Sender) error {
		txn := e.txn()
		return s.Send(ctx, &kvpb.CommitRequest{
			Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn},
			ReadTs: txn.Age, LatestTs: txn.Age + int64(5*time.Second),
			Writes: []*kvpb.Write{
				{Key: a, Value: []byte(name), Mode: kvpb.LockMode_UPDATE},
				{Key: b, Value: []byte(name), Mode: kvpb.LockMode_UPDATE},
			},
		}, &kvpb.CommitResponse{})
	})
}

// workload runs concurrent writers over several ranges, and splits between them.
func workload(t *testing.T, e *env, l *ledger, writers, commits int) {
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range commits {
				name := fmt.Sprintf("w%d/%03d", w, i)
				l.note(l.begun, name)
				if err := e.commit(t.Context(), name); err != nil {
					t.Errorf("commit %s: %v", name, err)
					return
				}
				l.note(l.acked, name)
				if i == commits/2 {
					if err := e.split(t.Context(), userKey(fmt.Sprintf("w%d/", w))); err != nil {
						t.Errorf("split: %v", err)
					}
				}
			}
		})
	}
	wg.Wait()
}

// verify opens what a power cut left, and compares it with what the clients knew.
func (c powerCut) verify(t *testing.T) error {
	e, err := tryOpenEnv(t, c.fs, nil)
	if err != nil {
		return fmt.Errorf("after operation %d: the store does not open: %w", c.op, err)
	}
	defer e.close()
	for _, d := range e.store.Ranges() { // each wakes and applies the rest of its log
		if _, err := e.store.ranges.get(d.ID).ready(t.Context()); err != nil {
			return fmt.Errorf("after operation %d: %s: %w", c.op, d, err)
		}
	}
	found := rowsOf(t, e.engine, keys.Span{Start: userKey(""), End: userKey("").PrefixEnd()})
	have := make(map[string]bool)
	for k, name := range found {
		half := strings.TrimPrefix(k, string(userKey(name+"/")))
		other := map[string]string{"a": "/b", "b": "/a"}[half]
		if found[string(userKey(name+other))] != name {
			return fmt.Errorf("after operation %d: half of commit %s is missing", c.op, name)
		}
		if !c.begun[name] {
			return fmt.Errorf("after operation %d: commit %s was never begun", c.op, name)
		}
		have[name] = true
	}
	for name := range c.acked {
		if !have[name] {
			return fmt.Errorf("after operation %d: commit %s was acknowledged and is gone", c.op, name)
		}
	}
	if err := e.commit(t.Context(), "after"); err != nil {
		return fmt.Errorf("after operation %d: a new commit: %w", c.op, err)
	}
	return covered(e.store.Ranges())
}

func covered(ranges []*descriptor.Range) error {
	at := keys.MinKey
	for _, d := range ranges {
		if !bytes.Equal(d.Start, at) {
			return fmt.Errorf("%s begins at %s, want %s", d, d.Start, at)
		}
		at = d.End
	}
	return nil
}

func runCuts(t *testing.T, writers, commits int, plant func(pebbleengine.Op) error, change func(*Options)) []powerCut {
	disk, l := pebbleengine.NewCrashFS(), newLedger()
	c := &cutter{disk: disk, ledger: l, plant: plant, rng: rand.New(rand.NewPCG(1, 1))}
	e := openEnv(t, pebbleengine.WithHook(disk, c.hook), change)
	workload(t, e, l, writers, commits)
	e.close()
	return c.cuts
}

// A power cut after every write leaves a store that opens and holds all that was
// acknowledged, and nothing by halves.
func TestPowerCuts(t *testing.T) {
	cuts := runCuts(t, 4, 12, nil, func(o *Options) { o.LogBytesMax = 2000 })
	if len(cuts) < 100 {
		t.Errorf("only %d power cuts", len(cuts))
	}
	for _, c := range cuts {
		if err := c.verify(t); err != nil {
			t.Fatal(err)
		}
	}
}

// The test above notices when something is not synced that should be.
func TestPowerCutsNoticeMissingSync(t *testing.T) {
	for name, run := range map[string]func() []powerCut{
		"the writer does not sync": func() []powerCut {
			return runCuts(t, 4, 10, nil, func(o *Options) { o.PlantedNoSync = true })
		},
		"the disk does not sync": func() []powerCut {
			return runCuts(t, 4, 10, func(op pebbleengine.Op) error {
				if op.Kind == pebbleengine.OpSync && strings.HasSuffix(op.Path, ".log") {
					return pebbleengine.ErrSkip
				}
				return nil
			}, nil)
		},
	} {
		noticed := false
		for _, c := range run() {
			if err := c.verify(t); err != nil {
				noticed = true
				break
			}
		}
		if !noticed {
			t.Errorf("%s: nobody noticed", name)
		}
	}
}

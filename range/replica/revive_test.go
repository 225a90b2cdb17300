package replica_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
)

const (
	upd    = kvpb.LockMode_UPDATE
	share  = kvpb.LockMode_KEY_SHARE
	noWait = kvpb.WaitPolicy_NOWAIT
)

// flushLocked has transaction n lock rows, write and flush them.
func (e *env) flushLocked(n int, mode kvpb.LockMode, ks ...string) {
	e.t.Helper()
	if _, err := e.lock(n, mode, ks...); err != nil {
		e.t.Fatal(err)
	}
	q := &kvpb.FlushRequest{Header: header(n)}
	for i, k := range ks {
		w := put(k, "flushed")
		w.Seq, w.Mode = uint64(i+1), mode
		q.Writes = append(q.Writes, w)
		q.Expects = append(q.Expects, expects(k, 0, mode, true))
	}
	if err := e.Replica(1).Send(e.ctx, q, &kvpb.FlushResponse{}); err != nil {
		e.t.Fatal(err)
	}
}

// The intents of flushed rows stand for their locks: those leave the memory, and others
// meet them all the same, until the transaction lets go, under whatever lease.
func TestIntentsStandForLocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		var ks []string
		for i := range 1000 {
			ks = append(ks, fmt.Sprintf("k%04d", i))
		}
		e.flushLocked(1, upd, ks...)
		if n := e.Replica(1).Locks(); n != 0 {
			t.Errorf("%d locks are in memory after the flush", n)
		}
		_, err := e.lockWith(2, upd, noWait, 0, "k0500")
		wantReason(t, err, "refused: locked")
		_, err = e.lockWith(2, share, noWait, 0, "k0500")
		wantReason(t, err, "refused: locked")
		if l, err := e.lockWith(2, upd, kvpb.WaitPolicy_SKIP_LOCKED, 0, "k0501", "z"); err != nil || !l[0].Skipped || l[1].Skipped {
			t.Errorf("SKIP LOCKED: %v, %v", l, err)
		}
		if _, err := e.lock(1, upd, "k0500"); err != nil {
			t.Errorf("its own lock: %v", err)
		}
		e.NewTerm(1, replica.LeaseStart{}) // a crash: what was in memory is gone
		_, err = e.lockWith(2, upd, noWait, 0, "k0777")
		wantReason(t, err, "refused: locked")

		done := make(chan time.Duration)
		begun := time.Now()
		go func() {
			if _, err := e.lock(3, upd, "k0500"); err != nil {
				t.Error(err)
			}
			done <- time.Since(begun)
		}()
		time.Sleep(time.Second)
		e.release(1)
		if took := <-done; took != time.Second {
			t.Errorf("the lock was granted after %v", took)
		}
		if _, err := e.lockWith(2, upd, noWait, 0, "k0600"); err != nil {
			t.Errorf("after the end: %v", err)
		}
	})
}

// A lock stays in memory where somebody waits for it, or shares it; weak locks stay weak.
func TestLocksThatStay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		if _, err := e.lock(1, upd, "a"); err != nil {
			t.Fatal(err)
		}
		granted := false
		go func() {
			_, err := e.lock(2, upd, "a")
			granted = err == nil
		}()
		synctest.Wait()
		e.flushLocked(1, upd, "a")
		synctest.Wait()
		if granted {
			t.Error("a flush gave the lock to who waited for it")
		}
		e.flushLocked(3, kvpb.LockMode_NO_KEY_UPDATE, "b")
		if _, err := e.lockWith(4, share, noWait, 0, "b"); err != nil {
			t.Errorf("KEY SHARE beside NO KEY UPDATE: %v", err)
		}
		_, err := e.lockWith(4, kvpb.LockMode_SHARE, noWait, 0, "b")
		wantReason(t, err, "refused: locked")
		e.release(1)
		synctest.Wait()
		if !granted {
			t.Error("the lock was not granted after the end")
		}
		e.release(2)
		e.release(3)
		e.release(4)
	})
}

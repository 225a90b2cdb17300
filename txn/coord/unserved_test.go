package coord_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/txn/coord"
)

// Where nobody serves a range, requests pause and go on if somebody does in time; else
// they end with 40001, or with 40003 where one of them may have come to something.
func TestNobodyServes(t *testing.T) {
	read := func(x *txn) error { _, _, err := x.Get(x.ctx, key("a"), kvpb.WholeRow, nil); return err }
	scan := func(x *txn) error { _, err := x.tryScan("", "~", false, 0); return err }
	lock := func(x *txn) error { _, err := x.tryLock("b", kvpb.LockMode_UPDATE, coord.LockOptions{}); return err }
	commit := (*txn).tryCommit
	lostReply := func(m lossy.Message) lossy.Fate {
		return lossy.Fate{ReplyLost: m.Method == kvpb.MethodCommit || m.Method == kvpb.MethodStage, Timeout: time.Millisecond}
	}
	for _, tt := range []struct {
		name  string
		puts  []string
		do    func(*txn) error
		fate  func(lossy.Message) lossy.Fate
		pause time.Duration
		want  string
	}{
		{"a failover under a read", nil, read, nil, 3 * time.Second, "00000"},
		{"a failover under a lock", nil, lock, nil, 3 * time.Second, "00000"},
		{"a failover under a commit", []string{"a"}, commit, nil, 3 * time.Second, "00000"},
		// Stages have one c: it is over when timestamps are closed beyond it, three seconds later.
		{"a failover under a commit of two ranges", []string{"a", "z"}, commit, nil, 2900 * time.Millisecond, "00000"},
		{"a failover after a commit whose answer was lost", []string{"a"}, commit, lostReply, 3 * time.Second, "00000"},
		{"a failover after stages whose answers were lost", []string{"a", "z"}, commit, lostReply, 3 * time.Second, "00000"},
		{"a read", nil, read, nil, time.Hour, "40001"},
		{"a scan", nil, scan, nil, time.Hour, "40001"},
		{"a lock", nil, lock, nil, time.Hour, "40001"},
		{"a commit", []string{"a"}, commit, nil, time.Hour, "40001"},
		{"a commit of two ranges", []string{"a", "z"}, commit, nil, time.Hour, "40001"},
		{"a commit whose answer was lost", []string{"a"}, commit, lostReply, time.Hour, "40003"},
		{"stages whose answers were lost", []string{"a", "z"}, commit, lostReply, time.Hour, "40003"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := start(t, nil, "m")
				e.set("a", "0", "z", "0")
				x := e.begin(sr)
				for _, k := range tt.puts {
					x.put(k, "1")
				}
				if tt.fate != nil { // the first answers are lost, and then nobody serves
					e.faults(func(m lossy.Message) lossy.Fate {
						f := tt.fate(m)
						if f.ReplyLost {
							time.AfterFunc(f.Timeout/2, func() { e.gate.until.CompareAndSwap(0, time.Now().Add(tt.pause).UnixNano()) })
						}
						return f
					})
					time.AfterFunc(time.Second, func() { e.faults(nil) })
				} else {
					e.gate.until.Store(time.Now().Add(tt.pause).UnixNano())
				}
				begun := time.Now()
				err := tt.do(x)
				took := time.Since(begun)
				if code(err) != tt.want {
					t.Errorf("got %s (%v), want %s", code(err), err, tt.want)
				}
				if most := 45 * time.Second; took > most {
					t.Errorf("it took %v", took)
				}
				if _, ok := errors.AsType[*coord.UnavailableError](err); ok != (tt.want == "40001") {
					t.Errorf("the error is a %T", err)
				}
				e.gate.until.Store(0)
				x.Rollback(x.ctx)
				want := "0"
				if tt.want == "00000" && len(tt.puts) > 0 {
					want = "1"
				}
				if tt.want != "40003" {
					e.want(e.begin(sr).get("a"), want)
				}
				t.Logf("%v: %v", took, err)
				e.close()
			})
		})
	}
}

// TestSentAgainHasTime: a commit that comes to its range only once its first time is over goes there with more, as far
// as the schema is certified. The range would else close that time first, to say so for good.
func TestSentAgainHasTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil)
		x := e.begin(sr)
		x.put("a", "1")
		x.SetCertifier(&certifier{upto: func(need, _ hlc.Timestamp) (hlc.Timestamp, error) { return need, nil }})
		opens := time.Now().Add(time.Second)
		sent := 0
		e.faults(func(m lossy.Message) lossy.Fate {
			if m.Method == kvpb.MethodCommit && !time.Now().Before(opens) {
				sent++
			}
			return lossy.Fate{}
		})
		e.gate.until.Store(opens.UnixNano())
		x.commit()
		if sent != 1 {
			t.Errorf("%d messages from when it is served, want 1", sent)
		}
		e.faults(nil)
		e.want(e.all(), "a=1")
		e.close()
	})
}

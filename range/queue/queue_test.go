package queue

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/stop"
)

// diary is what a queue has done, and when.
type diary struct {
	began time.Time
	lines []string
}

func (d *diary) note(what any) {
	d.lines = append(d.lines, fmt.Sprintf("%v %v", time.Since(d.began), what))
}

// want compares it, once the queue rests: in a bubble, that also orders the queue's notes before this look.
func (d *diary) want(t *testing.T, want ...string) {
	t.Helper()
	synctest.Wait()
	if !slices.Equal(d.lines, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(d.lines, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// inBubble runs a queue in virtual time. The job's Work is told of by the diary.
func inBubble(t *testing.T, j Job, f func(q *Queue, d *diary)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &diary{began: time.Now()}
		work := j.Work
		j.Work = func(ctx context.Context, id uint64) (time.Duration, error) {
			d.note(id)
			if work == nil {
				return 0, nil
			}
			return work(ctx, id)
		}
		q, g := New(j), stop.New()
		q.Start(g)
		defer g.Stop()
		f(q, d)
	})
}

// Ranges come in the order of their turns, each once (Q2).
func TestTurns(t *testing.T) {
	inBubble(t, Job{}, func(q *Queue, d *diary) {
		q.Add(3, 3*time.Second)
		q.Add(1, time.Second)
		q.Add(5, 3*time.Second)
		q.Add(4, 9*time.Second)
		q.Add(4, 2*time.Second) // forward
		q.Add(1, 7*time.Second) // not back
		q.Add(6, 20*time.Second)
		q.Add(6, 500*time.Millisecond) // before all
		if s := q.Stats(); s.Waiting != 5 || !q.Has(4) || q.Has(2) {
			t.Errorf("%+v", s)
		}
		time.Sleep(time.Minute)
		d.want(t, "500ms 6", "1s 1", "2s 4", "3s 3", "3s 5")
		q.Add(1, 0)
		q.Add(2, 0)
		time.Sleep(time.Minute)
		d.want(t, "500ms 6", "1s 1", "2s 4", "3s 3", "3s 5", "1m0s 1", "1m0s 2")
		if s := q.Stats(); s.Waiting != 0 || s.Done != 7 || s.Failed != 0 {
			t.Errorf("%+v", s)
		}
	})
}

// One thing is done at a time; what is added meanwhile is done after it (Q1).
func TestOneAtATime(t *testing.T) {
	busy := false
	work := func(context.Context, uint64) (time.Duration, error) {
		if busy {
			t.Error("two at a time")
		}
		busy = true
		time.Sleep(10 * time.Second)
		busy = false
		return 0, nil
	}
	inBubble(t, Job{Work: work}, func(q *Queue, d *diary) {
		q.Add(1, 0)
		time.Sleep(time.Second)
		q.Add(1, 0)
		q.Add(2, 0)
		time.Sleep(time.Minute)
		d.want(t, "0s 1", "10s 1", "20s 2")
		if s := q.Stats(); s.Busy != 30*time.Second {
			t.Errorf("%+v", s)
		}
	})
}

// What fails comes again later each time, up to a bound, or not at all (Q3).
func TestBackoff(t *testing.T) {
	for _, tt := range []struct {
		name  string
		pace  Pace
		err   error
		fails uint64
		want  []string
	}{
		{"again", Pace{Backoff: time.Second, BackoffMax: 5 * time.Second}, errors.New("no"), 5, []string{"0s 1", "1s 1", "3s 1", "7s 1", "12s 1", "17s 1"}},
		{"later", Pace{Backoff: time.Second, BackoffMax: 5 * time.Second}, errLater, 0, []string{"0s 1", "1s 1", "3s 1", "7s 1", "12s 1", "17s 1"}},
		{"not again", Pace{}, errors.New("no"), 1, []string{"0s 1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tries := 0
			work := func(context.Context, uint64) (time.Duration, error) {
				if tries++; tries == 6 {
					return 0, nil
				}
				return 0, tt.err
			}
			inBubble(t, Job{Work: work, Pace: tt.pace}, func(q *Queue, d *diary) {
				q.Add(1, 0)
				time.Sleep(time.Minute)
				d.want(t, tt.want...)
				if s := q.Stats(); s.Failed != tt.fails || s.Waiting != 0 {
					t.Errorf("%+v", s)
				}
			})
		})
	}
}

// A success ends the back-off; work may ask to come again.
func TestAgain(t *testing.T) {
	tries := 0
	work := func(context.Context, uint64) (time.Duration, error) {
		if tries++; tries == 3 || tries > 4 {
			return 4 * time.Second, nil
		}
		return time.Hour, errors.New("no")
	}
	inBubble(t, Job{Work: work, Pace: Pace{Backoff: time.Second, BackoffMax: time.Minute}}, func(q *Queue, d *diary) {
		q.Add(1, 0)
		time.Sleep(15 * time.Second)
		d.want(t, "0s 1", "1s 1", "3s 1", "7s 1", "8s 1", "12s 1")
	})
}

// A queue rests after its work, and work that takes too long is told so.
func TestPace(t *testing.T) {
	work := func(ctx context.Context, id uint64) (time.Duration, error) {
		return 0, stop.Sleep(ctx, time.Duration(id)*time.Second)
	}
	pace := Pace{Timeout: 5 * time.Second, Rest: time.Second, RestTimes: 2}
	inBubble(t, Job{Work: work, Pace: pace}, func(q *Queue, d *diary) {
		for _, id := range []uint64{2, 60, 3} {
			q.Add(id, 0)
		}
		time.Sleep(time.Minute)
		d.want(t, "0s 2", "7s 60", "23s 3")
		if s := q.Stats(); s.Done != 2 || s.Failed != 1 {
			t.Errorf("%+v", s)
		}
	})
}

// Who looks adds what it finds, between two pieces of work; Begin comes first.
func TestLook(t *testing.T) {
	var q0 *Queue
	looks := uint64(0)
	j := Job{
		LookEvery: 10 * time.Second,
		Look: func(context.Context) {
			looks++
			q0.Add(looks, time.Second)
			q0.Keep(func(id uint64) bool { return id != 2 })
		},
		Begin: func() { q0.Add(9, 0) },
		Work: func(_ context.Context, id uint64) (time.Duration, error) {
			if id == 3 {
				time.Sleep(time.Minute)
			}
			return 0, nil
		},
	}
	synctest.Test(t, func(t *testing.T) {
		d := &diary{began: time.Now()}
		work := j.Work
		j.Work = func(ctx context.Context, id uint64) (time.Duration, error) { d.note(id); return work(ctx, id) }
		q, g := New(j), stop.New()
		q0 = q
		q.Start(g)
		defer g.Stop()
		time.Sleep(95 * time.Second)
		d.want(t, "0s 9", "11s 1", "31s 3", "1m32s 4")
	})
}

// Nothing is done after the end, and what is under way has ended (Q5).
func TestStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended, n := false, 0
		q, g := New(Job{Pace: Pace{Backoff: time.Second, BackoffMax: time.Second}, Work: func(ctx context.Context, _ uint64) (time.Duration, error) {
			n++
			<-ctx.Done()
			time.Sleep(time.Second)
			ended = true
			return 0, ctx.Err()
		}}), stop.New()
		q.Start(g)
		q.Add(1, 0)
		q.Add(2, 0)
		synctest.Wait()
		g.Stop()
		if !ended || n != 1 {
			t.Errorf("ended %v, %d pieces of work", ended, n)
		}
		q.Add(3, 0) // harmless
	})
}

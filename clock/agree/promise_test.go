package agree

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// TestPromiseRaised (C5): a source that gets worse bit by bit costs no permit, whether what it says is
// remembered or not; one that contradicts what it had said costs the number.
func TestPromiseRaised(t *testing.T) {
	const step = 10 * time.Millisecond
	for _, tt := range []struct {
		name        string
		older       bool                                        // nobody may raise promises
		error, off  func(since time.Duration) (d time.Duration) // of the first node's source
		least, most time.Duration                               // without a permit
		renumbered  bool
		raised      bool
	}{
		{name: "steady", error: fixed(5 * time.Millisecond), off: fixed(0)},
		{name: "grows as a kernel's", error: func(d time.Duration) time.Duration { return 5*time.Millisecond + d/2000 }, off: fixed(0), raised: true},
		{name: "worse at once, and no contradiction", error: func(d time.Duration) time.Duration {
			if d > time.Second {
				return 40 * time.Millisecond
			}
			return 5 * time.Millisecond
		}, off: fixed(0), raised: true},
		{name: "was wrong, and is set right", error: fixed(5 * time.Millisecond), off: func(d time.Duration) time.Duration {
			if d < time.Second {
				return -14 * time.Millisecond
			}
			return 25 * time.Millisecond
		}, renumbered: true, least: LeadDefault * 9 / 10, most: 3 * LeadDefault},
		{name: "the same, and nobody may raise promises", older: true, error: fixed(5 * time.Millisecond), off: func(d time.Duration) time.Duration {
			if d < time.Second {
				return -14 * time.Millisecond
			}
			return 25 * time.Millisecond
		}, renumbered: true, least: LeadDefault * 9 / 10, most: 3 * LeadDefault},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all, now := meet(t, 3)
			for _, s := range all {
				if !tt.older {
					s.AllowRaises()
				}
			}
			began, base, number := now.Elapsed, all[0].Clock(now), Number(0)
			utc := func(i int) Now {
				n, since := now, now.Elapsed-began
				mid, e := base.Add(since), 5*time.Millisecond
				if i == 0 {
					mid, e = mid.Add(tt.off(since)), tt.error(since)
				} else {
					e = 30 * time.Millisecond
				}
				n.UTC = Interval{mid.Add(-e), mid.Add(e)}
				return n
			}
			without, grown := time.Duration(0), all[0].met.Raises
			for now.Elapsed-began < 20*time.Second {
				now.Elapsed += step
				for i, s := range all {
					s.Tick(utc(i))
					for d, ok := s.Save(utc(i)); ok; d, ok = s.Save(utc(i)) {
						s.Saved(utc(i), d, true)
					}
					for j, o := range all {
						if i != j {
							note := s.Note(utc(i), uint32(j+1))
							if err := o.Hear(utc(j), uint32(i+1), &note); err != nil {
								t.Fatal(err)
							}
						}
					}
				}
				if now.Elapsed-began == time.Second-step {
					number = all[0].holder.number
				}
				if !servesNow(all[0], utc(0)) {
					without += step
				}
			}
			if without < tt.least || without > tt.most {
				t.Errorf("without a permit for %v, want %v to %v: %s", without, tt.least, tt.most, all[0].Why())
			}
			if got := all[0].holder.number != number; got != tt.renumbered {
				t.Errorf("has taken another number: %v", got)
			}
			if got := all[0].met.Raises > grown; got != tt.raised {
				t.Errorf("has raised its promise: %v", got)
			}
			t.Logf("without a permit for %v, %d raised, promises %v", without, all[0].met.Raises, all[0].holder.promise.most)
		})
	}
}

func fixed(d time.Duration) func(time.Duration) time.Duration {
	return func(time.Duration) time.Duration { return d }
}

// TestAsksOutOfTurn (C5): an ask of before a promise was raised does not have the lower one listed
// again; and what was granted of that counts below the U of then alone.
func TestAsksOutOfTurn(t *testing.T) {
	all, now := meet(t, 3)
	giver := all[1].giver
	ask := func(step uint64, e time.Duration) *record {
		all[1].give(now, 1, &Ask{Number: all[0].holder.number, Cap: noteBase, Promise: e, Length: LengthDefault, Step: step}, now.Elapsed)
		return giver.record(1)
	}
	ask(0, time.Millisecond)
	r := ask(1, 5*time.Millisecond)
	if r.Promise != 5*time.Millisecond || r.From != giver.u || giver.grant(r) != nil {
		t.Fatalf("listed are %+v before they are stored, with U %d", r.Given, giver.u)
	}
	if r = ask(0, time.Millisecond); r.Promise != 5*time.Millisecond || r.Step != 1 {
		t.Errorf("a late ask has %v listed", r.Promise)
	}
	p := promise{}
	p.begin(time.Millisecond)
	copy(p.was[1:], p.was[:])
	p.step, p.most, p.was[0] = 1, 5*time.Millisecond, time.Millisecond
	for _, tt := range []struct {
		step uint64
		from hlc.Timestamp
		want time.Duration
	}{
		{0, 0, time.Millisecond},
		{1, noteBase, 5 * time.Millisecond},
		{1, noteBase + 1, time.Millisecond},
	} {
		if got := p.listed(&grant{step: tt.step, from: tt.from}, noteBase, &rules{}); got != tt.want {
			t.Errorf("step %d from %d: %v, want %v", tt.step, tt.from, got, tt.want)
		}
	}
}

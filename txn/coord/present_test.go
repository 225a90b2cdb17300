package coord

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/descriptor"
)

// lateClock is a clock whose last reading is old.
type lateClock struct {
	Clock
	last, now hlc.Timestamp
	degraded  bool
}

func (c *lateClock) Sound() (hlc.Reading, bool) { return hlc.Reading(c.now), true }
func (c *lateClock) Degraded() bool             { return c.degraded }

// TestLearnPresent: what is closed counts as ahead by what it is ahead of now, not of when the request left
// or the clock was well last; and by no more than leaseholders close.
func TestLearnPresent(t *testing.T) {
	const ms = time.Millisecond
	began := hlc.Timestamp(1000 * time.Second)
	for _, tt := range []struct {
		name     string
		now      time.Duration // after the last reading
		degraded bool
		closed   time.Duration // after the last reading
		want     time.Duration
	}{
		{"ahead of now", 10 * ms, false, 90 * ms, 80 * ms},
		{"closed behind now, while an answer was waited for", 26 * time.Second, false, 23 * time.Second, 0},
		{"closed behind the last reading", 10 * ms, false, -time.Second, 0},
		{"by a clock that is not well", 10 * ms, true, 90 * ms, 0},
		{"no further ahead than leases reach", 10 * ms, false, time.Minute, 500 * ms},
	} {
		c := &lateClock{last: began, now: began.Add(tt.now), degraded: tt.degraded}
		db := &DB{present: &nearby{}, last: func() hlc.Reading { return hlc.Reading(c.last) }}
		db.o.Clock = c
		desc := &descriptor.Range{ID: 7}
		db.learnPresent(desc, int64(began.Add(tt.closed)))
		if got := db.presentLead(desc); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestLongestPresent: the longest of what is known to be closed ahead is told, whichever falls, rises or goes.
func TestLongestPresent(t *testing.T) {
	const ms = time.Millisecond
	began := hlc.Timestamp(1000 * time.Second)
	db := &DB{present: &nearby{}, last: func() hlc.Reading { return hlc.Reading(began) }}
	db.o.Clock = &lateClock{last: began, now: began}
	for i, tt := range []struct {
		id           uint64
		closed, most time.Duration
	}{
		{1, 80 * ms, 80 * ms}, {2, 40 * ms, 80 * ms}, {1, ms, 70 * ms}, {2, 90 * ms, 90 * ms},
		{2, -ms, 70 * ms}, {3, 20 * ms, 70 * ms}, {1, -ms, 20 * ms}, {3, -ms, 0},
	} {
		db.learnPresent(&descriptor.Range{ID: tt.id}, int64(began.Add(tt.closed)))
		if got := time.Duration(db.lead.presents.most.Load()); got != tt.most {
			t.Errorf("%d: %v, want %v", i, got, tt.most)
		}
	}
}

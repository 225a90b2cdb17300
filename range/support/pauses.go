package support

import (
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// pauses remembers how long requests for a promise took of late, from when they were made
// to when their answers were taken: the network's round trip, two disks' syncs, and what
// the processes at both ends stood still meanwhile. Answers that never came tell nothing: their
// store may be gone.
type pauses struct {
	since   hlc.Timestamp // requests from then on have the present Length
	settled bool          // since is set
	turned  hlc.Timestamp // when now became before
	now     time.Duration
	before  time.Duration
}

// pausesFor is how long a pause is remembered, at least; at most twice as long.
const pausesFor = 5 * time.Minute

// asks is told that requests go out.
func (p *pauses) asks(now hlc.Reading) {
	if !p.settled {
		p.since, p.settled = now.Timestamp(), true
	}
}

// changed is told that the length of promises changes: what was asked for before can't be
// told from its end any more.
func (p *pauses) changed() { p.settled = false }

// answered is told of a promise, for which was asked at a timestamp.
func (p *pauses) answered(asked hlc.Timestamp, now hlc.Reading) {
	if !p.settled || asked < p.since {
		return
	}
	p.turn(now)
	p.now = max(p.now, now.Timestamp().Sub(asked))
}

// turn forgets what is old.
func (p *pauses) turn(now hlc.Reading) {
	switch age := now.Timestamp().Sub(p.turned); {
	case age < pausesFor:
		return
	case age < 2*pausesFor:
		p.before = p.now
	default:
		p.before = 0
	}
	p.now, p.turned = 0, now.Timestamp()
}

// longest is the longest pause that is remembered.
func (p *pauses) longest(now hlc.Reading) time.Duration {
	p.turn(now)
	return max(p.now, p.before)
}

// Package retry is the pace of what is tried again: a short pause first, since most of what is in the way
// is gone soon, then twice as long each time, since what lasts is not to be asked all the time, up to a
// longest one, since somebody waits for the end of it.
//
// A Policy is a constant of whoever tries, with the reason beside it. What an answer means, when to give
// up, and whether a try may be repeated at all is the caller's: for requests to ranges that is
// range/distsender's.
package retry

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/base/stop"
)

// Policy says how long the pauses between tries are. There is no chance in them: who must not fall into
// step with others adds that.
type Policy struct {
	First   time.Duration // above zero
	Longest time.Duration // at least First
}

// Begin returns the pauses of one piece of work.
func (p Policy) Begin() Pauses { return Pauses{policy: p, next: p.First} }

// Pauses are those of one piece of work. For one goroutine.
type Pauses struct {
	policy Policy
	next   time.Duration
}

// Next returns the next pause, for who waits by himself, and lengthens the one after it.
func (p *Pauses) Next() time.Duration {
	d := p.next
	p.next = min(2*d, p.policy.Longest)
	return d
}

// Sleep waits for the next pause, or until ctx ends, whose error it then returns.
func (p *Pauses) Sleep(ctx context.Context) error { return stop.Sleep(ctx, p.Next()) }

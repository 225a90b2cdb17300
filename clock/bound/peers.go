package bound

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// Word is what a node was heard to say of its clock, compared with this node's own.
type Word struct {
	Node uint32
	// The node's clock less this one lies within [Low, High].
	Low, High time.Duration
	Error     time.Duration // it says that it is wrong by so much at most, its Step in it
	Step      time.Duration // by how much what it follows is ahead of it
	Budget    time.Duration // E, as it was told
	Machine   uint64        // its machine's boot; 0: not told
	Offset    int64         // of its clock over that boot, where all nodes read one clock
	Settled   bool          // it has compared its clock, and serves
	At        time.Duration // when, by this process's monotonic clock
}

// Self is this node's own side of the comparison.
type Self struct {
	Error, Step time.Duration
	Budget      time.Duration
	Machine     uint64
	Offset      int64
	Settled     bool
	Since       time.Duration // the clock was made, or moved: what was heard before contradicts nothing
}

// Of comparisons: how long what was heard counts, and by how much two clocks may have
// moved apart since, each slewed by 500 ppm at most.
const (
	WordAge      = 15 * time.Second
	wordDriftPPM = 1000
)

// Verdict is what follows from what was heard.
type Verdict struct {
	Compared int      // nodes whose word counts
	Against  []uint32 // of those, whose clocks contradict this one: both can't be within their errors
	Reason   string   // of the first of them
	Held     bool     // the clock must not be acted upon: as many contradict it as agree, itself counted

	// StepRight: most nodes' sources agree with this one's, a step that this clock has not
	// followed included. StepWrong: most contradict it.
	StepRight, StepWrong bool

	Least, Most time.Duration // of others' budgets; Least is MaxInt64 where there are none

	// Adopt: this clock is to be the machine's with that offset.
	Adopt  bool
	Offset int64
}

// Judge compares this node's clock with what was heard of others by now. A clock that is
// contradicted by as many others as agree with it, itself counted, is held: of two that
// contradict each other both are, of three the one that is wrong (if one is).
//
// It is a function of its arguments; words is not changed.
func Judge(self Self, words []Word, now time.Duration) Verdict {
	v := Verdict{Least: math.MaxInt64}
	right, wrong := 0, 0 // sources
	for _, w := range words {
		if now-w.At > WordAge {
			continue
		}
		if w.At < self.Since {
			// How far apart the two were is past. That it serves by the very clock that this node
			// has taken over since is not.
			if w.Settled && oneClock(self, w) {
				v.compared(w)
			}
			continue
		}
		v.share(self, w)
		if toFollow(self, w) {
			continue
		}
		v.compared(w)
		if why := contradiction(self, w, now); why != "" {
			v.Against = append(v.Against, w.Node)
			if v.Reason == "" {
				v.Reason = why
			}
		}
		if sourcesAgree(self, w, now) {
			right++
		} else {
			wrong++
		}
	}
	slices.Sort(v.Against)
	v.Held = len(v.Against) > 0 && len(v.Against) >= v.Compared-len(v.Against)+1
	v.StepRight, v.StepWrong = right > wrong, wrong >= right+1
	return v
}

// compared counts a word.
func (v *Verdict) compared(w Word) {
	v.Compared++
	v.Least, v.Most = min(v.Least, w.Budget), max(v.Most, w.Budget)
}

// oneMachine reports whether the two are processes of one machine that are to share a clock.
func oneMachine(self Self, w Word) bool {
	return self.Budget == 0 && w.Budget == 0 && self.Machine != 0 && w.Machine == self.Machine
}

// oneClock reports whether they do.
func oneClock(self Self, w Word) bool { return oneMachine(self, w) && w.Offset == self.Offset }

// toFollow reports whether the other process has only started, and is to take this one's
// clock or another's before it serves: what it reads until then contradicts nobody.
func toFollow(self Self, w Word) bool {
	return oneMachine(self, w) && !w.Settled && w.Offset != self.Offset && (self.Settled || w.Offset < self.Offset)
}

// share decides which offset the processes of one machine have: one that has settled keeps
// its own, and the others take it; of several that have not, or that disagree all the same,
// the highest wins, for clocks can go forward at any time.
func (v *Verdict) share(self Self, w Word) {
	if !oneMachine(self, w) || w.Offset == self.Offset {
		return
	}
	switch {
	case w.Settled && !self.Settled:
	case self.Settled && !w.Settled, w.Offset < self.Offset:
		return
	}
	if !v.Adopt || w.Offset > v.Offset {
		v.Adopt, v.Offset = true, w.Offset
	}
}

// contradiction says why two clocks can't both be right; "": they can.
func contradiction(self Self, w Word, now time.Duration) string {
	switch {
	case (self.Budget == 0) != (w.Budget == 0):
		return fmt.Sprintf("node %d counts with clocks that are wrong by up to %v, this one by up to %v: 0 is for nodes of one machine alone", w.Node, w.Budget, self.Budget)
	case self.Budget == 0 && self.Machine != 0 && w.Machine != 0 && self.Machine != w.Machine:
		return fmt.Sprintf("node %d runs on another machine, or was started before this one booted, and a clock error of 0 was told to both", w.Node)
	case self.Budget == 0 && self.Machine != 0 && w.Machine != 0:
		if self.Offset != w.Offset {
			return fmt.Sprintf("node %d reads another clock of this machine, %v away", w.Node, time.Duration(w.Offset-self.Offset))
		}
		return ""
	}
	low, high := widened(w, now)
	if may := self.Error + w.Error; low > may || high < -may {
		return fmt.Sprintf("the clock of node %d is ahead of this one by %v to %v (less than 0: behind), and the two say that they are wrong by %v and %v at most", w.Node, w.Low, w.High, w.Error, self.Error)
	}
	return ""
}

// widened is where the other clock may be by now.
func widened(w Word, now time.Duration) (low, high time.Duration) {
	moved := (now - w.At) / 1_000_000 * wordDriftPPM
	return w.Low - moved, w.High + moved
}

// sourcesAgree compares what the two clocks follow.
func sourcesAgree(self Self, w Word, now time.Duration) bool {
	low, high := widened(w, now)
	shift := w.Step - self.Step
	may := self.Error - self.Step.Abs() + w.Error - w.Step.Abs() + 2*time.Duration(stepGrain)
	return low+shift <= may && high+shift >= -may
}

// String names the nodes that contradict.
func (v Verdict) String() string {
	ids := make([]string, len(v.Against))
	for i, id := range v.Against {
		ids[i] = fmt.Sprint(id)
	}
	return fmt.Sprintf("%d of %d nodes contradict this clock (%s): %s", len(v.Against), v.Compared, strings.Join(ids, ", "), v.Reason)
}

package plan

import "slices"

// Trial runs a plan some times and says how often it failed.
type Trial func(p Plan) (failed, runs int)

// rate is a share of runs that failed.
func rate(failed, runs int) float64 {
	if runs == 0 {
		return 0
	}
	return float64(failed) / float64(runs)
}

// Shrink leaves out faults as long as the rest still fails, at least half as often
// as the whole did: goroutines run in any order, so one run that passes proves
// nothing. It tries halves first, then smaller pieces (Zeller's ddmin), and
// makes what is left shorter. trials bounds how many plans are tried.
func Shrink(p Plan, trial Trial, trials int) (Plan, float64) {
	s := &shrinker{trial: trial, left: trials}
	s.best, s.want = p, 0
	failed, runs := trial(p)
	s.rate = rate(failed, runs)
	s.want = s.rate / 2
	if failed == 0 {
		return p, 0
	}
	for pieces := 2; len(s.best) > 1 && s.left > 0; {
		if s.without(pieces) {
			pieces = max(2, pieces-1)
			continue
		}
		if pieces >= len(s.best) {
			break
		}
		pieces = min(len(s.best), 2*pieces)
	}
	for i := range s.best {
		s.shorten(i)
	}
	return s.best, s.rate
}

type shrinker struct {
	trial Trial
	best  Plan
	rate  float64 // of best
	want  float64 // at least
	left  int     // trials
}

// try keeps a plan that fails often enough.
func (s *shrinker) try(p Plan) bool {
	if s.left == 0 {
		return false
	}
	s.left--
	failed, runs := s.trial(p)
	r := rate(failed, runs)
	if failed == 0 || r < s.want {
		return false
	}
	s.best, s.rate = p, r
	return true
}

// without leaves out one of so many pieces.
func (s *shrinker) without(pieces int) bool {
	n := len(s.best)
	for i := range pieces {
		low, high := i*n/pieces, (i+1)*n/pieces
		if low == high {
			continue
		}
		if s.try(slices.Concat(s.best[:low], s.best[high:])) {
			return true
		}
	}
	return false
}

// shorten halves how long a fault lasts, and whom it hurts.
func (s *shrinker) shorten(i int) {
	if len(s.best[i].Nodes) > 1 {
		for k := range s.best[i].Nodes {
			p := slices.Clone(s.best)
			p[i].Nodes = []int{s.best[i].Nodes[k]}
			if s.try(p) {
				break
			}
		}
	}
	if s.best[i].For > 0 {
		p := slices.Clone(s.best)
		p[i].For /= 2
		s.try(p)
	}
}

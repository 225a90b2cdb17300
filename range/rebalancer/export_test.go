package rebalancer

import (
	"time"
)

// What only tests of the package need.

// silentFor is how long a store has been silent.
func (w *watch) silentFor(now time.Time, store uint32) time.Duration {
	s := w.sights[store]
	switch {
	case s == nil || !s.silent:
		return 0
	case s.heard.IsZero():
		return now.Sub(s.first)
	}
	return now.Sub(s.heard)
}

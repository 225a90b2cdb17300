package pebbleengine

import "github.com/isochrondb/isochron/kv/engine"

// Stretches is how many an engine knows, with those whose rows are gone.
func Stretches(e engine.Engine) int {
	s := &e.(*pebbleEngine).stretches
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.ring)
}

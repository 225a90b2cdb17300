package pebbleengine

import "github.com/isochrondb/isochron/kv/engine"

// Stretches is how many an engine knows, with those whose rows are gone.
func Stretches(e engine.Engine) int {
	s := &e.(*pebbleEngine).stretches
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.often.ring)
}

// Sheets is how many sheets an engine knows, with those whose rows are gone.
func Sheets(e engine.Engine) int {
	s := &e.(*pebbleEngine).stretches
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.sheets.ring)
}

// ForgetWalks has an engine know nothing of which rows were walked over.
func ForgetWalks(e engine.Engine) {
	x := e.(*pebbleEngine)
	for i := range x.stretches.wide {
		x.stretches.wide[i].Store(0)
	}
	x.unknown()
}

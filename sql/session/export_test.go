package session

// What only tests of the package need.

// enter grants the lock at once (nil, true), or puts s in the queue. fresh tells that s has,
// or will have, a hold that it did not have.
func (a *advisoryLocks) enter(s *advisoryHolder, key advisoryKey, exclusive, tx, wait bool) (w *advisoryWait, ok, fresh bool, err error) {
	a.Lock()
	defer a.Unlock()
	return a.enterLocked(s, key, exclusive, tx, wait)
}

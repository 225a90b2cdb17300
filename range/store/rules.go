package store

import "github.com/isochrondb/isochron/range/replica"

// stopsServing: a lease that is about to go over serves nothing more (T3). False: somebody else is at it.
// A test can have it serve on.
func (s *Store) stopsServing(rh *handle, rep *replica.Replica) bool {
	return s.o.Planted.RevokedServes || rh.suspend(rep)
}

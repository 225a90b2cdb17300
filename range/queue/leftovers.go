package queue

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/range/snapshot"
)

// newLeftovers returns the queue that drops what came of snapshots that broke off, once nobody will go
// on with it. dropOld does so, and reports whether something is left that may still go on.
func newLeftovers(dropOld func() bool) *Queue {
	return New(Job{Name: "snapshot", Work: func(context.Context, uint64) (again time.Duration, err error) {
		if dropOld() {
			again = snapshot.LookEvery
		}
		return again, nil
	}})
}

package allocator_test

import (
	"fmt"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
)

// A driver takes a snapshot, passes over it, carries the decisions out, and begins
// again. Here a store has died; each decision is carried out at once.
func Example() {
	rows, _ := allocator.Defaults()
	s := &allocator.Snapshot{Ranges: []allocator.Range{{
		ID: 7, Start: keys.MinKey, End: keys.MaxKey, Generation: 1, Policy: rows, Lease: 1,
		Replicas: []allocator.Replica{{ID: 1, Store: 1}, {ID: 2, Store: 2}, {ID: 3, Store: 3}},
	}}}
	for id, zone := range []string{"a", "b", "c", "c"} {
		s.Stores = append(s.Stores, allocator.Store{ID: uint32(id + 1), Node: uint32(id + 1), Locality: allocator.Locality{{Key: "zone", Value: zone}}})
	}
	s.Stores[2].Health = allocator.DefaultTiming().Health(allocator.DefaultTiming().DeadAfter, 0)
	for {
		c, err := allocator.New(s, allocator.DefaultOptions())
		if err != nil {
			fmt.Println(err)
			return
		}
		plan := c.Pass()
		if len(plan.Decisions) == 0 {
			return
		}
		for _, d := range plan.Decisions {
			fmt.Println(d.String())
			r := &s.Ranges[0]
			r.Replicas, r.Lease, err = d.Apply(r)
			if err != nil {
				fmt.Println(err)
				return
			}
			for i := range r.Replicas { // the snapshot has arrived
				r.Replicas[i].Behind = false
			}
		}
	}
	// Output:
	// range 7: add-learner 4 (store 3 (zone=c) is dead)
	// range 7: change +[4] -[3] (store 3 (zone=c) is dead)
	// range 7: leave-joint (finishes a change of voters)
	// range 7: remove 3 (its learner on store 3 (zone=c), which is dead, has no use)
}

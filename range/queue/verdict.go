package queue

import "github.com/isochrondb/isochron/range/descriptor"

// verdict is what the votes say.
type verdict struct {
	wrong []uint32 // stores whose replicas are to be replaced
	right uint32   // a store whose replica agrees with most
	tie   bool     // most agree on nothing
	open  bool     // some differ; who is right depends on who was not heard
}

// judge counts. Learners have no voice, but may be wrong.
func judge(d *descriptor.Range, votes map[uint32][]byte) *verdict {
	voters, heard, sums := 0, 0, map[string]int{}
	for i := range d.Replicas {
		if !d.Replicas[i].VotesNew() {
			continue
		}
		voters++
		if sum := votes[d.Replicas[i].StoreID]; len(sum) > 0 {
			heard++
			sums[string(sum)]++
		}
	}
	right := ""
	for sum, n := range sums {
		if 2*n > voters {
			right = sum
		}
	}
	v := &verdict{}
	if right == "" {
		v.tie, v.open = heard == voters && voters > 0, heard < voters && len(sums) > 1
		return v
	}
	for i := range d.Replicas {
		store := d.Replicas[i].StoreID
		switch sum := string(votes[store]); {
		case sum == "":
		case sum != right:
			v.wrong = append(v.wrong, store)
		case d.Replicas[i].VotesNew() && v.right == 0:
			v.right = store
		}
	}
	return v
}

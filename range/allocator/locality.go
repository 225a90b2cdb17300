package allocator

// Distances between stores: the wider the tier that parts two stores, the
// larger, by so much that no number of pairs parted by narrower tiers makes up
// for one parted by a wider one:
//
//	same node       conflict: no two voters of a range may stand so
//	other node      1
//	other rack      64
//	other zone      64²
//	other region    64³ …
//
// The diversity of a range is the sum over pairs of its voters. Since each tier
// costs by how many voters share it, exchanging one voter at a time, as long as
// that improves, ends at the best set that there is.
const (
	// Of a longer locality the rest does not count. 64⁷ is 2⁴², and the pairs of
	// replicasMax replicas are fewer than 2⁹, so that a sum stays below conflict's
	// 2⁵².
	tiersMax    = 7
	tierFactor  = 64
	conflict    = -(int64(1) << 52)
	neverChosen = -(int64(1) << 60)
)

// distances fills an n×n matrix.
// The depth is that of the deepest locality there is, so that a tier's weight is
// the same for all pairs. n² entries of 8 bytes: 8 MB for a thousand stores.
func distances(stores []Store) []int64 {
	n, depth := len(stores), 0
	for i := range stores {
		depth = max(depth, len(stores[i].Locality))
	}
	depth = min(depth, tiersMax)
	out := make([]int64, n*n)
	for i := range n {
		for j := range i {
			d := storeDistance(&stores[i], &stores[j], depth)
			out[i*n+j], out[j*n+i] = d, d
		}
	}
	return out
}

// storeDistance grows by tierFactor with each tier that two stores do not share, up to depth.
// Stores of one node conflict: two replicas there would fail together.
func storeDistance(a, b *Store, depth int) int64 {
	if a.Node == b.Node {
		return conflict
	}
	d := int64(1)
	for range depth - sharedTiers(a.Locality, b.Locality, depth) {
		d *= tierFactor
	}
	return d
}

// sharedTiers counts the tiers, from the widest on, in which a and b agree.
// One that ends early differs from one that goes on: an unknown rack is taken for
// another.
func sharedTiers(a, b Locality, depth int) int {
	for i := range depth {
		if i >= len(a) || i >= len(b) {
			if i >= len(a) && i >= len(b) {
				return depth // both end here: nothing parts them
			}
			return i
		}
		if a[i] != b[i] {
			return i
		}
	}
	return depth
}

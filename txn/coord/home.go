package coord

import (
	"math"
	"sync"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
)

// usage knows which ranges this gateway's transactions over several ranges write of late. The busiest
// of a transaction's has its record: decisions of one range share entries, the more of them the better,
// and where rows are fought for one entry decides and resolves them.
// It is a hint of one gateway about itself: others may choose other homes, and each is right.
type usage struct {
	mu    sync.Mutex // a leaf
	of    map[uint64]uint32
	total int
}

// usageTerm is after how many notes all that came before counts half.
// Halving makes it forget what was busy an hour ago.
const usageTerm = 4096

// note counts a range, and returns how often it was noted of late.
// What is noted once in a term goes with it, so the map has some thousand entries at most.
func (u *usage) note(rangeID uint64) uint32 {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.of == nil {
		u.of = map[uint64]uint32{}
	}
	// The range's own count is read before the halving, so that comparisons of one transaction are of one
	// scale.
	u.of[rangeID]++
	n := u.of[rangeID]
	if u.total++; u.total >= usageTerm {
		u.total = 0
		for id, n := range u.of {
			if u.of[id] = n / 2; n < 2 {
				delete(u.of, id)
			}
		}
	}
	return n
}

// homeOf returns the key that a record of these parts lies with: on the busiest range of the nearest.
// Parts without a write have no place for a record (their range would keep it for nothing).
func (db *DB) homeOf(parts []*part) (anchor keys.Key) {
	// The first loop finds how near the nearest is; the second takes, of those that are not farther by more
	// than stageCost, the busiest.
	ways := make([]time.Duration, len(parts))
	nearest := time.Duration(math.MaxInt64)
	for i, p := range parts {
		if p.anchor() != nil {
			ways[i], _ = db.rtt(p.desc)
			nearest = min(nearest, ways[i])
		}
	}
	var most uint32
	for i, p := range parts {
		a := p.anchor()
		if a == nil {
			continue
		}
		// All are noted, also those that are too far: busy is busy.
		if n := db.usage.note(p.desc.ID); n > most && ways[i]-nearest <= stageCost {
			most, anchor = n, a
		}
	}
	return anchor
}

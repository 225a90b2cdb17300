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
type usage struct {
	mu    sync.Mutex // a leaf
	of    map[uint64]uint32
	total int
}

// usageTerm is after how many notes all that came before counts half.
const usageTerm = 4096

// note counts a range, and returns how often it was noted of late.
func (u *usage) note(rangeID uint64) uint32 {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.of == nil {
		u.of = map[uint64]uint32{}
	}
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
func (db *DB) homeOf(parts []*part) (anchor keys.Key) {
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
		if n := db.usage.note(p.desc.ID); n > most && ways[i]-nearest <= stageCost {
			most, anchor = n, a
		}
	}
	return anchor
}

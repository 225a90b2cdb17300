package physical

import (
	"github.com/isochrondb/isochron/sql/plan/bind"
)

// costAvoided is what a way that is to be avoided costs more than others: it is taken only where
// there is no other, as in Postgres (disable_cost).
// Costs of real plans stay far below it; several such ways add up, so that the plan with fewest wins.
const costAvoided = 1e10

// avoids is what a way costs beyond its work.
func (p *planner) avoids(w bind.Ways) float64 {
	if p.b.Env.Avoid&w != 0 {
		return costAvoided
	}
	return 0
}

// avoided is what a way to read a table costs beyond its work.
// The settings are Postgres's: enable_seqscan and its like.
func (p *planner) avoided(a *access) float64 {
	if p.b.Env.Avoid == 0 {
		return 0
	}
	primary := a.index.ID == 1
	switch {
	case a.union != nil || a.entries != nil:
		return p.avoids(bind.BitmapScans)
	case primary && a.spans.Whole():
		return p.avoids(bind.SeqScans)
	case a.cover && !primary:
		return p.avoids(bind.IndexOnlyScans) + p.avoids(bind.IndexScans)
	}
	return p.avoids(bind.IndexScans)
}

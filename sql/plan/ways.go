package plan

// Ways are kinds of operators, as Postgres's settings enable_… name them.
type Ways uint32

// The ways that a statement may be told to avoid.
const (
	SeqScans Ways = 1 << iota
	IndexScans
	IndexOnlyScans
	BitmapScans
	// EachSubqueries are correlated subqueries that are run for each of the outer values,
	// OnceSubqueries those that are run once, for all of these.
	EachSubqueries
	OnceSubqueries
	// MergeAppends make an order of partitions by a merge, Sorts an order of rows that come in
	// another one.
	MergeAppends
	Sorts
	// NestedLoops are joins that read a partitioned table for each row of the others, HashJoins
	// those that hash it.
	NestedLoops
	HashJoins
)

// costAvoided is what a way that is to be avoided costs more than others: it is taken only where
// there is no other, as in Postgres (disable_cost).
const costAvoided = 1e10

// avoids is what a way costs beyond its work.
func (p *planner) avoids(w Ways) float64 {
	if p.b.env.Avoid&w != 0 {
		return costAvoided
	}
	return 0
}

// avoided is what a way to read a table costs beyond its work.
func (p *planner) avoided(a *access) float64 {
	if p.b.env.Avoid == 0 {
		return 0
	}
	primary := a.index.ID == 1
	switch {
	case a.union != nil || a.entries != nil:
		return p.avoids(BitmapScans)
	case primary && a.spans.Whole():
		return p.avoids(SeqScans)
	case a.cover && !primary:
		return p.avoids(IndexOnlyScans) + p.avoids(IndexScans)
	}
	return p.avoids(IndexScans)
}

package history

import "fmt"

// Row is an insert of one row of a group, with an ID of its own.
type Row struct {
	Fact
	Group int64
}

// Removal is a delete of all rows that a group then has.
type Removal struct {
	Group             int64
	Invoked, Returned int64 // Returned is meaningless if Unknown
	Outcome           Outcome
}

// CheckRows tells whether what is there in the end (how often, by ID) is what inserts and
// deletes say: an acknowledged row is there once, unless a delete of its group may have come
// later; it is gone, if one surely did; and nothing is there that was refused, or never sent.
func CheckRows(rows []Row, removals []Removal, there map[int64]int) (out []Anomaly) {
	report := func(k Kind, format string, args ...any) {
		out = append(out, Anomaly{k, fmt.Sprintf(format, args...)})
	}
	of := map[int64][]Removal{}
	for _, r := range removals {
		if r.Outcome != Aborted {
			of[r.Group] = append(of[r.Group], r)
		}
	}
	sent := map[int64]bool{}
	for _, r := range rows {
		sent[r.ID] = true
		n := there[r.ID]
		may, surely := r.removed(of[r.Group])
		switch {
		case n > 1:
			report(Duplicate, "%v is there %d times", r.Fact, n)
		case n == 1 && r.Outcome == Aborted:
			report(G1a, "%v is there, and was refused", r.Fact)
		case n == 1 && surely:
			report(Undead, "%v is there, and its group %d was removed after it", r.Fact, r.Group)
		case n == 0 && r.Outcome == Committed && !may:
			report(Missing, "%v is not there, and nobody removed its group %d", r.Fact, r.Group)
		}
	}
	for _, id := range sortedKeys(there) {
		if !sent[id] {
			report(Garbage, "row %d is there, which nobody sent", id)
		}
	}
	return out
}

// removed tells whether a delete may have removed the row, and whether one surely did.
func (r *Row) removed(by []Removal) (may, surely bool) {
	for _, d := range by {
		if d.Outcome == Unknown || d.Returned > r.Invoked {
			may = true
		}
		if d.Outcome == Committed && r.Outcome == Committed && d.Invoked > r.Returned {
			surely = true
		}
	}
	return may, surely
}

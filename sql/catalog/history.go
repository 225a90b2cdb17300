package catalog

import (
	"errors"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/sql/types"
)

// OptionHistory is the storage parameter, of tables and databases, that says for how long their past can be read
// (AS OF); an interval. What is shorter than what is kept of all rows says nothing.
const OptionHistory = "history"

// HistoryMax bounds it: ten years.
const HistoryMax = 10 * 366 * 24 * time.Hour

// ErrHistory is why a storage parameter says nothing of how much of the past is kept.
var ErrHistory = errors.New("catalog: malformed history")

// HistoryOf is how long storage parameters want the past kept; 0: they say nothing. Months have 30 days, as where
// intervals are compared. It fails with ErrHistory.
func HistoryOf(options []Setting) (time.Duration, error) {
	text, ok := option(options, OptionHistory)
	if !ok {
		return 0, nil
	}
	d, err := types.DecodeText(types.TInterval, types.NoTypmod, text, types.NewEnv())
	if err != nil {
		return 0, fmt.Errorf("%w: %q is no interval", ErrHistory, text)
	}
	v := d.Interval()
	days := 30*int64(v.Months) + int64(v.Days)
	const daysMax = int64(HistoryMax / (24 * time.Hour))
	h := HistoryMax + 1
	if v.Months >= 0 && v.Days >= 0 && v.Micros >= 0 && days <= daysMax && v.Micros <= int64(HistoryMax/time.Microsecond) {
		h = time.Duration(days)*24*time.Hour + time.Duration(v.Micros)*time.Microsecond
	}
	if h > HistoryMax {
		return 0, fmt.Errorf("%w: %q is not from 0 to 10 years", ErrHistory, text)
	}
	return h, nil
}

// DatabaseHistory is how long a database wants its past kept. Of its keys all is kept so long, of tables that are gone as
// well; a table's own history is that of the keys that it has now.
func (s *Snapshot) DatabaseHistory(id ID) time.Duration {
	db, ok := s.DatabaseByID(id)
	if !ok {
		return 0
	}
	h, _ := HistoryOf(db.Options) // it was checked when it was set
	return h
}

// TableHistory is how long the past of a table is kept, by its own storage parameters or its database's.
func (s *Snapshot) TableHistory(t *TableDesc) time.Duration {
	db, _ := s.DatabaseByID(t.DatabaseID)
	h, _ := HistoryOf(Inherited(db, t)) // it was checked when it was set
	return h
}

// kept is a policy, and how long the past of what follows it is kept.
type kept struct {
	policy  *allocator.Policy
	history time.Duration
}

// keeping is p with the past kept for so long; nil stands for what asks for nothing.
func (m *placements) keeping(p *allocator.Policy, history time.Duration) *allocator.Policy {
	if history <= 0 {
		return p
	}
	if p == nil {
		p = m.rows
	}
	at := kept{p, history}
	out := m.kept[at]
	if out == nil {
		h := *p
		h.History = history
		out = &h
		m.kept[at] = out
	}
	return out
}

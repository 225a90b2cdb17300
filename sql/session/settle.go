package session

import (
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/routine"
)

// A statement that writes may have rows at hand that it has computed and not yet written, while
// functions compute the next one (sql/exec/settle.go). They are written before such a function
// does what could tell: runs a statement, begins a subtransaction, changes a setting or the role,
// sends a notice.

var _ host.Settler = (*Session)(nil)

// Unsettled serves host.Settler.
func (s *Session) Unsettled(write func() error) (leave func()) {
	n := len(s.inner.unsettled)
	s.inner.unsettled = append(s.inner.unsettled, write)
	return func() { s.inner.unsettled = s.inner.unsettled[:n] }
}

// Settle has the rows written that wait for it.
func (s *Session) Settle() error {
	list := s.inner.unsettled
	if len(list) == 0 {
		return nil
	}
	s.inner.unsettled = nil // what writes them may run statements, too
	defer func() { s.inner.unsettled = list }()
	for _, write := range list {
		if err := write(); err != nil {
			return &routine.Earlier{Err: err}
		}
	}
	return nil
}

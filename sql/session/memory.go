package session

import (
	"errors"
	"time"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// What a statement takes: measured, a text's tree and plan are 50 to 130 bytes a
// token and 3 KiB for the shortest.
const (
	statementBytes = 2 << 10
	tokenBytes     = 128
	// shortText is a text whose tokens are not counted: one in two bytes is taken
	// for one.
	shortText = 4 << 10
)

// statementSize is about what a text, its tree and its plan take.
func statementSize(text string) int64 {
	tokens := len(text) / 2
	if len(text) > shortText {
		tokens = parser.Tokens(text)
	}
	return statementBytes + int64(len(text)) + tokenBytes*int64(tokens)
}

// hold accounts for n bytes that the session keeps (53200).
func (s *Session) hold(n int64) error {
	if err := s.held.Grow(n); err != nil {
		return pgerror.From(err)
	}
	return nil
}

// reading accounts for a text that is parsed, planned and run, where it is long:
// short ones are within what a session sets aside. It returns what to release.
func (s *Session) reading(text string) (int64, error) {
	if len(text) <= shortText {
		return 0, nil
	}
	n := statementSize(text)
	return n, s.hold(n)
}

// planMemory accounts for what planning takes while it lasts (bind.Env.Memory). What stays of it is
// what statementSize tells.
type planMemory struct {
	s    *Session
	held int64
}

func (p *planMemory) Take(n int64) error {
	if err := p.s.hold(n); err != nil {
		return err
	}
	p.held += n
	return nil
}

func (p *planMemory) Return(n int64) {
	p.s.held.Shrink(n)
	p.held -= n
}

// built plans a statement, and accounts for what that takes.
func (s *Session) built(st ast.Statement, env *bind.Env) (*nodes.Plan, error) {
	taken := planMemory{s: s}
	defer func() { taken.Return(taken.held) }()
	env.Memory = &taken
	began := time.Now()
	p, err := plan.Build(st, env)
	if err != nil {
		return nil, err
	}
	if x, ok := p.Root.(*nodes.ExplainNode); ok { // nobody else has it yet
		x.Options.Planning = time.Since(began)
	}
	if s.filling != nil {
		s.filling.Planning = time.Since(began)
	}
	return p, nil
}

// MemoryUse is what a budget below the node's holds.
type MemoryUse struct {
	Level  string
	PID    int32 // of a session; 0: of all
	User   string
	Budget *limit.Budget
}

// Memory lists what sessions hold, each and together, and what is kept for them.
func (m *Manager) Memory() []MemoryUse {
	out := []MemoryUse{{Level: "sessions", Budget: m.budget}, {Level: "plans", Budget: m.plans.budget}, {Level: "advisory-locks", Budget: m.advisory.memory}, {Level: "statements", Budget: m.shapes.budget}}
	m.mu.Lock()
	defer m.mu.Unlock()
	for s := range m.mu.sessions {
		out = append(out, MemoryUse{"session", s.params.PID, s.params.User, s.budget})
	}
	return out
}

// PlansEvicted counts plans that made room for others or for clients.
func (m *Manager) PlansEvicted() int64 { return m.plans.evicted.Load() }

// AdvisoryRefused counts advisory locks that were refused for want of room.
func (m *Manager) AdvisoryRefused() int64 { return m.advisory.refused.Load() }

// countRefusal counts an error by the budget that was full.
func (m *Manager) countRefusal(err error) {
	if e, ok := errors.AsType[*limit.Exceeded](err); ok && !e.Victim() {
		m.stats.MemoryRefusals.Add(1)
	}
}

// settingsSlack is how many bytes of settings may change before they are counted
// anew.
const settingsSlack = 64 << 10

// settingBytes is what a setting takes besides its name and value.
const settingBytes = 96

// heldSettings is what settings, and what transactions undo of them, take.
type heldSettings struct {
	counted, since int64
}

// holdSetting accounts for a setting that is about to change.
func (s *Session) holdSetting(name, value string) error {
	h := &s.settingsHeld
	h.since += int64(len(name) + len(value) + settingBytes)
	if h.since < max(settingsSlack, h.counted/4) {
		return nil
	}
	n := h.since
	for k, v := range s.values {
		n += int64(len(k) + len(v) + settingBytes)
	}
	for _, c := range s.block.changes {
		n += int64(len(c.name) + len(c.old) + settingBytes)
	}
	if n > h.counted {
		if err := s.hold(n - h.counted); err != nil {
			return err
		}
	} else {
		s.held.Shrink(h.counted - n)
	}
	h.counted, h.since = n, 0
	return nil
}

// Take and Return serve types.Memory.
func (s *Session) Take(n int64) error { return s.hold(n) }

// Return gives back what Take took.
func (s *Session) Return(n int64) { s.held.Shrink(n) }

// Hold accounts for n bytes of messages under way; a negative n gives back. Only
// the goroutine that calls the session's other methods may call it.
func (s *Session) Hold(n int64) error {
	if n < 0 {
		s.held.Shrink(-n)
		return nil
	}
	return s.hold(n)
}

// heldBudget serves spill.Budget.
type heldBudget struct{ s *Session }

func (h heldBudget) Grow(n int) error { return h.s.hold(int64(n)) }
func (h heldBudget) Shrink(n int)     { h.s.held.Shrink(int64(n)) }

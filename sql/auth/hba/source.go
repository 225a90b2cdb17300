package hba

import (
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
)

// Source holds the rules in force. Safe for concurrent use.
type Source struct {
	read     func() ([]byte, error) // nil: there is no file
	name     string
	encrypts bool
	log      *slog.Logger
	loading  sync.Mutex // so that what was read last counts
	rules    atomic.Pointer[Rules]
}

// Fixed is a source of rules that never change.
func Fixed(r *Rules) *Source {
	s := &Source{}
	s.rules.Store(r)
	return s
}

// Open reads the rules of a file. The error names the first line that is wrong. read need
// not return more than FileBytesMax+1 bytes. encrypts: the server offers TLS.
func Open(name string, read func() ([]byte, error), encrypts bool, log *slog.Logger) (*Source, error) {
	s := &Source{read: read, name: name, encrypts: encrypts, log: log}
	problems, err := s.load()
	if err == nil && len(problems) > 0 {
		err = problems[0]
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// Rules are those in force.
func (s *Source) Rules() *Rules { return s.rules.Load() }

// load takes the file's rules into force, where all of its lines are right.
func (s *Source) load() ([]*Problem, error) {
	s.loading.Lock()
	defer s.loading.Unlock()
	text, err := s.read()
	if err != nil {
		return nil, err
	}
	r, problems := Parse(string(text), s.encrypts)
	if len(problems) > 0 {
		return problems, nil
	}
	for _, rule := range r.list {
		if rule.Note != "" {
			s.log.Warn("a rule fits nobody", "file", s.name, "line", rule.Line, "reason", rule.Note)
		}
	}
	s.rules.Store(r)
	return nil, nil
}

// loggedProblemsMax are the lines that a log names of a file that is wrong.
const loggedProblemsMax = 10

// Reload reads the file again. Where it is wrong, or can't be read, the old rules stay in
// force, and the log says why; it reports whether the new ones count.
func (s *Source) Reload() bool {
	if s.read == nil {
		return true
	}
	problems, err := s.load()
	for i, p := range problems {
		if i == loggedProblemsMax {
			break
		}
		s.log.Error("a rule of who may connect is wrong", "file", s.name, "line", p.Line, "column", p.Column, "error", p.Message, "hint", p.Hint)
	}
	if err == nil && len(problems) == 0 {
		s.log.Info("rules of who may connect are in force", "file", s.name, "rules", len(s.Rules().list))
		return true
	}
	if err == nil {
		err = fmt.Errorf("%d lines are wrong", len(problems))
	}
	s.log.Error("the rules of who may connect stay as they were", "file", s.name, "error", err)
	return false
}

// Rows are those of the file as it is now, in force or not, as Postgres shows them; without
// a file those in force.
func (s *Source) Rows() ([]Row, error) {
	if s.read == nil {
		return Rows(s.Rules(), nil), nil
	}
	text, err := s.read()
	if err != nil {
		return nil, err
	}
	return Rows(Parse(string(text), s.encrypts)), nil
}

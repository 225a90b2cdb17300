package session

import (
	"context"
	"regexp"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// passwordIn finds what may name a password in a statement: everything from the word on.
// How the rest is written (comments, dollar quotes, cut off in the middle) does not matter.
var passwordIn = regexp.MustCompile(`(?is)(\b(?:create|alter)\b.*\b(?:role|user|group)\b.*\bpassword\b).*`)

// withoutPassword is a statement as others and the log may see it.
func withoutPassword(text string) string {
	if !strings.Contains(strings.ToLower(text), "password") { // what nearly all are
		return text
	}
	return passwordIn.ReplaceAllString(text, "$1 <redacted>")
}

// withoutLiterals is a statement without what its author wrote as values: only its first
// word where its literals can't be told from the rest.
func withoutLiterals(text string) string {
	if out, ok := parser.Redact(text); ok {
		return out
	}
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return word + " <redacted>"
}

// Warn tells the client of what went otherwise than asked.
func (s *Session) Warn(format string, args ...any) {
	s.notice(pgerror.NewWarning(pgerror.Warning, format, args...))
}

// Signals carries pg_cancel_backend and pg_terminate_backend out. Served by nodes.
type Signals interface {
	// Here does it to a process of this node; false: there is no such process.
	Here(pid int32, terminate bool) bool
	// Elsewhere asks the nodes whose process that may be to do it for a role in a database.
	// denied tells why the role may not; "": it may.
	Elsewhere(ctx context.Context, pid int32, terminate bool, role, database catalog.ID) (found bool, denied string, err error)
}

// Signal cancels or ends what process pid runs, of whatever node, where the role in force
// may, by Postgres's rules. It is false where there is no such process.
func (s *Session) Signal(ctx context.Context, pid int32, terminate bool, by Signals) (bool, error) {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return false, err
	}
	if err := s.stillSame(); err != nil {
		return false, err
	}
	s.cantReplay(BarSignal)
	found, denied := s.m.maySignal(s.rightsNow(snap), s.who.current, s.db.ID, pid, terminate)
	if found && denied == "" {
		return by.Here(pid, terminate), nil
	}
	if !found {
		if found, denied, err = by.Elsewhere(ctx, pid, terminate, s.who.current, s.db.ID); err != nil {
			return false, err
		}
	}
	switch {
	case !found:
		s.Warn("PID %d is not a PostgreSQL backend process", pid)
		return false, nil
	case denied != "":
		return false, pgerror.New(pgerror.InsufficientPrivilege, "%s", denied)
	}
	return true, nil
}

// MaySignal tells whether a role, who asks at another node, may cancel or end what process
// pid runs; found is false where this node has no such session.
func (m *Manager) MaySignal(ctx context.Context, role, database catalog.ID, pid int32, terminate bool) (found bool, denied string, err error) {
	snap, err := m.schemaNow(ctx)
	if err != nil {
		return false, "", err
	}
	found, denied = m.maySignal(snap, role, database, pid, terminate)
	return found, denied, nil
}

func (m *Manager) maySignal(snap *catalog.Snapshot, role, database catalog.ID, pid int32, terminate bool) (found bool, denied string) {
	var other catalog.ID
	m.mu.Lock()
	for o := range m.mu.sessions {
		if o.params.PID == pid {
			found, other = true, o.who.login
		}
	}
	m.mu.Unlock()
	if !found {
		return false, ""
	}
	who, _ := snap.RoleByID(role)
	whose, _ := snap.RoleByID(other)
	cancel := ""
	switch {
	case whose != nil && whose.Superuser && (who == nil || !who.Superuser):
		if cancel = "must be a superuser to cancel superuser query"; terminate {
			cancel = "must be a superuser to terminate superuser process"
		}
	case !snap.Inherits(role, other, database) && !snap.Inherits(role, catalog.RoleSignalBackend, database):
		if cancel = "must be a member of the role whose query is being canceled or member of pg_signal_backend"; terminate {
			cancel = "must be a member of the role whose process is being terminated or member of pg_signal_backend"
		}
	}
	return true, cancel
}

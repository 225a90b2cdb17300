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

// Signal tells whether the role in force may cancel or end what process pid runs, by
// Postgres's rules; found is false where this node has no such session.
func (s *Session) Signal(ctx context.Context, pid int32, terminate bool) (found bool, err error) {
	var role catalog.ID
	s.m.mu.Lock()
	for o := range s.m.mu.sessions {
		if o.params.PID == pid {
			found, role = true, o.who.login
		}
	}
	s.m.mu.Unlock()
	if !found {
		s.notice(pgerror.NewWarning(pgerror.Warning, "PID %d is not a PostgreSQL server process", pid))
		return false, nil
	}
	snap, err := s.snapshot(ctx)
	if err != nil {
		return true, err
	}
	snap = s.rightsNow(snap)
	whose, _ := snap.RoleByID(role)
	denied := func(cancel, end string) error {
		if terminate {
			cancel = end
		}
		return pgerror.New(pgerror.InsufficientPrivilege, "%s", cancel)
	}
	switch {
	case whose != nil && whose.Superuser && !s.isSuperuser():
		return true, denied("must be a superuser to cancel superuser query", "must be a superuser to terminate superuser process")
	case !snap.Inherits(s.who.current, role, s.db.ID) && !snap.Inherits(s.who.current, catalog.RoleSignalBackend, s.db.ID):
		return true, denied("must be a member of the role whose query is being canceled or member of pg_signal_backend",
			"must be a member of the role whose process is being terminated or member of pg_signal_backend")
	}
	return true, nil
}

package session

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// end ends a message that failed with err (nil: it did not).
func (s *Session) end(err error) error {
	if s.replay.lost {
		return s.endLost(s.asConflict(err))
	}
	return s.stop.end(s.asConflict(err))
}

// asConflict is wordedConflict, after which a block that failed has its settings back. It costs nothing
// for what succeeds: what errors.As is given lies on the heap, and this is asked on every message of
// every client.
func (s *Session) asConflict(err error) error {
	if err == nil {
		return nil
	}
	err = s.wordedConflict(err)
	if s.block.state == blockFailed && (s.block.lost || len(s.block.savepoints) == 0) {
		s.undoChanges(0, false) // what was set, the role too, which has just been told what it may know
	}
	return err
}

// wordedConflict says in Postgres's words that rows were in conflict, as applications and their logs
// know them; which row, and how, is the DETAIL. Other reasons to run a transaction again, of which
// Postgres knows nothing, keep their own words.
func (s *Session) wordedConflict(err error) error {
	var lost *coord.RetryError
	var again *coord.StatementRetry
	var worded *pgerror.Error
	var old *coord.SnapshotError
	switch {
	case errors.As(err, &worded):
		return err
	case errors.As(err, &old):
		return s.tooOld(old)
	case errors.As(err, &again):
		lost = &again.RetryError
	case !errors.As(err, &lost):
		return err
	}
	if len(lost.Key) == 0 && lost.At == 0 || lost.Why == "" {
		return err
	}
	words := "could not serialize access due to concurrent update"
	if s.level == kvpb.Isolation_SERIALIZABLE {
		words = "could not serialize access due to read/write dependencies among transactions"
	}
	detail := strings.ToUpper(lost.Why[:1]) + lost.Why[1:]
	e := pgerror.Wrap(err, pgerror.TRSerializationFailure, "%s", words).WithHint("%s", lost.Hint())
	where := lost.Detail()
	if row, t := s.rowAt(lost.Key); row != "" {
		here := *lost
		here.Key = nil
		if where = here.Detail(); where != "" {
			where = ", " + where
		}
		where = row + where
		e.Schema, e.Table = t.schema, t.table
	}
	if where != "" {
		detail += ": " + where
	}
	detail += "."
	if who := s.m.whoWrote(lost, s); who != "" {
		detail += "\n" + who
	}
	e.Detail = detail
	return e
}

// relation names a table.
type relation struct{ schema, table string }

// rowAt tells of which row of which table a key is, as the values that the key holds, where the
// role in force may read them; "": that is not known, or not to be told.
func (s *Session) rowAt(key []byte) (string, relation) {
	if len(key) == 0 {
		return "", relation{}
	}
	snap := s.m.o.Catalog.Current()
	for t := range snap.Tables(s.db.ID) {
		if !t.TableSpan().Contains(key) {
			continue
		}
		for i := range t.Indexes {
			l := t.Layout(&t.Indexes[i])
			if !bytes.HasPrefix(key, l.Prefix) || l.Inverted() || t.RowSecurity || !snap.HasPrivilege(s.who.current, t, 'r') {
				continue
			}
			schema, ok := snap.SchemaByID(t.SchemaID)
			if !ok {
				return "", relation{}
			}
			return s.keyValues(t, l, key[len(l.Prefix):]), relation{schema.Name, t.Name}
		}
	}
	return "", relation{}
}

// keyValues words the values of a key.
func (s *Session) keyValues(t *catalog.TableDesc, l *catalog.Layout, rest []byte) string {
	var names, values []string
	for i := 0; i < len(l.Key) && len(rest) > 0; i++ {
		d, after, err := rowenc.DecodeKeyColumn(rest, l.Key[i])
		if err != nil {
			return ""
		}
		rest = after
		c := &t.Columns[l.Slots[i]]
		if c.Hidden {
			continue
		}
		text := "null"
		if !d.IsNull() {
			text = string(types.AppendText(nil, c.Type, d, &s.env))
		}
		names, values = append(names, c.Name), append(values, shortened(text))
	}
	if len(names) == 0 {
		return "a row of table \"" + t.Name + "\""
	}
	return "key (" + strings.Join(names, ", ") + ")=(" + strings.Join(values, ", ") + ") of table \"" + t.Name + "\""
}

// Who has lost may hear of it before the other session has noted its commit, which takes
// microseconds more: so often is it looked for while others commit, so far apart.
const (
	whoWroteLooks = 4
	whoWrotePause = 500 * time.Microsecond
)

// whoWrote tells, as far as it is known here, of the session whose transaction stood in the way
// of another: the newest commit of each of the node's sessions is, and its statement that wrote
// last to whom pg_stat_activity shows it.
func (m *Manager) whoWrote(lost *coord.RetryError, asks *Session) string {
	pid := int32(0)
	if !lost.Other.IsZero() {
		pid = m.o.DB.Holders()[lost.Other]
	}
	if pid == 0 && lost.At == 0 {
		return ""
	}
	for look := 1; ; look++ {
		who, committing := m.lookWhoWrote(lost, pid, asks)
		if who != "" || !committing || look == whoWroteLooks {
			return who
		}
		time.Sleep(whoWrotePause)
	}
}

// lookWhoWrote looks once, for who committed at that time or is the process pid; committing tells
// that a session may be about to be the one.
func (m *Manager) lookWhoWrote(lost *coord.RetryError, pid int32, asks *Session) (told string, committing bool) {
	m.mu.Lock()
	sessions := slices.Collect(maps.Keys(m.mu.sessions))
	m.mu.Unlock()
	for _, o := range sessions {
		if o == asks {
			continue
		}
		committing = o.unnoted.Load() || committing // asked before what it has written
		a, wrote, at := o.newestWrite()
		if lost.At == 0 || at != lost.At {
			if pid == 0 || a.PID != pid {
				continue
			}
		}
		who := fmt.Sprintf("It conflicts with the transaction of process %d", a.PID)
		if a.Application != "" {
			who += fmt.Sprintf(", application %q", a.Application)
		}
		snap := m.o.Catalog.Current()
		if wrote != "" && (snap.Inherits(asks.who.current, catalog.RoleReadAllStats, 0) || snap.Inherits(asks.who.current, o.activity.role, 0)) {
			who += ": " + wrote
		}
		return who + ".", false
	}
	return "", committing
}

// newestWrite is what the session committed last. Safe for concurrent use.
func (s *Session) newestWrite() (a Activity, wrote string, at hlc.Timestamp) {
	s.activity.Lock()
	defer s.activity.Unlock()
	a, wrote, at = s.activity.Activity, s.activity.wrote, s.activity.at
	if wrote != "" && a.redact {
		wrote = withoutLiterals(wrote)
	} else {
		wrote = withoutPassword(wrote)
	}
	return a, shortened(wrote), at
}

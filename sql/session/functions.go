package session

import (
	"context"
	"strings"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

var _ host.Session = (*Session)(nil)

// sequences are the values that currval and lastval give.
type sequences struct {
	current map[uint64]int64
	last    uint64
	any     bool
}

// Database serves current_database.
func (s *Session) Database() string { return s.db.Name }

// SearchPath serves current_schemas.
func (s *Session) SearchPath() []string { return s.path.Schemas }

// Snapshot is the schema that the current statement sees.
func (s *Session) Snapshot(ctx context.Context) (*catalog.Snapshot, error) { return s.snapshot(ctx) }

// Path is the session's database and search_path.
func (s *Session) Path() *catalog.SearchPath { return &s.path }

// namesNow is the schema by which regclass and its kin are read and printed.
func (s *Session) namesNow() *catalog.Snapshot {
	if snap, err := s.snapshot(s.m.ctx); err == nil {
		return snap
	}
	return s.m.o.Catalog.Current()
}

// gatewayRegion serves gateway_region.
func (s *Session) gatewayRegion() (types.Datum, error) {
	if s.m.o.Region == "" {
		return types.Null, pgerror.New(pgerror.ObjectNotInPrerequisiteState, "the node does not say in which region it stands").
			WithHint("Start it with --locality=region=..., or name the region in the statement.")
	}
	return types.Text(s.m.o.Region), nil
}

// BackendPID serves pg_backend_pid.
func (s *Session) BackendPID() int32 { return s.params.PID }

// NextVal serves nextval.
func (s *Session) NextVal(ctx context.Context, sequence uint64) (int64, error) {
	if err := s.mayUse(ctx, sequence, "Uw"); err != nil {
		return 0, err
	}
	return s.NextIdentity(ctx, sequence)
}

// NextIdentity serves identity columns.
func (s *Session) NextIdentity(ctx context.Context, sequence uint64) (int64, error) {
	d, err := s.sequence(ctx, sequence)
	if err != nil {
		return 0, err
	}
	if s.block.readOnly(s) && d.SchemaID != s.path.Temp {
		return 0, pgerror.New(pgerror.ReadOnlySQLTransaction, "cannot execute nextval() in a read-only transaction")
	}
	v, err := s.m.o.Catalog.NextVal(ctx, d)
	if err != nil {
		return 0, err
	}
	if s.sequences.current == nil {
		s.sequences.current = map[uint64]int64{}
	}
	s.sequences.current[sequence], s.sequences.last, s.sequences.any = v, sequence, true
	return v, nil
}

// sequence finds a sequence as the session sees it, its own new ones too.
func (s *Session) sequence(ctx context.Context, id uint64) (*catalog.SequenceDesc, error) {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	d, ok := snap.SequenceByID(catalog.ID(id))
	if r, other := snap.RelationByID(catalog.ID(id)); !ok && other && r.Table != nil {
		return nil, pgerror.New(pgerror.WrongObjectType, "%q is not a sequence", r.Table.Name)
	}
	if !ok {
		return nil, pgerror.New(pgerror.UndefinedTable, "sequence with OID %d does not exist", id)
	}
	return d, nil
}

// mayUse checks that the role in force has any of the privileges on a sequence.
func (s *Session) mayUse(ctx context.Context, id uint64, letters string) error {
	d, err := s.sequence(ctx, id)
	if err != nil {
		return err
	}
	snap, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	snap = s.rightsNow(snap)
	if now, ok := snap.SequenceByID(d.ID); ok {
		d = now
	}
	for i := range len(letters) {
		if snap.HasPrivilege(s.who.current, d, letters[i]) {
			return nil
		}
	}
	return catalog.Denied(d)
}

// CurrVal serves currval.
func (s *Session) CurrVal(sequence uint64) (int64, error) {
	if err := s.mayUse(s.m.ctx, sequence, "rU"); err != nil {
		return 0, err
	}
	if v, ok := s.sequences.current[sequence]; ok {
		return v, nil
	}
	name := "?"
	if d, err := s.sequence(s.m.ctx, sequence); err == nil {
		name = d.Name
	}
	return 0, pgerror.New(pgerror.ObjectNotInPrerequisiteState, "currval of sequence %q is not yet defined in this session", name)
}

// LastVal serves lastval.
func (s *Session) LastVal() (int64, error) {
	there := s.sequences.any
	if there {
		_, err := s.sequence(s.m.ctx, s.sequences.last)
		if there = pgerror.Code(err) != pgerror.UndefinedTable; there && err != nil {
			return 0, err
		}
	}
	if !there { // or dropped since
		return 0, pgerror.New(pgerror.ObjectNotInPrerequisiteState, "lastval is not yet defined in this session")
	}
	return s.CurrVal(s.sequences.last)
}

// SequenceState serves queries that read a sequence like a table.
func (s *Session) SequenceState(ctx context.Context, sequence uint64) (last int64, called bool, err error) {
	d, err := s.sequence(ctx, sequence)
	if err != nil {
		return 0, false, err
	}
	return s.m.o.Catalog.SequenceState(ctx, d)
}

// SetVal serves setval.
func (s *Session) SetVal(ctx context.Context, sequence uint64, value int64, called bool) error {
	if err := s.mayUse(ctx, sequence, "w"); err != nil {
		return err
	}
	d, err := s.sequence(ctx, sequence)
	if err != nil {
		return err
	}
	if s.block.readOnly(s) && d.SchemaID != s.path.Temp {
		return pgerror.New(pgerror.ReadOnlySQLTransaction, "cannot execute setval() in a read-only transaction")
	}
	if err := s.stillSame(); err != nil {
		return err
	}
	s.cantReplay(BarSequence)
	if err := s.m.o.Catalog.SetVal(ctx, d, value, called); err != nil {
		return err
	}
	if called {
		if s.sequences.current == nil {
			s.sequences.current = map[uint64]int64{}
		}
		s.sequences.current[sequence] = value
	}
	return nil
}

// Activity is a row of pg_stat_activity.
type Activity struct {
	PID                int32
	User, Database     string
	Application        string
	Remote             string
	State              string // active, idle, idle in transaction, idle in transaction (aborted)
	Query              string
	Started, QueryFrom time.Time
	TxnFrom, StateFrom time.Time
	ReadFrom           hlc.Timestamp // nothing that the transaction since TxnFrom reads is of before
	Awaits             string        // what it waits for, but for locks; empty: for nothing. Of this node's sessions alone
	Worker             string        // its kind, of a session of the node's own; else empty

	Here bool                  // it is this node's
	TLS  *pgcatalog.Encryption // of this node's sessions alone; nil: the connection is not encrypted

	role   catalog.ID // who connected
	redact bool       // literals are not shown
}

// Activity tells what the session does. Safe for concurrent use.
func (s *Session) Activity() Activity {
	s.activity.Lock()
	a := s.activity.Activity
	s.activity.Unlock()
	if a.redact {
		a.Query = withoutLiterals(a.Query)
	} else {
		a.Query = withoutPassword(a.Query)
	}
	return a
}

// Activities lists all sessions.
func (m *Manager) Activities() []Activity {
	m.mu.Lock()
	sessions := make([]*Session, 0, len(m.mu.sessions))
	for s := range m.mu.sessions {
		sessions = append(sessions, s)
	}
	m.mu.Unlock()
	out := make([]Activity, len(sessions))
	for i, s := range sessions {
		out[i] = s.Activity()
	}
	return out
}

// queryShownBytesMax is how much of a statement pg_stat_activity shows.
const queryShownBytesMax = 1024

// begins notes a statement for pg_stat_activity and for now().
func (s *Session) begins(text string, now time.Time) {
	s.made.Give(s.made.Taken)
	s.env.StmtTime = types.TimestampFromTime(now)
	again := s.replay.running && !s.replay.over
	switch {
	case again:
		s.env.StmtTime, s.env.TxnTime = s.replay.at, s.replay.txnTime
	case s.Idle() && !s.block.implicit:
		s.env.TxnTime = s.env.StmtTime // the transaction begins with its first statement, BEGIN
	}
	a := &s.activity
	a.Lock()
	defer a.Unlock()
	if strings.HasPrefix(a.State, "idle in transaction") {
		s.tally.idleInBlock.Add(int64(now.Sub(a.StateFrom)))
	}
	a.State, a.Query, a.QueryFrom, a.StateFrom = "active", text, now, now
	s.heard = text
	if len(text) > queryShownBytesMax {
		a.Query = text[:queryShownBytesMax]
	}
	if s.Idle() && !s.block.implicit && !again {
		a.TxnFrom, a.ReadFrom = now, s.m.o.DB.Last()
	}
}

// ends notes the end of a statement, and logs one that was slow.
func (s *Session) ends(text string, started time.Time, err error) (took time.Duration) {
	now := time.Now()
	s.heard = ""
	took = now.Sub(started)
	s.m.stats.StatementNanos.Add(int64(took))
	s.tally.active.Add(int64(took))
	state := "idle"
	switch {
	case s.block.state == blockFailed:
		state = "idle in transaction (aborted)"
	case !s.Idle():
		state = "idle in transaction"
	}
	a := &s.activity
	a.Lock()
	a.State, a.StateFrom = state, now
	if state == "idle" {
		a.TxnFrom = time.Time{}
	}
	a.Unlock()
	if s.slow >= 0 && took >= s.slow {
		s.m.stats.SlowOnes.Add(1)
		s.m.o.Logger.Warn("slow statement", "duration", took, "user", s.params.User, "database", s.db.Name,
			"pid", s.params.PID, "statement", s.loggable(text), "sqlstate", pgerror.Code(err))
	}
	return took
}

// noteWritten tells others of the newest commit.
func (s *Session) noteWritten() {
	a := &s.activity
	a.Lock()
	if a.at != s.written {
		a.at, a.wrote = s.written, s.wrote
	}
	a.Unlock()
	s.unnoted.Store(false)
}

// loggable is a statement as the log may have it.
func (s *Session) loggable(text string) string {
	if s.value("log_redact_literals") == "on" {
		return clip(withoutLiterals(text))
	}
	return clip(withoutPassword(text))
}

func clip(text string) string {
	if len(text) > queryShownBytesMax {
		return text[:queryShownBytesMax]
	}
	return text
}

func (s *Session) setRedact(on bool) {
	s.activity.Lock()
	defer s.activity.Unlock()
	s.activity.redact = on
}

func (s *Session) setAppName(v string) {
	s.activity.Lock()
	defer s.activity.Unlock()
	s.activity.Application = v
}

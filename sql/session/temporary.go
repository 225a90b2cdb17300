package session

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// temporaries are the temporary schemas of a node's sessions: what is not among them, and
// names this process, is left over, and ddl.Sweeper removes it.
type temporaries struct {
	mu   sync.Mutex // a leaf
	live map[catalog.ID]bool
}

func (t *temporaries) add(id catalog.ID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.live == nil {
		t.live = map[catalog.ID]bool{}
	}
	t.live[id] = true
}

func (t *temporaries) remove(id catalog.ID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.live, id)
}

// OwnsTemporary reports whether a temporary schema is that of a session that is open.
func (m *Manager) OwnsTemporary(id catalog.ID) bool {
	m.temps.mu.Lock()
	defer m.temps.mu.Unlock()
	return m.temps.live[id]
}

// newTemp makes a temporary schema the session's own, which a statement begins to make. If
// it comes to nothing, the next statement makes another.
func (s *Session) newTemp(id catalog.ID) {
	s.m.temps.add(id)
	s.temps = append(s.temps, id)
	s.path.Temp = id
	s.envChanged()
}

// tempDropTimeout bounds how long the end of a session waits for the end of its temporary
// tables. What is not dropped by then is left to the node.
const tempDropTimeout = 5 * time.Second

// endTemporary drops what is temporary, as the last that the session does.
func (s *Session) endTemporary() {
	if len(s.temps) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(s.m.ctx, tempDropTimeout)
	defer cancel()
	for _, id := range s.temps {
		if err := s.m.o.Schema.DropTemporary(ctx, id, true); err != nil {
			s.m.o.Logger.Debug("the temporary tables of a session are left to be removed later", "error", err)
		}
		s.m.temps.remove(id)
	}
	s.temps = nil
}

// discardTemp is DISCARD TEMP.
func (s *Session) discardTemp(ctx context.Context) error {
	if s.path.Temp == 0 {
		return nil
	}
	if s.block.state == blockIdle && !s.block.implicit {
		return s.m.o.Schema.DropTemporary(ctx, s.path.Temp, false)
	}
	t := s.need()
	s.attach()
	if err := t.StartStatement(ctx); err != nil {
		return err
	}
	s.block.touched = true
	if err := s.m.o.Schema.DiscardTemporary(ctx, s.schemaEnv("")); err != nil {
		return err
	}
	s.block.ran++
	return nil
}

// noteOnCommit remembers a table that a statement has made and that has an ON COMMIT.
func (s *Session) noteOnCommit(st ast.Statement, made catalog.ID) {
	if c := ast.AsCreateTable(st); c != nil {
		st = c
	}
	if c, ok := st.(*ast.CreateTable); ok && made != 0 && c.OnCommit > ast.OnCommitPreserveRows {
		s.onCommit = append(s.onCommit, made)
	}
}

// tempsAtCommit does what the temporary tables' ON COMMIT says: those that the transaction
// has written rows to are emptied, its own may go altogether.
func (s *Session) tempsAtCommit(ctx context.Context) error {
	if len(s.onCommit) == 0 || s.block.txn == nil {
		return nil
	}
	s.attach()
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	now, drop, done := s.m.o.Catalog.Current(), false, map[catalog.ID]bool{}
	s.onCommit = slices.DeleteFunc(s.onCommit, func(id catalog.ID) bool { return !snap.Has(id) && !now.Has(id) })
	for _, id := range s.onCommit {
		t, ok := snap.TableByID(id)
		switch {
		case !ok:
		case t.OnCommit == ast.OnCommitDrop:
			drop = true
		case !s.schema.Writes(id):
			if err := emptiedWith(snap, t); err != nil {
				return err
			}
		default:
			if err := s.emptyTemp(ctx, id, done); err != nil {
				return err
			}
		}
	}
	if !drop {
		return nil
	}
	if err := s.block.txn.StartStatement(ctx); err != nil {
		return err
	}
	return s.m.o.Schema.DropOnCommit(ctx, s.schemaEnv(""))
}

// emptiedWith wants the tables that refer to one which a commit empties to be emptied, too.
func emptiedWith(snap *catalog.Snapshot, t *catalog.TableDesc) error {
	for _, ref := range t.InboundForeignKeys {
		if child, ok := snap.TableByID(ref); ok && child.OnCommit != ast.OnCommitDeleteRows {
			return pgerror.New(pgerror.FeatureNotSupported, "unsupported ON COMMIT and foreign key combination").
				WithDetail("Table %q references %q, but they do not have the same ON COMMIT setting.", child.Name, t.Name)
		}
	}
	return nil
}

// emptyTemp deletes the rows of a table: there are those alone that this transaction has
// written, and deleting them costs less than a new prefix, of which all nodes hear.
// Those that refer to it come first.
func (s *Session) emptyTemp(ctx context.Context, id catalog.ID, done map[catalog.ID]bool) error {
	if done[id] {
		return nil
	}
	done[id] = true
	if err := s.block.txn.StartStatement(ctx); err != nil {
		return err
	}
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	t, ok := snap.TableByID(id)
	if !ok {
		return nil
	}
	if err := emptiedWith(snap, t); err != nil {
		return err
	}
	for _, ref := range t.InboundForeignKeys {
		if !snap.Has(ref) {
			continue
		}
		if err := s.emptyTemp(ctx, ref, done); err != nil {
			return err
		}
	}
	if t.Partitioned() {
		return nil // its partitions have an ON COMMIT of their own
	}
	name := ast.QName{Pos: -1, Schema: catalog.SchemaTemp, Name: t.Name}
	pl, err := s.build(&ast.Delete{Pos: -1, Table: ast.TableName{Pos: -1, Name: name, Only: true}}, "", nil, snap)
	if err != nil {
		return err
	}
	if err := s.use(ctx, snap, pl, nil); err != nil {
		return err
	}
	s.virtual.Snapshot = snap
	s.fill(pl, nil)
	_, err = s.exec.Run(ctx, &s.request, nobody{})
	return err
}

// nobody takes the rows of statements that nobody sees.
type nobody struct{}

func (nobody) Row([]types.Datum) error { return nil }

// writesTemporary reports whether a plan writes to temporary tables alone, which
// transactions may that are read-only.
func writesTemporary(p *nodes.Plan, snap *catalog.Snapshot) bool {
	for i := range p.Needs {
		n := &p.Needs[i]
		if t, ok := snap.TableByID(n.Object); ok && !t.Temporary && strings.ContainsAny(n.Letters, "awd") {
			return false
		}
	}
	return true
}

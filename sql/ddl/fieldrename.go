package ddl

import (
	"bytes"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/plan/bind"
)

// fieldRename has what is stored in a database name a field of a composite type, or of a table's
// rows, by its new name. What names it is found while the type has the old one (find), and changed
// once it has the new one (apply).
type fieldRename struct {
	bind.Renaming
	r     *run
	snap  *catalog.Snapshot
	env   *bind.Env
	edits []func() error
}

// findFields finds what names a field.
func (r *run) findFields(database catalog.ID, how bind.Renaming) (*fieldRename, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	f := &fieldRename{Renaming: how, r: r, snap: snap, env: r.bindEnv(snap, "")}
	for t := range snap.Relations(database) {
		f.relation(t)
		for _, d := range snap.StatisticsOf(t.ID) {
			f.statistics(t, d)
		}
	}
	for d := range snap.Routines(database) {
		f.routine(d)
	}
	return f, nil
}

// findRowFields finds what names a column of a table as a field of one of its rows.
func (r *run) findRowFields(t *catalog.TableDesc, s *ast.Rename) (*fieldRename, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	how := bind.Renaming{From: s.Old, To: s.New}
	for _, c := range snap.Family(t) {
		how.Of = append(how.Of, c.TypeOID)
	}
	for list := []*catalog.TableDesc{t}; len(list) > 0; list = list[1:] {
		for i := range list[0].Partitioning.Parts {
			if p, ok := snap.TableByID(list[0].Partitioning.Parts[i].Table); ok {
				how.Of, list = append(how.Of, p.TypeOID), append(list, p)
			}
		}
	}
	return r.findFields(t.DatabaseID, how)
}

// apply changes what was found.
func (f *fieldRename) apply() error {
	for _, edit := range f.edits {
		if err := edit(); err != nil {
			return err
		}
	}
	return nil
}

// text is the new text of an expression, or that which it has.
func (f *fieldRename) text(text string, rename func(ast.Expr) bool) string {
	if field := "." + catalog.QuoteIdent(f.From); !strings.Contains(text, ")"+field) && !strings.Contains(text, "]"+field) {
		return text
	}
	x, err := parseExpr(text)
	if err != nil || !rename(x) {
		return text
	}
	return deparse.Print(x)
}

// expr is text of an expression that o says more of.
func (f *fieldRename) expr(text string, o bind.ScalarOptions) string {
	return f.text(text, func(x ast.Expr) bool { return bind.RenameFieldsInExpr(x, f.Renaming, f.env, o) })
}

// tableText is the new text of an expression of t.
func (f *fieldRename) tableText(t *catalog.TableDesc, x tableText) string {
	if x.by == keptByPolicy {
		return f.text(*x.text, func(e ast.Expr) bool { return bind.RenameFieldsInPolicy(e, f.Renaming, f.env, t) })
	}
	return f.expr(*x.text, x.o)
}

func (f *fieldRename) relation(t *catalog.TableDesc) {
	texts := map[string]string{}
	for x := range tableTexts(t) {
		if now := f.tableText(t, x); now != *x.text {
			texts[*x.text] = now
		}
	}
	query := f.query(t)
	if len(texts) == 0 && query == nil {
		return
	}
	f.edits = append(f.edits, func() error {
		return editCurrent(f.r, t.ID, (*catalog.Snapshot).TableByID, func(t *catalog.TableDesc) error {
			for x := range tableTexts(t) {
				if now, ok := texts[*x.text]; ok {
					*x.text = now
				}
			}
			switch {
			case query == nil:
			case t.IsView():
				t.ViewQuery = query
			default:
				t.MatQuery = query
			}
			return nil
		})
	})
}

// editCurrent is edit of an object as the transaction has it by then.
func editCurrent[D catalog.Descriptor](r *run, id catalog.ID, find func(*catalog.Snapshot, catalog.ID) (D, bool), f func(D) error) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	now, ok := find(snap, id)
	if !ok {
		return catalog.ErrMoved
	}
	return edit(r, now, f)
}

// query is the new query of a view, nil where it stays as it is.
func (f *fieldRename) query(t *catalog.TableDesc) []byte {
	of := t.ViewQuery
	if !t.IsView() {
		of = t.MatQuery
	}
	if t.QueryErr != nil || !bytes.Contains(of, []byte(f.From)) {
		return nil
	}
	q, err := stored.Query(of) // a tree of our own
	if err != nil || !bind.RenameFieldsInQuery(q, f.Renaming, f.env) {
		return nil
	}
	b, err := stored.Encode(q)
	f.fail(err)
	return b
}

// fail has apply return an error.
func (f *fieldRename) fail(err error) {
	if err != nil {
		f.edits = append(f.edits, func() error { return err })
	}
}

func (f *fieldRename) statistics(t *catalog.TableDesc, d *catalog.StatisticsDesc) {
	texts := make([]string, len(d.Exprs))
	changed := false
	for i := range d.Exprs {
		texts[i] = f.expr(d.Exprs[i].Text, bind.ScalarOptions{Use: bind.ScalarStatistics, Table: t})
		changed = changed || texts[i] != d.Exprs[i].Text
	}
	if !changed {
		return
	}
	f.edits = append(f.edits, func() error {
		return editCurrent(f.r, d.ID, (*catalog.Snapshot).StatisticsByID, func(d *catalog.StatisticsDesc) error {
			for i := range d.Exprs {
				d.Exprs[i].Text = texts[i]
			}
			return nil
		})
	})
}

// routine renames in the body of a function that is no text, and in the defaults of its inputs.
func (f *fieldRename) routine(d *catalog.RoutineDesc) {
	defaults := map[int]string{}
	for i := range d.Args {
		if text := d.Args[i].Default; text != "" {
			if now := f.expr(text, bind.ScalarOptions{Use: bind.ScalarInput}); now != text {
				defaults[i] = now
			}
		}
	}
	bodies := map[int][]byte{}
	for i := range d.Statements {
		if b := f.body(d, i); b != nil {
			bodies[i] = b
		}
	}
	if len(defaults)+len(bodies) == 0 {
		return
	}
	f.edits = append(f.edits, func() error {
		return editCurrent(f.r, d.ID, (*catalog.Snapshot).RoutineByID, func(d *catalog.RoutineDesc) error {
			for i, text := range defaults {
				d.Args[i].Default = text
			}
			for i, b := range bodies {
				d.Statements[i].Query = b
			}
			return nil
		})
	})
}

// body is the new form of a statement of a body, nil where it stays as it is.
func (f *fieldRename) body(d *catalog.RoutineDesc, i int) []byte {
	if d.BodyErr != nil || !bytes.Contains(d.Statements[i].Query, []byte(f.From)) {
		return nil
	}
	n, err := stored.Decode(d.Statements[i].Query)
	st, ok := n.(ast.Statement)
	if err != nil || !ok {
		return nil
	}
	if !bind.RenameFieldsInBody(st, f.Renaming, f.env, f.snap.InputTypes(d)) {
		return nil
	}
	b, err := stored.Encode(st)
	f.fail(err)
	return b
}

package session

import (
	"context"
	"errors"
	"io"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/copydata"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
)

// copy runs COPY, to and from the client only.
func (s *Session) copy(ctx context.Context, r *run, st *ast.Copy, out Output) error {
	if st.File != "" || st.Program {
		return pgerror.Unsupported(`Use psql's \copy, or COPY FROM STDIN and TO STDOUT.`, "COPY with a file or program of the server is not supported")
	}
	pl, o, err := s.readyCopy(ctx, r, st)
	if err != nil {
		return err
	}
	if err := s.copiedColumns(ctx, st, pl.Columns, o.Named()); err != nil {
		return err
	}
	s.fill(pl, nil)
	req := &s.request
	var n int64
	if st.From {
		s.inner.plans = append(s.inner.plans[:0], req)
		n, err = s.copyFrom(ctx, req, &o, st, out)
		s.inner.plans = s.inner.plans[:0]
	} else {
		n, err = s.copyTo(ctx, req, &o, out)
	}
	if err != nil {
		return err
	}
	if st.From {
		s.grew(pl, n)
	}
	s.block.ran++
	if err := s.endAlone(ctx, r); err != nil {
		return err
	}
	out.Complete("COPY", n)
	return nil
}

// readyCopy plans what is copied, and reads the options: what is wrong with these is told before
// what is wrong in a query, and after what is wrong with a table, its columns and the rights on
// them (Postgres: DoCopy, BeginCopyTo).
func (s *Session) readyCopy(ctx context.Context, r *run, st *ast.Copy) (pl *nodes.Plan, o copydata.Options, err error) {
	if st.Query != nil {
		if o, err = copydata.ParseOptions(st.Options, st.From); err != nil {
			return nil, o, err
		}
	}
	pl, err = s.ready(ctx, &run{p: &prepared{text: r.text, raw: r.text, stmt: st}, text: r.text})
	if err == nil && st.Query == nil {
		o, err = copydata.ParseOptions(st.Options, st.From)
	}
	return pl, o, err
}

// copiedColumns refuses options that name columns which are not among those that are copied.
func (s *Session) copiedColumns(ctx context.Context, st *ast.Copy, cols []Column, named []copydata.NamedColumn) error {
	for _, n := range named {
		if hasColumn(cols, n.Column) {
			continue
		}
		if st.Query != nil {
			return noColumn(st, n.Column)
		}
		snap, err := s.schema.Snapshot(ctx)
		if err != nil {
			return err
		}
		t, err := snap.Table(&s.path, *st.Table)
		if err != nil {
			return err
		}
		if _, _, ok := t.ColumnNamed(n.Column); !ok {
			return noColumn(st, n.Column)
		}
		return pgerror.New(pgerror.InvalidColumnReference, "%s column %q not referenced by COPY", n.Option, n.Column)
	}
	return nil
}

// noColumn is the error of an option that names a column which is not copied.
func noColumn(st *ast.Copy, name string) error {
	if st.Query != nil {
		return pgerror.New(pgerror.UndefinedColumn, "column %q does not exist", name)
	}
	return pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", name, st.Table.Name)
}

func hasColumn(cols []Column, name string) bool {
	for _, c := range cols {
		if c.Name == name {
			return true
		}
	}
	return false
}

// copyFrom reads rows from the client until it ends or an error. After an error
// the client's remaining data is ignored, message by message.
func (s *Session) copyFrom(ctx context.Context, req *exec.Request, o *copydata.Options, st *ast.Copy, out Output) (int64, error) {
	if err := s.mayCopyTo(ctx, st); err != nil {
		s.cantReplay(BarCopy)
		if _, err := out.CopyIn(len(req.Plan.Columns), o.Binary()); err != nil {
			return 0, err
		}
		return 0, err
	}
	in, err := s.exec.CopyIn(ctx, req)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	s.cantReplay(BarCopy)
	src, err := out.CopyIn(len(req.Plan.Columns), o.Binary())
	if err != nil {
		return 0, err
	}
	name := "query"
	if st.Table != nil {
		name = st.Table.Name
	}
	if o.Freeze {
		if err := s.mayFreeze(ctx, st); err != nil {
			return 0, err
		}
	}
	rd := copydata.NewReader(src, o, req.Plan.Columns, &s.env, name)
	if err := rd.Header(); err != nil {
		return 0, rd.At(err)
	}
	for {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		row, err := rd.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if earlier := in.Flush(ctx); earlier != nil && (in.RowByRow() || !ofKeys(earlier)) {
				return 0, rd.AtRow(earlier, in.Failed.Row, in.Failed.Text)
			}
			return 0, rd.At(err)
		}
		rd.Keep()
		if err := in.Row(ctx, row); err != nil {
			return 0, rd.AtRow(err, in.Failed.Row, in.Failed.Text)
		}
		if in.Waiting() == 0 {
			rd.Written()
		}
	}
	n, err := in.Finish(ctx)
	if err != nil {
		return 0, rd.AtRow(err, in.Failed.Row, in.Failed.Text)
	}
	return n, nil
}

// ofKeys reports whether an error comes of writing rows, which are many at a time, and not of
// looking at one of them.
func ofKeys(err error) bool {
	e, ok := errors.AsType[*pgerror.Error](err)
	return ok && (e.Code == pgerror.UniqueViolation || e.Code == pgerror.ExclusionViolation)
}

// mayCopyTo refuses views without triggers: COPY does not write through them, as in Postgres.
func (s *Session) mayCopyTo(ctx context.Context, st *ast.Copy) error {
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	rel, ok, err := snap.Lookup(&s.path, *st.Table)
	if err != nil || !ok || rel.Table == nil || !rel.Table.IsView() || rel.Table.Instead(byte(routine.Insert)) {
		return err
	}
	return pgerror.New(pgerror.WrongObjectType, "cannot copy to view %q", rel.Table.Name).
		WithHint("To enable copying to a view, provide an INSTEAD OF INSERT trigger.")
}

// mayFreeze refuses COPY FREEZE where Postgres does, so that a script which it would stop there stops here.
// (What is loaded has no transaction's number that could be frozen.)
func (s *Session) mayFreeze(ctx context.Context, st *ast.Copy) error {
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	rel, ok, err := snap.Lookup(&s.path, *st.Table)
	if err != nil || !ok || rel.Table == nil {
		return err
	}
	switch t := rel.Table; {
	case t.Partitioned():
		return pgerror.New(pgerror.FeatureNotSupported, "cannot perform COPY FREEZE on a partitioned table")
	case s.cursorsOpen():
		return pgerror.New(pgerror.InvalidTransactionState, "cannot perform COPY FREEZE because of prior transaction activity")
	case !t.Fresh || s.madeBeforeSavepoint(t):
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "cannot perform COPY FREEZE because the table was not created or truncated in the current subtransaction")
	}
	return nil
}

func (s *Session) cursorsOpen() bool {
	for name, po := range s.portals {
		if name != "" && !po.place.held {
			return true
		}
	}
	return false
}

// madeBeforeSavepoint reports whether a fresh table was made, or emptied, before the last savepoint.
func (s *Session) madeBeforeSavepoint(t *catalog.TableDesc) bool {
	n := len(s.block.savepoints)
	return n > 0 && s.block.savepoints[n-1].schema.Made(t)
}

// copyTo sends a query's rows to the client.
func (s *Session) copyTo(ctx context.Context, req *exec.Request, o *copydata.Options, out Output) (int64, error) {
	cols := req.Plan.Columns
	if err := out.CopyOut(len(cols), o.Binary()); err != nil {
		return 0, err
	}
	w := copydata.NewWriter(out, o, cols, &s.env)
	if err := w.Begin(); err != nil {
		return 0, err
	}
	res, err := s.runAlone(ctx, w)
	if err != nil {
		return 0, err
	}
	if err := w.Finish(); err != nil {
		return 0, err
	}
	return res.Rows, out.CopyDone()
}

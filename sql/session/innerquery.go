package session

import (
	"context"
	"strings"
	"time"

	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plpgsql"
	"github.com/isochrondb/isochron/sql/types"
)

// Routines go through the rows of statements without a plan, too, where these give some: EXECUTE
// is read as what it executes, EXPLAIN of it has a plan of its own, and what others give is
// computed first.

// openQuery is OpenInner of any statement that gives rows.
func (s *Session) openQuery(ctx context.Context, in *Inner, o InnerOptions) (*exec.Cursor, []nodes.Column, error) {
	in, args, err := s.executedBy(ctx, in, o.Args)
	if err != nil {
		return nil, nil, err
	}
	o.Args = args
	if in.Planned() {
		if pl, err := s.PlanInner(ctx, in); err != nil {
			return nil, nil, err
		} else if len(pl.Columns) == 0 && pl.Command != nodes.CommandSelect {
			return nil, nil, notAQuery(in.p.stmt)
		}
		return s.OpenInner(ctx, in, o)
	}
	switch st := in.p.stmt.(type) {
	case *ast.Explain:
		return s.openPlan(ctx, o.ReadOnly, func() (*exec.Request, error) { return s.explainInner(ctx, in, st, o) })
	case *ast.Show, *ast.Call:
	case *ast.Fetch:
		if st.Move {
			return nil, nil, notAQuery(st)
		}
	default:
		return nil, nil, notAQuery(st)
	}
	return s.openComputed(ctx, in, o)
}

// notAQuery is the error of a statement without rows where some are gone through.
func notAQuery(st ast.Statement) error {
	word := statementWord(st)
	switch st := st.(type) {
	case *ast.Select:
		word = "SELECT INTO"
	case *ast.Insert, *ast.Update, *ast.Delete, *ast.Merge:
		word = commandWord(nil, st)
	case *ast.Execute, *ast.SetVar, *ast.Fetch:
		word, _, _ = strings.Cut(word, " ")
	}
	return &plpgsql.NotRows{Word: word}
}

// executedBy is the statement that EXECUTE names, and its arguments; of another one that itself.
func (s *Session) executedBy(ctx context.Context, in *Inner, args func(*nodes.Plan) ([]types.Datum, error)) (*Inner, func(*nodes.Plan) ([]types.Datum, error), error) {
	st, ok := in.p.stmt.(*ast.Execute)
	if !ok {
		return in, args, nil
	}
	p, err := s.statementNamed(st.Name)
	if err != nil {
		return nil, nil, err
	}
	if !executable(p.stmt) {
		return nil, nil, notAQuery(st)
	}
	given, err := s.executeArgs(ctx, p, st, in.p.text)
	if err != nil {
		return nil, nil, err
	}
	x := NewInner(p.stmt, p.text, p.given, nil)
	if x.Planned() {
		pl, err := s.PlanInner(ctx, x)
		if err != nil {
			return nil, nil, err
		}
		if len(pl.Columns) == 0 {
			return nil, nil, notAQuery(st)
		}
	}
	return x, argsAre(given), nil
}

// openPlan opens the plan that a request made by make has.
func (s *Session) openPlan(ctx context.Context, readOnly bool, make func() (*exec.Request, error)) (cur *exec.Cursor, cols []nodes.Column, err error) {
	err = s.step(ctx, readOnly, func() error {
		req, err := make()
		if err != nil {
			return err
		}
		cols = req.Plan.Columns
		x := s.innerExecutor()
		s.inner.runs++
		cur, err = x.Open(ctx, req)
		s.inner.runs--
		return err
	})
	return cur, cols, err
}

// openComputed runs a statement to its end and opens what it gave. The rows count while they are
// gathered: they are few.
func (s *Session) openComputed(ctx context.Context, in *Inner, o InnerOptions) (*exec.Cursor, []nodes.Column, error) {
	rows := &gatheredRows{h: plHost{s}}
	defer rows.release()
	res, err := s.RunInner(ctx, in, o, rows)
	if err != nil {
		return nil, nil, err
	}
	if len(res.Columns) == 0 {
		return nil, nil, notAQuery(in.p.stmt)
	}
	return s.openPlan(ctx, o.ReadOnly, func() (*exec.Request, error) {
		return s.innerPlanned(plan.OfRows(res.Columns, rows.list), nil), nil
	})
}

// gatheredRows are the rows of a statement that was run to its end.
type gatheredRows struct {
	h     plHost
	list  [][]types.Datum
	bytes int64
}

// Row keeps a row.
func (g *gatheredRows) Row(row []types.Datum) error {
	own := make([]types.Datum, len(row))
	n := int64(0)
	for i, d := range row {
		own[i] = d.Clone()
		n += int64(own[i].MemoryBytes())
	}
	if err := g.h.Hold(n); err != nil {
		return err
	}
	g.bytes += n
	g.list = append(g.list, own)
	return nil
}

func (g *gatheredRows) release() { _ = g.h.Hold(-g.bytes) } // giving back never fails

// explainInner is the request of EXPLAIN EXECUTE within a routine.
func (s *Session) explainInner(ctx context.Context, in *Inner, st *ast.Explain, o InnerOptions) (*exec.Request, error) {
	if o.ReadOnly {
		return nil, explainInStable()
	}
	if explainsFill(st) {
		return nil, pgerror.Unsupported("Explain the query itself.", "EXPLAIN ANALYZE of CREATE TABLE AS and CREATE MATERIALIZED VIEW in a routine is not supported")
	}
	p, x, err := s.toExplain(st)
	if err != nil {
		return nil, err
	}
	args, err := s.executeArgs(ctx, p, x, in.p.text)
	if err != nil {
		return nil, err
	}
	opts, err := explain.ParseOptions(st.Options)
	if err != nil {
		return nil, err
	}
	defer s.give(nil)() // it was prepared where there are no transition tables
	custom, began := p.choices.custom, time.Now()
	req, err := s.plannedRequest(ctx, p, InnerOptions{ReadOnly: o.ReadOnly, Args: argsAre(args)})
	if err != nil {
		return nil, err
	}
	opts.Planning = time.Since(began)
	if p.choices.custom > custom {
		opts.Arguments = args
	}
	req.Plan = explain.PlanOf(req.Plan, opts)
	req.Settings = s.settingsOf(req.Plan)
	return req, nil
}

func explainInStable() error {
	return pgerror.New(pgerror.FeatureNotSupported, "EXPLAIN is not allowed in a non-volatile function")
}

// runExplain runs EXPLAIN EXECUTE within a routine.
func (s *Session) runExplain(ctx context.Context, in *Inner, st *ast.Explain, o InnerOptions, out *innerUtility) error {
	return s.step(ctx, o.ReadOnly, func() error {
		req, err := s.explainInner(ctx, in, st, o)
		if err != nil {
			return err
		}
		out.res.Columns, out.res.Command = req.Plan.Columns, req.Plan.Command
		done, err := s.runInner(ctx, req, out.sink)
		out.res.Rows = done.Rows
		return err
	})
}

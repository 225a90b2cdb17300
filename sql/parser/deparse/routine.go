package deparse

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// routineStatement writes statements about routines and triggers; false for others.
func (p *printer) routineStatement(s ast.Statement) bool {
	switch s := s.(type) {
	case *ast.CreateRoutine:
		p.createRoutine(s)
	case *ast.DropRoutine:
		p.w("DROP ", s.Kind.String(), " ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.list(len(s.Functions), func(i int) { p.functionName(&s.Functions[i]) })
		p.behavior(s.Behavior)
	case *ast.AlterRoutine:
		p.alterRoutine(s)
	case *ast.CreateTrigger:
		p.createTrigger(s)
	case *ast.DropTrigger:
		p.w("DROP TRIGGER ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.name(s.Name)
		p.optQName(" ON ", &s.Table)
		p.behavior(s.Behavior)
	case *ast.RenameTrigger:
		p.optName("ALTER TRIGGER ", s.Name)
		p.optQName(" ON ", &s.Table)
		p.optName(" RENAME TO ", s.New)
	default:
		return false
	}
	return true
}

func (p *printer) createRoutine(s *ast.CreateRoutine) {
	p.w("CREATE ")
	p.wIf(s.OrReplace, "OR REPLACE ")
	p.w([...]string{"FUNCTION ", "PROCEDURE "}[b2i(s.Procedure)])
	p.qname(&s.Name)
	p.w("(")
	var args, columns []*ast.RoutineArg
	for i := range s.Args {
		if a := &s.Args[i]; a.Mode == ast.ArgTable {
			columns = append(columns, a)
		} else {
			args = append(args, a)
		}
	}
	p.list(len(args), func(i int) { p.routineArg(args[i]) })
	p.w(")")
	if s.Table {
		p.w(" RETURNS TABLE (")
		p.list(len(columns), func(i int) { p.routineArg(columns[i]) })
		p.w(")")
	} else if s.Returns != nil {
		p.w(" RETURNS ")
		p.typeName(s.Returns)
	}
	p.routineOptions(s.Options)
}

func (p *printer) routineArg(a *ast.RoutineArg) {
	p.w(map[ast.ArgMode]string{ast.ArgOut: "OUT ", ast.ArgInOut: "INOUT ", ast.ArgVariadic: "VARIADIC "}[a.Mode])
	if a.Name != "" {
		p.name(a.Name)
		p.w(" ")
	}
	p.typeName(a.Type)
	if a.Default != nil {
		p.w(" DEFAULT ")
		p.expr(a.Default, precNone)
	}
}

func (p *printer) routineOptions(list []ast.RoutineOption) {
	for i := range list {
		p.w(" ")
		p.routineOption(&list[i])
	}
}

func (p *printer) routineOption(o *ast.RoutineOption) {
	word := func(on, off string) { p.w([...]string{off, on}[b2i(o.On)]) }
	switch o.Name {
	case "language":
		p.optName("LANGUAGE ", o.Text)
	case "as":
		p.w("AS ")
		p.string(o.Text)
		if o.HasLink {
			p.w(", ")
			p.string(o.Link)
		}
	case "volatility":
		p.w(strings.ToUpper(o.Text))
	case "strict":
		word("STRICT", "CALLED ON NULL INPUT")
	case "security":
		word("SECURITY DEFINER", "SECURITY INVOKER")
	case "leakproof":
		word("LEAKPROOF", "NOT LEAKPROOF")
	case "window":
		p.w("WINDOW")
	case "cost", "rows":
		p.w(strings.ToUpper(o.Name), " ", o.Text)
	case "parallel":
		p.optName("PARALLEL ", o.Text)
	case "set":
		p.node(o.Set)
	case "body":
		p.routineBody(o)
	}
}

func (p *printer) routineBody(o *ast.RoutineOption) {
	if o.IsReturn {
		p.w("RETURN ")
		p.expr(o.Return, precNone)
		return
	}
	p.w("BEGIN ATOMIC ")
	for _, s := range o.Body {
		p.node(s)
		p.w("; ")
	}
	p.w("END")
}

func (p *printer) alterRoutine(s *ast.AlterRoutine) {
	p.w("ALTER ", s.Kind.String(), " ")
	p.functionName(&s.Func)
	p.optName(" RENAME TO ", s.New)
	p.optName(" SET SCHEMA ", s.Schema)
	if s.Owner != nil {
		p.w(" OWNER TO ")
		p.role(s.Owner)
	}
	p.routineOptions(s.Options)
}

func (p *printer) createTrigger(s *ast.CreateTrigger) {
	p.w("CREATE ")
	p.wIf(s.OrReplace, "OR REPLACE ")
	p.wIf(s.Constraint, "CONSTRAINT ")
	p.optName("TRIGGER ", s.Name)
	p.w(" ", strings.ToUpper(s.When), " ")
	for i := range s.Events {
		e := &s.Events[i]
		p.wIf(i > 0, " OR ")
		p.w(strings.ToUpper(e.Name))
		if len(e.Columns) > 0 {
			p.w(" OF ")
			p.names(e.Columns)
		}
	}
	p.optQName(" ON ", &s.Table)
	p.optQName(" FROM ", &s.From)
	p.wIf(s.Deferrable, " DEFERRABLE")
	p.wIf(s.Initially, " INITIALLY DEFERRED")
	for i := range s.Referencing {
		t := &s.Referencing[i]
		p.wIf(i == 0, " REFERENCING")
		p.w([...]string{" OLD TABLE AS ", " NEW TABLE AS "}[b2i(t.New)])
		p.name(t.Name)
	}
	p.w([...]string{" FOR EACH STATEMENT", " FOR EACH ROW"}[b2i(s.Row)])
	if s.Cond != nil {
		p.w(" WHEN (")
		p.expr(s.Cond, precNone)
		p.w(")")
	}
	p.w(" EXECUTE FUNCTION ")
	p.qname(&s.Func)
	p.w("(")
	p.list(len(s.Args), func(i int) { p.string(s.Args[i]) })
	p.w(")")
}

func (p *printer) enableTrigger(c *ast.EnableTrigger) {
	p.w(map[byte]string{'O': "ENABLE", 'D': "DISABLE", 'R': "ENABLE REPLICA", 'A': "ENABLE ALWAYS"}[c.State], " TRIGGER ")
	switch {
	case c.Name != "":
		p.name(c.Name)
	case c.User:
		p.w("USER")
	default:
		p.w("ALL")
	}
}

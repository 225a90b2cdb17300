package deparse

import (
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// extensionStatement writes statements about extensions, operators, casts and aggregates; false
// for others.
func (p *printer) extensionStatement(s ast.Statement) bool {
	switch s := s.(type) {
	case *ast.CreateExtension:
		p.w("CREATE EXTENSION ")
		p.wIf(s.IfNotExists, "IF NOT EXISTS ")
		p.name(s.Name)
		p.optName(" SCHEMA ", s.Schema)
		if s.Version != "" {
			p.w(" VERSION ")
			p.string(s.Version)
		}
		p.wIf(s.Cascade, " CASCADE")
	case *ast.AlterExtension:
		p.optName("ALTER EXTENSION ", s.Name)
		p.w(" UPDATE")
		if s.Version != "" {
			p.w(" TO ")
			p.string(s.Version)
		}
	case *ast.CreateOperator:
		p.w("CREATE OPERATOR ")
		p.operatorWord(&s.Name)
		p.definitions(s.Params)
	case *ast.DropOperator:
		p.w("DROP OPERATOR ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.list(len(s.Operators), func(i int) { p.operatorName(&s.Operators[i]) })
		p.behavior(s.Behavior)
	case *ast.AlterOperator:
		p.w("ALTER OPERATOR ")
		p.operatorName(&s.Op)
		p.optName(" SET SCHEMA ", s.Schema)
		if s.Owner != nil {
			p.w(" OWNER TO ")
			p.role(s.Owner)
		}
	case *ast.CreateCast:
		p.w("CREATE ")
		p.castTypes(s.From, s.To)
		switch {
		case s.Func != nil:
			p.w(" WITH FUNCTION ")
			p.functionName(s.Func)
		case s.InOut:
			p.w(" WITH INOUT")
		default:
			p.w(" WITHOUT FUNCTION")
		}
		p.wIf(s.Context == ast.CastAssignment, " AS ASSIGNMENT")
		p.wIf(s.Context == ast.CastImplicit, " AS IMPLICIT")
	case *ast.DropCast:
		p.w("DROP ")
		if s.IfExists {
			p.w("CAST IF EXISTS (")
			p.typeName(s.From)
			p.w(" AS ")
			p.typeName(s.To)
			p.w(")")
		} else {
			p.castTypes(s.From, s.To)
		}
		p.behavior(s.Behavior)
	case *ast.CreateEventTrigger:
		p.createEventTrigger(s)
	case *ast.AlterEventTrigger:
		p.alterEventTrigger(s)
	case *ast.CreateTextSearch:
		p.createTextSearch(s)
	case *ast.AlterTextDictionary:
		p.optQName("ALTER TEXT SEARCH DICTIONARY ", &s.Name)
		p.definitions(s.Options)
	case *ast.AlterTextConfiguration:
		p.alterTextConfiguration(s)
	case *ast.CreateStatistics:
		p.createStatistics(s)
	case *ast.AlterStatistics:
		p.w("ALTER STATISTICS ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.qname(&s.Name)
		p.w(" SET STATISTICS ", strconv.Itoa(int(s.Target)))
	case *ast.DropOf:
		p.dropOf(s)
	case *ast.CreateAggregate:
		p.createAggregate(s)
	default:
		return false
	}
	return true
}

func (p *printer) createStatistics(s *ast.CreateStatistics) {
	p.w("CREATE STATISTICS ")
	p.wIf(s.IfNotExists, "IF NOT EXISTS ")
	p.qname(&s.Name)
	if len(s.Kinds) > 0 {
		p.w(" (")
		p.list(len(s.Kinds), func(i int) { p.name(s.Kinds[i]) })
		p.w(")")
	}
	p.w(" ON ")
	p.list(len(s.Elems), func(i int) { p.indexElem(&s.Elems[i]) })
	p.w(" FROM ")
	p.list(len(s.From), func(i int) { p.tableRef(s.From[i]) })
}

func (p *printer) dropOf(s *ast.DropOf) {
	p.w("DROP ", strings.ToUpper(s.What), " ")
	p.wIf(s.IfExists, "IF EXISTS ")
	switch s.What {
	case "rule":
		p.qname(&s.Name)
		p.optQName(" ON ", &s.Of)
	case "transform":
		p.w("FOR ")
		p.typeName(s.Type)
		p.optQName(" LANGUAGE ", &s.Of)
	case "user mapping":
		p.w("FOR ")
		p.role(s.Role)
		p.optQName(" SERVER ", &s.Of)
	default:
		p.qname(&s.Name)
		p.optQName(" USING ", &s.Of)
	}
	p.behavior(s.Behavior)
}

func (p *printer) castTypes(from, to *ast.TypeName) {
	p.w("CAST (")
	p.typeName(from)
	p.w(" AS ")
	p.typeName(to)
	p.w(")")
}

func (p *printer) operatorWord(n *ast.QName) {
	if n.Schema != "" {
		p.name(n.Schema)
		p.w(".")
	}
	p.w(n.Name)
}

func (p *printer) operatorName(o *ast.OperatorName) {
	p.operatorWord(&o.Name)
	p.w(" (")
	if o.Left == nil {
		p.w("NONE")
	} else {
		p.typeName(o.Left)
	}
	p.w(", ")
	p.typeName(o.Right)
	p.w(")")
}

func (p *printer) definitions(list []ast.Definition) {
	p.w(" (")
	p.list(len(list), func(i int) {
		d := &list[i]
		p.name(d.Name)
		switch {
		case d.Type != nil:
			p.w(" = ")
			p.typeName(d.Type)
		case d.Op != nil && d.Op.Schema != "":
			p.w(" = OPERATOR(")
			p.operatorWord(d.Op)
			p.w(")")
		case d.Op != nil:
			p.w(" = ", d.Op.Name)
		case d.Number:
			p.w(" = ", d.Text.Text)
		case d.Text != nil:
			p.w(" = ")
			p.expr(d.Text, precNone)
		}
	})
	p.w(")")
}

func (p *printer) createAggregate(s *ast.CreateAggregate) {
	p.w("CREATE ")
	p.wIf(s.OrReplace, "OR REPLACE ")
	p.w("AGGREGATE ")
	p.qname(&s.Name)
	if !s.OldStyle {
		p.w(" (")
		switch {
		case s.Star:
			p.w("*")
		case s.Ordered:
			p.list(s.Direct, func(i int) { p.routineArg(&s.Args[i]) })
			p.wIf(s.Direct > 0, " ")
			p.w("ORDER BY ")
			rest := s.Args[s.Direct:]
			p.list(len(rest), func(i int) { p.routineArg(&rest[i]) })
		default:
			p.list(len(s.Args), func(i int) { p.routineArg(&s.Args[i]) })
		}
		p.w(")")
	}
	p.definitions(s.Params)
}

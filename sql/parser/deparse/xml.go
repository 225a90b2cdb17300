package deparse

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
)

var xmlWords = [...]string{
	ast.XMLConcat: "XMLCONCAT(", ast.XMLElement: "XMLELEMENT(", ast.XMLForest: "XMLFOREST(", ast.XMLParse: "XMLPARSE(", ast.XMLPI: "XMLPI(",
	ast.XMLRoot: "XMLROOT(", ast.XMLSerialize: "XMLSERIALIZE(",
}

var standaloneWords = [...]string{ast.XMLStandaloneYes: ", STANDALONE YES", ast.XMLStandaloneNo: ", STANDALONE NO", ast.XMLStandaloneNoValue: ", STANDALONE NO VALUE"}

func (p *printer) xml(x *ast.XMLExpr) {
	switch x.Kind {
	case ast.XMLIsDocument:
		min := precIs + 1
		if p.full {
			min = precCast
		}
		_, within := x.Args[0].(*ast.XMLExpr)
		within = within && p.full && !p.paren // as Postgres has it
		p.wIf(within, "(")
		p.expr(x.Args[0], min)
		p.wIf(within, ")")
		p.w(" IS DOCUMENT")
		return
	case ast.XMLSerialize:
		if p.full && len(x.Type.Mods) > 0 { // what it gives is cut to the length, which Postgres shows
			p.wIf(p.paren, "(")
			p.xmlCall(x)
			p.wIf(p.paren, ")")
			p.w("::")
			p.typeName(x.Type)
			return
		}
	}
	p.xmlCall(x)
}

func (p *printer) xmlCall(x *ast.XMLExpr) {
	p.w(xmlWords[x.Kind])
	if x.Kind == ast.XMLParse || x.Kind == ast.XMLSerialize {
		p.w([...]string{"CONTENT ", "DOCUMENT "}[b2i(x.Document)])
	}
	comma := x.Kind == ast.XMLElement || x.Kind == ast.XMLPI
	if comma {
		p.w("NAME ")
		p.name(x.Name)
	}
	if len(x.Named) > 0 {
		p.wIf(comma, ", ")
		p.wIf(x.Kind == ast.XMLElement, "XMLATTRIBUTES(")
		p.xmlNamed(x.Named)
		p.wIf(x.Kind == ast.XMLElement, ")")
		comma = true
	}
	p.wIf(comma && len(x.Args) > 0, ", ")
	p.list(len(x.Args), func(i int) {
		p.wIf(x.Kind == ast.XMLRoot && i == 1, "VERSION ")
		p.expr(x.Args[i], precNone)
	})
	switch x.Kind {
	case ast.XMLRoot:
		p.wIf(len(x.Args) == 1, ", VERSION NO VALUE")
		p.w(standaloneWords[x.Standalone])
	case ast.XMLParse:
		p.w([...]string{" STRIP WHITESPACE", " PRESERVE WHITESPACE"}[b2i(x.Preserve)])
	case ast.XMLSerialize:
		p.w(" AS ")
		p.typeName(x.Type)
	}
	p.w(")")
}

func (p *printer) xmlNamed(list []ast.Target) {
	p.list(len(list), func(i int) {
		p.expr(list[i].Expr, precNone)
		p.optName(" AS ", list[i].As)
	})
}

// xmlTable writes it as Postgres shows it in definitions, operands in parentheses.
func (p *printer) xmlTable(x *ast.XMLTable) {
	p.w("XMLTABLE(")
	if len(x.Namespaces) > 0 {
		p.w("XMLNAMESPACES (")
		p.list(len(x.Namespaces), func(i int) {
			n := &x.Namespaces[i]
			p.wIf(n.As == "", "DEFAULT ")
			if p.full {
				p.expr(n.Expr, precNone)
			} else {
				p.simple(n.Expr)
			}
			p.optName(" AS ", n.As)
		})
		p.w("), ")
	}
	p.w("(")
	p.expr(x.Row, precNone)
	p.w(") PASSING (")
	p.expr(x.Doc, precNone)
	p.w(") COLUMNS ")
	p.list(len(x.Columns), func(i int) { p.xmlColumn(&x.Columns[i]) })
	p.w(")")
}

func (p *printer) xmlColumn(c *ast.XMLColumn) {
	p.name(c.Name)
	if c.Ordinality {
		p.w(" FOR ORDINALITY")
		return
	}
	p.w(" ")
	p.typeName(c.Type)
	if c.Default != nil {
		p.w(" DEFAULT ")
		p.bounded(c.Default)
	}
	if c.Path != nil {
		p.w(" PATH ")
		p.bounded(c.Path)
	}
	p.wIf(c.NotNull, " NOT NULL")
}

// bounded writes an operand that takes no operators with words in them, unless it is in parentheses.
func (p *printer) bounded(x ast.Expr) {
	if p.full {
		p.w("(")
		p.expr(x, precNone)
		p.w(")")
		return
	}
	p.simple(x)
}

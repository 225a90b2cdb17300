package parser

import (
	"strconv"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// optPartitionBy reads PARTITION BY if it is there.
func (p *parser) optPartitionBy(t *ast.CreateTable) {
	if !p.is(kwPartition) {
		return
	}
	b := &ast.PartitionBy{Pos: p.pos()}
	p.expect(kwPartition, kwBy)
	at := p.pos()
	switch word := p.colID(); word {
	case "list":
		b.Strategy = ast.PartitionList
	case "range":
		b.Strategy = ast.PartitionRange
	case "hash":
		b.Strategy = ast.PartitionHash
	default:
		p.failAt(at, CodeInvalidValue, `unrecognized partitioning strategy "`+word+`"`)
	}
	b.Elems = p.partitionKey()
	t.PartitionBy = b
}

// partitionKey reads columns and expressions with their collations and classes.
func (p *parser) partitionKey() []ast.IndexElem {
	list := p.indexElems()
	for i := range list {
		if list[i].Dir != ast.OrderDefault || list[i].Nulls != ast.NullsDefault || list[i].OpOptions != nil {
			p.fail()
		}
	}
	return list
}

// partitionOf reads the rest of CREATE TABLE … PARTITION OF.
func (p *parser) partitionOf(t *ast.CreateTable) {
	p.expect(kwPartition, kwOf)
	t.PartitionOf = p.qname()
	p.typedElements(t)
	t.Bound = p.partitionBound()
	p.optPartitionBy(t)
	p.tableTail(t)
}

// tableOf reads the rest of CREATE TABLE … OF.
func (p *parser) tableOf(t *ast.CreateTable) {
	p.expect(kwOf)
	n := p.qname()
	t.OfType = &n
	p.typedElements(t)
	p.optPartitionBy(t)
	p.tableTail(t)
}

// typedElements reads columns without types, and constraints, if there are any.
func (p *parser) typedElements(t *ast.CreateTable) {
	if p.accept('(') {
		for {
			if p.startsConstraint() {
				t.Constraints = append(t.Constraints, p.tableConstraint())
				t.Elements = append(t.Elements, ast.ElementConstraint)
			} else {
				c := ast.ColumnDef{Pos: p.pos(), Name: p.colID()}
				if p.accept(kwWith) {
					p.expect(kwOptions)
				}
				for p.columnQualifier(&c) {
				}
				t.Columns = append(t.Columns, c)
				t.Elements = append(t.Elements, ast.ElementColumn)
			}
			if !p.accept(',') {
				break
			}
		}
		p.expect(')')
	}
}

// partitionBound reads FOR VALUES … or DEFAULT.
func (p *parser) partitionBound() *ast.PartitionBound {
	b := &ast.PartitionBound{Pos: p.pos()}
	if p.accept(kwDefault) {
		b.Default = true
		return b
	}
	p.expect(kwFor, kwValues)
	switch {
	case p.accept(kwIn):
		b.Strategy = ast.PartitionList
		b.In = p.parenExprList()
	case p.accept(kwFrom):
		b.Strategy = ast.PartitionRange
		b.From = p.parenExprList()
		p.expect(kwTo)
		b.To = p.parenExprList()
	default:
		p.expect(kwWith)
		b.Strategy = ast.PartitionHash
		p.hashBound(b)
	}
	return b
}

func (p *parser) parenExprList() []ast.Expr {
	p.expect('(')
	list := p.exprList()
	p.expect(')')
	return list
}

// hashBound reads (MODULUS m, REMAINDER r), in any order.
func (p *parser) hashBound(b *ast.PartitionBound) {
	b.Modulus, b.Remainder = -1, -1
	p.expect('(')
	for {
		at := p.pos()
		word := p.word()
		to := &b.Modulus
		switch word {
		case "modulus":
		case "remainder":
			to = &b.Remainder
		default:
			p.failAt(at, CodeSyntaxError, `unrecognized hash partition bound specification "`+word+`"`)
		}
		if *to >= 0 {
			p.failAt(at, CodeSyntaxError, word+" for hash partition provided more than once")
		}
		if !p.is(tInt) {
			p.fail()
		}
		n, err := strconv.ParseInt(p.tok.text, 10, 32)
		if err != nil {
			p.fail()
		}
		p.advance()
		*to = n
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	switch {
	case b.Modulus < 0:
		p.failAt(b.Pos, CodeSyntaxError, "modulus for hash partition must be specified")
	case b.Remainder < 0:
		p.failAt(b.Pos, CodeSyntaxError, "remainder for hash partition must be specified")
	}
}

// alterPartition reads ATTACH or DETACH PARTITION.
func (p *parser) alterPartition(k ast.ObjectKind) ast.AlterCmd {
	at := p.pos()
	if p.accept(kwAttach) {
		p.expect(kwPartition)
		a := &ast.AttachPartition{Pos: at, Name: p.qname()}
		if k == ast.ObjectTable {
			a.Bound = p.partitionBound()
		}
		return a
	}
	if k == ast.ObjectIndex {
		p.fail()
	}
	p.expect(kwDetach, kwPartition)
	d := &ast.DetachPartition{Pos: at, Name: p.qname()}
	switch {
	case p.accept(kwConcurrently):
		d.Concurrently = true
	case p.accept(kwFinalize):
		d.Finalize = true
	}
	return d
}

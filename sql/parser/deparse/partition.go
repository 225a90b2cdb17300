package deparse

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
)

func (p *printer) partitionBy(b *ast.PartitionBy) {
	p.w(" PARTITION BY ", b.Strategy.String(), " (")
	p.list(len(b.Elems), func(i int) { p.indexElem(&b.Elems[i]) })
	p.w(")")
}

func (p *printer) partitionBound(b *ast.PartitionBound) {
	if b.Default {
		p.w(" DEFAULT")
		return
	}
	p.w(" FOR VALUES ")
	switch b.Strategy {
	case ast.PartitionList:
		p.w("IN ")
		p.parenExprs(b.In)
	case ast.PartitionRange:
		p.w("FROM ")
		p.parenExprs(b.From)
		p.w(" TO ")
		p.parenExprs(b.To)
	default:
		p.w("WITH (MODULUS ")
		p.int(b.Modulus)
		p.w(", REMAINDER ")
		p.int(b.Remainder)
		p.w(")")
	}
}

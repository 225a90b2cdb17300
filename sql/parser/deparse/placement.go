package deparse

import (
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// placementStatement writes statements about where things lie; false for others.
func (p *printer) placementStatement(s ast.Statement) bool {
	switch s := s.(type) {
	case *ast.CreatePlacementPolicy:
		p.w("CREATE ")
		p.wIf(s.OrReplace, "OR REPLACE ")
		p.w("PLACEMENT POLICY ")
		p.wIf(s.IfNotExists, "IF NOT EXISTS ")
		p.name(s.Name)
		p.placementOptions(s.Options)
	case *ast.AlterPlacementPolicy:
		p.w("ALTER PLACEMENT POLICY ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.name(s.Name)
		p.placementOptions(s.Options)
	case *ast.DropPlacementPolicy:
		p.w("DROP PLACEMENT POLICY ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.name(s.Name)
	case *ast.CreateTablespace:
		p.w("CREATE TABLESPACE ")
		p.name(s.Name)
		if s.Owner != nil {
			p.w(" OWNER ")
			p.role(s.Owner)
		}
		p.w(" LOCATION ")
		p.string(s.Location)
		p.options(" WITH ", s.Options, " = ")
	case *ast.AlterTablespace:
		p.w("ALTER TABLESPACE ")
		p.name(s.Name)
		p.w(" ")
		p.setOptions(s.Reset, s.Options)
	case *ast.SplitTable:
		p.splitTable(s)
	default:
		return false
	}
	return true
}

func (p *printer) placementOptions(list []ast.PlacementOption) {
	for i := range list {
		o := &list[i]
		p.w(" ", strings.ToUpper(o.Name), " = ")
		if o.Number {
			p.w(o.Value)
		} else {
			p.string(o.Value)
		}
	}
}

// splitTable writes SPLIT TABLE.
func (p *printer) splitTable(s *ast.SplitTable) {
	p.w("SPLIT TABLE ")
	p.qname(&s.Name)
	if len(s.Partitions) > 0 {
		p.w(" PARTITION (")
		p.list(len(s.Partitions), func(i int) { p.name(s.Partitions[i]) })
		p.w(")")
	}
	p.optName(" INDEX ", s.Index)
	if len(s.Rows) > 0 {
		p.w(" BY ")
		p.list(len(s.Rows), func(i int) { p.parenExprs(s.Rows[i]) })
		return
	}
	p.w(" BETWEEN ")
	p.parenExprs(s.Lower)
	p.w(" AND ")
	p.parenExprs(s.Upper)
	p.w(" REGIONS " + strconv.FormatInt(s.Regions, 10))
}

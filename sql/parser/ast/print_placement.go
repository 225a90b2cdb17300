package ast

import "strings"

// placementStatement writes statements about placement policies; false for others.
func (p *printer) placementStatement(s Statement) bool {
	switch s := s.(type) {
	case *CreatePlacementPolicy:
		p.w("CREATE ")
		p.wIf(s.OrReplace, "OR REPLACE ")
		p.w("PLACEMENT POLICY ")
		p.wIf(s.IfNotExists, "IF NOT EXISTS ")
		p.name(s.Name)
		p.placementOptions(s.Options)
	case *AlterPlacementPolicy:
		p.w("ALTER PLACEMENT POLICY ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.name(s.Name)
		p.placementOptions(s.Options)
	case *DropPlacementPolicy:
		p.w("DROP PLACEMENT POLICY ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.name(s.Name)
	default:
		return false
	}
	return true
}

func (p *printer) placementOptions(list []PlacementOption) {
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

package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// attributeCheck is a constraint of a domain over a composite type, or over its arrays, that
// names an attribute of it.
type attributeCheck struct {
	domain *catalog.TypeDesc
	name   string
	expr   ast.Expr
	steps  []*ast.Indirection // those that name the attribute
}

// attributeChecks finds the constraints that name an attribute of a composite type.
func attributeChecks(snap *catalog.Snapshot, d *catalog.TypeDesc, attr string) ([]attributeCheck, error) {
	var list []attributeCheck
	for o := range snap.All() {
		dom, ok := o.(*catalog.TypeDesc)
		if !ok || dom.Class != catalog.ClassDomain || dom.DatabaseID != d.DatabaseID {
			continue
		}
		t, ok := snap.Types().ByOID(dom.ID)
		if !ok || !of(t, d.ID) {
			continue
		}
		for _, k := range dom.Checks {
			x, err := parseExpr(k.Text)
			if err != nil {
				return nil, err
			}
			if steps := namesAttribute(x, attr); len(steps) > 0 {
				list = append(list, attributeCheck{dom, k.Name, x, steps})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b attributeCheck) int { return int(a.domain.ID) - int(b.domain.ID) })
	return list, nil
}

// of reports whether a domain is over a composite type, or arrays of it, in the end.
func of(t *types.Type, id catalog.ID) bool {
	for t.Domain() != nil || t.Elem() != nil {
		if t = t.Base(); t.Elem() != nil {
			t = t.Elem()
		}
	}
	return t.OID == id
}

// namesAttribute finds where an expression over VALUE names an attribute of it, or of its elements.
func namesAttribute(x ast.Expr, attr string) (steps []*ast.Indirection) {
	ast.Walk(x, func(n ast.Node) bool {
		e, ok := n.(*ast.IndirectionExpr)
		if !ok {
			return true
		}
		if v, ok := e.X.(*ast.ColumnRef); !ok || !strings.EqualFold(v.Name, "value") {
			return true
		}
		for i := range e.Steps {
			if s := &e.Steps[i]; s.Field != "" { // behind subscripts
				if s.Field == attr {
					steps = append(steps, s)
				}
				break
			}
		}
		return true
	})
	return steps
}

// renameInChecks has the constraints of domains follow an attribute's new name.
func (r *run) renameInChecks(list []attributeCheck, name string) error {
	for _, k := range list {
		for _, s := range k.steps {
			s.Field = name
		}
		if err := r.editChecks(k.domain, func(d *catalog.TypeDesc) {
			d.Checks[checkNamed(d, k.name)].Text = deparse.Print(k.expr)
		}); err != nil {
			return err
		}
	}
	return nil
}

// dropChecks drops the constraints that name an attribute which goes, or refuses to.
func (r *run) dropChecks(snap *catalog.Snapshot, d *catalog.TypeDesc, c *ast.AttributeCmd, list []attributeCheck) error {
	if len(list) == 0 {
		return nil
	}
	title := "column " + catalog.QuoteIdent(c.Name) + " of composite " + typeWord(snap, r.env.Path, d)
	var depends, also []string
	for _, k := range list {
		also = append(also, "constraint "+catalog.QuoteIdent(k.name))
		depends = append(depends, also[len(also)-1]+" depends on "+title)
	}
	if c.Behavior != ast.BehaviorCascade {
		return stillDepended(title, depends)
	}
	r.cascadeNotice(also)
	for _, k := range list {
		if err := r.editChecks(k.domain, func(d *catalog.TypeDesc) {
			i := checkNamed(d, k.name)
			d.Checks = slices.Delete(d.Checks, i, i+1)
		}); err != nil {
			return err
		}
	}
	return nil
}

func checkNamed(d *catalog.TypeDesc, name string) int {
	return slices.IndexFunc(d.Checks, func(c catalog.DomainDesc) bool { return c.Name == name })
}

// editChecks changes the constraints of a domain, which may have been changed before.
func (r *run) editChecks(domain *catalog.TypeDesc, f func(*catalog.TypeDesc)) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	now, ok := snap.TypeByID(domain.ID)
	if !ok {
		return pgerror.Internal("domain %d is not there", domain.ID)
	}
	return edit(r, now, func(d *catalog.TypeDesc) error { f(d); return nil })
}

// recheckAttribute sees that constraints can be held against an attribute's new type.
func (r *run) recheckAttribute(list []attributeCheck) error {
	if len(list) == 0 {
		return nil
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for _, k := range list {
		t, ok := snap.Types().ByOID(k.domain.ID)
		if !ok {
			continue
		}
		o := bind.ScalarOptions{Use: bind.ScalarCheck, Kept: true, Table: bind.DomainValue(t.Domain().Base, k.domain.BaseTypmod), Type: types.TBool, Typmod: types.NoTypmod}
		if _, err := r.compilePlaceless(k.expr, o); err != nil {
			return err
		}
	}
	return nil
}

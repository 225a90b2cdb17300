package session

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// Plans by the values of parameters (sql/plan, arguments.go). A text has a generic plan, and
// variants of it for values of other classes:
//
//	who runs it                            by which plan
//	a simple query                         the variant of its literals' class
//	a prepared statement, or a statement   plan_cache_mode = force_custom_plan: likewise;
//	of a routine                           force_generic_plan: the generic one; auto: likewise for
//	                                       customsFirst executions, and then for as long as what that
//	                                       costs on average, with customCharge, is not more than what
//	                                       the generic plan costs, as in Postgres
//
// A variant may rely on what its values imply (a partial index): where others don't, the generic plan
// is run. Classes whose plans come out alike share one, so that what is found to make no difference ends
// with the generic plan. Where values can't make any, as with a whole unique key, nothing is asked.
const (
	// variantsMax is how many plans a text may have beside its generic one, and classesMax how many
	// classes are remembered; beyond that all are found anew.
	variantsMax = 8
	classesMax  = 64
	// customsFirst is Postgres's own number; customCharge stands for its charge for planning, in the
	// unit of costs. It is small, for a variant is seldom made.
	customsFirst = 5
	customCharge = 50.0
)

// variants are the plans of a text by the classes of values. It is not changed: another takes its place.
type variants struct {
	classes map[uint64]*cachedPlan
	shapes  map[string]*cachedPlan // the generic one's among them
}

// of is the plan of a class; nil: there is none yet.
func (v *variants) of(class uint64) *cachedPlan {
	if v == nil {
		return nil
	}
	return v.classes[class]
}

// len is how many plans there are beside the generic one.
func (v *variants) len() int {
	if v == nil {
		return 0
	}
	return len(v.shapes) - 1
}

// with is v with one more class: its plan is x or, rather, one of the same shape that is there. c is the
// generic one.
func (v *variants) with(c *cachedPlan, class uint64, x *cachedPlan) (next *variants, shared *cachedPlan) {
	if v == nil || len(v.classes) >= classesMax || v.len() >= variantsMax {
		v = &variants{shapes: map[string]*cachedPlan{explain.Shape(c.plan): c}}
	}
	shape := explain.Shape(x.plan)
	shared, found := v.shapes[shape]
	next = &variants{classes: maps.Clone(v.classes), shapes: v.shapes}
	if next.classes == nil {
		next.classes = map[uint64]*cachedPlan{}
	}
	if !found {
		shared, next.shapes = x, maps.Clone(v.shapes)
		next.shapes[shape] = x
	}
	next.classes[class] = shared
	return next, shared
}

// planMode is plan_cache_mode.
type planMode uint8

const (
	planAuto planMode = iota
	planGeneric
	planCustom
)

func planModeOf(v string) planMode {
	switch v {
	case "force_generic_plan":
		return planGeneric
	case "force_custom_plan":
		return planCustom
	}
	return planAuto
}

// choices count by which plans a statement that is kept was run.
type choices struct {
	kept            bool // it is prepared, or of a routine
	generic, custom int64
	cost            float64 // of the custom ones
	known           bool    // the last one was planned by values
}

// byValues reports whether the next execution of a statement, whose generic plan is g, is to be planned
// by the values of its parameters.
func (c *choices) byValues(mode planMode, g *nodes.Plan) bool {
	switch {
	case !c.kept:
		return true
	case mode != planAuto:
		return mode == planCustom
	case len(g.Params) == 0: // only the time tells values apart
		return g.Varies()
	}
	return c.custom < customsFirst || c.cost/float64(c.custom) <= g.Root.Head().Cost
}

// ran counts an execution by a plan. Without parameters there is no custom plan.
func (c *choices) ran(byValues bool, p *nodes.Plan) {
	c.known = byValues
	switch {
	case !c.kept:
	case byValues && len(p.Params) > 0:
		c.custom++
		c.cost += p.Root.Head().Cost + customCharge
	default:
		c.generic++
	}
}

// fit returns the plan by which p, whose generic plan is c, is run with arguments, and counts that.
func (s *Session) fit(p *prepared, c *cachedPlan, snap *catalog.Snapshot, args []types.Datum) (*cachedPlan, error) {
	byValues := p.choices.byValues(s.planMode, c.plan)
	if byValues && c.plan.Varies() {
		var err error
		if c, err = s.variant(p, c, snap, args); err != nil {
			return nil, err
		}
	}
	p.choices.ran(byValues, c.plan)
	return c, nil
}

// variant returns the plan for arguments of a statement whose generic plan is c.
func (s *Session) variant(p *prepared, c *cachedPlan, snap *catalog.Snapshot, args []types.Datum) (*cachedPlan, error) {
	with := nodes.Arguments{Args: args, Env: &s.env}
	class := c.plan.Class(&with)
	if class == 0 {
		return c, nil
	}
	known := c.variants.Load()
	if x := known.of(class); x != nil {
		if !x.plan.Holds(&with) { // classes are told apart by a hash
			return c, nil
		}
		return x, nil
	}
	s.m.stats.PlansByValue.Add(1)
	pl, err := s.buildWith(p.stmt, p.text, p.given, p.names, snap, &with)
	if err != nil {
		return nil, err
	}
	if !c.replaceable(pl) {
		pl = c.plan
	}
	x := &cachedPlan{stmt: c.stmt, plan: pl, version: c.version, sizes: c.sizes, text: c.text}
	next, shared := known.with(c, class, x)
	// What is one statement's alone is bounded by the number of variants, as it is itself by that of
	// prepared statements and routines.
	if next.len() == 0 || c.own || s.m.plans.room(p.key, c, next.len()) {
		c.variants.CompareAndSwap(known, next) // else somebody has kept another one
	}
	if !shared.plan.Holds(&with) {
		return x, nil
	}
	return shared, nil
}

// replaceable reports whether another plan takes and gives the same as c: a client's types may be older
// than what its text would be planned with.
func (c *cachedPlan) replaceable(by *nodes.Plan) bool {
	return slices.EqualFunc(c.plan.Params, by.Params, func(a, b *types.Type) bool { return a.OID == b.OID }) && sameColumns(c.plan.Columns, by.Columns)
}

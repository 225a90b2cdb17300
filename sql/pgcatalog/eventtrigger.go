package pgcatalog

import (
	"context"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
)

// makeEventTrigger are the rows of pg_event_trigger.
func makeEventTrigger(m *making) error {
	for _, d := range m.snap.EventTriggers(m.db) {
		var tags any
		if len(d.Tags) > 0 {
			tags = texts(d.Tags)
		}
		if err := m.row(d.ID, d.Name, d.Event, d.Owner, d.Function, d.Enabled, tags); err != nil {
			return err
		}
	}
	return nil
}

// Address is where an object is: its catalog, its row and, of a column, its number.
type Address struct {
	Class, ID catalog.ID
	Sub       int
}

// Part is an object that a descriptor stands for: the descriptor's own, which comes first, or one that
// is made with it.
type Part struct {
	Address
	// Name is the object's own. Depends tells of what depends as others do, and not as a part does:
	// a view's rule, a foreign key, a policy that names columns, a default that draws from a sequence.
	Name    string
	Depends bool
}

// AddressOf is the address of a descriptor; false: it is of no kind that event triggers are told of.
func AddressOf(d catalog.Descriptor) (Address, bool) {
	class := catalog.ID(0)
	switch d := d.(type) {
	case *catalog.TableDesc, *catalog.SequenceDesc:
		class = classClass
	case *catalog.SchemaDesc:
		if d.Temporary { // which comes by itself
			return Address{}, false
		}
		class = classNamespace
	case *catalog.TypeDesc:
		class = classType
	case *catalog.RoutineDesc:
		class = classProc
	case *catalog.OperatorDesc:
		class = classOperator
	case *catalog.CastDesc:
		class = classCast
	case *catalog.StatisticsDesc:
		class = classStatistics
	case *catalog.ExtensionDesc:
		class = classExtension
	case *catalog.TextSearchDesc:
		class = textSearchClass(d)
	}
	if class == 0 {
		return Address{}, false
	}
	return Address{Class: class, ID: d.Common().ID}, true
}

// PartsOf are the objects that a descriptor stands for, in about the order in which Postgres drops
// them. Columns of a table are among them: who drops the table leaves them out.
func PartsOf(d catalog.Descriptor) (list []Part) {
	own, ok := AddressOf(d)
	if !ok {
		return nil
	}
	add := func(class, id catalog.ID, name string) {
		if id != 0 {
			list = append(list, Part{Address: Address{Class: class, ID: id}, Name: name})
		}
	}
	list = append(list, Part{Address: own, Name: d.Common().Name})
	switch d := d.(type) {
	case *catalog.TypeDesc:
		if d.Class == catalog.ClassComposite {
			add(classClass, d.RelationID, d.Name)
		}
		add(classType, d.ArrayID, d.ArrayName)
		for i := range d.Checks {
			add(classConstraint, d.Checks[i].OID, d.Checks[i].Name)
		}
	case *catalog.TableDesc:
		partsOfTable(d, add)
		for i := range list {
			list[i].Depends = dependsAsOthers(d, list[i].ID)
		}
		if d.RuleID != 0 {
			list = append(list, Part{Address: Address{Class: classRewrite, ID: d.RuleID}, Name: "_RETURN", Depends: true})
		}
		for i := range d.Stored() {
			if c := &d.Columns[i]; !c.Hidden {
				list = append(list, Part{Address: Address{classClass, d.ID, int(c.ID)}, Name: c.Name})
			}
		}
	}
	return list
}

// dependsAsOthers is Part.Depends of a policy, a foreign key, a check of columns or a default.
func dependsAsOthers(d *catalog.TableDesc, id catalog.ID) bool {
	return slices.ContainsFunc(d.Policies, func(p catalog.PolicyDesc) bool { return p.OID == id && strings.Contains(p.UsingText+p.CheckText, `"#`) }) ||
		slices.ContainsFunc(d.Checks, func(c catalog.CheckDesc) bool { return c.OID == id && len(c.Columns) > 0 }) ||
		slices.ContainsFunc(d.ForeignKeys, func(f catalog.ForeignKeyDesc) bool { return f.OID == id }) ||
		slices.ContainsFunc(d.Columns, func(c catalog.Column) bool { return c.DefaultID == id && strings.Contains(c.DefaultText, "nextval(") })
}

func partsOfTable(d *catalog.TableDesc, add func(class, id catalog.ID, name string)) {
	add(classType, d.TypeOID, d.Name)
	add(classType, d.ArrayTypeOID, "_"+d.Name)
	for i := range d.Stored() {
		if c := &d.Columns[i]; c.DefaultText != "" {
			add(classAttrdef, c.DefaultID, c.Name)
		}
	}
	for i := range d.Checks {
		add(classConstraint, d.Checks[i].OID, d.Checks[i].Name)
	}
	for i := range d.Indexes {
		ix := &d.Indexes[i]
		add(classConstraint, ix.Constraint, ix.Name)
		add(classClass, ix.OID, ix.Name)
	}
	for i := range d.ForeignKeys {
		add(classConstraint, d.ForeignKeys[i].OID, d.ForeignKeys[i].Name)
	}
	for i := range d.Triggers {
		add(classTrigger, d.Triggers[i].OID, d.Triggers[i].Name)
	}
	for i := range d.Policies {
		add(classPolicy, d.Policies[i].OID, d.Policies[i].Name)
	}
}

// IsColumn tells an address of a column.
func (a Address) IsColumn() bool { return a.Sub != 0 }

// IsIn reports whether an address is in one of some catalogs, by their names.
func (a Address) IsIn(names ...string) bool {
	of := map[catalog.ID]string{classClass: "pg_class", classConstraint: "pg_constraint", classTrigger: "pg_trigger", classPolicy: "pg_policy",
		classAttrdef: "pg_attrdef", classType: "pg_type", classRewrite: "pg_rewrite"}
	return slices.Contains(names, of[a.Class])
}

// Described is what is told of an object.
type Described struct {
	Kind, Identity string
	// Schema is that of the object, or, of what belongs to a relation, the relation's in Of; Name is
	// empty where it does not name the object in its schema.
	Schema, Of, Name string
	Names, Args      []string
}

// Describe tells of an object of a snapshot; false: it is not there.
func Describe(ctx context.Context, snap *catalog.Snapshot, path *catalog.SearchPath, env *types.Env, a Address) (Described, bool, error) {
	c := &call{ctx: ctx, env: env, snap: snap, path: path}
	o, err := c.object(a.Class, a.ID, int64(a.Sub))
	if err != nil || !o.found {
		return Described{}, false, err
	}
	d := Described{Kind: o.kind, Identity: o.identity, Schema: unquoted(o.schema), Name: unquoted(o.name), Names: o.names, Args: o.args}
	if d.Of = d.Schema; d.Schema == "" && a.IsIn("pg_constraint", "pg_trigger", "pg_policy", "pg_attrdef") && len(o.names) > 1 {
		d.Of = o.names[0]
	}
	if a.Sub != 0 || a.IsIn("pg_constraint") {
		d.Name = ""
	}
	return d, true, nil
}

func unquoted(s string) string {
	if inner, ok := strings.CutPrefix(s, `"`); ok {
		return strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `""`, `"`)
	}
	return s
}

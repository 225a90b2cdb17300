package pgcatalog

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// The way back: pg_get_object_address finds the address of what pg_identify_object_as_address has
// named.

// objectID is the address of an object.
type objectID struct {
	class, id catalog.ID
	sub       int64
}

// finding is one search for an object.
type finding struct {
	*call
	kind        string
	names, args []string
	// types are those of names, or of args, where these name types.
	named, given []*types.Type
}

// findable is a kind of objects that can be searched for.
type findable struct {
	class catalog.ID
	// typed: the only name is a type. typedArgs: so are the arguments.
	typed, typedArgs bool
	// names is how many there are: exactly so many, or at least -names; 0: any.
	names int
	// args is how many arguments there are; 0: they do not count.
	args int
	find func(f *finding, class catalog.ID) (objectID, error)
}

func findables() map[string]findable {
	out := map[string]findable{
		"domain constraint": {class: classConstraint, typed: true, args: 1, find: (*finding).domainConstraint},
		"cast":              {class: classCast, typed: true, typedArgs: true, args: 1, find: (*finding).cast},
		"transform":         {class: 3576, typed: true, args: 1, find: (*finding).transform},
		"type": {class: classType, typed: true, find: func(f *finding, class catalog.ID) (objectID, error) {
			return objectID{class: class, id: f.named[0].OID}, nil
		}},
		"large object":         {class: classLargeObject, names: 1, find: (*finding).largeObject},
		"operator":             {class: classOperator, typedArgs: true, args: 2, find: (*finding).operator},
		"operator class":       {class: classOpclass, names: -2, find: (*finding).ofMethod},
		"operator family":      {class: classOpfamily, names: -2, find: (*finding).ofMethod},
		"default value":        {class: classAttrdef, find: (*finding).defaultValue},
		"default acl":          {class: classDefaultACL, args: 1, find: (*finding).defaultACL},
		"user mapping":         {class: 1418, names: 1, args: 1, find: (*finding).userMapping},
		"table constraint":     {class: classConstraint, find: ofRelation("conrelid", "conname", `constraint %q for table %q does not exist`)},
		"rule":                 {class: classRewrite, find: ofRelation("ev_class", "rulename", `rule %q for relation %q does not exist`)},
		"trigger":              {class: classTrigger, find: ofRelation("tgrelid", "tgname", `trigger %q for table %q does not exist`)},
		"policy":               {class: classPolicy, find: ofRelation("polrelid", "polname", `policy %q for table %q does not exist`)},
		"conversion":           {class: 2607, find: (*finding).byName},
		"foreign-data wrapper": {class: 2328, names: 1, find: (*finding).byName},
	}
	for _, kind := range []string{"table", "index", "sequence", "view", "materialized view", "foreign table"} {
		out[kind] = findable{class: classClass, find: (*finding).relationOfKind}
	}
	for _, kind := range []string{"table column", "foreign table column"} {
		out[kind] = findable{class: classClass, find: (*finding).column}
	}
	for _, kind := range []string{"function", "procedure", "aggregate"} {
		out[kind] = findable{class: classProc, typedArgs: true, find: (*finding).routine}
	}
	for class, k := range objectClasses() {
		switch k.kind {
		case "server", "event trigger", "publication", "subscription", "parameter ACL":
			out[k.kind] = findable{class: class, names: 1, find: (*finding).byName}
		}
		if k.name == "" || k.tell != nil {
			continue
		}
		names := 1
		if k.schema != "" {
			names = 0
		}
		out[k.kind] = findable{class: class, names: names, find: (*finding).byName}
	}
	return out
}

// addressless are the kinds that pg_identify_object has, and pg_get_object_address has not.
var addressless = []string{"index column", "sequence column", "toast table", "toast table column", "view column", "materialized view column", "composite type", "composite type column"}

// find serves pg_get_object_address.
func (c *call) find() (objectID, error) {
	f := &finding{call: c, kind: c.text(0)}
	k, ok := findables()[f.kind]
	switch {
	case slices.Contains(addressless, f.kind):
		return objectID{}, pgerror.New(pgerror.InvalidParameterValue, "unsupported object type %q", f.kind)
	case slices.Contains([]string{"operator of access method", "function of access method", "publication relation", "publication namespace"}, f.kind):
		return objectID{}, pgerror.Unsupported("There are no such objects.", "addresses of objects of type %q are not supported", f.kind)
	case !ok:
		return objectID{}, pgerror.New(pgerror.InvalidParameterValue, "unrecognized object type %q", f.kind)
	}
	if err := f.read(&k); err != nil {
		return objectID{}, err
	}
	return k.find(f, k.class)
}

// read takes names and arguments from the call's arrays.
func (f *finding) read(k *findable) (err error) {
	list := func(i int) []types.Datum { return f.call.args[i].Array().Items }
	exactly := func(what string, n int) error {
		return pgerror.New(pgerror.InvalidParameterValue, "%s list length must be exactly %d", what, n)
	}
	if k.typed || k.class == classLargeObject {
		if len(list(1)) != 1 {
			return exactly("name", 1)
		}
	}
	if f.names, err = nameList(list(1)); err != nil {
		return err
	}
	if k.typed {
		if f.named, err = f.typesOf(f.names); err != nil {
			return err
		}
	}
	if len(f.names) < 1 {
		return pgerror.New(pgerror.InvalidParameterValue, "name list length must be at least %d", 1)
	}
	if f.args, err = nameList(list(2)); err != nil {
		return err
	}
	if k.typedArgs {
		if f.given, err = f.typesOf(f.args); err != nil {
			return err
		}
	}
	switch {
	case k.names > 0 && len(f.names) != k.names:
		return exactly("name", k.names)
	case k.args > 0 && len(f.args) != k.args:
		return exactly("argument", k.args)
	case k.names < 0 && len(f.names) < -k.names:
		return pgerror.New(pgerror.InvalidParameterValue, "name list length must be at least %d", -k.names)
	}
	return nil
}

func nameList(items []types.Datum) ([]string, error) {
	out := make([]string, len(items))
	for i, d := range items {
		if d.IsNull() {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "name or argument lists may not contain nulls")
		}
		out[i] = d.Text()
	}
	return out, nil
}

func (f *finding) typesOf(names []string) ([]*types.Type, error) {
	out := make([]*types.Type, len(names))
	for i, s := range names {
		tn, err := parser.ParseType(s)
		if err != nil {
			if e := pgerror.From(err); e != nil && e.Code == pgerror.SyntaxError {
				err = pgerror.New(pgerror.SyntaxError, "%s", e.Message)
			}
			return nil, err
		}
		if out[i], _, err = bind.ResolveType(tn, f.snap, f.path); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// typeText is a type as messages have it.
func (f *finding) typeText(t *types.Type) string { return f.regText(types.TRegType, t.OID) }

// missing says that there is no such object.
func missing(format string, args ...any) (objectID, error) {
	return objectID{}, pgerror.New(pgerror.UndefinedObject, format, args...)
}

// dotted is a list of names as messages have it.
func dotted(names []string) string { return strings.Join(names, ".") }

// qname reads a list of one to three names.
func qname(names []string) (ast.QName, error) {
	n := ast.QName{Pos: -1, Name: names[len(names)-1]}
	switch len(names) {
	case 1:
	case 2:
		n.Schema = names[0]
	case 3:
		n.Catalog, n.Schema = names[0], names[1]
	default:
		return n, pgerror.New(pgerror.SyntaxError, "improper qualified name (too many dotted names): %s", dotted(names))
	}
	return n, nil
}

// schemasOf are those in which a name is looked for, in order.
func (f *finding) schemasOf(n ast.QName) ([]*catalog.SchemaDesc, error) {
	if n.Schema == "" {
		return f.snap.EffectiveSchemas(f.path), nil
	}
	d, err := f.snap.Qualify(f.path, n)
	if err != nil {
		return nil, err
	}
	return []*catalog.SchemaDesc{d}, nil
}

// inSchemas is the row of a catalog whose columns have a name in the first of the schemas that
// has one which match takes; nil: none has.
func (f *finding) inSchemas(class catalog.ID, names []string, schema, name string, match func(*catalogRow) bool) (*catalogRow, error) {
	n, err := qname(names)
	if err != nil {
		return nil, err
	}
	in, err := f.schemasOf(n)
	if err != nil {
		return nil, err
	}
	for _, d := range in {
		r, err := f.row(class, "", types.Null, func(r *catalogRow) bool {
			return r.text(name) == n.Name && r.id(schema) == d.ID && (match == nil || match(r))
		})
		if r != nil || err != nil {
			return r, err
		}
	}
	return nil, nil
}

// byName finds what is known by its name, and its schema.
func (f *finding) byName(class catalog.ID) (objectID, error) {
	k := objectClasses()[class]
	var r *catalogRow
	var err error
	switch {
	case k.schema != "":
		r, err = f.inSchemas(class, f.names, k.schema, k.name, nil)
	case k.name != "":
		r, err = f.row(class, "", types.Null, func(r *catalogRow) bool { return r.text(k.name) == f.names[0] })
	}
	if err != nil {
		return objectID{}, err
	}
	if r != nil {
		return objectID{class: class, id: r.id("oid")}, nil
	}
	switch name := dotted(f.names); class {
	case classNamespace:
		return objectID{}, pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", name)
	case classDatabase:
		return objectID{}, pgerror.New(pgerror.InvalidCatalogName, "database %q does not exist", name)
	case classCollation:
		return missing("collation %q for encoding \"UTF8\" does not exist", name)
	default:
		return missing("%s %q does not exist", k.kind, name)
	}
}

// relationRow is the row of pg_class of a relation.
func (f *finding) relationRow(names []string) (*catalogRow, error) {
	n, err := qname(names)
	if err != nil {
		return nil, pgerror.New(pgerror.SyntaxError, "improper relation name (too many dotted names): %s", dotted(names))
	}
	if n.Catalog != "" {
		if db, ok := f.snap.DatabaseByID(f.path.Database); !ok || db.Name != n.Catalog {
			return nil, pgerror.New(pgerror.FeatureNotSupported, "cross-database references are not implemented: %q", dotted(names))
		}
	}
	r, err := f.inSchemas(classClass, names, "relnamespace", "relname", nil)
	if r == nil && err == nil {
		err = pgerror.New(pgerror.UndefinedTable, "relation %q does not exist", dotted(names))
	}
	return r, err
}

func (f *finding) relationOfKind(class catalog.ID) (objectID, error) {
	r, err := f.relationRow(f.names)
	if err != nil {
		return objectID{}, err
	}
	if relationKinds[r.text("relkind")] != f.kind {
		article := "a "
		if f.kind == "index" {
			article = "an "
		}
		return objectID{}, pgerror.New(pgerror.WrongObjectType, "%q is not %s%s", r.text("relname"), article, f.kind)
	}
	return objectID{class: class, id: r.id("oid")}, nil
}

// columnOf splits the name of a column and finds its relation, and its number: 0, where there is
// none.
func (f *finding) columnOf() (rel catalog.ID, relation string, number int64, err error) {
	last := len(f.names) - 1
	if last == 0 {
		return 0, "", 0, pgerror.New(pgerror.SyntaxError, "column name must be qualified")
	}
	r, err := f.relationRow(f.names[:last])
	if err != nil {
		return 0, "", 0, err
	}
	rel, relation = r.id("oid"), dotted(f.names[:last])
	a, err := f.row(classAttribute, "attrelid", types.Int(int64(rel)), func(a *catalogRow) bool {
		return a.text("attname") == f.names[last] && !a.at("attisdropped").Bool()
	})
	if a != nil {
		number = a.at("attnum").Int()
	}
	return rel, relation, number, err
}

func (f *finding) column(class catalog.ID) (objectID, error) {
	rel, name, number, err := f.columnOf()
	if err == nil && number == 0 {
		err = pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", f.names[len(f.names)-1], name)
	}
	return objectID{class, rel, number}, err
}

func (f *finding) defaultValue(class catalog.ID) (objectID, error) {
	rel, name, number, err := f.columnOf()
	if err != nil {
		return objectID{}, err
	}
	r, err := f.row(class, "adrelid", types.Int(int64(rel)), func(r *catalogRow) bool { return r.at("adnum").Int() == number })
	switch {
	case err != nil:
		return objectID{}, err
	case r == nil:
		return objectID{}, pgerror.New(pgerror.UndefinedColumn, "default value for column %q of relation %q does not exist", f.names[len(f.names)-1], name)
	}
	return objectID{class: class, id: r.id("oid")}, nil
}

// ofRelation finds what belongs to a relation by its name.
func ofRelation(relation, name, none string) func(*finding, catalog.ID) (objectID, error) {
	return func(f *finding, class catalog.ID) (objectID, error) {
		last := len(f.names) - 1
		if last == 0 {
			return objectID{}, pgerror.New(pgerror.SyntaxError, "must specify relation and object name")
		}
		rel, err := f.relationRow(f.names[:last])
		if err != nil {
			return objectID{}, err
		}
		r, err := f.row(class, relation, rel.at("oid"), func(r *catalogRow) bool { return r.text(name) == f.names[last] })
		switch {
		case err != nil:
			return objectID{}, err
		case r == nil:
			return missing(none, f.names[last], rel.text("relname"))
		}
		return objectID{class: class, id: r.id("oid")}, nil
	}
}

// signature is a routine as messages have it.
func (f *finding) signature() string {
	args := make([]string, len(f.given))
	for i, t := range f.given {
		args[i] = f.typeText(t)
	}
	return dotted(f.names) + "(" + strings.Join(args, ", ") + ")"
}

func (f *finding) routine(class catalog.ID) (objectID, error) {
	r, err := f.inSchemas(class, f.names, "pronamespace", "proname", func(r *catalogRow) bool {
		items := r.at("proargtypes").Array().Items
		return slices.EqualFunc(items, f.given, func(d types.Datum, t *types.Type) bool { return catalog.ID(d.Int()) == t.OID })
	})
	if err != nil {
		return objectID{}, err
	}
	sig := f.signature()
	if r == nil {
		if f.kind == "aggregate" && len(f.given) == 0 {
			sig = dotted(f.names) + "(*)"
		}
		return objectID{}, pgerror.New(pgerror.UndefinedFunction, "%s %s does not exist", f.kind, sig)
	}
	wrong := ""
	switch kind := r.text("prokind"); {
	case f.kind == "function" && kind == "p":
		wrong = sig + " is not a function"
	case f.kind == "procedure" && kind != "p":
		wrong = sig + " is not a procedure"
	case f.kind == "aggregate" && kind != "a":
		wrong = "function " + sig + " is not an aggregate"
	}
	if wrong != "" {
		return objectID{}, pgerror.New(pgerror.WrongObjectType, "%s", wrong)
	}
	return objectID{class: class, id: r.id("oid")}, nil
}

func (f *finding) operator(class catalog.ID) (objectID, error) {
	r, err := f.inSchemas(class, f.names, "oprnamespace", "oprname", func(r *catalogRow) bool {
		return r.id("oprleft") == f.given[0].OID && r.id("oprright") == f.given[1].OID
	})
	switch {
	case err != nil:
		return objectID{}, err
	case r == nil:
		return objectID{}, pgerror.New(pgerror.UndefinedFunction, "operator does not exist: %s %s %s", f.typeText(f.given[0]), dotted(f.names), f.typeText(f.given[1]))
	}
	return objectID{class: class, id: r.id("oid")}, nil
}

func (f *finding) ofMethod(class catalog.ID) (objectID, error) {
	am, err := f.row(classAm, "", types.Null, func(r *catalogRow) bool { return r.text("amname") == f.names[0] })
	switch {
	case err != nil:
		return objectID{}, err
	case am == nil:
		return missing("access method %q does not exist", f.names[0])
	}
	k, prefix := objectClasses()[class], "opc"
	if class == classOpfamily {
		prefix = "opf"
	}
	r, err := f.inSchemas(class, f.names[1:], k.schema, k.name, func(r *catalogRow) bool { return r.id(prefix+"method") == am.id("oid") })
	switch {
	case err != nil:
		return objectID{}, err
	case r == nil:
		return missing("%s %q does not exist for access method %q", k.kind, dotted(f.names[1:]), f.names[0])
	}
	return objectID{class: class, id: r.id("oid")}, nil
}

func (f *finding) cast(class catalog.ID) (objectID, error) {
	r, err := f.row(class, "", types.Null, func(r *catalogRow) bool {
		return r.id("castsource") == f.named[0].OID && r.id("casttarget") == f.given[0].OID
	})
	switch {
	case err != nil:
		return objectID{}, err
	case r == nil:
		return missing("cast from type %s to type %s does not exist", f.typeText(f.named[0]), f.typeText(f.given[0]))
	}
	return objectID{class: class, id: r.id("oid")}, nil
}

func (f *finding) transform(catalog.ID) (objectID, error) {
	return missing("transform for type %s language %q does not exist", f.typeText(f.named[0]), f.args[0])
}

func (f *finding) userMapping(catalog.ID) (objectID, error) {
	return missing("user mapping for user %q on server %q does not exist", f.names[0], f.args[0])
}

func (f *finding) domainConstraint(class catalog.ID) (objectID, error) {
	t := f.named[0]
	if t.Base() == t {
		return objectID{}, pgerror.New(pgerror.WrongObjectType, "%q is not a domain", f.names[0])
	}
	r, err := f.row(class, "", types.Null, func(r *catalogRow) bool { return r.id("contypid") == t.OID && r.text("conname") == f.args[0] })
	switch {
	case err != nil:
		return objectID{}, err
	case r == nil:
		return missing("constraint %q for domain %s does not exist", f.args[0], f.typeText(t))
	}
	return objectID{class: class, id: r.id("oid")}, nil
}

func (f *finding) largeObject(class catalog.ID) (objectID, error) {
	d, err := types.DecodeText(tOID, types.NoTypmod, f.names[0], f.env)
	if err != nil {
		return objectID{}, err
	}
	o, err := f.object(class, catalog.ID(d.Int()), 0)
	switch {
	case err != nil:
		return objectID{}, err
	case !o.found:
		return missing("large object %d does not exist", d.Int())
	}
	return objectID{class: class, id: catalog.ID(d.Int())}, nil
}

func (f *finding) defaultACL(class catalog.ID) (objectID, error) {
	what, ok := defaultKinds[f.args[0]]
	if !ok {
		return objectID{}, pgerror.New(pgerror.InvalidParameterValue, "unrecognized default ACL object type %q", f.args[0]).
			WithHint(`Valid object types are "r", "S", "f", "T", "n".`)
	}
	role, ok := f.snap.Role(f.names[0])
	schema, in := catalog.ID(0), ""
	if len(f.names) > 1 {
		in = ` in schema "` + f.names[1] + `"`
		d, there := f.snap.SchemaOf(f.path, f.names[1])
		if ok = ok && there; there {
			schema = d.ID
		}
	}
	if ok {
		r, err := f.row(class, "", types.Null, func(r *catalogRow) bool {
			return r.id("defaclrole") == role.ID && r.id("defaclnamespace") == schema && r.text("defaclobjtype") == f.args[0]
		})
		if err != nil {
			return objectID{}, err
		}
		if r != nil {
			return objectID{class: class, id: r.id("oid")}, nil
		}
	}
	return missing("default ACL for user %q%s on %s does not exist", f.names[0], in, what)
}

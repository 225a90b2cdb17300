package pgcatalog

import (
	"errors"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Objects by their addresses (the OID of a catalog, that of a row in it, the number of a column):
// pg_describe_object, pg_identify_object, pg_identify_object_as_address. What is told is read from
// the rows of the catalogs themselves, so that each object that has one can be told of.

// Catalogs whose rows have addresses, beside those of shared.go.
const (
	classAm         catalog.ID = 2601
	classCast       catalog.ID = 2605
	classOpclass    catalog.ID = 2616
	classOpfamily   catalog.ID = 2753
	classConversion catalog.ID = 2607
	classCollation  catalog.ID = 3456
	classDefaultACL catalog.ID = 826
	classTSParser   catalog.ID = 3601
	classTSDict     catalog.ID = 3600
	classTSTemplate catalog.ID = 3764
	classTSConfig   catalog.ID = 3602
	classAttribute  catalog.ID = 1249

	classEventTrigger catalog.ID = 3466
)

// objectClass is a catalog whose rows are objects.
type objectClass struct {
	// kind is what its objects are called, those that are not there, too.
	kind string
	// schema and name are the columns of an object's schema and name; empty: it has none.
	schema, name string
	// shared: several objects of a schema may have one name, which is then not told.
	shared bool
	// tell fills in what is special; nil: the object is its schema and name.
	tell func(c *call, o *object, r *catalogRow) error
}

// objectClasses are the catalogs whose rows have addresses in Postgres. Those without a column
// of names and without tell have no rows here.
func objectClasses() map[catalog.ID]objectClass {
	return map[catalog.ID]objectClass{
		classClass:       {kind: "relation", schema: "relnamespace", name: "relname", tell: tellRelation},
		classProc:        {kind: "routine", schema: "pronamespace", name: "proname", shared: true, tell: tellRoutine},
		classType:        {kind: "type", schema: "typnamespace", name: "typname", tell: tellType},
		classCast:        {kind: "cast", tell: tellCast},
		classCollation:   {kind: "collation", schema: "collnamespace", name: "collname"},
		classConstraint:  {kind: "constraint", schema: "connamespace", name: "conname", shared: true, tell: tellConstraint},
		classAttrdef:     {kind: "default value", tell: tellDefault},
		classLanguage:    {kind: "language", name: "lanname"},
		classOperator:    {kind: "operator", schema: "oprnamespace", name: "oprname", shared: true, tell: tellOperator},
		classOpclass:     {kind: "operator class", schema: "opcnamespace", name: "opcname", tell: tellOfMethod("opcmethod")},
		classOpfamily:    {kind: "operator family", schema: "opfnamespace", name: "opfname", tell: tellOfMethod("opfmethod")},
		classAm:          {kind: "access method", name: "amname"},
		classRewrite:     {kind: "rule", tell: tellOn("ev_class", "rulename")},
		classTrigger:     {kind: "trigger", tell: tellOn("tgrelid", "tgname")},
		classPolicy:      {kind: "policy", tell: tellOn("polrelid", "polname")},
		classNamespace:   {kind: "schema", name: "nspname"},
		classTSParser:    {kind: "text search parser", schema: "prsnamespace", name: "prsname"},
		classTSDict:      {kind: "text search dictionary", schema: "dictnamespace", name: "dictname"},
		classTSTemplate:  {kind: "text search template", schema: "tmplnamespace", name: "tmplname"},
		classTSConfig:    {kind: "text search configuration", schema: "cfgnamespace", name: "cfgname"},
		classAuthid:      {kind: "role", name: "rolname"},
		classDatabase:    {kind: "database", name: "datname"},
		classTablespace:  {kind: "tablespace", name: "spcname"},
		classExtension:   {kind: "extension", name: "extname"},
		classDefaultACL:  {kind: "default acl", tell: tellDefaultACL},
		classLargeObject: {kind: "large object"},
		classStatistics:  {kind: "statistics object", schema: "stxnamespace", name: "stxname"},

		classConversion: {kind: "conversion"}, 2602: {kind: "operator of access method"}, 2603: {kind: "function of access method"},
		2328: {kind: "foreign-data wrapper"}, 1417: {kind: "server"}, 1418: {kind: "user mapping"},
		classEventTrigger: {kind: "event trigger", name: "evtname"},

		6243: {kind: "parameter ACL"}, 6104: {kind: "publication"}, 6106: {kind: "publication relation"},
		6237: {kind: "publication namespace"}, 6100: {kind: "subscription"}, 3576: {kind: "transform"},
	}
}

// object is what is told of an object. Found is false where there is none: then there is a kind
// only.
type object struct {
	found bool
	kind  string
	// about is its description; identity names it wherever one is.
	about, identity string
	// schema and name are empty where it has none, or they do not name it.
	schema, name string
	// names and args are what pg_get_object_address finds it by.
	names, args []string
}

func objectFunctions() []recordFunction {
	ofAddress := list(tOID, tOID, tInt)
	identity, address := list(tText, tText, tText, tText), list(tText, types.TTextArray, types.TTextArray)
	return []recordFunction{
		{function: function{"pg_describe_object", ofAddress, tText, describeObject}},
		{function{"pg_identify_object", ofAddress, types.TRecord, func(c *call) (types.Datum, error) {
			o, err := c.addressed()
			if err != nil || !o.found {
				return record(identity, types.Text(o.kind), types.Null, types.Null, types.Null), err
			}
			return record(identity, types.Text(o.kind), textOrNull(o.schema), textOrNull(o.name), types.Text(o.identity)), nil
		}}, []string{"type", "schema", "name", "identity"}, identity},
		{function{"pg_identify_object_as_address", ofAddress, types.TRecord, func(c *call) (types.Datum, error) {
			o, err := c.addressed()
			if err != nil || !o.found {
				return record(address, types.Text(o.kind), types.Null, types.Null), err
			}
			return record(address, types.Text(o.kind), textArray(o.names), textArray(o.args)), nil
		}}, []string{"type", "object_names", "object_args"}, address},
		{function{"pg_get_object_address", list(tText, types.TTextArray, types.TTextArray), types.TRecord, func(c *call) (types.Datum, error) {
			a, err := c.find()
			return record(ofAddress, types.Int(int64(a.class)), types.Int(int64(a.id)), types.Int(a.sub)), err
		}}, []string{"classid", "objid", "objsubid"}, ofAddress},
		sequenceParameters(),
	}
}

// sequenceParameters is pg_sequence_parameters.
func sequenceParameters() recordFunction {
	of := list(types.TInt8, types.TInt8, types.TInt8, types.TInt8, tBool, types.TInt8, tOID)
	return recordFunction{function{"pg_sequence_parameters", list(tOID), types.TRecord, func(c *call) (types.Datum, error) {
		d, ok := c.snap.SequenceByID(c.oid(0))
		if !ok {
			r, err := c.rowByOID(classClass, c.oid(0))
			if r == nil && err == nil {
				err = pgerror.New(pgerror.UndefinedTable, "relation with OID %d does not exist", c.oid(0))
			}
			if err != nil {
				return types.Null, err
			}
			return types.Null, pgerror.New(pgerror.InternalError, "cache lookup failed for sequence %d", c.oid(0))
		}
		may := false
		for _, l := range []byte{catalog.PrivilegeSelect, catalog.PrivilegeUpdate, catalog.PrivilegeUsage} {
			may = may || c.snap.HasPrivilege(c.user(), d, l)
		}
		if !may {
			return types.Null, catalog.Denied(d)
		}
		return record(of, types.Int(d.Start), types.Int(d.Min), types.Int(d.Max), types.Int(d.Increment), types.Bool(d.Cycle), types.Int(d.Cache), types.Int(int64(d.TypeOID))), nil
	}}, []string{"start_value", "minimum_value", "maximum_value", "increment", "cycle_option", "cache_size", "data_type"}, of}
}

func describeObject(c *call) (types.Datum, error) {
	if c.oid(0) == 0 && c.oid(1) == 0 {
		return types.Null, nil // as pg_depend had it for what is pinned
	}
	o, err := c.addressed()
	if err != nil {
		return types.Null, err
	}
	return text(o.about, o.found)
}

// addressed is the object that a call's arguments are the address of.
func (c *call) addressed() (object, error) { return c.object(c.oid(0), c.oid(1), c.args[2].Int()) }

func record(of []*types.Type, values ...types.Datum) types.Datum {
	return types.NewRecord(&types.Record{Types: of, Values: values})
}

func textOrNull(s string) types.Datum {
	if s == "" {
		return types.Null
	}
	return types.Text(s)
}

func textArray(s []string) types.Datum {
	items := make([]types.Datum, len(s))
	for i := range s {
		items[i] = types.Text(s[i])
	}
	return types.NewArray(types.ArrayOf(tText, items))
}

// catalogRow is one row of a catalog.
type catalogRow struct {
	t      *catalog.TableDesc
	values []types.Datum
}

func (r *catalogRow) at(column string) types.Datum {
	_, slot, ok := r.t.ColumnNamed(column)
	if !ok {
		return types.Null
	}
	return r.values[slot]
}

func (r *catalogRow) id(column string) catalog.ID {
	d := r.at(column)
	if d.IsNull() {
		return 0
	}
	return catalog.ID(d.Int())
}

func (r *catalogRow) text(column string) string {
	d := r.at(column)
	if d.IsNull() {
		return ""
	}
	return d.Text()
}

var errRowFound = errors.New("found")

// row is the first row of a catalog that match takes, among those whose column by has the value
// key, where it is not NULL; nil: there is none.
func (c *call) row(class catalog.ID, by string, key types.Datum, match func(*catalogRow) bool) (*catalogRow, error) {
	vt, ok := c.snap.VirtualTable(class)
	if !ok {
		return nil, nil
	}
	slot, wanted := 0, types.Null
	if _, at, ok := vt.Desc.ColumnNamed(by); ok && slices.Contains(vt.Keys, at) {
		slot, wanted = at, key
	}
	var found *catalogRow
	env := &catalog.VirtualEnv{Snapshot: c.snap, Path: c.path, User: c.path.Role, Types: c.env}
	err := vt.Rows(c.ctx, env, slot, wanted, func(values []types.Datum) error {
		r := &catalogRow{vt.Desc, values}
		if !key.IsNull() && (r.at(by).IsNull() || r.at(by).Int() != key.Int()) || match != nil && !match(r) {
			return nil
		}
		r.values = slices.Clone(values)
		found = r
		return errRowFound
	})
	if errors.Is(err, errRowFound) {
		err = nil
	}
	return found, err
}

func (c *call) rowByOID(class, id catalog.ID) (*catalogRow, error) {
	return c.row(class, "oid", types.Int(int64(id)), nil)
}

// object tells of the object at an address. The error is XX000 for a catalog of no objects.
func (c *call) object(class, id catalog.ID, sub int64) (object, error) {
	k, ok := objectClasses()[class]
	if !ok {
		return object{}, pgerror.New(pgerror.InternalError, "unrecognized object class: %d", class)
	}
	o := object{kind: k.kind}
	if class == classLargeObject {
		return o, c.tellLargeObject(&o, id)
	}
	if k.name == "" && k.tell == nil {
		return o, nil
	}
	r, err := c.rowByOID(class, id)
	if r == nil || err != nil {
		return o, err
	}
	o.found = true
	name := ""
	if k.name != "" {
		name = r.text(k.name)
		if !k.shared {
			o.name = catalog.QuoteIdent(name)
		}
	}
	if k.schema == "" {
		o.about, o.identity, o.names = k.kind+" "+name, catalog.QuoteIdent(name), []string{name}
	} else {
		schema := c.schemaName(r.id(k.schema))
		o.schema = catalog.QuoteIdent(schema)
		o.identity, o.names = qualified(schema, name), []string{schema, name}
		o.about = k.kind + " " + c.visibly(r.id(k.schema), name)
	}
	if k.tell == nil {
		return o, nil
	}
	if class == classClass {
		return o, tellRelationColumn(c, &o, r, sub)
	}
	return o, k.tell(c, &o, r)
}

func qualified(schema, name string) string {
	return catalog.QuoteIdent(schema) + "." + catalog.QuoteIdent(name)
}

// schemaName is the name of a schema; that of the session's own temporary one is pg_temp.
func (c *call) schemaName(id catalog.ID) string {
	if d, ok := c.snap.OwnTemp(c.path); ok && d.ID == id {
		return catalog.SchemaTemp
	}
	if d, ok := c.snap.SchemaByID(id); ok {
		return d.Name
	}
	return ""
}

// visibly is the name of an object of the system or an extension: qualified where its schema is
// not in the search path.
func (c *call) visibly(schema catalog.ID, name string) string {
	for _, d := range c.snap.EffectiveSchemas(c.path) {
		if d.ID == schema {
			return catalog.QuoteIdent(name)
		}
	}
	return qualified(c.schemaName(schema), name)
}

func (c *call) reg() *Reg {
	return NewReg(func() *catalog.Snapshot { return c.snap }, func() *catalog.SearchPath { return c.path })
}

// regText is an object as one of the reg types prints it.
func (c *call) regText(t *types.Type, id catalog.ID) string {
	s, _ := c.reg().RegName(t, id)
	return s
}

var relationKinds = map[string]string{"r": "table", "p": "table", "i": "index", "I": "index", "S": "sequence", "v": "view",
	"m": "materialized view", "c": "composite type", "f": "foreign table", "t": "toast table"}

func tellRelation(c *call, o *object, r *catalogRow) error {
	o.kind = relationKinds[r.text("relkind")]
	shown := o.identity
	if r.text("relkind") == "c" {
		if t, ok := c.snap.Types().ByOID(r.id("reltype")); ok && c.snap.TypeVisible(c.path, t) {
			shown = catalog.QuoteIdent(r.text("relname"))
		}
	} else if s, ok := c.snap.RelationName(c.path, r.id("oid")); ok {
		shown = s
	}
	o.about = o.kind + " " + shown
	return nil
}

// tellRelationColumn tells of a relation, or of one of its columns.
func tellRelationColumn(c *call, o *object, r *catalogRow, sub int64) error {
	if err := tellRelation(c, o, r); err != nil || sub == 0 {
		return err
	}
	o.kind += " column"
	a, err := c.row(classAttribute, "attrelid", types.Int(int64(r.id("oid"))), func(a *catalogRow) bool {
		return a.at("attnum").Int() == sub && !a.at("attisdropped").Bool()
	})
	if err != nil {
		return err
	}
	if a == nil {
		*o = object{kind: o.kind}
		return nil
	}
	name := a.text("attname")
	o.about = "column " + name + " of " + o.about
	o.identity += "." + catalog.QuoteIdent(name)
	o.names = append(o.names, name)
	return nil
}

// relation tells of a relation that another object belongs to.
func (c *call) relation(id catalog.ID) (object, error) { return c.object(classClass, id, 0) }

func tellRoutine(c *call, o *object, r *catalogRow) error {
	switch r.text("prokind") {
	case "p":
		o.kind = "procedure"
	case "a":
		o.kind = "aggregate"
	default:
		o.kind = "function"
	}
	for _, t := range r.at("proargtypes").Array().Items {
		s, err := c.qualifiedType(catalog.ID(t.Int()))
		if err != nil {
			return err
		}
		o.args = append(o.args, s)
	}
	o.about = "function " + c.regText(types.TRegProcedure, r.id("oid"))
	o.identity += "(" + strings.Join(o.args, ",") + ")"
	return nil
}

func tellType(c *call, o *object, r *catalogRow) (err error) {
	o.about = "type " + c.regText(types.TRegType, r.id("oid"))
	if o.identity, err = c.qualifiedType(r.id("oid")); err != nil {
		return err
	}
	o.names = []string{o.identity}
	return nil
}

// standardTypes are those that SQL has words for, which are printed without their schema.
var standardTypes = []types.OID{16, 20, 21, 23, 700, 701, 1042, 1043, 1083, 1114, 1184, 1186, 1266, 1560, 1562, 1700}

// qualifiedType is a type with its schema.
func (c *call) qualifiedType(id catalog.ID) (string, error) {
	switch {
	case id == 0:
		return "-", nil
	case slices.Contains(standardTypes, id):
		return c.regText(types.TRegType, id), nil
	}
	r, err := c.rowByOID(classType, id)
	if err != nil || r == nil {
		return "???", err
	}
	// The vectors, and names, have elements too.
	if elem := r.id("typelem"); elem != 0 && int64(r.id("typsubscript")) == proc("array_subscript_handler") && r.text("typstorage") != "p" {
		s, err := c.qualifiedType(elem)
		return s + "[]", err
	}
	return qualified(c.schemaName(r.id("typnamespace")), r.text("typname")), nil
}

func tellCast(c *call, o *object, r *catalogRow) error {
	from, err := c.qualifiedType(r.id("castsource"))
	if err != nil {
		return err
	}
	to, err := c.qualifiedType(r.id("casttarget"))
	if err != nil {
		return err
	}
	o.about = "cast from " + c.regText(types.TRegType, r.id("castsource")) + " to " + c.regText(types.TRegType, r.id("casttarget"))
	o.identity, o.names, o.args = "("+from+" AS "+to+")", []string{from}, []string{to}
	return nil
}

func tellConstraint(c *call, o *object, r *catalogRow) error {
	name := r.text("conname")
	if rel := r.id("conrelid"); rel != 0 {
		o.kind = "table constraint"
		return c.on(o, "constraint", rel, name)
	}
	domain, err := c.qualifiedType(r.id("contypid"))
	if err != nil {
		return err
	}
	o.kind, o.about, o.identity = "domain constraint", "constraint "+name, catalog.QuoteIdent(name)+" on "+domain
	o.names, o.args = []string{domain}, []string{name}
	return nil
}

// tellOn tells of what belongs to a relation.
func tellOn(relation, name string) func(*call, *object, *catalogRow) error {
	return func(c *call, o *object, r *catalogRow) error { return c.on(o, o.kind, r.id(relation), r.text(name)) }
}

func (c *call) on(o *object, word string, relation catalog.ID, name string) error {
	rel, err := c.relation(relation)
	if err != nil {
		return err
	}
	o.about = word + " " + name + " on " + rel.about
	o.identity = catalog.QuoteIdent(name) + " on " + rel.identity
	o.names = append(rel.names, name)
	return nil
}

func tellDefault(c *call, o *object, r *catalogRow) error {
	col, err := c.object(classClass, r.id("adrelid"), r.at("adnum").Int())
	if err != nil {
		return err
	}
	o.about, o.identity, o.names = "default value for "+col.about, "for "+col.identity, col.names
	return nil
}

func tellOperator(c *call, o *object, r *catalogRow) error {
	left, both := "NONE", []string(nil)
	for _, column := range []string{"oprleft", "oprright"} {
		if r.id(column) == 0 {
			continue
		}
		s, err := c.qualifiedType(r.id(column))
		if err != nil {
			return err
		}
		both = append(both, s)
	}
	if len(both) == 2 {
		left = both[0]
	}
	o.about = "operator " + c.regText(types.TRegOperator, r.id("oid"))
	o.args = both
	// Operators are no identifiers.
	o.identity = o.schema + "." + r.text("oprname") + "(" + left + "," + both[len(both)-1] + ")"
	return nil
}

// tellOfMethod tells of a class or family of operators of an access method.
func tellOfMethod(method string) func(*call, *object, *catalogRow) error {
	return func(c *call, o *object, r *catalogRow) error {
		am, err := c.object(classAm, r.id(method), 0)
		if err != nil {
			return err
		}
		o.about += " for " + am.about
		o.identity += " USING " + am.identity
		o.names = append(slices.Clone(am.names), o.names...)
		return nil
	}
}

// defaultKinds are what ALTER DEFAULT PRIVILEGES is about.
var defaultKinds = map[string]string{"r": "tables", "S": "sequences", "f": "functions", "T": "types", "n": "schemas"}

func tellDefaultACL(c *call, o *object, r *catalogRow) error {
	kind := r.text("defaclobjtype")
	role, err := c.object(classAuthid, r.id("defaclrole"), 0)
	if err != nil || !role.found {
		*o = object{kind: o.kind}
		return err
	}
	what := defaultKinds[kind]
	if what == "tables" {
		what = "relations"
	}
	o.about = "default privileges on new " + what + " belonging to " + role.about
	o.identity, o.names, o.args = "for role "+role.identity, role.names, []string{kind}
	if id := r.id("defaclnamespace"); id != 0 {
		schema := c.schemaName(id)
		o.about += " in schema " + schema
		o.identity += " in schema " + catalog.QuoteIdent(schema)
		o.names = append(o.names, schema)
	}
	o.identity += " on " + defaultKinds[kind]
	return nil
}

func (c *call) tellLargeObject(o *object, id catalog.ID) error {
	f, ok := c.s.(objectFinder)
	if !ok || id == 0 {
		return nil
	}
	d, err := f.LargeObject(c.ctx, id)
	if err != nil || d == nil {
		return err
	}
	o.found, o.about, o.identity, o.names = true, "large object "+idText(id), idText(id), []string{idText(id)}
	return nil
}

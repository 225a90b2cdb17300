package catalog

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// A copy of a database has the same objects under other numbers: unlike Postgres's OIDs, IDs
// here are unique over the cluster. The numbers are in the order of the old ones, so that what
// lists objects by them lists them alike; whatever refers to one of them, in a field, a text or
// a stored query, is written anew.
//
// Every field of a descriptor is one of the following, by copied; a test walks all descriptors
// and fails where a field is none.

// fieldUse is what a field of a descriptor holds, as far as copies are concerned.
type fieldUse byte

const (
	usePlain    fieldUse = iota + 1 // nothing that a copy changes: words, sizes, roles, the system's OIDs
	useObject                       // an object's number, or a list of them
	useSchema                       // a schema's, which may be of those below FirstID
	useDatabase                     // that of the database
	useSpace                        // its key space
	usePrefix                       // the number in the keys of a table's rows, or of a sequence's state: the object's own
	useExpr                         // the text of an expression, with frozen names in it
	useValue                        // the text of a value, in which labels of enums are numbers
	useQuery                        // a stored query
)

// copied says so of the fields whose kinds could hold a number: those that are not listed here
// are of types that hold none (bool, ColumnID, …) or structs, which are walked. By struct.
var copied = map[string]map[string]fieldUse{
	"Base":              {"ID": useSchema, "Name": usePlain, "Owner": usePlain, "Comment": usePlain, "Version": usePlain, "Extension": useObject},
	"Grant":             {"Grantee": usePlain, "Grantor": usePlain, "Privileges": usePlain, "Grantable": usePlain},
	"DatabaseDesc":      {"SpaceID": useSpace, "Tablespace": usePlain},
	"DefaultPrivileges": {"OID": useObject, "Role": usePlain, "Schema": useSchema},
	"BuiltinGrants":     {"OID": usePlain},
	"Setting":           {"Name": usePlain, "Value": usePlain},
	"SchemaDesc":        {"DatabaseID": useDatabase, "TempNode": usePlain, "TempEpoch": usePlain},
	"TableDesc": {"DatabaseID": useDatabase, "SchemaID": useSchema, "SpaceID": useSpace, "Prefix": usePrefix, "Format": usePlain, "Reads": usePlain,
		"InboundForeignKeys": useObject, "TypeOID": useObject, "ArrayTypeOID": useObject, "ViewQuery": useQuery, "Dependents": useObject,
		"RuleID": useObject, "MatQuery": useQuery, "PartitionOf": useObject, "Inherits": useObject, "Children": useObject, "OfType": useObject,
		"Tablespace": usePlain},
	"Column": {"Name": usePlain, "TypeOID": useObject, "DefaultText": useExpr, "DefaultID": useObject, "SequenceID": useObject, "MissingText": useValue,
		"Comment": usePlain, "Collation": usePlain},
	"IndexDesc": {"OID": useObject, "Name": usePlain, "Constraint": useObject, "Comment": usePlain, "ConstraintComment": usePlain, "Predicate": useExpr,
		"Parent": useObject, "Tablespace": usePlain},
	"IndexColumn": {"Expr": useExpr, "TypeOID": useObject, "OpClass": usePlain, "Exclude": usePlain, "Collation": usePlain},
	"CheckDesc":   {"OID": useObject, "Name": usePlain, "Text": useExpr, "Comment": usePlain},
	"ForeignKeyDesc": {"OID": useObject, "Name": usePlain, "RefTable": useObject, "Comment": usePlain,
		"Parent": useObject},
	"PolicyDesc": {"OID": useObject, "Name": usePlain, "Roles": usePlain, "UsingText": useExpr, "CheckText": useExpr, "Comment": usePlain},
	"Ref":        {"Object": useObject},
	"TriggerDesc": {"OID": useObject, "Name": usePlain, "Function": useObject, "Events": usePlain, "CondText": useExpr, "Args": usePlain, "Comment": usePlain,
		"Constraint": useObject, "From": useObject, "OldTable": usePlain, "NewTable": usePlain, "Parent": useObject},
	"PartitionColumn": {"Expr": useExpr, "TypeOID": useObject, "Collation": usePlain},
	"Partition":       {"Table": useObject},
	"BoundValue":      {"Text": useValue},
	"SequenceDesc": {"DatabaseID": useDatabase, "SchemaID": useSchema, "TypeOID": usePlain, "OwnerTable": useObject, "Prefix": usePrefix,
		"Dependents": useObject},
	"TypeDesc": {"Collation": usePlain, "DatabaseID": useDatabase, "SchemaID": useSchema, "ArrayID": useObject, "ArrayName": usePlain, "BaseID": useObject, "Default": useExpr,
		"RelationID": useObject, "Made": usePlain},
	"RangeDesc": {"SubtypeID": useObject, "Collation": usePlain, "Class": usePlain, "Diff": useObject, "MultiID": useObject, "MultiName": usePlain,
		"MultiArrayID": useObject, "MultiArrayName": usePlain},
	"TypeAttribute": {"Name": usePlain, "TypeOID": useObject, "Comment": usePlain, "Collation": usePlain},
	"EnumLabelDesc": {"OID": useObject, "Name": usePlain, "Position": usePlain, "Sort": usePlain},
	"DomainDesc":    {"OID": useObject, "Name": usePlain, "Text": useExpr, "Comment": usePlain},
	"RoutineDesc": {"DatabaseID": useDatabase, "SchemaID": useSchema, "ResultID": useObject, "Language": usePlain, "Cost": usePlain, "Rows": usePlain,
		"Body": usePlain, "Library": usePlain},
	"RoutineStatement": {"Query": useQuery},
	"RoutineArg":       {"Name": usePlain, "TypeID": useObject, "Default": useExpr},
	"AggregateDesc": {"StateID": useObject, "TransID": useObject, "FinalID": useObject, "CombineID": useObject, "Init": useValue, "SortOp": useObject,
		"MovingStateID": useObject, "MovingTransID": useObject, "MovingInverseID": useObject, "MovingFinalID": useObject, "MovingInit": useValue},
	"OperatorDesc": {"DatabaseID": useDatabase, "SchemaID": useSchema, "LeftID": useObject, "RightID": useObject, "ResultID": useObject, "ProcID": useObject,
		"Commutator": usePlain, "CommutatorSchema": usePlain, "Negator": usePlain, "NegatorSchema": usePlain, "Restrict": usePlain, "Join": usePlain},
	"StatisticsDesc":   {"DatabaseID": useDatabase, "SchemaID": useSchema, "TableID": useObject, "Kinds": usePlain},
	"CastDesc":         {"DatabaseID": useDatabase, "FromID": useObject, "ToID": useObject, "ProcID": useObject},
	"EventTriggerDesc": {"DatabaseID": useDatabase, "Event": usePlain, "Function": useObject, "Tags": usePlain},
	"TextSearchDesc":   {"DatabaseID": useDatabase, "SchemaID": useSchema, "Template": usePlain},
	"TextMapping":      {"Dicts": useObject},
	"TextOption":       {"Name": usePlain, "Value": usePlain},
	"StatisticsExpr":   {"Text": useExpr},
	"ExtensionDesc":    {"DatabaseID": useDatabase, "SchemaID": useSchema, "Release": usePlain},

	"PlacementPolicyDesc": {},
}

// DatabaseCopy makes the descriptors of a copy of a database.
type DatabaseCopy struct {
	from *DatabaseDesc
	// objects are what is copied, by ID.
	objects []Descriptor
	has     map[ID]bool // the IDs of those
	numbers map[ID]ID   // old to new
	to      ID
	space   uint64
	err     error
}

// CopyOf begins a copy of a database as it is in s: all that is in it but temporary objects, and
// indexes that are being built or dropped.
func (s *Snapshot) CopyOf(from *DatabaseDesc) *DatabaseCopy {
	c := &DatabaseCopy{from: from, has: map[ID]bool{}}
	for _, d := range s.objects.all() {
		if _, is := d.(*DatabaseDesc); !is && databaseOf(d) == from.ID && s.tempOf(d) == 0 {
			c.objects = append(c.objects, d)
			c.has[d.Common().ID] = true
		}
	}
	return c
}

// Objects are what is copied, in the order of their IDs.
func (c *DatabaseCopy) Objects() []Descriptor { return c.objects }

// Number returns what an object, or a part of one, has become in the copy; 0: it is not in it.
func (c *DatabaseCopy) Number(old ID) ID { return c.numbers[old] }

// Make returns the copied objects, for a database of the given ID and key space that has what
// belongs to the source itself: its default privileges. draw gives so many new IDs in a row.
func (c *DatabaseCopy) Make(to *DatabaseDesc, draw func(n int) (ID, error)) ([]Descriptor, error) {
	c.to, c.space = to.ID, to.SpaceID
	out := make([]Descriptor, len(c.objects), len(c.objects)+1)
	for i, d := range c.objects {
		out[i] = rawCopy(d)
		trim(out[i], c.has)
	}
	own := rawCopy(c.from).(*DatabaseDesc)
	to.Defaults, to.Builtins = own.Defaults, own.Builtins
	all := append(out[:len(out):len(out)], &DatabaseDesc{Defaults: to.Defaults, Builtins: to.Builtins})
	if err := c.give(all, draw); err != nil {
		return nil, err
	}
	for _, d := range all {
		c.walk(reflect.ValueOf(d).Elem(), c.renumber)
	}
	for _, d := range out {
		switch d := d.(type) {
		case *TableDesc:
			if !d.IsView() {
				d.Prefix = uint64(d.ID)
			}
		case *SequenceDesc:
			d.Prefix = uint64(d.ID)
		}
	}
	return out, c.err
}

// give gives new numbers to all that the objects name and the system does not have.
func (c *DatabaseCopy) give(all []Descriptor, draw func(n int) (ID, error)) error {
	c.numbers = make(map[ID]ID, 8*len(all)) // a table with an index has about so many
	ids := make([]ID, 0, 8*len(all))
	note := func(use fieldUse, v reflect.Value) {
		if use != useObject && use != useSchema {
			return
		}
		c.each(v, func(id ID) ID {
			if _, seen := c.numbers[id]; !seen && (id >= FirstID || use == useSchema && c.has[id]) {
				c.numbers[id] = 0
				ids = append(ids, id)
			}
			return id
		})
	}
	for _, d := range all {
		c.walk(reflect.ValueOf(d).Elem(), note)
	}
	if len(ids) == 0 {
		return c.err
	}
	first, err := draw(len(ids))
	if err != nil {
		return err
	}
	slices.Sort(ids)
	for i, id := range ids {
		c.numbers[id] = first + ID(i)
	}
	return c.err
}

// rawCopy is a deep copy of what is stored of d.
func rawCopy(d Descriptor) Descriptor {
	from := storedOf(d)
	n := reflect.New(from.Type())
	copyStruct(n.Elem(), from)
	return n.Interface().(Descriptor)
}

// trim takes off what is not copied.
func trim(d Descriptor, has map[ID]bool) {
	gone := func(id ID) bool { return !has[id] }
	switch d := d.(type) {
	case *TableDesc:
		d.Indexes = slices.DeleteFunc(d.Indexes, func(ix IndexDesc) bool { return ix.State != IndexPublic })
		d.Dependents = slices.DeleteFunc(d.Dependents, gone)
		d.InboundForeignKeys = slices.DeleteFunc(d.InboundForeignKeys, gone)
	case *SequenceDesc:
		d.Dependents = slices.DeleteFunc(d.Dependents, gone)
	}
}

// walk calls f for the stored fields of a descriptor that a copy has to look at.
func (c *DatabaseCopy) walk(v reflect.Value, f func(use fieldUse, v reflect.Value)) {
	for _, st := range copyStepsOf(v.Type()) {
		switch field := v.Field(st.field); {
		case field.IsZero():
		case st.use > usePlain:
			f(st.use, field)
		case st.unsaid != "":
			c.fail(errors.New(st.unsaid))
		case field.Kind() == reflect.Struct:
			c.walk(field, f)
		default:
			for j := range field.Len() {
				c.walk(field.Index(j), f)
			}
		}
	}
}

// copyStep is a stored field of a struct that a copy has to look at: itself, or within it.
type copyStep struct {
	field  int
	use    fieldUse
	unsaid string // what is wrong where the field has a value: nobody has said what it is
}

// copySteps are those of all structs that descriptors are made of. They are never changed.
var copySteps = func() map[reflect.Type][]copyStep {
	all := map[reflect.Type][]copyStep{}
	for t := range structCodecs {
		all[t] = newCopySteps(t)
	}
	return all
}()

func copyStepsOf(t reflect.Type) []copyStep {
	if s, ok := copySteps[t]; ok {
		return s
	}
	return newCopySteps(t)
}

func newCopySteps(t reflect.Type) (steps []copyStep) {
	uses := copied[t.Name()]
	for i, n := range codecOf(t).numbers {
		if n == 0 {
			continue
		}
		field := t.Field(i)
		within := field.Type.Kind() == reflect.Struct || field.Type.Kind() == reflect.Slice && field.Type.Elem().Kind() == reflect.Struct
		switch use, known := uses[field.Name]; {
		case use > usePlain:
			steps = append(steps, copyStep{field: i, use: use})
		case known:
		case mayNumber(field.Type):
			steps = append(steps, copyStep{field: i, unsaid: fmt.Sprintf("catalog: it is not said what %s.%s is in a copy", t.Name(), field.Name)})
		case within:
			steps = append(steps, copyStep{field: i})
		}
	}
	return steps
}

// mayNumber reports whether a field of a type may hold an object's number, or a text with some.
func mayNumber(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[ID](), reflect.TypeFor[uint64](), reflect.TypeFor[uint32](), reflect.TypeFor[string](),
		reflect.TypeFor[[]ID](), reflect.TypeFor[[]uint64](), reflect.TypeFor[[]uint32](), reflect.TypeFor[[]string](), reflect.TypeFor[[]byte]():
		return true
	}
	return false
}

func (c *DatabaseCopy) fail(err error) {
	if c.err == nil {
		c.err = pgerror.Wrap(err, pgerror.InternalError, "%s", err.Error())
	}
}

// each replaces a number, or those of a list.
func (c *DatabaseCopy) each(v reflect.Value, f func(ID) ID) {
	switch p := v.Addr().Interface().(type) {
	case *ID:
		*p = f(*p)
	case *[]ID:
		for i, id := range *p {
			(*p)[i] = f(id)
		}
	default:
		c.fail(fmt.Errorf("catalog: %s holds no number", v.Type()))
	}
}

// renumber writes one field as it is in the copy.
func (c *DatabaseCopy) renumber(use fieldUse, v reflect.Value) {
	switch use {
	case useObject, useSchema:
		c.each(v, c.now)
	case useDatabase:
		v.SetUint(uint64(c.to))
	case useSpace:
		v.SetUint(c.space)
	case useExpr:
		v.SetString(c.expr(v.String()))
	case useValue:
		v.SetString(c.labels(v.String()))
	case useQuery:
		v.SetBytes(c.query(v.Bytes()))
	}
}

// now is the number of what an ID names.
func (c *DatabaseCopy) now(id ID) ID {
	if n, ok := c.numbers[id]; ok {
		return n
	}
	return id
}

// labels writes the text of a value, in which labels of enums are numbers (types.StoredText).
func (c *DatabaseCopy) labels(text string) string {
	return types.RenumberLabels(text, c.now)
}

// expr writes the text of an expression.
func (c *DatabaseCopy) expr(text string) string {
	if !strings.Contains(text, `"#`) && !strings.Contains(text, "regclass") {
		return c.labels(text)
	}
	x, err := parseExpr(text)
	if err != nil {
		c.fail(err)
		return text
	}
	c.tree(x)
	return deparse.Print(x)
}

// query writes a stored query.
func (c *DatabaseCopy) query(b []byte) []byte {
	q, err := stored.Decode(b)
	if err == nil {
		c.tree(q)
		b, err = stored.Encode(q)
	}
	if err != nil {
		c.fail(err)
	}
	return b
}

// tree writes the numbers in a tree: of what is resolved, those of its own fields; of a text,
// names that are frozen.
func (c *DatabaseCopy) tree(n ast.Node) {
	ast.Walk(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TableName:
			n.Rel = uint32(c.now(ID(n.Rel)))
			c.frozen(&n.Name.Name)
		case *ast.ColumnRef:
			c.frozen(&n.Table)
			c.frozen(&n.Name)
		case *ast.FuncCall:
			c.frozen(&n.Name.Name)
		case *ast.TypeName:
			c.frozen(&n.Names[len(n.Names)-1])
		case *ast.BinaryExpr, *ast.UnaryExpr, *ast.QuantExpr:
			c.frozen(ast.OperatorSchema(n))
		case *ast.CastExpr:
			if k, ok := n.X.(*ast.Const); ok && k.Type == 0 && k.Kind == ast.ConstString && isRegType(n.Type) {
				c.digits(&k.Text)
				if id, ok := FrozenTextSearch(k.Text); ok {
					k.Text = `"` + FrozenTable(c.now(id)) + `"`
				}
			}
		case *ast.Const:
			if k, ok := types.ByOID(types.OID(n.Type)); ok && k.IsReg() {
				c.digits(&n.Text)
			}
			n.Type = uint32(c.now(ID(n.Type)))
			n.Text = c.labels(n.Text)
		}
		return true
	})
}

// isRegType reports whether a name is that of a type of objects' numbers.
func isRegType(n *ast.TypeName) bool {
	t, ok := types.ByTypname(n.Names[len(n.Names)-1])
	return ok && t.IsReg() && len(n.ArrayBounds) == 0
}

// digits writes a number that is a literal's text.
func (c *DatabaseCopy) digits(text *string) {
	if id, err := strconv.ParseUint(*text, 10, 32); err == nil && ID(id) >= FirstID {
		*text = strconv.FormatUint(uint64(c.now(ID(id))), 10)
	}
}

// frozen writes a frozen name (FrozenTable, FrozenColumn).
func (c *DatabaseCopy) frozen(name *string) {
	id, column, ok := Thaw(*name)
	switch {
	case !ok:
	case column != 0:
		*name = FrozenColumn(c.now(id), column)
	default:
		*name = FrozenTable(c.now(id))
	}
}

// CreateCopies adds the objects of a new database, which the transaction has made, to it: nobody
// else can have names in it. They are not to be changed after that.
func (s *State) CreateCopies(ctx context.Context, objects []Descriptor) error {
	for _, d := range objects {
		d.Common().Version = 1
		b := encode(d)
		if err := s.txn.PutFresh(ctx, descKey(d.Common().ID), b); err != nil {
			return err
		}
		for _, n := range namesOf(d) {
			if err := s.txn.PutFresh(ctx, n.key.key(), binary.AppendUvarint(nil, uint64(n.id))); err != nil {
				return err
			}
		}
		if err := completeAs(d, d.kind()); err != nil {
			return corrupt(err)
		}
		s.changes = append(s.changes, change{d.Common().ID, d})
	}
	s.own = nil
	return nil
}

// NewIDs returns the first of n IDs in a row that were never given out before. It is not undone
// by a rollback.
func (s *State) NewIDs(ctx context.Context, n int) (ID, error) {
	first, err := s.c.takeIDs(ctx, counterKey(), uint64(FirstID), uint64(n), idMax)
	return ID(first), err
}

// CopySequences writes the states of sequences, as they are now, for their copies.
func (s *State) CopySequences(ctx context.Context, from, to []*SequenceDesc) error {
	for i, d := range from {
		last, called, err := s.c.SequenceState(ctx, d)
		if err != nil {
			return err
		}
		if !called && last == d.Start {
			continue // as one that nobody has used
		}
		if err := s.txn.PutFresh(ctx, seqKey(to[i].Prefix), encodeSequence(last, called)); err != nil {
			return err
		}
	}
	return nil
}

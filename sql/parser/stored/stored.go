// Package stored is the form in which resolved queries are kept in descriptors.
//
// A resolved query (package ast) names objects by their numbers, so what is kept needs no
// rewriting when they are renamed. The form is a version byte and one node:
//
//	node    kind, its fields, 0        kind 0 alone is no node
//	field   number, value              fields with the zero value are left out
//	value   by the field's type: a string with its length, a number as a varint (signed ones
//	        in zigzag), a list with its length, a node
//
// Kinds and fields have numbers for ever: lists below are only appended to. What a later
// version has added is refused with ErrLater, whatever else is wrong with ErrMalformed.
//
// The package knows the tree's shape and nothing of what is in it.
package stored

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// The errors of Decode.
var (
	ErrMalformed = errors.New("malformed stored query")
	ErrLater     = errors.New("the stored query is of a later version")
)

const (
	formatVersion = 1
	// depthMax bounds how deep nodes lie in each other: the binder's limit is lower.
	depthMax = 10000
	// BytesMax bounds what is kept, and so what decoding makes of it.
	BytesMax = 1 << 20
)

// kind is one type of node with the names of its fields, in the order of their numbers.
type kind struct {
	zero   any
	fields []string
}

// kinds are in the order of their numbers, from 1.
var kinds = []kind{
	{ast.Select{}, []string{"With", "Op", "All", "Left", "Right", "Values", "Distinct", "DistinctOn", "Targets", "From", "Where", "GroupBy",
		"GroupByDistinct", "Having", "Windows", "OrderBy", "Limit", "Offset", "WithTies", "Locking", "Return"}},
	{ast.With{}, []string{"Recursive", "CTEs"}},
	{ast.CTE{}, []string{"Name", "Columns", "Materialize", "Stmt", "Search", "Cycle"}},
	{ast.CTESearch{}, []string{"Breadth", "By", "Set"}},
	{ast.CTECycle{}, []string{"Columns", "Mark", "To", "Default", "Path"}},
	{ast.Target{}, []string{"Expr", "As"}},
	{ast.OrderItem{}, []string{"Expr", "Dir", "Nulls", "UsingSchema", "UsingOp"}},
	{ast.Locking{}, []string{"Strength", "Wait", "Of", "Items", "Pushed"}},
	{ast.WindowSpec{}, []string{"Name", "Ref", "RefOnly", "PartitionBy", "OrderBy", "Frame"}},
	{ast.WindowFrame{}, []string{"Mode", "Between", "Start", "End", "StartOffset", "EndOffset", "Exclude"}},
	{ast.TableName{}, []string{"Name", "Only", "Alias", "Item", "Rel"}},
	{ast.SubqueryRef{}, []string{"Lateral", "Query", "Alias", "Item"}},
	{ast.FuncRef{}, []string{"Lateral", "RowsFrom", "Funcs", "Ordinality", "Alias", "Item", "ColumnDefs"}},
	{ast.FuncItem{}, []string{"Expr", "Row", "Attrs", "ColumnDefs"}},
	{ast.Join{}, []string{"Kind", "Natural", "Left", "Right", "Using", "UsingAlias", "On", "Alias", "Item", "Merge"}},
	{ast.QName{}, []string{"Catalog", "Schema", "Name"}},
	{ast.Alias{}, []string{"Name", "Columns"}},
	{ast.TypeName{}, []string{"Names", "Mods", "Interval", "ArrayBounds", "SetOf"}},
	{ast.Const{}, []string{"Kind", "Bool", "Int", "Text", "Type"}},
	{ast.ColumnRef{}, []string{"Catalog", "Schema", "Table", "Name", "Star", "Item", "Attr"}},
	{ast.BoolExpr{}, []string{"Op", "Args"}},
	{ast.NotExpr{}, []string{"X"}},
	{ast.BinaryExpr{}, []string{"OpSchema", "Op", "L", "R"}},
	{ast.UnaryExpr{}, []string{"OpSchema", "Op", "X"}},
	{ast.IsExpr{}, []string{"Kind", "Not", "X"}},
	{ast.DistinctExpr{}, []string{"Not", "L", "R"}},
	{ast.BetweenExpr{}, []string{"Not", "Symmetric", "X", "Lo", "Hi"}},
	{ast.LikeExpr{}, []string{"Kind", "Not", "X", "Pattern", "Escape"}},
	{ast.InExpr{}, []string{"Not", "X", "List", "Query"}},
	{ast.QuantExpr{}, []string{"OpSchema", "Op", "All", "X", "Array", "Query"}},
	{ast.ExistsExpr{}, []string{"Query"}},
	{ast.SubqueryExpr{}, []string{"Query"}},
	{ast.ArrayExpr{}, []string{"Elems"}},
	{ast.ArraySubquery{}, []string{"Query"}},
	{ast.RowExpr{}, []string{"Explicit", "Fields"}},
	{ast.CaseExpr{}, []string{"Arg", "Whens", "Else"}},
	{ast.When{}, []string{"Cond", "Result"}},
	{ast.CoalesceExpr{}, []string{"Args"}},
	{ast.NullIfExpr{}, []string{"L", "R"}},
	{ast.MinMaxExpr{}, []string{"Least", "Args"}},
	{ast.FuncCall{}, []string{"Name", "Args", "Variadic", "Star", "Distinct", "OrderBy", "WithinGroup", "Filter", "Over", "SQLSyntax"}},
	{ast.NamedArg{}, []string{"Name", "Value"}},
	{ast.SQLValue{}, []string{"Kind", "Precision"}},
	{ast.CastExpr{}, []string{"X", "Type"}},
	{ast.CollateExpr{}, []string{"X", "Collation"}},
	{ast.IndirectionExpr{}, []string{"X", "Steps"}},
	{ast.Indirection{}, []string{"Field", "Star", "Slice", "Lower", "Upper"}},
	{ast.GroupingSet{}, []string{"Kind", "Items"}},
	{ast.GroupingFunc{}, []string{"Args"}},
	{ast.Param{}, []string{"Number"}},
	{ast.Insert{}, []string{"With", "Table", "Columns", "Overriding", "Source", "OnConflict", "Returning"}},
	{ast.Update{}, []string{"With", "Table", "Sets", "From", "Where", "Returning"}},
	{ast.Delete{}, []string{"With", "Table", "Using", "Where", "Returning"}},
	{ast.InsertColumn{}, []string{"Name", "Steps", "Attr"}},
	{ast.SetClause{}, []string{"Column", "Columns", "Value"}},
	{ast.OnConflict{}, []string{"Elems", "Where", "Constraint", "DoUpdate", "Sets", "SetWhere", "Item"}},
	{ast.IndexElem{}, []string{"Column", "Expr", "Collation", "OpClass", "Attr"}},
	{ast.DefaultExpr{}, nil},
	{ast.ColumnDef{}, []string{"Name", "Type", "Collation"}},
	{ast.Merge{}, []string{"With", "Table", "Source", "On", "Whens"}},
	{ast.MergeWhen{}, []string{"Matched", "Cond", "Kind", "Sets", "Columns", "Overriding", "Values"}},
	{ast.XMLExpr{}, []string{"Kind", "Name", "Named", "Args", "Document", "Preserve", "Standalone", "Type"}},
	{ast.XMLTable{}, []string{"Namespaces", "Row", "Doc", "Columns"}},
	{ast.XMLColumn{}, []string{"Name", "Type", "Path", "Default", "NotNull", "Ordinality"}},
}

// codec is what reflection tells of the kinds.
type codec struct {
	numbers map[reflect.Type]uint64
	fields  map[reflect.Type][][]int // by number less one
	types   []reflect.Type           // by number less one
}

func newCodec() *codec {
	c := &codec{numbers: map[reflect.Type]uint64{}, fields: map[reflect.Type][][]int{}}
	for i, k := range kinds {
		t := reflect.TypeOf(k.zero)
		c.numbers[t] = uint64(i + 1)
		c.types = append(c.types, t)
		list := make([][]int, len(k.fields))
		for j, name := range k.fields {
			f, _ := t.FieldByName(name)
			list[j] = f.Index
		}
		c.fields[t] = list
	}
	return c
}

// shared is never changed.
var shared = newCodec()

// Encode gives the stored form of a tree. It fails for what has none: what a query that is kept
// can't have. Parameters and statements that write are for whoever keeps the query to refuse: only
// the bodies of routines have some.
func Encode(n ast.Node) ([]byte, error) {
	b, err := shared.node([]byte{formatVersion}, reflect.ValueOf(n))
	if err == nil && len(b) > BytesMax {
		err = fmt.Errorf("the query takes %d bytes, of %d at most", len(b), BytesMax)
	}
	return b, err
}

// node writes a node that says its kind.
func (c *codec) node(b []byte, v reflect.Value) ([]byte, error) {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return append(b, 0), nil
		}
		if x, ok := v.Interface().(*ast.BetweenExpr); ok && x != nil && x.Again != nil {
			v = reflect.ValueOf(x.Apart()) // which every version reads
		}
		v = v.Elem()
	}
	n, ok := c.numbers[v.Type()]
	if !ok {
		return nil, fmt.Errorf("%s can't be part of a stored query", v.Type().Name())
	}
	return c.fieldsOf(binary.AppendUvarint(b, n), v)
}

func (c *codec) fieldsOf(b []byte, v reflect.Value) ([]byte, error) {
	known := 0
	for i, at := range c.fields[v.Type()] {
		f := v.FieldByIndex(at)
		if f.IsZero() {
			continue
		}
		known++
		var err error
		if b, err = c.value(binary.AppendUvarint(b, uint64(i+1)), f); err != nil {
			return nil, err
		}
	}
	for i := range v.NumField() {
		if f := v.Field(i); f.Type() != reflect.TypeFor[ast.Pos]() && !f.IsZero() {
			known--
		}
	}
	if known != 0 {
		return nil, fmt.Errorf("this form of %s can't be part of a stored query", v.Type().Name())
	}
	return append(b, 0), nil
}

func (c *codec) value(b []byte, v reflect.Value) ([]byte, error) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		return c.node(b, v)
	case reflect.Struct:
		return c.fieldsOf(b, v)
	case reflect.String:
		return append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...), nil
	case reflect.Bool:
		return append(b, 1), nil
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		var err error
		for i := range v.Len() {
			if b, err = c.element(b, v.Index(i)); err != nil {
				return nil, err
			}
		}
		return b, nil
	case reflect.Int, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int()), nil
	}
	return binary.AppendUvarint(b, v.Uint()), nil
}

func (c *codec) element(b []byte, v reflect.Value) ([]byte, error) {
	if v.Kind() == reflect.Bool {
		return append(b, byte(map[bool]int{true: 1}[v.Bool()])), nil
	}
	return c.value(b, v)
}

// Decode reads what Encode wrote. It never panics, and what it makes is bounded by the
// length of b. No node has a position.
func Decode(b []byte) (ast.Node, error) {
	if len(b) == 0 || len(b) > BytesMax {
		return nil, ErrMalformed
	}
	if b[0] != formatVersion {
		return nil, ErrLater
	}
	d := decoder{codec: shared, b: b[1:]}
	v, err := d.node(0)
	if err != nil {
		return nil, err
	}
	if !v.IsValid() || len(d.b) > 0 {
		return nil, ErrMalformed
	}
	n, ok := v.Interface().(ast.Node)
	if !ok {
		return nil, ErrMalformed
	}
	return n, nil
}

// Query decodes a query.
func Query(b []byte) (*ast.Select, error) {
	n, err := Decode(b)
	if err != nil {
		return nil, err
	}
	q, ok := n.(*ast.Select)
	if !ok {
		return nil, ErrMalformed
	}
	return q, nil
}

// Copy gives a tree of its own to whoever wants to change one.
func Copy[N ast.Node](n N) (N, error) {
	var none N
	b, err := Encode(n)
	if err != nil {
		return none, err
	}
	d, err := Decode(b)
	if err != nil {
		return none, err
	}
	return d.(N), nil
}

type decoder struct {
	*codec
	b []byte
}

func (d *decoder) number() (uint64, error) {
	x, w := binary.Uvarint(d.b)
	if w <= 0 {
		return 0, ErrMalformed
	}
	d.b = d.b[w:]
	return x, nil
}

// node reads a node that says its kind, as a pointer; invalid where there is none.
func (d *decoder) node(depth int) (reflect.Value, error) {
	n, err := d.number()
	switch {
	case err != nil || depth > depthMax:
		return reflect.Value{}, ErrMalformed
	case n == 0:
		return reflect.Value{}, nil
	case n > uint64(len(d.types)):
		return reflect.Value{}, ErrLater
	}
	p := reflect.New(d.types[n-1])
	return p, d.fill(p.Elem(), depth)
}

// fill reads the fields of a struct.
func (d *decoder) fill(v reflect.Value, depth int) error {
	if depth > depthMax {
		return ErrMalformed
	}
	if p := v.FieldByName("Pos"); p.IsValid() {
		p.SetInt(-1)
	}
	fields := d.fields[v.Type()]
	last := uint64(0)
	for {
		n, err := d.number()
		switch {
		case err != nil:
			return err
		case n == 0:
			return nil
		case n > uint64(len(fields)):
			return ErrLater
		case n <= last:
			return ErrMalformed
		}
		last = n
		if err := d.value(v.FieldByIndex(fields[n-1]), depth+1); err != nil {
			return err
		}
	}
}

func (d *decoder) value(v reflect.Value, depth int) error {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		return d.reference(v, depth)
	case reflect.Struct:
		return d.fill(v, depth)
	case reflect.Slice:
		return d.list(v, depth)
	case reflect.Int, reflect.Int32, reflect.Int64:
		x, w := binary.Varint(d.b)
		if w <= 0 || v.OverflowInt(x) {
			return ErrMalformed
		}
		d.b = d.b[w:]
		v.SetInt(x)
		return nil
	}
	x, err := d.number()
	switch {
	case err != nil:
		return err
	case v.Kind() == reflect.String:
		if x > uint64(len(d.b)) || !utf8.Valid(d.b[:x]) {
			return ErrMalformed
		}
		v.SetString(string(d.b[:x]))
		d.b = d.b[x:]
	case v.Kind() == reflect.Bool:
		v.SetBool(x != 0)
	case v.OverflowUint(x):
		return ErrMalformed
	default:
		v.SetUint(x)
	}
	return nil
}

func (d *decoder) reference(v reflect.Value, depth int) error {
	p, err := d.node(depth + 1)
	if err != nil || !p.IsValid() {
		return err
	}
	if !p.Type().AssignableTo(v.Type()) {
		return ErrMalformed
	}
	v.Set(p)
	return nil
}

// list reads a list: each element takes a byte at least.
func (d *decoder) list(v reflect.Value, depth int) error {
	n, err := d.number()
	if err != nil || n > uint64(len(d.b)) {
		return ErrMalformed
	}
	for range n {
		e := reflect.New(v.Type().Elem()).Elem()
		if err := d.value(e, depth); err != nil {
			return err
		}
		v.Set(reflect.Append(v, e))
	}
	return nil
}

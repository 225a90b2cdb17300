package catalog

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// A stored descriptor is a format byte, a kind byte, and the fields of the
// descriptor's struct in Protocol Buffers' wire format: field numbers from the f
// tags, signed numbers in zigzag, nested structs and strings with their length,
// lists as repeated fields (numbers packed). Zero fields are left out, unknown
// ones skipped. Field numbers are never reused.

const (
	formatVersion = 1
	wireVarint    = 0
	wireFixed64   = 1
	wireBytes     = 2
	wireFixed32   = 5

	// nestingMax bounds the depth of structs; the descriptors have three.
	nestingMax = 8
	// listMax bounds each list against sizes that an attacker makes up.
	listMax = 1 << 20
)

var errDescriptor = errors.New("catalog: malformed descriptor")

// encode returns the stored form of a descriptor.
func encode(d Descriptor) []byte {
	b := append(make([]byte, 0, 256), formatVersion, byte(d.kind()))
	return appendStruct(b, storedOf(d))
}

// storedOf is the struct whose stored fields are those of d.
func storedOf(d Descriptor) reflect.Value {
	if t, ok := d.(*TableDesc); ok && t.HasComputed() {
		stored := *t
		stored.Columns = t.Stored()
		d = &stored
	}
	return reflect.ValueOf(d).Elem()
}

// decode reads what encode wrote and completes the descriptor. It never panics
// on malformed input.
func decode(b []byte) (Descriptor, error) {
	if len(b) < 2 || b[0] != formatVersion {
		return nil, corrupt(errDescriptor)
	}
	var d Descriptor
	switch Kind(b[1]) {
	case KindDatabase:
		d = &DatabaseDesc{}
	case KindSchema:
		d = &SchemaDesc{}
	case KindTable, KindView:
		d = &TableDesc{}
	case KindSequence:
		d = &SequenceDesc{}
	case KindRole:
		d = &RoleDesc{}
	case KindType:
		d = &TypeDesc{}
	case KindRoutine:
		d = &RoutineDesc{}
	case KindOperator:
		d = &OperatorDesc{}
	case KindCast:
		d = &CastDesc{}
	case KindStatistics:
		d = &StatisticsDesc{}
	case KindTextConfiguration, KindTextDictionary:
		d = &TextSearchDesc{}
	case KindEventTrigger:
		d = &EventTriggerDesc{}
	case KindExtension:
		d = &ExtensionDesc{}
	case KindPlacementPolicy:
		d = &PlacementPolicyDesc{}
	default:
		return nil, corrupt(fmt.Errorf("%w: kind %d", errDescriptor, b[1]))
	}
	if err := readStruct(b[2:], reflect.ValueOf(d).Elem(), 0); err != nil {
		return nil, corrupt(err)
	}
	if err := completeAs(d, Kind(b[1])); err != nil {
		return nil, corrupt(err)
	}
	return d, nil
}

// completeAs fills what is made of stored fields, and checks that they are those of a descriptor of that kind.
func completeAs(d Descriptor, k Kind) error {
	switch d := d.(type) {
	case *TypeDesc:
		return d.complete()
	case *RoutineDesc:
		return d.complete()
	case *TextSearchDesc:
		if d.kind() != k {
			return fmt.Errorf("%w: text search object %d is of another kind", errDescriptor, d.ID)
		}
	case *TableDesc:
		if d.IsView() != (k == KindView) {
			return fmt.Errorf("%w: relation %d is of another kind", errDescriptor, d.ID)
		}
		return d.complete()
	}
	return nil
}

func corrupt(err error) error {
	return pgerror.Wrap(err, pgerror.DataCorrupted, "%s", err.Error())
}

// clone returns a deep copy that may be changed.
func clone[D Descriptor](d D) (D, error) {
	c, err := decode(encode(d))
	if err != nil {
		return d, err
	}
	switch c := c.(type) {
	case *TableDesc:
		c.linkFrom(any(d).(*TableDesc))
	case *TypeDesc:
		c.private(any(d).(*TypeDesc))
	}
	return c.(D), nil
}

// complete fills what is made of stored fields.
func (t *TableDesc) complete() error {
	for i := range t.Triggers {
		if err := t.Triggers[i].complete(); err != nil {
			return err
		}
	}
	for i := range t.Columns {
		if err := t.Columns[i].complete(); err != nil {
			return err
		}
	}
	if t.IsView() {
		return t.completeView()
	}
	if t.IsMaterialized() {
		t.completeQuery(t.MatQuery)
	}
	if len(t.Indexes) == 0 {
		return fmt.Errorf("%w: table %d has no primary index", errDescriptor, t.ID)
	}
	if err := t.compute(); err != nil {
		return err
	}
	for i := range t.Indexes {
		for _, c := range t.Indexes[i].Columns {
			if _, _, ok := t.ColumnByID(c.ID); !ok {
				return fmt.Errorf("%w: index %d names column %d", errDescriptor, t.Indexes[i].ID, c.ID)
			}
		}
	}
	for i := range t.Checks {
		e, err := parseExpr(t.Checks[i].Text)
		if err != nil {
			return fmt.Errorf("%w: check %q: %w", errDescriptor, t.Checks[i].Name, err)
		}
		t.Checks[i].Expr = e
	}
	for i := range t.Policies {
		if err := t.Policies[i].complete(); err != nil {
			return fmt.Errorf("%w: policy %q: %w", errDescriptor, t.Policies[i].Name, err)
		}
	}
	t.index()
	return nil
}

func (c *Column) complete() error {
	var ok bool
	if c.Type, ok = types.ByOID(c.TypeOID); !ok && !isOwn(c.TypeOID) {
		return fmt.Errorf("%w: column %q has type %d", errDescriptor, c.Name, c.TypeOID)
	}
	c.Default = nil
	if text := c.defaultExpr(); text != "" {
		e, err := parseExpr(text)
		if err != nil {
			return fmt.Errorf("%w: default of %q: %w", errDescriptor, c.Name, err)
		}
		c.Default = e
	}
	c.Missing = types.Null
	if c.HasMissing && c.Type != nil { // else it is read when the type is known (link)
		d, err := types.DecodeText(c.Type, c.Typmod, c.MissingText, nil)
		if err != nil {
			return fmt.Errorf("%w: missing value of %q: %w", errDescriptor, c.Name, err)
		}
		c.Missing = d
	}
	return nil
}

// parseExpr parses the text of one expression.
func parseExpr(text string) (ast.Expr, error) {
	st, err := parser.ParseOne("SELECT " + text)
	if err != nil {
		return nil, err
	}
	sel, ok := st.AST.(*ast.Select)
	if !ok || len(sel.Targets) != 1 {
		return nil, errDescriptor
	}
	return sel.Targets[0].Expr, nil
}

func (c *Column) defaultExpr() string {
	if c.Identity != 0 {
		return NextvalText(c.SequenceID)
	}
	return c.DefaultText
}

// NextvalText is the default that draws from a sequence. The number stands for
// the sequence's name, so that a rename changes nothing.
func NextvalText(sequence ID) string {
	return "nextval('" + strconv.FormatUint(uint64(sequence), 10) + "'::regclass)"
}

func fieldNumber(f reflect.StructField) uint64 {
	n, _ := strconv.ParseUint(f.Tag.Get("f"), 10, 32)
	return n
}

// structCodec is what reflection tells of a struct that is stored.
type structCodec struct {
	numbers []uint64 // by field; 0: it is not stored
	fields  []int    // by number; -1: there is none
}

func newStructCodec(t reflect.Type) *structCodec {
	c := &structCodec{numbers: make([]uint64, t.NumField())}
	for i := range t.NumField() {
		n := fieldNumber(t.Field(i))
		if c.numbers[i] = n; n == 0 {
			continue
		}
		for uint64(len(c.fields)) <= n {
			c.fields = append(c.fields, -1)
		}
		c.fields[n] = i
	}
	return c
}

// field returns the field of a number.
func (c *structCodec) field(n uint64) (i int, ok bool) {
	if n >= uint64(len(c.fields)) || c.fields[n] < 0 {
		return 0, false
	}
	return c.fields[n], true
}

// structCodecs are those of all structs that descriptors are made of. They are never changed.
var structCodecs = newStructCodecs(DatabaseDesc{}, SchemaDesc{}, TableDesc{}, SequenceDesc{}, RoleDesc{}, TypeDesc{}, RoutineDesc{}, OperatorDesc{}, StatisticsDesc{}, CastDesc{}, TextSearchDesc{}, EventTriggerDesc{}, ExtensionDesc{}, LargeObjectDesc{}, PlacementPolicyDesc{})

func newStructCodecs(descriptors ...any) map[reflect.Type]*structCodec {
	all := map[reflect.Type]*structCodec{}
	var add func(t reflect.Type)
	add = func(t reflect.Type) {
		if all[t] != nil {
			return
		}
		all[t] = newStructCodec(t)
		for i, n := range all[t].numbers {
			elem := t.Field(i).Type
			if elem.Kind() == reflect.Slice {
				elem = elem.Elem()
			}
			if n != 0 && elem.Kind() == reflect.Struct {
				add(elem)
			}
		}
	}
	for _, d := range descriptors {
		add(reflect.TypeOf(d))
	}
	return all
}

func codecOf(t reflect.Type) *structCodec {
	if c := structCodecs[t]; c != nil {
		return c
	}
	return newStructCodec(t)
}

// copyStruct copies what is stored of from into to, which is empty: as what encode writes of it is read.
func copyStruct(to, from reflect.Value) {
	for i, n := range codecOf(from.Type()).numbers {
		if f := from.Field(i); n != 0 && !f.IsZero() {
			copyField(to.Field(i), f)
		}
	}
}

func copyField(to, from reflect.Value) {
	switch from.Kind() {
	case reflect.Struct:
		copyStruct(to, from)
	case reflect.Slice:
		n := from.Len()
		if n == 0 {
			return
		}
		to.Set(reflect.MakeSlice(from.Type(), n, n))
		if from.Type().Elem().Kind() != reflect.Struct {
			reflect.Copy(to, from)
			return
		}
		for i := range n {
			copyStruct(to.Index(i), from.Index(i))
		}
	default:
		to.Set(from)
	}
}

func appendTag(b []byte, number uint64, wire uint64) []byte {
	return binary.AppendUvarint(b, number<<3|wire)
}

func appendBytes(b []byte, number uint64, v []byte) []byte {
	b = appendTag(b, number, wireBytes)
	b = binary.AppendUvarint(b, uint64(len(v)))
	return append(b, v...)
}

func appendStruct(b []byte, v reflect.Value) []byte {
	for i, n := range codecOf(v.Type()).numbers {
		if n != 0 && !v.Field(i).IsZero() {
			b = appendField(b, n, v.Field(i))
		}
	}
	return b
}

func appendField(b []byte, n uint64, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		return appendBytes(b, n, []byte(v.String()))
	case reflect.Struct:
		return appendBytes(b, n, appendStruct(nil, v))
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return appendBytes(b, n, v.Bytes())
		}
		if k := v.Type().Elem().Kind(); k != reflect.String && k != reflect.Struct {
			var list []byte
			for i := range v.Len() {
				list = binary.AppendUvarint(list, number(v.Index(i)))
			}
			return appendBytes(b, n, list)
		}
		for i := range v.Len() {
			b = appendField(b, n, v.Index(i))
		}
		return b
	}
	return binary.AppendUvarint(appendTag(b, n, wireVarint), number(v))
}

// number is a scalar as a varint's value.
func number(v reflect.Value) uint64 {
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			return 1
		}
		return 0
	case reflect.Int, reflect.Int32, reflect.Int64:
		i := v.Int()
		return uint64(i)<<1 ^ uint64(i>>63)
	}
	return v.Uint()
}

func setNumber(v reflect.Value, x uint64) error {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(x != 0)
	case reflect.Int, reflect.Int32, reflect.Int64:
		i := int64(x>>1) ^ -int64(x&1)
		if v.OverflowInt(i) {
			return errDescriptor
		}
		v.SetInt(i)
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if v.OverflowUint(x) {
			return errDescriptor
		}
		v.SetUint(x)
	default:
		return errDescriptor
	}
	return nil
}

func readStruct(b []byte, v reflect.Value, depth int) error {
	if depth > nestingMax {
		return errDescriptor
	}
	codec := codecOf(v.Type())
	for len(b) > 0 {
		tag, w := binary.Uvarint(b)
		if w <= 0 {
			return errDescriptor
		}
		var x uint64
		var data []byte
		var err error
		if x, data, b, err = readWire(b[w:], tag&7); err != nil {
			return err
		}
		i, known := codec.field(tag >> 3)
		if !known {
			continue
		}
		if err := setField(v.Field(i), tag&7, x, data, depth); err != nil {
			return err
		}
	}
	return nil
}

// readWire reads one value: a number, or bytes with their length.
func readWire(b []byte, wire uint64) (x uint64, data, rest []byte, err error) {
	skip := 0
	switch wire {
	case wireVarint, wireBytes:
		x, skip = binary.Uvarint(b)
	case wireFixed64:
		skip = 8
	case wireFixed32:
		skip = 4
	}
	if skip <= 0 || skip > len(b) {
		return 0, nil, nil, errDescriptor
	}
	b = b[skip:]
	if wire == wireBytes {
		if x > uint64(len(b)) {
			return 0, nil, nil, errDescriptor
		}
		return 0, b[:x], b[x:], nil
	}
	return x, nil, b, nil
}

func setField(v reflect.Value, wire, x uint64, data []byte, depth int) error {
	switch v.Kind() {
	case reflect.String:
		if wire != wireBytes || !utf8.Valid(data) {
			return errDescriptor
		}
		v.SetString(string(data))
		return nil
	case reflect.Struct:
		if wire != wireBytes {
			return errDescriptor
		}
		return readStruct(data, v, depth+1)
	case reflect.Slice:
		return setList(v, wire, data, depth)
	}
	if wire != wireVarint {
		return errDescriptor
	}
	return setNumber(v, x)
}

func setList(v reflect.Value, wire uint64, data []byte, depth int) error {
	if wire != wireBytes || v.Len() >= listMax {
		return errDescriptor
	}
	if v.Type().Elem().Kind() == reflect.Uint8 {
		v.SetBytes(bytes.Clone(data))
		return nil
	}
	elem := reflect.New(v.Type().Elem()).Elem()
	if k := elem.Kind(); k == reflect.String || k == reflect.Struct {
		if err := setField(elem, wire, 0, data, depth); err != nil {
			return err
		}
		v.Set(reflect.Append(v, elem))
		return nil
	}
	for len(data) > 0 {
		x, w := binary.Uvarint(data)
		if w <= 0 {
			return errDescriptor
		}
		data = data[w:]
		if err := setNumber(elem, x); err != nil {
			return err
		}
		v.Set(reflect.Append(v, elem))
	}
	return nil
}

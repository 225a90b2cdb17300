package catalog

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/parser/stored"
)

// descriptors are one of each kind that a copy of a database has.
func descriptors() []Descriptor {
	return []Descriptor{&SchemaDesc{}, &TableDesc{}, &SequenceDesc{}, &TypeDesc{}, &RoutineDesc{}, &OperatorDesc{}, &StatisticsDesc{}, &CastDesc{}, &ExtensionDesc{}, &TextSearchDesc{Template: 3727}, &TextSearchDesc{}, &EventTriggerDesc{}, &DatabaseDesc{}}
}

// TestCopiedFields: of each field of a descriptor that may hold a number, or a text with numbers in
// it, it is said what a copy does with it.
func TestCopiedFields(t *testing.T) {
	seen := map[string]bool{}
	var look func(typ reflect.Type)
	look = func(typ reflect.Type) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			if fieldNumber(f) == 0 {
				continue
			}
			elem := f.Type
			if elem.Kind() == reflect.Slice {
				elem = elem.Elem()
			}
			_, said := copied[typ.Name()][f.Name]
			seen[typ.Name()+"."+f.Name] = true
			switch {
			case elem.Kind() == reflect.Struct:
				look(elem)
			case mayNumber(f.Type) && !said:
				t.Errorf("it is not said what %s.%s is in a copy (copied)", typ.Name(), f.Name)
			case !mayNumber(f.Type) && strings.HasSuffix(f.Type.String(), "OID"):
				t.Errorf("%s.%s is of type %s, which copies don't know", typ.Name(), f.Name, f.Type)
			}
		}
	}
	for _, d := range descriptors() {
		look(reflect.TypeOf(d).Elem())
	}
	for s, fields := range copied {
		for f := range fields {
			if !seen[s+"."+f] {
				t.Errorf("%s.%s is said to be copied, and is no field", s, f)
			}
		}
	}
}

// TestCopyRenumbers: every number of an object that a descriptor holds is another in the copy,
// and all others are the same.
func TestCopyRenumbers(t *testing.T) {
	next := FirstID
	var objects map[ID]string // by the number that the field has
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		typ := v.Type()
		for i := range typ.NumField() {
			f, x := typ.Field(i), v.Field(i)
			if fieldNumber(f) == 0 {
				continue
			}
			number := func() ID {
				next++
				if use := copied[typ.Name()][f.Name]; use == useObject || use == useSchema {
					objects[next] = typ.Name() + "." + f.Name
				}
				return next
			}
			switch p := x.Addr().Interface().(type) {
			case *ID:
				*p = number()
				continue
			case *[]ID:
				*p = []ID{number(), number()}
				continue
			}
			switch {
			case x.Kind() == reflect.Struct:
				fill(x)
			case x.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
				x.Set(reflect.MakeSlice(f.Type, 2, 2))
				fill(x.Index(0))
				fill(x.Index(1))
			}
		}
	}
	var ids func(v reflect.Value, f func(path string, id ID))
	ids = func(v reflect.Value, f func(path string, id ID)) {
		typ := v.Type()
		for i := range typ.NumField() {
			if fieldNumber(typ.Field(i)) == 0 {
				continue
			}
			switch p := v.Field(i).Addr().Interface().(type) {
			case *ID:
				f(typ.Name()+"."+typ.Field(i).Name, *p)
			case *[]ID:
				for _, id := range *p {
					f(typ.Name()+"."+typ.Field(i).Name, id)
				}
			}
			switch x := v.Field(i); {
			case x.Kind() == reflect.Struct:
				ids(x, f)
			case x.Kind() == reflect.Slice && x.Type().Elem().Kind() == reflect.Struct:
				for j := range x.Len() {
					ids(x.Index(j), f)
				}
			}
		}
	}
	for _, d := range descriptors() {
		objects = map[ID]string{}
		fill(reflect.ValueOf(d).Elem())
		c := &DatabaseCopy{to: 7, space: 8, has: map[ID]bool{}, numbers: map[ID]ID{}}
		before := map[ID]bool{}
		ids(reflect.ValueOf(d).Elem(), func(_ string, id ID) { before[id] = true })
		if err := c.give([]Descriptor{d}, func(int) (ID, error) { return 1 << 30, nil }); err != nil {
			t.Fatal(err)
		}
		c.walk(reflect.ValueOf(d).Elem(), c.renumber)
		if c.err != nil {
			t.Fatal(c.err)
		}
		ids(reflect.ValueOf(d).Elem(), func(path string, id ID) {
			if strings.HasSuffix(path, ".DatabaseID") {
				if id != 7 {
					t.Errorf("%T: %s is %d", d, path, id)
				}
				return
			}
			if _, object := objects[id]; object {
				t.Errorf("%T: %s is as in the template", d, path)
			} else if id < 1<<30 && !before[id] {
				t.Errorf("%T: %s has become %d", d, path, id)
			}
		})
	}
}

// TestCopyTexts: names that are frozen, numbers of relations and labels of enums are others in the
// texts of a copy, and nothing else is.
func TestCopyTexts(t *testing.T) {
	c := &DatabaseCopy{numbers: map[ID]ID{20000: 30000, 20001: 30001, 20002: 30002}}
	for _, tt := range []struct{ text, want string }{
		{"a > 1", "a > 1"},
		{`nextval('20000'::regclass)`, `nextval('30000'::regclass)`},
		{`nextval('20009'::regclass)`, `nextval('20009'::regclass)`},
		{`"#20001"(a, b)`, `"#30001"(a, b)`},
		{`"#20000"."#20000.3" = 5`, `"#30000"."#30000.3" = 5`},
		{`a OPERATOR("#20002".~~>) '20001'::text`, `a OPERATOR("#30002".~~>) '20001'::text`},
		{`'x'::"#20001"`, `'x'::"#30001"`},
		{`a <> '"#20001"' AND b <> '"#20001"(a)'::text AND "#20001"(a)`, `a <> '"#20001"' AND b <> '"#20001"(a)'::text AND "#30001"(a)`},
		{"m = '\ue00020002'", "m = '\ue00030002'"},
		{"m = ANY ('{\ue00020002,\ue00020001,NULL}'::\"#20000\"[])", "m = ANY ('{\ue00030002,\ue00030001,NULL}'::\"#30000\"[])"},
	} {
		x, err := parseExpr(tt.want)
		if err != nil {
			t.Fatalf("%s: %v", tt.want, err)
		}
		if got := c.expr(tt.text); got != tt.want && got != deparse.Print(x) || c.err != nil {
			t.Errorf("%s has become %s (%v), want %s", tt.text, got, c.err, tt.want)
		}
	}
}

// TestCopyQuery: so are those of a stored query, in which literals say their types.
func TestCopyQuery(t *testing.T) {
	st, err := parser.ParseOne(`SELECT '20000', 'x', '20000', "#20001"(1) FROM a`)
	if err != nil {
		t.Fatal(err)
	}
	q := st.AST.(*ast.Select)
	q.From[0].(*ast.TableName).Rel = 20000
	for i, of := range []uint32{2205, 20002, 25} { // regclass, a type of the user, text
		q.Targets[i].Expr.(*ast.Const).Type = of
	}
	b, err := stored.Encode(q)
	if err != nil {
		t.Fatal(err)
	}
	c := &DatabaseCopy{numbers: map[ID]ID{20000: 30000, 20001: 30001, 20002: 30002}}
	got, err := stored.Query(c.query(b))
	if err != nil || c.err != nil {
		t.Fatal(err, c.err)
	}
	look := func(i int) string {
		k := got.Targets[i].Expr.(*ast.Const)
		return fmt.Sprint(k.Text, " ", k.Type)
	}
	text := fmt.Sprint(look(0), ", ", look(1), ", ", look(2), ", ", got.Targets[3].Expr.(*ast.FuncCall).Name.Name, ", ", got.From[0].(*ast.TableName).Rel)
	if want := "30000 2205, x 30002, 20000 25, #30001, 30000"; text != want {
		t.Errorf("%s, want %s", text, want)
	}
}

// TestRawCopy: a raw copy is what is read of what is stored, and shares nothing with its source.
func TestRawCopy(t *testing.T) {
	computed := sampleTable()
	computed.Columns = append(computed.Columns, Column{ID: 90, Name: "computed", TypeOID: 23, Computed: true})
	all := append(samples(), computed)
	for _, d := range descriptors() {
		fillStored(reflect.ValueOf(d).Elem())
		all = append(all, d)
	}
	for _, d := range all {
		stored := encode(d)
		want := reflect.New(reflect.TypeOf(d).Elem())
		if err := readStruct(stored[2:], want.Elem(), 0); err != nil {
			t.Fatal(err)
		}
		got := rawCopy(d)
		if !reflect.DeepEqual(got, want.Interface()) {
			t.Errorf("%T: the copy is %+v, what is stored %+v", d, got, want)
		}
		clearStored(reflect.ValueOf(got).Elem())
		if now := encode(d); !bytes.Equal(now, stored) {
			t.Errorf("%T: what changes in the copy changes in its source", d)
		}
	}
}

// fillStored gives all stored fields a value, lists two.
func fillStored(v reflect.Value) {
	eachStored(v, func(v reflect.Value) {
		switch {
		case v.Kind() == reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		case v.Kind() == reflect.String:
			v.SetString("text")
		case v.Kind() == reflect.Bool:
			v.SetBool(true)
		case v.CanInt():
			v.SetInt(7)
		default:
			v.SetUint(7)
		}
	})
}

// clearStored takes the values of all stored fields away, those of lists where they are.
func clearStored(v reflect.Value) {
	eachStored(v, func(v reflect.Value) {
		if v.Kind() != reflect.Slice {
			v.SetZero()
		}
	})
}

// eachStored calls f for all that is stored of v, of lists before their elements.
func eachStored(v reflect.Value, f func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Struct:
		for i, n := range codecOf(v.Type()).numbers {
			if n != 0 {
				eachStored(v.Field(i), f)
			}
		}
	case reflect.Slice:
		f(v)
		for i := range v.Len() {
			eachStored(v.Index(i), f)
		}
	default:
		f(v)
	}
}

package catalog

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// RoutineDesc is a function or procedure that somebody created. Its name in the schema holds
// the types of its arguments: there may be others of the same name.
type RoutineDesc struct {
	Base       `f:"1"`
	DatabaseID ID `f:"2"`
	SchemaID   ID `f:"3"`
	// Kind is pg_proc.prokind: f, p or a.
	Kind byte `f:"4"`
	// Args are all arguments, and the columns of RETURNS TABLE.
	Args []RoutineArg `f:"5"`
	// ResultID is the type that a call gives: void for procedures without results, record where
	// there are several results, a table's row type.
	ResultID types.OID `f:"6"`
	Set      bool      `f:"7"`
	Language string    `f:"8"`
	// Volatility is pg_proc.provolatile: i, s or v; Parallel proparallel: s, r or u.
	Volatility byte `f:"9"`
	Strict     bool `f:"10"`
	Definer    bool `f:"11"`
	Leakproof  bool `f:"12"`
	Parallel   byte `f:"13"`
	// Cost and Rows are as Postgres writes them, empty for the defaults.
	Cost string `f:"14"`
	Rows string `f:"15"`
	// Settings are those of SET.
	Settings []Setting `f:"16"`
	Body     string    `f:"17"`
	// Refs are the types, and row types of tables, that its signature names, and the
	// routines that its defaults call.
	Refs []Ref `f:"18"`
	// Library is pg_proc.probin of a function of the language C, whose Body is its symbol.
	Library string `f:"80"`
	// Aggregate is that of an aggregate (Kind a), which has no body. It needs version.Parted.
	Aggregate AggregateDesc `f:"81"`
	// BodyForm is that of a body that is no text: 'r' for RETURN, 'a' for BEGIN ATOMIC; 0 for
	// others. Statements are what is in it, BodyRefs what they refer to. It needs version.Parted.
	BodyForm   byte               `f:"82"`
	Statements []RoutineStatement `f:"83"`
	BodyRefs   []Ref              `f:"84"`
	// Trees are those of Statements; BodyErr tells why there are none.
	Trees   []ast.Statement
	BodyErr error
}

// RoutineStatement is a statement of a routine's body, resolved, in the form of package stored.
type RoutineStatement struct {
	Query []byte `f:"1"`
}

// AggregateDesc is what an aggregate consists of: its row of pg_aggregate. Functions are OIDs of
// the system's, or routines; 0 for none.
type AggregateDesc struct {
	StateID   types.OID `f:"1"`
	TransID   ID        `f:"2"`
	FinalID   ID        `f:"3"`
	CombineID ID        `f:"4"`
	// FinalExtra: the final function is given NULLs for the arguments, too. FinalModify is r, s or
	// w as in pg_aggregate, 0 for r.
	FinalExtra  bool   `f:"5"`
	FinalModify byte   `f:"6"`
	HasInit     bool   `f:"7"`
	Init        string `f:"8"`
	Space       int32  `f:"9"`
	SortOp      ID     `f:"10"`
	// Those of the form for windows whose first row moves.
	MovingStateID     types.OID `f:"11"`
	MovingTransID     ID        `f:"12"`
	MovingInverseID   ID        `f:"13"`
	MovingFinalID     ID        `f:"14"`
	MovingFinalExtra  bool      `f:"15"`
	MovingFinalModify byte      `f:"16"`
	MovingHasInit     bool      `f:"17"`
	MovingInit        string    `f:"18"`
	MovingSpace       int32     `f:"19"`
}

// RoutineArg is an argument of a routine, or a column of what it returns.
type RoutineArg struct {
	Name string `f:"1"`
	// Mode is as in pg_proc.proargmodes: i, o, b, v or t.
	Mode   byte      `f:"2"`
	TypeID types.OID `f:"3"`
	// Default is the text of its default, empty for none.
	Default string `f:"4"`
}

// Reads reports whether a call gives the argument a value.
func (a *RoutineArg) Reads() bool { return a.Mode == 'i' || a.Mode == 'b' || a.Mode == 'v' }

// Writes reports whether the argument is part of the result.
func (a *RoutineArg) Writes() bool { return a.Mode == 'o' || a.Mode == 'b' || a.Mode == 't' }

// Languages of routines.
const (
	LanguageSQL     = "sql"
	LanguagePLpgSQL = "plpgsql"
	// LanguageC is that of functions that come with extensions: nobody else makes any.
	LanguageC = "c"
	// LanguageInternal is that of the system's functions.
	LanguageInternal = "internal"
)

// RoutineArgsMax is how many arguments a call may give, as in Postgres.
const RoutineArgsMax = 100

func (*RoutineDesc) kind() Kind { return KindRoutine }

// complete checks what can't be.
func (d *RoutineDesc) complete() error {
	if d.Kind != 'f' && d.Kind != 'p' && d.Kind != 'a' || strings.IndexByte("isv", d.Volatility) < 0 {
		return fmt.Errorf("%w: routine %d is of kind %d, volatility %d", errDescriptor, d.ID, d.Kind, d.Volatility)
	}
	for i := range d.Args {
		if strings.IndexByte("iobvt", d.Args[i].Mode) < 0 {
			return fmt.Errorf("%w: routine %d has an argument of mode %d", errDescriptor, d.ID, d.Args[i].Mode)
		}
	}
	d.completeBody()
	return nil
}

// completeBody reads the statements of a body that is no text.
func (d *RoutineDesc) completeBody() {
	for i := range d.Statements {
		n, err := stored.Decode(d.Statements[i].Query)
		st, ok := n.(ast.Statement)
		if err == nil && !ok {
			err = stored.ErrMalformed
		}
		if err != nil {
			// The descriptor itself can be read: whoever calls the routine is told.
			d.Trees = nil
			d.BodyErr = pgerror.Wrap(err, pgerror.DataCorrupted, "the body of routine %q can't be read: %s", d.Name, err.Error()).
				WithHint("A later version may have written it: upgrade this node.")
			return
		}
		d.Trees = append(d.Trees, st)
	}
}

// Reads reports whether the statements of d's body refer to a column of an object, or, with
// column 0, to anything of it.
func (d *RoutineDesc) Reads(object ID, column ColumnID) bool {
	return slices.ContainsFunc(d.BodyRefs, func(r Ref) bool { return r.Object == object && (column == 0 || r.Column == column) })
}

// Inputs are the arguments that a call gives values.
func (d *RoutineDesc) Inputs() []*RoutineArg {
	var out []*RoutineArg
	for i := range d.Args {
		if d.Args[i].Reads() {
			out = append(out, &d.Args[i])
		}
	}
	return out
}

// InputTypes are the types of Inputs; unknown where a type is not there any more.
func (s *Snapshot) InputTypes(d *RoutineDesc) []*types.Type {
	var out []*types.Type
	for _, a := range d.Inputs() {
		t, ok := s.Types().ByOID(a.TypeID)
		if !ok {
			t = types.TUnknown
		}
		out = append(out, t)
	}
	return out
}

// Called are the arguments that a call lists: those that it gives values, and with CALL the
// places of what comes back, too. None of these follows one with a default, or a variadic one.
func (d *RoutineDesc) Called(procedure bool) []*RoutineArg {
	if !procedure {
		return d.Inputs()
	}
	var out []*RoutineArg
	for i := range d.Args {
		if a := &d.Args[i]; a.Reads() || a.Mode == 'o' {
			out = append(out, a)
		}
	}
	return out
}

// Outputs are the arguments that make up the result.
func (d *RoutineDesc) Outputs() []*RoutineArg {
	var out []*RoutineArg
	for i := range d.Args {
		if d.Args[i].Writes() {
			out = append(out, &d.Args[i])
		}
	}
	return out
}

// Defaults is how many inputs at the end may be left out.
func (d *RoutineDesc) Defaults() int {
	n := 0
	for _, a := range d.Inputs() {
		if a.Default != "" {
			n++
		}
	}
	return n
}

// Variadic reports whether the last input takes any number of values.
func (d *RoutineDesc) Variadic() bool {
	in := d.Inputs()
	return len(in) > 0 && in[len(in)-1].Mode == 'v'
}

// routineKey is the name of a routine in its schema: functions of one name differ in what they
// are called with.
func (d *RoutineDesc) routineKey() string {
	var b strings.Builder
	b.WriteString(d.Name)
	b.WriteByte('(')
	for i, a := range d.Inputs() {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatUint(uint64(a.TypeID), 10))
	}
	b.WriteByte(')')
	return b.String()
}

// routinesOf are the routines of s by name.
func (s *Snapshot) routinesOf() map[string][]*RoutineDesc {
	var out map[string][]*RoutineDesc
	for r := range ofKind[*RoutineDesc](s, KindRoutine) {
		if out == nil {
			out = map[string][]*RoutineDesc{}
		}
		out[r.Name] = append(out[r.Name], r)
	}
	return out
}

func isRoutine(d Descriptor) bool {
	_, ok := d.(*RoutineDesc)
	return ok
}

// RoutineByID returns a routine.
func (s *Snapshot) RoutineByID(id ID) (*RoutineDesc, bool) {
	if s == nil {
		return nil, false
	}
	d, ok := s.object(id).(*RoutineDesc)
	return d, ok
}

// Routines lists the routines of a database (0: of all), in no order.
func (s *Snapshot) Routines(database ID) iter.Seq[*RoutineDesc] {
	return func(yield func(*RoutineDesc) bool) {
		for _, list := range s.routines {
			for _, d := range list {
				if (database == 0 || d.DatabaseID == database) && !yield(d) {
					return
				}
			}
		}
	}
}

// HasRoutines reports whether any routine has this name, in whatever schema.
func (s *Snapshot) HasRoutines(name string) bool {
	return s != nil && len(s.routines) > 0 && len(s.routines[name]) > 0
}

// RoutinePlace is where a routine was found.
type RoutinePlace struct {
	*RoutineDesc
	// Depth counts the schemas of the search path before its own; System is that of
	// pg_catalog, whose functions stand beside it.
	Depth, System int
}

// RoutinesNamed lists the routines that a name may mean: all of a schema that is named, or of
// those of the search path that may be used. The errors are those of Qualify.
func (s *Snapshot) RoutinesNamed(path *SearchPath, name ast.QName) ([]RoutinePlace, error) {
	list := s.routines[name.Name]
	if name.Schema != "" {
		schema, err := s.Qualify(path, name)
		if err != nil {
			return nil, err
		}
		return placed(nil, list, schema.ID, 0), nil
	}
	if len(list) == 0 {
		return nil, nil
	}
	var out []RoutinePlace
	depth, system := 0, 0
	s.effective(path, func(d *SchemaDesc) bool {
		switch {
		case d.Name == SchemaPGCatalog:
			system = depth
		case d.ID != path.Temp: // as in Postgres, no function is looked for there
			out = placed(out, list, d.ID, depth)
		}
		depth++
		return false
	})
	for i := range out {
		out[i].System = system
	}
	return out, nil
}

func placed(out []RoutinePlace, list []*RoutineDesc, schema ID, depth int) []RoutinePlace {
	for _, d := range list {
		if d.SchemaID == schema {
			out = append(out, RoutinePlace{RoutineDesc: d, Depth: depth})
		}
	}
	return out
}

// RoutineVisible reports whether a routine is found by its name and arguments alone.
func (s *Snapshot) RoutineVisible(path *SearchPath, d *RoutineDesc) bool {
	list, err := s.RoutinesNamed(path, ast.QName{Name: d.Name})
	if err != nil {
		return false
	}
	best, at := (*RoutineDesc)(nil), 0
	for _, p := range list {
		if p.routineKey() == d.routineKey() && (best == nil || p.Depth < at) {
			best, at = p.RoutineDesc, p.Depth
		}
	}
	if best != d || best == nil {
		return false
	}
	return at < list[0].System || !builtin.Catalog().HasFunction(d.Name, d.inputIDs())
}

func (d *RoutineDesc) inputIDs() []types.OID {
	var out []types.OID
	for _, a := range d.Inputs() {
		out = append(out, a.TypeID)
	}
	return out
}

// RoutineName is a routine's name, qualified where it is not found by it alone.
func (s *Snapshot) RoutineName(path *SearchPath, d *RoutineDesc) string {
	if path != nil && s.RoutineVisible(path, d) {
		return QuoteIdent(d.Name)
	}
	schema, ok := s.SchemaByID(d.SchemaID)
	if !ok {
		return QuoteIdent(d.Name)
	}
	return QuoteIdent(schema.Name) + "." + QuoteIdent(d.Name)
}

// RoutineSignature is name(types), as messages and regprocedure have it.
func (s *Snapshot) RoutineSignature(path *SearchPath, d *RoutineDesc) string {
	return s.RoutineName(path, d) + "(" + s.RoutineTypes(path, d) + ")"
}

// RoutineTypes lists the types of the inputs.
func (s *Snapshot) RoutineTypes(path *SearchPath, d *RoutineDesc) string {
	var out []string
	for _, a := range d.Inputs() {
		out = append(out, s.typeText(path, a.TypeID))
	}
	return strings.Join(out, ",")
}

// typeText is a type without a modifier, as Postgres's messages have it: there "bit" and bpchar,
// which format_type tells from bit(1) and character(1), are not told apart.
func (s *Snapshot) typeText(path *SearchPath, oid types.OID) string {
	if t, ok := s.Types().ByOID(oid); ok {
		text := s.FormatType(path, t, types.NoTypmod)
		switch base, array := strings.CutSuffix(text, "[]"); {
		case base == `"bit"`:
			text = "bit" + strings.Repeat("[]", btoi(array))
		case base == "bpchar":
			text = "character" + strings.Repeat("[]", btoi(array))
		}
		return text
	}
	if t, ok := s.RowTypeOf(oid); ok {
		name, _ := s.RelationName(path, t.ID)
		return name
	}
	return "???"
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// RoutineLike is the routine of the schema that has d's name and inputs.
func (s *Snapshot) RoutineLike(d *RoutineDesc) (*RoutineDesc, bool) {
	for _, o := range s.routines[d.Name] {
		if o.SchemaID == d.SchemaID && o.routineKey() == d.routineKey() {
			return o, true
		}
	}
	return nil, false
}

// SameInputs reports whether two routines are called with the same types.
func (s *Snapshot) SameInputs(a, b *RoutineDesc) bool { return a.routineKey() == b.routineKey() }

package catalog

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// OperatorDesc is an operator that somebody created. Its name in the schema holds the types of
// its operands. It needs version.Parted.
type OperatorDesc struct {
	Base       `f:"1"`
	DatabaseID ID `f:"2"`
	SchemaID   ID `f:"3"`
	// LeftID is 0 for an operator that stands in front of its only operand.
	LeftID   types.OID `f:"4"`
	RightID  types.OID `f:"5"`
	ResultID types.OID `f:"6"`
	// ProcID is the function behind it: of the system, or a routine.
	ProcID ID `f:"7"`
	// Commutator and Negator are the names, with their schemas where these were written, of
	// operators which may not be there (yet).
	Commutator       string `f:"8"`
	CommutatorSchema string `f:"9"`
	Negator          string `f:"10"`
	NegatorSchema    string `f:"11"`
	// The rest is shown, and has no effect: functions of the system by their names.
	Restrict string `f:"12"`
	Join     string `f:"13"`
	Hashes   bool   `f:"14"`
	Merges   bool   `f:"15"`
}

func (*OperatorDesc) kind() Kind { return KindOperator }

// operatorKey is the name of an operator in its schema.
func (d *OperatorDesc) operatorKey() string {
	return d.Name + "(" + strconv.FormatUint(uint64(d.LeftID), 10) + "," + strconv.FormatUint(uint64(d.RightID), 10) + ")"
}

// OperatorPlace is where an operator was found; see RoutinePlace.
type OperatorPlace struct {
	*OperatorDesc
	Depth, System int
}

// operatorsOf are the operators of s by name.
func (s *Snapshot) operatorsOf() map[string][]*OperatorDesc {
	var out map[string][]*OperatorDesc
	for o := range ofKind[*OperatorDesc](s, KindOperator) {
		if out == nil {
			out = map[string][]*OperatorDesc{}
		}
		out[o.Name] = append(out[o.Name], o)
	}
	return out
}

func isOperator(d Descriptor) bool {
	_, ok := d.(*OperatorDesc)
	return ok
}

// HasOperators reports whether any operator of the schema has this name.
func (s *Snapshot) HasOperators(name string) bool {
	return s != nil && len(s.operators) > 0 && len(s.operators[name]) > 0
}

// OperatorByID returns an operator.
func (s *Snapshot) OperatorByID(id ID) (*OperatorDesc, bool) {
	if s == nil {
		return nil, false
	}
	return byID[*OperatorDesc](s, id)
}

// Operators lists the operators of a database, by ID.
func (s *Snapshot) Operators(database ID) iter.Seq[*OperatorDesc] {
	var list []*OperatorDesc
	for _, same := range s.operators {
		for _, d := range same {
			if d.DatabaseID == database {
				list = append(list, d)
			}
		}
	}
	slices.SortFunc(list, func(a, b *OperatorDesc) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Values(list)
}

// OperatorsNamed lists the operators that a name may mean. The errors are those of Qualify.
func (s *Snapshot) OperatorsNamed(path *SearchPath, name ast.QName) ([]OperatorPlace, error) {
	var out []OperatorPlace
	add := func(schema ID, depth int) {
		for _, d := range s.operators[name.Name] {
			if d.SchemaID == schema {
				out = append(out, OperatorPlace{OperatorDesc: d, Depth: depth})
			}
		}
	}
	if id, _, frozen := Thaw(name.Schema); frozen {
		if d, ok := s.OperatorByID(id); ok {
			return []OperatorPlace{{OperatorDesc: d, System: -1}}, nil
		}
		return nil, nil
	}
	if name.Schema != "" {
		schema, err := s.Qualify(path, name)
		if err == nil {
			add(schema.ID, 0)
		}
		for i := range out {
			out[i].System = -1
		}
		return out, err
	}
	depth, system := 0, 0
	s.effective(path, func(d *SchemaDesc) bool {
		if d.Name == SchemaPGCatalog {
			system = depth
		} else {
			add(d.ID, depth)
		}
		depth++
		return false
	})
	for i := range out {
		out[i].System = system
	}
	return out, nil
}

// OperatorIn finds the operator of a schema with these operands.
func (s *Snapshot) OperatorIn(schema ID, name string, left, right types.OID) (*OperatorDesc, bool) {
	for _, d := range s.operators[name] {
		if d.SchemaID == schema && d.LeftID == left && d.RightID == right {
			return d, true
		}
	}
	return nil, false
}

// OperatorVisible reports whether an operator is found by its name and operands alone.
func (s *Snapshot) OperatorVisible(path *SearchPath, d *OperatorDesc) bool {
	list, err := s.OperatorsNamed(path, ast.QName{Name: d.Name})
	if err != nil {
		return false
	}
	best := -1
	for i, p := range list {
		if p.operatorKey() == d.operatorKey() && (best < 0 || p.Depth < list[best].Depth) {
			best = i
		}
	}
	return best >= 0 && list[best].OperatorDesc == d
}

// OperatorSignature is name(type,type), as messages and regoperator have it.
func (s *Snapshot) OperatorSignature(path *SearchPath, d *OperatorDesc) string {
	name := d.Name
	if path == nil || !s.OperatorVisible(path, d) {
		if schema, ok := s.SchemaByID(d.SchemaID); ok {
			name = QuoteIdent(schema.Name) + "." + name
		}
	}
	left := "NONE"
	if d.LeftID != 0 {
		left = s.typeText(path, d.LeftID)
	}
	return name + "(" + left + "," + s.typeText(path, d.RightID) + ")"
}

// Paired finds the OID of an operator that another one names, as its commutator or negator: of
// the schema that it names, its own, or the system; 0 where there is none.
func (s *Snapshot) Paired(d *OperatorDesc, schema, name string, left, right types.OID) types.OID {
	if name == "" {
		return 0
	}
	for _, o := range s.operators[name] {
		in, ok := s.SchemaByID(o.SchemaID)
		if ok && o.DatabaseID == d.DatabaseID && o.LeftID == left && o.RightID == right && (schema == "" && o.SchemaID == d.SchemaID || schema == in.Name) {
			return o.ID
		}
	}
	return 0
}

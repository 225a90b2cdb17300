package ddl

import (
	"errors"
	"strconv"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// createSequence is CREATE SEQUENCE.
func (r *run) createSequence(s *ast.CreateSequence) error {
	schema, err := r.target(s.Name, s.Persistence)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, ok := snap.RelationIn(schema, s.Name.Name); ok {
		if s.IfNotExists {
			r.skip(pgerror.DuplicateTable, "relation %q already exists", s.Name.Name)
			return nil
		}
		return pgerror.New(pgerror.DuplicateTable, "relation %q already exists", s.Name.Name)
	}
	d, err := r.newSequence(schema, s.Name.Name, types.OIDInt8, s.Options)
	if err != nil {
		return err
	}
	if err := r.ownedBy(d, s.Options); err != nil {
		return err
	}
	return r.env.State.Create(r.ctx, d)
}

// newSequence makes the descriptor of a sequence with defaults and options.
func (r *run) newSequence(schema *catalog.SchemaDesc, name string, typ types.OID, options []ast.SeqOption) (*catalog.SequenceDesc, error) {
	id, err := r.env.State.NewID(r.ctx)
	if err != nil {
		return nil, err
	}
	me, err := r.user()
	if err != nil {
		return nil, err
	}
	d := &catalog.SequenceDesc{Base: catalog.Base{ID: id, Name: name, Owner: me.ID}, DatabaseID: schema.DatabaseID, SchemaID: schema.ID,
		TypeOID: typ, Cache: 1, Prefix: uint64(id)}
	if err := r.startGrants(d, schema.ID); err != nil {
		return nil, err
	}
	return d, r.setSequence(d, options, true)
}

// sequenceOptions are those that make a sequence like another.
func (r *run) sequenceOptions(id catalog.ID) ([]ast.SeqOption, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	d, ok := snap.SequenceByID(id)
	if !ok {
		return nil, pgerror.Internal("no sequence %d", id)
	}
	// Of bigint whatever the type of the column, as in Postgres.
	out := []ast.SeqOption{{Pos: -1, Kind: ast.SeqAs, Type: &ast.TypeName{Pos: -1, Names: []string{"int8"}}}}
	for _, o := range []struct {
		kind  ast.SeqOptionKind
		value int64
	}{{ast.SeqIncrement, d.Increment}, {ast.SeqMinValue, d.Min}, {ast.SeqMaxValue, d.Max}, {ast.SeqStart, d.Start}, {ast.SeqCache, d.Cache}} {
		out = append(out, ast.SeqOption{Pos: -1, Kind: o.kind, Value: &ast.Const{Pos: -1, Kind: ast.ConstInt, Int: o.value}})
	}
	if d.Cycle {
		out = append(out, ast.SeqOption{Pos: -1, Kind: ast.SeqCycle})
	}
	return out, nil
}

// setSequence applies options to a sequence; create tells CREATE from ALTER.
func (r *run) setSequence(d *catalog.SequenceDesc, options []ast.SeqOption, create bool) error {
	given := map[ast.SeqOptionKind]*ast.SeqOption{}
	for i := range options {
		o := &options[i]
		k := o.Kind
		switch k {
		case ast.SeqNoMaxValue:
			k = ast.SeqMaxValue
		case ast.SeqNoMinValue:
			k = ast.SeqMinValue
		case ast.SeqNoCycle:
			k = ast.SeqCycle
		}
		if given[k] != nil {
			return r.at(pgerror.New(pgerror.SyntaxError, "conflicting or redundant options"), o.Pos)
		}
		given[k] = o
	}
	if o := given[ast.SeqName]; o != nil {
		return r.at(pgerror.New(pgerror.SyntaxError, "invalid sequence option SEQUENCE NAME"), o.Pos)
	}
	oldType := d.TypeOID
	if o := given[ast.SeqAs]; o != nil {
		t, _, err := bind.ResolveType(o.Type, nil, nil)
		if err != nil {
			return err
		}
		if _, _, ok := catalog.SequenceBounds(t.OID); !ok {
			return pgerror.New(pgerror.InvalidParameterValue, "sequence type must be smallint, integer, or bigint")
		}
		d.TypeOID = t.OID
	}
	if err := setIncrement(d, given, create); err != nil {
		return err
	}
	if err := setBounds(d, given, create, oldType); err != nil {
		return err
	}
	return setStart(d, given, create)
}

func seqValue(o *ast.SeqOption) (int64, error) {
	if o.Value.Kind == ast.ConstInt {
		return o.Value.Int, nil
	}
	v, err := strconv.ParseInt(o.Value.Text, 10, 64)
	switch {
	case errors.Is(err, strconv.ErrSyntax):
		return 0, pgerror.New(pgerror.InvalidTextRepresentation, "invalid input syntax for type bigint: %q", o.Value.Text)
	case err != nil:
		return 0, pgerror.New(pgerror.NumericValueOutOfRange, "value %q is out of range for type bigint", o.Value.Text)
	}
	return v, nil
}

func setIncrement(d *catalog.SequenceDesc, given map[ast.SeqOptionKind]*ast.SeqOption, create bool) (err error) {
	if o := given[ast.SeqIncrement]; o != nil {
		if d.Increment, err = seqValue(o); err != nil {
			return err
		}
		if d.Increment == 0 {
			return pgerror.New(pgerror.InvalidParameterValue, "INCREMENT must not be zero")
		}
	} else if create {
		d.Increment = 1
	}
	if o := given[ast.SeqCycle]; o != nil {
		d.Cycle = o.Kind == ast.SeqCycle
	}
	if o := given[ast.SeqCache]; o != nil {
		if d.Cache, err = seqValue(o); err != nil {
			return err
		}
		if d.Cache <= 0 {
			return pgerror.New(pgerror.InvalidParameterValue, "CACHE (%d) must be greater than zero", d.Cache)
		}
	}
	return nil
}

func setBounds(d *catalog.SequenceDesc, given map[ast.SeqOptionKind]*ast.SeqOption, create bool, oldType types.OID) (err error) {
	lo, hi, _ := catalog.SequenceBounds(d.TypeOID)
	oldLo, oldHi, _ := catalog.SequenceBounds(oldType)
	typeName, _ := types.ByOID(d.TypeOID)
	if o := given[ast.SeqMaxValue]; o != nil && o.Kind == ast.SeqMaxValue {
		if d.Max, err = seqValue(o); err != nil {
			return err
		}
	} else if reset := oldType != d.TypeOID && !create && d.Max == oldHi; create || o != nil || reset {
		d.Max = hi
		if d.Increment < 0 && !reset {
			d.Max = -1
		}
	}
	if o := given[ast.SeqMinValue]; o != nil && o.Kind == ast.SeqMinValue {
		if d.Min, err = seqValue(o); err != nil {
			return err
		}
	} else if reset := oldType != d.TypeOID && !create && d.Min == oldLo; create || o != nil || reset {
		d.Min = 1
		if d.Increment < 0 || reset {
			d.Min = lo
		}
	}
	switch {
	case d.Max > hi || d.Max < lo:
		return pgerror.New(pgerror.InvalidParameterValue, "MAXVALUE (%d) is out of range for sequence data type %s", d.Max, typeName)
	case d.Min > hi || d.Min < lo:
		return pgerror.New(pgerror.InvalidParameterValue, "MINVALUE (%d) is out of range for sequence data type %s", d.Min, typeName)
	case d.Min >= d.Max:
		return pgerror.New(pgerror.InvalidParameterValue, "MINVALUE (%d) must be less than MAXVALUE (%d)", d.Min, d.Max)
	}
	return nil
}

func setStart(d *catalog.SequenceDesc, given map[ast.SeqOptionKind]*ast.SeqOption, create bool) (err error) {
	if o := given[ast.SeqStart]; o != nil {
		if d.Start, err = seqValue(o); err != nil {
			return err
		}
	} else if create {
		d.Start = d.Min
		if d.Increment < 0 {
			d.Start = d.Max
		}
	}
	switch {
	case d.Start < d.Min:
		return pgerror.New(pgerror.InvalidParameterValue, "START value (%d) cannot be less than MINVALUE (%d)", d.Start, d.Min)
	case d.Start > d.Max:
		return pgerror.New(pgerror.InvalidParameterValue, "START value (%d) cannot be greater than MAXVALUE (%d)", d.Start, d.Max)
	}
	return nil
}

// alterSequence is ALTER SEQUENCE with options. A restart gives the sequence a new
// state, so that it is undone with the transaction.
func (r *run) alterSequence(old *catalog.SequenceDesc, options []ast.SeqOption) error {
	d, err := catalog.Edit(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	if err := r.setSequence(d, options, false); err != nil {
		return err
	}
	if err := r.ownedBy(d, options); err != nil {
		return err
	}
	if err := r.carryState(old, d, options); err != nil {
		return err
	}
	return r.env.State.Write(r.ctx, old, d)
}

// carryState gives the sequence a new state where its options changed: where it
// restarts, or from where it stands.
func (r *run) carryState(old, d *catalog.SequenceDesc, options []ast.SeqOption) error {
	var restart *ast.SeqOption
	touched := d.Start != old.Start || d.Increment != old.Increment || d.Cache != old.Cache || d.Min != old.Min || d.Max != old.Max
	for i := range options {
		if options[i].Kind == ast.SeqRestart {
			restart = &options[i]
		}
	}
	if restart == nil && !touched {
		return nil
	}
	first, called := d.Start, false
	var err error
	if restart == nil {
		if first, called, err = r.x.o.Catalog.SequenceState(r.ctx, old); err != nil {
			return err
		}
	} else if restart.Value != nil {
		if first, err = seqValue(restart); err != nil {
			return err
		}
	}
	switch {
	case first < d.Min:
		return pgerror.New(pgerror.InvalidParameterValue, "RESTART value (%d) cannot be less than MINVALUE (%d)", first, d.Min)
	case first > d.Max:
		return pgerror.New(pgerror.InvalidParameterValue, "RESTART value (%d) cannot be greater than MAXVALUE (%d)", first, d.Max)
	}
	return r.newState(d, first, called)
}

// newState gives a sequence a new number, under which it begins at first.
func (r *run) newState(d *catalog.SequenceDesc, first int64, called bool) error {
	id, err := r.env.State.NewID(r.ctx)
	if err != nil {
		return err
	}
	d.Prefix = uint64(id)
	if first == d.Start && !called {
		return nil // what an absent state means
	}
	return r.x.o.Catalog.SetVal(r.ctx, d, first, called)
}

// linked refuses to part an identity column from its sequence.
func (r *run) linked(d *catalog.SequenceDesc) error {
	e := pgerror.New(pgerror.FeatureNotSupported, "cannot change ownership of identity sequence")
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if t, ok := snap.TableByID(d.OwnerTable); ok {
		return e.WithDetail("Sequence %q is linked to table %q.", d.Name, t.Name)
	}
	return e
}

// ownedBy applies OWNED BY.
func (r *run) ownedBy(d *catalog.SequenceDesc, options []ast.SeqOption) error {
	for i := range options {
		o := &options[i]
		if o.Kind != ast.SeqOwnedBy {
			continue
		}
		if len(o.Names) == 1 {
			if o.Names[0] != "none" {
				return pgerror.New(pgerror.SyntaxError, "invalid OWNED BY option").
					WithHint("Specify OWNED BY table.column or OWNED BY NONE.")
			}
			if d.Identity {
				return r.linked(d)
			}
			d.OwnerTable, d.OwnerColumn = 0, 0
			continue
		}
		if d.Identity {
			return r.linked(d)
		}
		name := ast.QName{Pos: o.Pos, Name: o.Names[len(o.Names)-2]}
		if len(o.Names) > 2 {
			name.Schema = o.Names[len(o.Names)-3]
		}
		t, err := r.table(name)
		if err != nil {
			return err
		}
		c, _, ok := t.ColumnNamed(o.Names[len(o.Names)-1])
		switch { // in Postgres's order (process_owned_by)
		case t.Owner != d.Owner:
			return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "sequence must have same owner as table it is linked to")
		case t.SchemaID != d.SchemaID:
			return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "sequence must be in same schema as table it is linked to")
		case !ok:
			return noColumn(o.Names[len(o.Names)-1], t)
		}
		if err := r.env.State.Share(r.ctx, t); err != nil {
			return err
		}
		d.OwnerTable, d.OwnerColumn = t.ID, c.ID
	}
	return nil
}

// ownedSequences are the sequences that belong to a table, or one of its columns.
func ownedSequences(snap *catalog.Snapshot, t *catalog.TableDesc, col catalog.ColumnID) []*catalog.SequenceDesc {
	var out []*catalog.SequenceDesc
	for d := range snap.Naming(t.ID) {
		if s, ok := d.(*catalog.SequenceDesc); ok && s.OwnerTable == t.ID && (col == 0 || s.OwnerColumn == col) {
			out = append(out, s)
		}
	}
	sortByID(out)
	return out
}

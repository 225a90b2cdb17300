package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
)

// Bodies that are no text: RETURN x, and BEGIN ATOMIC … END. Their statements are resolved when the
// routine is made, and kept as the queries of views are. What they refer to can't go without them;
// who makes the routine meets whoever drops or changes such an object at the same time.

// routineBody resolves the body that a statement gives in that form, if it does.
func (r *run) routineBody(d *catalog.RoutineDesc, s *ast.CreateRoutine) error {
	o := routineOption(s, "body")
	if o == nil || d.Language != catalog.LanguageSQL {
		return nil
	}
	if err := r.parted("RETURN and BEGIN ATOMIC bodies"); err != nil {
		return err
	}
	for _, t := range r.inputTypes(d) {
		if t.IsPolymorphic() {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "SQL function with unquoted function body cannot have polymorphic arguments")
		}
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	src, err := bind.SourceOf(snap, d, nil)
	if err != nil {
		return err
	}
	d.BodyForm = 'a'
	list := o.Body
	if o.IsReturn {
		d.BodyForm = 'r'
		list = []ast.Statement{&ast.Select{Pos: o.Pos, Return: true, Targets: []ast.Target{{Pos: o.Pos, Expr: o.Return}}}}
	}
	env := r.bindEnv(snap, r.env.Text)
	size := 0
	for _, st := range list {
		if err := mayBeInBody(st); err != nil {
			return err
		}
		own, refs, err := bind.ResolveBody(st, src, env)
		if err != nil {
			return err
		}
		b, err := stored.Encode(own)
		if err != nil {
			return pgerror.Unsupported("Write the body as a string: AS $$ … $$.", "%s", err.Error())
		}
		if size += len(b); size > routineBodyMax || len(d.Statements) >= routineStatementsMax {
			return pgerror.New(pgerror.ProgramLimitExceeded, "a function body can have at most %d statements and %d bytes", routineStatementsMax, routineBodyMax)
		}
		d.Statements = append(d.Statements, catalog.RoutineStatement{Query: b})
		d.Trees = append(d.Trees, own)
		d.BodyRefs = addRefs(d.BodyRefs, refs)
	}
	if usesTemporary(snap, d.BodyRefs) {
		return pgerror.Unsupported("Write the body as a string: AS $$ … $$.", "RETURN and BEGIN ATOMIC bodies that use temporary tables are not supported")
	}
	return nil
}

// routineStatementsMax is how many statements BEGIN ATOMIC … END may have.
const routineStatementsMax = 1000

func routineOption(s *ast.CreateRoutine, name string) *ast.RoutineOption {
	for i := range s.Options {
		if s.Options[i].Name == name {
			return &s.Options[i]
		}
	}
	return nil
}

// mayBeInBody refuses what BEGIN ATOMIC can't have.
func mayBeInBody(st ast.Statement) error {
	switch st.(type) {
	case *ast.Select, *ast.Insert, *ast.Update, *ast.Delete, *ast.Merge:
		return nil
	case *ast.Unsupported:
		return pgerror.Unsupported("Write the body as a string: AS $$ … $$.", "this statement is not supported in BEGIN ATOMIC")
	}
	words := strings.Fields(strings.ToUpper(deparse.Print(st)))
	switch words[0] {
	case "CREATE", "ALTER", "DROP":
		return notInBody(strings.Join(words[:min(2, len(words))], " "))
	}
	return notInBody(words[0])
}

func notInBody(word string) error {
	return pgerror.New(pgerror.FeatureNotSupported, "%s is not yet supported in unquoted SQL function body", word)
}

func addRefs(list, more []catalog.Ref) []catalog.Ref {
	seen := map[catalog.Ref]bool{}
	for _, ref := range list {
		seen[ref] = true
	}
	for _, ref := range more {
		if !seen[ref] {
			seen[ref] = true
			list = append(list, ref)
		}
	}
	return list
}

// useInBody has whoever makes routine d meet who changes or drops what its body refers to.
func (r *run) useInBody(d *catalog.RoutineDesc) error {
	for _, id := range objectsIn(d.BodyRefs) {
		if id == d.ID || r.env.State.Changed(id) {
			continue
		}
		if err := r.editDependents(id, func(list []catalog.ID) []catalog.ID { return list }); err != nil {
			return err
		}
	}
	return nil
}

// bodiesNaming takes the routines down whose bodies refer to an object, or a column of it.
func (x *routineDrop) bodiesNaming(snap *catalog.Snapshot, database catalog.ID, word string, object catalog.ID, column catalog.ColumnID) error {
	return x.bodiesFor(snap, database, word, func(d *catalog.RoutineDesc) bool { return d.ID != object && d.Reads(object, column) })
}

func (x *routineDrop) bodiesFor(snap *catalog.Snapshot, database catalog.ID, word string, uses func(*catalog.RoutineDesc) bool) error {
	var list []*catalog.RoutineDesc
	for d := range snap.Routines(database) {
		if !x.has(d.ID) && uses(d) {
			list = append(list, d)
		}
	}
	sortByID(list)
	x.bodied = x.bodied || len(list) > 0
	for _, d := range list {
		x.note(x.r.routineWord(snap, d), word)
		if err := x.add(d); err != nil {
			return err
		}
	}
	return nil
}

// bodiesOverViews takes the routines down that read views of the set.
func (x *routineDrop) bodiesOverViews(snap *catalog.Snapshot, from int) error {
	for _, id := range x.views[from:] {
		v, ok := snap.TableByID(id)
		if !ok {
			continue
		}
		name, _ := snap.RelationName(x.r.env.Path, id)
		if err := x.bodiesNaming(snap, v.DatabaseID, relationWord(v)+" "+name, id, 0); err != nil {
			return err
		}
	}
	return nil
}

// bodies takes the routines down that read relations of the set.
func (d *doomed) bodies(x *routineDrop) error {
	for _, set := range []map[catalog.ID]*catalog.TableDesc{d.tables, d.views} {
		for _, t := range sortedTables(set) {
			word := relationWord(t) + " " + d.name(t.ID)
			if err := x.bodiesFor(d.snap, t.DatabaseID, word, func(o *catalog.RoutineDesc) bool { return o.Reads(t.ID, 0) }); err != nil {
				return err
			}
		}
	}
	for _, seq := range sortedSequences(d.sequences) {
		if err := x.bodiesFor(d.snap, seq.DatabaseID, "sequence "+d.name(seq.ID), func(o *catalog.RoutineDesc) bool { return o.Reads(seq.ID, 0) || drawsFrom(o, seq.ID) }); err != nil {
			return err
		}
	}
	return nil
}

// drawsFrom reports whether a default of an argument names a sequence.
func drawsFrom(d *catalog.RoutineDesc, seq catalog.ID) bool {
	return slices.ContainsFunc(d.Args, func(a catalog.RoutineArg) bool { return usesSequence(a.Default, seq) })
}

// turn reverses what was noted: collect tells of what it finds from the end.
func (x *routineDrop) turn() {
	slices.Reverse(x.depends)
	slices.Reverse(x.also)
}

// joinBodies adds what x has noted: each object is told of before those that depend on it, and these
// before the next one beside it.
func (d *doomed) joinBodies(x *routineDrop) {
	d.depends, d.also = append(d.depends, x.depends...), append(d.also, x.also...)
	if !x.bodied || len(d.depends) != len(d.also) { // a schema's own objects are no dependents
		return
	}
	below := map[string][]int{} // by what they depend on
	for i, line := range d.depends {
		on := strings.TrimPrefix(line, d.also[i]+" depends on ")
		below[on] = append(below[on], i)
	}
	var depends, also []string
	told := map[int]bool{}
	var tell func(i int)
	tell = func(i int) {
		if told[i] {
			return
		}
		told[i] = true
		depends, also = append(depends, d.depends[i]), append(also, d.also[i])
		for _, j := range below[d.also[i]] {
			tell(j)
		}
	}
	for i, line := range d.depends {
		if on := strings.TrimPrefix(line, d.also[i]+" depends on "); !slices.Contains(d.also, on) {
			tell(i)
		}
	}
	for i := range d.depends {
		tell(i)
	}
	d.depends, d.also = depends, also
}

// freeBodies drops the routines whose bodies name a part of the table, or a view that goes with it,
// or takes them down for the error.
func (s *shape) freeBodies(d *doomed, of string, object catalog.ID, column catalog.ColumnID) (*routineDrop, error) {
	x := &routineDrop{typeDrop: typeDrop{r: s.r, cascade: d.cascade, gone: func(id catalog.ID) bool { return d.views[id] != nil || s.r.aside[id] }}}
	if err := x.bodiesNaming(d.snap, s.t.DatabaseID, of, object, column); err != nil {
		return nil, err
	}
	if err := d.bodies(x); err != nil {
		return nil, err
	}
	if len(x.routines) == 0 {
		return nil, nil
	}
	x.turn()
	if err := x.collect(d.snap); err != nil {
		return nil, err
	}
	if d.cascade && len(x.parts)+len(x.columns)+len(x.policies)+len(x.triggers) > 0 {
		return nil, pgerror.Unsupported("Drop the function first.", "dropping %s together with what uses function %s is not supported", of, x.routines[0].Name)
	}
	return x, nil
}

// typedByBody refuses another type for a column that a routine's body names.
func (s *shape) typedByBody(snap *catalog.Snapshot, column *catalog.Column) error {
	var first *catalog.RoutineDesc
	for d := range snap.Routines(s.t.DatabaseID) {
		if d.Reads(s.t.ID, column.ID) && (first == nil || d.ID < first.ID) {
			first = d
		}
	}
	if first == nil {
		return nil
	}
	return pgerror.New(pgerror.FeatureNotSupported, "cannot alter type of a column used by a function or procedure").
		WithDetail("%s depends on column %q", s.r.routineWord(snap, first), column.Name)
}

package session

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/types"
)

// eventCommand is a row of pg_event_trigger_ddl_commands.
type eventCommand struct {
	pgcatalog.Address
	tag string
	// kind stands for an address: of rights it is not told which objects they are on.
	kind string
}

// commandRows are the rows of pg_event_trigger_ddl_commands.
func (s *Session) commandRows(e *events) ([][]types.Datum, error) {
	snap := s.namesNow()
	var out [][]types.Datum
	for _, c := range e.commands() {
		if c.kind != "" {
			out = append(out, []types.Datum{types.Null, types.Null, types.Null, types.Text(c.tag), types.Text(c.kind), types.Null, types.Null, types.Bool(false), types.Null})
			continue
		}
		d, ok, err := pgcatalog.Describe(s.m.ctx, snap, &s.path, &s.env, c.Address)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue // an earlier trigger has dropped it
		}
		schema := orNull(d.Schema)
		out = append(out, []types.Datum{types.Int(int64(c.Class)), types.Int(int64(c.ID)), types.Int(int64(c.Sub)), types.Text(c.tag), types.Text(d.Kind),
			schema, types.Text(d.Identity), types.Bool(false), types.Null})
	}
	return out, nil
}

// commands are what the statement has made and changed.
func (e *events) commands() []eventCommand {
	switch st := e.stmt.(type) {
	case *ast.Drop, *ast.DropRoutine, *ast.DropOperator, *ast.DropCast, *ast.DropTrigger, *ast.DropPolicy, *ast.DropOf, *ast.DropOwned:
		return nil
	case *ast.Grant:
		return []eventCommand{{tag: e.tag, kind: grantedKind(st.Kind)}}
	case *ast.AlterDefaultPrivileges:
		return []eventCommand{{tag: e.tag, kind: grantedKind(st.Grant.Kind) + "S"}}
	case *ast.CreateExtension:
		return e.ofChanged(func(d catalog.Descriptor) bool { _, ok := d.(*catalog.ExtensionDesc); return ok })
	}
	if part := e.part(); part != nil {
		return part
	}
	if strings.HasPrefix(e.tag, "CREATE") || e.tag == "SELECT INTO" {
		if made := e.made(); made != nil {
			return made
		}
	}
	return e.ofChanged(func(d catalog.Descriptor) bool { return ofTag(d, e.tag) })
}

func grantedKind(k ast.ObjectKind) string {
	if k == ast.ObjectNone {
		return "TABLE"
	}
	return k.String()
}

// made are the objects that a statement has made, each with a tag of its own but for the one that it
// is about. With a table come its sequences, before and behind it, and the indexes of its constraints.
func (e *events) made() (list []eventCommand) {
	sequences := map[catalog.ID][]pgcatalog.Address{} // by the new table that they are of
	tables := map[catalog.ID]bool{}
	for _, c := range e.changes {
		if t, ok := c.after.(*catalog.TableDesc); ok && c.before == nil {
			tables[t.ID] = true
		}
	}
	for _, c := range e.changes {
		if seq, ok := c.after.(*catalog.SequenceDesc); ok && c.before == nil && tables[seq.OwnerTable] {
			own, _ := pgcatalog.AddressOf(seq)
			sequences[seq.OwnerTable] = append(sequences[seq.OwnerTable], own)
		}
	}
	var indexes []eventCommand
	for _, c := range e.changes {
		if c.before != nil || c.after == nil {
			continue
		}
		own, ok := pgcatalog.AddressOf(c.after)
		if seq, is := c.after.(*catalog.SequenceDesc); !ok || is && tables[seq.OwnerTable] {
			continue
		}
		of := eventCommand{Address: own, tag: "CREATE " + strings.ToUpper(catalog.ObjectWord(c.after))}
		if ofTag(c.after, e.tag) {
			of.tag = e.tag
		}
		t, ok := c.after.(*catalog.TableDesc)
		if !ok {
			list = append(list, of)
			continue
		}
		for _, seq := range sequences[t.ID] {
			list = append(list, eventCommand{Address: seq, tag: "CREATE SEQUENCE"})
		}
		list = append(list, of)
		for i := range t.Indexes {
			ix := &t.Indexes[i]
			index := eventCommand{Address: pgcatalog.Address{Class: own.Class, ID: ix.OID}, tag: "CREATE INDEX"}
			switch {
			case ix.OID == 0 || t.IsPartition(): // it comes with that of the partitioned table
			case ix.Constraint != 0:
				list = append(list, index)
			default:
				indexes = append(indexes, index)
			}
		}
		if len(t.ForeignKeys) > 0 && !t.IsPartition() {
			list = append(list, eventCommand{Address: own, tag: "ALTER TABLE"})
		}
		for _, seq := range sequences[t.ID] {
			list = append(list, eventCommand{Address: seq, tag: "ALTER SEQUENCE"})
		}
	}
	return append(list, indexes...)
}

// ofChanged are the changed objects for which f holds: the one that the statement names, if one is.
func (e *events) ofChanged(f func(catalog.Descriptor) bool) (list []eventCommand) {
	name := namedBy(e.stmt)
	for _, c := range e.changes {
		if c.after == nil || !f(c.after) {
			continue
		}
		own, ok := pgcatalog.AddressOf(c.after)
		if !ok {
			continue
		}
		one := eventCommand{Address: own, tag: e.tag}
		if n := c.after.Common().Name; name != "" && n == name {
			return []eventCommand{one}
		}
		list = append(list, one)
	}
	if name != "" && len(list) > 1 {
		list = list[:1]
	}
	return list
}

// namedBy is the name that an object has after a statement, "" where that is not known.
func namedBy(st ast.Statement) string {
	switch st := st.(type) {
	case *ast.Rename:
		if st.Old == "" {
			return st.New
		}
		return st.Name.Name
	case *ast.AlterTable:
		return st.Name.Name
	case *ast.SetSchema:
		return st.Name.Name
	case *ast.AlterOwner:
		return st.Name.Name
	case *ast.CommentOn:
		return st.Name.Name
	case *ast.RefreshView:
		return st.Name.Name
	case *ast.CreateView:
		return st.Name.Name
	}
	return ""
}

// part is the row of a statement about what belongs to a relation: a column, a constraint, an index, a
// trigger or a policy; nil for others.
func (e *events) part() []eventCommand {
	catalogs, name := []string(nil), ""
	column := false
	switch st := e.stmt.(type) {
	case *ast.CreateTrigger:
		catalogs, name = []string{"pg_trigger"}, st.Name
	case *ast.RenameTrigger:
		catalogs, name = []string{"pg_trigger"}, st.New
	case *ast.CreatePolicy:
		catalogs, name = []string{"pg_policy"}, st.Name
	case *ast.AlterPolicy:
		if catalogs, name = []string{"pg_policy"}, st.Name; st.New != "" {
			name = st.New
		}
	case *ast.CreateIndex:
		return e.newIndexes()
	case *ast.Rename:
		switch st.Kind {
		case ast.ObjectColumn:
			column, name = true, st.New
		case ast.ObjectConstraint:
			catalogs, name = []string{"pg_constraint"}, st.New
		case ast.ObjectIndex:
			catalogs, name = []string{"pg_class"}, st.New
		}
	case *ast.CommentOn:
		switch st.Kind {
		case ast.ObjectColumn:
			column, name = true, st.Child
		case ast.ObjectConstraint, ast.ObjectDomainConstraint:
			catalogs, name = []string{"pg_constraint"}, st.Child
		case ast.ObjectTrigger:
			catalogs, name = []string{"pg_trigger"}, st.Child
		case ast.ObjectPolicy:
			catalogs, name = []string{"pg_policy"}, st.Child
		case ast.ObjectIndex:
			catalogs, name = []string{"pg_class"}, st.Name.Name
		}
	case *ast.AlterTable:
		if st.Kind == ast.ObjectIndex {
			catalogs, name = []string{"pg_class"}, st.Name.Name
		}
	}
	if name == "" {
		return nil
	}
	for _, c := range e.changes {
		if c.after == nil {
			continue
		}
		for _, p := range pgcatalog.PartsOf(c.after) {
			if p.Name == name && p.IsColumn() == column && (column || p.IsIn(catalogs...)) {
				return []eventCommand{{Address: p.Address, tag: e.tag}}
			}
		}
	}
	return nil
}

// newIndexes are the indexes that CREATE INDEX has made: that of the table that it names comes first.
func (e *events) newIndexes() (list []eventCommand) {
	for _, c := range e.changes {
		t, ok := c.after.(*catalog.TableDesc)
		if !ok {
			continue
		}
		var before []pgcatalog.Part
		if c.before != nil {
			before = pgcatalog.PartsOf(c.before)
		}
		for _, p := range pgcatalog.PartsOf(t) {
			if p.IsIn("pg_class") && !p.IsColumn() && !slices.ContainsFunc(before, func(o pgcatalog.Part) bool { return o.Address == p.Address }) {
				list = append(list, eventCommand{Address: p.Address, tag: e.tag})
			}
		}
	}
	return list
}

// ofTag reports whether a statement of a tag may be about an object.
func ofTag(d catalog.Descriptor, tag string) bool {
	_, noun, _ := strings.Cut(tag, " ")
	switch d := d.(type) {
	case *catalog.TableDesc:
		switch noun {
		case "TABLE", "TABLE AS", "VIEW", "MATERIALIZED VIEW", "INDEX", "FOREIGN TABLE", "INTO":
			return true
		}
		return tag == "COMMENT"
	case *catalog.SequenceDesc:
		return noun == "SEQUENCE" || noun == "TABLE" || tag == "COMMENT"
	case *catalog.TypeDesc:
		return noun == "TYPE" || noun == "DOMAIN" || tag == "COMMENT"
	case *catalog.RoutineDesc:
		return noun == "FUNCTION" || noun == "PROCEDURE" || noun == "ROUTINE" || noun == "AGGREGATE" || tag == "COMMENT"
	default:
		word := strings.ToUpper(catalog.ObjectWord(d))
		return word == noun || tag == "COMMENT" || word == "STATISTICS OBJECT" && noun == "STATISTICS"
	}
}

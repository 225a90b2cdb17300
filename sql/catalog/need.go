package catalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Need is what a statement takes of one object: one entry for each place where
// it is read or written, in the order of the statement.
type Need struct {
	Object ID
	// Letters are the privileges, as in an aclitem.
	Letters string
	// Read, Inserted and Updated are the columns that SELECT, INSERT and UPDATE
	// are needed for. Where one is empty, the privilege on any column will do.
	Read, Inserted, Updated []ColumnID
	// Function tells that Object is a function of the system. Database is where what is the
	// system's is used: who may is said for each.
	Function bool
	Database ID
	// As is the role in whose name the object is used; 0: who runs the statement.
	As ID
}

// Check tells why user may not do what a statement needs (42501), nil if it may.
// A role that does not exist may nothing (28000). Objects that do not exist are
// passed over: whoever looks them up says so.
func (s *Snapshot) Check(user ID, needs []Need) error {
	u, ok := s.RoleByID(user)
	if !ok {
		return pgerror.New(pgerror.InvalidAuthorizationSpecification, "the session's role does not exist any more").
			WithHint("It was dropped while the session was open. Connect as another role.")
	}
	for i := range needs {
		n := &needs[i]
		as := u
		if n.As != 0 {
			if as, ok = s.RoleByID(n.As); !ok {
				return s.denied(n)
			}
		}
		if !as.Superuser && !s.gives(as.ID, n) {
			return s.denied(n)
		}
	}
	return nil
}

// CheckSince is Check by the rights in s of what was looked up in then, which is older. Who may not use a schema any more
// does not find what is in it. Of what was dropped since, nobody's rights of now are known: those of then count, but where
// then was chosen as a time of the past only who owned it goes on having it, or what was revoked before it was dropped would
// be given back.
func (s *Snapshot) CheckSince(then *Snapshot, user ID, needs []Need, past bool) error {
	if err := s.Check(user, needs); err != nil {
		return err
	}
	for i := range needs {
		n := &needs[i]
		d, ok := then.needed(n)
		if !ok || n.Function {
			continue
		}
		as := user
		if n.As != 0 {
			as = n.As
		} else if err := s.stillUses(then, user, d); err != nil {
			return err
		}
		switch {
		case s.Has(n.Object):
		case !past:
			if err := then.Check(user, needs[i:i+1]); err != nil {
				return err
			}
		case !s.Owns(as, d): // a superuser does
			return Denied(d).WithDetail("It was dropped since: only its owner reads what it was.")
		}
	}
	return nil
}

// stillUses refuses an object in a schema that user may not use any more.
func (s *Snapshot) stillUses(then *Snapshot, user ID, d Descriptor) error {
	var in ID
	switch d := d.(type) {
	case *TableDesc:
		in = d.SchemaID
	case *SequenceDesc:
		in = d.SchemaID
	case *RoutineDesc:
		in = d.SchemaID
	}
	uses := func(s *Snapshot) bool {
		schema, ok := s.SchemaByID(in)
		return !ok || s.HasPrivilege(user, s.InDatabase(databaseOf(d), schema), PrivilegeUsage)
	}
	if in != 0 && !uses(s) && uses(then) { // who never did came to it by a view
		schema, _ := s.SchemaByID(in)
		return Denied(schema)
	}
	return nil
}

func (s *Snapshot) descriptor(id ID) (Descriptor, bool) {
	if d := s.object(id); d != nil {
		return d, true
	}
	d := s.virtual.byID(id)
	return d, d != nil
}

// Object is what has an ID; nil: nothing has, or it is the system's. Objects are the same in two
// snapshots between which nobody has changed them.
func (s *Snapshot) Object(id ID) Descriptor { return s.object(id) }

// Has reports whether the snapshot holds an object of that ID.
func (s *Snapshot) Has(id ID) bool {
	_, ok := s.descriptor(id)
	return ok
}

// needed is the object of a need.
func (s *Snapshot) needed(n *Need) (Descriptor, bool) {
	if n.Function {
		d, ok := s.Builtin(n.Database, false, n.Object)
		return d, ok
	}
	d, ok := s.descriptor(n.Object)
	if ok && n.Database != 0 {
		d = s.InDatabase(n.Database, d)
	}
	return d, ok
}

func (s *Snapshot) gives(user ID, n *Need) bool {
	d, ok := s.needed(n)
	if !ok {
		return true
	}
	for i := range len(n.Letters) {
		l := n.Letters[i]
		if s.HasPrivilege(user, d, l) {
			continue
		}
		t, ok := d.(*TableDesc)
		if !ok {
			return false
		}
		columns := n.Read
		switch l {
		case PrivilegeSelect:
		case PrivilegeInsert:
			columns = n.Inserted
		case PrivilegeUpdate:
			columns = n.Updated
		default:
			return false
		}
		if !s.columnsGive(user, t, columns, l) {
			return false
		}
	}
	return true
}

// columnsGive reports whether grants on columns give a privilege on all of
// those listed, or, where none are, on any.
func (s *Snapshot) columnsGive(user ID, t *TableDesc, columns []ColumnID, letter byte) bool {
	if len(columns) == 0 {
		return slices.ContainsFunc(t.Columns, func(c Column) bool { return s.grantsGive(c.Grants, user, t.DatabaseID, letter) })
	}
	for _, id := range columns {
		if !s.grantsGive(t.grantsOn(id), user, t.DatabaseID, letter) {
			return false
		}
	}
	return true
}

func (s *Snapshot) denied(n *Need) error {
	d, ok := s.needed(n)
	if !ok {
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied")
	}
	return Denied(d)
}

// Denied is Postgres's error for a privilege that is missing.
func Denied(d Descriptor) *pgerror.Error {
	return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for %s %s", ObjectWord(d), d.Common().Name)
}

// ObjectWord is what messages call an object.
func ObjectWord(d Descriptor) string {
	switch d := d.(type) {
	case *TableDesc:
		if d.View {
			return "view"
		}
		if d.IsMaterialized() {
			return "materialized view"
		}
		return "table"
	case *SequenceDesc:
		return "sequence"
	case *SchemaDesc:
		return "schema"
	case *DatabaseDesc:
		return "database"
	case *TypeDesc:
		return "type"
	case *RoutineDesc:
		switch d.Kind {
		case 'p':
			return "procedure"
		case 'a':
			return "aggregate"
		}
		return "function"
	case *ExtensionDesc:
		return "extension"
	case *CastDesc:
		return "cast"
	case *StatisticsDesc:
		return "statistics object"
	case *EventTriggerDesc:
		return "event trigger"
	case *TextSearchDesc:
		if d.IsDictionary() {
			return "text search dictionary"
		}
		return "text search configuration"
	case *OperatorDesc:
		return "operator"
	case *LargeObjectDesc:
		return "large object"
	case *PlacementPolicyDesc:
		return "tablespace"
	case *ParameterDesc:
		return "parameter"
	case *BuiltinDesc:
		switch {
		case d.Type:
			return "type"
		case d.Language:
			return "language"
		case d.Aggregate:
			return "aggregate"
		}
		return "function"
	}
	return "role"
}

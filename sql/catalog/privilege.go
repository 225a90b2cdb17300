package catalog

import (
	"iter"
	"slices"
	"strings"
)

// All lists every descriptor but the virtual ones, by ID.
func (s *Snapshot) All() iter.Seq[Descriptor] {
	return func(yield func(Descriptor) bool) {
		for _, d := range s.objects.all() {
			if !yield(d) {
				return
			}
		}
	}
}

// Tables lists the tables of a database (0: of all, by their databases), by ID.
func (s *Snapshot) Tables(database ID) iter.Seq[*TableDesc] {
	return s.relations(database, func(t *TableDesc) bool { return !t.IsView() })
}

// The predefined roles that have an effect here; their numbers are Postgres's.
const (
	RoleMonitor         ID = 3373
	RoleReadAllSettings ID = 3374
	RoleReadAllStats    ID = 3375
	RoleStatScanTables  ID = 3377
	RoleSignalBackend   ID = 4200
	RoleCheckpoint      ID = 4544
	RoleDatabaseOwner   ID = 6171
	RoleReadAllData     ID = 6181
	RoleWriteAllData    ID = 6182
)

// Inherits reports whether user has the rights of role: it is that role, or a
// superuser, or a member by a chain of roles each of which inherits. In database
// (0: in none) its owner is a member of pg_database_owner.
func (s *Snapshot) Inherits(user, role, database ID) bool {
	if u, ok := s.RoleByID(user); ok && u.Superuser {
		return true
	}
	return s.reaches(user, role, database, true)
}

// Member reports whether user may become role by SET ROLE: as Inherits, through
// roles that do not inherit as well.
func (s *Snapshot) Member(user, role, database ID) bool {
	if u, ok := s.RoleByID(user); ok && u.Superuser {
		return true
	}
	return s.reaches(user, role, database, false)
}

// Belongs is Member, but superusers belong to no more than others.
func (s *Snapshot) Belongs(user, role ID) bool { return s.reaches(user, role, 0, false) }

// reaches walks the memberships of user, superusers like others.
func (s *Snapshot) reaches(user, role, database ID, inherit bool) bool {
	if user == role {
		return true
	}
	found := false
	s.memberships(user, database, inherit, func(id ID, _ Membership) bool {
		found = id == role
		return found
	})
	return found
}

// memberships calls f for each membership that user has, its own ones and those
// of the roles that it is a member of, until f returns true. A role may be told
// more than once.
func (s *Snapshot) memberships(user, database ID, inherit bool, f func(role ID, m Membership) bool) {
	var owner ID
	if d, ok := s.DatabaseByID(database); ok {
		owner = d.Owner
	}
	var buf [16]ID
	list := append(buf[:0], user)
	for i := 0; i < len(list); i++ {
		r, ok := s.RoleByID(list[i])
		if !ok || inherit && r.NoInherit {
			continue
		}
		if r.ID == owner && f(RoleDatabaseOwner, Membership{Role: RoleDatabaseOwner}) {
			return
		}
		if r.ID == RoleMonitor && len(r.MemberOf) == 0 { // of a store that was made before it had members
			for _, id := range monitors {
				if f(id, Membership{Role: id}) {
					return
				}
			}
		}
		for _, m := range r.MemberOf {
			if f(m.Role, m) {
				return
			}
			if !slices.Contains(list, m.Role) {
				list = append(list, m.Role)
			}
		}
	}
}

// InheritedRoles are the roles whose rights user has, user first.
func (s *Snapshot) InheritedRoles(user, database ID) []ID {
	out := []ID{user}
	s.memberships(user, database, true, func(role ID, _ Membership) bool {
		if !slices.Contains(out, role) {
			out = append(out, role)
		}
		return false
	})
	return out
}

// MemberRoles are user and the roles that it is a member of by any chain.
func (s *Snapshot) MemberRoles(user ID) []ID {
	out := []ID{user}
	s.memberships(user, 0, false, func(role ID, _ Membership) bool {
		if !slices.Contains(out, role) {
			out = append(out, role)
		}
		return false
	})
	return out
}

// IsAdmin reports whether user may give role away: a superuser, or one with the
// admin option on it by any chain of memberships.
func (s *Snapshot) IsAdmin(user, role ID) bool {
	if u, ok := s.RoleByID(user); ok && u.Superuser {
		return true
	}
	admin := false
	s.memberships(user, 0, false, func(id ID, m Membership) bool {
		admin = id == role && m.Admin
		return admin
	})
	return admin
}

// Owns reports whether user has the rights of an object's owner.
func (s *Snapshot) Owns(user ID, d Descriptor) bool {
	return s.Inherits(user, d.Common().Owner, databaseOf(d))
}

// databaseOf is the database that an object is in; 0 for those that are in none.
func databaseOf(d Descriptor) ID {
	switch d := d.(type) {
	case *TableDesc:
		return d.DatabaseID
	case *SequenceDesc:
		return d.DatabaseID
	case *SchemaDesc:
		return d.DatabaseID
	case *DatabaseDesc:
		return d.ID
	case *BuiltinDesc:
		return d.DatabaseID
	case *TypeDesc:
		return d.DatabaseID
	case *RoutineDesc:
		return d.DatabaseID
	case *ExtensionDesc:
		return d.DatabaseID
	case *CastDesc:
		return d.DatabaseID
	case *StatisticsDesc:
		return d.DatabaseID
	case *EventTriggerDesc:
		return d.DatabaseID
	case *TextSearchDesc:
		return d.DatabaseID
	case *OperatorDesc:
		return d.DatabaseID
	case *LargeObjectDesc:
		return d.DatabaseID
	}
	return 0
}

// The privileges of a table, in the letters of an aclitem.
const (
	PrivilegeInsert     = 'a'
	PrivilegeSelect     = 'r'
	PrivilegeUpdate     = 'w'
	PrivilegeDelete     = 'd'
	PrivilegeTruncate   = 'D'
	PrivilegeReferences = 'x'
	PrivilegeTrigger    = 't'
	PrivilegeUsage      = 'U'
	PrivilegeCreate     = 'C'
	PrivilegeConnect    = 'c'
	PrivilegeTemporary  = 'T'
)

// AllPrivileges are those that an object's owner has by default.
func AllPrivileges(d Descriptor) string {
	switch d := d.(type) {
	case *BuiltinDesc:
		if d.Type || d.Language {
			return "U"
		}
		return "X"
	case *TypeDesc:
		return "U"
	case *RoutineDesc:
		return "X"
	case *TableDesc:
		return "arwdDxt"
	case *SequenceDesc:
		return "rwU"
	case *SchemaDesc:
		return "UC"
	case *DatabaseDesc:
		return "CTc"
	case *LargeObjectDesc:
		return "rw"
	case *PlacementPolicyDesc:
		return "C"
	case *ParameterDesc:
		return "sA"
	}
	return ""
}

// publicPrivileges are those that PUBLIC has where nothing was granted.
func publicPrivileges(d Descriptor) string {
	switch d := d.(type) {
	case *DatabaseDesc:
		return "Tc"
	case *TypeDesc:
		return "U"
	case *RoutineDesc:
		return "X"
	case *BuiltinDesc:
		if d.Type || d.Language || !limitedFunction(d.ID) {
			return AllPrivileges(d)
		}
	case *TableDesc:
		if d.Virtual && !d.Secret {
			return "r"
		}
	case *SchemaDesc:
		switch {
		case d.Virtual, d.Name == SchemaPublic && len(d.Grants) == 0:
			return "U"
		}
	}
	return ""
}

// HasPrivilege reports whether user has a privilege, by its letter, on an
// object: as its owner, by a grant to itself, to a role of its or to PUBLIC, or
// by one of the predefined roles. User 0 is PUBLIC itself.
func (s *Snapshot) HasPrivilege(user ID, d Descriptor, letter byte) bool {
	if u, ok := s.RoleByID(user); ok && u.Superuser {
		return true
	}
	b := d.Common()
	if t, ok := d.(*TableDesc); ok && t.Virtual && !t.mayWrite(letter) {
		return false
	}
	if s.granted(user, d, letter) {
		return true
	}
	return b.ID != 0 && s.predefined(user, d, letter)
}

func (s *Snapshot) granted(user ID, d Descriptor, letter byte) bool {
	b, database := d.Common(), databaseOf(d)
	if b.Grants == nil {
		if strings.IndexByte(publicPrivileges(d), letter) >= 0 {
			return true
		}
		if who := limitedTo(d); who != 0 && user != 0 && letter == PrivilegeExecute && s.reaches(user, who, database, true) {
			return true
		}
		return user != 0 && strings.IndexByte(AllPrivileges(d), letter) >= 0 && s.reaches(user, b.Owner, database, true)
	}
	return s.grantsGive(b.Grants, user, database, letter)
}

// grantsGive reports whether a list of grants gives user a privilege.
func (s *Snapshot) grantsGive(list []Grant, user, database ID, letter byte) bool {
	for i := range list {
		g := &list[i]
		if strings.IndexByte(g.Privileges, letter) >= 0 && (g.Grantee == 0 || user != 0 && s.reaches(user, g.Grantee, database, true)) {
			return true
		}
	}
	return false
}

// predefined reports whether pg_read_all_data or pg_write_all_data gives user a
// privilege.
func (s *Snapshot) predefined(user ID, d Descriptor, letter byte) bool {
	read, write := false, false
	switch d.(type) {
	case *TableDesc, *SequenceDesc:
		read = letter == PrivilegeSelect
		write = letter == PrivilegeInsert || letter == PrivilegeUpdate || letter == PrivilegeDelete
	case *SchemaDesc:
		read, write = letter == PrivilegeUsage, letter == PrivilegeUsage
	}
	return user != 0 && (read && s.reaches(user, RoleReadAllData, 0, true) || write && s.reaches(user, RoleWriteAllData, 0, true))
}

// HasGrantOption reports whether user may give a privilege on an object away.
func (s *Snapshot) HasGrantOption(user ID, d Descriptor, letter byte) bool {
	if s.Owns(user, d) {
		return true
	}
	return s.optionGiven(d.Common().Grants, user, databaseOf(d), letter)
}

// HasColumnGrantOption is HasGrantOption for a column.
func (s *Snapshot) HasColumnGrantOption(user ID, t *TableDesc, c *Column, letter byte) bool {
	return s.HasGrantOption(user, t, letter) || s.optionGiven(c.Grants, user, t.DatabaseID, letter)
}

func (s *Snapshot) optionGiven(list []Grant, user, database ID, letter byte) bool {
	for i := range list {
		if g := &list[i]; g.Grantee != 0 && strings.IndexByte(g.Grantable, letter) >= 0 && s.reaches(user, g.Grantee, database, true) {
			return true
		}
	}
	return false
}

// HasColumnPrivilege reports whether user has a privilege on a column: on the
// whole table, or by a grant on the column.
func (s *Snapshot) HasColumnPrivilege(user ID, t *TableDesc, c *Column, letter byte) bool {
	return s.HasPrivilege(user, t, letter) || s.grantsGive(c.Grants, user, t.DatabaseID, letter)
}

// DefaultGrants are what nil Grants mean, written out.
func DefaultGrants(d Descriptor) []Grant {
	owner := d.Common().Owner
	if who := limitedTo(d); who != 0 {
		return []Grant{{Grantee: owner, Grantor: owner, Privileges: "X"}, {Grantee: who, Grantor: owner, Privileges: "X"}}
	}
	out := []Grant{{Grantee: owner, Grantor: owner, Privileges: AllPrivileges(d)}}
	if p := publicPrivileges(d); p != "" {
		out = append(out, Grant{Grantor: owner, Privileges: p})
	}
	_, schema := d.(*SchemaDesc)
	if t, ok := d.(*TableDesc); !schema && !(ok && t.Virtual) {
		slices.Reverse(out) // PUBLIC comes first, but in schemas and catalogs
	}
	return out
}

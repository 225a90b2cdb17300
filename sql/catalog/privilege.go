package catalog

import (
	"iter"
	"strings"
)

// All lists every descriptor but the virtual ones, in no order.
func (s *Snapshot) All() iter.Seq[Descriptor] {
	return func(yield func(Descriptor) bool) {
		for _, d := range s.byID {
			if !yield(d) {
				return
			}
		}
	}
}

// Tables lists the tables of a database (0: of all), in no order.
func (s *Snapshot) Tables(database ID) iter.Seq[*TableDesc] {
	return func(yield func(*TableDesc) bool) {
		for _, d := range s.byID {
			if t, ok := d.(*TableDesc); ok && (database == 0 || t.DatabaseID == database) && !yield(t) {
				return
			}
		}
	}
}

// roleDepthMax bounds the chain of memberships that is followed.
const roleDepthMax = 64

// HasRole reports whether role is user's own, one that user is a member of, or
// user is a superuser.
func (s *Snapshot) HasRole(user, role ID) bool {
	if u, ok := s.RoleByID(user); ok && u.Superuser {
		return true
	}
	return s.member(user, role, 0)
}

func (s *Snapshot) member(user, role ID, depth int) bool {
	if user == role {
		return true
	}
	u, ok := s.RoleByID(user)
	if !ok || depth > roleDepthMax {
		return false
	}
	for _, m := range u.MemberOf {
		if s.member(m.Role, role, depth+1) {
			return true
		}
	}
	return false
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
	switch d.(type) {
	case *TableDesc:
		return "arwdDxt"
	case *SequenceDesc:
		return "rwU"
	case *SchemaDesc:
		return "UC"
	case *DatabaseDesc:
		return "CTc"
	}
	return ""
}

// publicPrivileges are those that PUBLIC has where nothing was granted.
func publicPrivileges(d Descriptor) string {
	switch d := d.(type) {
	case *DatabaseDesc:
		return "Tc"
	case *SchemaDesc:
		switch {
		case d.Virtual, d.Name == SchemaPublic && len(d.Grants) == 0:
			return "U"
		}
	}
	return ""
}

// HasPrivilege reports whether user has a privilege, by its letter, on an
// object: as its owner, by a grant to itself, to a role of its or to PUBLIC.
func (s *Snapshot) HasPrivilege(user ID, d Descriptor, letter byte) bool {
	b := d.Common()
	if t, ok := d.(*TableDesc); ok && t.Virtual {
		return letter == PrivilegeSelect
	}
	if u, ok := s.RoleByID(user); ok && u.Superuser {
		return true
	}
	if b.Grants == nil {
		if strings.IndexByte(publicPrivileges(d), letter) >= 0 {
			return true
		}
		return s.member(user, b.Owner, 0) && strings.IndexByte(AllPrivileges(d), letter) >= 0
	}
	for _, g := range b.Grants {
		if (g.Grantee == 0 || s.member(user, g.Grantee, 0)) && strings.IndexByte(g.Privileges, letter) >= 0 {
			return true
		}
	}
	return false
}

// DefaultGrants are what nil Grants mean, written out.
func DefaultGrants(d Descriptor) []Grant {
	owner := d.Common().Owner
	out := []Grant{{Grantee: owner, Grantor: owner, Privileges: AllPrivileges(d)}}
	if p := publicPrivileges(d); p != "" {
		out = append(out, Grant{Grantor: owner, Privileges: p})
	}
	return out
}

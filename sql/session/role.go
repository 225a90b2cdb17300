package session

import (
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// The settings that say who the session is.
const (
	settingRole          = "role"
	settingAuthorization = "session_authorization"
	settingSuperuser     = "is_superuser"
	roleNone             = "none"
)

// identity is who a session is. Roles are kept by ID: a name may change hands.
type identity struct {
	// login is who connected, session is session_user, current is current_user,
	// whose rights count.
	login, session, current catalog.ID
	// known are the roles that names meant when they were set.
	known map[string]catalog.ID
	// definer and restricted tell that current is the owner of a SECURITY DEFINER function, or of
	// a table whose functions are called: neither may become somebody else, and the latter leaves
	// nothing behind that would be done in the name of whoever asked.
	definer, restricted bool
}

// actAs makes role the one in force until back is called, for a SECURITY DEFINER function or, restricted,
// for what the owner of a table wrote.
func (s *Session) actAs(role catalog.ID, restricted bool) (back func()) {
	was := s.who
	s.who.current, s.who.definer, s.who.restricted = role, was.definer || !restricted, was.restricted || restricted
	s.deferred.Restrict(s.who.restricted)
	if role != was.current {
		s.becameOther()
	}
	return func() {
		s.who.definer, s.who.restricted = was.definer, was.restricted
		s.deferred.Restrict(was.restricted)
		if s.who.current != was.current {
			s.who.current = was.current
			s.becameOther()
		}
	}
}

// mayBecome refuses to change a setting that says who the session is, where that is fixed.
func (s *Session) mayBecome(name string) error {
	switch {
	case !settingOfIdentity(name):
	case s.who.definer:
		return pgerror.New(pgerror.InsufficientPrivilege, "cannot set parameter %q within security-definer function", name)
	case s.who.restricted:
		return pgerror.New(pgerror.InsufficientPrivilege, "cannot set parameter %q within security-restricted operation", name)
	}
	return nil
}

// settingsOfIdentity reports the settings that RESET ALL leaves alone.
func settingOfIdentity(name string) bool { return name == settingRole || name == settingAuthorization }

// logIn makes role the one that connected.
func (s *Session) logIn(role *catalog.RoleDesc) {
	s.who = identity{login: role.ID, session: role.ID, current: role.ID, known: map[string]catalog.ID{role.Name: role.ID}}
	s.values[settingAuthorization] = role.Name
	s.values[settingSuperuser] = onOff(role.Superuser)
}

// setIdentity is SET ROLE and SET SESSION AUTHORIZATION.
func (s *Session) setIdentity(name, value string, local bool) error {
	if err := s.knowIdentity(name, value); err != nil {
		return err
	}
	if name == settingRole && strings.EqualFold(value, roleNone) {
		value = roleNone
	}
	if name == settingAuthorization {
		s.change(settingRole, roleNone, local)
	}
	s.change(name, value, local)
	return nil
}

// knowIdentity looks whether the session may become who a setting is to say that it is, and keeps
// who that is.
func (s *Session) knowIdentity(name, value string) error {
	if err := s.mayBecome(name); err != nil || name == settingRole && strings.EqualFold(value, roleNone) {
		return err
	}
	snap, err := s.snapshot(s.m.ctx)
	if err != nil {
		return err
	}
	snap = s.rightsNow(snap)
	r, ok := snap.Role(value)
	if !ok {
		return pgerror.New(pgerror.InvalidParameterValue, "role %q does not exist", value)
	}
	login, _ := snap.RoleByID(s.who.login)
	switch {
	case name == settingRole && !snap.Member(s.who.session, r.ID, s.db.ID):
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied to set role %q", value)
	case name == settingAuthorization && r.ID != s.who.login && (login == nil || !login.Superuser):
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied to set session authorization %q", value)
	}
	s.who.known[value] = r.ID
	return nil
}

func (s *Session) applyRole(v string) {
	if s.who.current = s.who.session; v != roleNone {
		s.who.current = s.who.known[v]
	}
	s.becameOther()
}

func (s *Session) applyAuthorization(v string) {
	s.who.session = s.who.known[v]
	s.applyRole(s.value(settingRole))
}

// becameOther brings the role in force into what depends on it.
func (s *Session) becameOther() {
	s.virtual.User = s.who.current
	s.assign(settingSuperuser, onOff(s.isSuperuser()))
	s.setSearchPath(s.value("search_path"))
	s.setWorkMem(s.value("work_mem"))
}

// roleName is a role's name as the session sees it.
func (s *Session) roleName(id catalog.ID) string {
	if r, ok := s.namesNow().RoleByID(id); ok {
		return r.Name
	}
	for name, known := range s.who.known { // it was dropped
		if known == id {
			return name
		}
	}
	return s.params.User
}

// User serves current_user.
func (s *Session) User() string { return s.roleName(s.who.current) }

// SessionUser serves session_user.
func (s *Session) SessionUser() string { return s.roleName(s.who.session) }

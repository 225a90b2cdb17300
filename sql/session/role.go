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
	if name == settingRole && strings.EqualFold(value, roleNone) {
		s.change(settingRole, roleNone, local)
		return nil
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
	if name == settingAuthorization {
		s.change(settingRole, roleNone, local)
	}
	s.change(name, value, local)
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

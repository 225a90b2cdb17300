package session

import (
	"context"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// mayConnect decides, in Postgres's order and words, whether a user whose identity is
// proven gets a session in a database.
func mayConnect(snap *catalog.Snapshot, p *Params) (*catalog.RoleDesc, *catalog.DatabaseDesc, error) {
	user, database, invited := p.User, p.Database, p.Worker == ""
	refuse := func(code, format string, args ...any) (*catalog.RoleDesc, *catalog.DatabaseDesc, error) {
		return nil, nil, pgerror.New(code, format, args...).WithSeverity(pgerror.SeverityFatal)
	}
	role, ok := snap.Role(user)
	switch {
	case !ok:
		return refuse(pgerror.InvalidAuthorizationSpecification, "role %q does not exist", user)
	case invited && !role.Login:
		return refuse(pgerror.InvalidAuthorizationSpecification, "role %q is not permitted to log in", user)
	}
	db, ok := snap.Database(database)
	switch {
	case !ok:
		return refuse(pgerror.InvalidCatalogName, "database %q does not exist", database)
	case invited && db.NoConnect:
		return refuse(pgerror.ObjectNotInPrerequisiteState, "database %q is not currently accepting connections", database)
	case invited && !snap.HasPrivilege(role.ID, db, catalog.PrivilegeConnect):
		return nil, nil, pgerror.New(pgerror.InsufficientPrivilege, "permission denied for database %q", database).
			WithDetail("User does not have CONNECT privilege.").WithSeverity(pgerror.SeverityFatal)
	}
	return role, db, nil
}

// admit counts the session for its role and its database, whose limits bind all but
// superusers. Where there is a limit other nodes count theirs, too. The session counts
// before they are asked, so of those who come to several nodes at once too many may be
// refused, but not too few.
func (m *Manager) admit(ctx context.Context, s *Session, role *catalog.RoleDesc) error {
	m.mu.Lock()
	m.mu.sessions[s] = struct{}{}
	ofRole, ofDatabase := m.countLocked(role.ID, s.db.ID)
	m.mu.Unlock()
	// Both are stored plus one: 0 is none.
	mostOfRole, mostOfDatabase := int(role.ConnLimit)-1, int(s.db.ConnLimit)-1
	if role.Superuser || s.params.Worker != "" || mostOfRole < 0 && mostOfDatabase < 0 {
		return nil
	}
	if m.o.CountElsewhere != nil {
		r, d := m.o.CountElsewhere(ctx, role.ID, s.db.ID)
		ofRole, ofDatabase = ofRole+r, ofDatabase+d
	}
	var err error
	switch {
	case mostOfRole >= 0 && ofRole > mostOfRole:
		err = pgerror.New(pgerror.TooManyConnections, "too many connections for role %q", role.Name).WithSeverity(pgerror.SeverityFatal)
	case mostOfDatabase >= 0 && ofDatabase > mostOfDatabase:
		err = pgerror.New(pgerror.TooManyConnections, "too many connections for database %q", s.db.Name).WithSeverity(pgerror.SeverityFatal)
	default:
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.mu.sessions, s)
	return err
}

// Count is how many sessions of this node a role has, and a database.
func (m *Manager) Count(role, database catalog.ID) (ofRole, ofDatabase int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.countLocked(role, database)
}

func (m *Manager) countLocked(role, database catalog.ID) (ofRole, ofDatabase int) {
	for o := range m.mu.sessions {
		if o.params.Worker != "" {
			continue
		}
		if o.who.login == role {
			ofRole++
		}
		if o.db.ID == database {
			ofDatabase++
		}
	}
	return ofRole, ofDatabase
}

// loginSettings brings into effect what is set for the session before its first statement:
// what ALTER ROLE and ALTER DATABASE say, the narrower over the wider, then what the client
// asked for.
func (s *Session) loginSettings(snap *catalog.Snapshot, role *catalog.RoleDesc) error {
	for _, list := range [][]catalog.Setting{snap.ClusterSettings(), s.db.Settings, role.Settings, role.SettingsIn(s.db.ID)} {
		for _, x := range list {
			// Who set it had the right to; it may have become wrong since.
			if err := s.setAs(bySuperuser, x.Name, x.Value, false); err != nil {
				s.m.o.Logger.Warn("a setting of a role or database can't be used", "setting", x.Name, "user", role.Name, "database", s.db.Name, "error", err)
			}
		}
	}
	by := byClient
	if role.Superuser {
		by = bySuperClient
	}
	for _, p := range s.params.Settings {
		if err := s.setAs(by, p.Name, p.Value, false); err != nil {
			return err
		}
	}
	return nil
}

// setter is who sets a setting, and when.
type setter int

const (
	byUser        setter = iota // a statement
	bySuperuser                 // stored by ALTER ROLE and the like, whose author had the right to
	byClient                    // with the first message
	bySuperClient               // likewise, of a superuser
)

// maySet checks a setting's context, in Postgres's words.
func (s *Session) maySet(d *setting, by setter) error {
	denied := func() error {
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied to set parameter %q", catalog.SettingName(d.name))
	}
	fixed := func(why string) error {
		return pgerror.New(pgerror.CantChangeRuntimeParam, "parameter %q cannot be %s", catalog.SettingName(d.name), why)
	}
	switch d.context() {
	case contextInternal:
		return fixed("changed")
	case contextPostmaster:
		return fixed("changed without restarting the server")
	case contextSighup:
		return fixed("changed now")
	case contextSuperuserBackend:
		switch by {
		case byClient:
			return denied()
		case byUser:
			return fixed("set after connection start")
		}
	case contextBackend:
		if by == byUser {
			return fixed("set after connection start")
		}
	case contextSuperuser:
		if by != bySuperuser && by != bySuperClient && !s.mayChange(d.name) {
			return denied()
		}
	}
	return nil
}

// mayChange reports whether the role in force may change a setting that is superusers': it is
// one, or was granted SET on it.
func (s *Session) mayChange(name string) bool {
	snap := s.m.o.Catalog.Current()
	return snap.HasPrivilege(s.who.current, snap.Parameter(strings.ToLower(name)), catalog.PrivilegeSet)
}

// IsSetting reports whether a name is one of a setting, or may be one of a client's own. It
// serves GRANT.
func (s *Session) IsSetting(name string) bool {
	_, err := s.m.settings.find(name)
	return err == nil
}

// isSuperuser reports whether the role in force is a superuser now.
func (s *Session) isSuperuser() bool {
	r, ok := s.m.o.Catalog.Current().RoleByID(s.who.current)
	return ok && r.Superuser
}

// CheckSetting tells whether the role in force may store a value of a setting for later
// sessions, and whether it is one. It serves ALTER ROLE and ALTER DATABASE.
func (s *Session) CheckSetting(name, value string, reset bool) error {
	d, err := s.m.settings.find(name)
	if err != nil {
		return err
	}
	if d == nil { // whose it is, and what it may be, nobody has said: a superuser's
		if !s.mayChange(name) {
			return pgerror.New(pgerror.InsufficientPrivilege, "permission denied to set parameter %q", name)
		}
		return nil
	}
	if c := d.context(); c == contextSuperuserBackend && !s.isSuperuser() || c == contextSuperuser {
		if err := s.maySet(&setting{name: d.name, ctx: contextSuperuser}, byUser); err != nil {
			return err
		}
	} else if c != contextUser && c != contextBackend && c != contextSuperuserBackend {
		return s.maySet(d, byUser)
	}
	if reset {
		return nil
	}
	_, err = s.canonical(d, value)
	if d.checkIn != nil && pgerror.Is(err, pgerror.InvalidParameterValue) {
		s.notice(pgerror.NewNotice("text search configuration %q does not exist", value)) // it may be in another database
		return nil
	}
	return err
}

// MayReset tells whether RESET ALL of ALTER ROLE and ALTER DATABASE, by the role in force, takes a
// setting from what is stored.
func (s *Session) MayReset(name string) bool {
	d, err := s.m.settings.find(name)
	switch {
	case err != nil: // it is none any more
		return s.isSuperuser()
	case d == nil:
		return s.mayChange(name)
	}
	switch d.context() {
	case contextUser, contextBackend:
		return true
	case contextSuperuser:
		return s.mayChange(d.name)
	}
	return s.isSuperuser()
}

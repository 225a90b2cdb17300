package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/auth"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// roleNamed finds a role.
func (r *run) roleNamed(name string) (*catalog.RoleDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	d, ok := snap.Role(name)
	if !ok {
		return nil, pgerror.New(pgerror.UndefinedObject, "role %q does not exist", name)
	}
	return d, nil
}

// role resolves a role as written.
func (r *run) role(s *ast.RoleSpec) (*catalog.RoleDesc, error) {
	switch s.Kind {
	case ast.RoleNamed:
		return r.roleNamed(s.Name)
	case ast.RoleSessionUser:
		return r.roleNamed(r.env.Session.SessionUser())
	case ast.RolePublic:
		return nil, pgerror.New(pgerror.UndefinedObject, "role \"public\" does not exist")
	}
	return r.user()
}

// newOwner resolves a role that an object is to belong to: the user must be a
// member of it.
func (r *run) newOwner(s *ast.RoleSpec) (*catalog.RoleDesc, error) {
	d, err := r.role(s)
	if err != nil {
		return nil, err
	}
	me, err := r.user()
	if err != nil {
		return nil, err
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	if !snap.Member(me.ID, d.ID, r.env.Path.Database) {
		return nil, pgerror.New(pgerror.InsufficientPrivilege, "must be member of role %q", d.Name)
	}
	return d, r.env.State.Share(r.ctx, d)
}

// mustBe refuses who is neither a superuser nor, unless super is wanted, one
// that may manage roles.
func (r *run) mustBe(super bool, format string, args ...any) error {
	me, err := r.user()
	if err != nil || me.Superuser || me.CreateRole && !super {
		return err
	}
	return pgerror.New(pgerror.InsufficientPrivilege, format, args...)
}

// reservedRole refuses to change one of Postgres's own roles.
func reservedRole(name string) error {
	if strings.HasPrefix(name, "pg_") {
		return pgerror.New(pgerror.ReservedName, "role name %q is reserved", name).WithDetail("Cannot alter reserved roles.")
	}
	return nil
}

// createRole is CREATE ROLE, USER or GROUP.
func (r *run) createRole(s *ast.CreateRole) error {
	if err := r.mayCreateRole(s.Options); err != nil {
		return err
	}
	name := s.Name.Name
	if s.Name.Kind != ast.RoleNamed {
		return r.at(pgerror.New(pgerror.ReservedName, "this role name is reserved"), s.Name.Pos)
	}
	if strings.HasPrefix(name, "pg_") {
		return pgerror.New(pgerror.ReservedName, "role name %q is reserved", name).WithDetail("Role names starting with \"pg_\" are reserved.")
	}
	if name == "public" || name == "none" {
		return pgerror.New(pgerror.ReservedName, "role name %q is reserved", name)
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, dup := snap.Role(name); dup {
		return pgerror.New(pgerror.DuplicateObject, "role %q already exists", name)
	}
	id, err := r.env.State.NewID(r.ctx)
	if err != nil {
		return err
	}
	d := &catalog.RoleDesc{Base: catalog.Base{ID: id, Name: name, Owner: catalog.RoleSuper}, Login: s.Kind == ast.ObjectUser}
	joins, err := r.roleOptions(d, s.Options)
	if err != nil {
		return err
	}
	if err := r.env.State.Create(r.ctx, d); err != nil {
		return err
	}
	return r.join(joins, d)
}

// mayCreateRole checks the right to make a role with options.
func (r *run) mayCreateRole(options []ast.RoleOption) error {
	for _, o := range []struct{ name, word string }{{"superuser", "superusers"}, {"isreplication", "replication users"}, {"bypassrls", "bypassrls users"}} {
		if optionIs(options, o.name) {
			return r.mustBe(true, "must be superuser to create %s", o.word)
		}
	}
	return r.mustBe(false, "permission denied to create role")
}

func hasOption(options []ast.RoleOption, name string) bool {
	return slices.ContainsFunc(options, func(o ast.RoleOption) bool { return o.Name == name })
}

func optionIs(options []ast.RoleOption, name string) bool {
	return slices.ContainsFunc(options, func(o ast.RoleOption) bool { return o.Name == name && o.Value != nil && o.Value.Bool })
}

// mayAlterRole checks the right to change a role. Everybody may change the own
// password.
func (r *run) mayAlterRole(d *catalog.RoleDesc, options []ast.RoleOption) error {
	me, err := r.user()
	switch {
	case err != nil:
		return err
	case d.Superuser || hasOption(options, "superuser"):
		return r.mustBe(true, "must be superuser to alter superuser roles or change superuser attribute")
	case d.Replication || hasOption(options, "isreplication"):
		return r.mustBe(true, "must be superuser to alter replication roles or change replication attribute")
	case hasOption(options, "bypassrls"):
		return r.mustBe(true, "must be superuser to change bypassrls attribute")
	case d.ID == me.ID && len(options) == 1 && options[0].Name == "password":
		return nil
	}
	return r.mustBe(false, "permission denied")
}

// joining is a membership that an option of CREATE ROLE asks for.
type joining struct {
	role   ast.RoleSpec
	admin  bool
	member bool // the role becomes a member of the new one, else the other way
}

// roleOptions applies the options of CREATE and ALTER ROLE.
func (r *run) roleOptions(d *catalog.RoleDesc, options []ast.RoleOption) (joins []joining, err error) {
	seen := map[string]bool{}
	for i := range options {
		o := &options[i]
		if seen[o.Name] {
			return nil, r.at(pgerror.New(pgerror.SyntaxError, "conflicting or redundant options"), o.Pos)
		}
		seen[o.Name] = true
		on := o.Value != nil && o.Value.Bool
		switch o.Name {
		case "superuser":
			if d.Superuser && !on && d.ID < catalog.FirstID { // who else could give it back
				return nil, pgerror.New(pgerror.FeatureNotSupported, "permission denied to alter role").
					WithDetail("The bootstrap user must have the SUPERUSER attribute.").WithHint("Make another superuser, and take the LOGIN attribute from this one.")
			}
			d.Superuser = on
		case "isreplication":
			d.Replication = on
		case "bypassrls":
			d.BypassRLS = on
		case "createdb":
			d.CreateDB = on
		case "createrole":
			d.CreateRole = on
		case "inherit":
			d.NoInherit = !on
		case "canlogin":
			d.Login = on
		case "password":
			if err := r.setPassword(d, o.Value); err != nil {
				return nil, r.at(err, o.Pos)
			}
		case "connectionlimit":
			if o.Value.Kind != ast.ConstInt || o.Value.Int < -1 || o.Value.Int > 1<<30 {
				return nil, pgerror.New(pgerror.InvalidParameterValue, "invalid connection limit: %d", o.Value.Int)
			}
			d.ConnLimit = int32(o.Value.Int) + 1
		case "validUntil":
			if err := r.setValidUntil(d, o.Value.Text); err != nil {
				return nil, err
			}
		case "adminmembers", "rolemembers", "addroleto":
			for _, spec := range o.Roles {
				joins = append(joins, joining{spec, o.Name == "adminmembers", o.Name != "addroleto"})
			}
		case "sysid":
			r.notice(pgerror.NewNotice("SYSID can no longer be specified"))
		default:
			return nil, r.at(pgerror.New(pgerror.SyntaxError, "unrecognized role option %q", o.Name), o.Pos)
		}
	}
	return joins, nil
}

func (r *run) setPassword(d *catalog.RoleDesc, v *ast.Const) error {
	if v == nil || v.Kind == ast.ConstNull {
		d.Verifier = ""
		return nil
	}
	stored, err := auth.Store(v.Text, r.x.o.Random)
	if err != nil {
		return err
	}
	if stored == "" {
		r.notice(pgerror.NewNotice("empty string is not a valid password, clearing password"))
	}
	d.Verifier = stored
	return nil
}

func (r *run) setValidUntil(d *catalog.RoleDesc, text string) error {
	if text == "infinity" {
		d.ValidUntil = text
		return nil
	}
	ts, err := types.DecodeText(types.TTimestampTZ, types.NoTypmod, text, r.env.Types)
	if err != nil {
		return err
	}
	d.ValidUntil = string(types.AppendText(nil, types.TTimestampTZ, ts, nil))
	return nil
}

func (r *run) join(joins []joining, d *catalog.RoleDesc) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	for _, j := range joins {
		other, err := r.role(&j.role)
		if err != nil {
			return err
		}
		member, of := d, other
		if j.member {
			member, of = other, d
		}
		if err := r.mustAdmin(of, me); err != nil {
			return err
		}
		if err := r.setMember(member.ID, of.ID, me.ID, j.admin, false); err != nil {
			return err
		}
	}
	return nil
}

// setMember makes a role a member of another, in grantor's name, or ends it.
func (r *run) setMember(member, of, grantor catalog.ID, admin, revoke bool) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	old, ok := snap.RoleByID(member)
	if !ok {
		return pgerror.Internal("role %d does not exist", member)
	}
	group, ok := snap.RoleByID(of)
	if !ok {
		return pgerror.Internal("role %d does not exist", of)
	}
	switch {
	case revoke:
	case of == catalog.RoleDatabaseOwner:
		return pgerror.New(pgerror.InternalError, "role %q cannot have explicit members", group.Name)
	case member == catalog.RoleDatabaseOwner:
		return pgerror.New(pgerror.InternalError, "role %q cannot be a member of any role", old.Name)
	case slices.Contains(snap.MemberRoles(of), member):
		return pgerror.New(pgerror.InvalidGrantOperation, "role %q is a member of role %q", group.Name, old.Name)
	}
	d, err := catalog.Edit(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(d.MemberOf, func(m catalog.Membership) bool { return m.Role == of })
	switch {
	case revoke && i < 0:
		r.notice(pgerror.NewWarning(pgerror.Warning, "role %q is not a member of role %q", old.Name, group.Name))
		return nil
	case revoke && admin:
		d.MemberOf[i].Admin = false
	case revoke:
		d.MemberOf = slices.Delete(d.MemberOf, i, i+1)
	case i >= 0 && (d.MemberOf[i].Admin || !admin):
		r.notice(pgerror.NewNotice("role %q is already a member of role %q", old.Name, group.Name))
		return nil
	case i >= 0:
		d.MemberOf[i].Admin, d.MemberOf[i].Grantor = true, grantor
	default:
		d.MemberOf = append(d.MemberOf, catalog.Membership{Role: of, Grantor: grantor, Admin: admin})
	}
	return r.env.State.Write(r.ctx, old, d)
}

// grantRole is GRANT and REVOKE of roles.
func (r *run) grantRole(s *ast.GrantRole) error {
	by, err := r.roleGrantor(s)
	if err != nil {
		return err
	}
	for _, name := range s.Roles {
		of, err := r.roleNamed(name)
		if err != nil {
			return err
		}
		if err := r.mustAdmin(of, by); err != nil {
			return err
		}
		if me, err := r.user(); err != nil {
			return err
		} else if by != me && !me.Superuser {
			return pgerror.New(pgerror.InsufficientPrivilege, "must be superuser to set grantor")
		}
		for i := range s.Grantees {
			member, err := r.role(&s.Grantees[i])
			if err != nil {
				return err
			}
			if err := r.setMember(member.ID, of.ID, by.ID, s.AdminOption || s.OptionFor, s.Revoke); err != nil {
				return err
			}
		}
	}
	return nil
}

// roleGrantor is the role in whose name a GRANT of roles is made. A REVOKE has Postgres look the
// name up and go by whoever runs it.
func (r *run) roleGrantor(s *ast.GrantRole) (*catalog.RoleDesc, error) {
	me, err := r.user()
	if err != nil || s.GrantedBy == nil {
		return me, err
	}
	by, err := r.role(s.GrantedBy)
	if err != nil || s.Revoke || by.ID == me.ID {
		return me, err
	}
	return by, nil
}

// mustAdmin checks the right of by to give a role away.
func (r *run) mustAdmin(of, by *catalog.RoleDesc) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	if of.Superuser {
		return r.mustBe(true, "must be superuser to alter superusers")
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if me.CreateRole || snap.IsAdmin(by.ID, of.ID) {
		return nil
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "must have admin option on role %q", of.Name)
}

// alterGroup is ALTER GROUP … ADD|DROP USER.
func (r *run) alterGroup(s *ast.AlterGroup) error {
	of, err := r.role(&s.Name)
	if err != nil {
		return err
	}
	if err := r.mustBe(false, "permission denied"); err != nil {
		return err
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	if err := r.mustAdmin(of, me); err != nil {
		return err
	}
	for i := range s.Users {
		member, err := r.role(&s.Users[i])
		if err != nil {
			return err
		}
		if err := r.setMember(member.ID, of.ID, me.ID, false, s.Drop); err != nil {
			return err
		}
	}
	return nil
}

// commentRole is COMMENT ON ROLE.
func (r *run) commentRole(name, text string) error {
	d, err := r.roleNamed(name)
	if err != nil {
		return err
	}
	what := "have CREATEROLE privilege"
	if d.Superuser {
		what = "be superuser"
	}
	if err := r.mustBe(d.Superuser, "must %s", what); err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.RoleDesc) error { d.Comment = text; return nil })
}

// alterRole is ALTER ROLE.
func (r *run) alterRole(s *ast.AlterRole) error {
	if s.Name.Kind == ast.RoleNamed {
		if err := reservedRole(s.Name.Name); err != nil {
			return err
		}
	}
	old, err := r.role(&s.Name)
	if err != nil {
		return err
	}
	if err := r.mayAlterRole(old, s.Options); err != nil {
		return err
	}
	d, err := catalog.Edit(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	joins, err := r.roleOptions(d, s.Options)
	if err != nil {
		return err
	}
	if err := r.env.State.Write(r.ctx, old, d); err != nil {
		return err
	}
	return r.join(joins, d)
}

func (r *run) renameRole(s *ast.Rename) error {
	d, err := r.roleNamed(s.Name.Name)
	if err != nil {
		return err
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	if d.Name == r.env.Session.SessionUser() {
		return pgerror.New(pgerror.FeatureNotSupported, "session user cannot be renamed")
	}
	if d.ID == me.ID {
		return pgerror.New(pgerror.FeatureNotSupported, "current user cannot be renamed")
	}
	for _, name := range []string{d.Name, s.New} {
		if strings.HasPrefix(name, "pg_") {
			return pgerror.New(pgerror.ReservedName, "role name %q is reserved", name).WithDetail("Role names starting with \"pg_\" are reserved.")
		}
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, dup := snap.Role(s.New); dup {
		return pgerror.New(pgerror.DuplicateObject, "role %q already exists", s.New)
	}
	if d.Superuser {
		err = r.mustBe(true, "must be superuser to rename superusers")
	} else {
		err = r.mustBe(false, "permission denied to rename role")
	}
	if err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.RoleDesc) error { d.Name = s.New; return nil })
}

// dropRole is DROP ROLE.
func (r *run) dropRole(s *ast.DropRole) error {
	for i := range s.Names {
		if err := r.mustBe(false, "permission denied to drop role"); err != nil {
			return err
		}
		spec := s.Names[i]
		spec.Pos = -1
		if spec.Kind != ast.RoleNamed {
			return pgerror.New(pgerror.InvalidParameterValue, "cannot use special role specifier in DROP ROLE")
		}
		d, err := r.role(&spec)
		if err != nil {
			if s.IfExists && pgerror.Is(err, pgerror.UndefinedObject) {
				r.skip(pgerror.UndefinedObject, "role %q does not exist", s.Names[i].Name)
				continue
			}
			return err
		}
		if err := r.dropOneRole(d); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) dropOneRole(d *catalog.RoleDesc) error {
	me, err := r.user()
	switch {
	case err != nil:
		return err
	case d.ID == me.ID:
		return pgerror.New(pgerror.ObjectInUse, "current user cannot be dropped")
	case d.Name == r.env.Session.SessionUser():
		return pgerror.New(pgerror.ObjectInUse, "session user cannot be dropped")
	case d.Superuser && !me.Superuser:
		return pgerror.New(pgerror.InsufficientPrivilege, "must be superuser to drop superusers")
	case d.ID < catalog.FirstID:
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop role %s because it is required by the database system", d.Name)
	}
	if err := r.env.State.LockForDrop(r.ctx, d); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	depends, err := r.roleDependents(snap, d.ID)
	if err != nil {
		return err
	}
	if len(depends) > 0 {
		return pgerror.New(pgerror.DependentObjectsStillExist, "role %q cannot be dropped because some objects depend on it", d.Name).
			WithDetail("%s", strings.Join(depends, "\n"))
	}
	for o := range snap.All() {
		if m, ok := o.(*catalog.RoleDesc); ok && slices.ContainsFunc(m.MemberOf, func(x catalog.Membership) bool { return x.Role == d.ID }) {
			if err := r.setMember(m.ID, d.ID, 0, false, true); err != nil {
				return err
			}
		}
	}
	return r.env.State.Drop(r.ctx, d)
}

func objectWord(d catalog.Descriptor) string { return catalog.ObjectWord(d) }

// alterSetting is ALTER ROLE|DATABASE … SET.
func (r *run) alterSetting(s *ast.AlterSetting) error {
	if err := r.checkSettings(s.Set); err != nil {
		return err
	}
	switch {
	case s.Role != nil:
		return r.alterRoleSetting(s)
	case s.Database != "":
		return r.editDatabase(s.Database, func(d *catalog.DatabaseDesc) (err error) {
			d.Settings, err = r.changeStored(d.Settings, s.Set)
			return err
		})
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	if !me.Superuser {
		return pgerror.New(pgerror.InsufficientPrivilege, "must be superuser to alter settings globally")
	}
	if err := r.guarded("settings of all roles"); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	first, ok := snap.RoleByID(catalog.RoleSuper)
	if !ok {
		return pgerror.Internal("role %d does not exist", catalog.RoleSuper)
	}
	return edit(r, first, func(d *catalog.RoleDesc) (err error) {
		d.Cluster, err = r.changeStored(d.Cluster, s.Set)
		return err
	})
}

func (r *run) mayAlterSettings(d *catalog.RoleDesc) error {
	me, err := r.user()
	switch {
	case err != nil:
		return err
	case d.Superuser:
		return r.mustBe(true, "must be superuser to alter superusers")
	case d.ID == me.ID:
		return nil
	}
	return r.mustBe(false, "permission denied")
}

// guarded refuses what older nodes of the cluster would lose.
func (r *run) guarded(what string) error {
	if r.x.o.Version.Active(version.Guarded) {
		return nil
	}
	return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "%s are not supported by older nodes of the cluster", what)
}

// alterRoleSetting is ALTER ROLE … [IN DATABASE …] SET. Everybody may change the own ones.
func (r *run) alterRoleSetting(s *ast.AlterSetting) error {
	old, err := r.role(s.Role)
	if err != nil {
		return err
	}
	if err := r.mayAlterSettings(old); err != nil {
		return err
	}
	var in catalog.ID
	if s.Database != "" {
		if err := r.guarded("settings of a role in one database"); err != nil {
			return err
		}
		db, err := r.database(s.Database)
		if err != nil {
			return err
		}
		in = db.ID
	}
	d, err := catalog.Edit(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	if in == 0 {
		d.Settings, err = r.changeStored(d.Settings, s.Set)
	} else {
		err = r.changeIn(d, in, s.Set)
	}
	if err != nil {
		return err
	}
	return r.env.State.Write(r.ctx, old, d)
}

// changeIn changes a role's settings in one database.
func (r *run) changeIn(d *catalog.RoleDesc, database catalog.ID, set ast.Statement) error {
	list, err := r.changeStored(d.SettingsIn(database), set)
	if err != nil {
		return err
	}
	d.InDatabases = slices.DeleteFunc(d.InDatabases, func(in catalog.DatabaseSettings) bool { return in.Database == database })
	if len(list) > 0 {
		d.InDatabases = append(d.InDatabases, catalog.DatabaseSettings{Database: database, Settings: list})
	}
	return nil
}

// changeStored changes settings of a role or a database. RESET ALL leaves those that the user may not
// change.
func (r *run) changeStored(old []catalog.Setting, set ast.Statement) ([]catalog.Setting, error) {
	by, ok := r.env.Session.(interface{ MayReset(name string) bool })
	if s, reset := set.(*ast.Reset); ok && reset && s.All {
		return slices.DeleteFunc(slices.Clone(old), func(o catalog.Setting) bool { return by.MayReset(o.Name) }), nil
	}
	return changeSettings(old, set)
}

// checkSettings asks the session whether a setting may be stored.
func (r *run) checkSettings(set ast.Statement) error {
	by, ok := r.env.Session.(interface {
		CheckSetting(name, value string, reset bool) error
	})
	if !ok {
		return nil
	}
	if v, ok := set.(*ast.SetVar); ok && v.FromCurrent { // asked before the value is looked for
		if err := by.CheckSetting(v.Name, "", true); err != nil {
			return err
		}
	}
	name, value, reset, err := r.settingOf(set)
	if err != nil || name == "" {
		return err
	}
	return by.CheckSetting(name, value, reset)
}

// settingOf is the one setting that a SET or RESET names; "" for RESET ALL.
func (r *run) settingOf(set ast.Statement) (name, value string, reset bool, err error) {
	switch s := set.(type) {
	case *ast.Reset:
		if s.All {
			return "", "", true, nil
		}
		return s.Name, "", true, nil
	case *ast.SetVar:
		if s.Default {
			return s.Name, "", true, nil
		}
		list, err := r.fromCurrent(nil, s)
		if err != nil || len(list) == 0 {
			return s.Name, "", false, err
		}
		return s.Name, list[0].Value, false, nil
	}
	return "", "", false, pgerror.Internal("%T in ALTER … SET", set)
}

func (r *run) fromCurrent(old []catalog.Setting, s *ast.SetVar) ([]catalog.Setting, error) {
	if s.FromCurrent {
		v, ok := r.env.Session.Setting(s.Name)
		if !ok {
			return nil, pgerror.New(pgerror.UndefinedObject, "unrecognized configuration parameter %q", s.Name)
		}
		s.FromCurrent, s.Values = false, []ast.Expr{&ast.Const{Kind: ast.ConstNumeric, Text: v}} // no string: it is a list already
	}
	return changeSettings(old, s)
}

func changeSettings(old []catalog.Setting, set ast.Statement) ([]catalog.Setting, error) {
	switch s := set.(type) {
	case *ast.Reset:
		if s.All {
			return nil, nil
		}
		return mergeOptions(old, []catalog.Setting{{Name: s.Name}}, true), nil
	case *ast.SetVar:
		if s.Default {
			return mergeOptions(old, []catalog.Setting{{Name: s.Name}}, true), nil
		}
		var parts []string
		for _, v := range s.Values {
			text := optionText(v)
			if k, ok := v.(*ast.Const); ok && k.Kind == ast.ConstString && catalog.ListsNames(s.Name) {
				text = catalog.QuoteIdent(text)
			}
			parts = append(parts, text)
		}
		return mergeOptions(old, []catalog.Setting{{Name: s.Name, Value: strings.Join(parts, ", ")}}, false), nil
	}
	return nil, pgerror.Internal("%T in ALTER … SET", set)
}

package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// acl is the grants on one object while a statement changes them: one entry for
// each pair of grantee and grantor, as in Postgres, so that what a grantor gave
// can be found when the grantor loses the right to give.
type acl struct {
	owner catalog.ID
	list  []catalog.Grant
	// inherits reports whether a role has the rights of another.
	inherits func(user, role catalog.ID) bool
}

// aclChange is what GRANT or REVOKE does to one entry.
type aclChange struct {
	grantee, grantor catalog.ID
	// privileges and options are letters to add, or to take with revoke.
	privileges, options string
	revoke, cascade     bool
}

// apply changes an entry, and with what a grantee may no longer give, what it gave.
func (a *acl) apply(c aclChange) error {
	if !c.revoke && c.options != "" {
		if err := a.checkCircle(c); err != nil {
			return err
		}
	}
	i := slices.IndexFunc(a.list, func(g catalog.Grant) bool { return g.Grantee == c.grantee && g.Grantor == c.grantor })
	if i < 0 {
		a.list = append(a.list, catalog.Grant{Grantee: c.grantee, Grantor: c.grantor})
		i = len(a.list) - 1
	}
	g := &a.list[i]
	lost := ""
	if c.revoke {
		lost = common(g.Grantable, c.options)
		g.Privileges, g.Grantable = without(g.Privileges, c.privileges), without(g.Grantable, c.options)
	} else {
		g.Privileges, g.Grantable = union(g.Privileges, c.privileges), union(g.Grantable, c.options)
	}
	if g.Privileges == "" && g.Grantable == "" {
		a.list = slices.Delete(a.list, i, i+1)
	}
	if lost == "" {
		return nil
	}
	return a.revokeGiven(c.grantee, lost, c.cascade)
}

// revokeGiven takes what a role gave of the privileges that it may not give any more.
func (a *acl) revokeGiven(grantor catalog.ID, letters string, cascade bool) error {
	if grantor == a.owner { // the owner never loses the right to give
		return nil
	}
	letters = without(letters, a.options(grantor, letters))
	for {
		i := slices.IndexFunc(a.list, func(g catalog.Grant) bool { return g.Grantor == grantor && common(g.Privileges, letters) != "" })
		if i < 0 {
			return nil
		}
		if !cascade {
			return pgerror.New(pgerror.DependentObjectsStillExist, "dependent privileges exist").WithHint("Use CASCADE to revoke them too.")
		}
		if err := a.apply(aclChange{grantee: a.list[i].Grantee, grantor: grantor, privileges: letters, options: letters, revoke: true, cascade: true}); err != nil {
			return err
		}
	}
}

// options are those of letters that a role may give.
func (a *acl) options(role catalog.ID, letters string) string {
	if a.inherits(role, a.owner) {
		return letters
	}
	have := ""
	for _, g := range a.list {
		if g.Grantee == role || g.Grantee != 0 && a.inherits(role, g.Grantee) {
			have += g.Grantable
		}
	}
	return common(letters, have)
}

// directOptions are those of letters that a role may give by itself.
func (a *acl) directOptions(role catalog.ID, letters string) string {
	if role == a.owner {
		return letters
	}
	have := ""
	for _, g := range a.list {
		if g.Grantee == role {
			have += g.Grantable
		}
	}
	return common(letters, have)
}

// checkCircle refuses to make a grantor's right to give hang on itself.
func (a *acl) checkCircle(c aclChange) error {
	if c.grantor == a.owner {
		return nil
	}
	try := &acl{owner: a.owner, list: slices.Clone(a.list), inherits: a.inherits}
	for {
		i := slices.IndexFunc(try.list, func(g catalog.Grant) bool { return g.Grantee == c.grantee && g.Grantable != "" })
		if i < 0 {
			break
		}
		g := try.list[i]
		if err := try.apply(aclChange{grantee: g.Grantee, grantor: g.Grantor, options: g.Grantable, revoke: true, cascade: true}); err != nil {
			return err
		}
	}
	if without(c.options, try.options(c.grantor, c.options)) != "" {
		return pgerror.New(pgerror.InvalidGrantOperation, "grant options cannot be granted back to your own grantor")
	}
	return nil
}

// bestGrantor picks the role in whose name user gives letters: its own, or one
// that it inherits from, whichever may give the most. have is what that one may give.
func (a *acl) bestGrantor(user *catalog.RoleDesc, roles []catalog.ID, letters string) (grantor catalog.ID, have string) {
	if user.Superuser || user.ID == a.owner {
		return a.owner, letters
	}
	grantor = user.ID
	for _, r := range roles {
		may := a.directOptions(r, letters)
		if len(may) == len(letters) {
			return r, may
		}
		if len(may) > len(have) {
			grantor, have = r, may
		}
	}
	return grantor, have
}

// newOwner is the list after the object has another owner: what the old one
// gave and had is the new one's.
func newOwner(list []catalog.Grant, from, to catalog.ID) []catalog.Grant {
	if list == nil {
		return nil
	}
	out := []catalog.Grant{}
	for _, g := range list {
		if g.Grantor == from {
			g.Grantor = to
		}
		if g.Grantee == from {
			g.Grantee = to
		}
		i := slices.IndexFunc(out, func(o catalog.Grant) bool { return o.Grantee == g.Grantee && o.Grantor == g.Grantor })
		if i < 0 {
			out = append(out, g)
			continue
		}
		out[i].Privileges, out[i].Grantable = union(out[i].Privileges, g.Privileges), union(out[i].Grantable, g.Grantable)
	}
	return out
}

// letterOrder is the order in which an aclitem lists privileges.
const letterOrder = "arwdDxtXUCTcsA"

func without(have, drop string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(drop, c) {
			return -1
		}
		return c
	}, have)
}

func common(a, b string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(b, c) {
			return c
		}
		return -1
	}, a)
}

// union keeps each privilege once, in the order of an aclitem.
func union(a, b string) string { return common(letterOrder, a+b) }

package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// letters of privileges by name.
var privilegeLetters = map[string]string{
	"select": "r", "insert": "a", "update": "w", "delete": "d", "truncate": "D", "references": "x", "trigger": "t",
	"usage": "U", "create": "C", "connect": "c", "temporary": "T", "temp": "T",
}

// grant is GRANT and REVOKE of privileges on tables, sequences, schemas and
// databases.
func (r *run) grant(s *ast.Grant) error {
	if len(s.Columns) > 0 || slices.ContainsFunc(s.Privileges, func(p ast.Privilege) bool { return len(p.Columns) > 0 }) {
		return pgerror.Unsupported("Grant it on the whole table.", "privileges on columns are not supported")
	}
	objects, err := r.grantObjects(s)
	if err != nil {
		return err
	}
	var grantees []catalog.ID
	for i := range s.Grantees {
		if s.Grantees[i].Kind == ast.RolePublic {
			grantees = append(grantees, 0)
			continue
		}
		g, err := r.role(&s.Grantees[i])
		if err != nil {
			return err
		}
		if err := r.env.State.Share(r.ctx, g); err != nil {
			return err
		}
		grantees = append(grantees, g.ID)
	}
	for _, o := range objects {
		if err := r.grantOn(o, s, grantees); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) grantObjects(s *ast.Grant) ([]catalog.Descriptor, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	var out []catalog.Descriptor
	for _, n := range s.Names {
		if s.InSchema {
			d, ok := snap.Schema(r.env.Path.Database, n.Name)
			if !ok {
				return nil, pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", n.Name)
			}
			for _, o := range inSchema(snap, d.ID) {
				if _, seq := o.(*catalog.SequenceDesc); seq == (s.Kind == ast.ObjectSequence) {
					out = append(out, o)
				}
			}
			continue
		}
		d, err := r.grantObject(snap, s.Kind, n)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

func (r *run) grantObject(snap *catalog.Snapshot, kind ast.ObjectKind, n ast.QName) (catalog.Descriptor, error) {
	switch kind {
	case ast.ObjectTable, ast.ObjectSequence, ast.ObjectNone:
		rel, ok, err := snap.Lookup(r.env.Path, n)
		if err != nil || !ok || rel.Index != nil {
			_, err := snap.Table(r.env.Path, n)
			return nil, r.at(err, n.Pos)
		}
		if rel.Sequence != nil {
			return rel.Sequence, nil
		}
		if kind == ast.ObjectSequence {
			return nil, pgerror.New(pgerror.WrongObjectType, "%q is not a sequence", n.Name)
		}
		if rel.Table.Virtual {
			return nil, pgerror.Unsupported("Everybody may read them.", "privileges on system catalogs are not supported")
		}
		return rel.Table, nil
	case ast.ObjectSchema:
		d, ok := snap.Schema(r.env.Path.Database, n.Name)
		if !ok {
			return nil, pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", n.Name)
		}
		return d, nil
	case ast.ObjectDatabase:
		return r.database(n.Name)
	}
	return nil, pgerror.Unsupported("Privileges are kept for tables, sequences, schemas and databases.", "privileges on a %s are not supported", strings.ToLower(kindTag(kind)))
}

func (r *run) grantOn(o catalog.Descriptor, s *ast.Grant, grantees []catalog.ID) error {
	all := catalog.AllPrivileges(o)
	letters := ""
	for _, p := range s.Privileges {
		l, ok := privilegeLetters[p.Name]
		if !ok {
			return pgerror.New(pgerror.SyntaxError, "unrecognized privilege type %q", p.Name)
		}
		if !strings.Contains(all, l) {
			return pgerror.New(pgerror.InvalidGrantOperation, "invalid privilege type %s for %s", strings.ToUpper(p.Name), objectWord(o))
		}
		letters += l
	}
	if s.All {
		letters = all
	}
	if err := r.mustGrant(o); err != nil {
		return err
	}
	switch d := o.(type) {
	case *catalog.TableDesc:
		return editGrants(r, d, func(g *[]catalog.Grant) { r.applyGrants(d, g, s, letters, grantees) })
	case *catalog.SequenceDesc:
		return editGrants(r, d, func(g *[]catalog.Grant) { r.applyGrants(d, g, s, letters, grantees) })
	case *catalog.SchemaDesc:
		if d.Virtual {
			return nil
		}
		return editGrants(r, d, func(g *[]catalog.Grant) { r.applyGrants(d, g, s, letters, grantees) })
	case *catalog.DatabaseDesc:
		return editGrants(r, d, func(g *[]catalog.Grant) { r.applyGrants(d, g, s, letters, grantees) })
	}
	return pgerror.Internal("privileges on %T", o)
}

// mustGrant checks that the user owns the object. (Grant options are kept and
// shown; only owners grant.)
func (r *run) mustGrant(o catalog.Descriptor) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if snap.Owns(me.ID, o) {
		return nil
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for %s %s", objectWord(o), o.Common().Name)
}

func editGrants[D catalog.Descriptor](r *run, old D, f func(*[]catalog.Grant)) error {
	d, err := catalog.Edit(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	b := d.Common()
	if b.Grants == nil {
		b.Grants = catalog.DefaultGrants(old)
	}
	f(&b.Grants)
	return r.env.State.Write(r.ctx, old, d)
}

func (r *run) applyGrants(o catalog.Descriptor, list *[]catalog.Grant, s *ast.Grant, letters string, grantees []catalog.ID) {
	for _, who := range grantees {
		i := slices.IndexFunc(*list, func(g catalog.Grant) bool { return g.Grantee == who })
		if i < 0 {
			*list = append(*list, catalog.Grant{Grantee: who, Grantor: o.Common().Owner})
			i = len(*list) - 1
		}
		g := &(*list)[i]
		switch {
		case s.Revoke && s.OptionFor:
			g.Grantable = without(g.Grantable, letters)
		case s.Revoke:
			g.Privileges, g.Grantable = without(g.Privileges, letters), without(g.Grantable, letters)
		default:
			g.Privileges = ordered(o, g.Privileges+letters)
			if s.WithGrantOption {
				g.Grantable = ordered(o, g.Grantable+letters)
			}
		}
	}
	*list = slices.DeleteFunc(*list, func(g catalog.Grant) bool { return g.Privileges == "" && g.Grantee != o.Common().Owner })
}

func without(have, drop string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(drop, c) {
			return -1
		}
		return c
	}, have)
}

// ordered keeps each privilege once, in the order of an aclitem.
func ordered(o catalog.Descriptor, have string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(have, c) {
			return c
		}
		return -1
	}, catalog.AllPrivileges(o))
}

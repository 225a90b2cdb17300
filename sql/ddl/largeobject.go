package ddl

import (
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/largeobject"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// objectStore is the large objects of a database.
func (r *run) objectStore(db *catalog.DatabaseDesc) *largeobject.Store {
	return &largeobject.Store{Txn: r.env.Txn, Space: db.SpaceID, Database: db.ID}
}

// ownObjects is objectStore of the session's database.
func (r *run) ownObjects() (*largeobject.Store, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	db, ok := snap.DatabaseByID(r.env.Path.Database)
	if !ok {
		return nil, pgerror.Internal("database %d does not exist", r.env.Path.Database)
	}
	return r.objectStore(db), nil
}

// largeObject finds the object of a number as the parser leaves it, and keeps others from
// changing it.
func (r *run) largeObject(n ast.QName) (*catalog.LargeObjectDesc, error) {
	var id catalog.ID
	if i, err := strconv.ParseInt(n.Name, 10, 32); err == nil {
		id = catalog.ID(uint32(i)) // a negative one is taken as a number without sign
	} else {
		d, err := types.DecodeText(types.TOID, types.NoTypmod, n.Name, r.env.Types)
		if err != nil {
			return nil, err
		}
		id = catalog.ID(d.Int())
	}
	s, err := r.ownObjects()
	if err != nil {
		return nil, err
	}
	d, err := s.Locked(r.ctx, id)
	if err == nil && d == nil {
		err = pgerror.New(pgerror.UndefinedObject, "large object %d does not exist", id)
	}
	return d, err
}

func (r *run) putLargeObject(d *catalog.LargeObjectDesc) error {
	s, err := r.ownObjects()
	if err != nil {
		return err
	}
	return s.Put(r.ctx, d)
}

// ownLargeObject is ALTER LARGE OBJECT … OWNER TO.
func (r *run) ownLargeObject(s *ast.AlterOwner) error {
	d, err := r.largeObject(s.Name)
	if err != nil {
		return err
	}
	to, err := r.role(&s.Role)
	if err != nil || to.ID == d.Owner {
		return err
	}
	if err := r.mustOwn(objectWord(d), d); err != nil {
		return err
	}
	if to, err = r.newOwner(&s.Role); err != nil {
		return err
	}
	return r.giveTo(d, to.ID)
}

// commentLargeObject is COMMENT ON LARGE OBJECT.
func (r *run) commentLargeObject(s *ast.CommentOn) error {
	d, err := r.largeObject(s.Name)
	if err != nil {
		return err
	}
	if lenient, _ := r.env.Session.Setting("lo_compat_privileges"); lenient != "on" {
		if err := r.mustOwn(objectWord(d), d); err != nil {
			return err
		}
	}
	d.Comment = s.Comment
	return r.putLargeObject(d)
}

// onLargeObject grants or revokes on a large object.
func (g *granting) onLargeObject(d *catalog.LargeObjectDesc, whole string) error {
	if g.s.All {
		whole = catalog.AllPrivileges(d)
	}
	before := *d
	before.Grants = slices.Clone(d.Grants)
	if err := g.onWhole(&before, &d.Base, whole); err != nil {
		return err
	}
	return g.r.putLargeObject(d)
}

// largeObjectsOf lists the large objects of a database for which f holds. What is to be changed
// of them is locked.
func (r *run) largeObjectsOf(db *catalog.DatabaseDesc, change bool, f func(catalog.Descriptor) bool) (out []*catalog.LargeObjectDesc, err error) {
	s := r.objectStore(db)
	if err := s.Objects(r.ctx, func(d *catalog.LargeObjectDesc) error {
		if f(d) {
			out = append(out, d)
		}
		return nil
	}); err != nil || !change {
		return out, err
	}
	for i, d := range out {
		if out[i], err = s.Locked(r.ctx, d.ID); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(out, func(d *catalog.LargeObjectDesc) bool { return d == nil || !f(d) }), nil
}

// ownLargeObjects is largeObjectsOf the session's database, to be changed.
func (r *run) ownLargeObjects(f func(catalog.Descriptor) bool) ([]*catalog.LargeObjectDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	db, ok := snap.DatabaseByID(r.env.Path.Database)
	if !ok {
		return nil, nil
	}
	return r.largeObjectsOf(db, true, f)
}

// dropLargeObjects removes those of a role.
func (r *run) dropLargeObjects(role catalog.ID) error {
	list, err := r.ownLargeObjects(func(o catalog.Descriptor) bool { return o.Common().Owner == role })
	if err != nil || len(list) == 0 {
		return err
	}
	s, err := r.ownObjects()
	if err != nil {
		return err
	}
	for _, d := range list {
		if err := s.Remove(r.ctx, d.ID); err != nil {
			return err
		}
		if err := s.RemovePages(r.ctx, d.ID, 0); err != nil {
			return err
		}
	}
	return nil
}

// clearLargeObjects has the rows of a database removed that is dropped.
func (r *run) clearLargeObjects(db *catalog.DatabaseDesc) error {
	for _, prefix := range largeobject.Prefixes() {
		t := &catalog.TableDesc{Base: catalog.Base{ID: catalog.ID(prefix)}, SpaceID: db.SpaceID, Prefix: prefix}
		if err := r.x.o.Jobs.ClearAfterRetention(r.ctx, r.env.State, t, 0); err != nil {
			return err
		}
	}
	return nil
}

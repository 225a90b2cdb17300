package pgcatalog

import (
	"context"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
)

// classLargeObject is the OID of pg_largeobject, by which comments on large objects are kept.
const classLargeObject catalog.ID = 2613

// wanted is the key that rows are asked for; 0: all.
func (m *making) wanted() catalog.ID {
	if m.key.IsNull() {
		return 0
	}
	return catalog.ID(m.key.Int())
}

func makeLargeObjectMetadata(m *making) error {
	if m.env.LargeObjects == nil {
		return nil
	}
	return m.env.LargeObjects(m.ctx, m.wanted(), func(d *catalog.LargeObjectDesc) error {
		return m.row(d.ID, d.Owner, m.aclOf(d, false))
	})
}

func makeLargeObject(m *making) error {
	if m.env.LargePages == nil {
		return nil
	}
	return m.env.LargePages(m.ctx, m.wanted(), func(id catalog.ID, page int64, data []byte) error {
		return m.row(id, page, types.Bytes(data))
	})
}

// describeLargeObjects makes the rows of pg_description: one that is asked for by its number
// is looked for only where no other object has it.
func (m *making) describeLargeObjects(note func(id, class catalog.ID, sub int, text string) error) error {
	id := m.wanted()
	if m.env.LargeObjects == nil || id != 0 && m.snap.Has(id) {
		return nil
	}
	return m.env.LargeObjects(m.ctx, id, func(d *catalog.LargeObjectDesc) error {
		return note(d.ID, classLargeObject, 0, d.Comment)
	})
}

// objectFinder is a session as it finds large objects; nil where there is none.
type objectFinder interface {
	LargeObject(ctx context.Context, id catalog.ID) (*catalog.LargeObjectDesc, error)
}

// objectComment is that of a large object.
func (c *call) objectComment() (types.Datum, error) {
	f, ok := c.s.(objectFinder)
	if !ok {
		return types.Null, nil
	}
	d, err := f.LargeObject(c.ctx, c.oid(0))
	if err != nil || d == nil {
		return types.Null, err
	}
	return text(d.Comment, d.Comment != "")
}

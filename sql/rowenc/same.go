package rowenc

import (
	"bytes"
	"encoding/binary"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// Same reports whether two values of a row say the same of some columns. It looks at bytes
// alone, and where it can't tell it says no: one value's writer did not know a column, or a
// number is written in another way.
func Same(of kvpb.Columns, a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	if of == kvpb.WholeRow {
		return false
	}
	x, knewX, okX := open(a)
	y, knewY, okY := open(b)
	if !okX || !okY {
		return false
	}
	// A column that one writer knew and the other did not has NULL in one value, and its
	// default in the other.
	for id := min(knewX, knewY) + 1; id <= max(knewX, knewY); id++ {
		if of.Has(uint32(id)) {
			return false
		}
		if id > lastColumn {
			break
		}
	}
	for {
		idX, formX, colX, okX := x.nextOf(of)
		idY, formY, colY, okY := y.nextOf(of)
		switch {
		case !okX || !okY || idX != idY || formX != formY || !bytes.Equal(colX, colY):
			return false
		case formX < 0:
			return true
		}
	}
}

// lastColumn is beyond all columns that kvpb.Columns tells apart.
const lastColumn = 64

// open is a reader of a value's columns, and the highest ID that its writer knew.
func open(value []byte) (c columnsOf, knew uint64, ok bool) {
	if len(value) == 0 || value[0] != valueVersion {
		return c, 0, false
	}
	knew, n := binary.Uvarint(value[1:])
	if n <= 0 {
		return c, 0, false
	}
	c.r.b = value[1+n:]
	return c, knew, true
}

// columnsOf goes through the columns of a value.
type columnsOf struct {
	r  valueReader
	id uint64
}

// nextOf is the next column of some, and its payload; form is -1 at the end.
func (c *columnsOf) nextOf(of kvpb.Columns) (id uint64, form int, payload []byte, ok bool) {
	for {
		id, form, err := c.r.tag(c.id)
		if err != nil || form < 0 {
			return 0, form, nil, err == nil
		}
		c.id = id
		from := c.r.b
		if c.r.skip(form) != nil {
			return 0, 0, nil, false
		}
		if of.Has(uint32(id)) {
			return id, form, from[:len(from)-len(c.r.b)], true
		}
	}
}

package catalog

import (
	"reflect"
	"strconv"
)

// LargeObjectDesc is a large object as an object that privileges and comments are on. It is
// part of no Snapshot: package largeobject keeps it as a row of its database.
type LargeObjectDesc struct {
	Base `f:"1"`
	// DatabaseID is not stored: the row's key tells it.
	DatabaseID ID
}

func (*LargeObjectDesc) kind() Kind { return 0 }

// Encode returns the stored form, which is that of descriptors.
func (d *LargeObjectDesc) Encode() []byte {
	return appendStruct([]byte{formatVersion}, reflect.ValueOf(d).Elem())
}

// DecodeLargeObject reads what Encode wrote of an object of a database. It never panics on
// malformed input (XX001).
func DecodeLargeObject(database, id ID, b []byte) (*LargeObjectDesc, error) {
	if len(b) == 0 || b[0] != formatVersion {
		return nil, corrupt(errDescriptor)
	}
	d := &LargeObjectDesc{}
	if err := readStruct(b[1:], reflect.ValueOf(d).Elem(), 0); err != nil {
		return nil, corrupt(err)
	}
	d.ID, d.DatabaseID, d.Name = id, database, strconv.FormatUint(uint64(id), 10)
	return d, nil
}

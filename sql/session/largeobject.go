package session

import (
	"context"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/largeobject"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Large objects are read and written by functions, most of them through descriptors, which
// lo_open gives and which end with their transaction, or with the savepoint after which they
// were opened. One that was opened to be read alone goes on seeing what the statement saw that
// opened it; through others each call sees what was written before it.

// The modes of lo_open: Postgres's.
const (
	modeWrite = 0x20000 // INV_WRITE: to be read, too
	modeRead  = 0x40000 // INV_READ
)

// openObjectsMax bounds the descriptors of a transaction.
const openObjectsMax = 10_000

// openObject is what a descriptor stands for.
type openObject struct {
	number uint64 // of all that the session has opened; 0: the place is free
	id     catalog.ID
	at     int64 // where reading and writing goes on
	write  bool
	view   coord.View // what is read, where it is not written
}

// openObjects are a transaction's, by descriptor.
type openObjects struct {
	open   []openObject
	opened uint64 // number of the last
}

// backTo closes what was opened after a mark.
func (o *openObjects) backTo(mark uint64) {
	for i := range o.open {
		if o.open[i].number > mark {
			o.open[i] = openObject{}
		}
	}
}

func (o *openObjects) add(x openObject) (fd int, err error) {
	for fd < len(o.open) && o.open[fd].number != 0 {
		fd++
	}
	if fd == openObjectsMax {
		return 0, pgerror.New(pgerror.ProgramLimitExceeded, "a transaction can't have more than %d large objects open", openObjectsMax).
			WithHint("Close those that are no longer used.")
	}
	if fd == len(o.open) {
		o.open = append(o.open, openObject{})
	}
	o.opened++
	x.number = o.opened
	o.open[fd] = x
	return fd, nil
}

// of finds what a descriptor stands for.
func (o *openObjects) of(d types.Datum) (*openObject, int64, error) {
	fd := d.Int()
	if fd < 0 || fd >= int64(len(o.open)) || o.open[fd].number == 0 {
		return nil, fd, pgerror.New(pgerror.UndefinedObject, "invalid large-object descriptor: %d", fd)
	}
	return &o.open[fd], fd, nil
}

// writable is of for what writes.
func (o *openObjects) writable(d types.Datum) (*openObject, error) {
	x, fd, err := o.of(d)
	if err == nil && !x.write {
		err = pgerror.New(pgerror.ObjectNotInPrerequisiteState, "large object descriptor %d was not opened for writing", fd)
	}
	return x, err
}

// objectCall is one call of a function of large objects.
type objectCall struct {
	s    *Session
	ctx  context.Context
	env  *types.Env
	name string
	args []types.Datum
}

type objectFn func(c *objectCall) (types.Datum, error)

// objectFunction is a row of the list of functions.
type objectFunction struct {
	name   string
	fn     objectFn
	result *types.Type
	args   []*types.Type
}

func objectFunctions() []objectFunction {
	oid, i4, i8, bytes, text := types.TOID, types.TInt4, types.TInt8, types.TBytea, types.TText
	list := func(t ...*types.Type) []*types.Type { return t }
	return []objectFunction{
		{"lo_creat", (*objectCall).create, oid, list(i4)},
		{"lo_create", (*objectCall).create, oid, list(oid)},
		{"lo_from_bytea", (*objectCall).fromBytes, oid, list(oid, bytes)},
		{"lo_unlink", (*objectCall).unlink, i4, list(oid)},
		{"lo_get", (*objectCall).get, bytes, list(oid)},
		{"lo_get", (*objectCall).get, bytes, list(oid, i8, i4)},
		{"lo_put", (*objectCall).put, types.TVoid, list(oid, i8, bytes)},
		{"lo_open", (*objectCall).open, i4, list(oid, i4)},
		{"lo_close", (*objectCall).close, i4, list(i4)},
		{"loread", (*objectCall).read, bytes, list(i4, i4)},
		{"lowrite", (*objectCall).write, i4, list(i4, bytes)},
		{"lo_lseek", (*objectCall).seek, i4, list(i4, i4, i4)},
		{"lo_lseek64", (*objectCall).seek, i8, list(i4, i8, i4)},
		{"lo_tell", (*objectCall).tell, i4, list(i4)},
		{"lo_tell64", (*objectCall).tell, i8, list(i4)},
		{"lo_truncate", (*objectCall).truncate, i4, list(i4, i4)},
		{"lo_truncate64", (*objectCall).truncate, i4, list(i4, i8)},
		{"lo_import", noServerFile, oid, list(text)},
		{"lo_import", noServerFile, oid, list(text, oid)},
		{"lo_export", noServerFile, i4, list(oid, text)},
	}
}

func addLargeObjects(to *host.Functions) {
	for _, f := range objectFunctions() {
		to.Add(&host.Function{Name: f.name, Args: f.args, Result: f.result, Strict: true, Volatility: builtin.Volatile, Writes: true,
			Fn: func(ctx context.Context, ps host.Session, env *types.Env, args []types.Datum) (types.Datum, error) {
				s, ok := ps.(*Session)
				if !ok {
					return types.Null, pgerror.Internal("%s without a session", f.name)
				}
				s.need()
				s.attach()
				return f.fn(&objectCall{s, ctx, env, f.name, args})
			}})
	}
}

func noServerFile(c *objectCall) (types.Datum, error) {
	return types.Null, pgerror.Unsupported("Use psql's \\lo_import and \\lo_export, or the functions of a client's library.", "files of the server cannot be read or written by %s", c.name)
}

func (c *objectCall) store() *largeobject.Store { return c.s.largeObjects() }

// largeObjects are those of the session's database, as its transaction sees them.
func (s *Session) largeObjects() *largeobject.Store {
	return &largeobject.Store{Txn: s.need(), Space: s.db.SpaceID, Database: s.db.ID}
}

// LargeObject finds one for the catalog's functions; nil where there is none.
func (s *Session) LargeObject(ctx context.Context, id catalog.ID) (*catalog.LargeObjectDesc, error) {
	return s.largeObjects().Find(ctx, id)
}

// emitLargeObjects serves pg_largeobject_metadata; id 0 means all.
func (s *Session) emitLargeObjects(ctx context.Context, id catalog.ID, emit func(*catalog.LargeObjectDesc) error) error {
	if id == 0 {
		return s.largeObjects().Objects(ctx, emit)
	}
	d, err := s.largeObjects().Find(ctx, id)
	if err != nil || d == nil {
		return err
	}
	return emit(d)
}

// emitLargePages serves pg_largeobject.
func (s *Session) emitLargePages(ctx context.Context, id catalog.ID, emit func(id catalog.ID, page int64, data []byte) error) error {
	return s.largeObjects().Pages(ctx, id, emit)
}

// changes runs f, which writes, as a step of the transaction that sees what was written before.
func (c *objectCall) changes(f func() error) error {
	if c.s.block.readOnly(c.s) {
		return pgerror.New(pgerror.ReadOnlySQLTransaction, "cannot execute %s() in a read-only transaction", c.name)
	}
	if gate := c.s.m.o.Version; !gate.Active(version.Parted) {
		return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "large objects are not supported by older nodes of the cluster")
	}
	return c.s.step(c.ctx, false, f)
}

func noObject(id catalog.ID) error {
	return pgerror.New(pgerror.UndefinedObject, "large object %d does not exist", id)
}

// found is the object of a number, on which the role in force has privileges.
func (c *objectCall) found(id catalog.ID, letters string) error {
	d, err := c.store().Find(c.ctx, id)
	if err != nil {
		return err
	}
	if d == nil {
		return noObject(id)
	}
	snap, err := c.rights()
	if err != nil {
		return err
	}
	for i := range len(letters) {
		if !c.s.lenientObjects() && !snap.HasPrivilege(c.s.who.current, d, letters[i]) {
			return catalog.Denied(d)
		}
	}
	return nil
}

// lenientObjects: privileges on large objects are not asked for.
func (s *Session) lenientObjects() bool { return s.value("lo_compat_privileges") == "on" }

func (c *objectCall) rights() (*catalog.Snapshot, error) {
	snap, err := c.s.snapshot(c.ctx)
	if err != nil {
		return nil, err
	}
	return c.s.rightsNow(snap), nil
}

// create makes an object of the number that is given, of a new one for 0; lo_creat's argument
// means nothing.
func (c *objectCall) create() (types.Datum, error) {
	want := catalog.ID(0)
	if c.name == "lo_create" {
		want = catalog.ID(c.args[0].Int())
	}
	id, err := c.made(want)
	return types.Int(int64(id)), err
}

func (c *objectCall) made(want catalog.ID) (id catalog.ID, err error) {
	err = c.changes(func() (err error) {
		id = want
		if id == 0 {
			if id, err = c.unused(); err != nil {
				return err
			}
		}
		d := &catalog.LargeObjectDesc{Base: catalog.Base{ID: id, Owner: c.s.who.current}}
		if err := c.store().Create(c.ctx, d); err != nil {
			return err
		}
		return c.store().RemovePages(c.ctx, id, 0)
	})
	return id, err
}

// unused draws a number that no object has.
func (c *objectCall) unused() (catalog.ID, error) {
	for {
		id, err := c.s.m.o.Catalog.NewID(c.ctx)
		if err != nil {
			return 0, err
		}
		if d, err := c.store().Find(c.ctx, id); err != nil || d == nil {
			return id, err
		}
	}
}

func (c *objectCall) fromBytes() (types.Datum, error) {
	id, err := c.made(catalog.ID(c.args[0].Int()))
	if err != nil {
		return types.Null, err
	}
	return types.Int(int64(id)), c.writeAt(id, 0, c.args[1].Bytes())
}

// writeAt writes to an object that must be there.
func (c *objectCall) writeAt(id catalog.ID, at int64, data []byte) error {
	if at > largeobject.SizeMax-int64(len(data)) {
		return pgerror.New(pgerror.InvalidParameterValue, "invalid large object write request size: %d", len(data))
	}
	return c.held(id, func() error { return c.store().Write(c.ctx, id, at, data) })
}

// held runs f, which writes pages of an object.
func (c *objectCall) held(id catalog.ID, f func() error) error {
	return c.changes(func() error {
		if ok, err := c.store().Hold(c.ctx, id); err != nil || !ok {
			if err == nil {
				err = noObject(id)
			}
			return err
		}
		return f()
	})
}

func (c *objectCall) unlink() (types.Datum, error) {
	id := catalog.ID(c.args[0].Int())
	err := c.changes(func() error {
		d, err := c.store().Locked(c.ctx, id)
		if err != nil {
			return err
		}
		if d == nil {
			return noObject(id)
		}
		snap, err := c.rights()
		if err != nil {
			return err
		}
		if !c.s.lenientObjects() && !snap.Owns(c.s.who.current, d) {
			return pgerror.New(pgerror.InsufficientPrivilege, "must be owner of large object %d", id)
		}
		return c.store().Remove(c.ctx, id)
	})
	if err != nil {
		return types.Null, err
	}
	for i := range c.s.objects.open {
		if x := &c.s.objects.open[i]; x.number != 0 && x.id == id {
			*x = openObject{}
		}
	}
	return types.Int(1), c.changes(func() error { return c.store().RemovePages(c.ctx, id, 0) })
}

func (c *objectCall) get() (types.Datum, error) {
	id, at, n := catalog.ID(c.args[0].Int()), int64(0), int64(largeobject.SizeMax)
	if len(c.args) == 3 {
		at, n = c.args[1].Int(), c.args[2].Int()
	}
	if n < 0 {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "requested length cannot be negative")
	}
	if err := c.found(id, "r"); err != nil {
		return types.Null, err
	}
	if err := seekTarget(at); err != nil {
		return types.Null, err
	}
	data, err := c.bytesOf(id, at, n)
	return types.Bytes(data), err
}

// bytesOf reads up to n bytes.
func (c *objectCall) bytesOf(id catalog.ID, at, n int64) ([]byte, error) {
	taken := int64(0)
	return c.store().Read(c.ctx, id, at, n, func(more int64) error {
		if taken += more; taken > types.ValueBytesMax {
			return pgerror.New(pgerror.ProgramLimitExceeded, "large object read request is too large")
		}
		return c.env.Building(more)
	})
}

func (c *objectCall) put() (types.Datum, error) {
	id, at := catalog.ID(c.args[0].Int()), c.args[1].Int()
	if err := c.changes(func() error { return c.found(id, "rw") }); err != nil {
		return types.Null, err
	}
	if err := seekTarget(at); err != nil {
		return types.Null, err
	}
	return types.Void(), c.writeAt(id, at, c.args[2].Bytes())
}

// open is lo_open: who writes may read, too, and is asked for both rights.
func (c *objectCall) open() (types.Datum, error) {
	id, mode := catalog.ID(c.args[0].Int()), c.args[1].Int()
	x := openObject{id: id, write: mode&modeWrite != 0}
	var err error
	switch {
	case x.write:
		err = c.changes(func() error { return c.found(id, "rw") })
	case mode&modeRead != 0:
		x.view = c.s.need().View()
		err = c.found(id, "r")
	default:
		err = pgerror.New(pgerror.InvalidParameterValue, "invalid flags for opening a large object: %d", mode)
	}
	if err != nil {
		return types.Null, err
	}
	fd, err := c.s.objects.add(x)
	return types.Int(int64(fd)), err
}

func (c *objectCall) close() (types.Datum, error) {
	x, _, err := c.s.objects.of(c.args[0])
	if err == nil {
		*x = openObject{}
	}
	return types.Int(0), err
}

// reads runs f with what is to be seen through a descriptor.
func (c *objectCall) reads(x *openObject, f func() error) error {
	if x.write {
		return c.s.step(c.ctx, false, f)
	}
	t := c.s.need()
	around := t.See(x.view)
	defer t.See(around)
	return f()
}

func (c *objectCall) read() (types.Datum, error) {
	x, _, err := c.s.objects.of(c.args[0])
	if err != nil {
		return types.Null, err
	}
	var data []byte
	err = c.reads(x, func() (err error) {
		data, err = c.bytesOf(x.id, x.at, max(c.args[1].Int(), 0))
		return err
	})
	if err != nil {
		return types.Null, err
	}
	x.at += int64(len(data))
	return types.Bytes(data), nil
}

func (c *objectCall) write() (types.Datum, error) {
	x, err := c.s.objects.writable(c.args[0])
	if err != nil {
		return types.Null, err
	}
	data := c.args[1].Bytes()
	if err := c.writeAt(x.id, x.at, data); err != nil {
		return types.Null, err
	}
	x.at += int64(len(data))
	return types.Int(int64(len(data))), nil
}

func seekTarget(at int64) error {
	if at < 0 || at > largeobject.SizeMax {
		return pgerror.New(pgerror.InvalidParameterValue, "invalid large object seek target: %d", at)
	}
	return nil
}

// seek is lo_lseek and lo_lseek64.
func (c *objectCall) seek() (types.Datum, error) {
	x, fd, err := c.s.objects.of(c.args[0])
	if err != nil {
		return types.Null, err
	}
	at := c.args[1].Int()
	switch whence := c.args[2].Int(); whence {
	case 0: // from the beginning
	case 1:
		at += x.at
	case 2:
		err = c.reads(x, func() error {
			size, err := c.store().Size(c.ctx, x.id)
			at = c.args[1].Int() + size
			return err
		})
	default:
		err = pgerror.New(pgerror.InvalidParameterValue, "invalid whence setting: %d", whence)
	}
	if err == nil {
		err = seekTarget(at)
	}
	if err != nil {
		return types.Null, err
	}
	if c.name == "lo_lseek" && at != int64(int32(at)) {
		return types.Null, outOfReach(c.name, fd)
	}
	x.at = at
	return types.Int(at), nil
}

func outOfReach(name string, fd int64) error {
	return pgerror.New(pgerror.NumericValueOutOfRange, "%s result out of range for large-object descriptor %d", name, fd)
}

func (c *objectCall) tell() (types.Datum, error) {
	x, fd, err := c.s.objects.of(c.args[0])
	if err == nil && c.name == "lo_tell" && x.at != int64(int32(x.at)) {
		err = outOfReach(c.name, fd)
	}
	if err != nil {
		return types.Null, err
	}
	return types.Int(x.at), nil
}

func (c *objectCall) truncate() (types.Datum, error) {
	x, err := c.s.objects.writable(c.args[0])
	if err != nil {
		return types.Null, err
	}
	size := c.args[1].Int()
	if size < 0 || size > largeobject.SizeMax {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "invalid large object truncation target: %d", size)
	}
	err = c.held(x.id, func() error {
		if err := c.store().Truncate(c.ctx, x.id, size); err != nil {
			return err
		}
		return c.store().RemovePages(c.ctx, x.id, size/largeobject.PageBytes+1)
	})
	return types.Int(0), err
}

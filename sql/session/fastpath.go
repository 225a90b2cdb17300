package session

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// FunctionCall is a call by the function call message of the protocol.
type FunctionCall struct {
	Function types.OID
	Formats  []int16 // of the arguments: none (all text), one, or one each
	Args     [][]byte
	Result   int16 // format
}

// CallFunction runs a function as the only item of a SELECT would: with its rights, in the open
// transaction or one of its own. out gets one row of one column.
func (s *Session) CallFunction(c *FunctionCall, out Output) error {
	s.out = out
	defer func() { s.out = nil }()
	started := time.Now()
	ctx := s.stop.begin(s.statementTimeout)
	text := "<FASTPATH> function call"
	s.begins(text, started)
	err := s.callFunction(ctx, c, out)
	if err != nil {
		s.failed(ctx, err)
	}
	s.ends(text, started, err)
	return s.end(err)
}

func (s *Session) callFunction(ctx context.Context, c *FunctionCall, out Output) (err error) {
	defer s.broke(&err)
	if s.block.state == blockFailed {
		return errFailedBlock()
	}
	snap, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	name, args, err := fastpathFunction(snap, c.Function)
	switch {
	case err != nil:
		return err
	case len(c.Args) != len(args):
		return pgerror.New(pgerror.ProtocolViolation, "function call message contains %d arguments but function requires %d", len(c.Args), len(args))
	case len(c.Formats) > 1 && len(c.Formats) != len(c.Args):
		return pgerror.New(pgerror.ProtocolViolation, "function call message contains %d argument formats but %d arguments", len(c.Formats), len(c.Args))
	case c.Result != FormatText && c.Result != FormatBinary:
		return pgerror.New(pgerror.InvalidParameterValue, "unsupported format code: %d", c.Result)
	}
	oids, places := make([]uint32, len(args)), make([]string, len(args))
	for i, t := range args {
		oids[i], places[i] = uint32(t.OID), "$"+formatInt(int64(i+1))
	}
	p, err := s.newPrepared(ctx, "", "SELECT "+name+"("+strings.Join(places, ", ")+")", oids)
	if err != nil {
		return err
	}
	p.kept = false
	var po portal
	if err := s.decodeArgs(&po, args, c.Formats, c.Args); err != nil {
		return pgerror.From(err).Clone().WithWhere("") // there is no portal
	}
	if err := s.holdPortal(&po); err != nil {
		return err
	}
	defer s.closePortal(&po)
	r := &run{p: p, args: po.args, formats: []int16{c.Result}, alone: true, text: p.text}
	if err := s.statement(ctx, r, out); err != nil {
		return err
	}
	return s.endImplicit(ctx)
}

// fastpathFunction finds a function by its OID: its name, qualified and quoted, and its arguments.
func fastpathFunction(snap *catalog.Snapshot, oid types.OID) (name string, args []*types.Type, err error) {
	refused := func(name string) error {
		return pgerror.Unsupported("Call it in a SELECT statement instead.", "cannot call function %q via fastpath interface", name)
	}
	if f, ok := builtin.Catalog().Function(oid); ok {
		if f.Kind != builtin.KindFunction || f.ReturnsSet {
			return "", nil, refused(f.Name)
		}
		if slices.ContainsFunc(f.Args, func(t *types.Type) bool { return t.IsPseudo() }) {
			return "", nil, refused(f.Name)
		}
		return "pg_catalog." + quoteIdent(f.Name), f.Args, nil
	}
	d, ok := snap.RoutineByID(oid)
	if !ok {
		return "", nil, pgerror.New(pgerror.UndefinedFunction, "function with OID %d does not exist", oid)
	}
	schema, found := snap.SchemaByID(d.SchemaID)
	if !found || d.Kind != 'f' || d.Set || d.Variadic() {
		return "", nil, refused(d.Name)
	}
	for _, a := range d.Inputs() {
		t, err := typeByOIDIn(snap, a.TypeID)
		if err != nil {
			return "", nil, err
		}
		if t.IsPseudo() {
			return "", nil, refused(d.Name)
		}
		args = append(args, t)
	}
	return quoteIdent(schema.Name) + "." + quoteIdent(d.Name), args, nil
}

package scalar

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/sql/xmlvalue"
)

// XMLOp is what an XML makes.
type XMLOp uint8

// The operations.
const (
	XMLConcat XMLOp = iota
	XMLElement
	XMLForest
	XMLParse
	XMLPI
	XMLRoot
	XMLSerialize
	XMLIsDocument
)

// XML is a construct of SQL/XML.
// It has no encoding: values are written as the session's settings say.
type XML struct {
	Op XMLOp
	// Name is that of an element or instruction, Names are those of Named: all as XML has them.
	Name  string
	Names []string
	Named []Expr
	Args  []Expr
	// Document tells DOCUMENT from CONTENT.
	Document bool
	// Alone is what XMLROOT says of that; Kept: it says nothing.
	Alone xmlvalue.Standalone
	Kept  bool
	// Target is the type of XMLSERIALIZE as it is shown, Preserve that XMLPARSE says so.
	Target   string
	Preserve bool
}

// Type is that of what the construct makes.
func (e *XML) Type() *types.Type {
	switch e.Op {
	case XMLSerialize:
		return types.TText
	case XMLIsDocument:
		return types.TBool
	}
	return types.TXML
}

// Eval makes the value. All operands are evaluated, be one of them NULL, as in Postgres.
func (e *XML) Eval(c *Ctx) (types.Datum, error) {
	named, err := evalAll(c, e.Named)
	if err != nil {
		return types.Null, err
	}
	args, err := evalAll(c, e.Args)
	if err != nil {
		return types.Null, err
	}
	names := builtin.XMLNamed{Names: e.Names, Types: typesOf(e.Named), Args: named}
	switch e.Op {
	case XMLConcat:
		return builtin.XMLConcat(c.Env, args)
	case XMLElement:
		return builtin.XMLElement(c.Env, e.Name, names, typesOf(e.Args), args)
	case XMLForest:
		return builtin.XMLForest(c.Env, names)
	case XMLParse:
		return builtin.XMLParse(c.Env, args[0], e.Document)
	case XMLPI:
		if len(args) == 0 {
			return builtin.XMLPI(e.Name, nil)
		}
		return builtin.XMLPI(e.Name, &args[0])
	case XMLRoot:
		return e.root(c, args)
	case XMLSerialize:
		return builtin.XMLSerialize(c.Env, args[0], e.Document)
	case XMLIsDocument:
		if args[0].IsNull() {
			return types.Null, nil
		}
		ok, err := builtin.XMLFormed(args[0].Text(), true, c.Env)
		return types.Bool(ok), err
	}
	return types.Null, pgerror.Internal("unknown operation %d of XML", e.Op)
}

// root sets version and standalone of the XML declaration. NULL as the version is VERSION NO
// VALUE. Room is asked for first: the value is copied.
func (e *XML) root(c *Ctx, args []types.Datum) (types.Datum, error) {
	if args[0].IsNull() {
		return types.Null, nil
	}
	if err := c.Env.Room(int64(args[0].Len())); err != nil {
		return types.Null, err
	}
	version := ""
	if len(args) > 1 && !args[1].IsNull() {
		version = args[1].Text()
	}
	return types.Text(xmlvalue.Root(args[0].Text(), version, !e.Kept, e.Alone)), nil
}

// evalAll evaluates a list, up to the first error.
func evalAll(c *Ctx, list []Expr) ([]types.Datum, error) {
	out := make([]types.Datum, len(list))
	for i, x := range list {
		var err error
		if out[i], err = x.Eval(c); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// typesOf are the types of a list. XMLELEMENT and XMLFOREST write values by them: a bytea as
// base64, say.
func typesOf(list []Expr) []*types.Type {
	out := make([]*types.Type, len(list))
	for i, x := range list {
		out[i] = x.Type()
	}
	return out
}

// xml prints a construct as Postgres shows it.
func (p *printer) xml(e *XML) {
	if e.Op == XMLIsDocument {
		p.str("(")
		p.expr(e.Args[0])
		p.str(" IS DOCUMENT)")
		return
	}
	p.str([...]string{
		XMLConcat: "XMLCONCAT(", XMLElement: "XMLELEMENT(", XMLForest: "XMLFOREST(", XMLParse: "XMLPARSE(",
		XMLPI: "XMLPI(", XMLRoot: "XMLROOT(", XMLSerialize: "XMLSERIALIZE(",
	}[e.Op])
	if e.Op == XMLParse || e.Op == XMLSerialize {
		p.str(map[bool]string{true: "DOCUMENT ", false: "CONTENT "}[e.Document])
	}
	comma := ""
	if e.Name != "" {
		p.str("NAME ", types.QuoteIdent(xmlvalue.Identifier(e.Name)))
		comma = ", "
	}
	if len(e.Named) > 0 {
		p.xmlNamed(e, comma)
		comma = ", "
	}
	if len(e.Args) > 0 {
		p.str(comma)
		p.list(e.Args, map[bool]string{true: ", VERSION ", false: ", "}[e.Op == XMLRoot])
	}
	p.xmlEnd(e)
}

// xmlNamed prints what has a name. Names are turned back from XML's form: _x0020_ is a space
// again.
func (p *printer) xmlNamed(e *XML, comma string) {
	if e.Op == XMLElement {
		p.str(comma, "XMLATTRIBUTES(")
	}
	for i, x := range e.Named {
		if i > 0 {
			p.str(", ")
		}
		p.expr(x)
		p.str(" AS ", types.QuoteIdent(xmlvalue.Identifier(e.Names[i])))
	}
	if e.Op == XMLElement {
		p.str(")")
	}
}

// xmlEnd prints what stands behind the operands. Defaults are written out: XMLPARSE is shown
// with STRIP WHITESPACE where nothing was said.
func (p *printer) xmlEnd(e *XML) {
	switch {
	case e.Op == XMLParse && e.Preserve:
		p.str(" PRESERVE WHITESPACE")
	case e.Op == XMLParse:
		p.str(" STRIP WHITESPACE")
	case e.Op == XMLSerialize:
		p.str(" AS ", e.Target)
	case e.Op == XMLRoot:
		if len(e.Args) == 1 {
			p.str(", VERSION NO VALUE")
		}
		if !e.Kept {
			p.str(", STANDALONE ", [...]string{xmlvalue.StandaloneUnset: "NO VALUE", xmlvalue.StandaloneNo: "NO", xmlvalue.StandaloneYes: "YES"}[e.Alone])
		}
	}
	p.str(")")
}

package builtin

import (
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/sql/xmlvalue"
)

// XMLColumn is a column of XMLTABLE.
type XMLColumn struct {
	Name       string
	Type       *types.Type
	Typmod     int32
	Ordinality bool
	NotNull    bool
	// Path and Default are places among the function's arguments; 0 where there is none.
	Path, Default int
}

// XMLTableForm is how XMLTABLE was written.
type XMLTableForm struct {
	Prefixes []string
	Columns  []XMLColumn
}

// XMLTable is XMLTABLE as a function: of the document, the path of rows, the URIs of the prefixes (of which ""
// is the default namespace), then what the columns say.
func XMLTable(prefixes []string, columns []XMLColumn, args []*types.Type) *Function {
	f := &Function{Name: "xmltable", Kind: KindFunction, Args: args, Result: types.TRecord, ReturnsSet: true, Volatility: Stable,
		Table: &XMLTableForm{Prefixes: prefixes, Columns: columns}}
	for i := range columns {
		f.OutNames, f.OutTypes = append(f.OutNames, columns[i].Name), append(f.OutTypes, columns[i].Type)
	}
	f.Set = func(env *types.Env, args []types.Datum) (SetIterator, error) {
		if args[0].IsNull() {
			return listIterator(nil), nil
		}
		t := &xmlTable{env: env, columns: columns, args: args, types: f.OutTypes}
		if err := t.start(prefixes); err != nil {
			return nil, err
		}
		return t.next, nil
	}
	return f
}

type xmlTable struct {
	env     *types.Env
	columns []XMLColumn
	args    []types.Datum
	types   []*types.Type
	spaces  []xmlvalue.Binding
	paths   []*xmlvalue.Path
	rows    []*xmlvalue.Node
	row     int
}

// start reads the document and the expressions, and finds the rows.
func (t *xmlTable) start(prefixes []string) error {
	tree, err := types.XMLTree(string(types.AppendText(nil, types.TXML, t.args[0], nil)), "could not parse XML document", t.env)
	if err != nil {
		return err
	}
	for i, prefix := range prefixes {
		uri := t.args[2+i]
		switch {
		case uri.IsNull():
			return pgerror.New(pgerror.NullValueNotAllowed, "namespace URI must not be null")
		case prefix == "":
			return pgerror.New(pgerror.FeatureNotSupported, "DEFAULT namespace is not supported")
		}
		t.spaces = append(t.spaces, xmlvalue.Binding{Prefix: prefix, URI: uri.Text()})
	}
	switch {
	case t.args[1].IsNull():
		return pgerror.New(pgerror.NullValueNotAllowed, "row filter expression must not be null")
	case t.args[1].Text() == "":
		return pgerror.New(pgerror.DataException, "row path filter must not be empty string")
	}
	rows, err := types.XPathOf(t.args[1].Text(), t.env)
	if err != nil {
		return types.XPathError(err, pgerror.SyntaxError, "invalid XPath expression")
	}
	t.paths = make([]*xmlvalue.Path, len(t.columns))
	for i := range t.columns {
		if err := t.column(i); err != nil {
			return err
		}
	}
	v, err := rows.Eval(tree, t.spaces, t.env.Building)
	if err != nil {
		return types.XPathError(err, pgerror.InternalError, "could not create XPath object")
	}
	t.rows = v.Nodes
	return nil
}

// column reads the path of a column; without one it is called as the elements are.
func (t *xmlTable) column(i int) error {
	c := &t.columns[i]
	if c.Ordinality {
		return nil
	}
	path := types.Text(c.Name)
	if c.Path != 0 {
		path = t.args[c.Path]
	}
	switch {
	case path.IsNull():
		return pgerror.New(pgerror.NullValueNotAllowed, "column filter expression must not be null").
			WithDetail("Filter for column \"%s\" is null.", c.Name)
	case path.Text() == "":
		return pgerror.New(pgerror.DataException, "column path filter must not be empty string")
	}
	p, err := types.XPathOf(path.Text(), t.env)
	t.paths[i] = p
	return types.XPathError(err, pgerror.DataException, "invalid XPath expression")
}

func (t *xmlTable) next() (types.Datum, bool, error) {
	if t.row >= len(t.rows) {
		return types.Null, false, nil
	}
	n := t.rows[t.row]
	t.row++
	values := make([]types.Datum, len(t.columns))
	for i := range t.columns {
		var err error
		if values[i], err = t.cell(i, n); err != nil {
			return types.Null, false, err
		}
	}
	if len(values) == 1 {
		return values[0], true, nil
	}
	return types.NewRecord(&types.Record{Types: t.types, Values: values}), true, nil
}

// cell is the value of a column in a row.
func (t *xmlTable) cell(i int, n *xmlvalue.Node) (types.Datum, error) {
	c := &t.columns[i]
	if c.Ordinality {
		return types.Int(int64(t.row)), nil
	}
	v, err := t.paths[i].Eval(n, t.spaces, t.env.Building)
	if err != nil {
		return types.Null, types.XPathError(err, pgerror.InternalError, "could not create XPath object")
	}
	d := types.Null
	text, ok, err := t.text(c, v)
	switch {
	case err != nil:
		return types.Null, err
	case ok:
		if d, err = types.DecodeText(c.Type, c.Typmod, text, t.env); err != nil {
			return types.Null, err
		}
	case c.Default != 0:
		d = t.args[c.Default]
	}
	if d.IsNull() && c.NotNull {
		return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "null is not allowed in column \"%s\"", c.Name)
	}
	return d, nil
}

// text is what a column's type is to read; ok is false where there is nothing.
func (t *xmlTable) text(c *XMLColumn, v xmlvalue.Value) (text string, ok bool, err error) {
	isXML := c.Type.Base() == types.TXML
	switch v.Kind {
	case xmlvalue.NodesValue:
		switch {
		case len(v.Nodes) == 0:
			return "", false, nil
		case !isXML && len(v.Nodes) > 1:
			return "", false, pgerror.New(pgerror.CardinalityViolation, "more than one value returned by column XPath expression")
		case !isXML:
			return v.Nodes[0].Value(), true, nil
		}
		var b []byte
		for _, n := range v.Nodes {
			if b, err = xmlNode(t.env, b, n); err != nil {
				return "", false, err
			}
		}
		return string(b), true, nil
	case xmlvalue.StringValue:
		if isXML {
			return string(xmlvalue.AppendEscaped(nil, v.Text)), true, nil
		}
	case xmlvalue.BoolValue:
		if c.Type.Category == 'N' { // numbers read 1 and 0
			return map[bool]string{true: "1", false: "0"}[v.Bool], true, nil
		}
	}
	return v.String(), true, nil
}

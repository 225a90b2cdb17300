package builtin

import (
	"errors"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/sql/xmlvalue"
)

// xpathValue evaluates an expression about a document, with the namespaces of the third argument, if there is
// one.
func xpathValue(env *types.Env, args []types.Datum) (v xmlvalue.Value, err error) {
	var spaces []xmlvalue.Binding
	if len(args) > 2 {
		if spaces, err = xmlBindings(args[2].Array()); err != nil {
			return v, err
		}
	}
	if args[0].Text() == "" {
		return v, pgerror.New(pgerror.DataException, "empty XPath expression")
	}
	tree, err := types.XMLTree(args[1].Text(), "could not parse XML document", env)
	if err != nil {
		return v, err
	}
	path, err := types.XPathOf(args[0].Text(), env)
	if err != nil {
		return v, types.XPathError(err, pgerror.InternalError, "invalid XPath expression")
	}
	v, err = path.Eval(tree, spaces, env.Building)
	return v, types.XPathError(err, pgerror.InternalError, "could not create XPath object")
}

// xmlBindings reads an array of pairs of names and URIs.
func xmlBindings(a *types.Array) ([]xmlvalue.Binding, error) {
	if len(a.Dims) == 0 {
		return nil, nil
	}
	if len(a.Dims) != 2 || a.Dims[1].Len != 2 {
		return nil, pgerror.New(pgerror.DataException, "invalid array for XML namespace mapping").
			WithDetail("The array must be two-dimensional with length of the second axis equal to 2.")
	}
	var out []xmlvalue.Binding
	for i := 0; i < len(a.Items); i += 2 {
		if a.Items[i].IsNull() || a.Items[i+1].IsNull() {
			return nil, pgerror.New(pgerror.NullValueNotAllowed, "neither namespace name nor URI may be null")
		}
		out = append(out, xmlvalue.Binding{Prefix: a.Items[i].Text(), URI: a.Items[i+1].Text()})
	}
	return out, nil
}

func xpath(env *types.Env, args []types.Datum) (types.Datum, error) {
	v, err := xpathValue(env, args)
	if err != nil {
		return types.Null, err
	}
	out := []types.Datum{}
	if v.Kind == xmlvalue.NodesValue {
		for _, n := range v.Nodes {
			b, err := xmlNode(env, nil, n)
			if err != nil {
				return types.Null, err
			}
			out = append(out, types.TextAlias(b))
		}
		return types.NewArray(types.ArrayOf(types.TXML, out)), nil
	}
	return types.NewArray(types.ArrayOf(types.TXML, append(out, types.TextAlias(xpathScalar(env, v))))), nil
}

// xpathScalar is what is no node as content.
func xpathScalar(env *types.Env, v xmlvalue.Value) []byte {
	switch v.Kind {
	case xmlvalue.NumberValue:
		return types.AppendText(nil, types.TFloat8, types.Float(v.Number), env)
	case xmlvalue.StringValue:
		return xmlvalue.AppendEscaped(nil, v.Text)
	}
	return []byte(v.String())
}

// xmlNode writes a node as a value of its own.
func xmlNode(env *types.Env, dst []byte, n *xmlvalue.Node) ([]byte, error) {
	out, err := xmlvalue.AppendNode(dst, n, env.Building)
	if errors.Is(err, xmlvalue.ErrNoText) {
		err = pgerror.New(pgerror.OutOfMemory, "%s", err.Error()) // Postgres's own code for it
	}
	if err == nil && len(out) > types.ValueBytesMax {
		err = types.ErrRequestedLength
	}
	return out, err
}

func xpathExists(env *types.Env, args []types.Datum) (types.Datum, error) {
	v, err := xpathValue(env, args)
	return types.Bool(err == nil && (v.Kind != xmlvalue.NodesValue || len(v.Nodes) > 0)), err
}

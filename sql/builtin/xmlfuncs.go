package builtin

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/sql/xmlvalue"
)

// xmlBodies are the functions of xml. What has a syntax of its own is called by package scalar.
func xmlBodies() map[string]body {
	wellFormed := func(document func(*types.Env) bool) body {
		return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			ok, err := XMLFormed(a.Text(), document(env), env)
			return types.Bool(ok), err
		}}
	}
	return map[string]body{
		"texttoxml":  {f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return types.DecodeXML(a.Text(), env) }},
		"xmltotext":  {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return a, nil }},
		"xmlcomment": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return xmlComment(a.Text()) }},
		"xmlconcat2": {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			return XMLConcat(env, []types.Datum{a, b})
		}},
		"xmlvalidate": {f2: func(*types.Env, types.Datum, types.Datum) (types.Datum, error) {
			return types.Null, pgerror.New(pgerror.FeatureNotSupported, "xmlvalidate is not implemented")
		}},
		"xpath":                       {fn: xpath},
		"xpath(text,xml)":             {fn: xpath},
		"xpath_exists":                {fn: xpathExists},
		"xpath_exists(text,xml)":      {fn: xpathExists},
		"xmlexists":                   {fn: xpathExists},
		"xml_is_well_formed":          wellFormed((*types.Env).XMLIsDocument),
		"xml_is_well_formed_document": wellFormed(func(*types.Env) bool { return true }),
		"xml_is_well_formed_content":  wellFormed(func(*types.Env) bool { return false }),
	}
}

// XMLFormed reports whether a text is well-formed. What it has no memory or time for is an error.
func XMLFormed(s string, document bool, env *types.Env) (bool, error) {
	err := types.ReadXML(s, document, env)
	switch pgerror.Code(err) {
	case pgerror.InvalidXMLDocument, pgerror.InvalidXMLContent:
		return false, nil
	}
	return err == nil, err
}

func xmlComment(s string) (types.Datum, error) {
	if strings.Contains(s, "--") || strings.HasSuffix(s, "-") {
		return types.Null, pgerror.New(pgerror.InvalidXMLComment, "invalid XML comment")
	}
	return types.Text("<!--" + s + "-->"), nil
}

// XMLConcat is XMLCONCAT of values, of which NULLs are left out.
func XMLConcat(env *types.Env, args []types.Datum) (types.Datum, error) {
	if err := env.Room(2 * textBytes(args)); err != nil {
		return types.Null, err
	}
	var list []string
	for _, a := range args {
		if !a.IsNull() {
			list = append(list, a.Text())
		}
	}
	if list == nil {
		return types.Null, nil
	}
	return types.Text(xmlvalue.Concat(list)), nil
}

// XMLNamed are values with the names that they have in XML.
type XMLNamed struct {
	Names []string
	Types []*types.Type
	Args  []types.Datum
}

// XMLForest is XMLFOREST.
func XMLForest(env *types.Env, n XMLNamed) (types.Datum, error) {
	if err := env.Room(2 * valueBytes(n.Args)); err != nil {
		return types.Null, err
	}
	var b []byte
	some := false
	for i, a := range n.Args {
		if a.IsNull() {
			continue
		}
		some = true
		b = append(append(append(b, '<'), n.Names[i]...), '>')
		var err error
		if b, err = types.AppendXMLValue(b, n.Types[i], a, true, env); err != nil {
			return types.Null, err
		}
		b = append(append(append(b, "</"...), n.Names[i]...), '>')
	}
	if !some {
		return types.Null, nil
	}
	return types.TextAlias(b), nil
}

// XMLElement is XMLELEMENT with attributes and content.
func XMLElement(env *types.Env, name string, attributes XMLNamed, ts []*types.Type, args []types.Datum) (types.Datum, error) {
	if err := env.Room(2 * (valueBytes(args) + valueBytes(attributes.Args))); err != nil {
		return types.Null, err
	}
	b := append([]byte{'<'}, name...)
	for i, a := range attributes.Args {
		if a.IsNull() {
			continue
		}
		value, err := types.AppendXMLValue(nil, attributes.Types[i], a, false, env)
		if err != nil {
			return types.Null, err
		}
		b = xmlvalue.AppendAttribute(b, attributes.Names[i], string(value))
	}
	if !slices.ContainsFunc(args, func(a types.Datum) bool { return !a.IsNull() }) {
		return types.TextAlias(append(b, "/>"...)), nil
	}
	b = append(b, '>')
	for i, a := range args {
		if a.IsNull() {
			continue
		}
		var err error
		if b, err = types.AppendXMLValue(b, ts[i], a, true, env); err != nil {
			return types.Null, err
		}
	}
	return types.TextAlias(append(append(append(b, "</"...), name...), '>')), nil
}

// XMLPI is XMLPI; without content it has no text, with one that is NULL it is NULL.
func XMLPI(target string, content *types.Datum) (types.Datum, error) {
	invalid := func(code, detail string, args ...any) (types.Datum, error) {
		return types.Null, pgerror.New(code, "invalid XML processing instruction").WithDetail(detail, args...)
	}
	if strings.EqualFold(target, "xml") {
		return invalid(pgerror.SyntaxError, "XML processing instruction target name cannot be \"%s\".", target)
	}
	if content == nil {
		return types.Text("<?" + target + "?>"), nil
	}
	if content.IsNull() {
		return types.Null, nil
	}
	if strings.Contains(content.Text(), "?>") {
		return invalid(pgerror.InvalidXMLProcessingInstruction, "XML processing instruction cannot contain \"?>\".")
	}
	return types.Text("<?" + target + " " + strings.TrimLeft(content.Text(), " ") + "?>"), nil
}

// XMLParse is XMLPARSE.
func XMLParse(env *types.Env, text types.Datum, document bool) (types.Datum, error) {
	if text.IsNull() {
		return types.Null, nil
	}
	return text, types.ReadXML(text.Text(), document, env)
}

// XMLSerialize is XMLSERIALIZE to text.
func XMLSerialize(env *types.Env, x types.Datum, document bool) (types.Datum, error) {
	if x.IsNull() || !document {
		return x, nil
	}
	is, err := XMLFormed(x.Text(), true, env)
	if err == nil && !is {
		err = pgerror.New(pgerror.NotAnXMLDocument, "not an XML document")
	}
	return x, err
}

// xmlState is xmlagg.
type xmlState struct {
	list []string
	held int
}

func (s *xmlState) Add(_ *types.Env, args []types.Datum) error {
	if args[0].IsNull() {
		return nil
	}
	if s.held += len(args[0].Text()); s.held > types.ValueBytesMax {
		return types.ErrRequestedLength
	}
	s.list = append(s.list, strings.Clone(args[0].Text()))
	return nil
}

func (s *xmlState) Merge(_ *types.Env, other AggState) error {
	o := other.(*xmlState)
	s.list = append(s.list, o.list...)
	if s.held += o.held; s.held > types.ValueBytesMax {
		return types.ErrRequestedLength
	}
	return nil
}

func (s *xmlState) save(dst []types.Datum) ([]types.Datum, error) {
	for _, x := range s.list {
		dst = append(dst, types.Text(x))
	}
	return dst, nil
}

func (s *xmlState) load(saved []types.Datum) error {
	for _, d := range saved {
		if err := s.Add(nil, []types.Datum{d}); err != nil {
			return err
		}
	}
	return nil
}

func (s *xmlState) Result(env *types.Env) (types.Datum, error) {
	switch len(s.list) {
	case 0:
		return types.Null, nil
	case 1: // as it is, with its declaration
		return types.Text(s.list[0]), nil
	}
	if err := env.Room(2 * int64(s.held)); err != nil {
		return types.Null, err
	}
	return types.Text(xmlvalue.Concat(s.list)), nil
}

func (s *xmlState) MemoryBytes() int { return 48 + s.held + 16*cap(s.list) }

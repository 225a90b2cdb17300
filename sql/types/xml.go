package types

import (
	"errors"
	"strings"

	"github.com/isochrondb/isochron/base/charset"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/xmlvalue"
)

// Values of xml are the texts that were read, as Postgres keeps them: the declaration among them, and
// whatever blanks there are. They have no order.

// ReadXML looks at a text: whether it is well-formed content or, if document is set, a document (2200N, 2200M).
func ReadXML(s string, document bool, env *Env) error {
	code, message := pgerror.InvalidXMLContent, "invalid XML content"
	o := xmlvalue.Options{Document: true, Room: env.Building}
	if document {
		code, message = pgerror.InvalidXMLDocument, "invalid XML document"
	} else {
		d, problem := xmlvalue.ReadDecl(s)
		if problem != "" {
			return pgerror.New(code, "invalid XML content: invalid XML declaration").WithDetail("%s", problem)
		}
		o.Document = xmlvalue.HasDoctype(s[d.Len:])
		if o.Document { // with its declaration
			d.Len = 0
		}
		s = s[d.Len:]
	}
	_, found, err := xmlvalue.Parse(s, o)
	if err != nil {
		return err
	}
	return xmlFindings(found, code, message, env)
}

// xmlFindings tells the warnings, and makes an error of mistakes.
func xmlFindings(found xmlvalue.Findings, code, message string, env *Env) error {
	for _, w := range found.Warnings {
		env.Tell(pgerror.New(pgerror.Warning, "%s", w).WithSeverity(pgerror.SeverityWarning))
	}
	if found.Errors == "" {
		return nil
	}
	return pgerror.New(code, "%s", message).WithDetail("%s", found.Errors)
}

// XMLTree is the tree of a value that is a document. The message is that of the error (2200M) where it is none,
// or where its namespaces are not in order.
func XMLTree(s, message string, env *Env) (*xmlvalue.Node, error) {
	if d, problem := xmlvalue.ReadDecl(s); problem == "" {
		s = s[d.Len:]
	}
	tree, found, err := xmlvalue.Parse(s, xmlvalue.Options{Document: true, Strict: true, Room: env.Building})
	if err != nil {
		return nil, err
	}
	return tree, xmlFindings(found, pgerror.InvalidXMLDocument, message, env)
}

// DecodeXML is the input function of xml: document or content by the setting xmloption.
func DecodeXML(s string, env *Env) (Datum, error) {
	if err := CheckText(s); err != nil {
		return Null, err
	}
	if err := ReadXML(s, env.xmlDocument(), env); err != nil {
		return Null, err
	}
	return Text(s), nil
}

func (e *Env) xmlDocument() bool { return e != nil && e.XMLDocument }

// XMLIsDocument reports whether xmloption is document.
func (e *Env) XMLIsDocument() bool { return e.xmlDocument() }

// decodeXMLBinary reads what a client sent as it is: in the encoding that its declaration says, or UTF-8.
func decodeXMLBinary(b []byte, env *Env) (Datum, error) {
	d, problem := xmlvalue.ReadDecl(string(b))
	if problem == "" && d.Encoding != "" {
		e := charset.Find(d.Encoding)
		if e == nil {
			return Null, pgerror.New(pgerror.InvalidParameterValue, "invalid encoding name \"%s\"", d.Encoding)
		}
		if !e.Known() {
			return Null, pgerror.Unsupported("Convert it before it is sent.", "text in encoding \"%s\" is not converted", e.Name)
		}
		out, err := e.DecodeAll(nil, b)
		if err != nil {
			return Null, CharsetError(err)
		}
		b = out
	}
	return DecodeXML(string(b), env)
}

// appendXML writes a value as it is shown: without the encoding that it was read in.
func appendXML(dst []byte, s string) []byte {
	if s == "" || s[0] != '<' && s[0] != '\n' {
		return append(dst, s...)
	}
	out, _ := xmlvalue.AppendOut(dst, s, "")
	return out
}

// appendXMLBinary is that with the encoding that the client gets it in, unless that is UTF-8.
func appendXMLBinary(dst []byte, s string, env *Env) ([]byte, error) {
	encoding := ""
	if env != nil && env.Charset != nil {
		encoding = env.Charset.Name
	}
	out, _ := xmlvalue.AppendOut(nil, s, encoding)
	return env.appendForClient(dst, string(out))
}

// NeedsTagged reports whether t is a type, or an array or a domain of one, that came with version.Tagged.
func NeedsTagged(t *Type) bool {
	t = t.Base()
	if t.elem != nil {
		t = t.elem.Base()
	}
	return t.OID == OIDXML
}

// XPathOf is an expression of XPath, read; its errors are what is wrong with it in words.
func XPathOf(s string, env *Env) (*xmlvalue.Path, error) {
	if len(s) > pathRememberedMax {
		return xmlvalue.Compile(s)
	}
	return remembered(env, func(c *envCache) *map[string]*xmlvalue.Path { return &c.xpaths }, s, func() (*xmlvalue.Path, error) {
		return xmlvalue.Compile(strings.Clone(s))
	})
}

// XPathError makes the error of an expression, message being what could not be done, with the code of that.
// Others are given as they are.
func XPathError(err error, code, message string) error {
	var e xmlvalue.PathError
	if errors.As(err, &e) {
		failed := pgerror.New(code, "%s", message)
		if e != "" {
			failed.WithDetail("%s", string(e))
		}
		return failed
	}
	return err
}

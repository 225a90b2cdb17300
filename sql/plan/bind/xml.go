package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/sql/xmlvalue"
)

// xmlOps are the operations of the parser's constructs. Two enumerations, since the parser knows
// nothing of scalar.
var xmlOps = [...]scalar.XMLOp{
	ast.XMLConcat: scalar.XMLConcat, ast.XMLElement: scalar.XMLElement, ast.XMLForest: scalar.XMLForest, ast.XMLParse: scalar.XMLParse,
	ast.XMLPI: scalar.XMLPI, ast.XMLRoot: scalar.XMLRoot, ast.XMLSerialize: scalar.XMLSerialize, ast.XMLIsDocument: scalar.XMLIsDocument,
}

// xmlWords are the constructs as errors name them.
var xmlWords = [...]string{
	ast.XMLConcat: "XMLCONCAT", ast.XMLElement: "XMLELEMENT", ast.XMLForest: "XMLFOREST", ast.XMLParse: "XMLPARSE",
	ast.XMLPI: "XMLPI", ast.XMLRoot: "XMLROOT", ast.XMLSerialize: "XMLSERIALIZE", ast.XMLIsDocument: "IS DOCUMENT",
}

// xmlAlone is what XMLROOT says of standalone. That it says nothing at all is told by XML.Kept.
var xmlAlone = [...]xmlvalue.Standalone{
	ast.XMLStandaloneOmitted: xmlvalue.StandaloneUnset, ast.XMLStandaloneYes: xmlvalue.StandaloneYes,
	ast.XMLStandaloneNo: xmlvalue.StandaloneNo, ast.XMLStandaloneNoValue: xmlvalue.StandaloneUnset,
}

// xml binds a construct of SQL/XML.
// Postgres: transformXmlExpr, transformXmlSerialize.
func (s *scope) xml(e *ast.XMLExpr) (scalar.Expr, error) {
	if err := s.b.knownToAll(types.TXML); err != nil {
		return nil, s.b.at(e, err)
	}
	x := &scalar.XML{Op: xmlOps[e.Kind], Document: e.Document, Preserve: e.Preserve, Alone: xmlAlone[e.Standalone], Kept: e.Standalone == ast.XMLStandaloneOmitted}
	if e.Name != "" {
		x.Name = xmlvalue.Name(e.Name, false, false)
	}
	if err := s.xmlNamed(e, x); err != nil {
		return nil, err
	}
	for i, a := range e.Args {
		y, err := s.expr(a)
		if err != nil {
			return nil, err
		}
		if y, err = s.xmlOperand(e, i, a, y); err != nil {
			return nil, err
		}
		x.Args = append(x.Args, y)
	}
	if e.Kind == ast.XMLSerialize {
		return s.xmlSerialize(e, x)
	}
	return x, nil
}

// xmlOperand converts operand i, y, to the type that the construct wants.
func (s *scope) xmlOperand(e *ast.XMLExpr, i int, a ast.Expr, y scalar.Expr) (scalar.Expr, error) {
	// XMLCONCAT, XMLFOREST, IS DOCUMENT and XMLSERIALIZE take XML; the exceptions follow.
	to := types.TXML
	switch e.Kind {
	case ast.XMLElement:
		return s.xmlValue(a, y)
	case ast.XMLParse, ast.XMLPI:
		to = types.TText
	case ast.XMLRoot:
		if i > 0 {
			to = types.TText
		}
	}
	z, err := s.b.Coerce(a, y, to, builtin.Assignment)
	if err == nil && z == nil {
		err = s.b.failLeft(a, pgerror.DatatypeMismatch, "argument of %s must be type %s, not type %s", xmlWords[e.Kind], to, y.Type())
	}
	return z, err
}

// xmlValue is a value of any type. Literals stay what they are: definitions show no type of them.
func (s *scope) xmlValue(a ast.Expr, y scalar.Expr) (scalar.Expr, error) {
	if _, ok := y.(*scalar.Const); ok {
		return y, nil
	}
	return s.b.known(a, y)
}

// xmlNamed binds attributes, or the elements of a forest, and names them.
func (s *scope) xmlNamed(e *ast.XMLExpr, x *scalar.XML) error {
	for i := range e.Named {
		t := &e.Named[i]
		y, err := s.expr(t.Expr)
		if err == nil {
			y, err = s.xmlValue(t.Expr, y)
		}
		if err != nil {
			return err
		}
		name := xmlvalue.Name(t.As, false, false)
		if t.As == "" {
			if _, ok := t.Expr.(*ast.ColumnRef); !ok {
				what := "element"
				if e.Kind == ast.XMLElement {
					what = "attribute"
				}
				return s.b.Fail(t, pgerror.SyntaxError, "unnamed XML %s value must be a column reference", what)
			}
			ident := columnName(t.Expr)
			name = xmlvalue.Name(ident, true, false)
			if s.b.resolving != nil {
				t.As = ident // whatever the column is called later
			}
		}
		// Elements of a forest may share a name: XMLFOREST(1 AS a, 2 AS a). Attributes of an element
		// may not.
		if e.Kind == ast.XMLElement && slices.Contains(x.Names, name) {
			return s.b.Fail(t, pgerror.SyntaxError, "XML attribute name \"%s\" appears more than once", name)
		}
		x.Names, x.Named = append(x.Names, name), append(x.Named, y)
	}
	return nil
}

// xmlSerialize converts the text to the type that is asked for, which takes an implicit cast.
func (s *scope) xmlSerialize(e *ast.XMLExpr, x *scalar.XML) (scalar.Expr, error) {
	t, typmod, err := s.b.typeName(e.Type)
	if err != nil {
		return nil, err
	}
	x.Target = t.Format(typmod)
	y, err := s.b.Coerce(nil, x, t, builtin.Implicit)
	if err != nil {
		return nil, err
	}
	if y == nil {
		return nil, s.b.Fail(e, pgerror.CannotCoerce, "cannot cast XMLSERIALIZE result to %s", t)
	}
	return s.b.applyTypmod(y, t, typmod, false), nil
}

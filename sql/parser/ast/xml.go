package ast

// XMLKind is a construct of SQL/XML.
type XMLKind uint8

// The constructs.
const (
	XMLConcat XMLKind = iota
	XMLElement
	XMLForest
	XMLParse
	XMLPI
	XMLRoot
	XMLSerialize
	XMLIsDocument
)

// XMLStandalone is what XMLROOT says of a document's standing alone.
type XMLStandalone uint8

// What it may say.
const (
	XMLStandaloneOmitted XMLStandalone = iota
	XMLStandaloneYes
	XMLStandaloneNo
	XMLStandaloneNoValue
)

// XMLExpr is XMLCONCAT(…), XMLELEMENT(NAME n, XMLATTRIBUTES(…), …), XMLFOREST(…), XMLPARSE(DOCUMENT x),
// XMLPI(NAME n, x), XMLROOT(x, VERSION v, STANDALONE …), XMLSERIALIZE(CONTENT x AS t) or x IS DOCUMENT.
type XMLExpr struct {
	Pos
	Kind XMLKind
	// Name is what NAME says.
	Name string
	// Named are attributes of XMLELEMENT, elements of XMLFOREST. In a resolved query all have names.
	Named []Target
	// Args are the other operands; VERSION of XMLROOT is the second one, which is not there for NO VALUE.
	Args []Expr
	// Document tells DOCUMENT from CONTENT, Preserve is PRESERVE WHITESPACE.
	Document, Preserve bool
	Standalone         XMLStandalone
	// Type is that of XMLSERIALIZE.
	Type *TypeName
}

// XMLTable is XMLTABLE(XMLNAMESPACES(…), row PASSING doc COLUMNS …), the expression of a function in FROM.
type XMLTable struct {
	Pos
	// Namespaces have their prefixes as names; that of DEFAULT is empty.
	Namespaces []Target
	Row, Doc   Expr
	Columns    []XMLColumn
}

// XMLColumn is a column of XMLTABLE: name type PATH p DEFAULT d NOT NULL, or name FOR ORDINALITY.
type XMLColumn struct {
	Pos
	Name       string
	Type       *TypeName // nil FOR ORDINALITY
	Path       Expr
	Default    Expr
	NotNull    bool
	Ordinality bool
}

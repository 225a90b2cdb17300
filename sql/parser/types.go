package parser

import (
	"strconv"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// Types of the SQL standard, by the names that Postgres has for them. The
// slices are shared by all trees and never written.
var (
	typeInt2        = []string{"pg_catalog", "int2"}
	typeInt4        = []string{"pg_catalog", "int4"}
	typeInt8        = []string{"pg_catalog", "int8"}
	typeFloat4      = []string{"pg_catalog", "float4"}
	typeFloat8      = []string{"pg_catalog", "float8"}
	typeNumeric     = []string{"pg_catalog", "numeric"}
	typeBool        = []string{"pg_catalog", "bool"}
	typeBit         = []string{"pg_catalog", "bit"}
	typeVarbit      = []string{"pg_catalog", "varbit"}
	typeBpchar      = []string{"pg_catalog", "bpchar"}
	typeVarchar     = []string{"pg_catalog", "varchar"}
	typeTime        = []string{"pg_catalog", "time"}
	typeTimetz      = []string{"pg_catalog", "timetz"}
	typeTimestamp   = []string{"pg_catalog", "timestamp"}
	typeTimestamptz = []string{"pg_catalog", "timestamptz"}
	typeInterval    = []string{"pg_catalog", "interval"}
)

// typeName reads a type with its array bounds.
func (p *parser) typeName() *ast.TypeName {
	setOf := p.accept(kwSetof)
	t := p.simpleType()
	t.SetOf = setOf
	if p.accept(kwArray) {
		bound := int32(-1)
		if p.accept('[') {
			bound = p.int32()
			p.expect(']')
		}
		t.ArrayBounds = []int32{bound}
		return t
	}
	for p.accept('[') {
		bound := int32(-1)
		if !p.is(']') {
			bound = p.int32()
		}
		p.expect(']')
		t.ArrayBounds = append(t.ArrayBounds, bound)
	}
	return t
}

// simpleType reads a type without array bounds.
func (p *parser) simpleType() *ast.TypeName {
	t := &ast.TypeName{Pos: p.pos()}
	if isSQLType(p.tok.kind) && (!p.is(kwDouble) || p.peek(1).kind == kwPrecision) {
		p.sqlType(t, false)
		return t
	}
	t.Names = []string{p.typeFunc()}
	for p.accept('.') {
		t.Names = append(t.Names, p.label())
	}
	t.Mods = p.optTypeMods()
	return t
}

// isSQLType tells whether a keyword begins a type of the SQL standard.
func isSQLType(k kind) bool {
	switch k {
	case kwInt, kwInteger, kwSmallint, kwBigint, kwReal, kwFloat, kwDouble,
		kwDecimal, kwDec, kwNumeric, kwBoolean, kwBit, kwCharacter, kwChar,
		kwNational, kwNchar, kwVarchar, kwTimestamp, kwTime, kwInterval:
		return true
	}
	return false
}

// sqlType reads a type of the SQL standard. As the type of a literal, BIT and
// CHAR have no length of their own, and an interval's fields follow the string.
func (p *parser) sqlType(t *ast.TypeName, literal bool) {
	k := p.tok.kind
	p.advance()
	switch k {
	case kwInt, kwInteger:
		t.Names = typeInt4
	case kwSmallint:
		t.Names = typeInt2
	case kwBigint:
		t.Names = typeInt8
	case kwReal:
		t.Names = typeFloat4
	case kwBoolean:
		t.Names = typeBool
	case kwDouble:
		p.expect(kwPrecision)
		t.Names = typeFloat8
	case kwFloat:
		p.floatType(t)
	case kwDecimal, kwDec, kwNumeric:
		t.Names = typeNumeric
		t.Mods = p.optTypeMods()
	case kwBit:
		p.bitType(t, literal)
	case kwTimestamp:
		p.timeType(t, typeTimestamp, typeTimestamptz)
	case kwTime:
		p.timeType(t, typeTime, typeTimetz)
	case kwInterval:
		p.intervalType(t, literal)
	default:
		p.charType(t, k, literal)
	}
}

// optTypeMods reads (10, 2) if it is there.
func (p *parser) optTypeMods() []ast.Expr {
	if !p.accept('(') {
		return nil
	}
	mods := p.exprList()
	p.expect(')')
	return mods
}

func (p *parser) floatType(t *ast.TypeName) {
	t.Names = typeFloat8
	if !p.accept('(') {
		return
	}
	at := p.pos()
	switch n := p.int32(); {
	case n < 1:
		p.failAt(at, CodeInvalidValue, "precision for type float must be at least 1 bit")
	case n <= 24:
		t.Names = typeFloat4
	case n > 53:
		p.failAt(at, CodeInvalidValue, "precision for type float must be less than 54 bits")
	}
	p.expect(')')
}

func (p *parser) bitType(t *ast.TypeName, literal bool) {
	t.Names = typeBit
	if p.accept(kwVarying) {
		t.Names = typeVarbit
	}
	t.Mods = p.optTypeMods()
	if t.Mods == nil && &t.Names[0] == &typeBit[0] && !literal {
		t.Mods = []ast.Expr{&ast.Const{Pos: -1, Kind: ast.ConstInt, Int: 1}}
	}
}

func (p *parser) charType(t *ast.TypeName, k kind, literal bool) {
	varying := k == kwVarchar
	if k == kwNational && !p.accept(kwCharacter) {
		p.expect(kwChar)
	}
	if !varying {
		varying = p.accept(kwVarying)
	}
	t.Names = typeBpchar
	if varying {
		t.Names = typeVarchar
	}
	if p.accept('(') {
		t.Mods = []ast.Expr{p.int32Const()}
		p.expect(')')
		return
	}
	if !varying && !literal {
		t.Mods = []ast.Expr{&ast.Const{Pos: -1, Kind: ast.ConstInt, Int: 1}}
	}
}

func (p *parser) timeType(t *ast.TypeName, plain, zoned []string) {
	if p.accept('(') {
		t.Mods = []ast.Expr{p.int32Const()}
		p.expect(')')
	}
	t.Names = plain
	switch {
	case p.acceptThen(kwWith, kwTime):
		p.expect(kwZone)
		t.Names = zoned
	case p.acceptThen(kwWithout, kwTime):
		p.expect(kwZone)
	}
}

func (p *parser) intervalType(t *ast.TypeName, literal bool) {
	t.Names = typeInterval
	if p.accept('(') {
		t.Mods = []ast.Expr{p.int32Const()}
		p.expect(')')
		return
	}
	if !literal {
		p.intervalFields(t)
	}
}

// intervalFields reads DAY TO SECOND(3) and its relatives if they are there.
func (p *parser) intervalFields(t *ast.TypeName) {
	switch p.tok.kind {
	case kwYear:
		t.Interval = p.fieldTo(ast.IntervalYear, kwMonth, ast.IntervalYearToMonth)
	case kwMonth:
		p.advance()
		t.Interval = ast.IntervalMonth
	case kwDay:
		t.Interval = p.fieldTo(ast.IntervalDay, kwHour, ast.IntervalDayToHour,
			kwMinute, ast.IntervalDayToMinute, kwSecond, ast.IntervalDayToSecond)
	case kwHour:
		t.Interval = p.fieldTo(ast.IntervalHour, kwMinute, ast.IntervalHourToMinute,
			kwSecond, ast.IntervalHourToSecond)
	case kwMinute:
		t.Interval = p.fieldTo(ast.IntervalMinute, kwSecond, ast.IntervalMinuteToSecond)
	case kwSecond:
		p.advance()
		t.Interval = ast.IntervalSecond
	default:
		return
	}
	switch t.Interval {
	case ast.IntervalSecond, ast.IntervalDayToSecond, ast.IntervalHourToSecond, ast.IntervalMinuteToSecond:
		if p.accept('(') {
			t.Mods = []ast.Expr{p.int32Const()}
			p.expect(')')
		}
	}
}

// fieldTo reads a field and an optional TO; pairs holds what may follow TO, as
// a kind and the fields that it makes.
func (p *parser) fieldTo(alone ast.IntervalFields, pairs ...any) ast.IntervalFields {
	p.advance()
	if !p.accept(kwTo) {
		return alone
	}
	for i := 0; i < len(pairs); i += 2 {
		if p.accept(pairs[i].(kind)) {
			return pairs[i+1].(ast.IntervalFields)
		}
	}
	p.fail()
	return alone
}

// int32 reads an unsigned integer that fits int32.
func (p *parser) int32() int32 {
	if !p.is(tInt) {
		p.fail()
	}
	n, _ := strconv.ParseInt(p.take(), 10, 32)
	return int32(n)
}

// int32Const reads the same as a literal.
func (p *parser) int32Const() ast.Expr {
	c := &ast.Const{Pos: p.pos(), Kind: ast.ConstInt}
	c.Int = int64(p.int32())
	return c
}

// signedInt32 reads an integer with an optional sign.
func (p *parser) signedInt32() int32 {
	if p.accept('-') {
		return -p.int32()
	}
	p.accept('+')
	return p.int32()
}

// number reads a number with an optional sign.
func (p *parser) number() *ast.Const {
	at := p.pos()
	negative := p.accept('-')
	if !negative {
		p.accept('+')
	}
	if !p.is(tInt) && !p.is(tNumber) {
		p.fail()
	}
	c := p.numberConst()
	if negative {
		negate(c)
	}
	c.Pos = at
	return c
}

// largeObject reads LARGE OBJECT and the number, which is the name's text.
func (p *parser) largeObject() ast.QName {
	p.expect(kwLarge, kwObject)
	return p.objectNumber()
}

// largeObjects reads LARGE OBJECT and a list of numbers.
func (p *parser) largeObjects() []ast.QName {
	list := []ast.QName{p.largeObject()}
	for p.accept(',') {
		list = append(list, p.objectNumber())
	}
	return list
}

func (p *parser) objectNumber() ast.QName {
	c := p.number()
	if c.Kind == ast.ConstInt {
		return ast.QName{Pos: c.Pos, Name: strconv.FormatInt(c.Int, 10)}
	}
	return ast.QName{Pos: c.Pos, Name: c.Text}
}

// numberConst makes a literal of a number token.
func (p *parser) numberConst() *ast.Const {
	c := &ast.Const{Pos: p.pos()}
	setNumber(c, p.take())
	return c
}

// setNumber gives a literal the value of unsigned digits.
func setNumber(c *ast.Const, text string) {
	n := uint64(0)
	for i := 0; i < len(text); i++ {
		d := uint64(text[i] - '0')
		if d > 9 || n > (1<<63-1-d)/10 {
			c.Kind, c.Text = ast.ConstNumeric, text
			return
		}
		n = n*10 + d
	}
	c.Kind, c.Int = ast.ConstInt, int64(n)
}

// minInt64 is the magnitude of the lowest int64, which does not fit itself.
const minInt64 = "9223372036854775808"

// negate folds a minus into a number.
func negate(c *ast.Const) {
	switch {
	case c.Kind == ast.ConstInt && c.Int == -1<<63:
		c.Kind, c.Int, c.Text = ast.ConstNumeric, 0, minInt64
	case c.Kind == ast.ConstInt:
		c.Int = -c.Int
	case c.Text == minInt64:
		c.Kind, c.Int, c.Text = ast.ConstInt, -1<<63, ""
	case c.Text[0] == '-':
		c.Text = c.Text[1:]
	default:
		c.Text = "-" + c.Text
	}
}

package types

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// AppendText appends the text form of d, a non-NULL value of type t, exactly as
// the type's output function prints it.
func AppendText(dst []byte, t *Type, d Datum, env *Env) []byte {
	if t.domain != nil {
		t = t.Base()
	}
	switch d.Kind() {
	case KindInt:
		if t.IsReg() {
			return AppendReg(dst, t, d, env)
		}
		return strconv.AppendInt(dst, d.Int(), 10)
	case KindText:
		if t.OID == OIDChar && d.n > 0 && d.Text()[0] >= utf8.RuneSelf {
			c := d.Text()[0]
			return append(dst, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
		}
		if t.OID == OIDXML {
			return appendXML(dst, d.Text())
		}
		return append(dst, d.Text()...)
	case KindBool:
		if d.Bool() {
			return append(dst, 't')
		}
		return append(dst, 'f')
	case KindFloat:
		return AppendFloat(dst, d.Float(), t, env)
	case KindNumeric:
		return AppendNumeric(dst, d)
	case KindBytes:
		if t.enum != nil {
			return append(dst, t.labelOf(d)...)
		}
		return AppendCoded(dst, t, d.Bytes(), env)
	case KindDate:
		return appendDate(dst, d.Date(), env.datePrinter())
	case KindTime:
		return appendTime(dst, d.Time())
	case KindTimeTZ:
		return AppendZone(appendTime(dst, d.Time()), -int(d.aux()))
	case KindTimestamp:
		if t.OID == OIDTimestampTZ {
			return appendTimestampTZ(dst, d.Timestamp(), env, env.datePrinter())
		}
		return appendTimestamp(dst, d.Timestamp(), env.datePrinter())
	case KindInterval:
		return printInterval(dst, d.Interval(), env)
	case KindUUID:
		return appendUUID(dst, d.UUID())
	case KindArray:
		return appendArray(dst, t, d.Array(), env)
	case KindRecord:
		return appendRecord(dst, d.Record(), env)
	case KindJSONB:
		return d.JSON().AppendText(dst)
	}
	return dst
}

// String returns the text form of a non-NULL value, or "NULL".
func String(t *Type, d Datum, env *Env) string {
	if d.IsNull() {
		return "NULL"
	}
	return string(AppendText(nil, t, d, env))
}

// DecodeText reads s as the type's input function does and applies typmod as an
// assignment would. Errors are 22P02, 22003, 22007, 22008, 22001 and so on. A
// datum of the text family shares s's memory.
func DecodeText(t *Type, typmod int32, s string, env *Env) (Datum, error) {
	switch t.OID {
	case OIDInt4:
		return decodeInt(s, "integer", 32)
	case OIDInt8:
		return decodeInt(s, "bigint", 64)
	case OIDText, OIDUnknown, OIDCString, OIDVarchar, OIDBPChar, OIDName, OIDChar, OIDPgNodeTree, OIDACLItem, OIDRefCursor:
		return decodeString(t, typmod, s)
	case OIDInt2:
		return decodeInt(s, "smallint", 16)
	case OIDBool:
		return decodeBool(s)
	case OIDFloat4, OIDFloat8:
		return DecodeFloat(s, t)
	case OIDNumeric:
		d, err := ParseNumeric(s)
		if err != nil {
			return Null, err
		}
		return ApplyNumericTypmod(d, typmod)
	case OIDBytea:
		return decodeBytea(s)
	case OIDUUID:
		return decodeUUID(s)
	case OIDJSON, OIDJSONB, OIDJSONPath:
		return decodeJSON(t, s, env)
	case OIDXML:
		return DecodeXML(s, env)
	case OIDXID, OIDCID:
		return Int(int64(uint32(parseXID(s)))), nil
	case OIDOID:
		return decodeOID(s, t.Name)
	case OIDDate, OIDTime, OIDTimeTZ, OIDTimestamp, OIDTimestampTZ, OIDInterval:
		return decodeDatetime(t, typmod, s, env)
	case OIDInt2Vector, OIDOIDVector:
		return decodeVector(t, s)
	case OIDVoid:
		return Void(), nil
	case OIDRecord:
		return Null, pgerror.New(pgerror.FeatureNotSupported, "input of anonymous composite types is not implemented")
	}
	if c := codecOf(t); c != nil && t.kind == KindBytes {
		return c.decode(t, typmod, s, env)
	}
	switch {
	case t.made == MadeCitext:
		return decodeString(t, typmod, s)
	case t.enum != nil:
		return t.enumLabel(s)
	case t.domain != nil:
		d, err := DecodeText(t.domain.Base, t.domain.Typmod, s, env)
		if err != nil {
			return Null, err
		}
		return env.Checked(t, d)
	case t.composite != nil:
		return decodeComposite(t, s, env)
	case t.IsReg():
		return DecodeReg(t, s, env)
	case t.elem != nil && t.Supported():
		return decodeArray(t, typmod, s, env)
	case t.IsPseudo():
		return Null, pgerror.New(pgerror.FeatureNotSupported, "cannot accept a value of type %s", t.Name)
	}
	return Null, unsupportedType(t)
}

func unsupportedType(t *Type) error {
	return pgerror.Unsupported("Use a supported type; docs/sql-compatibility.md lists them.",
		"values of type %s are not supported", t)
}

// TrimSpace cuts what C's isspace cuts: ASCII white space.
func TrimSpace(s string) string {
	for s != "" && IsSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && IsSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// IsSpace reports whether c is white space to Postgres's input functions.
func IsSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// decodeInt reads a decimal integer; the fast path is short plain digits.
func decodeInt(s, typeName string, width int) (Datum, error) {
	if v, ok := parseSmallInt(s); ok && (width >= 32 || v == int64(int16(v))) {
		return Int(v), nil
	}
	text := TrimSpace(s)
	v, err := strconv.ParseInt(text, 10, width)
	if err == nil {
		return Int(v), nil
	}
	digits := text[:leadingDigits(text)]
	if len(digits) < len(text) { // digits are counted below 0, and what follows them looked at before their sign
		digits = "-" + strings.TrimLeft(digits, "+-")
	}
	if _, err := strconv.ParseInt(digits, 10, width); errors.Is(err, strconv.ErrRange) {
		return Null, rangeError(typeName, s)
	}
	return Null, SyntaxError(typeName, s)
}

// leadingDigits is how long a sign and digits are at the front of s.
func leadingDigits(s string) int {
	i := 0
	if s != "" && (s[0] == '+' || s[0] == '-') {
		i = 1
	}
	for i < len(s) && IsDigit(s[i]) {
		i++
	}
	return i
}

// parseSmallInt reads up to 9 digits with an optional minus.
func parseSmallInt(s string) (int64, bool) {
	i, neg := 0, false
	if s != "" && s[0] == '-' {
		i, neg = 1, true
	}
	if n := len(s) - i; n == 0 || n > 9 {
		return 0, false
	}
	var v int64
	for ; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		v = v*10 + int64(c)
	}
	if neg {
		v = -v
	}
	return v, true
}

func isSignedDigits(s string) bool {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	return s != "" && IsDigits(s)
}

// decodeOID reads an unsigned 32-bit number; -1 wraps as Postgres's strtoul.
func decodeOID(s, typeName string) (Datum, error) {
	text := TrimSpace(s)
	if !isSignedDigits(text) {
		return Null, SyntaxError(typeName, s)
	}
	v, err := strconv.ParseInt(text, 10, 64)
	if err != nil || v > math.MaxUint32 || v < math.MinInt32 {
		return Null, rangeError(typeName, s)
	}
	return Int(int64(uint32(v))), nil
}

// decodeBool accepts unique prefixes of the words, in any case.
func decodeBool(s string) (Datum, error) {
	switch w := strings.ToLower(TrimSpace(s)); w {
	case "t", "tr", "tru", "true", "y", "ye", "yes", "on", "1":
		return Bool(true), nil
	case "f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0":
		return Bool(false), nil
	}
	return Null, SyntaxError("boolean", s)
}

// AppendReg appends the name of an object's OID, as the output function of a reg type does.
func AppendReg(dst []byte, t *Type, d Datum, env *Env) []byte {
	oid := OID(d.Int())
	if oid == 0 {
		if t.OID == OIDRegOper || t.OID == OIDRegOperator { // there "-" is an operator
			return append(dst, '0')
		}
		return append(dst, '-')
	}
	if t.OID == OIDRegType {
		if typ, ok := ByOID(oid); ok {
			return append(dst, typ.String()...)
		}
	}
	if env != nil && env.Reg != nil {
		if name, ok := env.Reg.RegName(t, oid); ok {
			return append(dst, name...)
		}
	}
	if name, ok := textSearchText(t, oid); ok {
		return append(dst, name...)
	}
	return strconv.AppendUint(dst, uint64(oid), 10)
}

// DecodeReg reads a name or an OID as the input function of a reg type does.
func DecodeReg(t *Type, s string, env *Env) (Datum, error) {
	if s == "-" && t.OID != OIDRegOper && t.OID != OIDRegOperator { // of which it may be one
		return Int(0), nil
	}
	if s != "" && IsDigits(s) {
		return decodeOID(s, "oid")
	}
	if t.OID == OIDRegConfig || t.OID == OIDRegDictionary {
		return decodeTextSearch(t, s, env)
	}
	if t.OID == OIDRegType {
		typ, _, err := ParseType(s)
		if err == nil {
			return Int(int64(typ.OID)), nil
		}
		if env == nil || env.Reg == nil {
			return Null, err
		}
	}
	if env != nil && env.Reg != nil {
		if oid, ok := env.Reg.RegOID(t, s); ok {
			return Int(int64(oid)), nil
		}
		if r, ok := env.Reg.(RegRefuser); ok {
			if err := r.RegRefused(t, s); err != nil {
				return Null, err
			}
		}
	}
	return Null, regNotFound(t, s)
}

func regNotFound(t *Type, s string) error {
	switch t.OID {
	case OIDRegClass:
		return pgerror.New(pgerror.UndefinedTable, "relation \"%s\" does not exist", s)
	case OIDRegProc, OIDRegProcedure:
		return pgerror.New(pgerror.UndefinedFunction, "function \"%s\" does not exist", s)
	case OIDRegType:
		return pgerror.New(pgerror.UndefinedObject, "type \"%s\" does not exist", strings.ReplaceAll(strings.TrimSpace(s), `"`, ""))
	case OIDRegRole:
		return pgerror.New(pgerror.UndefinedObject, "role \"%s\" does not exist", s)
	case OIDRegNamespace:
		return pgerror.New(pgerror.InvalidSchemaName, "schema \"%s\" does not exist", s)
	case OIDRegOper, OIDRegOperator:
		return pgerror.New(pgerror.UndefinedFunction, "operator does not exist: %s", s)
	}
	return pgerror.New(pgerror.UndefinedObject, "%s \"%s\" does not exist", strings.TrimPrefix(t.Name, "reg"), s)
}

// IsFloat4 reports whether t is real, whose values are rounded.
func IsFloat4(t *Type) bool { return t.OID == OIDFloat4 }

// AppendFloat prints the shortest text that reads back as v, in the layout of
// Postgres: an exponent below -4 and from 15 digits (float4: 6) on, of at least two
// digits. extra_float_digits ≤ 0 rounds to fewer digits as %g.
func AppendFloat(dst []byte, v float64, t *Type, env *Env) []byte {
	switch {
	case math.IsNaN(v):
		return append(dst, "NaN"...)
	case math.IsInf(v, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(v, -1):
		return append(dst, "-Infinity"...)
	}
	bits, digits := 64, 15
	if IsFloat4(t) {
		bits, digits = 32, 6
	}
	if extra := env.extraFloatDigits(); extra <= 0 {
		return AppendG(dst, v, max(digits+extra, 1))
	}
	if math.IsInf(v, 0) || v == 0 {
		if math.Signbit(v) {
			dst = append(dst, '-')
		}
		return append(dst, '0')
	}
	if bits == 32 {
		if text, tie := float4Tie(v); tie {
			return append(dst, text...)
		}
	}
	if bits == 64 {
		if text, tie := float8Tie(v); tie {
			return append(dst, text...)
		}
	}
	exp := decimalExponent(v, bits)
	if exp < -4 || exp >= digits {
		return strconv.AppendFloat(dst, v, 'e', -1, bits)
	}
	return strconv.AppendFloat(dst, v, 'f', -1, bits)
}

// float4Tie gives the text of a float4 whose shortest form lies exactly between
// it and a neighbour: it reads back by rounding to even alone, which Postgres
// does not rely on, so one digit more is printed.
func float4Tie(v float64) (string, bool) {
	if math.Abs(v) < 1e6 {
		return "", false // shortest forms of small floats are never ties
	}
	short := strconv.FormatFloat(v, 'e', -1, 32)
	exact, err := strconv.ParseFloat(short, 64)
	f := float32(v)
	up := float64(math.Nextafter32(f, float32(math.Inf(1))))
	down := float64(math.Nextafter32(f, float32(math.Inf(-1))))
	if err != nil || exact != (v+up)/2 && exact != (v+down)/2 {
		return "", false
	}
	digits := strings.IndexByte(short, 'e')
	if strings.ContainsRune(short, '.') {
		digits--
	}
	if v < 0 {
		digits--
	}
	for ; digits < 9; digits++ {
		longer := strconv.FormatFloat(v, 'e', digits, 32)
		if back, err := strconv.ParseFloat(longer, 64); err == nil && back != exact {
			return longer, true
		}
	}
	return "", false
}

// float8Tie is float4Tie of a float8, 1e23 for one: a tie is a whole number of at most 17 digits
// and zeros, and of 54 bits and zeros, so it has 5 as a factor some 23 times at most.
func float8Tie(v float64) (string, bool) {
	if a := math.Abs(v); a < 1<<54 || a > 1e41 || math.Float64bits(v)&1 != 0 {
		return "", false
	}
	if !between(strconv.FormatFloat(v, 'e', -1, 64), v) {
		return "", false
	}
	for digits := 1; digits < 17; digits++ {
		longer := strconv.FormatFloat(v, 'e', digits, 64)
		if back, err := strconv.ParseFloat(longer, 64); err == nil && back == v && !between(longer, v) {
			return longer, true
		}
	}
	return "", false
}

// between reports whether a text lies exactly between v, a whole number, and one of its
// neighbours.
func between(text string, v float64) bool {
	x, ok := new(big.Rat).SetString(text)
	if !ok {
		return false
	}
	x.Add(x, x)
	for _, side := range []float64{math.Inf(1), math.Inf(-1)} {
		sum := new(big.Rat).SetFloat64(v)
		if sum.Add(sum, new(big.Rat).SetFloat64(math.Nextafter(v, side))).Cmp(x) == 0 {
			return true
		}
	}
	return false
}

// wireBits are the bits of a float8 in its binary form: there is one NaN.
func wireBits(v float64) uint64 {
	if math.IsNaN(v) {
		return 0x7ff8 << 48
	}
	return math.Float64bits(v)
}

// decimalExponent returns the exponent of the shortest scientific form.
func decimalExponent(v float64, bits int) int {
	if a := math.Abs(v); a >= 1e-4 && a < 1e5 {
		return 0 // both ends print without an exponent
	}
	var buf [32]byte
	b := strconv.AppendFloat(buf[:0], v, 'e', -1, bits)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] == 'e' {
			exp, _ := strconv.Atoi(string(b[i+1:]))
			return exp
		}
	}
	return 0
}

// AppendG is C's %.*g.
func AppendG(dst []byte, v float64, precision int) []byte {
	var buf [40]byte
	b := strconv.AppendFloat(buf[:0], v, 'e', precision-1, 64)
	at := strings.LastIndexByte(string(b), 'e')
	exp, _ := strconv.Atoi(string(b[at+1:]))
	if exp >= -4 && exp < precision {
		return append(dst, trimFraction(strconv.FormatFloat(v, 'f', precision-1-exp, 64))...)
	}
	dst = append(dst, trimFraction(string(b[:at]))...)
	return append(dst, b[at:]...)
}

func trimFraction(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// leadingFloat is how long a decimal number with an exponent is at the front of s.
func leadingFloat(s string) int {
	i := leadingDigits(s)
	if i < len(s) && s[i] == '.' {
		for i++; i < len(s) && IsDigit(s[i]); i++ {
		}
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		n := leadingDigits(s[i+1:])
		if n > 0 && IsDigit(s[i+n]) {
			i += 1 + n
		}
	}
	return i
}

// DecodeFloat reads a floating-point number of a type.
func DecodeFloat(s string, t *Type) (Datum, error) {
	bits := 64
	if IsFloat4(t) {
		bits = 32
	}
	text := TrimSpace(s)
	if strings.ContainsRune(text, '_') || !floatStart(text) {
		return Null, SyntaxError(t.String(), s)
	}
	v, outside, err := parseFloat(text, bits)
	if err != nil {
		if _, outside, _ := parseFloat(text[:leadingFloat(text)], bits); !outside {
			return Null, SyntaxError(t.String(), s)
		}
		return Null, pgerror.New(pgerror.NumericValueOutOfRange, "\"%s\" is out of range for type %s", s, t) // whatever follows
	}
	if outside {
		return Null, pgerror.New(pgerror.NumericValueOutOfRange, "\"%s\" is out of range for type %s", text, t)
	}
	return Float(v), nil
}

// parseFloat reads a number and tells whether it is too large or too small to be told from 0.
func parseFloat(s string, bits int) (v float64, outside bool, err error) {
	v, err = strconv.ParseFloat(asParsed(s), bits)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, true, nil
	case err != nil:
		return 0, false, err
	}
	return v, v == 0 && strings.ContainsAny(mantissa(s), "123456789"), nil
}

// asParsed writes what strtod takes as ParseFloat takes it: NaN has no sign there, and a
// hexadecimal number an exponent.
func asParsed(s string) string {
	low := strings.ToLower(strings.TrimLeft(s, "+-"))
	switch {
	case low == "nan" && len(s) <= len("-nan"):
		return low
	case strings.HasPrefix(low, "0x") && !strings.Contains(low, "p"):
		return s + "p0"
	}
	return s
}

// floatStart tells numbers and the special words from what ParseFloat takes
// and strtod does not.
func floatStart(s string) bool {
	switch strings.ToLower(strings.TrimLeft(s, "+-")) {
	case "inf", "infinity", "nan":
		return true
	}
	return strings.ContainsAny(s, "0123456789")
}

func mantissa(s string) string {
	if i := strings.IndexAny(s, "eE"); i >= 0 && !strings.HasPrefix(strings.ToLower(strings.TrimLeft(s, "+-")), "0x") {
		return s[:i]
	}
	return s
}

// HexDigits are the digits of hexadecimal numbers.
const HexDigits = "0123456789abcdef"

func appendBytea(dst, b []byte, env *Env) []byte {
	if env != nil && env.ByteaEscape {
		return appendByteaEscape(dst, b)
	}
	dst = append(dst, '\\', 'x')
	return hex.AppendEncode(dst, b)
}

func appendByteaEscape(dst, b []byte) []byte {
	for _, c := range b {
		switch {
		case c == '\\':
			dst = append(dst, '\\', '\\')
		case c < 0x20 || c > 0x7e:
			dst = append(dst, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

func decodeBytea(s string) (Datum, error) {
	if strings.HasPrefix(s, `\x`) {
		b, err := DecodeHex(s[2:])
		return Bytes(b), err
	}
	b, err := DecodeByteaEscape(s)
	return Bytes(b), err
}

// DecodeHex reads pairs of hexadecimal digits with white space between pairs.
func DecodeHex(s string) ([]byte, error) {
	out := make([]byte, 0, len(s)/2)
	for i := 0; i < len(s); {
		if c := s[i]; c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		hi, err := hexDigit(s[i:])
		if err != nil {
			return nil, err
		}
		if i++; i >= len(s) {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "invalid hexadecimal data: odd number of digits")
		}
		lo, err := hexDigit(s[i:])
		if err != nil {
			return nil, err
		}
		out = append(out, hi<<4|lo)
		i++
	}
	return out, nil
}

func hexDigit(s string) (byte, error) {
	switch c := s[0]; {
	case c >= '0' && c <= '9':
		return c - '0', nil
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, nil
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, nil
	}
	_, n := utf8.DecodeRuneInString(s)
	return 0, pgerror.New(pgerror.InvalidParameterValue, "invalid hexadecimal digit: \"%s\"", s[:n])
}

// DecodeByteaEscape reads the escape format of bytea.
func DecodeByteaEscape(s string) ([]byte, error) {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			out = append(out, s[i])
			continue
		}
		switch {
		case i+1 < len(s) && s[i+1] == '\\':
			out = append(out, '\\')
			i++
		case i+3 < len(s) && isOctal(s[i+1:i+4]):
			out = append(out, (s[i+1]-'0')<<6|(s[i+2]-'0')<<3|(s[i+3]-'0'))
			i += 3
		default:
			return nil, pgerror.New(pgerror.InvalidTextRepresentation, "invalid input syntax for type bytea")
		}
	}
	return out, nil
}

func isOctal(s string) bool {
	return s[0] >= '0' && s[0] <= '3' && s[1] >= '0' && s[1] <= '7' && s[2] >= '0' && s[2] <= '7'
}

func appendUUID(dst []byte, u [16]byte) []byte {
	for i, b := range u {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			dst = append(dst, '-')
		}
		dst = append(dst, HexDigits[b>>4], HexDigits[b&15])
	}
	return dst
}

// decodeUUID takes 32 hexadecimal digits, braces around them, and a hyphen
// after any group of four.
func decodeUUID(s string) (Datum, error) {
	text := s
	if strings.HasPrefix(text, "{") {
		if !strings.HasSuffix(text, "}") || len(text) < 2 {
			return Null, SyntaxError("uuid", s)
		}
		text = text[1 : len(text)-1]
	}
	var u [16]byte
	for i := range 16 {
		if i > 0 && i%2 == 0 {
			text = strings.TrimPrefix(text, "-")
		}
		if len(text) < 2 {
			return Null, SyntaxError("uuid", s)
		}
		if _, err := hex.Decode(u[i:i+1], []byte(text[:2])); err != nil {
			return Null, SyntaxError("uuid", s)
		}
		text = text[2:]
	}
	if text != "" {
		return Null, SyntaxError("uuid", s)
	}
	return UUID(u), nil
}

// CheckText refuses what no text value may hold: NUL bytes and invalid UTF-8
// (22021). It is for text from outside that does not pass through DecodeText.
func CheckText(s string) error {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return nil
	}
	for i, r := range s {
		if r == 0 {
			return pgerror.New(pgerror.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\": 0x00")
		}
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return invalidUTF8(s[i:])
			}
		}
	}
	return nil
}

// invalidUTF8 names as many bytes as the leading one announces.
func invalidUTF8(s string) error {
	n := 1
	switch c := s[0]; {
	case c&0xe0 == 0xc0:
		n = 2
	case c&0xf0 == 0xe0:
		n = 3
	case c&0xf8 == 0xf0:
		n = 4
	}
	var b strings.Builder
	for i := range min(n, len(s)) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString("0x")
		b.WriteByte(HexDigits[s[i]>>4])
		b.WriteByte(HexDigits[s[i]&15])
	}
	return pgerror.New(pgerror.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\": %s", b.String())
}

// NameBytes is the room of a name without its terminator.
const NameBytes = 63

func decodeString(t *Type, typmod int32, s string) (Datum, error) {
	if err := CheckText(s); err != nil {
		return Null, err
	}
	switch t.OID {
	case OIDVarchar:
		return ApplyVarcharTypmod(s, typmod, false)
	case OIDBPChar:
		return ApplyBPCharTypmod(s, typmod, false)
	case OIDName:
		return Text(TruncateName(s)), nil
	case OIDChar:
		return DecodeChar(s), nil
	}
	return Text(s), nil
}

// TruncateName cuts s to 63 bytes without splitting a character.
func TruncateName(s string) string {
	if len(s) <= NameBytes {
		return s
	}
	n := NameBytes
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// ApplyVarcharTypmod checks the length in characters; an explicit cast cuts,
// everything else only drops blanks.
func ApplyVarcharTypmod(s string, typmod int32, explicit bool) (Datum, error) {
	limit := int(typmod) - 4
	if typmod < 4 || len(s) <= limit {
		return Text(s), nil
	}
	cut := RuneOffset(s, limit)
	if !explicit && TrimBlanks(s[cut:]) != "" {
		return Null, pgerror.New(pgerror.StringDataRightTruncation, "value too long for type character varying(%d)", limit)
	}
	return Text(s[:cut]), nil
}

// ApplyBPCharTypmod pads to the length, or cuts as ApplyVarcharTypmod does.
func ApplyBPCharTypmod(s string, typmod int32, explicit bool) (Datum, error) {
	limit := int(typmod) - 4
	if typmod < 4 {
		return Text(s), nil
	}
	n := utf8.RuneCountInString(s)
	switch {
	case n == limit:
		return Text(s), nil
	case n < limit:
		return Text(s + strings.Repeat(" ", limit-n)), nil
	}
	cut := RuneOffset(s, limit)
	if !explicit && TrimBlanks(s[cut:]) != "" {
		return Null, pgerror.New(pgerror.StringDataRightTruncation, "value too long for type character(%d)", limit)
	}
	return Text(s[:cut]), nil
}

// RuneOffset returns the byte offset after n characters of s, at most len(s).
func RuneOffset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// AppendBinary appends the binary form of d, a non-NULL value of type t, as the
// type's send function does. Types without one are refused with 42883.
func AppendBinary(dst []byte, t *Type, d Datum, env *Env) ([]byte, error) {
	if t.domain != nil {
		t = t.Base()
	}
	switch d.Kind() {
	case KindInt:
		return appendIntBinary(dst, t, d.Int()), nil
	case KindText, KindBytes:
		switch {
		case t.enum != nil:
			return env.appendForClient(dst, t.labelOf(d))
		case t.OID == OIDChar && d.n == 0:
			return append(dst, 0), nil
		case t.OID == OIDChar: // a byte, whatever the client reads
			return append(dst, d.Text()...), nil
		case t.OID == OIDJSONPath:
			dst = append(dst, jsonWireVersion)
		case t.OID == OIDXML:
			return appendXMLBinary(dst, d.Text(), env)
		case d.Kind() == KindBytes:
			if err := env.codesText(t); err != nil {
				return dst, err
			}
			return appendCodedBinary(dst, t, d.Bytes()), nil
		}
		return env.appendForClient(dst, d.Text())
	case KindBool:
		return append(dst, byte(d.n)), nil
	case KindFloat:
		if IsFloat4(t) {
			return binary.BigEndian.AppendUint32(dst, math.Float32bits(float32(d.Float()))), nil
		}
		return binary.BigEndian.AppendUint64(dst, wireBits(d.Float())), nil
	case KindNumeric:
		return appendNumericBinary(dst, d), nil
	case KindDate:
		return binary.BigEndian.AppendUint32(dst, uint32(d.Date())), nil
	case KindTime, KindTimestamp:
		return binary.BigEndian.AppendUint64(dst, d.n), nil
	case KindTimeTZ:
		dst = binary.BigEndian.AppendUint64(dst, d.n)
		return binary.BigEndian.AppendUint32(dst, uint32(d.aux())), nil
	case KindInterval:
		v := d.Interval()
		dst = binary.BigEndian.AppendUint64(dst, uint64(v.Micros))
		dst = binary.BigEndian.AppendUint32(dst, uint32(v.Days))
		return binary.BigEndian.AppendUint32(dst, uint32(v.Months)), nil
	case KindUUID:
		u := d.UUID()
		return append(dst, u[:]...), nil
	case KindArray:
		return appendArrayBinary(dst, d.Array(), env)
	case KindRecord:
		return appendRecordBinary(dst, d.Record(), env)
	case KindJSONB:
		if env == nil || env.Charset == nil {
			return d.JSON().AppendText(append(dst, jsonWireVersion)), nil
		}
		return env.appendForClient(append(dst, jsonWireVersion), string(d.JSON().AppendText(nil)))
	case KindVoid:
		return dst, nil
	}
	return dst, pgerror.New(pgerror.UndefinedFunction, "no binary output function available for type %s", t)
}

func appendIntBinary(dst []byte, t *Type, v int64) []byte {
	switch t.Len {
	case 2:
		return binary.BigEndian.AppendUint16(dst, uint16(v))
	case 8:
		return binary.BigEndian.AppendUint64(dst, uint64(v))
	}
	return binary.BigEndian.AppendUint32(dst, uint32(v))
}

// DecodeBinary reads b as the type's receive function does and applies typmod.
// The result does not share memory with b. Errors are 22P03, 08P01, 22021 and
// those of the type's range.
func DecodeBinary(t *Type, typmod int32, b []byte, env *Env) (Datum, error) {
	if t.domain != nil {
		d, err := DecodeBinary(t.Base(), t.BaseTypmod(typmod), b, env)
		if err != nil {
			return Null, err
		}
		return env.Checked(t, d)
	}
	if n := fixedBinary(t); n > 0 {
		if len(b) < n {
			return Null, errShortMessage
		}
		if len(b) > n {
			return Null, ErrBinaryFormat
		}
	}
	switch t.kind {
	case KindInt:
		return decodeIntBinary(t, b), nil
	case KindText:
		if t.OID == OIDChar {
			return Text(strings.TrimRight(string(b), "\x00")), nil
		}
		if t.OID == OIDXML {
			return decodeXMLBinary(b, env)
		}
		b, err := env.FromClient(b)
		if err != nil {
			return Null, err
		}
		switch t.OID {
		case OIDJSON:
			return decodeJSON(t, string(b), env)
		case OIDJSONPath:
			return decodeVersioned(t, b, env)
		}
		return decodeString(t, typmod, string(b))
	case KindBytes:
		if t.enum != nil {
			label, err := env.FromClient(b)
			if err != nil {
				return Null, err
			}
			if err := CheckText(string(label)); err != nil {
				return Null, err
			}
			return t.enumLabel(string(label))
		}
		if err := env.codesText(t); err != nil {
			return Null, err
		}
		return decodeCodedBinary(t, typmod, b)
	case KindBool:
		return Bool(b[0] != 0), nil
	case KindFloat:
		if IsFloat4(t) {
			return Float(float64(math.Float32frombits(binary.BigEndian.Uint32(b)))), nil
		}
		return Float(math.Float64frombits(binary.BigEndian.Uint64(b))), nil
	case KindNumeric:
		d, err := decodeNumericBinary(b)
		if err != nil {
			return Null, err
		}
		return ApplyNumericTypmod(d, typmod)
	case KindUUID:
		return UUID([16]byte(b)), nil
	case KindJSONB:
		b, err := env.FromClient(b)
		if err != nil {
			return Null, err
		}
		return decodeVersioned(t, b, env)
	case KindDate, KindTime, KindTimeTZ, KindTimestamp, KindInterval:
		return decodeDatetimeBinary(t, typmod, b)
	case KindArray:
		return decodeArrayBinary(t, typmod, b, env)
	case KindVoid:
		return Void(), nil
	case KindRecord:
		if t.composite != nil {
			return decodeCompositeBinary(t, b, env)
		}
		return Null, pgerror.New(pgerror.FeatureNotSupported, "input of anonymous composite types is not implemented")
	}
	if t.IsPseudo() {
		return Null, pgerror.New(pgerror.FeatureNotSupported, "cannot accept a value of type %s", t.Name)
	}
	return Null, unsupportedType(t)
}

// fixedBinary is the size of the binary form, 0 where it varies.
func fixedBinary(t *Type) int {
	switch t.kind {
	case KindText:
		if t.OID == OIDChar {
			return 1
		}
	case KindBool, KindInt, KindFloat, KindDate, KindTime, KindTimeTZ, KindTimestamp, KindInterval, KindUUID:
		return int(t.Len)
	}
	return 0
}

func decodeIntBinary(t *Type, b []byte) Datum {
	switch len(b) {
	case 2:
		return Int(int64(int16(binary.BigEndian.Uint16(b))))
	case 8:
		return Int(int64(binary.BigEndian.Uint64(b)))
	}
	v := binary.BigEndian.Uint32(b)
	if t.OID == OIDInt4 {
		return Int(int64(int32(v)))
	}
	return Int(int64(v))
}

// DecodeChar reads a "char": a byte, or its octal digits behind a backslash. The
// byte zero is the empty text, as it prints.
func DecodeChar(s string) Datum {
	if len(s) == 4 && s[0] == '\\' && isOctal(s[1:]) {
		s = string([]byte{(s[1]-'0')<<6 | (s[2]-'0')<<3 | (s[3] - '0')})
	}
	if s == "" || s[0] == 0 {
		return Text("")
	}
	return Text(s[:1])
}

// StepRune is how many bytes the first character of s has.
func StepRune(s string) int {
	if s[0] < utf8.RuneSelf {
		return 1
	}
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// CastText is x::text: like the output function, but for booleans and char(n).
func CastText(t *Type, d Datum, env *Env) string {
	switch {
	case t.OID == OIDText, t.OID == OIDXML:
		return d.Text()
	case t.OID == OIDBool:
		return strconv.FormatBool(d.Bool())
	case t.OID == OIDBPChar:
		return TrimBlanks(d.Text())
	case t.OID == OIDInet:
		return inetShown(d)
	}
	return String(t, d, env)
}

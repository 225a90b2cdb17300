package types

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Reading dates and times takes two steps, as in Postgres: the text is cut into
// fields by their look (lexDatetime), then each field is understood in the
// light of those before it (datetimeParser). Only so do "Jan 5 2020",
// "5 Jan 2020 10:00 PM" and "20200105T220000Z" mean the same.

// A parse ends in one of these, which the caller dresses with the type's name
// and the text.
var (
	errBadFormat     = errors.New("bad format")
	errFieldOverflow = errors.New("field out of range")
	errMDOverflow    = errors.New("month or day out of range")
	errZoneOverflow  = errors.New("zone out of range")
)

// zoneNotFound is a zone name that nobody knows.
type zoneNotFound string

func (z zoneNotFound) Error() string { return "time zone \"" + string(z) + "\" not recognized" }

// datetimeError gives a parse's failure Postgres's words.
func datetimeError(err error, t *Type, s string) error {
	var z zoneNotFound
	switch {
	case err == errFieldOverflow && t.OID == OIDInterval:
		return pgerror.New(pgerror.IntervalFieldOverflow, "interval field value out of range: \"%s\"", s)
	case err == errFieldOverflow:
		return pgerror.New(pgerror.DatetimeFieldOverflow, "date/time field value out of range: \"%s\"", s)
	case err == errMDOverflow:
		return pgerror.New(pgerror.DatetimeFieldOverflow, "date/time field value out of range: \"%s\"", s).
			WithHint("Perhaps you need a different \"datestyle\" setting.")
	case err == errZoneOverflow:
		return pgerror.New(pgerror.InvalidTimeZoneDisplacementValue, "time zone displacement out of range: \"%s\"", s)
	case errors.As(err, &z):
		return pgerror.New(pgerror.InvalidParameterValue, "%s", z.Error())
	case err == errBadFormat:
		return pgerror.New(pgerror.InvalidDatetimeFormat, "invalid input syntax for type %s: \"%s\"", datetimeName(t), s)
	}
	return err
}

// datetimeName is how input functions call their type.
func datetimeName(t *Type) string {
	if t.OID == OIDTime || t.OID == OIDTimestamp {
		return t.Name
	}
	return t.String()
}

type fieldKind uint8

const (
	fieldNumber  fieldKind = iota // digits, maybe with a fraction
	fieldDate                     // digits and letters with - / . between
	fieldTime                     // digits with : between
	fieldString                   // a word
	fieldZone                     // a sign and digits
	fieldSpecial                  // a sign and a word
)

type field struct {
	kind fieldKind
	text string // lower case
}

// maxFields and maxFieldBytes bound one date: more is no date.
const (
	maxFields     = 25
	maxFieldBytes = 128
)

// IsDigit reports whether c is a digit of ASCII.
func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

// IsAlpha reports whether c is a letter of ASCII.
func IsAlpha(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// IsPunct reports whether c is punctuation of ASCII.
func IsPunct(c byte) bool { return c > ' ' && c < 0x7f && !IsDigit(c) && !IsAlpha(c) }

// lexer walks over the text with an end marker of 0.
type lexer struct {
	s string
	i int
}

func (l *lexer) peek() byte {
	if l.i < len(l.s) {
		return l.s[l.i]
	}
	return 0
}

func (l *lexer) take(while func(byte) bool) {
	for l.i < len(l.s) && while(l.s[l.i]) {
		l.i++
	}
}

// lexDatetime cuts s into fields.
func lexDatetime(s string) ([]field, error) {
	if len(s) > maxFieldBytes {
		return nil, errBadFormat
	}
	l := &lexer{s: strings.ToLower(s)}
	var fields []field
	for l.i < len(l.s) {
		c := l.peek()
		if IsSpace(c) {
			l.i++
			continue
		}
		start := l.i
		kind, skip, err := l.field(c)
		if err != nil {
			return nil, err
		}
		if skip {
			continue
		}
		if len(fields) == maxFields {
			return nil, errBadFormat
		}
		text := l.s[start:l.i]
		if kind == fieldZone || kind == fieldSpecial {
			text = text[:1] + TrimLeftSpace(text[1:])
		}
		fields = append(fields, field{kind, text})
	}
	return fields, nil
}

func (l *lexer) field(c byte) (kind fieldKind, skip bool, err error) {
	switch {
	case IsDigit(c):
		return l.number(), false, nil
	case c == '.':
		l.i++
		l.take(IsDigit)
		return fieldNumber, false, nil
	case IsAlpha(c):
		return l.word(), false, nil
	case c == '+' || c == '-':
		l.i++
		l.take(IsSpace)
		switch c := l.peek(); {
		case IsDigit(c):
			l.take(func(c byte) bool { return IsDigit(c) || c == ':' || c == '.' || c == '-' })
			return fieldZone, false, nil
		case IsAlpha(c):
			l.take(IsAlpha)
			return fieldSpecial, false, nil
		}
		return 0, false, errBadFormat
	case IsPunct(c):
		l.i++
		return 0, true, nil
	}
	return 0, false, errBadFormat
}

// number reads what starts with a digit: a time, a date or a number.
func (l *lexer) number() fieldKind {
	l.take(IsDigit)
	switch delim := l.peek(); delim {
	case ':':
		l.take(func(c byte) bool { return IsDigit(c) || c == ':' || c == '.' })
		return fieldTime
	case '-', '/', '.':
		l.i++
		if !IsDigit(l.peek()) {
			l.take(func(c byte) bool { return IsDigit(c) || IsAlpha(c) || c == delim })
			return fieldDate
		}
		kind := fieldDate
		if delim == '.' {
			kind = fieldNumber
		}
		l.take(IsDigit)
		if l.peek() == delim {
			kind = fieldDate
			l.take(func(c byte) bool { return IsDigit(c) || c == delim })
		}
		return kind
	}
	return fieldNumber
}

// word reads what starts with a letter: a word, or a date or zone name with
// punctuation in it.
func (l *lexer) word() fieldKind {
	start := l.i
	l.take(IsAlpha)
	switch c := l.peek(); {
	case c == '-' || c == '/' || c == '.':
	case (c == '+' || IsDigit(c)) && !isDateWord(l.s[start:l.i]):
	default:
		return fieldString
	}
	l.take(func(c byte) bool {
		return IsDigit(c) || IsAlpha(c) || strings.IndexByte("+-/_.:", c) >= 0
	})
	return fieldDate
}

// dateMask says which fields are known already.
type dateMask uint16

const (
	hasYear dateMask = 1 << iota
	hasMonth
	hasDay
	hasDOY
	hasHour
	hasMinute
	hasSecond
	hasFraction
	hasZone
	hasSpecial
)

const (
	hasDate = hasYear | hasMonth | hasDay
	hasTime = hasHour | hasMinute | hasSecond | hasFraction
)

// specials of dates.
const (
	specialNone = iota
	specialEpoch
	specialInfinity
	specialNegInfinity
)

var monthNames = map[string]int{
	"jan": 1, "january": 1, "feb": 2, "february": 2, "mar": 3, "march": 3, "apr": 4, "april": 4, "may": 5,
	"jun": 6, "june": 6, "jul": 7, "july": 7, "aug": 8, "august": 8, "sep": 9, "sept": 9, "september": 9,
	"oct": 10, "october": 10, "nov": 11, "november": 11, "dec": 12, "december": 12,
}

var dayNames = map[string]bool{
	"sun": true, "sunday": true, "mon": true, "monday": true, "tue": true, "tues": true, "tuesday": true,
	"wed": true, "wednesday": true, "weds": true, "thu": true, "thur": true, "thurs": true, "thursday": true,
	"fri": true, "friday": true, "sat": true, "saturday": true,
}

// isDateWord reports whether w is a word of dates that digits may follow.
func isDateWord(w string) bool {
	if _, ok := monthNames[w]; ok || dayNames[w] || isoUnits[w] != 0 {
		return true
	}
	switch w {
	case "ad", "bc", "am", "pm", "allballs", "at", "on", "t", "dow", "doy", "dst", "epoch", "infinity", "isodow", "isoyear", "now", "today", "tomorrow", "yesterday", "z", "zulu":
		return true
	}
	return false
}

// Meridian says which half of the day an hour was given in.
type Meridian uint8

const (
	noMeridian Meridian = iota
	// AM and PM are the halves of the day.
	AM
	PM
)

// datetimeParser understands fields one after the other.
type datetimeParser struct {
	c         Civil
	doy       int
	mask      dateMask
	zoneEast  int            // seconds, if hasZone and loc is nil
	loc       *time.Location // a zone given by name
	dynamic   NamedZone      // by an abbreviation whose displacement depends on the time
	bc        bool
	half      Meridian
	special   int
	timeOnly  bool // numbers without separators are times
	monthName bool // a month stood as a word
	twoDigits bool // the year had two digits
	julian    bool // the date came as a Julian day
	unitWas   byte // the unit of the number being read
	unit      byte // how to read the next number: 't' is an ISO time, others are of isoUnits
	order     DateOrder
	env       *Env
}

func (p *datetimeParser) set(m dateMask) error {
	if p.mask&m != 0 {
		return errBadFormat
	}
	p.mask |= m
	return nil
}

// run understands all fields and checks the whole.
func (p *datetimeParser) run(fields []field) error {
	for i, f := range fields {
		if err := p.field(f, fields, i); err != nil {
			return err
		}
	}
	if err := p.validate(); err != nil {
		return err
	}
	return p.applyMeridian()
}

func (p *datetimeParser) field(f field, all []field, i int) error {
	switch f.kind {
	case fieldDate:
		return p.dateField(f.text, all, i)
	case fieldTime:
		if p.unit != 0 && p.unit != 't' {
			return errBadFormat
		}
		p.unit = 0
		if err := p.set(hasTime); err != nil {
			return err
		}
		return p.timeField(f.text)
	case fieldZone:
		return p.zoneField(f.text)
	case fieldNumber:
		return p.numberField(f.text)
	}
	return p.wordField(f.text, all, i)
}

func (p *datetimeParser) dateField(s string, all []field, i int) error {
	switch {
	case p.unit == 'j':
		return p.julianWithZone(s)
	case p.unit != 0 && p.unit != 't':
		return errBadFormat
	case IsAlpha(s[0]) && strings.ContainsAny(s, "/_"):
		return p.zoneName(s)
	case p.timeOnly && !p.dateBefore(all, i), p.unit == 't', p.mask&(hasMonth|hasDay) == hasMonth|hasDay:
		return p.timeWithZone(s)
	}
	return p.decodeDate(s)
}

// dateBefore reports whether the fields of a time of day begin with a date.
func (p *datetimeParser) dateBefore(all []field, i int) bool {
	return i == 0 && len(all) >= 2 && (all[len(all)-1].kind == fieldDate || all[1].kind == fieldTime)
}

// julianWithZone reads "2452271-08", a Julian day and its zone.
func (p *datetimeParser) julianWithZone(s string) error {
	at := strings.IndexByte(s, '-')
	if at < 0 {
		return errBadFormat
	}
	if err := p.unitNumber(s[:at]); err != nil {
		return err
	}
	return p.zoneField(s[at:])
}

// timeWithZone reads "040506-08", a run-together time and its zone.
func (p *datetimeParser) timeWithZone(s string) error {
	at := strings.IndexByte(s, '-')
	switch {
	case !IsDigit(s[0]):
		return p.zoneName(s)
	case at < 0:
		return errBadFormat
	}
	if p.mask&hasTime != 0 {
		return errBadFormat
	}
	if err := p.zoneField(s[at:]); err != nil {
		return err
	}
	p.unit = 0
	return p.concatenated(s[:at])
}

// decodeDate reads a date with separators, like 2020-01-05 or 5.jan.2020.
func (p *datetimeParser) decodeDate(s string) error {
	// A date with separators does not come behind a time, though one of numbers or words does
	// (Postgres: the end of DecodeDate).
	if p.mask&hasTime != 0 {
		return errBadFormat
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return !IsDigit(byte(r)) && !IsAlpha(byte(r)) })
	var nums []string
	for _, w := range splitAlnum(parts) {
		if !IsAlpha(w[0]) {
			nums = append(nums, w)
			continue
		}
		m, ok := monthNames[w]
		if !ok {
			if dayNames[w] {
				continue
			}
			return errBadFormat
		}
		if err := p.set(hasMonth); err != nil {
			return err
		}
		p.c.Month, p.monthName = m, true
	}
	for _, n := range nums {
		if p.mask&hasDate == hasDate {
			return errBadFormat
		}
		if err := p.dateNumber(n); err != nil {
			return err
		}
	}
	if p.mask&hasDate != hasDate && p.mask&(hasYear|hasDOY) != hasYear|hasDOY {
		return errBadFormat
	}
	return nil
}

// splitAlnum cuts letters from digits within each part.
func splitAlnum(parts []string) []string {
	var out []string
	for _, w := range parts {
		start := 0
		for i := 1; i < len(w); i++ {
			if IsAlpha(w[i]) != IsAlpha(w[i-1]) {
				out = append(out, w[start:i])
				start = i
			}
		}
		out = append(out, w[start:])
	}
	return out
}

// dateNumber gives one number its place by what is known and by DateOrder.
func (p *datetimeParser) dateNumber(s string) error {
	v, err := strconv.Atoi(s)
	if err != nil {
		return errFieldOverflow
	}
	if len(s) == 3 && p.mask&hasDate == hasYear && v >= 1 && v <= 366 {
		p.doy = v
		p.mask |= hasDOY | hasMonth | hasDay // a number that follows is a time
		return nil
	}
	year := func() error {
		p.c.Year = v
		p.mask |= hasYear
		p.twoDigits = len(s) <= 2
		return nil
	}
	month := func() error { p.c.Month = v; p.mask |= hasMonth; return nil }
	day := func() error { p.c.Day = v; p.mask |= hasDay; return nil }
	switch p.mask & hasDate {
	case 0:
		switch {
		case len(s) >= 3 || p.order == YMD:
			return year()
		case p.order == DMY:
			return day()
		}
		return month()
	case hasYear:
		return month()
	case hasMonth:
		if p.monthName && (len(s) >= 3 || p.order == YMD) {
			return year()
		}
		return day()
	case hasYear | hasMonth:
		if p.monthName && len(s) >= 3 && p.twoDigits {
			// The first number was the day after all.
			p.c.Day, p.c.Year, p.twoDigits = p.c.Year, v, false
			p.mask |= hasDay
			return nil
		}
		return day()
	case hasDay:
		return month()
	case hasMonth | hasDay:
		return year()
	}
	return p.concatenated(s)
}

// numberField reads a number without separators.
func (p *datetimeParser) numberField(s string) error {
	if p.unit != 0 {
		return p.unitNumber(s)
	}
	point := strings.IndexByte(s, '.')
	switch {
	case p.timeOnly && p.mask&hasTime == 0:
		return p.concatenated(s)
	case point >= 0 && p.mask&hasDate == 0:
		return p.decimalDate(s)
	case point > 2:
		return p.concatenated(s)
	case point < 0 && len(s) >= 6 && (p.mask&hasDate == 0 || p.mask&hasTime == 0):
		return p.concatenated(s)
	case point >= 0:
		return errBadFormat
	}
	return p.dateNumber(s)
}

// decimalDate reads "2020.123", a year and its day.
func (p *datetimeParser) decimalDate(s string) error {
	if strings.Count(s, ".") == 1 && s[0] != '.' && strings.Index(s, ".") > 6 {
		return p.concatenated(s)
	}
	return p.decodeDate(s)
}

// isoUnits are the words that say what the number behind them is, as in Y2001M02D03H04MM05S06.7.
var isoUnits = map[string]byte{"y": 'y', "m": 'm', "d": 'd', "h": 'h', "mm": 'n', "s": 's', "j": 'j', "jd": 'j', "julian": 'j'}

// unitNumber reads the number after the name of a unit.
func (p *datetimeParser) unitNumber(s string) error {
	unit := p.unit
	p.unit, p.unitWas = 0, unit
	switch unit {
	case 't':
		return p.concatenated(s)
	case 'j':
		return p.julianNumber(s)
	}
	whole, frac, point := strings.Cut(s, ".")
	v, err := strconv.Atoi(whole)
	switch {
	case err != nil && whole != "" || v > math.MaxInt32:
		return errFieldOverflow
	case point && unit != 's':
		return errBadFormat
	case unit == 'm' && p.mask&(hasMonth|hasHour) == hasMonth|hasHour:
		unit = 'n' // behind a month and an hour M is of minutes
	}
	mask := hasSecond
	switch unit {
	case 'y':
		p.c.Year, mask = v, hasYear
	case 'm':
		p.c.Month, mask = v, hasMonth
	case 'd':
		p.c.Day, mask = v, hasDay
	case 'h':
		p.c.Hour, mask = v, hasHour
	case 'n':
		p.c.Minute, mask = v, hasMinute
	case 's':
		p.c.Sec = v
	}
	if point {
		if p.c.Micros, err = fraction(frac); err != nil {
			return err
		}
		mask |= hasFraction
	}
	return p.set(mask)
}

// julianNumber reads a Julian day, with the part of it that is the time.
func (p *datetimeParser) julianNumber(s string) error {
	if err := p.set(hasDate); err != nil {
		return err
	}
	whole, frac, _ := strings.Cut(s, ".")
	v, err := strconv.Atoi(whole)
	if err != nil || v < 0 || v > math.MaxInt32 {
		return errFieldOverflow
	}
	p.c.Year, p.c.Month, p.c.Day = CalendarDate(v)
	p.julian = true
	if frac != "" {
		if err := p.set(hasTime); err != nil {
			return err
		}
		part, err := strconv.ParseFloat("0."+frac, 64)
		if err != nil {
			return errBadFormat
		}
		p.c.Hour, p.c.Minute, p.c.Sec, p.c.Micros = SplitTime(int64(math.RoundToEven(part * MicrosPerDay)))
	}
	return nil
}

// concatenated reads yyyymmdd, yymmdd, hhmmss or hhmm.
func (p *datetimeParser) concatenated(s string) error {
	whole, frac, hasFrac := strings.Cut(s, ".")
	if !IsDigits(whole) {
		return errBadFormat
	}
	num := func(s string) int { v, _ := strconv.Atoi(s); return v }
	n := len(whole)
	if hasFrac {
		us, err := fraction(frac)
		if err != nil {
			return err
		}
		p.c.Micros = us
	} else if p.mask&hasDate != hasDate && n >= 6 && !p.timeOnly && p.unitWas != 't' {
		if n > 12 {
			return errFieldOverflow
		}
		p.c.Year, p.c.Month, p.c.Day = num(whole[:n-4]), num(whole[n-4:n-2]), num(whole[n-2:])
		p.twoDigits = n == 6
		p.mask |= hasDate
		return nil
	}
	if p.mask&hasTime != 0 || n != 6 && n != 4 {
		return errBadFormat
	}
	p.mask |= hasTime
	p.c.Hour, p.c.Minute = num(whole[:2]), num(whole[2:4])
	if n == 6 {
		p.c.Sec = num(whole[4:])
	}
	return p.checkClock()
}

// fraction reads the digits after a decimal point as microseconds.
func fraction(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	if !IsDigits(s) {
		return 0, errBadFormat
	}
	v, err := strconv.ParseFloat("0."+s, 64)
	if err != nil {
		return 0, errBadFormat
	}
	return int(math.RoundToEven(v * MicrosPerSecond)), nil
}

// timeField reads hh:mm, hh:mm:ss and mm:ss.fff.
func (p *datetimeParser) timeField(s string) error {
	h, m, sec, us, err := clockFields(s)
	p.c.Hour, p.c.Minute, p.c.Sec, p.c.Micros = h, m, sec, us
	if err != nil {
		return err
	}
	return p.checkClock()
}

func clockFields(s string) (h, m, sec, us int, err error) {
	whole, frac, hasFrac := strings.Cut(s, ".")
	parts := strings.Split(whole, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, 0, 0, 0, errBadFormat
	}
	var v [3]int
	for i, part := range parts {
		if part == "" || !IsDigits(part) {
			return 0, 0, 0, 0, errBadFormat
		}
		if v[i], err = strconv.Atoi(part); err != nil || i > 0 && v[i] > math.MaxInt32 {
			return 0, 0, 0, 0, errFieldOverflow
		}
	}
	if us, err = fraction(frac); err != nil {
		return 0, 0, 0, 0, err
	}
	if len(parts) == 2 && hasFrac { // mm:ss.fff
		v[0], v[1], v[2] = 0, v[0], v[1]
	}
	if v[1] > 59 || v[2] > 60 {
		return 0, 0, 0, 0, errFieldOverflow
	}
	return v[0], v[1], v[2], us, nil
}

// checkClock refuses what no clock shows; 24:00:00 is one.
func (p *datetimeParser) checkClock() error {
	c := p.c
	if c.Minute > 59 || c.Sec > 60 || c.Hour > 24 ||
		c.Hour == 24 && (c.Minute > 0 || c.Sec > 0 || c.Micros > 0) {
		return errFieldOverflow
	}
	return nil
}

// zoneField reads a displacement like +05, -0530 or +05:30:15.
func (p *datetimeParser) zoneField(s string) error {
	if err := p.set(hasZone); err != nil {
		return err
	}
	east, err := zoneDisplacement(s)
	p.zoneEast = east
	return err
}

func zoneDisplacement(s string) (east int, err error) {
	parts := strings.Split(s[1:], ":")
	if len(parts) > 3 {
		return 0, errBadFormat
	}
	if i := strings.IndexByte(parts[0], '-'); i > 0 { // "-0044-03-15" is no date
		if h, err := strconv.Atoi(parts[0][:i]); err == nil && h > 15 {
			return 0, errZoneOverflow
		}
	}
	var v [3]int
	for i, part := range parts {
		if part == "" || !IsDigits(part) {
			return 0, errBadFormat
		}
		if v[i], err = strconv.Atoi(part); err != nil {
			return 0, errZoneOverflow
		}
	}
	if len(parts) == 1 && len(parts[0]) > 2 {
		v[0], v[1] = v[0]/100, v[0]%100
	}
	if v[0] > 15 || v[1] > 59 || v[2] > 59 {
		return 0, errZoneOverflow
	}
	east = v[0]*3600 + v[1]*60 + v[2]
	if s[0] == '-' {
		east = -east
	}
	return east, nil
}

func (p *datetimeParser) zoneName(name string) error {
	if err := p.set(hasZone); err != nil {
		return err
	}
	loc, err := p.env.zone(name)
	p.loc = loc
	return err
}

// wordField reads names of months, days, zones, eras and special moments.
func (p *datetimeParser) wordField(w string, all []field, i int) error {
	m, ok := monthNames[w]
	switch {
	case (ok || dayNames[w]) && p.timeOnly: // its date is of numbers
		return errBadFormat
	case ok:
		return p.monthWord(m)
	case dayNames[w]:
		return nil
	}
	if unit := isoUnits[w]; unit != 0 {
		p.unit = unit
		return nil
	}
	switch w {
	case "at", "on", "of":
		return nil
	case "ad", "bc", "a.d.", "b.c.":
		p.bc = w[0] == 'b'
		return nil
	case "am":
		p.half = AM
		return nil
	case "pm":
		p.half = PM
		return nil
	case "t":
		// ISO 8601: a date before, unless it is a time alone, and a time after.
		if p.mask&hasDate == 0 && !p.timeOnly || i+1 >= len(all) {
			return errBadFormat
		}
		p.unit = 't'
		return nil
	case "allballs":
		if err := p.set(hasTime | hasZone); err != nil {
			return err
		}
		return nil
	case "z", "zulu":
		return p.set(hasZone)
	case "epoch", "infinity", "+infinity", "-infinity", "now", "today", "tomorrow", "yesterday":
		return p.specialWord(w)
	}
	if east, ok := zoneAbbrevs[w]; ok {
		if err := p.set(hasZone); err != nil {
			return err
		}
		p.zoneEast = east
		p.dynamic, _ = p.env.dynamicZone(w)
		return nil
	}
	if loc, err := p.env.zone(w); err == nil {
		if err := p.set(hasZone); err != nil {
			return err
		}
		p.loc = loc
		return nil
	}
	return errBadFormat
}

func (p *datetimeParser) monthWord(m int) error {
	if p.mask&hasMonth != 0 && !p.monthName && p.mask&hasDay == 0 && p.c.Month >= 1 && p.c.Month <= 31 {
		// "5 Jan": the number was the day.
		p.c.Day = p.c.Month
		p.mask |= hasDay
	} else if err := p.set(hasMonth); err != nil {
		return err
	}
	p.mask |= hasMonth
	p.c.Month, p.monthName = m, true
	return nil
}

func (p *datetimeParser) specialWord(w string) error {
	switch w {
	case "epoch":
		p.special = specialEpoch
	case "infinity", "+infinity":
		p.special = specialInfinity
	case "-infinity":
		p.special = specialNegInfinity
	default:
		return p.relativeWord(w)
	}
	if p.mask != 0 {
		return errBadFormat
	}
	return p.set(hasSpecial)
}

// relativeWord reads now and the days around it, in the session's zone.
func (p *datetimeParser) relativeWord(w string) error {
	loc := p.env.Zone()
	now := p.env.TransactionTime()
	c := SplitTimestamp(now + int64(ZoneOffset(loc, now))*MicrosPerSecond)
	if w == "now" {
		if err := p.set(hasDate | hasTime | hasZone); err != nil {
			return err
		}
		p.c, p.zoneEast = c, ZoneOffset(loc, now)
		return nil
	}
	if err := p.set(hasDate); err != nil {
		return err
	}
	shift := map[string]int{"yesterday": -1, "today": 0, "tomorrow": 1}[w]
	p.c.Year, p.c.Month, p.c.Day = CalendarDate(JulianDay(c.Year, c.Month, c.Day) + shift)
	return nil
}

// validate turns what was read into a real date.
func (p *datetimeParser) validate() error {
	if p.mask&hasSpecial != 0 {
		return nil
	}
	if p.mask&hasYear != 0 && !p.julian {
		if err := p.applyEra(); err != nil {
			return err
		}
	}
	if p.mask&hasDOY != 0 {
		p.c.Year, p.c.Month, p.c.Day = CalendarDate(JulianDay(p.c.Year, 1, 1) + p.doy - 1)
		p.mask |= hasDate
	}
	if p.mask&hasMonth != 0 && (p.c.Month < 1 || p.c.Month > 12) {
		return errMDOverflow
	}
	if p.mask&hasDay != 0 && (p.c.Day < 1 || p.c.Day > 31) {
		return errMDOverflow
	}
	if p.mask&hasDate == hasDate && p.c.Day > DaysInMonth(p.c.Year, p.c.Month) {
		return errFieldOverflow
	}
	return nil
}

// applyEra turns the written year into one that counts 1 BC as 0.
func (p *datetimeParser) applyEra() error {
	switch {
	case p.c.Year <= 0 && (p.bc || !p.twoDigits):
		return errFieldOverflow
	case p.bc:
		p.c.Year = 1 - p.c.Year
	case p.twoDigits && p.c.Year < 70:
		p.c.Year += 2000
	case p.twoDigits && p.c.Year < 100:
		p.c.Year += 1900
	}
	return nil
}

func (p *datetimeParser) applyMeridian() error {
	if p.half == noMeridian {
		return nil
	}
	switch {
	case p.c.Hour > 12:
		return errFieldOverflow
	case p.half == AM && p.c.Hour == 12:
		p.c.Hour = 0
	case p.half == PM && p.c.Hour != 12:
		p.c.Hour += 12
	}
	return nil
}

var monthDays = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// DaysInMonth is how many days a month has.
func DaysInMonth(year, month int) int {
	if month == 2 && isLeap(year) {
		return 29
	}
	return monthDays[month]
}

func isLeap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// decodeDatetime reads the text of any date or time type.
func decodeDatetime(t *Type, typmod int32, s string, env *Env) (Datum, error) {
	if t.OID == OIDInterval {
		v, err := parseInterval(s, typmod, env.intervalStyle())
		if err != nil {
			return Null, datetimeError(err, t, s)
		}
		return ApplyDatetimeTypmod(t, NewInterval(v), typmod)
	}
	d, ok := decodeISO(t, s, env)
	if !ok {
		var err error
		if d, err = decodeDatetimeSlow(t, s, env); err != nil {
			return Null, datetimeError(err, t, s)
		}
	}
	return ApplyDatetimeTypmod(t, d, typmod)
}

func decodeDatetimeSlow(t *Type, s string, env *Env) (Datum, error) {
	fields, err := lexDatetime(s)
	if err != nil {
		return Null, err
	}
	if len(fields) == 0 {
		return Null, errBadFormat
	}
	p := &datetimeParser{order: env.dateOrder(), env: env, timeOnly: t.OID == OIDTime || t.OID == OIDTimeTZ}
	if err := p.run(fields); err != nil {
		return Null, err
	}
	switch t.OID {
	case OIDDate:
		return p.date(s)
	case OIDTime, OIDTimeTZ:
		return p.timeOfDay(t)
	}
	return p.timestamp(t, s)
}

func (p *datetimeParser) date(s string) (Datum, error) {
	switch p.special {
	case specialEpoch:
		return Date(UnixJulian - EpochJulian), nil
	case specialInfinity:
		return Date(DateInfinity), nil
	case specialNegInfinity:
		return Date(DateNegInfinity), nil
	}
	if p.mask&hasDate != hasDate {
		return Null, errBadFormat
	}
	outOfRange := pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range: \"%s\"", s)
	if !ValidJulianYear(p.c.Year, p.c.Month) {
		return Null, outOfRange
	}
	days := JulianDay(p.c.Year, p.c.Month, p.c.Day) - EpochJulian
	if days < MinDate || days >= MaxDate {
		return Null, outOfRange
	}
	return Date(int32(days)), nil
}

func (p *datetimeParser) timeOfDay(t *Type) (Datum, error) {
	switch date := p.mask & hasDate; {
	case p.special != specialNone, p.mask&hasTime != hasTime:
		return Null, errBadFormat
	case p.loc != nil && date != hasDate, (p.dynamic.Loc != nil || p.mask&hasZone == 0) && date != 0 && date != hasDate:
		return Null, errBadFormat // a zone's offset depends on the date, which is known as a whole or not at all
	}
	if err := p.checkClock(); err != nil {
		return Null, err
	}
	micros := p.c.TimeOfDay()
	if micros > MicrosPerDay {
		return Null, errFieldOverflow
	}
	if t.OID == OIDTime {
		return Time(micros), nil
	}
	east := p.zoneEast
	zone := p.dynamic
	switch {
	case p.loc != nil:
		zone = NamedZone{Loc: p.loc}
	case p.mask&hasZone == 0:
		zone = NamedZone{Loc: p.env.Zone()}
	}
	if zone.Loc != nil {
		now := p.env.TransactionTime()
		if p.mask&hasDate == hasDate {
			if ts, ok := p.c.Timestamp(); ok {
				now = zone.toUTC(ts)
			}
		}
		east = zone.Offset(now)
	}
	return TimeTZ(micros, int32(-east)), nil
}

func (p *datetimeParser) timestamp(t *Type, s string) (Datum, error) {
	switch p.special {
	case specialEpoch:
		return Timestamp(-EpochMicros), nil
	case specialInfinity:
		return Timestamp(TimestampInfinity), nil
	case specialNegInfinity:
		return Timestamp(TimestampNegInfinity), nil
	}
	if p.mask&hasDate != hasDate {
		return Null, errBadFormat
	}
	ts, ok := p.c.Micros64()
	if ok && t.OID == OIDTimestampTZ {
		ts = p.toUTC(ts)
	}
	if !ok || !TimestampInRange(ts) {
		return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range: \"%s\"", s)
	}
	return Timestamp(ts), nil
}

func (p *datetimeParser) toUTC(ts int64) int64 {
	switch {
	case p.loc != nil:
		return LocalToUTC(p.loc, ts)
	case p.dynamic.Loc != nil:
		return p.dynamic.toUTC(ts)
	case p.mask&hasZone != 0:
		return ts - int64(p.zoneEast)*MicrosPerSecond
	}
	return LocalToUTC(p.env.Zone(), ts)
}

// decodeISO reads the form that AppendText prints, for four-digit years:
// yyyy-mm-dd, hh:mm:ss[.ffffff], +hh[:mm]. Everything else is not ok.
func decodeISO(t *Type, s string, env *Env) (Datum, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return Null, false
	}
	y, ok1 := twoDigits(s[0:])
	y2, ok2 := twoDigits(s[2:])
	mo, ok3 := twoDigits(s[5:])
	d, ok4 := twoDigits(s[8:])
	c := Civil{Year: y*100 + y2, Month: mo, Day: d}
	if !(ok1 && ok2 && ok3 && ok4) || c.Year == 0 || mo < 1 || mo > 12 || d < 1 || d > DaysInMonth(c.Year, mo) {
		return Null, false
	}
	if len(s) == 10 {
		return isoResult(t, c, false, 0, env)
	}
	rest, ok := isoClock(s[10:], &c)
	if !ok {
		return Null, false
	}
	if rest == "" {
		return isoResult(t, c, false, 0, env)
	}
	if rest == "Z" {
		return isoResult(t, c, true, 0, env)
	}
	if rest[0] != '+' && rest[0] != '-' || len(rest) != 3 && len(rest) != 6 {
		return Null, false
	}
	east, err := zoneDisplacement(rest)
	if err != nil {
		return Null, false
	}
	return isoResult(t, c, true, east, env)
}

func twoDigits(s string) (int, bool) {
	a, b := s[0]-'0', s[1]-'0'
	return int(a)*10 + int(b), a <= 9 && b <= 9
}

// isoClock reads "( |T)hh:mm:ss[.f…]" and returns what follows.
func isoClock(s string, c *Civil) (rest string, ok bool) {
	if len(s) < 9 || s[0] != ' ' && s[0] != 'T' || s[3] != ':' || s[6] != ':' {
		return "", false
	}
	var ok1, ok2, ok3 bool
	c.Hour, ok1 = twoDigits(s[1:])
	c.Minute, ok2 = twoDigits(s[4:])
	c.Sec, ok3 = twoDigits(s[7:])
	if !(ok1 && ok2 && ok3) || c.Hour > 23 || c.Minute > 59 || c.Sec > 59 {
		return "", false
	}
	s = s[9:]
	if s == "" || s[0] != '.' {
		return s, true
	}
	unit := 100_000
	i := 1
	for ; i < len(s) && IsDigit(s[i]); i++ {
		c.Micros += int(s[i]-'0') * unit
		unit /= 10
	}
	return s[i:], i > 1 && i <= 7
}

func isoResult(t *Type, c Civil, zoned bool, east int, env *Env) (Datum, bool) {
	days := int64(JulianDay(c.Year, c.Month, c.Day) - EpochJulian)
	switch t.OID {
	case OIDDate:
		return Date(int32(days)), true
	case OIDTimestamp:
		return Timestamp(days*MicrosPerDay + c.TimeOfDay()), true
	case OIDTimestampTZ:
		ts := days*MicrosPerDay + c.TimeOfDay()
		if zoned {
			return Timestamp(ts - int64(east)*MicrosPerSecond), true
		}
		return Timestamp(LocalToUTC(env.Zone(), ts)), true
	}
	return Null, false
}

func isAlphas(s string) bool {
	for i := range len(s) {
		if !IsAlpha(s[i]) {
			return false
		}
	}
	return true
}

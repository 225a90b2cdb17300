package builtin

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Templates of to_char, to_date and to_timestamp. A template is cut into nodes:
// patterns with their modifiers, and text that is copied.

type templateNode struct {
	pattern string // upper case; "" for text
	raw     string // as written, or the text
	fill    bool   // FM: no padding
	ordinal string // "th" or "TH"
	quoted  bool   // text that stood in quotes
}

// datePatterns lists the patterns, longer ones before their prefixes.
var datePatterns = []string{
	"A.D.", "A.M.", "AD", "AM", "B.C.", "BC", "CC", "DAY", "DDD", "DD", "DY", "D",
	"FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "FX", "HH24", "HH12", "HH", "IDDD", "ID", "IW",
	"IYYY", "IYY", "IY", "I", "J", "MI", "MM", "MONTH", "MON", "MS", "OF", "P.M.", "PM",
	"Q", "RM", "SSSSS", "SSSS", "SS", "TZH", "TZM", "TZ", "US", "WW", "W",
	"Y,YYY", "YYYY", "YYY", "YY", "Y",
}

// mixedCase are patterns whose spelling with a capital first counts too.
func mixedCase(p string) bool {
	switch p {
	case "DAY", "DY", "MONTH", "MON":
		return true
	}
	return false
}

// matchDatePattern finds the pattern at the front of s, which must be written
// in one case, or capitalised for names.
func matchDatePattern(s string) string {
	for _, p := range datePatterns {
		if len(s) < len(p) || !strings.EqualFold(s[:len(p)], p) {
			continue
		}
		w := s[:len(p)]
		upper, lower := w == p, w == strings.ToLower(p)
		capital := w == p[:1]+strings.ToLower(p[1:])
		if upper || lower || capital && mixedCase(p) {
			return p
		}
	}
	return ""
}

func parseDateTemplate(s string) []templateNode {
	var nodes []templateNode
	for s != "" {
		fill, translated := hasFold(s, "FM"), hasFold(s, "TM")
		if fill || translated { // of the pattern that stands next to it, if one does
			s = s[2:]
		}
		if s == "" {
			break
		}
		if p := matchDatePattern(s); p != "" {
			n := templateNode{pattern: p, raw: s[:len(p)], fill: fill || translated && mixedCase(p)} // translated names are not padded
			s = s[len(p):]
			switch {
			case strings.HasPrefix(s, "th"), strings.HasPrefix(s, "TH"):
				n.ordinal, s = s[:2], s[2:]
			case strings.HasPrefix(s, "SP"):
				s = s[2:] // spelled numbers, which Postgres reads and does not write either
			}
			nodes = append(nodes, n)
			continue
		}
		var n templateNode
		n, s = templateText(s)
		nodes = append(nodes, n)
	}
	return nodes
}

// hasFold reports a prefix in upper or lower case.
func hasFold(s, p string) bool {
	return strings.HasPrefix(s, p) || strings.HasPrefix(s, strings.ToLower(p))
}

// templateText reads one character, or all between double quotes. A backslash
// outside quotes quotes a double quote, inside any character.
func templateText(s string) (templateNode, string) {
	if s[0] == '\\' && len(s) > 1 && s[1] == '"' {
		return templateNode{raw: `"`}, s[2:]
	}
	if s[0] != '"' {
		_, n := utf8.DecodeRuneInString(s)
		return templateNode{raw: s[:n]}, s[n:]
	}
	var b strings.Builder
	i := 1
	for ; i < len(s) && s[i] != '"'; i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return templateNode{raw: b.String(), quoted: true}, s[min(i+1, len(s)):]
}

// charTime is a moment or an interval as templates see it.
type charTime struct {
	c        types.Civil
	hours    int // of an interval, beyond 24
	jd       int
	doy      int
	interval bool
	zone     string
	east     int
	zoned    bool
}

func timestampToChar(env *types.Env, d types.Datum, template string, zoned bool) (types.Datum, error) {
	ts := d.Timestamp()
	if template == "" || types.IsInfinite(ts) {
		return types.Null, nil
	}
	t := charTime{zoned: zoned}
	if zoned {
		t.zone, t.east = types.ZoneAt(env.Zone(), ts)
		ts += int64(t.east) * types.MicrosPerSecond
	}
	t.c = types.SplitTimestamp(ts)
	t.jd = types.JulianDay(t.c.Year, t.c.Month, t.c.Day)
	t.doy = t.jd - types.JulianDay(t.c.Year, 1, 1) + 1
	return types.Text(t.format(parseDateTemplate(template))), nil
}

func intervalToChar(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	if b.Text() == "" {
		return types.Null, nil
	}
	v := a.Interval()
	t := charTime{interval: true}
	t.c.Year, t.c.Month, t.c.Day = int(v.Months/12), int(v.Months%12), int(v.Days)
	t.hours = int(v.Micros / types.MicrosPerHour)
	t.c.Hour = t.hours
	t.c.Minute, t.c.Sec = int(v.Micros/types.MicrosPerMinute%60), int(v.Micros/types.MicrosPerSecond%60)
	t.c.Micros = int(v.Micros % types.MicrosPerSecond)
	t.doy = (t.c.Year*12+t.c.Month)*types.DaysPerMonth + t.c.Day
	t.jd = types.JulianDay(t.c.Year, t.c.Month, t.c.Day)
	nodes := parseDateTemplate(b.Text())
	for _, n := range nodes {
		switch n.pattern {
		case "AD", "BC", "A.D.", "B.C.", "MONTH", "MON", "DAY", "DY", "D", "ID", "TZ", "TZH", "TZM", "OF":
			return types.Null, pgerror.New(pgerror.InvalidDatetimeFormat, "invalid format specification for an interval value").
				WithHint("Intervals are not tied to specific calendar dates.")
		}
	}
	return types.Text(t.format(nodes)), nil
}

func (t *charTime) format(nodes []templateNode) string {
	var b strings.Builder
	for _, n := range nodes {
		switch n.pattern {
		case "":
			b.WriteString(n.raw)
			continue
		case "FX": // what is read
			continue
		}
		s := t.pattern(n)
		if n.ordinal != "" {
			s += ordinal(s, n.ordinal == "TH")
		}
		b.WriteString(s)
	}
	return b.String()
}

// ordinal is the English ending of a number.
func ordinal(s string, upper bool) string {
	digits := strings.TrimRight(s, " ")
	if digits == "" || !types.IsDigit(digits[len(digits)-1]) {
		return ""
	}
	end := "th"
	if len(digits) < 2 || digits[len(digits)-2] != '1' {
		switch digits[len(digits)-1] {
		case '1':
			end = "st"
		case '2':
			end = "nd"
		case '3':
			end = "rd"
		}
	}
	if upper {
		return strings.ToUpper(end)
	}
	return end
}

// padInt is %0*d; FM drops the zeros.
func padInt(v, width int, fill bool) string {
	if fill {
		return strconv.Itoa(v)
	}
	if v < 0 {
		return "-" + string(types.AppendPadded(nil, -v, width-1))
	}
	return string(types.AppendPadded(nil, v, width))
}

// padSigned is padInt with the sign outside the width.
func padSigned(v, width int, fill bool) string {
	if v < 0 {
		width++
	}
	return padInt(v, width, fill)
}

// shownYear counts 1 BC as 1.
func (t *charTime) shownYear(y int) int {
	if !t.interval && y <= 0 {
		return 1 - y
	}
	return y
}

func (t *charTime) pattern(n templateNode) string {
	p, c := n.pattern, t.c
	switch p {
	case "AM", "PM", "A.M.", "P.M.":
		return likeCase(n.raw, half(c.Hour, len(p) > 2))
	case "AD", "BC", "A.D.", "B.C.":
		return likeCase(n.raw, t.era(len(p) > 2))
	case "HH", "HH12":
		h := c.Hour % 12
		if h == 0 {
			h = 12
		}
		return padSigned(h, 2, n.fill)
	case "HH24":
		return padSigned(c.Hour, 2, n.fill)
	case "MI":
		return padSigned(c.Minute, 2, n.fill)
	case "SS":
		return padSigned(c.Sec, 2, n.fill)
	case "MS":
		return padInt(c.Micros/1000, 3, false)
	case "US":
		return padInt(c.Micros, 6, false)
	case "SSSS", "SSSSS":
		return strconv.Itoa(c.Hour*3600 + c.Minute*60 + c.Sec)
	case "TZ":
		return likeCase(n.raw, t.zone)
	case "TZH":
		sign := "+"
		if t.east < 0 {
			sign = "-"
		}
		return sign + padInt(absInt(t.east)/3600, 2, false)
	case "TZM":
		return padInt(absInt(t.east)/60%60, 2, false)
	case "OF":
		return offsetText(t.east)
	}
	if strings.HasPrefix(p, "FF") {
		digits := int(p[2] - '0')
		return padInt(c.Micros/int(types.Pow10Uint64[6-digits]), digits, false)
	}
	return t.datePattern(n)
}

func absInt(v int) int {
	if v < 0 {
		return -v
	}
	return v
}

// offsetText is OF: hours, and minutes if there are any.
func offsetText(east int) string {
	s := string(types.AppendZone(nil, east))
	if east/60%60 == 0 {
		return s[:3]
	}
	return s[:6]
}

func half(hour int, dots bool) string {
	s := "AM"
	if hour%24 >= 12 {
		s = "PM"
	}
	if dots {
		return s[:1] + "." + s[1:] + "."
	}
	return s
}

func (t *charTime) era(dots bool) string {
	s := "AD"
	if t.c.Year <= 0 {
		s = "BC"
	}
	if dots {
		return s[:1] + "." + s[1:] + "."
	}
	return s
}

// likeCase writes s (upper case) in the case of the pattern as written.
func likeCase(raw, s string) string {
	switch {
	case raw == strings.ToLower(raw):
		return strings.ToLower(s)
	case len(raw) > 1 && unicode.IsUpper(rune(raw[0])) && unicode.IsLower(rune(raw[1])):
		return s[:1] + strings.ToLower(s[1:])
	}
	return s
}

var fullMonths = []string{"JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"}
var fullDays = []string{"SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"}
var romanMonths = []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}

// nameWidth is what full names are padded to.
const nameWidth = 9

func padName(s string, width int, fill bool) string {
	if fill {
		return s
	}
	return s + strings.Repeat(" ", max(width-len(s), 0))
}

func (t *charTime) datePattern(n templateNode) string {
	c := t.c
	dow := (types.Weekday(t.jd) + 1) % 7
	switch n.pattern {
	case "MONTH", "MON", "RM":
		if t.interval && n.pattern == "RM" && c.Year|c.Month != 0 {
			return padName(likeCase(n.raw, romanMonths[romanInterval(c)]), 4, n.fill)
		}
		if c.Month == 0 {
			return ""
		}
		return t.monthPattern(n)
	case "MM":
		return padSigned(c.Month, 2, n.fill)
	case "DAY":
		return padName(likeCase(n.raw, fullDays[posMod(dow, 7)]), nameWidth, n.fill)
	case "DY":
		return likeCase(n.raw, fullDays[posMod(dow, 7)][:3])
	case "DD":
		return padInt(c.Day, 2, n.fill)
	case "DDD":
		return padInt(t.doy, 3, n.fill)
	case "D":
		return strconv.Itoa(dow + 1)
	case "ID":
		if dow == 0 {
			dow = 7
		}
		return strconv.Itoa(dow)
	case "IDDD":
		y, _ := isoWeek(t.jd)
		first := types.JulianDay(y, 1, 4)
		return padInt(t.jd-(first-types.Weekday(first))+1, 3, n.fill)
	case "WW":
		return padInt((t.doy-1)/7+1, 2, n.fill)
	case "W":
		return strconv.Itoa((c.Day-1)/7 + 1)
	case "IW":
		_, w := isoWeek(t.jd)
		return padInt(w, 2, n.fill)
	case "Q":
		if c.Month == 0 {
			return ""
		}
		return strconv.Itoa((c.Month-1)/3 + 1)
	case "J":
		return strconv.Itoa(t.jd)
	case "CC":
		return t.centuryPattern(n)
	}
	return t.yearPattern(n)
}

func posMod(v, m int) int { return (v%m + m) % m }

// romanInterval counts an interval's months from December back where it is
// negative, and no months as a whole year.
func romanInterval(c types.Civil) int {
	if c.Month < 0 || c.Month == 0 && c.Year < 0 {
		return posMod(c.Month, 12)
	}
	return posMod(c.Month-1, 12)
}

func (t *charTime) monthPattern(n templateNode) string {
	m := posMod(t.c.Month-1, 12)
	switch n.pattern {
	case "MONTH":
		return padName(likeCase(n.raw, fullMonths[m]), nameWidth, n.fill)
	case "MON":
		return likeCase(n.raw, fullMonths[m][:3])
	}
	return padName(likeCase(n.raw, romanMonths[m]), 4, n.fill)
}

func (t *charTime) centuryPattern(n templateNode) string {
	y := t.c.Year
	switch {
	case t.interval:
		y /= 100
	case y > 0:
		y = (y-1)/100 + 1
	default:
		y = y/100 - 1
	}
	if y <= 99 && y >= -99 {
		return padSigned(y, 2, n.fill)
	}
	return strconv.Itoa(y)
}

func (t *charTime) yearPattern(n templateNode) string {
	y := t.c.Year
	places := len(n.pattern)
	if t.shownYear(y) < 0 && places > 1 { // the sign has its place even where it is cut off
		places++
	}
	if n.pattern[0] == 'I' {
		y, _ = isoWeek(t.jd)
	}
	y = t.shownYear(y)
	if n.pattern == "Y,YYY" {
		return strconv.Itoa(y/1000) + "," + padInt(y%1000, 3, false)
	}
	if width := len(n.pattern); width < 4 {
		y %= int(types.Pow10Uint64[width])
	}
	return padInt(y, places, n.fill)
}

// templateReader understands text by a template.
type templateReader struct {
	s      string // what is left
	all    string
	year   int
	month  int
	day    int
	doy    int
	jd     int
	week   int // WW
	wom    int // W
	isoDay int // of the week, from Monday, 1
	cc     int
	hour   int
	min    int
	sec    int
	us     int
	ssss   int
	// precision is to how many digits FF rounds; 0: there is none.
	precision  byte
	half       types.Meridian
	clock      bool // the hour counts 12
	bc         bool
	zone       int
	zoneHour   int
	zoneMinute int
	zoned      bool
	neg        bool
	short      bool // the year has one digit or two
	// strict: white space and separators must be those of the template, and nothing may follow.
	strict bool
	took   int // characters of the last number
	// fixed: FX was met, behind which white space is not passed but before numbers, and each character of the template
	// stands for one.
	fixed bool
	// convention is how the patterns so far count days.
	convention byte
	// extra is how many separators were passed beyond those that the template has.
	extra int
}

func newTemplateReader(s, template string) (*templateReader, error) {
	r := &templateReader{s: s, all: s}
	return r, r.readAll(parseDateTemplate(template))
}

func (r *templateReader) readAll(nodes []templateNode) error {
	for i, n := range nodes {
		if (i == 0 || n.pattern != "") && n.pattern != "FX" {
			r.skipSpace()
		}
		if r.s == "" {
			if r.strict {
				return pgerror.New(pgerror.InvalidDatetimeFormat, "input string is too short for datetime format")
			}
			break
		}
		if n.pattern == "" {
			if err := r.text(n); err != nil {
				return err
			}
			continue
		}
		numberNext := i+1 < len(nodes) && nodes[i+1].pattern != "" && n.ordinal == ""
		if err := r.read(n, !n.fill && numberNext && readsDigits(nodes[i+1].pattern)); err != nil {
			return err
		}
		if n.ordinal != "" { // whatever they are
			r.s = r.s[types.RuneOffset(r.s, 2):]
		}
		r.extra = 0
		r.skipSpace()
	}
	if r.strict && types.TrimLeftSpace(r.s) != "" {
		return pgerror.New(pgerror.InvalidDatetimeFormat, "trailing characters remain in input string after datetime format")
	}
	return nil
}

// skipSpace passes white space before and behind fields.
func (r *templateReader) skipSpace() {
	if r.strict || r.fixed {
		return
	}
	n := len(r.s)
	r.s = types.TrimLeftSpace(r.s)
	r.extra += n - len(r.s)
}

// text passes what a character of the template stands for: white space or a separator one
// of either, or nothing; anything else one character, unless one was passed before.
func (r *templateReader) text(n templateNode) error {
	if n.raw == "" {
		return nil
	}
	if r.strict {
		return r.sameText(n)
	}
	if r.fixed {
		for range n.raw {
			if r.s != "" {
				r.s = r.s[types.StepRune(r.s):]
			}
		}
		return nil
	}
	c := n.raw[0]
	if !n.quoted && (types.IsSpace(c) || types.IsPunct(c)) {
		r.extra--
		if types.IsSpace(r.s[0]) || types.IsPunct(r.s[0]) {
			r.s = r.s[1:]
			r.extra++
		}
		return nil
	}
	for range n.raw {
		switch {
		case r.extra > 0:
			r.extra--
		case r.s != "":
			r.s = r.s[types.StepRune(r.s):]
		}
	}
	return nil
}

// sameText passes what the template has, character by character.
func (r *templateReader) sameText(n templateNode) error {
	for _, c := range n.raw {
		rest, ok := strings.CutPrefix(r.s, string(c))
		switch {
		case r.s == "":
			return pgerror.New(pgerror.InvalidDatetimeFormat, "input string is too short for datetime format")
		case !ok && n.quoted:
			return pgerror.New(pgerror.InvalidDatetimeFormat, "unmatched format character \"%c\"", c)
		case !ok:
			return pgerror.New(pgerror.InvalidDatetimeFormat, "unmatched format separator \"%c\"", c)
		}
		r.s = rest
	}
	return nil
}

func readsDigits(p string) bool {
	switch p {
	case "AM", "PM", "A.M.", "P.M.", "AD", "BC", "A.D.", "B.C.", "MONTH", "MON", "DAY", "DY", "RM", "TZ", "TZH", "OF":
		return false
	}
	return true
}

func (r *templateReader) invalid(n templateNode, width int) error {
	s := r.s
	if width > 0 {
		s = s[:types.RuneOffset(s, width)]
	} else if i := strings.IndexAny(s, " \t\n"); i >= 0 {
		s = s[:i]
	}
	return pgerror.New(pgerror.InvalidDatetimeFormat, "invalid value \"%s\" for \"%s\"", s, n.raw)
}

// notFixed is what to do about numbers of another width than their patterns.
const notFixed = "If your source string is not fixed-width, try using the \"FM\" modifier."

// keep sets a field, which must not be set to another value already.
func (r *templateReader) keep(n templateNode, dst *int, v int) error {
	if *dst != 0 && *dst != v {
		return pgerror.New(pgerror.InvalidDatetimeFormat, "conflicting values for \"%s\" field in formatting string", n.raw).
			WithDetail("This value contradicts a previous setting for the same field type.")
	}
	*dst = v
	return nil
}

// convention is how a pattern counts days: in months ('g') or in ISO weeks ('i'); 0: neither.
func convention(pattern string) byte {
	switch pattern {
	case "DDD", "DD", "D", "MM", "MONTH", "MON", "RM", "WW", "W", "Y,YYY", "YYYY", "YYY", "YY", "Y":
		return 'g'
	case "IDDD", "ID", "IW", "IYYY", "IYY", "IY", "I":
		return 'i'
	}
	return 0
}

// number reads an integer: exactly width characters if digits of another
// pattern follow, else all digits.
func (r *templateReader) number(n templateNode, width int, fixed bool) (int, error) {
	i, sign, before := 0, 1, len(r.s)
	if r.fixed {
		if r.s = types.TrimLeftSpace(r.s); r.s == "" {
			return 0, r.invalid(n, width).(*pgerror.Error).WithDetail("Value must be an integer.")
		}
	}
	if r.s[0] == '-' || r.s[0] == '+' {
		if r.s[0] == '-' {
			sign = -1
		}
		i = 1
	}
	start := i
	if fixed && len(r.s) < width {
		return 0, pgerror.New(pgerror.InvalidDatetimeFormat, "source string too short for \"%s\" formatting field", n.raw).
			WithDetail("Field requires %d characters, but only %d remain.", width, len(r.s)).WithHint("%s", notFixed)
	}
	for i < len(r.s) && types.IsDigit(r.s[i]) && (!fixed || i < width) {
		i++
	}
	if i == start {
		return 0, r.invalid(n, width).(*pgerror.Error).WithDetail("Value must be an integer.")
	}
	if fixed && i < width {
		return 0, r.invalid(n, width).(*pgerror.Error).WithDetail("Field requires %d characters, but only %d could be parsed.", width, i).WithHint("%s", notFixed)
	}
	v, err := strconv.Atoi(r.s[start:i])
	if err != nil || v > math.MaxInt32 {
		return 0, pgerror.New(pgerror.DatetimeFieldOverflow, "value for \"%s\" in source string is out of range", n.raw).
			WithDetail("Value must be in the range %d to %d.", math.MinInt32, math.MaxInt32)
	}
	r.s = r.s[i:]
	r.took = before - len(r.s) // with blanks and a sign, as Postgres counts
	return sign * v, nil
}

// word reads one of the names, in any case, and returns its index.
func (r *templateReader) word(n templateNode, names []string) (int, error) {
	for i := len(names) - 1; i >= 0; i-- {
		w := names[i]
		if len(r.s) >= len(w) && strings.EqualFold(r.s[:len(w)], w) {
			r.s = r.s[len(w):]
			return i, nil
		}
	}
	return 0, r.invalid(n, 0).(*pgerror.Error).WithDetail("The given value did not match any of the allowed values for this field.")
}

func short(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = n[:3]
	}
	return out
}

var patternWidths = map[string]int{
	"DDD": 3, "DD": 2, "D": 1, "HH24": 2, "HH12": 2, "HH": 2, "IDDD": 3, "ID": 1, "IW": 2, "J": 7, "MI": 2, "MM": 2, "MS": 3,
	"Q": 1, "SSSSS": 5, "SSSS": 5, "SS": 2, "US": 6, "WW": 2, "W": 1, "CC": 2, "TZM": 2, "TZH": 2,
	"YYYY": 4, "YYY": 3, "YY": 2, "Y": 1, "IYYY": 4, "IYY": 3, "IY": 2, "I": 1,
	"FF1": 1, "FF2": 2, "FF3": 3, "FF4": 4, "FF5": 5, "FF6": 6,
}

func (r *templateReader) read(n templateNode, fixed bool) error {
	var i int
	var err error
	if c := convention(n.pattern); c != 0 {
		if r.convention != 0 && r.convention != c {
			return pgerror.New(pgerror.InvalidDatetimeFormat, "invalid combination of date conventions").
				WithHint("Do not mix Gregorian and ISO week date conventions in a formatting template.")
		}
		r.convention = c
	}
	switch n.pattern {
	case "FX":
		r.fixed = true
		return nil
	case "AM", "PM", "A.M.", "P.M.":
		i, err = r.word(n, likeDotted(n.pattern, "AM", "PM"))
		r.half, r.clock = []types.Meridian{types.AM, types.PM}[i], true
		return err
	case "AD", "BC", "A.D.", "B.C.":
		i, err = r.word(n, likeDotted(n.pattern, "AD", "BC"))
		r.bc = i == 1
		return err
	case "MONTH":
		return r.monthNamed(n, fullMonths)
	case "MON":
		return r.monthNamed(n, short(fullMonths))
	case "RM":
		return r.monthNamed(n, romanMonths)
	case "DAY":
		_, err = r.word(n, fullDays)
		return err
	case "DY":
		_, err = r.word(n, short(fullDays))
		return err
	case "TZ", "OF":
		return pgerror.New(pgerror.FeatureNotSupported, "formatting field \"%s\" is only supported in to_char", n.raw)
	case "TZH":
		return r.zoneHours(n, fixed)
	case "Y,YYY":
		return r.thousands(n)
	}
	v, err := r.number(n, patternWidths[n.pattern], fixed)
	if err != nil {
		return err
	}
	return r.set(n, v)
}

// likeDotted are words of two letters, with periods where the pattern has some.
func likeDotted(pattern string, words ...string) []string {
	if pattern[1] == '.' {
		for i, w := range words {
			words[i] = w[:1] + "." + w[1:] + "."
		}
	}
	return words
}

func (r *templateReader) monthNamed(n templateNode, names []string) error {
	i, err := r.word(n, names)
	if err != nil {
		return err
	}
	return r.keep(n, &r.month, i+1)
}

func (r *templateReader) zoneHours(n templateNode, fixed bool) error {
	switch r.s[0] {
	case '+', '-', ' ':
		r.neg, r.s = r.s[0] == '-', r.s[1:]
	default: // a minus may have been taken for a separator
		at := len(r.all) - len(r.s)
		r.neg = r.extra > 0 && at > 0 && r.all[at-1] == '-'
	}
	if r.s == "" {
		return r.invalid(n, 2)
	}
	v, err := r.number(n, 2, fixed)
	if err != nil {
		return err
	}
	r.zoned = true
	return r.keep(n, &r.zoneHour, v)
}

func (r *templateReader) thousands(n templateNode) error {
	a, b, ok := strings.Cut(r.s, ",")
	if !ok || !types.IsDigits(a) || len(b) < 3 || !types.IsDigits(b[:3]) {
		return pgerror.New(pgerror.InvalidDatetimeFormat, "invalid input string for \"Y,YYY\"")
	}
	r.year = parseInt(a)*1000 + parseInt(b[:3])
	r.s = b[3:]
	return nil
}

// set stores a number that was read.
func (r *templateReader) set(n templateNode, v int) error {
	switch n.pattern {
	case "HH", "HH12":
		r.clock = true
		return r.keep(n, &r.hour, v)
	case "HH24":
		return r.keep(n, &r.hour, v)
	case "MI":
		return r.keep(n, &r.min, v)
	case "SS":
		return r.keep(n, &r.sec, v)
	case "SSSS", "SSSSS":
		r.ssss = v
	case "MS", "US":
		r.us = r.fractionOf(n, v)
	case "FF1", "FF2", "FF3", "FF4", "FF5", "FF6":
		r.us, r.precision = r.fractionOf(n, v), n.pattern[2]-'0'
	case "TZM":
		r.zoned = true
		return r.keep(n, &r.zoneMinute, v)
	case "MM":
		return r.keep(n, &r.month, v)
	case "DD":
		return r.keep(n, &r.day, v)
	case "DDD", "IDDD":
		return r.keep(n, &r.doy, v)
	case "J":
		r.jd = v
	case "WW", "IW":
		return r.keep(n, &r.week, v)
	case "W":
		return r.keep(n, &r.wom, v)
	case "CC":
		r.cc = v
	case "ID":
		if v == 0 || v > 7 {
			v = 7
		}
		return r.keep(n, &r.isoDay, v)
	case "YYYY", "YYY", "YY", "Y", "IYYY", "IYY", "IY", "I":
		r.short = len(n.pattern) <= 2
		return r.keep(n, &r.year, r.wholeYear(n, v))
	}
	return nil
}

// fractionOf counts what was read as the first digits of a fraction: of thousandths for MS,
// of microseconds for the others. More digits than that are too many.
func (r *templateReader) fractionOf(n templateNode, v int) int {
	unit, most := 1, 6
	if n.pattern == "MS" {
		unit, most = 1000, 3
	}
	for digits := r.took; digits < most; digits++ {
		v *= 10
	}
	return v * unit
}

// wholeYear completes a year of fewer than four digits, where the pattern has fewer, to the nearest 2020.
func (r *templateReader) wholeYear(n templateNode, v int) int {
	switch {
	case len(n.pattern) >= 4 || r.took >= 4:
		return v
	case v < 70:
		return v + 2000
	case v < 100:
		return v + 1900
	case v < 520:
		return v + 2000
	case v < 1000:
		return v + 1000
	}
	return v
}

// centuryOf is the year of a century that ends in two digits: the 20th ends with 00. Those before Christ are below 0.
func centuryOf(century, digits int) int {
	switch {
	case digits == 0 && century < 0:
		return century*100 + 1
	case digits == 0:
		return century * 100
	case century < 0:
		return (century+1)*100 - digits + 1
	}
	return (century-1)*100 + digits
}

func (r *templateReader) overflow() error {
	return pgerror.New(pgerror.DatetimeFieldOverflow, "date/time field value out of range: \"%s\"", r.all)
}

// civil puts the fields together.
func (r *templateReader) civil() (types.Civil, error) {
	c := types.Civil{Month: 1, Day: 1, Hour: r.hour, Minute: r.min, Sec: r.sec, Micros: r.us}
	if r.ssss != 0 {
		if r.ssss < 0 || r.ssss >= 86400 {
			return c, r.overflow()
		}
		c.Hour, c.Minute, c.Sec = r.ssss/3600, r.ssss/60%60, r.ssss%60
	}
	if r.clock {
		if c.Hour < 1 || c.Hour > 12 {
			return c, pgerror.New(pgerror.InvalidDatetimeFormat, "hour \"%d\" is invalid for the 12-hour clock", c.Hour).
				WithHint("Use the 24-hour clock, or give an hour between 1 and 12.")
		}
		c.Hour %= 12
		if r.half == types.PM {
			c.Hour += 12
		}
	}
	if c.Hour > 23 || c.Minute > 59 || c.Sec > 59 || c.Hour < 0 || c.Minute < 0 || c.Sec < 0 || c.Micros < 0 || c.Micros > 999_999 {
		return c, r.overflow()
	}
	if err := r.calendar(&c); err != nil {
		return c, err
	}
	return c, r.offset()
}

// offset is the time zone's, in seconds east of UTC.
func (r *templateReader) offset() error {
	if r.zoneHour > zoneHourMax || r.zoneMinute < 0 || r.zoneMinute > 59 {
		return pgerror.New(pgerror.InvalidTimeZoneDisplacementValue, "time zone displacement out of range: \"%s\"", r.all)
	}
	if r.zone = r.zoneHour*3600 + r.zoneMinute*60; r.neg {
		r.zone = -r.zone
	}
	return nil
}

// zoneHourMax is Postgres's MAX_TZDISP_HOUR.
const zoneHourMax = 15

func (r *templateReader) calendar(c *types.Civil) error {
	century := r.cc
	if r.bc {
		century = -century
	}
	switch {
	case r.year != 0 && r.cc != 0 && r.short:
		c.Year = centuryOf(century, r.year%100)
	case r.year != 0:
		if c.Year = r.year; r.bc {
			c.Year = -r.year
		}
		if c.Year < 0 {
			c.Year++
		}
	case century > 0:
		c.Year = (century-1)*100 + 1
	case century < 0:
		c.Year = century*100 + 1
	}
	switch {
	case r.jd < 0:
		return r.overflow()
	case r.jd > 0:
		c.Year, c.Month, c.Day = types.CalendarDate(r.jd)
	}
	switch {
	case r.week != 0 && r.convention == 'i':
		jd := isoYearBegin(c.Year) + (r.week-1)*7 + max(r.isoDay-1, 0)
		c.Year, c.Month, c.Day = types.CalendarDate(jd)
	case r.week != 0:
		r.doy = (r.week-1)*7 + 1
	}
	if r.wom != 0 {
		r.day = (r.wom-1)*7 + 1
	}
	if r.day != 0 {
		c.Day = r.day
	}
	if r.month != 0 {
		c.Month = r.month
	}
	if err := r.dayOfYear(c); err != nil {
		return err
	}
	if c.Month < 1 || c.Month > 12 || c.Day < 1 || c.Day > types.DaysInMonth(c.Year, c.Month) {
		return r.overflow()
	}
	return nil
}

// isoYearBegin is the Monday of the first ISO week of a year, as a Julian day.
func isoYearBegin(year int) int {
	fourth := types.JulianDay(year, 1, 4)
	return fourth - posMod(fourth, 7)
}

// dayOfYear sets the month and the day by DDD or WW, each where it is not given, or is the first.
func (r *templateReader) dayOfYear(c *types.Civil) error {
	if r.doy == 0 || c.Month > 1 && c.Day > 1 {
		return nil
	}
	if c.Year == 0 && !r.bc {
		return pgerror.New(pgerror.InvalidDatetimeFormat, "cannot calculate day of year without year information")
	}
	if r.convention == 'i' {
		c.Year, c.Month, c.Day = types.CalendarDate(isoYearBegin(c.Year) + r.doy - 1)
		return nil
	}
	month, before := 1, 0
	for month <= 12 && r.doy > before+types.DaysInMonth(c.Year, month) {
		before += types.DaysInMonth(c.Year, month)
		month++
	}
	if c.Month <= 1 {
		c.Month = month
	}
	if c.Day <= 1 {
		c.Day = r.doy - before
	}
	return nil
}

func toDate(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	r, err := newTemplateReader(a.Text(), b.Text())
	if err != nil {
		return types.Null, err
	}
	c, err := r.civil()
	if err != nil {
		return types.Null, err
	}
	outOfRange := pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range: \"%s\"", a.Text())
	if !types.ValidJulianYear(c.Year, c.Month) {
		return types.Null, outOfRange
	}
	days := types.JulianDay(c.Year, c.Month, c.Day) - types.EpochJulian
	if days < types.MinDate || days >= types.MaxDate {
		return types.Null, outOfRange
	}
	return types.Date(int32(days)), nil
}

func toTimestamp(env *types.Env, a, b types.Datum) (types.Datum, error) {
	r, err := newTemplateReader(a.Text(), b.Text())
	if err != nil {
		return types.Null, err
	}
	c, err := r.civil()
	if err != nil {
		return types.Null, err
	}
	ts, ok := c.Micros64()
	if r.zoned {
		ts -= int64(r.zone) * types.MicrosPerSecond
	} else {
		ts = types.LocalToUTC(env.Zone(), ts)
	}
	if !ok || !types.TimestampInRange(ts) {
		return types.Null, types.ErrTimestampRange
	}
	if r.precision > 0 {
		ts = types.RoundMicros(ts, int32(r.precision))
	}
	return types.Timestamp(ts), nil
}

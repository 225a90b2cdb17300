package types

import (
	"encoding/binary"
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zones are the same on every machine

	"github.com/isochrondb/isochron/sql/pgerror"
)

// zone finds a zone by its full name, in any case.
func (e *Env) zone(name string) (*time.Location, error) {
	return remembered(e, func(c *envCache) *map[string]*time.Location { return &c.zones }, name,
		func() (*time.Location, error) { return findZone(name) })
}

func findZone(name string) (*time.Location, error) {
	lower := strings.ToLower(name)
	switch lower {
	case "utc", "gmt", "z", "zulu", "uct", "universal":
		return time.UTC, nil
	}
	if lower == "" || strings.Contains(lower, "..") || lower[0] == '/' || lower == "local" {
		return nil, zoneNotFound(name)
	}
	for _, spelling := range zoneSpellings(name) {
		if loc, err := time.LoadLocation(spelling); err == nil {
			return loc, nil
		}
	}
	if loc := posixZone(strings.ToUpper(name)); loc != nil {
		return loc, nil
	}
	return nil, zoneNotFound(name)
}

// posixForm is a zone spelled as in POSIX's TZ: a name, a displacement west, and
// perhaps the name and displacement of daylight saving time and its rules.
var posixForm = regexp.MustCompile(`^(<[^>]*>|[^0-9,+<-]*)([+-]?[0-9]{1,3}(?::[0-9]{1,2}){0,2})(?:(<[^>]*>|[^0-9,+<-]+)([+-]?[0-9]{1,3}(?::[0-9]{1,2}){0,2})?(,.*)?)?$`)

// posixRule is when daylight saving time begins or ends.
var posixRule = regexp.MustCompile(`^(,(M[0-9]{1,2}\.[0-9]\.[0-9]|J?[0-9]{1,3})(/[+-]?[0-9]{1,3}(:[0-9]{1,2}){0,2})?){2}$`)

// posixZone reads a zone of POSIX's form; nil if it is not one.
func posixZone(name string) *time.Location {
	m := posixForm.FindStringSubmatch(name)
	if m == nil {
		return nil
	}
	west, ok := posixSeconds(m[2])
	if !ok {
		return nil
	}
	if m[3] == "" {
		return time.FixedZone(name, -west)
	}
	std, dst := "<"+strings.Trim(m[1], "<>")+">", "<"+strings.Trim(m[3], "<>")+">"
	rules := m[5]
	if rules == "" {
		rules = ",M3.2.0,M11.1.0"
	}
	if !posixRule.MatchString(rules) {
		return nil
	}
	loc, err := time.LoadLocationFromTZData(name, ruledZone(-west, std+m[2]+dst+m[4]+rules))
	if err != nil {
		return nil
	}
	return loc
}

func posixSeconds(s string) (int, bool) {
	unit, total := 3600, 0
	for i, part := range strings.Split(strings.TrimLeft(s, "+-"), ":") {
		n, err := strconv.Atoi(part)
		if err != nil || i > 0 && n > 59 || n > 167 {
			return 0, false
		}
		total += n * unit
		unit /= 60
	}
	if s[0] == '-' {
		total = -total
	}
	return total, true
}

// ruledZone is the file of a zone (RFC 8536) that follows a rule at all times.
func ruledZone(east int, rule string) []byte {
	header := func(transitions, kinds, chars uint32) []byte {
		b := append([]byte("TZif2"), make([]byte, 15)...)
		for _, n := range []uint32{0, 0, 0, transitions, kinds, chars} {
			b = binary.BigEndian.AppendUint32(b, n)
		}
		return b
	}
	kind := append(binary.BigEndian.AppendUint32(nil, uint32(int32(east))), 0, 0) // displacement, not daylight saving, name
	b := append(header(0, 1, 1), kind...)
	b = append(append(b, 0), header(1, 1, 1)...)
	b = binary.BigEndian.AppendUint64(b, 1<<63)  // since ever,
	b = append(append(append(b, 0), kind...), 0) // the first kind
	return append(b, "\n"+rule+"\n"...)
}

// zoneSpellings guesses the case of a zone's name in the database of zones:
// as given, Title_Case, UPPER, and the few that are neither.
func zoneSpellings(name string) []string {
	lower := []byte(strings.ToLower(name))
	title := append([]byte(nil), lower...)
	start := true
	for i, c := range title {
		if start && c >= 'a' && c <= 'z' {
			title[i] = c - 'a' + 'A'
		}
		start = c == '/' || c == '_' || c == '-'
	}
	s := string(title)
	for _, small := range []string{"_Of_", "_Au_", "_Es_", "-Au-", "-Of-"} {
		s = strings.ReplaceAll(s, small, strings.ToLower(small))
	}
	s = strings.ReplaceAll(s, "Us/", "US/")
	s = strings.ReplaceAll(s, "/Gmt", "/GMT")
	s = strings.ReplaceAll(s, "/Utc", "/UTC")
	s = strings.ReplaceAll(s, "Dumontdurville", "DumontDUrville")
	s = strings.ReplaceAll(s, "Mcmurdo", "McMurdo")
	return []string{name, s, strings.ToUpper(name)}
}

// LoadZone returns the zone that SET TimeZone names: a full name,
// or a displacement in hours ("-8", "5.5", "+05:30"; a bare number counts
// east of UTC). canonical is what SHOW prints. The error is 22023.
func LoadZone(name string) (loc *time.Location, canonical string, err error) {
	text := TrimSpace(name)
	if hours, err := DecodeFloat(text, TFloat8); err == nil && text != "" && !strings.ContainsAny(text, "nN") {
		return fixedZone(int(hours.Float() * 3600))
	}
	loc, err = findZone(text) // "+05:30" is of POSIX's form, which counts west
	if err != nil {
		return nil, "", pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter \"TimeZone\": \"%s\"", name)
	}
	if ZoneOffset(loc, 0)%60 != 0 { // as Postgres tells: by a moment of the year 2000
		return nil, "", pgerror.New(pgerror.InvalidParameterValue, "time zone \"%s\" appears to use leap seconds", name).
			WithDetail("PostgreSQL does not support leap seconds.")
	}
	if loc == time.UTC {
		return loc, strings.ToUpper(text), nil
	}
	return loc, loc.String(), nil
}

// fixedZone names a displacement as Postgres does, in POSIX notation.
func fixedZone(east int) (*time.Location, string, error) {
	if east > 168*3600 || east < -168*3600 {
		return nil, "", pgerror.New(pgerror.InvalidParameterValue, "time zone displacement out of range")
	}
	label := string(AppendZone(nil, east))
	name := "<" + label + ">" + string(AppendZone(nil, -east))
	return time.FixedZone(label, east), name, nil
}

// Local returns what clocks in the session's zone show at a moment.
func (e *Env) Local(ts int64) int64 {
	if IsInfinite(ts) {
		return ts
	}
	return ts + int64(ZoneOffset(e.Zone(), ts))*MicrosPerSecond
}

// ToTimestampTZ reads a timestamp as the session's local time.
func (e *Env) ToTimestampTZ(d Datum) (Datum, error) {
	ts := d.Timestamp()
	if IsInfinite(ts) {
		return d, nil
	}
	out := LocalToUTC(e.Zone(), ts)
	if !TimestampInRange(out) {
		return Null, ErrTimestampRange
	}
	return Timestamp(out), nil
}

// Today is the session's midnight in local time.
func (e *Env) Today() int64 {
	days, _ := FloorDivMod(e.Local(e.TransactionTime()), MicrosPerDay)
	return days * MicrosPerDay
}

// ZoneOf is a zone of AT TIME ZONE: a name, an abbreviation, or an offset in
// POSIX notation (west is positive).
func (e *Env) ZoneOf(name string) (NamedZone, error) {
	if zone, ok := e.dynamicZone(strings.ToLower(name)); ok {
		return zone, nil
	}
	if east, ok := zoneAbbrevs[strings.ToLower(name)]; ok {
		return NamedZone{Loc: time.FixedZone(strings.ToUpper(name), east)}, nil
	}
	if loc, err := e.zone(name); err == nil {
		return NamedZone{Loc: loc}, nil
	}
	at := strings.IndexAny(name, "+-0123456789")
	if at >= 0 && isAlphas(name[:at]) {
		s := name[at:]
		if IsDigit(s[0]) {
			s = "+" + s
		}
		if east, err := zoneDisplacement(s); err == nil {
			return NamedZone{Loc: time.FixedZone(name, -east)}, nil
		}
	}
	return NamedZone{}, pgerror.New(pgerror.InvalidParameterValue, "time zone \"%s\" not recognized", name)
}

// ZoneMade is the zone of make_timestamptz, whose displacements count east.
func (e *Env) ZoneMade(name string) (NamedZone, error) {
	switch {
	case name == "" || name[0] != '+' && name[0] != '-' && !IsDigit(name[0]):
		return e.ZoneOf(name)
	case IsDigit(name[0]):
		return NamedZone{}, pgerror.New(pgerror.InvalidParameterValue, "invalid input syntax for type numeric time zone: \"%s\"", name).
			WithHint("Numeric time zones must have \"-\" or \"+\" as first character.")
	}
	east, err := zoneDisplacement(strings.TrimSuffix(name, ":"))
	switch err {
	case nil:
		return NamedZone{Loc: time.FixedZone(name, east)}, nil
	case errZoneOverflow:
		return NamedZone{}, pgerror.New(pgerror.InvalidParameterValue, "numeric time zone \"%s\" out of range", name)
	}
	return NamedZone{}, pgerror.New(pgerror.InvalidParameterValue, "time zone \"%s\" not recognized", name)
}

// ZoneAt returns the abbreviation and displacement of a zone at a moment.
func ZoneAt(loc *time.Location, ts int64) (string, int) {
	name, east := TimestampToTime(zoneYears(ts)).In(loc).Zone()
	if name == loc.String() { // a zone that was given by its displacement, and what stands before that
		if m := posixForm.FindStringSubmatch(name); m != nil {
			return strings.Trim(m[1], "<>"), east
		}
	}
	return name, east
}

package types

import (
	"strings"
	"time"
	_ "time/tzdata" // zones are the same on every machine

	"github.com/isochrondb/isochron/sql/pgerror"
)

// zone finds a zone by its full name or abbreviation, in any case.
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
	if east, ok := zoneAbbrevs[lower]; ok {
		return time.FixedZone(strings.ToUpper(name), east), nil
	}
	return nil, zoneNotFound(name)
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

// LoadZone returns the zone that SET TimeZone names: a full name, an
// abbreviation, or a displacement in hours ("-8", "5.5", "+05:30"; a bare number counts
// east of UTC). canonical is what SHOW prints. The error is 22023.
func LoadZone(name string) (loc *time.Location, canonical string, err error) {
	text := trimSpace(name)
	if hours, err := decodeFloat(text, TFloat8); err == nil && text != "" && !strings.ContainsAny(text, "nN") {
		return fixedZone(int(hours.Float() * 3600))
	}
	if text != "" && (text[0] == '+' || text[0] == '-') {
		if east, err := zoneDisplacement(text); err == nil {
			return fixedZone(-east) // POSIX counts west
		}
	}
	loc, err = findZone(text)
	if err != nil {
		return nil, "", pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter \"TimeZone\": \"%s\"", name)
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
	label := string(appendZone(nil, east))
	name := "<" + label + ">" + string(appendZone(nil, -east))
	return time.FixedZone(label, east), name, nil
}

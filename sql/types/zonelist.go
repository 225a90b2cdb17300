package types

import (
	"slices"
	"strings"
	"time"
)

// ZoneInfo is a time zone as the system views show it.
type ZoneInfo struct {
	Name, Abbrev string
	East         int // seconds
	Summer       bool
}

// ZonesByName lists the zones that are known by name, as they are at now().
func ZonesByName(env *Env) []ZoneInfo {
	at := TimestampToTime(env.TransactionTime())
	out := make([]ZoneInfo, 0, len(zoneNames))
	for _, name := range zoneNames {
		loc, err := time.LoadLocation(name)
		if err != nil {
			continue // newer than this build's database
		}
		local := at.In(loc)
		abbrev, east := local.Zone()
		out = append(out, ZoneInfo{Name: name, Abbrev: abbrev, East: east, Summer: local.IsDST()})
	}
	return out
}

// ZonesByAbbrev lists the abbreviations that are understood.
func ZonesByAbbrev() []ZoneInfo {
	out := make([]ZoneInfo, 0, len(zoneAbbrevs))
	for abbrev, east := range zoneAbbrevs {
		_, summer := slices.BinarySearch(summerAbbrevs[:], abbrev)
		out = append(out, ZoneInfo{Abbrev: strings.ToUpper(abbrev), East: east, Summer: summer})
	}
	slices.SortFunc(out, func(a, b ZoneInfo) int { return strings.Compare(a.Abbrev, b.Abbrev) })
	return out
}

package types

import (
	"strings"
	"time"
)

// zonesOfAbbrevs are the abbreviations whose displacement has changed over time: those that
// Postgres's file of abbreviations (timezonesets/Default, version 15) gives a zone to. Each means
// what it has meant in that zone when the time in question was.
var zonesOfAbbrevs = map[string]string{
	"art": "America/Argentina/Buenos_Aires", "arst": "America/Argentina/Buenos_Aires", "clt": "America/Santiago",
	"gyt": "America/Guyana", "pyt": "America/Asuncion", "vet": "America/Caracas", "davt": "Antarctica/Davis",
	"mawt": "Antarctica/Mawson", "amst": "Asia/Yerevan", "anast": "Asia/Anadyr", "anat": "Asia/Anadyr",
	"azst": "Asia/Baku", "azt": "Asia/Baku", "gest": "Asia/Tbilisi", "get": "Asia/Tbilisi",
	"irkst": "Asia/Irkutsk", "irkt": "Asia/Irkutsk", "kgt": "Asia/Bishkek", "krast": "Asia/Krasnoyarsk",
	"krat": "Asia/Krasnoyarsk", "lkt": "Asia/Colombo", "magst": "Asia/Magadan", "magt": "Asia/Magadan",
	"novst": "Asia/Novosibirsk", "novt": "Asia/Novosibirsk", "omsst": "Asia/Omsk", "omst": "Asia/Omsk",
	"petst": "Asia/Kamchatka", "pett": "Asia/Kamchatka", "sgt": "Asia/Singapore", "tmt": "Asia/Ashgabat",
	"ulat": "Asia/Ulaanbaatar", "vlast": "Asia/Vladivostok", "vlat": "Asia/Vladivostok", "yakst": "Asia/Yakutsk",
	"yakt": "Asia/Yakutsk", "yekt": "Asia/Yekaterinburg", "fkst": "Atlantic/Stanley", "fkt": "Atlantic/Stanley",
	"lhdt": "Australia/Lord_Howe", "msk": "Europe/Moscow", "volt": "Europe/Volgograd", "iot": "Indian/Chagos",
	"ckt": "Pacific/Rarotonga", "easst": "Pacific/Easter", "east": "Pacific/Easter", "kost": "Pacific/Kosrae",
	"lint": "Pacific/Kiritimati", "nut": "Pacific/Niue", "tkt": "Pacific/Fakaofo",
}

// abbrevProbeYear is the last year whose changes of a zone are looked through for an abbreviation.
const abbrevProbeYear = 2037

// NamedZone is a zone that was named: by an abbreviation, where abbrev is not empty.
type NamedZone struct {
	Loc    *time.Location
	abbrev string
}

// dynamicZone is the zone of an abbreviation in small letters whose displacement depends on the
// time; ok is false for others.
func (e *Env) dynamicZone(abbrev string) (zone NamedZone, ok bool) {
	name, ok := zonesOfAbbrevs[abbrev]
	if !ok {
		return NamedZone{}, false
	}
	loc, err := e.zone(name)
	return NamedZone{loc, abbrev}, err == nil
}

// Offset is the displacement, in seconds east of UTC, at a moment.
func (z NamedZone) Offset(ts int64) int {
	if z.abbrev != "" {
		if east, ok := z.meaning(ts); ok {
			return east
		}
	}
	return ZoneOffset(z.Loc, ts)
}

// toUTC is the moment at which clocks show ts. What an abbreviation means there is decided by
// when that was without it, as in Postgres's DetermineTimeZoneAbbrevOffset.
func (z NamedZone) toUTC(ts int64) int64 {
	utc := LocalToUTC(z.Loc, ts)
	if z.abbrev != "" {
		if east, ok := z.meaning(utc); ok {
			return ts - int64(east)*MicrosPerSecond
		}
	}
	return utc
}

// meaning is what an abbreviation meant when it was last used before a moment, or else when it
// was first used after it; ok is false where the zone has never used it.
func (z NamedZone) meaning(ts int64) (east int, ok bool) {
	at := TimestampToTime(ts).In(z.Loc)
	for t := at; ; {
		if name, east := t.Zone(); strings.EqualFold(name, z.abbrev) {
			return east, true
		}
		start, _ := t.ZoneBounds()
		if start.IsZero() {
			break
		}
		t = start.Add(-1)
	}
	for t := at; t.Year() <= abbrevProbeYear; {
		if name, east := t.Zone(); strings.EqualFold(name, z.abbrev) {
			return east, true
		}
		_, end := t.ZoneBounds()
		if end.IsZero() {
			break
		}
		t = end
	}
	return 0, false
}

// At reads a timestamp as local time of the zone.
func (z NamedZone) At(d Datum) (Datum, error) {
	if IsInfinite(d.Timestamp()) {
		return d, nil
	}
	ts := z.toUTC(d.Timestamp())
	if !TimestampInRange(ts) {
		return Null, ErrTimestampRange
	}
	return Timestamp(ts), nil
}

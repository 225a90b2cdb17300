package session

import (
	_ "embed" // the settings
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// postgresSettings are settings of Postgres's server that tell nothing about a node here, or what a
// node's options say: a line for each, with its name, context, type, unit, bounds, values of an enum
// ("-": none) and the value that Postgres has where nobody sets it.
//
//go:embed postgressettings.txt
var postgresSettings string

// secretSettings are told to who may read all settings.
var secretSettings = []string{"data_directory", "primary_conninfo", "shared_preload_libraries"}

// postgresOnly are the settings of that list. Those that a session may set are taken and shown.
func postgresOnly() []*setting {
	var out []*setting
	for line := range strings.Lines(postgresSettings) {
		f := strings.SplitN(strings.TrimRight(line, "\n"), " ", 8)
		field := func(i int) string {
			if i >= len(f) || f[i] == "-" {
				return ""
			}
			return f[i]
		}
		d := &setting{name: f[0], ctx: settingContext(f[1]), kind: f[2], unit: field(3), about: "Postgres's own, with its default. It has no effect."}
		if len(f) > 7 {
			d.boot = f[7]
		}
		d.min, _ = strconv.ParseFloat(field(4), 64)
		d.max, _ = strconv.ParseFloat(field(5), 64)
		if list := field(6); list != "" {
			d.values = strings.Split(list, ",")
		}
		for _, name := range secretSettings {
			d.secret = d.secret || d.name == name
		}
		out = append(out, d)
	}
	return out
}

// mayExamine refuses to show a secret setting to who may not read all settings.
func (s *Session) mayExamine(name string) error {
	if d := s.m.settings.byName[strings.ToLower(name)]; d == nil || s.seesSetting(d) {
		return nil
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "must be superuser or have privileges of pg_read_all_settings to examine %q", name)
}

func (s *Session) seesSetting(d *setting) bool {
	return !d.secret || s.isSuperuser() || s.m.o.Catalog.Current().Inherits(s.who.current, catalog.RoleReadAllSettings, 0)
}

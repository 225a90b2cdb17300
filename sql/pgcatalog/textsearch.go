package pgcatalog

import (
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/types"
)

// textFunctions are the functions that Postgres's parser and dictionaries are made of, which
// nobody calls; the catalog names them.
var textFunctions = map[string]types.OID{
	"prsd_start": 3717, "prsd_nexttoken": 3718, "prsd_end": 3719, "prsd_headline": 3720, "prsd_lextype": 3721,
	"dsimple_init": 3725, "dsimple_lexize": 3726, "dsnowball_init": 13148, "dsnowball_lexize": 13149,
}

// textFunctionName is the name of one of them.
func textFunctionName(oid types.OID) (string, bool) {
	for name, id := range textFunctions {
		if id == oid {
			return name, true
		}
	}
	return "", false
}

func makeTextConfig(m *making) error {
	for _, c := range textsearch.Configs() {
		if err := m.row(int64(c.OID), c.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, textsearch.ParserOID); err != nil {
			return err
		}
	}
	return nil
}

func makeTextConfigMap(m *making) error {
	for _, c := range textsearch.Configs() {
		for _, k := range textsearch.Kinds() {
			d := c.Dict(k)
			if d == nil {
				continue
			}
			if err := m.row(int64(c.OID), int(k), 1, int64(d.OID)); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeTextDict(m *making) error {
	for _, d := range textsearch.Dicts() {
		var options []string
		if d.Language != "" {
			options = append(options, "language = '"+d.Language+"'")
		}
		if d.HasStops() {
			options = append(options, "stopwords = '"+d.Language+"'")
		}
		var text any
		if options != nil {
			text = strings.Join(options, ", ")
		}
		if err := m.row(int64(d.OID), d.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, int64(d.Template()), text); err != nil {
			return err
		}
	}
	return nil
}

func makeTextParser(m *making) error {
	f := func(name string) int64 { return int64(textFunctions["prsd_"+name]) }
	return m.row(textsearch.ParserOID, "default", catalog.SchemaIDPGCatalog, f("start"), f("nexttoken"), f("end"), f("headline"), f("lextype"))
}

func makeTextTemplate(m *making) error {
	for _, t := range []struct {
		id   uint32
		name string
	}{{textsearch.SimpleTemplateOID, "simple"}, {textsearch.SnowballTemplateOID, "snowball"}} {
		f := func(role string) int64 { return int64(textFunctions["d"+t.name+"_"+role]) }
		if err := m.row(int64(t.id), t.name, catalog.SchemaIDPGCatalog, f("init"), f("lexize")); err != nil {
			return err
		}
	}
	return nil
}

package pgcatalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/types"
)

// textFunctions are the functions that Postgres's parser and dictionaries are made of, which
// nobody calls; the catalog names them.
var textFunctions = map[string]types.OID{
	"prsd_start": 3717, "prsd_nexttoken": 3718, "prsd_end": 3719, "prsd_headline": 3720, "prsd_lextype": 3721,
	"dsimple_init": 3725, "dsimple_lexize": 3726, "dsnowball_init": 13148, "dsnowball_lexize": 13149,
	"dsynonym_init": 3728, "dsynonym_lexize": 3729, "dispell_init": 3731, "dispell_lexize": 3732, "thesaurus_init": 3740, "thesaurus_lexize": 3741,
	"unaccent_init": unaccentInit, "unaccent_lexize": unaccentLexize, // of an extension, so that the numbers are ours
}

const (
	unaccentInit   = 15993
	unaccentLexize = 15994
)

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
	for d := range m.snap.TextSearches(m.db) {
		if d.IsDictionary() {
			continue
		}
		if err := m.row(d.ID, d.Name, d.SchemaID, d.Owner, textsearch.ParserOID); err != nil {
			return err
		}
	}
	return nil
}

func makeTextConfigMap(m *making) error {
	mapping := func(id int64, token, i int, dict int64) error { return m.row(id, token, i+1, dict) }
	for _, c := range textsearch.Configs() {
		for _, k := range textsearch.Kinds() {
			for i, d := range c.Dicts(k) {
				if err := mapping(int64(c.OID), int(k), i, int64(d.OID)); err != nil {
					return err
				}
			}
		}
	}
	for d := range m.snap.TextSearches(m.db) {
		for _, k := range textsearch.Kinds() {
			of := d.Mapping(k)
			if of == nil {
				continue
			}
			for i, dict := range of.Dicts {
				if err := mapping(int64(d.ID), int(k), i, int64(dict)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func makeTextDict(m *making) error {
	text := func(options []textsearch.Option) any {
		if len(options) == 0 {
			return nil
		}
		return textsearch.OptionsText(options, catalog.QuoteIdent)
	}
	for _, d := range textsearch.Dicts() {
		if err := m.row(int64(d.OID), d.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, int64(d.Template()), text(d.Options())); err != nil {
			return err
		}
	}
	for d := range m.snap.TextSearches(m.db) {
		if !d.IsDictionary() {
			continue
		}
		if err := m.row(d.ID, d.Name, d.SchemaID, d.Owner, d.Template, text(d.SearchOptions())); err != nil {
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
	for _, t := range textsearch.Templates() {
		if err := m.row(int64(t.OID), t.Name, catalog.SchemaIDPGCatalog, int64(t.Init), int64(t.Lexize)); err != nil {
			return err
		}
	}
	if e, ok := m.snap.Extension(m.db, catalog.Unaccent); ok {
		return m.row(textsearch.UnaccentTemplateOID, catalog.Unaccent, e.SchemaID, unaccentInit, unaccentLexize)
	}
	return nil
}

// dependTextSearch has configurations depend on their dictionaries, and dictionaries on the template
// of an extension.
func (m *making) dependTextSearch() error {
	for d := range m.snap.TextSearches(m.db) {
		if d.Template == textsearch.UnaccentTemplateOID {
			if err := m.row(classTSDict, d.ID, 0, classTSTemplate, d.Template, 0, byte('n')); err != nil {
				return err
			}
		}
		var seen []catalog.ID
		for _, of := range d.Mappings {
			for _, dict := range of.Dicts {
				if dict < catalog.FirstID || slices.Contains(seen, dict) {
					continue
				}
				seen = append(seen, dict)
				if err := m.row(classTSConfig, d.ID, 0, classTSDict, dict, 0, byte('n')); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// textSearchClass is the catalog that has a row of d.
func textSearchClass(d *catalog.TextSearchDesc) catalog.ID {
	if d.IsDictionary() {
		return classTSDict
	}
	return classTSConfig
}

// textSearchIn is what users made for text search that a stored expression names.
func (m *making) textSearchIn(text string) (list []*catalog.TextSearchDesc) {
	x, err := parser.ParseExpr(text)
	if err != nil {
		return nil
	}
	ast.Walk(x, func(n ast.Node) bool {
		if k, ok := n.(*ast.Const); ok && k.Kind == ast.ConstString {
			if id, ok := catalog.FrozenTextSearch(k.Text); ok {
				if d, ok := m.snap.TextSearchByID(id); ok && !slices.Contains(list, d) {
					list = append(list, d)
				}
			}
		}
		return true
	})
	return list
}

// commentTextSearch has Postgres's descriptions of what the system has.
func commentTextSearch(note func(id, class catalog.ID, part int, text string) error) error {
	templates := map[string]string{"simple": "simple dictionary: just lower case and check for stopword", "synonym": "synonym dictionary: replace word by its synonym",
		"ispell": "ispell dictionary", "thesaurus": "thesaurus dictionary: phrase by phrase substitution", "snowball": "snowball stemmer"}
	for _, c := range textsearch.Configs() {
		text := "simple configuration"
		if c.OID != textsearch.SimpleOID {
			text = "configuration for " + c.Name + " language"
		}
		if err := note(catalog.ID(c.OID), classTSConfig, 0, text); err != nil {
			return err
		}
	}
	for _, d := range textsearch.Dicts() {
		text := templates["simple"]
		if d.Language != "" {
			text = "snowball stemmer for " + d.Language + " language"
		}
		if err := note(catalog.ID(d.OID), classTSDict, 0, text); err != nil {
			return err
		}
	}
	for _, t := range textsearch.Templates() {
		if err := note(catalog.ID(t.OID), classTSTemplate, 0, templates[t.Name]); err != nil {
			return err
		}
	}
	for _, name := range []string{"start", "nexttoken", "end", "headline", "lextype"} {
		if err := note(catalog.ID(textFunctions["prsd_"+name]), classProc, 0, "(internal)"); err != nil {
			return err
		}
	}
	return note(textsearch.ParserOID, classTSParser, 0, "default word parser")
}

// textSearchComment is the comment on an object of one of the catalogs of text search.
func textSearchComment(snap *catalog.Snapshot, class string, id catalog.ID) (comment string, ok bool) {
	if d, ok := snap.TextSearchByID(id); ok {
		return d.Comment, d.Comment != "" && d.IsDictionary() == (class == "pg_ts_dict")
	}
	of := map[string]catalog.ID{"pg_ts_config": classTSConfig, "pg_ts_dict": classTSDict, "pg_ts_parser": classTSParser, "pg_ts_template": classTSTemplate}[class]
	err := commentTextSearch(func(o, in catalog.ID, _ int, text string) error {
		if o == id && in == of {
			comment, ok = text, true
		}
		return nil
	})
	return comment, ok && err == nil
}

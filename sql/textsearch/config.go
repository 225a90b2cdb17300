package textsearch

import (
	"embed"
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

// OIDs of what there is once.
const (
	ParserOID            = 3722
	SimpleOID            = 3748
	SimpleDictOID        = 3765
	SimpleTemplateOID    = 3727
	SynonymTemplateOID   = 3730
	IspellTemplateOID    = 3733
	ThesaurusTemplateOID = 3742
	SnowballTemplateOID  = 13150
	// UnaccentTemplateOID is ours: in Postgres the extension's template has another number in each database.
	UnaccentTemplateOID = 15992
)

// Config says which dictionaries are asked for which tokens, by the kinds of these.
type Config struct {
	OID   uint32
	Name  string
	dicts [Entity + 1][]*Dict
}

//go:embed stop/*.stop
var stopFiles embed.FS

// The languages, with the OIDs that an installation of PostgreSQL 15 gives their configurations;
// a language's dictionary is the number before. Words of ASCII in Russian texts are English.
var languages = [...]struct {
	oid   uint32
	name  string
	stem  func(*snowballstem.Env) bool
	stops bool
}{
	{13152, "arabic", arabic.Stem, false}, {13160, "danish", danish.Stem, true}, {13162, "dutch", dutch.Stem, true},
	{13164, "english", english.Stem, true}, {13166, "finnish", finnish.Stem, true}, {13168, "french", french.Stem, true},
	{13170, "german", german.Stem, true}, {13176, "hungarian", hungarian.Stem, true}, {13180, "irish", irish.Stem, false},
	{13182, "italian", italian.Stem, true}, {13188, "norwegian", norwegian.Stem, true}, {13190, "portuguese", portuguese.Stem, true},
	{13192, "romanian", romanian.Stem, false}, {13194, "russian", russian.Stem, true}, {13198, "spanish", spanish.Stem, true},
	{13200, "swedish", swedish.Stem, true}, {13202, "tamil", tamil.Stem, false}, {13204, "turkish", turkish.Stem, true},
}

// unstemmed are the languages of PostgreSQL 15 that the library has no stemmer of.
const unstemmed = " armenian basque catalan greek hindi indonesian lithuanian nepali serbian yiddish "

// IsUnstemmed tells whether PostgreSQL has a configuration, or a dictionary, of a name that is
// missing here.
func IsUnstemmed(name string) bool {
	return strings.Contains(unstemmed, " "+strings.TrimSuffix(name, "_stem")+" ")
}

type registry struct {
	configs []*Config
	dicts   []*Dict
}

var all = sync.OnceValue(func() *registry {
	none := func() map[string]bool { return nil }
	simple := &Dict{OID: SimpleDictOID, Name: "simple", template: SimpleTemplateOID, stops: none}
	r := &registry{dicts: []*Dict{simple}, configs: []*Config{configOf(SimpleOID, "simple", simple, simple, simple)}}
	var english *Dict
	for _, l := range languages {
		d := &Dict{OID: l.oid - 1, Name: l.name + "_stem", Language: l.name, template: SnowballTemplateOID, stem: l.stem, stops: none}
		if l.stops {
			d.stops = sync.OnceValue(func() map[string]bool { return readStops(l.name) })
		}
		ascii := d
		switch l.name {
		case "english":
			english = d
		case "russian":
			ascii = english
		}
		r.dicts, r.configs = append(r.dicts, d), append(r.configs, configOf(l.oid, l.name, d, ascii, simple))
	}
	return r
})

// configOf is a configuration of the system: letters is for words of any letters, ascii for those of
// ASCII alone, simple for the rest. Others are left out, and count for nothing.
func configOf(oid uint32, name string, letters, ascii, simple *Dict) *Config {
	c := &Config{OID: oid, Name: name}
	for _, k := range Kinds() {
		switch k {
		case AsciiWord, AsciiHWord, HWordAsciiPart:
			c.dicts[k] = []*Dict{ascii}
		case Word, HWord, HWordPart:
			c.dicts[k] = []*Dict{letters}
		case Blank, Tag, Protocol, Entity:
		default:
			c.dicts[k] = []*Dict{simple}
		}
	}
	return c
}

// readStops reads the stop words of a language.
func readStops(language string) map[string]bool {
	data, err := stopFiles.ReadFile("stop/" + language + ".stop")
	if err != nil {
		panic(err) // the file is compiled in
	}
	words := map[string]bool{}
	for _, w := range strings.Fields(string(data)) {
		words[lower(w)] = true
	}
	return words
}

// Configs lists the configurations.
func Configs() []*Config { return all().configs }

// Dicts lists the dictionaries.
func Dicts() []*Dict { return all().dicts }

// ConfigByOID finds a configuration; nil: there is none.
func ConfigByOID(oid uint32) *Config {
	for _, c := range all().configs {
		if c.OID == oid {
			return c
		}
	}
	return nil
}

// ConfigByName finds a configuration; nil: there is none.
func ConfigByName(name string) *Config {
	for _, c := range all().configs {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// DictByOID finds a dictionary; nil: there is none.
func DictByOID(oid uint32) *Dict {
	for _, d := range all().dicts {
		if d.OID == oid {
			return d
		}
	}
	return nil
}

// DictByName finds a dictionary; nil: there is none.
func DictByName(name string) *Dict {
	for _, d := range all().dicts {
		if d.Name == name {
			return d
		}
	}
	return nil
}

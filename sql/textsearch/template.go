package textsearch

import (
	"cmp"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Option is one of a dictionary.
type Option struct {
	Name, Value string
	// Bare tells that the value is a number, which is written without quotes.
	Bare bool
}

// Template is what dictionaries are made by.
type Template struct {
	OID  uint32
	Name string
	// Init and Lexize are the OIDs of Postgres's functions behind it.
	Init, Lexize uint32
}

// Templates are those of the system.
func Templates() []Template {
	return []Template{{SimpleTemplateOID, "simple", 3725, 3726}, {SynonymTemplateOID, "synonym", 3728, 3729}, {IspellTemplateOID, "ispell", 3731, 3732},
		{ThesaurusTemplateOID, "thesaurus", 3740, 3741}, {SnowballTemplateOID, "snowball", 13148, 13149}}
}

// NewDict makes a dictionary by a template, as PostgreSQL's init functions do: the errors are
// theirs. unaccent takes accents from letters, for the template of that extension.
func NewDict(oid uint32, name string, template uint32, options []Option, unaccent func(string) string) (*Dict, error) {
	d := &Dict{OID: oid, Name: name, template: template, stops: func() map[string]bool { return nil }}
	switch template {
	case SimpleTemplateOID:
		return d, d.initSimple(options)
	case SnowballTemplateOID:
		return d, d.initSnowball(options)
	case SynonymTemplateOID:
		return d, initSynonym(options)
	case IspellTemplateOID:
		return d, initIspell(options)
	case ThesaurusTemplateOID:
		return d, initThesaurus(options)
	case UnaccentTemplateOID:
		d.filter = unaccent
		return d, initUnaccent(options)
	}
	return nil, pgerror.New(pgerror.InternalError, "cache lookup failed for text search template %d", template)
}

// given reads options: each parameter once at most; kind is what the template is called.
type given struct {
	kind string
	// words are how Postgres writes the parameters in messages.
	words []string
	// last: a parameter may come again, and the last one counts.
	last bool
}

func (g given) read(options []Option) (map[string]Option, error) {
	out := map[string]Option{}
	for _, o := range options {
		word := ""
		for _, w := range g.words {
			if strings.ToLower(w) == o.Name {
				word = w
			}
		}
		if word == "" {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "unrecognized %s parameter: \"%s\"", g.kind, o.Name)
		}
		if _, twice := out[o.Name]; twice && !g.last {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "multiple %s parameters", word)
		}
		out[o.Name] = o
	}
	return out, nil
}

func missing(word string) error {
	return pgerror.New(pgerror.InvalidParameterValue, "missing %s parameter", word)
}

func (d *Dict) initSimple(options []Option) error {
	got, err := given{kind: "simple dictionary", words: []string{"StopWords", "Accept"}}.read(options)
	if err != nil {
		return err
	}
	if o, ok := got["accept"]; ok {
		accept, err := optionBool(o)
		if err != nil {
			return err
		}
		d.passes = !accept
	}
	return d.stopWords(got)
}

// optionBool reads a truth value as the options of statements have them.
func optionBool(o Option) (bool, error) {
	switch strings.ToLower(o.Value) {
	case "true", "on", "1":
		return true, nil
	case "false", "off", "0":
		return false, nil
	}
	return false, pgerror.New(pgerror.SyntaxError, "%s requires a Boolean value", o.Name)
}

func (d *Dict) initSnowball(options []Option) error {
	got, err := given{kind: "Snowball", words: []string{"StopWords", "Language"}}.read(options)
	if err != nil {
		return err
	}
	if err := d.stopWords(got); err != nil {
		return err
	}
	o, ok := got["language"]
	if !ok {
		return missing("Language")
	}
	for i := range languages {
		if l := &languages[i]; strings.EqualFold(l.name, o.Value) {
			d.Language, d.stem = l.name, l.stem
			return nil
		}
	}
	if IsUnstemmed(strings.ToLower(o.Value)) {
		return pgerror.Unsupported("Use another language, or the template simple.", "a stemmer of language \"%s\" is not supported", o.Value)
	}
	return pgerror.New(pgerror.UndefinedObject, "no Snowball stemmer available for language \"%s\" and encoding \"%s\"", o.Value, "UTF8")
}

// stopWords has the dictionary leave out what the file of the parameter lists.
func (d *Dict) stopWords(got map[string]Option) error {
	o, ok := got["stopwords"]
	if !ok {
		return nil
	}
	if err := validFile(o.Value); err != nil {
		return err
	}
	if _, err := stopFiles.ReadFile("stop/" + o.Value + ".stop"); err != nil {
		return noFile("stop-word", o.Value, "stop")
	}
	words := readStops(o.Value)
	d.stops = func() map[string]bool { return words }
	return nil
}

// validFile checks the name of a file: it has no directories in it.
func validFile(name string) error {
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		return pgerror.New(pgerror.InvalidParameterValue, "invalid text search configuration file name \"%s\"", name)
	}
	return nil
}

// configFileError is the SQLSTATE config_file_error.
const configFileError = "F0000"

// noFile is the error for a file that is not there. Those that are come with the program.
func noFile(what, name, suffix string) error {
	return pgerror.New(configFileError, "could not open %s file \"tsearch_data/%s.%s\": No such file or directory", what, name, suffix).
		WithHint("The stop words that PostgreSQL ships are there; no other files are.")
}

// fileOf is the error of a parameter that names a file of which there is none here; nil where it is
// not given.
func fileOf(got map[string]Option, word, what, suffix string) error {
	o, ok := got[strings.ToLower(word)]
	if !ok {
		return nil
	}
	if err := validFile(o.Value); err != nil {
		return err
	}
	return noFile(what, o.Value, suffix)
}

func initSynonym(options []Option) error {
	got, err := given{kind: "synonym", words: []string{"Synonyms", "CaseSensitive"}, last: true}.read(options)
	if err != nil {
		return err
	}
	return cmp.Or(fileOf(got, "Synonyms", "synonym", "syn"), missing("Synonyms"))
}

func initThesaurus(options []Option) error {
	got, err := given{kind: "Thesaurus", words: []string{"DictFile", "Dictionary"}}.read(options)
	if err != nil {
		return err
	}
	return cmp.Or(fileOf(got, "DictFile", "thesaurus", "ths"), missing("DictFile"))
}

func initIspell(options []Option) error {
	got, err := given{kind: "Ispell", words: []string{"DictFile", "AffFile", "StopWords"}}.read(options)
	if err != nil {
		return err
	}
	for _, o := range options { // they are opened in their order
		err := error(nil)
		switch o.Name {
		case "dictfile":
			err = fileOf(got, "DictFile", "dictionary", "dict")
		case "afffile":
			err = fileOf(got, "AffFile", "affix", "affix")
		default:
			err = new(Dict).stopWords(got)
		}
		if err != nil {
			return err
		}
	}
	return missing("AffFile")
}

func initUnaccent(options []Option) error {
	got, err := given{kind: "Unaccent", words: []string{"Rules"}}.read(options)
	if err != nil {
		return err
	}
	if o, ok := got["rules"]; ok && o.Value == "unaccent" {
		return nil
	}
	return cmp.Or(fileOf(got, "Rules", "unaccent", "rules"), missing("Rules"))
}

// NewConfig makes a configuration: dicts are by the numbers of kinds of tokens.
func NewConfig(oid uint32, name string, dicts map[Kind][]*Dict) *Config {
	c := &Config{OID: oid, Name: name}
	for k, list := range dicts {
		if k >= 0 && int(k) < len(c.dicts) {
			c.dicts[k] = list
		}
	}
	return c
}

// KindNamed finds a kind of tokens by its name.
func KindNamed(name string) (Kind, bool) {
	for _, k := range Kinds() {
		if k.String() == name {
			return k, true
		}
	}
	return 0, false
}

// OptionsText is how options are shown: pg_ts_dict.dictinitoption.
func OptionsText(options []Option, quoteIdent func(string) string) string {
	var b strings.Builder
	for i, o := range options {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quoteIdent(o.Name) + " = ")
		if o.Bare {
			b.WriteString(o.Value)
			continue
		}
		if strings.Contains(o.Value, "\\") {
			b.WriteByte('E')
		}
		b.WriteString("'" + strings.NewReplacer("'", "''", "\\", "\\\\").Replace(o.Value) + "'")
	}
	return b.String()
}

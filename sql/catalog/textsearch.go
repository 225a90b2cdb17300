package catalog

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/types"
)

// TextSearchDesc is a configuration or a dictionary of full text search that somebody created. Those
// of the system are package textsearch's. It needs version.Searching.
type TextSearchDesc struct {
	Base       `f:"1"`
	DatabaseID ID `f:"2"`
	SchemaID   ID `f:"3"`
	// Template and Options are those of a dictionary, which a configuration has not.
	Template types.OID    `f:"4"`
	Options  []TextOption `f:"5"`
	// Mappings are a configuration's, by kinds of tokens.
	Mappings []TextMapping `f:"6"`
}

// Unaccent is the extension that has a template of dictionaries.
const Unaccent = "unaccent"

// TextOption is an option of a dictionary.
type TextOption struct {
	Name  string `f:"1"`
	Value string `f:"2"`
	// Bare tells that the value was written as a number.
	Bare bool `f:"3"`
}

// TextMapping says which dictionaries are asked for tokens of a kind, in their order.
type TextMapping struct {
	// Token is the kind's number, as pg_ts_config_map has it.
	Token int32 `f:"1"`
	Dicts []ID  `f:"2"`
}

// IsDictionary tells a dictionary from a configuration.
func (d *TextSearchDesc) IsDictionary() bool { return d.Template != 0 }

func (d *TextSearchDesc) kind() Kind {
	if d.IsDictionary() {
		return KindTextDictionary
	}
	return KindTextConfiguration
}

// Mapping is that for a kind of tokens; nil: such tokens are left out.
func (d *TextSearchDesc) Mapping(token textsearch.Kind) *TextMapping {
	for i := range d.Mappings {
		if m := &d.Mappings[i]; m.Token == int32(token) {
			return m
		}
	}
	return nil
}

// Asks reports whether a configuration asks a dictionary.
func (d *TextSearchDesc) Asks(dict ID) bool {
	return slices.ContainsFunc(d.Mappings, func(m TextMapping) bool { return slices.Contains(m.Dicts, dict) })
}

// SearchOptions are a dictionary's options.
func (d *TextSearchDesc) SearchOptions() []textsearch.Option {
	list := make([]textsearch.Option, len(d.Options))
	for i, o := range d.Options {
		list[i] = textsearch.Option(o)
	}
	return list
}

// NewTextDict makes the dictionary that d describes. The errors are those of its template.
func NewTextDict(d *TextSearchDesc) (*textsearch.Dict, error) {
	return textsearch.NewDict(uint32(d.ID), d.Name, uint32(d.Template), d.SearchOptions(), builtin.Unaccent)
}

func isTextSearch(d Descriptor) bool {
	_, ok := d.(*TextSearchDesc)
	return ok
}

// textSearch are the configurations and dictionaries of users, made ready; it is never changed.
type textSearch struct {
	configs map[ID]*textsearch.Config
	dicts   map[ID]*textsearch.Dict
}

// textSearchOf makes those of s; nil: there are none. A dictionary that cannot be made, of a later
// build, knows no word.
func (s *Snapshot) textSearchOf() *textSearch {
	var out *textSearch
	for d := range s.textObjects(KindTextDictionary) {
		if out == nil {
			out = &textSearch{configs: map[ID]*textsearch.Config{}, dicts: map[ID]*textsearch.Dict{}}
		}
		if dict, err := NewTextDict(d); err == nil {
			out.dicts[d.ID] = dict
		}
	}
	for d := range s.textObjects(KindTextConfiguration) {
		if out == nil {
			out = &textSearch{configs: map[ID]*textsearch.Config{}}
		}
		dicts := map[textsearch.Kind][]*textsearch.Dict{}
		for _, m := range d.Mappings {
			for _, id := range m.Dicts {
				dict := out.dicts[id]
				if dict == nil {
					dict = textsearch.DictByOID(uint32(id))
				}
				if dict != nil {
					dicts[textsearch.Kind(m.Token)] = append(dicts[textsearch.Kind(m.Token)], dict)
				}
			}
		}
		out.configs[d.ID] = textsearch.NewConfig(uint32(d.ID), d.Name, dicts)
	}
	return out
}

func (s *Snapshot) textObjects(kind Kind) iter.Seq[*TextSearchDesc] {
	return ofKind[*TextSearchDesc](s, kind)
}

// TextConfig is a configuration of the system, or of a user; nil: there is none.
func (s *Snapshot) TextConfig(id types.OID) *textsearch.Config {
	if c := textsearch.ConfigByOID(uint32(id)); c != nil || s == nil || s.searching == nil {
		return c
	}
	return s.searching.configs[ID(id)]
}

// TextDict is a dictionary of the system, or of a user; nil: there is none.
func (s *Snapshot) TextDict(id types.OID) *textsearch.Dict {
	if d := textsearch.DictByOID(uint32(id)); d != nil || s == nil || s.searching == nil {
		return d
	}
	return s.searching.dicts[ID(id)]
}

// TextSearches lists what users of a database have made for full text search, by ID.
func (s *Snapshot) TextSearches(database ID) iter.Seq[*TextSearchDesc] {
	var list []*TextSearchDesc
	if s.searching != nil {
		for _, kind := range [...]Kind{KindTextConfiguration, KindTextDictionary} {
			for d := range s.textObjects(kind) {
				if d.DatabaseID == database {
					list = append(list, d)
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b *TextSearchDesc) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Values(list)
}

// TextSearchByID returns a configuration or dictionary of a user.
func (s *Snapshot) TextSearchByID(id ID) (*TextSearchDesc, bool) {
	if s == nil || s.searching == nil {
		return nil, false
	}
	return byID[*TextSearchDesc](s, id)
}

// TextSearchIn finds a configuration or dictionary of a name in a schema.
func (s *Snapshot) TextSearchIn(schema ID, dictionary bool, name string) (*TextSearchDesc, bool) {
	kind := KindTextConfiguration
	if dictionary {
		kind = KindTextDictionary
	}
	return s.TextSearchByID(s.idOf(nameKey{parent: schema, kind: kind, name: name}))
}

// TextSearchNamed finds what a name means: a descriptor, or, of what the system has, its OID alone.
// 0: there is none. The errors are those of Qualify.
func (s *Snapshot) TextSearchNamed(path *SearchPath, dictionary bool, name ast.QName) (types.OID, *TextSearchDesc, error) {
	system := func() types.OID {
		if dictionary {
			if d := textsearch.DictByName(name.Name); d != nil {
				return types.OID(d.OID)
			}
		} else if c := textsearch.ConfigByName(name.Name); c != nil {
			return types.OID(c.OID)
		}
		return 0
	}
	if name.Schema == SchemaPGCatalog {
		return system(), nil, nil
	}
	if name.Schema != "" {
		schema, err := s.Qualify(path, name)
		if err != nil {
			return 0, nil, err
		}
		if d, ok := s.TextSearchIn(schema.ID, dictionary, name.Name); ok {
			return d.ID, d, nil
		}
		return 0, nil, nil
	}
	var found types.OID
	var own *TextSearchDesc
	s.effective(path, func(d *SchemaDesc) bool {
		if d.Temporary { // where they are not looked for
			return false
		}
		if d.ID == SchemaIDPGCatalog {
			found = system()
		} else if o, ok := s.TextSearchIn(d.ID, dictionary, name.Name); ok {
			found, own = o.ID, o
		}
		return found != 0
	})
	return found, own, nil
}

// TextSearchVisible reports whether an object is found by its name alone.
func (s *Snapshot) TextSearchVisible(path *SearchPath, d *TextSearchDesc) bool {
	id, _, err := s.TextSearchNamed(path, d.IsDictionary(), ast.QName{Name: d.Name})
	return err == nil && id == d.ID
}

// TextSearchName is an object's name as messages have it.
func (s *Snapshot) TextSearchName(path *SearchPath, d *TextSearchDesc) string {
	name := QuoteIdent(d.Name)
	if path == nil || !s.TextSearchVisible(path, d) {
		name = s.qualifiedBy(d.SchemaID, name)
	}
	return name
}

func (s *Snapshot) qualifiedBy(schema ID, name string) string {
	if d, ok := s.SchemaByID(schema); ok {
		return QuoteIdent(d.Name) + "." + name
	}
	return name
}

// RegTextSearch is the OID of the name of a configuration or dictionary, as the input functions of
// regconfig and regdictionary read it. A frozen name (FrozenTable) is one of what a user made.
func (s *Snapshot) RegTextSearch(path *SearchPath, dictionary bool, name string) (types.OID, bool) {
	if id, ok := FrozenTextSearch(name); ok {
		return id, true
	}
	n, err := ParseName(name)
	if err != nil {
		return 0, false
	}
	id, _, err := s.TextSearchNamed(path, dictionary, n)
	return id, err == nil && id != 0
}

// RegTextSearchName is how those types are printed.
func (s *Snapshot) RegTextSearchName(path *SearchPath, dictionary bool, id types.OID) (string, bool) {
	if d, ok := s.TextSearchByID(id); ok {
		return s.TextSearchName(path, d), d.IsDictionary() == dictionary
	}
	name := ""
	if dictionary {
		if d := textsearch.DictByOID(uint32(id)); d != nil {
			name = d.Name
		}
	} else if c := textsearch.ConfigByOID(uint32(id)); c != nil {
		name = c.Name
	}
	if name == "" {
		return "", false
	}
	if found, _, err := s.TextSearchNamed(path, dictionary, ast.QName{Name: name}); err != nil || found != id {
		return SchemaPGCatalog + "." + QuoteIdent(name), true
	}
	return QuoteIdent(name), true
}

// FrozenTextSearch reads a frozen name in the quotes in which stored expressions have it: so they
// name configurations and dictionaries of users ('"#16390"'::regconfig).
func FrozenTextSearch(text string) (ID, bool) {
	inner, ok := strings.CutPrefix(text, `"#`)
	if !ok {
		return 0, false
	}
	id, column, ok := Thaw("#" + strings.TrimSuffix(inner, `"`))
	return id, ok && column == 0
}

package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/types"
)

// Configurations and dictionaries of full text search. Those of the system are the program's: they
// have no descriptors, and stay as they are.

// createTextSearch is CREATE TEXT SEARCH.
func (r *run) createTextSearch(s *ast.CreateTextSearch) error {
	switch s.Kind {
	case ast.ObjectTextParser, ast.ObjectTextTemplate:
		return r.refuseTextSearch(s)
	}
	if err := r.since(version.Searching, "text search configurations and dictionaries"); err != nil {
		return err
	}
	schema, err := r.target(s.Name, ast.PersistencePermanent)
	if err != nil {
		return err
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	d := &catalog.TextSearchDesc{Base: catalog.Base{Name: s.Name.Name, Owner: me.ID, Extension: r.maker()}, DatabaseID: schema.DatabaseID, SchemaID: schema.ID}
	if s.Kind == ast.ObjectTextDictionary {
		err = r.dictionaryParts(d, s.Options)
	} else {
		err = r.configurationParts(d, s.Options)
	}
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, dup := snap.TextSearchIn(schema.ID, d.IsDictionary(), d.Name); dup {
		return duplicateTextSearch(d)
	}
	if d.ID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	if err := r.shareDicts(snap, d.Mappings); err != nil {
		return err
	}
	return r.env.State.Create(r.ctx, d)
}

// duplicateTextSearch is the error for a name that is taken, which in Postgres an index finds.
func duplicateTextSearch(d *catalog.TextSearchDesc) error {
	index, key := "pg_ts_config_cfgname_index", "cfg"
	if d.IsDictionary() {
		index, key = "pg_ts_dict_dictname_index", "dict"
	}
	return pgerror.New(pgerror.UniqueViolation, "duplicate key value violates unique constraint \"%s\"", index).
		WithDetail("Key (%sname, %snamespace)=(%s, %d) already exists.", key, key, d.Name, d.SchemaID)
}

// refuseTextSearch refuses what is made of functions in C.
func (r *run) refuseTextSearch(s *ast.CreateTextSearch) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	what := strings.ToLower(s.Kind.String())
	if !me.Superuser {
		return pgerror.New(pgerror.InsufficientPrivilege, "must be superuser to create %ss", what)
	}
	return pgerror.Unsupported("It is made of functions in C. Use the parser default, and the templates that pg_ts_template lists.", "CREATE %s is not supported", s.Kind)
}

// dictionaryParts reads the template and the options of a dictionary.
func (r *run) dictionaryParts(d *catalog.TextSearchDesc, list []ast.Definition) error {
	var own []ast.Definition
	for i := range list {
		if list[i].Name != "template" {
			own = append(own, list[i])
			continue
		}
		id, err := r.textTemplate(definedName(&list[i]))
		if err != nil {
			return err
		}
		d.Template = id
	}
	if d.Template == 0 {
		return pgerror.New(pgerror.InvalidObjectDefinition, "text search template is required")
	}
	for i := range own {
		d.Options = append(d.Options, textOption(&own[i]))
	}
	return r.checkDictionary(d, own)
}

func textOption(o *ast.Definition) catalog.TextOption {
	return catalog.TextOption{Name: o.Name, Value: definedName(o).Name, Bare: o.Number}
}

// checkDictionary makes the dictionary, to see whether its options are such as its template takes.
func (r *run) checkDictionary(d *catalog.TextSearchDesc, list []ast.Definition) error {
	for i := range list {
		if o := &list[i]; o.Type == nil && o.Op == nil && o.Text == nil {
			return pgerror.New(pgerror.SyntaxError, "%s requires a parameter", o.Name)
		}
	}
	_, err := catalog.NewTextDict(d)
	return err
}

// definedName is the value of an option as a name.
func definedName(o *ast.Definition) ast.QName {
	if o.Type == nil {
		return ast.QName{Pos: o.Pos, Name: o.Word()}
	}
	names := o.Type.Names
	n := ast.QName{Pos: o.Pos, Name: names[len(names)-1]}
	if len(names) > 1 {
		n.Schema = names[len(names)-2]
	}
	return n
}

// textTemplate finds a template: the system's, or that of the extension unaccent.
func (r *run) textTemplate(n ast.QName) (types.OID, error) {
	if n.Schema == "" || n.Schema == catalog.SchemaPGCatalog {
		for _, t := range textsearch.Templates() {
			if t.Name == n.Name {
				return types.OID(t.OID), nil
			}
		}
	}
	snap, err := r.snap()
	if err != nil {
		return 0, err
	}
	if e, ok := snap.Extension(r.env.Path.Database, catalog.Unaccent); ok && n.Name == catalog.Unaccent {
		for _, schema := range snap.EffectiveSchemas(r.env.Path) {
			if schema.ID == e.SchemaID && n.Schema == "" {
				return textsearch.UnaccentTemplateOID, nil
			}
		}
		if schema, ok := snap.SchemaByID(e.SchemaID); ok && schema.Name == n.Schema {
			return textsearch.UnaccentTemplateOID, nil
		}
	}
	return 0, pgerror.New(pgerror.UndefinedObject, "text search template %q does not exist", writtenName(n))
}

// configurationParts reads the parser of a configuration, or which one it is a copy of.
func (r *run) configurationParts(d *catalog.TextSearchDesc, list []ast.Definition) error {
	parser, source := false, types.OID(0)
	for i := range list {
		o := &list[i]
		n := definedName(o)
		switch o.Name {
		case "parser":
			if n.Name != "default" || n.Schema != "" && n.Schema != catalog.SchemaPGCatalog {
				return pgerror.New(pgerror.UndefinedObject, "text search parser %q does not exist", writtenName(n))
			}
			parser = true
		case "copy":
			id, own, err := r.findTextSearch(false, n)
			if err != nil {
				return err
			}
			if source = id; own != nil {
				d.Mappings = slices.Clone(own.Mappings)
			}
		default:
			return pgerror.New(pgerror.SyntaxError, "text search configuration parameter \"%s\" not recognized", o.Name)
		}
	}
	switch {
	case parser && source != 0:
		return pgerror.New(pgerror.SyntaxError, "cannot specify both PARSER and COPY options")
	case !parser && source == 0:
		return pgerror.New(pgerror.InvalidObjectDefinition, "text search parser is required")
	}
	c := textsearch.ConfigByOID(uint32(source))
	if c == nil {
		return nil
	}
	for _, k := range textsearch.Kinds() {
		var dicts []catalog.ID
		for _, dict := range c.Dicts(k) {
			dicts = append(dicts, catalog.ID(dict.OID))
		}
		if dicts != nil {
			d.Mappings = append(d.Mappings, catalog.TextMapping{Token: int32(k), Dicts: dicts})
		}
	}
	return nil
}

// shareDicts keeps the dictionaries of users that mappings name from being dropped meanwhile.
func (r *run) shareDicts(snap *catalog.Snapshot, list []catalog.TextMapping) error {
	for _, m := range list {
		for _, id := range m.Dicts {
			if d, ok := snap.TextSearchByID(id); ok {
				if err := r.env.State.Share(r.ctx, d); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func textSearchKind(dictionary bool) string {
	if dictionary {
		return "text search dictionary"
	}
	return "text search configuration"
}

// findTextSearch finds what a statement names; the descriptor is nil for what is the system's.
func (r *run) findTextSearch(dictionary bool, n ast.QName) (types.OID, *catalog.TextSearchDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return 0, nil, err
	}
	id, d, err := snap.TextSearchNamed(r.env.Path, dictionary, n)
	if err == nil && id == 0 {
		err = pgerror.New(pgerror.UndefinedObject, "%s %q does not exist", textSearchKind(dictionary), writtenName(n))
	}
	return id, d, err
}

// ownTextSearch is findTextSearch of what the user owns, which is none of the system's. Errors have
// the name as it was written.
func (r *run) ownTextSearch(dictionary bool, n ast.QName) (*catalog.TextSearchDesc, error) {
	d, err := r.userTextSearch(dictionary, n)
	if err != nil {
		return nil, err
	}
	return d, r.ownsTextSearch(d, writtenName(n))
}

func (r *run) ownsTextSearch(d *catalog.TextSearchDesc, name string) error {
	kind := textSearchKind(d.IsDictionary())
	if err := r.mustOwn(kind, d); !pgerror.Is(err, pgerror.InsufficientPrivilege) {
		return err
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "must be owner of %s %s", kind, name)
}

// userTextSearch is findTextSearch of what is none of the system's.
func (r *run) userTextSearch(dictionary bool, n ast.QName) (*catalog.TextSearchDesc, error) {
	_, d, err := r.findTextSearch(dictionary, n)
	if err != nil || d != nil {
		return d, err
	}
	kind := textSearchKind(dictionary)
	me, err := r.user()
	switch {
	case err != nil:
		return nil, err
	case !me.Superuser:
		return nil, pgerror.New(pgerror.InsufficientPrivilege, "must be owner of %s %s", kind, n.Name)
	case dictionary:
		return nil, pgerror.Unsupported("Make one of its template: CREATE TEXT SEARCH DICTIONARY.", "changing %s %q of the system is not supported", kind, n.Name)
	}
	return nil, pgerror.Unsupported("Make a copy: CREATE TEXT SEARCH CONFIGURATION … (COPY = …).", "changing %s %q of the system is not supported", kind, n.Name)
}

// alterTextDictionary is ALTER TEXT SEARCH DICTIONARY with options.
func (r *run) alterTextDictionary(s *ast.AlterTextDictionary) error {
	d, err := r.ownTextSearch(true, s.Name)
	if err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.TextSearchDesc) error {
		for i := range s.Options {
			o := &s.Options[i]
			d.Options = slices.DeleteFunc(d.Options, func(old catalog.TextOption) bool { return old.Name == o.Name })
			if o.Type != nil || o.Op != nil || o.Text != nil {
				d.Options = append(d.Options, textOption(o))
			}
		}
		return r.checkDictionary(d, nil)
	})
}

// alterTextConfiguration is ALTER TEXT SEARCH CONFIGURATION … MAPPING.
func (r *run) alterTextConfiguration(s *ast.AlterTextConfiguration) error {
	d, err := r.ownTextSearch(false, s.Name)
	if err != nil {
		return err
	}
	var tokens []textsearch.Kind
	for _, name := range s.Tokens {
		k, ok := textsearch.KindNamed(name)
		if !ok {
			return pgerror.New(pgerror.InvalidParameterValue, "token type \"%s\" does not exist", name)
		}
		if !slices.Contains(tokens, k) {
			tokens = append(tokens, k)
		}
	}
	var dicts []catalog.ID
	for _, n := range s.Dicts {
		id, _, err := r.findTextSearch(true, n)
		if err != nil {
			return err
		}
		dicts = append(dicts, catalog.ID(id))
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if err := r.shareDicts(snap, []catalog.TextMapping{{Dicts: dicts}}); err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.TextSearchDesc) error {
		switch s.Change {
		case ast.MappingDrop:
			return r.dropMappings(d, s, tokens)
		case ast.MappingReplace:
			replaceMappings(d, tokens, dicts[0], dicts[1])
			return nil
		}
		return setMappings(d, s.Change == ast.MappingAlter, tokens, dicts)
	})
}

func (r *run) dropMappings(d *catalog.TextSearchDesc, s *ast.AlterTextConfiguration, tokens []textsearch.Kind) error {
	for _, k := range tokens {
		if d.Mapping(k) == nil {
			if err := r.missing(s.IfExists, "mapping for token type \"%s\" does not exist", k.String()); err != nil {
				return err
			}
			continue
		}
		d.Mappings = slices.DeleteFunc(d.Mappings, func(m catalog.TextMapping) bool { return m.Token == int32(k) })
	}
	return nil
}

// replaceMappings puts a dictionary in the place of another, for some tokens, or, with none, for all.
func replaceMappings(d *catalog.TextSearchDesc, tokens []textsearch.Kind, from, to catalog.ID) {
	for i := range d.Mappings {
		m := &d.Mappings[i]
		if tokens != nil && !slices.Contains(tokens, textsearch.Kind(m.Token)) {
			continue
		}
		for j := range m.Dicts {
			if m.Dicts[j] == from {
				m.Dicts[j] = to
			}
		}
	}
}

func setMappings(d *catalog.TextSearchDesc, anew bool, tokens []textsearch.Kind, dicts []catalog.ID) error {
	if anew {
		d.Mappings = slices.DeleteFunc(d.Mappings, func(m catalog.TextMapping) bool { return slices.Contains(tokens, textsearch.Kind(m.Token)) })
	}
	for _, k := range tokens {
		if d.Mapping(k) != nil {
			return pgerror.New(pgerror.UniqueViolation, "duplicate key value violates unique constraint \"pg_ts_config_map_index\"").
				WithDetail("Key (mapcfg, maptokentype, mapseqno)=(%d, %d, 1) already exists.", d.ID, int(k))
		}
		d.Mappings = append(d.Mappings, catalog.TextMapping{Token: int32(k), Dicts: dicts})
	}
	return nil
}

func textSearchFree(snap *catalog.Snapshot, schema *catalog.SchemaDesc, d *catalog.TextSearchDesc, name string) error {
	if _, taken := snap.TextSearchIn(schema.ID, d.IsDictionary(), name); taken {
		return pgerror.New(pgerror.DuplicateObject, "%s %q already exists in schema %q", textSearchKind(d.IsDictionary()), name, schema.Name)
	}
	return nil
}

// isDictionary tells which kind of objects a statement is about; parsers and templates are the system's.
func isDictionary(kind ast.ObjectKind, n ast.QName) (bool, error) {
	switch kind {
	case ast.ObjectTextDictionary, ast.ObjectTextConfiguration:
		return kind == ast.ObjectTextDictionary, nil
	}
	what := strings.ToLower(kind.String())
	if isBuiltin(what, n.Name) {
		return false, pgerror.Unsupported("It is the system's.", "changing %s %q is not supported", what, n.Name)
	}
	return false, pgerror.New(pgerror.UndefinedObject, "%s %q does not exist", what, writtenName(n))
}

// renameTextSearch is ALTER TEXT SEARCH … RENAME TO.
func (r *run) renameTextSearch(s *ast.Rename) error {
	dictionary, err := isDictionary(s.Kind, s.Name)
	if err != nil {
		return err
	}
	d, err := r.userTextSearch(dictionary, s.Name)
	if err != nil {
		return err
	}
	if err := r.ownsTextSearch(d, d.Name); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	schema, ok := snap.SchemaByID(d.SchemaID)
	if !ok {
		return pgerror.Internal("text search object %d has no schema", d.ID)
	}
	if err := r.mustCreateIn(schema); err != nil {
		return err
	}
	if err := textSearchFree(snap, schema, d, s.New); err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.TextSearchDesc) error { d.Name = s.New; return nil })
}

// moveTextSearch is ALTER TEXT SEARCH … SET SCHEMA.
func (r *run) moveTextSearch(s *ast.SetSchema) error {
	dictionary, err := isDictionary(s.Kind, s.Name)
	if err != nil {
		return err
	}
	d, err := r.userTextSearch(dictionary, s.Name)
	if err != nil {
		return err
	}
	schema, err := r.target(ast.QName{Pos: -1, Schema: s.Schema, Name: d.Name}, ast.PersistencePermanent)
	if err != nil {
		return err
	}
	if err := r.ownsTextSearch(d, d.Name); err != nil {
		return err
	}
	if err := r.staysInKind(d.SchemaID, schema); err != nil || schema.ID == d.SchemaID {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if err := textSearchFree(snap, schema, d, d.Name); err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.TextSearchDesc) error { d.SchemaID = schema.ID; return nil })
}

// giveTextSearch is ALTER TEXT SEARCH … OWNER TO.
func (r *run) giveTextSearch(s *ast.AlterOwner) error {
	owner, err := r.role(&s.Role)
	if err != nil {
		return err
	}
	d, err := r.userTextSearch(s.Kind == ast.ObjectTextDictionary, s.Name)
	if err != nil || owner.ID == d.Owner {
		return err
	}
	if err := r.ownsTextSearch(d, d.Name); err != nil {
		return err
	}
	if owner, err = r.newOwner(&s.Role); err != nil {
		return err
	}
	if err := r.ownerMayCreate(owner, d.SchemaID); err != nil {
		return err
	}
	return r.giveTo(d, owner.ID)
}

// commentTextSearch is COMMENT ON TEXT SEARCH.
func (r *run) commentTextSearch(s *ast.CommentOn) error {
	d, err := r.ownTextSearch(s.Kind == ast.ObjectTextDictionary, s.Name)
	if err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.TextSearchDesc) error { d.Comment = s.Comment; return nil })
}

// textSearchWord is an object as errors describe it.
func (r *run) textSearchWord(snap *catalog.Snapshot, d *catalog.TextSearchDesc) string {
	return textSearchKind(d.IsDictionary()) + " " + snap.TextSearchName(r.env.Path, d)
}

// dropTextSearch is DROP TEXT SEARCH CONFIGURATION and DICTIONARY.
func (r *run) dropTextSearch(s *ast.Drop) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	dictionary := s.What == textSearchKind(true)
	x := routineDrop{typeDrop: typeDrop{r: r, cascade: s.Behavior == ast.BehaviorCascade}}
	for _, n := range s.Names {
		if gone, err := r.schemaGone(snap, n, s.IfExists); err != nil {
			return err
		} else if gone {
			continue
		}
		id, d, err := snap.TextSearchNamed(r.env.Path, dictionary, n)
		switch {
		case err != nil:
			return err
		case id == 0:
			if err := r.missing(s.IfExists, "%s %q does not exist", s.What, writtenName(n)); err != nil {
				return err
			}
			continue
		case d == nil:
			return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop %s %s because it is required by the database system", s.What, catalog.QuoteIdent(n.Name))
		case x.hasSearch(d.ID):
			continue
		}
		if schema, ok := snap.SchemaByID(d.SchemaID); !ok || r.mustOwn("schema", schema) != nil {
			if err := r.ownsTextSearch(d, writtenName(n)); err != nil {
				return err
			}
		}
		if err := x.addSearch(d); err != nil {
			return err
		}
	}
	if len(x.searches) == 0 {
		return nil
	}
	title := "desired object(s)"
	if len(x.searches) == 1 {
		title = r.textSearchWord(snap, x.searches[0])
	}
	return x.dropAll(snap, title)
}

func (x *routineDrop) hasSearch(id catalog.ID) bool {
	return slices.ContainsFunc(x.searches, func(d *catalog.TextSearchDesc) bool { return d.ID == id })
}

// addSearch takes a configuration or dictionary into the set.
func (x *routineDrop) addSearch(d *catalog.TextSearchDesc) error {
	if err := x.r.mayGo(d); err != nil {
		return err
	}
	if err := x.r.env.State.LockForDrop(x.r.ctx, d); err != nil {
		return err
	}
	x.searches = append(x.searches, d)
	return nil
}

// searchDependents takes down what names a configuration or a dictionary: configurations that ask it,
// and expressions.
func (x *routineDrop) searchDependents(snap *catalog.Snapshot, d *catalog.TextSearchDesc) error {
	word := x.r.textSearchWord(snap, d)
	if d.IsDictionary() {
		for c := range snap.TextSearches(d.DatabaseID) {
			if !c.Asks(d.ID) || x.hasSearch(c.ID) {
				continue
			}
			x.note(x.r.textSearchWord(snap, c), word)
			if err := x.addSearch(c); err != nil {
				return err
			}
		}
	}
	x.expressionsNaming(snap, d.DatabaseID, d.ID, word)
	views := len(x.views)
	x.viewsNaming(snap, d.DatabaseID, d.ID, word)
	if err := x.bodiesOverViews(snap, views); err != nil {
		return err
	}
	return x.bodiesNaming(snap, d.DatabaseID, word, d.ID, 0)
}

// tooNew reports whether a statement of an extension's script makes what older nodes of the cluster
// do not know. ALTER EXTENSION … UPDATE makes it when they do.
func (r *run) tooNew(stmt ast.Statement) bool {
	if r.x.o.Version.Active(version.Searching) {
		return false
	}
	switch s := stmt.(type) {
	case *ast.CreateTextSearch:
		return true
	case *ast.CreateRoutine:
		return slices.ContainsFunc(s.Args, func(a ast.RoutineArg) bool {
			return a.Type != nil && a.Type.Names[len(a.Type.Names)-1] == "regdictionary"
		})
	}
	return false
}

// hasSearch reports whether an extension has the dictionary that a statement makes.
func (r *run) hasSearch(d *catalog.ExtensionDesc, schema *catalog.SchemaDesc, s *ast.CreateTextSearch) (bool, error) {
	snap, err := r.snap()
	if err != nil {
		return false, err
	}
	old, ok := snap.TextSearchIn(schema.ID, s.Kind == ast.ObjectTextDictionary, s.Name.Name)
	return ok && old.Extension == d.ID, nil
}

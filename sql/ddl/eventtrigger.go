package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// createEventTrigger is CREATE EVENT TRIGGER.
func (r *run) createEventTrigger(s *ast.CreateEventTrigger) error {
	if err := r.since(version.Watching, "event triggers"); err != nil {
		return err
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	if !me.Superuser {
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied to create event trigger %q", s.Name).
			WithHint("Must be superuser to create an event trigger.")
	}
	switch s.Event {
	case catalog.EventStart, catalog.EventEnd, catalog.EventDrop, catalog.EventRewrite:
	default:
		return pgerror.New(pgerror.SyntaxError, "unrecognized event name %q", s.Event)
	}
	d := &catalog.EventTriggerDesc{Base: catalog.Base{Name: s.Name, Owner: me.ID}, DatabaseID: r.env.Path.Database, Event: s.Event, Enabled: 'O'}
	if d.Tags, err = eventTags(s); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, dup := snap.EventTrigger(d.DatabaseID, s.Name); dup {
		return pgerror.New(pgerror.DuplicateObject, "event trigger %q already exists", s.Name)
	}
	f, err := r.eventFunction(snap, s.Function)
	if err != nil {
		return err
	}
	if d.Function = f.ID; d.Function == 0 {
		return pgerror.Internal("function %q has no number", f.Name)
	}
	if err := r.env.State.Share(r.ctx, f); err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(d.DatabaseID)
	if !ok {
		return pgerror.Internal("database %d does not exist", d.DatabaseID)
	}
	if err := r.env.State.Share(r.ctx, db); err != nil {
		return err
	}
	if d.ID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	return r.env.State.Create(r.ctx, d)
}

// eventFunction finds the function of an event trigger.
func (r *run) eventFunction(snap *catalog.Snapshot, name ast.QName) (*catalog.RoutineDesc, error) {
	places, err := snap.RoutinesNamed(r.env.Path, name)
	if err != nil {
		return nil, err
	}
	var found *catalog.RoutineDesc
	depth := 0
	for _, p := range places {
		if len(p.Inputs()) == 0 && (found == nil || p.Depth < depth) {
			found, depth = p.RoutineDesc, p.Depth
		}
	}
	system := found == nil && (name.Schema == "" || name.Schema == catalog.SchemaPGCatalog) && builtin.Catalog().FunctionNamed(name.Name, nil) != 0
	switch {
	case system:
		return nil, pgerror.New(pgerror.InvalidObjectDefinition, "function %s must return type %s", catalog.QuoteQName(name), "event_trigger")
	case found == nil:
		return nil, pgerror.New(pgerror.UndefinedFunction, "function %s() does not exist", catalog.QuoteQName(name))
	case found.ResultID != types.TEventTrigger.OID:
		return nil, pgerror.New(pgerror.InvalidObjectDefinition, "function %s must return type %s", catalog.QuoteQName(name), "event_trigger")
	}
	return found, nil
}

// eventTags are the tags of WHEN.
func eventTags(s *ast.CreateEventTrigger) ([]string, error) {
	var tags []string
	seen := false
	for _, f := range s.Filters {
		if f.Name != "tag" {
			return nil, pgerror.New(pgerror.SyntaxError, "unrecognized filter variable %q", f.Name)
		}
		if seen {
			return nil, pgerror.New(pgerror.SyntaxError, "filter variable %q specified more than once", f.Name)
		}
		seen = true
		for _, tag := range f.Values {
			upper := strings.ToUpper(tag)
			switch known, fires := FiresEvents(upper, s.Event == catalog.EventRewrite); {
			case !known:
				return nil, pgerror.New(pgerror.SyntaxError, "filter value %q not recognized for filter variable %q", tag, f.Name)
			case !fires:
				return nil, pgerror.New(pgerror.FeatureNotSupported, "event triggers are not supported for %s", tag)
			}
			tags = append(tags, upper)
		}
	}
	return tags, nil
}

// ownEvent finds an event trigger that the user owns.
func (r *run) ownEvent(name string) (*catalog.EventTriggerDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	d, ok := snap.EventTrigger(r.env.Path.Database, name)
	if !ok {
		return nil, pgerror.New(pgerror.UndefinedObject, "event trigger %q does not exist", name)
	}
	return d, r.mustOwn("event trigger", d)
}

// alterEventTrigger is ALTER EVENT TRIGGER … ENABLE and DISABLE.
func (r *run) alterEventTrigger(s *ast.AlterEventTrigger) error {
	d, err := r.ownEvent(s.Name)
	if err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.EventTriggerDesc) error { d.Enabled = s.Enabled; return nil })
}

// renameEventTrigger is ALTER EVENT TRIGGER … RENAME TO.
func (r *run) renameEventTrigger(s *ast.Rename) error {
	d, err := r.ownEvent(s.Name.Name)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, taken := snap.EventTrigger(d.DatabaseID, s.New); taken {
		return pgerror.New(pgerror.DuplicateObject, "event trigger %q already exists", s.New)
	}
	return edit(r, d, func(d *catalog.EventTriggerDesc) error { d.Name = s.New; return nil })
}

// giveEventTrigger is ALTER EVENT TRIGGER … OWNER TO.
func (r *run) giveEventTrigger(s *ast.AlterOwner) error {
	owner, err := r.role(&s.Role)
	if err != nil {
		return err
	}
	d, err := r.ownEvent(s.Name.Name)
	if err != nil || owner.ID == d.Owner {
		return err
	}
	if owner, err = r.newOwner(&s.Role); err != nil {
		return err
	}
	return r.ownEventTrigger(d, owner.ID)
}

// ownEventTrigger gives an event trigger to a role, which is to be a superuser.
func (r *run) ownEventTrigger(d *catalog.EventTriggerDesc, to catalog.ID) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if owner, ok := snap.RoleByID(to); !ok || !owner.Superuser {
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied to change owner of event trigger %q", d.Name).
			WithHint("The owner of an event trigger must be a superuser.")
	}
	return edit(r, d, func(d *catalog.EventTriggerDesc) error { d.Owner = to; return nil })
}

// commentEventTrigger is COMMENT ON EVENT TRIGGER.
func (r *run) commentEventTrigger(s *ast.CommentOn) error {
	d, err := r.ownEvent(s.Name.Name)
	if err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.EventTriggerDesc) error { d.Comment = s.Comment; return nil })
}

// dropEventTriggers is DROP EVENT TRIGGER.
func (r *run) dropEventTriggers(s *ast.Drop) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	var list []*catalog.EventTriggerDesc
	for _, n := range s.Names {
		d, ok := snap.EventTrigger(r.env.Path.Database, n.Name)
		if !ok {
			if err := r.missing(s.IfExists, "event trigger %q does not exist", n.Name); err != nil {
				return err
			}
			continue
		}
		if err := r.mustOwn("event trigger", d); err != nil {
			return err
		}
		if !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	for _, d := range list {
		if err := r.env.State.Drop(r.ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// watchersOver takes the event triggers of a function down.
func (x *routineDrop) watchersOver(snap *catalog.Snapshot, f *catalog.RoutineDesc, word string) error {
	for _, d := range snap.EventTriggers(f.DatabaseID) {
		if d.Function == f.ID && !slices.Contains(x.watchers, d) {
			x.note("event trigger "+catalog.QuoteIdent(d.Name), word)
			x.watchers = append(x.watchers, d)
		}
	}
	return nil
}

// rewriting tells the event triggers that the rows of a table will be written anew.
func (r *run) rewriting(t *catalog.TableDesc, reason int) error {
	if r.env.Rewriting == nil {
		return nil
	}
	return r.env.Rewriting(r.ctx, t.ID, reason)
}

// Reasons of table_rewrite, as pg_event_trigger_table_rewrite_reason tells them.
const (
	rewriteDefault = 0x02
	rewriteColumn  = 0x04
)

// watched are the tags of statements that fire event triggers, unwatched those of others; rewriting are
// those that may write tables anew.
const (
	watched = ` ALTER AGGREGATE, ALTER CAST, ALTER COLLATION, ALTER CONSTRAINT, ALTER CONVERSION, ALTER DEFAULT PRIVILEGES, ALTER DOMAIN, ALTER EXTENSION, ALTER FOREIGN DATA WRAPPER, ALTER FOREIGN TABLE, ALTER FUNCTION, ALTER INDEX, ALTER LANGUAGE, ALTER LARGE OBJECT, ALTER MATERIALIZED VIEW, ALTER OPERATOR, ALTER OPERATOR CLASS, ALTER OPERATOR FAMILY, ALTER POLICY, ALTER PROCEDURE, ALTER PUBLICATION, ALTER ROUTINE, ALTER RULE, ALTER SCHEMA, ALTER SEQUENCE, ALTER SERVER, ALTER STATISTICS, ALTER SUBSCRIPTION, ALTER TABLE, ALTER TEXT SEARCH CONFIGURATION, ALTER TEXT SEARCH DICTIONARY, ALTER TEXT SEARCH PARSER, ALTER TEXT SEARCH TEMPLATE, ALTER TRANSFORM, ALTER TRIGGER, ALTER TYPE, ALTER USER MAPPING, ALTER VIEW, COMMENT, CREATE ACCESS METHOD, CREATE AGGREGATE, CREATE CAST, CREATE COLLATION, CREATE CONSTRAINT, CREATE CONVERSION, CREATE DOMAIN, CREATE EXTENSION, CREATE FOREIGN DATA WRAPPER, CREATE FOREIGN TABLE, CREATE FUNCTION, CREATE INDEX, CREATE LANGUAGE, CREATE MATERIALIZED VIEW, CREATE OPERATOR, CREATE OPERATOR CLASS, CREATE OPERATOR FAMILY, CREATE POLICY, CREATE PROCEDURE, CREATE PUBLICATION, CREATE ROUTINE, CREATE RULE, CREATE SCHEMA, CREATE SEQUENCE, CREATE SERVER, CREATE STATISTICS, CREATE SUBSCRIPTION, CREATE TABLE, CREATE TABLE AS, CREATE TEXT SEARCH CONFIGURATION, CREATE TEXT SEARCH DICTIONARY, CREATE TEXT SEARCH PARSER, CREATE TEXT SEARCH TEMPLATE, CREATE TRANSFORM, CREATE TRIGGER, CREATE TYPE, CREATE USER MAPPING, CREATE VIEW, DROP ACCESS METHOD, DROP AGGREGATE, DROP CAST, DROP COLLATION, DROP CONSTRAINT, DROP CONVERSION, DROP DOMAIN, DROP EXTENSION, DROP FOREIGN DATA WRAPPER, DROP FOREIGN TABLE, DROP FUNCTION, DROP INDEX, DROP LANGUAGE, DROP MATERIALIZED VIEW, DROP OPERATOR, DROP OPERATOR CLASS, DROP OPERATOR FAMILY, DROP OWNED, DROP POLICY, DROP PROCEDURE, DROP PUBLICATION, DROP ROUTINE, DROP RULE, DROP SCHEMA, DROP SEQUENCE, DROP SERVER, DROP STATISTICS, DROP SUBSCRIPTION, DROP TABLE, DROP TEXT SEARCH CONFIGURATION, DROP TEXT SEARCH DICTIONARY, DROP TEXT SEARCH PARSER, DROP TEXT SEARCH TEMPLATE, DROP TRANSFORM, DROP TRIGGER, DROP TYPE, DROP USER MAPPING, DROP VIEW, GRANT, IMPORT FOREIGN SCHEMA, REFRESH MATERIALIZED VIEW, REVOKE, SECURITY LABEL, SELECT INTO,`

	unwatched = ` ALTER DATABASE, ALTER EVENT TRIGGER, ALTER ROLE, ALTER SYSTEM, ALTER TABLESPACE, ANALYZE, BEGIN, CALL, CHECKPOINT, CLOSE, CLOSE CURSOR, CLOSE CURSOR ALL, CLUSTER, COMMIT, COMMIT PREPARED, COPY, COPY FROM, CREATE DATABASE, CREATE EVENT TRIGGER, CREATE ROLE, CREATE TABLESPACE, DEALLOCATE, DEALLOCATE ALL, DECLARE CURSOR, DELETE, DISCARD, DISCARD ALL, DISCARD PLANS, DISCARD SEQUENCES, DISCARD TEMP, DO, DROP DATABASE, DROP EVENT TRIGGER, DROP REPLICATION SLOT, DROP ROLE, DROP TABLESPACE, EXECUTE, EXPLAIN, FETCH, GRANT ROLE, INSERT, LISTEN, LOAD, LOCK TABLE, MERGE, MOVE, NOTIFY, PREPARE, PREPARE TRANSACTION, REASSIGN OWNED, REINDEX, RELEASE, RESET, REVOKE ROLE, ROLLBACK, ROLLBACK PREPARED, SAVEPOINT, SELECT, SELECT FOR KEY SHARE, SELECT FOR NO KEY UPDATE, SELECT FOR SHARE, SELECT FOR UPDATE, SET, SET CONSTRAINTS, SHOW, START TRANSACTION, TRUNCATE TABLE, UNLISTEN, UPDATE, VACUUM,`

	rewritten = ` ALTER MATERIALIZED VIEW, ALTER TABLE, ALTER TYPE,`
)

// FiresEvents tells whether there is a command tag, in capitals, and whether its statements fire event
// triggers, or, with rewrites, those of table_rewrite.
func FiresEvents(tag string, rewrites bool) (known, fires bool) {
	word := " " + tag + ","
	fires = strings.Contains(watched, word)
	known = fires || strings.Contains(unwatched, word)
	if rewrites {
		fires = strings.Contains(rewritten, word)
	}
	return known, fires
}

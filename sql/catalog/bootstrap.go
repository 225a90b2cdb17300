package catalog

import (
	"context"

	"github.com/isochrondb/isochron/txn/coord"
)

// The OIDs of the objects that every cluster begins with. Those that Postgres
// has too have Postgres's numbers.
const (
	RoleSuper         ID = 10 // the first superuser: isochron
	DatabaseTemplate1 ID = 1
	DatabaseTemplate0 ID = 4
	DatabasePostgres  ID = 5
	DatabaseDefault   ID = 6 // isochron
	SchemaIDPGCatalog ID = 11
	SchemaIDToast     ID = 99
	SchemaIDPublic    ID = 2200
	SchemaIDInfo      ID = 13000
	SchemaIDInternal  ID = 13001
)

// SuperuserName is the name of the first superuser.
const SuperuserName = "isochron"

// DefaultDatabase is the database that clients are expected to use.
const DefaultDatabase = "isochron"

// BootstrapOptions say what the first catalog of a cluster holds.
type BootstrapOptions struct {
	// Verifier is the superuser's SCRAM-SHA-256 verifier; empty for no password.
	Verifier string
}

// predefinedRoles are Postgres's own roles, which nobody can log in as.
var predefinedRoles = []struct {
	id   ID
	name string
}{
	{3373, "pg_monitor"}, {3374, "pg_read_all_settings"}, {3375, "pg_read_all_stats"}, {3377, "pg_stat_scan_tables"},
	{4200, "pg_signal_backend"}, {4544, "pg_checkpoint"}, {4569, "pg_read_server_files"}, {4570, "pg_write_server_files"},
	{4571, "pg_execute_server_program"}, {6171, "pg_database_owner"}, {6181, "pg_read_all_data"}, {6182, "pg_write_all_data"},
}

// monitors are the roles that pg_monitor is a member of.
var monitors = [...]ID{RoleReadAllSettings, RoleReadAllStats, RoleStatScanTables}

// bootstrap makes the first catalog of an empty cluster; on any other it does
// nothing. Of several nodes that try, one does it.
func (c *Catalog) bootstrap(ctx context.Context) error {
	if _, ok := c.current.Load().RoleByID(RoleSuper); ok {
		return nil
	}
	return c.Run(ctx, func(ctx context.Context, t *coord.Txn, s *State) error {
		snap, err := s.Snapshot(ctx)
		if err != nil {
			return err
		}
		if _, ok := snap.RoleByID(RoleSuper); ok {
			return nil
		}
		for _, d := range c.firstObjects() {
			if err := s.Create(ctx, d); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *Catalog) firstObjects() []Descriptor {
	out := []Descriptor{&RoleDesc{
		Base:      Base{ID: RoleSuper, Name: SuperuserName, Owner: RoleSuper},
		Superuser: true, CreateDB: true, CreateRole: true, Login: true, Replication: true, BypassRLS: true,
		Verifier: c.o.Bootstrap.Verifier,
	}}
	for _, r := range predefinedRoles {
		d := &RoleDesc{Base: Base{ID: r.id, Name: r.name, Owner: RoleSuper}}
		if r.id == RoleMonitor {
			for _, id := range monitors {
				d.MemberOf = append(d.MemberOf, Membership{Role: id, Grantor: RoleSuper})
			}
		}
		out = append(out, d)
	}
	databases := []*DatabaseDesc{
		{Base: Base{ID: DatabaseTemplate1, Name: "template1", Comment: "default template for new databases"}, Template: true},
		{Base: Base{ID: DatabaseTemplate0, Name: "template0", Comment: "unmodifiable empty database"}, Template: true, NoConnect: true},
		{Base: Base{ID: DatabasePostgres, Name: "postgres", Comment: "default administrative connection database"}},
		{Base: Base{ID: DatabaseDefault, Name: DefaultDatabase}},
	}
	for i, d := range databases {
		d.Owner, d.SpaceID = RoleSuper, uint64(d.ID)
		// Each database has its own public schema. Only the default one's has
		// Postgres's number, since numbers are unique over the cluster here.
		schema := SchemaIDPublic
		if d.ID != DatabaseDefault {
			schema = ID(13010 + i)
		}
		out = append(out, d, NewPublicSchema(schema, d.ID))
	}
	return out
}

// NewPublicSchema returns the schema public of a new database.
func NewPublicSchema(id, database ID) *SchemaDesc {
	return &SchemaDesc{Base: Base{ID: id, Name: SchemaPublic, Owner: 6171, Comment: "standard public schema"}, DatabaseID: database}
}

package catalog

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/range/allocator"
)

// PlacementPolicyDesc is a placement policy: databases, tables and indexes that name it lie where
// it says. In Postgres's words it is a tablespace. It is the cluster's, and needs version.Parted.
type PlacementPolicyDesc struct {
	Base `f:"1"`
	// Options are those that were written, by the names of package placement.
	Options []Setting `f:"2"`
}

func (*PlacementPolicyDesc) kind() Kind { return KindPlacementPolicy }

// The tablespaces that are no policies; their numbers are Postgres's. A table or index in
// TablespaceDefault follows no policy, its database's included.
const (
	TablespaceDefault ID = 1663
	TablespaceGlobal  ID = 1664
)

// The names of those.
const (
	NameTablespaceDefault = "pg_default"
	NameTablespaceGlobal  = "pg_global"
)

// Goal is what the policy says. It fails with a *allocator.GoalError.
func (d *PlacementPolicyDesc) Goal() (*allocator.Goal, error) {
	options := make([]allocator.Option, len(d.Options))
	for i, o := range d.Options {
		options[i] = allocator.Option{Name: o.Name, Value: o.Value}
	}
	return allocator.ParseGoal(d.Name, options)
}

// Text is what the policy says, as CREATE PLACEMENT POLICY takes it.
func (d *PlacementPolicyDesc) Text() string {
	parts := make([]string, len(d.Options))
	for i, o := range d.Options {
		value := o.Value
		if o.Name != allocator.OptionFollowers && o.Name != allocator.OptionVoters && o.Name != allocator.OptionLearners {
			value = "'" + strings.ReplaceAll(value, "'", "''") + "'"
			if strings.Contains(value, `\`) {
				value = "E" + strings.ReplaceAll(value, `\`, `\\`)
			}
		}
		parts[i] = strings.ToUpper(o.Name) + " = " + value
	}
	return strings.Join(parts, " ")
}

// PlacementPolicy returns a policy by its name.
func (s *Snapshot) PlacementPolicy(name string) (*PlacementPolicyDesc, bool) {
	id, ok := s.names.get(nameKey{kind: KindPlacementPolicy, name: name})
	if !ok {
		return nil, false
	}
	return s.PlacementPolicyByID(id)
}

// PlacementPolicyByID returns a policy by its OID.
func (s *Snapshot) PlacementPolicyByID(id ID) (*PlacementPolicyDesc, bool) {
	return byID[*PlacementPolicyDesc](s, id)
}

// PlacementPolicies lists the policies by name.
func (s *Snapshot) PlacementPolicies() []*PlacementPolicyDesc {
	var out []*PlacementPolicyDesc
	for d := range s.All() {
		if p, ok := d.(*PlacementPolicyDesc); ok {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b *PlacementPolicyDesc) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// TablespaceName names a tablespace; "" for 0, and for one that is not there.
func (s *Snapshot) TablespaceName(id ID) string {
	switch id {
	case TablespaceDefault:
		return NameTablespaceDefault
	case TablespaceGlobal:
		return NameTablespaceGlobal
	}
	if d, ok := s.PlacementPolicyByID(id); ok {
		return d.Name
	}
	return ""
}

// PolicyUser is what names a policy itself: a database, a table, or an index of one.
type PolicyUser struct {
	Database *DatabaseDesc
	Table    *TableDesc
	Index    *IndexDesc
}

// PolicyUsers lists what names a policy, in no order.
func (s *Snapshot) PolicyUsers(id ID) iter.Seq[PolicyUser] {
	return func(yield func(PolicyUser) bool) {
		for d := range s.All() {
			switch d := d.(type) {
			case *DatabaseDesc:
				if d.Tablespace == id && !yield(PolicyUser{Database: d}) {
					return
				}
			case *TableDesc:
				db, _ := s.DatabaseByID(d.DatabaseID)
				if d.Tablespace == id && !yield(PolicyUser{Database: db, Table: d}) {
					return
				}
				for i := range d.Indexes {
					if ix := &d.Indexes[i]; ix.Tablespace == id && !yield(PolicyUser{Database: db, Table: d, Index: ix}) {
						return
					}
				}
			}
		}
	}
}

// TableTablespace is the policy that a table names, or the nearest one of those that it is a
// partition of; 0: none does, and it follows its database.
func (s *Snapshot) TableTablespace(t *TableDesc) ID {
	for t.Tablespace == 0 && t.PartitionOf != 0 {
		of, ok := s.TableByID(t.PartitionOf)
		if !ok || of.PartitionOf == t.ID {
			break
		}
		t = of
	}
	return t.Tablespace
}

// IndexTablespace is the same of an index, by the indexes that it is a part of; 0: it follows its
// table.
func (s *Snapshot) IndexTablespace(ix *IndexDesc) ID {
	for ix.Tablespace == 0 && ix.Parent != 0 {
		_, of, ok := s.IndexByOID(ix.Parent)
		if !ok || of.Parent == ix.OID {
			break
		}
		ix = of
	}
	return ix.Tablespace
}

package catalog

import (
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// PolicyDesc is a policy of a table: which rows of it a role may see and write.
//
// Expressions are kept frozen: tables in them, and columns of tables, stand as
// numbers ("#16390", "#16390.2"), so that no rename changes what they mean.
type PolicyDesc struct {
	OID  ID     `f:"1"`
	Name string `f:"2"`
	// Command is r, a, w or d as in an aclitem, or * for all.
	Command     byte `f:"3"`
	Restrictive bool `f:"4"`
	// Roles are those that it is for, 0 for PUBLIC.
	Roles []ID `f:"5"`
	// UsingText and CheckText are empty where they were not written.
	UsingText string `f:"6"`
	CheckText string `f:"7"`
	Comment   string `f:"8"`

	Using, Check ast.Expr
}

// PolicyAll is the command of a policy for all commands.
const PolicyAll = '*'

func (p *PolicyDesc) complete() (err error) {
	p.Using, p.Check = nil, nil
	if p.UsingText != "" {
		if p.Using, err = parseExpr(p.UsingText); err != nil {
			return err
		}
	}
	if p.CheckText != "" {
		p.Check, err = parseExpr(p.CheckText)
	}
	return err
}

// Policy returns a table's policy by its name.
func (t *TableDesc) Policy(name string) (*PolicyDesc, bool) {
	for i := range t.Policies {
		if t.Policies[i].Name == name {
			return &t.Policies[i], true
		}
	}
	return nil, false
}

// FrozenTable is what stands for a table in a frozen expression.
func FrozenTable(t ID) string { return "#" + strconv.FormatUint(uint64(t), 10) }

// FrozenColumn is what stands for a column of a table.
func FrozenColumn(t ID, c ColumnID) string {
	return FrozenTable(t) + "." + strconv.FormatUint(uint64(c), 10)
}

// Thaw reads what FrozenTable and FrozenColumn (column is 0 for a table) wrote.
func Thaw(name string) (t ID, column ColumnID, ok bool) {
	text, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, 0, false
	}
	text, col, isColumn := strings.Cut(text, ".")
	id, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		return 0, 0, false
	}
	if !isColumn {
		return ID(id), 0, true
	}
	c, err := strconv.ParseUint(col, 10, 32)
	return ID(id), ColumnID(c), err == nil && c != 0
}

// Refers reports whether a policy names a column of a table, or, with column 0,
// anything of it.
func (p *PolicyDesc) Refers(t ID, column ColumnID) bool {
	found := false
	look := func(name string) {
		if id, c, ok := Thaw(name); ok && id == t && (column == 0 || c == column) {
			found = true
		}
	}
	for _, x := range []ast.Expr{p.Using, p.Check} {
		if x == nil {
			continue
		}
		ast.Walk(x, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TableName:
				look(n.Name.Name)
			case *ast.ColumnRef:
				look(n.Name)
			}
			return true
		})
	}
	return found
}

// AppliesTo reports whether a policy of table t is one for a command (r, a, w or d)
// of user.
func (s *Snapshot) AppliesTo(p *PolicyDesc, t *TableDesc, command byte, user ID) bool {
	if p.Command != PolicyAll && p.Command != command {
		return false
	}
	return slices.ContainsFunc(p.Roles, func(r ID) bool { return r == 0 || s.Inherits(user, r, t.DatabaseID) })
}

// Secured reports whether the policies of a table count for user: row security is
// on, and user neither bypasses it nor owns the table, unless it is forced upon
// owners. User 0 is nobody that is checked.
func (s *Snapshot) Secured(user ID, t *TableDesc) bool {
	if !t.RowSecurity || user == 0 {
		return false
	}
	if u, ok := s.RoleByID(user); ok && (u.Superuser || u.BypassRLS) {
		return false
	}
	return t.ForceRowSecurity || !s.Owns(user, t)
}

// DropPolicies takes policies away, by name.
func (t *TableDesc) DropPolicies(names ...string) {
	t.Policies = slices.DeleteFunc(t.Policies, func(p PolicyDesc) bool { return slices.Contains(names, p.Name) })
}

// SamePolicies reports whether what policies ask of user, where it reads and writes
// tables, is the same in both snapshots.
func (s *Snapshot) SamePolicies(o *Snapshot, user ID, tables []ID) bool {
	for _, id := range tables {
		a, ok := s.TableByID(id)
		b, there := o.TableByID(id)
		if !ok || !there || !a.RowSecurity && !b.RowSecurity {
			continue
		}
		if secured := s.Secured(user, a); secured != o.Secured(user, b) || secured && !s.samePoliciesOf(o, user, a, b) {
			return false
		}
	}
	return true
}

func (s *Snapshot) samePoliciesOf(o *Snapshot, user ID, a, b *TableDesc) bool {
	return slices.EqualFunc(a.Policies, b.Policies, func(p, q PolicyDesc) bool {
		return p.Name == q.Name && p.Command == q.Command && p.Restrictive == q.Restrictive && p.UsingText == q.UsingText && p.CheckText == q.CheckText &&
			s.AppliesTo(&p, a, p.Command, user) == o.AppliesTo(&q, b, q.Command, user)
	})
}

package session

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// The letters of table privileges, as in an aclitem.
const (
	mayInsert = 'a'
	maySelect = 'r'
	mayUpdate = 'w'
	mayDelete = 'd'
)

// needs is what a statement wants of the tables that it names.
type needs struct {
	targets map[*ast.TableName]string // letters beyond SELECT's, or instead of it
	ctes    map[string]bool
}

// mayRun checks that the user may do to each table what the statement does
// (42501). Superusers may do everything, owners what they like with their own.
func (s *Session) mayRun(st ast.Statement, snap *catalog.Snapshot) error {
	role, ok := snap.RoleByID(s.role.ID)
	if !ok {
		return pgerror.New(pgerror.InvalidAuthorizationSpecification, "role %q does not exist", s.params.User)
	}
	if role.Superuser {
		return nil
	}
	n := needs{targets: map[*ast.TableName]string{}, ctes: map[string]bool{}}
	ast.Walk(st, n.gather)
	var denied error
	check := func(name ast.QName, letters string) {
		t, err := snap.Table(&s.path, name)
		if err != nil || t.Virtual { // planning has found it; everybody reads the catalog
			return
		}
		for i := range len(letters) {
			if denied == nil && !snap.HasPrivilege(role.ID, t, letters[i]) {
				denied = pgerror.New(pgerror.InsufficientPrivilege, "permission denied for table %s", t.Name)
			}
		}
	}
	ast.Walk(st, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.TableName:
			letters, target := n.targets[x]
			if !target {
				letters = string(maySelect)
			}
			if target || x.Name.Schema != "" || !n.ctes[x.Name.Name] {
				check(x.Name, letters)
			}
		case *ast.Copy:
			switch {
			case x.Table != nil && x.From:
				check(*x.Table, string(mayInsert))
			case x.Table != nil:
				check(*x.Table, string(maySelect))
			}
		}
		return denied == nil
	})
	return denied
}

// gather finds what is done to which table, and the names that are no tables.
func (n *needs) gather(x ast.Node) bool {
	switch x := x.(type) {
	case *ast.Insert:
		letters := string(mayInsert)
		if x.OnConflict != nil {
			letters += string(maySelect)
			if x.OnConflict.DoUpdate {
				letters += string(mayUpdate)
			}
		} else if len(x.Returning) > 0 {
			letters += string(maySelect)
		}
		n.targets[&x.Table] = letters
	case *ast.Update:
		n.targets[&x.Table] = reading(string(mayUpdate), x.Where != nil || len(x.Returning) > 0)
	case *ast.Delete:
		n.targets[&x.Table] = reading(string(mayDelete), x.Where != nil || len(x.Returning) > 0)
	case *ast.Select:
		if len(x.Locking) > 0 {
			for _, f := range x.From {
				if t, ok := f.(*ast.TableName); ok {
					n.targets[t] = string([]byte{maySelect, mayUpdate})
				}
			}
		}
	case *ast.CTE:
		n.ctes[x.Name] = true
	}
	return true
}

func reading(letters string, reads bool) string {
	if reads {
		return letters + string(maySelect)
	}
	return letters
}

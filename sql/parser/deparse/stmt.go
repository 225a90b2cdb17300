package deparse

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// statement writes any statement.
func (p *printer) statement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.Select:
		p.query(s)
	case *ast.Insert:
		p.insert(s)
	case *ast.Update:
		p.update(s)
	case *ast.Delete:
		p.delete(s)
	case *ast.Merge:
		p.merge(s)
	case *ast.Truncate:
		p.truncate(s)
	case *ast.Unsupported:
		p.w(s.Text)
	default:
		p.transaction(s)
	}
}

func (p *printer) txModes(list []ast.TxMode, asOf ast.Expr) {
	p.wIf(len(list) > 0, " ")
	p.list(len(list), func(i int) { p.w(list[i].String()) })
	p.clause(" AS OF TIMESTAMP ", asOf)
}

// transaction writes transaction control, and hands on what is none.
func (p *printer) transaction(s ast.Statement) {
	switch s := s.(type) {
	case *ast.Begin:
		p.w([...]string{"BEGIN", "START TRANSACTION"}[b2i(s.Start)])
		p.txModes(s.Modes, s.AsOf)
	case *ast.Commit:
		p.w("COMMIT")
		p.wIf(s.Chain, " AND CHAIN")
	case *ast.Rollback:
		p.w("ROLLBACK")
		p.wIf(s.Chain, " AND CHAIN")
	case *ast.Savepoint:
		p.optName("SAVEPOINT ", s.Name)
	case *ast.Release:
		p.optName("RELEASE ", s.Name)
	case *ast.RollbackTo:
		p.optName("ROLLBACK TO ", s.Name)
	case *ast.PrepareTransaction:
		p.w("PREPARE TRANSACTION ")
		p.string(s.ID)
	case *ast.FinishPrepared:
		p.w([...]string{"COMMIT PREPARED ", "ROLLBACK PREPARED "}[b2i(s.Rollback)])
		p.string(s.ID)
	case *ast.SetTransaction:
		p.setTransaction(s)
	case *ast.SetConstraints:
		p.w("SET CONSTRAINTS ")
		p.wIf(s.All, "ALL")
		p.qnames(s.Names)
		p.w([...]string{" IMMEDIATE", " DEFERRED"}[b2i(s.Deferred)])
	default:
		p.session(s)
	}
}

func (p *printer) setTransaction(s *ast.SetTransaction) {
	switch {
	case s.Session:
		p.w("SET SESSION CHARACTERISTICS AS TRANSACTION")
	case s.Modes == nil && s.AsOf == nil:
		p.w("SET TRANSACTION SNAPSHOT ")
		p.string(s.Snapshot)
	default:
		p.w("SET TRANSACTION")
	}
	p.txModes(s.Modes, s.AsOf)
}

// session writes what works on the session, and hands on the rest.
func (p *printer) session(s ast.Statement) {
	switch s := s.(type) {
	case *ast.SetVar:
		p.w("SET ")
		p.wIf(s.Local, "LOCAL ")
		p.setVar(s)
	case *ast.Show:
		p.w("SHOW ")
		p.varName(s.Name)
	case *ast.Reset:
		p.w("RESET ")
		p.wIf(s.All, "ALL")
		if !s.All {
			p.varName(s.Name)
		}
	case *ast.Discard:
		p.w([...]string{"DISCARD ALL", "DISCARD PLANS", "DISCARD SEQUENCES", "DISCARD TEMP"}[s.Kind])
	case *ast.Prepare:
		p.prepare(s)
	case *ast.Execute:
		p.optName("EXECUTE ", s.Name)
		if len(s.Args) > 0 {
			p.parenExprs(s.Args)
		}
	case *ast.Deallocate:
		p.w("DEALLOCATE ")
		p.allOrName(s.All, s.Name)
	case *ast.DeclareCursor:
		p.declare(s)
	case *ast.Fetch:
		p.fetch(s)
	case *ast.CloseCursor:
		p.w("CLOSE ")
		p.allOrName(s.All, s.Name)
	default:
		p.utility(s)
	}
}

// allOrName writes ALL or a name.
func (p *printer) allOrName(all bool, name string) {
	if all {
		p.w("ALL")
		return
	}
	p.name(name)
}

// varName writes a setting's name with its dots.
func (p *printer) varName(name string) {
	switch name {
	case "all":
		p.w("ALL")
		return
	case "session_authorization", "timezone":
		p.w(name)
		return
	}
	p.dotted(strings.Split(name, "."))
}

// setVar writes a setting and its value.
func (p *printer) setVar(s *ast.SetVar) {
	if s.Name == "timezone" && len(s.Values) == 1 {
		if c, ok := s.Values[0].(*ast.CastExpr); ok {
			p.zoneInterval(c)
			return
		}
	}
	p.varName(s.Name)
	switch {
	case s.FromCurrent:
		p.w(" FROM CURRENT")
	case s.Default:
		p.w(" TO DEFAULT")
	default:
		p.w(" TO ")
		p.exprs(s.Values)
	}
}

// zoneInterval writes TIME ZONE with an interval, which has to look like a
// literal.
func (p *printer) zoneInterval(c *ast.CastExpr) {
	p.w("TIME ZONE INTERVAL")
	if len(c.Type.Mods) > 0 {
		p.parenExprs(c.Type.Mods)
	}
	p.w(" ")
	p.expr(c.X, precNone)
	p.wIf(c.Type.Interval != ast.IntervalAll, " "+intervalFields[c.Type.Interval])
}

func (p *printer) prepare(s *ast.Prepare) {
	p.optName("PREPARE ", s.Name)
	if len(s.Types) > 0 {
		p.w(" (")
		p.list(len(s.Types), func(i int) { p.typeName(s.Types[i]) })
		p.w(")")
	}
	p.w(" AS ")
	p.statement(s.Stmt)
}

func (p *printer) declare(s *ast.DeclareCursor) {
	p.optName("DECLARE ", s.Name)
	p.wIf(s.Options&ast.CursorBinary != 0, " BINARY")
	p.wIf(s.Options&ast.CursorInsensitive != 0, " INSENSITIVE")
	p.wIf(s.Options&ast.CursorAsensitive != 0, " ASENSITIVE")
	p.wIf(s.Options&ast.CursorScroll != 0, " SCROLL")
	p.wIf(s.Options&ast.CursorNoScroll != 0, " NO SCROLL")
	p.w(" CURSOR")
	p.wIf(s.Options&ast.CursorHold != 0, " WITH HOLD")
	p.w(" FOR ")
	p.query(s.Query)
}

func (p *printer) fetch(s *ast.Fetch) {
	p.w([...]string{"FETCH ", "MOVE "}[b2i(s.Move)])
	p.w([...]string{"FORWARD ", "BACKWARD ", "ABSOLUTE ", "RELATIVE "}[s.Direction])
	if s.Count == ast.FetchAll {
		p.w("ALL")
	} else {
		p.int(s.Count)
	}
	p.optName(" FROM ", s.Cursor)
}

// utility writes maintenance statements, and hands on the rest.
func (p *printer) utility(s ast.Statement) {
	switch s := s.(type) {
	case *ast.Explain:
		p.w("EXPLAIN ")
		p.options("", s.Options, " ")
		p.wIf(len(s.Options) > 0, " ")
		p.statement(s.Stmt)
	case *ast.Vacuum:
		p.vacuum(s)
	case *ast.Copy:
		p.copy(s)
	case *ast.Listen:
		p.optName("LISTEN ", s.Channel)
	case *ast.Notify:
		p.optName("NOTIFY ", s.Channel)
		if s.HasPayload {
			p.w(", ")
			p.string(s.Payload)
		}
	case *ast.Unlisten:
		p.w("UNLISTEN ")
		p.wIf(s.All, "*")
		p.optName("", s.Channel)
	case *ast.LockTable:
		p.lockTable(s)
	case *ast.Checkpoint:
		p.w("CHECKPOINT")
	case *ast.Do:
		p.w("DO ")
		p.string(s.Code)
		p.optName(" LANGUAGE ", s.Language)
	case *ast.Call:
		p.w("CALL ")
		p.call(s.Func)
	default:
		p.maintenance(s)
	}
}

func (p *printer) vacuum(s *ast.Vacuum) {
	p.w([...]string{"VACUUM", "ANALYZE"}[b2i(s.Analyze)])
	p.options(" ", s.Options, " ")
	p.wIf(len(s.Tables) > 0, " ")
	p.list(len(s.Tables), func(i int) {
		p.qname(&s.Tables[i].Name)
		p.parenNames(s.Tables[i].Columns)
	})
}

func (p *printer) copy(s *ast.Copy) {
	p.w("COPY ")
	if s.Query != nil {
		p.w("(")
		p.statement(s.Query)
		p.w(")")
	} else {
		p.qname(s.Table)
		p.parenNames(s.Columns)
	}
	p.w([...]string{" TO ", " FROM "}[b2i(s.From)])
	p.wIf(s.Program, "PROGRAM ")
	switch {
	case s.File != "" || s.Program:
		p.string(s.File)
	default:
		p.w([...]string{"STDOUT", "STDIN"}[b2i(s.From)])
	}
	p.options(" WITH ", s.Options, " ")
	p.clause(" WHERE ", s.Where)
}

var lockWords = [...]string{
	ast.LockAccessShare: "ACCESS SHARE", ast.LockRowShare: "ROW SHARE", ast.LockRowExclusive: "ROW EXCLUSIVE",
	ast.LockShareUpdateExclusive: "SHARE UPDATE EXCLUSIVE", ast.LockShare: "SHARE",
	ast.LockShareRowExclusive: "SHARE ROW EXCLUSIVE", ast.LockExclusive: "EXCLUSIVE", ast.LockAccessExclusive: "ACCESS EXCLUSIVE",
}

func (p *printer) lockTable(s *ast.LockTable) {
	p.w("LOCK TABLE ")
	p.list(len(s.Tables), func(i int) { p.tableName(&s.Tables[i]) })
	p.w(" IN ", lockWords[s.Mode], " MODE")
	p.wIf(s.NoWait, " NOWAIT")
}

// maintenance writes REINDEX and its relatives, and hands on the rest.
func (p *printer) maintenance(s ast.Statement) {
	switch s := s.(type) {
	case *ast.Reindex:
		p.w("REINDEX ")
		p.options("", s.Options, " ")
		p.w([...]string{"INDEX", "TABLE", "SCHEMA", "SYSTEM", "DATABASE"}[s.Kind])
		p.wIf(s.Concurrently, " CONCURRENTLY")
		p.optQName(" ", &s.Name)
	case *ast.Cluster:
		p.w("CLUSTER")
		p.options(" ", s.Options, " ")
		if s.Table != nil {
			p.w(" ")
			p.qname(s.Table)
		}
		p.optName(" USING ", s.Index)
	case *ast.Load:
		p.w("LOAD ")
		p.string(s.File)
	case *ast.RefreshView:
		p.w("REFRESH MATERIALIZED VIEW ")
		p.wIf(s.Concurrently, "CONCURRENTLY ")
		p.qname(&s.Name)
		p.withData(s.WithData)
	default:
		p.roleStatement(s)
	}
}

func (p *printer) withData(d ast.WithData) {
	p.w([...]string{"", " WITH DATA", " WITH NO DATA"}[d])
}

// roleStatement writes what works on roles and privileges, and hands on the
// rest.
func (p *printer) roleStatement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.Grant:
		p.grant(s)
	case *ast.AlterDefaultPrivileges:
		p.w("ALTER DEFAULT PRIVILEGES ")
		if len(s.Roles) > 0 {
			p.w("FOR ROLE ")
			p.roles(s.Roles)
			p.w(" ")
		}
		if len(s.Schemas) > 0 {
			p.w("IN SCHEMA ")
			p.names(s.Schemas)
			p.w(" ")
		}
		p.grant(s.Grant)
	case *ast.GrantRole:
		p.grantRole(s)
	case *ast.CreateRole:
		p.w("CREATE ", s.Kind.String(), " ")
		p.role(&s.Name)
		p.roleOptions(s.Options)
	case *ast.AlterRole:
		p.w("ALTER ROLE ")
		p.role(&s.Name)
		p.roleOptions(s.Options)
	case *ast.AlterGroup:
		p.w("ALTER GROUP ")
		p.role(&s.Name)
		p.w([...]string{" ADD USER ", " DROP USER "}[b2i(s.Drop)])
		p.roles(s.Users)
	case *ast.DropRole:
		p.w("DROP ", s.Kind.String(), " ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.roles(s.Names)
	case *ast.AlterSetting:
		p.alterSetting(s)
	case *ast.CreatePolicy:
		p.w("CREATE POLICY ")
		p.name(s.Name)
		p.w(" ON ")
		p.qname(&s.Table)
		p.wIf(s.Restrictive, " AS RESTRICTIVE")
		p.wIf(s.Command != "all", " FOR "+strings.ToUpper(s.Command))
		p.policy(s.Roles, s.Using, s.Check)
	case *ast.AlterPolicy:
		p.w("ALTER POLICY ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.name(s.Name)
		p.w(" ON ")
		p.qname(&s.Table)
		p.optName(" RENAME TO ", s.New)
		p.policy(s.Roles, s.Using, s.Check)
	case *ast.DropPolicy:
		p.w("DROP POLICY ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.name(s.Name)
		p.w(" ON ")
		p.qname(&s.Table)
		p.behavior(s.Behavior)
	case *ast.ReassignOwned:
		p.w("REASSIGN OWNED BY ")
		p.roles(s.Roles)
		p.w(" TO ")
		p.role(&s.To)
	case *ast.DropOwned:
		p.w("DROP OWNED BY ")
		p.roles(s.Roles)
		p.behavior(s.Behavior)
	default:
		p.ddl(s)
	}
}

func (p *printer) alterSetting(s *ast.AlterSetting) {
	switch {
	case s.Role != nil:
		p.w("ALTER ROLE ")
		p.role(s.Role)
		p.optName(" IN DATABASE ", s.Database)
	case s.AllRoles:
		p.w("ALTER ROLE ALL")
		p.optName(" IN DATABASE ", s.Database)
	default:
		p.optName("ALTER DATABASE ", s.Database)
	}
	p.w(" ")
	p.statement(s.Set)
}

func (p *printer) grant(s *ast.Grant) {
	p.w([...]string{"GRANT ", "REVOKE "}[b2i(s.Revoke)])
	p.wIf(s.OptionFor, "GRANT OPTION FOR ")
	if s.All {
		p.w("ALL")
		p.parenNames(s.Columns)
	}
	p.list(len(s.Privileges), func(i int) {
		p.privilege(s.Privileges[i].Name)
		p.parenNames(s.Privileges[i].Columns)
	})
	p.w(" ON ")
	if s.Defaults {
		p.w(s.Kind.String(), "S")
	} else if s.InSchema {
		p.w("ALL ", s.Kind.String(), "S IN SCHEMA ")
	} else {
		p.w(s.Kind.String(), " ")
	}
	p.namesOf(s.Kind, s.Names)
	p.list(len(s.Functions), func(i int) { p.functionName(&s.Functions[i]) })
	p.toFrom(s.Revoke)
	p.roles(s.Grantees)
	p.wIf(s.WithGrantOption, " WITH GRANT OPTION")
	p.grantedBy(s.GrantedBy)
	p.behavior(s.Behavior)
}

func (p *printer) functionName(f *ast.FunctionName) {
	p.qname(&f.Name)
	if f.Bare {
		return
	}
	p.w("(")
	p.wIf(f.Star, "*")
	p.list(len(f.Args), func(i int) { p.node(f.Args[i]) })
	p.w(")")
}

// privilege writes the name of a privilege: a keyword, or any name.
func (p *printer) privilege(name string) {
	switch name {
	case "select", "references", "create", "alter system":
		p.w(strings.ToUpper(name))
	default:
		p.name(name)
	}
}

func (p *printer) toFrom(revoke bool) { p.w([...]string{" TO ", " FROM "}[b2i(revoke)]) }

func (p *printer) grantedBy(r *ast.RoleSpec) {
	if r != nil {
		p.w(" GRANTED BY ")
		p.role(r)
	}
}

func (p *printer) grantRole(s *ast.GrantRole) {
	p.w([...]string{"GRANT ", "REVOKE "}[b2i(s.Revoke)])
	p.wIf(s.OptionFor, "ADMIN OPTION FOR ")
	p.list(len(s.Roles), func(i int) { p.privilege(s.Roles[i]) })
	p.toFrom(s.Revoke)
	p.roles(s.Grantees)
	p.wIf(s.AdminOption, " WITH ADMIN OPTION")
	p.grantedBy(s.GrantedBy)
	p.behavior(s.Behavior)
}

// roleOptionWords are the words of options with a value.
var roleOptionWords = map[string]string{
	"superuser": "SUPERUSER", "createdb": "CREATEDB", "createrole": "CREATEROLE", "inherit": "INHERIT",
	"canlogin": "LOGIN", "isreplication": "REPLICATION", "bypassrls": "BYPASSRLS", "password": "PASSWORD",
	"connectionlimit": "CONNECTION LIMIT", "validUntil": "VALID UNTIL", "sysid": "SYSID",
	"adminmembers": "ADMIN", "rolemembers": "USER", "addroleto": "IN ROLE",
}

func (p *printer) roleOptions(list []ast.RoleOption) {
	for i := range list {
		o := &list[i]
		p.w(" ")
		switch {
		case o.Roles != nil:
			p.w(roleOptionWords[o.Name], " ")
			p.roles(o.Roles)
		case o.Value.Kind == ast.ConstBool:
			p.wIf(!o.Value.Bool, "NO")
			p.w(roleOptionWords[o.Name])
		default:
			p.w(roleOptionWords[o.Name], " ")
			p.constant(o.Value)
		}
	}
}

func (p *printer) policy(roles []ast.RoleSpec, using, check ast.Expr) {
	if len(roles) > 0 {
		p.w(" TO ")
		p.roles(roles)
	}
	if using != nil {
		p.w(" USING (")
		p.node(using)
		p.w(")")
	}
	if check != nil {
		p.w(" WITH CHECK (")
		p.node(check)
		p.w(")")
	}
}

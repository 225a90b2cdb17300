package parser

import (
	"testing"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

func TestSmoke(t *testing.T) {
	for _, sql := range []string{
		"SELECT abalance FROM pgbench_accounts WHERE aid = $1",
		"insert into t(a,b) values (1, default), (2,'x') on conflict (a) do update set b = excluded.b where t.a > 5 returning *, a as x",
		"create table t (a int primary key, b varchar(10) not null default 'x'::text, constraint c check (a > 0 and b <> ''))",
		"select ((1)), (((select 2))), (select 1)+1, ((select 1)+2, 3), a in ((select 1), 2) from ((select 1) union (select 2)) x join (a join b using (c)) on true",
	} {
		l, err := Parse(sql)
		if err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		out := ast.Print(l[0].AST)
		t.Log(out)
		again, err := Parse(out)
		if err != nil {
			t.Fatalf("%s: %v", out, err)
		}
		if !ast.Equal(l[0].AST, again[0].AST) {
			t.Errorf("%s: differs: %s", sql, ast.Print(again[0].AST))
		}
	}
}

func BenchmarkParseSelect(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseOne("SELECT abalance FROM pgbench_accounts WHERE aid = $1"); err != nil {
			b.Fatal(err)
		}
	}
}

package sqllogic

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

type gen struct{ r *rand.Rand }

func (g *gen) pick(xs ...string) string { return xs[g.r.IntN(len(xs))] }

func (g *gen) num() string { return fmt.Sprint(g.r.IntN(9) - 2) }

// tables: a(id pk, x, y, s), b(id, k pk(id,k), x, s), c(x, s)
var cols = map[string][]string{"a": {"id", "x", "y"}, "b": {"id", "k", "x"}, "c": {"x", "z"}}

func (g *gen) icol(al, t string) string { return al + "." + cols[t][g.r.IntN(len(cols[t]))] }

func (g *gen) iexpr(vars []string, d int) string {
	switch g.r.IntN(6) {
	case 0:
		return g.num()
	case 1:
		if d > 0 {
			return "(" + g.iexpr(vars, d-1) + g.pick(" + ", " - ", " * ") + g.iexpr(vars, d-1) + ")"
		}
	case 2:
		if d > 0 {
			return "coalesce(" + g.iexpr(vars, d-1) + ", " + g.iexpr(vars, d-1) + ")"
		}
	case 3:
		if d > 0 {
			return "case when " + g.cond(vars, d-1) + " then " + g.iexpr(vars, d-1) + " else " + g.iexpr(vars, d-1) + " end"
		}
	}
	return vars[g.r.IntN(len(vars))]
}

func (g *gen) cond(vars []string, d int) string {
	v := vars[g.r.IntN(len(vars))]
	switch g.r.IntN(14) {
	case 0, 1:
		return v + g.pick(" = ", " <> ", " < ", " <= ", " > ", " >= ") + g.num()
	case 2:
		return v + " in (" + g.num() + ", " + g.num() + ", " + g.pick("null", g.num()) + ")"
	case 3:
		return v + g.pick(" is null", " is not null")
	case 4:
		return v + " between " + g.num() + " and " + g.num()
	case 5:
		if d > 0 {
			return "(" + g.cond(vars, d-1) + g.pick(" and ", " or ") + g.cond(vars, d-1) + ")"
		}
	case 6:
		if d > 0 {
			return "not (" + g.cond(vars, d-1) + ")"
		}
	case 7:
		return g.iexpr(vars, 1) + g.pick(" = ", " < ", " >= ") + g.iexpr(vars, 1)
	case 8:
		if d > 0 {
			t := g.pick("a", "b", "c")
			in := []string{"q." + cols[t][0], "q." + cols[t][1]}
			return g.pick("", "not ") + "exists (select 1 from " + t + " q where " + in[g.r.IntN(2)] + " = " + v + g.pick("", " and "+g.cond(in, 0)) + ")"
		}
	case 9:
		if d > 0 {
			t := g.pick("a", "b", "c")
			c := "q." + cols[t][g.r.IntN(2)]
			return v + g.pick(" in ", " not in ") + "(select " + c + " from " + t + " q" + g.pick("", " where "+g.cond([]string{c}, 0)) + ")"
		}
	case 10:
		if d > 0 {
			t := g.pick("a", "b", "c")
			c := "q." + cols[t][0]
			return v + g.pick(" = ", " > ") + "(select " + g.pick("max", "min", "count", "sum") + "(" + c + ") from " + t + " q where q." + cols[t][1] + " = " + vars[g.r.IntN(len(vars))] + ")"
		}
	case 11:
		return v + " is " + g.pick("", "not ") + "distinct from " + g.iexpr(vars, 0)
	case 12:
		return v + g.pick(" = any ", " <> all ", " = all ") + "(array[" + g.num() + ", " + g.num() + "])"
	}
	return v + g.pick(" = ", " > ") + vars[g.r.IntN(len(vars))]
}

func (g *gen) from() (string, []string) {
	n := 1 + g.r.IntN(3)
	var sb strings.Builder
	var vars []string
	for i := range n {
		t := g.pick("a", "b", "c")
		al := fmt.Sprintf("t%d", i)
		src := t + " " + al
		cs := cols[t]
		if g.r.IntN(6) == 0 {
			src = "(select " + strings.Join(cs, ", ") + " from " + t + " i where " + g.cond([]string{"i." + cs[0], "i." + cs[1]}, 0) + g.pick("", " order by 1, 2 limit 5") + ") " + al
		} else if g.r.IntN(8) == 0 {
			src = "(select " + cs[1] + ", count(*) as n, sum(" + cs[0] + ")::int as s from " + t + " i group by " + cs[1] + ") " + al
			cs = []string{cs[1], "n", "s"}
		}
		var mine []string
		for _, c := range cs {
			mine = append(mine, al+"."+c)
		}
		if i == 0 {
			sb.WriteString(src)
		} else {
			kind := g.pick(" join ", " join ", " left join ", " left join ", " right join ", " full join ", " cross join ", ", ")
			if strings.Contains(sb.String(), ", t") || strings.Contains(sb.String(), ", (") {
				kind = g.pick(" cross join ", ", ")
			}
			sb.WriteString(kind + src)
			if kind != " cross join " && kind != ", " {
				on := mine[g.r.IntN(len(mine))] + " = " + vars[g.r.IntN(len(vars))]
				if kind != " full join " && g.r.IntN(3) == 0 {
					on += " and " + g.cond(append(append([]string{}, vars...), mine...), 1)
				}
				sb.WriteString(" on " + on)
			}
		}
		vars = append(vars, mine...)
	}
	return sb.String(), vars
}

func (g *gen) query() string {
	from, vars := g.from()
	where := ""
	if g.r.IntN(4) > 0 {
		where = " where " + g.cond(vars, 2)
	}
	switch g.r.IntN(7) {
	case 0:
		k := vars[g.r.IntN(len(vars))]
		return "select " + k + ", count(*), sum(" + vars[g.r.IntN(len(vars))] + "), max(" + vars[g.r.IntN(len(vars))] + "), count(distinct " + vars[0] + ") from " + from + where + " group by " + k + g.pick("", " having count(*) > 1")
	case 1:
		return "select count(*), sum(" + g.iexpr(vars, 1) + "), min(" + vars[0] + ") from " + from + where
	case 2:
		return "select distinct " + vars[0] + ", " + vars[len(vars)-1] + " from " + from + where
	case 3:
		o := strings.Join(vars, ", ")
		if g.r.IntN(2) == 0 {
			o = vars[len(vars)-1] + " desc, " + o
		}
		return "select " + strings.Join(vars, ", ") + " from " + from + where + " order by " + o + fmt.Sprintf(" limit %d offset %d", g.r.IntN(8), g.r.IntN(4))
	case 4:
		f2, v2 := g.from()
		return "select " + vars[0] + " from " + from + where + g.pick(" union ", " union all ", " except ", " intersect ", " except all ", " intersect all ") + "select " + v2[len(v2)-1] + " from " + f2
	case 5:
		return "with w as (select " + vars[0] + " as p, " + vars[len(vars)-1] + " as q from " + from + where + ") select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p"
	}
	return "select " + g.iexpr(vars, 2) + ", " + strings.Join(vars, ", ") + " from " + from + where
}

func TestRandom(t *testing.T) {
	if os.Getenv("RANDOM_PG") == "" {
		t.Skip()
	}
	ctx := context.Background()
	pg, err := pgconn.Connect(ctx, os.Getenv("RANDOM_PG"))
	if err != nil {
		t.Fatal(err)
	}
	c := cluster.Start(t)
	iso := connect(t, c).conn
	setup := []string{"create table a (id int primary key, x int, y int not null, s text)", "create table b (id int, k int, x int unique, s text, primary key (id, k))", "create table c (x int, z int)",
		"create index a_x on a (x, y desc)", "create index a_y on a (y desc)", "create index c_x on c (x)",
		"insert into a select g, case when g % 4 = 0 then null else g % 5 end, g % 3, 's' || g from generate_series(1, 12) g",
		"insert into b select g % 4, g, case when g % 3 = 0 then null else g end, 't' || g from generate_series(1, 11) g",
		"insert into c select case when g % 5 = 0 then null else g % 4 end, g from generate_series(1, 9) g"}
	for _, sql := range []string{"drop schema public cascade", "create schema public"} {
		if _, err := pg.Exec(ctx, sql).ReadAll(); err != nil {
			t.Fatal(err)
		}
	}
	for _, sql := range setup {
		if _, err := pg.Exec(ctx, sql).ReadAll(); err != nil {
			t.Fatal(err)
		}
		if _, err := iso.Exec(ctx, sql).ReadAll(); err != nil {
			t.Fatal(err)
		}
	}
	var n int
	fmt.Sscan(os.Getenv("RANDOM_N"), &n)
	var seed uint64
	fmt.Sscan(os.Getenv("RANDOM_SEED"), &seed)
	g := &gen{rand.New(rand.NewPCG(seed, 2))}
	bad, errs := 0, 0
	for range n {
		q := g.query()
		want := Run(ctx, pg, Statement{SQL: q, Sorted: !strings.Contains(q, "limit") || true, Loose: true})
		got := Run(ctx, iso, Statement{SQL: q, Sorted: true, Loose: true})
		if strings.HasPrefix(want, "ERROR") {
			errs++
		}
		if got != want {
			t.Errorf("%s\n--- got\n%s--- want\n%s", q, got, want)
			if bad++; bad > 5 {
				break
			}
		}
	}
	t.Logf("%d errors of %d", errs, n)
}

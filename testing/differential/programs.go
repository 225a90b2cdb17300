package differential

import (
	"fmt"
	"strings"
)

// program draws the statements of a PL/pgSQL body. They end: loops count, or go over few rows.
type program struct {
	g *generator
	t *table
	// loops are those around, of which EXIT and CONTINUE mean one; left is how many statements may come.
	loops, left int
	// sets gives rows; procedures may end the transaction.
	sets, procedure bool
}

// programs makes functions and procedures in PL/pgSQL, and calls them.
func (g *generator) programs() []*step {
	t, steps := g.smallTable("pt")
	var calls []*step
	for range 2 {
		p := &program{g: g, t: t, left: 22, sets: g.chance(2)}
		p.procedure = !p.sets && g.chance(3)
		name := g.name("plf")
		head := "CREATE FUNCTION " + name + "(x int4, y text) RETURNS " + map[bool]string{true: "SETOF text", false: "text"}[p.sets]
		if p.procedure {
			head = "CREATE PROCEDURE " + name + "(x int4, INOUT y text)"
		}
		body := p.block(2)
		end := map[bool]string{true: "RETURN NEXT o; ", false: "RETURN o; "}[p.sets]
		if p.procedure {
			end = "y := o; "
		}
		steps = append(steps, functionStep(part("", head+" LANGUAGE plpgsql AS $$ DECLARE i int4 := x; j int4 := 0; n int4 := 0; s text := y; o text := ''; b bool; r record; a int4[] := ARRAY[1, x, 3]; c CURSOR (low int4) FOR SELECT k, a FROM "+t.name+" WHERE k >= low ORDER BY k; q "+t.name+"; "+
			"BEGIN ", body, end, "END $$")))
		for range 3 {
			args := "(" + g.one("0", "1", "2", "5", "NULL", "-3") + ", " + g.one("'a'", "'Bc'", "''", "NULL", "'7'") + ")"
			call := changes(map[bool]string{true: "CALL ", false: g.one("SELECT * FROM ", "SELECT ")}[p.procedure] + name + args)
			call.ordered = true
			calls = append(calls, call, asks("TABLE "+t.name))
		}
	}
	g.r.Shuffle(len(calls)/2, func(i, j int) {
		calls[2*i], calls[2*j] = calls[2*j], calls[2*i]
	})
	return append(steps, calls...)
}

// block is a list of statements, any of which may be left out.
func (p *program) block(depth int) *piece {
	n := &piece{}
	for range 2 + p.g.r.IntN(4) {
		if p.left--; p.left < 0 {
			break
		}
		n.kids = append(n.kids, option(p.statement(depth), " "))
	}
	if len(n.kids) == 0 {
		n.kids = append(n.kids, &piece{text: "NULL; "})
	}
	return n
}

func (p *program) number() string {
	return p.g.one("i + 1", "j - i", "i * 2", "n", "length(s)", "coalesce(a[2], 0)", "a[i]", "(SELECT max(k) FROM "+p.t.name+")", "CASE WHEN b THEN i ELSE j END", "7", "array_length(a, 1)", "abs(i) % 5", "q.a", "(q).k")
}

func (p *program) text() string {
	return p.g.one("s || 'x'", "upper(s)", "left(s, 3)", "i::text", "o", "coalesce(s, 'n')", "format('%s-%I-%L', i, s, b)", "(SELECT string_agg(b, ',' ORDER BY k) FROM "+p.t.name+" AS z)", "q.b", "NULL")
}

func (p *program) condition() string {
	return p.g.one("i > j", "s IS NULL", "b", "NOT b", "FOUND", "i = ANY (a)", "EXISTS (SELECT FROM "+p.t.name+" WHERE k = i)", "i IS DISTINCT FROM n", "s LIKE 'a%'", "n % 2 = 0", "i")
}

// note writes down where the program is.
func (p *program) note() string {
	return fmt.Sprintf("o := concat_ws(' ', right(o, 200), '%d', i, j, s, b); ", p.left)
}

func (p *program) statement(depth int) *piece {
	g := p.g
	k := g.r.IntN(26)
	if depth <= 0 && k < 9 {
		k += 9
	}
	switch k {
	case 0:
		return part("", "IF "+p.condition()+" THEN ", p.block(depth-1), option("ELSIF "+p.condition()+" THEN ", p.block(depth-1)), option("ELSE ", p.block(depth-1)), "END IF;")
	case 1:
		return part("", g.one("CASE i WHEN 1, 2 THEN ", "CASE WHEN i > 1 THEN "), p.block(depth-1), option("ELSE ", p.block(depth-1)), "END CASE;")
	case 2, 3:
		head := g.one("FOR i IN 1..3 LOOP ", "FOR i IN REVERSE 3..0 BY 2 LOOP ", "FOREACH i IN ARRAY a LOOP ", "WHILE n < 6 LOOP n := n + 1; ", "LOOP n := n + 1; EXIT WHEN n > 5; ", "FOR j IN i..i + 2 LOOP ", "FOR i IN 1..NULL LOOP ", "FOREACH i SLICE 0 IN ARRAY a[:2] LOOP ")
		return p.loop(head, depth)
	case 4:
		return p.loop(g.one("FOR r IN SELECT * FROM "+p.t.name+" ORDER BY k LOOP i := r.a; ", "FOR i, s IN SELECT k, b FROM "+p.t.name+" ORDER BY k DESC LIMIT 3 LOOP ", "FOR r IN EXECUTE 'SELECT k, a FROM "+p.t.name+" WHERE k < $1 ORDER BY 1' USING i LOOP j := r.k; ", "FOR r IN c(2) LOOP i := r.k; ", "FOR q IN DELETE FROM "+p.t.name+" WHERE k = 3 RETURNING * LOOP "), depth)
	case 5, 6, 7:
		kinds := []string{"OTHERS", "division_by_zero", "unique_violation", "SQLSTATE 'AB001' OR case_not_found", "data_exception", "raise_exception OR not_null_violation", "no_data_found OR too_many_rows", "plpgsql_error", "integrity_constraint_violation"}
		n := []any{"BEGIN ", p.block(depth - 1), option(p.risk(), " "), "EXCEPTION "}
		for _, i := range g.numbers(len(kinds), 1+g.r.IntN(2)) {
			handler := g.one("o := o || SQLSTATE; ", "GET STACKED DIAGNOSTICS s = RETURNED_SQLSTATE; ", "GET STACKED DIAGNOSTICS s = CONSTRAINT_NAME, o = TABLE_NAME; ", "RAISE; ", "j := j + 1; ")
			n = append(n, "WHEN "+kinds[i]+" THEN "+handler, p.block(depth-1))
		}
		return part("", append(n, "END;")...)
	case 8:
		return part("", "<<inner"+fmt.Sprint(p.left)+">> DECLARE i int4 := "+p.number()+"; z CONSTANT text := 'z'; m "+g.one("text", p.t.name+".a%TYPE", "i%TYPE", "numeric(3,1)")+" := "+g.one("1", "NULL", "i")+"; BEGIN ", p.block(depth-1), p.note(), "END;")
	case 9, 10:
		return part("", g.one("i", "j", "j", "n")+" := "+p.number()+";")
	case 11:
		return part("", "s := "+p.text()+";")
	case 12:
		return part("", "b := "+p.condition()+";")
	case 13:
		return part("", p.risk())
	case 14:
		t := p.t.name
		return part("", g.one("INSERT INTO "+t+" VALUES (i, j, s) ON CONFLICT (k) DO UPDATE SET a = excluded.a RETURNING a INTO j;", "UPDATE "+t+" SET a = i WHERE k = j;", "UPDATE "+t+" SET b = s WHERE k = 1 RETURNING * INTO q;", "DELETE FROM "+t+" WHERE k = i RETURNING b INTO s;", "INSERT INTO "+t+" SELECT k + 10, a, b FROM "+t+" WHERE k < i ON CONFLICT DO NOTHING;"))
	case 15:
		return part("", g.one("GET DIAGNOSTICS j = ROW_COUNT;", "GET CURRENT DIAGNOSTICS n := ROW_COUNT;", "PERFORM 1 FROM "+p.t.name+" WHERE k > i;", "PERFORM pg_sleep(0);"))
	case 16:
		t := p.t.name
		return part("", g.one("SELECT a, b INTO i, s FROM "+t+" WHERE k = j;", "SELECT * INTO r FROM "+t+" ORDER BY k LIMIT 1;", "SELECT * INTO q FROM "+t+" WHERE k = 2;", "SELECT count(*), max(b) FROM "+t+" INTO n, s;", "SELECT k INTO STRICT i FROM "+t+" WHERE k = 1;", "SELECT array_agg(k ORDER BY k) INTO a FROM "+t+";"))
	case 17:
		t := p.t.name
		return part("", g.one("EXECUTE 'SELECT a + $1 FROM "+t+" WHERE k = 1' INTO j USING i;", "EXECUTE format('UPDATE %I SET b = %L WHERE k = $1', '"+t+"', s) USING j;", "EXECUTE 'SELECT ' || quote_nullable(s) INTO s;", "EXECUTE 'SELECT * FROM "+t+" WHERE k = $1' INTO STRICT r USING i;", "EXECUTE NULL::text;"))
	case 18:
		return part("", "OPEN c("+g.one("1", "i", "low := 2")+"); ", option("MOVE "+g.one("FORWARD 1", "LAST", "PRIOR")+" FROM c; "), "FETCH "+g.one("", "LAST FROM ", "PRIOR FROM ", "ABSOLUTE 2 FROM ", "RELATIVE 0 FROM ")+"c INTO i, j; CLOSE c;")
	case 19:
		if p.loops > 0 {
			return part("", g.one("EXIT WHEN ", "CONTINUE WHEN ", "EXIT WHEN ")+p.condition()+";")
		}
	case 20:
		return part("", g.one("a[i] := j;", "a := a || i;", "a[2:3] := ARRAY[i, j];", "q.a := i;", "q := ROW(i, j, s);", "r := ROW(i, s);", "q := NULL;", "q.b := r.b;", "r := q;", "a := NULL;"))
	case 21:
		if p.sets {
			return part("", g.one("RETURN NEXT o;", "RETURN NEXT s;", "RETURN QUERY SELECT b FROM "+p.t.name+" WHERE k <= i ORDER BY k;", "RETURN QUERY EXECUTE 'SELECT b FROM "+p.t.name+" WHERE k = $1' USING j;", "RETURN QUERY VALUES (s), (o);"))
		}
	case 22:
		if p.procedure {
			return part("", g.one("COMMIT;", "COMMIT;", "ROLLBACK;", "COMMIT AND CHAIN;"))
		}
		if g.chance(4) {
			return part("", "IF "+p.condition()+" THEN RETURN"+map[bool]string{true: "", false: " s"}[p.sets]+"; END IF;")
		}
	}
	return part("", strings.TrimSpace(p.note()))
}

func (p *program) loop(head string, depth int) *piece {
	p.loops++
	defer func() { p.loops-- }()
	return part("", head, p.block(depth-1), p.note(), "END LOOP;")
}

// risk is a statement that may fail, or does.
func (p *program) risk() string {
	t := p.t.name
	return p.g.one("i := 10 / i;", "INSERT INTO "+t+" VALUES (1, 2, s);", "INSERT INTO "+t+" VALUES (NULL, i, s);", "RAISE EXCEPTION 'told %', i USING ERRCODE = 'AB001', HINT = s;", "RAISE division_by_zero;", "RAISE unique_violation USING TABLE = 't', CONSTRAINT = 'c';",
		"i := s;", "SELECT k INTO STRICT i FROM "+t+" WHERE k > 1;", "ASSERT i > 0, 'low';", "i := i * 2000000000;", "SELECT k INTO STRICT j FROM "+t+" WHERE k = 77;", "RAISE SQLSTATE 'AB001';", "UPDATE "+t+" SET k = 1 WHERE k = 2;", "i := r.k;", "a[1] := s;", "EXECUTE 'nonsense';", "EXECUTE 'SELECT 1 / $1' INTO i USING j;")
}

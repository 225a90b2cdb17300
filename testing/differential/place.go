package differential

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// schema is where worlds live.
const schema = "differential"

// place is somewhere that statements run: a server and how it is used.
type place struct {
	name    string
	connect func(context.Context) (*pgx.Conn, error) // as a superuser
	bare    bool                                     // no secondary indexes
	split   bool                                     // tables have several ranges
	dense   bool                                     // each column has an index
	set     []string                                 // settings of its sessions
	// alter changes what statements say, for tests of the comparison itself.
	alter func(text string, o *outcome)

	marks int // of notifications that end what is heard
	super *pgx.Conn
	roles map[string]*pgx.Conn
}

// outcome is what a statement said.
type outcome struct {
	code    string // SQLSTATE, "" where it ran
	message string
	columns string
	rows    []string
	tag     string
}

func (o *outcome) String() string {
	if o.code != "" {
		return "error " + o.code + " (" + o.message + ")"
	}
	rows := o.rows
	more := ""
	if len(rows) > 12 {
		rows, more = rows[:12], "\n…"
	}
	return strings.Join(append([]string{o.tag + " " + o.columns}, rows...), "\n") + more
}

// start makes the roles.
func (p *place) start(ctx context.Context) error {
	var err error
	if p.super, err = p.connect(ctx); err != nil {
		return err
	}
	for _, r := range []string{"owner", "guest"} {
		_ = p.exec(ctx, p.super, "CREATE ROLE differential_"+r) // may be there of an earlier run
	}
	for _, name := range slices.Concat(wideExtensions, valueExtensions) {
		if err := p.exec(ctx, p.super, "CREATE EXTENSION IF NOT EXISTS \""+name+"\" SCHEMA public"); err != nil {
			return fmt.Errorf("%s: extension %s: %w", p.name, name, err)
		}
	}
	return nil
}

func (p *place) close(ctx context.Context) {
	for _, c := range p.roles {
		_ = c.Close(ctx)
	}
	p.roles = nil
	if p.super != nil {
		_ = p.exec(ctx, p.super, "DROP SCHEMA IF EXISTS "+schema+" CASCADE")
		_ = p.super.Close(ctx)
	}
}

func (p *place) exec(ctx context.Context, c *pgx.Conn, text string) error {
	_, err := c.PgConn().Exec(ctx, text).ReadAll()
	return err
}

// dropEventTriggers drops what is of the database and not of the schema.
const dropEventTriggers = "DO $$ DECLARE n text; BEGIN FOR n IN SELECT evtname FROM pg_event_trigger LOOP EXECUTE format('DROP EVENT TRIGGER %I', n); END LOOP; END $$"

// reset makes an empty schema and fresh sessions.
func (p *place) reset(ctx context.Context) error {
	for role, c := range p.roles {
		if c.PgConn().IsClosed() {
			delete(p.roles, role)
			continue
		}
		_ = p.exec(ctx, c, "ROLLBACK")
	}
	for _, text := range []string{
		dropEventTriggers, // first, as they may refuse the rest
		"DROP SCHEMA IF EXISTS " + schema + " CASCADE",
		"SELECT lo_unlink(oid) FROM pg_largeobject_metadata",
		"CREATE SCHEMA " + schema + " AUTHORIZATION differential_owner",
		"GRANT USAGE ON SCHEMA " + schema + " TO differential_guest",
	} {
		if err := p.exec(ctx, p.super, text); err != nil {
			return fmt.Errorf("%s: %s: %w", p.name, text, err)
		}
	}
	if p.roles == nil {
		p.roles = map[string]*pgx.Conn{}
	}
	for _, role := range []string{"owner", "guest", "super"} {
		if p.roles[role] == nil {
			c, err := p.connect(ctx)
			if err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			p.roles[role] = c
		}
		forget(p.roles[role])
		as := "SET SESSION AUTHORIZATION differential_" + role
		if role == "super" {
			as = "RESET SESSION AUTHORIZATION"
		}
		for _, text := range append([]string{
			"DISCARD ALL", as, "SET search_path = " + schema + ", public",
			"SET statement_timeout = '5s'", "SET timezone = 'UTC'", "SET extra_float_digits = 1",
			// So that each has its temporary schema: what is run once more, in some places alone, may make one.
			"CREATE TEMP TABLE differential_first ()", "DROP TABLE pg_temp.differential_first",
		}, p.set...) {
			if err := p.exec(ctx, p.roles[role], text); err != nil {
				return fmt.Errorf("%s: %s: %w", p.name, text, err)
			}
		}
	}
	return nil
}

// run runs a step.
func (p *place) run(ctx context.Context, s *step) (*outcome, error) {
	if s.index && p.bare {
		return nil, nil
	}
	c := p.roles[s.role]
	if c.PgConn().IsClosed() {
		return &outcome{code: "lost", message: "the connection was lost before"}, nil
	}
	text := s.text()
	var o *outcome
	switch {
	case s.in != nil:
		o = copyIn(ctx, c, text, s.in.String())
	case s.out:
		o = copyOut(ctx, c, text, s.ordered)
	case s.hears:
		o = p.hear(ctx, c, text)
	default:
		o = query(ctx, c, text, s.ordered)
	}
	if s.split != "" && p.split && o.code == "" {
		if err := p.exec(ctx, c, s.split); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", p.name, s.split, err)
		}
	}
	if p.dense && o.code == "" {
		for _, text := range s.dense {
			_ = p.exec(ctx, c, text) // some types have no order
		}
	}
	if p.alter != nil {
		p.alter(text, o)
	}
	return o, nil
}

const (
	float4OID = 700
	// firstUserOID is the first of what users make: each place numbers its own.
	firstUserOID = 16384
	float8OID    = 701
)

func query(ctx context.Context, c *pgx.Conn, text string, ordered bool) *outcome {
	o := &outcome{}
	results := c.PgConn().Exec(ctx, text)
	for results.NextResult() {
		r := results.ResultReader()
		fields := r.FieldDescriptions()
		var cols []string
		for _, f := range fields {
			typ := strconv.Itoa(int(f.DataTypeOID))
			if f.DataTypeOID >= firstUserOID {
				typ = "made"
			}
			cols = append(cols, f.Name+":"+typ)
		}
		o.columns = strings.Join(cols, ",")
		for r.NextRow() {
			o.rows = append(o.rows, printed(fields, r.Values()))
		}
		tag, _ := r.Close()
		o.tag = tag.String()
	}
	if err := results.Close(); err != nil {
		return failed(err)
	}
	if !ordered {
		sort.Strings(o.rows)
	}
	return o
}

// failed is what a statement said that ended with an error.
func failed(err error) *outcome {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return &outcome{code: "lost", message: err.Error()}
	}
	return &outcome{code: e.Code, message: e.Message}
}

func printed(fields []pgconn.FieldDescription, values [][]byte) string {
	cols := make([]string, len(values))
	for i, v := range values {
		cols[i] = string(v)
		if v == nil {
			cols[i] = "NULL"
		} else if oid := fields[i].DataTypeOID; oid == float4OID || oid == float8OID {
			if f, err := strconv.ParseFloat(cols[i], 64); err == nil {
				cols[i] = strconv.FormatFloat(f, 'g', 10, 64)
			}
		}
	}
	return strings.Join(cols, "|")
}

// differ says in what two outcomes differ, "" for nothing.
func differ(a, b *outcome) string {
	switch {
	case a == nil || b == nil:
		return ""
	case a.code != b.code:
		return "code " + orRows(a.code) + " / " + orRows(b.code)
	case a.code != "":
		return ""
	case strings.Join(a.rows, "\n") != strings.Join(b.rows, "\n"):
		if len(a.rows) != len(b.rows) {
			return "count of rows"
		}
		if rescaled(a.rows) == rescaled(b.rows) {
			return "scale of numerics"
		}
		return "values"
	case a.columns != b.columns:
		return "columns"
	case a.tag != b.tag:
		return "tag"
	}
	return ""
}

var zeros = regexp.MustCompile(`([0-9])(\.[0-9]*?)0+(\||,|\}|$)`)

// rescaled are rows without the zeros at the ends of their fractions.
func rescaled(rows []string) string {
	var list []string
	for _, r := range rows {
		r = zeros.ReplaceAllString(r, "$1$2$3")
		list = append(list, strings.NewReplacer(".|", "|").Replace(r+"|"))
	}
	sort.Strings(list)
	return strings.Join(list, "\n")
}

func orRows(code string) string {
	if code == "" {
		return "rows"
	}
	return code
}

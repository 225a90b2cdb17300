package wire

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestEventTriggersAmongOlderNodes: no event trigger is made that older nodes would not fire.
func TestEventTriggersAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Watching - 1 })).Conn(ctx)
	for _, text := range []string{"CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END'", "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION f()"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
}

// TestEventTriggerNotifies: a listener hears of changes of the schema, as PostgREST reloads it.
func TestEventTriggerNotifies(t *testing.T) {
	db := cluster.Start(t)
	c, listener := db.Conn(ctx), db.Conn(ctx)
	exec(t, listener, "LISTEN pgrst")
	exec(t, c, `CREATE FUNCTION pgrst_ddl_watch() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE cmd record;
BEGIN
	FOR cmd IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP
		IF cmd.command_tag IN ('CREATE TABLE', 'ALTER TABLE') AND cmd.schema_name IS DISTINCT FROM 'pg_temp' THEN
			NOTIFY pgrst, 'reload schema';
		END IF;
	END LOOP;
END $$; CREATE EVENT TRIGGER pgrst_ddl_watch ON ddl_command_end EXECUTE FUNCTION pgrst_ddl_watch()`)
	exec(t, c, "CREATE TEMP TABLE quiet (a int); CREATE VIEW v AS SELECT 1 AS a")
	exec(t, c, "CREATE TABLE loud (a int)")
	wait, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	n, err := listener.WaitForNotification(wait)
	if err != nil || n.Channel != "pgrst" || !strings.Contains(n.Payload, "reload") {
		t.Fatalf("got %v, %v", n, err)
	}
}

package clients

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"
)

type sortArgs struct {
	Words []string `json:"words"`
}

func (sortArgs) Kind() string { return "sort" }

type sortWorker struct {
	river.WorkerDefaults[sortArgs]
}

func (sortWorker) Work(ctx context.Context, job *river.Job[sortArgs]) error {
	switch {
	case len(job.Args.Words) == 0:
		return river.JobCancel(errors.New("nothing to sort"))
	case job.Args.Words[0] == "fail":
		return errors.New("failed")
	}
	return river.RecordOutput(ctx, slices.Sorted(slices.Values(job.Args.Words)))
}

// TestRiver: migrations up, down and up again; jobs that are inserted with the
// transaction that wants them, unique, in batches, scheduled and cancelled, and
// worked by a client that hears of them by LISTEN.
func TestRiver(t *testing.T) {
	run(t, "river", func(x *flow) {
		pool, err := pgxpool.New(x.ctx, x.url)
		x.must("pool", err)
		x.Cleanup(pool.Close)
		driver := riverpgxv5.New(pool)
		quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
		m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: quiet})
		x.must("migrator", err)
		x.riverMigrations(m)
		workers := river.NewWorkers()
		river.AddWorker(workers, sortWorker{})
		client, err := river.NewClient(driver, &river.Config{Workers: workers, Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 3}},
			Logger: quiet, ID: "one"})
		x.must("client", err)
		x.riverInserts(pool, client)
		x.riverWorks(client)
	})
}

func (x *flow) riverMigrations(m *rivermigrate.Migrator[pgx.Tx]) {
	migrate := func(d rivermigrate.Direction, opts *rivermigrate.MigrateOpts) {
		r, err := m.Migrate(x.ctx, d, opts)
		x.must("migrate", err)
		for _, v := range r.Versions {
			x.say("%s %d %s", d, v.Version, v.Name)
		}
	}
	migrate(rivermigrate.DirectionUp, nil)
	migrate(rivermigrate.DirectionDown, &rivermigrate.MigrateOpts{TargetVersion: 3})
	migrate(rivermigrate.DirectionDown, &rivermigrate.MigrateOpts{TargetVersion: -1})
	migrate(rivermigrate.DirectionUp, nil)
	v, err := m.Validate(x.ctx, nil)
	x.must("validate", err)
	x.say("validated: %v %v", v.OK, v.Messages)
}

func (x *flow) riverInserts(pool *pgxpool.Pool, client *river.Client[pgx.Tx]) {
	insert := func(what string, args sortArgs, opts *river.InsertOpts) *rivertype.JobRow {
		r, err := client.Insert(x.ctx, args, opts)
		x.must(what, err)
		x.say("%s: job %d %s, priority %d, there already %v", what, r.Job.ID, r.Job.State, r.Job.Priority, r.UniqueSkippedAsDuplicate)
		return r.Job
	}
	insert("insert", sortArgs{Words: []string{"b", "a"}}, nil)
	unique := &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByArgs: true}, Priority: 2, Tags: []string{"one", "two"}, Metadata: []byte(`{"by": "flow"}`)}
	insert("unique", sortArgs{Words: []string{"u"}}, unique)
	insert("unique again", sortArgs{Words: []string{"u"}}, unique)
	later := insert("scheduled", sortArgs{Words: []string{"z"}}, &river.InsertOpts{ScheduledAt: time.Now().Add(time.Hour)})
	_, err := client.InsertMany(x.ctx, []river.InsertManyParams{{Args: sortArgs{}}, {Args: sortArgs{Words: []string{"fail"}}, InsertOpts: &river.InsertOpts{MaxAttempts: 1}}})
	x.must("many", err)
	n, err := client.InsertManyFast(x.ctx, []river.InsertManyParams{{Args: sortArgs{Words: []string{"d", "c"}}}, {Args: sortArgs{Words: []string{"f", "e"}}}})
	x.must("fast", err)
	x.say("%d by COPY", n)
	for _, commit := range []bool{false, true} {
		tx, err := pool.Begin(x.ctx)
		x.must("begin", err)
		_, err = client.InsertTx(x.ctx, tx, sortArgs{Words: []string{"in", "a", "transaction"}}, nil)
		x.must("insert in a transaction", err)
		if commit {
			x.must("commit", tx.Commit(x.ctx))
		} else {
			x.must("rollback", tx.Rollback(x.ctx))
		}
	}
	job, err := client.JobCancel(x.ctx, later.ID)
	x.must("cancel", err)
	x.say("cancelled: %s %v", job.State, job.FinalizedAt != nil)
	_, err = client.JobGet(x.ctx, 4711)
	x.say("missing: %v", errors.Is(err, rivertype.ErrNotFound))
}

func (x *flow) riverWorks(client *river.Client[pgx.Tx]) {
	events, end := client.Subscribe(river.EventKindJobCompleted, river.EventKindJobCancelled, river.EventKindJobFailed)
	defer end()
	x.must("start", client.Start(x.ctx))
	// Seven are there; the last is heard of while the client waits.
	for done := range 8 {
		if done == 7 {
			_, err := client.Insert(x.ctx, sortArgs{Words: []string{"y", "x"}}, nil)
			x.must("insert", err)
		}
		select {
		case <-events:
		case <-time.After(time.Minute):
			x.Fatalf("%d jobs were worked", done)
		}
	}
	x.must("stop", client.Stop(x.ctx))
	list, err := client.JobList(x.ctx, river.NewJobListParams().OrderBy(river.JobListOrderByID, river.SortOrderAsc).First(20))
	x.must("list", err)
	for _, j := range list.Jobs {
		said := ""
		for _, e := range j.Errors {
			said += e.Error
		}
		x.say("%s %s after %d attempts: %s %s%v", j.EncodedArgs, j.State, j.Attempt, j.Output(), said, j.Tags)
	}
	q, err := client.QueueGet(x.ctx, river.QueueDefault)
	x.must("queue", err)
	x.say("queue %s, paused %v", q.Name, q.PausedAt != nil)
	gone, err := client.JobDelete(x.ctx, list.Jobs[0].ID)
	x.must("delete", err)
	x.say("deleted %d %s", gone.ID, gone.State)
}

package clients

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/migrate"
)

type bunUser struct {
	bun.BaseModel `bun:"table:users,alias:u"`

	ID      int64          `bun:",pk,autoincrement"`
	Name    string         `bun:",notnull,unique"`
	Emails  []string       `bun:",array"`
	Meta    map[string]any `bun:"type:jsonb"`
	Seen    time.Time      `bun:",nullzero,default:current_timestamp"`
	Deleted time.Time      `bun:",soft_delete,nullzero"`
	Posts   []*bunPost     `bun:"rel:has-many,join:id=user_id"`
}

type bunPost struct {
	bun.BaseModel `bun:"table:posts,alias:p"`

	ID     int64    `bun:",pk,autoincrement"`
	UserID int64    `bun:",notnull"`
	Title  string   `bun:"type:varchar(50)"`
	User   *bunUser `bun:"rel:belongs-to,join:user_id=id"`
}

// TestBun: bun's migrations with their groups and lock, and its queries.
func TestBun(t *testing.T) {
	run(t, "bun", func(x *flow) {
		db := bun.NewDB(x.db(), pgdialect.New())
		ms := migrate.NewMigrations()
		ms.Add(migrate.Migration{Name: "1", Up: func(ctx context.Context, _ *migrate.Migrator, _ *migrate.Migration) error {
			_, err := db.NewCreateTable().Model((*bunUser)(nil)).IfNotExists().Exec(ctx)
			return err
		}, Down: func(ctx context.Context, _ *migrate.Migrator, _ *migrate.Migration) error {
			_, err := db.NewDropTable().Model((*bunUser)(nil)).IfExists().Cascade().Exec(ctx)
			return err
		}})
		ms.Add(migrate.Migration{Name: "2", Up: func(ctx context.Context, _ *migrate.Migrator, _ *migrate.Migration) error {
			_, err := db.NewCreateTable().Model((*bunPost)(nil)).WithForeignKeys().Exec(ctx)
			_, ierr := db.NewCreateIndex().Model((*bunPost)(nil)).Index("posts_by_user").Column("user_id").Include("title").Where("title <> ''").Exec(ctx)
			return errors.Join(err, ierr)
		}, Down: func(ctx context.Context, _ *migrate.Migrator, _ *migrate.Migration) error {
			_, err := db.NewDropTable().Model((*bunPost)(nil)).Exec(ctx)
			return err
		}})
		m := migrate.NewMigrator(db, ms)
		x.must("init", m.Init(x.ctx))
		x.must("init again", m.Init(x.ctx))
		x.must("lock", m.Lock(x.ctx))
		x.say("locked twice: %v", m.Lock(x.ctx) != nil)
		for _, step := range []func(context.Context, ...migrate.MigrationOption) (*migrate.MigrationGroup, error){m.Migrate, m.Rollback, m.Migrate, m.Migrate} {
			g, err := step(x.ctx)
			x.must("migrate", err)
			x.say("group %d: %d", g.ID, len(g.Migrations))
		}
		x.must("unlock", m.Unlock(x.ctx))
		x.bunFlow(db)
	})
}

func (x *flow) bunFlow(db *bun.DB) {
	x.Helper()
	users := []bunUser{{Name: "ann", Emails: []string{"a", `b"c`}, Meta: map[string]any{"k": []any{1.0, nil}}}, {Name: "bob"}}
	_, err := db.NewInsert().Model(&users).Returning("id, seen").Exec(x.ctx)
	x.must("insert", err)
	_, err = db.NewInsert().Model(&bunUser{Name: "ann"}).Exec(x.ctx)
	x.sayError("duplicate", err)
	_, err = db.NewInsert().Model(&bunUser{Name: "bob", Emails: []string{"new"}}).On("CONFLICT (name) DO UPDATE").Set("emails = EXCLUDED.emails").Exec(x.ctx)
	x.must("upsert", err)
	posts := []bunPost{{UserID: users[0].ID, Title: "one"}, {UserID: users[0].ID, Title: "two"}}
	_, err = db.NewInsert().Model(&posts).Exec(x.ctx)
	x.must("posts", err)
	_, err = db.NewInsert().Model(&bunPost{UserID: 99}).Exec(x.ctx)
	x.sayError("foreign key", err)
	values := db.NewValues(&[]bunPost{{ID: posts[0].ID, Title: "uno"}, {ID: posts[1].ID, Title: "due"}})
	_, err = db.NewUpdate().With("_data", values).Model((*bunPost)(nil)).TableExpr("_data").Set("title = _data.title").Where("p.id = _data.id").Exec(x.ctx)
	x.must("bulk update", err)
	var read []bunUser
	x.must("relations", db.NewSelect().Model(&read).Relation("Posts", func(q *bun.SelectQuery) *bun.SelectQuery { return q.Order("title") }).Order("u.id").Scan(x.ctx))
	for _, u := range read {
		x.say("%s %q %v %v", u.Name, u.Emails, u.Meta, u.Seen.IsZero())
		for _, p := range u.Posts {
			x.say("  %s", p.Title)
		}
	}
	var with []bunPost
	n, err := db.NewSelect().Model(&with).Relation("User").Where("? = ANY (\"user\".emails)", "a").Order("p.title").Limit(1).ScanAndCount(x.ctx)
	x.must("join", err)
	x.say("%d, %s by %s", n, with[0].Title, with[0].User.Name)
	var titles []string
	sub := db.NewSelect().Model((*bunUser)(nil)).Column("id").Where("name IN (?)", bun.In([]string{"ann", "x"}))
	x.must("cte", db.NewSelect().With("who", sub).Model((*bunPost)(nil)).Column("title").Where("user_id IN (SELECT id FROM who)").OrderExpr("title DESC").For("UPDATE OF p SKIP LOCKED").Scan(x.ctx, &titles))
	err = db.RunInTx(x.ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted}, func(ctx context.Context, tx bun.Tx) error {
		inner := tx.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
			_, err := tx.NewInsert().Model(&bunUser{Name: "ann"}).Exec(ctx)
			return err
		})
		x.sayError("inner", inner)
		_, err := tx.NewDelete().Model(&users[1]).WherePK().Exec(ctx)
		return err
	})
	x.must("transaction", err)
	left, err := db.NewSelect().Model((*bunUser)(nil)).Count(x.ctx)
	x.must("count", err)
	all, err := db.NewSelect().Model((*bunUser)(nil)).WhereAllWithDeleted().Count(x.ctx)
	x.must("count", err)
	x.say("%q %d of %d", titles, left, all)
}

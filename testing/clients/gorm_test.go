package clients

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"
)

type gormAuthor struct {
	ID        uint   `gorm:"primaryKey"`
	Email     string `gorm:"size:120;uniqueIndex;not null"`
	Name      string `gorm:"index:,sort:desc,where:deleted_at IS NULL"`
	Settings  string `gorm:"type:jsonb;default:'{}'"`
	CreatedAt time.Time
	DeletedAt gorm.DeletedAt `gorm:"index"`
	Books     []gormBook     `gorm:"foreignKey:AuthorID;constraint:OnDelete:CASCADE"`
}

type gormBook struct {
	ID       string    `gorm:"type:uuid;default:gen_random_uuid();primaryKey"`
	AuthorID uint      `gorm:"not null;uniqueIndex:one_title,priority:1"`
	Title    string    `gorm:"not null;uniqueIndex:one_title,priority:2;comment:as printed"`
	Price    int       `gorm:"check:price_positive,price >= 0"`
	Tags     []gormTag `gorm:"many2many:book_tags"`
	Version  int       `gorm:"default:1"`
}

type gormTag struct {
	Name string `gorm:"primaryKey;size:20"`
}

func (gormAuthor) TableName() string { return "authors" }
func (gormBook) TableName() string   { return "books" }
func (gormTag) TableName() string    { return "tags" }

// BeforeUpdate is a hook that changes the row within its statement.
func (b *gormBook) BeforeUpdate(tx *gorm.DB) error {
	tx.Statement.SetColumn("version", gorm.Expr("version + 1"))
	return nil
}

// TestGorm: AutoMigrate of nothing, again, and of a changed model, the
// migrator's questions, and associations, upserts, hooks and soft deletes.
func TestGorm(t *testing.T) {
	run(t, "gorm", func(x *flow) {
		db, err := gorm.Open(postgres.Open(x.url), &gorm.Config{Logger: logger.Discard, TranslateError: false})
		x.must("open", err)
		closed, err := db.DB()
		x.must("pool", err)
		defer func() { _ = closed.Close() }()
		for range 2 {
			x.must("migrate", db.AutoMigrate(&gormAuthor{}, &gormTag{}, &gormBook{}))
		}
		x.gormFlow(db)
		x.gormMigrator(db)
	})
}

func (x *flow) gormFlow(db *gorm.DB) {
	x.Helper()
	ann := gormAuthor{Email: "ann@example.com", Name: "Ann", Books: []gormBook{
		{Title: "First", Price: 5, Tags: []gormTag{{"new"}, {"blue"}}}, {Title: "Second", Price: 7, Tags: []gormTag{{"blue"}}}}}
	x.must("create", db.Create(&ann).Error)
	x.sayError("duplicate", db.Create(&gormAuthor{Email: "ann@example.com"}).Error)
	x.sayError("check", db.Create(&gormBook{AuthorID: ann.ID, Title: "Third", Price: -1}).Error)
	x.sayError("foreign key", db.Create(&gormBook{AuthorID: 99, Title: "Third"}).Error)
	var many []gormAuthor
	for _, n := range []string{"bob", "cy", "dan"} {
		many = append(many, gormAuthor{Email: n + "@example.com", Name: n})
	}
	x.must("batches", db.CreateInBatches(&many, 2).Error)
	x.must("upsert", db.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "email"}}, DoUpdates: clause.AssignmentColumns([]string{"name"})}).
		Create(&gormAuthor{Email: "bob@example.com", Name: "Bobby"}).Error)
	x.must("nothing", db.Clauses(clause.OnConflict{DoNothing: true}).Create(&gormAuthor{Email: "cy@example.com"}).Error)
	var first gormAuthor
	x.must("first or create", db.Where(gormAuthor{Email: "eve@example.com"}).Attrs(gormAuthor{Name: "Eve"}).FirstOrCreate(&first).Error)
	x.must("save", db.Model(&ann.Books[0]).Update("price", 6).Error)
	x.must("expression", db.Model(&gormBook{}).Where("title = ?", "Second").UpdateColumn("price", gorm.Expr("price * ?", 2)).Error)
	var books []gormBook
	x.must("preload", db.Preload("Tags", func(d *gorm.DB) *gorm.DB { return d.Order("name") }).Order("title").Find(&books).Error)
	for _, b := range books {
		x.say("%s %d %d %v", b.Title, b.Price, b.Version, b.Tags)
	}
	var named []string
	x.must("joins", db.Model(&gormAuthor{}).Joins("JOIN books ON books.author_id = authors.id").Distinct().Order("name").Pluck("name", &named).Error)
	x.must("delete", db.Delete(&gormAuthor{}, "email LIKE ?", "d%").Error)
	var all, left int64
	x.must("count", db.Unscoped().Model(&gormAuthor{}).Count(&all).Error)
	x.must("count", db.Model(&gormAuthor{}).Count(&left).Error)
	x.say("%v %d %d %s", named, all, left, first.Name)
	x.must("json", db.Model(&gormAuthor{}).Where("email = ?", ann.Email).Update("settings", gorm.Expr("settings || ?::jsonb", `{"a":[1]}`)).Error)
	var one int
	x.must("raw", db.Raw("SELECT (settings->'a'->>0)::int FROM authors WHERE settings @> ?", `{"a":[1]}`).Scan(&one).Error)
	broken := errors.New("broken")
	err := db.Transaction(func(tx *gorm.DB) error {
		x.must("outer", tx.Create(&gormTag{"outer"}).Error)
		inner := tx.Transaction(func(tx *gorm.DB) error {
			x.must("inner", tx.Create(&gormTag{"inner"}).Error)
			return broken
		})
		if !errors.Is(inner, broken) {
			return inner
		}
		return tx.Clauses(clause.Locking{Strength: "UPDATE", Options: "NOWAIT"}).First(&gormTag{}, "name = ?", "outer").Error
	})
	x.must("transaction", err)
	var tags []string
	x.must("tags", db.Model(&gormTag{}).Order("name").Pluck("name", &tags).Error)
	x.must("replace", db.Model(&books[0]).Association("Tags").Replace(&gormTag{"red"}))
	x.say("%d %v, %d tags", one, tags, db.Model(&books[0]).Association("Tags").Count())
	x.sayError("referred to", db.Unscoped().Delete(&gormAuthor{ID: ann.ID}).Error)
}

func (x *flow) gormMigrator(db *gorm.DB) {
	x.Helper()
	type tag struct {
		Name   string  `gorm:"primaryKey;size:40"`
		Colour *string `gorm:"type:varchar(10);default:grey;index"`
		Weight float64 `gorm:"type:numeric(10,3);not null;default:1.5"`
	}
	changed := db.Table("tags")
	for range 2 {
		x.must("change", changed.AutoMigrate(&tag{}))
	}
	m := db.Migrator()
	x.say("%v %v %v %v", m.HasTable("books"), m.HasIndex(&gormBook{}, "one_title"), m.HasConstraint(&gormBook{}, "price_positive"), m.HasColumn(&gormBook{}, "nothing"))
	for _, table := range []string{"authors", "books", "tags", "book_tags"} {
		columns, err := m.ColumnTypes(table)
		x.must("columns", err)
		// gorm asks for them in no order.
		slices.SortFunc(columns, func(a, b gorm.ColumnType) int { return strings.Compare(a.Name(), b.Name()) })
		for _, c := range columns {
			null, _ := c.Nullable()
			length, _ := c.Length()
			precision, scale, _ := c.DecimalSize()
			def, _ := c.DefaultValue()
			unique, _ := c.Unique()
			primary, _ := c.PrimaryKey()
			auto, _ := c.AutoIncrement()
			comment, _ := c.Comment()
			full, _ := c.ColumnType()
			x.say("%s.%s %s %s %v %d %d %d %q %v %v %v %q", table, c.Name(), c.DatabaseTypeName(), full, null, length, precision, scale, def, unique, primary, auto, comment)
		}
		indexes, err := m.GetIndexes(table)
		x.must("indexes", err)
		slices.SortFunc(indexes, func(a, b gorm.Index) int { return strings.Compare(a.Name(), b.Name()) })
		for _, i := range indexes {
			unique, _ := i.Unique()
			primary, _ := i.PrimaryKey()
			x.say("%s %s %v %v %v", i.Table(), i.Name(), i.Columns(), unique, primary)
		}
	}
	x.must("rename", m.RenameColumn(&gormBook{}, "price", "cost"))
	x.must("rename index", m.RenameIndex(&gormBook{}, "one_title", "only_title"))
	x.must("drop constraint", m.DropConstraint(&gormBook{}, "price_positive"))
	x.must("rename table", m.RenameTable("tags", "labels"))
	tables, err := m.GetTables()
	x.must("tables", err)
	x.say("%d tables in %s", len(tables), "public")
}

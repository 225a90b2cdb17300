# Rails' Active Record: migrations both ways, models, and the schema that it
# reads back (schema.rb).
require "logger"
require "active_record"

ActiveRecord::Base.establish_connection(ENV.fetch("DATABASE_URL"))
ActiveRecord::Base.default_timezone = :utc
ActiveRecord::Migration.verbose = false

class CreateShop < ActiveRecord::Migration[6.1]
  def change
    enable_extension "citext"
    enable_extension "pgcrypto"
    create_table :authors do |t|
      t.citext :email, null: false, index: { unique: true }
      t.string :name, limit: 80, null: false, default: ""
      t.jsonb :settings, null: false, default: {}
      t.text :tags, array: true, default: []
      t.inet :last_ip
      t.timestamps
    end
    create_table :books, id: :uuid do |t|
      t.references :author, null: false, foreign_key: { on_delete: :cascade }
      t.string :title, null: false, comment: "as printed"
      t.decimal :price, precision: 10, scale: 2
      t.integer :state, null: false, default: 0
      t.int4range :pages
      t.date :published_on
      t.boolean :hidden, null: false, default: false
      t.integer :lock_version, default: 0
      t.timestamps
    end
    add_index :books, [:author_id, :title], unique: true, where: "(NOT hidden)", name: "one_title"
    add_index :books, "lower(title)", name: "books_lower_title"
    add_check_constraint :books, "price >= 0", name: "price_positive"
    create_table :reviews do |t|
      t.references :subject, polymorphic: true, type: :string
      t.text :body
      t.bigint :stars
    end
    create_join_table :authors, :awards
  end
end

class ChangeBooks < ActiveRecord::Migration[6.1]
  disable_ddl_transaction!
  def up
    add_column :books, :subtitle, :string
    change_column :books, :title, :text
    change_column_null :books, :subtitle, false, "none"
    change_column_default :books, :state, from: 0, to: 1
    rename_column :books, :hidden, :withdrawn
    add_index :books, :published_on, algorithm: :concurrently, order: { published_on: "DESC NULLS LAST" }
    rename_table :reviews, :opinions
    execute "CREATE TYPE mood AS ENUM ('sad', 'ok')"
    add_column :opinions, :mood, :mood
    change_table_comment :opinions, "what readers say"
    add_foreign_key :opinions, :authors, column: :stars, validate: false
    validate_foreign_key :opinions, :authors
  end

  def down
    remove_foreign_key :opinions, column: :stars
    remove_column :opinions, :mood
    execute "DROP TYPE mood"
    rename_table :opinions, :reviews
    remove_index :books, :published_on
    rename_column :books, :withdrawn, :hidden
    remove_column :books, :subtitle
    change_column :books, :title, :string
  end
end

MIGRATIONS = [[1, CreateShop], [2, ChangeBooks]].map { |v, c| ActiveRecord::MigrationProxy.new(c.name, v, "", "").tap { |p| p.define_singleton_method(:migration) { c.new(c.name, v) }; p.define_singleton_method(:disable_ddl_transaction) { c.disable_ddl_transaction } } }
def migrate(direction, version = nil)
  ActiveRecord::Migrator.new(direction, MIGRATIONS, ActiveRecord::Base.connection.schema_migration, version).migrate
end

class Author < ActiveRecord::Base
  has_many :books
  validates :email, uniqueness: { case_sensitive: false }
end

class Book < ActiveRecord::Base
  belongs_to :author
  has_many :opinions, as: :subject
  enum state: { draft: 0, printed: 1, sold_out: 2 }
end

class Opinion < ActiveRecord::Base
  belongs_to :subject, polymorphic: true
end

def attempt(what)
  puts "#{what}: #{yield.inspect}"
rescue ActiveRecord::ActiveRecordError, ActiveModel::RangeError => e
  puts "#{what}: #{e.class}: #{e.message.lines.first.strip}"
end

migrate(:up)
migrate(:down, 1)
migrate(:up)
conn = ActiveRecord::Base.connection
[Author, Book, Opinion].each(&:reset_column_information)

ann = Author.create!(email: "Ann@Example.com", name: "Ann", settings: { theme: "dark", n: [1, 2] }, tags: %w[a b], last_ip: "10.0.0.1")
bob = Author.create!(email: "bob@example.com", name: "Bob")
attempt("duplicate by validation") { Author.create(email: "ANN@example.com").errors.full_messages }
attempt("duplicate") { Author.new(email: "ANN@example.com").save(validate: false) }
b = ann.books.create!(title: "First", price: "12.50", pages: 1..99, published_on: Date.new(2024, 2, 29), subtitle: "x")
ann.books.create!(title: "Second", price: 7, state: :draft, subtitle: "y")
bob.books.create!(title: "Third", subtitle: "z", withdrawn: true)
attempt("unique where") { ann.books.create!(title: "First", subtitle: "again") }
attempt("check") { ann.books.create!(title: "Negative", price: -1, subtitle: "") }
attempt("not null") { ann.books.create!(title: nil, subtitle: "") }
attempt("too long") { Author.create!(email: "long", name: "x" * 81) }
attempt("foreign key") { Book.new(author_id: 999, title: "?", subtitle: "").save(validate: false) }
attempt("range") { Book.new(author_id: 2**70).save }
attempt("reload") { b.reload.attributes.values_at("title", "price", "pages", "published_on", "state") }
attempt("json") { Author.where("settings @> ?", { theme: "dark" }.to_json).pluck(:name, Arel.sql("settings->'n'->>1")) }
attempt("array") { Author.where("? = ANY(tags)", "b").count }
attempt("citext") { Author.find_by(email: "ANN@EXAMPLE.COM")&.name }
attempt("join") { Author.left_joins(:books).group(:name).order(:name).count("books.id") }
attempt("includes") { Author.includes(:books).order(:id).map { |a| a.books.map(&:title).sort } }
attempt("eager load") { Author.eager_load(:books).where(books: { state: :printed }).order(:id, "books.title").map { |a| a.books.map(&:title) } }
attempt("sums") { [Book.sum(:price), Book.average(:price).to_s, Book.maximum(:published_on), Book.group(:state).order(:state).count] }
attempt("distinct and or") { Book.where(price: 5..20).or(Book.where(withdrawn: true)).distinct.order(:title).pluck(:title) }
attempt("upsert") { Author.upsert_all([{ email: "ann@example.com", name: "Anne", created_at: Time.at(0), updated_at: Time.at(0) }, { email: "cy@example.com", name: "Cy", created_at: Time.at(0), updated_at: Time.at(0) }], unique_by: :email).length }
attempt("insert_all") { Author.insert_all([{ email: "ann@example.com", created_at: Time.at(0), updated_at: Time.at(0) }], returning: %w[id name]).to_a }
attempt("names") { Author.order(:id).pluck(:name) }
attempt("stale") do
  one, two = Book.find(b.id), Book.find(b.id)
  one.update!(price: 1)
  two.update!(price: 2)
end
attempt("with_lock") { b.reload.with_lock { b.update!(state: :sold_out); b.state } }
attempt("savepoint") do
  Author.transaction do
    Author.create!(email: "outer@example.com")
    begin
      Author.transaction(requires_new: true) { Author.create!(email: "inner@example.com"); raise ActiveRecord::Rollback }
    end
  end
  Author.where("email LIKE '%er@example.com'").pluck(:email)
end
attempt("isolation") { Author.transaction(isolation: :read_committed) { Author.connection.select_value("SHOW transaction_isolation") } }
attempt("in batches") { Author.in_batches(of: 2).map { |r| r.count } }
attempt("find_each") { n = 0; Author.find_each(batch_size: 1) { n += 1 }; n }
attempt("polymorphic") { b.opinions.create!(body: "good", mood: "ok"); Opinion.where(subject: b).pluck(:mood, :body) }
attempt("bad enum") { Opinion.create!(mood: "furious") }
attempt("update_all") { Book.where(author: ann).update_all("price = coalesce(price, 0) + 1") }
attempt("increment") { Book.update_counters(b.id, lock_version: 1) }
attempt("exists") { Book.where(author_id: ann.id).exists? }
attempt("explain") { Author.where(id: 1).explain.lines.first.start_with?("EXPLAIN") }
attempt("advisory lock") { [conn.get_advisory_lock(77), conn.release_advisory_lock(77)] }
attempt("timeouts") { conn.execute("SET statement_timeout = 50"); conn.select_value("SELECT pg_sleep(5)") }
conn.execute("RESET statement_timeout")
attempt("destroy") { ann.destroy.destroyed?; Book.count }

attempt("tables") { conn.tables.sort }
attempt("foreign keys") { conn.foreign_keys("books").map(&:to_h).map { |h| h.except(:options) } + conn.foreign_keys("opinions").map { |f| [f.name, f.to_table, f.options[:column], f.validated?] } }
attempt("checks") { conn.check_constraints("books").map { |c| [c.name, c.expression] } }
attempt("primary keys") { conn.primary_keys("books") }
attempt("sequence") { conn.pk_and_sequence_for("authors").map(&:to_s) }
attempt("reset sequence") { conn.reset_pk_sequence!("authors") }
# The system's own schema is an extension that Postgres has not.
INTERNAL = "isochron_internal"
attempt("extensions") { conn.extensions.sort - [INTERNAL] }
attempt("encoding") { [conn.encoding, conn.collation.class, conn.ctype.class, conn.current_schema, conn.schema_exists?("public"), conn.schema_names.sort - [INTERNAL]] }
attempt("comments") { [conn.table_comment("opinions"), conn.columns("books").map(&:comment).compact] }
attempt("indexes") { %w[authors books opinions].flat_map { |t| conn.indexes(t).map { |i| [t, i.name, i.columns, i.unique, i.where, i.orders, i.using] } }.sort_by { |i| i[1] } }
attempt("columns") { conn.columns("books").map { |c| [c.name, c.sql_type, c.null, c.default, c.default_function, c.collation] } }

def dumped
  StringIO.new.tap { |s| ActiveRecord::SchemaDumper.dump(ActiveRecord::Base.connection, s) }.string
end

schema = dumped
puts schema.lines.grep_v(/#{INTERNAL}/)
attempt("loaded again") { eval(schema); dumped == schema }

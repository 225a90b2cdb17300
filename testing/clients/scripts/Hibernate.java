import java.math.BigDecimal;
import java.util.*;
import javax.persistence.*;
import org.hibernate.*;
import org.hibernate.cfg.Configuration;
import org.hibernate.tool.hbm2ddl.*;

/** Hibernate's schema tools (make, validate, update) and its sessions. */
public class Hibernate {
  @Entity(name = "Author") @Table(name = "h_author")
  public static class Author {
    @Id @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "a") @SequenceGenerator(name = "a", sequenceName = "h_author_seq", allocationSize = 10)
    public Long id;
    @Column(nullable = false, unique = true, length = 60) public String name;
    @Temporal(TemporalType.TIMESTAMP) public Date born;
    @javax.persistence.Version public int version;
    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL) @OrderBy("title") public List<Book> books = new ArrayList<Book>();
  }

  @Entity(name = "Book") @Table(name = "h_book", uniqueConstraints = @UniqueConstraint(columnNames = {"author_id", "title"}))
  public static class Book {
    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) public Long id;
    @ManyToOne(optional = false, fetch = FetchType.LAZY) @JoinColumn(name = "author_id") public Author author;
    public String title;
    @Column(precision = 10, scale = 2) public BigDecimal price;
    public boolean hidden;
    public byte[] cover;
    @ElementCollection @CollectionTable(name = "h_book_tag") public Set<String> tags = new TreeSet<String>();
  }

  @Entity(name = "Later") @Table(name = "h_book")
  public static class Later {
    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) public Long id;
    @Column(length = 40) public String subtitle;
    public Integer pages;
    @ManyToOne @JoinColumn(name = "editor_id") public Author editor;
  }

  static Configuration configuration(Class<?>... classes) {
    Configuration c = new Configuration();
    c.setProperty("hibernate.connection.driver_class", "org.postgresql.Driver");
    c.setProperty("hibernate.connection.url", "jdbc:postgresql://" + System.getenv("PGHOST") + ":" + System.getenv("PGPORT") + "/" + System.getenv("PGDATABASE"));
    c.setProperty("hibernate.connection.username", System.getenv("PGUSER"));
    c.setProperty("hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect");
    c.setProperty("hibernate.jdbc.batch_size", "5");
    for (Class<?> k : classes) c.addAnnotatedClass(k);
    return c;
  }

  interface Work { Object in(Session s); }

  static void attempt(SessionFactory f, String what, Work w) {
    Session s = f.openSession();
    Transaction t = s.beginTransaction();
    try {
      Object got = w.in(s);
      t.commit();
      System.out.println(what + ": " + got);
    } catch (JDBCException e) {
      t.rollback();
      System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getSQLState());
    } catch (StaleStateException e) {
      t.rollback();
      System.out.println(what + ": stale");
    } finally {
      s.close();
    }
  }

  public static void main(String[] args) throws Exception {
    Configuration c = configuration(Author.class, Book.class);
    SchemaExport export = new SchemaExport(c);
    export.create(false, true);
    System.out.println("made " + export.getExceptions().size());
    new SchemaValidator(c).validate();
    SchemaUpdate same = new SchemaUpdate(c);
    same.execute(false, true);
    System.out.println("the same " + same.getExceptions().size());
    final SessionFactory f = c.buildSessionFactory();
    attempt(f, "save", s -> {
      for (int i = 0; i < 12; i++) {
        Author a = new Author(); a.name = "a" + i; a.born = new Date(i * 1000L);
        for (int j = 0; j < 2; j++) { Book b = new Book(); b.author = a; b.title = "t" + j; b.price = new BigDecimal("1.25"); b.cover = new byte[] {0, 1}; b.tags.add("x" + j); a.books.add(b); }
        s.persist(a);
      }
      return s.createQuery("select count(*) from Book").uniqueResult();
    });
    attempt(f, "duplicate", s -> { Author a = new Author(); a.name = "a1"; s.save(a); s.flush(); return 1; });
    attempt(f, "fetch", s -> { Author a = (Author) s.createQuery("from Author a left join fetch a.books where a.name = :n").setString("n", "a3").setResultTransformer(Criteria.DISTINCT_ROOT_ENTITY).uniqueResult(); return a.books.size() + " " + a.books.get(1).tags + " " + a.books.get(0).price + " " + a.version; });
    attempt(f, "page", s -> s.createQuery("select a.name from Author a order by length(a.name), a.name").setFirstResult(3).setMaxResults(2).list());
    attempt(f, "group", s -> { Object[] r = (Object[]) s.createQuery("select min(b.title), sum(b.price), count(distinct b.author) from Book b").uniqueResult(); return Arrays.toString(r); });
    attempt(f, "lock", s -> { Author a = (Author) s.createQuery("from Author a where a.name = 'a1'").setLockMode("a", LockMode.UPGRADE).uniqueResult(); a.born = null; s.flush(); return a.version; });
    attempt(f, "bulk", s -> s.createQuery("update Book set price = price * 2 where title like 't0%'").executeUpdate());
    attempt(f, "scroll", s -> { ScrollableResults r = s.createQuery("from Book b order by b.id").setFetchSize(5).scroll(ScrollMode.FORWARD_ONLY); int n = 0; while (r.next()) n++; return n; });
    attempt(f, "native", s -> s.createSQLQuery("select b.title from h_book b join h_author a on a.id = b.author_id where a.name = ? order by 1").setString(0, "a2").list());
    attempt(f, "delete", s -> { s.delete(s.createQuery("from Author where name = 'a5'").uniqueResult()); return s.createQuery("select count(*) from Book").uniqueResult(); });
    f.close();
    SchemaUpdate later = new SchemaUpdate(configuration(Author.class, Later.class));
    later.execute(false, true);
    System.out.println("changed " + later.getExceptions().size());
  }
}

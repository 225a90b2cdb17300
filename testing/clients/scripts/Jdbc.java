import java.sql.*;
import java.util.*;

/** The flow of a program on JDBC, its batches, keys, cursors and metadata. */
public class Jdbc {
  static Connection c;

  interface Step {
    Object run() throws SQLException;
  }

  static void attempt(String what, Step s) throws SQLException {
    try {
      System.out.println(what + ": " + s.run());
    } catch (BatchUpdateException e) {
      System.out.println(what + ": " + e.getSQLState() + " " + Arrays.toString(e.getUpdateCounts()));
    } catch (SQLException e) {
      System.out.println(what + ": " + e.getSQLState() + " " + e.getMessage().lines().findFirst().get());
    }
  }

  static List<String> rows(ResultSet r, String... columns) throws SQLException {
    List<String> all = new ArrayList<>();
    while (r.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= (columns.length > 0 ? columns.length : r.getMetaData().getColumnCount()); i++)
        row.add(columns.length > 0 ? r.getString(columns[i - 1]) : r.getString(i));
      all.add(String.join("|", row.stream().map(String::valueOf).toList()));
    }
    r.close();
    return all;
  }

  static List<String> query(String sql, Object... args) throws SQLException {
    try (PreparedStatement p = c.prepareStatement(sql)) {
      for (int i = 0; i < args.length; i++) p.setObject(i + 1, args[i]);
      return rows(p.executeQuery());
    }
  }

  static void tell(String what, ResultSet r, String... columns) throws SQLException {
    System.out.println(what);
    for (String row : rows(r, columns)) System.out.println("  " + row);
  }

  public static void main(String[] args) throws Exception {
    String url = "jdbc:postgresql://" + System.getenv("PGHOST") + ":" + System.getenv("PGPORT") + "/" + System.getenv("PGDATABASE");
    if (System.getenv("PGHOST").startsWith("/")) url = System.getenv("JDBC_URL");
    Properties p = new Properties();
    p.setProperty("user", System.getenv("PGUSER"));
    p.setProperty("prepareThreshold", "2");
    p.setProperty("reWriteBatchedInserts", "true");
    c = DriverManager.getConnection(url, p);
    Statement s = c.createStatement();
    s.execute("CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE people (id bigserial PRIMARY KEY, name varchar(20) NOT NULL UNIQUE, score numeric(8,2) CHECK (score >= 0), born date, seen timestamptz, data jsonb, tags text[], mood mood, photo bytea)");
    s.execute("CREATE TABLE visits (person bigint REFERENCES people ON DELETE CASCADE, day date, PRIMARY KEY (person, day)); CREATE INDEX visits_day ON visits (day DESC); CREATE VIEW latest AS SELECT person, max(day) FROM visits GROUP BY person; COMMENT ON COLUMN people.score IS 'of the game'");
    s.execute("CREATE FUNCTION twice(x int, OUT y int) LANGUAGE sql AS 'SELECT x * 2'; CREATE PROCEDURE note(INOUT n int) LANGUAGE plpgsql AS 'BEGIN n := n + 1; END'");
    c.setAutoCommit(false);
    try (PreparedStatement in = c.prepareStatement("INSERT INTO people (name, score, born, seen, data, tags, mood, photo) VALUES (?, ?, ?, ?, ?::jsonb, ?, ?::mood, ?)", Statement.RETURN_GENERATED_KEYS)) {
      for (int i = 0; i < 7; i++) {
        in.setString(1, "p" + i);
        in.setBigDecimal(2, new java.math.BigDecimal("1.25").multiply(java.math.BigDecimal.valueOf(i)));
        in.setObject(3, java.time.LocalDate.of(2024, 2, 29).plusYears(i));
        in.setObject(4, java.time.OffsetDateTime.parse("2024-02-29T12:00:00.123456Z"));
        in.setString(5, "{\"n\": " + i + "}");
        in.setArray(6, c.createArrayOf("text", new String[] {"x", null, "y" + i}));
        in.setString(7, i % 2 == 0 ? "ok" : "sad");
        in.setBytes(8, new byte[] {0, (byte) 255, (byte) i});
        in.addBatch();
      }
      System.out.println("batch " + in.executeBatch().length);
      System.out.println("keys " + rows(in.getGeneratedKeys(), "id", "name"));
    }
    c.commit();
    for (int i = 0; i < 4; i++)
      attempt("select", () -> query("SELECT id, score, born, data->>'n', tags[3], mood FROM people WHERE id = ?", 3L));
    attempt("timestamps", () -> {
      try (ResultSet r = s.executeQuery("SELECT seen, photo, tags, score FROM people WHERE id = 1")) {
        r.next();
        return r.getObject(1, java.time.OffsetDateTime.class) + " " + r.getBytes(2).length + " " + Arrays.toString((Object[]) r.getArray(3).getArray()) + " " + r.getBigDecimal(4);
      }
    });
    attempt("duplicate", () -> { Savepoint sp = c.setSavepoint(); try { return s.executeUpdate("INSERT INTO people (name) VALUES ('p1')"); } finally { c.rollback(sp); } });
    attempt("broken batch", () -> {
      Savepoint sp = c.setSavepoint("batch");
      s.addBatch("INSERT INTO people (name) VALUES ('q1')");
      s.addBatch("INSERT INTO people (name) VALUES ('q1')");
      try { return s.executeBatch(); } finally { s.clearBatch(); c.rollback(sp); }
    });
    c.commit();
    attempt("fetch size", () -> {
      s.setFetchSize(3);
      int n = 0;
      try (ResultSet r = s.executeQuery("SELECT * FROM generate_series(1, 100)")) { while (r.next()) n += r.getInt(1); }
      s.setFetchSize(0);
      return n;
    });
    attempt("updatable", () -> {
      try (Statement u = c.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE); ResultSet r = u.executeQuery("SELECT id, name, score FROM people ORDER BY id")) {
        r.absolute(2); r.updateBigDecimal("score", java.math.BigDecimal.TEN); r.updateRow();
        r.moveToInsertRow(); r.updateString("name", "new"); r.updateLong("id", 100); r.insertRow();
        r.last(); return r.getRow() + " " + r.getString(2);
      }
    });
    attempt("call", () -> { try (CallableStatement f = c.prepareCall("{? = call twice(?)}")) { f.registerOutParameter(1, Types.INTEGER); f.setInt(2, 21); f.execute(); return f.getInt(1); } });
    attempt("escapes", () -> query("SELECT {fn concat('a', {fn ucase('b')})}, {d '2024-02-29'}, {fn timestampdiff(SQL_TSI_DAY, {ts '2024-01-01 00:00:00'}, {ts '2024-02-01 00:00:00'})}"));
    attempt("ANY", () -> query("SELECT count(*) FROM people WHERE id = ANY (?)", c.createArrayOf("bigint", new Long[] {1L, 2L, 55L})));
    attempt("copy", () -> {
      try { return new org.postgresql.copy.CopyManager(c.unwrap(org.postgresql.core.BaseConnection.class)).copyIn("COPY visits FROM STDIN CSV", new java.io.StringReader("1,2024-01-01\n2,2024-01-02\n")); }
      catch (java.io.IOException e) { throw new SQLException(e); }
    });
    c.commit();
    c.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    c.setReadOnly(true);
    attempt("read only", () -> s.executeUpdate("DELETE FROM visits"));
    c.rollback();
    c.setReadOnly(false);
    attempt("timeout", () -> { s.setQueryTimeout(1); try { return query2(s); } finally { s.setQueryTimeout(0); } });
    c.rollback();
    c.setAutoCommit(true);
    DatabaseMetaData m = c.getMetaData();
    tell("schemas", m.getSchemas(null, "public"), "TABLE_SCHEM");
    tell("tables", m.getTables(null, "public", "%", new String[] {"TABLE", "VIEW"}), "TABLE_NAME", "TABLE_TYPE", "REMARKS");
    tell("columns", m.getColumns(null, "public", "%", "%"), "TABLE_NAME", "COLUMN_NAME", "DATA_TYPE", "TYPE_NAME", "COLUMN_SIZE", "DECIMAL_DIGITS", "NULLABLE", "REMARKS", "COLUMN_DEF", "ORDINAL_POSITION", "IS_AUTOINCREMENT", "IS_GENERATEDCOLUMN");
    tell("primary keys", m.getPrimaryKeys(null, "public", "visits"), "COLUMN_NAME", "KEY_SEQ", "PK_NAME");
    tell("imported", m.getImportedKeys(null, "public", "visits"), "PKTABLE_NAME", "PKCOLUMN_NAME", "FKCOLUMN_NAME", "UPDATE_RULE", "DELETE_RULE", "FK_NAME", "PK_NAME", "DEFERRABILITY");
    tell("exported", m.getExportedKeys(null, "public", "people"), "FKTABLE_NAME", "FK_NAME");
    tell("indexes", m.getIndexInfo(null, "public", "visits", false, true), "INDEX_NAME", "NON_UNIQUE", "COLUMN_NAME", "ASC_OR_DESC", "TYPE");
    tell("functions", m.getFunctions(null, "public", "%"), "FUNCTION_NAME", "FUNCTION_TYPE");
    tell("function columns", m.getFunctionColumns(null, "public", "%", "%"), "FUNCTION_NAME", "COLUMN_NAME", "COLUMN_TYPE", "TYPE_NAME");
    tell("procedures", m.getProcedures(null, "public", "%"), "PROCEDURE_NAME", "PROCEDURE_TYPE");
    tell("types", m.getUDTs(null, "public", "%", null), "TYPE_NAME", "DATA_TYPE");
    tell("best row", m.getBestRowIdentifier(null, "public", "people", DatabaseMetaData.bestRowSession, true), "COLUMN_NAME", "TYPE_NAME");
    tell("sequences", m.getTables(null, "public", "%", new String[] {"SEQUENCE", "INDEX"}), "TABLE_NAME", "TABLE_TYPE");
    System.out.println(m.getMaxColumnNameLength() + " " + m.getDatabaseMajorVersion() + " " + m.getSQLKeywords().isEmpty());
    ParameterMetaData pm = c.prepareStatement("UPDATE people SET mood = ?, data = ?, score = ? WHERE name = ?").getParameterMetaData();
    for (int i = 1; i <= pm.getParameterCount(); i++) System.out.println(pm.getParameterTypeName(i) + " " + pm.getParameterClassName(i));
    ResultSetMetaData rm = c.prepareStatement("SELECT id, name AS n, score, count(*) OVER () FROM people").getMetaData();
    for (int i = 1; i <= rm.getColumnCount(); i++)
      System.out.println(rm.getColumnLabel(i) + " " + rm.getColumnName(i) + " " + rm.getTableName(i) + " " + rm.getColumnTypeName(i) + " " + rm.getPrecision(i) + " " + rm.getScale(i) + " " + rm.isNullable(i) + " " + rm.isAutoIncrement(i));
    c.close();
  }

  static Object query2(Statement s) throws SQLException {
    return s.executeQuery("SELECT pg_sleep(30)");
  }
}

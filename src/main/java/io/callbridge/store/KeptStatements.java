package io.callbridge.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections that prepare a statement once and keep it until it is needed again. SQLite takes as
 * long to prepare most of ours as to run them, and its driver keeps none; PostgreSQL's does.
 */
public final class KeptStatements extends DelegatingDataSource {

  /** More than we have; only filters of lists are put together as they are asked for. */
  private static final int MOST = 250;

  public KeptStatements(DataSource source) {
    super(source);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return of(super.getConnection());
  }

  /** A connection is used by one thread at a time, as ever. */
  public static Connection of(Connection connection) {
    return new Keeper(connection).kept();
  }

  private static final class Keeper {

    private final Connection connection;

    /** Those that nobody uses now, by what they say; the one unused for longest comes first. */
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    Keeper(Connection connection) {
      this.connection = connection;
    }

    Connection kept() {
      return proxy(
          Connection.class,
          (proxy, method, arguments) ->
              method.getName().equals("prepareStatement") && arguments.length == 1
                  ? statement((String) arguments[0])
                  : invoke(method, connection, arguments));
    }

    private PreparedStatement statement(String sql) throws SQLException {
      PreparedStatement known = idle.remove(sql);
      PreparedStatement statement = known == null ? connection.prepareStatement(sql) : known;
      return proxy(PreparedStatement.class, new Use(sql, statement));
    }

    private void keep(String sql, PreparedStatement statement) throws SQLException {
      statement.clearParameters();
      PreparedStatement other = idle.put(sql, statement);
      if (other != null) {
        other.close();
      }
      if (idle.size() > MOST) {
        idle.remove(idle.keySet().iterator().next()).close();
      }
    }

    /** One use of a statement, from its being prepared to its being closed. */
    private final class Use implements InvocationHandler {

      private final String sql;
      private final PreparedStatement statement;
      private ResultSet results;
      private boolean failed;
      private boolean closed;

      Use(String sql, PreparedStatement statement) {
        this.sql = sql;
        this.statement = statement;
      }

      @Override
      public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("close")) {
          close();
          return null;
        }
        if (method.getName().equals("isClosed")) {
          return closed || statement.isClosed();
        }
        if (closed) {
          throw new SQLException("this statement is closed");
        }
        try {
          Object result = Keeper.invoke(method, statement, arguments);
          if (result instanceof ResultSet rows) {
            results = rows;
          }
          return result;
        } catch (SQLException failure) {
          failed = true;
          throw failure;
        }
      }

      private void close() throws SQLException {
        if (closed) {
          return;
        }
        closed = true;
        if (results != null) {
          results.close();
        }
        if (failed || statement.isClosed()) {
          statement.close();
        } else {
          keep(sql, statement);
        }
      }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(Keeper.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Method method, Object target, Object... arguments)
        throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException failed) {
        throw failed.getCause();
      }
    }
  }
}

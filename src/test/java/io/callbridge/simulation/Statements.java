package io.callbridge.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the prepared statements of a connection, since preparing them would take half of the time
 * of a world. One statement is used by one caller at a time.
 */
final class Statements {

  private final Connection connection;
  private final Map<String, PreparedStatement> kept = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** The same connection, only that statements are prepared once. */
  Connection kept() {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("prepareStatement") && arguments.length == 1) {
            return statement((String) arguments[0]);
          }
          if (method.getName().equals("close")) {
            for (PreparedStatement statement : kept.values()) {
              statement.unwrap(PreparedStatement.class).close();
            }
          }
          return invoke(method, connection, arguments);
        });
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = kept.get(sql);
    if (known == null) {
      known = keep(connection.prepareStatement(sql));
      kept.put(sql, known);
    }
    return known;
  }

  private static PreparedStatement keep(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "close" -> {
                statement.clearParameters();
                yield null;
              }
              case "unwrap" -> statement;
              default -> invoke(method, statement, arguments);
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Statements.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object invoke(Method method, Object target, Object... arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}

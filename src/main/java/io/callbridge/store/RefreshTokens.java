package io.callbridge.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The newest refresh token of each provider account. Such a token works once, so it is taken out
 * before it is used.
 */
public class RefreshTokens {

  private final GroupCommit store;

  public RefreshTokens(GroupCommit store) {
    this.store = store;
  }

  /** A token, which is a secret: its text stays out of logs. */
  public record Stored(String value, Instant issuedAt) {

    @Override
    public String toString() {
      return "Stored[issuedAt=" + issuedAt + "]";
    }
  }

  /** The account's token, which is gone from here afterwards; empty if there is none. */
  public Optional<Stored> take(String provider, String account) {
    return store.write(
        client ->
            client
                .sql(
                    """
                    DELETE FROM refresh_token WHERE provider = ? AND account = ?
                    RETURNING value, issued_at""")
                .params(provider, account)
                .query(
                    (row, n) -> new Stored(row.getString("value"), Micros.read(row, "issued_at")))
                .optional());
  }

  /** Replaces the account's token. */
  public void keep(String provider, String account, Stored token) {
    store.write(
        client ->
            client
                .sql(
                    """
                    INSERT INTO refresh_token (provider, account, value, issued_at)
                    VALUES (?, ?, ?, ?)
                    ON CONFLICT (provider, account) DO UPDATE SET
                      value = excluded.value, issued_at = excluded.issued_at""")
                .params(provider, account, token.value(), Micros.of(token.issuedAt()))
                .update());
  }
}
